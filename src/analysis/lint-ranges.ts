import type { Expression, Operation } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import { readDay } from "../values/day.ts";
import { type Arithmetic, type Exact, readDecimal } from "../values/exact.ts";

/** What a value can be. An interval of numbers or days; an undefined end: no limit there. */
export interface Interval {
  readonly kind: "interval";
  readonly low: Exact | undefined;
  readonly high: Exact | undefined;
}

export type Range =
  | Interval
  | { readonly kind: "truth"; readonly yes: boolean; readonly no: boolean }
  | { readonly kind: "names"; readonly values: readonly string[] }
  /** Nothing is known of it. */
  | { readonly kind: "any" };

export const any: Range = { kind: "any" };
export const unlimited: Interval = { kind: "interval", low: undefined, high: undefined };
const undecided: Range = { kind: "truth", yes: true, no: true };

export function interval(low: Exact | undefined, high: Exact | undefined): Interval {
  return { kind: "interval", low, high };
}

export function point(value: Exact): Interval {
  return interval(value, value);
}

/** Where an expression is looked at: what is already known of its parts. */
export interface Known {
  readonly arithmetic: Arithmetic;
  /** The range of a part; undefined: it follows from the part's own operands. */
  readonly of: (part: Expression) => Range | undefined;
}

/** What a value of a type can be as far as the type alone says. */
export function rangeOfType(type: ValueType): Range {
  if (type.kind === "boolean") return undecided;
  if (type.kind === "enum") return { kind: "names", values: type.values };
  if (type.kind === "number" || type.kind === "day" || type.kind === "calendar") return unlimited;
  return any;
}

/** Arithmetic on ends of intervals, where undefined is beyond all numbers. */
export class Ends {
  constructor(readonly arithmetic: Arithmetic) {}

  least(values: readonly (Exact | undefined)[]): Exact | undefined {
    return this.extreme(values, -1);
  }

  most(values: readonly (Exact | undefined)[]): Exact | undefined {
    return this.extreme(values, 1);
  }

  add(a: Exact | undefined, b: Exact | undefined): Exact | undefined {
    return a === undefined || b === undefined ? undefined : this.arithmetic.add(a, b);
  }

  hull(ranges: readonly Range[]): Range {
    const [first] = ranges;
    if (first === undefined) return any;
    const intervals = ranges.filter((one) => one.kind === "interval");
    if (intervals.length === ranges.length)
      return interval(
        this.least(intervals.map(({ low }) => low)),
        this.most(intervals.map(({ high }) => high)),
      );
    const truths = ranges.filter((one) => one.kind === "truth");
    if (truths.length === ranges.length)
      return {
        kind: "truth",
        yes: truths.some(({ yes }) => yes),
        no: truths.some(({ no }) => no),
      };
    const names = ranges.filter((one) => one.kind === "names");
    if (names.length !== ranges.length) return any;
    return { kind: "names", values: [...new Set(names.flatMap(({ values }) => values))] };
  }

  private extreme(values: readonly (Exact | undefined)[], sign: number): Exact | undefined {
    let best = values[0];
    for (const value of values) {
      if (value === undefined || best === undefined) return undefined;
      if (this.arithmetic.compare(value, best) * sign > 0) best = value;
    }
    return best;
  }
}

type Reckon = (ranges: readonly Range[], ends: Ends, operation: Operation) => Range;

function numeric(range: Range | undefined): Interval {
  return range?.kind === "interval" ? range : unlimited;
}

function truth(range: Range | undefined): { readonly yes: boolean; readonly no: boolean } {
  return range?.kind === "truth" ? range : { yes: true, no: true };
}

const negated = ({ low, high }: Interval, { arithmetic }: Ends): Interval =>
  interval(
    high === undefined ? undefined : arithmetic.negate(high),
    low === undefined ? undefined : arithmetic.negate(low),
  );

const added: Reckon = (ranges, ends) =>
  ranges.map(numeric).reduce((a, b) => interval(ends.add(a.low, b.low), ends.add(a.high, b.high)));

/** The product: exact where both are bounded; else what the signs alone say. */
const multiplied: Reckon = (ranges, ends) =>
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

/** Can a stand before b, and can it not, where `touches` also counts equality? */
const compared =
  (swap: boolean, touches: boolean): Reckon =>
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

