import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { folderOf, jifen, sample } from "../cli/tools.ts";

const scored = ["score", ...sample("longyang-2019")];

describe("B14 the ending of its name decides the format of a file", () => {
  test.each([
    ["out.xlsx", scored, ".csv"],
    ["out.XLSX", scored, ".csv"],
    ["out.html", scored, ".md"],
    ["out.2024", scored, ".txt"],
    ["out.xlsx", [...scored, "--format", "csv"], ".csv"],
    ["out.csv", [...scored, "--format", "json"], ".json"],
    ["out.pdf", ["diff", "longyang-2019", "gannan-2008"], ".md"],
    ["out.yaml", ["schema"], ".json"],
    ["out.md", ["explain", ...sample("longyang-2019"), "--subject", "x"], ".txt"],
  ])(
    "--output %s is refused, and the endings that can be written are named",
    async (name, args, possible) => {
      const path = folderOf({});
      for (const language of ["en", "zh"]) {
        const all = [...args, "--output", path(name), "--lang", language];
        const { code, out, err } = await jifen(all);
        expect([code, out]).toEqual([2, ""]);
        expect(err).toContain(name.slice(3).toLowerCase());
        expect(err).toContain(possible);
      }
      expect(existsSync(path(name))).toBe(false);
    },
  );

  test("--rejects and init are held to the same", async () => {
    const path = folderOf({});
    expect((await jifen([...scored, "--rejects", path("r.xlsx")])).code).toBe(2);
    expect((await jifen(["init", path("rules.toml"), "--yes"])).code).toBe(2);
    expect(readdirSync(path(""))).toEqual([]);
  });

  test.each([
    ["out.txt", [], /^Longyang|\n┌/],
    ["out", [], /\n┌/],
    ["out.csv", [], /^rank,/],
    ["out.json", [], /^\{"format":1,/],
    ["out.md", [], /\n\| rank \|/],
    ["out.txt", ["--format", "csv"], /^rank,/],
  ])("--output %s %j is written", async (name, more, form) => {
    const path = folderOf({});
    const { err } = await jifen([...scored, ...more, "--output", path(name)]);
    expect(err).toContain("Written");
    expect(readFileSync(path(name), "utf8")).toMatch(form);
  });
});
