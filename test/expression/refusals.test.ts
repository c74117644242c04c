import { describe, expect, test } from "vitest";
import { languageForms } from "../../src/expression/language.ts";
import { pointerTo } from "../../src/values/issue.ts";
import { at, linesOf, measure, rule, sound } from "../ruleset/documents.ts";

const extra = { var: "event.extra" };
const amount = { var: "event.amount" };
const monthly = { account: "monthly" };

/** The issues of a condition of a rule, their places relative to it. */
function ofCondition(condition: unknown): string[] {
  const document = sound({ rules: [rule({ when: condition })] });
  return relative(document, linesOf(document), "/rules/0/when");
}

function ofAmount(expression: unknown): string[] {
  const document = sound({ rules: [rule({ amount: expression })] });
  return relative(document, linesOf(document), "/rules/0/amount");
}

function ofMeasure(expression: unknown): string[] {
  const document = sound({ measures: { score: measure(expression) } });
  return relative(document, linesOf(document), "/measures/score/value");
}

/** Every place must be one of the document as written. */
function relative(document: unknown, lines: readonly string[], root: string): string[] {
  return lines.map((line) => {
    const [code = "", pointer = "", ...hint] = line.split(" ");
    expect(at(document, pointer), `${pointer} is in the document`).toBeDefined();
    return [code, pointer.replace(root, ""), ...hint].join(" ").replace(/ $/, "");
  });
}

/** The issue is among the lines; a hint is compared where one is stated. */
function expectIssue(lines: readonly string[], issue: string): void {
  const found = lines.map((line) => (issue.includes("–") ? line : line.split(" –")[0])?.trim());
  expect(found).toContain(issue.trim());
}