const chosen: Reckon = (ranges, ends) => {
  const possible: Range[] = [];
  for (let at = 0; at + 1 < ranges.length; at += 2) {
    const { yes, no } = truth(ranges[at]);
    const value = ranges[at + 1];
    if (yes && value !== undefined) possible.push(value);
    if (!no) return ends.hull(possible);
  }
  return ends.hull([...possible, ...ranges.slice(-1)]);
};

/** How the range of an operation follows from those of its operands; of the others nothing but the type is known. */
const reckoning: { readonly [Name in Operation["operator"]]?: Reckon } = {
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
  // What is absent is skipped, so that each operand may also be nothing.
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

/** What an expression can be. Kinds and operators that are not known here can be anything of their type. */
export function rangeOf(expression: Expression, known: Known): Range {
  const given = known.of(expression);
  if (given !== undefined) return given;
  const { arithmetic } = known;
  if (expression.kind === "literal") return rangeOfLiteral(expression, arithmetic);
  if (expression.kind === "round") {
    const { low, high } = numeric(rangeOf(expression.operands[0] as Expression, known));
    const rounded = (end: Exact | undefined): Exact | undefined =>
      end === undefined ? undefined : arithmetic.round(end, expression.places, expression.mode);
    return interval(rounded(low), rounded(high));
  }
  const reckon = expression.kind === "operation" ? reckoning[expression.operator] : undefined;
  if (expression.kind !== "operation" || reckon === undefined) return rangeOfType(expression.type);
  const within = expression.operator === "and" ? narrowed(expression.operands, known) : known;
  if (within === undefined) return { kind: "truth", yes: false, no: true };
  const ranges = expression.operands.map((operand) => rangeOf(operand, within));
  return reckon(ranges, new Ends(arithmetic), expression);
}

function rangeOfLiteral(
  { value, type }: Extract<Expression, { kind: "literal" }>,
  arithmetic: Arithmetic,
): Range {
  if (typeof value === "boolean") return { kind: "truth", yes: value, no: !value };
  if (type.kind === "number") {
    const decimal = readDecimal(value);
    return decimal === undefined ? unlimited : point(arithmetic.read(decimal));
  }
  if (type.kind === "day") {
    const day = readDay(value);
    return day === undefined ? unlimited : point(day);
  }
  return { kind: "names", values: [value] };
}

/**
 * What the conditions of a conjunction say together of the things that they compare: `x > 5 and x < 3` leaves nothing.
 * Undefined where they exclude each other.
 */
function narrowed(conditions: readonly Expression[], known: Known): Known | undefined {
  const found = new Map<string, Interval>();
  const ends = new Ends(known.arithmetic);
  for (const condition of conditions) {
    const limit = limitOf(condition, known);
    if (limit === undefined) continue;
    const before = found.get(limit.text) ?? limit.start;
    const low = [before.low, limit.interval.low].filter((end) => end !== undefined);
    const high = [before.high, limit.interval.high].filter((end) => end !== undefined);
    const both = interval(
      low.length === 0 ? undefined : ends.most(low),
      high.length === 0 ? undefined : ends.least(high),
    );
    if (
      both.low !== undefined &&
      both.high !== undefined &&
      known.arithmetic.compare(both.low, both.high) > 0
    )
      return undefined;
    found.set(limit.text, both);
  }
  if (found.size === 0) return known;
  return { ...known, of: (part) => found.get(keyOf(part)) ?? known.of(part) };
}

function keyOf(part: Expression): string {
  const { type: _type, optional: _optional, fraction: _fraction, ...own } = part;
  return JSON.stringify(own);
}

/** The interval in which a condition holds its first operand: `x >= 5`, `x == 3`. */
function limitOf(
  condition: Expression,
  known: Known,
): { text: string; interval: Interval; start: Interval } | undefined {
  if (condition.kind !== "operation" || condition.operands.length !== 2) return undefined;
  const [subject, bound] = condition.operands as [Expression, Expression];
  if (subject.kind === "operation" || subject.kind === "literal") return undefined;
  const [start, limit] = [rangeOf(subject, known), rangeOf(bound, known)];
  if (start.kind !== "interval" || limit.kind !== "interval") return undefined;
  const text = keyOf(subject);
  switch (condition.operator) {
    case "<":
    case "<=":
      return { text, start, interval: interval(undefined, limit.high) };
    case ">":
    case ">=":
      return { text, start, interval: interval(limit.low, undefined) };
    case "==":
      return { text, start, interval: limit };
    default:
      return undefined;
  }
}
