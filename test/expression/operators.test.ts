import { describe, expect, test } from "vitest";
import { languageForms } from "../../src/expression/language.ts";
import { amountOf, holds, measured } from "./values.ts";

const amount = { var: "event.amount" };
const level = { var: "event.level" };
const when = { var: "event.when" };
const score = { measure: "score" };
const never = { account: "never" };

/** For each operator that gives a number: what it makes of an event whose amount is 6. */
const numbers: readonly (readonly [string, unknown, string])[] = [
  ["var", amount, "6"],
  ["var", { var: ["event.extra", "2.50"] }, "2.5"],
  ["var", { var: ["event.amount"] }, "6"],
  ["var", { var: "event.double" }, "12"],
  ["param", { param: "half" }, "0.5"],
  ["param", { param: ["half"] }, "0.5"],
  ["table", { table: ["byLevel", level] }, "2"],
  ["table", { table: ["byLevel", "middle"] }, "2"],
  ["table", { else: [{ table: ["byWord", "yes"] }, 0] }, "7"],
  ["table", { else: [{ table: ["byWord", "no"] }, "-1"] }, "-1"],
  ["table", { else: [{ table: ["steps", "-0.01"] }, "-1"] }, "-1"],
  ["table", { else: [{ table: ["steps", 0] }, "-1"] }, "0"],
  ["table", { else: [{ table: ["steps", "9.99"] }, "-1"] }, "0"],
  ["table", { else: [{ table: ["steps", 10] }, "-1"] }, "5"],
  ["table", { else: [{ table: ["above", 0] }, "-1"] }, "-1"],
  ["table", { else: [{ table: ["above", "0.01"] }, "-1"] }, "1"],
  ["table", { else: [{ table: ["above", 10] }, "-1"] }, "1"],
  ["table", { else: [{ table: ["above", "10.01"] }, "-1"] }, "6"],
  ["+", { "+": [1, amount, "0.5"] }, "7.5"],
  ["+", { "+": amount }, "6"],
  ["-", { "-": [1, amount] }, "-5"],
  ["-", { "-": amount }, "-6"],
  ["*", { "*": ["0.5", amount, 3] }, "9"],
  ["/", { "/": [1, amount] }, "1/6"],
  ["/", { "/": [3, amount] }, "0.5"],
  ["/", { "/": [1, 0, "9"] }, "9"],
  ["%", { "%": [amount, 4] }, "2"],
  ["%", { "%": ["-7", 3] }, "-1"],
  ["%", { "%": [amount, 0, "9"] }, "9"],
  ["min", { min: [7, amount, 8] }, "6"],
  ["max", { max: [5, amount, "-8"] }, "6"],
  ["abs", { abs: { "-": amount } }, "6"],
  ["abs", { abs: amount }, "6"],
  ["sum", { sum: [1, amount, 2] }, "9"],
  ["round", { round: [{ "/": [amount, 4] }, 0, "half-up"] }, "2"],
  ["round", { round: [{ "/": ["-10", 4] }, 0, "half-up"] }, "-3"],
  ["round", { round: [{ "/": ["-10", 4] }, 0, "half-down"] }, "-2"],
  ["round", { round: [{ "/": [1, 3] }, 2, "half-up"] }, "0.33"],
  ["round", { round: [{ "/": [2, 3] }, 2, "half-up"] }, "0.67"],
  ["round", { round: [{ "/": [2, 3] }, 12, "down"] }, "0.666666666666"],
  ["days", { days: ["2024-02-28", "2024-03-01"] }, "2"],
  ["days", { days: ["2024-03-01", "2024-02-28"] }, "-2"],
  ["days", { days: ["1970-01-01", { date: [2024, 2, 29] }] }, "19782"],
  ["year", { year: when }, "2024"],
  ["month", { month: when }, "2"],
  ["weekday", { weekday: when }, "4"],
  ["weekday", { weekday: "2024-03-03" }, "7"],
  ["weekday", { weekday: "2024-03-04" }, "1"],
  ["later", { month: { later: [when, { var: "event.at" }] } }, "3"],
  ["earlier", { month: { earlier: [when, { var: "event.at" }] } }, "2"],
  ["date", { weekday: { date: [2024, 2, 29] } }, "4"],
  ["if", { if: [false, 1, 2] }, "2"],
  ["if", { if: [{ "==": [amount, 5] }, 1, { "==": [amount, 6] }, 2, 3] }, "2"],
  ["if", { if: [{ "==": [amount, 5] }, 1, { "==": [amount, 7] }, 2, 3] }, "3"],
  ["else", { else: [{ var: "event.extra" }, amount] }, "6"],
  ["else", { else: [amount, 1] }, "6"],
  ["reading", { reading: ["way", { short: amount, long: 0 }] }, "6"],
  ["table", { else: [{ table: ["editions", when] }, 0] }, "8"],
  ["table", { else: [{ table: ["editions", "2024-02-28"] }, 0] }, "4"],
  ["table", { else: [{ table: ["editions", "2023-11-30"] }, 0] }, "0"],
  ["table", { else: [{ table: ["byDay", when] }, 0] }, "9"],
  ["table", { else: [{ table: ["byDay", "2024-03-01"] }, 0] }, "0"],
  ["table", { else: [{ table: ["byNumber", amount] }, 0] }, "60"],
  ["table", { else: [{ table: ["byNumber", { "/": [1, 10] }] }, 0] }, "1"],
  ["table", { else: [{ table: ["byNumber", { "/": [1, 3] }] }, 0] }, "0"],
  ["table", { else: [{ table: ["byWhole", level, amount] }, 0] }, "3"],
  ["table", { else: [{ table: ["byWhole", level, 7] }, 0] }, "0"],
  ["min", { weekday: { min: [when, "2024-03-04"] } }, "4"],
  ["max", { weekday: { max: ["2024-03-04", when, "2024-02-01"] } }, "1"],
  ["min", { if: [{ "==": [{ min: [level, "middle"] }, "middle"] }, 1, 0] }, "1"],
  ["max", { "+": [{ max: ["3", "4"] }, { min: [{ if: [true, "5", "6"] }, "9"] }] }, "9"],
  [
    "max",
    {
      month: {
        "first-day": {
          max: [{ calendar: ["month", when] }, { calendar: ["month", "2024-05-01"] }],
        },
      },
    },
    "5",
  ],
  ["power", { power: ["1.5", 3] }, "3.375"],
  ["power", { power: [{ "/": [1, 3] }, 2] }, "1/9"],
  ["power", { power: [2, amount] }, "64"],
  ["root", { root: [2, 2, 4, "half-up"] }, "1.4142"],
  ["root", { root: ["-8", 3, 2, "down"] }, "-2"],
  ["shift", { days: [when, { shift: [when, 1, "year"] }] }, "365"],
  ["shift", { days: ["2024-01-31", { shift: ["2024-01-31", 1, "month"] }] }, "29"],
  ["shift", { days: [when, { shift: [when, "-2"] }] }, "-2"],
  ["shift", { month: { "first-day": { shift: [{ calendar: ["quarter", when] }, "-1"] } } }, "10"],
  [
    "calendar",
    { if: [{ "==": [{ calendar: ["week", when] }, { calendar: ["week", "2024-03-03"] }] }, 1, 0] },
    "1",
  ],
  ["first-day", { days: [{ "first-day": { calendar: ["half-year", when] } }, when] }, "59"],
  ["last-day", { days: [when, { "last-day": { calendar: ["week", when] } }] }, "3"],
  ["range", { range: ["sum", { from: 1, to: amount, value: { var: "value" } }] }, "21"],
  [
    "range",
    { range: ["mean", { from: 2, to: 4, value: { power: [{ var: "value" }, 2] } }] },
    "29/3",
  ],
  ["range", { range: ["count", { from: 3, to: 2 }] }, "0"],
  ["range", { range: ["sum", { from: 3, to: 2, value: 1 }] }, "0"],
  [
    "range",
    {
      range: [
        "highest",
        { from: 1, to: 9, where: { "<": [{ var: "value" }, amount] }, value: { var: "value" } },
      ],
    },
    "5",
  ],
  [
    "range",
    { range: ["lowest", { from: "-3", to: 3, value: { abs: { "-": [{ var: "value" }, 1] } } }] },
    "0",
  ],
  // Thursday the 29th to Wednesday the 6th: two of these seven days are a weekend.
  [
    "range",
    {
      range: [
        "count",
        { from: when, to: "2024-03-06", where: { "<": [{ weekday: { var: "value" } }, 6] } },
      ],
    },
    "5",
  ],
  [
    "range",
    {
      days: [
        when,
        {
          range: [
            "highest",
            {
              from: "2024-03-01",
              to: "2024-03-31",
              where: { "<": [{ weekday: { var: "value" } }, 6] },
              value: { var: "value" },
            },
          ],
        },
      ],
    },
    "29",
  ],
  // 5 × 3 + 1 × 0.5, and 5 × 3 + 5 × 0.5 + 5 × 0.1.
  ["graduated", { graduated: ["rates", amount] }, "15.5"],
  ["graduated", { graduated: ["rates", 15] }, "18"],
  ["graduated", { graduated: ["rates", 5] }, "15"],
  ["graduated", { graduated: ["rates", "-1"] }, "0"],
  // A fifth of the way from 0.5 to 0.1; half way from 1 to 4 in days: 31 of 62.
  ["interpolated", { interpolated: ["rates", amount] }, "0.42"],
  ["interpolated", { interpolated: ["rates", "-4"] }, "3"],
  ["interpolated", { interpolated: ["rates", 5] }, "0.5"],
  ["interpolated", { interpolated: ["rates", 99] }, "0.1"],
  ["interpolated", { interpolated: ["editions", "2024-01-01"] }, "2.5"],
  ["var", { var: ["event.time", "-1"] }, "-1"],
];

