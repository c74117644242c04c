import type { RulesetDocument } from "../document/ruleset.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { bundled } from "../rulesets/bundled.ts";
import type { Language } from "../values/text.ts";
import { type Section, tableText } from "./report.ts";
import { describedNamed, type ExtendFlags } from "./rulesets.ts";
import { inColour, type Terminal, widthOf } from "./terminal.ts";
import { say, words } from "./words.ts";

/** `jifen rulesets`: the bundled rulesets, or what one ruleset is about. */
export async function rulesetsCommand(
  name: string | undefined,
  flags: ExtendFlags,
  language: Language,
  { stdout, env }: Terminal,
): Promise<void> {
  const sections =
    name === undefined
      ? await listSections(language)
      : rulesetSections(await describedNamed(name, flags), language);
  stdout.write(tableText(sections, inColour(stdout, env), widthOf(stdout)));
}

/** The bundled rulesets. */
async function listSections(language: Language): Promise<Section[]> {
  const documents = await Promise.all(Object.values(bundled).map((load) => load()));
  const rows = documents.map(({ ruleset }) => {
    // The bundled documents are sound: their heads need no loading.
    const { id, title, source, clauses, subjects } = ruleset as RulesetDocument;
    const issuer = source.issuer === undefined ? "" : `${source.issuer} `;
    return [
      id,
      say(title, language),
      `${issuer}《${source.title}》${source.date === undefined ? "" : ` ${source.date}`}`,
      { number: String(Object.keys(clauses).length) },
      Object.values(subjects)
        .map(({ label }) => label[language])
        .join(", "),
    ];
  });
  const headers = [words.id, words.title, words.source, words.clauses, words.kinds];
  const columns = headers.map((header) => ({ header: say(header, language) }));
  return [{ table: { columns, rows } }];
}

/** One ruleset: its clauses, its missing parameters and its interpretations. */
function rulesetSections(ruleset: ResolvedRuleset, language: Language): Section[] {
  const word = (text: { readonly en: string; readonly zh: string }): string => say(text, language);
  const { title, issuer, number, date } = ruleset.source;
  const source = [`《${title}》`, issuer, number, date]
    .filter((part) => part !== undefined)
    .join(" ");
  const clauses = [...ruleset.clauses.values()].map((one) => [one.id, one.place, word(one.title)]);
  const required = [...ruleset.parameters.values()]
    .filter(({ value }) => value === undefined)
    .map((one) => [
      one.name,
      one.clauses.join(", "),
      one.label === undefined ? "" : word(one.label),
    ]);
  const readings = [...ruleset.interpretations.values()].flatMap((one) =>
    [...one.options].map(([option, label], index) => [
      index === 0 ? one.id : "",
      index === 0 ? one.clauses.join(", ") : "",
      index === 0 ? word(one.question) : "",
      option === one.default ? `${option} (${word(words.isDefault)})` : option,
      word(label),
    ]),
  );
  const table = (
    texts: readonly (readonly string[])[],
    ...headers: { en: string; zh: string }[]
  ) => ({
    columns: headers.map((header) => ({ header: word(header) })),
    rows: texts,
  });
  return [
    {
      title: `${word(ruleset.title)} (${ruleset.id})`,
      lines: [
        `${word(words.source)}: ${source}`,
        `${word(words.period)}: ${ruleset.periods.map(({ label }) => word(label)).join(", ")}`,
        `${word(words.kinds)}: ${[...ruleset.kinds.values()].map(({ label }) => label[language]).join(", ")}`,
      ],
    },
    { title: word(words.clauses), table: table(clauses, words.id, words.place, words.title) },
    ...(required.length === 0
      ? []
      : [
          {
            title: word(words.missing),
            table: table(required, words.name, words.clause, words.title),
          },
        ]),
    ...(readings.length === 0
      ? []
      : [
          {
            title: word(words.questions),
            table: table(readings, words.id, words.clause, words.title, words.options, words.title),
          },
        ]),
  ];
}
