import type { Operation } from "../expression/tree.ts";
import type { Exact } from "../values/exact.ts";
import {
  any,
  type Ends,
  type Interval,
  interval,
  numeric,
  point,
  type Range,
  truth,
  undecided,
  unlimited,
} from "./value-range.ts";

type IntervalOperation = (ranges: readonly Range[], ends: Ends, operation: Operation) => Range;

const negated = ({ low, high }: Interval, { arithmetic }: Ends): Interval =>
  interval(
    high === undefined ? undefined : arithmetic.negate(high),
    low === undefined ? undefined : arithmetic.negate(low),
  );

const added: IntervalOperation = (ranges, ends) =>
  ranges.map(numeric).reduce((a, b) => interval(ends.add(a.low, b.low), ends.add(a.high, b.high)));

/** The product: exact if both are bounded; else from the signs alone. */
const multiplied: IntervalOperation = (ranges, ends) =>
  ranges.map(numeric).reduce((a, b) => {
    const { arithmetic } = ends;
    const isPositive = ({ low }: Interval): boolean =>
      low !== undefined && arithmetic.compare(low, 0) >= 0;
    const isNegative = ({ high }: Interval): boolean =>
      high !== undefined && arithmetic.compare(high, 0) <= 0;
    const isZero = ({ low, high }: Interval): boolean => low === 0 && high === 0;
    if (isZero(a) || isZero(b)) return point(0);
    const corners = [a.low, a.high].flatMap((x) =>
      [b.low, b.high].map((y) =>
        x === undefined || y === undefined ? undefined : arithmetic.multiply(x, y),
      ),
    );
    if (!corners.includes(undefined)) return interval(ends.least(corners), ends.most(corners));
    const times = (x: Exact | undefined, y: Exact | undefined): Exact | undefined =>
      x === 0 || y === 0
        ? 0
        : x === undefined || y === undefined
          ? undefined
          : arithmetic.multiply(x, y);
    if (isPositive(a) && isPositive(b)) return interval(times(a.low, b.low), times(a.high, b.high));
    if (isPositive(a) && isNegative(b)) return interval(times(a.high, b.low), times(a.low, b.high));
    if (isNegative(a) && isPositive(b)) return interval(times(a.low, b.high), times(a.high, b.low));
    if (isNegative(a) && isNegative(b)) return interval(times(a.high, b.high), times(a.low, b.low));
    return unlimited;
  });

/** Can a be before b, and can it not be? `touches` also counts equality. */
const compared =
  (swap: boolean, touches: boolean): IntervalOperation =>
  (ranges, ends) => {
    const before = (x: Range | undefined, y: Range | undefined): Range => {
      const order = (a: Exact, b: Exact): boolean => {
        const sign = ends.arithmetic.compare(a, b);
        return touches ? sign <= 0 : sign < 0;
      };
      if (x?.kind !== "interval" || y?.kind !== "interval") return undecided;
      return {
        kind: "truth",
        yes: x.low === undefined || y.high === undefined || order(x.low, y.high),
        no: x.high === undefined || y.low === undefined || !order(x.high, y.low),
      };
    };
    const [a, b, c] = ranges;
    const near = swap ? before(b, a) : before(a, b);
    if (c === undefined) return near;
    const far = before(b, c);
    return {
      kind: "truth",
      yes: truth(near).yes && truth(far).yes,
      no: truth(near).no || truth(far).no,
    };
  };

/** Can two be equal, and can they differ? */
function equality(a: Range | undefined, b: Range | undefined, ends: Ends): Range {
  if (a?.kind === "interval" && b?.kind === "interval") {
    const { arithmetic } = ends;
    const apart = (x: Exact | undefined, y: Exact | undefined): boolean =>
      x !== undefined && y !== undefined && arithmetic.compare(x, y) > 0;
    const isPoint = ({ low, high }: Interval): boolean =>
      low !== undefined && high !== undefined && arithmetic.compare(low, high) === 0;
    const yes = !apart(a.low, b.high) && !apart(b.low, a.high);
    return { kind: "truth", yes, no: !(yes && isPoint(a) && isPoint(b)) };
  }
  if (a?.kind === "names" && b?.kind === "names") {
    const yes = a.values.some((value) => b.values.includes(value));
    return { kind: "truth", yes, no: !(yes && a.values.length === 1 && b.values.length === 1) };
  }
  if (a?.kind === "truth" && b?.kind === "truth")
    return {
      kind: "truth",
      yes: (a.yes && b.yes) || (a.no && b.no),
      no: (a.yes && b.no) || (a.no && b.yes),
    };
  return undecided;
}

