import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NearNames } from "../../src/values/near.ts";
import { nearest } from "../../src/values/text.ts";
import { holds } from "../properties.ts";

const word = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom("a", "b", "C", "A", "第", "一", "镇", "𠮷"), maxLength });

describe("a tree of names", () => {
  test("finds the name that looking at every name finds", () => {
    holds(
      fc.property(fc.array(word(8), { maxLength: 30 }), word(12), (names, asked) => {
        const near = new NearNames(names);
        const found = nearest(asked, names);
        expect(near.nearest(asked)).toBe(found);
        expect(near.nearest(asked)).toBe(found);
      }),
      20,
    );
  });

  test("finds all names that are near by themselves, in lower case", () => {
    holds(
      fc.property(fc.uniqueArray(word(6), { maxLength: 30 }), word(9), (names, asked) => {
        const keys = [...new Set(names.map((name) => name.toLowerCase()))];
        const expected = keys.filter((name) => nearest(asked, [name]) !== undefined);
        expect(new NearNames(keys).within(asked, keys.length).sort()).toEqual(expected.sort());
      }),
      20,
    );
  });

  test("stops when it has found more than enough", () => {
    const names = Array.from({ length: 100 }, (_, at) => `unit${at}`);
    expect(new NearNames(names).within("unit", 3)).toHaveLength(4);
  });

  test("has no name near one that is too long to be misspelt", () => {
    const near = new NearNames(["x".repeat(60)]);
    expect(near.nearest("x".repeat(61))).toBeUndefined();
    expect(near.within("x".repeat(61), 1)).toEqual([]);
    expect(near.nearest(`${"x".repeat(59)}y`)).toBe("x".repeat(60));
  });
});
