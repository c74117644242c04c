import { describe, expect, test } from "vitest";
import { diagnoseRuleset } from "../../src/diagnostics/diagnose.ts";
import type { DiagnosticCode } from "../../src/diagnostics/diagnostic.ts";
import type { Functions } from "../../src/values/code.ts";
import { documentOf, type Short } from "../engine/build.ts";

/** What is found by looking at values and by trying events, not by what is named. */
const looked: readonly DiagnosticCode[] = [
  "dead-rule",
  "shadowed-rule",
  "bracket-gap",
  "condition-gap",
  "condition-overlap",
  "date-gap",
  "date-overlap",
  "order-inverted",
  "unreachable-limit",
  "unreachable-outcome",
];
const read: readonly DiagnosticCode[] = ["uncredited-account", "unread-value", "unused-enum-value"];

/** The diagnostics of a short ruleset; behind a `+` those that come with events. */
function found(short: Short, codes = looked, functions?: Functions): string[] {
  const given = functions === undefined ? {} : { functions };
  const declared = functions === undefined ? {} : { functions: declarations(functions) };
  return diagnoseRuleset({ ...documentOf(short), ...declared }, { codes, ...given }).map(
    ({ code, pointer, witness: shown }) => `${code} ${pointer}${shown === undefined ? "" : " +"}`,
  );
}

function declarations(functions: Functions) {
  const one = { takes: ["number"], gives: "number", clause: "C", label: { en: "x", zh: "x" } };
  return Object.fromEntries(Object.keys(functions).map((name) => [name, one]));
}

const at = { var: "event.at" };
const points = { var: "event.points" };
const each = { var: "each.value" };

describe("editions in a table by day", () => {
  const editions = { axes: [{ brackets: "from", of: "day" }] };
  const cells = { "2024-03-01": "1", "2024-07-01": "2" };
  const worth = (amount: unknown, table: object, more: object = {}): string[] =>
    found({
      tables: { worth: { ...editions, cells, ...table } },
      rules: [{ id: "gain", on: "gain", to: "points", amount, ...more }],
    });
  const look = { else: [{ table: ["worth", at] }, 0] };

  test("say nothing before the first of them", () => {
    expect(worth(look, {})).toEqual(["date-gap /tables/worth +"]);
  });

  test("even where all of the tried year is before", () => {
    expect(worth(look, { cells: { "2030-01-01": "1" } })).toEqual(["date-gap /tables/worth +"]);
  });

  test("even where that is years ago", () => {
    expect(worth(look, { cells: { "2010-01-01": "1" } })).toEqual(["date-gap /tables/worth +"]);
  });

  test("say enough with a default", () => {
    expect(worth({ table: ["worth", at] }, { default: "0" })).toEqual([]);
  });

  test("say enough where the rule asks for no earlier day", () => {
    expect(worth(look, {}, { when: { ">=": [at, "2024-03-01"] } })).toEqual([]);
    expect(worth({ if: [{ ">=": [at, "2024-03-01"] }, look, 0] }, {})).toEqual([]);
  });

  test("say enough where a condition before asks for no earlier day", () => {
    const late = { ">=": [at, "2024-03-01"] };
    const much = { ">": [look, 1] };
    expect(worth(points, {}, { when: { and: [late, much] } })).toEqual([]);
    expect(worth(points, {}, { when: { or: [late, much] } })).toEqual(["date-gap /tables/worth +"]);
  });

  test("do not say enough where it asks for a later one than the first only now and then", () => {
    expect(worth(look, {}, { when: { ">=": [at, "2024-02-01"] } })).toEqual([
      "date-gap /tables/worth +",
    ]);
  });
});

