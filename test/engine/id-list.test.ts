import fc from "fast-check";
import { expect, test } from "vitest";
import { IdList } from "../../src/engine/id-list.ts";
import { holds } from "../properties.ts";

function listed(ids: readonly string[]): IdList {
  const list = new IdList();
  for (const [row, id] of ids.entries()) list.set(row, id);
  return list;
}

test("gives back every id, whatever its characters and its length", () => {
  const unit = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ minLength: 100, maxLength: 300 }),
  );
  holds(
    fc.property(fc.array(unit), (ids) => {
      expect([...listed(ids)]).toEqual(ids);
    }),
    4,
  );
  const others = [
    "",
    "e1",
    "é",
    "第一镇",
    "\ud800",
    "a".repeat(127),
    "b".repeat(128),
    "一".repeat(127),
  ];
  expect([...listed(others)]).toEqual(others);
});

test("gives back ids that fill more than one chunk, one of them longer than a chunk", () => {
  const ids = Array.from({ length: 100_000 }, (_, at) => `event-${at}-${"x".repeat(at % 30)}`);
  const all = [...ids, "一".repeat(3_000_000), ...ids];
  expect([...listed(all)]).toEqual(all);
});

test("the last row may be set again, and no other", () => {
  const list = listed(["a", "a long one", "b"]);
  list.set(2, "another");
  list.set(2, "c");
  list.set(3, "d");
  expect([...list]).toEqual(["a", "a long one", "c", "d"]);
  expect(() => list.set(1, "e")).toThrow(RangeError);
  expect([list.at(4), list.at(-1)]).toEqual([undefined, undefined]);
});
