import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import longyang from "../../rulesets/longyang-2019.json" with { type: "json" };
import { builtFile } from "../built.ts";
import { folderOf, jifen, sample } from "./tools.ts";

describe("rulesets", () => {
  test("lists the bundled ones, and shows one", async () => {
    const list = await jifen(["rulesets", "--lang", "zh"]);
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/longyang-2019 +│ 隆阳区/);
    const one = await jifen(["rulesets", "gannan-2008"]);
    expect(one.out).toContain("adoption.prefecture");
    expect(one.out).toContain("no (default)");
    expect(one.out).toContain("第二十一条(四)");
  });
});

describe("check", () => {
  const text = JSON.stringify(longyang, null, 2);

  test("a sound ruleset: 0", async () => {
    const path = folderOf({ "a.json": text });
    const { code, out } = await jifen(["check", path("a.json"), "longyang-2019"]);
    expect(code).toBe(0);
    expect(out).toContain("longyang-2019: no issues");
  });

  test("every issue with line and column, pointer, code and hint: 1", async () => {
    const broken = text
      .replace('"kind": "award"', '"kynd": "award"')
      .replace('"L1.max"', '"L1.mx"');
    const path = folderOf({ "a.json": broken });
    const { code, out } = await jifen(["check", path("a.json")]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /a\.json:\d+:\d+ \/outcomes\/advanced-section\/kynd error: unknown key "kynd"/,
    );
    expect(out).toContain('did you mean "kind"?');
    const line = broken.split("\n").findIndex((one) => one.includes('"kynd"')) + 1;
    expect(out).toContain(`a.json:${line}:7 `);
  });

  test.each([
    ["a comma too many", '{\n  "format": 1,\n}', "a.json:3:1", "no comma"],
    ["a comment", '{\n  // note\n  "format": 1 }', "a.json:2:3", "no comments"],
    ["single quotes", "{ 'format': 1 }", "a.json:1:3", "double quotes"],
    ["an early end", '{ "format": 1, "rules": [ { "when":', "a.json:1:36", "/rules/0/when"],
    ["a key twice", '{ "format": 1,\n "id": "a",\n "id": "b" }', "a.json:3:2", "at 2:2"],
  ])("%s is named with its place: 1", async (_, content, place, words) => {
    const path = folderOf({ "a.json": content });
    const { code, out } = await jifen(["check", path("a.json")]);
    expect(out).toContain(place);
    expect(out).toContain(words);
    expect(code).toBe(1);
  });

  test.each([
    ["an empty file", " \n", "empty"],
    ["YAML without its extension", "format: 1\nid: a\n", "YAML"],
    ["events", "编号,类型,时间\nA1,报送,2024\n", "a table of events"],
    ["a list", "[1]", "a list of events"],
    [
      "a JSON Schema",
      '{"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{}}',
      "a JSON Schema",
    ],
    ["a result", '{"standings":[],"ledger":[]}', "a result of scoring"],
    ["a workbook", "PK\u0003\u0004xl/workbook.xml", "Excel"],
  ])("%s is called by its name", async (_, content, words) => {
    const path = folderOf({ "a.json": content });
    const { code, out, err } = await jifen(["check", path("a.json")]);
    expect(out + err).toContain(words);
    expect(code).toBeGreaterThan(0);
  });

  test("a ruleset with a fault does not score: 2, with its place", async () => {
    const path = folderOf({ "a.json": text.replace('"kind": "award"', '"kynd": "award"') });
    const { code, err } = await jifen([
      "score",
      path("a.json"),
      ...sample("longyang-2019").slice(1),
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/a\.json:\d+:\d+ /);
  });
});

describe("test", () => {
  test("the examples of a bundled ruleset pass", async () => {
    const { code, out } = await jifen(["test", "longyang-2019"]);
    expect(out).toContain("examples pass");
    expect(code).toBe(0);
  });

  test("a failing example shows what was expected and found: 1", async () => {
    const examples = longyang.examples.map((example, index) =>
      index === 0 ? { ...example, expect: { scores: { nobody: "1" } } } : example,
    );
    const path = folderOf({ "a.json": JSON.stringify({ ...longyang, examples }) });
    const { code, out } = await jifen(["test", path("a.json"), "--lang", "zh"]);
    expect(code).toBe(1);
    expect(out).toContain("scores nobody: 应为 1, 实为");
  });
});

describe("explain", () => {
  const args = ["explain", ...sample("longyang-2019")];

  test("one subject, by id or name", async () => {
    const byId = await jifen([...args, "--subject", "g03", "--lang", "zh"]);
    const byName = await jifen([...args, "--subject", "运行股", "--lang", "zh"]);
    expect(byId.out).toBe(byName.out);
    expect(byId.out).toContain("运行股");
    expect(byId.err).toContain("读入");
  });

  test("why one stands above another, also as data", async () => {
    const { out } = await jifen([
      ...args,
      "--subject",
      "g03",
      "--above",
      "综合股",
      "--format",
      "json",
    ]);
    expect(JSON.parse(out)).toMatchObject({ format: 1 });
  });

  test("an unknown subject, or none: 2", async () => {
    expect((await jifen([...args, "--subject", "无此股"])).code).toBe(2);
    expect((await jifen(args)).err).toContain("--subject");
  });
});

describe("schema", () => {
  test("of the format, and of a ruleset's events", async () => {
    expect(JSON.parse((await jifen(["schema"])).out)).toMatchObject({ type: "object" });
    expect((await jifen(["schema", "longyang-2019"])).out).toContain("submission");
  });
});

describe("help", () => {
  test("is in the language of the user; without a command it is shown, with 2", async () => {
    const help = await jifen(["score", "--help", "--lang", "zh"]);
    expect(help.code).toBe(0);
    expect(help.out).toContain("用法:");
    const none = await jifen([]);
    expect(none.code).toBe(2);
    expect(none.err).toContain("Usage:");
    expect((await jifen(["--version"])).out).toBe("1.2.3\n");
  });
});

describe("as a program", { timeout: 60_000 }, () => {
  const root = join(import.meta.dirname, "..", "..");
  const run = (args: readonly string[], env: Record<string, string> = {}, input = "") =>
    spawnSync(process.execPath, [builtFile("cli"), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", ...env },
      input,
      encoding: "utf8",
    });

  test("gives the same bytes in any time zone and locale", () => {
    const args = ["score", ...sample("shangjie-201x"), "--format", "json"];
    const places = [
      { TZ: "America/New_York", LANG: "C" },
      { TZ: "Asia/Shanghai", LANG: "tr_TR.UTF-8" },
    ];
    const [first, second] = places.map((env) => run(args, env));
    expect(first?.status).toBe(1);
    expect(first?.stdout).toBe(second?.stdout);
    expect(first?.stdout.length).toBeGreaterThan(1000);
  });

  test("a reader that stops reading is no fault", () => {
    const args = ["score", ...sample("shangjie-201x"), "--format", "json"].join(" ");
    const command = `"${process.execPath}" "${builtFile("cli")}" ${args} | head -c 10`;
    const { stderr, stdout } = spawnSync("sh", ["-c", command], { cwd: root, encoding: "utf8" });
    expect(stdout).toHaveLength(10);
    expect(stderr).not.toContain("EPIPE");
  });

  test("reads standard input and ends with its code", () => {
    const events = "编号,类型,时间,股室\nA1,报送,2024-03-05,甲\n";
    const path = folderOf({ "subjects.csv": "编号\n甲\n" });
    const args = ["score", "longyang-2019", "-", "--subjects", path("subjects.csv")];
    const { status, stdout } = run([...args, "--only", "standings", "--format", "csv"], {}, events);
    expect([status, stdout]).toEqual([0, expect.stringContaining("1,甲,2")]);
  });
});
