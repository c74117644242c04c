import { isPart } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import { readDay } from "../values/day.ts";
import { type Arithmetic, type Exact, readDecimal } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { rounded } from "../values/rounding.ts";
import { intervalOperations } from "./interval-arithmetic.ts";
import {
  Ends,
  type Interval,
  interval,
  numeric,
  point,
  type Range,
  rangeOfType,
  unlimited,
} from "./value-range.ts";

/** What is already known about the parts of an expression. */
export interface Known {
  readonly arithmetic: Arithmetic;
  /** The range of a part; undefined if it follows from the part's own operands. */
  readonly of: (part: Expression) => Range | undefined;
}

/** The possible values of an expression. Operators without interval arithmetic can yield any value of their type. */
export function rangeOf(expression: Expression, known: Known): Range {
  return known.of(expression) ?? dispatch(ranges, expression, known);
}

const typed = ({ type }: Expression): Range => rangeOfType(type);

/** The possible values of an expression by itself: of values read elsewhere only the type is known. */
const ranges: ByKind<Expression, [Known], Range> = {
  literal: ({ value, type }, { arithmetic }) =>
    typeof value === "boolean"
      ? { kind: "truth", yes: value, no: !value }
      : dispatch(written, type, value, arithmetic),
  round: ({ operands, places, mode }, known) => {
    const { low, high } = numeric(rangeOf(operands[0] as Expression, known));
    const at = (end: Exact | undefined): Exact | undefined =>
      end === undefined ? undefined : rounded(known.arithmetic, end, places, mode);
    return interval(at(low), at(high));
  },
  operation: (operation, known) => {
    const compute = intervalOperations[operation.operator];
    if (compute === undefined) return typed(operation);
    const within = operation.operator === "and" ? narrowed(operation.operands, known) : known;
    if (within === undefined) return { kind: "truth", yes: false, no: true };
    const parts = operation.operands.map((operand) => rangeOf(operand, within));
    return compute(parts, new Ends(known.arithmetic), operation);
  },
  field: typed,
  link: typed,
  "subject-field": typed,
  owner: typed,
  reader: typed,
  single: typed,
  entry: typed,
  each: typed,
  key: typed,
  value: typed,
  state: typed,
  period: typed,
  parameter: typed,
  table: typed,
  rates: typed,
  call: typed,
  node: typed,
  cohort: typed,
  quantifier: typed,
  tied: typed,
  root: typed,
  shift: typed,
  range: typed,
};

const named = (_type: ValueType, value: string): Range => ({ kind: "names", values: [value] });

/** The range of a literal, by its type. */
const written: ByKind<ValueType, [string, Arithmetic], Range> = {
  number: (_type, value, arithmetic) => {
    const decimal = readDecimal(value);
    return decimal === undefined ? unlimited : point(arithmetic.read(decimal));
  },
  day: (_type, value) => {
    const day = readDay(value);
    return day === undefined ? unlimited : point(day);
  },
  text: named,
  boolean: named,
  calendar: named,
  enum: named,
  subject: named,
  list: named,
  unknown: named,
};

/**
 * The joint bounds that a conjunction sets on the expressions that it compares: `x > 5 and x < 3` leaves nothing.
 * Undefined if they exclude each other.
 */
export function narrowed(conditions: readonly Expression[], known: Known): Known | undefined {
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
  if (isPart(subject, "computed") || subject.kind === "literal") return undefined;
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
