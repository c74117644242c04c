import type { Cohort, PlaceTies } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { EntryColumns, Frame, KeyedValue, NodeValues } from "../program/frame.ts";
import type { Program, ProgramKey, ProgramNode } from "../program/program.ts";
import {
  absent,
  type KeyValue,
  keyText,
  noKey,
  parameterMissing,
  type Value,
} from "../program/value.ts";
import { allTime, type Period, periodOf, type Span } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { civil } from "../values/day.ts";
import { compareNaturally } from "../values/text.ts";
import type { Entries } from "./entries.ts";
import { ItemCodes } from "./item-codes.ts";
import { compareKeyParts, type KeyOrder, keyPartText } from "./key-parts.ts";
import { type Computed, ComputedValues } from "./node-values.ts";
import type { EventStore } from "./store.ts";
import type { Subjects } from "./subjects.ts";
import type { Total } from "./totals.ts";
import { Windows } from "./windows.ts";

const nobody: ReadonlySet<number> = new Set();

/** The context of nodes: the participants, the entries, the period, and the values so far. */
export class World implements NodeValues {
  readonly computed: ComputedValues;
  /** The value of a node at a key that does not occur. */
  private readonly otherwise: ((owner: number) => Value)[] = [];
  /** The days that nodes are about. */
  readonly windows: Windows;
  /** The years with events, computed on demand. */
  private years: Span | undefined;
  /** For each running and owner, how its walk ended. */
  private readonly ends = new Map<number, Map<number, Omit<Computed, "key">>>();
  private order: KeyOrder | undefined;
  /** By the kinds of a node. */
  private readonly ownersOf = new Map<string, readonly number[]>();
  private orderOfIds: Int32Array | undefined;
  private codesOfItems: ItemCodes | undefined;
  /** The totals of accounts that need no more, by node. */
  totals: readonly (Total | undefined)[] = [];
  private readonly cohorts = new Map<Cohort, Map<string, Value>>();

  constructor(
    readonly program: Program,
    readonly subjects: Subjects,
    readonly store: EventStore,
    readonly entries: Entries,
    readonly period: Period,
    readonly asOf: Day | undefined,
  ) {
    this.computed = new ComputedValues(program);
    this.windows = new Windows(period, () => this.eventful());
  }

  /** A new frame; each user needs its own. */
  frame(entries: EntryColumns = this.entries): Frame {
    return {
      events: this.store,
      subjects: this.subjects,
      entries,
      nodes: this,
      parameters: this.program.parameters,
      period: {
        year: civil(this.period.first).year,
        first: this.period.first,
        last: this.period.last,
      },
      row: -1,
      entry: -1,
      list: undefined,
      at: 0,
      owner: -1,
      reader: -1,
      key: noKey,
      value: absent,
      state: new Map(),
      steps: 0,
      tied: nobody,
    };
  }

  /** The whole years in which anything happened. */
  private eventful(): Span {
    const { store } = this;
    this.years ??= yearsOf(store, this.entries.credited?.days);
    return this.years;
  }

  /** Is the scored period over? */
  get isOver(): boolean {
    return this.isPast(this.period.last);
  }

  isPast(day: Day): boolean {
    return this.asOf === undefined || this.asOf >= day;
  }

  /** Is the time of a node's key over (or the period, if the key has none)? */
  isKeyOver(node: ProgramNode, key: KeyValue): boolean {
    if (this.asOf === undefined) return true;
    const spans = this.windows.spans(node, key);
    return spans.length === 0 ? this.isOver : spans.every((span) => this.isPast(span.last));
  }

  /** Has the time of a node's key begun? */
  hasBegun(node: ProgramNode, key: KeyValue): boolean {
    return (
      this.asOf === undefined ||
      this.windows.spans(node, key).every(({ first }) => this.isPast(first))
    );
  }

  /** The subjects that have a node. */
  owners(node: ProgramNode): readonly number[] {
    const { kinds } = node.node;
    const name = kinds.join(" ");
    const known = this.ownersOf.get(name);
    if (known !== undefined) return known;
    const owners = [...this.subjects.of(kinds)];
    this.ownersOf.set(name, owners);
    return owners;
  }

