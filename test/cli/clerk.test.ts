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
    expect((await done("en")).out).toContain("1 of 4 events is dated outside the period 2024");
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
  expect((await jifen([...explain, "--lang", "zh"])).out).toContain("报送条数 64,达到条数任务 60)");
  expect((await jifen(explain)).out).toContain("submissions target 60)");
});

describe("a ledger of units with slips", () => {
  const units = "编号,名称,类别\nz1,第一镇,镇街\nz2,第二镇,镇街\n";
  const ledger = [
    "序号,时间,类型,单位,采用级别",
    "1,2024-01-05,采用,第一镇,省级",
    "2,2024-01-06,报送,第一镇,",
    "3,2024-01-07,报送,第二镇,",
    "4,2024-01-08,批示,第一镇,",
    "5,坏,报送,第二镇,",
    "6,2024-01-06,报送,第二镇,",
    "6,2024-01-06,报送,第二镇,",
  ];
  /** The ids 1 to 3 again, for other events. */
  const other = [
    "序号,时间,类型,单位",
    "1,2024-02-05,报送,第一镇",
    "2,2024-02-06,报送,第一镇",
    "3,2024-02-07,报送,第二镇",
  ];
  const path = folderOf({
    "a.csv": ledger.join("\n"),
    "b.csv": other.join("\n"),
    "s.csv": units,
  });
  const command = (name: string, files: readonly string[], ...more: readonly string[]) =>
    jifen([
      name,
      "yicheng-2004-units",
      ...files.map(path),
      ...["--subjects", path("s.csv"), "--period", "2024", "--lang", "zh"],
      ...more,
    ]);

  test("names the rows that repeat an id and its content", async () => {
    const { out } = await command("score", ["a.csv"]);
    expect(out).toContain(`只计一次:${path("a.csv")} 第 8 行同 ${path("a.csv")} 第 7 行\n`);
  });

  test("two files numbered from 1: what has happened, and the way out", async () => {
    const { err } = await command("score", ["a.csv", "b.csv"], "--format", "csv");
    expect(err).toContain(
      `${path("a.csv")} 与 ${path("b.csv")} 有 3 个编号相同而内容不同,似为两个文件从同一起点各自编号:请为每个文件的编号加上不同的前缀,或不设“序号”列`,
    );
  });

  test("one changed row of a copy is no separate numbering", async () => {
    const changed = ledger.join("\n").replace("1,2024-01-05", "1,2024-01-09");
    const copy = folderOf({ "c.csv": changed });
    const { err } = await jifen([
      ...["score", "yicheng-2004-units", path("a.csv"), copy("c.csv")],
      ...["--period", "2024", "--lang", "zh", "--format", "csv", "--subjects", path("s.csv")],
    ]);
    expect(err).toContain("请只保留一行");
    expect(err).not.toContain("从同一起点");
  });

  test("a column that holds an attribute for another type only", async () => {
    const { err } = await command("score", ["a.csv"], "--format", "csv");
    expect(err).toContain("缺少级别 — “采用级别”列只适用于采用;请将该列改名为“级别”");
  });

  test.each(["先进单位名额", "Number of advanced units", "advanced-unit.count"])(
    "a parameter is given as %s",
    async (name) => {
      const { out } = await command("score", ["a.csv"], "--param", `${name}=2`);
      // Both units are among the first two.
      expect(out.match(/│ 先进单位 │/g)).toHaveLength(2);
      expect(out).toContain(
        "优秀信息工作者:未给出参数 优秀信息工作者名额 (excellent-informant.count; Y9);请用 --param excellent-informant.count=数值 给出",
      );
    },
  );

  test("an explanation lists the rejected rows of its subject", async () => {
    const { err } = await command("explain", ["a.csv"], "--subject", "第一镇");
    expect(err).toContain(`第一镇被退回的行:1\n  ${path("a.csv")}:5 缺少级别`);
    expect(err).not.toContain("坏");
    const second = await command("explain", ["a.csv"], "--subject", "z2");
    expect(second.err).toContain(`第二镇被退回的行:1\n  ${path("a.csv")}:6 [时间] “坏”不是日期`);
  });

  test.each([
    ["o.csv", "(CSV 只含名次;任务、奖励、通报和退回的行请写成 .md 或 .txt,全部内容请写成 .json)"],
    ["o.md", "(不含指标、分项和计分明细;全部内容请写成 .json)"],
    ["o.json", ""],
  ])("what %s holds", async (name, held) => {
    const { err } = await command("score", ["a.csv"], "--output", path(name));
    expect(err).toContain(`已写入:${path(name)}${held}\n`);
  });
});
