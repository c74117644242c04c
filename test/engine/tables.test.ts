import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../scripts/compare-builds/streams.ts";
import { tablesOf } from "../../src/document/table.ts";
import { IdList } from "../../src/engine/id-list.ts";
import { prepare } from "../../src/engine/prepare.ts";
import { score } from "../../src/engine/score.ts";
import { type EventTable, loadRuleset, UsageError } from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { holds } from "../properties.ts";
import { build, bytes, gain } from "./build.ts";
import { rich, roster } from "./streams.ts";
import { outcomeOf, tableOf } from "./tables.ts";

const cases = "test/conformance/hard-cases";
const documents = [
  ...Object.values(rulesets),
  ...readdirSync(cases)
    .filter((name) => name.endsWith(".json"))
    .map((name): unknown => JSON.parse(readFileSync(`${cases}/${name}`, "utf8"))),
];
const loaded = documents.map((document) => loadRuleset(document));

const streams = fc.record({
  seed: fc.nat(1_000_000),
  at: fc.nat(loaded.length - 1),
  dictionaries: fc.nat(63),
});

/** What stands in a cell without a value. */
function blankOf(row: number): unknown {
  return [undefined, null][row % 2];
}

describe("a table of events", () => {
  test("scores as its rows do as objects, whatever its columns are made of", () => {
    holds(
      fc.property(streams, ({ seed, at, dictionaries }) => {
        const ruleset = loaded[at]!;
        const { events, ...options } = randomStream(ruleset, seed);
        const objects = events.filter((one) => typeof one === "object" && one !== null);
        const isDictionary = (name: string): boolean =>
          ((dictionaries >> (name.length % 6)) & 1) === 1;
        const table = tableOf(objects, isDictionary, blankOf);
        const [byRow, byColumn] = [objects, table].map((given) =>
          outcomeOf(() => score(ruleset, given, options)),
        );
        expect(byColumn).toBe(byRow);
      }),
      8,
    );
  });

  test("is prepared as its rows are, and later changes of it have no effect", () => {
    const events = [gain("1", "a", "2024-03-05", 7), gain("2", "b", "2024-03-06", 5)];
    const ruleset = build(rich);
    const table = tableOf(events, (name) => name === "subject");
    const prepared = prepare(ruleset, table, { subjects: roster });
    (table.columns["points"] as unknown[])[0] = 99;
    const subject = table.columns["subject"] as { codes: Int16Array; values: unknown[] };
    subject.codes[0] = 1;
    subject.values[0] = "b";
    expect(bytes(score(ruleset, prepared))).toBe(
      bytes(score(ruleset, events, { subjects: roster })),
    );
  });

  test("may come after others, as the events of files do", async () => {
    const ruleset = build(rich);
    const events = [gain("1", "a", "2024-03-05", 7), gain("2", "b", "2024-03-06", 5)];
    const files = {
      async *[Symbol.asyncIterator]() {
        yield* [];
      },
      [tablesOf]: () => ({
        tables: (async function* () {
          for (const event of events) yield tableOf([event], () => false);
        })(),
        ids: new IdList(),
      }),
    };
    expect(bytes(await score(ruleset, files, { subjects: roster }))).toBe(
      bytes(score(ruleset, events, { subjects: roster })),
    );
  });

  test("takes numbers from arrays of numbers", () => {
    const ruleset = build(rich);
    const columns = {
      id: ["1", "2", "3"],
      type: { codes: new Uint8Array(3), values: ["gain"] },
      at: { codes: Int32Array.of(0, 0, 0), values: ["2024-03-05"] },
      subject: { codes: Int8Array.of(0, 1, -1), values: ["a", "b"] },
      points: Float64Array.of(0.5, 12, 3),
    };
    const result = score(ruleset, { length: 3, columns }, { subjects: roster });
    expect(result.ledger.toJSON().map(({ amount }) => amount)).toContain("0.5");
    expect(result.rejections.map(({ code, event }) => [code, event])).toEqual([
      ["subject-missing", "3"],
    ]);
  });

  test("keeps a column called __proto__ among the keys of its rows", () => {
    const columns = JSON.parse('{"__proto__":["x"],"id":[""]}') as EventTable["columns"];
    const { rejections } = score(build(rich), { length: 1, columns }, { subjects: roster });
    expect(rejections[0]?.value).toBe('{"__proto__":"x","id":""}');
  });

  test.each<[string, unknown, RegExp]>([
    ["without a length", { columns: { id: ["1"] } }, /^length of events .*found undefined$/],
    ["whose length is no count", { length: -1, columns: {} }, /^length of events .*found -1$/],
    [
      "whose columns are a list",
      { length: 1, columns: [["1"]] },
      /^columns of events .*by their names/,
    ],
    ["with a column that is none", { length: 1, columns: { id: "1" } }, /^column "id" .*found "1"/],
    [
      "with codes but no values",
      { length: 1, columns: { type: { codes: new Int8Array(1) } } },
      /^column "type" .*codes, values/,
    ],
    [
      "with codes that are no whole numbers",
      { length: 1, columns: { type: { codes: new Float64Array(1), values: [] } } },
      /^column "type" .*Int32Array/,
    ],
    [
      "with big integers, which no event holds",
      { length: 1, columns: { points: new BigInt64Array(1) } },
      /^column "points" .*found BigInt64Array/,
    ],
    [
      "with a column of other length",
      { length: 2, columns: { id: ["1", "2"], at: ["2024-01-01"] } },
      /^column "at" .*expected 2 rows.*found 1$/,
    ],
    [
      "with codes of other length",
      { length: 2, columns: { type: { codes: new Int8Array(3), values: [] } } },
      /^column "type" .*expected 2 rows.*found 3$/,
    ],
  ])("is refused %s", (_what, table, message) => {
    for (const call of [score, prepare]) {
      const error = thrownBy(() => call(build(rich), table as EventTable));
      expect(error.code).toBe("bad-argument");
      expect(error.text.en).toMatch(message);
      expect(error.text.zh).toMatch(/应/);
    }
  });
});

function thrownBy(call: () => unknown): UsageError {
  try {
    call();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
