import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";

const both = (text: string) => ({ en: text, zh: text });
const values = { leaflet: both("leaflet"), film: both("film"), book: both("book") };

/** Points by an enumeration, from a table with these numbers. */
function pointsBy(enumeration: object, numbers: readonly string[]): string {
  const cells = Object.keys(values).map((key, at) => [key, { value: numbers[at], clause: "P1" }]);
  return JSON.stringify({
    format: 1,
    id: "media",
    title: both("media"),
    source: { title: "media" },
    timeZone: "Asia/Shanghai",
    clauses: { P1: { place: "一", title: both("points") } },
    periods: [{ unit: "year", clause: "P1", label: both("year") }],
    subjects: { unit: { label: both("unit"), who: "roster" } },
    enums: { medium: enumeration },
    events: {
      report: {
        label: both("report"),
        attributes: { medium: { type: "medium", label: both("medium") } },
      },
    },
    tables: { worth: { axes: ["medium"], cells: Object.fromEntries(cells) } },
    rules: [
      {
        id: "report",
        clause: "P1",
        label: both("report"),
        on: "report",
        to: "points",
        amount: { table: ["worth", { var: "event.medium" }] },
      },
    ],
    accounts: { points: { label: both("points"), steps: [{ sum: {} }] } },
    measures: { score: { label: both("score"), clause: "P1", value: { account: "points" } } },
    rankings: { final: { label: both("final"), clause: "P1", by: "score" } },
  });
}

async function inverted(document: string): Promise<boolean> {
  const { out } = await jifen(["check", folderOf({ "media.json": document })("media.json")]);
  expect(out).toContain("unbounded-score");
  return out.includes("order-inverted");
}

describe("B11 only declared levels can be inverted, by value", () => {
  test("kinds have no order, whatever their numbers", async () => {
    expect(await inverted(pointsBy(values, ["5", "3", "11"]))).toBe(false);
  });

  test.each([
    [["5", "3", "11"], true],
    [["3", "5", "11"], false],
    // By value: a deduction for the lowest level, and points from there on.
    [["-5", "1", "2"], false],
    // A graver level costs more.
    [["-1", "-2", "-5"], false],
    [["-5", "-2", "-1"], true],
  ])("levels with the numbers %j: %j", async (numbers, expected) => {
    expect(await inverted(pointsBy({ ordered: true, values }, numbers))).toBe(expected);
  });
});
