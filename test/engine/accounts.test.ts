import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { checkRuleset } from "../../src/program/load.ts";
import { holds } from "../properties.ts";
import { accountOf, build, documentOf, gain, run, type Short, valuesOf } from "./build.ts";

vi.setConfig({ testTimeout: 60_000 });

type Steps = readonly Readonly<Record<string, unknown>>[];

/** Six gains of one subject: 3 and 5 in January, 5 and 1 in February, 5 and 2 in March; 21 together. */
const list = [
  gain("1", "a", "2024-01-05", 3, { item: "i" }),
  gain("2", "a", "2024-01-20", 5, { item: "j" }),
  gain("3", "a", "2024-02-03", 5, { item: "i" }),
  gain("4", "a", "2024-02-10", 1),
  gain("5", "a", "2024-03-01", 5, { item: "j" }),
  gain("6", "a", "2024-03-15", 2),
];

function withSteps(steps: Steps, more: Readonly<Record<string, unknown>> = {}): Short {
  return { accounts: { points: { steps, ...more } }, measures: {}, rankings: {} };
}

function valueAfter(steps: Steps, events: readonly unknown[] = list): string {
  return accountOf(run(withSteps(steps), events), "points");
}

/** The events that the lines of an account name as dropped. */
function dropped(result: Result, id = "points", subject = "a"): string[] {
  const ledger = [...result.ledger];
  const lines =
    result.accounts.find((one) => one.id === id && one.subject === subject)?.lines ?? [];
  return lines.flatMap(({ entries }) =>
    (entries ?? []).map((number) => ledger[number]?.event ?? "?"),
  );
}

/** What is kept of the six: those that no line drops. */
function keptOf(step: Readonly<Record<string, unknown>>, events: readonly { id: string }[] = list) {
  const result = run(withSteps([step, { sum: {} }]), events);
  const gone = dropped(result);
  return events
    .map(({ id }) => id)
    .filter((id) => !gone.includes(id))
    .join("");
}