/** For each operator that gives a truth value: what it says of that event. */
const truths: readonly (readonly [string, unknown, boolean])[] = [
  ["==", { "==": [amount, "6.00"] }, true],
  ["==", { "==": ["6.00", amount] }, true],
  ["==", { "==": [amount, { "/": [18, 3] }] }, true],
  ["==", { "==": [{ "/": [1, 3] }, { "/": [2, 6] }] }, true],
  ["==", { "==": [level, "high"] }, true],
  ["==", { "==": [{ var: "event.flag" }, false] }, true],
  ["==", { "==": [when, "2024-02-29"] }, true],
  ["==", { "==": [{ var: "event.word" }, "None"] }, false],
  ["==", { "==": [{ var: "event.type" }, "act"] }, true],
  ["==", { "==": [{ var: "event.subject.id" }, "a"] }, true],
  ["!=", { "!=": [level, "low"] }, true],
  ["!=", { "!=": [amount, 6] }, false],
  ["<", { "<": [amount, 6] }, false],
  ["<", { "<": [amount, "6.01"] }, true],
  ["<", { "<": [level, "high"] }, false],
  ["<", { "<": ["middle", level] }, true],
  ["<", { "<": [5, amount, 7] }, true],
  ["<", { "<": [5, amount, 6] }, false],
  ["<=", { "<=": [amount, 6] }, true],
  ["<=", { "<=": [6, amount, 6] }, true],
  ["<=", { "<=": [7, amount, 8] }, false],
  [">", { ">": [when, "2024-02-28"] }, true],
  [">", { ">": [amount, 6] }, false],
  [">", { ">": [amount, "-60"] }, true],
  [">=", { ">=": [amount, 6] }, true],
  [">=", { ">=": [level, "high"] }, true],
  ["!", { "!": { "==": [amount, 6] } }, false],
  ["!", { "!": [false] }, true],
  ["and", { and: [true, { "==": [amount, 6] }] }, true],
  ["and", { and: [{ "==": [amount, 6] }, false] }, false],
  ["or", { or: [false, { "==": [amount, 6] }] }, true],
  ["or", { or: [false] }, false],
  ["in", { in: [level, ["low", "high"]] }, true],
  ["in", { in: [level, ["low", "middle"]] }, false],
  ["in", { in: [amount, [1, "6.0"]] }, true],
  ["has", { has: "event.extra" }, false],
  ["has", { has: { var: "event.item" } }, true],
  ["has", { has: "link.answer" }, true],
  ["has", { has: { table: ["byWord", "yes"] } }, true],
  ["has", { has: { table: ["byWord", "no"] } }, false],
  ["given", { given: { param: "one" } }, true],
  ["given", { given: { param: "open" } }, false],
  ["reading", { "==": [{ reading: "way" }, "short"] }, true],
  ["reading", { reading: ["way", { short: false, long: true }] }, false],
];

