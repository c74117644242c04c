import { isPart, isType } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import type { Exact } from "../values/exact.ts";
import { rounded } from "../values/rounding.ts";
import { partsIn, textOf } from "./context.ts";
import { finiteValues, type Values } from "./value-analysis.ts";
import { point, type Range, rangeOfType } from "./value-range.ts";

/** One assignment of values to the fields that some conditions read. */
export type Assignment = ReadonlyMap<string, Range>;

const mostAssignments = 1024;

/** The attributes of an event or a subject that conditions read. */
export function fieldsIn(conditions: readonly Expression[]): Expression[] {
  const fields = new Map<string, Expression>();
  for (const part of partsIn(conditions))
    if (isPart(part, "attribute")) fields.set(textOf(part), part);
  return [...fields.values()];
}

/** All assignments of some fields with few values; fields with many values are left open. */
export function assignments(
  fields: readonly Expression[],
  more: ReadonlyMap<string, readonly Range[]> = new Map(),
  values?: Values,
): Assignment[] {
  let all: Map<string, Range>[] = [new Map()];
  for (const field of fields) {
    const text = textOf(field);
    const known = values?.of(field) ?? rangeOfType(field.type);
    const listed = more.get(text) ?? finiteValues(known);
    if (listed === undefined || all.length * listed.length > mostAssignments) continue;
    all = all.flatMap((one) => listed.map((value) => new Map([...one, [text, value]])));
  }
  return all;
}

export function underAssignment(assignment: Assignment): (part: Expression) => Range | undefined {
  return (part) => (isPart(part, "attribute") ? assignment.get(textOf(part)) : undefined);
}

/** Can a condition be true for any values of its fields? */
export function canEverHold(values: Values, condition: Expression): boolean {
  const constants = constantsIn(values, [condition]);
  const fields = fieldsIn([condition]);
  const points = new Map(
    fields
      .filter(({ type }) => isType(type, "linear"))
      .filter((field) => constants.length > 0 && isComparedOnly(field, condition))
      .map(
        (field) =>
          [
            textOf(field),
            pointsAround(values, constants, field.type.kind === "day" ? "day" : "any").map(point),
          ] as const,
      ),
  );
  return assignments(fields, points, values).some((one) =>
    values.canHold(condition, underAssignment(one)),
  );
}

/** The numbers and days in some conditions, in order. */
export function constantsIn(values: Values, conditions: readonly Expression[]): Exact[] {
  const found = partsIn(conditions).flatMap((part): Exact[] => {
    if (!isType(part.type, "linear")) return [];
    if (!isPart(part, "constant")) return [];
    const range = values.of(part);
    return range.kind === "interval" && range.low !== undefined ? [range.low] : [];
  });
  const { arithmetic } = values.ends;
  const ordered = [...found].sort((a, b) => arithmetic.compare(a, b));
  return ordered.filter((one, index) => {
    const before = ordered[index - 1];
    return before === undefined || arithmetic.compare(before, one) !== 0;
  });
}

/** How far apart neighbouring values are: a day, a whole number, or any number. */
export type Grain = "day" | "whole" | "any";

/** Points on, between and beyond some constants, in order: conditions cannot change elsewhere. */
export function pointsAround(values: Values, constants: readonly Exact[], grain: Grain): Exact[] {
  const { arithmetic } = values.ends;
  // Days are counted in plain numbers, all else at the arithmetic's scale.
  const step = grain === "day" ? 1 : arithmetic.integer(1);
  const between = (a: Exact, b: Exact): Exact => {
    if (grain === "day") return Math.floor((Number(a) + Number(b)) / 2);
    const middle = arithmetic.divide(arithmetic.add(a, b), arithmetic.integer(2)) ?? a;
    return grain === "whole" ? rounded(arithmetic, middle, 0, "floor") : middle;
  };
  const points: Exact[] = [];
  for (const [index, constant] of constants.entries()) {
    const next = constants[index + 1];
    if (index === 0) points.push(arithmetic.subtract(constant, step));
    points.push(constant);
    const inner = next === undefined ? arithmetic.add(constant, step) : between(constant, next);
    if (arithmetic.compare(inner, constant) > 0) points.push(inner);
  }
  return points;
}

/** Does a condition only compare a field with constants? Then points decide. */
function isComparedOnly(field: Expression, condition: Expression): boolean {
  const text = textOf(field);
  const fits = (part: Expression): boolean => {
    if (!part.operands.some((operand) => textOf(operand) === text))
      return part.operands.every(fits);
    const compares =
      part.kind === "operation" &&
      ["==", "!=", "<", "<=", ">", ">=", "in", "has", "else"].includes(part.operator);
    return (
      compares &&
      part.operands.every((operand) => textOf(operand) === text || isPart(operand, "constant"))
    );
  };
  return fits(condition);
}
