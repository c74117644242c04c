import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { document } from "./rows.ts";

const label = { en: "x", zh: "甲" };
const [rule] = document.rules;
const at = (points: number) => ({ account: ["marks", { at: { mark: points } }] });

/** The invented ruleset with an account for each number of points, read at 3, which occurs, and at 7, which does not. */
const ruleset = loadRuleset({
  ...document,
  rules: [{ ...rule, to: ["points", "marks"], amount: 1 }],
  accounts: {
    ...document.accounts,
    marks: { label, per: [{ mark: { var: "event.points" } }], steps: [{ sum: {} }] },
  },
  measures: {
    ...document.measures,
    ...Object.fromEntries(
      [3, 7].flatMap((points) => [
        [`has-${points}`, { label, clause: "A1", value: { if: [{ has: at(points) }, 1, 0] } }],
        [`else-${points}`, { label, clause: "A1", value: { else: [at(points), -1] } }],
        [`plain-${points}`, { label, clause: "A1", value: { "+": [at(points), 10] } }],
      ]),
    ),
  },
} as never);

describe("B7 a key without entries", () => {
  const result = score(
    ruleset,
    [{ type: "gain", id: "1", at: "2024-03-05", subject: "第一镇", points: 3 }],
    { period: "2024", subjects: [{ id: "第一镇" }] },
  );
  const measure = (id: string) => result.measures.find((one) => one.id === id)?.value;

  test("is listed nowhere, and has and else find nothing there", () => {
    expect(result.accounts.flatMap(({ id, key }) => (id === "marks" ? [key] : []))).toEqual(["3"]);
    expect([measure("has-7"), measure("else-7")]).toEqual(["0", "-1"]);
    expect([measure("has-3"), measure("else-3")]).toEqual(["1", "1"]);
  });

  test("counts as nothing for those who do not ask", () => {
    expect([measure("plain-3"), measure("plain-7")]).toEqual(["11", "10"]);
  });
});
