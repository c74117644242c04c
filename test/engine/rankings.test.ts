import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Standing } from "../../src/document/result.ts";
import { holds } from "../properties.ts";
import { difference, gain, outcomesOf, ranksOf, run, type Short } from "./build.ts";

vi.setConfig({ testTimeout: 60_000 });

const ids = ["a", "b", "c", "d", "e", "f"];

/** The scores 9, 7, 7, 5, 5, 5 and one ranking for each way with ties. */
const ties: Short = {
  rankings: {
    competition: { by: "score" },
    last: { by: "score", ties: "last" },
    mean: { by: "score", ties: "mean" },
    dense: { by: "score", ties: "dense" },
    ascending: { by: "score", order: "ascending" },
  },
};

function gainsOf(scores: readonly (string | number)[]) {
  return scores.map((score, index) => gain(`e${index}`, ids[index] ?? "", "2024-01-01", score));
}

function order(standings: readonly Standing[], ranking: string): string {
  return standings
    .filter((one) => one.ranking === ranking)
    .map(({ subject }) => subject)
    .join("");
}

describe("places", () => {
  test("of those that are level: first, last, mean or dense", () => {
    const result = run(ties, gainsOf([9, 7, 7, 5, 5, 5]), { subjects: ids });
    expect(Object.values(ranksOf(result, "competition"))).toEqual([1, 2, 2, 4, 4, 4]);
    expect(Object.values(ranksOf(result, "last"))).toEqual([1, 3, 3, 6, 6, 6]);
    expect(Object.values(ranksOf(result, "mean"))).toEqual([1, 2.5, 2.5, 5, 5, 5]);
    expect(Object.values(ranksOf(result, "dense"))).toEqual([1, 2, 2, 3, 3, 3]);
    expect(ranksOf(result, "ascending")).toEqual({ a: 6, b: 4, c: 4, d: 1, e: 1, f: 1 });
  });

  test("equal scores are level however they came about", () => {
    const spelt = run(
      ties,
      [
        gain("1", "a", "2024-01-01", "1.5"),
        gain("2", "b", "2024-01-01", "1.50"),
        gain("3", "c", "2024-01-01", "0.7"),
        gain("4", "c", "2024-01-01", "0.8"),
        gain("5", "d", "2024-01-01", "1.4999999999"),
      ],
      { subjects: ids },
    );
    expect(ranksOf(spelt, "competition")).toEqual({ a: 1, b: 1, c: 1, d: 4, e: 5, f: 5 });
  });

  test("without events, with nothing and with as much taken as given are level at 0", () => {
    const result = run(
      ties,
      [
        gain("1", "a", "2024-01-01", "-0.00"),
        gain("2", "b", "2024-01-01", 5),
        gain("3", "b", "2024-01-01", -5),
        gain("4", "c", "2024-01-01", -1),
      ],
      { subjects: ["a", "b", "c", "d"] },
    );
    expect(ranksOf(result, "competition")).toEqual({ a: 1, b: 1, d: 1, c: 4 });
    expect(result.standings[0]).toMatchObject({ score: "0", subject: "a", cohort: "all" });
  });

  test("are listed by place, then by id; ids as people number them, not by locale", () => {
    const subjects = ["é", "z", "Z", "10", "9", "中", "\u{1f600}", "\uffee"];
    const result = run({}, [gain("1", "z", "2024-01-01")], { subjects });
    expect(result.standings.map(({ subject }) => subject)).toEqual([
      ...["z", "9", "10", "Z", "é", "中", "\uffee", "\u{1f600}"],
    ]);
    expect(
      difference(run({}, [gain("1", "z", "2024-01-01")], { subjects: subjects.reverse() }), result),
    ).toBe("");
  });

  test("a chain of criteria decides, each in its own direction; what is level in all stays level", () => {
    const chain: Short = {
      accounts: {
        points: {},
        count: { steps: [{ count: {} }] },
        worst: { steps: [{ lowest: { none: "0" } }] },
      },
      rules: [
        {
          id: "gain",
          on: "gain",
          to: ["points", "count", "worst"],
          amount: { var: "event.points" },
        },
      ],
      rankings: {
        final: {
          by: [
            { value: { measure: "score" } },
            { value: { account: "count" }, order: "ascending" },
            { value: { account: "worst" } },
          ],
        },
      },
    };
    const list = [
      ...[gain("1", "a", "2024-01-01", 3), gain("2", "a", "2024-01-01", 3)],
      ...[gain("3", "b", "2024-01-01", 6)],
      ...[gain("4", "c", "2024-01-01", 4), gain("5", "c", "2024-01-01", 2)],
      ...[gain("6", "d", "2024-01-01", 2), gain("7", "d", "2024-01-01", 4)],
      ...[gain("8", "e", "2024-01-01", 7)],
    ];
    const result = run(chain, list, { subjects: ids });
    expect(ranksOf(result)).toEqual({ e: 1, b: 2, a: 3, c: 4, d: 4, f: 6 });
    expect(result.standings.find(({ subject }) => subject === "a")).toMatchObject({
      score: "6",
      tieBreaks: ["2", "3"],
    });
  });
});

