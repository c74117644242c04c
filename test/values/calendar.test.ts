import {
  addDays,
  addMonths,
  addQuarters,
  addWeeks,
  addYears,
  endOfISOWeek,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  getISODay,
  getISOWeek,
  getISOWeekYear,
  getQuarter,
  startOfISOWeek,
  startOfMonth,
  startOfQuarter,
  startOfYear,
} from "date-fns";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  allTime,
  type CalendarUnit,
  calendarUnits,
  type Edge,
  firstDay,
  lastDay,
  ordinalOf,
  periodAround,
  periodOf,
  readPeriod,
  rounded,
  type Span,
  shiftDay,
  shiftUnit,
  unitCount,
  unitName,
  unitsOver,
} from "../../src/values/calendar.ts";
import {
  civil,
  type Day,
  dayOf,
  dayText,
  isDate,
  readDay,
  weekday,
  yearLimits,
} from "../../src/values/day.ts";
import { holds } from "../properties.ts";

vi.setConfig({ testTimeout: 60_000 });

const first = dayOf(1902, 1, 1);
const last = dayOf(2399, 12, 31);
const days = fc.integer({ min: first, max: last });
const two = (part: number): string => String(part).padStart(2, "0");

/** A day as date-fns sees it: noon of the host's calendar, which no clock change moves to another day. */
function dateOf(day: Day): Date {
  const utc = new Date(day * 86_400_000);
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), 12);
}

