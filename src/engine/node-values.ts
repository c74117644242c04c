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

/** The values of nodes: a column by owner for a node without keys, else those of each owner by the text of the key. */
export class ComputedValues {
  private readonly columns: (Value | undefined)[][];
  /** What the columns do not hold: values with lines or states. */
  private readonly details: Map<number, Computed>[];
  private readonly keyed: Map<number, ReadonlyMap<string, Computed>>[];
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

  setDetailed(node: number, owner: number, one: Computed): void {
    this.setOnly(node, owner, one.value);
    if (one.lines !== undefined || one.states !== undefined) this.details[node]!.set(owner, one);
  }

  setPlaces(node: number, places: readonly Placed[]): void {
    this.places[node] = places;
  }

  /** A node's values of one owner, in the order of their keys. */
  all(node: number, owner: number): Iterable<Computed> {
    const value = this.columns[node]![owner];
    if (value === undefined) return this.keyed[node]!.get(owner)?.values() ?? [];
    return [this.details[node]!.get(owner) ?? { key: noKey, value }];
  }

  value(node: number, owner: number, text: string): Value | undefined {
    return text === ""
      ? (this.columns[node]![owner] ?? this.keyed[node]!.get(owner)?.get(text)?.value)
      : this.keyed[node]!.get(owner)?.get(text)?.value;
  }

  states(node: number, owner: number, text: string): States | undefined {
    const one = text === "" ? this.details[node]!.get(owner) : undefined;
    return (one ?? this.keyed[node]!.get(owner)?.get(text))?.states;
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