describe("a number of operands that does not fit is refused", () => {
  test.each<[string, unknown]>([
    ["+", []],
    ["-", []],
    ["-", [3, 2, 1]],
    ["*", []],
    ["/", [1]],
    ["/", [1, 2, 3, 4]],
    ["%", [1]],
    ["min", []],
    ["max", []],
    ["abs", []],
    ["abs", [1, 2]],
    ["sum", []],
    ["round", [1, 2]],
    ["round", [1, 2, "half-up", 3]],
    ["days", ["2024-01-01"]],
    ["year", []],
    ["year", ["2024-01-01", "2024-01-02"]],
    ["month", []],
    ["weekday", []],
    ["else", [1]],
    ["else", [1, 2, 3]],
    ["if", [true]],
    ["if", [true, 1]],
    ["if", [true, 1, false, 2]],
  ])("%s of %j", (operator, operands) => {
    expect(ofAmount({ [operator]: operands })).toContain(
      `operator-count ${pointerTo("", operator)}`,
    );
  });

  test.each<[unknown, string]>([
    [{ power: [2, 65] }, "wrong-type /power/1"],
    [{ power: [2, "-1"] }, "wrong-type /power/1"],
    [{ power: [2, "0.5"] }, "wrong-type /power/1"],
    [{ root: [2, 1, 0, "half-up"] }, "wrong-type /root/1"],
    [{ root: [2, 2, 13, "half-up"] }, "wrong-type /root/2"],
    [{ root: [2, 2, 0, "near"] }, "unlisted-value /root/3"],
    [{ year: { shift: ["2024-01-01", "0.5"] } }, "wrong-type /year/shift/1"],
    [{ year: { shift: ["2024-01-01", 1, "decade"] } }, "unlisted-value /year/shift/2"],
    [{ year: { shift: [{ var: "event.amount" }, 1] } }, "type-mismatch /year/shift/0"],
    [{ year: { "first-day": { var: "event.when" } } }, "type-mismatch /year/first-day"],
    [
      { year: { "first-day": { calendar: ["decade", { var: "event.when" }] } } },
      "unlisted-value /year/first-day/calendar/0",
    ],
    [{ range: ["total", { from: 1, to: 2, value: 1 }] }, "unlisted-value /range"],
    [{ range: ["sum", { from: 1, value: 1 }] }, "missing-key /range/1"],
    [{ range: ["sum", { from: 1, to: 2 }] }, "missing-key /range/1"],
    [{ range: ["sum", { from: 1, to: 2, of: 1, value: 1 }] }, "unknown-key /range/1/of"],
    [{ range: ["count", { from: 1, to: { var: "event.when" } }] }, "bad-date /range/1/from"],
    [
      { range: ["count", { from: { var: "event.level" }, to: "high" }] },
      "type-mismatch /range/1/from",
    ],
    [{ graduated: ["byLevel", 1] }, "unknown-name /graduated"],
    [{ graduated: ["editions", 1] }, "type-mismatch /graduated"],
    [{ interpolated: ["nowhere", 1] }, "unknown-name /interpolated"],
    [{ min: [{ var: "event.level" }, 1] }, "type-mismatch /min/0"],
    [{ "+": [{ var: "event.time" }, 1] }, "optional-without-default /+/0"],
  ])("%j is refused", (expression, issue) => {
    expectIssue(ofAmount(expression), issue);
  });

  test.each<[string, unknown]>([
    ["==", [1]],
    ["==", [1, 2, 3]],
    ["!=", [1]],
    [">", [3]],
    [">", [3, 2, 5]],
    [">=", [3, 2, 5]],
    ["<", [3]],
    ["<", [1, 2, 3, 4]],
    ["<=", []],
    ["!", []],
    ["!", [true, true]],
    ["or", []],
    ["and", []],
    ["in", ["a"]],
    ["in", ["a", ["a"], ["b"]]],
    ["has", []],
    ["has", ["event.extra", "event.author"]],
    ["given", []],
    ["given", [{ param: "one" }, { param: "open" }]],
  ])("%s of %j", (operator, operands) => {
    expect(ofCondition({ [operator]: operands })).toContain(`operator-count /${operator}`);
  });

  test("date of two numbers", () => {
    expect(ofAmount({ year: { date: [2024, 1] } })).toEqual(["operator-count /year/date"]);
  });

  test.each<[string, unknown]>([
    ["var", ["event.amount", 1, 2]],
    ["param", ["one", "two"]],
    ["table", ["byLevel"]],
    ["table", ["byLevel", "low", "high"]],
    ["later", []],
  ])("%s of %j", (operator, operands) => {
    const expression = { [operator]: operands };
    expect(ofAmount(operator === "later" ? { year: expression } : expression)).toContain(
      `operator-count ${operator === "later" ? "/year" : ""}/${operator}`,
    );
  });

  test.each<[string, unknown]>([
    ["account", ["total", {}, 1]],
    ["measure", ["score", {}, 1]],
    ["rank", ["final", "first", 1]],
    ["cohort", ["count", {}, 1]],
  ])("%s of %j", (operator, operands) => {
    const document = sound({
      measures: { score: measure({ account: "total" }), asked: measure({ [operator]: operands }) },
    });
    expect(linesOf(document)).toContain(`operator-count /measures/asked/value/${operator}`);
  });

  test.each<[string, unknown]>([
    ["all", [monthly]],
    ["some", [monthly, true, true]],
    ["none", [monthly, true, true]],
  ])("%s of %j", (operator, operands) => {
    expect(ofMeasure({ if: [{ [operator]: operands }, 1, 0] })).toContain(
      `operator-count /if/0/${operator}`,
    );
  });
});

