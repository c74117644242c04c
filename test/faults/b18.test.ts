import { describe, expect, test } from "vitest";
import { checkRuleset, loadRuleset, score } from "../../src/index.ts";
import { demo, label } from "./demo.ts";

/** A ruleset whose rule gives an amount that rests on the number of an event. */
const rulesetOf = (amount: unknown) =>
  demo({
    events: {
      note: {
        label: label("note", "信息"),
        attributes: { number: { type: "integer", label: label("number", "数") } },
      },
    },
    rules: [
      {
        id: "note",
        clause: "A1",
        label: label("note", "信息"),
        on: "note",
        to: "notes",
        amount,
      },
    ],
  });
const number = { var: "event.number" };

/** What is said of the points of 第一镇, whose events have these numbers. */
function said(amount: unknown, numbers: readonly number[]) {
  const events = numbers.map((one, at) => ({
    id: `e${at}`,
    type: "note",
    at: "2024-02-01",
    subject: "第一镇",
    number: one,
  }));
  const result = score(loadRuleset(rulesetOf(amount)), events, {
    period: "2024",
    subjects: [{ id: "第一镇" }],
  });
  return result.unavailable.map(({ node, message }) => ({ node, ...message }));
}

const quotient = { round: [{ "/": [6, number] }, 1, "half-up"] };
const range = { range: ["sum", { from: 1, to: number, value: 1 }] };

describe("B18 a computation that fails names its cause, and the rule and event where there is one", () => {
  test("a zero divisor in an amount", () => {
    expect(said(quotient, [2, 0, 3])).toEqual([
      {
        node: "account:notes",
        en: 'points of 第一镇 has no value: a divisor is zero in the rule "note" for event e1',
        zh: "“第一镇”的“分值”没有值:规则“信息”对事件 e1 的计算中除数为零",
      },
      {
        node: "measure:score",
        en: "score of 第一镇 has no value: a divisor is zero",
        zh: "“第一镇”的“得分”没有值:除数为零",
      },
    ]);
    expect(said(quotient, [0, 0, 0])[0]?.en).toMatch(/for event e0, and for 2 more entries$/);
  });

  test("a range of more than 100,000 numbers", () => {
    expect(said(range, [100_000])).toEqual([]);
    const [account, measure] = said(range, [100_001]);
    const cause = "a range has too many numbers or days";
    expect(account?.en).toBe(
      `points of 第一镇 has no value: ${cause} in the rule "note" for event e0`,
    );
    expect(measure?.en).toBe(`score of 第一镇 has no value: ${cause}`);
    expect(measure?.zh).toBe("“第一镇”的“得分”没有值:需逐一计算的数或日过多");
  });

  test("what is no path of a field is shown as it is", () => {
    const issues = checkRuleset(rulesetOf({ var: { ">": [1, 2] } }));
    const [first] = issues.map(({ code, message }) => ({ code, en: message.en }));
    expect(first?.code).toBe("wrong-type");
    expect(first?.en).toMatch(/^expected the path of a field, such as "event.at", found /);
    expect(JSON.stringify(issues)).not.toContain("[object");
  });
});
