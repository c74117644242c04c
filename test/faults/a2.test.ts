import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { document } from "./rows.ts";

const label = { en: "x", zh: "甲" };

const weekly = loadRuleset({
  ...document,
  rules: document.rules.map((rule) => ({ ...rule, to: ["points", "weeks"] })),
  accounts: {
    ...document.accounts,
    weeks: { label, per: ["week"], steps: [{ sum: {} }] },
  },
} as never);

/** The weeks of all time with the points in them, but those without. */
function weeks(...days: readonly string[]): Record<string, string> {
  const result = score(
    weekly,
    days.map((at, index) => ({ type: "gain", id: `${index}`, at, subject: "第一镇", points: 1 })),
    { period: "all", subjects: [{ id: "第一镇" }] },
  );
  return Object.fromEntries(
    result.accounts.flatMap(({ id, key, value }) =>
      id === "weeks" && value !== "0" ? [[key ?? "", value ?? ""]] : [],
    ),
  );
}

describe("A2 weeks in a run over all time", () => {
  // 30 December 2024 is a Monday: the first day of the first week of 2025.
  test("hold the last days of the last year in which anything happened", () => {
    expect(weeks("2024-12-30")).toEqual({ "2025-W01": "1" });
  });

  // 1 January 2027 is a Friday: its week is the last of 2026.
  test("hold the first days of the first year in which anything happened", () => {
    expect(weeks("2027-01-01", "2027-01-04")).toEqual({ "2026-W53": "1", "2027-W01": "1" });
  });
});
