import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";
import { document } from "./rows.ts";

/** Scores a file, and gives what counted and the file of rejected rows. */
async function rejectsOf(content: string, lang = "zh") {
  const path = folderOf({ "r.json": JSON.stringify(document), "e.csv": content });
  const { out } = await jifen([
    ...["score", path("r.json"), path("e.csv"), "--period", "2024", "--lang", lang],
    ...["--format", "json", "--rejects", path("rejects.csv")],
  ]);
  const { accepted } = (JSON.parse(out) as { counts: { accepted: number } }).counts;
  const rejects = readFileSync(path("rejects.csv"), "utf8");
  return { accepted, rejected: rejects.trimEnd().split("\n").length - 1, rejects };
}

const header = "编号,时间,单位,分值";

describe("A7 a row of the file of rejected rows is rejected again until it is corrected", () => {
  test("spare cells stand under headers of their own, and reject their row again", async () => {
    const first = await rejectsOf(`${header}\n1,2024-01-05,第一镇,1,028,x\n2,2024-01-05,第一镇,3`);
    expect(first.accepted).toBe(1);
    const [top = "", row = ""] = first.rejects.split(/\r?\n/);
    expect(top).toMatch(/,编号,时间,单位,分值,退回:多余格 1,退回:多余格 2$/);
    expect(row).toMatch(/,1,2024-01-05,第一镇,1,028,x$/);
    const second = await rejectsOf(first.rejects);
    expect(second.accepted).toBe(0);
    expect(second.rejects.split(/\r?\n/)[0]).toBe(top);
  });

  test("it counts once the spare cells are gone, as blank cells or as columns", async () => {
    const { rejects } = await rejectsOf(`${header}\n1,2024-01-05,第一镇,1,028`);
    expect((await rejectsOf(rejects.replace("第一镇,1,028", "第一镇,1028,"))).accepted).toBe(1);
    expect((await rejectsOf(rejects.replace("第一镇,1,028", '第一镇,"1028"'))).accepted).toBe(1);
  });

  test("spare cells beside those of an earlier reading, in either language", async () => {
    const { rejects } = await rejectsOf(`${header}\n1,2024-01-05,第一镇,1,028`, "en");
    expect(rejects).toContain("rejected: spare cell 1");
    const again = await rejectsOf(rejects.replace("1,028", "1,028,more"));
    expect(again.accepted).toBe(0);
    expect(again.rejects).toContain("退回:多余格 1,退回:多余格 2");
    expect(again.rejects).toContain("028,more");
  });

  test("cells of columns without a header are kept, of each by itself", async () => {
    const { rejects } = await rejectsOf(`,${header},\nleft,1,错,第一镇,1,right`);
    expect(rejects).toMatch(/left,1,错,第一镇,1,right/);
  });

  test("property: nothing of the file counts when it is read unchanged", async () => {
    const cell = fc.constantFrom("", " ", "1", "x", "2024-01-05", "1,2", "'=1", '"', "合计x");
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const row = fc
      .array(cell, { minLength: 1, maxLength: 4 })
      .map((spare) => ["2024-01-05", "第一镇", "1", ...spare].map(quoted).join(","));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        // The rows differ by their ids, so that none is a duplicate.
        const lines = rows.map((row, at) => `"${at}",${row}`);
        const first = await rejectsOf([header, ...lines].join("\n"));
        if (first.rejected === 0) return;
        const second = await rejectsOf(first.rejects);
        expect(second).toMatchObject({ accepted: 0, rejected: first.rejected });
      }),
      { numRuns: 25 },
    );
  });
});