/** Operators on nodes: values for a (15 in January and March), b (15 in March), c (4 in December). */
const nodes: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["account", { account: "total" }, ["15", "15", "4"]],
  ["account", { account: ["leveled", { at: { level: "low" } }] }, ["15", "15", "0"]],
  ["account", { account: ["desk", { of: { subject: "office" } }] }, ["0", "0", "0"]],
  [
    "subject",
    { if: [{ "==": [{ subject: "office" }, { subject: "office" }] }, 1, 0] },
    ["1", "1", "1"],
  ],
  ["measure", { "*": [score, 2] }, ["30", "30", "8"]],
  ["running", { running: ["streak", { at: { level: "high" } }] }, ["2", "2", "0"]],
  ["rank", { rank: "list" }, ["1", "1", "3"]],
  ["rank", { rank: ["list", "first"] }, ["1", "1", "3"]],
  ["rank", { rank: ["list", "last"] }, ["2", "2", "3"]],
  ["rank", { rank: ["list", "mean"] }, ["1.5", "1.5", "3"]],
  ["rank", { rank: ["list", "dense"] }, ["1", "1", "2"]],
  ["rank", { rank: "final" }, ["1", "1", "1"]],
  ["outcome", { if: [{ "==": [{ outcome: "enough" }, "met"] }, 1, 0] }, ["1", "1", "1"]],
  ["cohort", { cohort: ["count", {}] }, ["3", "3", "3"]],
  ["cohort", { cohort: ["count"] }, ["3", "3", "3"]],
  ["cohort", { cohort: ["count", { within: ["category"] }] }, ["2", "2", "1"]],
  ["cohort", { cohort: ["sum", { value: score }] }, ["34", "34", "34"]],
  ["cohort", { cohort: ["mean", { value: score, within: ["category"] }] }, ["15", "15", "4"]],
  ["cohort", { cohort: ["mean", { value: score }] }, ["34/3", "34/3", "34/3"]],
  ["cohort", { cohort: ["highest", { value: score }] }, ["15", "15", "15"]],
  ["cohort", { cohort: ["lowest", { value: score }] }, ["4", "4", "4"]],
  ["cohort", { cohort: ["count", { where: { ">": [score, 4] } }] }, ["2", "2", "2"]],
  ["cohort", { cohort: ["sum", { value: { var: ["subject.target", 0] } }] }, ["15", "15", "15"]],
  [
    "all",
    { if: [{ all: [{ account: "monthly" }, { ">=": [{ var: "value" }, 0] }] }, 1, 0] },
    ["1", "1", "1"],
  ],
  [
    "all",
    { if: [{ all: [{ account: "monthly" }, { ">": [{ var: "value" }, 0] }] }, 1, 0] },
    ["0", "0", "0"],
  ],
  [
    "some",
    { if: [{ some: [{ account: "monthly" }, { "==": [{ var: "value" }, 10] }] }, 1, 0] },
    ["1", "0", "0"],
  ],
  [
    "some",
    { if: [{ some: [{ account: "leveled" }, { "==": [{ var: "key.level" }, "high"] }] }, 1, 0] },
    ["1", "1", "1"],
  ],
  [
    "none",
    { if: [{ none: [{ account: "monthly" }, { "==": [{ var: "value" }, 15] }] }, 1, 0] },
    ["1", "0", "1"],
  ],
  ["var", { var: "period.year" }, ["2024", "2024", "2024"]],
  ["var", { days: [{ var: "period.first" }, { var: "period.last" }] }, ["365", "365", "365"]],
  ["var", { if: [{ "==": [{ var: "subject.category" }, "town"] }, 1, 0] }, ["1", "1", "0"]],
];

