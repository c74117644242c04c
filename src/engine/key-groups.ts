import type { ProgramAccount, ProgramKey } from "../program/program.ts";
import type { KeyValue } from "../program/value.ts";
import { type ElementColumns, elementAt, groupsOf, type Segments } from "./element-columns.ts";
import { type Codes, grouped, paired, placesOf } from "./grouping.ts";
import { combinations } from "./keys.ts";
import type { Looking } from "./select.ts";
import { denseValues } from "./windows.ts";
import type { World } from "./world.ts";

/** The keys that every owner of an account has, in their order. */
function knownKeys(world: World, account: ProgramAccount): KeyValue[] {
  const { keys } = account;
  const range = world.windows.range(account);
  const dense = keys.map(({ key }) => denseValues(key, range));
  const there = dense.filter((values) => values !== undefined);
  if (there.length < dense.length) return [];
  return combinations(world, account, there)
    .map((parts) => world.keyValue(keys, parts))
    .sort((a, b) => world.compareKeys(keys, a, b));
}

/** The elements of owners sorted by key: each key that an owner has is a group, in the order of the keys. */
export class KeyGroups {
  readonly segments: Segments;
  /** The elements, group by group. */
  readonly order: Int32Array;
  /** The owner and the key of each element together. */
  private readonly places: Codes;
  /** The group of each such place; -1 if none has it. */
  private readonly groupAt: Int32Array;
  /** Every key once, those that every owner has first. */
  private readonly keys: KeyValue[];
  private readonly known: number;
  private readonly knownNumbers: readonly number[];
  private readonly knownAt: ReadonlyMap<string, number>;
  private readonly sortedBy: readonly ProgramKey[];

  /** @param fallen elements marked other than with 0 make no group, and are in none. */
  constructor(
    private readonly world: World,
    account: ProgramAccount,
    private readonly looking: Looking,
    private readonly columns: ElementColumns,
    owners: Segments,
    private readonly fallen: Int32Array | undefined,
  ) {
    this.sortedBy = account.keys;
    this.keys = knownKeys(world, account);
    this.known = this.keys.length;
    this.knownNumbers = [...this.keys.keys()];
    this.knownAt = new Map(this.keys.map(({ text }, at) => [text, at]));
    const asked = { columns, segments: owners, wanted: undefined };
    const codes = looking.codes.of(account.keys, asked);
    this.places = paired({ codes: groupsOf(owners), count: owners.owners.length }, codes);
    this.groupAt = new Int32Array(this.places.count).fill(-1);
    const found = this.groupsOf(owners, codes);
    const groups = this.places.codes.map((place) => this.groupAt[place]!);
    const left = fallen && placesOf(0, fallen);
    const { order, starts } = grouped(groups, found.owners.length, left);
    this.order = order;
    this.segments = { ...found, starts, keys: this.keys };
  }

  /** The group that has the key of an element; -1 if there is none. */
  groupOf(at: number): number {
    return this.groupAt[this.places.codes[at]!]!;
  }

  /** Opens the groups of each owner. */
  private groupsOf(owners: Segments, codes: Codes): Pick<Segments, "owners" | "keyNumbers"> {
    const { places, fallen, known } = this;
    const numbers = new Int32Array(codes.count).fill(-1);
    const numberAt = new Int32Array(places.count);
    const isOpen = new Uint8Array(places.count);
    const most = owners.owners.length * known + places.count;
    const [ownerOf, keyNumbers] = [new Int32Array(most), new Int32Array(most)];
    let count = 0;
    // An owner's places follow one another, numbered as they come.
    for (let own = 0, next = 0; own < owners.owners.length; own += 1) {
      this.looking.elements.enterGroup(owners, own);
      const [first, others]: [number, number[]] = [next, []];
      for (let at = owners.starts[own]!; at < owners.starts[own + 1]!; at += 1) {
        const place = places.codes[at]!;
        if (place === next) {
          const code = codes.codes[at]!;
          if (numbers[code] === -1) numbers[code] = this.numberOf(at);
          numberAt[place] = numbers[code]!;
          next += 1;
        }
        if (isOpen[place] === 1 || (fallen !== undefined && fallen[at] !== 0)) continue;
        isOpen[place] = 1;
        if (numberAt[place]! >= known) others.push(numberAt[place]!);
      }
      const listed = this.listed(others);
      const groupOf = groupFinder(listed, others.length === 0, count);
      for (let place = first; place < next; place += 1)
        this.groupAt[place] = groupOf(numberAt[place]!);
      for (const number of listed) {
        ownerOf[count] = owners.owners[own]!;
        keyNumbers[count] = number;
        count += 1;
      }
    }
    return { owners: ownerOf.subarray(0, count), keyNumbers: keyNumbers.subarray(0, count) };
  }

  /** The number of an element's key. */
  private numberOf(at: number): number {
    const { columns, looking, keys, sortedBy } = this;
    const key = looking.elements.keyOf(elementAt(columns, at), sortedBy);
    return this.knownAt.get(key.text) ?? keys.push(key) - 1;
  }

  /** The numbers of the keys that every owner has and of some others, in the order of the keys. */
  private listed(others: readonly number[]): readonly number[] {
    if (others.length === 0) return this.knownNumbers;
    const { world, keys, sortedBy } = this;
    return [...this.knownNumbers, ...others].sort((a, b) =>
      world.compareKeys(sortedBy, keys[a]!, keys[b]!),
    );
  }
}

/** Finds the group of a key of an owner by the key's number; -1 if the owner does not have it. */
function groupFinder(
  listed: readonly number[],
  isPlain: boolean,
  start: number,
): (number: number) => number {
  if (isPlain) return (number) => (number < listed.length ? start + number : -1);
  const at = new Map(listed.map((number, index) => [number, start + index]));
  return (number) => at.get(number) ?? -1;
}
