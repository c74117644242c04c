import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, jifen, sample } from "./tools.ts";

const events = [
  "编号,类型,时间,股室,采用渠道,数量",
  "A1,报送,2024-03-05,甲股,,3",
  "A2,采用,2024-03-06,乙股,普刊,",
  "A3,采用,2024-03-07,丙股,普刊,",
  "A4,采用,2024-02-30,甲股,专刊,",
  "",
].join("\n");
const subjects = "编号,名称\na,甲股\nb,乙股\n";
const ruleset = "longyang-2019";
const zh = ["--lang", "zh"];

function files(more: Readonly<Record<string, string>> = {}) {
  const path = folderOf({ "events.csv": events, "subjects.csv": subjects, ...more });
  const args = [ruleset, path("events.csv"), "--subjects", path("subjects.csv")];
  return { path, args };
}

describe("the circular", () => {
  test("has title, source, period, standings, rejected rows and counts", async () => {
    const { args } = files();
    const { code, out, err } = await jifen(["score", ...args, ...zh]);
    expect(code).toBe(1);
    expect(err).toBe("");
    for (const words of [
      "依据: 《",
      "考核期: 2024-03 (2024-03-01 – 2024-03-31); 事件自 2024-03-05 至 2024-03-07;可用 --period 另选",
      "│ 名次 │ 股室 │ 最终得分 │ 基础分 │ 加分 │ 扣分 │",
      "│    1 │ 甲股 │        6 │      6 │    0 │    0 │",
      "│    2 │ 乙股 │        5 │      0 │    5 │    0 │",
      "股室“丙股”不在名单中",
      "│  5 │ 时间 │ “2024-02-30”不是日期 — 日历上没有这一天或这一时刻",
      "读入 6 = 计入 4 + 退回 2 + 忽略 0",
    ]) {
      expect(out).toContain(words);
    }
  });

  test("is in English where nothing asks for Chinese; the environment or --lang may", async () => {
    const { args } = files();
    const english = await jifen(["score", ...args], { env: { LANG: "tr_TR.UTF-8" } });
    expect(english.out).toContain("Read 6 = counted 4 + rejected 2 + ignored 0");
    const chinese = await jifen(["score", ...args], {
      env: { LC_ALL: "zh_CN.UTF-8", LANG: "en_US" },
    });
    expect(chinese.out).toContain("读入 6 = 计入 4");
  });

  test.each(["longyang-2019", "shangjie-201x", "yicheng-2004-staff", "taierzhuang-2005-staff"])(
    "%s: the sample year adds up",
    async (id) => {
      const { code, out } = await jifen(["score", ...sample(id), "--only", "counts"]);
      expect(code).toBe(1);
      const [read, counted, rejected, ignored] = (out.match(/\d+/g) ?? []).map(Number);
      expect(read).toBe((counted ?? 0) + (rejected ?? 0) + (ignored ?? 0));
    },
  );

  test("exit code 0 where every row counts", async () => {
    const { path, args } = files({ "good.csv": events.split("\n").slice(0, 3).join("\n") });
    const { code } = await jifen(["score", ruleset, path("good.csv"), ...args.slice(2)]);
    expect(code).toBe(0);
  });

  test("an empty file is an empty year", async () => {
    const { path, args } = files({ "empty.csv": "" });
    const { code, out } = await jifen(["score", ruleset, path("empty.csv"), ...args.slice(2)]);
    expect(code).toBe(0);
    expect(out).toContain("there are no rows");
    expect(out).toContain("Read 0 = counted 0 + rejected 0 + ignored 0");
  });

  test("nothing in it moves the cursor or changes colours", async () => {
    const { path } = files({ "roster.csv": "编号,名称\na,甲\u{1F600}|股\nb,=1+1\n" });
    const args = [
      "score",
      ruleset,
      path("events.csv"),
      "--subjects",
      path("roster.csv"),
      "--only",
      "standings",
    ];
    const { out } = await jifen([...args, "--format", "markdown"]);
    expect(out).toContain("甲\u{1F600}\\|股");
    const escaped = await jifen(["score", `\u001b[31m${ruleset}`, path("events.csv")]);
    expect(escaped.err).toContain("\\u{1b}[31m");
  });
});

