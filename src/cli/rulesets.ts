import type { RulesetDocument } from "../document/ruleset.ts";
import { pointerPlaces } from "../node/json.ts";
import { ReadError } from "../node/messages.ts";
import { readRuleset } from "../node/ruleset.ts";
import { type LoadedRuleset, loadRuleset } from "../program/load.ts";
import type { Choices } from "../ruleset/resolve.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { rulesets } from "../rulesets.ts";
import { didYouMean, RulesetError } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { issueLines, type PlacedRuleset } from "./issues.ts";
import type { Section } from "./report.ts";
import { CommandError, complaints, say, words } from "./words.ts";

/** A ruleset that was named on the command line. */
export interface NamedRuleset extends PlacedRuleset {
  /** The id of a bundled one, or the file. */
  readonly name: string;
  readonly document: unknown;
}

/** Loads the ruleset of that id or in that file; its issues are told with their places. */
export async function loadNamed(name: string, choices: Choices = {}): Promise<LoadedRuleset> {
  const ruleset = await rulesetNamed(name);
  try {
    return loadRuleset(ruleset.document, choices);
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    const told = (language: Language): string =>
      issueLines(error.issues, ruleset, language).join("\n");
    throw new CommandError({ en: told("en"), zh: told("zh") });
  }
}

/** The ruleset of that id or in that file. */
export async function rulesetNamed(name: string): Promise<NamedRuleset> {
  const bundled: Readonly<Record<string, unknown>> = rulesets;
  if (Object.hasOwn(bundled, name)) {
    return { name, document: bundled[name], file: undefined, placeOf: (pointer) => pointer };
  }
  try {
    const { document, text } = await readRuleset(name);
    const placeOf = pointerPlaces(text);
    return {
      name,
      document,
      file: name,
      placeOf: (pointer) => {
        const { line, column } = placeOf(pointer);
        return `${line}:${column}`;
      },
    };
  } catch (error) {
    if (!(error instanceof ReadError && error.code === "file-missing")) throw error;
    const ids = Object.keys(bundled);
    throw new CommandError(complaints.noRuleset(name, ids.join(", ")), didYouMean(name, ids));
  }
}

/** The bundled rulesets. */
export function listSections(language: Language): Section[] {
  const rows = Object.values(rulesets).map((document) => {
    // The bundled documents are sound: their heads need no loading.
    const { id, title, source, clauses, subjects } = document as RulesetDocument;
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

/** One ruleset: its clauses, the parameters it lacks, its readings. */
export function rulesetSections(ruleset: ResolvedRuleset, language: Language): Section[] {
  const word = (text: { readonly en: string; readonly zh: string }): string => say(text, language);
  const { title, issuer, number, date } = ruleset.source;
  const source = [`《${title}》`, issuer, number, date]
    .filter((part) => part !== undefined)
    .join(" ");
  const clauses = [...ruleset.clauses.values()].map((one) => [one.id, one.place, word(one.title)]);
  const lacking = [...ruleset.parameters.values()]
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
    ...(lacking.length === 0
      ? []
      : [
          {
            title: word(words.lacking),
            table: table(lacking, words.name, words.clause, words.title),
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
