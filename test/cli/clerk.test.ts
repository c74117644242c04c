import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { tableText } from "../../src/cli/report.ts";
import { displayWidth } from "../../src/cli/width.ts";
import { folderOf, jifen, sample } from "./tools.ts";

const header = "编号,类型,时间,股室,采用渠道,数量";
const events = [header, "A1,报送,2024-03-05,甲股,,3", "A2,报送,2042-03-05,甲股,,", ""].join("\n");
const subjects = "编号,名称\na,甲股\nb,乙股\n";
const ruleset = "longyang-2019";

function run(more: readonly string[], content = events) {
  const path = folderOf({ "e.csv": content, "s.csv": subjects });
  const args = ["score", ruleset, path("e.csv"), "--subjects", path("s.csv"), ...more];
  return { path, done: (lang: string) => jifen([...args, "--lang", lang]) };
}

describe("events outside the period", () => {
  test("some: how many, and where the first stands", async () => {
    const { path, done } = run(["--period", "2024", "--only", "warnings"]);
    const { out, code } = await done("zh");
    expect(out).toContain(
      `4 个事件中有 1 个日期不在考核期 2024 内,最早的是 ${path("e.csv")}:3 (2042-03-05)`,
    );
    expect(code).toBe(0);
    expect((await done("en")).out).toContain("1 of 4 events are dated outside the period 2024");
  });

  test("all: where they lie, and the way out", async () => {
    const { done } = run(["--period", "2023", "--format", "csv"]);
    expect((await done("zh")).err).toContain(
      "4 个事件均不计入考核期 2023:日期自 2024-03-05 至 2042-03-05;可用 --period 另选",
    );
  });

  test.each([
    ["none", ["--period", "all"], events],
    ["those behind the last day", ["--period", "2024", "--as-of", "2024-12-31"], events],
    [
      "corrections",
      ["--period", "2024"],
      `${header},撤销\nA1,报送,2024-03-05,甲股,,,\nA2,撤销,2025-01-02,,,,A1\n`,
    ],
    ["no events", [], `${header}\n`],
  ])("%s: nothing is said of years", async (_, more, content) => {
    const { out, err } = await run(["--only", "warnings", ...more], content).done("zh");
    expect(out + err).not.toMatch(/在考核期|分属不同年度/);
  });
});

describe("files to be written", () => {
  test.each([
    ["a folder that is missing", "none/r.csv", "文件夹不存在,请先建立", "folder does not exist"],
    ["a file for a folder", "e.csv/r.csv", "路径中有一段是文件,不是文件夹", "is a file"],
    ["a folder", "sub", "这是文件夹", "it is a folder"],
  ])("%s is refused before anything is done", async (_, name, zh, en) => {
    for (const option of ["--rejects", "--output"]) {
      const path = folderOf({ "e.csv": events, "s.csv": subjects });
      mkdirSync(path("sub"));
      const args = ["score", ruleset, path("e.csv"), "--subjects", path("s.csv")];
      const chinese = await jifen([...args, option, path(name), "--lang", "zh"]);
      expect([chinese.code, chinese.out]).toEqual([2, ""]);
      expect(chinese.err).toContain(zh);
      const english = await jifen([...args, option, path(name)]);
      expect(english.err).toContain(en);
      expect(readdirSync(dirname(path("e.csv"))).sort()).toEqual(["e.csv", "s.csv", "sub"]);
    }
  });
});

describe("wrong use", () => {
  test("a file within a file", async () => {
    const path = folderOf({ "e.csv": events, "s.csv": subjects });
    const args = ["--subjects", path("s.csv"), "--period", "2024"];
    const { err, code } = await jifen(["score", ruleset, path("e.csv/x.csv"), ...args]);
    expect([code, err]).toEqual([
      2,
      `${path("e.csv/x.csv")}: the file does not exist [file-missing]\n`,
    ]);
  });

  test("an option or command that is misspelt: which was meant", async () => {
    const option = await jifen(["score", ruleset, "e.csv", "--fomat", "csv", "--lang", "zh"]);
    expect([option.code, option.err]).toEqual([
      2,
      "未知选项 --fomat\n是否为 --format?\n参见 jifen --help。\n",
    ]);
    const command = await jifen(["scor"]);
    expect(command.err).toContain("did you mean score?");
  });

  test("a day that is none", async () => {
    const { err, code } = await run(["--as-of", "2024-02-30"]).done("zh");
    expect([code, err]).toEqual([2, "“2024-02-30”不是 2024-06-30 这样的日期\n"]);
  });

  test("the faulty rows of a roster, with their columns", async () => {
    const path = folderOf({ "e.csv": events, "s.csv": "编号,名称\na,甲股\nb,乙\u2060股\n" });
    const args = ["score", ruleset, path("e.csv"), "--subjects", path("s.csv")];
    const { err, code } = await jifen([...args, "--lang", "zh"]);
    expect(code).toBe(2);
    expect(err).toContain(
      `${path("s.csv")}:3 [名称] “乙\\u{2060}股”含有不可见或已损坏的字符 U+2060`,
    );
  });

  test("faults of a ruleset: in Chinese they are called so", async () => {
    const path = folderOf({});
    writeFileSync(path("r.json"), '{"format":1,"id":"a","rules":[],"titel":{}}');
    const { out } = await jifen(["check", path("r.json"), "--lang", "zh"]);
    expect(out).toContain("/titel 错误: 未知的键“titel” — 是否为“title”?");
  });
});

describe("tables on a terminal", () => {
  const sections = [
    {
      table: {
        columns: [
          { header: "文件" },
          { header: "行", align: "right" as const },
          { header: "原因" },
        ],
        rows: [
          [
            "/home/clerk/2024/信息报送登记表.csv",
            { number: "123456789" },
            "单位“第一镇人民政府”不在名单中 — 是否为“第一镇”?",
          ],
          [
            "e.csv",
            { number: "2" },
            "the word incomprehensibilities is not broken where blanks are enough",
          ],
        ],
      },
    },
  ];

  test.each([120, 80, 60, 44])("are no wider than %i letters, and lose nothing", (width) => {
    const text = tableText(sections, false, width);
    const lines = text.trimEnd().split("\n");
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    const cells = (column: number) =>
      lines
        .filter((line) => line.startsWith("│"))
        .map((line) => line.split("│")[column]?.trim() ?? "")
        .join("");
    expect(cells(1)).toContain("/home/clerk/2024/信息报送登记表.csv");
    expect(cells(3).replace(/\s/g, "")).toContain("单位“第一镇人民政府”不在名单中—是否为“第一镇”?");
    expect(text).toContain("123456789");
  });

  test("have no empty line where a long text has nothing to be broken behind", () => {
    const long = "Longyang District 2019: government information of the industry and IT bureau";
    const text = tableText([{ table: { columns: [{ header: "title" }], rows: [[long]] } }], false);
    expect(text.trimEnd().split("\n")).toHaveLength(5);
  });

  test("are as wide as they are where nothing limits them", () => {
    expect(tableText(sections, false)).toContain("/home/clerk/2024/信息报送登记表.csv");
    expect(tableText(sections, false, 500)).toBe(tableText(sections, false));
  });
});

test("what is asked of one is told once", async () => {
  const explain = ["explain", ...sample(ruleset), "--subject", "g01"];
  expect((await jifen([...explain, "--lang", "zh"])).out).toContain("报送条数 64 ≥ 条数任务 60)");
  expect((await jifen(explain)).out).toContain("submissions target 60)");
});
