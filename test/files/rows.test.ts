import { describe, expect, test } from "vitest";
import { score } from "../../src/index.ts";
import { readAll, rows, ruleset, source, subjects } from "./tools.ts";

/** Reads one row of a table with the usual columns, one cell of which is given. */
async function cell(column: "date" | "unit" | "words" | "level", value: string) {
  const quoted = `"${value.replaceAll('"', '""')}"`;
  const cells = { date: "2024-03-05", unit: "001", level: "省级", words: "", [column]: quoted };
  const read = await readAll(
    source(rows(`A1,采用,${cells.date},${cells.unit},${cells.level},${cells.words}`)),
  );
  const [rejection] = read.files.rejected;
  return {
    event: read.events[0],
    code: rejection?.code,
    hint: rejection?.hint?.en,
    zh: rejection?.hint?.zh,
  };
}

describe("dates", () => {
  test.each([
    ["2024-03-05", "2024-03-05"],
    ["2024/3/5", "2024-03-05"],
    ["2024-3-5", "2024-03-05"],
    ["2024.3.5", "2024-03-05"],
    ["2024年3月5日", "2024-03-05"],
    ["2024-03-05 09:30", "2024-03-05T09:30"],
    ["2024/3/5 9:30:15", "2024-03-05T09:30:15"],
    ["2024年3月5日9:30", "2024-03-05T09:30"],
    ["2024-03-05T09:30:00+08:00", "2024-03-05T09:30:00+08:00"],
    ["2024-03-05T01:30Z", "2024-03-05T01:30Z"],
    ["　2024-03-05\u00a0", "2024-03-05"],
  ])("%s is %s", async (text, at) => {
    expect((await cell("date", text)).event).toMatchObject({ at });
  });

  test.each([
    ["an order that is not stated", "03/04/2024", "year first"],
    ["a day that does not exist", "2024-02-30", "this day or time does not exist"],
    ["a month that does not exist", "2024-13-01", "this day or time does not exist"],
    ["a leap day of a common year", "2023-02-29", "this day or time does not exist"],
    ["a year of two digits", "24-03-05", "four digits"],
    ["a spreadsheet's day number", "45296", "yyyy-mm-dd"],
    ["digits without separators", "20240305", "separate"],
    ["seconds since 1970", "1709600000", "seconds"],
    ["a year alone", "2024", "day are missing"],
    ["a month alone", "2024-03", "day is missing"],
    ["no year", "3月5日", "year is missing"],
    ["another calendar", "令和6年3月5日", "common calendar"],
    ["full-width digits", "２０２４-03-05", "half-width"],
    ["hours of the afternoon", "2024-03-05 2:30 PM", "24 hours"],
    ["midnight as 24:00", "2024-03-05 24:00", "this day or time does not exist"],
    ["a leap second", "2024-03-05 23:59:60", "this day or time does not exist"],
    ["an offset beyond 14 hours", "2024-03-05T09:30+25:00", "this day or time does not exist"],
    ["mixed separators", "2024-03/05", "with hyphens: 2024-03-05"],
    ["words", "昨天", "write it as"],
  ])("%s is rejected with a way out", async (_, text, words) => {
    expect(await cell("date", text)).toMatchObject({
      code: "date",
      hint: expect.stringContaining(words),
      event: undefined,
    });
  });

  test("no date at all", async () => {
    expect(await cell("date", "")).toMatchObject({ code: "date-missing" });
  });
});

describe("numbers", () => {
  test.each(["0", "-5", "1.50", "007", "123456789012345678901234.123456789012"])(
    "%s stays as it is",
    async (text) => {
      expect((await cell("words", text)).event).toMatchObject({ words: text });
    },
  );

  test.each([
    ["1,234", "separators"],
    ["1 234", "separators"],
    ["1\u202f234", "separators"],
    ["1\u00a0234", "separators"],
    ["1'234", "separators"],
    ["1.234,56", "decimal point"],
    ["1,5", "decimal point"],
    ["１２", "half-width"],
    ["1．5", "half-width"],
    ["−5", "minus"],
    ["(5)", "negative"],
    ["5-", "negative"],
    ["5%", "5 or 0.05"],
    ["¥5", "unit"],
    ["5元", "unit"],
    ["5 pts", "unit"],
    ["1e5", "exponent"],
    ["一百", "digits"],
    ["½", "plain number: 0.5"],
    ["12abc", "unit"],
    ["1.2.3", "decimal"],
    ["--1", "decimal"],
    [".", "decimal"],
    ["NaN", "decimal"],
    ["N/A", "blank"],
    ["-", "blank"],
    [`${"9".repeat(30)}`, "too many digits"],
    ["9".repeat(200_000), "too many digits"],
  ])("%.20s is rejected with a way out", async (text, words) => {
    expect(await cell("words", text)).toMatchObject({
      code: "number",
      hint: expect.stringContaining(words),
    });
  });
});