describe("a step that keeps", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["all", { keep: "all" }, "123456"],
    ["the first", { keep: "first" }, "1"],
    ["the last", { keep: "last" }, "6"],
    ["the highest, of equals the earliest", { keep: "highest" }, "2"],
    ["the lowest", { keep: "lowest" }, "4"],
    ["the best two, of equals the earliest", { keep: { best: 2 } }, "23"],
    ["the best five", { keep: { best: 5 } }, "12356"],
    ["the best none", { keep: { best: 0 } }, ""],
    ["the best of more than there are", { keep: { best: 9 } }, "123456"],
    ["none", { keep: "none" }, ""],
    ["none of what is worth five", { keep: "none", when: { "==": [{ var: "value" }, 5] } }, "146"],
    ["the worst two", { keep: { worst: 2 } }, "46"],
    ["all but the best: of equals the earliest stays", { keep: { "drop-best": 1 } }, "12346"],
    ["all but the two best", { keep: { "drop-best": 2 } }, "1246"],
    ["all but the worst", { keep: { drop: 1 } }, "12356"],
    ["all but the two worst", { keep: { drop: 2 } }, "1235"],
    ["all but the four worst: of equals the earliest stays", { keep: { drop: 4 } }, "23"],
    ["all but none", { keep: { drop: 0 } }, "123456"],
    ["all but more than there are", { keep: { drop: 9 } }, ""],
    ["the first of each item", { keep: "first", per: ["item"] }, "1246"],
    ["the last of each item", { keep: "last", per: ["item"] }, "3456"],
    ["the highest of each item", { keep: "highest", per: ["item"] }, "2346"],
    ["the lowest of each item", { keep: "lowest", per: ["item"] }, "1246"],
    ["the last of each month", { keep: "last", per: ["month"] }, "246"],
    ["the best one of each quarter", { keep: { best: 1 }, per: ["quarter"] }, "2"],
    ["all but the worst of each month", { keep: { drop: 1 }, per: ["month"] }, "235"],
    ["the highest of each month and item", { keep: "highest", per: ["month", "item"] }, "123456"],
    ["the first of each day", { keep: "first", per: ["day"] }, "123456"],
    ["the first of each event", { keep: "first", per: ["event"] }, "123456"],
    ["the first of each rule", { keep: "first", per: ["rule"] }, "1"],
    [
      "the first of each value of an expression",
      { keep: "first", per: [{ size: { var: "event.points" } }] },
      "1246",
    ],
    [
      "the first of those that meet a condition; the others are not touched",
      { keep: "first", when: { "==": [{ var: "event.points" }, 5] } },
      "1246",
    ],
    [
      "the last of each item of those that have one",
      { keep: "last", per: ["item"], when: { has: "event.item" } },
      "3456",
    ],
    [
      "the highest of the first month's, by the value",
      { keep: "highest", when: { "<": [{ var: "value" }, 3] } },
      "12356",
    ],
    [
      "the first within the quarter",
      { keep: "first", within: { last: 1, unit: "quarter" } },
      "123456",
    ],
    ["the first within the year", { keep: "first", within: "year" }, "1"],
  ])("keeps %s", (_what, step, kept) => {
    expect(keptOf(step)).toBe(kept);
    expect(
      keptOf(step, [...list].reverse())
        .split("")
        .sort()
        .join(""),
    ).toBe(kept);
  });

  test("of equal worsts, of equal lowests and of equal bests the earliest stays", () => {
    const equal = ["2024-01-02T10:00", "2024-01-02", "2024-01-01T16:30:00Z"].map((at, index) =>
      gain(String(index), "a", at, 4),
    );
    // In the order of the day: 1 at midnight, 2 at half past, 0 at ten.
    expect(keptOf({ keep: "highest" }, equal)).toBe("1");
    expect(keptOf({ keep: "lowest" }, equal)).toBe("1");
    expect(keptOf({ keep: { best: 2 } }, equal)).toBe("12");
    expect(keptOf({ keep: { drop: 1 } }, equal)).toBe("12");
    const sameTime = ["b", "a", "c"].map((id) => gain(id, "a", "2024-01-02", 4));
    expect(keptOf({ keep: { drop: 2 } }, sameTime)).toBe("a");
  });

  test("only entries of some rules", () => {
    const short: Short = {
      ...withSteps([{ keep: "first", of: ["bonus"] }, { sum: {} }]),
      parameters: { bonus: "100" },
      rules: [
        { id: "gain", on: "gain", to: "points", amount: { var: "event.points" } },
        { id: "bonus", on: "gain", to: "points", amount: { param: "bonus" } },
      ],
    };
    expect(accountOf(run(short, list), "points")).toBe("121");
  });

  test("one after another: the best of each month, of these the best two", () => {
    const steps = [{ keep: "highest", per: ["month"] }, { keep: { best: 2 } }, { sum: {} }];
    const result = run(withSteps(steps), list);
    expect(accountOf(result, "points")).toBe("10");
    expect(result.accounts[0]?.lines).toEqual([
      { step: 0, clauses: ["C"], amount: "-6", entries: [0, 3, 5] },
      { step: 1, clauses: ["C"], amount: "-5", entries: [4] },
    ]);
  });

  test("how many is a parameter", () => {
    const short = { ...withSteps([{ keep: { best: { param: "n" } } }, { sum: {} }]) };
    const best = (n: string) => accountOf(run({ ...short, parameters: { n } }, list), "points");
    expect([best("1"), best("3"), best("4")]).toEqual(["5", "15", "18"]);
  });
});

