import { type Table, tableFromIPC, tableToIPC, Vector } from "apache-arrow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromArrow, toArrow } from "../../src/arrow.ts";
import { type ResultTable, resultParts, resultTable, score, UsageError } from "../../src/index.ts";
import { build, gain } from "../engine/build.ts";
import { rich, roster, stream } from "../engine/streams.ts";
import { holds } from "../properties.ts";

const ruleset = build(rich);

/** The rows of an Arrow table after a way through bytes. */
function rowsOf(table: Table): Record<string, unknown>[] {
  const read = tableFromIPC(tableToIPC(table, "file"));
  return read
    .toArray()
    .map((row: { toJSON(): Record<string, unknown> }) =>
      Object.fromEntries(
        Object.entries(row.toJSON()).map(([name, value]) => [
          name,
          value instanceof Vector ? [...value] : value,
        ]),
      ),
    );
}

function linesOf({ length, columns }: ResultTable): Record<string, unknown>[] {
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [
        name,
        ("codes" in column ? column.values[column.codes[row]!] : column[row]) ?? null,
      ]),
    ),
  );
}

describe("a part of a result as an Arrow table", () => {
  test("holds the same as by column, days as dates", () => {
    holds(
      fc.property(stream, (events) => {
        const result = score(ruleset, events, { subjects: roster, period: "2024" });
        for (const part of resultParts) {
          const table = resultTable(result, part);
          const lines = linesOf(table).map((line) =>
            typeof line["day"] === "string" ? { ...line, day: Date.parse(line["day"]) } : line,
          );
          expect(rowsOf(toArrow(table)), part).toEqual(lines);
        }
      }),
    );
  });

  test("has the same types, whether it has lines or not", () => {
    const [full, empty] = [[gain("1", "a", "2024-03-05", 7)], []].map((events) =>
      toArrow(resultTable(score(ruleset, events, { subjects: roster }), "ledger")),
    );
    const typesOf = (table: Table | undefined): string[] =>
      (table?.schema.fields ?? []).map((field) =>
        `${field}`.replace(/Dictionary<\d+/, "Dictionary<"),
      );
    expect(typesOf(empty)).toEqual(typesOf(full));
    expect(typesOf(full)).toContain("amount: Utf8");
    expect(typesOf(full)).toContain("day: Date32<DAY>");
  });

  test("keeps a character that needs two halves, and half of one becomes a sign for damage", () => {
    const events = [
      { ...gain("😀", "a", "2024-03-05", 7), item: "甲😀" },
      { ...gain("2", "a", "2024-03-05", 7), item: "\ud83d" },
    ];
    const result = score(ruleset, events, { subjects: roster });
    const items = rowsOf(toArrow(resultTable(result, "ledger"))).map((row) => row["item"]);
    expect(items).toContain("甲😀");
    expect(items).toContain("\ufffd");
  });
});

describe("exact numbers as decimals", () => {
  const points = ["0.5", "-12.25", "100"];
  const events = points.map((one, at) => gain(`${at}`, "a", `2024-0${at + 1}-05`, one));
  const result = score(ruleset, events, { subjects: roster });
  const ledger = resultTable(result, "ledger");

  test("have the digits of their scale and lose none", () => {
    const table = toArrow(ledger, { scale: 4 });
    expect(`${table.schema.fields.find(({ name }) => name === "amount")}`).toMatch(/Decimal/);
    const back = fromArrow(tableFromIPC(tableToIPC(table))).columns["amount"];
    const amounts = [...result.ledger].map(({ amount }) => amount);
    expect([...(back as string[])]).toEqual(amounts);
    expect(amounts).toContain("-12.25");
  });

  test("that do not fit are named", () => {
    expect(() => toArrow(ledger, { scale: 1 })).toThrow(UsageError);
    expect(() => toArrow(ledger, { scale: 1 })).toThrow(
      /"-12.25" in column "amount".*another scale/,
    );
    expect(() => toArrow(ledger, { scale: 36 })).toThrow(/"100"/);
    expect(toArrow(ledger, { scale: 35 }).numRows).toBe(ledger.length);
    const fraction = { ...ledger, columns: { ...ledger.columns, amount: ["1/3"] }, length: 1 };
    expect(() => toArrow(fraction, { scale: 30 })).toThrow(/"1\/3"/);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a result", () => toArrow(result as never), /resultTable\(result, part\)/],
    ["a scale that is no count", () => toArrow(ledger, { scale: 1.5 }), /scale of toArrow/],
  ])("are not made of %s", (_what, call, message) => {
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
  });
});
