import { describe, expect, test } from "vitest";
import { checkRuleset, loadRuleset, RulesetError, score } from "../../src/index.ts";

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

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
const event = { id: "1", type: "report", at: "2024-03-01", subject: "a", points: 1 };
const ruleset = loadRuleset(document);
const withAmount = (amount: unknown) => ({
  ...document,
  rules: document.rules.map((rule) => ({ ...rule, amount })),
});

describe("C7 output is bounded", () => {
  test("unknown keys of an event: the first by name, and how many more", () => {
    const { warnings } = score(ruleset, [{ ...event, ...many(100_000) }], {
      subjects: [{ id: "a" }],
    });
    expect(warnings).toHaveLength(21);
    const [more] = warnings.filter(({ field }) => field === undefined);
    expect(more).toMatchObject({ code: "unknown-attribute", count: 99_980 });
    expect(more?.message.en).toContain("99980 more");
    expect(warnings.map(({ field }) => field)).toContain("k0");
  });

  test("unknown keys of a roster too", () => {
    const { warnings } = score(ruleset, [event], { subjects: [{ id: "a", ...many(1000) }] });
    expect(warnings).toHaveLength(21);
  });

  test("keys of an operator: as many as a message holds", () => {
    const [issue, ...more] = checkRuleset(withAmount(many(5000)));
    expect(more).toEqual([]);
    expect(issue?.code).toBe("operator-keys");
    for (const text of [issue?.message.en, issue?.message.zh])
      expect(text?.length).toBeLessThan(600);
    expect(issue?.message.en).toMatch(/\(\d+ more\)$/);
  });

  test("no long text is quoted in full, wherever it is", () => {
    const long = "x".repeat(50_000);
    const told = [
      ...checkRuleset(withAmount({ var: long })),
      ...checkRuleset(withAmount({ [long]: 1 })),
      ...checkRuleset(withAmount(long)),
      ...checkRuleset(withAmount({ reading: long })),
      ...checkRuleset({ ...document, [long]: 1 }),
      ...checkRuleset({ ...document, timeZone: long }),
      ...score(
        ruleset,
        [
          { ...event, points: long },
          { ...event, at: long },
          { ...event, type: long },
          { ...event, subject: long },
          { ...event, [long]: 1 },
          { ...event, id: "2", revises: long },
        ],
        { subjects: [{ id: "a" }] },
      ).rejections,
    ];
    expect(told.length).toBeGreaterThan(9);
    for (const { message, hint } of told)
      for (const text of [message.en, message.zh, hint?.en ?? "", hint?.zh ?? ""])
        expect(text).not.toMatch(/x{200}/);
  });

  test("an error with thousands of issues shows some of them, and has all", () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`u${index}`, 1]),
    );
    try {
      loadRuleset({ ...document, ...unknown });
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof RulesetError)) throw error;
      expect(error.issues).toHaveLength(3000);
      expect(error.message.split("\n")).toHaveLength(101);
    }
  });
});
