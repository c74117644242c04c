import { describe, expect, test } from "vitest";
import type { ScoreOptions } from "../../src/engine/score.ts";
import { build, bytes, gain, run as runWith } from "./build.ts";
import { rich, roster } from "./streams.ts";

const loaded = build(rich);
const run = (events: Iterable<unknown>, options: Omit<ScoreOptions, "subjects"> = {}) =>
  runWith(loaded, events, { subjects: roster, ...options });

/** The same events, none of which is read the short way. */
function inherited(events: readonly object[]): object[] {
  return events.map((event) => Object.assign(Object.create({ inherited: 1 }), event));
}

test("more values than signatures are numbered for count to the last", () => {
  // 0.01 + 0.02 + … + 90.00: more different amounts than have a signature.
  const events = Array.from({ length: 9000 }, (_, at) =>
    gain(`e${at}`, "a", "2024-03-05", ((at + 1) / 100).toFixed(2)),
  );
  const { accounts } = run(events);
  expect(accounts.find(({ id, subject }) => id === "points" && subject === "a")?.value).toBe(
    "405045",
  );
});

describe("plain events", () => {
  test.each<[string, readonly object[]]>([
    [
      "of several orders of keys",
      [gain("1", "a", "2024-03-05", 1), { subject: "b", ...gain("2", "b", "2024-03-05", 2) }],
    ],
    ["that come twice", [gain("1", "a", "2024-03-05", 1), gain("1", "a", "2024-03-05", "1.0")]],
    [
      "with two contents of one id",
      [gain("1", "a", "2024-03-05", 1), gain("1", "a", "2024-03-05", 2)],
    ],
    [
      "with blanks",
      [gain("1", "a", "2024-03-05", 1, { item: "" }), gain(" ", "a", "2024-03-05", 1)],
    ],
    ["with an unknown key", [gain("1", "a", "2024-03-05", 1, { colour: "red" })]],
    [
      "with a wrong value after a right one",
      [gain("1", "a", "2024-03-05", 1), gain("2", "a", "2024-03-05", "many")],
    ],
    [
      "of more values than are remembered",
      Array.from({ length: 9000 }, (_, at) => gain(`e${at}`, "a", "2024-03-05", `0.${at + 1000}`)),
    ],
  ])("give what they give one by one: %s", (_name, events) => {
    const result = run(events);
    expect(bytes(result)).toBe(bytes(run(inherited(events))));
    expect(result.counts.events).toBe(events.length);
  });

  test("of trusted ids are not compared: one that comes twice counts twice", () => {
    const event = gain("1", "a", "2024-03-05", 1);
    expect(run([event, event]).counts).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(run([event, event], { trusted: true }).counts.accepted).toBe(2);
    // A key that is not plain sends it through full admission.
    const odd = { ...event, nonsense: "" };
    expect(run([odd, odd], { trusted: true }).counts).toMatchObject({ accepted: 2, duplicates: 0 });
  });

  test("of trusted ids may be corrected", () => {
    const events = [
      gain("1", "a", "2024-03-05", 1),
      gain("2", "a", "2024-03-05", 2),
      gain("3", "a", "2024-03-05", 3, { revises: "1" }),
      { id: "4", type: "retraction", at: "2024-03-06", retracts: "2" },
    ];
    const result = run(events, { trusted: true });
    expect(bytes(result)).toBe(bytes(run(events)));
    expect(result.counts).toMatchObject({ accepted: 2, revised: 1, retracted: 1 });
  });
});