describe("formats", () => {
  test("JSON is the result, and where the rejected rows stand", async () => {
    const { args } = files();
    const { out, err } = await jifen(["score", ...args, "--format", "json"]);
    const result = JSON.parse(out);
    expect(result.standings[0]).toMatchObject({
      ranking: "final",
      rank: 1,
      subject: "a",
      score: "6",
    });
    expect(result.ledger).toHaveLength(4);
    expect(result.input.rejected).toMatchObject([
      { row: 4, column: "股室", code: "subject-unknown" },
      { row: 5, column: "时间", code: "date" },
    ]);
    expect(err).toContain("events.csv:5 [时间]");
    expect(err).toContain("Read 6 = counted 4 + rejected 2 + ignored 0");
  });

  test("CSV holds the standings; texts that look like formulas are made harmless, numbers stay", async () => {
    const path = folderOf({
      "subjects.csv": '编号,名称\na,"=HYPERLINK(""x"")"\nb,"-1, 股"\n',
      "events.csv": "编号,类型,时间,股室,情形\nA1,违规,2024-03-05,a,泄密\nA2,报送,2024-03-05,b,\n",
    });
    const args = [
      "score",
      ruleset,
      path("events.csv"),
      "--subjects",
      path("subjects.csv"),
      "--format",
      "csv",
    ];
    const { out, code } = await jifen(args);
    expect(code).toBe(0);
    expect(out.split("\r\n")).toEqual([
      "rank,section,final score,base,bonus,deduction",
      '1,"\'-1, 股",2,2,0,0',
      `2,"'=HYPERLINK(""x"")",-20,0,0,-20`,
      "",
    ]);
    expect((await jifen([...args, "--bom"])).out.startsWith("\ufeff")).toBe(true);
  });

  test("the format follows the output's name; the file is written whole or not at all", async () => {
    const { path, args } = files();
    const { out, err } = await jifen(["score", ...args, "--output", path("a.json")]);
    expect(out).toBe("");
    expect(err).toContain("a.json");
    expect(JSON.parse(readFileSync(path("a.json"), "utf8")).format).toBe(1);
    expect(readdirSync(dirname(path("a.json"))).sort()).toEqual([
      "a.json",
      "events.csv",
      "subjects.csv",
    ]);
  });

  test("the rejected rows go to a file, as they stand", async () => {
    const { path, args } = files();
    const { err } = await jifen([
      "score",
      ...args,
      ...zh,
      "--format",
      "csv",
      "--rejects",
      path("r.csv"),
    ]);
    expect(err).toContain("退回 2 行,已写入");
    const lines = readFileSync(path("r.csv"), "utf8").split("\r\n");
    expect(lines[0]).toBe(
      "退回:文件,退回:行,退回:列,退回:代码,退回:原因,编号,类型,时间,股室,采用渠道,数量",
    );
    expect(lines[2]).toContain(",5,时间,date,");
    expect(lines[2]).toMatch(/A4,采用,2024-02-30,甲股,专刊,$/);
  });

  test.each(["zh", "en"])("and can be mended there and given again (%s)", async (lang) => {
    const { path, args } = files();
    const rejects = ["--rejects", path("r.csv"), "--lang", lang, "--only", "counts"];
    await jifen(["score", ...args, ...rejects]);
    const mended = readFileSync(path("r.csv"), "utf8")
      .replace(",2024-02-30,", ",2024-02-29,")
      .replace(",丙股,", ",乙股,");
    writeFileSync(path("again.csv"), mended);
    const again = await jifen([
      "score",
      ruleset,
      path("again.csv"),
      ...args.slice(2),
      "--period",
      "2024",
      "--only",
      "warnings,counts",
    ]);
    expect(again.out).toBe("Read 2 = counted 2 + rejected 0 + ignored 0\n");
    expect(again.code).toBe(0);
  });

  test("events may come from standard input", async () => {
    const { args } = files();
    const { out } = await jifen(
      ["score", ruleset, "-", ...args.slice(2), "--only", "final", "--format", "csv"],
      {
        stdin: events,
      },
    );
    expect(out).toContain("1,甲股,6");
  });
});

describe("--only", () => {
  test("parts and ids", async () => {
    const { args } = files();
    const { out } = await jifen(["score", ...args, "--only", "base,score", "--format", "json"]);
    const result = JSON.parse(out);
    expect(Object.keys(result).sort()).toEqual(["accounts", "measures"]);
    expect(result.accounts.map(({ id }: { id: string }) => id)).toEqual(["base", "base"]);
    const ledger = await jifen(["score", ...args, "--only", "ledger", "--format", "csv"]);
    expect(ledger.out.split("\r\n")[1]).toContain("2024-03-05,甲股,submitted,L1");
  });

  test("an unknown name is refused with the nearest", async () => {
    const { args } = files();
    const { code, err } = await jifen(["score", ...args, "--only", "standing"]);
    expect(code).toBe(2);
    expect(err).toContain('did you mean "standings"?');
  });

  test("without points given, targets are there and scores are refused with all that lack", async () => {
    const args = sample("gannan-2008");
    const refused = await jifen(["score", ...args, ...zh]);
    expect(refused.code).toBe(2);
    expect(refused.out).toBe("");
    for (const name of ["adoption.prefecture", "adoption.state", "annotation.province"]) {
      expect(refused.err).toContain(`“${name}”(“G5”)`);
      expect(refused.err).toContain(`--param ${name}=`);
    }
    const targets = await jifen(["score", ...args, ...zh, "--only", "targets,unavailable"]);
    expect(targets.code).toBe(1);
    expect(targets.out).toContain("│ 县(市)每月报送任务");
    expect(targets.out).toMatch(
      /未给出参数 .*\(adoption\.prefecture; G5\).*;请用 --param adoption\.prefecture=数值/,
    );
  });

  test("parameters and readings are given by name, and said so", async () => {
    const points = [
      "adoption.prefecture",
      "adoption.province",
      "adoption.state",
      "annotation.prefecture",
    ]
      .concat(
        "annotation.province",
        "annotation.state",
        "advanced-unit.count",
        "excellent-informant.count",
      )
      .flatMap((name) => ["--param", `${name}=2`]);
    const reading = ["--interpret", "award-ties=out"];
    const { out } = await jifen([
      "score",
      ...sample("gannan-2008"),
      ...points,
      ...reading,
      "--format",
      "markdown",
    ]);
    expect(out).toContain("Parameters given: adoption.prefecture = 2,");
    expect(out).toContain("Interpretations chosen: award-ties = out");
    expect(out).toContain("| 1 |");
  });
});

