import { describe, expect, test } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { accountOf, difference, outcomesOf, ranksOf, run, type Short, valuesOf } from "./build.ts";

/** Places at each key, as `race: subject place, …`. */
function placesOf(result: Result, ranking: string): string[] {
  const keys = new Map<string, string[]>();
  for (const { ranking: id, key = "", subject, rank } of result.standings)
    if (id === ranking) keys.set(key, [...(keys.get(key) ?? []), `${subject} ${rank}`]);
  return [...keys].map(([key, list]) => `${key}: ${list.join(", ")}`);
}

const race = (id: string, subject: string, name: string, result: string | number) => ({
  id,
  type: "finish",
  at: "2024-05-01",
  subject,
  race: name,
  result,
});

/** Races by their times: a place in each, points by place, and the season by points. */
const season: Short = {
  enums: { race: ["spa", "monza", "suzuka"] },
  events: { finish: { attributes: { race: { type: "race" }, result: { type: "number" } } } },
  rules: [{ id: "time", on: "finish", to: "times", amount: { var: "event.result" } }],
  tables: {
    worth: {
      axes: [{ brackets: "from" }],
      cells: { "1": "25", "2": "18", "3": "15", "4": "0" },
      default: "0",
    },
  },
  accounts: {
    times: { per: [{ race: { var: "event.race" } }], steps: [{ lowest: {} }] },
    "race-points": {
      from: { ranking: "race" },
      per: ["race"],
      steps: [{ sum: {} }, { value: { table: ["worth", { var: "value" }] } }],
    },
    points: { from: { account: "race-points" } },
    finishes: { from: { ranking: "race" }, per: ["race"], steps: [{ sum: {} }] },
  },
  measures: { score: { value: { account: "points" } } },
  rankings: {
    race: {
      per: ["race"],
      by: [{ value: { account: "times" }, order: "ascending" }],
    },
    final: {
      by: [{ value: { measure: "score" } }, { list: { account: "finishes" }, sorted: "ascending" }],
    },
  },
};

describe("a ranking with keys", () => {
  const events = [
    ...[race("1", "a", "spa", 90), race("2", "b", "spa", 91), race("3", "c", "spa", 91)],
    ...[race("4", "a", "monza", 80), race("5", "b", "monza", 79)],
    ...[race("6", "c", "suzuka", 70)],
  ];
  const result = run(season, events);

  test("places those who have a value, at each key by itself", () => {
    // Who has no time of a race has no place in it. Races stand in their declared order.
    expect(placesOf(result, "race")).toEqual([
      "spa: a 1, b 2, c 2",
      "monza: b 1, a 2",
      "suzuka: c 1",
    ]);
    expect(result.standings[0]).toMatchObject({ ranking: "race", key: "spa", score: "90" });
  });

  test("gives its places to an account, and so points by place are a score", () => {
    expect(valuesOf(result.accounts, "race-points")).toEqual({
      ...{ "a spa": "25", "a monza": "18" },
      ...{ "b spa": "18", "b monza": "25" },
      ...{ "c spa": "18", "c suzuka": "25" },
    });
    expect(ranksOf(result)).toEqual({ a: 1, b: 1, c: 1 });
  });

  test("is read at a key, with what ties get", () => {
    const read: Short = {
      ...season,
      outcomes: {
        won: { kind: "award", per: ["race"], when: { "==": [{ rank: "race" }, 1] } },
        behind: {
          kind: "award",
          per: ["race"],
          when: { "==": [{ rank: ["race", { ties: "last" }] }, 3] },
        },
        spa: {
          kind: "award",
          when: { "==": [{ rank: ["race", { ties: "mean", at: { race: "spa" } }] }, "2.5"] },
        },
        leader: { kind: "award", when: { "==": [{ rank: ["final", "last"] }, 3] } },
        always: {
          kind: "award",
          when: { all: [{ ranking: "race" }, { "==": [{ var: "value" }, 2] }] },
        },
      },
    };
    const told = run(read, events);
    expect(Object.keys(outcomesOf(told, "won"))).toEqual(["a spa", "b monza", "c suzuka"]);
    expect(Object.keys(outcomesOf(told, "behind"))).toEqual(["b spa", "c spa"]);
    expect(Object.keys(outcomesOf(told, "spa"))).toEqual(["b", "c"]);
    expect(Object.keys(outcomesOf(told, "leader"))).toEqual(["a", "b", "c"]);
    expect(outcomesOf(told, "always")).toEqual({});
  });

  test("of months places everybody in every month that has begun; the open one is provisional", () => {
    const monthly: Short = {
      events: { gain: { attributes: { points: { type: "number" } } } },
      accounts: {
        points: {},
        monthly: { per: ["month"] },
        wins: {
          from: { ranking: "month" },
          steps: [{ value: { if: [{ "==": [{ var: "value" }, 1] }, 1, 0] } }, { sum: {} }],
        },
      },
      rules: [
        { id: "gain", on: "gain", to: ["points", "monthly"], amount: { var: "event.points" } },
      ],
      rankings: {
        final: { by: "score" },
        month: { per: ["month"], by: [{ value: { account: "monthly" } }] },
      },
    };
    const told = run(
      monthly,
      [
        { id: "1", type: "gain", at: "2024-01-05", subject: "a", points: 2 },
        { id: "2", type: "gain", at: "2024-02-05", subject: "b", points: 1 },
      ],
      { asOf: "2024-02-10" },
    );
    expect(placesOf(told, "month")).toEqual(["2024-01: a 1, b 2, c 2", "2024-02: b 1, a 2, c 2"]);
    const open = told.standings.filter(({ key, provisional }) => key !== undefined && provisional);
    expect(new Set(open.map(({ key }) => key))).toEqual(new Set(["2024-02"]));
    expect(accountOf(told, "wins", "a")).toBe("1");
  });

  test("does not depend on the order of events", () => {
    expect(difference(run(season, [...events].reverse()), result)).toBe("");
  });
});

