import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain, loadRuleset, score } from "../../src/index.ts";
import { fraction, type Known, saidBy } from "../explain/sentences.ts";

const label = (en: string, zh: string) => ({ en, zh });
const number = (en: string, zh: string) => ({ type: "number", min: -100, label: label(en, zh) });

/** A ruleset whose one measure is an expression. */
function rulesetOf(value: unknown) {
  return {
    format: 1,
    id: "demo",
    title: label("demo", "示例"),
    source: { title: "demo" },
    timeZone: "Asia/Shanghai",
    clauses: { A1: { place: "1", title: label("points", "计分") } },
    periods: [{ unit: "year", clause: "A1", label: label("year", "年度") }],
    subjects: {
      unit: {
        label: label("unit", "单位"),
        who: "roster",
        attributes: {
          x: number("sent", "报送"),
          y: number("used", "采用"),
          z: number("late", "迟报"),
          w: { ...number("bonus", "加分"), optional: true },
        },
      },
    },
    parameters: {
      weight: { value: "0.5", clause: "A1", label: label("weight", "权重") },
      minimum: { value: "-2", clause: "A1", label: label("minimum", "下线") },
    },
    events: { note: { label: label("note", "信息") } },
    rules: [
      {
        id: "note",
        clause: "A1",
        label: label("note", "信息"),
        on: "note",
        to: "notes",
        amount: "1",
      },
    ],
    accounts: { notes: { label: label("notes", "信息"), steps: [{ sum: {} }] } },
    measures: { score: { label: label("score", "得分"), clause: "A1", fraction: true, value } },
    rankings: { final: { label: label("ranking", "排名"), clause: "A1", by: "score" } },
  };
}

interface Values {
  readonly x: string;
  readonly y: string;
  readonly z: string;
  readonly w?: string;
}

/** The measure of a subject with these values: what it is in words, with its values, and what it comes to. */
function told(value: unknown, values: Values) {
  const result = score(loadRuleset(rulesetOf(value)), [], {
    period: "2024",
    subjects: [{ id: "第一镇", ...values }],
  });
  const { standings, others } = explain(result, "第一镇");
  const [part] = [
    ...standings.flatMap((one) => ("parts" in one ? one.parts : [])),
    ...others,
  ].filter((one) => one.kind === "measure");
  if (part?.kind !== "measure") throw new Error("the measure is not told");
  return { words: part.formula.words, filled: part.formula.filled, value: part.value };
}

function namesOf({ x, y, z, w }: Values, language: "en" | "zh"): Known {
  const numbers: readonly (readonly [string, string, string | undefined])[] = [
    ["sent", "报送", x],
    ["used", "采用", y],
    ["late", "迟报", z],
    ["bonus", "加分", w],
    ["weight", "权重", "0.5"],
    ["minimum", "下线", "-2"],
  ];
  return new Map(
    numbers.map(([en, zh, value]) => [
      language === "en" ? en : zh,
      value === undefined ? "none" : fraction(value),
    ]),
  );
}

const decimals = fc
  .tuple(fc.integer({ min: -60, max: 60 }), fc.constantFrom(1, 2, 10))
  .map(([top, bottom]) => String(top / bottom));

/** A written number that no place takes for a text. */
const literals = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  decimals.map((decimal) => ({ "+": [decimal] })),
);

const modes = ["half-up", "half-down", "half-even", "up", "down", "floor", "ceiling"];