describe("a step that reduces", () => {
  test.each([
    ["sum", "21", "0"],
    ["count", "6", "0"],
    ["mean", "3.5", "absent"],
    ["highest", "5", "absent"],
    ["lowest", "1", "absent"],
    ["first", "3", "absent"],
    ["last", "2", "absent"],
  ])("%s is %s, of none %s", (name, value, none) => {
    for (const events of [list, [...list].reverse()]) {
      const result = run(withSteps([{ [name]: {} }], { fraction: true }), events);
      expect(valuesOf(result.accounts, "points")).toEqual({ a: value, b: none, c: none });
    }
    const stated = run(withSteps([{ [name]: { none: "7" } }], { fraction: true }), list);
    expect(valuesOf(stated.accounts, "points")).toEqual({ a: value, b: "7", c: "7" });
  });

  test("a mean that no decimal holds stays a fraction, or is rounded where the text says so", () => {
    const three = list.slice(0, 2).concat(list.slice(3, 4));
    const mean = withSteps([{ mean: {} }], { fraction: true });
    expect(accountOf(run(mean, [...three, gain("9", "a", "2024-05-01", 1)]), "points")).toBe("2.5");
    expect(
      accountOf(run(mean, [...three.slice(1), gain("9", "a", "2024-05-01", 1)]), "points"),
    ).toBe("7/3");
    const rounded = (mode: string) =>
      valueAfter(
        [{ mean: {} }, { round: [0, mode] }],
        [gain("1", "a", "2024-01-01", 2), gain("2", "a", "2024-01-01", 3)],
      );
    expect(["half-up", "half-down", "half-even", "floor", "ceiling"].map(rounded)).toEqual([
      ...["3", "2", "2", "2", "3"],
    ]);
  });

  test("groups are reduced first: by month 8, 6, 7", () => {
    const by = (...rest: Steps) =>
      valueAfter([{ sum: {}, per: ["month"] } as Steps[number], ...rest]);
    expect(by({ highest: {} })).toBe("8");
    expect(by({ lowest: {} })).toBe("6");
    expect(by({ first: {} })).toBe("8");
    expect(by({ last: {} })).toBe("7");
    expect(by({ mean: {} }, { round: [2, "half-up"] })).toBe("7");
    expect(by({ count: {} })).toBe("3");
    expect(by({ cap: 7 }, { sum: {} })).toBe("20");
    expect(by({ cap: 7 }, { sum: {} }, { cap: 15 })).toBe("15");
    expect(by({ floor: 7 }, { sum: {} })).toBe("22");
    expect(by({ keep: { drop: 1 } }, { sum: {} })).toBe("15");
    expect(by({ keep: "first" }, { sum: {} })).toBe("8");
  });

  test("different items are counted once each, those without item by themselves", () => {
    expect(valueAfter([{ count: {}, per: ["item"] }, { count: {} }])).toBe("4");
    expect(valueAfter([{ highest: {}, per: ["item"] }, { sum: {} }])).toBe("13");
    expect(valueAfter([{ mean: {}, per: ["item"] }, { round: [0, "down"] }, { sum: {} }])).toBe(
      "12",
    );
  });

  test("a cap per month inside a cap per year", () => {
    const steps = [
      { sum: {}, per: ["month"] },
      { cap: 7 },
      { sum: {}, per: ["year"] },
      { cap: 15 },
      { sum: {} },
    ];
    const before = [gain("7", "a", "2023-12-01", 30), gain("8", "a", "2023-11-01", 4)];
    const short = withSteps(steps, { window: "all" });
    // 2023: 4 + 7 (of 30) = 11; 2024: 7 (of 8) + 6 + 7 = 20, capped at 15.
    expect(accountOf(run(short, [...list, ...before]), "points")).toBe("26");
  });
});

