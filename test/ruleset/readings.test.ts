import { describe, expect, test } from "vitest";
import { score } from "../../src/engine/score.ts";
import { checkRuleset, loadRuleset } from "../../src/program/load.ts";
import { RulesetError } from "../../src/values/issue.ts";
import { at, issueLines, label, linesOf, measure, type Part, rule, sound } from "./documents.ts";

const way = (short: unknown, long: unknown): Part => ({ reading: ["way", { short, long }] });
const events = [
  { id: "1", type: "act", at: "2024-01-05", subject: "a", level: "low", amount: "3" },
];

function amount(document: unknown, interpretations: Readonly<Record<string, string>>): string {
  const result = score(loadRuleset(document, { interpretations }), events, {
    subjects: [{ id: "a", category: "town" }],
  });
  return [...result.ledger][0]?.amount ?? "no entry";
}

describe("a reading", () => {
  test("gives what stands under the chosen option, at any place", () => {
    const document = sound({
      rules: [way(rule({ amount: "1" }), rule({ amount: "2" }))],
    });
    expect(amount(document, {})).toBe("1");
    expect(amount(document, { way: "short" })).toBe("1");
    expect(amount(document, { way: "long" })).toBe("2");
  });

  test("may stand in another", () => {
    const document = sound({
      rules: [rule({ amount: way({ reading: ["mode", { a: "1", b: "2" }] }, "3") })],
    });
    expect(amount(document, {})).toBe("1");
    expect(amount(document, { mode: "b" })).toBe("2");
    expect(amount(document, { mode: "b", way: "long" })).toBe("3");
  });

  test("by its name alone is the chosen option", () => {
    const document = sound({
      rules: [rule({ amount: { if: [{ "==": [{ reading: "way" }, "long"] }, 1, 0] } })],
    });
    expect(amount(document, {})).toBe("0");
    expect(amount(document, { way: "long" })).toBe("1");
  });

  test("is data where nothing is scored", () => {
    const document = sound({
      examples: [{ it: "x", events: [{ reading: ["nope", {}] }], expect: {} }],
    });
    expect(linesOf(document)).toEqual([]);
  });
});

describe("every option is checked, and its faults are placed in the document as written", () => {
  test.each<[string, Part, string]>([
    [
      "a misspelt name",
      { rules: [rule({ amount: way("1", { param: "onee" }) })] },
      'unknown-name /rules/0/amount/reading/1/long/param – did you mean "one"?',
    ],
    [
      "a misspelt field behind an operator",
      { rules: [rule({ when: { and: [true, way(true, { has: "event.extr" })] } })] },
      'unknown-field /rules/0/when/and/1/reading/1/long/has – did you mean "event.extra"?',
    ],
    [
      "a wrong type",
      { rules: [rule({ amount: way("1", true) })] },
      "bad-number /rules/0/amount/reading/1/long",
    ],
    [
      "an unknown key",
      { rules: [rule({ on: way("act", { entries: ["acted"], extra: 1 }) })] },
      "unknown-key /rules/0/on/reading/1/long/extra",
    ],
    [
      "a fault in a whole step",
      {
        accounts: {
          total: {
            label: label("t"),
            of: ["unit", "branch"],
            steps: [way({ sum: {} }, { count: {}, cap: "1" })],
          },
          monthly: (sound()["accounts"] as Part)["monthly"],
          mean: (sound()["accounts"] as Part)["mean"],
        },
      },
      "step-form /accounts/total/steps/0/reading/1/long",
    ],
    [
      "a fault in a whole list",
      { rules: way([rule()], [rule({ clause: "X" })]) as unknown as Part },
      "unknown-clause /rules/reading/1/long/0/clause",
    ],
    [
      "a fault behind a nested reading",
      { rules: [rule({ amount: { reading: ["mode", { a: way("1", "x"), b: "2" }] } })] },
      "bad-number /rules/0/amount/reading/1/a/reading/1/long",
    ],
    [
      "a fault in the default",
      { rules: [rule({ amount: way("x", "1") })] },
      "bad-number /rules/0/amount/reading/1/short",
    ],
    [
      "a circle under one option alone",
      {
        measures: {
          score: measure(way({ account: "total" }, { measure: "twice" })),
          twice: measure({ measure: "score" }),
        },
      },
      "cycle /measures/score",
    ],
  ])("%s", (_name, over, issue) => {
    const document = sound(over);
    const lines = linesOf(document);
    expect(lines).toContain(issue);
    for (const line of lines) expect(at(document, line.split(" ")[1] ?? ""), line).toBeDefined();
  });
});

