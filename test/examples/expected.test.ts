import { describe, expect, test, vi } from "vitest";
import { diagnoseRuleset } from "../../src/diagnostics/diagnose.ts";
import { runExamples } from "../../src/examples/examples.ts";

vi.setConfig({ testTimeout: 60_000 });

const label = { en: "x", zh: "某" };

/** Points are booked by day; at 3 or more a warning stays, and the day of it. `b` never does anything. */
function documentWith(expected: object, more: object = {}): Record<string, unknown> {
  return {
    format: 1,
    id: "walked",
    title: label,
    source: { title: "walked" },
    timeZone: "Asia/Shanghai",
    clauses: {
      one: { place: "1", title: label },
      two: { place: "2", title: label },
      said: { place: "3", title: label },
    },
    periods: [{ unit: "year", clause: "one", label }],
    enums: { stage: { clear: label, warned: label } },
    subjects: { unit: { label, who: "roster" } },
    events: { act: { label, attributes: { points: { type: "integer", min: "-9", label } } } },
    parameters: { most: { value: "3", clause: "two" } },
    rules: [
      { id: "act", clause: "one", label, on: "act", to: "booked", amount: { var: "event.points" } },
    ],
    accounts: {
      booked: { label, per: [{ day: { var: "entry.day" } }], steps: [{ sum: {} }] },
      all: { label, from: { account: "booked" }, steps: [{ sum: {} }] },
    },
    measures: { total: { label, clause: "one", value: { account: "all" } } },
    runnings: {
      balance: {
        label,
        clause: "two",
        over: { account: "booked" },
        state: {
          balance: { start: 0 },
          stage: { start: "clear", type: "stage" },
          late: { start: false, type: "boolean" },
          since: { start: "2000-01-01", type: "day" },
        },
        next: {
          balance: { "+": [{ var: "state.balance" }, { var: "value" }] },
          stage: {
            if: [
              { ">=": [{ "+": [{ var: "state.balance" }, { var: "value" }] }, { param: "most" }] },
              "warned",
              { var: "state.stage" },
            ],
          },
          late: { "<": [{ var: "value" }, 0] },
          since: { var: "key.day" },
        },
        value: { "*": [{ var: "state.balance" }, 2] },
      },
    },
    rankings: { best: { label, clause: "one", by: "total" } },
    notes: [{ clause: ["two", "said"], text: label }],
    examples: [
      {
        it: "walks",
        given: { period: "2024", subjects: [{ id: "a" }, { id: "b" }] },
        events: [
          { type: "act", at: "2024-02-01", points: 4 },
          { type: "act", at: "2024-03-01", points: -2 },
        ],
        expect: expected,
      },
    ],
    ...more,
  };
}

function differences(expected: object) {
  return runExamples(documentWith(expected)).examples[0]?.differences ?? [];
}

describe("an example expects states of a running", () => {
  test("at keys and at the end of the walk, of every type", () => {
    const a = {
      "2024-02-01": { balance: "4", stage: "warned", late: false, since: "2024-02-01" },
      "2024-03-01": { balance: 2, late: true },
      balance: "2",
      stage: "warned",
      late: true,
      since: "2024-03-01",
    };
    expect(differences({ states: { balance: { a } } })).toEqual([]);
  });

  test("as they begin where there was nothing to walk along", () => {
    const b = { balance: "0", stage: "clear", late: false, since: "2000-01-01" };
    expect(differences({ states: { balance: { b } } })).toEqual([]);
  });

  test("the value at the end of the walk", () => {
    expect(differences({ runnings: { balance: { a: "4", b: "absent" } } })).toEqual([]);
    expect(differences({ runnings: { balance: { a: { "2024-02-01": "8" } } } })).toEqual([]);
  });

  test("what differs is told with its place", () => {
    const states = { balance: { a: { stage: "clear", "2024-02-01": { late: true } } } };
    expect(differences({ states })).toMatchObject([
      { what: "states balance a stage", expected: { en: "clear" }, found: { en: "warned" } },
      {
        what: "states balance a 2024-02-01 late",
        expected: { en: "true" },
        found: { en: "false" },
      },
    ]);
    const there = { balance: { a: { "2024-02-02": { late: true } }, zzzz: { late: true } } };
    expect(differences({ states: there })).toMatchObject([
      { what: "states balance a 2024-02-02 late", found: { en: "no value", zh: "无值(no value)" } },
      { what: "states balance zzzz late", found: { en: "no value", zh: "无值(no value)" } },
    ]);
  });

  test("the clauses of the running are shown by its states", () => {
    const { clauses } = runExamples(
      documentWith({ states: { balance: { a: { stage: "warned" } } } }),
    );
    expect(clauses.filter(({ covered }) => covered).map(({ clause }) => clause)).toContain("two");
  });
});

