import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";

const over = (base: string, parts: object = {}): string =>
  JSON.stringify({ format: 1, id: "ours", extends: base, ...parts });
const secret = "口令-geheim-4711";
const events = { "e.csv": "id,type,at,subject\n" };

/** Every command that reads a ruleset. */
const commands: readonly (readonly [string, ...string[]])[] = [
  ["rulesets"],
  ["check"],
  ["test"],
  ["schema"],
  ["diff", "longyang-2019"],
];

function folder() {
  const path = folderOf({ ...events, "notes.txt": secret });
  for (const name of ["secret", "work", "work/inner"]) mkdirSync(path(name));
  const files: Record<string, string> = {
    "secret/key": secret,
    "secret/key.json": JSON.stringify({ format: 1, id: secret, rules: [{ [secret]: secret }] }),
    "secret/base.json": over("longyang-2019"),
    "work/inner/base.json": over("../shared.json", { id: "inner" }),
    "work/shared.json": over("longyang-2019", { id: "shared" }),
    "work/private.txt": secret,
    "work/private.json": JSON.stringify({ token: secret }),
    "work/broken.json": `{"format": 1,\n "rules": [${secret}]}`,
    "work/list.yaml": `- ${secret}\n- "unclosed`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
  symlinkSync("../../secret", path("work/inner/link"));
  return path;
}

describe("C5 a ruleset extends files of its own folder only, and no message quotes others", () => {
  test.each([
    ["../secret/key"],
    ["../secret/key.json"],
    ["../secret/none"],
    ["./inner/../../secret/key"],
    ["inner/link/key"],
    ["ABSOLUTE"],
  ])("%s is refused by every command", async (base) => {
    const path = folder();
    const named = base === "ABSOLUTE" ? path("secret/key") : base;
    writeFileSync(path("work/top.json"), over(named));
    for (const args of [...commands, ["score", "--period", "2024"] as const]) {
      const [command, ...more] = args;
      const after = command === "score" ? [path("e.csv")] : [];
      const { code, out, err } = await jifen([command, ...more, path("work/top.json"), ...after]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain("is outside the folder of the ruleset");
      expect(err).toContain("--allow-outside");
      expect(err).not.toContain(secret.slice(0, 4));
    }
  });

  test("with --allow-outside it is read", async () => {
    const path = folder();
    writeFileSync(path("work/top.json"), over("../secret/base.json"));
    const { code, out } = await jifen(["check", path("work/top.json"), "--allow-outside"]);
    expect([code, out]).toEqual([0, expect.stringContaining("no issues")]);
  });

  test("files in the folder of the ruleset extend each other, and bundled ones", async () => {
    const path = folder();
    writeFileSync(path("work/top.json"), over("inner/base.json"));
    expect((await jifen(["check", path("work/top.json")])).code).toBe(0);
  });

  test.each([
    ["private.txt", []],
    ["private.json", []],
    ["broken.json", []],
    ["list.yaml", []],
    ["../secret/key", ["--allow-outside"]],
  ])("what is no ruleset is not quoted: %s", async (base, more) => {
    const path = folder();
    writeFileSync(path("work/top.json"), over(base));
    for (const args of commands) {
      const all = [...args, path("work/top.json"), ...more];
      for (const language of ["en", "zh"]) {
        const { code, out, err } = await jifen([...all, "--lang", language]);
        expect(code).toBeGreaterThan(0);
        expect(code).toBeLessThan(3);
        expect(out + err).toContain(base.replace(/^.*\//, ""));
        expect(out + err).not.toContain(secret.slice(0, 4));
        expect(out + err).not.toContain("geheim");
      }
    }
  });

  test("a base with an error says where, and quotes nothing", async () => {
    const path = folder();
    writeFileSync(path("work/top.json"), over("broken.json"));
    const { out } = await jifen(["check", path("work/top.json")]);
    // The error stands on line 2, behind `"rules": [`.
    expect(out).toMatch(/broken\.json:2:12 .*\[base-content\]/);
  });

  test("a name that no file can have is refused", async () => {
    const path = folder();
    writeFileSync(path("work/top.json"), over("a\u0000b"));
    expect((await jifen(["check", path("work/top.json")])).code).toBe(2);
  });
});
