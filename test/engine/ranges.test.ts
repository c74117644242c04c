import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { dayText } from "../../src/values/day.ts";
import { holds } from "../properties.ts";
import { build, codesOf, gain, measureOf, run } from "./build.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What a measure comes to, with what is summed of events for parameters. */
function measured(value: unknown, tables = {}, events: readonly unknown[] = []): string {
  const ruleset = build({
    tables,
    measures: {
      score: { value: { account: "points" } },
      asked: { value, fraction: true },
    },
  });
  return measureOf(run(ruleset, events, { subjects: ["a"] }), "asked");
}

const day = { var: "value" };

describe("workdays", () => {
  test("between two days are those that a walk from day to day finds", () => {
    const days = fc.integer({ min: 18_000, max: 21_000 });
    holds(
      fc.property(days, fc.integer({ min: -3, max: 400 }), (first, length) => {
        const holiday = new Set(["2024-10-01", "2024-10-02", "2022-05-01"]);
        let expected = 0;
        for (let at = first; at <= first + length; at += 1) {
          const date = new Date(at * 86_400_000);
          const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
          if (!isWeekend && !holiday.has(date.toISOString().slice(0, 10))) expected += 1;
        }
        const where = {
          and: [{ "<": [{ weekday: day }, 6] }, { "!": { in: [day, [...holiday]] } }],
        };
        const range = { from: dayText(first), to: dayText(first + length), where };
        expect(measured({ range: ["count", range] })).toBe(String(expected));
      }),
    );
  });
});

/** An exact decimal as a fraction of plain integers. */
type Fraction = readonly [bigint, bigint];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];

function text([n, d]: Fraction): string {
  const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
  const size = n < 0n ? -n : n;
  const common = divisor(size, d) || 1n;
  const [top, bottom] = [n / common, d / common];
  let places = 0;
  while (10n ** BigInt(places) % bottom !== 0n && places < 40) places += 1;
  if (10n ** BigInt(places) % bottom !== 0n) return `${top}/${bottom}`;
  const digits = ((top < 0n ? -top : top) * 10n ** BigInt(places)) / bottom;
  const padded = digits.toString().padStart(places + 1, "0");
  const whole = padded.slice(0, padded.length - places);
  const sign = top < 0n ? "-" : "";
  return `${sign}${whole}${places > 0 ? `.${padded.slice(padded.length - places)}` : ""}`;
}

/** Bounds in tenths, with a cell in hundredths for each. */
const brackets = fc
  .uniqueArray(
    fc.record({
      bound: fc.integer({ min: -50, max: 200 }),
      cell: fc.integer({ min: -300, max: 300 }),
    }),
    { selector: ({ bound }) => bound, minLength: 1, maxLength: 6 },
  )
  .map((list) => list.map(({ bound, cell }) => ({ bound, cell })));

const tableOf = (list: readonly { bound: number; cell: number }[]) => ({
  t: {
    axes: [{ brackets: "from" }],
    cells: Object.fromEntries(
      list.map(({ bound, cell }) => [text([BigInt(bound), 10n]), text([BigInt(cell), 100n])]),
    ),
  },
});

describe("rates", () => {
  test("are what each tenth of a number gives in its bracket, added up", () => {
    holds(
      fc.property(brackets, fc.integer({ min: -80, max: 260 }), (list, x) => {
        let total: Fraction = [0n, 1n];
        const sorted = [...list].sort((a, b) => b.bound - a.bound);
        const least = sorted.at(-1)?.bound ?? 0;
        for (let at = least; at < x; at += 1) {
          const cell = sorted.find(({ bound }) => bound <= at)?.cell ?? 0;
          total = plus(total, times([BigInt(cell), 100n], [1n, 10n]));
        }
        const asked = { graduated: ["t", text([BigInt(x), 10n])] };
        expect(measured(asked, tableOf(list))).toBe(text(total));
      }),
      4,
    );
  });

  test("between bounds lie on the straight line through both cells", () => {
    holds(
      fc.property(brackets, fc.integer({ min: -80, max: 260 }), (list, x) => {
        const sorted = [...list].sort((a, b) => a.bound - b.bound);
        const below = sorted.filter(({ bound }) => bound <= x).at(-1);
        const above = sorted.find(({ bound }) => bound > x);
        const [low, high] = [below ?? above, above ?? below];
        if (low === undefined || high === undefined) return;
        const width = BigInt(high.bound - low.bound) || 1n;
        const rise: Fraction = [BigInt(high.cell - low.cell) * BigInt(x - low.bound), width * 100n];
        const expected = plus([BigInt(low.cell), 100n], low === high ? [0n, 1n] : rise);
        const asked = { interpolated: ["t", text([BigInt(x), 10n])] };
        expect(measured(asked, tableOf(list))).toBe(text(expected));
      }),
      4,
    );
  });
});

