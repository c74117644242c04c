import { describe, expect, test } from "vitest";
import { score } from "../../src/index.ts";
import { readSubjects } from "../../src/node.ts";
import { readAll, rows, ruleset, source, subjects } from "./tools.ts";

const good = "批示,2024-03-05,001,市级,";

describe("headers", () => {
  test("a column that is needed and missing: the file is refused, with the columns it has", async () => {
    await expect(readAll(source("编号,类型,单位\nA1,批示,001"))).rejects.toMatchObject({
      code: "header-missing",
      message: expect.stringContaining("编号, 类型, 单位"),
    });
  });

  test("two equal headers, also after trimming and in another width", async () => {
    for (const header of ["编号,类型,时间,单位,单位", "id,类型,时间,单位,ＩＤ "]) {
      await expect(readAll(source(`${header}\n`))).rejects.toMatchObject({
        code: "header-duplicate",
      });
    }
  });

  test("a title above the header is pointed out", async () => {
    await expect(
      readAll(source(`2024年信息台账,,,,,\n${rows(`A1,${good}`)}`)),
    ).rejects.toMatchObject({
      code: "header-below",
      message: expect.stringContaining("row 2"),
    });
  });

  test("columns that mean nothing are named, with what they may have meant", async () => {
    const text = "编号,类型,时间,单位,级別,toString\nA1,采用,2024-03-05,001,市级,x";
    const { files, events } = await readAll(source(text));
    expect(files.notes.map(({ code, hint }) => `${code} ${hint?.zh ?? ""}`)).toEqual([
      "unknown-column 是否为“级别”?",
      "unknown-column ",
    ]);
    expect(events[0]).toEqual({ id: "A1", type: "adoption", at: "2024-03-05", subject: "001" });
  });

  test("one header may mean different attributes for different types of event", async () => {
    const { events } = await readAll(
      source(rows("A1,采用,2024-03-05,001,市级,", "A2,批示,2024-03-05,001,市级,")),
    );
    expect(events.map((event) => [event["level"], event["leader"]])).toEqual([
      ["city", undefined],
      [undefined, "mayor"],
    ]);
  });

  test("cells that mean nothing for their type of event are counted", async () => {
    const { files } = await readAll(
      source(rows("A1,批示,2024-03-05,001,市级,80", "A2,批示,2024-03-05,001,市级,")),
    );
    expect(files.notes.map(({ message }) => message.zh)).toEqual([
      "“字数(字)”列有 1 格与批示事件无关(首见于第 2 行),已忽略",
    ]);
  });

  test("two columns of one meaning may not differ", async () => {
    const text =
      "编号,类型,时间,日期,单位,级别\nA1,批示,2024-03-05,2024-03-05,001,市级\nA2,批示,2024-03-05,2024-03-06,001,市级";
    expect((await readAll(source(text))).rejected).toEqual(["3 日期 two-columns"]);
  });

  test("more columns than anybody writes are refused", async () => {
    await expect(readAll(source("a,".repeat(2000)))).rejects.toMatchObject({ code: "csv-columns" });
  });
});

