import { statSync } from "node:fs";
import cliProgress from "cli-progress";
import type { EventRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import { periodOfDates, score } from "../engine/score.ts";
import { type EventFiles, readEvents } from "../node/events.ts";
import type { Note } from "../node/messages.ts";
import type { Source } from "../node/source.ts";
import { readSubjects } from "../node/subjects.ts";
import type { LoadedRuleset } from "../program/load.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { dayText } from "../values/day.ts";
import { compareText, type Text } from "../values/text.ts";
import { Clock } from "../values/time.ts";
import { choicesOf, encodingOption, type ScoreFlags } from "./options.ts";
import { loadNamed } from "./rulesets.ts";
import { readStdin, type Terminal } from "./terminal.ts";
import { CommandError, complaints, sentences } from "./words.ts";

/** A run of the command line over event files. */
export interface FileRun {
  readonly ruleset: LoadedRuleset;
  readonly result: Result;
  readonly files: EventFiles;
  readonly notes: readonly Note[];
  /** How the period came about, where none was asked for. */
  readonly periodNote: Text | undefined;
  /** Parameters that were given, as `name = value`. */
  readonly given: readonly string[];
}

export interface RunRequest {
  readonly ruleset: string;
  readonly events: readonly string[];
  readonly flags: ScoreFlags;
  readonly need: (ruleset: ResolvedRuleset) => readonly string[];
  readonly ledger: boolean;
  /** Keep the rows as they stand in the files. */
  readonly keepFields: boolean;
}

/** Reads roster and events, and scores them. */
export async function runFiles(request: RunRequest, terminal: Terminal): Promise<FileRun> {
  const { flags } = request;
  const encoding = encodingOption(flags.encoding);
  const choices = choicesOf(flags);
  const ruleset = await loadNamed(request.ruleset, choices);
  const need = request.need(ruleset.resolved);
  const source = sourcesOf(
    [...request.events, ...(flags.subjects === undefined ? [] : [flags.subjects])],
    terminal,
  );
  const roster =
    flags.subjects === undefined
      ? undefined
      : await readSubjects(await source(flags.subjects), ruleset, { encoding });
  const sources: Source[] = [];
  for (const path of request.events) sources.push(await source(path));
  const progress = new Progress(request.events, terminal);
  const subjects = roster === undefined ? {} : { subjects: roster.subjects };
  const files = readEvents(sources, ruleset, {
    ...subjects,
    encoding,
    keepFields: request.keepFields,
    onBytes: (bytes) => progress.add(bytes),
  });
  const options = {
    ...subjects,
    need,
    ledger: request.ledger ? ("full" as const) : ("none" as const),
    ...(flags.asOf === undefined ? {} : { asOf: flags.asOf }),
  };
  try {
    const { result, periodNote } = await scoreIn(flags.period, ruleset, files, options);
    const given = Object.entries(choices.parameters).map(([name, value]) => `${name} = ${value}`);
    return {
      ruleset,
      result,
      files,
      notes: [...(roster?.notes ?? []), ...files.notes],
      periodNote,
      given,
    };
  } finally {
    progress.stop();
  }
}

/** Sources by their path; `-` is standard input, which can be read once. */
function sourcesOf(
  paths: readonly string[],
  terminal: Terminal,
): (path: string) => Promise<Source> {
  if (paths.filter((path) => path === "-").length > 1)
    throw new CommandError(complaints.stdinTwice());
  return async (path) =>
    path === "-" ? { name: "stdin", content: await readStdin(terminal) } : path;
}

type Options = NonNullable<Parameters<typeof score>[2]>;

/** Scores in a stated period as the events come; without one, the events have to be seen first. */
async function scoreIn(
  period: string | undefined,
  ruleset: LoadedRuleset,
  files: EventFiles,
  options: Options,
): Promise<{ result: Result; periodNote: Text | undefined }> {
  if (period !== undefined) {
    return { result: await score(ruleset, files, { ...options, period }), periodNote: undefined };
  }
  // What cannot be met is said before the files are read.
  score(ruleset, [], options);
  const events: EventRecord[] = [];
  const clock = new Clock(ruleset.resolved.timeZone);
  let [first, last] = ["", ""];
  for await (const event of files) {
    events.push(event);
    const day = clock.read(event.at)?.day;
    if (day === undefined) continue;
    const date = dayText(day);
    if (first === "" || compareText(date, first) < 0) first = date;
    if (compareText(date, last) > 0) last = date;
  }
  const spanned = periodOfDates(first === "" ? [] : [first, last]);
  const periodNote = first === "" ? sentences.noPeriod() : sentences.spanned(first, last);
  return { result: score(ruleset, events, { ...options, period: spanned }), periodNote };
}

const longWork = 4_000_000;

/** A bar on a terminal while much is read. */
class Progress {
  private readonly bar: cliProgress.SingleBar | undefined;

  constructor(paths: readonly string[], terminal: Terminal) {
    const total = paths.reduce(
      (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    if (total < longWork || terminal.stderr.isTTY !== true) return;
    const stream = terminal.stderr as unknown as NodeJS.WritableStream;
    this.bar = new cliProgress.SingleBar(
      { stream, clearOnComplete: true, format: "{bar} {percentage}%" },
      cliProgress.Presets.shades_classic,
    );
    this.bar.start(total, 0);
  }

  add(bytes: number): void {
    this.bar?.increment(bytes);
  }

  stop(): void {
    this.bar?.stop();
  }
}
