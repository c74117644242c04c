import type { CalendarUnit } from "../values/calendar.ts";

/** The type of a value in an expression. `unknown` stands where an issue was found: it fits everywhere. */
export type ValueType =
  | { readonly kind: "number" }
  | { readonly kind: "text" }
  | { readonly kind: "boolean" }
  | { readonly kind: "day" }
  | { readonly kind: "calendar"; readonly unit: CalendarUnit }
  | { readonly kind: "enum"; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: "subject"; readonly kinds: readonly string[] }
  | { readonly kind: "list"; readonly of: ValueType }
  | { readonly kind: "unknown" };

export const numberType: ValueType = { kind: "number" };
export const textType: ValueType = { kind: "text" };
export const booleanType: ValueType = { kind: "boolean" };
export const dayType: ValueType = { kind: "day" };
export const unknownType: ValueType = { kind: "unknown" };

/** The states of an outcome that is not a grade. */
export const outcomeStates = [
  "given",
  "not-given",
  "met",
  "missed",
  "pending",
  "not-applicable",
] as const;
export type OutcomeState = (typeof outcomeStates)[number];

export function typeName(type: ValueType): string {
  if (type.kind === "enum") return `one of "${type.name}" (${type.values.join(", ")})`;
  if (type.kind === "subject") return `a subject (${type.kinds.join(", ")})`;
  if (type.kind === "calendar") return `a ${type.unit}`;
  if (type.kind === "list") return `a list (each ${typeName(type.of)})`;
  return `a ${type.kind}`;
}

/** May a value of one type stand where the other is asked for? Texts and enumerations are never mixed. */
export function fits(type: ValueType, expected: ValueType): boolean {
  if (type.kind === "unknown" || expected.kind === "unknown") return true;
  if (type.kind === "enum" && expected.kind === "enum") {
    return type.name === expected.name && type.values.length === expected.values.length;
  }
  if (type.kind === "subject" && expected.kind === "subject") {
    return type.kinds.some((kind) => expected.kinds.includes(kind));
  }
  if (type.kind === "calendar" && expected.kind === "calendar") return type.unit === expected.unit;
  if (type.kind === "list" && expected.kind === "list") return fits(type.of, expected.of);
  return type.kind === expected.kind;
}

/** Do `<` and `later` make sense for it? Enumerations are in ascending order. */
export function isOrdered(type: ValueType): boolean {
  return !["text", "boolean", "subject", "list"].includes(type.kind);
}
