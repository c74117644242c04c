import { describe, expect, test } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { checkRuleset, loadRuleset } from "../../src/program/load.ts";
import type { Functions } from "../../src/values/code.ts";
import { RulesetError } from "../../src/values/issue.ts";
import { UsageError } from "../../src/values/usage.ts";
import { accountOf, documentOf, gain, measureOf, run, type Short } from "./build.ts";

const both = (text: string): object => ({ en: text, zh: text });

function declared(takes: readonly string[], gives: string): object {
  return { functions: { f: { label: both("f"), clause: "C", takes, gives } } };
}

/** A ruleset whose gains are what a function makes of their points. */
function calling(takes: readonly string[], gives: string, short: Short): object {
  return { ...documentOf(short), ...declared(takes, gives) };
}

const points: Short = {
  rules: [
    { id: "gain", on: "gain", to: "points", amount: { call: ["f", { var: "event.points" }] } },
  ],
};
const document = calling(["number"], "number", points);

function scored(f: Functions[string]) {
  return run(loadRuleset(document, { functions: { f } }), [
    gain("1", "a", "2024-01-05", "0.10"),
    gain("2", "a", "2024-01-06", "0.1"),
    gain("3", "a", "2024-01-07", "20"),
  ]);
}

describe("a function in code", () => {
  test("is given exact decimals, once for each, and gives them", () => {
    const calls: string[] = [];
    const result = scored((x: string) => {
      calls.push(x);
      return x === "20" ? "7.25" : x;
    });
    // 0.1 + 0.1 + 7.25
    expect(accountOf(result, "points")).toBe("7.45");
    expect(calls).toEqual(["0.1", "20"]);
    expect(result.functions).toEqual(["f"]);
  });

  test("is named where it is explained", () => {
    const told = explain(
      scored(() => "3"),
      "a",
    );
    expect(explanationText(told, "en")).toContain("by a function in code");
    expect(explanationText(told, "zh")).toContain("由代码函数");
  });

  test("belongs to one loading: another has its own", () => {
    expect(
      accountOf(
        scored(() => "1"),
        "points",
      ),
    ).toBe("3");
    expect(
      accountOf(
        scored(() => "2"),
        "points",
      ),
    ).toBe("6");
  });

  test.each<[string, Functions[string]]>([
    ["a JavaScript number", () => 2.5],
    ["no decimal", () => "many"],
    ["nothing", () => undefined],
    ["a promise", () => Promise.resolve("1")],
    ["a fraction", () => "1/3"],
    ["no number", () => Number.NaN],
    ["a promise that fails", () => Promise.reject(new Error("too late"))],
    [
      "an error that has no text",
      () => {
        throw Object.create(null) as Error;
      },
    ],
    [
      "an error",
      () => {
        throw new Error("no table for this");
      },
    ],
  ])("that gives %s is wrong use, with the name of the call", (_what, f) => {
    let found: unknown;
    try {
      scored(f);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(UsageError);
    expect(found).toMatchObject({ code: "function-failed" });
    expect((found as UsageError).text.en).toContain("f(0.1)");
  });

  test("that gives no decimal is told what it gave", () => {
    const told = (f: Functions[string]): string => {
      try {
        scored(f);
      } catch (error) {
        return (error as UsageError).text.en;
      }
      return "";
    };
    expect(told(() => Number.NaN)).toContain("gave the number NaN;");
    expect(told(() => null)).toContain("gave nothing;");
    expect(told(() => Promise.resolve("1"))).toContain("must not be async");
  });

  test("that takes whole numbers is not called with another", () => {
    const short: Short = {
      measures: { score: { value: 0 }, half: { value: { call: ["f", { account: "points" }] } } },
    };
    const loaded = loadRuleset(calling(["integer"], "number", short), {
      functions: { f: (x: string) => x },
    });
    const half = (points: string): string =>
      measureOf(run(loaded, [gain("1", "a", "2024-01-05", points)]), "half");
    expect(half("2.0")).toBe("2");
    expect(half("2.5")).toBe("unavailable");
  });

  test("is not called where an operand is missing, and that spreads", () => {
    const share = { round: [{ "/": [1, { account: "points" }] }, 2, "half-up"] };
    const value = { call: ["f", share] };
    const short: Short = {
      measures: { score: { value: 0 }, late: { value } },
    };
    const f = (): never => {
      throw new Error("called");
    };
    const result = run(loadRuleset(calling(["number"], "number", short), { functions: { f } }), []);
    expect(measureOf(result, "late")).toBe("unavailable");
  });

  test("takes days, names, truth values and subjects, and gives a name", () => {
    const short: Short = {
      enums: { level: ["low", "high"] },
      rules: [
        {
          id: "gain",
          on: "gain",
          when: {
            "==": [
              { call: ["f", { var: "event.at" }, "low", true, { var: "event.subject" }] },
              "high",
            ],
          },
          to: "points",
          amount: 1,
        },
      ],
    };
    const calls: unknown[][] = [];
    const f = (...values: unknown[]): string => {
      calls.push(values);
      return "high";
    };
    const takes = ["day", "level", "boolean", "unit"];
    const ruleset = loadRuleset(calling(takes, "level", short), { functions: { f } });
    const result = run(ruleset, [gain("1", "b", "2024-01-05")]);
    expect(accountOf(result, "points", "b")).toBe("1");
    expect(calls).toEqual([["2024-01-05", "low", true, "b"]]);
    const wrong = loadRuleset(calling(takes, "level", short), { functions: { f: () => "top" } });
    expect(() => run(wrong, [gain("1", "b", "2024-01-05")])).toThrow(UsageError);
  });

  test("that lacks its code, or has no declaration, is an issue", () => {
    const codes = (functions: object): unknown[] => {
      try {
        loadRuleset(document, { functions: functions as Functions });
        return [];
      } catch (error) {
        return (error as RulesetError).issues.map(({ code, pointer }) => [code, pointer]);
      }
    };
    expect(codes({ f: () => "1" })).toEqual([]);
    expect(codes({})).toEqual([["function-missing", "/functions/f"]]);
    expect(codes({ f: 1 })).toEqual([["wrong-type", "/functions/f"]]);
    expect(codes({ f: () => "1", ff: () => "1" })).toEqual([["unknown-name", "/functions"]]);
    expect(() => loadRuleset(document)).toThrow(RulesetError);
    expect(checkRuleset(document)).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ["an unknown function", { call: ["g", 1] }, "unknown-name"],
    ["too many operands", { call: ["f", 1, 2] }, "operator-count"],
    ["an operand of another type", { call: ["f", true] }, "bad-number"],
    ["a fraction", { call: ["f", { "/": [1, 3] }] }, "fraction-not-rounded"],
  ])("refuses %s", (_what, amount, code) => {
    const short: Short = { rules: [{ id: "gain", on: "gain", to: "points", amount }] };
    const issues = checkRuleset(calling(["number"], "number", short));
    expect(issues.map((one) => one.code)).toEqual([code]);
  });
});