describe("a value of another type than its place asks for is refused where it stands", () => {
  test.each<[unknown, string]>([
    [{ "+": [amount, true] }, "bad-number /+/1"],
    [{ "+": [amount, "six"] }, "bad-number /+/1"],
    [{ "+": [amount, null] }, "bad-number /+/1"],
    [{ "+": [amount, [1]] }, "bad-number /+/1"],
    [{ "+": [amount, { var: "event.level" }] }, "type-mismatch /+/1"],
    [{ "+": [amount, { "==": [amount, 1] }] }, "type-mismatch /+/1"],
    [{ abs: { var: "event.word" } }, "type-mismatch /abs"],
    [{ days: [{ var: "event.when" }, amount] }, "type-mismatch /days/1"],
    [{ days: [{ var: "event.when" }, "2024-02-30"] }, "bad-date /days/1"],
    [{ year: "2024" }, "bad-date /year"],
    [{ if: [amount, 1, 2] }, "type-mismatch /if/0"],
    [{ if: [1, 1, 2] }, "type-mismatch /if/0"],
    [{ if: [true, 1, { var: "event.level" }] }, "type-mismatch /if/2"],
    [{ else: [extra, { var: "event.when" }] }, "type-mismatch /else/1"],
    [{ var: ["event.extra", "none"] }, "bad-number /var/1"],
    [{ var: ["event.level", "lowest"] }, "unlisted-value /var/1"],
    [{ table: ["byLevel", "hig"] }, 'unlisted-value /table/1 – did you mean "high"?'],
    [{ table: ["byLevel", amount] }, "type-mismatch /table/1"],
    [{ round: [{ var: "event.level" }, 2, "half-up"] }, "type-mismatch /round/0"],
    [{ round: [amount, 13, "half-up"] }, "wrong-type /round/1"],
    [{ round: [amount, "1.5", "half-up"] }, "wrong-type /round/1"],
    [{ round: [amount, null, "half-up"] }, "wrong-type /round/1"],
    [{ round: [amount, true, "half-up"] }, "wrong-type /round/1"],
    [{ round: [amount, "", "half-up"] }, "wrong-type /round/1"],
    [{ round: [amount, "0x2", "half-up"] }, "wrong-type /round/1"],
    [{ round: [amount, 2, "half"] }, "unlisted-value /round/2"],
    [{ "==": [amount, 6] }, "type-mismatch "],
    ["2024-01-01", "bad-number "],
    [true, "bad-number "],
    [null, "bad-number "],
    [[1], "bad-number "],
  ])("amount %j", (expression, issue) => {
    expectIssue(ofAmount(expression), issue);
  });

  test.each<[unknown, string]>([
    [{ "==": [{ var: "event.level" }, "lo"] }, 'unlisted-value /==/1 – did you mean "low"?'],
    [{ "==": ["lo", { var: "event.level" }] }, 'unlisted-value /==/0 – did you mean "low"?'],
    [{ "==": [{ var: "event.level" }, 1] }, "unlisted-value /==/1"],
    [{ "==": [{ var: "event.level" }, { var: "event.word" }] }, "type-mismatch /==/1"],
    [{ "==": [amount, "ten"] }, "bad-number /==/1"],
    [{ "==": [amount, true] }, "bad-number /==/1"],
    [{ "==": [{ var: "event.flag" }, "false"] }, "type-mismatch /==/1"],
    [{ "==": [{ var: "event.when" }, 2024] }, "bad-date /==/1"],
    [{ "==": [{ var: "event.word" }, 1] }, "type-mismatch /==/1"],
    [{ "==": [{ var: "event.subject" }, "a"] }, "type-mismatch /==/1"],
    [{ "<": [{ var: "event.word" }, "b"] }, "type-mismatch /<"],
    [{ ">": [{ var: "event.flag" }, false] }, "type-mismatch />"],
    [{ "<": [{ var: "event.subject" }, { var: "event.subject" }] }, "type-mismatch /<"],
    [
      { in: [{ var: "event.level" }, ["low", "hig"]] },
      'unlisted-value /in/1/1 – did you mean "high"?',
    ],
    [{ in: [{ var: "event.level" }, "low"] }, "type-mismatch /in/1"],
    [{ in: [amount, [1, "two"]] }, "bad-number /in/1/1"],
    [{ and: [true, amount] }, "type-mismatch /and/1"],
    [{ or: [true, "yes"] }, "type-mismatch /or/1"],
    [{ "!": 1 }, "type-mismatch /!"],
    [{ has: true }, "type-mismatch /has"],
    [{ has: 5 }, "type-mismatch /has"],
    [{ given: 5 }, "type-mismatch /given"],
    [{ given: amount }, "type-mismatch /given"],
    [amount, "type-mismatch "],
    ["true", "type-mismatch "],
    [1, "type-mismatch "],
    [null, "type-mismatch "],
    [[], "type-mismatch "],
    [[true], "type-mismatch "],
  ])("condition %j", (condition, issue) => {
    expectIssue(ofCondition(condition), issue);
  });

  test("a look at a link is no text", () => {
    expect(
      ofCondition({ and: [{ has: "link.answer" }, { "==": [{ var: "link.answer" }, "x"] }] }),
    ).not.toEqual([]);
  });
});

