import { describe, expect, test } from "vitest";
import { documentOf } from "../engine/build.ts";
import { folderOf, jifen } from "./tools.ts";

const both = (text: string): object => ({ en: text, zh: text });
const ruleset = {
  ...documentOf({
    rules: [
      {
        id: "gain",
        on: "gain",
        to: "points",
        amount: { call: ["twice", { var: "event.points" }] },
      },
    ],
  }),
  functions: { twice: { label: both("twice"), clause: "C", takes: ["number"], gives: "number" } },
  examples: [
    {
      it: "counts twice",
      given: { subjects: [{ id: "a" }], period: "2024" },
      events: [{ type: "gain", points: "2" }],
      expect: { scores: { a: "4" } },
    },
  ],
};
const path = folderOf({
  "rules.json": JSON.stringify(ruleset),
  "events.csv": "编号,时间,单位,类型,points\n1,2024-03-05,a,gain,21\n",
  "code.mjs": "export const twice = (x) => String(2 * Number(x));\n",
  "float.mjs": "export const twice = (x) => 2 * Number(x);\n",
  "typo.mjs": "export const twice = (x) => String(2 * Number(x));\nexport const twise = twice;\n",
  "broken.mjs": "export const = 1;\n",
});
const score = ["score", path("rules.json"), path("events.csv"), "--period", "2024"];

describe("a ruleset with functions in code", () => {
  test("is scored with a module that exports them", async () => {
    const { code, out } = await jifen([...score, "--functions", path("code.mjs")]);
    expect(code).toBe(0);
    expect(out).toContain("42");
    expect(out).toContain("Computed by functions in code: twice");
  });

  test("is refused without one, with what to do", async () => {
    const { code, err } = await jifen(score);
    expect(code).toBe(2);
    expect(err).toContain('no code was given for the function "twice"');
    expect(err).toContain("--functions file.mjs");
    const check = await jifen(["check", path("rules.json"), "--lang", "zh"]);
    expect(check.code).toBe(1);
    expect(check.out).toContain("未提供函数“twice”的代码");
  });

  test("is refused where what they give is none, or the module cannot be read", async () => {
    const wrong = await jifen([...score, "--functions", path("float.mjs")]);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("twice(21)");
    for (const name of ["broken.mjs", "none.mjs"]) {
      const { code, err } = await jifen([...score, "--functions", path(name)]);
      expect(code).toBe(2);
      expect(err).toContain(name);
    }
  });

  test("is tested and checked with them, and described without", async () => {
    const given = ["--functions", path("code.mjs")];
    expect((await jifen(["test", path("rules.json"), ...given])).code).toBe(0);
    expect(await jifen(["check", path("rules.json"), ...given])).toMatchObject({
      code: 0,
      err: "",
    });
    for (const command of ["test", "check"]) {
      const several = [command, "longyang-2019", path("rules.json")];
      expect((await jifen([...several, ...given])).code).toBe(0);
      const { code, out } = await jifen([...several, "--functions", path("typo.mjs")]);
      expect(code).toBe(1);
      expect(out).toContain('there is no function "twise"');
    }
    expect((await jifen(["rulesets", path("rules.json")])).code).toBe(0);
    expect((await jifen(["schema", path("rules.json")])).code).toBe(0);
    expect((await jifen(["diff", path("rules.json"), path("rules.json")])).code).toBe(0);
  });
});