  /** For each subject its place in the natural order of ids; equal ids have one place. */
  get idOrder(): Int32Array {
    this.orderOfIds ??= orderOf(this.subjects.ids);
    return this.orderOfIds;
  }

  /** What tells events apart by their items. */
  get items(): ItemCodes {
    const { store, program, subjects } = this;
    const column = store.attributes[program.slots.attributes.get("item") ?? -1];
    this.codesOfItems ??= new ItemCodes(store, column, subjects.ids.length);
    return this.codesOfItems;
  }

  setOtherwise(node: number, value: (owner: number) => Value): void {
    this.otherwise[node] = value;
  }

  /** A node's values of one owner, in the order of their keys. */
  all(node: number, owner: number): Iterable<Computed> {
    return this.computed.all(node, owner);
  }

  read(node: number, owner: number, text: string, ties: PlaceTies = "first", asked?: true): Value {
    const { missing, keys } = this.program.nodes[node]!;
    if (missing.size > 0) return parameterMissing;
    const { computed } = this;
    if (ties !== "first")
      return computed.place(node, owner, text, ties, this.program.arithmetic) ?? absent;
    const found = computed.value(node, owner, text);
    if (found !== undefined) return found;
    return (asked && keys.length > 0 ? undefined : this.otherwise[node]?.(owner)) ?? absent;
  }

  /** The value of a running at its last key, or at its start. */
  setEnd(node: number, owner: number, end: Omit<Computed, "key">): void {
    const ends = this.ends.get(node) ?? new Map<number, Omit<Computed, "key">>();
    this.ends.set(node, ends.set(owner, end));
  }

  state(node: number, owner: number, text: string, name: string): Value {
    if (this.program.nodes[node]!.missing.size > 0) return parameterMissing;
    const states = this.computed.states(node, owner, text);
    const value = states === undefined ? this.computed.value(node, owner, text) : states.get(name);
    return value ?? absent;
  }

  latest(
    node: number,
    owner: number,
    parts: ReadonlyMap<string, Value>,
    state: string | undefined,
  ): Value {
    if (this.program.nodes[node]!.missing.size > 0) return parameterMissing;
    const end = this.latestOf(node, owner, parts);
    if (end === undefined) return absent;
    return (state === undefined ? end.value : (end.states?.get(state) ?? end.value)) ?? absent;
  }

  /** The value of a running at the last key with some parts; at its end if there is none. */
  private latestOf(
    node: number,
    owner: number,
    parts: ReadonlyMap<string, Value>,
  ): Omit<Computed, "key"> | undefined {
    if (parts.size === 0) return this.ends.get(node)?.get(owner);
    const wanted = keyText(parts.values());
    let last: Computed | undefined;
    for (const one of this.all(node, owner)) {
      const own = keyText([...parts.keys()].map((name) => one.key.parts.get(name) ?? absent));
      // Pending keys were not walked along.
      const isWalked = one.states !== undefined || last === undefined;
      if (own === wanted && isWalked) last = one;
    }
    return last;
  }

  keysOf(node: number, owner: number): readonly KeyedValue[] {
    const read = this.program.nodes[node]!;
    if (read.missing.size > 0) return [{ key: noKey, value: parameterMissing, over: true }];
    const all: KeyedValue[] = [];
    this.computed.each(node, owner, (key, value) =>
      all.push({ key, value, over: this.isKeyOver(read, key) }),
    );
    return all;
  }

  cohort(
    cohort: Cohort,
    owner: number,
    key: KeyValue,
    compute: (members: Iterable<number>) => Value,
  ): Value {
    const asking = cohort.readsReader ? `${owner}` : `${this.subjects.kinds[owner]}`;
    const group = `${asking}\n${this.cohortText(cohort.within, owner)}\n${key.text}`;
    const known = this.cohorts.get(cohort) ?? new Map<string, Value>();
    this.cohorts.set(cohort, known);
    const before = known.get(group);
    if (before !== undefined) return before;
    const value = compute(this.members(cohort, owner));
    known.set(group, value);
    return value;
  }

