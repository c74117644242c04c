/** Places sorted by a small whole number, its group; within each group they are in the order that they had. */
export interface Grouped {
  readonly order: Int32Array;
  /** Where each group starts in the order; behind the last group, the end. */
  readonly starts: Int32Array;
}

/**
 * Groups places, without comparing them.
 * @param groupOf the group of each place, from 0.
 * @param count how many groups there are.
 * @param among the places that are grouped; by default, all.
 */
export function grouped(groupOf: Int32Array, count: number, among?: Int32Array): Grouped {
  const starts = new Int32Array(count + 1);
  const length = among?.length ?? groupOf.length;
  for (let at = 0; at < length; at += 1) {
    const group = groupOf[among === undefined ? at : among[at]!]!;
    starts[group + 1] = starts[group + 1]! + 1;
  }
  for (let group = 0; group < count; group += 1)
    starts[group + 1] = starts[group + 1]! + starts[group]!;
  const next = starts.slice();
  const order = new Int32Array(length);
  for (let at = 0; at < length; at += 1) {
    const place = among === undefined ? at : among[at]!;
    const group = groupOf[place]!;
    order[next[group]!] = place;
    next[group] = next[group]! + 1;
  }
  return { order, starts };
}

/** The places that a mask marks with 1; its other marks are 0. */
export function placesIn(mask: Uint8Array): Int32Array {
  let count = 0;
  for (let at = 0; at < mask.length; at += 1) count += mask[at]!;
  const places = new Int32Array(count);
  for (let at = 0, next = 0; next < count; at += 1) {
    places[next] = at;
    next += mask[at]!;
  }
  return places;
}

/** The places that have a code. */
export function placesOf(code: number, codes: Int32Array): Int32Array {
  const mask = new Uint8Array(codes.length);
  for (let at = 0; at < mask.length; at += 1) if (codes[at] === code) mask[at] = 1;
  return placesIn(mask);
}

/** A number for each place: places have the same one exactly if what they are told apart by is the same. */
export interface Codes {
  readonly codes: Int32Array;
  /** All codes lie below it. */
  readonly count: number;
}

/**
 * Codes of two things together. Where the first codes do not descend, the new ones are numbered as they come; then places
 * with one first code have new codes that follow one another.
 */
export function paired(first: Codes, second: Codes): Codes {
  const { length } = first.codes;
  const codes = new Int32Array(length);
  const order = isAscending(first.codes) ? undefined : grouped(first.codes, first.count).order;
  // The first code that each second one was last seen with, and the code of the two.
  const seenWith = new Int32Array(second.count).fill(-1);
  const codeOf = new Int32Array(second.count);
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    const place = order === undefined ? at : order[at]!;
    const [a, b] = [first.codes[place]!, second.codes[place]!];
    if (seenWith[b] !== a) {
      seenWith[b] = a;
      codeOf[b] = count;
      count += 1;
    }
    codes[place] = codeOf[b]!;
  }
  return { codes, count };
}

/** Does each code exceed the one before it by no less than a step, which may be 0? */
export function isAscending(codes: Int32Array, step = 0): boolean {
  for (let at = 1; at < codes.length; at += 1) if (codes[at]! < codes[at - 1]! + step) return false;
  return true;
}
