import cliProgress from "cli-progress";
import type { EventRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import { type Reach, reachOf } from "../engine/reach.ts";
import { periodOfDates, runOf, score } from "../engine/score.ts";
import { type EventFiles, readEvents } from "../files/events.ts";
import type { Note } from "../files/messages.ts";
import type { Source } from "../files/source.ts";
import { readSubjects } from "../files/subjects.ts";
import type { LoadedRuleset } from "../program/load.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Text } from "../values/text.ts";
import { codeIn } from "./code.ts";
import { statOf } from "./files.ts";
import { CommandError, commandMessages } from "./messages.ts";
import { choicesOf, encodingOption, type ScoreFlags } from "./options.ts";
import { periodInYear, statedPeriod } from "./period.ts";
import { loadNamed } from "./rulesets.ts";
import { EventDays } from "./span.ts";
import { readStdin, type Terminal } from "./terminal.ts";
import { sentences } from "./words.ts";

/** A run of the command line over event files. */
export interface FileRun {
  readonly ruleset: LoadedRuleset;
  readonly result: Result;
  readonly files: EventFiles;
  readonly notes: readonly Note[];
  /** How the period came about, where none was asked for. */
  readonly periodNote: Text | undefined;
  /** What became of the events in force. */
  readonly reach: Reach | undefined;
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
  const choices = { ...choicesOf(flags), ...(await codeIn(flags.functions)) };
  const ruleset = await loadNamed(request.ruleset, flags, choices);
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
  const period = flags.period === undefined ? undefined : statedPeriod(flags.period);
  const files = readEvents(sources, ruleset, {
    ...subjects,
    ...(period?.needsYear === false ? { period: period.name } : {}),
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
  const days = new EventDays(ruleset.resolved.timeZone);
  try {
    const { result, periodNote } = await scoreIn(flags.period, ruleset, files, days, options);
    const given = Object.entries(choices.parameters ?? {}).map(
      ([name, value]) => `${name} = ${value}`,
    );
    const world = runOf(result)?.world;
    return {
      ruleset,
      result,
      files,
      notes: [...(roster?.notes ?? []), ...files.notes],
      periodNote,
      reach: world === undefined ? undefined : reachOf(world),
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
    throw new CommandError(commandMessages.stdinTwice());
  return async (path) =>
    path === "-" ? { name: "stdin", content: await readStdin(terminal) } : path;
}

type Options = NonNullable<Parameters<typeof score>[2]>;

/** Scores in a stated period as the events come. Without one, or without its year, they have to be seen first. */
async function scoreIn(
  stated: string | undefined,
  ruleset: LoadedRuleset,
  files: EventFiles,
  days: EventDays,
  options: Options,
): Promise<{ result: Result; periodNote: Text | undefined }> {
  const period = stated === undefined ? undefined : statedPeriod(stated);
  if (period?.needsYear === false) {
    const result = await score(ruleset, files, { ...options, period: period.name });
    return { result, periodNote: undefined };
  }
  // What cannot be met is said before the files are read.
  score(ruleset, [], options);
  const events: EventRecord[] = [];
  for await (const event of days.watch(files)) events.push(event);
  const [first, last] = days.span;
  if (stated !== undefined && period !== undefined) {
    const name = periodInYear(period.name, stated, days.span);
    return { result: score(ruleset, events, { ...options, period: name }), periodNote: undefined };
  }
  const periodNote =
    first === undefined || last === undefined
      ? sentences.noPeriod()
      : sentences.spanned(first, last);
  const result = score(ruleset, events, { ...options, period: periodOfDates(days.span) });
  return { result, periodNote };
}

const longWork = 4_000_000;

/** A bar on a terminal while much is read. */
class Progress {
  private readonly bar: cliProgress.SingleBar | undefined;

  constructor(paths: readonly string[], terminal: Terminal) {
    const total = paths.reduce((sum, path) => sum + (statOf(path)?.size ?? 0), 0);
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
