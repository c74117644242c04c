import type { PlaceTies } from "../expression/tree.ts";
import type { Program } from "../program/program.ts";
import { type KeyValue, noKey, type Value } from "../program/value.ts";
import type { Arithmetic } from "../values/exact.ts";

/** A value with what an account's steps did on the way to it. */
export interface Computed {
  readonly key: KeyValue;
  readonly value: Value;
  readonly lines?: readonly Line[];
  /** Of a running: its states after the key. */
  readonly states?: States;
}

/** The states of a running by name. */
export type States = ReadonlyMap<string, Value>;

/** What one step changed. */
export interface Line {
  readonly step: number;
  readonly amount: Value;
  readonly entries?: readonly number[];
}

/** A subject's place in a ranking, however ties are counted. */
export interface Placed {
  readonly owner: number;
  readonly key: KeyValue;
  /** 1 + the number of subjects ahead. */
  readonly first: number;
  /** The number of subjects ahead or tied. */
  readonly last: number;
  /** 1 + the number of different values ahead. */
  readonly dense: number;
}

/** The values of a node at the keys of all owners, by column; those of one owner follow one another. */
export interface ValueColumns {
  readonly owners: ArrayLike<number>;
  readonly values: readonly Value[];
  /** The key of each value, among the keys. */
  readonly keyNumbers: Int32Array;
  readonly keys: readonly KeyValue[];
  readonly lines: ReadonlyMap<number, readonly Line[]>;
}

/** The values of some owners by column. */
type OwnedColumns = Pick<ValueColumns, "values" | "keyNumbers" | "keys"> & {
  /** Where the values of each owner start; behind the last owner, the end. */
  readonly starts: Int32Array;
};

/** Values by column, found by their owner and key. */
class KeyedColumns {
  /** Where the values of each owner start; behind the last owner, the end. */
  private readonly starts: Int32Array;
  /** The place of each value by owner and key, made when one is looked up. */
  private places: ReadonlyMap<number, number> | undefined;
  private numbers: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly columns: ValueColumns,
    subjects: number,
  ) {
    const { owners } = columns;
    this.starts = new Int32Array(subjects + 1);
    for (let subject = 0, at = 0; subject <= subjects; subject += 1) {
      while (at < owners.length && owners[at]! < subject) at += 1;
      this.starts[subject] = at;
    }
  }

  /** Calls a function with each key and value of an owner. */
  each(owner: number, see: (key: KeyValue, value: Value) => void): void {
    const { values, keys, keyNumbers } = this.columns;
    for (let at = this.starts[owner]!; at < this.starts[owner + 1]!; at += 1)
      see(keys[keyNumbers[at]!]!, values[at]!);
  }

  /** The values at some keys of some owners, who ascend. */
  some(owners: readonly number[], isWanted: (key: KeyValue) => boolean): OwnedColumns {
    const { values: all, keyNumbers: numbers, keys } = this.columns;
    const wanted = keys.map(isWanted);
    const starts = new Int32Array(owners.length + 1);
    for (let own = 0, count = 0; own < owners.length; own += 1) {
      count += this.starts[owners[own]! + 1]! - this.starts[owners[own]!]!;
      starts[own + 1] = count;
    }
    if (starts[owners.length] === all.length && !wanted.includes(false))
      return { values: all, keyNumbers: numbers, keys, starts };
    const values: Value[] = [];
    const keyNumbers = new Int32Array(starts[owners.length]!);
    for (let own = 0; own < owners.length; own += 1) {
      for (let at = this.starts[owners[own]!]!; at < this.starts[owners[own]! + 1]!; at += 1) {
        if (!wanted[numbers[at]!]) continue;
        keyNumbers[values.length] = numbers[at]!;
        values.push(all[at]!);
      }
      starts[own + 1] = values.length;
    }
    return { values, keyNumbers: keyNumbers.subarray(0, values.length), keys, starts };
  }

  all(owner: number): Computed[] {
    const all: Computed[] = [];
    for (let at = this.starts[owner]!; at < this.starts[owner + 1]!; at += 1) all.push(this.at(at));
    return all;
  }

  private at(at: number): Computed {
    const { values, keys, keyNumbers, lines } = this.columns;
    const [key, value] = [keys[keyNumbers[at]!]!, values[at]!];
    const own = lines.get(at);
    return own === undefined ? { key, value } : { key, value, lines: own };
  }

  value(owner: number, text: string): Value | undefined {
    const { values, keys, keyNumbers, owners } = this.columns;
    this.numbers ??= new Map(keys.map((key, number) => [key.text, number]));
    const number = this.numbers.get(text);
    if (number === undefined) return undefined;
    // Where every owner has the same keys, they are numbered in their order.
    const guess = this.starts[owner]! + number;
    if (guess < this.starts[owner + 1]! && keyNumbers[guess] === number) return values[guess];
    this.places ??= new Map(
      Array.from(keyNumbers, (one, at) => [owners[at]! * keys.length + one, at]),
    );
    const place = this.places.get(owner * keys.length + number);
    return place === undefined ? undefined : values[place];
  }
}

