import type { EventTable } from "../document/table.ts";
import type { Moment } from "../values/time.ts";
import { isBlank } from "./attributes.ts";
import {
  type CellReader,
  CellReaders,
  type Cells,
  cellsOf,
  emptyCells,
  plainCells,
  type ReadCell,
  refused,
  valueAt,
} from "./cells.ts";
import { isVisible, type PlainContext, type PlainType } from "./plain-type.ts";

/** The number of rows that are read at a time, column by column: what they need stays near the processor. */
const partLength = 2048;

/** The columns of one table as they are read. */
interface Opened {
  readonly ids: Cells;
  readonly types: CellReader;
  readonly days: CellReader;
  readonly subjects: CellReader;
  /** The columns of attributes, with their slots. */
  readonly attributes: readonly CellReader[];
  readonly slots: readonly number[];
  /** The codes of one row. */
  readonly codes: Int32Array;
  /** What has to be absent: columns that are no attributes, or that make a correction. */
  readonly others: readonly CellReader[];
}

/** Rows that have been read but not stored. */
class Part {
  /** Where they are in the table, and how many they are. */
  from = 0;
  rows = 0;
  readonly types = new Int32Array(partLength);
  readonly moments = new Int32Array(partLength);
  readonly subjects = new Int32Array(partLength);
  readonly attributes: readonly Int32Array[];
  /** 1: the row is not plain. */
  readonly odd = new Uint8Array(partLength);
  private readonly ignored = new Int32Array(partLength);
  /** All rows are of one type as far as types and days go. */
  private readonly one = new Int32Array(partLength);

  constructor(attributes: number) {
    this.attributes = Array.from({ length: attributes }, () => new Int32Array(partLength));
  }

  read({ types, days, subjects, attributes, others }: Opened, from: number, rows: number): void {
    this.from = from;
    this.rows = rows;
    const { odd } = this;
    odd.fill(0);
    types.fill(from, rows, this.one, this.types, odd);
    days.fill(from, rows, this.one, this.moments, odd);
    subjects.fill(from, rows, this.types, this.subjects, odd);
    for (const [at, reader] of attributes.entries())
      reader.fill(from, rows, this.types, this.attributes[at]!, odd);
    for (const reader of others) reader.fill(from, rows, this.types, this.ignored, odd);
  }
}

/** Distinct moments by column. */
class Moments {
  readonly all: Moment[] = [];
  readonly days: number[] = [];
  /** Has any of them a time of day? */
  haveTimes = false;

  add(moment: Moment): number {
    this.days.push(moment.day);
    if (moment.time !== undefined) this.haveTimes = true;
    return this.all.push(moment) - 1;
  }
}

/** Reads the plain rows of tables, as {@link PlainReader} does of events that are objects. */
export class PlainTableReader {
  /** By their index. */
  private readonly types: readonly PlainType[];
  private readonly indexOf: ReadonlyMap<unknown, number>;
  private readonly moments = new Moments();
  private readonly readers = new CellReaders();
  /** The table that is being read. */
  private opened: Opened | undefined;
  private readonly part: Part;
  /** The number of rows that are written at once, at most. */
  private longest = partLength;

  constructor(
    types: ReadonlyMap<unknown, PlainType>,
    /** The slots of all attributes. */
    private readonly attributes: ReadonlyMap<string, number>,
    private readonly context: PlainContext,
  ) {
    this.types = [...types.values()];
    this.part = new Part(attributes.size);
    this.indexOf = new Map([...types.keys()].map((id, index) => [id, index]));
  }

  /**
   * Stores the plain rows of a table.
   * @param takeOdd takes a row that is not plain; rows are stored in their order.
   * @returns how many rows were plain.
   */
  take(table: EventTable, takeOdd: (row: number) => void): number {
    const { part } = this;
    const opened = this.open(table);
    this.opened = opened;
    let plain = 0;
    for (let from = 0; from < table.length; from += partLength) {
      part.read(opened, from, Math.min(partLength, table.length - from));
      plain += this.store(takeOdd);
    }
    return plain;
  }

  /** Stores the rows of the part, and gives how many were plain. */
  private store(takeOdd: (row: number) => void): number {
    const { part } = this;
    let plain = 0;
    for (let at = 0; at < part.rows; ) {
      const end = this.storeStretch(at);
      plain += end - at;
      at = end;
      if (at === part.rows) break;
      if (part.odd[at] === 0 && this.storeOne(at)) plain += 1;
      else takeOdd(part.from + at);
      at += 1;
    }
    return plain;
  }

