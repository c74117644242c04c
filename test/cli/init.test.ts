import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { folderOf, jifen } from "./tools.ts";

describe("jifen init", () => {
  test.each<[string, string, string[]]>([
    ["as it stands", "a.jsonc", []],
    ["as plain JSON", "a.json", []],
    ["as YAML", "a.yaml", ["--levels", "no,yes"]],
    [
      "in Chinese",
      "a.jsonc",
      [
        "--title",
        "信息计分",
        "--subject",
        "科室",
        "--categories",
        "镇街,部门",
        "--levels",
        "区级,市级",
      ],
    ],
    ["without a limit", "a.jsonc", ["--cap", "", "--period", "month", "--places", "1"]],
  ])("writes a ruleset whose examples pass: %s", async (_, name, flags) => {
    const path = folderOf({});
    const made = await jifen(["init", path(name), "--yes", "--samples", ...flags]);
    expect(made).toMatchObject({ code: 0, err: "" });
    const text = readFileSync(path(name), "utf8");
    expect(text.includes("// What can happen")).toBe(name.endsWith(".jsonc"));
    expect(text.includes("# What can happen")).toBe(name.endsWith(".yaml"));
    const tested = await jifen(["test", path(name)]);
    expect([tested.code, tested.out]).toEqual([0, expect.stringMatching(/examples? pass/)]);
    const scored = await jifen([
      "score",
      path(name),
      path("events.csv"),
      "--subjects",
      path("subjects.csv"),
      "--period",
      "2024",
    ]);
    expect(scored.code).toBe(0);
  });

  test("points an editor to the schema where the package is installed beside the file", async () => {
    const path = folderOf({});
    const schema = path("node_modules/jifen/schema");
    mkdirSync(schema, { recursive: true });
    writeFileSync(join(schema, "ruleset.schema.json"), "{}");
    await jifen(["init", path("a.json"), "--yes"]);
    expect(JSON.parse(readFileSync(path("a.json"), "utf8"))).toMatchObject({
      $schema: "./node_modules/jifen/schema/ruleset.schema.json",
    });
  });

  test("tells in its help what each answer is about", async () => {
    const { out } = await jifen(["init", "--help", "--lang", "zh"]);
    expect(out).toContain("考核对象的名称 [单位]");
  });

  test("asks what no flag has said; nothing is the answer in brackets, and - is none", async () => {
    const path = folderOf({});
    const answers = ["ours-2024", "科室", "", "区级,市级", "-", "", "quarter"];
    const asked: string[] = [];
    const silent = { write: () => true };
    const code = await main(["init", path("a.json"), "--title", "某办法", "--lang", "zh"], {
      stdout: silent,
      stderr: silent,
      stdin: (async function* () {})(),
      env: {},
      version: "1.2.3",
      ask: async (question) => {
        asked.push(question);
        return answers[asked.length - 1] ?? "";
      },
    });
    expect([code, asked.length]).toEqual([0, answers.length]);
    const made = JSON.parse(readFileSync(path("a.json"), "utf8"));
    expect(made).toMatchObject({
      id: "ours-2024",
      title: { zh: "某办法" },
      periods: [{ unit: "quarter" }],
      parameters: { places: { value: "3" } },
    });
    expect(made.parameters.cap).toBeUndefined();
    expect(made.accounts.base.steps).toEqual([{ sum: {} }]);
  });

  test("writes over nothing unless told, and nothing that is faulty", async () => {
    const path = folderOf({ "a.jsonc": "mine" });
    const refused = await jifen(["init", path("a.jsonc"), "--yes"]);
    expect([refused.code, readFileSync(path("a.jsonc"), "utf8")]).toEqual([2, "mine"]);
    expect(refused.err).toContain("--force");
    expect((await jifen(["init", path("a.jsonc"), "--yes", "--force"])).code).toBe(0);
    expect((await jifen(["init", path("b.jsonc"), "--yes", "--id", "Bad Id"])).code).toBe(2);
    expect((await jifen(["init", path("b.jsonc"), "--yes", "--period", "soon"])).code).toBe(2);
    expect(existsSync(path("b.jsonc"))).toBe(false);
  });
});
