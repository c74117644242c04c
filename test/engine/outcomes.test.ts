import { describe, expect, test } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import {
  build,
  documentOf,
  gain,
  measureOf,
  outcomeOf,
  outcomesOf,
  run,
  type Short,
} from "./build.ts";

const short: Short = {
  enums: { mark: ["low", "middle", "high"] },
  subjects: {
    unit: { who: "roster", categories: ["town", "office"] },
    author: { who: "open" },
  },
  events: {
    gain: {
      attributes: {
        points: { type: "number", min: "-100" },
        author: { type: "author", optional: true },
      },
    },
  },
  interpretations: { "award-ties": ["in", "out"] },
  parameters: { places: "2", good: "5", best: "10", prize: "100" },
  rules: [
    { id: "gain", on: "gain", to: ["points", "monthly"], amount: { var: "event.points" } },
    {
      ...{ id: "written", on: "gain", to: "written", when: { has: "event.author" } },
      ...{ for: { var: "event.author" }, amount: 1 },
    },
  ],
  accounts: { points: {}, monthly: { per: ["month"] }, written: { of: "author" } },
  outcomes: {
    quota: {
      ...{ kind: "target", where: { "==": [{ var: "subject.category" }, "town"] } },
      when: { ">=": [{ account: "points" }, { param: "good" }] },
    },
    monthly: { kind: "target", per: ["month"], when: { ">": [{ account: "monthly" }, 0] } },
    everyMonth: {
      kind: "eligibility",
      when: { all: [{ outcome: "monthly" }, { "==": [{ var: "value" }, "met"] }] },
    },
    barred: { kind: "eligibility", when: { "<": [{ account: "points" }, 0] } },
    award: {
      kind: "award",
      when: {
        and: [
          {
            reading: [
              "award-ties",
              {
                in: { "<=": [{ rank: "final" }, { param: "places" }] },
                out: { "<=": [{ rank: ["final", "last"] }, { param: "places" }] },
              },
            ],
          },
          { ">": [{ measure: "score" }, 0] },
          { "!=": [{ outcome: "barred" }, "given"] },
        ],
      },
    },
    grade: {
      ...{ kind: "grade", type: "mark", where: { ">=": [{ measure: "score" }, 0] }, when: true },
      value: {
        if: [
          { ">=": [{ measure: "score" }, { param: "best" }] },
          "high",
          { ">=": [{ measure: "score" }, { param: "good" }] },
          "middle",
          "low",
        ],
      },
    },
    ceiling: {
      kind: "eligibility",
      when: {
        and: [{ "==": [{ outcome: "grade" }, "high"] }, { "==": [{ outcome: "quota" }, "met"] }],
      },
    },
    prize: {
      ...{ kind: "cash", when: { "==": [{ outcome: "award" }, "given"] } },
      value: {
        round: [
          {
            "/": [
              { param: "prize" },
              { cohort: ["count", { where: { "==": [{ outcome: "award" }, "given"] } }] },
              0,
            ],
          },
          2,
          "half-up",
        ],
      },
    },
    pen: {
      kind: "award",
      of: "author",
      when: { ">=": [{ account: "written" }, { param: "places" }] },
    },
    negative: { kind: "warning", clause: "W", when: { "<": [{ account: "points" }, 0] } },
  },
};
const subjects = [
  { id: "a", category: "town" },
  { id: "b", category: "town" },
  { id: "c", category: "office" },
  { id: "d", category: "office" },
];
const list = [
  gain("1", "a", "2024-01-05", 7, { author: "zhang" }),
  gain("2", "a", "2024-01-06", 3, { author: "wang" }),
  gain("3", "b", "2024-02-05", "4.99"),
  gain("4", "c", "2024-03-05", "4.99", { author: "zhang" }),
  gain("5", "d", "2024-03-05", -2),
];
const result = run(short, list, { subjects });