describe("rows", () => {
  test("an empty file, or one with a header only, has no events", async () => {
    for (const text of ["", "\n\n", rows()]) {
      const { events, notes } = await readAll(source(text));
      expect([events, notes]).toEqual([[], ["no-rows"]]);
    }
  });

  test("blank rows are counted, also those of delimiters only", async () => {
    const { files } = await readAll(source(rows(`A1,${good}`, "", ",,,,,", `A2,${good}`, "", "")));
    expect(files.counts).toEqual({ rows: 5, blank: 3, totals: 0, rejected: 0, events: 2 });
  });

  test("missing cells at the end are blank, spare blank cells nothing, and spare filled ones rejected", async () => {
    const { rejected, events } = await readAll(
      source(rows("A1,批示", `A2,${good}`, `A3,${good},,`, `A4,${good},,x`)),
    );
    expect(rejected).toEqual(["2 时间 date-missing", "5 - row-length"]);
    expect(events.map(({ id }) => id)).toEqual(["A2", "A3"]);
  });

  test("a cell may hold line ends; rows are counted as in a spreadsheet", async () => {
    const text =
      '编号,类型,时间,单位,级别,备注\nA1,批示,2024-03-05,001,市级,"一\n二"\nA2,批示,错,001,市级,';
    const { events, rejected } = await readAll(source(text));
    expect(events[0]?.["note"]).toBe("一\n二");
    expect(rejected).toEqual(["3 时间 date"]);
  });

  test("a quotation mark that is not closed is named by the row where it opens", async () => {
    const text = rows(`A1,${good}`, '"A2,批示', `A3,${good}`);
    await expect(readAll(source(text))).rejects.toMatchObject({
      code: "csv-quote",
      message: expect.stringContaining("row 3"),
    });
  });

  test("a record without end stops at a limit", async () => {
    const text = rows(`"A1${"x".repeat(1_500_000)}`);
    await expect(readAll(source(text))).rejects.toMatchObject({ code: "csv-record-size" });
  });
});

describe("ids", () => {
  test("rows without one get it from file and row, with one note", async () => {
    const { events, files } = await readAll(
      source(rows(`,${good}`, `A2,${good}`, `,${good}`), "a/jan.csv"),
    );
    expect(events.map(({ id }) => id)).toEqual(["jan.csv:2", "A2", "jan.csv:4"]);
    expect(files.notes).toMatchObject([{ code: "repeated-rows" }, { code: "derived-ids" }]);
    expect(files.notes[1]?.message.en).toContain(
      'no id in 2 rows: ids are made from file and row, such as "jan.csv:2"',
    );
  });

  test("the same content under two names counts once, also without ids", async () => {
    const text = rows(`,${good}`, `A2,${good}`);
    const { events, notes } = await readAll([source(text, "a.csv"), source(text, "b.csv")]);
    expect(notes).toContain("same-file");
    const { counts } = score(ruleset, events, { subjects });
    expect(counts).toMatchObject({ events: 2, accepted: 2, duplicates: 0 });
  });

  test("two files of one name and different content do not share ids", async () => {
    const { events } = await readAll([
      source(rows(`,${good}`), "jan/events.csv"),
      source(rows("", `,${good}`), "feb/events.csv"),
    ]);
    expect(events.map(({ id }) => id)).toEqual(["events.csv:2", "feb/events.csv:3"]);
  });

  test("an id that a spreadsheet has shortened is rejected: two may have become one", async () => {
    const { rejected } = await readAll(
      source(rows(`1.23457E+17,${good}`, `1E05,${good}`, `1E,${good}`)),
    );
    expect(rejected).toEqual(["2 编号 id-shortened", "3 编号 id-shortened"]);
  });

  test("a file as long as a full sheet may be cut off", async () => {
    const lines = Array.from({ length: 65_535 }, (_, index) => `E${index},${good}`);
    expect((await readAll(source(rows(lines.join("\n"))))).notes).toContain("sheet-full");
  });

  test("overlapping files are united", async () => {
    const { events } = await readAll([
      source(rows(`A1,${good}`, `A2,${good}`), "jan.csv"),
      source(rows(`A2,${good}`, `A3,${good}`), "feb.csv"),
    ]);
    expect(score(ruleset, events, { subjects }).counts).toMatchObject({
      accepted: 3,
      duplicates: 1,
    });
  });
});

