import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";
import { csv, document, readGains } from "./rows.ts";

/** What is advised for one cell of the column, in both languages. */
async function hintFor(column: "时间" | "分值" | "数量", cell: string, period?: string) {
  const row = {
    编号: "1",
    时间: "2024-01-05",
    单位: "第一镇",
    分值: "1",
    数量: "1",
    [column]: cell,
  };
  const quoted = Object.values(row).map((text) => `"${text.replaceAll('"', '""')}"`);
  const text = `${Object.keys(row).join(",")}\n${quoted.join(",")}`;
  const { files } = await readGains(csv(text), period === undefined ? {} : { period });
  return files.rejected[0]?.hint ?? { en: "", zh: "" };
}

describe("B15 a hint is derived from the cell and the period", () => {
  test.each([
    ["03月05日", "2023", "the year is missing: 2023-03-05"],
    ["3月5日", undefined, "the year is missing: yyyy-03-05"],
    ["3月5日", "all", "the year is missing: yyyy-03-05"],
    ["12月5日", "2023-Q1", "the year is missing: yyyy-12-05"],
    // 2024 is a leap year, 2023 is none.
    ["2月29日", "2024", "the year is missing: 2024-02-29"],
    ["三月五日", "2023", "the year is missing: 2023-03-05"],
    ["3/5", "2023-Q1", "the year is missing: 2023-03-05"],
    ["5-Mar", "2023", "the year is missing: 2023-03-05"],
    ["20230928", undefined, "separate year, month and day: 2023-09-28"],
    ["202309280930", undefined, "separate year, month and day: 2023-09-28 09:30"],
    ["13/5/2023", undefined, "write the year first: 2023-05-13"],
    ["3/5/2023", undefined, "write the year first: 2023-03-05 or 2023-05-03"],
    ["3/5/2023", "2023-05", "write the year first: 2023-05-03"],
    ["23年9月28日", undefined, "write the year with four digits: 2023-09-28"],
    ["5-Mar-23", undefined, "write year, month and day with hyphens: 2023-03-05"],
    ["二〇二三年九月二十八日", undefined, "write it in half-width digits: 2023-09-28"],
    ["２０２３－０９－２８", undefined, "write it in half-width digits: 2023-09-28"],
    ["2023-09-28 下午2:30", undefined, "write the time with 24 hours: 2023-09-28 14:30"],
    ["2023/9/28 9:05 AM", undefined, "write the time with 24 hours: 2023-09-28 09:05"],
    ["2023、9、28", undefined, "write year, month and day with hyphens: 2023-09-28"],
    ["2023-09-28(周四)", undefined, "write year, month and day with hyphens: 2023-09-28"],
    ["令和5年9月28日", undefined, "write the year of the common calendar: 2023-09-28"],
    // 1,695,859,200 seconds = 19,628 days: 2023-09-28T00:00Z, in Shanghai the same day.
    ["1695859200", undefined, "this looks like a timestamp in seconds: 2023-09-28"],
    ["2023-09", undefined, "the day is missing"],
    ["2023-02-30", undefined, "this day or time does not exist"],
    ["2023-09-28至2023-09-30", undefined, "write one day; give each event its own row"],
  ])("the date %s, scored in %s: %s", async (cell, period, en) => {
    expect((await hintFor("时间", cell, period)).en).toBe(en);
  });

  // Day 45,197 of a spreadsheet: 45,197 − 25,569 = 19,628 days after 1970-01-01.
  test("the day number of a spreadsheet is shown as its date", async () => {
    expect((await hintFor("时间", "45197")).zh).toContain("2023-09-28");
  });

  test.each([
    ["1,200", "write it without separators between the digits: 1200"],
    ["1,028.5", "write it without separators between the digits: 1028.5"],
    ["12,34,567", "write it without separators between the digits: 1234567"],
    ["1，028", "write it without separators between the digits: 1028"],
    ["18,5", 'write the decimal point as ".": 18.5'],
    ["1.028,5", 'write the decimal point as ".": 1028.5'],
    ["三", "write it in digits: 3"],
    ["一百零五", "write it in digits: 105"],
    ["三百五", "write it in digits: 350"],
    ["一万二", "write it in digits: 12000"],
    ["负二点五", "write it in digits: -2.5"],
    ["½", "write the plain number: 0.5"],
    ["１２．５", "write digits and signs half-width: 12.5"],
    ["−5", 'write the minus sign as "-": -5'],
    ["(5)", "write the minus sign before a negative number: -5"],
    ["+5", "write the plain number: 5"],
    ["1.5E+1", "write all digits, without an exponent: 15"],
    ["25e-3", "write all digits, without an exponent: 0.025"],
    ["5分", "write the number alone, without its unit: 5"],
    ["¥1,200元", "write the number alone, without its unit: 1200"],
    ["五分", "write the number alone, in digits: 5"],
    ["1.2万", "write the number alone, in digits: 12000"],
    ["85%", "write 85 or 0.85, as the ruleset counts it"],
    ["无", "write a number, or leave the cell blank"],
    ["#N/A", "a formula of the spreadsheet failed: correct it there"],
  ])("the number %s: %s", async (cell, en) => {
    expect((await hintFor("分值", cell)).en).toBe(en);
  });

  test("counts likewise", async () => {
    expect((await hintFor("数量", "3条")).en).toBe("write the number alone, without its unit: 3");
    expect((await hintFor("数量", "两")).en).toBe("write it in digits: 2");
  });

  test("the command line hands the period on", async () => {
    const path = folderOf({
      "r.json": JSON.stringify(document),
      "e.csv": "编号,时间,单位,分值\n1,03月05日,第一镇,1",
    });
    const args = ["score", path("r.json"), path("e.csv"), "--lang", "zh", "--period", "2022年"];
    expect((await jifen(args)).out).toContain("缺少年份:2022-03-05");
  });

  test("property: the date or number of a hint is the one that was written", async () => {
    const day = fc
      .date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const written = [
      (year: string, month: string, date: string) => `${year}${month}${date}`,
      (year: string, month: string, date: string) => `${year}、${month}、${date}`,
      (_: string, month: string, date: string) => `${month}月${date}日`,
      (year: string, month: string, date: string) => `${year.slice(2)}年${month}月${date}日`,
    ];
    await fc.assert(
      fc.asyncProperty(day, fc.constantFrom(...written), async (right, write) => {
        const [year = "", month = "", date = ""] = right.split("-");
        const { en, zh } = await hintFor("时间", write(year, month, date), year);
        expect([en, zh]).toEqual([
          expect.stringMatching(new RegExp(`: ${right}$`)),
          expect.stringMatching(new RegExp(`:${right}$`)),
        ]);
      }),
    );
    const grouped = fc.integer({ min: 1000, max: 999_999_999 });
    await fc.assert(
      fc.asyncProperty(grouped, async (number) => {
        const { en } = await hintFor("分值", String(number).replace(/(?<=\d)(?=(\d{3})+$)/g, ","));
        expect(en).toMatch(new RegExp(`: ${number}$`));
      }),
    );
  });
});
