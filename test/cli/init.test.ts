import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "./tools.ts";

describe("jifen init", () => {
  test.each<[string, string, string[]]>([
    ["as it stands", "a.jsonc", []],
    ["as plain JSON", "a.json", []],
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
    expect(readFileSync(path(name), "utf8").includes("//")).toBe(name.endsWith("c"));
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
