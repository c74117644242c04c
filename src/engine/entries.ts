import type { EntryColumns, Frame } from "../program/frame.ts";
import type { Program } from "../program/program.ts";
import { List, type Value } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import { compareNaturally } from "../values/text.ts";
import { type Grouped, grouped, placesIn } from "./grouping.ts";
import { type EventStore, longestList } from "./store.ts";

/** The columns of integers. */
const columns = ["rules", "rows", "owners", "days", "sources", "positions"] as const;

/** Entries by column. Columns may be longer than the entries. */
export class EntryTable implements EntryColumns {
  length = 0;
  rules: Int32Array;
  /** The event it comes from. */
  rows: Int32Array;
  owners: Int32Array;
  readonly amounts: Value[];
  days: Int32Array;
  /** The entry that it was made from; -1 if it was made from the event itself. */
  sources: Int32Array;
  /** The position of the list value that it, or the entry it was made from, is for, from 1; 0 if there is none. */
  positions: Int32Array;

  /** @param expected how many entries there are; there may be more. */
  constructor(expected = 0) {
    this.rules = new Int32Array(expected);
    this.rows = new Int32Array(expected);
    this.owners = new Int32Array(expected);
    this.amounts = new Array<Value>(Math.min(expected, longestList));
    this.days = new Int32Array(expected);
    this.sources = new Int32Array(expected);
    this.positions = new Int32Array(expected);
  }

  push(
    rule: number,
    row: number,
    owner: number,
    amount: Value,
    day: Day,
    source: number,
    position: number,
  ): void {
    const at = this.length;
    if (at === this.rules.length) this.resize(Math.max(at * 2, 64));
    this.rules[at] = rule;
    this.rows[at] = row;
    this.owners[at] = owner;
    this.amounts[at] = amount;
    this.days[at] = day;
    this.sources[at] = source;
    this.positions[at] = position;
    this.length = at + 1;
  }

  clear(): void {
    this.length = 0;
  }

  /** Makes the columns as long as the entries. */
  end(): void {
    for (const column of columns) this[column] = this[column].subarray(0, this.length);
    this.amounts.length = this.length;
  }

  private resize(length: number): void {
    for (const column of columns) {
      const longer = new Int32Array(length);
      longer.set(this[column]);
      this[column] = longer;
    }
  }
}

/** What was credited to single subjects. */
export interface Credited {
  /** Writes every entry to a list, event by event. */
  write(list: EntryTable): void;
  /** The first and the last day of all entries; undefined if there is none. */
  readonly days: { readonly first: Day; readonly last: Day } | undefined;
  /** Did a rule fire for an event? What it earned may count on a day that is still to come. */
  hasFired(row: number): boolean;
  /** Rules that fired without yielding an amount, with the events. */
  withoutAmount(): ReadonlyMap<number, Iterable<number>>;
}

/** The entries of a run. They are written when something reads them: many results need only totals. */
export class Entries implements EntryColumns {
  private written: EntryTable | undefined;
  /** For each account, by its index among the nodes: its entries by owner. */
  private readonly byOwner: (Grouped | undefined)[] = [];
  credited: Credited | undefined;

  constructor(
    private readonly program: Program,
    private readonly store: EventStore,
    /** How many subjects there are. */
    private readonly subjects = 0,
  ) {}

  private get list(): EntryTable {
    if (this.written === undefined) {
      this.written = new EntryTable(this.credited === undefined ? 0 : this.store.length);
      this.credited?.write(this.written);
      this.written.end();
    }
    return this.written;
  }

  get rules(): Int32Array {
    return this.list.rules;
  }
  get rows(): Int32Array {
    return this.list.rows;
  }
  get owners(): Int32Array {
    return this.list.owners;
  }
  get amounts(): readonly Value[] {
    return this.list.amounts;
  }
  get days(): Int32Array {
    return this.list.days;
  }
  get sources(): Int32Array {
    return this.list.sources;
  }
  get positions(): Int32Array {
    return this.list.positions;
  }
  get length(): number {
    return this.list.length;
  }

  /** The entries that an account has for an owner, event by event. */
  creditedTo(account: number, owner: number): Int32Array {
    const { order, starts } = this.ofAccount(account);
    return order.subarray(starts[owner], starts[owner + 1]);
  }

  /** The entries of an account by owner, event by event. */
  ofAccount(account: number): Grouped {
    const known = this.byOwner[account];
    if (known !== undefined) return known;
    const { rules, owners } = this.list;
    const takes = Uint8Array.from(this.program.rules, ({ to }) => Number(to.includes(account)));
    const taken = new Uint8Array(rules.length);
    for (let entry = 0; entry < rules.length; entry += 1) taken[entry] = takes[rules[entry]!]!;
    const found = grouped(owners, this.subjects, placesIn(taken));
    this.byOwner[account] = found;
    return found;
  }

  /** Sets the frame to an entry's event, and to the list value that its rule fired for. */
  enter(entry: number, program: Program, frame: Frame): void {
    frame.row = this.rows[entry] ?? -1;
    frame.entry = this.sources[entry] ?? -1;
    const list = program.rules[this.rules[entry] ?? -1]?.each?.(frame);
    frame.list = list instanceof List ? list : undefined;
    frame.at = (this.positions[entry] ?? 0) - 1;
  }

  /** The order of entries: day, event, rule, the rule they were made from, then the position in a list. */
  compare(a: number, b: number): number {
    const { days, rows, rules, positions } = this.list;
    const [rowA, rowB] = [rows[a]!, rows[b]!];
    return (
      days[a]! - days[b]! ||
      this.store.instantOf(rowA) - this.store.instantOf(rowB) ||
      (rowA === rowB ? 0 : compareNaturally(this.store.ids.at(rowA)!, this.store.ids.at(rowB)!)) ||
      rules[a]! - rules[b]! ||
      this.sourceRule(a) - this.sourceRule(b) ||
      positions[a]! - positions[b]! ||
      this.sourcePosition(a) - this.sourcePosition(b)
    );
  }

  private sourceRule(entry: number): number {
    const source = this.sources[entry]!;
    return source < 0 ? -1 : this.rules[source]!;
  }

  private sourcePosition(entry: number): number {
    return this.positions[this.sources[entry]!] ?? 0;
  }
}