describe("a step that limits or looks up", () => {
  test.each<[string, Steps, string]>([
    ["cap after the sum", [{ sum: {} }, { cap: 20 }], "20"],
    ["cap that is met exactly", [{ sum: {} }, { cap: 21 }], "21"],
    ["cap before the sum", [{ cap: 3 }, { sum: {} }], "15"],
    ["floor", [{ sum: {} }, { floor: 30 }], "30"],
    ["floor before the sum", [{ floor: 2 }, { sum: {} }], "22"],
    ["cap, then floor", [{ cap: 4 }, { floor: 2 }, { sum: {} }], "19"],
    ["a value of the value", [{ value: { "*": [{ var: "value" }, 100] } }, { sum: {} }], "2100"],
    [
      "each value, then the sum's value",
      [
        { value: { "-": [{ var: "value" }, 1] } },
        { sum: {} },
        { value: { "-": [{ var: "value" }] } },
      ],
      "-15",
    ],
    ["cap for some", [{ cap: 1, when: { has: "event.item" } }, { sum: {} }], "7"],
    ["cap by the value", [{ cap: 1, when: { ">": [{ var: "value" }, 4] } }, { sum: {} }], "9"],
    ["round a whole number", [{ sum: {} }, { round: [0, "half-up"] }], "21"],
  ])("%s", (_what, steps, value) => {
    expect(valueAfter(steps)).toBe(value);
  });

  test("each rounding, towards both sides of zero", () => {
    const halves = [gain("1", "a", "2024-01-01", "2.5"), gain("2", "b", "2024-01-01", "-2.5")];
    const both = (mode: string) => {
      const result = run(withSteps([{ sum: {} }, { round: [0, mode] }]), halves);
      return [accountOf(result, "points", "a"), accountOf(result, "points", "b")];
    };
    expect(both("half-up")).toEqual(["3", "-3"]);
    expect(both("half-down")).toEqual(["2", "-2"]);
    expect(both("half-even")).toEqual(["2", "-2"]);
    expect(both("up")).toEqual(["3", "-3"]);
    expect(both("down")).toEqual(["2", "-2"]);
    expect(both("floor")).toEqual(["2", "-3"]);
    expect(both("ceiling")).toEqual(["3", "-2"]);
  });

  test("rounding each is not rounding the sum", () => {
    const thirds = ["1", "2", "3"].map((id) => gain(id, "a", "2024-01-01", "0.4"));
    expect(valueAfter([{ round: [0, "half-up"] }, { sum: {} }], thirds)).toBe("0");
    expect(valueAfter([{ sum: {} }, { round: [0, "half-up"] }], thirds)).toBe("1");
  });

  test("brackets: at the bound, just below it, and beyond the last", () => {
    const steps = [{ sum: {} }, { value: { else: [{ table: ["T", { var: "value" }] }, 0] } }];
    const table = (brackets: string): Short => ({
      ...withSteps(steps),
      tables: { T: { axes: [{ brackets }], cells: { 0: "0", 6: "2", 11: "4", "20.5": "6" } } },
    });
    const at = (brackets: string, points: string) =>
      accountOf(run(table(brackets), [gain("1", "a", "2024-01-01", points)]), "points");
    expect(
      ["0", "5.999999", "6", "10.99", "11", "20.49", "20.5", "1000"].map((x) => at("from", x)),
    ).toEqual([...["0", "0", "2", "2", "4", "4", "6", "6"]]);
    expect(
      ["0", "0.01", "6", "6.000001", "11", "20.5", "20.51"].map((x) => at("above", x)),
    ).toEqual([...["0", "0", "0", "2", "2", "4", "6"]]);
    expect(at("from", "-1")).toBe("0");
  });
});

