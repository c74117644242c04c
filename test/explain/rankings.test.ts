import { describe, expect, test } from "vitest";
import { comparisonText, whyAbove } from "../../src/explain/above.ts";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { run, type Short } from "../engine/build.ts";

const short: Short = {
  enums: { round: ["r1", "r2"] },
  subjects: { unit: { who: "roster" } },
  events: {
    duel: {
      attributes: { round: { type: "round" }, other: { type: "unit" }, won: { type: "number" } },
    },
  },
  rules: [{ id: "duel", on: "duel", to: ["won", "rounds", "duels"], amount: { var: "event.won" } }],
  accounts: {
    won: {},
    rounds: { per: [{ round: { var: "event.round" } }], steps: [{ highest: {} }] },
    duels: { per: [{ other: { var: "event.other" } }] },
  },
  measures: { score: { value: { account: "won" } } },
  rankings: {
    final: {
      by: [
        { value: { measure: "score" } },
        { value: { tied: ["sum", { account: "duels" }] }, again: true },
      ],
    },
    best: { by: [{ list: { account: "rounds" }, sorted: "descending" }], published: false },
    round: { per: ["round"], by: [{ value: { account: "rounds" } }] },
  },
};
const duel = (id: string, subject: string, round: string, other: string, won: number) => ({
  ...{ id, type: "duel", at: "2024-05-01", subject, round, other, won },
});
// a and b have 6 points each; in their duel a has won 4, b 2. The best rounds: b 4 and 2, a 4 and 2, c 1.
const result = run(short, [
  duel("1", "a", "r1", "b", 4),
  duel("2", "b", "r1", "a", 2),
  duel("3", "a", "r2", "c", 2),
  duel("4", "b", "r2", "c", 4),
  duel("5", "c", "r2", "a", 1),
]);

describe("why one is above another", () => {
  test("a criterion among those tied names them, and decides", () => {
    const comparison = whyAbove(result, "a", "b");
    expect(comparison.verdict).toBe("above");
    expect(comparison.criteria.map(({ decides, a, b }) => [decides, a, b])).toEqual([
      [false, "6", "6"],
      [true, "4", "2"],
    ]);
    expect(comparison.criteria[1]?.among?.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(comparisonText(comparison, "en")).toContain(
      "Decided by duels among those tied (a, b); the criteria before it are tied: a 4 points",
    );
    expect(comparisonText(comparison, "zh")).toContain("由并列者之间的duels(a、b)决定");
  });

  test("a list tells the first value that differs", () => {
    const [criterion] = whyAbove(result, "a", "c", { ranking: "best" }).criteria;
    expect(criterion).toMatchObject({ a: "4, 2", b: "1", item: { position: 1, a: "4", b: "1" } });
    expect(whyAbove(result, "a", "b", { ranking: "best" }).verdict).toBe("level");
  });

  test("a ranking with keys is asked at one of them", () => {
    expect(() => whyAbove(result, "a", "b", { ranking: "round" })).toThrow(/r1, r2/);
    const comparison = whyAbove(result, "b", "a", { ranking: "round", key: "r2" });
    expect(comparison).toMatchObject({ verdict: "above", ranking: { key: { value: "r2" } } });
    expect(comparison.criteria[0]).toMatchObject({ a: "4", b: "2", decides: true });
  });
});

test("an explanation tells the place at each key, and whom a tie-break was asked among", () => {
  const explanation = explain(result, "b");
  expect(
    explanation.standings.map((part) => [part.id, part.key?.value, "rank" in part && part.rank]),
  ).toEqual([
    ["final", undefined, 2],
    ["round", "r1", 2],
    ["round", "r2", 1],
  ]);
  const text = explanationText(explanation, "en");
  expect(text).toContain("duels among those tied (a, b): 2");
  expect(explanationText(explain(result, "c"), "en")).not.toContain("among those tied");
  expect(explain(result, "b", { ranking: "round", key: "r1" }).standings).toHaveLength(1);
  // Without a ranking the key says which are told; one that there is not is wrong use, and not passed over.
  expect(explain(result, "b", { key: "r1" }).standings.map(({ id }) => id)).toContain("round");
  for (const wrong of [
    { key: "r3" },
    { ranking: "round", key: "r3" },
    { ranking: "final", key: "r1" },
  ])
    expect(() => explain(result, "b", wrong)).toThrow(/no key "r[13]"/);
});
