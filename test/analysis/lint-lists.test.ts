import { expect, test } from "vitest";
import { lintRuleset } from "../../src/analysis/lint.ts";

const label = { en: "x", zh: "x" };

test("a rule that fires for each value of a list is tried with lists", () => {
  const found = lintRuleset({
    format: 1,
    id: "lists",
    title: label,
    source: { title: "x" },
    timeZone: "Asia/Shanghai",
    clauses: { C: { place: "1", title: label } },
    periods: [{ unit: "year", clause: "C", label }],
    subjects: { diver: { label, who: "roster" } },
    events: {
      dive: { label, attributes: { marks: { type: "number", list: true, max: "10", label } } },
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
  });
  expect(found.map(({ code }) => code)).not.toContain("dead-rule");
});