function dayOfDate(date: Date): Day {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** The first and last day and the name of a day's unit, by date-fns. */
const references: Record<CalendarUnit, (date: Date) => readonly [Date, Date, string]> = {
  day: (date) => [
    date,
    date,
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  ],
  week: (date) => [
    startOfISOWeek(date),
    endOfISOWeek(date),
    `${getISOWeekYear(date)}-W${two(getISOWeek(date))}`,
  ],
  month: (date) => [
    startOfMonth(date),
    endOfMonth(date),
    `${date.getFullYear()}-${two(date.getMonth() + 1)}`,
  ],
  quarter: (date) => [
    startOfQuarter(date),
    endOfQuarter(date),
    `${date.getFullYear()}-Q${getQuarter(date)}`,
  ],
  "half-year": (date) => {
    const half = getQuarter(date) <= 2 ? 0 : 6;
    return [
      new Date(date.getFullYear(), half, 1, 12),
      endOfMonth(new Date(date.getFullYear(), half + 5, 1, 12)),
      `${date.getFullYear()}-H${half === 0 ? 1 : 2}`,
    ];
  },
  year: (date) => [startOfYear(date), endOfYear(date), String(date.getFullYear())],
};

describe("days", () => {
  test("each day from 1902 to 2399 has the date, weekday and text of the calendar", () => {
    const wrong: string[] = [];
    for (let day = first; day <= last; day += 1) {
      const utc = new Date(day * 86_400_000);
      const text = utc.toISOString().slice(0, 10);
      const { year, month, date } = civil(day);
      const right =
        year === utc.getUTCFullYear() &&
        month === utc.getUTCMonth() + 1 &&
        date === utc.getUTCDate() &&
        weekday(day) === (utc.getUTCDay() || 7) &&
        dayText(day) === text &&
        readDay(text) === day &&
        dayOf(year, month, date) === day;
      if (!right) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  test("the weekday is that of the ISO calendar", () => {
    holds(
      fc.property(days, (day) => {
        expect(weekday(day)).toBe(getISODay(dateOf(day)));
      }),
    );
  });

  test.each([
    ["D02: 30 February", "2024-02-30"],
    ["D02: 29 February of a common year", "2023-02-29"],
    ["D02: 29 February of a century that is no leap year", "2100-02-29"],
    ["D02: month 13", "2024-13-01"],
    ["D02: month 0", "2024-00-10"],
    ["D02: day 0", "2024-01-00"],
    ["D02: 31 April", "2024-04-31"],
    ["D01: slashes", "03/04/2024"],
    ["D03: a two-digit year", "24-01-05"],
    ["D04: a year alone", "2024"],
    ["D04: a week", "2024-W01"],
    ["D04: a day of the year", "2024-366"],
    ["D04: no hyphens", "20240105"],
    ["one digit for the month", "2024-1-05"],
    ["a space before", " 2024-01-05"],
    ["a line break behind", "2024-01-05\n"],
    ["full-width digits", "２０２４-01-05"],
    ["D12: before 1902", "1901-12-31"],
    ["D23: after 2399", "2400-01-01"],
    ["D23: the year 0", "0000-01-01"],
    ["D23: the year 10000", "10000-01-01"],
    ["D24: a Chinese date", "2024年1月5日"],
    ["D24: an era", "令和6年"],
    ["nothing", ""],
  ])("%s is no day", (_name, text) => {
    expect(readDay(text)).toBeUndefined();
  });

  test("29 February is a day in every fourth year but 2100, 2200 and 2300", () => {
    for (let year = yearLimits.first; year <= yearLimits.last; year += 1) {
      const leap = year % 4 === 0 && ![2100, 2200, 2300].includes(year);
      expect(isDate(year, 2, 29)).toBe(leap);
    }
  });
});

describe("calendar units", () => {
  test.each(calendarUnits)("a %s begins, ends and is named as date-fns says", (unit) => {
    const reference = references[unit];
    holds(
      fc.property(fc.integer({ min: first + 7, max: last - 7 }), (day) => {
        const [start, end, name] = reference(dateOf(day));
        const ordinal = ordinalOf(unit, day);
        expect(firstDay(unit, ordinal)).toBe(dayOfDate(start));
        expect(lastDay(unit, ordinal)).toBe(dayOfDate(end));
        expect(unitName(unit, ordinal)).toBe(name);
        expect(ordinalOf(unit, lastDay(unit, ordinal) + 1)).toBe(ordinal + 1);
        expect(periodOf(unit, day)).toEqual({
          name,
          unit,
          first: dayOfDate(start),
          last: dayOfDate(end),
        });
      }),
      60,
    );
  });

  test("each week of 1902 to 2399 has the name that its Thursday's year gives it", () => {
    const wrong: string[] = [];
    for (let day = first + 7; day <= last - 7; day += 7) {
      const date = dateOf(day);
      const name = `${getISOWeekYear(date)}-W${two(getISOWeek(date))}`;
      if (unitName("week", ordinalOf("week", day)) !== name) wrong.push(dayText(day));
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ["2020-12-27", "2020-W52"],
    ["2020-12-28", "2020-W53"],
    ["2021-01-01", "2020-W53"],
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
    ["2018-12-31", "2019-W01"],
    ["2016-01-03", "2015-W53"],
    ["2024-12-30", "2025-W01"],
  ])("D20: %s lies in %s", (text, name) => {
    const day = readDay(text);
    expect(day === undefined ? "" : unitName("week", ordinalOf("week", day))).toBe(name);
  });

  const spans = fc
    .tuple(fc.integer({ min: first + 800, max: last - 1600 }), fc.integer({ min: 0, max: 800 }))
    .map(([start, length]): Span => ({ first: start, last: start + length }));

  test("those over a span are those that its days lie in, in order", () => {
    holds(
      fc.property(fc.constantFrom(...calendarUnits), spans, (unit, window) => {
        const names = new Set<string>();
        for (let day = window.first; day <= window.last; day += 1)
          names.add(references[unit](dateOf(day))[2]);
        expect(unitsOver(unit, window).map((one) => unitName(unit, one))).toEqual([...names]);
        expect(unitCount(unit, window)).toBe(names.size);
      }),
      6,
    );
  });

  // How each edge decides, told of the days of one unit from its first to its last.
  const belongs: Record<Edge, (days: readonly boolean[]) => boolean> = {
    clip: (days) => days.some((inside) => inside),
    whole: (days) => days.every((inside) => inside),
    start: ([inside]) => inside === true,
    most: (days) => days[Math.floor((days.length - 1) / 2)] === true,
  };

  test("a span rounded to units holds the days of those that belong to it, and no others", () => {
    const unit = fc.constantFrom(...calendarUnits);
    const edge = fc.constantFrom("whole" as const, "start" as const, "most" as const);
    holds(
      fc.property(unit, edge, spans, (of, how, window) => {
        const kept: Day[] = [];
        for (const ordinal of unitsOver(of, window)) {
          const days = [];
          for (let day = firstDay(of, ordinal); day <= lastDay(of, ordinal); day += 1)
            days.push(day);
          const inside = days.map((day) => day >= window.first && day <= window.last);
          if (belongs[how](inside)) kept.push(...days);
        }
        const span = rounded(window, of, how);
        const got = [];
        for (let day = span.first; day <= span.last; day += 1) got.push(day);
        expect(got).toEqual(kept);
      }),
      6,
    );
  });

  test("the weeks of a year under each edge", () => {
    const told = (name: string, edge: Edge): string[] => {
      const { first: start, last: end } = rounded(readPeriod(name) ?? allTime, "week", edge);
      return [dayText(start), dayText(end)];
    };
    // 2025 begins on a Wednesday and ends on a Wednesday; 2026 begins on a Thursday and ends on one.
    expect(told("2025", "clip")).toEqual(["2025-01-01", "2025-12-31"]);
    expect(told("2025", "whole")).toEqual(["2025-01-06", "2025-12-28"]);
    expect(told("2025", "start")).toEqual(["2025-01-06", "2026-01-04"]);
    expect(told("2025", "most")).toEqual(["2024-12-30", "2025-12-28"]);
    expect(told("2026", "most")).toEqual(["2025-12-29", "2027-01-03"]);
    expect(told("all", "whole")).toEqual([dayText(allTime.first), dayText(allTime.last)]);
  });

  test("a year has 12 months, 4 quarters, 2 halves, and days of 53 weeks", () => {
    const count = (name: string, unit: CalendarUnit): number =>
      unitsOver(unit, readPeriod(name) ?? allTime).length;
    expect(
      (["month", "quarter", "half-year", "year", "day"] as const).map((u) => count("2024", u)),
    ).toEqual([12, 4, 2, 1, 366]);
    expect(count("2024", "week")).toBe(53);
    expect(count("2024-02", "quarter")).toBe(1);
  });
});

describe("periods", () => {
  test.each([
    ["2024", "year", "2024-01-01", "2024-12-31"],
    ["2024-H1", "half-year", "2024-01-01", "2024-06-30"],
    ["2024-H2", "half-year", "2024-07-01", "2024-12-31"],
    ["2024-Q1", "quarter", "2024-01-01", "2024-03-31"],
    ["2024-Q3", "quarter", "2024-07-01", "2024-09-30"],
    ["2024-Q4", "quarter", "2024-10-01", "2024-12-31"],
    ["2024-02", "month", "2024-02-01", "2024-02-29"],
    ["2023-02", "month", "2023-02-01", "2023-02-28"],
    ["2024-12", "month", "2024-12-01", "2024-12-31"],
    ["2024-W01", "week", "2024-01-01", "2024-01-07"],
    ["2020-W53", "week", "2020-12-28", "2021-01-03"],
    ["2021-W01", "week", "2021-01-04", "2021-01-10"],
    ["2024-03-05", "day", "2024-03-05", "2024-03-05"],
    ["1902", "year", "1902-01-01", "1902-12-31"],
    ["2399", "year", "2399-01-01", "2399-12-31"],
    ["all", "all", "1902-01-01", "2399-12-31"],
  ])("%s is a %s from %s to %s", (name, unit, from, to) => {
    const period = readPeriod(name);
    expect(
      period && [period.name, period.unit, dayText(period.first), dayText(period.last)],
    ).toEqual([name, unit, from, to]);
  });

  test.each([
    "",
    "24",
    "2024-13",
    "2024-00",
    "2024-3",
    "2024-Q0",
    "2024-Q5",
    "2024-H0",
    "2024-H3",
    "2024-h1",
    "2024-W00",
    "2024-W1",
    "2021-W53",
    "2024-W54",
    "2024-w01",
    "202403",
    "2024-",
    "2024 ",
    " 2024",
    "2024\n",
    "２０２４",
    "All",
    "ALL",
    "1901",
    "2400",
    "2024-02-30",
    "2024-Q1-01",
    "2024/03",
    "constructor",
    "__proto__",
  ])("%j is no period", (name) => {
    expect(readPeriod(name)).toBeUndefined();
  });

  test("the period around two days is the smallest named one that holds both", () => {
    const pair = fc
      .tuple(fc.integer({ min: first, max: last - 800 }), fc.integer({ min: 0, max: 800 }))
      .map(([start, length]) => [start, start + length] as const);
    holds(
      fc.property(pair, ([from, to]) => {
        const [a, b] = [dateOf(from), dateOf(to)];
        const shared = (["month", "quarter", "half-year", "year"] as const).find(
          (unit) => references[unit](a)[2] === references[unit](b)[2],
        );
        const expected = shared === undefined ? "all" : references[shared](a)[2];
        expect(periodAround(from, to).name).toBe(expected);
      }),
      40,
    );
  });
});

describe("moving by units of the calendar", () => {
  const adders = {
    day: addDays,
    week: addWeeks,
    month: addMonths,
    quarter: addQuarters,
    "half-year": (date: Date, count: number) => addMonths(date, count * 6),
    year: addYears,
  } as const;
  const day = fc.integer({ min: first, max: last });

  test("a day goes where date-fns says, and nowhere where that is outside the calendar", () => {
    holds(
      fc.property(
        day,
        fc.integer({ min: -700, max: 700 }),
        fc.constantFrom(...calendarUnits),
        (from, count, unit) => {
          const to = adders[unit](dateOf(from), count);
          const year = to.getFullYear();
          const expected =
            year < 1902 || year > 2399 ? undefined : dayOf(year, to.getMonth() + 1, to.getDate());
          expect(shiftDay(from, count, unit)).toBe(expected);
        },
      ),
      120,
    );
  });

  test.each([
    ["2024-01-31", 1, "month", "2024-02-29"],
    ["2023-01-31", 1, "month", "2023-02-28"],
    ["2024-03-31", -1, "month", "2024-02-29"],
    ["2024-02-29", 1, "year", "2025-02-28"],
    ["2024-02-29", 4, "year", "2028-02-29"],
    ["2024-11-30", 1, "quarter", "2025-02-28"],
    ["2024-08-31", 1, "half-year", "2025-02-28"],
    ["2024-12-31", 1, "day", "2025-01-01"],
    ["2024-02-28", 1, "week", "2024-03-06"],
    ["2024-02-28", 0, "month", "2024-02-28"],
  ] as const)("%s and %i %s is %s", (from, count, unit, to) => {
    expect(shiftDay(readDay(from) ?? 0, count, unit)).toBe(readDay(to));
  });

  test.each(["2399-12-31", "2024-02-29"])(
    "far beyond the calendar there is nothing: %s",
    (from) => {
      const start = readDay(from) ?? 0;
      for (const unit of calendarUnits)
        for (const count of [200_000, -200_000, 1e15, -1e15])
          expect(shiftDay(start, count, unit)).toBeUndefined();
    },
  );

  test("a unit moved by some is that of a day moved by as many, where the day stays in it", () => {
    holds(
      fc.property(
        day,
        fc.integer({ min: -100, max: 100 }),
        fc.constantFrom(...calendarUnits),
        (from, count, unit) => {
          const shifted = shiftUnit(unit, ordinalOf(unit, from), count);
          const moved = shiftDay(from, count, unit);
          if (moved !== undefined) expect(shifted).toBe(ordinalOf(unit, moved));
        },
      ),
    );
  });
});