describe("what follows for a subject", () => {
  test("targets are met or missed, and do not concern everybody", () => {
    expect(outcomesOf(result, "quota")).toEqual({ a: "met", b: "missed" });
    expect(outcomeOf(result, "quota", "a")).toMatchObject({ met: true, period: "2024" });
    expect(outcomeOf(result, "quota", "b")).toMatchObject({ met: false });
  });

  test("the last place of an award goes to all who tie for it, or to none of them", () => {
    expect(outcomesOf(result, "award")).toEqual({ a: "given", b: "given", c: "given" });
    const out = run(build(short, { interpretations: { "award-ties": "out" } }), list, { subjects });
    expect(outcomesOf(out, "award")).toEqual({ a: "given" });
    expect(out.interpretations).toEqual({ "award-ties": "out" });
  });

  test("an award needs a score above 0", () => {
    expect(outcomesOf(run(short, [], { subjects }), "award")).toEqual({});
  });

  test("grades by bands, read by their names", () => {
    const grades = result.outcomes.filter(({ id }) => id === "grade");
    expect(grades.map(({ subject, value }) => [subject, value])).toEqual([
      ["a", "high"],
      ["b", "low"],
      ["c", "low"],
    ]);
    expect(outcomesOf(result, "ceiling")).toEqual({ a: "given" });
  });

  test("a prize is shared among those who have it", () => {
    const prizes = result.outcomes.filter(({ id }) => id === "prize");
    expect(prizes.map(({ subject, value }) => [subject, value])).toEqual(
      ["a", "b", "c"].map((id) => [id, "33.33"]),
    );
  });

  test("persons in no roster follow like units", () => {
    expect(outcomesOf(result, "pen")).toEqual({ zhang: "given" });
    expect(outcomeOf(result, "pen", "zhang")).toMatchObject({ subjectKind: "author" });
  });

  test("one month that was missed decides every month, also while others are pending", () => {
    const early = (asOf: string) => outcomesOf(run(short, list, { subjects, asOf }), "everyMonth");
    expect(early("2024-02-28")).toEqual({});
    const monthly = Array.from({ length: 12 }, (_, index) =>
      gain(`m${index}`, "a", `2024-${String(index + 1).padStart(2, "0")}-01`),
    );
    expect(outcomesOf(run(short, monthly, { subjects }), "everyMonth")).toEqual({ a: "given" });
  });

  test("a warning says which clause and whom", () => {
    const found = result.warnings.filter(({ code }) => code === "outcome");
    expect(found).toMatchObject([{ check: "negative", subject: "d", clauses: ["W"] }]);
  });

  test("outcomes stand in the document's order, then by subject, then by key", () => {
    const ids = [...new Set(result.outcomes.map(({ id }) => id))];
    const declared = Object.keys(short.outcomes ?? {}).filter((id) => ids.includes(id));
    expect(ids).toEqual(declared);
    const monthly = result.outcomes.filter(({ id }) => id === "monthly");
    expect(monthly).toHaveLength(4 * 12);
    expect(monthly.slice(0, 13).map(({ subject, key }) => `${subject} ${key}`)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `a 2024-${String(index + 1).padStart(2, "0")}`),
      "b 2024-01",
    ]);
  });
});

