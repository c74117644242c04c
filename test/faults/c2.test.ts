import { describe, expect, test } from "vitest";
import { checkRuleset, loadRuleset, RulesetError } from "../../src/index.ts";

const label = (text: string) => ({ en: text, zh: text });

/** One point for each report; a unit's score is the sum of its points. */
const document = {
  format: 1,
  id: "demo",
  title: label("demo"),
  source: { title: "demo" },
  timeZone: "Asia/Shanghai",
  clauses: { A1: { place: "1", title: label("points") } },
  periods: [{ unit: "year", clause: "A1", label: label("year") }],
  subjects: { unit: { label: label("unit"), who: "roster" } },
  events: {
    report: {
      label: label("report"),
      attributes: { points: { type: "number", label: label("points") } },
    },
    visit: { label: label("visit") },
  },
  rules: [
    {
      ...{ id: "report", clause: "A1", label: label("report"), on: "report", to: "base" },
      amount: { var: "event.points" },
    },
  ],
  accounts: { base: { label: label("base"), steps: [{ sum: {} }] } },
  measures: { score: { label: label("score"), clause: "A1", value: { account: "base" } } },
  rankings: { final: { label: label("ranking"), clause: "A1", by: "score" } },
};

const withAmount = (amount: unknown) => ({
  ...document,
  rules: document.rules.map((rule) => ({ ...rule, amount })),
});

describe("C2 a reading without a name", () => {
  test.each([
    [{ reading: { measure: "score" } }],
    [{ reading: [{ measure: "score" }] }],
    [{ "+": [1, { reading: { x: 1 } }] }],
    [{ reading: [] }],
    [{ reading: 5 }],
    [{ reading: null }],
    [{ reading: ["nowhere", {}] }],
  ])("%j is an issue, where a ruleset is checked and where it is loaded", (amount) => {
    const broken = withAmount(amount);
    expect(checkRuleset(broken)).toMatchObject([{ code: "unknown-name" }]);
    expect(() => loadRuleset(broken)).toThrow(RulesetError);
  });

  test("what is only called so is none", () => {
    const { report } = document.events;
    const named = {
      ...document,
      events: { report: { ...report, attributes: { ...report.attributes } } },
      measures: { ...document.measures, reading: { ...document.measures.score } },
    };
    expect(checkRuleset(named)).toEqual([]);
  });
});
