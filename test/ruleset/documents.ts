import { expect } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import type { Issue } from "../../src/values/issue.ts";
import { halfTranslated } from "./words.ts";

/** A part of a document that a test writes as it likes, also wrongly. */
export type Part = Readonly<Record<string, unknown>>;

export const label = (text: string): Part => ({ en: text, zh: text });

/** Two interpretations for tests of readings: `way` (short, long) and `mode` (a, b). */
const interpretations: Part = {
  way: {
    clause: "C1",
    question: label("which way?"),
    default: "short",
    options: { short: label("short"), long: label("long") },
  },
  mode: {
    clause: "C2",
    question: label("which mode?"),
    default: "a",
    options: { a: label("a"), b: label("b") },
  },
};

const cell = (value: unknown): Part => ({ value, clause: "C1" });

const events: Part = {
  act: {
    label: label("act"),
    subjects: ["unit", "branch"],
    attributes: {
      level: { type: "level", label: label("level") },
      amount: { type: "number", label: label("amount"), min: "-1000000" },
      extra: { type: "number", optional: true, label: label("extra") },
      word: { type: "text", default: "none", label: label("word") },
      flag: { type: "boolean", default: false, label: label("flag") },
      when: { type: "day", default: "2024-02-29", label: label("when") },
      later: { type: "day", optional: true, label: label("later") },
      author: { type: "author", optional: true, label: label("author") },
    },
    derived: {
      double: { value: { "*": [{ var: "event.amount" }, { param: "two" }] } },
      most: { when: { has: "event.extra" }, value: { var: "event.extra" } },
    },
    links: {
      answer: { to: "answer", same: ["item"], which: "first" },
      answers: { to: "answer", same: ["item"], which: "count" },
    },
  },
  answer: {
    label: label("answer"),
    subjects: ["unit", "branch"],
    attributes: {
      grade: { type: "number", label: label("grade") },
      remark: { type: "text", optional: true, label: label("remark") },
    },
  },
  notice: { label: label("notice"), subjects: [] },
};

/** A sound document with a bit of everything; `over` replaces whole parts of it. */
export function sound(over: Part = {}): Record<string, unknown> {
  return {
    format: 1,
    id: "demo",
    title: label("demo"),
    source: { title: "source" },
    timeZone: "Asia/Shanghai",
    clauses: {
      C1: { place: "1", title: label("one") },
      C2: { place: "2", title: label("two") },
    },
    periods: [{ unit: "year", clause: "C1", label: label("year") }],
    enums: { level: { low: label("low"), middle: label("middle"), high: label("high") } },
    subjects: {
      unit: {
        label: label("unit"),
        who: "roster",
        categories: { town: label("town"), bureau: label("bureau") },
        attributes: { target: { type: "number", optional: true, label: label("target") } },
      },
      branch: { label: label("branch"), who: "roster" },
      author: { label: label("author"), who: "open" },
      office: { label: label("office"), who: "single" },
    },
    attributes: { item: { type: "text", optional: true, label: label("item") } },
    events,
    parameters: {
      one: { value: "1", clause: "C1" },
      two: { value: "2", clause: "C1" },
      half: { value: "0.5", clause: "C2" },
      open: { clause: "C2" },
    },
    tables: {
      byLevel: {
        axes: ["level"],
        cells: { low: cell("1"), middle: cell("2"), high: cell({ param: "two" }) },
      },
      byWord: { axes: ["text"], cells: { yes: cell("7") } },
      steps: { axes: [{ brackets: "from" }], cells: { "0": cell("0"), "10": cell("5") } },
      above: { axes: [{ brackets: "above" }], cells: { "0": cell("1"), "10": cell("6") } },
      rates: {
        axes: [{ brackets: "from" }],
        cells: { "0": cell("3"), "5": cell({ param: "half" }), "10": cell("0.1") },
      },
      editions: {
        axes: [{ brackets: "from", of: "day" }],
        cells: { "2024-02-01": cell("4"), "2023-12-01": cell("1"), "2024-02-29": cell("8") },
      },
      byDay: { axes: ["day"], cells: { "2024-02-29": cell("9") } },
      byNumber: { axes: ["number"], cells: { "6.0": cell("60"), "0.1": cell("1") } },
      byWhole: {
        axes: ["level", "integer"],
        cells: { low: { "6": cell("1") }, middle: { "6": cell("2") }, high: { "6": cell("3") } },
      },
    },
    interpretations,
    rules: [rule()],
    accounts: {
      total: { label: label("total"), of: ["unit", "branch"], steps: [{ sum: {} }] },
      monthly: {
        label: label("monthly"),
        of: ["unit", "branch"],
        per: ["month"],
        steps: [{ sum: {} }],
      },
      mean: {
        label: label("mean"),
        steps: [{ mean: {} }, { round: [2, "half-up"], clause: "C1" }],
      },
      desk: { label: label("desk"), of: "office", steps: [{ sum: {} }] },
    },
    measures: {
      score: measure({ account: "total" }),
      dear: measure({ "+": [{ account: "total" }, { param: "open" }] }),
    },
    rankings: {
      final: { label: label("final"), clause: "C2", by: "score", within: ["category"] },
    },
    outcomes: {
      enough: {
        kind: "target",
        label: label("enough"),
        clause: "C2",
        when: { ">=": [{ measure: "score" }, { param: "one" }] },
      },
    },
    ...over,
  };
}

export function rule(over: Part = {}): Part {
  return {
    id: "acted",
    clause: "C1",
    label: label("acted"),
    on: "act",
    to: ["total", "monthly"],
    amount: { var: "event.amount" },
    ...over,
  };
}

export function measure(value: unknown, over: Part = {}): Part {
  return { label: label("measure"), clause: "C1", value, ...over };
}

/** The issues as lines: `code pointer`, and the hint behind a dash. */
export function issueLines(issues: readonly Issue[]): string[] {
  return issues.map(
    ({ code, pointer, hint }) => `${code} ${pointer}${hint === undefined ? "" : ` – ${hint.en}`}`,
  );
}

/** The issues of a document as lines; each must be told in both languages. */
export function linesOf(document: unknown): string[] {
  const issues = checkRuleset(document);
  expect(halfTranslated(issues)).toEqual([]);
  return issueLines(issues);
}

/** What a pointer leads to in a document; undefined where there is nothing. */
export function at(document: unknown, pointer: string): unknown {
  let value: unknown = document;
  for (const raw of pointer.split("/").slice(1)) {
    const key = raw.replace(/~1/g, "/").replace(/~0/g, "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
