import { afterEach, describe, expect, test } from "vitest";
import { score } from "../../src/engine/score.ts";
import { runExamples } from "../../src/examples/examples.ts";
import { checkRuleset, loadRuleset } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { at, label, linesOf, measure, type Part, rule, sound } from "./documents.ts";

const events = [
  { id: "1", type: "act", at: "2024-01-05", subject: "a", level: "low", amount: "3" },
  { id: "2", type: "act", at: "2024-02-05", subject: "b", level: "high", amount: "4", item: "i" },
];
const subjects = [
  { id: "a", category: "town" },
  { id: "b", category: "bureau" },
];

function standingsOf(document: unknown): unknown {
  return JSON.parse(JSON.stringify(score(loadRuleset(document), events, { subjects }).standings));
}

describe("G01: nesting is bounded", () => {
  const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
    let value: unknown = "1";
    for (let level = 0; level < depth; level += 1) value = wrap(value);
    return value;
  };

  test.each<[string, (inner: unknown) => unknown]>([
    ["expressions", (inner) => ({ "+": [inner] })],
    ["lists", (inner) => [inner]],
    ["objects", (inner) => ({ a: inner })],
  ])("100 000 %s in one another are refused, not followed", (_name, wrap) => {
    const lines = linesOf(sound({ rules: [rule({ amount: nested(100_000, wrap) })] }));
    expect(lines).toEqual([expect.stringMatching(/^too-deep \/rules\/0\/amount\//)]);
  });

  test("64 expressions in one another are read, 65 are not", () => {
    const document = (depth: number) =>
      sound({ rules: [rule({ amount: nested(depth, (inner) => ({ abs: inner })) })] });
    expect(linesOf(document(64))).toEqual([]);
    expect(linesOf(document(65))).toEqual([expect.stringMatching(/^too-deep \/rules\/0\/amount/)]);
  });

  test("an object that holds itself is refused", () => {
    const self: Record<string, unknown> = {};
    self["self"] = self;
    expect(linesOf(sound({ notes: self }))).toEqual([expect.stringMatching(/^too-deep \/notes\//)]);
  });

  test("200 000 operands are refused, not applied", () => {
    const amount = { "+": Array.from({ length: 200_000 }, () => 1) };
    expect(linesOf(sound({ rules: [rule({ amount })] }))).toEqual([
      "operator-count /rules/0/amount/+",
    ]);
  });
});

describe("what is not plain data is refused", () => {
  class Label {
    en = "a";
    zh = "a";
  }
  test.each<[string, unknown]>([
    ["a function", () => "a"],
    ["a symbol", Symbol("a")],
    ["a bigint", 1n],
    ["NaN", Number.NaN],
    ["an infinity", Number.NEGATIVE_INFINITY],
    ["a Date", new Date(0)],
    ["a Map", new Map()],
    ["an instance of a class", new Label()],
    ["undefined in a list", [undefined]],
  ])("%s", (_name, value) => {
    const [line = ""] = linesOf(sound({ title: value }));
    expect(line).toMatch(/^not-json-data \/title/);
  });

  test("an object without a prototype is plain data", () => {
    const title = Object.assign(Object.create(null), label("t"));
    expect(linesOf(sound({ title }))).toEqual([]);
  });
});

describe("names that objects inherit", () => {
  const odd = ["constructor", "toString", "valueOf", "hasOwnProperty", "prototype", "length"];

  test.each(odd)("%s is an ordinary name", (name) => {
    const base = sound();
    const document = sound({
      clauses: { ...(base["clauses"] as Part), [name]: { place: "3", title: label("odd") } },
      parameters: { ...(base["parameters"] as Part), [name]: { value: "3", clause: name } },
      accounts: {
        ...(base["accounts"] as Part),
        [name]: { label: label("odd"), of: ["unit", "branch"], steps: [{ sum: {} }] },
      },
      rules: [rule({ id: name, clause: name, to: ["total", name], amount: { param: name } })],
      measures: { ...(base["measures"] as Part), [name]: measure({ account: name }) },
    });
    expect(linesOf(document)).toEqual([]);
    const result = score(loadRuleset(document), events, { subjects });
    expect(result.measures.filter(({ id }) => id === name).map(({ value }) => value)).toEqual([
      "3",
      "3",
    ]);
  });

  test.each(odd)("a reference to %s that nobody declared is refused", (name) => {
    const lines = [
      ...linesOf(sound({ rules: [rule({ clause: name })] })),
      ...linesOf(sound({ rules: [rule({ amount: { param: name } })] })),
      ...linesOf(sound({ rules: [rule({ to: name })] })),
      ...linesOf(sound({ rules: [rule({ on: name, amount: 1 })] })),
      ...linesOf(sound({ rules: [rule({ when: { [name]: [1] } })] })),
      ...linesOf(sound({ rules: [rule({ amount: { var: `event.${name}` } })] })),
      ...linesOf(sound({ rules: [rule({ amount: { table: [name, "low"] } })] })),
    ];
    expect(lines.map((line) => line.split(" ")[0])).toEqual([
      "unknown-clause",
      "unknown-name",
      "unknown-name",
      "unknown-name",
      "unknown-operator",
      "unknown-field",
      "unknown-name",
    ]);
  });

  test("a running's state may be called constructor, and stays as it is where nothing changes it", () => {
    const document = sound({
      runnings: {
        run: {
          label: label("run"),
          clause: "C1",
          over: { account: "monthly" },
          state: { constructor: { start: 5 } },
          next: {},
          value: { var: "state.constructor" },
        },
      },
    });
    expect(linesOf(document)).toEqual([]);
  });

  test("H01: a key called __proto__ is refused, and pollutes nothing", () => {
    const text = JSON.stringify(sound()).replace(
      '"enums":',
      '"__proto__":{"polluted":true},"enums":',
    );
    expect(linesOf(JSON.parse(text))).toEqual(["unknown-key /__proto__"]);
    expect(({} as Part)["polluted"]).toBeUndefined();
  });
});

describe("H08: a polluted Object.prototype", () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  const names = [
    "when",
    "has",
    "and",
    "default",
    "optional",
    "value",
    "reading",
    "fraction",
    "within",
    "min",
    "labels",
    "derived",
    "per",
    "window",
    "judged",
    "where",
    "none",
    "of",
    "at",
    "also",
    "unit",
  ];

  afterEach(() => {
    for (const name of [...names, "polluted", "subject", "item", "extra", "note", "revises"])
      delete prototype[name];
  });

  /** What becomes of the sound document while every object has one more name. */
  function polluted(name: string, value: unknown, run: () => unknown): unknown {
    prototype[name] = value;
    try {
      return run();
    } catch (error) {
      return error instanceof Error ? "refused" : error;
    } finally {
      delete prototype[name];
    }
  }

  test.each(["polluted", ...names])("by %s never makes another result of it", (name) => {
    const clean = JSON.stringify(standingsOf(sound()));
    for (const value of [{ x: 1 }, true, []]) {
      const dirty = polluted(name, value, () => JSON.stringify(standingsOf(sound())));
      expect([clean, "refused"]).toContain(dirty);
    }
  });

  test.each(["polluted", "subject", "item", "extra", "note", "revises"])(
    "by %s is no part of an event",
    (name) => {
      const loaded = loadRuleset(sound());
      const run = () => JSON.stringify(score(loaded, events, { subjects }).ledger);
      const clean = run();
      expect(polluted(name, "9", run)).toBe(clean);
    },
  );
});

describe("what is given is left as it was", () => {
  const deepFreeze = <Value>(value: Value): Value => {
    if (typeof value === "object" && value !== null) {
      Object.freeze(value);
      for (const part of Object.values(value)) deepFreeze(part);
    }
    return value;
  };

  test("J09: a document that is frozen loads, scores and runs its examples", () => {
    const document = deepFreeze(structuredClone(rulesets["longyang-2019"]));
    expect(checkRuleset(document)).toEqual([]);
    expect(runExamples(document).examples.every(({ ok }) => ok)).toBe(true);
  });

  test("a document is not changed by being read", () => {
    const document = structuredClone(sound());
    const before = JSON.stringify(document);
    score(loadRuleset(document), deepFreeze(structuredClone(events)), { subjects });
    expect(JSON.stringify(document)).toBe(before);
  });

  test("J09: a document changed after it was loaded scores as it was", () => {
    const document = sound();
    const loaded = loadRuleset(document);
    (document["parameters"] as Record<string, Record<string, unknown>>)["one"] = {
      value: "9",
      clause: "C1",
    };
    (document["rules"] as unknown[]).length = 0;
    const result = score(loaded, events, { subjects });
    expect(result.parameters["one"]).toBe("1");
    expect(result.ledger.length).toBe(2);
  });

  test("H05, H10: texts that look like logic or templates are only texts", () => {
    const odd = `$\{1+1} {{x}} %s {"+":[1,1]}`;
    const base = sound();
    const document = sound({
      rules: [rule({ label: label(odd) })],
      title: label(odd),
      notes: [{ clause: "C1", text: label(odd) }],
    });
    expect(linesOf(document)).toEqual([]);
    expect(at(document, "/notes/0/text/en")).toBe(odd);
    expect(standingsOf(document)).toEqual(standingsOf(base));
  });

  test("H05: an attribute that looks like logic is never evaluated", () => {
    const [event] = events;
    const result = score(loadRuleset(sound()), [{ ...event, amount: { "+": [1, 1] } }], {
      subjects,
    });
    expect(result.rejections.map(({ code, field }) => [code, field])).toEqual([
      ["attribute-type", "amount"],
    ]);
  });
});
