import { expect, test } from "vitest";
import { diagnoseRuleset } from "../../src/diagnostics/diagnose.ts";

const label = { en: "x", zh: "x" };

/** Marks above 8 count, one by one; what else a part says. */
function judged(dive: object, parts: object = {}) {
  return diagnoseRuleset({
    format: 1,
    id: "lists",
    title: label,
    source: { title: "x" },
    timeZone: "Asia/Shanghai",
    clauses: { C: { place: "1", title: label } },
    periods: [{ unit: "year", clause: "C", label }],
    subjects: { diver: { label, who: "roster" } },
    events: {
      dive: {
        label,
        attributes: { marks: { type: "number", list: true, max: "10", label } },
        ...dive,
      },
    },
    rules: [
      {
        id: "mark",
        clause: "C",
        label,
        on: "dive",
        each: { var: "event.marks" },
        when: { ">": [{ var: "each.value" }, 8] },
        to: "points",
        amount: { var: "each.value" },
      },
    ],
    accounts: { points: { label, steps: [{ sum: {} }] } },
    measures: { score: { label, clause: "C", value: { account: "points" } } },
    rankings: { final: { label, clause: "C", by: "score" } },
    ...parts,
  }).map(({ code, pointer }) => `${code} ${pointer}`);
}

test("a rule that fires for each value of a list is tried with lists", () => {
  expect(judged({})).not.toContain("dead-rule /rules/0");
});

test("lists are tried in the size that a check asks for", () => {
  const require = { "==": [{ size: { var: "event.marks" } }, { param: "judges" }] };
  const checks = [{ id: "seven", clause: "C", label, require, else: "reject" }];
  const parameters = { judges: { value: "7", clause: "C" } };
  expect(judged({ checks }, { parameters })).not.toContain("dead-rule /rules/0");
});

test("a table that is read as rates only is read", () => {
  const value = { graduated: ["rates", { account: "points" }] };
  const cells = { "0": { value: "1", clause: "C" }, "50": { value: "0", clause: "C" } };
  const tables = { rates: { axes: [{ brackets: "from" }], cells } };
  const measures = { score: { label, clause: "C", value } };
  expect(judged({}, { tables, measures })).not.toContain("unread-value /tables/rates");
});
