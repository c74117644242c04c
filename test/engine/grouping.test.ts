import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Codes, grouped, paired } from "../../src/engine/grouping.ts";

const small = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 30 });

function codesOf(list: readonly number[]): Codes {
  return { codes: Int32Array.from(list), count: 5 };
}

describe("codes", () => {
  test("of two things together are equal exactly if both are", () => {
    fc.assert(
      fc.property(small, (pairs) => {
        const first = codesOf(pairs.map(([a]) => a));
        const second = codesOf(pairs.map(([, b]) => b));
        const { codes, count } = paired(first, second);
        for (const [at, [a, b]] of pairs.entries()) {
          expect(codes[at]).toBeLessThan(count);
          for (const [other, [c, d]] of pairs.entries())
            expect(codes[at] === codes[other]).toBe(a === c && b === d);
        }
      }),
    );
  });

  test("are numbered as they come, where the first ones ascend", () => {
    const { codes } = paired(codesOf([0, 0, 0, 1, 3, 3]), codesOf([4, 2, 4, 4, 2, 0]));
    expect([...codes]).toEqual([0, 1, 0, 2, 3, 4]);
  });
});

describe("groups", () => {
  test("have their places in the order that these had", () => {
    const { order, starts } = grouped(Int32Array.of(2, 0, 2, 1, 0), 4);
    expect([...order]).toEqual([1, 4, 3, 0, 2]);
    expect([...starts]).toEqual([0, 2, 3, 5, 5]);
  });

  test("have only the places that are asked for", () => {
    const { order, starts } = grouped(Int32Array.of(2, 0, 2, 1, 0), 3, Int32Array.of(0, 1, 2));
    expect([...order]).toEqual([1, 0, 2]);
    expect([...starts]).toEqual([0, 1, 1, 3]);
  });
});
