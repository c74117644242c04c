import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtFile } from "../built.ts";
import { folderOf, jifen, sample } from "../cli/tools.ts";

const root = join(import.meta.dirname, "../..");
const long = "x".repeat(300);
const [ruleset = "", events = "", ...rest] = sample("longyang-2019");

/** What an error of jifen itself would show: the lines of a stack. */
const stack = /\n\s+at /;

describe("C4 a system error gives a message and exit code 2", () => {
  function folder() {
    const path = folderOf({});
    symlinkSync("ring.csv", path("ring.csv"));
    symlinkSync("ring.json", path("ring.json"));
    return path;
  }

  test.each([
    ["a name too long to write", ["score", ruleset, events, ...rest, "--output", `LONG.csv`]],
    ["a name too long for rejects", ["score", ruleset, events, ...rest, "--rejects", `LONG.csv`]],
    ["a ring of links to write", ["score", ruleset, events, ...rest, "--output", "ring.csv"]],
    ["events with too long a name", ["score", ruleset, "LONG.csv", ...rest]],
    ["events in a ring of links", ["score", ruleset, "ring.csv", ...rest]],
    ["a roster in a ring of links", ["score", ruleset, events, "--subjects", "ring.csv"]],
    ["a ruleset with too long a name", ["check", "LONG.json"]],
    ["a ruleset in a ring of links", ["check", "ring.json"]],
    ["a ruleset to begin with", ["init", "LONG.json", "--yes"]],
    ["a schema", ["schema", "--output", "ring.json"]],
  ])("%s", async (_, args) => {
    const path = folder();
    const placed = args.map((arg) =>
      /^(LONG|ring)\./.test(arg) ? path(arg.replace("LONG", long)) : arg,
    );
    for (const [language, words] of [
      ["en", /the name is too long|its links form a circle|no such file/],
      ["zh", /名称过长|链接循环指向|文件不存在/],
    ] as const) {
      const { code, out, err } = await jifen([...placed, "--lang", language]);
      expect([code > 0 && code < 3, out + err]).toEqual([true, expect.stringMatching(words)]);
      expect(err).not.toMatch(stack);
    }
  });

  test.each([
    ["a folder as standard input", ["score", ruleset, "-", ...rest], "< ."],
    ["a full disk behind standard output", ["rulesets"], "> /dev/full"],
    ["a full disk behind much output", ["score", ruleset, events, ...rest], "> /dev/full"],
  ])("%s", (_, args, redirected) => {
    const line = [process.execPath, builtFile("cli"), ...args].join(" ");
    const { status, stderr } = spawnSync("sh", ["-c", `${line} ${redirected}`], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, LANG: "C", LC_ALL: "" },
    });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/file-folder|ENOSPC/)]);
    expect(stderr).not.toMatch(stack);
  });

  test("too many open files", () => {
    const names = Array.from({ length: 300 }, (_, at) => `${at}.csv`);
    const path = folderOf({
      "subjects.csv": "编号\n甲\n",
      ...Object.fromEntries(
        names.map((name, at) => [name, `编号,类型,时间,股室\nA${at},报送,2024-03-05,甲\n`]),
      ),
    });
    // The limit lets the program itself be loaded. Files are read one after another, so that they stay below it.
    const args = [ruleset, ...names.map(path), "--subjects", path("subjects.csv")].join(" ");
    const line = `ulimit -n 250; exec ${process.execPath} ${builtFile("cli")} score ${args} --period 2024 --format json`;
    const { status, stdout } = spawnSync("sh", ["-c", line], { cwd: root, encoding: "utf8" });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { events: 300, accepted: 300 } });
  });
});
