import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset, type Result, score } from "../../src/index.ts";
import { readEvents, readSubjects } from "../../src/node.ts";
import * as bundled from "../../src/rulesets.ts";
import { holds } from "../properties.ts";
import { document } from "./rows.ts";

const units = ["day", "week", "month", "quarter", "half-year", "year"] as const;

const label = { en: "x", zh: "甲" };

/** The points of the invented ruleset, once as they are and once for each unit of the calendar. */
const byUnit = loadRuleset({
  ...document,
  rules: document.rules.map((rule) => ({ ...rule, to: ["points", ...units] })),
  accounts: {
    ...document.accounts,
    ...Object.fromEntries(
      units.map((unit) => [unit, { label, per: [unit], steps: [{ sum: {} }] }]),
    ),
  },
} as never);

/** What an account comes to over all its keys; amounts are whole numbers. */
function total(result: Result, account: string): number {
  return result.accounts
    .filter((one) => one.id === account)
    .reduce((sum, { value }) => sum + Number(value ?? 0), 0);
}

/** What events of the invented ruleset come to in a period, worked out once. */
function byPeriod(events: readonly unknown[], ruleset = byUnit, subjects = [{ id: "第一镇" }]) {
  const known = new Map<string, Result>();
  return (period: string): Result => {
    const result = known.get(period) ?? score(ruleset, events, { period, subjects });
    known.set(period, result);
    return result;
  };
}

const periods = (year: string): Record<"months" | "quarters" | "halves", string[]> => ({
  months: Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`),
  quarters: [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
  halves: [1, 2].map((half) => `${year}-H${half}`),
});

const daily = (
  year: number,
): { type: string; id: string; at: string; subject: string; points: number }[] => {
  const events = [];
  const day = new Date(Date.UTC(year, 0, 1));
  for (; day.getUTCFullYear() === year; day.setUTCDate(day.getUTCDate() + 1)) {
    const at = day.toISOString().slice(0, 10);
    events.push({ type: "gain", id: at, at, subject: "第一镇", points: 1 });
  }
  return events;
};

describe("A1 units of the calendar at the edge of the window", () => {
  test.each([
    [2024, 366],
    [2025, 365],
    [2026, 365],
  ])(
    "a point a day of %i makes %i, by weeks and by every other unit, whatever is scored",
    (year, days) => {
      const at = byPeriod(daily(year));
      const { months, quarters, halves } = periods(String(year));
      for (const account of ["points", ...units]) {
        const sum = (names: readonly string[]): number =>
          names.reduce((all, name) => all + total(at(name), account), 0);
        expect(
          [sum(months), sum(quarters), sum(halves), sum([String(year)]), sum(["all"])],
          account,
        ).toEqual([days, days, days, days, days]);
      }
    },
  );

  test("months, quarters and the year agree for whatever happens, by every unit", () => {
    const event = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      points: fc.integer({ min: 0, max: 99 }),
    });
    holds(
      fc.property(fc.integer({ min: 1902, max: 2399 }), fc.array(event), (year, drawn) => {
        const events = drawn.map(({ month, day, points }, at) => ({
          ...{ type: "gain", id: `${at}`, subject: "第一镇", points },
          at: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
        }));
        const at = byPeriod(events);
        const sum = (names: readonly string[], account: string): number =>
          names.reduce((all, period) => all + total(at(period), account), 0);
        const { months, quarters } = periods(String(year));
        const expected = drawn.reduce((all, { points }) => all + points, 0);
        for (const account of units) {
          expect(sum(months, account)).toBe(expected);
          expect(sum(quarters, account)).toBe(expected);
          expect(sum([String(year)], account)).toBe(expected);
        }
      }),
      1,
    );
  });

  type Json = { [key: string]: Json } & { length?: never };

  /** Accounts that add up the entries of the period as they are: a copy for each unit of the calendar gets the same. */
  function withCopies(json: Json): { copy: Json; additive: string[] } {
    const copy = JSON.parse(JSON.stringify(json)) as Json;
    const accounts = copy.accounts as Json;
    const additive = Object.entries(accounts).flatMap(([id, account]) => {
      const steps = JSON.stringify(account.steps ?? "");
      const isPlain = /^\[\{"(sum|count)":\{\}[^{]*\}\]$/.test(steps);
      return isPlain && !("from" in account) && !("per" in account) && !("window" in account)
        ? [id]
        : [];
    });
    for (const id of additive)
      for (const unit of units)
        accounts[`${id}--${unit}`] = { ...accounts[id], per: [unit] } as never;
    const send = (part: unknown): void => {
      if (typeof part !== "object" || part === null) return;
      for (const [key, value] of Object.entries(part)) {
        if (key !== "to") send(value);
        else if (typeof value === "string" || Array.isArray(value)) {
          const to = [value].flat() as string[];
          const more = to.filter((id) => additive.includes(id));
          (part as Json).to = [
            ...to,
            ...more.flatMap((id) => units.map((u) => `${id}--${u}`)),
          ] as never;
        }
      }
    };
    send(copy.rules);
    return { copy, additive };
  }

  test.each(Object.keys(bundled.rulesets))(
    "in the sample year of %s each additive account comes to the same by months, quarters and the year",
    async (id) => {
      const path = (name: string): string => `${import.meta.dirname}/../../${name}`;
      const file = (name: string): string => readFileSync(path(name), "utf8");
      const { copy, additive } = withCopies(JSON.parse(file(`rulesets/${id}.json`)) as Json);
      const ruleset = loadRuleset(copy as never, {
        parameters: existsSync(path(`samples/${id}/parameters.json`))
          ? JSON.parse(file(`samples/${id}/parameters.json`)).parameters
          : {},
      });
      const source = (name: string) => ({ name, content: file(`samples/${id}/${name}`) });
      const { subjects } = await readSubjects(source("subjects.csv"), ruleset);
      const events: unknown[] = [];
      for await (const event of readEvents(source("events.csv"), ruleset, { subjects }))
        events.push(event);
      const at = byPeriod(events, ruleset, subjects as never);
      const { months, quarters } = periods("2024");
      for (const account of additive) {
        const year = total(at("2024"), account);
        for (const unit of units) {
          const name = `${account}--${unit}`;
          const sum = (names: readonly string[]): number =>
            names.reduce((all, period) => all + total(at(period), name), 0);
          expect([sum(months), sum(quarters), sum(["2024"])], name).toEqual([year, year, year]);
        }
      }
    },
  );
});