describe("wrong use ends with 2 and says what would be right", () => {
  test.each([
    ["an unknown ruleset", ["longyang-2018", "EVENTS"], 'did you mean "longyang-2019"?'],
    [
      "an unknown file",
      [ruleset, "none.csv", "--subjects", "GOOD"],
      "none.csv: the file does not exist",
    ],
    ["an unknown period", [ruleset, "EVENTS", "--period", "2024-Q5"], "2024-Q3"],
    ["an unknown day", [ruleset, "EVENTS", "--as-of", "2024-02-30"], "not a day"],
    ["an unknown parameter", [ruleset, "EVENTS", "--param", "L1.point=3"], "L1.points"],
    ["a parameter that is no number", [ruleset, "EVENTS", "--param", "L1.points=two"], "decimal"],
    ["a parameter without a value", [ruleset, "EVENTS", "--param", "L1.points"], "name=value"],
    ["an unknown reading", [ruleset, "EVENTS", "--interpret", "award-ties=maybe"], "award-ties"],
    ["an unknown format", [ruleset, "EVENTS", "--format", "xml"], "markdown"],
    ["an unknown encoding", [ruleset, "EVENTS", "--encoding", "latin1"], "gb18030"],
    ["an unknown language", [ruleset, "EVENTS", "--lang", "fr"], "en, zh"],
    ["an unknown option", [ruleset, "EVENTS", "--perod", "2024"], "unknown option --perod"],
    ["a missing argument", [ruleset], "the argument events is missing"],
    ["no roster where one is needed", [ruleset, "EVENTS"], "--subjects"],
    ["standard input twice", [ruleset, "-", "-"], "once"],
    ["a workbook", [ruleset, "XLSX", "--subjects", "GOOD"], "save it as CSV"],
    [
      "a roster with a faulty row",
      [ruleset, "EVENTS", "--subjects", "ROSTER"],
      "the row has neither an id nor a name",
    ],
  ])("%s", async (_, args, words) => {
    const path = folderOf({
      EVENTS: events,
      XLSX: "PK\u0003\u0004xl/",
      GOOD: subjects,
      ROSTER: "编号,名称,分值任务\n,,3\n",
    });
    const known = ["EVENTS", "XLSX", "ROSTER", "GOOD"];
    const { code, err, out } = await jifen([
      "score",
      ...args.map((arg) => (known.includes(arg) ? path(arg) : arg)),
    ]);
    expect(err).toContain(words);
    expect([code, out]).toEqual([2, ""]);
  });

  test("an input is never written over, under any name", async () => {
    const { path, args } = files();
    for (const target of [
      "events.csv",
      "subjects.csv",
      `../${dirname(path("x")).split("/").at(-1)}/events.csv`,
    ]) {
      const { code, err } = await jifen(["score", ...args, "--output", path(target)]);
      expect(code).toBe(2);
      expect(err).toContain("not overwritten");
    }
    const twice = await jifen([
      "score",
      ...args,
      "--output",
      path("a.csv"),
      "--rejects",
      path("a.csv"),
    ]);
    expect(twice.code).toBe(2);
    expect(readFileSync(path("events.csv"), "utf8")).toBe(events);
  });

  test("an output that cannot be written leaves nothing behind", async () => {
    const { path, args } = files();
    const { code, err } = await jifen(["score", ...args, "--output", path("none/a.csv")]);
    expect(code).toBe(2);
    expect(err).toContain("the folder does not exist");
    expect(existsSync(path("none"))).toBe(false);
  });

  test("in Chinese too", async () => {
    const { err } = await jifen(["score", ruleset, ...zh]);
    expect(err).toContain("缺少参数 events");
    expect((await jifen(["scor", ...zh])).err).toContain("未知命令 scor");
  });
});
