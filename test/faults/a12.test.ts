import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { holds } from "../properties.ts";
import { document } from "./rows.ts";

const label = { en: "x", zh: "甲" };
const [rule] = document.rules;

/** The invented ruleset with visits that no rule is about, points from 3 on only, and whole weeks beside. */
const ruleset = loadRuleset({
  ...document,
  events: { ...document.events, visit: { label: { en: "visit", zh: "来访" } } },
  rules: [{ ...rule, when: { ">=": [{ var: "event.points" }, 3] } }],
} as never);

const gain = (id: string, at: string, points: number, more = {}) => ({
  ...{ type: "gain", id, at, points, subject: "第一镇", ...more },
});

const options = { period: "2024", subjects: [{ id: "第一镇" }] };

describe("A12 the counts include every event that is read", () => {
  test("what scored, what lies outside, what no rule gave anything for, and what was corrected", () => {
    const { counts } = score(
      ruleset,
      [
        gain("1", "2024-01-05", 3),
        gain("2", "2024-01-06", 2),
        gain("3", "2023-01-06", 9),
        { type: "visit", id: "4", at: "2024-02-01", subject: "第一镇" },
        { type: "visit", id: "5", at: "2025-02-01", subject: "第一镇" },
        gain("6", "2024-03-01", 5),
        { type: "retraction", id: "7", at: "2024-03-02", retracts: "6" },
        gain("8", "2024-03-03", -1),
        gain("1", "2024-01-05", 3),
      ],
      options,
    );
    expect(counts).toMatchObject({
      ...{ events: 9, accepted: 6, rejected: 1, ignored: 2, duplicates: 1, retracted: 1 },
      // 1; then 3 and 5; then 2 and 4; then 7.
      ...{ scored: 1, outside: 2, unscored: 2, retractions: 1 },
      unscoredTypes: { gain: 1, visit: 1 },
    });
  });

  test("of a window of whole weeks, the days that are left over", () => {
    const weekly = loadRuleset({
      ...document,
      accounts: { points: { label, per: ["week"], edge: "whole", steps: [{ sum: {} }] } },
      measures: { score: { ...document.measures.score, value: 1 } },
    } as never);
    // 2024 ends on a Tuesday: its last whole week ends on 29 December.
    const events = ["2024-12-29", "2024-12-30"].map((at) => gain(at, at, 5));
    expect(score(weekly, events, options).counts).toMatchObject({ scored: 1, outside: 1 });
  });

  test("whatever comes", () => {
    const id = fc.constantFrom("1", "2", "3", "4", "5");
    const at = fc.constantFrom(
      "2023-12-31",
      "2024-01-01",
      "2024-06-30",
      "2025-01-01",
      "2024-13-01",
    );
    const event = fc.oneof(
      fc.record({ type: fc.constant("gain"), id, at, points: fc.constantFrom(1, 3, -1) }),
      fc.record({ type: fc.constant("gain"), id, at, points: fc.constant(4), revises: id }),
      fc.record({ type: fc.constant("visit"), id, at }),
      fc.record({ type: fc.constant("retraction"), id, at, retracts: id }),
      fc.constant({ type: "nothing" }),
    );
    const asOf = fc.option(fc.constantFrom("2023-12-31", "2024-06-29"), { nil: undefined });
    holds(
      fc.property(fc.array(event, { maxLength: 12 }), asOf, (drawn, day) => {
        const events = drawn.map((one) => ({ subject: "第一镇", ...one }));
        const { counts } = score(ruleset, events, {
          ...options,
          ...(day === undefined ? {} : { asOf: day }),
        });
        const { accepted, rejected, ignored } = counts;
        expect(accepted + rejected + ignored).toBe(drawn.length);
        expect(counts.duplicates + counts.later + counts.revised + counts.retracted).toBe(ignored);
        expect(counts.scored + counts.outside + counts.unscored + counts.retractions).toBe(
          accepted,
        );
        const byType = Object.values(counts.unscoredTypes).reduce((sum, count) => sum + count, 0);
        expect(byType).toBe(counts.unscored);
      }),
      8,
    );
  });
});
