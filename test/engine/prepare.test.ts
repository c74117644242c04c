import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepare } from "../../src/engine/prepare.ts";
import { score } from "../../src/engine/score.ts";
import { loadRuleset } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { holds } from "../properties.ts";
import { build, bytes, documentOf, gain } from "./build.ts";
import { rich, roster, stream } from "./streams.ts";

const document = documentOf(rich);
const loaded = build(rich);

const options = fc.record(
  {
    period: fc.constantFrom("2024", "2024-H1", "2024-02", "all"),
    asOf: fc.constantFrom("2024-02-15", "2024-12-31"),
  },
  { requiredKeys: ["period"] },
);
const parameters = fc.record(
  {
    share: fc.constantFrom("0.2", "0.5", "1"),
    most: fc.constantFrom("20", "7.125"),
    worst: fc.constantFrom("1", "2"),
  },
  { requiredKeys: [] },
);

describe("a ruleset under other choices", () => {
  test("gives what the document gives that is loaded with them", () => {
    holds(
      fc.property(stream, options, parameters, parameters, (events, given, first, second) => {
        const bound = loaded.with({ parameters: first }).with({ parameters: second });
        const fresh = loadRuleset(document, { parameters: { ...first, ...second } });
        const subjects = roster;
        expect(bytes(score(bound, events, { subjects, ...given }))).toBe(
          bytes(score(fresh, events, { subjects, ...given })),
        );
      }),
    );
  });

  test("keeps the choices that are not named, readings too", () => {
    const longyang = loadRuleset(rulesets["longyang-2019"], { parameters: { "L1.points": "3" } });
    const reading = { "adoption-stacking": "highest" };
    const bound = longyang
      .with({ interpretations: reading })
      .with({ parameters: { "L1.max": "9" } });
    expect(bound.resolved.interpretations.get("adoption-stacking")?.chosen).toBe("highest");
    expect(bound.resolved.parameters.get("L1.points")?.value).toBe("3");
    expect(bound.resolved.parameters.get("L1.max")?.value).toBe("9");
    expect(longyang.resolved.parameters.get("L1.max")?.value).toBe("60");
  });

  test("resolves a reading once", () => {
    const longyang = loadRuleset(rulesets["longyang-2019"]);
    const reading = { interpretations: { "adoption-stacking": "highest" } };
    expect(longyang.with(reading)).toBe(longyang.with(reading));
  });

  test.each([
    ["an unknown parameter", { parameters: { shares: "1" } }, /no parameter "shares"|"shares"/],
    ["a value that is no number", { parameters: { share: "much" } }, /much/],
    ["a value that a step cannot take", { parameters: { worst: "1.5" } }, /1\.5/],
    ["an unknown reading", { interpretations: { other: "x" } }, /other/],
  ])("refuses %s", (_what, choices, message) => {
    expect(() => loaded.with(choices)).toThrow(message);
  });
});

describe("prepared events", () => {
  test("give what the events give, for other periods, days and parameters", () => {
    holds(
      fc.property(
        stream,
        fc.array(fc.tuple(options, parameters), { minLength: 2, maxLength: 4 }),
        (events, runs) => {
          const prepared = prepare(loaded, events, { subjects: roster });
          for (const [given, chosen] of runs) {
            const ruleset = loaded.with({ parameters: chosen });
            expect(bytes(score(ruleset, prepared, given))).toBe(
              bytes(score(ruleset, events, { subjects: roster, ...given })),
            );
          }
        },
      ),
    );
  });

  test("are admitted anew where a parameter decides which are", () => {
    const checked = build({
      events: {
        gain: {
          attributes: { points: { type: "number" } },
          checks: [
            {
              id: "most",
              else: "reject",
              require: { "<=": [{ var: "event.points" }, { param: "most" }] },
            },
          ],
        },
      },
      parameters: { most: "5" },
      rules: [{ id: "gain", on: "gain", to: "points", amount: { var: "event.points" } }],
      accounts: { points: { steps: [{ sum: {} }] } },
    });
    const prepared = prepare(checked, [gain("1", "a", "2024-03-05", 7)]);
    expect(score(checked, prepared).counts.rejected).toBe(1);
    expect(score(checked.with({ parameters: { most: "7" } }), prepared).counts.rejected).toBe(0);
    expect(score(checked, prepared).counts.rejected).toBe(1);
  });

  test("give the same for an as-of day after many others", () => {
    const events = [gain("1", "a", "2024-01-05", 7), gain("2", "a", "2024-02-20", 5)];
    const prepared = prepare(loaded, events, { subjects: roster });
    const days = Array.from(
      { length: 28 },
      (_, at) => `2024-02-${String(at + 1).padStart(2, "0")}`,
    );
    for (const asOf of [...days, ...days]) {
      const later = score(loaded, prepared, { asOf }).counts.later;
      expect(later, asOf).toBe(asOf < "2024-02-20" ? 1 : 0);
    }
  });

  test("have their roster: another one is refused", () => {
    const prepared = prepare(loaded, [], { subjects: roster });
    expect(() => score(loaded, prepared, { subjects: roster })).toThrow(/hand subjects to prepare/);
  });
});
