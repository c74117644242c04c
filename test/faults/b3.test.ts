import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

const events = {
  note: {
    label: label("note", "信息"),
    attributes: {
      race: { type: "integer", label: label("race", "轮次") },
      group: { type: "integer", label: label("group", "组别") },
    },
  },
};
const measures = (value: object) => ({
  score: { label: label("score", "得分"), clause: "A1", value },
});
const units = "编号\n第一镇\n第二镇\n";
const rows =
  "编号,时间,类型,单位,轮次,组别\n1,2024-01-05,信息,第一镇,1,1\n2,2024-02-06,信息,第一镇,2,2\n3,2024-03-07,信息,第一镇,3,2\n4,2024-02-08,信息,第二镇,2,2\n";
const explained = (rules: object) =>
  told("explain", { rules, units, events: rows }, "en", ["--subject", "第一镇"]);

/** A walk along the races, read at the second. */
const walk = {
  events,
  accounts: {
    notes: {
      label: label("points", "分值"),
      per: [{ race: { var: "event.race" } }],
      steps: [{ sum: {} }],
    },
  },
  runnings: {
    walk: {
      label: label("so far", "累计"),
      clause: "A1",
      over: { account: "notes" },
      state: { all: { start: 0 } },
      next: { all: { "+": [{ var: "state.all" }, { var: "value" }] } },
      value: { var: "state.all" },
    },
  },
  measures: measures({ running: ["walk", { at: { race: 2 } }] }),
};

describe("B3 an account read at one key is explained with that key only", () => {
  test("a running is explained up to the key at which it is read", async () => {
    const out = await explained(demo(walk));
    // 3 after the first race and 6 after the second; the third has no effect on the score.
    expect(out).toContain("so far: 1: 3; 2: 6 [A1 1]");
    expect(out).toContain("event 2");
    expect(out).not.toContain("event 3");
  });

  test("an account is explained by its groups", async () => {
    const rules = demo({
      events,
      accounts: {
        notes: {
          label: label("points", "分值"),
          per: [{ group: { var: "event.group" } }, { race: { var: "event.race" } }],
          steps: [{ sum: {} }],
        },
        groups: {
          label: label("by group", "各组"),
          from: { account: "notes" },
          per: ["group"],
          steps: [{ sum: {} }],
        },
      },
      measures: measures({ account: ["groups", { at: { group: 1 } }] }),
    });
    const out = await explained(rules);
    expect(out).toContain("event 1");
    expect(out).not.toContain("event 2");
    // In the second group they have 6 and 3 points, which have no effect on the score.
    const more = ["--subject", "第一镇", "--above", "第二镇"];
    const above = await told("explain", { rules, units, events: rows }, "en", more);
    expect(above).toContain("points (1");
    expect(above).not.toContain("points (2");
  });

  test("a comparison does not tell what comes after the key", async () => {
    const rules = demo(walk);
    const more = ["--subject", "第一镇", "--above", "第二镇"];
    const out = await told("explain", { rules, units, events: rows }, "en", more);
    // 6 against 3: the first race makes the difference, the third does not count.
    expect(out).toContain("points (1)");
    expect(out).not.toContain("points (3)");
  });
});
