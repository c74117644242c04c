import type { EntryColumns, Frame } from "../program/frame.ts";
import type { ProgramEvent, ProgramRule } from "../program/program.ts";
import type { Origin } from "../program/signature.ts";
import { isMissing, List, type Value } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import { EntryTable } from "./entries.ts";
import type { EventStore } from "./store.ts";
import type { Total } from "./totals.ts";

/** Fires rules on one event, and records what they do. */
export class Firing {
  readonly entries = new EntryTable();
  /** Rules that fired on the current event without yielding an amount. */
  readonly refused: number[] = [];
  /** Did any rule fire on the current event? */
  hasFired = false;
  private readonly frame: Frame;

  constructor(
    frame: (entries: EntryColumns) => Frame,
    private readonly store: EventStore,
    private readonly asOf: Day | undefined,
  ) {
    this.frame = frame(this.entries);
  }

  /** Fires all rules of an event's type on it, then those on the entries that it earned. */
  fire(type: ProgramEvent, row: number): void {
    const { entries, frame, store } = this;
    const start = entries.length;
    this.refused.length = 0;
    this.hasFired = false;
    frame.row = row;
    frame.entry = -1;
    for (const rule of type.rules) this.each(rule, store.subjects[row]!, store.days[row]!, -1);
    for (const rule of type.entryRules) {
      const end = entries.length;
      for (let entry = start; entry < end; entry += 1) {
        if (!rule.sources.has(entries.rules[entry]!)) continue;
        frame.entry = entry;
        this.each(rule, entries.owners[entry]!, entries.days[entry]!, entry);
      }
    }
  }

  /** Would a rule fire, by its condition alone? */
  holds(rule: ProgramRule, row: number, source: number): boolean {
    this.frame.row = row;
    this.frame.entry = source;
    return rule.when === undefined || rule.when(this.frame) === true;
  }

  /** Fires a rule once, or once for each value of its list. */
  private each(rule: ProgramRule, defaultOwner: number, defaultDay: Day, source: number): void {
    const { frame } = this;
    if (rule.each === undefined) {
      this.write(rule, defaultOwner, defaultDay, source);
      return;
    }
    const list = rule.each(frame);
    if (!(list instanceof List)) return;
    frame.list = list;
    for (frame.at = 0; frame.at < list.items.length; frame.at += 1)
      this.write(rule, defaultOwner, defaultDay, source);
    frame.list = undefined;
  }

  private write(rule: ProgramRule, defaultOwner: number, defaultDay: Day, source: number): void {
    const { frame, entries } = this;
    if (rule.when !== undefined && rule.when(frame) !== true) return;
    const owner = rule.for === undefined ? defaultOwner : rule.for(frame);
    if (typeof owner !== "number" || owner < 0) return;
    frame.owner = owner;
    const dated = rule.dated === undefined ? defaultDay : rule.dated(frame);
    const day = isMissing(dated) ? defaultDay : (dated as Day);
    // An entry whose day is missing has no reliable amount either.
    const amount = isMissing(dated) ? dated : rule.amount(frame);
    if (isMissing(amount) && amount.state === "absent") {
      this.refused.push(rule.index);
      return;
    }
    this.hasFired = true;
    if (this.asOf !== undefined && day > this.asOf) return;
    const position = frame.list === undefined ? (entries.positions[source] ?? 0) : frame.at + 1;
    entries.push(rule.index, frame.row, owner, amount, day, source, position);
  }
}

/** Marks of whose an entry is: the event's subject, or one subject for all events. */
const [ofSubject, ofOne] = [-1, -2];

/** What every event of one signature earns, by entry. */
export interface Effect {
  readonly rules: readonly number[];
  readonly amounts: readonly Value[];
  readonly sources: readonly number[];
  readonly owners: readonly Owning[];
  /** The totals that it changes. */
  readonly added: readonly {
    readonly total: Total;
    readonly amount: Value;
    readonly owner: Owning;
  }[];
  readonly refused: readonly number[];
  readonly hasFired: boolean;
}

/** Who gets an entry: the subject of the slot, the event's own (-1), or always the same one (-2). */
interface Owning {
  readonly slot: number;
  readonly one: number;
}

/** Who gets an entry for an event. */
export function ownerIn({ slot, one }: Owning, store: EventStore, row: number): number {
  if (slot === ofSubject) return store.subjects[row]!;
  return slot === ofOne ? one : (store.value(slot, row) as number);
}

function owningOf(origin: Origin, owner: number): Owning {
  if (typeof origin === "object") return { slot: origin.slot, one: -1 };
  return origin === "single" ? { slot: ofOne, one: owner } : { slot: ofSubject, one: -1 };
}

/**
 * The effect of the signature that an event has, by firing the rules on it.
 * @returns undefined if what they write differs from event to event.
 */
export function effectOf(
  type: ProgramEvent,
  row: number,
  firing: Firing,
  rules: readonly ProgramRule[],
  totals: readonly (Total | undefined)[],
): Effect | undefined {
  const { entries } = firing;
  entries.clear();
  for (const rule of type.rules) {
    const isWritten = type.credit?.ofRule(rule.index)?.writes !== undefined;
    if (!isWritten && firing.holds(rule, row, -1)) return undefined;
  }
  firing.fire(type, row);
  for (const rule of type.entryRules) {
    for (let entry = 0; entry < entries.length; entry += 1) {
      if (!rule.sources.has(entries.rules[entry]!)) continue;
      const signature = type.credit?.ofEntryRule(rule.index, entries.rules[entry]!);
      if (signature?.fires === undefined) return undefined;
      if (signature.writes === undefined && firing.holds(rule, row, entry)) return undefined;
    }
  }
  const fired = [...entries.rules.subarray(0, entries.length)];
  const owners = fired.map((rule, entry): Owning => {
    const source = entries.sources[entry]!;
    const signature =
      source < 0
        ? type.credit?.ofRule(rule)
        : type.credit?.ofEntryRule(rule, entries.rules[source]!);
    return owningOf(signature?.owner ?? "subject", entries.owners[entry]!);
  });
  const added = fired.flatMap((rule, entry) =>
    rules[rule]!.to.flatMap((account) => {
      const total = totals[account];
      const [amount, owner] = [entries.amounts[entry]!, owners[entry]!];
      return total === undefined ? [] : [{ total, amount, owner }];
    }),
  );
  return {
    rules: fired,
    amounts: entries.amounts.slice(0, entries.length),
    sources: [...entries.sources.subarray(0, entries.length)],
    owners,
    added,
    refused: [...firing.refused],
    hasFired: firing.hasFired,
  };
}
