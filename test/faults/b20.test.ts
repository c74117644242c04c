import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";
import { demo, label } from "./demo.ts";

const clause = (title: string) => ({ A1: { place: "1", title: label(title) } });
const ranking = (by: unknown) => ({
  final: { label: label("ranking", "排名"), clause: "A1", by },
});

/** The lines of the table of differences. */
async function difference(before: object, after: object, lang: "en" | "zh"): Promise<string[]> {
  const path = folderOf({ "a.json": JSON.stringify(before), "b.json": JSON.stringify(after) });
  const args = ["diff", path("a.json"), path("b.json"), "--format", "markdown", "--lang", lang];
  const { out, err } = await jifen(args);
  expect(err).toBe("");
  return out.split("\n").filter((line) => line.startsWith("|") && !line.startsWith("| ---"));
}

describe("B20 the difference between two rulesets lists each change once, in words", () => {
  test("the title of a clause", async () => {
    const [a, b] = [demo({ clauses: clause("points") }), demo({ clauses: clause("marks") })];
    const lines = await difference(a, b, "en");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("| points | marks |");
  });

  test("the criteria of a ranking", async () => {
    const a = demo({});
    const b = demo({
      rankings: ranking([
        { value: { measure: "score" } },
        { value: { account: "notes" }, order: "ascending" },
      ]),
    });
    const [, line] = await difference(a, b, "en");
    expect(line).toContain(
      "| score, higher first | score, higher first; then points, lower first |",
    );
    const [, chinese] = await difference(a, b, "zh");
    expect(chinese).toContain("| 得分(高者在前) | 得分(高者在前);再分值(低者在前) |");
  });
});
