import type { SubjectRecord } from "../document/event.ts";
import type { EventTable } from "../document/table.ts";
import type { LoadedRuleset } from "../program/load.ts";
import type { Program } from "../program/program.ts";
import { keyText } from "../program/value.ts";
import { demandArgument, demandLoaded, type OptionKinds, ownOptions } from "../values/arguments.ts";
import type { Period } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import * as kinds from "../values/option-kinds.ts";
import { type Admitted, Intake } from "./intake.ts";
import { copyOf, demandTable, isTable } from "./table-reader.ts";

/** Options for preparing events. */
export interface PrepareOptions {
  /** The roster; see {@link ScoreOptions}. */
  readonly subjects?: Iterable<SubjectRecord> | undefined;
  /** See {@link ScoreOptions}. */
  readonly trusted?: boolean | undefined;
}

const prepareOptions: OptionKinds<PrepareOptions> = { subjects: kinds.list, trusted: kinds.flag };

/** How many ways of admission are kept for each program: every one holds all events. */
const mostAdmitted = 8;

/**
 * Events that are scored more than once: by other parameters or readings of their ruleset, for other periods, as of other
 * days. They are admitted and linked once for each way in which that can come out.
 */
export class PreparedEvents {
  /** By the event types of a program: readings and some parameters decide what is admitted. */
  private readonly admitted = new WeakMap<Program["events"], Map<string, Admitted>>();

  /** @internal Use {@link prepare}. */
  constructor(
    private readonly events: readonly unknown[] | EventTable,
    /** The roster, as it was given. */
    readonly subjects: readonly SubjectRecord[] | undefined,
    private readonly isTrusted: boolean,
  ) {}

  /** @internal The events as a program admits them. */
  under(program: Program, period: Period, asOf: Day | undefined): Admitted {
    const known = this.admitted.get(program.events) ?? new Map<string, Admitted>();
    this.admitted.set(program.events, known);
    const { parameters, ofPeriod } = program.readOnAdmission;
    const key = JSON.stringify([
      asOf ?? null,
      ofPeriod ? period.name : null,
      keyText(parameters.map((slot) => program.parameters[slot]!)),
    ]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const source = {
      roster: this.subjects,
      expected: this.events.length,
      isTrusted: this.isTrusted,
    };
    const intake = new Intake(program, source, period, asOf);
    intake.takeAll(this.events);
    const admitted = intake.finish();
    if (known.size === mostAdmitted) known.delete([...known.keys()][0] ?? "");
    known.set(key, admitted);
    return admitted;
  }
}

/**
 * Prepares events to be scored several times: `score(ruleset.with(…), prepared, { period })`. The events and the roster
 * are read now; changes that are made to them later have no effect.
 * @param events an iterable, or a table of columns.
 * @throws {UsageError} for a ruleset, events or options that are not.
 */
export function prepare(
  ruleset: LoadedRuleset,
  events: Iterable<unknown> | EventTable,
  options: PrepareOptions = {},
): PreparedEvents {
  demandLoaded("prepare", ruleset);
  const place = "events of prepare";
  if (isTable(events)) demandTable(place, events);
  else demandArgument(place, events, kinds.list);
  const { subjects, trusted } = ownOptions("prepare", options, prepareOptions);
  const roster = subjects === undefined ? undefined : [...subjects];
  const kept = isTable(events) ? copyOf(events) : [...events];
  return new PreparedEvents(kept, roster, trusted === true);
}
