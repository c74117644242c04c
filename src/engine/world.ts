import type { Cohort } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { Frame, KeyedValue, NodeValues } from "../program/frame.ts";
import type { Program, ProgramKey, ProgramNode } from "../program/program.ts";
import { absent, type KeyValue, keyText, lacking, noKey, type Value } from "../program/value.ts";
import type { Window } from "../ruleset/resolved.ts";
import { allTime, type Period, periodOf, type Span } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { civil } from "../values/day.ts";
import type { Entries } from "./credit.ts";
import type { EventStore } from "./store.ts";
import type { Subjects } from "./subjects.ts";
import {
  combinations,
  compareKeyParts,
  denseValues,
  keyPartText,
  spanOf,
  spanOfKey,
} from "./windows.ts";

/** A value with what an account's steps did on the way to it. */
export interface Computed {
  readonly key: KeyValue;
  readonly value: Value;
  readonly lines?: readonly Line[];
}

/** What one step changed. */
export interface Line {
  readonly step: number;
  readonly amount: Value;
  readonly entries?: readonly number[];
}

/** All that nodes are evaluated in: who takes part, what was credited, which period, and the values so far. */
export class World implements NodeValues {
  /** For each node and owner, its values in the order of their keys. */
  private readonly values: Map<number, Map<string, Computed>>[];
  /** What a node is at a key that does not occur. */
  private readonly otherwise: ((owner: number) => Value)[] = [];
  /** The years in which anything happened, once somebody has asked. */
  private eventful: Span | undefined;
  private readonly cohorts = new Map<Cohort, Map<string, Value>>();

  constructor(
    readonly program: Program,
    readonly subjects: Subjects,
    readonly store: EventStore,
    readonly entries: Entries,
    readonly period: Period,
    readonly asOf: Day | undefined,
  ) {
    this.values = program.nodes.map(() => new Map());
  }

  /** A frame to evaluate in; each user has one of its own. */
  frame(): Frame {
    return {
      events: this.store,
      subjects: this.subjects,
      entries: this.entries,
      nodes: this,
      parameters: this.program.parameters,
      period: {
        year: civil(this.period.first).year,
        first: this.period.first,
        last: this.period.last,
      },
      row: -1,
      entry: -1,
      owner: -1,
      key: noKey,
      value: absent,
      state: new Map(),
      steps: 0,
    };
  }

  /** The days that a window means. Of all time only the years in which anything happened. */
  span(window: Window): Span {
    const span = spanOf(window, this.period);
    if (span.first > allTime.first) return span;
    this.eventful ??= yearsOf(
      this.store.days.filter(
        (_day, row) => this.store.counts[row] === true && this.store.types[row]! >= 0,
      ),
      this.entries.days,
    );
    return { first: this.eventful.first, last: Math.min(span.last, this.eventful.last) };
  }

  /** Has the scored period passed? */
  get isOver(): boolean {
    return this.isPast(this.period.last);
  }

  isPast(day: Day): boolean {
    return this.asOf === undefined || this.asOf >= day;
  }

  /** Has the time passed that a key of a node is about (or the period, where no part of it is of the calendar)? */
  isKeyOver(keys: readonly ProgramKey[], key: KeyValue): boolean {
    const spans = keys.flatMap(
      ({ key: part }) => spanOfKey(part, key.parts.get(part.name) ?? absent) ?? [],
    );
    return spans.length === 0 ? this.isOver : spans.every((span) => this.isPast(span.last));
  }

  /** The subjects that have a node. */
  owners(node: ProgramNode): Iterable<number> {
    return this.subjects.of(node.node.kinds);
  }

  set(node: number, owner: number, values: Iterable<Computed>): void {
    this.values[node]!.set(owner, new Map([...values].map((one) => [one.key.text, one])));
  }

  setOtherwise(node: number, value: (owner: number) => Value): void {
    this.otherwise[node] = value;
  }

  /** A node's values of one owner, in the order of their keys. */
  all(node: number, owner: number): Iterable<Computed> {
    return this.values[node]!.get(owner)?.values() ?? [];
  }

  read(node: number, owner: number, text: string): Value {
    if (this.program.nodes[node]!.lacks.size > 0) return lacking;
    const found = this.values[node]!.get(owner)?.get(text);
    return found?.value ?? this.otherwise[node]?.(owner) ?? absent;
  }

  keysOf(node: number, owner: number): readonly KeyedValue[] {
    const { keys, lacks } = this.program.nodes[node]!;
    if (lacks.size > 0) return [{ key: noKey, value: lacking, over: true }];
    return [...this.all(node, owner)].map(({ key, value }) => ({
      key,
      value,
      over: this.isKeyOver(keys, key),
    }));
  }

  cohort(
    cohort: Cohort,
    owner: number,
    key: KeyValue,
    compute: (members: Iterable<number>) => Value,
  ): Value {
    const group = `${this.subjects.kinds[owner]}\n${this.cohortText(cohort.within, owner)}\n${key.text}`;
    const known = this.cohorts.get(cohort) ?? new Map<string, Value>();
    this.cohorts.set(cohort, known);
    const before = known.get(group);
    if (before !== undefined) return before;
    const value = compute(this.members(cohort.within, owner));
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

  private *members(within: readonly string[], owner: number): Iterable<number> {
    const text = this.cohortText(within, owner);
    for (const member of this.subjects.of([this.subjects.kinds[owner]!])) {
      if (this.cohortText(within, member) === text) yield member;
    }
  }

  /** The keys of a computed node for one owner: all of the calendar and of enumerations, else what occurs in what it reads. */
  keysFor(node: ProgramNode, owner: number): KeyValue[] {
    if (node.keys.length === 0) return [noKey];
    const span = this.span(node.node.window);
    const values = node.keys.map(({ key }) => {
      const dense =
        denseValues(key, span) ?? (key.type.kind === "enum" ? key.type.values : undefined);
      if (dense !== undefined) return dense;
      const seen = new Set<Value>();
      for (const read of node.reads)
        for (const { key: one } of this.all(read, owner))
          seen.add(one.parts.get(key.name) ?? absent);
      seen.delete(absent);
      return [...seen].sort((a, b) => this.compareKeyParts(key.type, a, b));
    });
    return combinations(values).map((parts) => this.keyValue(node.keys, parts));
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
    return compareKeyParts(type, a, b, this.subjectId, this.program.arithmetic);
  }

  private readonly subjectId = (index: number): string => this.subjects.ids[index] ?? "";
}

/** The whole years around some days. */
function yearsOf(...lists: readonly (readonly Day[])[]): Span {
  let [first, last] = [allTime.last, allTime.first];
  for (const days of lists) {
    for (const day of days) {
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  // Where nothing happened the span is empty.
  if (first > last) return { first, last };
  return { first: periodOf("year", first).first, last: periodOf("year", last).last };
}
