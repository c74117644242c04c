/** A source of numbers that looks random and is the same on every run: mulberry32. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in about `percent` of a hundred calls. */
  chance(percent: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** The values in another order; the list given stays as it is. */
  shuffled<Value>(values: readonly Value[]): Value[];
}

export function seededRandom(seed: number): Random {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const pick = <Value>(values: readonly Value[]): Value => {
    if (values.length === 0) throw new Error("nothing to pick from");
    return values[below(values.length)] as Value;
  };
  return {
    between: (least, most) => least + below(most - least + 1),
    chance: (percent) => below(100) < percent,
    pick,
    shuffled: (values) => {
      const left = [...values];
      return values.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}