describe("cohorts", () => {
  const short: Short = {
    enums: { zone: ["inner", "outer"] },
    subjects: {
      unit: {
        who: "roster",
        categories: ["town", "office"],
        attributes: {
          zone: { type: "zone", default: "inner" },
          size: { type: "number", optional: true },
          barred: { type: "boolean", default: false },
        },
      },
    },
    rankings: {
      final: { by: "score" },
      category: { by: "score", within: ["category"] },
      both: { by: "score", within: ["category", "zone"] },
      size: { by: "score", within: ["size"] },
      left: { by: "score", among: { "!": [{ var: "subject.barred" }] } },
      again: { by: "score", among: { "!=": [{ outcome: "barred" }, "given"] } },
    },
    outcomes: {
      barred: { kind: "eligibility", when: { var: "subject.barred" } },
      best: { kind: "award", when: { "==": [{ rank: "again" }, 1] } },
      lastPlace: { kind: "award", when: { "<=": [{ rank: ["category", "last"] }, 2] } },
      meanPlace: { kind: "award", when: { "<=": [{ rank: ["final", "mean"] }, "2.5"] } },
      densePlace: { kind: "award", when: { "<=": [{ rank: ["final", "dense"] }, 2] } },
    },
  };
  const subjects = [
    { id: "a", category: "town", size: "5" },
    { id: "b", category: "town", zone: "outer", size: "12.5" },
    { id: "c", category: "office", barred: true, size: 5 },
    { id: "d", category: "office", size: "100" },
    { id: "e", category: "office" },
  ];
  const result = run(short, gainsOf([4, 9, 9, 2, 2]), { subjects });

  test("those of one category, or of several attributes alike, are placed among themselves", () => {
    expect(ranksOf(result)).toEqual({ b: 1, c: 1, a: 3, d: 4, e: 4 });
    expect(ranksOf(result, "category")).toEqual({ b: 1, a: 2, c: 1, d: 2, e: 2 });
    expect(ranksOf(result, "both")).toEqual({ a: 1, b: 1, c: 1, d: 2, e: 2 });
  });

  test("cohorts stand in their declared order and are named after their attributes", () => {
    const named = (ranking: string) =>
      result.standings
        .filter((one) => one.ranking === ranking)
        .map(({ cohort, subject }) => `${cohort}: ${subject}`);
    expect(named("category")).toEqual([
      "town: b",
      "town: a",
      "office: c",
      "office: d",
      "office: e",
    ]);
    expect(named("both")).toEqual([
      ...[
        "town inner: a",
        "town outer: b",
        "office inner: c",
        "office inner: d",
        "office inner: e",
      ],
    ]);
  });

  test("numbers that make a cohort are written as numbers and stand by size", () => {
    const sizes = result.standings.filter((one) => one.ranking === "size");
    expect(sizes.map(({ cohort, subject }) => [cohort, subject])).toEqual([
      ["5", "c"],
      ["5", "a"],
      ["12.5", "b"],
      ["100", "d"],
      ["", "e"],
    ]);
  });

  test("a second ranking among those left counts them alone", () => {
    expect(ranksOf(result, "left")).toEqual({ b: 1, a: 2, d: 3, e: 3 });
    expect(ranksOf(result, "again")).toEqual({ b: 1, a: 2, d: 3, e: 3 });
    expect(outcomesOf(result, "best")).toEqual({ b: "given" });
    const none = run(short, gainsOf([4]), {
      subjects: subjects.map((one) => ({ ...one, barred: true })),
    });
    expect(order(none.standings, "again")).toBe("");
    expect(outcomesOf(none, "best")).toEqual({});
  });

  test("places are read the way an outcome asks", () => {
    // Last places: town 1, 2; office 1, 3, 3. Means in all: 1.5, 1.5, 3. Dense: 1, 1, 2, 3, 3.
    expect(Object.keys(outcomesOf(result, "lastPlace"))).toEqual(["a", "b", "c"]);
    expect(Object.keys(outcomesOf(result, "meanPlace"))).toEqual(["b", "c"]);
    expect(Object.keys(outcomesOf(result, "densePlace"))).toEqual(["a", "b", "c"]);
  });
});

