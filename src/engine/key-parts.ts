import type { ValueType } from "../expression/types.ts";
import { isExact, List, type Value } from "../program/value.ts";
import { unitName } from "../values/calendar.ts";
import { dayText } from "../values/day.ts";
import type { Arithmetic } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { compareNaturally } from "../values/text.ts";

/** The prefix of an item key's text: the event itself, or origin and item. */
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

/** What the order of key parts depends on. */
export interface KeyOrder {
  readonly subjectId: SubjectId;
  readonly arithmetic: Arithmetic;
  /** Of events: by day, instant and id. */
  compareEvents(a: string, b: string): number;
  /** Of rules: as the document lists them. */
  compareRules(a: string, b: string): number;
}

function plainOrder(_type: ValueType, a: Value, b: Value): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : compareNaturally(String(a), String(b));
}

const partOrders: ByKind<ValueType, [a: Value, b: Value, order: KeyOrder], number> = {
  number: (type, a, b, { arithmetic }) =>
    isExact(a) && isExact(b) ? arithmetic.compare(a, b) : plainOrder(type, a, b),
  text: (type, a, b, order) => {
    if (type.names === "event") return order.compareEvents(String(a), String(b));
    if (type.names === "rule") return order.compareRules(String(a), String(b));
    return plainOrder(type, a, b);
  },
  boolean: plainOrder,
  day: plainOrder,
  calendar: plainOrder,
  enum: ({ values }, a, b) => values.indexOf(String(a)) - values.indexOf(String(b)),
  subject: (_type, a, b, { subjectId }) =>
    compareNaturally(subjectId(Number(a)), subjectId(Number(b))),
  list: plainOrder,
  unknown: plainOrder,
};

/** The order of two parts of a key: by time, by size, as declared, by id or by text. */
export function compareKeyParts(type: ValueType, a: Value, b: Value, order: KeyOrder): number {
  return dispatch(partOrders, type, a, b, order);
}
