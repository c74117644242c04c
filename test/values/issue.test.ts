import { describe, expect, test } from "vitest";
import { issue, issueCodes, orderIssues, pointerTo, RulesetError } from "../../src/values/issue.ts";
import {
  rejectionCodes,
  rejectionMessage,
  warningCodes,
  warningMessage,
} from "../../src/values/notice.ts";

describe("issues", () => {
  test("point into the document as RFC 6901 has it", () => {
    expect(pointerTo("", "rules", 0, "when")).toBe("/rules/0/when");
    expect(pointerTo("/tables", "a/b", "~c", "")).toBe("/tables/a~1b/~0c/");
  });

  test("come in the order of their place, each once", () => {
    const issues = [
      issue("unknown-key", "/b", { name: "x" }),
      issue("unknown-key", "/a", { name: "x" }),
      issue("unknown-key", "/b", { name: "x" }),
      issue("missing-key", "/a", { name: "x" }),
    ];
    expect(orderIssues(issues).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/a missing-key",
      "/a unknown-key",
      "/b unknown-key",
    ]);
  });

  test("the tenth rule comes after the second", () => {
    const issues = [10, 9, 2].map((at) => issue("unknown-key", `/rules/${at}/x`, { name: "x" }));
    expect(orderIssues(issues).map(({ pointer }) => pointer)).toEqual([
      "/rules/2/x",
      "/rules/9/x",
      "/rules/10/x",
    ]);
  });

  test("are all in the error's message, with place, code and hint", () => {
    const error = new RulesetError([
      issue("unknown-key", "/a", { name: "x" }, { en: "did you mean y?", zh: "是否为 y?" }),
      issue("wrong-type", "", { expected: "an object", found: 5 }),
    ]);
    expect(error.message.split("\n")).toEqual([
      '/a: unknown key "x" (did you mean y?) [unknown-key]',
      "/: expected an object, found 5 [wrong-type]",
    ]);
  });
});

describe("every message", () => {
  const cases: readonly (readonly [string, { readonly en: string; readonly zh: string }])[] = [
    ...issueCodes.map(
      (code) =>
        [code, issue(code, "/", { name: "ab", expected: "cd", found: "ef" }).message] as const,
    ),
    ...rejectionCodes.map(
      (code) =>
        [code, rejectionMessage(code, { field: "ab", value: "cd", expected: "ef" })] as const,
    ),
    ...warningCodes.map(
      (code) => [code, warningMessage(code, { field: "ab", value: "cd", expected: "ef" })] as const,
    ),
  ];

  test.each(cases)(
    "%s is there in English and Chinese, without a hole in it",
    (_code, { en, zh }) => {
      for (const text of [en, zh]) {
        expect(text).not.toBe("");
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
      }
      expect(en).toMatch(/[a-z]/);
    },
  );
});