describe("the count column", () => {
  const counted = (...lines: string[]) =>
    `编号,类型,时间,单位,级别,数量,信息编号\n${lines.join("\n")}`;

  test("expands a row, and is an attribute where the type has one", async () => {
    const { events, files } = await readAll(
      source(
        counted(
          "A1,批示,2024-03-05,001,市级,3,",
          "A2,编发,2024-03-05,001,,3,",
          "A3,批示,2024-03-05,001,市级,1,x",
        ),
      ),
    );
    expect(events.map(({ id, count, item }) => [id, count, item])).toEqual([
      ["A1/1", undefined, undefined],
      ["A1/2", undefined, undefined],
      ["A1/3", undefined, undefined],
      ["A2", "3", undefined],
      ["A3", undefined, "x"],
    ]);
    expect(files.counts).toEqual({ rows: 3, blank: 0, totals: 0, rejected: 0, events: 5 });
  });

  test.each(["0", "-3", "1.5", "两", "１２", "100001"])("%s is rejected", async (count) => {
    expect(
      (await readAll(source(counted(`A1,批示,2024-03-05,001,市级,${count},`)))).rejected,
    ).toEqual(["2 数量 count"]);
  });

  test("several events cannot share an item", async () => {
    const { rejected } = await readAll(source(counted("A1,批示,2024-03-05,001,市级,2,x")));
    expect(rejected).toEqual(["2 数量 count-item"]);
  });

  test("a row of many events that scoring rejects is one row", async () => {
    const { events, files } = await readAll(source(counted("A1,批示,2024-03-05,无此镇,市级,3,")));
    const found = files.allRejected(score(ruleset, events, { subjects }).rejections);
    expect(found).toMatchObject([{ row: 2, code: "subject-unknown", events: 3 }]);
  });
});

test("corrections: revises and retracts by their columns", async () => {
  const text =
    "编号,类型,时间,单位,级别,更正,撤销\nA1,批示,2024-03-05,001,市级,,\nA2,批示,2024-03-05,002,市级,A1,\nA3,撤销,2024-03-06,,,,A2";
  const { events } = await readAll(source(text));
  expect(score(ruleset, events, { subjects }).counts).toMatchObject({ accepted: 2, retracted: 1 });
});

describe("rosters", () => {
  const roster = (text: string) => readSubjects(source(text, "roster.csv"), ruleset);

  test("ids, names, categories by label, attributes; other kinds", async () => {
    const read = await roster("编号,名称,类别,任务\n001,第一镇,镇（街）,80.5\n002,综合科,office,");
    expect(read.subjects).toEqual([
      { id: "001", name: "第一镇", category: "town", target: "80.5" },
      { id: "002", name: "综合科", category: "office" },
    ]);
    const other = await roster('[{"id":"zhang","name":"张三","kind":"作者"}]');
    expect(other.subjects).toEqual([{ id: "zhang", name: "张三", kind: "author" }]);
  });

  test("without ids the names are ids", async () => {
    const { subjects: found, notes } = await roster("单位,类别\n第一镇,镇");
    expect(found).toEqual([{ id: "第一镇", name: "第一镇", category: "town" }]);
    expect(notes.map(({ code }) => code)).toEqual(["roster-names"]);
  });

  test("a faulty row refuses the roster, and all faulty rows are named", async () => {
    const text = "编号,名称,类别\n001,第一镇,村\n,,镇\n002,二,镇\n002,二,镇\n002,三,镇\n004,四\n";
    await expect(roster(text)).rejects.toMatchObject({
      code: "roster-rows",
      rows: [
        { row: 2, code: "listed-value" },
        { row: 3, code: "roster-id" },
        { row: 6, code: "roster-duplicate" },
        { row: 7, code: "value-missing", column: "类别" },
      ],
    });
    await expect(roster("类别\n镇")).rejects.toMatchObject({ code: "header-missing" });
  });
});

test("200,000 rows are read in seconds", { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 200_000 }, (_, index) => `E${index},${good}`);
  const { files } = await readAll(source(rows(lines.join("\n"))));
  expect(files.counts.events).toBe(200_000);
  expect(files.placesOf("E199999")).toEqual([{ file: "events.csv", row: 200_001 }]);
});
