import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { document } from "./rows.ts";

const label = { en: "by range", zh: "按区间" };
const [rule] = document.rules;

const highestFrom3 = {
  range: ["highest", { from: 3, to: { var: "event.points" }, value: { var: "value" } }],
};

/** The invented ruleset with the highest whole number from 3 up to the points, and a rule that counts every entry of it. */
const ruleset = loadRuleset({
  ...document,
  rules: [
    { ...rule, label, amount: highestFrom3 },
    { ...rule, id: "times", label, on: { entries: [rule?.id] }, to: "times", amount: 1 },
  ],
  accounts: { ...document.accounts, times: { label, steps: [{ count: {} }] } },
} as never);

const gain = (id: string, at: string, points: number) => ({
  ...{ type: "gain", id, at, points, subject: "第一镇" },
});

describe("A8 a missing amount", () => {
  const result = score(
    ruleset,
    [gain("1", "2024-01-05", 12), gain("2", "2024-01-07", 2), gain("3", "2024-01-06", 1)],
    { period: "2024", subjects: [{ id: "第一镇" }] },
  );

  test("writes no entry", () => {
    expect([...result.ledger].map(({ event, amount }) => [event, amount])).toEqual([
      ["1", "12"],
      ["1", "1"],
    ]);
    expect(result.accounts.map(({ id, value }) => [id, value])).toEqual([
      ["points", "12"],
      ["times", "1"],
    ]);
  });

  test("is reported with the rule, the clause, the first event and the number", () => {
    expect(result.warnings.filter(({ code }) => code === "no-amount")).toMatchObject([
      { event: "3", clauses: ["A1"], count: 2, message: { zh: expect.stringContaining("按区间") } },
    ]);
    expect(result.counts).toMatchObject({ accepted: 3, scored: 1, unscored: 2 });
  });
});
