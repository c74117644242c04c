import type { Result } from "../document/result.ts";
import { comparisonText, whyAbove } from "../explain/above.ts";
import { explain } from "../explain/explain.ts";
import { explanationText } from "../explain/prose/text.ts";
import type { RowRejection } from "../files/messages.ts";
import type { Language } from "../values/text.ts";
import { printableLine, shownRejections } from "./bounds.ts";
import { formFor } from "./endings.ts";
import { OutputFiles } from "./files.ts";
import { CommandError, commandMessages } from "./messages.ts";
import type { ScoreFlags } from "./options.ts";
import { printable } from "./report.ts";
import { countsLine, periodLine, placedReason, withoutFields } from "./rows.ts";
import { type FileRun, runFiles } from "./run.ts";
import type { Terminal } from "./terminal.ts";
import { say, sentences } from "./words.ts";

export interface ExplainCommandFlags extends ScoreFlags {
  readonly subject: string;
  readonly above?: string;
  readonly kind?: string;
  readonly ranking?: string;
  readonly key?: string;
  readonly format?: string;
  readonly output?: string;
  readonly full?: boolean;
}

/** `jifen explain`: how a subject came to its score, or why it stands above another. */
export async function explainCommand(
  ruleset: string,
  events: readonly string[],
  flags: ExplainCommandFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const json = asksForJson(flags);
  const outputs = new OutputFiles([
    ruleset,
    ...events,
    ...(flags.subjects === undefined ? [] : [flags.subjects]),
  ]);
  outputs.claim(flags.output);
  const run = await runFiles(
    { ruleset, events, flags, need: () => [], ledger: false, keepFields: true },
    terminal,
  );
  const subject = subjectNamed(run.result, flags.subject, flags.kind);
  const ranking = {
    ...(flags.ranking === undefined ? {} : { ranking: flags.ranking }),
    ...(flags.key === undefined ? {} : { key: flags.key }),
  };
  const kind = flags.kind === undefined ? {} : { kind: flags.kind };
  const asked = [subject];
  let told: { readonly data: object; readonly text: string };
  if (flags.above === undefined) {
    const explanation = explain(run.result, subject, { ...kind, ...ranking });
    told = {
      data: explanation,
      text: explanationText(explanation, language, { full: flags.full === true }),
    };
  } else {
    const other = subjectNamed(run.result, flags.above, flags.kind);
    if (other !== subject) asked.push(other);
    const comparison = whyAbove(run.result, subject, other, { ...kind, ...ranking });
    told = { data: comparison, text: comparisonText(comparison, language) };
  }
  const rejected = run.files.allRejected(run.result.rejections);
  const own = asked.map((id) => rowsOf(run, rejected, id));
  const text = json
    ? `${JSON.stringify({ ...told.data, rejectedRows: own.flatMap(({ rows }) => rows.map(withoutFields)) })}\n`
    : `${told.text.split("\n").map(printable).join("\n")}\n`;
  if (flags.output === undefined) terminal.stdout.write(text);
  else outputs.write(new Map([[flags.output, text]]));
  const period = run.periodNote === undefined ? [] : [periodLine(run, run.periodNote, language)];
  const lines = own.flatMap((one) => rejectedLines(one, language));
  terminal.stderr.write(`${[...period, ...lines, countsLine(run, language)].join("\n")}\n`);
  return rejected.length > 0 ? 1 : 0;
}

/** The rejected rows that name a subject: its score might include them if they were correct. */
interface OwnRows {
  readonly name: string;
  readonly rows: readonly RowRejection[];
}

function rowsOf(
  { files, result }: FileRun,
  rejected: readonly RowRejection[],
  subject: string,
): OwnRows {
  const name = result.subjects.find(({ id }) => id === subject)?.name ?? subject;
  const rows = rejected.filter((one) =>
    files.subjectsOf(one).some((each) => each === subject || each === name),
  );
  return { name, rows };
}

function rejectedLines({ name, rows }: OwnRows, language: Language): string[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, shownRejections).map((one) => `  ${placedReason(one, language)}`);
  const more = rows.length - lines.length;
  return [
    printableLine(say(sentences.rejectedOf(name, rows.length), language)),
    ...lines,
    ...(more === 0 ? [] : [say(sentences.more(more), language)]),
  ];
}

const endings = { text: [".txt"], json: [".json"] } as const;

function asksForJson({ format, output }: ExplainCommandFlags): boolean {
  if (format !== undefined && format !== "text" && format !== "json")
    throw new CommandError(commandMessages.choice("--format", format, "text, json"));
  return (
    formFor<"text" | "json">(endings, { usual: "text", stated: format, path: output }) === "json"
  );
}

/** The id of whoever has that id or, where nobody has, that name. */
function subjectNamed(result: Result, text: string, kind: string | undefined): string {
  const among = result.subjects.filter((one) => kind === undefined || one.kind === kind);
  if (among.some(({ id }) => id === text)) return text;
  const ids = [...new Set(among.filter(({ name }) => name === text).map(({ id }) => id))];
  if (ids.length > 1) throw new CommandError(commandMessages.manySubjects(text, ids.join(", ")));
  // Nobody: what explains says so, with the nearest name.
  return ids[0] ?? text;
}
