import { civil, type Day, dayOf, dayText, pad, readDay, yearLimits } from "./day.ts";

/** The units that events are grouped by; weeks run from Monday to Sunday. */
export const calendarUnits = ["day", "week", "month", "quarter", "half-year", "year"] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** The number of a unit since its beginning: consecutive units have consecutive ordinals. */
export type Ordinal = number;

interface UnitRules {
  readonly ordinal: (day: Day) => Ordinal;
  readonly first: (ordinal: Ordinal) => Day;
  readonly name: (ordinal: Ordinal) => string;
}

function months(count: number, name: (year: number, part: number) => string): UnitRules {
  const partsPerYear = 12 / count;
  return {
    ordinal: (day) => {
      const { year, month } = civil(day);
      return year * partsPerYear + Math.floor((month - 1) / count);
    },
    first: (ordinal) =>
      dayOf(Math.floor(ordinal / partsPerYear), (ordinal % partsPerYear) * count + 1, 1),
    name: (ordinal) => name(Math.floor(ordinal / partsPerYear), (ordinal % partsPerYear) + 1),
  };
}

const firstMonday = 4;

const units: Record<CalendarUnit, UnitRules> = {
  day: { ordinal: (day) => day, first: (ordinal) => ordinal, name: dayText },
  week: {
    ordinal: (day) => Math.floor((day - firstMonday) / 7),
    first: (ordinal) => ordinal * 7 + firstMonday,
    name: (ordinal) => {
      // The year of an ISO week is that of its Thursday.
      const { year } = civil(ordinal * 7 + firstMonday + 3);
      const weekOne = Math.floor((dayOf(year, 1, 4) - firstMonday) / 7);
      return `${pad(year, 4)}-W${pad(ordinal - weekOne + 1, 2)}`;
    },
  },
  month: months(1, (year, part) => `${pad(year, 4)}-${pad(part, 2)}`),
  quarter: months(3, (year, part) => `${pad(year, 4)}-Q${part}`),
  "half-year": months(6, (year, part) => `${pad(year, 4)}-H${part}`),
  year: months(12, (year) => pad(year, 4)),
};

export function ordinalOf(unit: CalendarUnit, day: Day): Ordinal {
  return units[unit].ordinal(day);
}

export function firstDay(unit: CalendarUnit, ordinal: Ordinal): Day {
  return units[unit].first(ordinal);
}

export function lastDay(unit: CalendarUnit, ordinal: Ordinal): Day {
  return units[unit].first(ordinal + 1) - 1;
}

export function unitName(unit: CalendarUnit, ordinal: Ordinal): string {
  return units[unit].name(ordinal);
}

const monthsIn = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;

/**
 * A day moved by a number of whole units; the month's last day if the month has no such date. Undefined if the result is
 * outside the calendar.
 */
export function shiftDay(day: Day, count: number, unit: CalendarUnit): Day | undefined {
  if (unit === "day" || unit === "week") {
    const shifted = day + count * (unit === "day" ? 1 : 7);
    return shifted < allTime.first || shifted > allTime.last ? undefined : shifted;
  }
  const month = shiftUnit("month", ordinalOf("month", day), count * monthsIn[unit]);
  if (month === undefined) return undefined;
  return Math.min(firstDay("month", month) + civil(day).date - 1, lastDay("month", month));
}

/** A calendar unit moved by a number of its own; undefined if the result is outside the calendar. */
export function shiftUnit(
  unit: CalendarUnit,
  ordinal: Ordinal,
  count: number,
): Ordinal | undefined {
  const shifted = ordinal + count;
  const [first, last] = [ordinalOf(unit, allTime.first), ordinalOf(unit, allTime.last)];
  return shifted < first || shifted > last ? undefined : shifted;
}

/** A span of days, both ends included. */
export interface Span {
  readonly first: Day;
  readonly last: Day;
}

/** The kinds of period that can be scored. */
export type PeriodUnit = CalendarUnit | "all";

/** A span with a name: the scored period. */
export interface Period extends Span {
  readonly name: string;
  readonly unit: PeriodUnit;
}

const periodForm = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|W(\d{2})))?$/;