describe("keyed accounts", () => {
  const keyed: Short = {
    enums: { level: ["low", "high"] },
    events: {
      gain: {
        attributes: {
          points: { type: "number" },
          level: { type: "level", default: "low" },
          round: { type: "integer", default: 1 },
        },
      },
    },
    accounts: {
      level: { per: [{ level: { var: "event.level" } }], steps: [{ count: {} }] },
      round: { per: [{ round: { var: "event.round" } }] },
      item: { per: ["item"], steps: [{ keep: "highest" }, { sum: {} }, { cap: 4 }] },
      both: { per: ["quarter", { level: { var: "event.level" } }] },
      mixed: { per: ["quarter", "item"] },
      mean: { per: ["month"], steps: [{ mean: {} }, { round: [1, "half-up"] }] },
      best: { from: { account: "item" }, steps: [{ keep: { best: 2 } }, { sum: {} }] },
      high: { from: { account: "both" }, per: ["level"] },
      quarters: { from: { account: "both" }, per: ["quarter"], steps: [{ highest: {} }] },
      months: { from: { account: "mean" }, steps: [{ count: {} }] },
      order: { from: { account: "round" }, steps: [{ last: {} }] },
    },
    rules: [
      {
        ...{ id: "gain", on: "gain", amount: { var: "event.points" } },
        to: ["level", "round", "item", "both", "mixed", "mean"],
      },
    ],
    measures: {},
    rankings: {},
  };
  const events = [
    gain("1", "a", "2024-01-05", 3, { item: "i", round: 2 }),
    gain("2", "a", "2024-01-20", 5, { item: "i", level: "high", round: 10 }),
    gain("3", "a", "2024-05-03", 4, { item: "j", level: "high", round: 9 }),
    gain("4", "a", "2024-05-04", 2),
  ];
  const result = run(keyed, events, { subjects: ["a", "b"] });

  test("calendar units and enumerations are dense, other keys hold what occurs", () => {
    expect(valuesOf(result.accounts, "level")).toEqual({
      ...{ "a low": "2", "a high": "2", "b low": "0", "b high": "0" },
    });
    expect(valuesOf(result.accounts, "item")).toEqual({ "a a/i": "4", "a a/j": "4", "a 4": "2" });
    expect(valuesOf(result.accounts, "round")).toEqual({
      ...{ "a 1": "2", "a 2": "3", "a 9": "4", "a 10": "5" },
    });
    const both = valuesOf(result.accounts, "both");
    expect(Object.keys(both)).toHaveLength(2 * 4 * 2);
    expect(both).toMatchObject({
      "a 2024-Q1|low": "3",
      "a 2024-Q1|high": "5",
      "a 2024-Q2|high": "4",
    });
    expect(both).toMatchObject({
      "a 2024-Q2|low": "2",
      "a 2024-Q4|high": "0",
      "b 2024-Q1|low": "0",
    });
    expect(valuesOf(result.accounts, "mixed")).toEqual({
      ...{ "a 2024-Q1|a/i": "8", "a 2024-Q2|a/j": "4", "a 2024-Q2|4": "2" },
    });
  });

  test("an empty key of a mean has no value", () => {
    expect(accountOf(result, "mean", "a", "2024-01")).toBe("4");
    expect(accountOf(result, "mean", "a", "2024-05")).toBe("3");
    expect(accountOf(result, "mean", "a", "2024-02")).toBe("absent");
    expect(accountOf(result, "months", "a")).toBe("2");
    expect(accountOf(result, "months", "b")).toBe("0");
  });

  test("values of one account become elements of another, by a part of their key or all together", () => {
    expect(valuesOf(result.accounts, "best")).toEqual({ a: "8", b: "0" });
    expect(valuesOf(result.accounts, "high")).toMatchObject({ "a low": "5", "a high": "9" });
    expect(valuesOf(result.accounts, "quarters")).toMatchObject({
      ...{ "a 2024-Q1": "5", "a 2024-Q2": "4", "a 2024-Q3": "0" },
    });
  });

  test("keys are in their own order: numbers by size, months in time, enumerations as declared", () => {
    const keys = (id: string) =>
      Object.keys(valuesOf(result.accounts, id)).filter((key) => key.startsWith("a "));
    expect(keys("round")).toEqual(["a 1", "a 2", "a 9", "a 10"]);
    expect(keys("level")).toEqual(["a low", "a high"]);
    expect(accountOf(result, "order")).toBe("5");
  });

  test("fractions are keys like other numbers", () => {
    const rounds = [
      gain("1", "a", "2024-01-01", 1, { round: "1.25" }),
      gain("2", "a", "2024-01-01", 2, { round: "0.12345" }),
      gain("3", "a", "2024-01-01", 4, { round: "0.1234" }),
      gain("4", "a", "2024-01-01", 8, { round: "1.250" }),
    ];
    const short: Short = {
      ...keyed,
      events: { gain: { attributes: { points: { type: "number" }, round: { type: "number" } } } },
      accounts: { round: { per: [{ round: { var: "event.round" } }] } },
      rules: [{ id: "gain", on: "gain", to: "round", amount: { var: "event.points" } }],
    };
    for (const order of [rounds, [...rounds].reverse()]) {
      expect(Object.entries(valuesOf(run(short, order).accounts, "round"))).toEqual([
        ["a 0.1234", "4"],
        ["a 0.12345", "2"],
        ["a 1.25", "9"],
      ]);
    }
  });

  test("a text that looks like the engine's own marks is shown as it is", () => {
    const short: Short = {
      ...keyed,
      accounts: { tag: { per: [{ tag: { var: "event.tag" } }] } },
      events: { gain: { attributes: { points: { type: "number" }, tag: { type: "text" } } } },
      rules: [{ id: "gain", on: "gain", to: "tag", amount: 1 }],
    };
    const tags = ["e:x", "i:x", "x", "absent"];
    const tagged = tags.map((tag, index) => gain(String(index), "a", "2024-01-01", 1, { tag }));
    const found = run(short, tagged).accounts.map(({ key, value }) => [key, value]);
    expect(found.sort()).toEqual(tags.map((tag) => [tag, "1"]).sort());
  });

  test("keys that are subjects are in the order of their ids, whoever came first", () => {
    const short: Short = {
      subjects: { unit: { who: "roster" }, author: { who: "open" } },
      accounts: { met: { per: [{ author: { var: "event.author" } }] } },
      events: { gain: { attributes: { points: { type: "number" }, author: { type: "author" } } } },
      rules: [{ id: "gain", on: "gain", to: "met", amount: { var: "event.points" } }],
      measures: {},
      rankings: {},
    };
    const met = ["wang", "li", "zhang"].map((author, index) =>
      gain(String(index), "a", "2024-01-01", index, { author }),
    );
    for (const order of [met, [...met].reverse()]) {
      expect(Object.entries(valuesOf(run(short, order).accounts, "met"))).toEqual([
        ["a li", "1"],
        ["a wang", "0"],
        ["a zhang", "2"],
      ]);
    }
  });
});