describe("what is not one operator is refused", () => {
  test.each<[string, unknown, string]>([
    ["A07: two operators", { "==": [amount, 1], "!=": [amount, 2] }, "operator-keys "],
    ["A07: a note beside the operator", { "==": [amount, 1], note: "one" }, "operator-keys "],
    ["A08: an empty object", {}, "operator-keys "],
    [
      "A09: a misspelt operator in a branch that never runs",
      { or: [true, { gt: [1, 2] }] },
      "unknown-operator /or/1",
    ],
    ["a misspelt operator", { has_: "event.extra" }, 'unknown-operator  – did you mean "has"?'],
    ["an operator in capitals", { AND: [true] }, 'unknown-operator  – did you mean "and"?'],
    ["H04: an inherited name", { toString: [] }, "unknown-operator "],
    ["H04: constructor", { constructor: ["x"] }, "unknown-operator "],
    ["H04: log.prototype.constructor", { "log.prototype.constructor": ["x"] }, "unknown-operator "],
    ["H04: var.name", { "var.name": [] }, "unknown-operator "],
    ["JSON Logic that the language leaves out", { map: [[1], true] }, "unknown-operator "],
    ["JSON Logic's loose equality", { "===": [1, 1] }, 'unknown-operator  – did you mean "=="?'],
  ])("%s", (_name, condition, issue) => {
    expectIssue(ofCondition(condition), issue);
  });

  test("a key called __proto__ beside or for an operator", () => {
    const condition: unknown = JSON.parse('{"__proto__": [1, 1]}');
    expect(linesOf(sound({ rules: [rule({ when: condition })] }))).toEqual([
      "unknown-key /rules/0/when/__proto__",
    ]);
  });

  test("every operator, one letter longer, is hinted at by its own name", () => {
    for (const operator of languageForms.keys()) {
      if (operator.length < 3) continue;
      expect(ofCondition({ [`${operator}s`]: [true] }), operator).toEqual([
        `unknown-operator  – did you mean "${operator}"?`,
      ]);
    }
  });
});

