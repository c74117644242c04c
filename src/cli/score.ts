import type { Result } from "../document/result.ts";
import type { RowRejection } from "../files/messages.ts";
import type { Language, Text } from "../values/text.ts";
import { Circular } from "./circular.ts";
import { OutputFiles } from "./files.ts";
import {
  type ColumnFormat,
  checkRejectsEnding,
  type Format,
  isColumnFormat,
  needOf,
  type Only,
  onlyOf,
  type PartName,
  type ScoreFlags,
  scoreFormatOf,
} from "./options.ts";
import { csvText, markdownText, type Section, tableText } from "./report.ts";
import {
  countsLine,
  noteLines,
  rejectsCsv,
  rejectsSection,
  summary,
  withoutFields,
} from "./rows.ts";
import { type FileRun, runFiles } from "./run.ts";
import { inColour, type Terminal, widthOf } from "./terminal.ts";
import { say, sentences, words } from "./words.ts";

export interface ScoreCommandFlags extends ScoreFlags {
  readonly only?: string;
  readonly format?: string;
  readonly output?: string;
  readonly rejects?: string;
  readonly bom?: boolean;
}

/** `jifen score`: 0, or 1 where rows were rejected. */
export async function scoreCommand(
  ruleset: string,
  events: readonly string[],
  flags: ScoreCommandFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const format = scoreFormatOf(flags.format, flags.output);
  checkRejectsEnding(flags.rejects);
  const outputs = new OutputFiles([
    ruleset,
    ...events,
    ...(flags.subjects === undefined ? [] : [flags.subjects]),
  ]);
  outputs.claim(flags.output);
  outputs.claim(flags.rejects);
  let only: Only | undefined;
  const run = await runFiles(
    {
      ruleset,
      events,
      flags,
      need: (resolved) => {
        only = onlyOf(flags.only, resolved);
        return needOf(only, resolved);
      },
      ledger:
        format === "json"
          ? only?.parts.size !== 0
          : (flags.only ?? "").split(",").includes("ledger"),
      keepFields: flags.rejects !== undefined,
    },
    terminal,
  );
  const rejected = run.files.allRejected(run.result.rejections);
  const rendered = isColumnFormat(format)
    ? await columnsOf(run, rejected, only, format)
    : render(run, rejected, only, format, language, { bom: flags.bom === true, terminal, flags });
  const texts = new Map<string, string | Uint8Array>();
  if (flags.output !== undefined) texts.set(flags.output, rendered);
  if (flags.rejects !== undefined) {
    texts.set(flags.rejects, rejectsCsv(rejected, language, flags.bom === true));
  }
  // Files first: what cannot be written leaves no half of a result on the screen.
  outputs.write(texts);
  if (typeof rendered === "string" && flags.output === undefined) terminal.stdout.write(rendered);
  tell(run, rejected, only, format, language, { terminal, flags });
  return rejected.length > 0 ? 1 : 0;
}

interface Surroundings {
  readonly terminal: Terminal;
  readonly flags: ScoreCommandFlags;
}

/** What a written file leaves out, where nothing is chosen. */
const heldBy: Readonly<Record<Format | ColumnFormat, Text | undefined>> = {
  table: sentences.holdsCircular(),
  markdown: sentences.holdsCircular(),
  csv: sentences.holdsStandings(),
  json: undefined,
  parquet: sentences.holdsTable(),
  arrow: sentences.holdsTable(),
};

/** What a file or a reader of data does not hold is said beside it. */
function tell(
  run: FileRun,
  rejected: readonly RowRejection[],
  only: Only | undefined,
  format: Format | ColumnFormat,
  language: Language,
  { terminal, flags }: Surroundings,
): void {
  const whole = only === undefined && (format === "table" || format === "markdown");
  const lines = whole && flags.output === undefined ? [] : summary(run, rejected, language);
  if (flags.output !== undefined) {
    const held = only === undefined ? heldBy[format] : undefined;
    const rest = held === undefined ? "" : say(held, language);
    lines.push(`${say(sentences.written(flags.output), language)}${rest}`);
  }
  if (flags.rejects !== undefined) {
    lines.push(say(sentences.rejectsWritten(rejected.length, flags.rejects), language));
  }
  if (lines.length > 0) terminal.stderr.write(`${lines.join("\n")}\n`);
}

function render(
  run: FileRun,
  rejected: readonly RowRejection[],
  only: Only | undefined,
  format: Format,
  language: Language,
  { bom, terminal, flags }: Surroundings & { readonly bom: boolean },
): string {
  if (format === "json") return `${JSON.stringify(jsonOf(run, rejected, only))}\n`;
  // A table of data holds the standings unless something else is asked for.
  const chosen =
    only ??
    (format === "csv"
      ? { parts: new Set<PartName>(["standings"]), ids: new Set<string>() }
      : undefined);
  const sections = sectionsOf(run, rejected, chosen, language);
  if (format === "csv") return csvText(sections, bom);
  if (format === "markdown") return markdownText(sections);
  if (flags.output !== undefined) return tableText(sections, false);
  const { stdout, env } = terminal;
  return tableText(sections, inColour(stdout, env), widthOf(stdout));
}