describe("the reason of an outcome", () => {
  test("holds the comparisons that decided, with their values", () => {
    expect(outcomeOf(result, "award", "c")?.reason.facts).toEqual([
      { of: "ranking:final", value: "2", comparison: "<=", against: "2", holds: true },
      { of: "measure:score", value: "4.99", comparison: ">", against: "0", holds: true },
      { of: "outcome:barred", value: "not-given", comparison: "!=", against: "given", holds: true },
    ]);
    expect(outcomeOf(result, "quota", "b")?.reason.facts).toEqual([
      { of: "account:points", value: "4.99", comparison: ">=", against: "5", holds: false },
    ]);
  });

  test("holds the comparisons by which a value was chosen, up to the one that holds", () => {
    const score = { of: "measure:score", value: "4.99", comparison: ">=", holds: false };
    expect(outcomeOf(result, "grade", "c")).toMatchObject({
      value: "low",
      reason: {
        facts: [
          { ...score, against: "10" },
          { ...score, against: "5" },
        ],
      },
    });
    const best = result.outcomes.find(({ id, value }) => id === "grade" && value === "high");
    expect(best?.reason.facts.map(({ against, holds }) => [against, holds])).toEqual([
      ["10", true],
    ]);
  });

  test("holds the events of the accounts it reads, of its own key alone", () => {
    expect(outcomeOf(result, "quota", "a")?.reason.events).toEqual(["1", "2"]);
    const january = result.outcomes.find(
      ({ id, subject, key }) => id === "monthly" && subject === "a" && key === "2024-01",
    );
    expect(january?.reason.events).toEqual(["1", "2"]);
    const other = result.outcomes.find(
      ({ id, subject, key }) => id === "monthly" && subject === "c" && key === "2024-01",
    );
    expect(other?.reason.events).toEqual([]);
  });

  test("of several that might have decided, those that did", () => {
    const either: Short = {
      ...short,
      outcomes: {
        either: {
          kind: "notice",
          when: {
            or: [
              { ">=": [{ account: "points" }, { param: "best" }] },
              {
                and: [
                  { "<": [{ account: "points" }, 0] },
                  { "!": [{ ">": [{ rank: "final" }, 9] }] },
                ],
              },
            ],
          },
        },
      },
    };
    const found = run(either, list, { subjects });
    const facts = (subject: string) =>
      outcomeOf(found, "either", subject)?.reason.facts.map(({ of, holds }) => [of, holds]);
    expect(facts("a")).toEqual([["account:points", true]]);
    expect(facts("d")).toEqual([
      ["account:points", true],
      ["ranking:final", false],
    ]);
  });
});

describe("several event types in one rule", () => {
  const base: Short = {
    enums: { level: ["low", "high"], grade: ["pass", "fail"] },
    events: {
      gain: { attributes: { points: { type: "number" }, mark: { type: "level", default: "low" } } },
      exam: { attributes: { mark: { type: "grade", default: "pass" } } },
      notice: { subjects: [] },
    },
    tables: { T: { axes: ["level"], cells: { low: "1", high: "2" } } },
  };
  const codes = (rule: Readonly<Record<string, unknown>>) =>
    checkRuleset(documentOf({ ...base, rules: [{ id: "r", to: "points", ...rule }] })).map(
      ({ code }) => code,
    );

  test("an attribute that is of two enumerations is not read as of one", () => {
    expect(codes({ on: "gain", amount: { table: ["T", { var: "event.mark" }] } })).toEqual([]);
    expect(
      codes({ on: ["gain", "exam"], amount: { table: ["T", { var: "event.mark" }] } }),
    ).not.toEqual([]);
    expect(
      codes({ on: ["gain", "exam"], amount: 1, when: { "==": [{ var: "event.mark" }, "low"] } }),
    ).not.toEqual([]);
  });

  test("a type without subject beside others must say whose the points are", () => {
    expect(codes({ on: "notice", amount: 1 })).toEqual(["missing-key"]);
    expect(codes({ on: ["gain", "notice"], amount: 1 })).toEqual(["missing-key"]);
  });
});

test("a measure may rank by what an outcome says", () => {
  const counted: Short = {
    ...short,
    measures: {
      score: { value: { account: "points" } },
      won: { value: { if: [{ "==": [{ outcome: "quota" }, "met"] }, 1, 0] } },
    },
    rankings: { final: { by: "score" }, winners: { by: "won" } },
  };
  const found = run(counted, list, { subjects });
  expect(["a", "b", "c"].map((id) => measureOf(found, "won", id))).toEqual(["1", "0", "0"]);
});