describe("items are the subject's own", () => {
  const office: Short = {
    subjects: { unit: { who: "roster" }, author: { who: "open" }, office: { who: "single" } },
    events: { gain: { subjects: ["unit"] }, letter: { subjects: ["author"] } },
    rules: [
      { id: "all", on: ["gain", "letter"], for: { subject: "office" }, to: "items", amount: 1 },
    ],
    accounts: { items: { of: "office", steps: [{ count: {}, per: ["item"] }, { count: {} }] } },
    measures: {},
    rankings: {},
  };
  const event = (id: string, type: string, subject: string, item?: string) => ({
    ...{ id, type, subject, at: "2024-01-01" },
    ...(item === undefined ? {} : { item }),
  });

  test("the same id at two subjects is two items", () => {
    const result = run(office, [
      event("1", "gain", "a", "i"),
      event("2", "gain", "a", "i"),
      event("3", "gain", "b", "i"),
      event("4", "gain", "b"),
      event("5", "gain", "b"),
    ]);
    expect(accountOf(result, "items", "office")).toBe("4");
  });

  test("also where two subjects of different kinds have one id", () => {
    const result = run(office, [event("1", "gain", "a", "i"), event("2", "letter", "a", "i")]);
    expect(accountOf(result, "items", "office")).toBe("2");
  });

  test("an item is no event that has its id", () => {
    expect(
      accountOf(
        run(office, [event("i", "gain", "a"), event("2", "gain", "a", "i")]),
        "items",
        "office",
      ),
    ).toBe("2");
  });
});