/** The parts of the circular, in its order. */
function sectionsOf(
  run: FileRun,
  rejected: readonly RowRejection[],
  only: Only | undefined,
  language: Language,
): Section[] {
  const circular = new Circular(run.ruleset.resolved, run.result, language);
  const wants = (...names: readonly PartName[]): boolean =>
    only === undefined || names.some((name) => only.parts.has(name));
  const asked = (...names: readonly PartName[]): ReadonlySet<string> | undefined =>
    wants(...names) ? undefined : idsOf(only);
  const values = (["account", "measure", "running"] as const).flatMap((kind) =>
    only === undefined
      ? []
      : circular.valuesOf(kind, only.parts.has(`${kind}s`) ? undefined : idsOf(only)),
  );
  const remarks = noteLines(run, language);
  return [
    ...(only === undefined ? [circular.head(run.periodNote, run.given)] : []),
    ...circular.standings(asked("standings")),
    ...circular.targets(asked("targets", "outcomes")),
    ...circular.awards(asked("awards", "outcomes")),
    ...circular.notices(asked("notices", "outcomes")),
    ...values,
    ...(only?.parts.has("ledger") === true ? circular.ledger() : []),
    ...(wants("unavailable") ? circular.unavailable() : []),
    ...(wants("warnings") && remarks.length > 0
      ? [{ title: say(words.warnings, language), lines: remarks }]
      : []),
    ...(wants("rejections") ? rejectsSection(rejected, language) : []),
    ...(wants("counts") ? [{ lines: [countsLine(run, language)] }] : []),
  ];
}

/** Ids of rankings, outcomes and values: by themselves, or as `ranking:final`. */
function idsOf(only: Only | undefined): ReadonlySet<string> {
  return new Set(
    [...(only?.ids ?? [])].map((id) =>
      id.replace(/^(account|measure|running|ranking|outcome):/, ""),
    ),
  );
}

/** One table of the result: the standings, unless something else is asked for. */
async function columnsOf(
  run: FileRun,
  rejected: readonly RowRejection[],
  only: Only | undefined,
  format: ColumnFormat,
): Promise<Uint8Array> {
  const { columnBytes } = await import("./column-output.ts");
  const { standings } = run.result;
  return columnBytes(only === undefined ? { standings } : jsonOf(run, rejected, only), format);
}

/** The result as data, with where the rejected rows stand; or the parts of it that are asked for. */
function jsonOf(
  run: FileRun,
  rejected: readonly RowRejection[],
  only: Only | undefined,
): Partial<Record<keyof Result | "input", unknown>> {
  const { result } = run;
  const input = { rows: run.files.counts, rejected: rejected.map(withoutFields), notes: run.notes };
  if (only === undefined) return { ...result, input };
  const ids = idsOf(only);
  const kinds: Readonly<Partial<Record<PartName, readonly string[]>>> = {
    targets: ["target"],
    awards: ["award", "grade", "cash"],
    notices: ["notice", "eligibility", "warning"],
  };
  const chosenKinds = [...only.parts].flatMap((part) => kinds[part] ?? []);
  const chosen: Partial<Record<keyof Result | "input", unknown>> = {};
  const keep = <
    Key extends "standings" | "notRanked" | "outcomes" | "measures" | "accounts" | "runnings",
  >(
    key: Key,
    holds: (one: Result[Key][number]) => boolean,
  ): void => {
    const part: PartName = key === "notRanked" ? "standings" : key;
    const list = (result[key] as readonly Result[Key][number][]).filter(
      (one) => only.parts.has(part) || holds(one),
    );
    if (only.parts.has(part) || list.length > 0) chosen[key] = list;
  };
  keep("standings", ({ ranking }) => ids.has(ranking));
  keep("notRanked", ({ ranking }) => ids.has(ranking));
  keep("outcomes", ({ id, kind }) => ids.has(id) || chosenKinds.includes(kind));
  if (chosenKinds.length > 0) chosen.outcomes ??= [];
  for (const key of ["measures", "accounts", "runnings"] as const)
    keep(key, ({ id }) => ids.has(id));
  for (const key of ["ledger", "unavailable", "warnings", "counts"] as const) {
    if (only.parts.has(key)) chosen[key] = result[key];
  }
  if (only.parts.has("rejections")) chosen.input = input;
  return chosen;
}
