import type { EntryColumns, Frame } from "../program/frame.ts";
import type { Program, ProgramEvent } from "../program/program.ts";
import type { Day } from "../values/day.ts";
import { type Effect, effectOf, Firing, ownerIn } from "./effects.ts";
import type { Credited, EntryTable } from "./entries.ts";
import { Signatures } from "./signatures.ts";
import type { EventStore } from "./store.ts";
import type { Subjects } from "./subjects.ts";
import type { Total } from "./totals.ts";

/** The effects of one type's signatures, by their number; null: what they earn differs from event to event. */
interface Known {
  readonly type: ProgramEvent;
  readonly signatures: Signatures | undefined;
  readonly effects: (number | null)[];
}

/**
 * Fires the rules on the events that count. They run once for each signature of a type, and the number of its effect is
 * all that is kept of a further event; only where something differs from event to event do they run for each.
 */
export class Credits implements Credited {
  /** For each event, the number of its effect; -1: none, or entries of its own. */
  private readonly effectOf: Int32Array;
  private readonly effects: Effect[] = [];
  /** The entries of events that have their own. */
  private readonly own: Firing;
  private readonly trial: Firing;
  private readonly firedAlone = new Set<number>();
  private readonly refusedAlone = new Map<number, number[]>();
  private readonly known: readonly Known[];

  constructor(
    private readonly program: Program,
    private readonly store: EventStore,
    private readonly subjects: Subjects,
    private readonly totals: readonly (Total | undefined)[],
    frame: (entries: EntryColumns) => Frame,
    asOf: Day | undefined,
  ) {
    this.effectOf = new Int32Array(store.length).fill(-1);
    this.own = new Firing(frame, store, asOf);
    this.trial = new Firing(frame, store, asOf);
    this.known = [...program.events.values()].map((type) => ({
      type,
      signatures: type.credit && new Signatures(type.credit.components, store, subjects),
      effects: [],
    }));
  }

  run(): void {
    const { store, known } = this;
    for (let row = 0; row < store.length; row += 1) {
      if (!store.isInForce(row)) continue;
      const type = known[store.types[row]!];
      if (type !== undefined) this.credit(type, row);
    }
  }

  private credit(known: Known, row: number): void {
    const signature = known.signatures === undefined ? -1 : known.signatures.of(row);
    if (signature < 0) {
      this.creditAlone(known.type, row);
      return;
    }
    let number = known.effects[signature];
    if (number === undefined) {
      number = this.newEffect(known.type, row);
      known.effects[signature] = number;
    }
    if (number === null) this.creditAlone(known.type, row);
    else {
      this.effectOf[row] = number;
      const { store } = this;
      const day = store.days[row]!;
      const { added } = this.effects[number]!;
      for (let at = 0; at < added.length; at += 1) {
        const { total, amount, owner } = added[at]!;
        total.add(ownerIn(owner, store, row), amount, day);
      }
    }
  }

  private newEffect(type: ProgramEvent, row: number): number | null {
    const effect = effectOf(type, row, this.trial, this.program.rules, this.totals);
    return effect === undefined ? null : this.effects.push(effect) - 1;
  }

  private creditAlone(type: ProgramEvent, row: number): void {
    const { own, totals, subjects } = this;
    const { entries } = own;
    const start = entries.length;
    own.fire(type, row);
    if (own.hasFired) this.firedAlone.add(row);
    for (const rule of own.refused) addTo(this.refusedAlone, rule, row);
    for (let entry = start; entry < entries.length; entry += 1) {
      const owner = entries.owners[entry]!;
      subjects.present[owner] = true;
      for (const account of this.program.rules[entries.rules[entry]!]!.to)
        totals[account]?.add(owner, entries.amounts[entry]!, entries.days[entry]!);
    }
  }

  write(list: EntryTable): void {
    const { store, effectOf: effects } = this;
    const { entries } = this.own;
    for (let row = 0, next = 0; row < store.length; row += 1) {
      const effect = this.effects[effects[row]!];
      const start = list.length;
      if (effect !== undefined) this.writeEffect(effect, row, list);
      const moved = start - next;
      for (; next < entries.length && entries.rows[next] === row; next += 1) {
        const source = entries.sources[next]!;
        list.push(
          entries.rules[next]!,
          row,
          entries.owners[next]!,
          entries.amounts[next]!,
          entries.days[next]!,
          source < 0 ? -1 : source + moved,
          entries.positions[next]!,
        );
      }
    }
  }

  private writeEffect({ rules, amounts, sources, owners }: Effect, row: number, list: EntryTable) {
    const { store } = this;
    const start = list.length;
    const day = store.days[row]!;
    for (let at = 0; at < rules.length; at += 1) {
      const owner = ownerIn(owners[at]!, store, row);
      const source = sources[at]! < 0 ? -1 : start + sources[at]!;
      list.push(rules[at]!, row, owner, amounts[at]!, day, source, 0);
    }
  }

  get days(): Credited["days"] {
    const { store, effectOf: effects } = this;
    const all = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
    const see = (day: Day): void => {
      if (day < all.first) all.first = day;
      if (day > all.last) all.last = day;
    };
    for (let row = 0; row < store.length; row += 1) {
      const effect = this.effects[effects[row]!];
      if (effect !== undefined && effect.rules.length > 0) see(store.days[row]!);
    }
    const { entries } = this.own;
    for (let entry = 0; entry < entries.length; entry += 1) see(entries.days[entry]!);
    return all.first > all.last ? undefined : all;
  }

  hasFired(row: number): boolean {
    return this.effects[this.effectOf[row]!]?.hasFired ?? this.firedAlone.has(row);
  }

  withoutAmount(): ReadonlyMap<number, readonly number[]> {
    const refused = new Map([...this.refusedAlone].map(([rule, rows]) => [rule, [...rows]]));
    if (this.effects.every((effect) => effect.refused.length === 0)) return refused;
    for (let row = 0; row < this.effectOf.length; row += 1)
      for (const rule of this.effects[this.effectOf[row]!]?.refused ?? [])
        addTo(refused, rule, row);
    return refused;
  }
}

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
