import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { RulesetError } from "../../src/values/issue.ts";
import { holds } from "../properties.ts";
import { build, difference, ranksOf, run, type Short } from "./build.ts";

vi.setConfig({ testTimeout: 120_000 });

/** One side of a match: goals for and against, against whom. */
interface Side {
  readonly team: string;
  readonly other: string;
  readonly goals: number;
  readonly against: number;
}

function match(a: string, b: string, goals: number, against: number): Side[] {
  return [
    { team: a, other: b, goals, against },
    { team: b, other: a, goals: against, against: goals },
  ];
}

function eventsOf(sides: readonly Side[]) {
  return sides.map(({ team, other, goals, against }, at) => ({
    id: `m${at}`,
    type: "side",
    at: "2024-06-01",
    subject: team,
    opponent: other,
    points: goals > against ? 3 : goals === against ? 1 : 0,
    goals: goals - against,
  }));
}

/** A group: points; among those tied their points and goals, and those still level start again; then all goals. */
const group: Short = {
  subjects: { team: { who: "roster" } },
  events: {
    side: {
      attributes: {
        opponent: { type: "team" },
        points: { type: "number" },
        goals: { type: "number", min: "-100" },
      },
    },
  },
  rules: [
    { id: "points", on: "side", to: ["points", "mutual"], amount: { var: "event.points" } },
    { id: "goals", on: "side", to: ["goals", "mutual-goals"], amount: { var: "event.goals" } },
  ],
  accounts: {
    points: {},
    goals: {},
    mutual: { per: [{ opponent: { var: "event.opponent" } }] },
    "mutual-goals": { per: [{ opponent: { var: "event.opponent" } }] },
  },
  rankings: {
    final: {
      by: [
        { value: { measure: "score" } },
        { value: { tied: ["sum", { account: "mutual" }] } },
        { value: { tied: ["sum", { account: "mutual-goals" }] }, again: true },
        { value: { account: "goals" } },
      ],
    },
  },
};

/** The same without starting again. */
const once: Short = {
  ...group,
  rankings: {
    final: {
      by: [
        { value: { measure: "score" } },
        { value: { tied: ["sum", { account: "mutual" }] } },
        { value: { tied: ["sum", { account: "mutual-goals" }] } },
        { value: { account: "goals" } },
      ],
    },
  },
};

const teams = ["a", "b", "c", "d"];

describe("a football group", () => {
  /*
   * a beats b 1:0, b beats c 1:0, c beats a 2:1; all beat d: a 1:0, b 3:0, c 2:0. All of the three have 6 points, and
   * 3 among one another. Goals among the three: a +1 −1 = 0, b −1 +1 = 0, c −1 +1 = 0: all level. All goals: b 3, c 2, a 1.
   */
  const circle = [
    ...match("a", "b", 1, 0),
    ...match("b", "c", 1, 0),
    ...match("c", "a", 2, 1),
    ...match("a", "d", 1, 0),
    ...match("b", "d", 3, 0),
    ...match("c", "d", 2, 0),
  ];

  test("three level among one another are told apart by what comes after", () => {
    expect(ranksOf(run(group, eventsOf(circle), { subjects: teams }))).toEqual({
      ...{ b: 1, c: 2, a: 3, d: 4 },
    });
  });

  test("a group that has been split starts again: two of three are level by goals, and one beat the other", () => {
    /*
     * c beats a 3:0, a beats b 1:0, b beats c 2:0; each beats d: a 9:0, b 1:0, c 1:0. Among the three: 3 points each;
     * goals a −3 +1 = −2, b −1 +2 = 1, c +3 −2 = 1. So a is last; b and c are level, and start again: b beat c.
     * Without starting again all goals decide: b 2, c 2, and they stay level.
     */
    const split = [
      ...match("c", "a", 3, 0),
      ...match("a", "b", 1, 0),
      ...match("b", "c", 2, 0),
      ...match("a", "d", 9, 0),
      ...match("b", "d", 1, 0),
      ...match("c", "d", 1, 0),
    ];
    const result = run(group, eventsOf(split), { subjects: teams });
    expect(ranksOf(result)).toEqual({ b: 1, c: 2, a: 3, d: 4 });
    expect(ranksOf(run(once, eventsOf(split), { subjects: teams }))).toEqual({
      ...{ b: 1, c: 1, a: 3, d: 4 },
    });
    // What was asked last of the tied is shown: of b and c the one match, of a the three; of d nothing was asked.
    expect(result.standings.map(({ subject, tieBreaks }) => [subject, tieBreaks])).toEqual([
      ["b", ["3", "1", "2"]],
      ["c", ["0", "1", "2"]],
      ["a", ["3", "-2", "7"]],
      ["d", ["", "", "-11"]],
    ]);
  });

  test("who has played nobody of those level counts as 0 of a sum, and stands behind where a mean is absent", () => {
    const few = [...match("a", "b", 0, 0), ...match("c", "d", 0, 0), ...match("d", "c", 1, 1)];
    // a and b: 1 point each, level among themselves and in goals; c and d: 2 each.
    expect(ranksOf(run(group, eventsOf(few), { subjects: teams }))).toEqual({
      ...{ c: 1, d: 1, a: 3, b: 3 },
    });
    const mean: Short = {
      ...group,
      rankings: {
        final: { by: [{ value: 0 }, { value: { tied: ["mean", { account: "mutual" }] } }] },
      },
    };
    const lost = [...match("a", "b", 0, 1)];
    expect(ranksOf(run(mean, eventsOf(lost), { subjects: ["a", "b", "c"] }))).toEqual({
      ...{ b: 1, a: 2, c: 3 },
    });
  });
});

