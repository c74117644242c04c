import type { Expression, Range } from "../expression/tree.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { sumOf } from "../values/sum.ts";
import { comparerOf } from "./compare.ts";
import { type Evaluate, type Frame, nothing } from "./frame.ts";
import {
  absent,
  denominatorTooLong,
  isMissing,
  Missing,
  outOfBounds,
  rangeTooLong,
  stronger,
  type Value,
} from "./value.ts";

/** The maximum number of steps of a range, including those of nested ranges. */
const mostSteps = 100_000;

/** The numbers or days of a range. */
interface Reach {
  readonly first: number;
  readonly last: number;
  readonly valueAt: (step: number) => Value;
}

/** Both ends in the current frame, or why they are missing. */
function reachOf(
  [from, to]: readonly [Evaluate, Evaluate],
  isDay: boolean,
  arithmetic: Arithmetic,
  frame: Frame,
): Reach | Missing {
  const [a, b] = [from(frame), to(frame)];
  if (a instanceof Missing) return b instanceof Missing ? stronger(a, b) : a;
  if (b instanceof Missing) return b;
  const [first, last] = isDay
    ? [Number(a), Number(b)]
    : [arithmetic.toInteger(a as Exact), arithmetic.toInteger(b as Exact)];
  if (first === undefined || last === undefined) return outOfBounds;
  return { first, last, valueAt: isDay ? (step) => step : (step) => arithmetic.integer(step) };
}

/** Visits each number or day that meets the condition, until something is unavailable. */
function walk(
  frame: Frame,
  { first, last, valueAt }: Reach,
  where: Evaluate,
  see: (frame: Frame) => Missing | undefined,
): Missing | undefined {
  const outer = frame.value;
  const isOutermost = frame.steps === 0;
  if (last >= first) frame.steps += last - first + 1;
  let stopped = frame.steps > mostSteps ? rangeTooLong : undefined;
  for (let step = first; step <= last && stopped === undefined; step += 1) {
    frame.value = valueAt(step);
    const chosen = where(frame);
    if (chosen === true) stopped = see(frame);
    else if (isMissing(chosen) && chosen.state === "unavailable") stopped = chosen;
  }
  frame.value = outer;
  if (isOutermost) frame.steps = 0;
  return stopped;
}

/** Combines the values of a range; missing ones are skipped. */
interface Gathering {
  count: number;
  /** What is added, if anything is. */
  readonly terms: Exact[];
  best: Value;
}

function outcomeOf({ reduction }: Range, found: Gathering, arithmetic: Arithmetic): Value {
  const { terms } = found;
  const mean = (total: Exact | undefined): Value =>
    total === undefined
      ? denominatorTooLong
      : (arithmetic.divide(total, arithmetic.integer(terms.length)) ?? absent);
  const reductions: Record<Range["reduction"], () => Value> = {
    count: () => arithmetic.integer(found.count),
    sum: () => sumOf(terms, arithmetic) ?? denominatorTooLong,
    mean: () => mean(sumOf(terms, arithmetic)),
    highest: () => found.best,
    lowest: () => found.best,
  };
  return reductions[reduction]();
}

/** Compiles a range. */
export function rangeReader(
  expression: Range,
  [from = nothing, to = nothing, where = nothing, value = nothing]: readonly Evaluate[],
  arithmetic: Arithmetic,
): Evaluate {
  const { reduction } = expression;
  const isDay = expression.operands[0]?.type.kind === "day";
  const compare = comparerOf(expression.type, arithmetic);
  const sign = reduction === "lowest" ? -1 : 1;
  const adds = reduction === "sum" || reduction === "mean";
  return (frame) => {
    const reach = reachOf([from, to], isDay, arithmetic, frame);
    if (reach instanceof Missing) return reach;
    const found: Gathering = { count: 0, terms: [], best: absent };
    const stopped = walk(frame, reach, where, (at) => {
      const one = value(at);
      if (isMissing(one)) return one.state === "unavailable" ? one : undefined;
      found.count += 1;
      if (adds) found.terms.push(one as Exact);
      else if (isMissing(found.best) || compare(one, found.best) * sign > 0) found.best = one;
      return undefined;
    });
    return stopped ?? outcomeOf(expression, found, arithmetic);
  };
}

/** For explanations and citations: visits the frame at each number or day that meets the condition. */
export function rangeSteps(
  { operands }: Range,
  ready: (operand: Expression) => Evaluate,
  arithmetic: Arithmetic,
): (frame: Frame, see: (frame: Frame) => void) => void {
  const [from = nothing, to = nothing, where = nothing] = operands.map(ready);
  const isDay = operands[0]?.type.kind === "day";
  return (frame, see) => {
    const reach = reachOf([from, to], isDay, arithmetic, frame);
    if (reach instanceof Missing) return;
    walk(frame, reach, where, (at) => {
      see(at);
      return undefined;
    });
  };
}
