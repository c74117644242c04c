import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventRecord } from "../../src/document/event.ts";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { checkRuleset } from "../../src/program/load.ts";
import { eventJsonSchema } from "../../src/ruleset/json-schema.ts";
import { holds } from "../properties.ts";
import {
  accountOf,
  build,
  bytes,
  codesOf,
  documentOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";

/** One work by several authors: 100 points, split by how many they are and which of them one is. */
const paper: Short = {
  enums: { field: ["law", "economy", "science"] },
  subjects: { unit: { who: "roster" }, person: { who: "open" } },
  events: {
    paper: {
      attributes: {
        authors: { type: "person", list: true },
        fields: { type: "field", list: true, optional: true },
        marks: { type: "number", list: true, optional: true, max: "100" },
        words: { type: "text", list: true, optional: true },
        printed: { type: "day", list: true, optional: true },
        open: { type: "boolean", list: true, optional: true },
      },
    },
  },
  parameters: { worth: "100" },
  tables: {
    share: {
      axes: [{ brackets: "from" }, { brackets: "from" }],
      cells: {
        "1": { "1": "1", "2": "0", "3": "0" },
        "2": { "1": "0.6", "2": "0.4", "3": "0" },
        "3": { "1": "0.5", "2": "0.3", "3": "0.2" },
      },
    },
  },
  rules: [
    {
      id: "author",
      on: "paper",
      each: { var: "event.authors" },
      for: { var: "each.value" },
      to: "points",
      amount: {
        "*": [
          { param: "worth" },
          {
            else: [{ table: ["share", { var: "each.count" }, { var: "each.position" }] }, 0],
          },
        ],
      },
    },
  ],
  accounts: { points: { of: ["person", "unit"] } },
  measures: { score: { value: { account: "points" } } },
};

function work(id: string, authors: unknown, more: object = {}): EventRecord {
  return { id, type: "paper", at: "2024-03-05", subject: "a", authors, ...more };
}

describe("a rule for each value of a list", () => {
  test("splits the points of three authors 50, 30 and 20, of two 60 and 40", () => {
    const result = run(paper, [
      work("1", ["zhang", "li", "wang"]),
      work("2", ["li", "zhang"]),
      work("3", ["wang"]),
    ]);
    // zhang 50 + 40, li 30 + 60, wang 20 + 100
    expect(valuesOf(result.accounts, "points")).toMatchObject({
      zhang: "90",
      li: "90",
      wang: "120",
    });
    expect(result.rejections).toEqual([]);
  });

  test("says in the ledger for which place an entry is, in the order of the list", () => {
    const { ledger } = run(paper, [work("1", ["wang", "li", "zhang"])]);
    const lines = [...ledger].map(({ subject, position, amount }) => [subject, position, amount]);
    expect(lines).toEqual([
      ["wang", 1, "50"],
      ["li", 2, "30"],
      ["zhang", 3, "20"],
    ]);
  });

  test("gives the lead unit all and each assisting unit half", () => {
    const result = run(
      {
        attributes: { units: { type: "unit", list: true, optional: true } },
        events: { task: {} },
        rules: [
          {
            id: "part",
            on: "task",
            each: { var: "event.units" },
            for: { var: "each.value" },
            to: "points",
            amount: { if: [{ "==": [{ var: "each.position" }, 1] }, 10, 5] },
          },
        ],
      },
      [
        { id: "1", type: "task", at: "2024-02-01", subject: "a", units: ["b", "a", "c"] },
        { id: "2", type: "task", at: "2024-02-02", subject: "a", units: [] },
        { id: "3", type: "task", at: "2024-02-03", subject: "a" },
      ],
    );
    expect(valuesOf(result.accounts, "points")).toEqual({ a: "5", b: "10", c: "5" });
  });

  test("has a condition, a day and an owner of each value", () => {
    const result = run(
      {
        events: {
          inspection: { attributes: { found: { type: "day", list: true } } },
        },
        rules: [
          {
            id: "fault",
            on: "inspection",
            each: { var: "event.found" },
            when: { "<": [{ var: "each.value" }, "2024-06-01"] },
            dated: { var: "each.value" },
            to: "points",
            amount: -1,
          },
        ],
        accounts: { points: { per: ["month"] } },
        measures: { score: { value: 0 } },
      },
      [
        {
          id: "1",
          type: "inspection",
          at: "2024-07-01",
          subject: "a",
          found: ["2024-03-01", "2024-06-01", "2024-05-31", "2024-03-01"],
        },
      ],
    );
    expect(accountOf(result, "points", "a", "2024-03")).toBe("-2");
    expect(accountOf(result, "points", "a", "2024-05")).toBe("-1");
    expect(result.ledger.length).toBe(3);
  });

  test("lets rules on its entries see the place, and hand it on", () => {
    const onEntries = {
      ...paper,
      rules: [
        ...(paper.rules ?? []),
        {
          id: "home",
          on: { entries: ["author"] },
          when: { "==": [{ var: "entry.position" }, 1] },
          for: { var: "event.subject" },
          to: "points",
          amount: { "/": [{ var: "entry.amount" }, 2] },
          fraction: true,
        },
        {
          id: "extra",
          on: { entries: ["home"] },
          to: "points",
          amount: { var: "entry.position" },
        },
      ],
    };
    const result = run(onEntries, [work("1", ["zhang", "li"])]);
    // 60 ÷ 2 for the unit of the first author, and 1 for the place.
    expect(accountOf(result, "points", "a")).toBe("31");
    const places = [...result.ledger].map(({ rule, position }) => `${rule} ${position}`);
    expect(places).toEqual(["author 1", "author 2", "home 1", "extra 1"]);
  });

  test("does not depend on the order of events", () => {
    const names = ["zhang", "li", "wang", "zhao"];
    holds(
      fc.property(
        fc.array(fc.shuffledSubarray(names, { minLength: 1 }), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat(9)),
        (lists, weights) => {
          const events = lists.map((authors, at) => work(String(at), authors));
          const order = new Map(events.map((event) => [event, weights.next().value]));
          const mixed = [...events].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
          expect(bytes(run(paper, mixed))).toBe(bytes(run(paper, events)));
        },
      ),
    );
  });

  test("is explained with the place", () => {
    const result = run(paper, [work("1", ["zhang", "li", "wang"])]);
    const told = explain(result, "li", { kind: "person" });
    const text = explanationText(told, "en");
    expect(text).toContain("30");
    expect(JSON.stringify(told)).toContain('"position":2');
    expect(explanationText(told, "zh")).toContain("位次 2");
  });
});

describe("lists in expressions", () => {
  const asks = (when: unknown): Short => ({
    ...paper,
    rules: [{ id: "asks", on: "paper", when, to: "points", amount: 1 }],
  });
  const points = (when: unknown, more: object): string =>
    accountOf(run(asks(when), [work("1", ["zhang", "li"], more)]), "points");

  test("in asks whether a value is among them", () => {
    const law = { and: [{ has: "event.fields" }, { in: ["law", { var: "event.fields" }] }] };
    expect(points(law, { fields: ["economy", "law"] })).toBe("1");
    expect(points(law, { fields: ["economy"] })).toBe("0");
    expect(points(law, {})).toBe("0");
  });

  test("in compares numbers by size", () => {
    const asked = { and: [{ has: "event.marks" }, { in: ["80", { var: "event.marks" }] }] };
    expect(points(asked, { marks: ["80.0"] })).toBe("1");
    expect(points(asked, { marks: ["80.01", 8] })).toBe("0");
  });

  test("size counts them, and is absent where they are", () => {
    const two = { "==": [{ else: [{ size: { var: "event.marks" } }, 0] }, 2] };
    expect(points(two, { marks: [1, 1] })).toBe("1");
    expect(points(two, { marks: [1] })).toBe("0");
    expect(points({ "==": [{ size: { var: "event.authors" } }, 2] }, {})).toBe("1");
    expect(points({ has: { size: { var: "event.marks" } } }, {})).toBe("0");
  });

  test.each([
    ["an equation", { "==": [{ var: "event.authors" }, { var: "event.authors" }] }],
    ["an order", { "<": [{ var: "event.authors" }, { var: "event.authors" }] }],
    ["the size of one value", { "==": [{ size: { var: "event.id" } }, 1] }],
    ["a value of another type", { in: ["banking", { var: "event.authors" }] }],
    ["in one value", { in: ["a", { var: "event.id" }] }],
  ])("refuses %s", (_what, when) => {
    const codes = checkRuleset(documentOf(asks(when))).map(({ code }) => code);
    expect(codes).toEqual(["type-mismatch"]);
  });

  test("refuses an optional list that nobody asked for", () => {
    const when = { in: ["law", { var: "event.fields" }] };
    const codes = checkRuleset(documentOf(asks(when))).map(({ code }) => code);
    expect(codes).toEqual(["optional-without-default"]);
  });

  test("refuses each outside a rule for each, and one of a single value", () => {
    const rules = (more: object): Short => ({
      ...paper,
      rules: [{ id: "r", on: "paper", to: "points", amount: 1, ...more }],
    });
    const codes = (more: object): string[] =>
      checkRuleset(documentOf(rules(more))).map(({ code }) => code);
    expect(codes({ amount: { var: "each.position" } })).toEqual(["unknown-field"]);
    expect(codes({ each: { var: "event.id" } })).toEqual(["type-mismatch"]);
    expect(codes({ each: { var: "event.authors" }, amount: { var: "each.place" } })).toEqual([
      "unknown-field",
    ]);
  });

  test("refuses keys of a list, a default of one, and a list of items", () => {
    const faulty: Short = {
      ...paper,
      attributes: {
        item: { type: "text", list: true, optional: true },
        tags: { type: "text", list: true, default: "x" },
      },
      accounts: { points: { of: ["person", "unit"], per: [{ who: { var: "event.authors" } }] } },
      measures: { score: { value: 0 } },
    };
    expect(checkRuleset(documentOf(faulty)).map(({ code, pointer }) => [code, pointer])).toEqual([
      ["type-mismatch", "/accounts/points/per/0/who"],
      ["bad-value", "/attributes/item/list"],
      ["bad-value", "/attributes/tags/default"],
    ]);
  });
});

describe("lists on the way in", () => {
  test.each<[string, object, string, number | undefined]>([
    ["no list", { authors: "zhang" }, "attribute-type", undefined],
    ["an empty list that is required", { authors: [] }, "attribute-missing", undefined],
    ["a blank in it", { authors: ["zhang", " "] }, "attribute-missing", 2],
    ["nothing in it", { authors: [null, "zhang"] }, "attribute-missing", 1],
    ["a number among names", { authors: ["zhang", "li", 3] }, "attribute-type", 3],
    ["a list in it", { authors: [["zhang"]] }, "attribute-type", 1],
    ["a name twice", { authors: ["zhang", "li", "zhang"] }, "value-repeated", 3],
    ["a value that is not listed", { fields: ["law", "sport"] }, "attribute-value", 2],
    ["a value twice", { fields: ["law", "law"] }, "value-repeated", 2],
    ["a text twice", { words: ["x", "y", "x"] }, "value-repeated", 3],
    ["a number out of range", { marks: ["100", "100.5"] }, "out-of-range", 2],
    ["no number", { marks: ["1", "1", "one"] }, "attribute-type", 3],
    ["no day", { printed: ["2024-02-30"] }, "attribute-type", 1],
    ["no truth value", { open: [true, "yes"] }, "attribute-type", 2],
    ["too many", { marks: Array.from({ length: 1001 }, () => 1) }, "attribute-type", undefined],
  ])("rejects %s", (_what, more, code, position) => {
    const result = run(paper, [work("1", ["zhang"], more)]);
    expect(codesOf(result)).toEqual({ "1": code });
    expect(result.rejections[0]?.position).toBe(position);
    if (position !== undefined)
      expect(result.rejections[0]?.message.en).toContain(`position ${position}`);
  });

  test("rejects who is not on the roster, with the place and a hint", () => {
    const units: Short = {
      attributes: { units: { type: "unit", list: true } },
      events: { task: {} },
      rules: [],
      measures: { score: { value: 0 } },
    };
    const task = { id: "1", type: "task", at: "2024-02-01", subject: "north" };
    const result = run(units, [{ ...task, units: ["north", "soutj"] }], {
      subjects: ["north", "south"],
    });
    expect(result.rejections[0]).toMatchObject({
      code: "subject-unknown",
      field: "units",
      position: 2,
      value: "soutj",
      hint: { en: 'did you mean "south"?' },
      message: { zh: "units 第 2 项“soutj”不在名单中" },
    });
  });

  test("lets numbers, days and truth values come again", () => {
    const more = { marks: [80, 80], printed: ["2024-01-01", "2024-01-01"], open: [true, true] };
    expect(run(paper, [work("1", ["zhang"], more)]).rejections).toEqual([]);
  });

  test("takes an empty list for none", () => {
    const [empty, none] = [work("1", ["zhang"], { marks: [] }), work("1", ["zhang"])];
    expect(run(paper, [empty]).digest).toBe(run(paper, [none]).digest);
  });

  test("counts copies once, and refuses two versions that differ in value or order", () => {
    const copies = run(paper, [
      work("1", ["zhang", "li"], { marks: ["1.0", 2] }),
      work("1", ["zhang", "li"], { marks: [1, "2"] }),
    ]);
    expect(copies.counts).toMatchObject({ accepted: 1, duplicates: 1 });
    for (const other of [["li", "zhang"], ["zhang"], ["zhang", "li", "wang"]]) {
      const result = run(paper, [work("1", ["zhang", "li"]), work("1", other)]);
      expect(result.rejections.map(({ code }) => code)).toEqual(["conflict", "conflict"]);
    }
  });

  test("compares large numbers of a list exactly", () => {
    const large = "123456789012345678901234.5";
    const more = (last: string): object => ({ marks: undefined, words: ["x"], big: [last] });
    const short: Short = {
      ...paper,
      attributes: { big: { type: "number", list: true, optional: true } },
    };
    const same = run(short, [work("1", ["z"], more(large)), work("1", ["z"], more(`${large}0`))]);
    expect(same.counts.duplicates).toBe(1);
    const other = run(short, [
      work("1", ["z"], more(large)),
      work("1", ["z"], more("123456789012345678901234.6")),
    ]);
    expect(other.counts.rejected).toBe(2);
  });

  test("tells lists apart in the digest", () => {
    const digests = [["a,b"], ["a", "b"], ["b", "a"], ["a"], ['a","b']].map(
      (words) => run(paper, [work("1", ["zhang"], { words })]).digest,
    );
    expect(new Set(digests).size).toBe(digests.length);
  });

  test("whoever a list names takes part", () => {
    const result = run({ ...paper, rules: [] }, [work("1", ["zhang", "li"])]);
    expect(result.subjects.map(({ id }) => id)).toEqual(["a", "b", "c", "li", "zhang"]);
    const refused = run({ ...paper, rules: [] }, [work("1", ["zhang", "zhang"])]);
    expect(refused.subjects.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("stands in the schema of events as an array", () => {
    const schema = JSON.stringify(eventJsonSchema(build(paper)));
    expect(schema).toContain('"type":"array","items":{"enum":["law","economy","science"]}');
    expect(schema).toContain('"type":"array","items":{"type":["string","number"]}');
  });
});
