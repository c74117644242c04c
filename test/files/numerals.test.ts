import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNumeral } from "../../src/files/numerals.ts";

const digits = "零一二三四五六七八九";

/** A number below ten thousand in full Chinese numerals. */
function section(value: number): string {
  const parts = (
    [
      [1000, "千"],
      [100, "百"],
      [10, "十"],
      [1, ""],
    ] as const
  ).map(([size, unit]) => {
    const digit = Math.floor(value / size) % 10;
    return digit === 0 ? "零" : `${digits[digit]}${unit}`;
  });
  return parts
    .join("")
    .replace(/零+/g, "零")
    .replace(/^零|零$/g, "");
}

function written(value: number): string {
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  if (high === 0) return section(low);
  const zero = low > 0 && low < 1000 ? "零" : "";
  return `${section(high)}万${zero}${section(low)}`;
}

describe("Chinese numerals", () => {
  test("property: what is written in full is read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        expect(readNumeral(written(value)), written(value)).toBe(value);
      }),
    );
  });

  test.each([
    ["十", 10],
    ["十二", 12],
    ["两", 2],
    ["〇", 0],
    ["二〇二四", 2024],
    ["壹佰零伍", 105],
    ["三百五", 350],
    ["一万二", 12_000],
    ["二十", 20],
  ])("%s", (text, value) => {
    expect(readNumeral(text)).toBe(value);
  });

  test.each(["", "十百", "三三百", "百万千万", "一个", "x"])("%j is none", (text) => {
    expect(readNumeral(text)).toBeUndefined();
  });
});
