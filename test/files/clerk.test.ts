import { describe, expect, test } from "vitest";
import { readSubjects } from "../../src/node.ts";
import { readAll, rows, ruleset, source } from "./tools.ts";

describe("tables as offices keep them", () => {
  test("a remark below the table is rejected, with what to do", async () => {
    const { files, events } = await readAll(
      source(rows("A1,批示,2024-03-05,001,市长,", "制表人:张三,,,,,")),
    );
    expect(events).toHaveLength(1);
    expect(files.rejected).toMatchObject([
      { row: 3, code: "date-missing", hint: { zh: expect.stringContaining("若本行不是事件") } },
    ]);
  });

  test("a comma too many: what to do", async () => {
    const { files } = await readAll(source(rows("A1,批示,2024-03-05,001,市长,,好,很好")));
    expect(files.rejected[0]).toMatchObject({
      code: "row-length",
      message: { en: "the row has 8 cells, the header 6" },
      hint: { zh: expect.stringContaining("引号") },
    });
  });

  test("cells that mean nothing for the type are named with their first row", async () => {
    const { files } = await readAll(
      source(rows("A1,批示,2024-03-05,001,市长,", "A2,批示,2024-03-05,001,市长,5")),
    );
    expect(files.notes.map(({ message }) => message)).toEqual([
      {
        en: 'ignored 1 cell of the column "字数(字)" (first in row 3): not applicable to annotation events',
        zh: "“字数(字)”列有 1 格与批示事件无关(首见于第 3 行),已忽略",
      },
    ]);
  });

  test("a missing column: what to do", async () => {
    await expect(readAll(source("序号,填报日期,单位\n1,2024-03-05,001"))).rejects.toMatchObject({
      text: {
        zh: "缺少“类型”、“时间”列:请增加,或将相应的列改为此名;现有的列:“序号”、“填报日期”、“单位”",
      },
    });
  });

  test.each([
    ["an object that holds the table", '{"events":[{"id":"1"}]}'],
    ["a number", "42"],
    ["null", "null\n"],
  ])("JSON that is %s", async (_, text) => {
    await expect(readAll(source(text, "events.json"))).rejects.toMatchObject({
      code: "json-shape",
    });
  });

  test("rows that say what a ruleset rejected are no columns of it", async () => {
    const text = "退回:代码,编号,类型,时间,单位,级别\ndate,A1,批示,2024-03-05,001,市长";
    const { events, notes } = await readAll(source(text));
    expect([events.length, notes]).toEqual([1, []]);
  });
});

describe("rows without an id that stand in two files", () => {
  const header = "类型,时间,单位,级别";
  const line = (day: string) => `批示,2024-03-${day},001,市长`;

  test("are told, since they count twice", async () => {
    const first = source([header, line("05"), line("06")].join("\n"), "a.csv");
    const second = source([header, line("05"), line("07")].join("\n"), "b.csv");
    const { files, events } = await readAll([first, second]);
    expect(events).toHaveLength(4);
    expect(files.notes.find(({ code }) => code === "repeated-rows")).toMatchObject({
      file: "b.csv",
      message: {
        zh: "1 行没有编号(首见于第 2 行),内容与 a.csv 中的行相同,重复计入;若是同一事件,请填写编号",
      },
    });
  });

  test("are not where the whole file is the same, or within one file", async () => {
    const text = [header, line("05"), line("05")].join("\n");
    const { notes } = await readAll([source(text, "a.csv"), source(text, "b.csv")]);
    expect(notes).toEqual(["same-file", "derived-ids"]);
  });
});

describe("rosters with faults", () => {
  const roster = (text: string) => readSubjects(source(text, "roster.csv"), ruleset);

  test("name the column, and what may stand there", async () => {
    await expect(
      roster("编号,名称,类别\n1,甲,村\n2,乙,\n3,合计,\n,总计,科室"),
    ).rejects.toMatchObject({
      code: "roster-rows",
      rows: [
        { row: 2, column: "类别", message: { zh: "“村”应为 镇(街)、科室 之一" } },
        {
          row: 3,
          column: "类别",
          code: "value-missing",
          message: { en: '"类别" is missing', zh: "缺少“类别”" },
          hint: { zh: "可填:镇(街)、科室" },
        },
      ],
    });
  });

  test("lack the column of categories", async () => {
    await expect(roster("编号,名称\n1,甲")).rejects.toMatchObject({
      code: "header-missing",
      text: { zh: expect.stringContaining("缺少“类别”列") },
    });
    const { subjects } = await roster("编号,对象种类\nzhang,作者");
    expect(subjects).toHaveLength(1);
  });
});
