import type { SubjectRecord } from "../document/event.ts";
import type { Rejection, Warning } from "../document/result.ts";
import type { EventTable, Ids } from "../document/table.ts";
import type { ValueType } from "../expression/types.ts";
import type { Program } from "../program/program.ts";
import { List } from "../program/value.ts";
import type { Period } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { Admission } from "./admit.ts";
import { amend } from "./amend.ts";
import { Entries } from "./entries.ts";
import { link } from "./link.ts";
import { EventStore } from "./store.ts";
import { Subjects } from "./subjects.ts";
import { isTable } from "./table-reader.ts";
import { World } from "./world.ts";

/** The events of a run after admission: corrected, linked and checked. Nothing changes them any more. */
export interface Admitted {
  readonly store: EventStore;
  /** The subjects; taking part so far are those of the roster, and those named by events that count. */
  readonly subjects: Subjects;
  readonly rejections: readonly Rejection[];
  /** @param isOfPeriod whether an event lies in the scored period, or counts on a day of it. */
  readonly warnings: (isOfPeriod: (row: number) => boolean) => readonly Warning[];
  readonly counts: {
    readonly events: number;
    readonly duplicates: number;
    readonly later: number;
    readonly revised: number;
    readonly retracted: number;
  };
}

/** What is known of events before they are read. */
export interface Source {
  /** The roster. */
  readonly roster: Iterable<SubjectRecord> | undefined;
  /** Where their ids are kept; by default as the texts that they are. */
  readonly ids?: Ids | undefined;
  /** How many events there are; there may be more. */
  readonly expected?: number;
  /** Their ids are known to be new. */
  readonly isTrusted?: boolean;
}

/** Takes events in, one by one or as tables: admit, then amend, link and check. */
export class Intake {
  private readonly subjects: Subjects;
  private readonly store: EventStore;
  private readonly world: World;
  private readonly admission: Admission;

  constructor(
    private readonly program: Program,
    { roster, ids, expected = 0, isTrusted = false }: Source,
    period: Period,
    asOf: Day | undefined,
  ) {
    this.subjects = new Subjects(program, roster);
    this.store = new EventStore(program, expected, ids);
    const entries = new Entries(program, this.store);
    this.world = new World(program, this.subjects, this.store, entries, period, asOf);
    const frame = this.world.frame();
    this.admission = new Admission(program, this.store, this.subjects, frame, asOf, isTrusted);
  }

  /** Admits one event. */
  take(event: unknown): void {
    this.admission.take(event);
  }

  /** Admits the rows of a table, each as if it came as an object. */
  takeTable(table: EventTable): void {
    this.admission.takeTable(table);
  }

  /** Admits all events there are. */
  takeAll(events: Iterable<unknown> | EventTable): void {
    if (isTable(events)) this.takeTable(events);
    else for (const event of events) this.take(event);
  }

  /** Ends the input of events. */
  finish(): Admitted {
    const { program, store, subjects, world, admission } = this;
    admission.finish();
    const amended = amend(store, (row) => subjects.ids[store.subjects[row]!]);
    for (const { row, code, corrects } of amended.refused)
      admission.reject(code, store.ids.at(row), { value: corrects });
    const frame = world.frame();
    link(program, store, frame);
    if (admission.checkLinked()) link(program, store, frame);
    this.markPresent();
    const { duplicates, later, events } = admission;
    return {
      store,
      subjects,
      rejections: admission.settledRejections(),
      warnings: (isOfPeriod) => [...admission.warnings, ...admission.checkWarnings(isOfPeriod)],
      counts: { events, duplicates, later, revised: amended.revised, retracted: amended.retracted },
    };
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
        const named = store.value(slot, row);
        for (const one of named instanceof List ? named.items : [named])
          if (typeof one === "number") subjects.present[one] = true;
      }
    }
  }
}

function isReference({ kind }: ValueType): boolean {
  return kind === "subject";
}
