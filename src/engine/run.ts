import type { SubjectRecord } from "../document/event.ts";
import type { Rejection, Warning } from "../document/result.ts";
import type { ValueType } from "../expression/types.ts";
import type { Program, ProgramNode } from "../program/program.ts";
import { List } from "../program/value.ts";
import type { Period } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { Admission } from "./admit.ts";
import { amend } from "./amend.ts";
import { type Conclusion, conclude } from "./conclude.ts";
import { Credits } from "./credit.ts";
import { Entries } from "./entries.ts";
import { fold } from "./fold.ts";
import { link } from "./link.ts";
import { measure } from "./measure.ts";
import { type Place, rank } from "./rank.ts";
import { EventStore } from "./store.ts";
import { Subjects } from "./subjects.ts";
import { tally } from "./tally.ts";
import { totalsOf } from "./totals.ts";
import { within } from "./windows.ts";
import { World } from "./world.ts";

/** The outcome of one run, before it is written as a result. */
export interface Run {
  readonly world: World;
  readonly places: ReadonlyMap<number, readonly Place[]>;
  readonly conclusions: ReadonlyMap<number, readonly Conclusion[]>;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Warning[];
  readonly counts: {
    readonly events: number;
    readonly duplicates: number;
    readonly later: number;
    readonly revised: number;
    readonly retracted: number;
  };
}

/** What is known of the events before they are read. */
export interface Source {
  /** How many there are; there may be more. */
  readonly expected?: number;
  /** They were validated before: no id is looked for. */
  readonly isTrusted?: boolean;
}

/** One way through: admit, amend, link, check, credit; then tally, measure, fold, rank and conclude in the order of the graph. */
export class Runner {
  private readonly subjects: Subjects;
  private readonly store: EventStore;
  private readonly world: World;
  private readonly admission: Admission;

  constructor(
    private readonly program: Program,
    roster: Iterable<SubjectRecord> | undefined,
    period: Period,
    private readonly asOf: Day | undefined,
    { expected = 0, isTrusted = false }: Source = {},
  ) {
    this.subjects = new Subjects(program, roster);
    this.store = new EventStore(program, expected);
    this.world = new World(
      program,
      this.subjects,
      this.store,
      new Entries(program, this.store),
      period,
      asOf,
    );
    this.admission = new Admission(
      program,
      this.store,
      this.subjects,
      this.world.frame(),
      asOf,
      isTrusted,
    );
  }

  /** Admits one event. */
  take(event: unknown): void {
    this.admission.take(event);
  }

  /**
   * Ends the input of events and computes everything else.
   * @param needed the nodes whose values are wanted, all that they read among them; by default every node.
   */
  finish(needed?: ReadonlySet<number>): Run {
    const { program, store, world, admission } = this;
    admission.finish();
    const amended = amend(store, (row) => this.subjects.ids[store.subjects[row]!]);
    for (const { row, code, corrects } of amended.refused)
      admission.reject(code, store.ids[row], { value: corrects });
    const frame = world.frame();
    link(program, store, frame);
    if (admission.checkLinked()) link(program, store, frame);
    this.markPresent();
    world.totals = totalsOf(program, world.windows, this.subjects.ids.length);
    const credits = new Credits(
      program,
      store,
      this.subjects,
      world.totals,
      (entries) => world.frame(entries),
      this.asOf,
    );
    credits.run();
    world.entries.credited = credits;
    const places = new Map<number, Place[]>();
    const conclusions = new Map<number, Conclusion[]>();
    const evaluate: {
      readonly [Kind in ProgramNode["node"]["kind"]]: (
        node: Extract<ProgramNode, { node: { kind: Kind } }>,
      ) => void;
    } = {
      account: (node) => tally(world, node),
      measure: (node) => measure(world, node),
      running: (node) => fold(world, node),
      ranking: (node) => places.set(node.index, rank(world, node)),
      outcome: (node) => conclusions.set(node.index, conclude(world, node)),
    };
    for (const node of program.nodes) {
      if (node.missing.size > 0 || needed?.has(node.index) === false) continue;
      (evaluate[node.node.kind] as (node: ProgramNode) => void)(node);
    }
    const { duplicates, later, events } = admission;
    return {
      world,
      places,
      conclusions,
      rejections: admission.settledRejections(),
      warnings: [...admission.warnings, ...admission.checkWarnings(this.isOfPeriod())],
      counts: { events, duplicates, later, revised: amended.revised, retracted: amended.retracted },
    };
  }

  /** Decides whether an event lies in the scored period, or counts on a day of it. */
  private isOfPeriod(): (row: number) => boolean {
    const { store, world } = this;
    let counted: ReadonlySet<number> | undefined;
    const counts = (row: number): boolean => {
      const { days, rows } = world.entries;
      counted ??= new Set(rows.filter((_row, entry) => within(days[entry]!, world.period)));
      return counted.has(row);
    };
    return (row) => within(store.days[row]!, world.period) || counts(row);
  }

  /** Subjects named by events that count take part. */
  private markPresent(): void {
    const { store, subjects, program } = this;
    const references = [...program.events.values()].map((type) =>
      type.attributes
        .filter(({ attribute: { type: of } }) => isReference(of.kind === "list" ? of.of : of))
        .map(({ slot }) => slot),
    );
    for (let row = 0; row < store.length; row += 1) {
      if (!store.isInForce(row)) continue;
      const subject = store.subjects[row]!;
      if (subject >= 0) subjects.present[subject] = true;
      for (const slot of references[store.types[row]!] ?? []) {
        const named = store.attributes[slot]?.[row];
        for (const one of named instanceof List ? named.items : [named])
          if (typeof one === "number") subjects.present[one] = true;
      }
    }
  }
}

function isReference({ kind }: ValueType): boolean {
  return kind === "subject";
}
