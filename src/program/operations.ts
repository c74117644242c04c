import { isPower } from "../expression/operators.ts";
import type { Operation } from "../expression/tree.ts";
import { type CalendarUnit, firstDay, lastDay, ordinalOf } from "../values/calendar.ts";
import { civil, dayOf, isDate, weekday } from "../values/day.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { powerOf } from "../values/powers.ts";
import { remainderOf } from "../values/rounding.ts";
import { comparerOf } from "./compare.ts";
import { type Evaluate, nothing } from "./frame.ts";
import type { Make, Means } from "./slots.ts";
import {
  absent,
  isMissing,
  List,
  Missing,
  noSuchDay,
  outOfBounds,
  stronger,
  type Value,
  zeroDivisor,
} from "./value.ts";

/** Applies a function to values; a missing value makes the result missing. */
function lift(
  operands: readonly Evaluate[],
  apply: (values: readonly Exclude<Value, Missing>[]) => Value,
): Evaluate {
  return (frame) => {
    let missing: Missing | undefined;
    const values: Exclude<Value, Missing>[] = [];
    for (const operand of operands) {
      const value = operand(frame);
      if (value instanceof Missing)
        missing = missing === undefined ? value : stronger(missing, value);
      else values.push(value);
    }
    return missing ?? apply(values);
  };
}

/** The same for two operands, without allocating a list. */
function lift2(
  operands: readonly Evaluate[],
  apply: (a: Exclude<Value, Missing>, b: Exclude<Value, Missing>) => Value,
): Evaluate {
  const [first = nothing, second = nothing] = operands;
  return (frame) => {
    const a = first(frame);
    const b = second(frame);
    if (a instanceof Missing) return b instanceof Missing ? stronger(a, b) : a;
    return b instanceof Missing ? b : apply(a, b);
  };
}

function fold(combine: (arithmetic: Arithmetic) => (a: Exact, b: Exact) => Exact): Make {
  return (operands, arithmetic) => {
    const join = combine(arithmetic) as (a: Value, b: Value) => Value;
    if (operands.length === 2) return lift2(operands, join);
    return lift(operands, (values) =>
      (values as Value[]).reduce((total, value) => join(total, value)),
    );
  };
}

/** Division-like operators: a zero divisor gives the third operand, or makes the value unavailable. */
function division(
  apply: (arithmetic: Arithmetic) => (a: Exact, b: Exact) => Exact | undefined,
): Make {
  return (operands, arithmetic) => {
    const quotient = apply(arithmetic);
    const otherwise = operands[2];
    const divided = lift2(operands, (a, b) => quotient(a as Exact, b as Exact) ?? zeroDivisor);
    if (otherwise === undefined) return divided;
    return (frame) => {
      const value = divided(frame);
      return value === zeroDivisor ? otherwise(frame) : value;
    };
  };
}

function comparison(holds: (order: number) => boolean): Make {
  return (operands, arithmetic, operation) => {
    const compare = comparerOf(operation.operands[0]?.type, arithmetic);
    const [, second, third] = operands;
    const near = lift2(operands, (a, b) => holds(compare(a, b)));
    if (second === undefined || third === undefined) return near;
    return both(
      [near, lift2([second, third], (a, b) => holds(compare(a, b)))],
      arithmetic,
      operation,
    );
  };
}

/** Equality of two values of one type: every value, also a number, has exactly one form. */
function same(arithmetic: Arithmetic, operation: Operation): (a: Value, b: Value) => boolean {
  if (operation.operands[0]?.type.kind !== "number") return (a, b) => a === b;
  return (a, b) => arithmetic.compare(a as Exact, b as Exact) === 0;
}

/** Three-valued: one false operand decides, even if others are missing. */
export const both: Make = (operands) => (frame) => {
  let missing: Missing | undefined;
  for (const operand of operands) {
    const value = operand(frame);
    if (value === false) return false;
    if (value instanceof Missing)
      missing = missing === undefined ? value : stronger(missing, value);
  }
  return missing ?? true;
};

export const either: Make = (operands) => (frame) => {
  let missing: Missing | undefined;
  for (const operand of operands) {
    const value = operand(frame);
    if (value === true) return true;
    if (value instanceof Missing)
      missing = missing === undefined ? value : stronger(missing, value);
  }
  return missing ?? false;
};

/** A sum that skips absent and pending operands. */
export const sumOfThere: Make = (operands, arithmetic) => (frame) => {
  let total: Exact = 0;
  for (const operand of operands) {
    const value = operand(frame);
    if (!isMissing(value)) total = arithmetic.add(total, value as Exact);
    else if (value.state === "unavailable") return value;
  }
  return total;
};

export const choose: Make = (operands) => (frame) => {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const condition = (operands[at] ?? nothing)(frame);
    if (isMissing(condition)) return condition;
    if (condition === true) return (operands[at + 1] ?? nothing)(frame);
  }
  return (operands.at(-1) ?? nothing)(frame);
};

export const listed: Make = (operands, arithmetic, operation) => {
  const equal = same(arithmetic, operation);
  const [searched = nothing, ...values] = operands;
  return (frame) => {
    const value = searched(frame);
    if (isMissing(value)) return value;
    let missing: Missing | undefined;
    for (const one of values) {
      const item = one(frame);
      if (item instanceof List) return item.items.some((inner) => equal(value, inner));
      if (isMissing(item)) missing = missing === undefined ? item : stronger(missing, item);
      else if (equal(value, item)) return true;
    }
    return missing ?? false;
  };
};

export const isThere: Make =
  ([operand = nothing]) =>
  (frame) => {
    const value = operand(frame);
    return isMissing(value) ? (value.state === "unavailable" ? value : false) : true;
  };

