import { expect, test } from "vitest";
import { AttributeColumn } from "../../src/engine/value-column.ts";
import { keyText, List } from "../../src/program/value.ts";

test("a column of more values than 16 bits tell apart keeps all of them", () => {
  const column = new AttributeColumn();
  const rows = 70_000;
  for (let row = 0; row < rows; row += 1) column.write(row, column.append(`text ${row}`), 1000);
  for (const row of [0, 1, 65_534, 65_535, 65_536, rows - 1])
    expect(column.of(row)).toBe(`text ${row}`);
});

test("rows written at once keep their values when the column widens later", () => {
  const column = new AttributeColumn();
  const first = column.codeOf("first");
  column.set(2, Int32Array.of(first, 0, first), 8);
  for (let value = 0; value < 70_000; value += 1) column.append(value);
  column.set(5, Int32Array.of(column.append("last")), 8);
  expect([0, 1, 2, 3, 4, 5, 6, 100].map((row) => column.of(row))).toEqual([
    undefined,
    undefined,
    "first",
    undefined,
    "first",
    "last",
    undefined,
    undefined,
  ]);
});

test("lists stay apart that differ in where a text ends, whatever characters it holds", () => {
  const column = new AttributeColumn();
  const lists = [["a\u0001b"], ["a", "b"], ["a\u0005ab"], ["a\u0005", "b"], ["a", "\u0003", "b"]];
  for (const [row, items] of lists.entries())
    column.write(row, column.codeOf(new List(items)), lists.length);
  expect(lists.map((_, row) => (column.of(row) as List).items)).toEqual(lists);
  expect(column.codeOf(new List(["a", "b"]))).toBe(column.codeOf(new List(["a", "b"])));
});

test("keys of several texts differ wherever their parts do", () => {
  expect(keyText(["a\u0001b", "c"])).not.toBe(keyText(["a", "b\u0001c"]));
  expect(keyText([new List(["a"]), "\u0003"])).not.toBe(keyText([new List(["a", "\u0003"])]));
});