/** The values of nodes: a column by owner for a node without keys, else those of each owner by the text of the key. */
export class ComputedValues {
  private readonly columns: (Value | undefined)[][];
  /** What the columns do not hold: values with lines or states. */
  private readonly details: Map<number, Computed>[];
  private readonly keyed: Map<number, ReadonlyMap<string, Computed>>[];
  private readonly keyedColumns: (KeyedColumns | undefined)[] = [];
  private readonly places: (readonly Placed[])[];
  /** The same by owner and key, made when a place is read with ties counted in another way. */
  private readonly placeOf: (ReadonlyMap<string, Placed> | undefined)[] = [];

  constructor({ nodes }: Program) {
    this.columns = nodes.map(() => []);
    this.details = nodes.map(() => new Map());
    this.keyed = nodes.map(() => new Map());
    this.places = nodes.map(() => []);
  }

  /** Sets the values of a node at the keys of an owner, in the order of the keys. */
  set(node: number, owner: number, values: readonly Computed[]): void {
    this.keyed[node]!.set(owner, new Map(values.map((one) => [one.key.text, one])));
  }

  /** Sets the value of a node without keys. */
  setOnly(node: number, owner: number, value: Value): void {
    const column = this.columns[node]!;
    // Without gaps, so that the platform keeps it as an array.
    while (column.length < owner) column.push(undefined);
    column[owner] = value;
  }

  /** Sets the value of an account without keys. */
  setDetailed(
    node: number,
    owner: number,
    key: KeyValue,
    value: Value,
    lines: readonly Line[] | undefined,
  ): void {
    this.setOnly(node, owner, value);
    if (lines !== undefined) this.details[node]!.set(owner, { key, value, lines });
  }

  /** Sets the values of a node at the keys of all owners, who ascend. */
  setAll(node: number, columns: ValueColumns, subjects: number): void {
    this.keyedColumns[node] = new KeyedColumns(columns, subjects);
  }

  setPlaces(node: number, places: readonly Placed[]): void {
    this.places[node] = places;
  }

  /** A node's values of one owner, in the order of their keys. */
  all(node: number, owner: number): Iterable<Computed> {
    const columns = this.keyedColumns[node];
    if (columns !== undefined) return columns.all(owner);
    const value = this.columns[node]![owner];
    if (value === undefined) return this.keyed[node]!.get(owner)?.values() ?? [];
    return [this.details[node]!.get(owner) ?? { key: noKey, value }];
  }

  /** Calls a function with each key and value that a node has for an owner, in the order of the keys. */
  each(node: number, owner: number, see: (key: KeyValue, value: Value) => void): void {
    const columns = this.keyedColumns[node];
    if (columns === undefined) for (const { key, value } of this.all(node, owner)) see(key, value);
    else columns.each(owner, see);
  }

  /** A node's values at some keys of some owners, by column, and where those of each owner start. */
  columnsOf(
    node: number,
    owners: readonly number[],
    isWanted: (key: KeyValue) => boolean,
  ): OwnedColumns {
    const known = this.keyedColumns[node];
    if (known !== undefined) return known.some(owners, isWanted);
    const keys: KeyValue[] = [];
    const values: Value[] = [];
    const starts = new Int32Array(owners.length + 1);
    for (const [own, owner] of owners.entries()) {
      for (const { key, value } of this.all(node, owner)) {
        if (!isWanted(key)) continue;
        keys.push(key);
        values.push(value);
      }
      starts[own + 1] = values.length;
    }
    const keyNumbers = new Int32Array(keys.length).map((_none, at) => at);
    return { values, keyNumbers, keys, starts };
  }

  value(node: number, owner: number, text: string): Value | undefined {
    const columns = this.keyedColumns[node];
    if (columns !== undefined) return columns.value(owner, text);
    const only = text === "" ? this.columns[node]![owner] : undefined;
    return only ?? this.keyed[node]!.get(owner)?.get(text)?.value;
  }

  /** The states of a running after a key. */
  states(node: number, owner: number, text: string): States | undefined {
    return this.keyed[node]!.get(owner)?.get(text)?.states;
  }

  /** The place of a subject, by how ties are counted. */
  place(
    node: number,
    owner: number,
    text: string,
    ties: PlaceTies,
    arithmetic: Arithmetic,
  ): Value | undefined {
    this.placeOf[node] ??= new Map(
      this.places[node]!.map((one) => [`${one.owner} ${one.key.text}`, one]),
    );
    const place = this.placeOf[node].get(`${owner} ${text}`);
    if (place === undefined) return undefined;
    return ties === "mean"
      ? arithmetic.ratio(BigInt(place.first + place.last), 2n)
      : arithmetic.integer(place[ties]);
  }
}
