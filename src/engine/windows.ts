import type { ValueType } from "../expression/types.ts";
import type { ProgramKey } from "../program/program.ts";
import { absent, isExact, type KeyValue, List, type Value } from "../program/value.ts";
import type { Window } from "../ruleset/resolved.ts";
import {
  allTime,
  firstDay,
  lastDay,
  ordinalOf,
  type Period,
  periodOf,
  type Span,
  unitName,
  unitsWithin,
} from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { dayText } from "../values/day.ts";
import type { Arithmetic } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { compareText } from "../values/text.ts";

/** The span that a window means, seen from the scored period. */
export function spanOf(window: Window, period: Period): Span {
  return dispatch(spans, window, period);
}

const spans: ByKind<Window, [Period], Span> = {
  period: (_window, period) => period,
  all: () => allTime,
  "to-date": (_window, { last }) => ({ first: allTime.first, last }),
  year: (_window, { unit, first, last }) =>
    unit === "all"
      ? allTime
      : { first: periodOf("year", first).first, last: periodOf("year", last).last },
  "year-to-date": (_window, { unit, first, last }) => ({
    first: unit === "all" ? first : periodOf("year", last).first,
    last,
  }),
  last: ({ unit, count }, { last }) => ({
    first: firstDay(unit, ordinalOf(unit, last) - count + 1),
    last,
  }),
};

export function within(day: Day, span: Span): boolean {
  return day >= span.first && day <= span.last;
}

const onlyOccurring = (): undefined => undefined;

const denseOf: ByKind<
  ValueType,
  [key: ProgramKey["key"], span: Span],
  readonly Value[] | undefined
> = {
  number: onlyOccurring,
  text: onlyOccurring,
  boolean: onlyOccurring,
  day: onlyOccurring,
  calendar: ({ unit }, _key, span) => unitsWithin(unit, span),
  enum: ({ values }, key) => (key.kind === "own" ? undefined : values),
  subject: onlyOccurring,
  list: onlyOccurring,
  unknown: onlyOccurring,
};

/** The values of a key whose type says which there are; undefined: only what occurs. */
export function denseValues(key: ProgramKey["key"], span: Span): readonly Value[] | undefined {
  return dispatch(denseOf, key.type, key, span);
}

/** All combinations of the values of several keys, in order. */
export function combinations(values: readonly (readonly Value[])[]): Value[][] {
  return values.reduce<Value[][]>(
    (keys, next) => keys.flatMap((key) => next.map((value) => [...key, value])),
    [[]],
  );
}

/** The days that a calendar key is about; undefined for other keys. */
export function spanOfKey(key: ProgramKey["key"], value: Value): Span | undefined {
  if (key.type.kind !== "calendar" || typeof value !== "number") return undefined;
  return { first: firstDay(key.type.unit, value), last: lastDay(key.type.unit, value) };
}

/**
 * The days that the key of a node is about: those of its parts of the calendar; without any, its first part that is a
 * day. Empty where it has neither.
 */
export function spansOfKey(keys: readonly ProgramKey[], key: KeyValue): readonly Span[] {
  const spans = keys.flatMap(({ key: part }) => spanOfKey(part, partOf(part, key)) ?? []);
  if (spans.length > 0) return spans;
  for (const { key: part } of keys) {
    const day = partOf(part, key);
    if (part.type.kind === "day" && typeof day === "number") return [{ first: day, last: day }];
  }
  return [];
}

function partOf({ name }: ProgramKey["key"], key: KeyValue): Value {
  return key.parts.get(name) ?? absent;
}

/** Does all that a key is about lie in a span? */
export function liesWithin(keys: readonly ProgramKey[], key: KeyValue, span: Span): boolean {
  return spansOfKey(keys, key).every(({ first, last }) => first >= span.first && last <= span.last);
}

/** What stands before the text of an item key: the event itself, or origin and item. */
export const itemMarks = {
  event: "\u0002",
  item: "\u0003",
  kind: "\u0004",
  between: "\u0000",
} as const;

type SubjectId = (index: number) => string;

/** Text that may be that of an item key. */
function plainText(_type: ValueType, value: Value): string {
  const text = String(value);
  if (text.startsWith(itemMarks.event)) return text.slice(1);
  if (!text.startsWith(itemMarks.item)) return text;
  return text.slice(text.indexOf(itemMarks.kind) + 1).replace(itemMarks.between, "/");
}

const partTexts: ByKind<
  ValueType,
  [value: Value, subjectId: SubjectId, arithmetic: Arithmetic],
  string
> = {
  number: (type, value, _subjectId, arithmetic) =>
    isExact(value) ? arithmetic.text(value) : plainText(type, value),
  text: plainText,
  boolean: plainText,
  day: (type, value) => (typeof value === "number" ? dayText(value) : plainText(type, value)),
  calendar: (type, value) =>
    typeof value === "number" ? unitName(type.unit, value) : plainText(type, value),
  enum: plainText,
  subject: (type, value, subjectId) =>
    typeof value === "number" ? subjectId(value) : plainText(type, value),
  list: (type, value, subjectId, arithmetic) =>
    value instanceof List
      ? value.items.map((item) => keyPartText(type.of, item, subjectId, arithmetic)).join(", ")
      : plainText(type, value),
  unknown: plainText,
};

/** How a part of a key is shown. */
export function keyPartText(
  type: ValueType,
  value: Value,
  subjectId: SubjectId,
  arithmetic: Arithmetic,
): string {
  return dispatch(partTexts, type, value, subjectId, arithmetic);
}

function plainOrder(_type: ValueType, a: Value, b: Value): number {
  return typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b));
}

const partOrders: ByKind<
  ValueType,
  [a: Value, b: Value, subjectId: SubjectId, arithmetic: Arithmetic],
  number
> = {
  number: (type, a, b, _subjectId, arithmetic) =>
    isExact(a) && isExact(b) ? arithmetic.compare(a, b) : plainOrder(type, a, b),
  text: plainOrder,
  boolean: plainOrder,
  day: plainOrder,
  calendar: plainOrder,
  enum: ({ values }, a, b) => values.indexOf(String(a)) - values.indexOf(String(b)),
  subject: (_type, a, b, subjectId) => compareText(subjectId(Number(a)), subjectId(Number(b))),
  list: plainOrder,
  unknown: plainOrder,
};

/** The order of two parts of a key: by time, by size, as declared, by id or by text. */
export function compareKeyParts(
  type: ValueType,
  a: Value,
  b: Value,
  subjectId: SubjectId,
  arithmetic: Arithmetic,
): number {
  return dispatch(partOrders, type, a, b, subjectId, arithmetic);
}
