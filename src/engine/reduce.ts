import { denominatorTooLong, isMissing, type Value } from "../program/value.ts";
import type { Reduction } from "../ruleset/resolved.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { sumOf } from "../values/sum.ts";

type Reduce = (values: readonly Exact[], arithmetic: Arithmetic) => Value;

const best =
  (sign: number): Reduce =>
  (values, arithmetic) =>
    values.reduce((a, b) => (arithmetic.compare(b, a) * sign > 0 ? b : a));

/** How several values are reduced to one. */
const reductions: { readonly [Name in Reduction]: Reduce } = {
  sum: (values, arithmetic) => sumOf(values, arithmetic) ?? denominatorTooLong,
  count: (values, arithmetic) => arithmetic.integer(values.length),
  mean: (values, arithmetic) => {
    const sum = sumOf(values, arithmetic);
    if (sum === undefined) return denominatorTooLong;
    return arithmetic.divide(sum, arithmetic.integer(values.length)) ?? 0;
  },
  highest: best(1),
  lowest: best(-1),
  first: (values) => values[0] ?? 0,
  last: (values) => values.at(-1) ?? 0,
};

/** Reduces several values: skips absent and pending ones; undefined if none is left. */
export function reduce(
  reduction: Reduction,
  values: readonly Value[],
  arithmetic: Arithmetic,
): Value | undefined {
  const there: Exact[] = [];
  for (const value of values) {
    if (!isMissing(value)) there.push(value as Exact);
    else if (value.state === "unavailable") return value;
  }
  return there.length === 0 ? undefined : reductions[reduction](there, arithmetic);
}
