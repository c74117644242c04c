import type { EventColumns } from "../program/frame.ts";
import type { Program } from "../program/program.ts";
import type { Value } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import { compareNaturally } from "../values/text.ts";

/** One event about to be stored. */
export interface NewEvent {
  readonly id: string;
  readonly type: number;
  readonly day: Day;
  readonly instant: number;
  readonly time: number | undefined;
  readonly subject: number;
  readonly revises: string | undefined;
  readonly retracts: string | undefined;
  /** For a retraction: the subject that it names. */
  readonly concerns: string | undefined;
  /** It lies after the as-of day. */
  readonly isLater: boolean;
}

/** The admitted events, by column: a row is an event and never moves. */
export class EventStore implements EventColumns {
  readonly ids: string[] = [];
  readonly types: number[] = [];
  readonly days: Day[] = [];
  readonly instants: number[] = [];
  readonly times: (number | undefined)[] = [];
  readonly subjects: number[] = [];
  readonly attributes: (Value | undefined)[][];
  readonly links: number[][];
  /** Rows that correct another event, with the id they name. */
  readonly revisions = new Map<number, string>();
  readonly retractions = new Map<number, string>();
  /** Retractions that name a subject, with its id. */
  readonly concerns = new Map<number, string>();
  /** Events after the as-of day: known by their ids, and without any effect. */
  readonly later = new Set<number>();
  /** The row of each id. */
  readonly rows = new Map<string, number>();
  /** Does the event count? */
  readonly counts: boolean[] = [];

  constructor(program: Program) {
    this.attributes = Array.from({ length: program.attributeCount }, () => []);
    this.links = Array.from({ length: program.linkCount }, () => []);
  }

  /** How many events are stored; the row that comes next. */
  length = 0;

  /** Adds an event whose attributes have been written to the row {@link length}. */
  add(event: NewEvent): void {
    const row = this.length;
    this.length += 1;
    this.ids[row] = event.id;
    this.types[row] = event.type;
    this.days[row] = event.day;
    this.instants[row] = event.instant;
    if (event.time !== undefined) this.times[row] = event.time;
    this.subjects[row] = event.subject;
    this.counts[row] = !event.isLater;
    if (event.isLater) this.later.add(row);
    this.rows.set(event.id, row);
    if (event.revises !== undefined) this.revisions.set(row, event.revises);
    if (event.retracts !== undefined) this.retractions.set(row, event.retracts);
    if (event.concerns !== undefined) this.concerns.set(row, event.concerns);
  }

  /** Writes an attribute of the event that is added next. */
  write(slot: number, value: Value | undefined): void {
    const column = this.attributes[slot]!;
    if (value !== undefined || column.length > this.length) column[this.length] = value;
  }

  /** The order of events: day, instant, id. */
  compare(a: number, b: number): number {
    return (
      this.days[a]! - this.days[b]! ||
      this.instants[a]! - this.instants[b]! ||
      compareNaturally(this.ids[a]!, this.ids[b]!)
    );
  }
}