/** What becomes of a value that is not there, is not due yet, or cannot be had. */
const missing: readonly (readonly [string, unknown, string])[] = [
  ["+", { "+": [1, never] }, "absent"],
  ["sum", { sum: [1, never] }, "1"],
  ["sum", { sum: [never] }, "0"],
  ["min", { min: [1, never] }, "absent"],
  ["else", { else: [never, 5] }, "5"],
  ["has", { if: [{ has: never }, 1, 0] }, "0"],
  ["<", { if: [{ "<": [never, 10] }, 1, 0] }, "absent"],
  ["==", { if: [{ "==": [never, 0] }, 1, 0] }, "absent"],
  ["!", { if: [{ "!": { "==": [never, 0] } }, 1, 0] }, "absent"],
  ["in", { if: [{ in: [never, [0, 1]] }, 1, 0] }, "absent"],
  ["and", { if: [{ and: [{ "==": [never, 0] }, false] }, 1, 0] }, "0"],
  ["and", { if: [{ and: [{ "==": [never, 0] }, true] }, 1, 0] }, "absent"],
  ["or", { if: [{ or: [{ "==": [never, 0] }, true] }, 1, 0] }, "1"],
  ["or", { if: [{ or: [{ "==": [never, 0] }, false] }, 1, 0] }, "absent"],
  ["/", { "/": [1, 0] }, "unavailable"],
  ["%", { "%": [1, 0] }, "unavailable"],
  ["/", { else: [{ "/": [1, 0] }, 5] }, "unavailable"],
  ["sum", { sum: [1, { "/": [1, 0] }] }, "unavailable"],
  ["/", { "/": [never, 0] }, "absent"],
  ["date", { year: { date: [2023, 2, 29] } }, "unavailable"],
  ["date", { year: { date: [2023, "1.5", 1] } }, "unavailable"],
  ["cohort", { cohort: ["mean", { where: false }] }, "absent"],
  ["cohort", { cohort: ["sum", { where: false }] }, "0"],
  ["cohort", { cohort: ["highest", { value: never }] }, "absent"],
  ["range", { range: ["mean", { from: 1, to: 0, value: 1 }] }, "absent"],
  ["range", { range: ["sum", { from: 1, to: 3, value: never }] }, "0"],
  ["range", { range: ["count", { from: 1, to: never }] }, "absent"],
  ["range", { range: ["count", { from: 1, to: "2.5" }] }, "unavailable"],
  ["range", { range: ["count", { from: 1, to: 100000 }] }, "100000"],
  ["range", { range: ["count", { from: 0, to: 100000 }] }, "unavailable"],
  [
    "range",
    { range: ["sum", { from: 1, to: 400, value: { range: ["count", { from: 1, to: 249 }] } }] },
    "99600",
  ],
  [
    "range",
    { range: ["sum", { from: 1, to: 400, value: { range: ["count", { from: 1, to: 250 }] } }] },
    "unavailable",
  ],
  [
    "range",
    { range: ["sum", { from: 0, to: 1, value: { "/": [1, { var: "value" }] } }] },
    "unavailable",
  ],
  ["power", { power: [2, { "+": [60, 5] }] }, "unavailable"],
  ["power", { power: [2, { "/": [1, 2] }] }, "unavailable"],
  ["root", { root: ["-4", 2, 0, "half-up"] }, "unavailable"],
  ["shift", { year: { shift: ["2399-12-31", 1] } }, "unavailable"],
  ["shift", { year: { shift: ["2024-01-01", { "/": [1, 2] }] } }, "unavailable"],
  ["graduated", { graduated: ["rates", never] }, "absent"],
  ["interpolated", { interpolated: ["rates", never] }, "absent"],
  ["param", { param: "open" }, "missing open"],
  ["given", { if: [{ given: { param: "open" } }, { param: "open" }, 7] }, "7"],
  ["measure", { if: [true, 1, { measure: "dear" }] }, "missing open"],
];