describe("a name that is not declared, or not to be seen from here, is refused", () => {
  test.each<[string, string]>([
    ["event.amout", ' – did you mean "event.amount"?'],
    ["event.extra.deep", ""],
    ["event", ""],
    ["amount", ""],
    ["entry.amount", ' – did you mean "event.amount"?'],
    ["value", ""],
    ["key.month", ""],
    ["state.run", ""],
    ["period.year", ""],
    ["link.answr.grade", ""],
    ["link.answer.gade", ' – did you mean "link.answer.grade"?'],
    ["link.answers.grade", ""],
    ["event.author.category", ""],
    ["event.subject.target", ""],
    ["", ""],
    ["constructor.constructor", ""],
    ["__proto__", ""],
    ["event.__proto__", ""],
    ["event.constructor", ""],
    ["event.word.length", ""],
    ["event.subject.constructor", ""],
    ["toString", ""],
    ["link.constructor.name", ""],
  ])("var %j", (path, hint) => {
    const lines = ofCondition({ "==": [{ var: path }, { var: path }] });
    expectIssue(lines, `unknown-field /==/0/var${hint}`);
  });

  test.each<[unknown, string]>([
    [{ param: "onee" }, 'unknown-name /param – did you mean "one"?'],
    [{ param: "constructor" }, "unknown-name /param"],
    [{ param: null }, "unknown-name /param"],
    [{ table: ["byLevle", "low"] }, 'unknown-name /table – did you mean "byLevel"?'],
    [{ table: [] }, "unknown-name /table"],
    [{ measure: "score" }, "unknown-field /measure"],
    [{ account: "total" }, "unknown-field /account"],
    [{ rank: "final" }, "unknown-field /rank"],
  ])("in an amount %j", (expression, issue) => {
    expectIssue(ofAmount(expression), issue);
  });

  test.each<[unknown, string]>([
    [{ account: "totl" }, 'unknown-name /account – did you mean "total"?'],
    [{ account: "score" }, "unknown-name /account"],
    [{ measure: "scor" }, 'unknown-name /measure – did you mean "score"?'],
    [{ running: "x" }, "unknown-name /running"],
    [{ rank: "finale" }, 'unknown-name /rank – did you mean "final"?'],
    [{ rank: ["final", "frist"] }, "unlisted-value /rank/1"],
    [{ subject: "ofice" }, 'unknown-name /subject – did you mean "office"?'],
    [{ account: "desk" }, "kind-mismatch /account"],
    [{ account: ["desk", { of: { subject: "unit" } }] }, "unknown-name /account/1/of/subject"],
    [
      { account: ["total", { off: { subject: "office" } }] },
      'unknown-key /account/1/off – did you mean "of"?',
    ],
    [{ account: ["total", "x"] }, "wrong-type /account/1"],
    [{ account: ["total", { at: "2024-01" }] }, "wrong-type /account/1/at"],
    [
      { account: ["monthly", { at: { mnth: "2024-01" } }] },
      'unknown-name /account/1/at/mnth – did you mean "month"?',
    ],
    [monthly, "bad-value /account"],
    [{ cohort: ["counts", {}] }, "unlisted-value /cohort"],
    [{ cohort: ["count", { wher: true }] }, 'unknown-key /cohort/1/wher – did you mean "where"?'],
    [
      { cohort: ["count", { within: ["categry"] }] },
      'unknown-field /cohort/1/within – did you mean "category"?',
    ],
    [{ cohort: ["count", { within: "category" }] }, "wrong-type /cohort/1/within"],
    [{ cohort: ["count", "category"] }, "wrong-type /cohort/1"],
    [{ cohort: ["count", ["category"]] }, "wrong-type /cohort/1"],
    [{ cohort: ["count", { where: null }] }, "type-mismatch /cohort/1/where"],
    [{ cohort: ["sum", { value: null }] }, "bad-number /cohort/1/value"],
    [amount, "unknown-field /var"],
    [{ var: "subject.targt" }, 'unknown-field /var – did you mean "target"?'],
  ])("in a measure %j", (expression, issue) => {
    expectIssue(ofMeasure(expression), issue);
  });

  test.each<[unknown]>([
    [{ account: "total" }],
    [{ account: "monthly", note: 1 }],
    [{ account: ["monthly", { at: {} }] }],
    ["monthly"],
    [monthly.account],
    [{}],
  ])("all over %j, which is not one keyed node", (node) => {
    const lines = ofMeasure({ if: [{ all: [node, true] }, 1, 0] });
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/ \/if\/0\/all/);
  });
});