describe("texts", () => {
  test("ids are text: 007, 1 and 01 are three", async () => {
    const line = ",批示,2024-03-05,001,市级,";
    const { events } = await readAll(source(rows(`007${line}`, `1${line}`, `01${line}`)));
    expect(events.map(({ id }) => id)).toEqual(["007", "1", "01"]);
  });

  test("blanks around a cell go; the composed form of letters is kept", async () => {
    const { events } = await readAll(
      source(rows("　A1\u00a0, 采用 ,2024-03-05,\ufeffe\u0301\t,省级,")),
    );
    expect(events[0]).toMatchObject({ id: "A1", type: "adoption", subject: "é" });
  });

  test.each([
    ["a space without width", "第一\u200b镇", "U+200B"],
    ["a soft hyphen", "第一\u00ad镇", "U+00AD"],
    ["a mark that turns the direction", "第一\u202e镇", "U+202E"],
    ["an escape", "第一\u001b[31m镇", "U+001B"],
    ["a NUL", "第一\u0000镇", "U+0000"],
    ["a character that stands for damage", "第\ufffd镇", "U+FFFD"],
  ])("%s is rejected by its number", async (_, text, code) => {
    const { files } = await readAll(
      source(JSON.stringify([{ id: "A1", type: "采用", at: "2024-03-05", unit: text }])),
    );
    expect(files.rejected[0]).toMatchObject({ code: "character", column: "unit" });
    expect(files.rejected[0]?.message.en).toContain(code);
  });

  test("half a character is rejected", async () => {
    const text = '[{"id":"A1","type":"采用","at":"2024-03-05","unit":"\\ud800"}]';
    expect((await readAll(source(text))).rejected).toEqual(["1 unit character"]);
  });

  test("emoji and rare characters are kept", async () => {
    expect((await cell("unit", "𠮷野👨\u200d👩\u200d👧镇")).event).toMatchObject({
      subject: "𠮷野👨\u200d👩\u200d👧镇",
    });
  });

  test("subjects called like parts of every object are ordinary", async () => {
    for (const name of ["__proto__", "constructor", "toString", "length"]) {
      expect((await cell("unit", name)).event?.["subject"]).toBe(name);
    }
  });

  test("yes and no are the declared words only", async () => {
    const read = async (value: string) => {
      const text = `id,type,at,unit,level,长稿\nA1,采用,2024-03-05,001,市级,${value}`;
      const { events, files } = await readAll(source(text));
      return events[0]?.["long"] ?? files.rejected[0]?.code;
    };
    expect(await Promise.all(["是", "yes", "TRUE", "否", "", "✓", "1"].map(read))).toEqual([
      true,
      true,
      true,
      false,
      undefined,
      "boolean",
      "boolean",
    ]);
  });

  test("what our own tables neutralise is taken back", async () => {
    const { events } = await readAll(
      source("id,type,at,unit,级别,备注\nA1,批示,2024-03-05,001,市级,'=1+1"),
    );
    expect(events[0]?.["note"]).toBe("=1+1");
  });
});

describe("who is meant", () => {
  test("an id comes before a name; a name may be of one only", async () => {
    const roster = [...subjects, { id: "003", name: "第一镇" }, { id: "综合科" }];
    const text = rows("A1,批示,2024-03-05,第一镇,市级,", "A2,批示,2024-03-05,综合科,市级,");
    const { events, rejected } = await readAll(source(text), { subjects: roster });
    expect(rejected).toEqual(["2 单位 name-ambiguous"]);
    expect(events[0]?.["subject"]).toBe("综合科");
  });

  test("the one subject of a kind goes by its label; a column may state the kind", async () => {
    const text = "id,type,at,unit,kind\nA1,编发,2024-03-05,本局,\nA2,编发,2024-03-05,第一镇,单位";
    const { events } = await readAll(source(text));
    expect(events.map(({ subject }) => subject)).toEqual(["bureau", "001"]);
    expect(events[1]).not.toHaveProperty("kind");
  });

  test("what scoring rejects is named with row, column and the words of the file", async () => {
    const text = rows(
      "A1,采用,2024-03-05,第一填,省级,",
      "A2,采用,2024-03-05,001,县级,",
      "A3,采用,2024-03-05,001,,",
      "A4,转发,2024-03-05,001,省级,",
      "A5,采用,2024-03-05,001,省级,1",
      "A5,采用,2024-03-05,001,省级,2",
      "A6,采用,2024-03-05,,省级,",
    );
    const { events, files } = await readAll(source(text));
    const { rejections } = score(ruleset, events, { subjects, period: "2024" });
    const found = files.allRejected(rejections);
    expect(found.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      "2 单位 subject-unknown",
      "3 级别 attribute-value",
      "4 级别 attribute-missing",
      "5 类型 type-unknown",
      "6 编号 conflict",
      "7 编号 conflict",
      "8 单位 subject-missing",
    ]);
    expect(found[0]?.hint?.zh).toBe("是否为“第一镇”?");
    expect(found[1]?.message.zh).toContain("市级、省级");
    expect(found[3]?.hint?.zh).toContain("采用、批示、编发");
  });
});
