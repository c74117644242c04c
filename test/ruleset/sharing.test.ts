import { describe, expect, test } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import { documentOf, type Short } from "../engine/build.ts";

/** What one value is under the default option, and under the other one. */
function either(usual: unknown, other: unknown): object {
  return { reading: ["choice", { usual, other }] };
}

const points = { var: "event.points" };
const rule = { id: "gain", on: "gain", to: "points", amount: points };
const gain = { attributes: { points: { type: "number" } } };

/** Parts that are the same under both options, and what else decides that they are right under one of them only. */
const cases: readonly [string, Short, string][] = [
  [
    "an attribute that a rule reads",
    {
      events: {
        gain: { attributes: { points: { type: "number", optional: either(false, true) } } },
      },
      rules: [rule],
    },
    "/rules/0/amount optional-without-default",
  ],
  [
    "the events of the rule on whose entries another fires",
    {
      events: { gain, loss: {} },
      rules: [
        { ...rule, on: either("gain", "loss"), amount: "1" },
        { id: "more", on: { entries: ["gain"] }, to: "points", amount: points },
      ],
    },
    "/rules/1/amount/var unknown-field",
  ],
  [
    "the rules that credit an account",
    {
      rules: [
        { ...rule, to: either("points", "other") },
        { ...rule, id: "late" },
      ],
      accounts: { points: { steps: [{ keep: "none", of: ["gain"] }, { sum: {} }] }, other: {} },
    },
    "/accounts/points/steps/0/of unknown-name",
  ],
  [
    "the keys of an account that a measure reads",
    {
      accounts: { points: { per: [either("month", "quarter")] } },
      measures: { score: { per: ["month"], value: { account: "points" } } },
      rankings: {},
    },
    "/measures/score/value",
  ],
  [
    "the value of a parameter that has to be whole",
    {
      parameters: { best: { value: either("2", "0.5") } },
      accounts: { points: { steps: [{ keep: { best: { param: "best" } } }, { sum: {} }] } },
    },
    "/accounts/points/steps/0/keep/best bad-number",
  ],
];

describe("a part that is the same under two options is looked at again where it depends on", () => {
  test.each(cases)("%s", (_name, short, found) => {
    const document = documentOf({ ...short, interpretations: { choice: ["usual", "other"] } });
    const plain = JSON.parse(JSON.stringify(document)) as typeof document;
    const issues = checkRuleset(plain).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(issues).not.toEqual([]);
    expect(issues.filter((one) => !one.startsWith(found))).toEqual([]);
  });

  test("and nothing is wrong where nothing depends on it", () => {
    const document = documentOf({
      interpretations: { choice: ["usual", "other"] },
      rules: [{ ...rule, amount: either(points, "1") }],
    });
    expect(checkRuleset(document)).toEqual([]);
  });
});