describe("an optional value is read only with a default, or behind the question whether it is there", () => {
  const more = { ">": [extra, 1] };

  test.each<[string, unknown]>([
    ["a default", { ">": [{ var: ["event.extra", 0] }, 1] }],
    ["else", { ">": [{ else: [extra, 0] }, 1] }],
    ["has before it in and", { and: [{ has: "event.extra" }, more] }],
    ["has of the var itself", { and: [{ has: { var: "event.extra" } }, more] }],
    ["has of a list of one", { and: [{ has: ["event.extra"] }, more] }],
    ["has further up", { and: [{ has: "event.extra" }, { or: [false, { and: [true, more] }] }] }],
    ["has in an and before it", { and: [{ and: [true, { has: "event.extra" }] }, more] }],
    ["has in the condition of an if", { if: [{ has: "event.extra" }, more, false] }],
    [
      "has before a linked event",
      { and: [{ has: "link.answer" }, { ">": [{ var: "link.answer.grade" }, 1] }] },
    ],
    [
      "has of a linked event's own attribute",
      {
        and: [
          { has: "link.answer" },
          { has: "link.answer.remark" },
          { "==": [{ var: "link.answer.remark" }, "x"] },
        ],
      },
    ],
    [
      "has of a linked event's attribute alone",
      { and: [{ has: "link.answer.remark" }, { "==": [{ var: "link.answer.remark" }, "x"] }] },
    ],
    ["the number of linked events", { ">": [{ var: "link.answers" }, 1] }],
    [
      "has before a derived attribute with a condition",
      { and: [{ has: "event.most" }, { ">": [{ var: "event.most" }, 1] }] },
    ],
    [
      "has before a look-up",
      {
        and: [
          { has: { table: ["byWord", { var: "event.word" }] } },
          { ">": [{ table: ["byWord", { var: "event.word" }] }, 1] },
        ],
      },
    ],
    [
      "a reference that is asked for",
      { and: [{ has: "event.author" }, { "==": [{ var: "event.author.id" }, "zhang"] }] },
    ],
  ])("accepted: %s", (_name, condition) => {
    expect(ofCondition(condition)).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ["alone", more, "/>/0"],
    ["before has", { and: [more, { has: "event.extra" }] }, "/and/0/>/0"],
    ["beside has in or", { or: [{ has: "event.extra" }, more] }, "/or/1/>/0"],
    ["behind the denial of has", { and: [{ "!": { has: "event.extra" } }, more] }, "/and/1/>/0"],
    ["behind has of something else", { and: [{ has: "event.later" }, more] }, "/and/1/>/0"],
    ["behind an or of has", { and: [{ or: [{ has: "event.extra" }, true] }, more] }, "/and/1/>/0"],
    ["in the other branch of if", { if: [{ has: "event.extra" }, true, more] }, "/if/2/>/0"],
    [
      "in the condition of the next branch",
      { if: [{ has: "event.extra" }, true, more, true, false] },
      "/if/2/>/0",
    ],
    ["a linked event not asked for", { ">": [{ var: "link.answer.grade" }, 1] }, "/>/0"],
    [
      "a linked event's optional attribute",
      { and: [{ has: "link.answer" }, { "==": [{ var: "link.answer.remark" }, "x"] }] },
      "/and/1/==/0",
    ],
    ["a derived attribute with a condition", { ">": [{ var: "event.most" }, 1] }, "/>/0"],
    ["a look-up that may find nothing", { ">": [{ table: ["byWord", "yes"] }, 1] }, "/>/0"],
    [
      "a look-up behind has of another",
      { and: [{ has: { table: ["byWord", "no"] } }, { ">": [{ table: ["byWord", "yes"] }, 1] }] },
      "/and/1/>/0",
    ],
    [
      "a fallback that may be absent too",
      { ">": [{ else: [extra, { var: "event.most" }] }, 1] },
      "/>/0",
    ],
  ])("refused: %s", (_name, condition, place) => {
    expect(ofCondition(condition)).toEqual([`optional-without-default ${place}`]);
  });

  test("what `when` has asked holds for the rest of the rule", () => {
    expect(
      linesOf(sound({ rules: [rule({ when: { has: "event.extra" }, amount: extra })] })),
    ).toEqual([]);
    expect(linesOf(sound({ rules: [rule({ amount: extra })] }))).toEqual([
      "optional-without-default /rules/0/amount",
    ]);
  });

  test("what was asked of this subject says nothing about the others of its cohort", () => {
    const target = { var: "subject.target" };
    const all = { cohort: ["sum", { value: target }] };
    expect(ofMeasure({ if: [{ has: "subject.target" }, target, 0] })).toEqual([]);
    expect(ofMeasure({ if: [{ has: "subject.target" }, all, 0] })).toEqual([
      "optional-without-default /if/1/cohort/1/value",
    ]);
  });

  test("what the members of a cohort are chosen by holds for their value", () => {
    const value = { var: "subject.target" };
    expect(ofMeasure({ cohort: ["sum", { where: { has: "subject.target" }, value }] })).toEqual([]);
    expect(ofMeasure({ cohort: ["sum", { value }] })).toEqual([
      "optional-without-default /cohort/1/value",
    ]);
  });
});

