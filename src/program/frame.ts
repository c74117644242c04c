import type { Cohort, PlaceTies } from "../expression/tree.ts";
import type { Day } from "../values/day.ts";
import { absent, type KeyValue, type List, type Value } from "./value.ts";

/** Values by row: each is a code into the list of the distinct ones. */
export interface ValueColumn {
  /** 0: absent. Rows beyond its end are absent. */
  readonly codes: Uint16Array | Int32Array;
  readonly values: readonly (Value | undefined)[];
  of(row: number): Value | undefined;
}

/** The admitted events by column; a row is an event. */
export interface EventColumns {
  readonly ids: { readonly at: (row: number) => string | undefined };
  readonly types: Int32Array;
  readonly days: Int32Array;
  /** Minutes since midnight; {@link noTime} for a bare date. */
  timeOf(row: number): number;
  /** Index of the subject; -1: none. */
  readonly subjects: Int32Array;
  /** By slot. */
  readonly attributes: readonly ValueColumn[];
  /** Links by slot, then by row: the linked row (-1: none), or the number of linked rows. */
  readonly links: readonly (readonly number[])[];
}

/** The time of day of a bare date. */
export const noTime = -1;

/** The subjects by column. */
export interface SubjectColumns {
  readonly ids: readonly string[];
  readonly attributes: readonly (readonly (Value | undefined)[])[];
  /** The index of the one subject of a kind. */
  single(kind: string): number;
}

/** The entries by column. */
export interface EntryColumns {
  readonly rules: ArrayLike<number>;
  readonly owners: ArrayLike<number>;
  readonly amounts: readonly Value[];
  readonly days: ArrayLike<Day>;
  /** The position, from 1, of the list value that it was written for; 0 if the rule has no list. */
  readonly positions: ArrayLike<number>;
}

/** The value of a node at one of its keys. */
export interface KeyedValue {
  readonly key: KeyValue;
  readonly value: Value;
  /** The time of the key is over. */
  readonly over: boolean;
}

/** Values of nodes evaluated so far. */
export interface NodeValues {
  /** A state of a running as it is after a key. */
  state(node: number, owner: number, keyText: string, name: string): Value;
  /** A running's value, or a state, at the last key with these parts; at its end if there is none. */
  latest(
    node: number,
    owner: number,
    parts: ReadonlyMap<string, Value>,
    state: string | undefined,
  ): Value;
  /**
   * @param ties of a ranking: what those who tie get.
   * @param asked at a key that does not occur there is no value, not even that of nothing.
   */
  read(node: number, owner: number, keyText: string, ties?: PlaceTies, asked?: true): Value;
  keysOf(node: number, owner: number): readonly KeyedValue[];
  /** An aggregate over the owner's cohort, computed once for each cohort and key, and for each owner it depends on. */
  cohort(
    cohort: Cohort,
    owner: number,
    key: KeyValue,
    compute: (members: Iterable<number>) => Value,
  ): Value;
}

/** The context of evaluation: the current event, entry, subject, key … */
export interface Frame {
  readonly events: EventColumns;
  readonly subjects: SubjectColumns;
  readonly entries: EntryColumns;
  readonly nodes: NodeValues;
  readonly parameters: readonly Value[];
  readonly period: { readonly year: number; readonly first: Day; readonly last: Day };
  row: number;
  entry: number;
  /** The list that the rule fires for, and the index of the current value, from 0. */
  list: List | undefined;
  at: number;
  owner: number;
  /** Inside a cohort: the reading subject. */
  reader: number;
  key: KeyValue;
  value: Value;
  state: ReadonlyMap<string, Value>;
  /** The number of steps taken in the current ranges; 0 outside ranges. */
  steps: number;
  /** The owner and the subjects tied with it, while a ranking breaks the tie. */
  tied: ReadonlySet<number>;
}

/** A compiled expression. */
export type Evaluate = (frame: Frame) => Value;

/** What stands for an operand that is not there. */
export const nothing: Evaluate = () => absent;
