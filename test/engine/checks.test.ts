import { describe, expect, test } from "vitest";
import type { EventRecord } from "../../src/document/event.ts";
import { accountOf, build, run, type Short } from "./build.ts";

const half = { "==": [{ "%": [{ "*": [{ var: "each.value" }, 2] }, 1] }, 0] };

/** Dives: marks by halves, and one dive for each diver and round. */
const dives = (way: "reject" | "warn"): Short => ({
  attributes: { round: { type: "integer" } },
  events: {
    dive: {
      attributes: {
        points: { type: "number" },
        marks: { type: "number", list: true, optional: true },
      },
      links: {
        earlier: { to: "dive", same: ["subject", "round"], which: "count", timing: "before" },
      },
      checks: [
        {
          id: "half",
          clause: "H",
          label: { en: "Marks go by halves.", zh: "裁判分以0.5为单位。" },
          each: { var: "event.marks" },
          require: half,
          else: way,
        },
        {
          id: "once",
          clause: "O",
          label: { en: "One dive in a round.", zh: "每轮一跳。" },
          require: { "==": [{ var: "link.earlier" }, 0] },
          else: way,
        },
      ],
    },
    protest: {
      attributes: {},
      links: { dives: { to: "dive", same: ["subject", "round"], which: "count" } },
    },
  },
  rules: [
    { id: "dive", on: "dive", to: "points", amount: { var: "event.points" } },
    { id: "protest", on: "protest", to: "protested", amount: { var: "link.dives" } },
  ],
  accounts: { points: {}, protested: {} },
});

function dive(id: string, at: string, round: number, more: object = {}): EventRecord {
  return { id, type: "dive", subject: "a", at, round, points: 1, ...more };
}

describe("a check of each value of a list", () => {
  const marked = [
    dive("1", "2024-01-01", 1, { marks: ["7", "7.5", "10"] }),
    dive("2", "2024-01-01", 2, { marks: ["7", "7.25", "7.75"] }),
    dive("3", "2024-01-01", 3),
  ];

  test("rejects for the first value for which it does not hold, and says which that is", () => {
    const result = run(dives("reject"), marked);
    expect(result.rejections).toMatchObject([
      { code: "check-failed", event: "2", field: "half", clauses: ["H"], position: 2 },
    ]);
    expect(accountOf(result, "points")).toBe("2");
  });

  test("warns of events of the scored period only, and of those that count in it", () => {
    const short: Short = {
      attributes: { paid: { type: "day", optional: true } },
      events: {
        claim: {
          attributes: {},
          checks: [
            {
              id: "paid",
              clause: "P",
              label: { en: "The day of payment is missing.", zh: "未注明付款日期。" },
              require: { "==": [{ var: "event.id" }, ""] },
              else: "warn",
            },
          ],
        },
      },
      rules: [
        {
          id: "claim",
          on: "claim",
          dated: { if: [{ has: "event.paid" }, { var: "event.paid" }, { var: "event.at" }] },
          to: "points",
          amount: 1,
        },
      ],
      accounts: { points: {} },
    };
    const claims = [
      { id: "before", type: "claim", subject: "a", at: "2023-12-31" },
      { id: "in", type: "claim", subject: "a", at: "2024-01-01" },
      { id: "counted", type: "claim", subject: "a", at: "2025-01-10", paid: "2024-12-31" },
      { id: "withdrawn", type: "claim", subject: "a", at: "2024-02-01" },
      { id: "back", type: "retraction", at: "2024-02-02", retracts: "withdrawn" },
    ];
    const result = run(short, claims, { period: "2024" });
    expect(result.warnings.map(({ check, event }) => [check, event])).toEqual([
      ["paid", "counted"],
      ["paid", "in"],
    ]);
    expect(accountOf(result, "points")).toBe("2");
  });

  test("warns once of an event", () => {
    const result = run(dives("warn"), marked);
    expect(result.warnings.map(({ check, event }) => [check, event])).toEqual([["half", "2"]]);
    expect(result.warnings[0]?.message.zh).toBe("裁判分以0.5为单位。(第 2 项)");
    expect(accountOf(result, "points")).toBe("3");
  });

  test("sees the values only where it goes through a list", () => {
    const short = dives("reject");
    const check = { id: "odd", else: "warn", require: half };
    const load = () =>
      build({ ...short, events: { dive: { ...short.events?.["dive"], checks: [check] } } });
    expect(load).toThrowError(/each/);
  });
});

describe("a check that looks at other events", () => {
  const list = [
    dive("1", "2024-01-01", 1),
    dive("2", "2024-01-02", 1),
    dive("3", "2024-01-03", 1),
    dive("4", "2024-01-03", 2),
    { id: "p", type: "protest", subject: "a", at: "2024-01-04", round: 1 },
  ];

  test("rejects all but the first, in whatever order they come", () => {
    for (const events of [list, [...list].reverse()]) {
      const result = run(dives("reject"), events);
      expect(result.rejections.map(({ event, code }) => [event, code]).sort()).toEqual([
        ["2", "check-failed"],
        ["3", "check-failed"],
      ]);
      expect(accountOf(result, "points")).toBe("2");
      expect(result.counts).toMatchObject({ events: 5, accepted: 3, rejected: 2 });
    }
  });

  test("what it rejects is linked to nothing any more", () => {
    expect(accountOf(run(dives("reject"), list), "protested")).toBe("1");
    expect(accountOf(run(dives("warn"), list), "protested")).toBe("3");
  });

  test("warns of events that count", () => {
    const result = run(dives("warn"), list);
    expect(result.warnings.map(({ check, event }) => [check, event])).toEqual([
      ["once", "2"],
      ["once", "3"],
    ]);
  });

  test("looks at what corrections leave", () => {
    const retraction = { id: "r", type: "retraction", at: "2024-01-05", retracts: "1" };
    const result = run(dives("reject"), [...list, retraction]);
    expect(result.rejections.map(({ event }) => event)).toEqual(["3"]);
    expect(accountOf(result, "points")).toBe("2");
  });

  test("all are looked at together: what one rejects still stands in the way of another", () => {
    const short = dives("reject");
    const { dive: type, ...others } = short.events ?? {};
    const check = {
      id: "alone",
      else: "reject",
      require: { "==": [{ var: "link.earlier" }, 0] },
      clause: "O",
    };
    const links = { earlier: { to: "dive", same: ["round"], which: "count", timing: "either" } };
    const result = run(
      { ...short, events: { dive: { ...type, links, checks: [check] }, ...others } },
      list,
    );
    expect(result.rejections.map(({ event }) => event).sort()).toEqual(["1", "2", "3"]);
  });
});
