import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { score, scoreNodes } from "../../src/engine/score.ts";
import { readyExample } from "../../src/examples/examples.ts";
import { loadRuleset, rulesetLoader } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { builtFile } from "../built.ts";
import { holds } from "../properties.ts";
import { sound } from "../ruleset/documents.ts";
import { resultHashes } from "./print-results.ts";

vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);

describe("the order of events changes no byte of a result", () => {
  test.each(Object.entries(rulesets))(
    "%s: every example, backwards and shuffled",
    (_id, document) => {
      const load = rulesetLoader(document);
      const { examples } = document as { readonly examples: readonly ExampleDocument[] };
      for (const example of examples) {
        const { ruleset, events, subjects, period, asOf } = readyExample(load, example);
        const options = { subjects, period, asOf };
        const resultOf = (list: readonly unknown[]) =>
          JSON.stringify(scoreNodes(ruleset, list, options, undefined));
        const expected = resultOf(events);
        const same = (list: readonly unknown[]) => resultOf(list) === expected;
        expect(same([...events].reverse()), example.it).toBe(true);
        if (events.length < 3) continue;
        const orders = fc.shuffledSubarray([...events], {
          minLength: events.length,
          maxLength: events.length,
        });
        holds(fc.property(orders, same), (events.length > 200 ? 1 : 2) / 25);
      }
    },
  );

  const loaded = loadRuleset(sound());
  const options = {
    subjects: [
      { id: "a", category: "town" },
      { id: "b", category: "bureau" },
    ],
  };
  const act = { id: "1", type: "act", at: "2024-01-05", subject: "a", level: "low", amount: "3" };

  /** Events in which each kind of trouble is likely: equal and conflicting ids, corrections, unknown names. */
  const trouble = fc.record(
    {
      id: fc.constantFrom("1", "2", "3", "4", "10", "é", "𠮷"),
      type: fc.constantFrom("act", "answer", "retraction", "notice", "unheard"),
      at: fc.constantFrom("2024-01-05", "2024-01-05T00:00", "2024-02-30", "2024-03-01T23:30:00Z"),
      subject: fc.constantFrom("a", "b", "c", ""),
      level: fc.constantFrom("low", "high", "hihg"),
      amount: fc.constantFrom("1", "1.0", "x"),
      grade: fc.constantFrom("1", "2"),
      author: fc.constantFrom("zhang", "li"),
      item: fc.constantFrom("i", "j"),
      odd: fc.constantFrom("1", "2"),
      revises: fc.constantFrom("1", "2", "3", "9"),
      retracts: fc.constantFrom("1", "2", "3", "9"),
    },
    { requiredKeys: ["id", "type", "at", "subject"] },
  );

  test("nor where events are in trouble", () => {
    const lists = fc
      .array(trouble, { minLength: 2, maxLength: 8 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
        ),
      );
    holds(
      fc.property(
        lists,
        fc.constantFrom({}, { asOf: "2024-01-31" }),
        ([events, shuffled], asOf) => {
          const [one, other] = [events, shuffled].map((list) =>
            JSON.stringify(score(loaded, list, { ...options, period: "2024", ...asOf })),
          );
          expect(other).toBe(one);
        },
      ),
      32,
    );
  });

  test("nor where the same event comes with and without an attribute that nobody knows", () => {
    const events = [act, { ...act, odd: "1" }];
    const results = [events, [...events].reverse()].map((list) =>
      JSON.stringify(score(loaded, list, options)),
    );
    expect(results[1]).toBe(results[0]);
  });
});

describe("the host changes no byte of a result", () => {
  const here = resultHashes();
  const turkish = { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
  const hosts = {
    west: printed({ TZ: "America/New_York", ...turkish }),
    east: printed({ TZ: "Asia/Shanghai" }),
  };

  /** What a process with these settings makes of all examples. */
  async function printed(settings: Readonly<Record<string, string>>) {
    const { stdout } = await run(process.execPath, [builtFile("print-results"), "--print"], {
      env: { ...process.env, ...settings },
      maxBuffer: 2 ** 24,
    });
    return JSON.parse(stdout) as { zone: string; locale: string; hashes: unknown };
  }

  test.each([
    ["TZ=America/New_York", hosts.west, "America/New_York", undefined],
    ["TZ=Asia/Shanghai", hosts.east, "Asia/Shanghai", undefined],
    ["LANG=tr_TR.UTF-8", hosts.west, undefined, "tr-TR"],
  ])("%s", async (_name, host, zone, locale) => {
    const there = await host;
    expect(zone === undefined || there.zone === zone).toBe(true);
    expect(locale === undefined || there.locale === locale).toBe(true);
    expect(there.hashes).toEqual(here);
  });
});
