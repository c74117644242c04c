import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";
import { label } from "./demo.ts";
import { reports } from "./reports.ts";

const [rule] = reports.rules;
/** A report of more than two pages earns a point. */
const ruleset = JSON.stringify({
  ...reports,
  events: {
    ...reports.events,
    report: {
      ...reports.events.report,
      attributes: { pages: { type: "number", label: label("pages", "页数") } },
    },
  },
  rules: [{ ...rule, when: { ">": [{ var: "event.pages" }, 2] }, amount: "1" }],
});

async function score(rows: string, ...more: string[]) {
  const path = folderOf({
    "rules.json": ruleset,
    "events.csv": `id,type,at,subject,pages\n${rows}`,
    "subjects.csv": "id,name\na,第一镇\n",
  });
  const files = [path("rules.json"), path("events.csv"), "--subjects", path("subjects.csv")];
  return jifen(["score", ...files, "--period", "2024", ...more]);
}

describe("A12 events that earn nothing are reported", () => {
  // Of five: one report is long enough, two are not, no rule is about visits; one lies in another year.
  const rows =
    "1,report,2024-01-05,a,3\n2,report,2024-01-06,a,2\n3,report,2024-01-07,a,1\n4,visit,2024-01-08,a,\n5,report,2023-01-05,a,9\n";

  test.each(["table", "csv", "markdown"])("by type, beside a %s", async (format) => {
    const english = await score(rows, "--format", format);
    expect(english.out + english.err).toContain("no rule fired for 3 events: report 2, visit 1");
    expect(english.out + english.err).toMatch(/1 of 5 events is dated outside the period 2024/);
    const chinese = await score(rows, "--format", format, "--lang", "zh");
    expect(chinese.out + chinese.err).toContain("3 个事件没有任何规则计分:报送 2、来访 1");
  });

  test("nothing is said where every event earns something", async () => {
    const { out, err } = await score("1,report,2024-01-05,a,3\n");
    expect(out + err).not.toContain("no rule fired");
  });
});