describe("what is expected of what there is not", () => {
  test("scores without a ranking final: which ranking goes by what", () => {
    expect(differences({ scores: { a: "2" } })).toEqual([
      {
        what: "scores a",
        expected: { en: "2", zh: "2" },
        found: { en: "no score", zh: "无得分(no score)" },
        hint: {
          en: 'there is no ranking "final"; "scores" are those of that ranking; in this ruleset, ranking "best" ranks by the measure "total": expect it in "measures", or name the ranking "final"',
          zh: "没有排名“final”;“scores”是该排名的得分;此处排名“best”以指标“total”为得分:请在“measures”中写出预期,或将该排名命名为“final”",
        },
      },
    ]);
  });

  test("a misspelt value or state", () => {
    expect(differences({ measures: { totl: { a: "2" } } })[0]?.hint?.en).toBe(
      'there is no measure "totl"; did you mean "total"?',
    );
    expect(differences({ states: { balance: { a: { stag: "2" } } } })[0]?.hint?.en).toBe(
      'there is no state "stag" of running "balance"; did you mean "stage"?',
    );
  });

  test("jifen check warns at the place", () => {
    const found = diagnoseRuleset(
      documentWith({
        scores: { a: "2" },
        accounts: { zzzz: { a: "2" } },
        states: { balance: { a: { qqqq: "1" } } },
        measures: { total: { a: "2" } },
      }),
    ).filter(({ code }) => code === "unknown-expectation");
    expect(found.map(({ pointer }) => pointer)).toEqual([
      "/examples/0/expect/accounts/zzzz",
      "/examples/0/expect/scores",
      "/examples/0/expect/states/balance",
    ]);
    expect(found[0]?.message).toEqual({
      en: 'example 1 has an expectation about something that does not exist: account "zzzz"',
      zh: "示例 1 对不存在的分项“zzzz”有所预期",
    });
  });
});

describe("clauses and values that are not scored", () => {
  test("a clause that only notes cite is not missed; one that is also scored is", () => {
    const { clauses } = runExamples(documentWith({}));
    expect(clauses).toMatchObject([
      { clause: "one", covered: false, noted: false },
      { clause: "two", covered: false, noted: false },
      { clause: "said", covered: false, noted: true },
    ]);
    const found = diagnoseRuleset(documentWith({}));
    const missed = found.filter(({ code }) => code === "clause-without-example");
    expect(missed.map(({ pointer }) => pointer)).toEqual(["/clauses/one", "/clauses/two"]);
  });

  test("what only an example expects is meant to be shown", () => {
    const unread = (expected: object) =>
      diagnoseRuleset(documentWith(expected))
        .filter(({ code }) => code === "unread-value")
        .map(({ pointer }) => pointer);
    expect(unread({})).toEqual(["/runnings/balance"]);
    expect(unread({ states: { balance: { a: { stage: "warned" } } } })).toEqual([]);
    expect(unread({ runnings: { balance: { a: "4" } } })).toEqual([]);
  });
});
