import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { EventRecord } from "../../src/document/event.ts";
import { holds } from "../properties.ts";
import {
  accountOf,
  build,
  difference,
  gain,
  measureOf,
  outcomesOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";

vi.setConfig({ testTimeout: 120_000 });

type Part = Readonly<Record<string, unknown>>;

/** Demerits: they lapse 30 months after they became final; at 8 a warning, at 12 a course, at 18 a withdrawal. */
const demerits: Short = {
  enums: { stage: ["none", "warning", "course", "withdrawal"] },
  parameters: { lapse: "30", first: "8", second: "12", third: "18", left: "5" },
  attributes: {},
  events: {
    offence: {
      attributes: {
        points: { type: "number" },
        final: { type: "day", optional: true },
      },
    },
  },
  rules: [
    {
      id: "offence",
      on: "offence",
      dated: { else: [{ var: "event.final" }, { var: "event.at" }] },
      to: "booked",
      amount: { var: "event.points" },
    },
    {
      id: "expiry",
      on: { entries: ["offence"] },
      dated: { shift: [{ var: "entry.day" }, { param: "lapse" }, "month"] },
      to: "booked",
      amount: { "-": [{ var: "entry.amount" }] },
    },
  ],
  accounts: {
    booked: {
      window: "all",
      per: [
        { when: { var: "entry.day" } },
        { since: { else: [{ var: "event.final" }, { var: "event.at" }] } },
        "event",
      ],
    },
  },
  measures: { score: { value: { else: [{ running: "demerits" }, 0] } } },
  runnings: {
    demerits: {
      over: { account: "booked" },
      window: "all",
      state: {
        points: { start: 0 },
        stage: { type: "stage", start: "none" },
        wiped: { type: "day", start: "1902-01-01" },
        fresh: { type: "boolean", start: false },
      },
      next: {
        points: {
          if: [
            // What has been wiped does not lapse once more.
            {
              and: [
                { "<": [{ var: "value" }, 0] },
                { "<=": [{ var: "key.since" }, { var: "state.wiped" }] },
              ],
            },
            { var: "state.points" },
            { and: [reaches("second"), { "==": [{ var: "state.stage" }, "warning"] }] },
            { param: "left" },
            { max: [0, { "+": [{ var: "state.points" }, { var: "value" }] }] },
          ],
        },
        stage: {
          if: [
            { and: [reaches("third"), { "==": [{ var: "state.stage" }, "course"] }] },
            "withdrawal",
            { and: [reaches("second"), { "==": [{ var: "state.stage" }, "warning"] }] },
            "course",
            { and: [reaches("first"), { "==": [{ var: "state.stage" }, "none"] }] },
            "warning",
            { var: "state.stage" },
          ],
        },
        wiped: {
          if: [
            { and: [reaches("second"), { "==": [{ var: "state.stage" }, "warning"] }] },
            { var: "key.when" },
            { var: "state.wiped" },
          ],
        },
        fresh: {
          or: [
            { and: [reaches("third"), { "==": [{ var: "state.stage" }, "course"] }] },
            { and: [reaches("second"), { "==": [{ var: "state.stage" }, "warning"] }] },
            { and: [reaches("first"), { "==": [{ var: "state.stage" }, "none"] }] },
          ],
        },
      },
      value: { var: "state.points" },
    },
  },
  outcomes: {
    measure: {
      kind: "notice",
      per: ["when", "since", "event"],
      window: "all",
      when: { running: ["demerits", { state: "fresh" }] },
    },
    driving: {
      kind: "award",
      untilOver: "open",
      when: { "!=": [{ running: ["demerits", { state: "stage" }] }, "withdrawal"] },
    },
  },
};

function reaches(parameter: string): Part {
  return {
    and: [
      { ">": [{ var: "value" }, 0] },
      { ">=": [{ "+": [{ var: "state.points" }, { var: "value" }] }, { param: parameter }] },
    ],
  };
}

function offence(id: string, at: string, points: number, more: Part = {}): EventRecord {
  return { id, type: "offence", at, subject: "a", points, ...more };
}

const demeritsOf = (events: readonly EventRecord[], asOf = "2030-12-31") =>
  run(demerits, events, { subjects: ["a"], period: "all", asOf });

describe("demerits that lapse, with measures at thresholds", () => {
  const life = [
    offence("1", "2020-01-10", 4),
    offence("2", "2020-06-01", 4), // 8: a warning
    offence("3", "2020-09-01", 6), // 14: a course, 5 are left
    offence("4", "2021-03-01", 6), // 11
    offence("5", "2021-12-31", 7), // 18: a withdrawal
  ];

  test("the points stand at each day, and what was wiped does not lapse again", () => {
    const { runnings } = demeritsOf(life, "2023-12-31");
    // 30 months later: 2022-07-10, 2022-12-01 and 2023-03-01 (wiped), then 2023-09-01 (6 of the 18).
    expect(valuesOf(runnings, "demerits")).toEqual({
      "a 2020-01-10|2020-01-10|1": "4",
      "a 2020-06-01|2020-06-01|2": "8",
      "a 2020-09-01|2020-09-01|3": "5",
      "a 2021-03-01|2021-03-01|4": "11",
      "a 2021-12-31|2021-12-31|5": "18",
      "a 2022-07-10|2020-01-10|1": "18",
      "a 2022-12-01|2020-06-01|2": "18",
      "a 2023-03-01|2020-09-01|3": "18",
      "a 2023-09-01|2021-03-01|4": "12",
    });
    expect(runnings.at(-1)?.states).toEqual({
      points: "12",
      stage: "withdrawal",
      wiped: "2020-09-01",
      fresh: "false",
    });
  });

  test("each measure is a notice on the day that brought it", () => {
    const result = demeritsOf(life, "2023-12-31");
    expect(outcomesOf(result, "measure")).toEqual({
      "a 2020-06-01|2020-06-01|2": "given",
      "a 2020-09-01|2020-09-01|3": "given",
      "a 2021-12-31|2021-12-31|5": "given",
    });
    expect(outcomesOf(result, "driving")).toEqual({});
    expect(outcomesOf(demeritsOf(life, "2021-12-30"), "driving")).toEqual({ a: "given" });
  });

  test("points lapse by the day they became final, clamped to the month's end", () => {
    const events = [offence("1", "2020-08-01", 3, { final: "2020-08-31" })];
    const keys = Object.keys(valuesOf(demeritsOf(events).runnings, "demerits"));
    expect(keys).toEqual(["a 2020-08-31|2020-08-31|1", "a 2023-02-28|2020-08-31|1"]);
    expect(measureOf(demeritsOf(events, "2023-02-27"), "score")).toBe("3");
    expect(measureOf(demeritsOf(events, "2023-02-28"), "score")).toBe("0");
  });

  test("who has no offence has the states as they begin", () => {
    const result = demeritsOf([]);
    expect(measureOf(result, "score")).toBe("0");
    expect(outcomesOf(result, "driving")).toEqual({ a: "given" });
  });

  /** The same in plain loops. */
  function plainly(events: readonly EventRecord[], asOf: string): string {
    const shifted = (day: string): string => {
      const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
      const at = year * 12 + month - 1 + 30;
      const last = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate();
      const text = (value: number): string => String(value).padStart(2, "0");
      return `${Math.floor(at / 12)}-${text((at % 12) + 1)}-${text(Math.min(date, last))}`;
    };
    const steps = events
      .flatMap(({ id, at, points }) => [
        { when: String(at), since: String(at), id, value: Number(points) },
        { when: shifted(String(at)), since: String(at), id, value: -Number(points) },
      ])
      .filter(({ when }) => when <= asOf)
      .sort((a, b) => (`${a.when} ${a.since} ${a.id}` < `${b.when} ${b.since} ${b.id}` ? -1 : 1));
    let [points, stage, wiped] = [0, 0, ""];
    for (const { when, since, value } of steps) {
      if (value < 0) {
        if (since > wiped) points = Math.max(0, points + value);
        continue;
      }
      points += value;
      if (stage === 2 && points >= 18) stage = 3;
      else if (stage === 1 && points >= 12) [stage, points, wiped] = [2, 5, when];
      else if (stage === 0 && points >= 8) stage = 1;
    }
    return `${points} ${["none", "warning", "course", "withdrawal"][stage]}`;
  }

  test("agrees with plain loops, in whatever order the offences come", () => {
    const loaded = build({
      ...demerits,
      measures: {
        ...demerits.measures,
        stage: {
          value: {
            if: [
              { "==": [{ running: ["demerits", { state: "stage" }] }, "none"] },
              0,
              { "==": [{ running: ["demerits", { state: "stage" }] }, "warning"] },
              1,
              { "==": [{ running: ["demerits", { state: "stage" }] }, "course"] },
              2,
              3,
            ],
          },
        },
      },
    });
    const names = ["none", "warning", "course", "withdrawal"];
    const days = fc.tuple(
      fc.integer({ min: 2019, max: 2023 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(1, 15, 28),
    );
    const offences = fc
      .array(fc.tuple(days, fc.integer({ min: 1, max: 9 })), { maxLength: 12 })
      .map((list) =>
        list.map(([[year, month, day], points], at) =>
          offence(
            String(at + 10),
            `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
            points,
          ),
        ),
      );
    holds(
      fc.property(offences, fc.constantFrom("2022-06-30", "2030-12-31"), (list, asOf) => {
        const options = { subjects: ["a"], period: "all", asOf };
        const result = run(loaded, list, options);
        const stage = names[Number(measureOf(result, "stage"))];
        expect(`${measureOf(result, "score")} ${stage}`).toBe(plainly(list, asOf));
        expect(difference(run(loaded, [...list].reverse(), options), result)).toBe("");
      }),
      2,
    );
  });
});

describe("a balance", () => {
  /** Walks along what was booked, event by event. */
  const walking = (state: Part, next: Part, value: unknown): Short => ({
    accounts: {
      points: { per: [{ when: { var: "entry.day" } }, "event"], window: "to-date" },
    },
    measures: { score: { value: { else: [{ running: "balance" }, 0] } } },
    runnings: {
      balance: { over: { account: "points" }, window: "to-date", state, next, value },
    },
  });

  const clamped = walking(
    { balance: { start: 50 } },
    {
      balance: { min: [100, { max: [0, { "+": [{ var: "state.balance" }, { var: "value" }] }] }] },
    },
    { var: "state.balance" },
  );

  test("is clamped between 0 and 100 at each event", () => {
    const events = [
      gain("1", "a", "2024-01-10", 70), // 100
      gain("2", "a", "2024-02-10", -120), // 0
      gain("3", "a", "2024-03-10", 30),
    ];
    const result = run(clamped, events);
    expect(Object.values(valuesOf(result.runnings, "balance"))).toEqual(["100", "0", "30"]);
    expect(measureOf(result, "score")).toBe("30");
    // A state that is the value says nothing twice.
    expect(result.runnings[0]?.states).toBeUndefined();
    expect(measureOf(run(clamped, events, { asOf: "2024-02-10" }), "score")).toBe("0");
    expect(measureOf(run(clamped, events, { period: "2024-02" }), "score")).toBe("0");
  });

  test("buys an award where it allows", () => {
    const spending: Short = {
      ...walking(
        { balance: { start: 0 }, bought: { type: "boolean", start: false } },
        {
          balance: {
            if: [
              { ">=": [{ "+": [{ var: "state.balance" }, { var: "value" }] }, 0] },
              { "+": [{ var: "state.balance" }, { var: "value" }] },
              { var: "state.balance" },
            ],
          },
          bought: {
            and: [
              { "<": [{ var: "value" }, 0] },
              { ">=": [{ "+": [{ var: "state.balance" }, { var: "value" }] }, 0] },
            ],
          },
        },
        { var: "state.balance" },
      ),
      outcomes: {
        bought: {
          kind: "award",
          per: ["when", "event"],
          when: { running: ["balance", { state: "bought" }] },
        },
      },
    };
    const events = [
      gain("1", "a", "2023-12-10", 30),
      gain("2", "a", "2024-01-10", -50), // too dear
      gain("3", "a", "2024-02-10", 25), // 55
      gain("4", "a", "2024-03-10", -50), // 5
    ];
    const result = run(spending, events);
    expect(Object.values(valuesOf(result.runnings, "balance"))).toEqual(["30", "30", "55", "5"]);
    // Last year's keys lie outside the outcome's window.
    expect(outcomesOf(result, "bought")).toEqual({ "a 2024-03-10|4": "given" });
  });
});

describe("from one period to the next", () => {
  /** A third of what is above 10 a year, in whole points, goes into the next. */
  const carried: Short = {
    accounts: { points: { per: ["year"], window: "to-date" } },
    runnings: {
      total: {
        over: { account: "points" },
        window: "to-date",
        state: { carry: { start: 0 }, total: { start: 0 } },
        next: {
          total: { "+": [{ var: "value" }, { var: "state.carry" }] },
          carry: {
            round: [
              {
                "/": [
                  { max: [0, { "-": [{ "+": [{ var: "value" }, { var: "state.carry" }] }, 10] }] },
                  3,
                ],
              },
              0,
              "down",
            ],
          },
        },
        value: { var: "state.total" },
      },
    },
    measures: { score: { value: { else: [{ running: "total" }, 0] } } },
  };
  const years = [
    gain("1", "a", "2023-05-01", 40), // 30 above: 10 go on
    gain("2", "a", "2024-05-01", 6), // 16: 2 go on
    gain("3", "a", "2025-05-01", 1),
  ];

  test("a third of the surplus goes into the next year, and the scored year is the last one", () => {
    const score = (period: string): string => measureOf(run(carried, years, { period }), "score");
    expect([score("2023"), score("2024"), score("2025"), score("2026")]).toEqual([
      "40",
      "16",
      "3",
      "0",
    ]);
  });

  test("a repaired failing gives back half, in the month of the failing, if within 30 days", () => {
    const repaired: Short = {
      events: {
        failing: {
          links: { repair: { to: "repair", same: ["item"], which: "first", timing: "after" } },
        },
        repair: {},
      },
      rules: [
        { id: "failing", on: "failing", to: "points", amount: -10 },
        {
          id: "repaired",
          on: { entries: ["failing"] },
          when: {
            and: [
              { has: "link.repair" },
              { "<=": [{ days: [{ var: "event.at" }, { var: "link.repair.at" }] }, 30] },
            ],
          },
          to: "points",
          amount: { "/": [{ "-": [{ var: "entry.amount" }] }, 2] },
          fraction: true,
        },
      ],
      accounts: { points: { per: ["month"], window: "period" } },
      measures: {
        score: { value: { account: ["points", { at: { month: month("2024-01-31") } }] } },
      },
    };
    const failing = { id: "1", type: "failing", at: "2024-01-31", subject: "a", item: "x" };
    const repair = (at: string) => ({ id: "2", type: "repair", at, subject: "a", item: "x" });
    const score = (at: string, asOf = "2024-12-31") =>
      measureOf(run(repaired, [failing, repair(at)], { asOf }), "score");
    expect(score("2024-03-01")).toBe("-5");
    expect(score("2024-03-02")).toBe("-10");
    expect(score("2024-03-01", "2024-02-29")).toBe("-10");
  });
});

function month(day: string): Part {
  return { calendar: ["month", day] };
}

test("the longest run of months with a report, and distinct items by reducing twice", () => {
  const ruleset: Short = {
    accounts: {
      points: {},
      monthly: { per: ["month"], steps: [{ count: {} }] },
      longest: { from: { running: "run" }, steps: [{ highest: { none: 0 } }] },
      items: { steps: [{ sum: {}, per: ["item"] }, { count: {} }] },
    },
    rules: [
      {
        id: "gain",
        on: "gain",
        to: ["points", "monthly", "items"],
        amount: { var: "event.points" },
      },
    ],
    runnings: {
      run: {
        over: { account: "monthly" },
        state: { run: { start: 0 } },
        next: {
          run: { if: [{ ">": [{ var: "value" }, 0] }, { "+": [{ var: "state.run" }, 1] }, 0] },
        },
        value: { var: "state.run" },
      },
    },
  };
  const months = ["01", "02", "04", "05", "06", "06"];
  const events = months.map((one, at) =>
    gain(String(at), "a", `2024-${one}-10`, 1, { item: `i${at % 4}` }),
  );
  const result = run(ruleset, events);
  expect(accountOf(result, "longest")).toBe("3");
  expect(accountOf(result, "items")).toBe("4");
  expect(accountOf(run(ruleset, []), "longest")).toBe("0");
});