describe("a reading that does not fit its interpretation is refused", () => {
  test.each<[string, unknown, string]>([
    [
      "an option not spoken of",
      { reading: ["way", { short: "1" }] },
      "option-missing /rules/0/amount/reading/1",
    ],
    [
      "an option that is none",
      { reading: ["way", { short: "1", long: "2", lnog: "3" }] },
      "unlisted-value /rules/0/amount/reading/1/lnog",
    ],
    [
      "an unknown interpretation",
      { reading: ["nowhere", { short: "1", long: "2" }] },
      "unknown-name /rules/0/amount/reading",
    ],
    [
      "an unknown interpretation, hinted at",
      { reading: ["ways", { short: "1", long: "2" }] },
      'unknown-name /rules/0/amount/reading – did you mean "way"?',
    ],
    [
      "an inherited name",
      { reading: ["constructor", { short: "1", long: "2" }] },
      "unknown-name /rules/0/amount/reading",
    ],
    ["no name", { reading: [] }, "unknown-name /rules/0/amount/reading"],
    ["a number for a name", { reading: 5 }, "unknown-name /rules/0/amount/reading"],
    [
      "a note beside it",
      { reading: ["way", { short: "1", long: "2" }], note: 1 },
      "operator-keys /rules/0/amount",
    ],
    [
      "a third operand",
      { reading: ["way", { short: "1", long: "2" }, 3] },
      "operator-count /rules/0/amount/reading",
    ],
    [
      "a text for its options",
      { reading: ["way", "short"] },
      "wrong-type /rules/0/amount/reading/1",
    ],
  ])("%s", (_name, amount, issue) => {
    const document = sound({ rules: [rule({ amount })] });
    const found = linesOf(document).map((line) =>
      issue.includes("–") ? line : line.split(" –")[0],
    );
    expect(found).toContain(issue);
  });

  test("also where no expression stands", () => {
    const to = { reading: ["ways", { short: "total", long: "monthly" }] };
    expect(linesOf(sound({ rules: [rule({ to })] }))).toContain(
      'unknown-name /rules/0/to/reading – did you mean "way"?',
    );
  });

  test("compared with what is none of its options", () => {
    const when = { "==": [{ reading: "way" }, "lnog"] };
    expect(linesOf(sound({ rules: [rule({ when })] }))).toEqual([
      expect.stringMatching(/^unlisted-value \/rules\/0\/when\/==\/1/),
    ]);
  });

  test("a default that is no option", () => {
    const interpretations = sound()["interpretations"] as Record<string, Part>;
    const document = sound({
      interpretations: { ...interpretations, way: { ...interpretations["way"], default: "tall" } },
    });
    expect(linesOf(document)).toContain("unlisted-value /interpretations/way/default");
  });
});

describe("choices", () => {
  test("of unknown names and options are refused with a hint", () => {
    const lines = (choices: object) => issueLines(checkRuleset(sound(), choices));
    expect(lines({ interpretations: { wey: "short", mod: "a" } }).sort()).toEqual([
      'unknown-name /interpretations – did you mean "mode"?',
      'unknown-name /interpretations – did you mean "way"?',
    ]);
    expect(lines({ interpretations: { way: "lon" } })).toEqual([
      'unknown-name /interpretations/way – did you mean "long"?',
    ]);
    expect(lines({ parameters: { onee: "1" } })).toEqual([
      'unknown-name /parameters – did you mean "one"?',
    ]);
    expect(lines({ parameters: { one: "0x10" } })).toEqual(["bad-number /parameters/one"]);
    expect(lines({ parameters: { constructor: "1" } })).toEqual(["unknown-name /parameters"]);
    expect(() => loadRuleset(sound(), { interpretations: { way: "lon" } })).toThrow(RulesetError);
  });
});
