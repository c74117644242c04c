import { describe, expect, test } from "vitest";
import longyang from "../../rulesets/longyang-2019.json" with { type: "json" };
import { folderOf, jifen } from "./tools.ts";

const text = JSON.stringify(longyang, null, 2);

/** With a parameter that nothing uses. */
const odd = JSON.stringify({
  ...longyang,
  parameters: { ...longyang.parameters, spare: { value: "1", clause: "L1" } },
});

describe("check --strict", () => {
  test("a warning is told, and ends with 1 only where it is strict", async () => {
    const path = folderOf({ "odd.json": odd });
    const easy = await jifen(["check", path("odd.json")]);
    expect(easy.out).toContain("[unused-parameter]");
    expect(easy.code).toBe(0);
    const strict = await jifen(["check", "--strict", path("odd.json")]);
    expect(strict.out).toBe(easy.out);
    expect(strict.code).toBe(1);
  });

  test("what is only worth knowing ends with 0", async () => {
    const { code, out } = await jifen(["check", "--strict", "shangjie-201x"]);
    expect(out).toContain("[unbounded-score]");
    const warned = / warning: /.test(out);
    expect(code).toBe(warned ? 1 : 0);
  });
});

describe("check --format json", () => {
  test("gives the diagnostics as data", async () => {
    const path = folderOf({ "odd.json": odd });
    const { code, out } = await jifen(["check", "--format", "json", path("odd.json")]);
    const [report] = JSON.parse(out);
    expect(code).toBe(0);
    expect(report).toMatchObject({ ruleset: path("odd.json"), issues: [] });
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({
        code: "unused-parameter",
        severity: "warning",
        pointer: "/parameters/spare",
        clauses: ["L1"],
      }),
    );
  });

  test("places diagnostics in the document in which the part was written", async () => {
    const over = {
      format: 1,
      extends: "longyang-2019",
      id: "ours",
      parameters: { spare: { value: "1", clause: "L1" } },
    };
    const path = folderOf({ "ours.json": JSON.stringify(over, null, 2) });
    const { out } = await jifen(["check", "--format", "json", path("ours.json")]);
    const [{ diagnostics }] = JSON.parse(out);
    const places = diagnostics.map(({ code, place, pointer }: Record<string, string>) => [
      code,
      place,
      pointer,
    ]);
    expect(places).toContainEqual([
      "unused-parameter",
      `${path("ours.json")}:6:5`,
      "/parameters/spare",
    ]);
    expect(places).toContainEqual(["unbounded-score", "longyang-2019", "/accounts/bonus"]);
  });

  test("gives faults as data, with place and pointer", async () => {
    const broken = text.replace('"kind": "award"', '"kynd": "award"');
    const line = broken.split("\n").findIndex((one) => one.includes('"kynd"')) + 1;
    const path = folderOf({ "a.json": broken });
    const { code, out } = await jifen(["check", "--format", "json", path("a.json")]);
    const [{ issues, diagnostics }] = JSON.parse(out);
    expect(code).toBe(1);
    expect(diagnostics).toEqual([]);
    expect(issues).toContainEqual({
      code: "unknown-key",
      severity: "error",
      place: `${path("a.json")}:${line}:7`,
      pointer: "/outcomes/advanced-section/kynd",
      message: expect.objectContaining({ en: 'unknown key "kynd"' }),
      hint: expect.objectContaining({ en: 'did you mean "kind"?' }),
    });
  });

  test.each([
    ["a comma too many", '{\n  "format": 1,\n}', ":3:1"],
    ["what is no ruleset", "[1]", ""],
  ])("gives the faults of a text as data: %s", async (_name, content, at) => {
    const path = folderOf({ "a.json": content });
    const { code, out, err } = await jifen(["check", "--format", "json", path("a.json")]);
    const [{ issues }] = JSON.parse(out);
    expect([code, err]).toEqual([1, ""]);
    expect(issues[0]).toMatchObject({ severity: "error", place: `${path("a.json")}${at}` });
  });

  test("knows no other format", async () => {
    const { code, err } = await jifen(["check", "--format", "csv", "shangjie-201x"]);
    expect(code).toBe(2);
    expect(err).toContain("table, json");
  });
});