describe("two event types at once", () => {
  const kinds = (one: string, other: string) =>
    sound({
      enums: {
        level: { low: name, middle: name, high: name },
        one: { x: name, y: name },
        other: { p: name, q: name },
      },
      events: {
        act: { label: name, attributes: { kind: { type: one, label: name } } },
        answer: { label: name, attributes: { kind: { type: other, label: name } } },
      },
      rules: [
        rule({
          on: ["act", "answer"],
          when: { "==": [{ var: "event.kind" }, "x"] },
          to: "total",
          amount: 1,
        }),
      ],
    });
  const name = { en: "name", zh: "名" };

  test("share an attribute of one type", () => {
    expect(linesOf(kinds("one", "one"))).toEqual([]);
  });

  test.each([
    ["one", "text"],
    ["one", "other"],
  ])("do not share an attribute that is %s here and %s there", (one, other) => {
    expect(linesOf(kinds(one, other))).toEqual([
      expect.stringMatching(/^unknown-field \/rules\/0\/when\/==\/0\/var/),
    ]);
  });
});

describe("a fraction is rounded, or said to be one", () => {
  const third = { "/": [1, 3] };

  test("wherever an amount, a measure or an account divides", () => {
    expect(ofAmount(third)).toEqual(["fraction-not-rounded"]);
    expect(ofAmount({ "+": [1, { if: [true, third, 0] }] })).toEqual(["fraction-not-rounded"]);
    expect(ofAmount({ round: [third, 2, "half-up"] })).toEqual([]);
    expect(ofAmount({ "==": [third, third] })).toEqual(["type-mismatch"]);
    expect(ofMeasure({ cohort: ["mean", { value: 1 }] })).toEqual(["fraction-not-rounded"]);
    const account = (over: object) =>
      sound({
        accounts: { total: { label: { en: "t", zh: "t" }, steps: [{ mean: {} }], ...over } },
        measures: {},
        rankings: {},
        outcomes: {},
        rules: [],
      });
    expect(linesOf(account({}))).toEqual(["fraction-not-rounded /accounts/total/steps"]);
    expect(linesOf(account({ fraction: true }))).toEqual([]);
  });

  test("also where it comes from a node that is said to be one", () => {
    const document = sound({
      measures: {
        score: measure({ account: "total" }),
        third: measure({ "/": [{ measure: "score" }, 3] }, { fraction: true }),
        sum: measure({ "+": [{ measure: "third" }, 1] }),
      },
    });
    expect(linesOf(document)).toEqual(["fraction-not-rounded /measures/sum/value"]);
  });
});

test("all issues of a document are told at once", () => {
  const document = sound({
    rules: [
      rule({ when: { and: [{ "==": [{ var: "event.levl" }, "low"] }, { hass: "event.extra" }] } }),
      rule({ id: "other", amount: { "+": [extra, { param: "onee" }] }, clause: "C3" }),
    ],
  });
  expect(linesOf(document)).toEqual([
    'unknown-field /rules/0/when/and/0/==/0/var – did you mean "event.level"?',
    'unknown-operator /rules/0/when/and/1 – did you mean "has"?',
    "optional-without-default /rules/1/amount/+/0",
    'unknown-name /rules/1/amount/+/1/param – did you mean "one"?',
    'unknown-clause /rules/1/clause – did you mean "C1"?',
  ]);
});
