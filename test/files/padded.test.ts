import { describe, expect, test } from "vitest";
import { paddedNames } from "../../src/files/padded.ts";
import { readSubjects } from "../../src/node.ts";
import { readAll, ruleset, source } from "./tools.ts";

const row = "1,采用,2024-03-05,第一镇,市级,800";

describe("headers with blanks inside are read as the known name without them, and told", () => {
  test.each(["级 别", "级　别", " 级\t别 ", "级\n别"])("%j is 级别", async (header) => {
    const text = `编号,类型,时间,单位,"${header}",字数(字)\n${row}`;
    const { events, files } = await readAll(source(text));
    expect(events).toMatchObject([{ level: "city", words: "800" }]);
    const [note] = files.notes;
    expect(note).toMatchObject({ code: "header-padded" });
    expect(note?.message.zh).toContain("按“级别”读取");
  });

  test("a padded count column multiplies its rows", async () => {
    const text = "编号,类型,时 间,单　位,级别,条 数\n1,采用,2024-03-05,第一镇,市级,12";
    const { events, notes } = await readAll(source(text));
    expect(events).toHaveLength(12);
    expect(notes).toEqual(["header-padded", "header-padded", "header-padded", "expanded"]);
  });

  test("a table whose headers are all padded has its delimiter and its header row found", async () => {
    const text = "编 号;类 型;时 间;单 位;级 别\n1;采用;2024-03-05;第一镇;市级";
    expect((await readAll(source(text))).events).toHaveLength(1);
    const below = readAll(source(`一季度采用情况\n${text.replaceAll(";", ",")}`));
    await expect(below).rejects.toMatchObject({ code: "header-below" });
  });

  test("the same column without blanks comes first: the padded one stays unknown", async () => {
    const text = `编号,类型,时间,单位,级别,级 别\n1,采用,2024-03-05,第一镇,市级,省级`;
    const { events, notes } = await readAll(source(text));
    expect(events).toMatchObject([{ level: "city" }]);
    expect(notes).toEqual(["unknown-column"]);
  });

  test("a known name that itself has a blank is found too", async () => {
    const text = `ev ent id,类型,时间,单位,级别\n1,采用,2024-03-05,第一镇,市级`;
    const { events, notes } = await readAll(source(text));
    expect(events).toMatchObject([{ id: "1" }]);
    expect(notes).toEqual(["header-padded"]);
  });

  test("a header from which two known names are left stays unknown", () => {
    const names = ["note", "no te", "date"];
    const nameOf = paddedNames(
      (header) => names.includes(header),
      () => names,
    );
    expect(nameOf("n ote")).toBeUndefined();
    expect(nameOf("d ate")).toBe("date");
    expect(nameOf("dates")).toBeUndefined();
  });

  test("JSON keys follow the same rule, told once", async () => {
    const event = { 编号: "1", 类型: "采用", 时间: "2024-03-05", 单位: "第一镇", "级 别": "市级" };
    const other = { ...event, 编号: "2", "字数(字)": 3 };
    const lines = [event, other].map((one) => JSON.stringify(one)).join("\n");
    const { events, notes } = await readAll(source(lines, "events.ndjson"));
    expect(events.map(({ level }) => level)).toEqual(["city", "city"]);
    expect(notes).toEqual(["header-padded"]);
  });

  test("rosters too", async () => {
    const { subjects: found, notes } = await readSubjects(
      source("编 号,名　称,类 别\n001,第一镇,镇(街)", "roster.csv"),
      ruleset,
    );
    expect(found).toEqual([{ id: "001", name: "第一镇", category: "town" }]);
    expect(notes.map(({ code }) => code)).toEqual(Array(3).fill("header-padded"));
  });
});
