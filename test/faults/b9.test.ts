import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";
import { label } from "./demo.ts";
import { reports } from "./reports.ts";

const rule = (id: string, to: string) => ({
  ...{ id, clause: "A1", label: label(id), on: id, to },
  amount: "1",
});
const account = (window: unknown) => ({ label: label("account"), window, steps: [{ sum: {} }] });

/** Awards count for as long as the given window, reports in the period. */
const ruleset = (window: unknown) =>
  JSON.stringify({
    ...reports,
    events: { award: { label: label("award") }, report: { label: label("report") } },
    rules: [rule("award", "long"), rule("report", "short")],
    accounts: { long: account(window), short: account("period") },
    measures: {
      score: {
        ...reports.measures.score,
        value: { "+": [{ account: "long" }, { account: "short" }] },
      },
    },
  });

/** What is scored for the year 2024, and what is said beside it. */
async function run(window: unknown, events: readonly (readonly [type: string, day: string])[]) {
  const rows = events.map(([type, day], at) => `${at},${type},${day},a\n`).join("");
  const path = folderOf({
    "rules.json": ruleset(window),
    "events.csv": `id,type,at,subject\n${rows}`,
    "subjects.csv": "id,name\na,第一镇\n",
  });
  const files = [path("rules.json"), path("events.csv"), "--subjects", path("subjects.csv")];
  const args = ["score", ...files, "--period", "2024", "--format", "json"];
  const { out, err } = await jifen(args);
  const { standings } = JSON.parse(out) as { standings: { score: string }[] };
  return { score: Number(standings[0]?.score), err };
}

const outside = /(none|only|\d+) (?:of (?:the )?(\d+) events?|event does not count)/;

describe("B9 the windows decide whether events count", () => {
  test.each(["to-date", "all", { last: 5, unit: "year" }])(
    "nothing is said where the window %j sees them",
    async (window) => {
      const { score, err } = await run(window, [
        ["award", "2021-05-01"],
        ["award", "2023-05-01"],
      ]);
      expect(score).toBe(2);
      expect(err).not.toMatch(outside);
    },
  );

  test("what no window sees is reported", async () => {
    // The report of 2023 counts in 2024 only, and the award of 2025 comes after the period: 2 of 4 count nowhere.
    const { score, err } = await run("to-date", [
      ["award", "2023-05-01"],
      ["award", "2025-05-01"],
      ["report", "2023-06-01"],
      ["report", "2024-06-01"],
    ]);
    expect(score).toBe(2);
    expect(outside.exec(err)?.slice(1)).toEqual(["2", "4"]);
    expect(err).toContain("(2023-06-01)");
    expect((await run("to-date", [["report", "2023-06-01"]])).err).toContain(
      "the only event does not count in the period 2024",
    );
  });

  test("as many are reported as earn nothing", async () => {
    const event = fc.tuple(
      fc.constantFrom("award", "report"),
      fc.integer({ min: 2020, max: 2027 }).map((year) => `${year}-07-01`),
    );
    const window = fc.constantFrom("to-date", "all", "period", "year");
    await fc.assert(
      fc.asyncProperty(window, fc.array(event, { maxLength: 8 }), async (one, events) => {
        const { score, err } = await run(one, events);
        const [, count] = outside.exec(err) ?? [];
        const reported = count === "none" || count === "only" ? events.length : Number(count ?? 0);
        expect(score + reported).toBe(events.length);
      }),
      { numRuns: 40 },
    );
  });
});