/** The same by a plain recursive function. */
function placed(sides: readonly Side[], all: readonly string[], again: boolean) {
  const pointsOf = ({ goals, against }: Side) => (goals > against ? 3 : goals === against ? 1 : 0);
  const total = (team: string, among: readonly string[], of: (side: Side) => number): number =>
    sides
      .filter((side) => side.team === team && among.includes(side.other))
      .reduce((sum, side) => sum + of(side), 0);
  const goalsOf = (side: Side): number => side.goals - side.against;
  const split = (some: readonly string[], by: (team: string) => number): string[][] =>
    [...new Set(some.map(by))]
      .sort((x, y) => y - x)
      .map((value) => some.filter((team) => by(team) === value));
  const level = (some: readonly string[]): string[][] =>
    split(some, (team) => total(team, some, pointsOf))
      .flatMap((part) => split(part, (team) => total(team, some, goalsOf)))
      .flatMap((part) =>
        part.length === 1
          ? [part]
          : again && part.length < some.length
            ? level(part)
            : split(part, (team) => total(team, all, goalsOf)),
      );
  const places: Record<string, number> = {};
  let next = 1;
  for (const part of split(all, (team) => total(team, all, pointsOf)).flatMap(level)) {
    for (const team of part) places[team] = next;
    next += part.length;
  }
  return places;
}

describe("laws", () => {
  const five = ["a", "b", "c", "d", "e"];
  const sides = fc
    .array(
      fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 2 }), fc.nat({ max: 2 })),
      { maxLength: 12 },
    )
    .map((list) =>
      list.flatMap(([a, b, goals, against]) =>
        a === b ? [] : match(five[a] ?? "", five[b] ?? "", goals, against),
      ),
    );
  const rulesets = [
    [build(group), true],
    [build(once), false],
  ] as const;

  test("places are those of a plain recursion, with and without starting again", () => {
    holds(
      fc.property(sides, (list) => {
        for (const [ruleset, again] of rulesets) {
          const found = ranksOf(run(ruleset, eventsOf(list), { subjects: five }));
          expect(found).toEqual(placed(list, five, again));
        }
      }),
      6,
    );
  });

  test("neither the order of events nor that of subjects changes anything", () => {
    holds(
      fc.property(sides, fc.shuffledSubarray(five, { minLength: 5 }), (list, order) => {
        const [ruleset] = rulesets[0];
        const events = eventsOf(list);
        const one = run(ruleset, events, { subjects: five });
        expect(difference(run(ruleset, [...events].reverse(), { subjects: order }), one)).toBe("");
      }),
      2,
    );
  });

  test("one without matches stands level with or behind those who have points, and moves nobody else", () => {
    holds(
      fc.property(sides, (list) => {
        const [ruleset] = rulesets[0];
        const before = ranksOf(run(ruleset, eventsOf(list), { subjects: five }));
        const after = ranksOf(run(ruleset, eventsOf(list), { subjects: [...five, "silent"] }));
        for (const one of five)
          for (const other of five)
            expect(Math.sign((after[one] ?? 0) - (after[other] ?? 0))).toBe(
              Math.sign((before[one] ?? 0) - (before[other] ?? 0)),
            );
      }),
      2,
    );
  });
});

describe("what cannot be", () => {
  const issuesOf = (by: readonly unknown[], more: Short = {}): string[] => {
    try {
      build({ ...group, ...more, rankings: { final: { by } } });
      return [];
    } catch (error) {
      if (!(error instanceof RulesetError)) throw error;
      return error.issues.map(({ code, pointer }) => `${code} ${pointer}`);
    }
  };

  test("is refused with its place", () => {
    const place = "/rankings/final/by/0";
    expect(issuesOf([{ value: 1, again: true }])).toEqual([`bad-value ${place}/again`]);
    expect(issuesOf([{ order: "ascending" }])).toEqual([`missing-key ${place}`]);
    expect(issuesOf([{ value: 1, list: { account: "mutual" } }])).toEqual([`bad-value ${place}`]);
    expect(issuesOf([{ value: 1, sorted: "ascending" }])).toEqual([`unknown-key ${place}/sorted`]);
    expect(issuesOf([{ list: { account: "points" } }])).toEqual([`bad-value ${place}/list`]);
    expect(issuesOf([{ value: { tied: ["sum", { account: "points" }] } }])).toEqual([
      `unknown-name ${place}/value/tied`,
    ]);
    expect(issuesOf([{ value: { tied: ["most", { account: "mutual" }] } }])).toEqual([
      `unlisted-value ${place}/value/tied/0`,
    ]);
    expect(issuesOf([{ value: { var: "subject.name" } }])).toEqual([
      `type-mismatch ${place}/value`,
    ]);
    const measures = { score: { value: { tied: ["sum", { account: "mutual" }] } } };
    expect(issuesOf([{ value: 1 }], { measures })).toEqual([
      "bad-value /measures/score/value/tied",
    ]);
  });
});
