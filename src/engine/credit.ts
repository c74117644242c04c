import type { EntryColumns, Frame } from "../program/frame.ts";
import type { Program, ProgramRule } from "../program/program.ts";
import { isMissing, List, type Value } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import { compareNaturally } from "../values/text.ts";
import type { EventStore } from "./store.ts";

/** The entries written by rules, by column. */
export class Entries implements EntryColumns {
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
  /** Events for which a rule fired: what they earned may count on a day that is still to come. */
  readonly fired = new Set<number>();
  /** Rules that fired without yielding an amount, with the events. */
  readonly withoutAmount = new Map<number, Set<number>>();
  /** For each account (by its index among the nodes) the entries of each owner. */
  readonly credited: number[][][];

  constructor(
    program: Program,
    private readonly store: EventStore,
  ) {
    this.credited = program.nodes.map(() => []);
  }

  get length(): number {
    return this.rules.length;
  }

  /** Records that a rule yielded no amount for an event. */
  refuse(rule: number, row: number): void {
    const rows = this.withoutAmount.get(rule);
    if (rows === undefined) this.withoutAmount.set(rule, new Set([row]));
    else rows.add(row);
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
    const [rowA, rowB] = [this.rows[a]!, this.rows[b]!];
    return (
      this.days[a]! - this.days[b]! ||
      this.store.instants[rowA]! - this.store.instants[rowB]! ||
      (rowA === rowB ? 0 : compareNaturally(this.store.ids[rowA]!, this.store.ids[rowB]!)) ||
      this.rules[a]! - this.rules[b]! ||
      this.sourceRule(a) - this.sourceRule(b) ||
      this.positions[a]! - this.positions[b]! ||
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

/** Fires every rule on the events that count, then the rules on entries. */
export function credit(
  program: Program,
  store: EventStore,
  entries: Entries,
  frame: Frame,
  asOf: Day | undefined,
): void {
  const types = [...program.events.values()];
  for (let row = 0; row < store.length; row += 1) {
    if (store.counts[row] !== true) continue;
    const type = types[store.types[row]!];
    if (type === undefined) continue;
    frame.row = row;
    for (const rule of type.rules)
      fire(rule, entries, frame, store.subjects[row]!, store.days[row]!, -1, asOf);
  }
  for (const rule of program.entryRules) {
    if (rule.idle) continue;
    const sources = new Set(rule.rule.entries?.map((id) => program.slots.rules.indexOf(id)));
    const written = entries.length;
    for (let entry = 0; entry < written; entry += 1) {
      if (!sources.has(entries.rules[entry]!)) continue;
      frame.row = entries.rows[entry]!;
      frame.entry = entry;
      fire(rule, entries, frame, entries.owners[entry]!, entries.days[entry]!, entry, asOf);
    }
  }
}

/** Fires a rule once, or once for each value of its list. */
function fire(
  rule: ProgramRule,
  entries: Entries,
  frame: Frame,
  defaultOwner: number,
  defaultDay: Day,
  source: number,
  asOf: Day | undefined,
): void {
  if (rule.each === undefined) {
    write(rule, entries, frame, defaultOwner, defaultDay, source, asOf);
    return;
  }
  const list = rule.each(frame);
  if (!(list instanceof List)) return;
  frame.list = list;
  for (frame.at = 0; frame.at < list.items.length; frame.at += 1)
    write(rule, entries, frame, defaultOwner, defaultDay, source, asOf);
  frame.list = undefined;
}

function write(
  rule: ProgramRule,
  entries: Entries,
  frame: Frame,
  defaultOwner: number,
  defaultDay: Day,
  source: number,
  asOf: Day | undefined,
): void {
  if (rule.when !== undefined && rule.when(frame) !== true) return;
  const owner = rule.for === undefined ? defaultOwner : rule.for(frame);
  if (typeof owner !== "number" || owner < 0) return;
  frame.owner = owner;
  const dated = rule.dated === undefined ? defaultDay : rule.dated(frame);
  const day = isMissing(dated) ? defaultDay : (dated as Day);
  // An entry whose day is missing has no reliable amount either.
  const amount = isMissing(dated) ? dated : rule.amount(frame);
  if (isMissing(amount) && amount.state === "absent") {
    entries.refuse(rule.index, frame.row);
    return;
  }
  entries.fired.add(frame.row);
  if (asOf !== undefined && day > asOf) return;
  const entry = entries.length;
  entries.rules.push(rule.index);
  entries.rows.push(frame.row);
  entries.owners.push(owner);
  entries.amounts.push(amount);
  entries.days.push(day);
  entries.sources.push(source);
  if (frame.list !== undefined) entries.positions.push(frame.at + 1);
  else entries.positions.push(source < 0 ? 0 : entries.positions[source]!);
  for (const account of rule.to) {
    const lists = entries.credited[account]!;
    const list = lists[owner];
    if (list === undefined) lists[owner] = [entry];
    else list.push(entry);
  }
}
