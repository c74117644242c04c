import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";

const both = (text: string) => ({ en: text, zh: text });

/** Readings of a gauge, each counted by its square root; the score is what the account comes to. */
function gauge(steps: readonly object[]): string {
  return JSON.stringify({
    format: 1,
    id: "gauge",
    title: both("gauge"),
    source: { title: "gauge" },
    timeZone: "Asia/Shanghai",
    clauses: { P1: { place: "一", title: both("points") } },
    periods: [{ unit: "year", clause: "P1", label: both("year") }],
    subjects: { unit: { label: both("unit"), who: "roster" } },
    events: {
      record: {
        label: both("record"),
        attributes: { value: { type: "number", max: "100", label: both("value") } },
      },
    },
    rules: [
      {
        id: "record",
        clause: "P1",
        label: both("record"),
        on: "record",
        to: "points",
        amount: { root: [{ var: "event.value" }, 2, 2, "half-up"] },
      },
    ],
    accounts: { points: { label: both("points"), steps } },
    measures: { score: { label: both("score"), clause: "P1", value: { account: "points" } } },
    rankings: { final: { label: both("final"), clause: "P1", by: "score" } },
  });
}

async function unlimited(steps: readonly object[]): Promise<string[]> {
  const path = folderOf({ "gauge.json": gauge(steps) });
  const { out } = await jifen(["check", path("gauge.json")]);
  return out.split("\n").filter((line) => line.includes("[unbounded-score]"));
}

describe("B12 an account is reported as unlimited only if events show it", () => {
  test("the highest of roots up to 10 is limited, though the linter cannot compute the bound", async () => {
    expect(await unlimited([{ highest: { none: 0 } }])).toEqual([]);
  });

  test("a sum of roots has no upper limit, and nothing takes it below 0", async () => {
    const [line, ...others] = await unlimited([{ sum: {} }]);
    expect(line).toContain("no upper limit");
    expect(others).toEqual([]);
  });
});
