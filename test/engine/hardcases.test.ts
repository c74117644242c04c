import { describe, expect, test } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import {
  accountOf,
  build,
  documentOf,
  gain,
  measureOf,
  outcomesOf,
  ranksOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";

function times(count: number, month: string, subject = "a") {
  return Array.from({ length: count }, (_, index) =>
    gain(`${subject}${month}-${index}`, subject, `2024-${month}-10`),
  );
}

describe("a monthly task with a shortfall over the year", () => {
  // Four reports a month are the task, at most five of a month count, each that is missing costs 2.
  const task: Short = {
    parameters: { task: "4", most: "5", points: "1", fine: "-2" },
    rules: [{ id: "report", on: "gain", to: "monthly", amount: { param: "points" } }],
    accounts: {
      monthly: { per: ["month"], steps: [{ sum: {} }, { cap: { param: "most" } }] },
      base: { from: { account: "monthly" }, steps: [{ sum: {} }] },
      shortfall: { from: { measure: "missing" }, steps: [{ sum: {} }] },
    },
    measures: {
      missing: {
        ...{ per: ["month"], untilOver: "pending" },
        value: { max: [0, { "-": [{ param: "task" }, { account: "monthly" }] }] },
      },
      score: {
        value: {
          "+": [{ account: "base" }, { "*": [{ account: "shortfall" }, { param: "fine" }] }],
        },
      },
    },
  };
  const list = [...times(7, "01"), ...times(4, "02"), ...times(1, "05"), ...times(3, "12")];

  test("empty months count in full, a surplus makes up for none of them", () => {
    const result = run(task, list);
    // Base 5 + 4 + 1 + 3 = 13; missing 3 in May, 1 in December and 4 in each of eight other months: 36.
    expect(accountOf(result, "base")).toBe("13");
    expect(accountOf(result, "shortfall")).toBe("36");
    expect(measureOf(result, "score")).toBe("-59");
    expect(measureOf(result, "score", "b")).toBe("-96");
  });

  test("months that are not over cost nothing yet", () => {
    const result = run(task, list, { asOf: "2024-05-30" });
    // January to April: 0 + 0 + 4 + 4; May is not over though a report of it counts.
    expect(accountOf(result, "shortfall")).toBe("8");
    expect(measureOf(result, "score")).toBe("-6");
    expect(accountOf(run(task, list, { asOf: "2024-05-31" }), "shortfall")).toBe("11");
  });

  test("a quarter's and a month's circular judge their own months", () => {
    expect(measureOf(run(task, list, { period: "2024-Q2" }), "score")).toBe("-21");
    expect(measureOf(run(task, list, { period: "2024-01" }), "score")).toBe("5");
  });
});

describe("sport: points for each race by the place, the worst race dropped", () => {
  const sport: Short = {
    enums: { race: ["spring", "summer", "autumn", "winter"] },
    events: {
      result: {
        attributes: { race: { type: "race" }, place: { type: "number", min: 1 } },
      },
    },
    parameters: { dropped: "1", first: "1" },
    tables: {
      points: {
        axes: [{ brackets: "from" }],
        cells: { 1: "25", 2: "18", 3: "15", 4: "12", 5: "0" },
      },
    },
    rules: [
      {
        ...{ id: "points", on: "result", to: "races" },
        amount: { else: [{ table: ["points", { var: "event.place" }] }, 0] },
      },
      {
        ...{ id: "win", on: "result", to: "wins", amount: 1 },
        when: { "==": [{ var: "event.place" }, { param: "first" }] },
      },
    ],
    accounts: {
      races: { per: [{ race: { var: "event.race" } }] },
      season: {
        from: { account: "races" },
        steps: [{ keep: { drop: { param: "dropped" } } }, { sum: {} }],
      },
      wins: {},
    },
    measures: { score: { value: { account: "season" } } },
    rankings: {
      final: { by: [{ value: { measure: "score" } }, { value: { account: "wins" } }] },
    },
  };
  const result = (subject: string, race: string, place: number) => ({
    ...{ id: `${subject}-${race}`, type: "result", at: "2024-05-01" },
    ...{ subject, race, place },
  });
  const season = [
    ...["spring", "summer", "autumn", "winter"].map((race) => result("a", race, 2)),
    ...[result("b", "spring", 1), result("b", "summer", 1), result("b", "autumn", 9)],
    ...[result("c", "spring", 3), result("c", "summer", 3), result("c", "winter", 2)],
  ];

  test("a race that was missed has 0 points and is the one that is dropped", () => {
    const found = run(sport, season);
    // a: three of four times 18; b: 25 + 25 + 0, the missed winter dropped; c: 15 + 15 + 18.
    expect(valuesOf(found.measures, "score")).toEqual({ a: "54", b: "50", c: "48" });
    expect(ranksOf(found)).toEqual({ a: 1, b: 2, c: 3 });
  });

  test("equal points are decided by wins", () => {
    const level = [
      ...[result("a", "spring", 1), result("a", "summer", 5)],
      ...[result("b", "spring", 4), result("b", "summer", 9)],
      ...[result("c", "spring", 4), result("c", "autumn", 6)],
    ];
    expect(ranksOf(run(sport, level))).toEqual({ a: 1, b: 2, c: 2 });
    const thirds = [result("a", "spring", 1), result("b", "spring", 4), result("b", "summer", 4)];
    const odd = {
      ...sport,
      tables: { points: { axes: [{ brackets: "from" }], cells: { 1: "24", 4: "12" } } },
    };
    expect(ranksOf(run(odd, thirds))).toEqual({ a: 1, b: 2, c: 3 });
  });
});

describe("appraisal relative to the best of the category", () => {
  const relative: Short = {
    subjects: { unit: { who: "roster", categories: ["town", "office"] } },
    parameters: { share: "40" },
    measures: {
      raw: { value: { account: "points" } },
      score: {
        value: {
          round: [
            {
              "*": [
                {
                  "/": [
                    { measure: "raw" },
                    { cohort: ["highest", { within: ["category"], value: { measure: "raw" } }] },
                    0,
                  ],
                },
                { param: "share" },
              ],
            },
            2,
            "half-up",
          ],
        },
      },
    },
    rankings: { final: { by: "score" }, category: { by: "score", within: ["category"] } },
  };
  const subjects = [
    ...["a", "b", "c"].map((id) => ({ id, category: "town" })),
    ...["d", "e"].map((id) => ({ id, category: "office" })),
  ];

  test("the best has all of it, the others their share, then all are ranked", () => {
    const list = [
      gain("1", "a", "2024-01-01", 30),
      gain("2", "b", "2024-01-01", 20),
      gain("3", "d", "2024-01-01", 7),
    ];
    const result = run(relative, list, { subjects });
    expect(valuesOf(result.measures, "score")).toEqual({
      ...{ a: "40", b: "26.67", c: "0", d: "40", e: "0" },
    });
    expect(ranksOf(result)).toEqual({ a: 1, d: 1, b: 3, c: 4, e: 4 });
    expect(ranksOf(result, "category")).toEqual({ a: 1, b: 2, c: 3, d: 1, e: 2 });
  });

  test("where the best has nothing, nobody has", () => {
    expect(valuesOf(run(relative, [], { subjects }).measures, "score")).toEqual({
      ...{ a: "0", b: "0", c: "0", d: "0", e: "0" },
    });
  });
});

describe("demerits that lapse", () => {
  // Those of the last thirty months count; at 12 a course is due.
  const demerits: Short = {
    parameters: { course: "12" },
    accounts: { points: { window: { last: 30, unit: "month" } } },
    outcomes: {
      course: { kind: "notice", when: { ">=": [{ measure: "score" }, { param: "course" }] } },
    },
    rules: [
      {
        id: "gain",
        on: "gain",
        to: "points",
        dated: { var: "event.final" },
        amount: { var: "event.points" },
      },
    ],
    events: { gain: { attributes: { points: { type: "number" }, final: { type: "day" } } } },
  };
  const list = [
    gain("1", "a", "2021-06-01", 6, { final: "2021-09-30" }),
    gain("2", "a", "2021-06-01", 5, { final: "2021-10-01" }),
    gain("3", "a", "2024-03-01", 7, { final: "2024-03-31" }),
    gain("4", "a", "2024-03-01", 4, { final: "2024-04-01" }),
  ];

  test("they count from the day they became final, for thirty months", () => {
    const seen = (period: string) => {
      const result = run(demerits, list, { period });
      return [measureOf(result, "score"), outcomesOf(result, "course")["a"] ?? "-"];
    };
    expect(seen("2021-09")).toEqual(["6", "-"]);
    expect(seen("2024-02")).toEqual(["11", "-"]);
    expect(seen("2024-03")).toEqual(["12", "given"]);
    expect(seen("2024-04")).toEqual(["11", "-"]);
  });

  test("a running over months begins again at each threshold", () => {
    const stepped: Short = {
      parameters: { course: "12" },
      accounts: { monthly: { per: ["month"] } },
      rules: [{ id: "gain", on: "gain", to: "monthly", amount: { var: "event.points" } }],
      runnings: {
        demerits: {
          over: { account: "monthly" },
          state: { points: { start: 0 }, courses: { start: 0 } },
          next: {
            points: {
              if: [
                {
                  ">=": [{ "+": [{ var: "state.points" }, { var: "value" }] }, { param: "course" }],
                },
                0,
                { "+": [{ var: "state.points" }, { var: "value" }] },
              ],
            },
            courses: {
              if: [
                {
                  ">=": [{ "+": [{ var: "state.points" }, { var: "value" }] }, { param: "course" }],
                },
                { "+": [{ var: "state.courses" }, 1] },
                { var: "state.courses" },
              ],
            },
          },
          value: { var: "state.courses" },
        },
      },
      measures: {},
      rankings: {},
    };
    const months = [5, 6, 1, 11, 3, 12, 20].map((points, index) =>
      gain(String(index), "a", `2024-0${index + 1}-01`, points),
    );
    // 5, 11, 12: the first; 11, 14: the second; 12: the third; 20: the fourth.
    expect(
      Object.values(valuesOf(run(stepped, months, { subjects: ["a"] }).runnings, "demerits")),
    ).toEqual("0 0 1 1 2 3 4 4 4 4 4 4".split(" "));
  });
});

describe("a failing that is repaired within thirty days", () => {
  const repair: Short = {
    parameters: { failing: "-10", back: "0.5", days: "30" },
    events: {
      failing: {
        links: {
          repair: {
            ...{ to: "repair", same: ["subject", "item"], which: "first", timing: "after" },
            when: {
              "<=": [{ days: [{ var: "event.at" }, { var: "link.repair.at" }] }, { param: "days" }],
            },
          },
        },
      },
      repair: {},
    },
    rules: [
      { id: "failing", clause: "F", on: "failing", to: "points", amount: { param: "failing" } },
      {
        ...{ id: "repaired", clause: "R", on: { entries: ["failing"] }, to: "points" },
        when: { has: "link.repair" },
        amount: { "*": [{ "-": [{ var: "entry.amount" }] }, { param: "back" }] },
      },
    ],
  };
  const failing = { id: "f", type: "failing", at: "2024-01-31", subject: "a", item: "i" };
  const repaired = (at: string, more = {}) => ({
    ...failing,
    id: "r",
    type: "repair",
    at,
    ...more,
  });
  const seen = (second: unknown, given = {}) =>
    accountOf(run(repair, second === undefined ? [failing] : [second, failing], given), "points");

  test("half comes back on the thirtieth day, not on the next", () => {
    expect(seen(undefined)).toBe("-10");
    expect(seen(repaired("2024-03-01"))).toBe("-5");
    expect(seen(repaired("2024-03-02"))).toBe("-10");
    expect(seen(repaired("2024-01-30"))).toBe("-10");
    expect(seen(repaired("2024-02-01", { item: "j" }))).toBe("-10");
    expect(seen(repaired("2024-02-01", { subject: "b" }))).toBe("-10");
  });

  test("it reopens the month of the failing, once it is known", () => {
    expect(seen(repaired("2024-02-20"), { period: "2024-01" })).toBe("-5");
    expect(seen(repaired("2024-02-20"), { period: "2024-02" })).toBe("0");
    expect(seen(repaired("2024-02-20"), { period: "2024-01", asOf: "2024-02-19" })).toBe("-10");
    expect(seen(repaired("2024-02-20"), { period: "2024-01", asOf: "2024-02-20" })).toBe("-5");
  });

  test("or, dated so, it counts in the month of the repair", () => {
    const [first, second] = repair.rules ?? [];
    const dated: Short = {
      ...repair,
      rules: [first ?? {}, { ...second, dated: { var: "link.repair.at" } }],
    };
    const points = (period: string) =>
      accountOf(run(dated, [failing, repaired("2024-02-20")], { period }), "points");
    expect([points("2024-01"), points("2024-02"), points("2024")]).toEqual(["-10", "5", "-5"]);
  });

  test("the entry names the failing, the rule and where it came from", () => {
    expect([...run(repair, [failing, repaired("2024-02-20")]).ledger]).toMatchObject([
      { rule: "failing", event: "f", amount: "-10", clauses: ["C"] },
      { rule: "repaired", event: "f", amount: "5", from: "failing", day: "2024-01-31" },
    ]);
  });
});

describe("a table from another authority, by city and year", () => {
  const cities: Short = {
    enums: { city: ["north", "south"] },
    events: { gain: { attributes: { city: { type: "city" } } } },
  };
  const rated = (table: Readonly<Record<string, unknown>>, year: unknown): Short => ({
    ...cities,
    tables: { host: table },
    rules: [
      {
        ...{ id: "gain", on: "gain", to: "points" },
        amount: { else: [{ table: ["host", { var: "event.city" }, year] }, 0] },
      },
    ],
  });
  const cells = { north: { 2022: "3", 2024: "5" }, south: { 2022: "1", 2024: "1.5" } };
  const year = { year: { var: "event.at" } };
  const points = (short: Short, city: string, at: string) =>
    accountOf(
      run(short, [{ id: "1", type: "gain", at, subject: "a", city }], { period: "all" }),
      "points",
    );

  test("each edition holds from its year to the next", () => {
    const table = rated({ axes: ["city", { brackets: "from" }], cells }, year);
    const seen = ["2021-12-31", "2022-01-01", "2023-12-31", "2024-01-01", "2030-06-01"].map((at) =>
      points(table, "north", at),
    );
    expect(seen).toEqual(["0", "3", "3", "5", "5"]);
    expect(points(table, "south", "2024-02-29")).toBe("1.5");
  });

  test("by numbers, days or truth values a table is looked up as it is written, or refused at load", () => {
    const attributes = {
      number: { type: "number", default: "2.50" },
      integer: { type: "integer", default: 2024 },
      day: { type: "day", default: "2024-01-01" },
      boolean: { type: "boolean", default: true },
    };
    for (const [type, attribute] of Object.entries(attributes)) {
      const key =
        { number: "2.5", integer: "2024", day: "2024-01-01", boolean: "true" }[type] ?? "";
      const short: Short = {
        events: { gain: { attributes: { key: attribute } } },
        tables: { host: { axes: [type], cells: { [key]: "7" } } },
        rules: [
          {
            ...{ id: "gain", on: "gain", to: "points" },
            amount: { else: [{ table: ["host", { var: "event.key" }] }, 0] },
          },
        ],
      };
      if (checkRuleset(documentOf(short)).length > 0) continue;
      const found = run(short, [{ id: "1", type: "gain", at: "2024-01-01", subject: "a" }]);
      expect([type, accountOf(found, "points")]).toEqual([type, "7"]);
    }
  });

  test("a look-up that may find nothing is refused where nothing is said for that case", () => {
    for (const axis of ["text", "number", "day", "boolean"]) {
      const short: Short = {
        events: {
          gain: {
            attributes: {
              key: {
                type: axis,
                default: axis === "boolean" ? true : axis === "day" ? "2024-01-01" : "1",
              },
            },
          },
        },
        tables: { host: { axes: [axis], cells: { 1: "7" } } },
        rules: [
          {
            id: "gain",
            on: "gain",
            to: "points",
            amount: { table: ["host", { var: "event.key" }] },
          },
        ],
      };
      expect([axis, checkRuleset(documentOf(short)).length > 0]).toEqual([axis, true]);
    }
  });
});

describe("other constructs that real regulations use", () => {
  const one = (short: Short, points: number | string) =>
    measureOf(run(short, [gain("1", "a", "2024-01-01", points)]), "score");

  test("3 points for each of the first five, then half a point for each further one", () => {
    const progressive: Short = {
      parameters: { first: "5", each: "3", further: "0.5" },
      measures: {
        score: {
          value: {
            "+": [
              { "*": [{ min: [{ account: "points" }, { param: "first" }] }, { param: "each" }] },
              {
                "*": [
                  { max: [0, { "-": [{ account: "points" }, { param: "first" }] }] },
                  { param: "further" },
                ],
              },
            ],
          },
        },
      },
    };
    expect([0, 4, 5, 6, 9].map((count) => one(progressive, count))).toEqual([
      ...["0", "12", "15", "15.5", "17"],
    ]);
  });

  test("a day late costs 1, three days 3, more 5", () => {
    const late: Short = {
      events: { gain: { attributes: { due: { type: "day" } } } },
      tables: {
        late: { axes: [{ brackets: "from" }], cells: { 0: "0", 1: "-1", 2: "-3", 4: "-5" } },
      },
      rules: [
        {
          ...{ id: "late", on: "gain", to: "points" },
          amount: {
            else: [
              {
                table: [
                  "late",
                  { max: [0, { days: [{ var: "event.due" }, { var: "event.at" }] }] },
                ],
              },
              0,
            ],
          },
        },
      ],
    };
    const cost = (at: string) =>
      accountOf(
        run(late, [{ id: "1", type: "gain", at, subject: "a", due: "2024-02-28" }]),
        "points",
      );
    expect(
      ["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03"].map(
        cost,
      ),
    ).toEqual([...["0", "0", "-1", "-3", "-3", "-5"]]);
  });

  test("one grave fault: the year scores 0, whatever else", () => {
    const veto: Short = {
      events: { gain: { attributes: { points: { type: "number" } } }, leak: {} },
      rules: [
        { id: "gain", on: "gain", to: "points", amount: { var: "event.points" } },
        { id: "leak", on: "leak", to: "leaks", amount: 1 },
      ],
      accounts: { points: {}, leaks: {} },
      measures: {
        score: { value: { if: [{ ">": [{ account: "leaks" }, 0] }, 0, { account: "points" }] } },
      },
    };
    const list = [
      gain("1", "a", "2024-01-01", 9),
      { id: "2", type: "leak", at: "2024-09-09", subject: "a" },
    ];
    expect(measureOf(run(veto, list), "score")).toBe("0");
    expect(measureOf(run(veto, list, { asOf: "2024-09-08" }), "score")).toBe("9");
  });

  test("the highest award of a matter within the period, other gains apart", () => {
    const stacking: Short = {
      events: {
        gain: { attributes: { points: { type: "number" } } },
        award: { attributes: { points: { type: "number" } } },
      },
      rules: [
        { id: "gain", on: "gain", to: "points", amount: { var: "event.points" } },
        { id: "award", on: "award", to: "points", amount: { var: "event.points" } },
      ],
      accounts: {
        points: { steps: [{ keep: "highest", per: ["item"], of: ["award"] }, { sum: {} }] },
      },
    };
    const award = (id: string, at: string, points: number, item: string) => ({
      ...gain(id, "a", at, points, { item }),
      type: "award",
    });
    const list = [
      award("1", "2024-01-10", 10, "i"),
      award("2", "2024-02-10", 15, "i"),
      award("3", "2024-02-11", 4, "j"),
      gain("4", "a", "2024-02-12", 1, { item: "i" }),
      gain("5", "a", "2024-02-13", 1, { item: "i" }),
    ];
    const points = (period: string) => accountOf(run(stacking, list, { period }), "points");
    expect([points("2024"), points("2024-01"), points("2024-02")]).toEqual(["21", "10", "21"]);
  });

  test("readings change amounts, steps and ties without another document", () => {
    const open: Short = {
      interpretations: { cap: ["five", "none"] },
      parameters: { five: "5" },
      accounts: {
        points: {
          steps: [
            { sum: {} },
            {
              reading: [
                "cap",
                { five: { cap: { param: "five" }, clause: "C" }, none: { floor: 0, clause: "C" } },
              ],
            },
          ],
        },
      },
    };
    const at = (cap: string) =>
      measureOf(
        run(build(open, { interpretations: { cap } }), [gain("1", "a", "2024-01-01", 8)]),
        "score",
      );
    expect([at("five"), at("none")]).toEqual(["5", "8"]);
  });
});