describe("what an account is made of adds up", () => {
  const key = fc.constantFrom("month", "item", "quarter", "day", "rule");
  const amount = fc.integer({ min: -3, max: 12 }).map((halves) => String(halves / 2));
  const per = fc.uniqueArray(key, { minLength: 1, maxLength: 2 });
  const keep = fc.record(
    {
      keep: fc.oneof(
        fc.constantFrom("first", "last", "highest", "lowest", "all"),
        fc.integer({ min: 0, max: 3 }).map((best) => ({ best })),
        fc.integer({ min: 0, max: 3 }).map((drop) => ({ drop })),
      ),
      per,
      when: fc.constant({ has: "event.item" }),
    },
    { requiredKeys: ["keep"] },
  );
  const limit = fc.oneof(
    amount.map((cap) => ({ cap })),
    amount.map((floor) => ({ floor })),
    fc.constantFrom("half-up", "half-even", "floor").map((mode) => ({ round: [0, mode] })),
    amount.map((factor) => ({ value: { "*": [{ var: "value" }, { param: `x${factor}` }] } })),
    amount.map((cap) => ({ cap, when: { ">": [{ var: "value" }, 1] } })),
  );
  const middle = fc.array(
    fc.oneof(
      keep,
      limit,
      per.map((keys) => ({ sum: {}, per: keys })),
    ),
    { maxLength: 4 },
  );
  const early = fc.array(
    fc
      .tuple(keep, fc.constantFrom("year", "all", "period"))
      .map(([step, within]) => ({ ...step, within })),
    { maxLength: 1 },
  );
  const steps = fc
    .tuple(early, middle, fc.array(limit, { maxLength: 2 }))
    .map(([first, then, last]) => [...first, ...then, { sum: {} }, ...last]);
  const gains = fc
    .array(
      fc.record({
        month: fc.integer({ min: 1, max: 6 }),
        day: fc.constantFrom("01", "15"),
        points: amount,
        item: fc.option(fc.constantFrom("i", "j"), { nil: undefined }),
      }),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(({ month, day, points, item }, index) =>
        gain(`e${index}`, "a", `2024-0${month}-${day}`, points, { item }),
      ),
    );
  /** Halves are exact in binary. */
  const total = (amounts: Iterable<string>) =>
    [...amounts].reduce((sum, one) => sum + Number(one), 0);

  test.each([
    ["one value", undefined],
    ["a value for each month", ["month"]],
  ])("entries and the lines of the steps come to the value: %s", (_what, keys) => {
    holds(
      fc.property(steps, gains, fc.constantFrom("2024", "2024-Q1"), (all, events, period) => {
        const names = JSON.stringify(all).match(/x-?[\d.]+(?=")/g) ?? [];
        const short: Short = {
          parameters: Object.fromEntries(names.map((name) => [name, name.slice(1)])),
          accounts: { points: { steps: all, ...(keys === undefined ? {} : { per: keys }) } },
          measures: {},
          rankings: {},
        };
        const result = run(short, events, { period, subjects: ["a"] });
        const ledger = [...result.ledger];
        for (const { key: month, value, lines } of result.accounts) {
          const own = ledger.filter(({ day }) => month === undefined || day.startsWith(month));
          const amounts = [...own, ...(lines ?? [])].map((one) => one.amount);
          expect(total(amounts)).toBe(Number(value));
        }
      }),
      5,
    );
  });

  test("a line that drops a group names all its entries", () => {
    const result = run(
      withSteps([{ sum: {}, per: ["month"] }, { keep: { drop: 1 } }, { sum: {} }]),
      list,
    );
    // February has 5 and 1: the worst month.
    expect(accountOf(result, "points")).toBe("15");
    expect(dropped(result).sort()).toEqual(["3", "4"]);
  });

  test("a line that drops an entry twice over different groups names it once", () => {
    const result = run(withSteps([{ keep: "first" }, { sum: {} }]), list);
    expect(result.accounts[0]?.lines).toEqual([
      { step: 0, clauses: ["C"], amount: "-18", entries: [1, 2, 3, 4, 5] },
    ]);
  });
});

describe("what steps cannot do is said at load", () => {
  const codes = (short: Short) => checkRuleset(documentOf(short)).map(({ code }) => code);

  test.each<[string, Steps, string]>([
    ["no reduction", [{ keep: "first" }], "not-one-value"],
    ["two things", [{ sum: {}, cap: 3 }], "step-form"],
    ["a step that keeps after the value", [{ sum: {} }, { keep: "first" }], "step-order"],
    [
      "a look beyond the window that comes late",
      [{ cap: 1 }, { keep: "first", within: "year" }, { sum: {} }],
      "step-order",
    ],
    ["a mean without rounding", [{ mean: {} }], "fraction-not-rounded"],
    ["a condition on a reduction", [{ sum: {}, when: { has: "event.item" } }], "step-order"],
  ])("%s", (_what, steps, code) => {
    expect(codes(withSteps(steps))).toContain(code);
  });

  test("a span for keyed values does what it says or is refused", () => {
    const short: Short = {
      accounts: {
        monthly: { per: ["month"] },
        points: {
          ...{ from: { account: "monthly" }, window: "year" },
          steps: [{ keep: { drop: 11 }, within: "year" }, { sum: {} }],
        },
      },
      rules: [{ id: "gain", on: "gain", to: "monthly", amount: { var: "event.points" } }],
    };
    const issues = codes(short);
    // January, the best month, has 8.
    if (issues.length === 0) expect(accountOf(run(short, list), "points")).toBe("8");
    else expect(issues).toContain("step-order");
  });

  test.each(["-1", "1.5"])("%s is no number of what is kept", (n) => {
    for (const keep of ["best", "drop"]) {
      const short = withSteps([{ keep: { [keep]: { param: "n" } } }, { sum: {} }]);
      expect(codes({ ...short, parameters: { n } })).toContain("bad-number");
    }
  });
});

test("a plain sum and the same sum by steps agree", () => {
  const plain = build(withSteps([{ sum: {} }]));
  const stepped = build(withSteps([{ keep: "all" }, { sum: {} }]));
  holds(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 20 }), (points) => {
      const events = points.map((one, index) =>
        gain(`e${index}`, "a", index % 3 === 0 ? "2025-01-01" : "2024-05-01", String(one / 4)),
      );
      expect(accountOf(run(plain, events), "points")).toBe(
        accountOf(run(stepped, events), "points"),
      );
    }),
    2,
  );
});
