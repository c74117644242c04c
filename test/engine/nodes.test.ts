import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { holds } from "../properties.ts";
import {
  accountOf,
  difference,
  gain,
  measureOf,
  outcomeOf,
  outcomesOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";

vi.setConfig({ testTimeout: 60_000 });

/** How many months without a gain stand behind each month, at most three. */
const runs: Short = {
  parameters: { most: "3" },
  accounts: { monthly: { per: ["month"], steps: [{ count: {} }] } },
  rules: [{ id: "gain", on: "gain", to: "monthly", amount: { var: "event.points" } }],
  measures: {},
  rankings: {},
  runnings: {
    empty: {
      over: { account: "monthly" },
      state: { run: { start: 0 } },
      next: {
        run: { if: [{ "==": [{ var: "value" }, 0] }, { "+": [{ var: "state.run" }, 1] }, 0] },
      },
      value: { var: "state.run" },
    },
    reset: {
      over: { account: "monthly" },
      state: { run: { start: 0 }, times: { start: "10" } },
      next: {
        run: {
          if: [
            { "!=": [{ var: "value" }, 0] },
            0,
            { "==": [{ var: "state.run" }, { param: "most" }] },
            1,
            { "+": [{ var: "state.run" }, 1] },
          ],
        },
        times: {
          if: [
            {
              and: [
                { "==": [{ var: "value" }, 0] },
                { "==": [{ var: "state.run" }, { param: "most" }] },
              ],
            },
            { "+": [{ var: "state.times" }, 1] },
            { var: "state.times" },
          ],
        },
      },
      value: { "+": [{ "*": [{ var: "state.times" }, 100] }, { var: "state.run" }] },
    },
  },
};

function monthsOf(values: Record<string, string>, subject = "a"): string[] {
  return Object.entries(values)
    .filter(([key]) => key.startsWith(`${subject} `))
    .map(([, value]) => value);
}

function inMonths(...months: readonly number[]) {
  return months.map((month, index) =>
    gain(`e${index}`, "a", `2024-${String(month).padStart(2, "0")}-15`),
  );
}

describe("a running walks along the keys of a node", () => {
  test("a run of empty months grows and ends", () => {
    const result = run(runs, inMonths(3, 4, 8));
    expect(monthsOf(valuesOf(result.runnings, "empty"))).toEqual(
      "1 2 0 0 1 2 3 0 1 2 3 4".split(" "),
    );
    expect(monthsOf(valuesOf(result.runnings, "empty"), "b").at(-1)).toBe("12");
  });

  test("a run that is reset begins again, and all states step at once", () => {
    const result = run(runs, inMonths(3));
    // Empty: 1 2 | 4 5 6, 7 8 9, 10 11 12; each fourth empty month in a row begins the next three.
    expect(monthsOf(valuesOf(result.runnings, "reset"))).toEqual(
      "1001 1002 1000 1001 1002 1003 1101 1102 1103 1201 1202 1203".split(" "),
    );
  });

  test("months that are not over are passed over", () => {
    const { runnings } = run(runs, inMonths(2), { asOf: "2024-05-30" });
    expect(monthsOf(valuesOf(runnings, "empty"))).toEqual(["1", "0", "1", "2"]);
  });

  test("a month's circular knows the months before it, a running's window bounds its walk", () => {
    const circular: Short = {
      ...runs,
      accounts: { monthly: { per: ["month"], window: "year", steps: [{ count: {} }] } },
      runnings: {
        year: { ...runs.runnings?.["empty"], window: "year" },
        period: { ...runs.runnings?.["empty"] },
      },
      outcomes: {
        notice: { kind: "notice", per: ["month"], when: { ">=": [{ running: "year" }, 2] } },
      },
    };
    const result = run(circular, inMonths(1, 5), { period: "2024-03" });
    expect(monthsOf(valuesOf(result.runnings, "year")).slice(0, 5)).toEqual("0 1 2 3 0".split(" "));
    expect(valuesOf(result.runnings, "period")).toMatchObject({ "a 2024-03": "1" });
    expect(Object.keys(valuesOf(result.runnings, "period"))).toHaveLength(3);
    expect(outcomesOf(result, "notice")).toEqual({
      ...{ "a 2024-03": "given", "b 2024-03": "given", "c 2024-03": "given" },
    });
    const early = run(circular, inMonths(1, 5), { period: "2024-03", asOf: "2024-03-30" });
    expect(outcomesOf(early, "notice")).toEqual({});
  });

  test("it agrees with a plain loop", () => {
    holds(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 12 })), (months) => {
        let length = 0;
        const expected = Array.from({ length: 12 }, (_, index) => {
          length = months.includes(index + 1) ? 0 : length + 1;
          return String(length);
        });
        expect(monthsOf(valuesOf(run(runs, inMonths(...months)).runnings, "empty"))).toEqual(
          expected,
        );
      }),
      2,
    );
  });

  test("numbers are walked by size, whether an account or a measure has the keys", () => {
    const short: Short = {
      events: { gain: { attributes: { points: { type: "number" }, round: { type: "integer" } } } },
      accounts: { byRound: { per: [{ round: { var: "event.round" } }] } },
      rules: [{ id: "gain", on: "gain", to: "byRound", amount: { var: "event.points" } }],
      measures: { twice: { per: ["round"], value: { "*": [{ account: "byRound" }, 100] } } },
      rankings: {},
      runnings: Object.fromEntries(
        [
          ["account", "byRound"],
          ["measure", "twice"],
        ].map(([kind, id]) => [
          `after${kind}`,
          {
            over: { [kind as string]: id },
            state: { total: { start: 0 } },
            // Doubling the total at each step makes the order tell.
            next: {
              total: { "+": [{ var: "state.total" }, { var: "state.total" }, { var: "value" }] },
            },
            value: { var: "state.total" },
          },
        ]),
      ),
    };
    const rounds = [2, 10, 1].map((round, index) =>
      gain(String(index), "a", "2024-01-01", 10 ** index, { round }),
    );
    // Round 1 has 100, round 2 has 1, round 10 has 10: 100, then 201, then 412.
    const result = run(short, rounds);
    expect(monthsOf(valuesOf(result.runnings, "afteraccount"))).toEqual(["100", "201", "412"]);
    expect(monthsOf(valuesOf(result.runnings, "aftermeasure"))).toEqual([
      "10000",
      "20100",
      "41200",
    ]);
  });

  test("its values come together like those of an account, and are read at their key", () => {
    const short: Short = {
      ...runs,
      accounts: {
        ...runs.accounts,
        longest: { from: { running: "empty" }, steps: [{ highest: {} }] },
      },
      measures: {
        fine: { per: ["month"], value: { "-": [{ running: "empty" }] } },
      },
    };
    const result = run(short, inMonths(3, 4, 8));
    expect(accountOf(result, "longest")).toBe("4");
    expect(measureOf(result, "fine", "a", "2024-07")).toBe("-3");
  });
});

