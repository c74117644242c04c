import type { CalendarUnit } from "../values/calendar.ts";
import { type ByKind, dispatch, type OfKind } from "../values/kinds.ts";
import { both, listed } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

/** The type of a value in an expression. `unknown` stands where an issue was found: it fits everywhere. */
export type ValueType =
  | { readonly kind: "number" }
  /** Of a key by event or by rule, what it names. */
  | { readonly kind: "text"; readonly names?: "event" | "rule" }
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

const unitNames: { readonly [Unit in CalendarUnit]: Text } = {
  day: both("a day", "日"),
  week: both("a week", "周"),
  month: both("a month", "月份"),
  quarter: both("a quarter", "季度"),
  "half-year": both("a half-year", "半年"),
  year: both("a year", "年份"),
};

const typeNames: ByKind<ValueType, [], Text> = {
  number: () => both("a number", "数值"),
  text: () => both("a text", "文本"),
  boolean: () => both("a truth value", "是非值"),
  day: () => both("a day", "日期"),
  calendar: ({ unit }) => unitNames[unit],
  enum: ({ name, values }) => {
    const list = listed(values);
    return both(`one of "${name}" (${list.en})`, `“${name}”之一(${list.zh})`);
  },
  subject: ({ kinds }) => {
    const list = listed(kinds);
    return both(`a subject (${list.en})`, `对象(${list.zh})`);
  },
  list: ({ of }) => {
    const each = typeName(of);
    return both(`a list (each ${each.en})`, `列表(每项为${each.zh})`);
  },
  unknown: () => both("anything", "任意值"),
};

/** The name of a type in messages. */
export function typeName(type: ValueType): Text {
  return dispatch(typeNames, type);
}

const fitting: {
  readonly [Kind in ValueType["kind"]]: (
    type: OfKind<ValueType, Kind>,
    expected: OfKind<ValueType, Kind>,
  ) => boolean;
} = {
  number: () => true,
  text: () => true,
  boolean: () => true,
  day: () => true,
  calendar: (type, expected) => type.unit === expected.unit,
  enum: (type, expected) =>
    type.name === expected.name && type.values.length === expected.values.length,
  subject: (type, expected) => type.kinds.some((kind) => expected.kinds.includes(kind)),
  list: (type, expected) => fits(type.of, expected.of),
  unknown: () => true,
};

/** Is a value of one type allowed where another is expected? Texts and enumerations never mix. */
export function fits(type: ValueType, expected: ValueType): boolean {
  if ([type, expected].some(({ kind }) => kind === "unknown")) return true;
  const agree = fitting[type.kind] as (type: ValueType, expected: ValueType) => boolean;
  return type.kind === expected.kind && agree(type, expected);
}