  /** The attributes that make an owner's cohort, as text. */
  cohortText(within: readonly string[], owner: number): string {
    return keyText(within.map((name) => this.subjectValue(name, owner)));
  }

  subjectValue(name: string, owner: number): Value {
    const slot = this.program.slots.subjectAttributes.get(name) ?? -1;
    return this.subjects.attributes[slot]?.[owner] ?? absent;
  }

  /** The type of an attribute of a subject. */
  subjectFieldType(name: string, owner: number): ValueType {
    const kind = this.program.resolved.kinds.get(this.subjects.kinds[owner]!);
    if (name === "category")
      return { kind: "enum", name, values: [...(kind?.categories.keys() ?? [])] };
    return kind?.attributes.find((attribute) => attribute.name === name)?.type ?? { kind: "text" };
  }

  private *members({ within, of }: Cohort, owner: number): Iterable<number> {
    const text = this.cohortText(within, owner);
    for (const member of this.subjects.of([of ?? this.subjects.kinds[owner]!])) {
      if (this.cohortText(within, member) === text) yield member;
    }
  }

  keyValue(keys: readonly ProgramKey[], parts: readonly Value[]): KeyValue {
    return {
      text: keyText(parts),
      parts: new Map(keys.map(({ key }, index) => [key.name, parts[index] ?? absent])),
    };
  }

  /** How a key is shown: `2024-03`, or its parts with a bar between. */
  keyName(keys: readonly ProgramKey[], key: KeyValue): string {
    return keys
      .map(({ key: part }) => this.partText(part.type, key.parts.get(part.name) ?? absent))
      .join("|");
  }

  /** How a value of a type is shown. */
  partText(type: ValueType, value: Value): string {
    return keyPartText(type, value, this.subjectId, this.program.arithmetic);
  }

  compareKeyParts(type: ValueType, a: Value, b: Value): number {
    return compareKeyParts(type, a, b, this.keyOrder);
  }

  /** The order of two keys: by their parts, the first first. */
  compareKeys(keys: readonly ProgramKey[], a: KeyValue, b: KeyValue): number {
    for (const { key } of keys) {
      const [x, y] = [a.parts.get(key.name) ?? absent, b.parts.get(key.name) ?? absent];
      const order = this.compareKeyParts(key.type, x, y);
      if (order !== 0) return order;
    }
    return 0;
  }

  private get keyOrder(): KeyOrder {
    const { store, program, subjectId } = this;
    const { ruleOrder } = program.resolved;
    this.order ??= {
      subjectId,
      arithmetic: program.arithmetic,
      compareEvents: (a, b) => store.compare(store.rows.get(a) ?? -1, store.rows.get(b) ?? -1),
      compareRules: (a, b) => ruleOrder.indexOf(a) - ruleOrder.indexOf(b),
    };
    return this.order;
  }

  private readonly subjectId = (index: number): string => this.subjects.ids[index] ?? "";
}

/** The whole years around the days of the events that count, and of all entries. */
function yearsOf(store: EventStore, entries: Span | undefined): Span {
  let { first, last } = entries ?? { first: allTime.last, last: allTime.first };
  for (const row of store.inForce()) {
    if (store.types[row]! < 0) continue;
    first = Math.min(first, store.days[row]!);
    last = Math.max(last, store.days[row]!);
  }
  // Without events the span is empty.
  if (first > last) return { first, last };
  return { first: periodOf("year", first).first, last: periodOf("year", last).last };
}

/** The place of each id in their natural order. */
function orderOf(ids: readonly string[]): Int32Array {
  const sorted = [...ids.keys()].sort((a, b) => compareNaturally(ids[a]!, ids[b]!));
  const places = new Int32Array(ids.length);
  let place = 0;
  for (const [at, one] of sorted.entries()) {
    if (ids[one] !== ids[sorted[at - 1] ?? -1]) place = at;
    places[one] = place;
  }
  return places;
}
