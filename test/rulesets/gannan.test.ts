import { describe, expect, test } from "vitest";
import { score } from "../../src/engine/score.ts";
import { loadRuleset } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { UsageError } from "../../src/values/usage.ts";

const points = [
  "adoption.prefecture",
  "adoption.province",
  "adoption.state",
  "annotation.prefecture",
  "annotation.province",
  "annotation.state",
];
const ruleset = loadRuleset(rulesets["gannan-2008"]);
const subjects = [
  { id: "xiahe", category: "county" },
  { id: "finance", category: "department" },
  { id: "sangke", category: "direct-township" },
];
const submissions = (subject: string, at: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${subject} ${at} ${index}`,
    type: "submission",
    at,
    subject,
  }));
const events = [
  ...submissions("xiahe", "2024-01-31", 15),
  ...submissions("xiahe", "2024-02-29", 14),
  ...submissions("xiahe", "2024-03-01", 20),
  ...submissions("finance", "2024-01-01", 10),
  ...submissions("sangke", "2024-03-31", 3),
  { id: "c1", type: "commission", at: "2024-02-01", subject: "finance", outcome: "late" },
  {
    id: "a1",
    type: "adoption",
    at: "2024-02-02",
    subject: "xiahe",
    channel: "state",
    author: "zhang",
  },
  {
    id: "f1",
    type: "reporting-failure",
    at: "2024-02-03",
    subject: "xiahe",
    kind: "late",
    harm: "notable",
    author: "zhang",
  },
  {
    id: "f2",
    type: "reporting-failure",
    at: "2024-02-04",
    subject: "finance",
    kind: "omitted",
    harm: "severe",
  },
  {
    id: "f3",
    type: "reporting-failure",
    at: "2024-02-05",
    subject: "sangke",
    kind: "concealed",
    harm: "none",
  },
];

describe("Gannan without its point values", () => {
  const result = score(ruleset, events, { subjects, period: "2024-Q1" });
  const listed = (id: string): string[] =>
    result.outcomes
      .filter((one) => one.id === id)
      .map(({ subject, key, state }) => `${subject} ${key ?? "–"} ${state}`);

  test("judges its targets", () => {
    expect(listed("G1")).toEqual([
      "xiahe 2024-01 met",
      "xiahe 2024-02 missed",
      "xiahe 2024-03 met",
    ]);
    expect(listed("G2")).toEqual([
      "finance 2024-01 met",
      "finance 2024-02 missed",
      "finance 2024-03 missed",
    ]);
    expect(listed("G3")).toEqual([
      "sangke 2024-01 missed",
      "sangke 2024-02 missed",
      "sangke 2024-03 met",
    ]);
    expect(listed("G4").sort()).toEqual(["finance – missed", "sangke – met", "xiahe – met"]);
  });

  test("says by how much February is short", () => {
    const short = result.measures.find(
      ({ id, subject, key }) => id === "shortfall" && subject === "xiahe" && key === "2024-02",
    );
    expect(short?.value).toBe("1");
  });

  test("gives its notices to the unit, and to the author where one is named", () => {
    expect(listed("criticism")).toEqual(["xiahe – given", "zhang – given"]);
    expect(listed("accountability")).toEqual(["finance – given"]);
  });

  test("has no score and no rank, and names each parameter with the clause that wants it", () => {
    expect(result.standings).toEqual([]);
    expect(result.measures.filter(({ id }) => ["score", "author-score"].includes(id))).toEqual([]);
    const missing = new Map(result.unavailable.map(({ node, missing: all }) => [node, all]));
    const six = points.map((parameter) => ({ parameter, clauses: ["G5"] }));
    for (const node of [
      "account:points",
      "account:author-points",
      "measure:score",
      "measure:author-score",
      "ranking:final",
      "ranking:informants",
    ])
      expect(missing.get(node), node).toEqual(six);
    expect(missing.get("outcome:advanced-unit")).toEqual([
      ...six,
      { parameter: "advanced-unit.count", clauses: ["G7"] },
    ]);
    expect(missing.get("outcome:excellent-informant")).toEqual([
      ...six,
      { parameter: "excellent-informant.count", clauses: ["G7"] },
    ]);
    expect([...missing.keys()].sort()).toEqual([
      "account:author-points",
      "account:points",
      "measure:author-score",
      "measure:score",
      "outcome:advanced-unit",
      "outcome:excellent-informant",
      "ranking:final",
      "ranking:informants",
    ]);
  });

  test("is the same whether or not an event asks for a point value", () => {
    const quiet = score(ruleset, [], { subjects, period: "2024-Q1" });
    expect(quiet.unavailable).toEqual(result.unavailable);
  });

  test("refuses to give the ranking where it is needed: one error names all six", () => {
    let thrown: unknown;
    try {
      score(ruleset, events, { subjects, period: "2024-Q1", need: ["final"] });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UsageError);
    const { code, missing, text } = thrown as UsageError;
    expect(code).toBe("parameters-needed");
    expect(missing).toEqual(points.map((parameter) => ({ parameter, clauses: ["G5"] })));
    for (const parameter of points) {
      expect(text.en).toMatch(new RegExp(`- ${parameter}: .+ \\(G5\\)`));
      expect(text.zh).toMatch(new RegExp(`“?${parameter}”?.*\\(“G5”\\)`));
    }
  });

  test("gives what can be had where only that is needed", () => {
    const got = score(ruleset, events, { subjects, period: "2024-Q1", need: ["G1", "criticism"] });
    expect(got.outcomes).toEqual(result.outcomes);
  });

  test("five of six are not enough, six are", () => {
    const given = (count: number) =>
      loadRuleset(rulesets["gannan-2008"], {
        parameters: Object.fromEntries(
          points.slice(0, count).map((name, index) => [name, String(index + 1)]),
        ),
      });
    const five = score(given(5), events, { subjects, period: "2024-Q1" });
    expect(five.standings).toEqual([]);
    expect(five.unavailable.find(({ node }) => node === "measure:score")?.missing).toEqual([
      { parameter: "annotation.state", clauses: ["G5"] },
    ]);
    const six = score(given(6), events, { subjects, period: "2024-Q1", need: ["final"] });
    const ranked = six.standings.filter(({ ranking }) => ranking === "final");
    expect(ranked.map(({ subject, score: value }) => `${subject} ${value}`)).toEqual([
      "xiahe 3",
      "finance 0",
      "sangke 0",
    ]);
  });
});