describe("operators", () => {
  test.each(numbers)("%s: %j is %s", (_operator, expression, value) => {
    expect(amountOf(expression)).toBe(value);
  });

  test.each(truths)("%s: %j is %s", (_operator, condition, truth) => {
    expect(holds(condition)).toBe(truth);
    expect(holds({ "!": condition })).toBe(!truth);
  });

  test.each(nodes)("%s: %j is %s", (_operator, expression, values) => {
    expect(measured(expression)).toEqual(values);
  });

  test.each(missing)("%s: %j is %s", (_operator, expression, state) => {
    expect(measured(expression)[0]).toBe(state);
  });

  test("a month that is not over is pending: it decides nothing, unless another has decided", () => {
    const asOf = "2024-03-31";
    const every = (least: number) => ({
      if: [{ all: [{ account: "monthly" }, { ">=": [{ var: "value" }, least] }] }, 1, 0],
    });
    expect(measured(every(0), { asOf })[0]).toBe("pending");
    expect(measured(every(1), { asOf })[0]).toBe("0");
    const some = {
      if: [{ some: [{ account: "monthly" }, { "==": [{ var: "value" }, 5] }] }, 1, 0],
    };
    expect(measured(some, { asOf })).toEqual(["1", "pending", "pending"]);
  });

  test("a condition that cannot be answered does not fire its rule", () => {
    expect(holds({ ">": [{ else: [{ var: "event.extra" }, 0] }, 1] })).toBe(false);
    expect(holds({ and: [{ has: "event.extra" }, { "<": [{ var: "event.extra" }, 10] }] })).toBe(
      false,
    );
    expect(
      holds(
        { and: [{ has: "event.extra" }, { "<": [{ var: "event.extra" }, 10] }] },
        { extra: "9" },
      ),
    ).toBe(true);
  });

  test("the time of day is that of the zone; a bare date has none", () => {
    const time = { var: ["event.time", "-1"] };
    expect(amountOf(time, { at: "2024-03-05T09:30" })).toBe("570");
    expect(amountOf(time, { at: "2024-03-04T16:00:00Z" })).toBe("0");
    expect(amountOf(time, { at: "2024-03-05" })).toBe("-1");
    expect(
      holds(
        { and: [{ has: "event.time" }, { ">=": [{ var: "event.time" }, 1080] }] },
        { at: "2024-03-05T18:00" },
      ),
    ).toBe(true);
  });

  test("all of the language are tested here", () => {
    // The size of a list is tested with lists, and calls of code with functions; `tied` stands in rankings alone, and is tested with them.
    const elsewhere = ["size", "call", "tied"];
    const tested = [
      ...[...numbers, ...truths, ...nodes, ...missing].map(([operator]) => operator),
      ...elsewhere,
    ];
    expect([...languageForms.keys()].filter((operator) => !tested.includes(operator))).toEqual([]);
  });
});