/** Every day that jifen can express. */
export const allTime: Period = {
  name: "all",
  unit: "all",
  first: dayOf(yearLimits.first, 1, 1),
  last: dayOf(yearLimits.last, 12, 31),
};

/** Reads `2024`, `2024-H1`, `2024-Q3`, `2024-03`, `2024-W10`, `2024-03-05` or `all`; undefined for anything else. */
export function readPeriod(name: string): Period | undefined {
  if (name === allTime.name) return allTime;
  const day = readDay(name);
  if (day !== undefined) return { name, unit: "day", first: day, last: day };
  const match = periodForm.exec(name);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = match[2] === undefined ? undefined : Number(match[2]);
  if (year < yearLimits.first || year > yearLimits.last) return undefined;
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (month !== undefined) return periodOf("month", dayOf(year, month, 1));
  if (match[3] !== undefined) return periodOf("quarter", dayOf(year, Number(match[3]) * 3 - 2, 1));
  if (match[4] !== undefined)
    return periodOf("half-year", dayOf(year, Number(match[4]) * 6 - 5, 1));
  if (match[5] !== undefined) {
    const period = periodOf("week", dayOf(year, 1, 4) + (Number(match[5]) - 1) * 7);
    return period.name === name ? period : undefined;
  }
  return periodOf("year", dayOf(year, 1, 1));
}

/** The period of a unit that a day lies in. */
export function periodOf(unit: CalendarUnit, day: Day): Period {
  const ordinal = ordinalOf(unit, day);
  return {
    name: unitName(unit, ordinal),
    unit,
    first: firstDay(unit, ordinal),
    last: lastDay(unit, ordinal),
  };
}

/** The shortest named period that contains both days; `all` if no single year does. */
export function periodAround(first: Day, last: Day): Period {
  for (const unit of ["month", "quarter", "half-year", "year"] as const) {
    const period = periodOf(unit, first);
    if (last <= period.last) return period;
  }
  return allTime;
}

/** The ordinals of a unit that have a day in a span, in order. */
export function unitsOver(unit: CalendarUnit, span: Span): Ordinal[] {
  const ordinals: Ordinal[] = [];
  if (span.first > span.last) return ordinals;
  const last = ordinalOf(unit, span.last);
  for (let ordinal = ordinalOf(unit, span.first); ordinal <= last; ordinal += 1)
    ordinals.push(ordinal);
  return ordinals;
}

/** How many units have a day in a span. */
export function unitCount(unit: CalendarUnit, { first, last }: Span): number {
  return first > last ? 0 : ordinalOf(unit, last) - ordinalOf(unit, first) + 1;
}

/** How a calendar unit that crosses the edge of a span is treated. */
export const edges = ["clip", "whole", "start", "most"] as const;
export type Edge = (typeof edges)[number];

/** The day that decides whether most of a span's days lie before or after an edge. */
export function middleOf({ first, last }: Span): Day {
  return first + Math.floor((last - first) / 2);
}

function lies(day: Day, { first, last }: Span): boolean {
  return day >= first && day <= last;
}

const belonging: { readonly [How in Edge]: (unit: Span, span: Span) => boolean } = {
  clip: () => true,
  whole: (unit, span) => lies(unit.first, span) && lies(unit.last, span),
  start: (unit, span) => lies(unit.first, span),
  most: (unit, span) => lies(middleOf(unit), span),
};

/**
 * A span moved to the edges of the units that belong to it: only whole ones, those that start in it, or those that
 * have most of their days in it; `clip` leaves it as it is. An end that is open stays open.
 */
export function rounded(span: Span, unit: CalendarUnit, edge: Edge): Span {
  if (edge === "clip" || span.first > span.last) return span;
  const belongs = (ordinal: Ordinal): boolean =>
    belonging[edge]({ first: firstDay(unit, ordinal), last: lastDay(unit, ordinal) }, span);
  const [from, to] = [ordinalOf(unit, span.first), ordinalOf(unit, span.last)];
  return {
    first:
      span.first === allTime.first ? span.first : firstDay(unit, belongs(from) ? from : from + 1),
    last: span.last === allTime.last ? span.last : lastDay(unit, belongs(to) ? to : to - 1),
  };
}
