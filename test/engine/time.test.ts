import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { periodOfDates } from "../../src/engine/score.ts";
import { holds } from "../properties.ts";
import {
  accountOf,
  build,
  bytes,
  codesOf,
  difference,
  gain,
  measureOf,
  outcomesOf,
  ranksOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";
import { events, rich, roster } from "./streams.ts";

vi.setConfig({ testTimeout: 60_000 });

const calendar = build({
  accounts: {
    points: {},
    day: { per: ["day"] },
    week: { per: ["week"] },
    month: { per: ["month"] },
    quarter: { per: ["quarter"] },
    half: { per: ["half-year"] },
    year: { per: ["year"] },
  },
  rules: [
    {
      ...{ id: "gain", on: "gain", amount: { var: "event.points" } },
      to: ["points", "day", "week", "month", "quarter", "half", "year"],
    },
  ],
});

describe("a moment has its day in the ruleset's zone", () => {
  test.each([
    ["2024-03-31", "2024-03-31"],
    ["2024-03-31T23:59:59.999", "2024-03-31"],
    ["2024-04-01T00:00", "2024-04-01"],
    ["2024-03-31T15:59:59.999Z", "2024-03-31"],
    ["2024-03-31T16:00:00Z", "2024-04-01"],
    ["2024-03-31T23:59:59+08:00", "2024-03-31"],
    ["2024-04-01T00:00:00+08:00", "2024-04-01"],
    ["2024-03-31T12:00:00-04:00", "2024-04-01"],
    ["2023-12-31T16:00:00Z", "2024-01-01"],
  ])("Shanghai: %s is on %s", (at, day) => {
    const result = run({}, [gain("1", "a", at)]);
    expect([...result.ledger].map((entry) => entry.day)).toEqual([day]);
  });

  test.each([
    // The night of 10 March 2024 has no hour from 2 to 3, that of 3 November has the hour from 1 to 2 twice.
    ["2024-03-10T04:59:59Z", "2024-03-09"],
    ["2024-03-10T05:00:00Z", "2024-03-10"],
    ["2024-03-11T03:59:59Z", "2024-03-10"],
    ["2024-03-11T04:00:00Z", "2024-03-11"],
    ["2024-03-10T02:30", "2024-03-10"],
    ["2024-11-03T01:30", "2024-11-03"],
    ["2024-11-04T04:59:59Z", "2024-11-03"],
    ["2024-11-04T05:00:00Z", "2024-11-04"],
  ])("New York: %s is on %s", (at, day) => {
    const result = run({ timeZone: "America/New_York" }, [gain("1", "a", at)]);
    expect([...result.ledger].map((entry) => entry.day)).toEqual([day]);
  });

  test("a bare date is the start of its day in the order of events, then the id decides", () => {
    const order = ["b", "a", "d", "c"];
    const list = [
      gain("c", "a", "2024-03-05T00:00:00.001"),
      gain("d", "a", "2024-03-05"),
      gain("a", "a", "2024-03-05T00:00+09:00"),
      gain("b", "a", "2024-03-04T23:59:59"),
    ];
    // Nine hours ahead of Greenwich midnight comes an hour before it does in Shanghai: on the fourth.
    const result = run({}, list);
    expect([...result.ledger].map(({ event }) => event)).toEqual(
      order.sort((x, y) => rank(x) - rank(y)),
    );
    function rank(id: string): number {
      return { a: 0, b: 1, d: 2, c: 3 }[id] ?? 9;
    }
  });
});

describe("periods hold their first and their last day, and nothing else", () => {
  const marks = [
    ...["2023-12-31", "2024-01-01", "2024-01-31", "2024-02-01", "2024-03-31", "2024-04-01"],
    ...["2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01"],
  ];
  // Each day has a power of two of its own, so that a sum says which days are in it.
  const list = marks.map((at, index) => gain(at, "a", at, 2 ** index));
  const sum = (...days: readonly string[]) =>
    String(days.reduce((total, day) => total + 2 ** marks.indexOf(day), 0));

  test.each([
    ["2024", marks.slice(1, 9)],
    ["2024-H1", marks.slice(1, 7)],
    ["2024-H2", marks.slice(7, 9)],
    ["2024-Q1", marks.slice(1, 5)],
    ["2024-Q2", marks.slice(5, 7)],
    ["2024-01", marks.slice(1, 3)],
    ["2024-02", marks.slice(3, 4)],
    ["2024-05", []],
    ["2024-03-31", ["2024-03-31"]],
    ["all", marks],
  ])("%s", (period, days) => {
    const result = run(calendar, list, { period });
    expect(accountOf(result, "points")).toBe(sum(...days));
    expect([...result.ledger].map(({ event }) => event)).toEqual(days);
  });

  test("every unit of the calendar has a value, empty ones too; one that crosses the edge holds what lies in the period", () => {
    const result = run(calendar, list, { period: "2024-Q1", subjects: ["a", "b"] });
    const empty = Object.keys(valuesOf(result.accounts, "month")).filter((key) =>
      key.startsWith("b"),
    );
    expect(empty).toEqual(["b 2024-01", "b 2024-02", "b 2024-03"]);
    expect(accountOf(result, "month", "a", "2024-01")).toBe(sum("2024-01-01", "2024-01-31"));
    expect(accountOf(result, "quarter", "a", "2024-Q1")).toBe(sum(...marks.slice(1, 5)));
    const quarter = sum(...marks.slice(1, 5));
    expect(accountOf(result, "half", "a", "2024-H1")).toBe(quarter);
    expect(accountOf(result, "year", "a", "2024")).toBe(quarter);
    expect(Object.keys(valuesOf(result.accounts, "day"))).toHaveLength(2 * 91);
  });

  test("a week that crosses the end of the year has its days in both years", () => {
    const days = ["2024-12-29", "2024-12-30", "2025-01-05", "2025-01-06"];
    const week = (period: string) =>
      valuesOf(
        run(
          calendar,
          days.map((at, index) => gain(at, "a", at, 10 ** index)),
          {
            ...{ period, subjects: ["a"] },
          },
        ).accounts,
        "week",
      );
    // 1 January 2024 is a Monday; the week from 30 December is the first of 2025 and lies in both years.
    expect(Object.keys(week("2024"))).toHaveLength(53);
    expect(week("2024")).toMatchObject({
      "a 2024-W01": "0",
      "a 2024-W52": "1",
      "a 2025-W01": "10",
    });
    expect(Object.keys(week("2025"))[0]).toBe("a 2025-W01");
    expect(week("2025")).toMatchObject({ "a 2025-W01": "100", "a 2025-W02": "1000" });
    expect(week("all")).toMatchObject({
      "a 2024-W52": "1",
      "a 2025-W01": "110",
      "a 2025-W02": "1000",
    });
    // 1 December 2024 is a Sunday.
    expect(Object.keys(week("2024-12"))).toEqual([
      "a 2024-W48",
      "a 2024-W49",
      "a 2024-W50",
      "a 2024-W51",
      "a 2024-W52",
      "a 2025-W01",
    ]);
  });

  test("scoring all time does not make keys for time in which nothing happened", () => {
    const result = run(calendar, [gain("1", "a", "2024-03-05")], { period: "all" });
    expect(Object.keys(valuesOf(result.accounts, "month"))).toHaveLength(3 * 12);
    const monthly: Short = { accounts: { points: { per: ["month"] } }, measures: {}, rankings: {} };
    expect(valuesOf(run(monthly, [], { period: "all" }).accounts, "points")).toEqual({});
  });

  test("an event that is withdrawn makes no time either", () => {
    const monthly: Short = { accounts: { points: { per: ["month"] } }, measures: {}, rankings: {} };
    const list = [
      gain("1", "a", "2024-03-05"),
      gain("2", "a", "2019-03-05"),
      { id: "3", type: "retraction", at: "2024-03-06", retracts: "2" },
      { id: "4", type: "retraction", at: "2030-03-06", retracts: "nothing" },
    ];
    const result = run(monthly, list, { period: "all", subjects: ["a"] });
    expect(Object.keys(valuesOf(result.accounts, "points"))).toHaveLength(12);
  });

  test("a linear score of a year is the sum of its months, its quarters and its halves", () => {
    const linear = build();
    holds(
      fc.property(events, (list) => {
        const gains = list
          .filter(({ type }) => type === "gain")
          .map((event) => ({ ...event, helper: "" }));
        const score = (period: string) =>
          Number(measureOf(run(linear, gains, { period }), "score"));
        const parts = (unit: string, count: number) =>
          Array.from({ length: count }, (_, index) =>
            score(`2024-${unit}${unit === "" ? String(index + 1).padStart(2, "0") : index + 1}`),
          ).reduce((total, value) => total + value, 0);
        const year = score("2024");
        for (const [unit, count] of [
          ["", 12],
          ["Q", 4],
          ["H", 2],
        ] as const)
          expect(parts(unit, count)).toBeCloseTo(year, 6);
      }),
    );
  });
});

describe("windows", () => {
  const windows: Short = {
    accounts: {
      period: {},
      year: { window: "year" },
      toDate: { window: "year-to-date" },
      onRecord: { window: "to-date" },
      all: { window: "all" },
      three: { window: { last: 3, unit: "month" } },
      twoYears: { window: { last: 2, unit: "year" } },
      monthly: { window: "year", per: ["month"] },
      monthlyThree: { window: { last: 3, unit: "month" }, per: ["month"] },
    },
    rules: [
      {
        ...{ id: "gain", on: "gain", amount: { var: "event.points" } },
        to: [
          ...["period", "year", "toDate", "onRecord", "all", "three", "twoYears"],
          ...["monthly", "monthlyThree"],
        ],
      },
    ],
    measures: {
      score: { value: { account: "year" } },
      months: { per: ["month"], window: "year", value: { account: "monthly" } },
    },
  };
  const list = [
    gain("1", "a", "2022-12-31", 1),
    gain("2", "a", "2023-11-30", 10),
    gain("3", "a", "2023-12-01", 100),
    gain("4", "a", "2024-02-29", 1000),
    gain("5", "a", "2024-03-01", 10000),
    gain("6", "a", "2024-12-31", 100000),
    gain("7", "a", "2025-01-01", 1000000),
  ];

  test.each([
    [
      "2024-02",
      {
        ...{ period: "1000", year: "111000", toDate: "1000", three: "1100", twoYears: "1110" },
        onRecord: "1111",
      },
    ],
    [
      "2024-Q1",
      {
        ...{ period: "11000", year: "111000", toDate: "11000", three: "11000", twoYears: "11110" },
        onRecord: "11111",
      },
    ],
    [
      "2024",
      {
        ...{ period: "111000", year: "111000", toDate: "111000", three: "100000" },
        ...{ twoYears: "111110", onRecord: "111111" },
      },
    ],
    [
      "2025-01",
      {
        period: "1000000",
        year: "1000000",
        toDate: "1000000",
        three: "1100000",
        twoYears: "1111000",
        onRecord: "1111111",
      },
    ],
  ])("seen from %s", (period, expected) => {
    const result = run(windows, list, { period });
    for (const [id, value] of Object.entries({ ...expected, all: "1111111" }))
      expect(accountOf(result, id)).toBe(value);
  });

  test("the months of the year around a month, and the last three across the new year", () => {
    const result = run(windows, list, { period: "2024-02", subjects: ["a"] });
    expect(Object.keys(valuesOf(result.accounts, "monthly"))).toHaveLength(12);
    expect(Object.keys(valuesOf(result.measures, "months"))).toHaveLength(12);
    expect(measureOf(result, "months", "a", "2024-12")).toBe("100000");
    expect(valuesOf(result.accounts, "monthlyThree")).toEqual({
      ...{ "a 2023-12": "100", "a 2024-01": "0", "a 2024-02": "1000" },
    });
  });

  test("what is kept is decided in its span, then the period selects", () => {
    const first: Short = {
      accounts: {
        points: { steps: [{ keep: "first", per: ["item"], within: "year" }, { count: {} }] },
      },
    };
    const items = [
      gain("1", "a", "2024-01-31", 1, { item: "i" }),
      gain("2", "a", "2024-02-01", 1, { item: "i" }),
      gain("3", "a", "2024-02-02", 1, { item: "j" }),
      gain("4", "a", "2023-02-02", 1, { item: "j" }),
      gain("5", "a", "2024-02-03"),
      gain("6", "a", "2024-02-03"),
    ];
    const counted = (period: string) => accountOf(run(first, items, { period }), "points");
    expect([counted("2024-01"), counted("2024-02"), counted("2024"), counted("all")]).toEqual([
      ...["1", "3", "4"],
      // Of all time the first of j is that of 2023.
      "4",
    ]);
  });
});

describe("as of a day", () => {
  const judged: Short = {
    accounts: { points: {}, monthly: { per: ["month"], steps: [{ count: {} }] } },
    rules: [{ id: "gain", on: "gain", to: ["points", "monthly"], amount: { var: "event.points" } }],
    measures: {
      score: { value: { account: "points" } },
      short: {
        ...{ per: ["month"], untilOver: "pending" },
        value: { "-": [{ account: "monthly" }, 1] },
      },
    },
    runnings: {
      empty: {
        over: { account: "monthly" },
        state: { run: { start: 0 } },
        next: {
          run: { if: [{ "==": [{ var: "value" }, 0] }, { "+": [{ var: "state.run" }, 1] }, 0] },
        },
        value: { var: "state.run" },
      },
    },
    enums: { mark: ["low", "high"] },
    outcomes: {
      monthly: { kind: "target", per: ["month"], when: { ">": [{ account: "monthly" }, 0] } },
      yearly: { kind: "target", when: { ">": [{ account: "points" }, 0] } },
      silent: { kind: "notice", per: ["month"], when: { ">": [{ running: "empty" }, 0] } },
      first: { kind: "award", when: { "==": [{ rank: "final" }, 1] } },
      grade: {
        kind: "grade",
        type: "mark",
        when: { ">": [{ measure: "score" }, 0] },
        value: "high",
      },
      prize: {
        kind: "cash",
        when: { ">": [{ measure: "score" }, 0] },
        value: { measure: "score" },
      },
      every: {
        kind: "eligibility",
        when: { all: [{ account: "monthly" }, { ">": [{ var: "value" }, 0] }] },
      },
      any: {
        kind: "eligibility",
        when: { some: [{ account: "monthly" }, { ">": [{ var: "value" }, 0] }] },
      },
      missed: {
        kind: "eligibility",
        when: { "!": [{ all: [{ account: "monthly" }, { ">": [{ var: "value" }, 0] }] }] },
      },
      annual: { kind: "award", judged: ["year"], when: { "==": [{ rank: "final" }, 1] } },
      openly: { kind: "award", untilOver: "open", when: { "==": [{ rank: "final" }, 1] } },
      later: { kind: "award", untilOver: "pending", when: { "==": [{ rank: "final" }, 1] } },
    },
  };
  const loaded = build(judged);

  test("that day itself counts, the next does not, instants by the zone", () => {
    const list = [
      gain("1", "a", "2024-03-31", 1),
      gain("2", "a", "2024-03-31T15:59:59Z", 10),
      gain("3", "a", "2024-03-31T16:00:00Z", 100),
      gain("4", "a", "2024-04-01", 1000),
    ];
    const result = run({}, list, { asOf: "2024-03-31" });
    expect(accountOf(result, "points")).toBe("11");
    expect(result.counts).toMatchObject({ events: 4, accepted: 2, ignored: 2, later: 2 });
    expect(result.asOf).toBe("2024-03-31");
  });

  test("later corrections do not count; later versions of an id are in conflict with it", () => {
    const list = [
      gain("1", "a", "2024-03-01", 1),
      gain("2", "a", "2024-04-01", 10, { revises: "1" }),
      gain("3", "a", "2024-03-01", 100),
      { id: "4", type: "retraction", at: "2024-04-01", retracts: "3" },
      gain("5", "a", "2024-03-01", 1000),
      gain("5", "a", "2024-04-01", 1000),
    ];
    const before = run({}, list, { asOf: "2024-03-31" });
    expect(accountOf(before, "points")).toBe("101");
    expect(codesOf(before)).toEqual({ 5: "conflict" });
    expect(before.counts).toMatchObject({ accepted: 2, rejected: 2, later: 2 });
    const after = run({}, list, { asOf: "2024-04-01" });
    expect(accountOf(after, "points")).toBe("10");
    expect(codesOf(after)).toEqual({ 5: "conflict" });
  });

  test("an entry that is dated later than its event waits for its day", () => {
    const reversed: Short = {
      events: {
        gain: {
          attributes: { points: { type: "number" } },
          links: { undo: { to: "undo", same: ["subject", "item"], which: "first" } },
        },
        undo: { attributes: { from: { type: "day" } } },
      },
      rules: [
        { id: "gain", on: "gain", to: "points", amount: { var: "event.points" } },
        {
          ...{ id: "undone", on: { entries: ["gain"] }, to: "points" },
          ...{ when: { has: "link.undo" }, dated: { var: "link.undo.from" } },
          amount: { "-": [{ var: "entry.amount" }] },
        },
      ],
    };
    const list = [
      gain("1", "a", "2024-03-01", 5, { item: "i" }),
      { id: "2", type: "undo", at: "2024-03-02", subject: "a", item: "i", from: "2024-05-01" },
    ];
    const points = (given: { asOf?: string; period?: string }) =>
      accountOf(run(reversed, list, given), "points");
    expect([points({ asOf: "2024-04-30" }), points({ asOf: "2024-05-01" }), points({})]).toEqual([
      ...["5", "0", "0"],
    ]);
    expect([points({ period: "2024-03" }), points({ period: "2024-05" })]).toEqual(["5", "-5"]);
  });

  test("later events leave no trace but their number", () => {
    holds(
      fc.property(events, (list) => {
        const day = "2024-06-15";
        const given = { subjects: roster, asOf: day };
        const rest = (all: typeof list) => ({
          ...run(rich, all, given),
          counts: undefined as unknown as Result["counts"],
        });
        const marked = list.map((event) => ({ ...event, ...(event.at > day ? { zzz: 1 } : {}) }));
        const early = marked.filter(({ at }) => !(at > day));
        fc.pre(early.length > 0);
        expect(difference(rest(marked), rest(early))).toBe("");
      }),
    );
  });

  const reports = [
    gain("1", "a", "2024-01-10"),
    gain("2", "a", "2024-02-10"),
    gain("3", "b", "2024-01-31"),
    gain("4", "a", "2024-03-10"),
  ];

  test("months that are not over are pending: no target, no measure, no run, no notice", () => {
    const result = run(loaded, reports, { asOf: "2024-03-30", subjects: ["a", "b"] });
    const targets = outcomesOf(result, "monthly");
    expect(targets).toMatchObject({
      "a 2024-01": "met",
      "a 2024-02": "met",
      "a 2024-03": "pending",
    });
    expect(targets).toMatchObject({
      "b 2024-01": "met",
      "b 2024-02": "missed",
      "b 2024-12": "pending",
    });
    expect(measureOf(result, "short", "b", "2024-02")).toBe("-1");
    expect(measureOf(result, "short", "b", "2024-03")).toBe("pending");
    expect(outcomesOf(result, "silent")).toEqual({ "b 2024-02": "given" });
    expect(valuesOf(result.runnings, "empty")).toEqual({
      ...{ "a 2024-01": "0", "a 2024-02": "0", "b 2024-01": "0", "b 2024-02": "1" },
    });
  });

  test("a month is over on its last day", () => {
    const result = run(loaded, reports, { asOf: "2024-03-31", subjects: ["a", "b"] });
    expect(outcomesOf(result, "monthly")).toMatchObject({
      "b 2024-03": "missed",
      "b 2024-04": "pending",
    });
    expect(outcomesOf(result, "silent")).toEqual({ "b 2024-02": "given", "b 2024-03": "given" });
  });

  test("the year's target is pending, award, grade and cash are provisional, what is open stands", () => {
    const result = run(loaded, reports, { asOf: "2024-12-30", subjects: ["a", "b"] });
    const shown = (id: string) =>
      result.outcomes
        .filter((one) => one.id === id && one.subject === "a")
        .map(({ state, provisional, met, value }) => [state, provisional, met ?? value]);
    expect(shown("yearly")).toEqual([["pending", undefined, undefined]]);
    expect(shown("first")).toEqual([["given", true, undefined]]);
    expect(shown("grade")).toEqual([["given", true, "high"]]);
    expect(shown("prize")).toEqual([["given", true, "3"]]);
    expect(shown("openly")).toEqual([["given", undefined, undefined]]);
    expect(shown("later")).toEqual([]);
    expect(result.standings.every(({ provisional }) => provisional === true)).toBe(true);
    expect(result.period.over).toBe(false);
  });

  test("when the year is over nothing is pending or provisional", () => {
    for (const asOf of ["2024-12-31", undefined]) {
      const result = run(loaded, reports, { subjects: ["a", "b"], ...(asOf ? { asOf } : {}) });
      expect(outcomesOf(result, "yearly")).toEqual({ a: "met", b: "met" });
      expect(outcomesOf(result, "later")).toEqual({ a: "given" });
      expect(bytes(result)).not.toContain('"provisional":true');
      expect(bytes(result)).not.toContain('"pending"');
      expect(result.period.over).toBe(true);
    }
  });

  test("one month that is missed decides every, one that is met decides any, the rest waits", () => {
    const state = (asOf: string, subject: string) => {
      const result = run(loaded, reports, { asOf, subjects: ["a", "b", "c"] });
      return ["every", "any", "missed"].map((id) => outcomesOf(result, id)[subject] ?? "-");
    };
    expect(state("2024-01-30", "a")).toEqual(["-", "-", "-"]);
    expect(state("2024-03-30", "a")).toEqual(["-", "given", "-"]);
    expect(state("2024-03-30", "b")).toEqual(["-", "given", "given"]);
    expect(state("2024-01-31", "c")).toEqual(["-", "-", "given"]);
    expect(state("2024-12-31", "a")).toEqual(["-", "given", "given"]);
  });

  test("an award of each month is provisional as long as its month is not over", () => {
    const monthly: Short = {
      ...judged,
      outcomes: {
        best: { kind: "award", per: ["month"], when: { ">": [{ account: "monthly" }, 0] } },
      },
    };
    const { outcomes } = run(monthly, reports, { asOf: "2024-03-30", subjects: ["a"] });
    expect(outcomes.map(({ key, provisional }) => [key, provisional])).toEqual([
      ["2024-01", undefined],
      ["2024-02", undefined],
      ["2024-03", true],
    ]);
  });

  test("an outcome is judged for its kinds of period only", () => {
    const given = (period: string) => outcomesOf(run(loaded, reports, { period }), "annual");
    expect([given("2024"), given("2024-01"), given("2024-Q1"), given("all")]).toEqual([
      { a: "given" },
      ...[{}, {}, {}],
    ]);
    expect(ranksOf(run(loaded, reports, { period: "2024-01" }))).toEqual({ a: 1, b: 1, c: 3 });
  });

  test("a day before anything has happened", () => {
    const result = run(loaded, reports, { asOf: "2023-12-31" });
    expect(result.counts).toMatchObject({ accepted: 0, later: 4 });
    expect(ranksOf(result)).toEqual({ a: 1, b: 1, c: 1 });
  });
});

describe("the period that dates span", () => {
  test.each([
    [["2024-03-05", "2024-03-31"], "2024-03"],
    [["2024-03-05", "2024-02-01"], "2024-Q1"],
    [["2024-04-05", "2024-03-31"], "2024-H1"],
    [["2024-01-01", "2024-12-31"], "2024"],
    [["2023-12-31", "2024-01-01"], "all"],
    [["never"], "all"],
    [[], "all"],
  ])("%j: %s", (dates, period) => {
    expect(periodOfDates(dates)).toBe(period);
  });

  test("is that of the ruleset's zone", () => {
    const newYear = ["2024-12-31T20:00:00Z", "2025-01-03"];
    expect(periodOfDates(newYear, "Asia/Shanghai")).toBe("2025-01");
    expect(periodOfDates(newYear, "America/New_York")).toBe("all");
  });
});
