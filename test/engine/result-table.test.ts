import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../scripts/compare-builds/streams.ts";
import { score } from "../../src/engine/score.ts";
import {
  loadRuleset,
  type Result,
  type ResultTable,
  resultParts,
  resultTable,
  UsageError,
} from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { holds } from "../properties.ts";
import { build } from "./build.ts";
import { rich, roster, stream } from "./streams.ts";

/** What a table leaves out: lines within a line, and a clause that `clauses` holds too. */
const omitted: Readonly<Record<string, readonly string[]>> = {
  outcomes: ["clause", "reason"],
  accounts: ["lines"],
  runnings: ["states"],
};

/** A line by its columns: a text in two languages has one for each. */
function flat(line: object, left: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(line)
      .filter(([key]) => !left.includes(key))
      .flatMap(([key, value]): [string, unknown][] =>
        typeof value === "object" && !Array.isArray(value)
          ? Object.entries(value as object).map(([inner, one]) => [`${key}.${inner}`, one])
          : [[key, value]],
      ),
  );
}

function rowsOf({ length, columns }: ResultTable): Record<string, unknown>[] {
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([name, column]) => {
        const value = "codes" in column ? column.values[column.codes[row]!] : column[row];
        return value === null || value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

function expectSame(result: Result): void {
  for (const part of resultParts) {
    const lines = [...result[part]].map((line) => flat(line, omitted[part]));
    expect(rowsOf(resultTable(result, part)), part).toEqual(lines);
  }
}

describe("a part of a result by column", () => {
  test("holds all that its lines hold", () => {
    const ruleset = build(rich);
    holds(
      fc.property(stream, (events) => {
        expectSame(score(ruleset, events, { subjects: roster, period: "2024" }));
      }),
    );
    for (const document of Object.values(rulesets)) {
      const longyang = loadRuleset(document);
      const { events, ...options } = randomStream(longyang, 7);
      expectSame(score(longyang, events, { ...options, subjects: options.subjects?.map(sound) }));
    }
  });

  test("is the same for a result that was read from a file", () => {
    const result = score(build(rich), [], { subjects: roster });
    const read = JSON.parse(JSON.stringify(result)) as Result;
    for (const part of resultParts)
      expect(resultTable(read, part)).toEqual(resultTable(result, part));
  });

  test("has its columns even without a line", () => {
    const { length, columns } = resultTable(score(build(rich), [], { subjects: [] }), "ledger");
    expect(length).toBe(0);
    expect(Object.keys(columns)).toContain("amount");
  });

  test.each(["entries", "counts", "toString"])("refuses the part %s, which is none", (part) => {
    const result = score(build(rich), [], { subjects: roster });
    expect(() => resultTable(result, part as "ledger")).toThrow(UsageError);
    expect(() => resultTable(result, part as "ledger")).toThrow(/standings.*ledger/);
  });
});

/** A roster with a wrong value is refused as a whole. */
function sound<Subject extends object>(subject: Subject): Subject {
  const { pointsTarget: _, submissionsTarget: __, ...rest } = subject as Record<string, unknown>;
  return { ...rest, pointsTarget: "10", submissionsTarget: "4" } as unknown as Subject;
}
