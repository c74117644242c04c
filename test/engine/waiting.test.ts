import { describe, expect, test } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { checkRuleset } from "../../src/program/load.ts";
import {
  accountOf,
  documentOf,
  gain,
  measureOf,
  outcomesOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";

const monthly: Short = {
  rules: [
    {
      id: "gain",
      on: "gain",
      to: ["points", "monthly", "waiting", "yearly"],
      amount: { var: "event.points" },
    },
  ],
  accounts: {
    points: {},
    monthly: { per: ["month"] },
    waiting: { per: ["month"], untilOver: "pending" },
    yearly: { judged: ["year"] },
    mean: { from: { account: "monthly" }, steps: [{ mean: {} }], fraction: true },
    lowest: { from: { account: "monthly" }, steps: [{ lowest: {} }] },
    count: { from: { account: "monthly" }, steps: [{ count: {} }] },
    over: { from: { account: "waiting" }, steps: [{ count: {} }] },
  },
  runnings: Object.fromEntries(
    [undefined, "pending", "open"].map((untilOver) => [
      untilOver ?? "passed",
      {
        over: { account: "monthly" },
        state: { sum: { start: 0 } },
        next: { sum: { "+": [{ var: "state.sum" }, { var: "value" }] } },
        value: { var: "state.sum" },
        judged: ["half-year", "year"],
        ...(untilOver === undefined ? {} : { untilOver }),
      },
    ]),
  ),
};
const events = [gain("1", "a", "2024-01-10", 4), gain("2", "a", "2024-03-10", 2)];
const given = { period: "2024-H1", asOf: "2024-04-15" };

describe("what is still to come", () => {
  test("months that have not begun give nothing to what looks at all months", () => {
    const result = run(monthly, events, given);
    // January to April: 4, 0, 2 and, so far, 0.
    expect(accountOf(result, "mean")).toBe("1.5");
    expect(accountOf(result, "lowest")).toBe("0");
    expect(accountOf(result, "count")).toBe("4");
    expect(accountOf(run(monthly, events, { period: "2024-H1" }), "mean")).toBe("1");
    expect(accountOf(run(monthly, events, { ...given, asOf: "2023-12-31" }), "mean")).toBe(
      "absent",
    );
  });

  test("an account waits for its month, or for the kind of period it is judged for", () => {
    const result = run(monthly, events, given);
    expect(accountOf(result, "waiting", "a", "2024-03")).toBe("2");
    expect(accountOf(result, "waiting", "a", "2024-04")).toBe("pending");
    expect(accountOf(result, "over")).toBe("3");
    expect(accountOf(result, "yearly")).toBe("pending");
    expect(accountOf(run(monthly, events), "yearly")).toBe("6");
  });

  test("a running passes over what is not over, or waits, or goes on", () => {
    const { runnings } = run(monthly, events, given);
    const own = runnings.filter(({ subject }) => subject === "a");
    const walk = (id: string) => Object.values(valuesOf(own, id)).join(" ");
    expect(Object.keys(valuesOf(runnings, "passed"))).toHaveLength(9);
    expect(walk("pending")).toBe("4 4 6 pending pending pending");
    // April goes on; May and June have not begun.
    expect(walk("open")).toBe("4 4 6 6");
    const quarter = run(monthly, events, { period: "2024-Q1" });
    expect(Object.values(valuesOf(quarter.runnings, "open")).slice(0, 3)).toEqual([
      "pending",
      "pending",
      "pending",
    ]);
  });

  test("an explanation says that they wait, and for what", () => {
    const ranked = { final: { by: "score" }, walked: { by: [{ value: { running: "open" } }] } };
    const ruleset = { ...monthly, rankings: ranked };
    const english = (period: string) =>
      explanationText(explain(run(ruleset, events, { ...given, period }), "a"), "en");
    expect(english("2024-H1")).toContain(
      "2024-04 to 2024-06: not known yet (its time is not over)",
    );
    expect(english("2024-Q1")).toContain("it is not judged in this kind of period");
  });
});

describe("keys that are days", () => {
  const tasks: Short = {
    attributes: { due: { type: "day" } },
    accounts: {
      points: { per: [{ due: { var: "event.due" } }], window: "all" },
      inside: { from: { account: "points" }, window: "period", steps: [{ sum: {} }] },
    },
    measures: { score: { value: { else: [{ running: "sum" }, 0] } } },
    runnings: {
      sum: {
        over: { account: "points" },
        window: "all",
        state: { sum: { start: 0 } },
        next: { sum: { "+": [{ var: "state.sum" }, { var: "value" }] } },
        value: { var: "state.sum" },
      },
    },
    outcomes: {
      done: {
        kind: "award",
        untilOver: "open",
        when: { all: [{ account: "points" }, { ">": [{ var: "value" }, 0] }] },
      },
    },
  };
  const due = (id: string, day: string, points: number) =>
    gain(id, "a", "2024-01-02", points, { due: day });

  test("are over when the day has passed, also where all time is scored", () => {
    const list = [due("1", "2024-02-01", 1), due("2", "2024-03-01", 2), due("3", "2025-03-01", 4)];
    for (const period of ["all", "2024"]) {
      const at = (asOf: string) => run(tasks, list, { period, asOf, subjects: ["a"] });
      expect(measureOf(at("2024-01-31"), "score")).toBe("0");
      expect(measureOf(at("2024-02-01"), "score")).toBe("1");
      expect(measureOf(at("2024-03-01"), "score")).toBe("3");
      expect(outcomesOf(at("2024-03-01"), "done")).toEqual({});
      expect(outcomesOf(at("2025-03-01"), "done")).toEqual({ a: "given" });
    }
    expect(accountOf(run(tasks, list), "inside")).toBe("3");
  });
});

describe("states are read", () => {
  const typed: Short = {
    enums: { colour: ["green", "red"] },
    accounts: { points: { per: ["month", "event"] } },
    runnings: {
      last: {
        over: { account: "points" },
        state: {
          sum: { start: 0, label: { en: "so far", zh: "累计" } },
          colour: { type: "colour", start: "green" },
          high: { type: "boolean", start: false },
        },
        next: {
          sum: { "+": [{ var: "state.sum" }, { var: "value" }] },
          colour: { if: [{ var: "state.high" }, "red", { var: "state.colour" }] },
          high: { ">": [{ var: "value" }, 3] },
        },
        value: { var: "value" },
      },
    },
    measures: {
      score: { value: { running: ["last", { state: "sum" }] } },
      month: {
        per: ["month"],
        value: { else: [{ running: ["last", { state: "sum" }] }, 0] },
      },
      one: {
        value: {
          else: [
            {
              running: [
                "last",
                { at: { month: { calendar: ["month", "2024-01-01"] } }, state: "sum" },
              ],
            },
            0,
          ],
        },
      },
      best: { value: { cohort: ["highest", { value: { running: ["last", { state: "sum" }] } }] } },
    },
    outcomes: {
      red: { kind: "warning", when: { "==": [{ running: ["last", { state: "colour" }] }, "red"] } },
    },
  };
  const list = [
    gain("1", "a", "2024-01-10", 1),
    gain("2", "a", "2024-01-20", 4),
    gain("3", "a", "2024-03-10", 2),
  ];

  test("at the end, at the last key of a month, of others", () => {
    const result = run(typed, list);
    expect(measureOf(result, "score")).toBe("7");
    expect(measureOf(result, "score", "b")).toBe("0");
    expect(measureOf(result, "month", "a", "2024-01")).toBe("5");
    expect(measureOf(result, "month", "a", "2024-02")).toBe("0");
    expect(measureOf(result, "month", "a", "2024-03")).toBe("7");
    expect(measureOf(result, "one")).toBe("5");
    expect(measureOf(result, "best", "b")).toBe("7");
    expect(outcomesOf(result, "red")).toEqual({ a: "given" });
    expect(result.runnings.map(({ states }) => states)).toEqual([
      { sum: "1", colour: "green", high: "false" },
      { sum: "5", colour: "green", high: "true" },
      { sum: "7", colour: "red", high: "false" },
    ]);
  });

  test("an explanation walks along the keys, with the states after each", () => {
    const explanation = explain(run(typed, list), "a");
    expect(explanationText(explanation, "en")).toContain("2 [so far: 7, colour: red, high: no]");
    expect(explanationText(explanation, "zh")).toContain("累计");
  });

  const codes = (running: Readonly<Record<string, unknown>>, read: unknown = 1): string[] =>
    checkRuleset(
      documentOf({
        ...typed,
        outcomes: {},
        runnings: { last: { ...typed.runnings?.["last"], ...running } },
        measures: { score: { value: read } },
      }),
    ).map(({ code, pointer }) => `${code} ${pointer}`);

  test("what does not fit is refused where it stands", () => {
    const state = (type: string, start: unknown) => ({
      state: { ...(typed.runnings?.["last"]?.["state"] as object), colour: { type, start } },
      next: {},
    });
    expect(codes({})).toEqual([]);
    expect(codes(state("day", "2024-01-01"))).toEqual([]);
    expect(codes(state("day", "soon"))).toEqual(["bad-date /runnings/last/state/colour/start"]);
    expect(codes(state("colour", "blue"))).toEqual([
      "unlisted-value /runnings/last/state/colour/start",
    ]);
    expect(codes(state("text", "x"))).toEqual(["type-mismatch /runnings/last/state/colour/type"]);
    expect(codes(state("unit", "x"))).toEqual(["type-mismatch /runnings/last/state/colour/type"]);
    expect(codes(state("shade", "x"))).toEqual(["unknown-name /runnings/last/state/colour/type"]);
    expect(codes({}, { running: ["last", { state: "some" }] })).toEqual([
      "unknown-name /measures/score/value/running/1/state",
    ]);
    expect(codes({}, { running: ["last", { state: "high" }] })).toEqual([
      "type-mismatch /measures/score/value",
    ]);
    const each = (read: unknown): string[] =>
      checkRuleset(
        documentOf({
          ...typed,
          outcomes: {},
          measures: { score: { value: 1 }, m: { per: ["quarter"], value: read } },
        }),
      ).map(({ code, pointer }) => `${code} ${pointer}`);
    // By other keys it would be the same at each of them.
    expect(each({ running: "last" })).toContain("bad-value /measures/m/value/running");
    expect(each({ running: ["last", { at: {} }] })).toEqual([]);
    expect(codes({}, { account: ["points", { state: "sum" }] })).toContain(
      "unknown-key /measures/score/value/account/1/state",
    );
  });
});

describe("a cohort of another kind", () => {
  const heads: Short = {
    subjects: {
      unit: {
        who: "roster",
        attributes: { head: { type: "person", optional: true }, district: { type: "text" } },
      },
      person: { who: "roster", attributes: { district: { type: "text" } } },
    },
    measures: {
      score: { value: { account: "points" } },
      headed: {
        of: "person",
        fraction: true,
        value: {
          else: [
            {
              cohort: [
                "mean",
                {
                  of: "unit",
                  where: {
                    and: [
                      { has: "subject.head" },
                      { "==": [{ var: "subject.head" }, { var: "reader" }] },
                    ],
                  },
                  value: { measure: "score" },
                },
              ],
            },
            0,
          ],
        },
      },
      nearby: {
        of: "person",
        value: {
          cohort: ["sum", { of: "unit", within: ["district"], value: { measure: "score" } }],
        },
      },
      above: {
        value: {
          cohort: [
            "count",
            {
              where: {
                ">": [{ measure: "score" }, { measure: ["score", { of: { var: "reader" } }] }],
              },
            },
          ],
        },
      },
    },
  };
  const subjects = [
    { id: "p", kind: "person", district: "east" },
    { id: "q", kind: "person", district: "west" },
    { id: "a", head: "p", district: "east" },
    { id: "b", head: "p", district: "west" },
    { id: "c", head: "q", district: "west" },
    { id: "d", district: "east" },
  ];
  const list = [
    gain("1", "a", "2024-01-10", 1),
    gain("2", "b", "2024-01-10", 4),
    gain("3", "c", "2024-01-10", 9),
    gain("4", "d", "2024-01-10", 16),
  ];

  test("takes those who refer to the one who asks", () => {
    for (const roster of [subjects, [...subjects].reverse()]) {
      const result = run(heads, list, { subjects: roster });
      expect(valuesOf(result.measures, "headed")).toEqual({ p: "2.5", q: "9" });
      expect(valuesOf(result.measures, "nearby")).toEqual({ p: "17", q: "13" });
      expect(valuesOf(result.measures, "above")).toEqual({ a: "3", b: "2", c: "1", d: "0" });
    }
  });

  test("is told by its kind", () => {
    const text = explanationText(explain(run(heads, list, { subjects }), "p"), "en");
    expect(text).toContain("mean of score among all (unit)");
  });

  test("is refused where a kind is not, where who asks is nobody, where attributes differ", () => {
    const codes = (value: unknown): string[] =>
      checkRuleset(
        documentOf({
          ...heads,
          measures: { score: { value: { account: "points" } }, m: { of: "person", value } },
        }),
      ).map(({ code, pointer }) => `${code} ${pointer}`);
    expect(codes({ cohort: ["count", { of: "units" }] })).toEqual([
      "unknown-name /measures/m/value/cohort/1/of",
    ]);
    expect(codes({ if: [{ "==": [{ var: "reader" }, { var: "subject" }] }, 1, 2] })).toEqual([
      "unknown-field /measures/m/value/if/0/==/0/var",
    ]);
    expect(codes({ cohort: ["count", { of: "unit", within: ["head"] }] })).toEqual([
      "unknown-field /measures/m/value/cohort/1/within",
    ]);
    expect(codes({ cohort: ["sum", { of: "unit", value: { var: "reader.staff" } }] })).toEqual([
      "unknown-field /measures/m/value/cohort/1/value/var",
    ]);
  });
});
