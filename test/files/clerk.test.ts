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

describe("rows without an id whose content another row has", () => {
  const header = "编号,类型,时间,单位,级别";
  const line = (day: string, id = "") => `${id},批示,2024-03-${day},001,市长`;
  const file = (name: string, ...lines: readonly string[]) =>
    source([header, ...lines].join("\n"), name);
  const repeated = async (...files: readonly ReturnType<typeof source>[]) => {
    const { files: read, events } = await readAll(files);
    const notes = read.notes.filter(({ code }) => code === "repeated-rows");
    return { events: events.length, notes: notes.map(({ file, message }) => [file, message.zh]) };
  };

  test("in another file: both count, and the note names both places", async () => {
    const { events, notes } = await repeated(
      file("a.csv", line("05"), line("06")),
      file("b.csv", line("07"), line("06")),
    );
    expect(events).toBe(4);
    expect(notes).toEqual([
      [
        "b.csv",
        "第 3 行与 a.csv 第 3 行内容相同,且至少一行未填编号:两行都已计分,各算一个事件;若是同一事件,请填写相同的编号",
      ],
    ]);
  });

  test("in the same file", async () => {
    const { events, notes } = await repeated(file("a.csv", line("05"), line("06"), line("05")));
    expect(events).toBe(3);
    expect(notes).toEqual([["a.csv", expect.stringMatching(/^第 4 行与第 2 行内容相同/)]]);
  });

  test.each([
    ["the ids come first", ["A1", "A2"], ["", ""]],
    ["the ids come last", ["", ""], ["A1", "A2"]],
  ])("a ledger with ids and without: %s", async (_, first, second) => {
    const days = ["05", "06"];
    const lines = (ids: readonly string[]) => days.map((day, at) => line(day, ids[at]));
    const { events, notes } = await repeated(
      file("a.csv", ...lines(first)),
      file("b.csv", ...lines(second)),
    );
    expect(events).toBe(4);
    expect(notes).toEqual([
      ["b.csv", expect.stringMatching(/^第 2 行与 a\.csv 第 2 行内容相同.*共 2 行/)],
    ]);
  });

  test("the order of the columns does not matter", async () => {
    const { notes } = await repeated(
      file("a.csv", line("05", "A1")),
      source("级别,单位,时间,类型\n市长,001,2024-03-05,批示", "b.csv"),
    );
    expect(notes).toHaveLength(1);
  });

  test("rows that all have ids are told apart by them", async () => {
    expect((await repeated(file("a.csv", line("05", "A1"), line("05", "A2")))).notes).toEqual([]);
  });
});

describe("a file that is given twice", () => {
  test("is read once, and what is said of it is said once", async () => {
    const text = [
      "类型,时间,单位,级别,杂项",
      "批示,2024-03-05,001,市长,x",
      "批示,,001,市长,",
      "批示,合计,001,市长,",
    ].join("\n");
    const once = await readAll(source(text, "a.csv"));
    const twice = await readAll([source(text, "a.csv"), source(text, "b.csv")]);
    expect(once.rejected).toHaveLength(1);
    expect(twice.rejected).toEqual(once.rejected);
    expect(twice.events).toEqual(once.events);
    expect(twice.files.counts).toEqual(once.files.counts);
    const others = twice.files.notes.filter(({ code }) => code !== "same-file");
    expect(others).toEqual(once.files.notes);
    expect(twice.notes.filter((code) => code === "same-file")).toHaveLength(1);
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