describe("rankings keep their formulae", () => {
  const scores = fc.array(fc.integer({ min: -3, max: 4 }), { minLength: 1, maxLength: 6 });
  const ranked = (values: readonly number[]) =>
    run(ties, gainsOf(values), { subjects: ids.slice(0, values.length) });

  test("competition, last, mean, dense and ascending", () => {
    holds(
      fc.property(scores, (values) => {
        const result = ranked(values);
        const of = (ranking: string) =>
          ids.slice(0, values.length).map((id) => ranksOf(result, ranking)[id]);
        const better = (value: number) => values.filter((other) => other > value).length;
        const worse = (value: number) => values.filter((other) => other < value).length;
        const level = (value: number) => values.filter((other) => other === value).length;
        expect(of("competition")).toEqual(values.map((value) => 1 + better(value)));
        expect(of("last")).toEqual(values.map((value) => better(value) + level(value)));
        expect(of("mean")).toEqual(values.map((value) => better(value) + (1 + level(value)) / 2));
        expect(of("dense")).toEqual(
          values.map((value) => 1 + new Set(values.filter((other) => other > value)).size),
        );
        expect(of("ascending")).toEqual(values.map((value) => 1 + worse(value)));
      }),
      4,
    );
  });

  test("raising one's score never worsens one's place and betters nobody else's", () => {
    holds(
      fc.property(
        scores,
        fc.nat({ max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (values, who, more) => {
          const at = who % values.length;
          const raised = values.map((value, index) => (index === at ? value + more : value));
          const [before, after] = [
            ranksOf(ranked(values), "competition"),
            ranksOf(ranked(raised), "competition"),
          ];
          for (const id of Object.keys(before)) {
            if (id === ids[at]) expect(after[id]).toBeLessThanOrEqual(before[id] ?? 0);
            else expect(after[id]).toBeGreaterThanOrEqual(before[id] ?? 9);
          }
        },
      ),
      2,
    );
  });

  test("who has no events changes no place but those below 0", () => {
    holds(
      fc.property(scores, (values) => {
        const alone = ranksOf(ranked(values), "competition");
        const subjects = [...ids.slice(0, values.length), "silent"];
        const joined = ranksOf(run(ties, gainsOf(values), { subjects }), "competition");
        for (const [index, value] of values.entries()) {
          const id = ids[index] ?? "";
          expect(joined[id]).toBe((alone[id] ?? 0) + (value < 0 ? 1 : 0));
        }
        expect(joined["silent"]).toBe(1 + values.filter((value) => value > 0).length);
      }),
      2,
    );
  });
});
