import type { Value } from "../program/value.ts";

/** Ranks from one up to, but not including, another. */
export interface Ranks {
  readonly from: number;
  readonly to: number;
}

/**
 * Values in a row, by which places between two are found whose values lie between two bounds: each level holds the
 * ranks of blocks twice as long as those below it, sorted within each block.
 */
export class OrderTree {
  private readonly sorted: Value[] = [];
  private readonly levels: Int32Array[] = [];

  constructor(
    values: readonly Value[],
    private readonly compare: (a: Value, b: Value) => number,
  ) {
    for (const value of [...values].sort(compare)) {
      const last = this.sorted.at(-1);
      if (last === undefined || compare(last, value) !== 0) this.sorted.push(value);
    }
    let level = Int32Array.from(values, (value) => this.rankOf(value, false));
    this.levels.push(level);
    for (let size = 2; size < values.length * 2; size *= 2) {
      level = level.slice();
      for (let at = 0; at < level.length; at += size) level.subarray(at, at + size).sort();
      this.levels.push(level);
    }
  }

  /** How many distinct values lie below a value, or with it, below and at it. */
  rankOf(value: Value, inclusive: boolean): number {
    let from = 0;
    for (let to = this.sorted.length; from < to; ) {
      const middle = (from + to) >> 1;
      const order = this.compare(this.sorted[middle]!, value);
      if (order < 0 || (inclusive && order === 0)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** All ranks. */
  get all(): Ranks {
    return { from: 0, to: this.sorted.length };
  }

  rankAt(place: number): number {
    return this.levels[0]![place]!;
  }

  count(from: number, to: number, ranks: Ranks): number {
    let count = 0;
    for (const [level, at] of this.blocks(from, to)) count += this.countIn(level, at, ranks);
    return count;
  }

  /** The first place; -1 if there is none. */
  first(from: number, to: number, ranks: Ranks): number {
    const block = this.blocks(from, to).find(([level, at]) => this.countIn(level, at, ranks) > 0);
    return block === undefined ? -1 : this.end(block, ranks, 0);
  }

  /** The last place; -1 if there is none. */
  last(from: number, to: number, ranks: Ranks): number {
    const blocks = this.blocks(from, to).reverse();
    const block = blocks.find(([level, at]) => this.countIn(level, at, ranks) > 0);
    return block === undefined ? -1 : this.end(block, ranks, 1);
  }

  /** The fewest whole blocks that make up the places. */
  private blocks(from: number, to: number): [level: number, at: number][] {
    const blocks: [number, number][] = [];
    for (let at = from; at < to; ) {
      let level = 0;
      while (at % (2 << level) === 0 && at + (2 << level) <= to) level += 1;
      blocks.push([level, at]);
      at += 1 << level;
    }
    return blocks;
  }

  private countIn(level: number, at: number, { from, to }: Ranks): number {
    if (to <= from) return 0;
    const end = at + (1 << level);
    const ranks = this.levels[level]!;
    return lowest(ranks, at, end, to) - lowest(ranks, at, end, from);
  }

  /** The first (0) or last (1) place in a block that has one. */
  private end([level, at]: readonly [number, number], ranks: Ranks, side: 0 | 1): number {
    let start = at;
    for (let below = level - 1; below >= 0; below -= 1) {
      const half = 1 << below;
      const preferred = start + side * half;
      const isThere = this.countIn(below, preferred, ranks) > 0;
      start = isThere ? preferred : start + (1 - side) * half;
    }
    return start;
  }
}

/** The first place in a sorted stretch with at least that rank. */
function lowest(ranks: Int32Array, start: number, end: number, rank: number): number {
  let from = start;
  for (let to = end; from < to; ) {
    const middle = (from + to) >> 1;
    if (ranks[middle]! < rank) from = middle + 1;
    else to = middle;
  }
  return from;
}