const not = (range: Range): Range => {
  const { yes, no } = truth(range);
  return { kind: "truth", yes: no, no: yes };
};

const chosen: IntervalOperation = (ranges, ends) => {
  const possible: Range[] = [];
  for (let at = 0; at + 1 < ranges.length; at += 2) {
    const { yes, no } = truth(ranges[at]);
    const value = ranges[at + 1];
    if (yes && value !== undefined) possible.push(value);
    if (!no) return ends.hull(possible);
  }
  return ends.hull([...possible, ...ranges.slice(-1)]);
};

/** The range of an operation from those of its operands; of other operations only the type is known. */
export const intervalOperations: { readonly [Name in Operation["operator"]]?: IntervalOperation } =
  {
    "+": added,
    "-": (ranges, ends, operation) => {
      const [a, b] = ranges.map(numeric);
      if (a === undefined) return unlimited;
      if (operation.operands.length === 1 || b === undefined) return negated(a, ends);
      return added([a, negated(b, ends)], ends, operation);
    },
    "*": multiplied,
    "/": (ranges, ends, operation) => {
      const [a, b, otherwise] = ranges;
      const divisor = numeric(b);
      const { low, high } = divisor;
      if (low === undefined || high === undefined || ends.arithmetic.compare(low, 0) <= 0)
        return unlimited;
      const one = ends.arithmetic.integer(1);
      const inverse = interval(ends.arithmetic.divide(one, high), ends.arithmetic.divide(one, low));
      const quotient = multiplied([numeric(a), inverse], ends, operation);
      return otherwise === undefined ? quotient : ends.hull([quotient, otherwise]);
    },
    min: (ranges, ends) => {
      if (ranges.some(({ kind }) => kind !== "interval")) return any;
      const there = ranges.map(numeric);
      const bounded = there.flatMap(({ high }) => (high === undefined ? [] : [high]));
      return interval(
        ends.least(there.map(({ low }) => low)),
        bounded.length === 0 ? undefined : ends.least(bounded),
      );
    },
    max: (ranges, ends) => {
      if (ranges.some(({ kind }) => kind !== "interval")) return any;
      const there = ranges.map(numeric);
      const bounded = there.flatMap(({ low }) => (low === undefined ? [] : [low]));
      return interval(
        bounded.length === 0 ? undefined : ends.most(bounded),
        ends.most(there.map(({ high }) => high)),
      );
    },
    abs: ([range], ends) => {
      const { low, high } = numeric(range);
      if (low !== undefined && ends.arithmetic.compare(low, 0) >= 0) return interval(low, high);
      const mirrored = negated(interval(low, high), ends);
      return interval(0, ends.most([mirrored.high, high]));
    },
    // Absent operands are skipped, so each operand may also be 0.
    sum: (ranges, ends, operation) =>
      added(
        ranges.map((range) => ends.hull([numeric(range), point(0)])),
        ends,
        operation,
      ),
    "==": ([a, b], ends) => equality(a, b, ends),
    "!=": ([a, b], ends) => not(equality(a, b, ends)),
    "<": compared(false, false),
    "<=": compared(false, true),
    ">": compared(true, false),
    ">=": compared(true, true),
    "!": ([range]) => not(range ?? undecided),
    and: (ranges) => ({
      kind: "truth",
      yes: ranges.every((range) => truth(range).yes),
      no: ranges.some((range) => truth(range).no),
    }),
    or: (ranges) => ({
      kind: "truth",
      yes: ranges.some((range) => truth(range).yes),
      no: ranges.every((range) => truth(range).no),
    }),
    if: chosen,
    in: ([searched, ...values], ends) => {
      const found = values.map((value) => truth(equality(searched, value, ends)));
      return { kind: "truth", yes: found.some(({ yes }) => yes), no: found.every(({ no }) => no) };
    },
    else: (ranges, ends) => ends.hull(ranges),
  };
