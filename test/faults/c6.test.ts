import { describe, expect, test } from "vitest";
import { loadRuleset, score, UsageError } from "../../src/index.ts";
import { document } from "./rows.ts";

const label = { en: "by day", zh: "按日" };

/** The invented ruleset with an account by day, and a measure by day beside it. */
const daily = loadRuleset({
  ...document,
  rules: document.rules.map((rule) => ({ ...rule, to: ["points", "days"] })),
  accounts: { ...document.accounts, days: { label, per: ["day"], steps: [{ sum: {} }] } },
  measures: {
    ...document.measures,
    daily: { label, clause: "A1", per: ["day"], value: { account: "days" } },
  },
} as never);

const gain = (id: string, at: string) => ({
  ...{ type: "gain", id, at, subject: "第一镇", points: 1 },
});

function run(period: string, ...days: readonly string[]): unknown {
  try {
    return score(
      daily,
      days.map((at, index) => gain(`e${index}`, at)),
      { period, subjects: [{ id: "第一镇" }] },
    ).counts.scored;
  } catch (error) {
    return error;
  }
}

describe("C6 days centuries apart", () => {
  // 1902-01-01 to 2399-12-31: 498 years with 121 leap days (124 multiples of 4 less 2100, 2200 and 2300).
  const keys = 498 * 365 + 121;

  test("are refused with both events, the number of keys and the ways out", () => {
    const error = run("all", "2024-03-05", "1902-06-01", "2399-06-01");
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).code).toBe("too-many-keys");
    for (const said of [`${keys}`, "1902-06-01 (e1)", "2399-06-01 (e2)", "mistyped"])
      expect((error as UsageError).text.en).toContain(said);
    expect((error as UsageError).text.zh).toContain("“按日”");
  });

  test("are no trouble where a period bounds the days", () => {
    expect(run("2024", "2024-03-05", "1902-06-01", "2399-06-01")).toBe(1);
    expect(run("all", "2024-03-05", "2023-06-01")).toBe(2);
  });
});