describe("what was used is cited and told", () => {
  const tables = {
    price: {
      axes: [{ brackets: "from" }],
      cells: {
        "0": { value: "3", clause: "P1" },
        "5": { value: "0.5", clause: "P2" },
        "10": { value: "0.1", clause: "P3" },
      },
    },
    prize: {
      axes: ["integer"],
      cells: { "1": { value: "9", clause: "Q1" }, "2": { value: "6", clause: "Q2" } },
      default: { value: "0", clause: "Q3" },
    },
  };
  const rule = (amount: unknown) => ({ id: "gain", on: "gain", to: "points", amount });
  const cited = (amount: unknown, points: number): readonly string[] => {
    const result = run({ tables, rules: [rule(amount)] }, [gain("1", "a", "2024-03-05", points)]);
    return [...result.ledger][0]?.clauses ?? [];
  };
  const points = { var: "event.points" };

  test("rates cite the brackets that a number reaches into", () => {
    const graduated = { graduated: ["price", points] };
    expect(cited(graduated, 3)).toEqual(["P1"]);
    expect(cited(graduated, 5)).toEqual(["P1"]);
    expect(cited(graduated, 7)).toEqual(["P1", "P2"]);
    const interpolated = { round: [{ interpolated: ["price", points] }, 2, "half-up"] };
    expect(cited(interpolated, 7)).toEqual(["P2", "P3"]);
    expect(cited(interpolated, 5)).toEqual(["P2"]);
    expect(cited(interpolated, 70)).toEqual(["P3"]);
  });

  test("a range cites the cells of all its numbers", () => {
    const shared = {
      round: [
        { range: ["mean", { from: 1, to: points, value: { table: ["prize", day] } }] },
        1,
        "half-up",
      ],
    };
    expect(cited(shared, 2)).toEqual(["Q1", "Q2"]);
    expect(cited(shared, 1)).toEqual(["Q1"]);
  });

  test("explanations show the parts, in both languages", () => {
    const ruleset = build({ tables, rules: [rule({ graduated: ["price", points] })] });
    const result = run(ruleset, [gain("1", "a", "2024-03-05", 7)]);
    const told = explain(result, "a");
    expect(explanationText(told, "en")).toContain("5 × 3 + 2 × 0.5");
    expect(explanationText(told, "zh")).toContain("5 × 3 + 2 × 0.5");
    expect(explanationText(told, "en")).toContain("P2");
  });
});

describe("the time of day", () => {
  const twice = [gain("1", "a", "2024-03-05"), gain("1", "a", "2024-03-05T00:00")];

  test("is part of an event's content only where it is read", () => {
    expect(codesOf(run({}, twice))).toEqual({});
    const night = { "<": [{ var: ["event.time", 720] }, 360] };
    const reading = {
      rules: [{ id: "gain", on: "gain", when: night, to: "points", amount: 1 }],
    };
    expect(codesOf(run(reading, twice))).toEqual({ "1": "conflict" });
  });

  test("gives way to an attribute of its name", () => {
    const short = {
      events: { gain: { attributes: { time: { type: "number" } } } },
      rules: [{ id: "gain", on: "gain", to: "points", amount: { var: "event.time" } }],
    };
    const event = { id: "1", type: "gain", at: "2024-03-05T10:00", subject: "a", time: 7 };
    expect(measureOf(run(short, [event]), "score")).toBe("7");
  });
});