export const isGiven: Make =
  ([operand = nothing]) =>
  (frame) => {
    const value = operand(frame);
    return !(isMissing(value) && value.state === "unavailable");
  };

export const fallBack: Make =
  ([operand = nothing, fallback = nothing]) =>
  (frame) => {
    const value = operand(frame);
    return isMissing(value) && value.state !== "unavailable" ? fallback(frame) : value;
  };

const days =
  (pick: "later" | "earlier"): Make =>
  (operands) =>
    lift(operands, (values) =>
      pick === "later" ? Math.max(...values.map(Number)) : Math.min(...values.map(Number)),
    );

const partOfDay =
  (part: (day: number) => number): Make =>
  (operands, arithmetic) =>
    lift(operands, ([day]) => arithmetic.integer(part(Number(day))));

export const makeDate: Make = (operands, arithmetic) =>
  lift(operands, (values) => {
    const [year, month, date] = values.map((value) => arithmetic.toInteger(value as Exact));
    if (year === undefined || month === undefined || date === undefined) return noSuchDay;
    return isDate(year, month, date) ? dayOf(year, month, date) : noSuchDay;
  });

/** The highest or lowest value; the first of equal ones. */
const extreme =
  (isBetter: (order: number) => boolean): Make =>
  (operands, arithmetic, operation) => {
    const compare = comparerOf(operation.type, arithmetic);
    const join = (a: Value, b: Value): Value => (isBetter(compare(b, a)) ? b : a);
    if (operands.length === 2) return lift2(operands, join);
    return lift(operands, (values) => (values as Value[]).reduce(join));
  };

export const power: Make = (operands, arithmetic) =>
  lift2(operands, (a, b) => {
    const exponent = arithmetic.toInteger(b as Exact);
    if (exponent === undefined || !isPower(exponent)) return outOfBounds;
    return powerOf(arithmetic, a as Exact, exponent) ?? outOfBounds;
  });

/** The key of the unit that contains a day; the result's type names the unit. */
export const unitOfDay: Make = (operands, _arithmetic, { type }) =>
  lift(operands, ([day]) =>
    type.kind === "calendar" ? ordinalOf(type.unit, Number(day)) : absent,
  );

const endOfUnit =
  (end: (unit: CalendarUnit, ordinal: number) => number): Make =>
  (operands, _arithmetic, { operands: [key] }) =>
    lift(operands, ([ordinal]) =>
      key?.type.kind === "calendar" ? end(key.type.unit, Number(ordinal)) : absent,
    );

export const add: Make = fold((arithmetic) => (a, b) => arithmetic.add(a, b));

export const subtract: Make = (operands, arithmetic) =>
  operands.length === 1
    ? lift(operands, ([a]) => arithmetic.negate(a as Exact))
    : lift2(operands, (a, b) => arithmetic.subtract(a as Exact, b as Exact));

export const multiply: Make = fold((arithmetic) => (a, b) => arithmetic.multiply(a, b));

export const divide: Make = division((arithmetic) => (a, b) => arithmetic.divide(a, b));

export const remainder: Make = division((arithmetic) => (a, b) => remainderOf(arithmetic, a, b));

export const least: Make = extreme((order) => order < 0);

export const greatest: Make = extreme((order) => order > 0);

export const magnitude: Make = (operands, arithmetic) =>
  lift(operands, ([a]) =>
    arithmetic.compare(a as Exact, 0) < 0 ? arithmetic.negate(a as Exact) : (a as Exact),
  );

export const equals: Make = (operands, arithmetic, operation) =>
  lift2(operands, same(arithmetic, operation));

export const differs: Make = (operands, arithmetic, operation) => {
  const equal = same(arithmetic, operation);
  return lift2(operands, (a, b) => !equal(a, b));
};

export const isLess: Make = comparison((order) => order < 0);

export const isAtMost: Make = comparison((order) => order <= 0);

export const isMore: Make = comparison((order) => order > 0);

export const isAtLeast: Make = comparison((order) => order >= 0);

export const not: Make = (operands) => lift(operands, ([a]) => !(a as boolean));

export const sizeOf: Make = (operands, arithmetic) =>
  lift(operands, ([list]) => arithmetic.integer((list as List).items.length));

export const later: Make = days("later");

export const earlier: Make = days("earlier");

export const daysBetween: Make = (operands, arithmetic) =>
  lift2(operands, (a, b) => arithmetic.integer(Number(b) - Number(a)));

export const yearOf: Make = partOfDay((day) => civil(day).year);

export const monthOf: Make = partOfDay((day) => civil(day).month);

export const weekdayOf: Make = partOfDay(weekday);

export const firstDayOf: Make = endOfUnit(firstDay);

export const lastDayOf: Make = endOfUnit(lastDay);

/** The implementation of each operator; a missing one does not compile. */
export const operations: Required<Means["operators"]> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
  min: least,
  max: greatest,
  abs: magnitude,
  sum: sumOfThere,
  "==": equals,
  "!=": differs,
  "<": isLess,
  "<=": isAtMost,
  ">": isMore,
  ">=": isAtLeast,
  "!": not,
  and: both,
  or: either,
  if: choose,
  in: listed,
  size: sizeOf,
  has: isThere,
  given: isGiven,
  else: fallBack,
  later,
  earlier,
  days: daysBetween,
  date: makeDate,
  year: yearOf,
  month: monthOf,
  weekday: weekdayOf,
  "first-day": firstDayOf,
  "last-day": lastDayOf,
  power,
  calendar: unitOfDay,
};