describe("measures", () => {
  const short: Short = {
    enums: { level: ["low", "high"] },
    subjects: {
      unit: {
        who: "roster",
        categories: ["town", "office"],
        attributes: { size: { type: "integer", default: 1 } },
      },
    },
    events: {
      gain: {
        attributes: { points: { type: "number" }, level: { type: "level", default: "low" } },
      },
    },
    accounts: {
      points: {},
      monthly: { per: ["month"] },
      levels: { per: [{ level: { var: "event.level" } }] },
      means: { per: ["month"], steps: [{ mean: {} }, { round: [2, "half-up"] }] },
    },
    rules: [
      {
        ...{ id: "gain", on: "gain", amount: { var: "event.points" } },
        to: ["points", "monthly", "levels", "means"],
      },
    ],
    parameters: { task: "4", most: "40" },
    measures: {
      score: { value: { account: "points" } },
      share: {
        value: {
          round: [
            {
              "/": [
                { "*": [{ measure: "score" }, 100] },
                { cohort: ["sum", { value: { measure: "score" } }] },
                0,
              ],
            },
            2,
            "half-up",
          ],
        },
      },
      best: {
        value: { cohort: ["highest", { within: ["category"], value: { measure: "score" } }] },
      },
      worst: { value: { cohort: ["lowest", { value: { measure: "score" } }] } },
      mean: {
        fraction: true,
        value: { cohort: ["mean", { within: ["category"], value: { measure: "score" } }] },
      },
      above: {
        value: { cohort: ["count", { where: { ">": [{ measure: "score" }, { param: "task" }] } }] },
      },
      number: { value: { cohort: ["count", { within: ["category"] }] } },
      bestOfNone: {
        value: {
          else: [
            {
              cohort: [
                "highest",
                {
                  where: { ">": [{ measure: "score" }, { param: "most" }] },
                  value: { measure: "score" },
                },
              ],
            },
            "-1",
          ],
        },
      },
      perHead: { fraction: true, value: { "/": [{ measure: "score" }, { var: "subject.size" }] } },
      missing: {
        ...{ per: ["month"], untilOver: "pending" },
        value: { max: [0, { "-": [{ param: "task" }, { account: "monthly" }] }] },
      },
      monthBest: {
        per: ["month"],
        value: { cohort: ["highest", { value: { account: "monthly" } }] },
      },
      high: { value: { account: ["levels", { at: { level: "high" } }] } },
      rated: { per: ["month"], value: { else: [{ account: "means" }, "0"] } },
      yearly: { judged: ["year"], value: { account: "points" } },
      waits: { untilOver: "pending", value: { account: "points" } },
      both: { value: { "+": [{ measure: "score" }, { measure: "waits" }] } },
      together: { value: { sum: [{ measure: "score" }, { measure: "waits" }] } },
    },
    outcomes: {
      every: {
        kind: "target",
        when: { all: [{ account: "monthly" }, { ">=": [{ var: "value" }, 1] }] },
      },
      some: {
        kind: "target",
        when: { some: [{ account: "monthly" }, { ">": [{ var: "value" }, { param: "task" }] }] },
      },
      none: {
        kind: "target",
        when: { none: [{ account: "monthly" }, { ">": [{ var: "value" }, { param: "task" }] }] },
      },
      allLevels: {
        kind: "target",
        when: { all: [{ account: "levels" }, { ">": [{ var: "value" }, 0] }] },
      },
    },
    rankings: {},
  };
  const subjects = [
    { id: "a", category: "town", size: 3 },
    { id: "b", category: "town" },
    { id: "c", category: "office" },
    { id: "d", category: "office" },
  ];
  const list = [
    gain("1", "a", "2024-01-05", 10),
    gain("2", "b", "2024-01-20", 3, { level: "high" }),
    gain("3", "b", "2024-02-20", 2),
    gain("4", "c", "2024-02-03", 4),
  ];
  const result = run(short, list, { subjects });
  const each = (id: string) => subjects.map((subject) => measureOf(result, id, subject.id));

  test("aggregates of the cohort: all of the kind, or those of the same category", () => {
    expect(each("share")).toEqual(["52.63", "26.32", "21.05", "0"]);
    expect(each("best")).toEqual(["10", "10", "4", "4"]);
    expect(each("worst")).toEqual(["0", "0", "0", "0"]);
    expect(each("mean")).toEqual(["7.5", "7.5", "2", "2"]);
    expect(each("above")).toEqual(["2", "2", "2", "2"]);
    expect(each("number")).toEqual(["2", "2", "2", "2"]);
    expect(each("bestOfNone")).toEqual(["-1", "-1", "-1", "-1"]);
    expect(each("perHead")).toEqual(["10/3", "5", "4", "0"]);
    expect(measureOf(result, "monthBest", "d", "2024-01")).toBe("10");
    expect(measureOf(result, "monthBest", "d", "2024-02")).toBe("4");
    expect(measureOf(result, "monthBest", "d", "2024-03")).toBe("0");
  });

  test("a value for each month, empty months too", () => {
    expect(measureOf(result, "missing", "b", "2024-01")).toBe("1");
    expect(measureOf(result, "missing", "b", "2024-02")).toBe("2");
    expect(measureOf(result, "missing", "a", "2024-01")).toBe("0");
    expect(measureOf(result, "missing", "d", "2024-12")).toBe("4");
    expect(measureOf(result, "high", "b")).toBe("3");
    expect(measureOf(result, "high", "a")).toBe("0");
    expect(measureOf(result, "rated", "b", "2024-01")).toBe("3");
    expect(measureOf(result, "rated", "b", "2024-03")).toBe("0");
  });

  test("what is judged for a year is pending in a month; what waits is pending until its time is over", () => {
    const month = run(short, list, { subjects, period: "2024-01" });
    expect(measureOf(month, "yearly")).toBe("pending");
    expect(measureOf(month, "waits")).toBe("10");
    expect(measureOf(result, "yearly")).toBe("10");
    const early = run(short, list, { subjects, asOf: "2024-06-01" });
    expect(measureOf(early, "yearly")).toBe("10");
    expect(measureOf(early, "waits")).toBe("pending");
    expect(measureOf(early, "both")).toBe("pending");
    expect(measureOf(early, "together")).toBe("10");
    expect(measureOf(early, "missing", "a", "2024-05")).toBe("4");
    expect(measureOf(early, "missing", "a", "2024-06")).toBe("pending");
  });

  test("statements about every key, some key and none", () => {
    const states = (given: Parameters<typeof run>[2]) => {
      const one = run(short, list, { subjects, ...given });
      return ["every", "some", "none", "allLevels"].map((id) => outcomesOf(one, id)["a"]);
    };
    expect(states({})).toEqual(["missed", "met", "missed", "missed"]);
    expect(states({ period: "2024-01" })).toEqual(["met", "met", "missed", "missed"]);
    expect(states({ period: "2024-03" })).toEqual(["missed", "missed", "met", "missed"]);
  });

  test("a statement about keys looks at those that share the reader's own", () => {
    const shared: Short = {
      ...short,
      accounts: {
        ...short.accounts,
        both: { per: ["quarter", { level: { var: "event.level" } }] },
        byLevel: { per: [{ level: { var: "event.level" } }] },
      },
      rules: [
        {
          id: "gain",
          on: "gain",
          to: ["points", "monthly", "levels", "means", "both", "byLevel"],
          amount: { var: "event.points" },
        },
      ],
      outcomes: {
        some: {
          kind: "target",
          per: ["level"],
          when: { some: [{ account: "both" }, { ">": [{ var: "value" }, { param: "task" }] }] },
        },
      },
    };
    // Of a: 10 low in the first quarter; of b: 3 high and 2 low.
    expect(outcomesOf(run(shared, list, { subjects }), "some")).toMatchObject({
      ...{ "a low": "met", "a high": "missed", "b low": "missed", "b high": "missed" },
    });
  });

  test("the reason of such a statement names the months that decided", () => {
    const reason = (id: string, subject: string) =>
      outcomeOf(result, id, subject)?.reason.facts[0]?.value;
    expect(reason("some", "a")).toBe("2024-01: 10");
    expect(reason("every", "b")?.split(", ")).toHaveLength(10);
    expect(reason("every", "b")).toMatch(/^2024-03: 0, /);
  });
});

