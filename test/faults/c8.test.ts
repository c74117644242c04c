import { describe, expect, expectTypeOf, test } from "vitest";
import {
  comparisonText,
  diagnoseRuleset,
  diffRulesets,
  eventJsonSchema,
  explain,
  explanationText,
  extendRuleset,
  type LoadOptions,
  loadRuleset,
  periodOfDates,
  type RunningValue,
  runExamples,
  type ScoreOptions,
  score,
  UsageError,
  whyAbove,
} from "../../src/index.ts";
import { readEvents, readRuleset, readSubjects } from "../../src/node.ts";

const label = (text: string) => ({ en: text, zh: text });

/** One point for each report; a unit's score is the sum of its points. */
const document = {
  format: 1,
  id: "demo",
  title: label("demo"),
  source: { title: "demo" },
  timeZone: "Asia/Shanghai",
  clauses: { A1: { place: "1", title: label("points") } },
  periods: [{ unit: "year", clause: "A1", label: label("year") }],
  subjects: { unit: { label: label("unit"), who: "roster" } },
  events: {
    report: {
      label: label("report"),
      attributes: { points: { type: "number", label: label("points") } },
    },
    visit: { label: label("visit") },
  },
  rules: [
    {
      ...{ id: "report", clause: "A1", label: label("report"), on: "report", to: "base" },
      amount: { var: "event.points" },
    },
  ],
  accounts: { base: { label: label("base"), steps: [{ sum: {} }] } },
  measures: { score: { label: label("score"), clause: "A1", value: { account: "base" } } },
  rankings: { final: { label: label("ranking"), clause: "A1", by: "score" } },
};

const ruleset = loadRuleset(document);
const result = score(ruleset, [], { subjects: [{ id: "a" }, { id: "b" }] });
const loose = (call: unknown) => call as (...values: unknown[]) => unknown;

function codeOf(call: () => unknown): string {
  try {
    call();
    return "nothing";
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const text of Object.values(error.text)) expect(text).toMatch(/\S{3}/);
    return error.code;
  }
}

describe("C8 wrong calls from code", () => {
  test.each<[string, string, () => unknown]>([
    ["a document that is not loaded", "ruleset-not-loaded", () => loose(score)(document, [])],
    ["no ruleset", "ruleset-not-loaded", () => loose(score)(undefined, [])],
    ["the name of a file", "bad-argument", () => loose(score)(ruleset, "events.csv")],
    ["an object", "bad-argument", () => loose(score)(ruleset, {})],
    ["no events", "bad-argument", () => loose(score)(ruleset)],
    [
      "a Date as a day",
      "bad-argument",
      () => score(ruleset, [{ id: "1", type: "report", at: new Date(0), subject: "a" }]),
    ],
    ["options that are a text", "bad-option", () => loose(score)(ruleset, [], "2024")],
    ["options that are null", "bad-option", () => loose(score)(ruleset, [], null)],
    ["a number as a period", "bad-option", () => loose(score)(ruleset, [], { period: 2024 })],
    [
      "a Date as the as-of day",
      "bad-option",
      () => loose(score)(ruleset, [], { asOf: new Date(0) }),
    ],
    [
      "one name where a list is due",
      "bad-option",
      () => loose(score)(ruleset, [], { need: "final" }),
    ],
    ["a roster that is no list", "bad-option", () => loose(score)(ruleset, [], { subjects: {} })],
    ["a misspelt option", "bad-option", () => loose(score)(ruleset, [], { asof: "2024-01-01" })],
    ["another ledger", "bad-option", () => loose(score)(ruleset, [], { ledger: "some" })],
    ["no document", "bad-argument", () => loadRuleset(undefined)],
    ["a document that is loaded already", "bad-argument", () => loadRuleset(ruleset)],
    [
      "a document that is not awaited",
      "bad-argument",
      () => loadRuleset(Promise.resolve(document)),
    ],
    [
      "parameters that are a list",
      "bad-option",
      () => loose(loadRuleset)(document, { parameters: 5 }),
    ],
    ["an explanation of nothing", "bad-argument", () => loose(explain)(undefined, "a")],
    ["an explanation of a ruleset", "bad-argument", () => loose(explain)(ruleset, "a")],
    ["an explanation of nobody", "bad-argument", () => loose(explain)(result)],
    ["options of explain", "bad-option", () => loose(explain)(result, "a", { key: 3 })],
    ["a comparison with nobody", "bad-argument", () => loose(whyAbove)(result, "a")],
    ["another language", "bad-argument", () => loose(explanationText)(explain(result, "a"), "fr")],
    ["no comparison", "bad-argument", () => loose(comparisonText)(undefined, "en")],
    [
      "options of diagnoseRuleset",
      "bad-option",
      () => loose(diagnoseRuleset)(document, { budget: "1" }),
    ],
  ])("%s", (_what, code, call) => {
    expect(codeOf(call)).toBe(code);
  });

  test("what is undefined is not given", () => {
    const given: ScoreOptions = { asOf: undefined, period: undefined, subjects: undefined };
    const choices: LoadOptions = { parameters: undefined, bases: undefined };
    expect(JSON.stringify(score(loadRuleset(document, choices), [], given))).toBe(
      JSON.stringify(score(ruleset, [])),
    );
  });

  test("types: options may be undefined, a running's value has a name", () => {
    expectTypeOf<undefined>().toExtend<ScoreOptions["asOf"]>();
    expectTypeOf<{ readonly asOf: undefined }>().toExtend<ScoreOptions>();
    expectTypeOf<RunningValue>().toExtend<{ readonly id: string }>();
    expect(eventJsonSchema(ruleset)).toMatchObject({ title: "demo / demo" });
  });

  test("every other function says what to hand over, files included", async () => {
    expect([
      codeOf(() => loose(runExamples)(ruleset)),
      codeOf(() => loose(diffRulesets)(document, undefined)),
      codeOf(() => loose(extendRuleset)(document, undefined)),
      codeOf(() => loose(diagnoseRuleset)(ruleset)),
      codeOf(() => loose(periodOfDates)(undefined)),
      codeOf(() => loose(eventJsonSchema)(document)),
      codeOf(() => loose(readEvents)("events.csv", document)),
      codeOf(() => loose(readEvents)([{ id: "1" }], ruleset)),
    ]).toEqual([
      ...Array<string>(5).fill("bad-argument"),
      "ruleset-not-loaded",
      "ruleset-not-loaded",
      "bad-argument",
    ]);
    const code = (error: unknown) => (error instanceof UsageError ? error.code : error);
    expect(await readSubjects("a.csv", document as never).catch(code)).toBe("ruleset-not-loaded");
    expect(await readRuleset(undefined as never).catch(code)).toBe("bad-argument");
  });
});
