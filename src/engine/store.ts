import type { Ids } from "../document/table.ts";
import type { EventColumns } from "../program/frame.ts";
import { noTime } from "../program/frame.ts";
import type { Program } from "../program/program.ts";
import type { Value } from "../program/value.ts";
import { compareNaturally } from "../values/text.ts";
import type { Clock, Moment } from "../values/time.ts";
import { IdTable } from "./id-table.ts";
import { IdTexts } from "./id-texts.ts";
import { AttributeColumn } from "./value-column.ts";

/** One event about to be stored. */
export interface NewEvent extends Moment {
  readonly id: string;
  readonly type: number;
  readonly subject: number;
  readonly revises: string | undefined;
  readonly retracts: string | undefined;
  /** For a retraction: the subject that it names. */
  readonly concerns: string | undefined;
  /** It lies after the as-of day. */
  readonly isLater: boolean;
}

/** The admitted events, by column: a row is an event and never moves. Columns may be longer than the events. */
export class EventStore implements EventColumns {
  readonly ids: Ids;
  types: Int32Array;
  days: Int32Array;
  subjects: Int32Array;
  /** 1: the event counts. */
  private counts: Uint8Array;
  /** Moments of events that have a time of day: most files have dates alone. */
  private moments: { readonly instants: Float64Array; readonly times: Int16Array } | undefined;
  private readonly clock: Clock;
  readonly attributes: readonly AttributeColumn[];
  readonly links: number[][];
  /** Rows that correct another event, with the id they name. */
  readonly revisions = new Map<number, string>();
  readonly retractions = new Map<number, string>();
  /** Retractions that name a subject, with its id. */
  readonly concerns = new Map<number, string>();
  /** Events after the as-of day: known by their ids, and without any effect. */
  readonly later = new Set<number>();
  /** The row of each id. */
  readonly rows: Pick<IdTable, "get" | "add">;

  /** @param expected how many events there are; there may be more. */
  constructor(
    program: Program,
    private readonly expected = 0,
    ids: Ids | undefined = undefined,
  ) {
    this.expected = Math.min(expected, longestList);
    const capacity = Math.max(this.expected, firstRows);
    this.ids = ids ?? new IdTexts(this.expected);
    this.types = new Int32Array(capacity);
    this.days = new Int32Array(capacity);
    this.clock = program.clock;
    this.subjects = new Int32Array(capacity);
    this.counts = new Uint8Array(capacity);
    this.rows = new IdTable(this, this.expected);
    this.attributes = Array.from({ length: program.attributeCount }, () => new AttributeColumn());
    this.links = Array.from({ length: program.linkCount }, () => []);
  }

  /** How many events are stored; the row that comes next. */
  length = 0;

  /** Adds an event whose attributes have been written to the row {@link length}. */
  add(event: NewEvent): void {
    const row = this.length;
    this.place(row, event.id, event.type, event.subject, event);
    this.commit();
    this.rows.add(event.id, row);
    if (event.isLater) {
      this.counts[row] = 0;
      this.later.add(row);
    }
    if (event.revises !== undefined) this.revisions.set(row, event.revises);
    if (event.retracts !== undefined) this.retractions.set(row, event.retracts);
    if (event.concerns !== undefined) this.concerns.set(row, event.concerns);
  }

  /** The event that was placed in the next row is stored, and counts. */
  commit(): void {
    this.counts[this.length] = 1;
    this.length += 1;
  }

  /** Makes room for some rows more. */
  reserve(rows: number): void {
    while (this.length + rows > this.types.length) this.grow();
  }

  /** Sets the columns of a row that is not counted yet. */
  place(row: number, id: string, type: number, subject: number, moment: Moment): void {
    if (row === this.types.length) this.grow();
    this.ids.set(row, id);
    this.types[row] = type;
    this.subjects[row] = subject;
    this.days[row] = moment.day;
    if (moment.time !== undefined || this.moments !== undefined) this.setTime(row, moment);
  }

  /** Sets the moment within its day. */
  setTime(row: number, { instant, time }: Moment): void {
    this.moments ??= momentColumns(this.days.length);
    this.moments.instants[row] = instant;
    this.moments.times[row] = time ?? noTime;
  }

  /** The instant of an event; that of a bare date is the beginning of its day. */
  instantOf(row: number): number {
    const { moments } = this;
    return moments === undefined || moments.times[row] === noTime
      ? this.clock.startOf(this.days[row]!)
      : moments.instants[row]!;
  }

  /** Has any event a time of day? */
  get hasTimes(): boolean {
    return this.moments !== undefined;
  }

  timeOf(row: number): number {
    return this.moments?.times[row] ?? noTime;
  }

  private grow(): void {
    const rows = this.types.length * 2;
    this.types = extended(this.types, new Int32Array(rows));
    this.days = extended(this.days, new Int32Array(rows));
    if (this.moments !== undefined) {
      const longer = momentColumns(rows);
      longer.instants.set(this.moments.instants);
      longer.times.set(this.moments.times);
      this.moments = longer;
    }
    this.subjects = extended(this.subjects, new Int32Array(rows));
    this.counts = extended(this.counts, new Uint8Array(rows));
  }

  /** Writes an attribute of the event that is added next. */
  write(slot: number, value: Value | undefined): void {
    this.writeCode(slot, this.attributes[slot]!.codeOf(value));
  }

  /** The same for a value that has a code. */
  writeCode(slot: number, code: number): void {
    this.attributes[slot]!.write(this.length, code, this.types.length);
  }

  /** An attribute of an event, or of the one that is added next; undefined: absent. */
  value(slot: number, row: number): Value | undefined {
    return this.attributes[slot]?.of(row);
  }

  /** Does the event of a row count? */
  isInForce(row: number): boolean {
    return this.counts[row] === 1;
  }

  takeOut(row: number): void {
    this.counts[row] = 0;
  }

  /** The rows of the events that count. */
  *inForce(): Iterable<number> {
    for (let row = 0; row < this.length; row += 1) if (this.counts[row] === 1) yield row;
  }

  /** The order of events: day, instant, id. */
  compare(a: number, b: number): number {
    return (
      this.days[a]! - this.days[b]! ||
      (this.moments === undefined ? 0 : this.instantOf(a) - this.instantOf(b)) ||
      compareNaturally(this.ids.at(a)!, this.ids.at(b)!)
    );
  }
}

const firstRows = 64;

/** Longer lists that are made at once are tables of hashes to the platform. */
export const longestList = 30_000_000;

function momentColumns(rows: number) {
  return { instants: new Float64Array(rows), times: new Int16Array(rows).fill(noTime) };
}

function extended<Column extends Int32Array | Int16Array | Float64Array | Uint8Array>(
  column: Column,
  longer: Column,
): Column {
  longer.set(column);
  return longer;
}
