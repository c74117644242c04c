import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { holds } from "../properties.ts";
import { document } from "./rows.ts";

const label = { en: "x", zh: "甲" };
const [rule] = document.rules;

/** The invented ruleset with a second rule, and accounts keyed by rule, by event and by the note. */
const keyed = loadRuleset({
  ...document,
  events: {
    gain: {
      ...document.events.gain,
      attributes: {
        ...document.events.gain.attributes,
        note: { type: "text", default: "无", label },
      },
    },
  },
  rules: [
    { ...rule, id: "zuihou", to: ["points", "rules", "events", "notes"] },
    { ...rule, id: "chuxian", to: "rules", amount: 1 },
  ],
  accounts: {
    ...document.accounts,
    rules: { label, per: ["rule"], steps: [{ sum: {} }] },
    events: { label, per: ["event"], steps: [{ sum: {} }] },
    notes: { label, per: [{ note: { var: "event.note" } }], steps: [{ sum: {} }] },
    "first-event": {
      label,
      from: { account: "events" },
      steps: [{ keep: "first", clause: "A1" }, { sum: {} }],
    },
  },
} as never);

const gain = (id: string, at: string, points: number, note?: string) => ({
  ...{ type: "gain", id, at, points, subject: "第一镇" },
  ...(note === undefined ? {} : { note }),
});

function result(...events: readonly object[]) {
  return score(keyed, events, { period: "2024", subjects: [{ id: "第一镇" }] });
}

function keys(account: string, ...events: readonly object[]): (string | undefined)[] {
  return result(...events)
    .accounts.filter(({ id }) => id === account)
    .map(({ key }) => key);
}

describe("A3 the order of rules, events and ids", () => {
  test("rules stand as the document lists them", () => {
    expect(keys("rules", gain("1", "2024-03-01", 5))).toEqual(["zuihou", "chuxian"]);
  });

  test("events stand by day, by the time of day, then by id with 10 behind 9", () => {
    const day = "2024-03-01";
    const events = [
      gain("a", `${day}T15:00`, 1),
      gain("b", `${day}T09:00`, 2),
      gain("10", "2024-02-01", 4),
      gain("9", "2024-02-01", 8),
      gain("第10号", "2024-02-02", 16),
      gain("第9号", "2024-02-02", 32),
    ];
    expect(keys("events", ...events)).toEqual(["9", "10", "第9号", "第10号", "b", "a"]);
    const [first] = result(...events).accounts.filter(({ id }) => id === "first-event");
    expect(first?.value).toBe("8");
  });

  test("values of texts stand as people number them", () => {
    const events = ["10组", "9组", "09组", "甲"].map((note, at) =>
      gain(`${at}`, "2024-03-01", 1, note),
    );
    expect(keys("notes", ...events)).toEqual(["9组", "09组", "10组", "甲"]);
  });

  test("subjects of equal points, the ledger and reasons are in the order of ids as people number them", () => {
    const events = ["2", "10", "1"].map((id) => gain(id, "2024-03-01", 1));
    expect([...result(...events).ledger].map(({ event }) => event)).toEqual([
      "1",
      "1",
      "2",
      "2",
      "10",
      "10",
    ]);
    const units = ["10组", "9组", "1组"].map((id) => ({ id }));
    const level = score(keyed, [], { period: "2024", subjects: units });
    expect(level.standings.map(({ subject }) => subject)).toEqual(["1组", "9组", "10组"]);
    expect(level.subjects.map(({ id }) => id)).toEqual(["1组", "9组", "10组"]);
  });

  test("the order of ids does not depend on the order of the events", () => {
    const id = fc.stringMatching(/^[ab0-9]{1,4}$/);
    holds(
      fc.property(fc.uniqueArray(id, { maxLength: 8 }), fc.nat(), (ids, turn) => {
        const events = ids.map((one) => gain(one, "2024-03-01", 1));
        const at = ids.length === 0 ? 0 : turn % ids.length;
        const turned = [...events.slice(at), ...events.slice(0, at)].reverse();
        expect(keys("events", ...turned)).toEqual(keys("events", ...events));
      }),
    );
  });
});
