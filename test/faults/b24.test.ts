import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";
import { label } from "./demo.ts";
import { reports } from "./reports.ts";

const [rule] = reports.rules;
/** A report earns a bonus for each of the staff; neither number is stated. */
const ruleset = JSON.stringify({
  ...reports,
  subjects: {
    unit: {
      ...reports.subjects.unit,
      attributes: { staff: { type: "number", label: label("number of staff", "在编人数") } },
    },
  },
  events: { report: { label: label("report", "报送") } },
  parameters: { bonus: { clause: "A1", label: label("bonus", "加分") } },
  rules: [{ ...rule, amount: { "*": [{ param: "bonus" }, { var: "subject.staff" }] } }],
});

async function periodOf(stated: string, dates: readonly string[]): Promise<unknown> {
  const rows = dates.map((date, at) => `${at},report,${date},a\n`).join("");
  const path = folderOf({
    "rules.json": ruleset,
    "events.csv": `id,type,at,subject\n${rows}`,
    "subjects.csv": "id,name,staff\na,第一镇,3\n",
  });
  const { code, out, err } = await jifen([
    ...["score", path("rules.json"), path("events.csv"), "--subjects", path("subjects.csv")],
    ...["--period", stated, "--param", "bonus=1", "--format", "json", "--lang", "zh"],
  ]);
  return code === 2 ? err : (JSON.parse(out) as { period: { name: string } }).period.name;
}

/** The texts of a document under the key `zh`. */
function chineseIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "zh" && typeof inner === "string" ? [inner] : chineseIn(inner),
  );
}

describe("B24 init writes the language it is run in", () => {
  test.each(["en", "zh"])("with --lang %s, both labels are in their own language", async (lang) => {
    const path = folderOf({});
    const made = await jifen(["init", path("a.json"), "--yes", "--samples", "--lang", lang]);
    expect(made.code).toBe(0);
    const document = JSON.parse(readFileSync(path("a.json"), "utf8"));
    expect(chineseIn(document).filter((text) => /[a-z]/i.test(text))).toEqual([]);
    expect(document.subjects.unit.label).toEqual({ en: "unit", zh: "单位" });
    expect(Object.keys(document.enums.level)).toEqual(["district", "city", "province"]);
    expect((await jifen(["test", path("a.json")])).code).toBe(0);
    const rows = [path("events.csv"), "--subjects", path("subjects.csv"), "--period", "2024"];
    expect((await jifen(["score", path("a.json"), ...rows])).code).toBe(0);
  });
});

describe("B24 periods as an office writes them", () => {
  test.each([
    ["2024年", "2024"],
    ["2024年度", "2024"],
    ["二〇二四年", "2024"],
    ["2024年一季度", "2024-Q1"],
    ["2024年第四季度", "2024-Q4"],
    ["2024年3季度", "2024-Q3"],
    ["2024年上半年", "2024-H1"],
    ["2024年下半年", "2024-H2"],
    ["2024年3月", "2024-03"],
    ["2024年03月", "2024-03"],
    ["2024年十二月份", "2024-12"],
    ["2024 年 3 月", "2024-03"],
    ["2024年3月5日", "2024-03-05"],
    ["2024年第10周", "2024-W10"],
    ["2024-q1", "2024-Q1"],
    ["全部", "all"],
    // Without a year: that of the events, all of 2023 here.
    ["一季度", "2023-Q1"],
    ["第二季度", "2023-Q2"],
    ["上半年", "2023-H1"],
    ["3月", "2023-03"],
    ["三月", "2023-03"],
    ["全年", "2023"],
    ["Q3", "2023-Q3"],
  ])("%s is %s", async (stated, name) => {
    expect(await periodOf(stated, ["2023-03-05", "2023-11-30"])).toBe(name);
  });

  test.each(["2024年13月", "五季度", "中半年", "2024年0月", "月", "年", "2023年2月30日"])(
    "%s is refused",
    async (stated) => {
      expect(await periodOf(stated, ["2023-03-05"])).toContain(stated);
    },
  );

  test("a period without a year needs events of one year", async () => {
    for (const dates of [["2023-03-05", "2024-03-05"], []])
      expect(await periodOf("一季度", dates)).toMatch(/“一季度”没有写年份/);
  });

  test("every month, quarter, half-year and year is read back from its Chinese name", async () => {
    const part = fc.oneof(
      fc.constant(["", ""]),
      fc.constantFrom(["上半年", "-H1"], ["下半年", "-H2"]),
      fc
        .constantFrom(..."一二三四")
        .map((one) => [`${one}季度`, `-Q${"一二三四".indexOf(one) + 1}`]),
      fc
        .integer({ min: 1, max: 12 })
        .map((one) => [`${one}月`, `-${String(one).padStart(2, "0")}`]),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1950, max: 2090 }), part, async (year, [zh, name]) => {
        expect(await periodOf(`${year}年${zh}`, [])).toBe(`${year}${name}`);
      }),
      { numRuns: 20 },
    );
  });
});

describe("B24 names in messages are labels", () => {
  test("what the roster has to hold, and parameters to be given", async () => {
    const path = folderOf({ "rules.json": ruleset, "events.csv": "id,type,at,subject\n" });
    const args = ["score", path("rules.json"), path("events.csv"), "--period", "2024"];
    const roster = ["--param", "bonus=1"];
    expect((await jifen([...args, ...roster, "--lang", "zh"])).err).toContain("在编人数");
    expect((await jifen([...args, ...roster])).err).toContain("number of staff");
    expect((await jifen([...args, "--lang", "zh"])).err).toContain("加分");
    expect((await jifen(args)).err).toContain("bonus");
  });
});
