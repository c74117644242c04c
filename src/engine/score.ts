import type { SubjectRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import { type EventTable, type TableStream, tablesOf } from "../document/table.ts";
import type { CompiledRuleset, LoadedRuleset } from "../program/load.ts";
import type { Program } from "../program/program.ts";
import {
  demandArgument,
  demandLoaded,
  isIterable,
  type OptionKinds,
  ownOptions,
  unfit,
} from "../values/arguments.ts";
import { allTime, type Period, periodAround, readPeriod } from "../values/calendar.ts";
import { type Day, readDay } from "../values/day.ts";
import { didYouMean } from "../values/issue.ts";
import * as kinds from "../values/option-kinds.ts";
import { alike, both, listed } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";
import { Clock } from "../values/time.ts";
import { UsageError } from "../values/usage.ts";
import { keepCompiledCode } from "./compiled-code.ts";
import { type Admitted, Intake } from "./intake.ts";
import { PreparedEvents } from "./prepare.ts";
import { report } from "./report.ts";
import { type Run, run } from "./run.ts";
import { demandTable, isTable } from "./table-reader.ts";

/** Options for scoring. */
export interface ScoreOptions {
  /** The roster. Without it, the subjects that events name are ranked, if the ruleset needs only their ids. */
  readonly subjects?: Iterable<SubjectRecord> | undefined;
  /** `2024`, `2024-H1`, `2024-Q3`, `2024-03` or `all` (default). */
  readonly period?: string | undefined;
  /** The as-of day, inclusive: later events are ignored, and periods that are not over by then are not judged. */
  readonly asOf?: string | undefined;
  /** Ids of rankings, measures, accounts or outcomes that must not be unavailable. */
  readonly need?: readonly string[] | undefined;
  /** `none`: no entries in the result. */
  readonly ledger?: "full" | "none" | undefined;
  /**
   * The ids of the events are known to be new, as after an earlier run without duplicates and conflicts: none is looked
   * for, so an event that comes twice counts twice. Everything else is checked as ever.
   */
  readonly trusted?: boolean | undefined;
}

const scoreOptions: OptionKinds<ScoreOptions> = {
  subjects: kinds.list,
  period: kinds.text,
  asOf: kinds.text,
  need: kinds.texts,
  ledger: kinds.ledger,
  trusted: kinds.flag,
};

function isAsync(events: unknown): events is AsyncIterable<unknown> & Partial<TableStream> {
  return typeof events === "object" && events !== null && Symbol.asyncIterator in events;
}

const eventList: Text = {
  en: "events: a list or any other iterable, also an async one, or a table { length, columns }",
  zh: "事件:列表或其他可迭代对象(含异步),或表“{ length, columns }”",
};

/** The run behind a result, for those who explain it; hidden from JSON and from iteration. */
const runKey: unique symbol = Symbol("jifen run");

type Behind = { readonly [runKey]?: Run };

/**
 * The run that a result was written from; undefined for a result that was read from a file.
 * @throws {UsageError} if it is not a result.
 */
export function runOf(result: Result): Run | undefined {
  if (typeof result === "object" && result !== null) {
    const run = (result as Result & Behind)[runKey];
    if (run !== undefined || Array.isArray(result.standings)) return run;
  }
  throw unfit("bad-argument", "result", result, {
    en: "a result returned by score",
    zh: "“score”的返回值",
  });
}

/**
 * Scores events by a ruleset: every subject's accounts, measures, ranks and outcomes, each point with its event and
 * clause. The order of events does not matter. An invalid event is a rejection in the result; the run goes on.
 * @param events an iterable, an async one, a table of columns, or events that {@link prepare} has prepared.
 * @returns a promise of a Result for an async iterable, a Result for all others.
 * @throws {UsageError} for an invalid ruleset, events or option, and for a period, day, roster or need that
 * cannot be met.
 */
export function score(
  ruleset: LoadedRuleset,
  events: Iterable<unknown> | EventTable | PreparedEvents,
  options?: ScoreOptions,
): Result;
export function score(
  ruleset: LoadedRuleset,
  events: AsyncIterable<unknown>,
  options?: ScoreOptions,
): Promise<Result>;
export function score(
  ruleset: LoadedRuleset,
  events: Iterable<unknown> | AsyncIterable<unknown> | EventTable | PreparedEvents,
  given: ScoreOptions = {},
): Result | Promise<Result> {
  demandLoaded("score", ruleset);
  const isPrepared = events instanceof PreparedEvents;
  if (isTable(events)) demandTable("events of score", events);
  else if (!isPrepared && !isAsync(events) && !isIterable(events))
    throw unfit("bad-argument", "events of score", events, eventList);
  const options = ownOptions("score", given, scoreOptions);
  if (isPrepared) demandPrepared(options);
  const { program } = ruleset;
  const period = periodNamed(options.period);
  const asOf = dayNamed(options.asOf);
  demand(program, options.need ?? []);
  const roster = isPrepared ? events.subjects : options.subjects;
  if (roster === undefined) demandRoster(program);
  const conclude = (admitted: Admitted): Result => {
    keepCompiledCode(program, admitted.store.length);
    return resultOf(run(program, admitted, period, asOf), options.ledger !== "none");
  };
  if (events instanceof PreparedEvents) return conclude(events.under(program, period, asOf));
  const stream = isAsync(events) ? events[tablesOf]?.() : undefined;
  const source = {
    roster,
    ids: stream?.ids,
    expected: Array.isArray(events) || isTable(events) ? events.length : 0,
    isTrusted: options.trusted === true,
  };
  const intake = new Intake(program, source, period, asOf);
  if (isAsync(events)) return takeAll(stream?.tables, events, intake).then(conclude);
  intake.takeAll(events);
  return conclude(intake.finish());
}

/**
 * The same for a ruleset and events that are known to be valid, and for some nodes only: the result omits
 * the others.
 * @param needed the nodes, with all that they read; by default every node.
 */
export function scoreNodes(
  { program }: CompiledRuleset,
  events: Iterable<unknown>,
  { subjects, period, asOf }: Pick<ScoreOptions, "subjects" | "period" | "asOf">,
  needed: ReadonlySet<number> | undefined,
): Result {
  const [span, day] = [periodNamed(period), dayNamed(asOf)];
  const intake = new Intake(program, { roster: subjects }, span, day);
  for (const event of events) intake.take(event);
  return resultOf(run(program, intake.finish(), span, day, needed), true);
}

function resultOf(run: Run, ledgerKept: boolean): Result {
  return Object.defineProperty(report(run, ledgerKept), runKey, { value: run });
}

async function takeAll(
  tables: AsyncIterable<EventTable> | undefined,
  events: AsyncIterable<unknown>,
  intake: Intake,
): Promise<Admitted> {
  if (tables !== undefined) for await (const table of tables) intake.takeTable(table);
  else for await (const event of events) intake.take(event);
  return intake.finish();
}

/** What was handed to {@link prepare} cannot be handed over again. */
function demandPrepared(options: ScoreOptions): void {
  for (const name of ["subjects", "trusted"] as const) {
    if (options[name] === undefined) continue;
    throw new UsageError("bad-option", {
      en: `${name} of score: these events are prepared; hand ${name} to prepare`,
      zh: `“score”的“${name}”:这些事件已由“prepare”准备,请在“prepare”中传入“${name}”`,
    });
  }
}

function periodNamed(name: string | undefined): Period {
  if (name === undefined) return allTime;
  const period = readPeriod(name);
  if (period !== undefined) return period;
  throw new UsageError("bad-period", {
    en: `"${quote(name)}" is not a period: write 2024, 2024-H1, 2024-Q3, 2024-03, 2024-W10, 2024-03-05 or all`,
    zh: `“${quote(name)}”不是考核期:请写 2024、2024-H1、2024-Q3、2024-03、2024-W10、2024-03-05 或“all”`,
  });
}

function dayNamed(text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const day = readDay(text);
  if (day !== undefined) return day;
  throw new UsageError("bad-day", {
    en: `"${quote(text)}" is not a day such as 2024-06-30`,
    zh: `“${quote(text)}”不是 2024-06-30 这样的日期`,
  });
}

/** Throws if a needed node is unavailable; names all missing parameters at once. */
function demand(program: Program, need: readonly string[]): void {
  const names = new Set<string>();
  const all = program.nodes.map(({ node }) => node.id);
  for (const id of need) {
    const nodes = program.nodes.filter(({ node }) => node.id === id || node.name === id);
    if (nodes.length === 0) {
      const hint = didYouMean(id, all);
      throw new UsageError("unknown-name", {
        en: `nothing in the ruleset is called "${quote(id)}"${hint === undefined ? "" : `; ${hint.en}`}`,
        zh: `规则集中没有“${quote(id)}”${hint === undefined ? "" : `;${hint.zh}`}`,
      });
    }
    for (const { missing } of nodes) for (const name of missing) names.add(name);
  }
  if (names.size === 0) return;
  const { parameters } = program.resolved;
  const missing = [...parameters.values()]
    .filter(({ name }) => names.has(name))
    .map(({ name, clauses }) => ({ parameter: name, clauses }));
  const lines = missing.map(({ parameter, clauses }) => {
    const { en, zh } = parameters.get(parameter)?.label ?? both("", "");
    return both(
      `- ${parameter}${en === "" ? "" : `: ${en}`} (${clauses.join(", ")})`,
      `- ${zh}“${parameter}”(${listed(clauses).zh})`,
    );
  });
  throw new UsageError(
    "parameters-needed",
    {
      en: `${listed(need).en} cannot be computed: these parameters have no value\n${lines.map(({ en }) => en).join("\n")}`,
      zh: `无法计算${listed(need).zh}:以下参数没有值\n${lines.map(({ zh }) => zh).join("\n")}`,
    },
    missing,
  );
}

/** Without a roster, only the ids of subjects can be read. */
function demandRoster(program: Program): void {
  const { principal, kinds } = program.resolved;
  if (program.subjectFieldsRead.size === 0 || principal.who !== "roster") return;
  const labels = new Map<string, Text>([
    ["category", both("category", "类别")],
    ["name", both("name", "名称")],
    ...[...kinds.values(), principal].flatMap(({ attributes }) =>
      attributes.map(({ name, label }) => [name, label] as const),
    ),
  ]);
  const fields = [...program.subjectFieldsRead].map((name) => labels.get(name) ?? alike(name));
  throw new UsageError("roster-needed", {
    en: `this ruleset reads ${fields.map(({ en }) => en).join(", ")} of each ${principal.label.en}: give the roster (subjects)`,
    zh: `本规则集要读取各${principal.label.zh}的${listed(fields.map(({ zh }) => zh)).zh}:请提供名单(“subjects”)`,
  });
}

/**
 * The shortest named period that contains all given dates (`2024-03-05`) and date-times in a ruleset's zone; `all`
 * if there is none. Invalid dates are skipped.
 */
export function periodOfDates(dates: Iterable<string>, timeZone = "UTC"): string {
  demandArgument("dates of periodOfDates", dates, kinds.list);
  const clock = new Clock(timeZone);
  let first: Day | undefined;
  let last: Day | undefined;
  for (const date of dates) {
    const day = clock.read(date)?.day;
    if (day === undefined) continue;
    first = first === undefined ? day : Math.min(first, day);
    last = last === undefined ? day : Math.max(last, day);
  }
  return first === undefined || last === undefined ? allTime.name : periodAround(first, last).name;
}
