import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { reports } from "./reports.ts";

const rejected = (event: object) =>
  score(
    loadRuleset(reports),
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