describe("values of another subject", () => {
  const office: Short = {
    subjects: { unit: { who: "roster" }, office: { who: "single" } },
    events: {
      gain: {
        attributes: { points: { type: "number" }, helper: { type: "unit", optional: true } },
      },
    },
    rules: [
      { id: "gain", on: "gain", to: "points", amount: { var: "event.points" } },
      {
        id: "whole",
        on: "gain",
        for: { subject: "office" },
        to: "whole",
        amount: { var: "event.points" },
      },
      {
        ...{ id: "share", on: { entries: ["gain"] }, when: { has: "event.helper" } },
        ...{ for: { var: "event.helper" }, to: "points" },
        amount: { "*": [{ var: "entry.amount" }, { param: "share" }] },
      },
    ],
    parameters: { share: "0.2", target: "10", fine: "-3" },
    tables: { fine: { axes: [{ brackets: "from" }], cells: { 0: "0", 1: "-50", 5: "-100" } } },
    accounts: { points: {}, whole: { of: "office" } },
    measures: {
      score: { value: { account: "points" } },
      short: {
        of: "office",
        value: { max: [0, { "-": [{ param: "target" }, { account: "whole" }] }] },
      },
      borne: {
        // A shortfall is never below 0, where the brackets begin; the language asks all the same.
        value: {
          else: [{ table: ["fine", { measure: ["short", { of: { subject: "office" } }] }] }, 0],
        },
      },
    },
    rankings: {},
  };

  test("the shortfall of the office is borne by every member", () => {
    const borne = (points: number) => {
      const result = run(office, [gain("1", "a", "2024-01-01", points)]);
      return [
        measureOf(result, "short", "office"),
        measureOf(result, "borne", "a"),
        measureOf(result, "borne", "c"),
      ];
    };
    expect(borne(3)).toEqual(["7", "-100", "-100"]);
    expect(borne(6)).toEqual(["4", "-50", "-50"]);
    expect(borne(10)).toEqual(["0", "0", "0"]);
    expect(borne(12)).toEqual(["0", "0", "0"]);
  });

  test("a fifth goes to the one who helped, with the rule it came from", () => {
    const result = run(office, [gain("1", "a", "2024-01-01", 7, { helper: "b" })]);
    expect(
      [...result.ledger].map(({ subject, rule, amount, from }) => [subject, rule, amount, from]),
    ).toEqual([
      ["a", "gain", "7", undefined],
      ["office", "whole", "7", undefined],
      ["b", "share", "1.4", "gain"],
    ]);
  });
});

