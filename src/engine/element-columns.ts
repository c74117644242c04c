import { type KeyValue, noKey, type Value } from "../program/value.ts";
import type { Day } from "../values/day.ts";

/** An element of an account's steps: an entry, or the value of a node at one key. */
export interface Element {
  readonly value: Value;
  /** The entry; -1 for a value of a node. */
  readonly entry: number;
  readonly day: Day;
  /** The entries that were combined in it, if there are several. */
  readonly members?: readonly number[];
  /** The key of the node's value; undefined for an entry. */
  readonly key: KeyValue | undefined;
}

/** Keys by column: the number of each among the distinct ones. */
export interface KeyColumn {
  readonly numbers: Int32Array;
  readonly values: readonly KeyValue[];
}

/** Elements by column. */
export interface ElementColumns {
  readonly values: readonly Value[];
  /** The entry of each; -1 for a value of a node. */
  readonly entries: Int32Array;
  readonly days: Int32Array;
  /** The key of each; undefined for entries. */
  readonly keys: KeyColumn | undefined;
  /** The entries that were combined in each; undefined if none were. */
  readonly members: readonly (readonly number[])[] | undefined;
  /** The objects by which those who watch the steps know them; undefined if nobody watches. */
  readonly views: (Element | undefined)[] | undefined;
}

/** Groups of elements that follow one another. */
export interface Segments {
  /** Where the elements of each group start; behind the last group, the end. */
  readonly starts: Int32Array;
  readonly owners: ArrayLike<number>;
  /** The key of each group, among the keys. */
  readonly keyNumbers: Int32Array;
  readonly keys: readonly KeyValue[];
}

/** An element as an object; the same one each time, if somebody watches. */
export function elementAt(columns: ElementColumns, at: number): Element {
  const known = columns.views?.[at];
  if (known !== undefined) return known;
  const members = columns.members?.[at];
  const element: Element = {
    value: columns.values[at]!,
    entry: columns.entries[at]!,
    day: columns.days[at]!,
    key: keyAt(columns, at),
    ...(members === undefined ? {} : { members }),
  };
  if (columns.views !== undefined) columns.views[at] = element;
  return element;
}

/** The key of an element; undefined for an entry. */
export function keyAt({ keys }: ElementColumns, at: number): KeyValue | undefined {
  return keys?.values[keys.numbers[at]!];
}

/** The entries of an element. */
export function membersOf({ entries, members }: ElementColumns, at: number): readonly number[] {
  const entry = entries[at]!;
  return members?.[at] ?? (entry < 0 ? [] : [entry]);
}

/** The elements at some places, in the order of the places. */
export function picked(columns: ElementColumns, places: Int32Array): ElementColumns {
  const { values, entries, days, keys, members, views } = columns;
  return {
    values: gathered(values, places),
    entries: gatheredNumbers(entries, places),
    days: gatheredNumbers(days, places),
    keys: keys && { ...keys, numbers: gatheredNumbers(keys.numbers, places) },
    members: members && gathered(members, places),
    views: views && gathered(views, places),
  };
}

/** The items of a column at some places. */
export function gathered<Item>(column: readonly Item[], places: Int32Array): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < places.length; at += 1) items.push(column[places[at]!]!);
  return items;
}

export function gatheredNumbers(column: Int32Array, places: Int32Array): Int32Array {
  const items = new Int32Array(places.length);
  for (let at = 0; at < places.length; at += 1) items[at] = column[places[at]!]!;
  return items;
}

/** Where groups start when only the elements at some places, in ascending order, are left. */
export function startsAmong(starts: Int32Array, places: Int32Array): Int32Array {
  const left = new Int32Array(starts.length);
  for (let group = 0, at = 0; group < starts.length; group += 1) {
    while (at < places.length && places[at]! < starts[group]!) at += 1;
    left[group] = at;
  }
  return left;
}

/** The group of each element. */
export function groupsOf({ starts }: Segments): Int32Array {
  const groups = new Int32Array(starts.at(-1)!);
  for (let group = 0, at = 0; at < groups.length; group += 1)
    for (const end = starts[group + 1]!; at < end; at += 1) groups[at] = group;
  return groups;
}

/** Values that are not entries, each with its key. */
export function single(values: readonly Value[], keys: KeyColumn): ElementColumns {
  const entries = new Int32Array(values.length).fill(-1);
  const days = new Int32Array(values.length);
  return { values, entries, days, keys, members: undefined, views: undefined };
}

/** Owners as groups. */
export function whole(owners: readonly number[], starts: Int32Array): Segments {
  return { owners, starts, keys: [noKey], keyNumbers: new Int32Array(owners.length) };
}

/** Starts of groups that have one element each. */
export function oneEach(count: number): Int32Array {
  return new Int32Array(count + 1).map((_none, at) => at);
}

/** The key of elements that have none. */
export function noKeys(count: number): KeyColumn {
  return { numbers: new Int32Array(count), values: [noKey] };
}