describe("rules for each value of a list", () => {
  const judged = (rules: object[], more: Short = {}): string[] =>
    found({
      events: { gain: { attributes: { marks: { type: "number", list: true, max: "10" } } } },
      rules: rules.map((rule, index) => ({
        id: `r${index}`,
        on: "gain",
        each: { var: "event.marks" },
        to: "points",
        amount: 1,
        ...rule,
      })),
      ...more,
    });

  test("leave a value out between them", () => {
    const rules = [{ when: { "<": [each, 5] } }, { when: { ">": [each, 5] } }];
    expect(judged(rules)).toEqual(["condition-gap /rules/1 +"]);
  });

  test("count a value twice", () => {
    const rules = [{ when: { ">=": [each, 5] } }, { when: { ">=": [each, 8] } }];
    expect(judged(rules)).toEqual(["condition-overlap /rules/1 +"]);
  });

  test("divide the values among them", () => {
    const rules = [{ when: { "<": [each, 5] } }, { when: { ">=": [each, 5] } }];
    expect(judged(rules)).toEqual([]);
  });

  test("ask for more than a value can be", () => {
    expect(judged([{}, { when: { ">": [each, 10] } }])).toEqual(["dead-rule /rules/1"]);
  });

  test("ask for the second of several", () => {
    expect(judged([{}, { when: { "==": [{ var: "each.position" }, 2] } }])).toEqual([]);
  });

  test("ask for one place and another, not for one value", () => {
    const first = { "==": [{ var: "each.position" }, 1] };
    const others = { ">": [{ var: "each.position" }, 1] };
    expect(judged([{ when: first }, { when: others }])).toEqual([]);
  });

  test("are shadowed by another one", () => {
    const accounts = { points: { steps: [{ keep: "highest", per: ["event"] }, { sum: {} }] } };
    expect(judged([{ amount: 2 }, {}], { accounts })).toEqual(["shadowed-rule /rules/1 +"]);
  });
});

describe("sums over a range", () => {
  const whole = { gain: { attributes: { count: { type: "integer", min: "1", max: "9" } } } };
  const count = { var: "event.count" };
  const priced = (from: number, cells: object): string[] => {
    const value = { else: [{ table: ["prices", { var: "value" }] }, 0] };
    return found({
      events: whole,
      tables: { prices: { axes: [{ brackets: "from" }], cells } },
      rules: [
        {
          id: "gain",
          on: "gain",
          to: "points",
          amount: { range: ["sum", { from, to: count, value }] },
        },
      ],
    });
  };

  test("begin below the first bracket", () => {
    expect(priced(1, { "3": "1", "5": "2" })).toEqual(["bracket-gap /tables/prices"]);
  });

  test("begin with the first bracket", () => {
    expect(priced(1, { "1": "1", "5": "2" })).toEqual([]);
  });

  test("are compared with what they can be", () => {
    const size = { range: ["count", { from: 1, to: count }] };
    const rules = (least: number) => [
      { id: "many", on: "gain", to: "points", amount: 1, when: { ">": [size, least] } },
    ];
    expect(found({ events: whole, rules: rules(8) })).toEqual([]);
    expect(found({ events: whole, rules: rules(9) })).toEqual(["dead-rule /rules/0"]);
  });
});

describe("functions in code", () => {
  const call = { call: ["worth", points] };
  const called = (functions: Functions, more: object = {}): string[] =>
    found(
      {
        rules: [
          { id: "gain", on: "gain", to: "points", amount: call, when: { ">": [call, 3] }, ...more },
        ],
      },
      looked,
      functions,
    );

  test("are run to see whether a rule fires", () => {
    expect(called({ worth: (one: string) => one })).toEqual([]);
    expect(called({ worth: () => "3" })).toEqual(["dead-rule /rules/0"]);
  });

  test("may give anything: a limit of it is none too much", () => {
    const accounts = { points: { steps: [{ sum: {} }, { cap: "1000" }] } };
    const short = { rules: [{ id: "g", on: "gain", to: "points", amount: call }], accounts };
    expect(found(short, looked, { worth: () => "3" })).toEqual([]);
  });
});