describe("links", () => {
  const short: Short = {
    events: {
      gain: {
        attributes: { points: { type: "number" } },
        links: Object.fromEntries(
          ["first", "last", "count"].flatMap((which) =>
            ["before", "after", "either"].map((timing) => [
              `${which}-${timing}`,
              { to: "mark", same: ["subject", "item"], which, timing },
            ]),
          ),
        ),
      },
      mark: { attributes: { worth: { type: "number" } } },
      alone: { subjects: [], links: { other: { to: "alone", same: ["subject"], which: "count" } } },
    },
    accounts: {
      total: {},
      ...Object.fromEntries(
        ["first", "last", "count"].flatMap((which) =>
          ["before", "after", "either"].map((timing) => [`${which}-${timing}`, {}]),
        ),
      ),
    },
    rules: ["first", "last", "count"].flatMap((which) =>
      ["before", "after", "either"].map((timing) => {
        const name = `${which}-${timing}`;
        return which === "count"
          ? { id: name, on: "gain", to: name, amount: { var: `link.${name}` } }
          : {
              id: name,
              on: "gain",
              to: name,
              when: { has: `link.${name}` },
              amount: { var: `link.${name}.worth` },
            };
      }),
    ),
    measures: {},
    rankings: {},
  };
  const mark = (id: string, at: string, worth: number, item = "i", subject = "a") => ({
    ...{ id, type: "mark", at, subject, worth },
    ...(item === "" ? {} : { item }),
  });
  const marks = [
    mark("1", "2024-01-01", 1),
    mark("2", "2024-01-31T23:59:59", 2),
    mark("z", "2024-02-01", 4),
    mark("4", "2024-03-01", 8),
    mark("5", "2024-01-15", 16, "j"),
    mark("6", "2024-01-15", 32, ""),
    mark("7", "2024-01-15", 64, "i", "b"),
  ];

  test("by subject and item, the first, the last and how many, before, after and either", () => {
    const event = gain("g", "a", "2024-02-01", 1, { item: "i" });
    for (const order of [
      [event, ...marks],
      [...[...marks].reverse(), event],
    ]) {
      const result = run(short, order);
      const at = (name: string) => accountOf(result, name);
      expect(["before", "after", "either"].map((timing) => at(`first-${timing}`))).toEqual([
        "1",
        "4",
        "1",
      ]);
      expect(["before", "after", "either"].map((timing) => at(`last-${timing}`))).toEqual([
        "2",
        "8",
        "8",
      ]);
      expect(["before", "after", "either"].map((timing) => at(`count-${timing}`))).toEqual([
        "2",
        "2",
        "4",
      ]);
    }
  });

  test("where an attribute is absent there is no link", () => {
    const result = run(short, [...marks, gain("g", "a", "2024-02-01")]);
    expect(accountOf(result, "count-either")).toBe("0");
    expect(accountOf(result, "first-either")).toBe("0");
  });

  test("what is withdrawn, or later than the day of reckoning, is linked to nothing", () => {
    const event = gain("g", "a", "2024-02-01", 1, { item: "i" });
    const gone = { id: "t", type: "retraction", at: "2024-02-02", retracts: "z" };
    expect(accountOf(run(short, [event, ...marks, gone]), "count-either")).toBe("3");
    expect(accountOf(run(short, [event, ...marks], { asOf: "2024-02-28" }), "count-either")).toBe(
      "3",
    );
  });

  test("events without subject have none in common", () => {
    const counted: Short = {
      ...short,
      subjects: { unit: { who: "roster" }, office: { who: "single" } },
      rules: [
        {
          id: "alone",
          on: "alone",
          for: { subject: "office" },
          to: "total",
          amount: { var: "link.other" },
        },
      ],
      accounts: { total: { of: "office" } },
    };
    const alone = ["1", "2"].map((id) => ({ id, type: "alone", at: "2024-01-01" }));
    expect(accountOf(run(counted, alone), "total", "office")).toBe("0");
  });

  test("a link's condition compares both events", () => {
    const within: Short = {
      events: {
        gain: {
          attributes: { points: { type: "number" } },
          links: {
            soon: {
              ...{ to: "mark", same: ["item"], which: "first", timing: "after" },
              when: {
                "<=": [{ days: [{ var: "event.at" }, { var: "link.soon.at" }] }, { param: "days" }],
              },
            },
          },
        },
        mark: {},
      },
      parameters: { days: "30" },
      rules: [
        {
          id: "soon",
          on: "gain",
          to: "points",
          when: { has: "link.soon" },
          amount: { var: "event.points" },
        },
      ],
    };
    const points = (at: string) =>
      accountOf(
        run(within, [
          gain("g", "a", "2024-01-01", 5, { item: "i" }),
          { id: "m", type: "mark", at, subject: "a", item: "i" },
        ]),
        "points",
      );
    expect([points("2024-01-31"), points("2024-02-01"), points("2023-12-31")]).toEqual([
      "5",
      "0",
      "0",
    ]);
  });
});

