import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";

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

const rejected = (event: object) =>
  score(
    loadRuleset(document),
    [{ id: "1", type: "report", at: "2024-03-01", subject: "a", ...event }],
    {
      subjects: [{ id: "a" }],
    },
  ).rejections;

describe("B16 a misspelt attribute", () => {
  test("is what is wrong, and the declared one is what is suggested", () => {
    const [rejection, ...more] = rejected({ ponits: 5 });
    expect(more).toEqual([]);
    expect(rejection).toMatchObject({ code: "attribute-missing", field: "points" });
    expect(rejection?.hint).toEqual({
      en: '"ponits" is unknown: did you mean "points"?',
      zh: "没有属性“ponits”:是否为“points”?",
    });
  });

  test("is not guessed at where nothing is near", () => {
    expect(rejected({ remark: "x" })[0]).not.toHaveProperty("hint");
  });
});
