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

/** The same for those of some values that lie between two places. */
export function reduceRange(
  reduction: Reduction,
  values: readonly Value[],
  from: number,
  to: number,
  arithmetic: Arithmetic,
): Value | undefined {
  if (reduction !== "sum" && reduction !== "count")
    return reduce(reduction, values.slice(from, to), arithmetic);
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at]!;
    if (typeof value === "number") sum += value;
    // Beyond the safe integers it may be inexact, and stays beyond them.
    if (typeof value !== "number" || !Number.isSafeInteger(sum))
      return reduce(reduction, values.slice(from, to), arithmetic);
  }
  if (from === to) return undefined;
  return reduction === "sum" ? sum : arithmetic.integer(to - from);
}