  /** Stores rows at once, up to the first that has to be looked at by itself; gives where that is. */
  private storeStretch(start: number): number {
    const { store } = this.context;
    const { rows, odd } = this.part;
    const last = Math.min(rows, start + this.longest);
    let end = start;
    while (end < last && odd[end] === 0) end += 1;
    if (end === start) return start;
    store.reserve(end - start);
    this.write(start, end);
    let at = start;
    while (at < end && this.commit(at)) at += 1;
    if (at < end) this.unwrite(end - at);
    // What is written in vain must not be more than what is stored.
    this.longest =
      at < end ? Math.max(1, (at - start) * 2) : Math.min(partLength, this.longest * 2);
    return at;
  }

  /** Stores a row that has been written; false if there is more to look at. */
  private commit(at: number): boolean {
    const { store, isTrusted } = this.context;
    const { from, types } = this.part;
    const row = store.length;
    const id = valueAt(this.opened!.ids, from + at);
    if (typeof id !== "string" || !isVisible(id)) return false;
    const type = this.types[types[at]!]!;
    if (!isTrusted && !type.isNew(id, row)) return false;
    store.ids.set(row, id);
    if (!type.isBare) {
      if (!type.derive(row)) return false;
      if (!isTrusted) store.rows.add(id, row);
    }
    store.commit();
    return true;
  }

  /** Writes the columns of rows to the store. */
  private write(start: number, end: number): void {
    const { store } = this.context;
    const { days, length } = store;
    const { types, moments, subjects, attributes } = this.part;
    const known = this.moments;
    for (let at = start, row = length; at < end; at += 1, row += 1) {
      const moment = moments[at]!;
      days[row] = known.days[moment]!;
      if (known.haveTimes || store.hasTimes) store.setTime(row, known.all[moment]!);
    }
    store.types.set(types.subarray(start, end), length);
    store.subjects.set(subjects.subarray(start, end), length);
    for (const [at, slot] of this.opened!.slots.entries())
      store.attributes[slot]!.set(length, attributes[at]!.subarray(start, end), days.length);
  }

  /** Takes back what was written of rows that have not been stored: events that come next may not have these attributes. */
  private unwrite(rows: number): void {
    const { store } = this.context;
    for (const { codes } of store.attributes) codes.fill(0, store.length, store.length + rows);
  }

  /** Stores a row of a type that derives or checks something; false if its id is not plain or not new. */
  private storeOne(at: number): boolean {
    const { from, types, moments, subjects, attributes } = this.part;
    const { ids, slots, codes } = this.opened!;
    const id = valueAt(ids, from + at);
    if (typeof id !== "string" || !isVisible(id)) return false;
    for (let one = 0; one < slots.length; one += 1) codes[one] = attributes[one]![at]!;
    const moment = this.moments.all[moments[at]!]!;
    return this.types[types[at]!]!.admit(id, subjects[at]!, moment, slots, codes);
  }

  private open({ columns, length }: EventTable): Opened {
    const cells = new Map<string, Cells>();
    for (const [name, column] of Object.entries(columns))
      if (name !== "id") cells.set(name, cellsOf(column, fewValued.has(name)));
    const empty = emptyCells(length);
    const common = (name: string, read: ReadCell): CellReader =>
      this.readers.of(cells.get(name) ?? empty, name, [read]);
    const reader = (name: string, read: (type: PlainType) => ReadCell): CellReader =>
      this.readers.of(cells.get(name) ?? empty, name, this.types.map(read));
    const { attributes } = this;
    const attributeReader = (name: string): CellReader =>
      reader(name, (type) => type.readerOf(name) ?? mustBeBlank);
    const isRead = (name: string): boolean =>
      cells.has(name) || this.types.some((type) => type.readerOf(name)?.(undefined) !== 0);
    const read = [...attributes.keys()].filter(isRead);
    return {
      ids: plainCells(columns.id),
      types: common("type", (raw) => this.indexOf.get(raw) ?? refused),
      days: common("at", (raw) => this.momentOf(raw)),
      subjects: reader("subject", (type) => (raw) => type.subjectOf(raw)),
      attributes: read.map(attributeReader),
      slots: read.map((name) => attributes.get(name)!),
      codes: new Int32Array(read.length),
      others: [...cells.keys()]
        .filter((name) => !attributes.has(name) && !fewValued.has(name))
        .map((name) => reader(name, () => mustBeBlank)),
    };
  }

  private momentOf(raw: unknown): number {
    const { clock, asOf } = this.context;
    const moment = typeof raw === "string" ? clock.read(raw) : undefined;
    if (moment === undefined || (asOf !== undefined && moment.day > asOf)) return refused;
    return this.moments.add(moment);
  }
}

/** Columns of which distinct values are few, or are looked up anyway. */
const fewValued: ReadonlySet<string> = new Set(["type", "at", "subject"]);

function mustBeBlank(raw: unknown): number {
  return isBlank(raw) ? 0 : refused;
}