describe("lists", () => {
  test("a countback: equal points, more wins first, then more second places", () => {
    // d 25 + 15 = 40, f 15 + 25 = 40, e 18 + 18 = 36; the winner of the last race 25.
    const events = [
      ...[race("1", "d", "spa", 1), race("2", "e", "spa", 2), race("3", "f", "spa", 3)],
      ...[race("4", "f", "monza", 1), race("5", "e", "monza", 2), race("6", "d", "monza", 3)],
      // Behind the points: f is 4th of the last race, d 5th. That alone tells them apart.
      ...["x", "y", "z"].map((id, at) => race(`7${id}`, id, "suzuka", at + 1)),
      ...[race("8", "f", "suzuka", 4), race("9", "d", "suzuka", 5)],
    ];
    const result = run(season, events, { subjects: ["d", "e", "f", "x", "y", "z"] });
    expect(ranksOf(result)).toEqual({ f: 1, d: 2, e: 3, x: 4, y: 5, z: 6 });
    const standing = result.standings.find((one) => one.ranking === "final" && one.subject === "d");
    expect(standing).toMatchObject({ score: "40", tieBreaks: ["1, 3, 5"] });
  });

  test("who has one value more, where the others are the same, is ahead", () => {
    const events = [
      ...["x", "y", "z", "d"].map((id, at) => race(`1${id}`, id, "spa", at + 1)),
      ...["x", "y", "z"].map((id, at) => race(`2${id}`, id, "monza", at + 1)),
    ];
    // d and e have no points; d has been 4th once, e never was there.
    const result = run(season, events, { subjects: ["d", "e", "x", "y", "z"] });
    expect(ranksOf(result)).toEqual({ x: 1, y: 2, z: 3, d: 4, e: 5 });
  });

  /** Sailing: places are points, the worst of all is dropped; ties by the best scores, then by the last race. */
  const sailing: Short = {
    enums: { race: ["r1", "r2", "r3", "r4"] },
    events: { finish: { attributes: { race: { type: "race" }, result: { type: "number" } } } },
    rules: [{ id: "score", on: "finish", to: ["scores", "all"], amount: { var: "event.result" } }],
    accounts: {
      scores: {
        per: [{ race: { var: "event.race" } }],
        steps: [{ keep: { "drop-best": 1 }, within: "period" }, { highest: {} }],
      },
      all: { per: [{ race: { var: "event.race" } }] },
      net: { from: { account: "scores" } },
    },
    measures: { score: { value: { account: "net" } } },
    rankings: {
      final: {
        order: "ascending",
        by: [
          { value: { measure: "score" } },
          { list: { account: "scores" }, sorted: "ascending" },
          { list: { account: "all" }, sorted: "last-first" },
        ],
      },
    },
  };
  const scores = (subject: string, list: readonly number[]) =>
    list.map((result, at) => race(`${subject}${at}`, subject, `r${at + 1}`, result));

  test("drop the highest, then the best scores in their order, then the last race", () => {
    const events = [
      ...scores("a", [1, 2, 3, 9]), // without the 9: 6; 1, 2, 3
      ...scores("b", [1, 9, 2, 3]), // 6; 1, 2, 3; the last race 3 is better than 9
      ...scores("c", [2, 2, 2, 2]), // 6; 2, 2, 2
    ];
    const result = run(sailing, events);
    expect(result.standings.map((one) => [one.subject, one.rank, one.score])).toEqual([
      ["b", 1, "6"],
      ["a", 2, "6"],
      ["c", 3, "6"],
    ]);
    expect(result.standings[0]?.tieBreaks).toEqual(["1, 2, 3", "3, 2, 9, 1"]);
  });
});

describe("criteria of other types", () => {
  const days: Short = {
    enums: { level: ["low", "high"] },
    subjects: {
      unit: { who: "roster", attributes: { since: { type: "day" }, level: { type: "level" } } },
    },
    rankings: {
      final: { by: [{ value: { measure: "score" } }, { value: { var: "subject.since" } }] },
      late: { by: [{ value: { var: "subject.since" }, order: "descending" }] },
      level: { by: [{ value: { var: "subject.level" } }] },
    },
  };
  const subjects = [
    { id: "a", since: "2020-05-01", level: "low" },
    { id: "b", since: "2019-05-01", level: "high" },
    { id: "c", since: "2021-05-01", level: "low" },
  ];

  test("of days the earlier is ahead, of names the higher in their order", () => {
    const result = run(days, [], { subjects });
    expect(ranksOf(result)).toEqual({ b: 1, a: 2, c: 3 });
    expect(ranksOf(result, "late")).toEqual({ c: 1, a: 2, b: 3 });
    expect(ranksOf(result, "level")).toEqual({ b: 1, a: 2, c: 2 });
    expect(result.standings[0]).toMatchObject({ score: "0", tieBreaks: ["2019-05-01"] });
    expect(result.standings.find((one) => one.ranking === "level")?.score).toBe("high");
  });
});
