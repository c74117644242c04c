import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import longyang from "../../rulesets/longyang-2019.json" with { type: "json" };
import { rulesetIn } from "../program/ways.ts";
import { folderOf, jifen } from "./tools.ts";

describe("compile", () => {
  test("writes a module in the format that its name says, with the values asked for", async () => {
    const path = folderOf({});
    const { code, out, err } = await jifen([
      "compile",
      "longyang-2019",
      "-o",
      path("a.cjs"),
      "--param",
      "L1.points=7",
    ]);
    expect({ code, out, err }).toEqual({ code: 0, out: "", err: "" });
    const { resolved } = rulesetIn(readFileSync(path("a.cjs"), "utf8"));
    expect(resolved.parameters.get("L1.points")?.value).toBe("7");
    const printed = await jifen(["compile", "longyang-2019"]);
    expect(printed.out).toContain('\nimport * as jifen from "jifen/runtime";\n');
    expect(printed.out).toContain("\nexport default jifen.compiledRuleset(");
    const asked = await jifen(["compile", "longyang-2019", "--format", "cjs"]);
    expect(rulesetIn(asked.out).resolved.id).toBe("longyang-2019");
  });

  test.each([
    [["--format", "umd"], '--format is "umd"'],
    [["-o", "a.ts"], "a.ts"],
    [["--format", "esm", "-o", "a.cjs"], "a.cjs"],
    [["--param", "L1.pionts=7"], "L1.points"],
  ])("refuses %j: 2", async (flags, said) => {
    const { code, out, err } = await jifen(["compile", "longyang-2019", ...flags]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(said);
  });

  test("names the functions in code that stand against it: 2", async () => {
    const functions = {
      curve: { label: { en: "c", zh: "c" }, clause: "L1", takes: ["number"], gives: "number" },
    };
    const path = folderOf({ "a.json": JSON.stringify({ ...longyang, functions }) });
    const { code, err } = await jifen(["compile", path("a.json")]);
    expect({ code, named: err.includes('"curve"') }).toEqual({ code: 2, named: true });
  });

  test("does not overwrite the document: 2", async () => {
    const path = folderOf({ "a.js": JSON.stringify(longyang) });
    const { code, err } = await jifen(["compile", path("a.js"), "-o", path("a.js")]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("input file") });
  });
});
