import type { EntryColumns, Frame } from "../program/frame.ts";
import type { Program } from "../program/program.ts";
import { List, type Value } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import { compareNaturally } from "../values/text.ts";
import type { EventStore } from "./store.ts";

/** Entries by column. */
export class EntryList implements EntryColumns {
  readonly rules: number[] = [];
  /** The event it comes from. */
  readonly rows: number[] = [];
  readonly owners: number[] = [];
  readonly amounts: Value[] = [];
  readonly days: Day[] = [];
  /** The entry that it was made from; -1 if it was made from the event itself. */
  readonly sources: number[] = [];
  /** The position of the list value that it, or the entry it was made from, is for, from 1; 0 if there is none. */
  readonly positions: number[] = [];

  get length(): number {
    return this.rules.length;
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
    this.rules.push(rule);
    this.rows.push(row);
    this.owners.push(owner);
    this.amounts.push(amount);
    this.days.push(day);
    this.sources.push(source);
    this.positions.push(position);
  }

  clear(): void {
    for (const column of [this.rules, this.rows, this.owners, this.amounts, this.days])
      column.length = 0;
    this.sources.length = 0;
    this.positions.length = 0;
  }
}

/** What was credited to single subjects. */
export interface Credited {
  /** Writes every entry to a list, event by event. */
  write(list: EntryList): void;
  /** The first and the last day of all entries; undefined if there is none. */
  readonly days: { readonly first: Day; readonly last: Day } | undefined;
  /** Did a rule fire for an event? What it earned may count on a day that is still to come. */
  hasFired(row: number): boolean;
  /** Rules that fired without yielding an amount, with the events. */
  withoutAmount(): ReadonlyMap<number, Iterable<number>>;
}

/** The entries of a run. They are written when something reads them: many results need only totals. */
export class Entries implements EntryColumns {
  private written: EntryList | undefined;
  /** For each account, by its index among the nodes: the entries of each owner. */
  private readonly byOwner: (readonly (readonly number[] | undefined)[] | undefined)[] = [];
  credited: Credited | undefined;

  constructor(
    private readonly program: Program,
    private readonly store: EventStore,
  ) {}

  private get list(): EntryList {
    if (this.written === undefined) {
      this.written = new EntryList();
      this.credited?.write(this.written);
    }
    return this.written;
  }

  get rules(): readonly number[] {
    return this.list.rules;
  }
  get rows(): readonly number[] {
    return this.list.rows;
  }
  get owners(): readonly number[] {
    return this.list.owners;
  }
  get amounts(): readonly Value[] {
    return this.list.amounts;
  }
  get days(): readonly Day[] {
    return this.list.days;
  }
  get sources(): readonly number[] {
    return this.list.sources;
  }
  get positions(): readonly number[] {
    return this.list.positions;
  }
  get length(): number {
    return this.list.length;
  }

  /** The entries that an account has for an owner, event by event. */
  creditedTo(account: number, owner: number): readonly number[] {
    this.byOwner[account] ??= this.entriesOf(account);
    return this.byOwner[account][owner] ?? [];
  }

  private entriesOf(account: number): number[][] {
    const { rules, owners } = this.list;
    const takes = this.program.rules.map(({ to }) => to.includes(account));
    const lists: number[][] = [];
    for (let entry = 0; entry < rules.length; entry += 1) {
      if (!takes[rules[entry]!]) continue;
      const list = lists[owners[entry]!];
      if (list === undefined) lists[owners[entry]!] = [entry];
      else list.push(entry);
    }
    return lists;
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
      this.store.instants[rowA]! - this.store.instants[rowB]! ||
      (rowA === rowB ? 0 : compareNaturally(this.store.ids[rowA]!, this.store.ids[rowB]!)) ||
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
