import { describe, expect, test } from "vitest";
import { score } from "../../src/engine/score.ts";
import { UsageError } from "../../src/values/usage.ts";
import {
  accountOf,
  build,
  codesOf,
  gain,
  measureOf,
  outcomesOf,
  ranksOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";

/** Points by a parameter that nobody has given, beside a count that needs none. */
const lacking: Short = {
  enums: { level: ["low", "high"] },
  events: {
    gain: { attributes: { points: { type: "number" }, level: { type: "level", default: "low" } } },
    bonus: {},
  },
  parameters: {
    each: { clause: "P" },
    high: { clause: "Q" },
    prize: { clause: "R" },
    known: { value: "2", clause: "P" },
  },
  tables: { level: { axes: ["level"], cells: { low: "1", high: { value: { param: "high" } } } } },
  rules: [
    { id: "gain", on: "gain", to: "points", amount: { param: "each" } },
    { id: "level", on: "gain", to: "levels", amount: { table: ["level", { var: "event.level" }] } },
    { id: "count", on: "gain", to: "count", amount: 1 },
    {
      id: "half",
      on: { entries: ["gain"] },
      to: "halves",
      amount: { "*": [{ var: "entry.amount" }, { param: "known" }] },
    },
  ],
  accounts: {
    points: {},
    levels: {},
    halves: {},
    count: {},
    best: { from: { account: "monthly" }, steps: [{ highest: {} }] },
    monthly: { per: ["month"], steps: [{ sum: {} }, { cap: { param: "each" } }] },
  },
  measures: {
    score: { value: { "+": [{ account: "points" }, { account: "levels" }] } },
    plain: { value: { "*": [{ account: "count" }, { param: "known" }] } },
    // A branch that no event reaches lacks what it names all the same.
    never: {
      value: { if: [{ ">": [{ account: "count" }, { param: "known" }] }, { param: "each" }, 0] },
    },
    kept: { value: { else: [{ param: "each" }, "9"] } },
  },
  rankings: { final: { by: "score" }, counted: { by: "plain" } },
  outcomes: {
    target: { kind: "target", when: { ">=": [{ account: "count" }, { param: "known" }] } },
    first: { kind: "award", when: { "==": [{ rank: "final" }, 1] } },
    cash: {
      ...{ kind: "cash", value: { param: "prize" } },
      when: { and: [{ given: { param: "prize" } }, { "==": [{ rank: "counted" }, 1] }] },
    },
    branch: {
      ...{ kind: "cash", when: { "==": [{ rank: "counted" }, 1] } },
      value: { if: [{ given: { param: "prize" } }, { param: "prize" }, "5"] },
    },
    unguarded: {
      kind: "cash",
      when: { "==": [{ rank: "counted" }, 1] },
      value: { param: "prize" },
    },
  },
};
const one = [
  gain("1", "a", "2024-01-01"),
  gain("2", "b", "2024-01-01"),
  gain("3", "a", "2024-01-02"),
];

describe("a parameter without a value", () => {
  const result = run(lacking, one);

  test("spreads by what the document says: rules, accounts, measures, rankings, outcomes", () => {
    const missing = Object.fromEntries(
      result.unavailable.map(({ node, missing }) => [
        node,
        missing.map(({ parameter }) => parameter).join(" "),
      ]),
    );
    expect(missing).toEqual({
      "account:points": "each",
      "account:levels": "high",
      "account:halves": "each",
      "account:monthly": "each",
      "account:best": "each",
      "measure:score": "each high",
      "measure:never": "each",
      "measure:kept": "each",
      "ranking:final": "each high",
      "outcome:first": "each high",
      "outcome:unguarded": "prize",
    });
  });

  test("is named with its clause, in the document's order", () => {
    const found = result.unavailable.find(({ node }) => node === "measure:score");
    expect(found?.missing).toEqual([
      { parameter: "each", clauses: ["P"] },
      { parameter: "high", clauses: ["Q"] },
    ]);
    expect(found?.message.en).toContain("each (P), high (Q)");
  });

  test("which events came does not matter", () => {
    const lists = [[], one, [gain("1", "a", "2024-01-01", 1, { level: "high" })]];
    const found = lists.map((list) => JSON.stringify(run(lacking, list).unavailable));
    expect(new Set(found).size).toBe(1);
  });

  test("the rest works, and nothing half-made is shown", () => {
    expect(measureOf(result, "plain")).toBe("4");
    expect(ranksOf(result, "counted")).toEqual({ a: 1, b: 2, c: 3 });
    expect(outcomesOf(result, "target")).toEqual({ a: "met", b: "missed", c: "missed" });
    expect(ranksOf(result, "final")).toEqual({});
    expect(accountOf(result, "points")).toBe("none");
    expect(outcomesOf(result, "first")).toEqual({});
    expect([...result.ledger].map(({ rule }) => rule)).not.toContain("gain");
    expect(result.parameters).toEqual({ each: null, high: null, prize: null, known: "2" });
  });

  test("what asks first whether it is given is not unavailable for want of it", () => {
    expect(outcomesOf(result, "cash")).toEqual({});
    expect(result.outcomes.find(({ id }) => id === "branch")?.value).toBe("5");
    const given = run(build(lacking, { parameters: { prize: "7" } }), one);
    expect(outcomesOf(given, "cash")).toEqual({ a: "given" });
    expect(
      ["cash", "branch"].map((id) => given.outcomes.find((one) => one.id === id)?.value),
    ).toEqual(["7", "7"]);
  });

  test("who needs it is told all that is missing at once", () => {
    const needed = (need: readonly string[]) => {
      try {
        score(build(lacking), one, { subjects: [{ id: "a" }], need });
      } catch (error) {
        if (error instanceof UsageError)
          return [error.code, ...error.missing.map(({ parameter }) => parameter)];
        throw error;
      }
      return [];
    };
    expect(needed(["final"])).toEqual(["parameters-needed", "each", "high"]);
    expect(needed(["final", "unguarded"])).toEqual(["parameters-needed", "each", "high", "prize"]);
    expect(needed(["counted", "target", "cash"])).toEqual([]);
    expect(needed(["fnal"])).toEqual(["unknown-name"]);
  });

  test("with its value everything is there", () => {
    const full = run(build(lacking, { parameters: { each: "3", high: "4", prize: "7" } }), one);
    expect(full.unavailable).toEqual([]);
    expect(measureOf(full, "score")).toBe("8");
    expect(accountOf(full, "halves")).toBe("12");
  });
});

describe("a parameter without a value behind an attribute", () => {
  const derived: Short = {
    ...lacking,
    events: {
      gain: {
        attributes: { points: { type: "number" }, level: { type: "level", default: "low" } },
        derived: {
          worth: { value: { "*": [{ var: "event.points" }, { param: "each" }] } },
          twice: { value: { "+": [{ var: "event.worth" }, { var: "event.worth" }] } },
        },
      },
    },
    rules: [
      { id: "gain", on: "gain", to: "points", amount: { var: "event.twice" } },
      { id: "count", on: "gain", to: ["count", "kept"], amount: 1 },
    ],
    accounts: {
      points: {},
      count: {},
      kept: {
        steps: [{ keep: "first", when: { ">": [{ var: "event.worth" }, 0] } }, { count: {} }],
      },
    },
    measures: { score: { value: { account: "points" } }, plain: { value: { account: "count" } } },
    rankings: { final: { by: "score" } },
    outcomes: {},
  };

  test("a derived attribute makes unavailable what reads it", () => {
    const result = run(derived, one);
    expect(result.unavailable.map(({ node }) => node)).toEqual([
      "account:points",
      "account:kept",
      "measure:score",
      "ranking:final",
    ]);
    expect(measureOf(result, "plain")).toBe("2");
    expect(valuesOf(result.accounts, "points")).toEqual({});
  });

  test("a check that cannot be made rejects nothing and warns of nothing", () => {
    const checked: Short = {
      ...lacking,
      events: {
        gain: {
          attributes: { points: { type: "number" }, level: { type: "level", default: "low" } },
          checks: ["reject", "warn"].map((way) => ({
            ...{ id: way, else: way },
            require: { "<=": [{ var: "event.points" }, { param: "each" }] },
          })),
        },
      },
    };
    const result = run(checked, one);
    expect(codesOf(result)).toEqual({});
    expect(result.warnings).toEqual([]);
    expect(measureOf(result, "plain")).toBe("4");
  });

  test("nor does one behind a link or a derived attribute that it decides", () => {
    const near = { "<=": [{ var: "link.bonus.points" }, { param: "each" }] };
    const type = {
      attributes: { points: { type: "number" } },
      derived: { worth: { value: { "*": [{ var: "event.points" }, { param: "each" }] } } },
      links: { bonus: { to: "bonus", same: ["subject"], which: "count", when: near } },
    };
    const requires = [
      { ">=": [{ var: "link.bonus" }, 1] },
      { has: "event.worth" },
      { ">": [{ var: ["event.worth", 0] }, 0] },
    ];
    const checked = (each: object): Short => ({
      parameters: { each: { clause: "P", ...each } },
      events: {
        gain: {
          ...type,
          checks: requires.map((require, at) => ({ id: `c${at}`, else: "reject", require })),
        },
        bonus: { attributes: { points: { type: "number" } } },
      },
    });
    const events = [
      gain("1", "a", "2024-01-05", "0"),
      { ...gain("2", "a", "2024-01-06", "5"), type: "bonus" },
    ];
    expect(codesOf(run(checked({}), events))).toEqual({});
    expect(codesOf(run(checked({ value: "3" }), events))).toEqual({ 1: "check-failed" });
  });

  test("a link whose condition lacks it makes unavailable what reads the link", () => {
    const linked: Short = {
      ...lacking,
      events: {
        gain: {
          attributes: { points: { type: "number" }, level: { type: "level", default: "low" } },
          links: {
            bonus: {
              ...{ to: "bonus", same: ["subject"], which: "first" },
              when: {
                "<=": [
                  { days: [{ var: "event.at" }, { var: "link.bonus.at" }] },
                  { param: "each" },
                ],
              },
            },
          },
        },
        bonus: {},
      },
      rules: [
        { id: "bonus", on: "gain", to: "points", when: { has: "link.bonus" }, amount: 1 },
        { id: "count", on: "gain", to: "count", amount: 1 },
      ],
      accounts: { points: {}, count: {} },
      measures: { score: { value: { account: "points" } }, plain: { value: { account: "count" } } },
      rankings: { final: { by: "score" } },
      outcomes: {},
    };
    expect(run(linked, one).unavailable.map(({ node }) => node)).toEqual([
      ...["account:points", "measure:score", "ranking:final"],
    ]);
  });
});

describe("attributes of one name on several event types", () => {
  test("a derived one that lacks a parameter concerns only what reads its own type", () => {
    const worth = (value: unknown) => ({ derived: { worth: { value } } });
    const named: Short = {
      events: { gain: worth({ param: "each" }), bonus: worth(3) },
      parameters: { each: { clause: "P" } },
      rules: ["gain", "bonus"].map((type) => ({
        ...{ id: type, on: type, to: type, amount: { var: "event.worth" } },
      })),
      accounts: { gain: {}, bonus: {} },
      measures: { score: { value: { account: "bonus" } } },
    };
    const found = run(named, [{ id: "1", type: "bonus", at: "2024-01-01", subject: "a" }]);
    expect(found.unavailable.map(({ node }) => node)).toEqual(["account:gain"]);
    expect(measureOf(found, "score")).toBe("3");
  });
});

describe("a divisor of zero", () => {
  const ratio: Short = {
    accounts: { points: {}, count: { steps: [{ count: {} }] } },
    rules: [{ id: "gain", on: "gain", to: ["points", "count"], amount: { var: "event.points" } }],
    parameters: { least: "2" },
    measures: {
      ratio: { fraction: true, value: { "/": [{ account: "count" }, { account: "points" }] } },
      stated: {
        fraction: true,
        value: { "/": [{ account: "count" }, { account: "points" }, "7"] },
      },
      rest: { value: { "%": [{ account: "count" }, { account: "points" }] } },
      sum: { fraction: true, value: { sum: [{ measure: "ratio" }, 1] } },
      kept: { fraction: true, value: { else: [{ measure: "ratio" }, 0] } },
      mean: { fraction: true, value: { cohort: ["mean", { value: { measure: "ratio" } }] } },
      score: { value: { account: "points" } },
    },
    rankings: { final: { by: "ratio" } },
    outcomes: {
      target: { kind: "target", when: { ">=": [{ measure: "ratio" }, 1] } },
      barred: { kind: "eligibility", when: { ">=": [{ measure: "ratio" }, { param: "least" }] } },
      award: { kind: "award", when: { "!=": [{ outcome: "barred" }, "given"] } },
    },
  };
  const result = run(ratio, [gain("1", "a", "2024-01-01", "0.5"), gain("2", "b", "2024-01-01", 0)]);
  const each = (id: string) => valuesOf(result.measures, id);

  test("makes the value unavailable, for that subject alone, unless the text says what it is then", () => {
    expect(each("ratio")).toEqual({ a: "2", b: "unavailable", c: "unavailable" });
    expect(each("stated")).toEqual({ a: "2", b: "7", c: "7" });
    expect(each("rest")).toEqual({ a: "0", b: "unavailable", c: "unavailable" });
  });

  test("spreads through the conditions of cohorts and steps", () => {
    const conditional: Short = {
      ...ratio,
      accounts: {
        points: {},
        count: { steps: [{ count: {} }] },
        limited: {
          from: { account: "daily" },
          steps: [{ cap: 0, when: { ">=": [{ "/": [1, { var: "value" }] }, 2] } }, { sum: {} }],
        },
        daily: { per: ["day"] },
      },
      rules: [
        {
          id: "gain",
          on: "gain",
          to: ["points", "count", "daily"],
          amount: { var: "event.points" },
        },
      ],
      measures: {
        ...ratio.measures,
        few: { value: { cohort: ["count", { where: { ">=": [{ measure: "ratio" }, 2] } }] } },
        // One who is out for another reason does not matter.
        some: {
          value: {
            cohort: [
              "count",
              {
                where: {
                  and: [{ ">": [{ account: "points" }, 0] }, { ">": [{ measure: "ratio" }, 1] }],
                },
              },
            ],
          },
        },
      },
    };
    const found = run(
      conditional,
      [gain("1", "a", "2024-01-01", "0.5"), gain("2", "b", "2024-01-01", 0)],
      { period: "2024-01" },
    );
    expect(valuesOf(found.measures, "few")).toEqual({
      ...{ a: "unavailable", b: "unavailable", c: "unavailable" },
    });
    expect(valuesOf(found.measures, "some")).toEqual({ a: "1", b: "1", c: "1" });
    expect(valuesOf(found.accounts, "limited")).toEqual({
      ...{ a: "unavailable", b: "unavailable", c: "unavailable" },
    });
  });

  test("spreads through sums, fallbacks and cohorts", () => {
    expect(each("sum")).toEqual({ a: "3", b: "unavailable", c: "unavailable" });
    expect(each("kept")).toEqual({ a: "2", b: "unavailable", c: "unavailable" });
    expect(each("mean")).toEqual({ a: "unavailable", b: "unavailable", c: "unavailable" });
  });

  test("gives no place, and is said among what is unavailable", () => {
    expect(ranksOf(result)).toEqual({ a: 1 });
    expect(result.unavailable.map(({ node }) => node)).toContain("measure:ratio");
  });

  test("no outcome that rests on it is decided, and none that rests on that one", () => {
    expect(outcomesOf(result, "target")["a"]).toBe("met");
    expect(outcomesOf(result, "target")["b"]).not.toBe("missed");
    expect(outcomesOf(result, "barred")).toEqual({ a: "given" });
    expect(outcomesOf(result, "award")).toEqual({});
  });

  test("in an amount it spreads to the account", () => {
    const amount: Short = {
      rules: [
        {
          id: "gain",
          on: "gain",
          to: "points",
          fraction: true,
          amount: { "/": [1, { var: "event.points" }] },
        },
      ],
    };
    const found = run(amount, [gain("1", "a", "2024-01-01", 4), gain("2", "b", "2024-01-01", 0)]);
    expect(valuesOf(found.accounts, "points")).toEqual({ a: "0.25", b: "unavailable", c: "0" });
    expect(ranksOf(found)).toEqual({ a: 1, c: 2 });
  });
});

describe("wrong use is told apart from wrong data", () => {
  const use = (options: Parameters<typeof score>[2]) => {
    try {
      score(build(), [], options);
    } catch (error) {
      if (error instanceof UsageError) return error.code;
      throw error;
    }
    return undefined;
  };

  test.each(["2024-13", "24", "2024-Q5", "2024-H3", "2024-02-30", "0000", "", "2024-1", " 2024"])(
    "%j is no period",
    (period) => {
      expect(use({ subjects: [], period })).toBe("bad-period");
    },
  );

  test.each(["2024", "2024-02-30", "today", ""])("%j is no day", (asOf) => {
    expect(use({ subjects: [], asOf })).toBe("bad-day");
  });

  test("a roster with faults names them all", () => {
    const faulty = [
      { id: "" },
      { id: "a", kind: "none" },
      { id: "b", name: "B" },
      { id: "b", name: "C" },
      { id: "d" },
      { id: "d" },
    ];
    try {
      score(build(), [], { subjects: faulty });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect((error as UsageError).code).toBe("roster-invalid");
      expect((error as UsageError).message.match(/^- /gm)).toHaveLength(3);
    }
  });

  const sized = (attribute: Readonly<Record<string, unknown>>): Short => ({
    subjects: { unit: { who: "roster", categories: ["x", "y"], attributes: { size: attribute } } },
    measures: { score: { value: { "+": [{ account: "points" }, { var: "subject.size" }] } } },
  });
  const roster = (attribute: Readonly<Record<string, unknown>>, size: unknown) => {
    try {
      const subjects = [{ id: "a", category: "x", size }];
      return measureOf(run(sized(attribute), [], { subjects }), "score");
    } catch (error) {
      if (error instanceof UsageError) return error.code;
      throw error;
    }
  };

  test("attributes of subjects are read like those of events: type, default, range", () => {
    expect(roster({ type: "number" }, "4.50")).toBe("4.5");
    expect(roster({ type: "number", default: 3 }, " ")).toBe("3");
    expect(roster({ type: "number" }, undefined)).toBe("roster-invalid");
    expect(roster({ type: "integer" }, "4.5")).toBe("roster-invalid");
    expect(roster({ type: "number" }, "many")).toBe("roster-invalid");
    expect(roster({ type: "number" }, "-1")).toBe("roster-invalid");
    expect(roster({ type: "number", max: 5 }, "6")).toBe("roster-invalid");
  });

  test("a default holds also for whom only events name", () => {
    const open: Short = {
      subjects: {
        unit: { who: "roster" },
        author: { who: "open", attributes: { weight: { type: "integer", default: 2 } } },
      },
      events: { gain: { attributes: { points: { type: "number" }, author: { type: "author" } } } },
      rules: [
        {
          ...{ id: "gain", on: "gain", to: "points", for: { var: "event.author" } },
          amount: { var: "event.points" },
        },
      ],
      accounts: { points: { of: "author" } },
      measures: {
        score: {
          of: "author",
          value: { "*": [{ account: "points" }, { var: "subject.weight" }] },
        },
      },
      rankings: { final: { of: "author", by: "score" } },
    };
    const list = [gain("1", "a", "2024-01-01", 3, { author: "zhang" })];
    expect(measureOf(run(open, list), "score", "zhang")).toBe("6");
  });

  test("a roster that holds what JSON cannot write is a roster with faults", () => {
    expect(roster({ type: "number" }, 5n)).toBe("roster-invalid");
  });

  test("a ruleset that reads attributes of subjects wants the roster", () => {
    expect(() => run(sized({ type: "number", default: 3 }), [], { subjects: undefined })).toThrow(
      UsageError,
    );
  });
});
