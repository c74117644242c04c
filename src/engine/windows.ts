import type { ProgramKey } from "../program/program.ts";
import type { Value } from "../program/value.ts";
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

/** The span that a window means, seen from the scored period. */
export function spanOf(window: Window, period: Period): Span {
  switch (window.kind) {
    case "period":
      return period;
    case "all":
      return allTime;
    case "year":
      return period.unit === "all"
        ? allTime
        : { first: periodOf("year", period.first).first, last: periodOf("year", period.last).last };
    case "year-to-date":
      return {
        first: period.unit === "all" ? period.first : periodOf("year", period.last).first,
        last: period.last,
      };
    case "last": {
      const end = ordinalOf(window.unit, period.last);
      return { first: firstDay(window.unit, end - window.count + 1), last: period.last };
    }
  }
}

export function within(day: Day, span: Span): boolean {
  return day >= span.first && day <= span.last;
}

/** The values of a key whose type says which there are; undefined: only what occurs. */
export function denseValues(key: ProgramKey["key"], span: Span): readonly Value[] | undefined {
  if (key.type.kind === "calendar") return unitsWithin(key.type.unit, span);
  if (key.type.kind === "enum" && key.kind !== "own") return key.type.values;
  return undefined;
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

/** How a part of a key is shown. */
export function keyPartText(
  type: ProgramKey["key"]["type"],
  value: Value,
  subjectId: (index: number) => string,
): string {
  if (typeof value === "number" && type.kind === "calendar") return unitName(type.unit, value);
  if (typeof value === "number" && type.kind === "day") return dayText(value);
  if (typeof value === "number" && type.kind === "subject") return subjectId(value);
  // The text of an item key is its subject and item with a mark between.
  return String(value)
    .replace(/^[ie]:/, "")
    .replace("\u0000", "/");
}
