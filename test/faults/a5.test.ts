import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/index.ts";
import { readSubjects } from "../../src/node.ts";
import { folderOf, jifen } from "../cli/tools.ts";
import { csv, document, readGains } from "./rows.ts";

const invisible = ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u0007"];

describe("A5 invisible characters in a header are stripped, with a note", () => {
  test.each(invisible)("%j: files that overlap count each event once", async (character) => {
    // Events 1, 2 (in both files) and 3: 1 + 2 + 4 = 7. With ids made of file and row, it would be 9.
    const header = `\ufeff${character}编号,时间,单位,分值`;
    const path = folderOf({
      "r.json": JSON.stringify(document),
      "a.csv": `${header}\n1,2024-01-05,第一镇,1\n2,2024-02-06,第一镇,2`,
      "b.csv": `${header}\n2,2024-02-06,第一镇,2\n3,2024-03-06,第一镇,4`,
      "s.csv": "编号,名称\na,第一镇\n",
    });
    const { out } = await jifen([
      ...["score", path("r.json"), path("a.csv"), path("b.csv"), "--subjects", path("s.csv")],
      ...["--period", "2024", "--format", "csv"],
    ]);
    expect(out).toMatch(/第一镇,7\b/);
  });

  test("a count is a count", async () => {
    const text = "编号,时间,单位,分值,\u200b数量\n1,2024-01-05,第一镇,1,5";
    const { events, note, notes } = await readGains(csv(text));
    expect(events).toHaveLength(5);
    expect(notes).toContain("header-character");
    expect(notes).not.toContain("unknown-column");
    expect(note("header-character")).toEqual({
      en: 'the header "数量" contains the invisible character U+200B, which is ignored',
      zh: "表头“数量”含有不可见的字符 U+200B,已去掉",
    });
  });

  test("so are those in keys of JSON objects, each noted once", async () => {
    const line = (id: string) =>
      `{"${"\u200b"}id":"${id}","at":"2024-01-05","单位":"第一镇","分值":"1"}`;
    for (const text of [`${line("1")}\n${line("2")}`, `[${line("1")},${line("2")}]`]) {
      const { events, files } = await readGains(csv(text, "a.json"));
      expect(events.map(({ id }) => id)).toEqual(["1", "2"]);
      expect(files.notes.filter(({ code }) => code === "header-character")).toHaveLength(1);
    }
  });

  test("two headers that are one without them are refused", async () => {
    const text = "编号,\u200b编号,时间,单位,分值\n1,2,2024-01-05,第一镇,1";
    await expect(readGains(csv(text))).rejects.toMatchObject({ code: "header-duplicate" });
    const keys = '{"id":"1","\u200bid":"2","at":"2024-01-05","单位":"第一镇","分值":"1"}';
    expect((await readGains(csv(keys, "a.ndjson"))).rejected).toEqual(["1 row-duplicate-key"]);
  });

  test("a damaged header is refused: nobody knows what it was", async () => {
    const text = "编号,时间,单位,分值,数\ufffd\n1,2024-01-05,第一镇,1,5";
    await expect(readGains(csv(text))).rejects.toMatchObject({
      code: "header-damaged",
      text: { zh: "第 5 列的表头“数\ufffd”含有已损坏的字符 U+FFFD:请重新键入" },
    });
  });

  test("a roster's likewise", async () => {
    const { subjects, notes } = await readSubjects(
      csv("\u200b编号,名\u200b称\na,第一镇", "roster.csv"),
      loadRuleset(document),
    );
    expect(subjects).toEqual([{ id: "a", name: "第一镇" }]);
    expect(notes.map(({ code }) => code)).toEqual(["header-character", "header-character"]);
  });

  test("property: wherever they stand, the events are those of the clean file", async () => {
    const rows = "\n1,2024-01-05,第一镇,1,2,一\n2,2024-01-06,第二镇,2,1,";
    const headers = ["编号", "时间", "单位", "分值", "数量", "备注"];
    const clean = await readGains(csv(headers.join(",") + rows));
    const put = fc.record({
      column: fc.nat(headers.length - 1),
      at: fc.nat(2),
      character: fc.constantFrom(...invisible),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(put), async (all) => {
        const dirty = [...headers];
        for (const { column, at, character } of all) {
          const text = dirty[column] ?? "";
          dirty[column] = text.slice(0, at) + character + text.slice(at);
        }
        expect((await readGains(csv(dirty.join(",") + rows))).events).toEqual(clean.events);
      }),
    );
  });
});