describe("checks and derived attributes", () => {
  const short: Short = {
    enums: { level: ["low", "high"] },
    events: {
      gain: {
        attributes: { points: { type: "number" }, level: { type: "level", optional: true } },
        derived: {
          worth: {
            value: {
              "*": [{ var: "event.points" }, { table: ["worth", { var: ["event.level", "low"] }] }],
            },
          },
          twice: { value: { "+": [{ var: "event.worth" }, { var: "event.worth" }] } },
          upper: { when: { has: "event.level" }, value: { var: "event.level" } },
        },
        checks: [
          {
            id: "small",
            clause: "K",
            else: "warn",
            require: { "<": [{ var: "event.twice" }, { param: "limit" }] },
          },
          {
            id: "tiny",
            clause: "K",
            else: "reject",
            require: { "<": [{ var: "event.worth" }, { param: "limit" }] },
          },
        ],
      },
    },
    parameters: { limit: "20" },
    tables: { worth: { axes: ["level"], cells: { low: "1", high: "2" } } },
    rules: [
      { id: "gain", on: "gain", to: "points", amount: { var: "event.twice" } },
      { id: "upper", on: "gain", to: "upper", when: { has: "event.upper" }, amount: 1 },
    ],
    accounts: { points: {}, upper: {} },
  };

  test("derived from what was derived before; one with a condition may be absent", () => {
    const result = run(short, [
      gain("1", "a", "2024-01-01", 2, { level: "high" }),
      gain("2", "a", "2024-01-01", 3),
    ]);
    expect(accountOf(result, "points")).toBe("14");
    expect(accountOf(result, "upper")).toBe("1");
    expect(result.warnings).toEqual([]);
  });

  test("a check warns or rejects, with its clause and event", () => {
    const result = run(short, [
      gain("1", "a", "2024-01-01", "9.99"),
      gain("2", "a", "2024-01-01", 10),
      gain("3", "a", "2024-01-01", 10, { level: "high" }),
    ]);
    expect(result.warnings.map(({ check, event, clauses }) => [check, event, clauses])).toEqual([
      ["small", "2", ["K"]],
    ]);
    expect(result.rejections).toMatchObject([{ code: "check-failed", event: "3", clauses: ["K"] }]);
    expect(accountOf(result, "points")).toBe("39.98");
  });

  test("a warning goes with its event", () => {
    const list = [
      gain("1", "a", "2024-01-01", 10),
      { id: "2", type: "retraction", at: "2024-01-02", retracts: "1" },
    ];
    expect(run(short, list).warnings).toEqual([]);
    expect(run(short, [list[0], list[0]]).warnings).toHaveLength(1);
  });

  test("what a rejected event left behind is not another's", () => {
    const result = run(short, [
      gain("1", "a", "2024-01-01", 10, { level: "high" }),
      gain("2", "a", "2024-01-01", 1),
      gain("3", "a", "2024-01-01", "x", { level: "high" }),
      gain("4", "a", "2024-01-01", 1),
      gain("2", "a", "2024-01-01", 1),
      gain("5", "a", "2024-01-01", 1),
    ]);
    expect([...result.ledger].map(({ event, amount }) => [event, amount])).toEqual([
      ["2", "2"],
      ["4", "2"],
      ["5", "2"],
    ]);
  });

  test("attributes of a subject that name other subjects, whatever the order of the roster", () => {
    const chained: Short = {
      subjects: {
        unit: { who: "roster", attributes: { parent: { type: "unit", optional: true } } },
      },
      rules: [
        {
          ...{ id: "up", on: "gain", to: "points", when: { has: "event.subject.parent" } },
          ...{ for: { var: "event.subject.parent" }, amount: { var: "event.points" } },
        },
      ],
    };
    const roster = [{ id: "a", parent: "b" }, { id: "b" }];
    const list = [gain("1", "a", "2024-01-01", 5)];
    const forwards = run(chained, list, { subjects: roster });
    expect(accountOf(forwards, "points", "b")).toBe("5");
    expect(difference(run(chained, list, { subjects: [...roster].reverse() }), forwards)).toBe("");
  });
});
