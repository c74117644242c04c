import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/index.ts";

const both = (text: string) => ({ en: text, zh: text });
const clause = (place: string) => ({ place, title: both(place) });

/** Units are ranked by points, then by fewer mistakes; the first is commended if it has 3 points at least. */
function documentWith(...examples: readonly object[]): object {
  return {
    format: 1,
    id: "commended",
    title: both("commended"),
    source: { title: "commended" },
    timeZone: "Asia/Shanghai",
    clauses: { P1: clause("一"), P2: clause("二"), P3: clause("三") },
    periods: [{ unit: "year", clause: "P1", label: both("year") }],
    subjects: { unit: { label: both("unit"), who: "roster" } },
    events: { report: { label: both("report") }, mistake: { label: both("mistake") } },
    parameters: {
      report: { value: "1", clause: "P1" },
      mistake: { value: "1", clause: "P2" },
      least: { value: "3", clause: "P3" },
    },
    rules: [
      {
        id: "report",
        clause: "P1",
        label: both("report"),
        on: "report",
        to: "points",
        amount: { param: "report" },
      },
      {
        id: "mistake",
        clause: "P2",
        label: both("mistake"),
        on: "mistake",
        to: "mistakes",
        amount: { param: "mistake" },
      },
    ],
    accounts: {
      points: { label: both("points"), steps: [{ sum: {} }] },
      mistakes: { label: both("mistakes"), steps: [{ sum: {} }] },
    },
    measures: { score: { label: both("score"), clause: "P1", value: { account: "points" } } },
    rankings: {
      final: {
        label: both("final"),
        clause: "P2",
        by: [
          { value: { measure: "score" } },
          { value: { account: "mistakes" }, order: "ascending" },
        ],
      },
    },
    outcomes: {
      commended: {
        kind: "award",
        label: both("commended"),
        clause: "P3",
        when: {
          and: [
            { "<=": [{ rank: "final" }, 1] },
            { ">=": [{ measure: "score" }, { param: "least" }] },
          ],
        },
      },
    },
    examples,
  };
}

const two = { period: "2024", subjects: [{ id: "甲镇" }, { id: "乙镇" }] };
const reports = (subject: string, repeat: number) => ({ type: "report", subject, repeat });

/** 3 points and a mistake against 1: nobody is level, so that the second criterion is not asked. */
const apart = {
  it: "3 points before 1",
  given: two,
  events: [reports("甲镇", 3), reports("乙镇", 1), { type: "mistake", subject: "甲镇" }],
  expect: {
    ranks: { final: { 甲镇: 1, 乙镇: 2 } },
    accounts: { mistakes: { 甲镇: "1" } },
    outcomes: { commended: { 甲镇: "given" } },
  },
};
/** 2 points each: who made a mistake is behind, and nobody reaches 3. */
const level = {
  it: "level at 2 points: the mistake decides, and neither is commended",
  given: two,
  events: [reports("甲镇", 2), reports("乙镇", 2), { type: "mistake", subject: "甲镇" }],
  expect: {
    ranks: { final: { 甲镇: 2, 乙镇: 1 } },
    outcomes: { commended: { 甲镇: "not-given", 乙镇: "not-given" } },
  },
};
/** 4 points against 3: both have enough, one is first. */
const second = {
  it: "the second is not commended, though it has 3 points",
  given: two,
  events: [reports("甲镇", 4), reports("乙镇", 3)],
  expect: { outcomes: { commended: { 甲镇: "given", 乙镇: "not-given" } } },
};

const covered = (...examples: readonly object[]): string[] =>
  runExamples(documentWith(...examples))
    .clauses.filter((one) => one.covered)
    .map((one) => one.clause);

describe("B13 a clause is covered if an example fails without the part that cites it", () => {
  test("a criterion that decides nothing leaves its clause unshown", () => {
    expect(covered(apart)).toEqual(["P1"]);
  });

  test("a condition that decides nothing leaves its clause unshown", () => {
    expect(covered(apart, level)).toEqual(["P1", "P2"]);
  });

  test("every clause is at work where every criterion and condition is missed", () => {
    expect(covered(apart, level, second)).toEqual(["P1", "P2", "P3"]);
  });

  test("the report names the parts that no example misses", () => {
    const { clauses } = runExamples(documentWith(apart));
    expect(clauses.map(({ clause: id, unmissed }) => [id, unmissed.map(({ en }) => en)])).toEqual([
      ["P1", []],
      ["P2", ['criterion 2 of ranking "final"']],
      ["P3", ['condition 1 of outcome "commended"', 'condition 2 of outcome "commended"']],
    ]);
  });
});