describe("rankings", () => {
  const scored = { score: { value: { account: "points" } } };

  test("read the accounts that those who are level are compared by", () => {
    const short: Short = {
      events: {
        gain: {
          attributes: { points: { type: "number" }, rival: { type: "unit" } },
        },
      },
      rules: [
        { id: "gain", on: "gain", to: ["points", "listed"], amount: points },
        { id: "duel", on: "gain", to: "duels", amount: points },
      ],
      accounts: {
        points: {},
        duels: { per: [{ rival: { var: "event.rival" } }] },
        listed: { per: ["month"] },
        idle: {},
      },
      rankings: {
        final: {
          by: [
            { value: { account: "points" } },
            { value: { tied: ["sum", { account: "duels" }] }, again: true },
            { list: { account: "listed" }, sorted: "descending" },
          ],
        },
      },
      measures: {},
    };
    expect(found(short, [...looked, ...read])).toEqual([
      "uncredited-account /accounts/idle",
      "unread-value /accounts/idle",
    ]);
  });

  test("have places from one on, at every key", () => {
    const rank = (than: object): Short => ({
      accounts: { points: { per: ["month"] } },
      measures: {
        score: { per: ["month"], value: { account: "points" } },
        prize: { per: ["month"], value: { else: [{ table: ["prizes", { rank: "final" }] }, 0] } },
      },
      tables: { prizes: { axes: [{ brackets: "from" }], cells: { "1": "9", "2": "5" } } },
      rankings: { final: { per: ["month"], by: "score" } },
      outcomes: { star: { per: ["month"], kind: "award", when: than } },
    });
    expect(found(rank({ "<=": [{ rank: "final" }, 1] }))).toEqual([]);
    expect(found(rank({ "<": [{ rank: "final" }, 1] }))).toEqual([
      "unreachable-outcome /outcomes/star",
    ]);
  });

  test("give places that a table begins above", () => {
    const short: Short = {
      measures: {
        ...scored,
        prize: { value: { else: [{ table: ["prizes", { rank: "final" }] }, 0] } },
      },
      tables: { prizes: { axes: [{ brackets: "from" }], cells: { "2": "9", "3": "5" } } },
    };
    expect(found(short)).toEqual(["bracket-gap /tables/prizes +"]);
  });
});

describe("runnings with typed states", () => {
  const steps = (next: object, when: object): Short => ({
    enums: { grade: ["low", "middle", "high"] },
    accounts: { points: { per: ["month"] } },
    measures: { score: { value: 1 } },
    runnings: {
      grade: {
        over: { account: "points" },
        state: { now: { start: "low", type: "grade" }, sum: { start: 0 } },
        next: { now: next, sum: { "+": [{ var: "state.sum" }, { var: "value" }] } },
        value: { var: "state.sum" },
      },
    },
    outcomes: { star: { kind: "award", when } },
  });
  const reached = { running: ["grade", { state: "now" }] };
  const next = { if: [{ ">": [{ var: "value" }, 5] }, "high", { var: "state.now" }] };

  test("are asked for a state that they may have", () => {
    expect(found(steps(next, { "==": [{ else: [reached, "low"] }, "high"] }))).toEqual([]);
  });

  test("name the values of their states, but for those that nothing names", () => {
    const when = { "==": [{ else: [reached, "low"] }, "high"] };
    expect(found(steps(next, when), read)).toEqual(["unused-enum-value /enums/grade/middle"]);
  });
});

describe("a document over another", () => {
  const base = documentOf({
    parameters: { most: "9" },
    rules: [
      { id: "gain", on: "gain", to: "points", amount: points, when: { "<": [points, 5] } },
      { id: "more", on: "gain", to: "points", amount: points, when: { ">": [points, 5] } },
    ],
  });
  const more = { clause: "C", label: { en: "x", zh: "x" }, on: "gain", to: "points", amount: 1 };
  const places = (parts: object): string[] =>
    diagnoseRuleset(
      { format: 1, id: "ours", extends: "theirs", ...parts },
      { bases: { theirs: base }, codes: [...looked, "unused-parameter"] },
    ).map(({ code, document, pointer }) => `${code} ${document} ${pointer}`);
  const theirs = ["unused-parameter theirs /parameters/most", "condition-gap theirs /rules/1"];

  test("has diagnostics in the document in which the part was written", () => {
    const when = { and: [{ ">": [points, 9] }, { "<": [points, 7] }] };
    const parameters = { least: { value: "1", clause: "C" } };
    expect(places({ parameters, rules: [{ id: "ours", ...more, when }] })).toEqual([
      "unused-parameter ours /parameters/least",
      theirs[0],
      "dead-rule ours /rules/0",
      theirs[1],
    ]);
  });

  test("has none of what it mends", () => {
    expect(places({})).toEqual(theirs);
    expect(places({ rules: [{ id: "more", when: { ">=": [points, 5] } }] })).toEqual([theirs[0]]);
    expect(places({ parameters: { most: null } })).toEqual([theirs[1]]);
  });

  test("is told of what it changes where it does", () => {
    const when = { and: [{ ">": [points, 9] }, { "<": [points, 7] }] };
    const found = places({ rules: [{ id: "more", when }] });
    expect(found).toEqual([theirs[0], "dead-rule ours /rules/0"]);
  });
});