const { num } = fc.letrec<{ num: unknown; bool: unknown }>((tie) => {
  const few = (least: number) => fc.array(tie("num"), { minLength: least, maxLength: 3 });
  const two = fc.tuple(tie("num"), tie("num"));
  return {
    num: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.oneof(
        literals,
        fc.constantFrom("x", "y", "z").map((name) => ({ var: `subject.${name}` })),
        fc.constantFrom("weight", "minimum").map((param) => ({ param })),
      ),
      few(1).map((list) => ({ "+": list })),
      few(2).map((list) => ({ "*": list })),
      fc.oneof(two, fc.tuple(tie("num"))).map((list) => ({ "-": list })),
      fc
        .tuple(fc.constantFrom("/", "%"), tie("num"), tie("num"), tie("num"))
        .map(([name, ...list]) => ({ [name]: list })),
      fc.tuple(fc.constantFrom("min", "max"), few(2)).map(([name, list]) => ({ [name]: list })),
      fc
        .tuple(fc.constantFrom("min", "max"), tie("num"), literals)
        .map(([name, value, bound]) => ({ [name]: [value, bound] })),
      tie("num").map((value) => ({ abs: [value] })),
      fc
        .tuple(tie("num"), fc.integer({ min: 0, max: 2 }), fc.constantFrom(...modes))
        .map((list) => ({ round: list })),
      fc.tuple(tie("num"), fc.integer({ min: 0, max: 3 })).map((list) => ({ power: list })),
      fc.tuple(tie("bool"), tie("num"), tie("num")).map((list) => ({ if: list })),
      fc
        .tuple(tie("bool"), tie("num"), tie("bool"), tie("num"), tie("num"))
        .map((list) => ({ if: list })),
      tie("num").map((value) => ({ else: [{ var: "subject.w" }, value] })),
    ),
    bool: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc
        .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), tie("num"), tie("num"))
        .map(([name, ...list]) => ({ [name]: list })),
      fc
        .tuple(fc.constantFrom("<", "<="), tie("num"), tie("num"), tie("num"))
        .map(([name, ...list]) => ({ [name]: list })),
      fc
        .tuple(fc.constantFrom("and", "or"), tie("bool"), tie("bool"))
        .map(([name, ...list]) => ({ [name]: list })),
      fc
        .tuple(fc.constantFrom("==", "!="), tie("bool"), tie("bool"))
        .map(([name, ...list]) => ({ [name]: list })),
      tie("bool").map((value) => ({ "!": [value] })),
      fc.constant({ has: "subject.w" }),
      fc
        .tuple(
          tie("num"),
          fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 3 }),
        )
        .map(([value, list]) => ({ in: [value, list] })),
    ),
  };
});

const values = fc.record(
  { x: decimals, y: decimals, z: decimals, w: decimals },
  { requiredKeys: ["x", "y", "z"] },
);

describe("B1 an expression in words has the value shown beside it", () => {
  const sample = { x: "25", y: "35", z: "-4" };
  const [x, y, z] = ["x", "y", "z"].map((name) => ({ var: `subject.${name}` }));
  const difference = { "-": [y, x] };

  test.each([
    // Each by hand: 35 - 25 = 10, and what is done with the 10.
    [{ "-": ["2", { min: [difference, "100"] }] }, "2 - (used 35 - sent 25, at most 100)", "-8"],
    [{ "-": ["2", { "-": [difference] }] }, "2 - (-(used 35 - sent 25))", "12"],
    [
      { "*": ["0.1", { round: [difference, 0, "floor"] }] },
      "0.1 × (used 35 - sent 25, rounded down to a whole number)",
      "1",
    ],
    [{ "-": ["2", { "*": ["0.1", difference] }] }, "2 - 0.1 × (used 35 - sent 25)", "1"],
    // 2 - (-4) = 6; 3 × (-4) = -12; 2 × (7 mod 4) = 6, not 14 mod 4 = 2
    [{ "-": ["2", z] }, "2 - late (-4)", "6"],
    [{ "*": ["3", "-4"] }, "3 × (-4)", "-12"],
    [{ "*": ["2", { "%": ["7", "4"] }] }, "2 × (7 modulo 4)", "6"],
    // |-4 - 25| = 29
    [
      { "+": ["1", { abs: [{ "-": [z, x] }] }] },
      "1 + (the absolute value of (late (-4) - sent 25))",
      "30",
    ],
  ])("%j", (expression, filled, value) => {
    expect(told(expression, sample)).toMatchObject({ filled: { en: filled }, value });
  });

  test("in Chinese", () => {
    expect(told({ "-": ["2", { min: [difference, "100"] }] }, sample).filled.zh).toBe(
      "2 - (采用 35 - 报送 25,不高于 100)",
    );
  });

  test("read back, any expression comes to its value in both languages", () => {
    fc.assert(
      fc.property(num, values, (expression, given) => {
        const { words, filled, value } = told(expression, given);
        fc.pre(value !== undefined);
        const shown = fraction(value ?? "0");
        for (const language of ["en", "zh"] as const) {
          const known = namesOf(given, language);
          expect(saidBy(words[language], language, known, false), words[language]).toEqual(shown);
          expect(saidBy(filled[language], language, known, true), filled[language]).toEqual(shown);
        }
      }),
      { numRuns: 400 },
    );
  });
});
