import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/index.ts";
import { readSubjects } from "../../src/node.ts";
import { csv, document, readGains } from "./rows.ts";

const header = "编号,时间,单位,,分值,";

describe("A6 a column without a header", () => {
  test("is noted if it has filled cells: which column, how many cells, and the first", async () => {
    const { files } = await readGains(
      csv(
        `${header}\n1,2024-01-05,第一镇,,1,\n2,2024-01-05,第一镇, ,1,99\n3,2024-01-06,第一镇,,2,98`,
      ),
    );
    expect(files.notes.map(({ message }) => message)).toEqual([
      {
        en: 'column 6 has no header; 2 filled cells in it are ignored, the first "99" in row 3',
        zh: "第 6 列没有表头,其中有内容的 2 格已忽略(首见于第 3 行:“99”)",
      },
    ]);
  });

  test("is nothing where they are blank", async () => {
    expect((await readGains(csv(`${header}\n1,2024-01-05,第一镇,,1, \n`))).notes).toEqual([]);
  });

  test("is noted in a roster, and in objects with an empty key", async () => {
    const { notes } = await readSubjects(
      csv("编号,名称,\na,第一镇,35", "roster.csv"),
      loadRuleset(document),
    );
    expect(notes.map(({ code }) => code)).toEqual(["nameless-column"]);
    const line = '{"id":"1","at":"2024-01-05","单位":"第一镇","分值":"1","":"x"}';
    expect((await readGains(csv(line, "a.ndjson"))).notes).toEqual(["nameless-column"]);
  });
});
