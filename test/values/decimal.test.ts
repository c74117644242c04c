import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalDecimal, readDecimal } from "../../src/values/exact.ts";
import { holds } from "../properties.ts";

function canonical(input: unknown): string | undefined {
  const decimal = readDecimal(input);
  return decimal === undefined ? undefined : canonicalDecimal(decimal);
}

describe("a decimal is read", () => {
  test.each<[string, unknown, string]>([
    ["a whole number", "12", "12"],
    ["zero", "0", "0"],
    ["a negative decimal", "-0.5", "-0.5"],
    ["leading zeros", "007", "7"],
    ["C12: trailing zeros", "1.50", "1.5"],
    ["C12: nothing but zeros behind the point", "80.000", "80"],
    ["C11: minus zero", "-0", "0"],
    ["C11: minus zero with a fraction", "-0.00", "0"],
    [
      "24 digits before and 12 behind the point",
      `${"9".repeat(24)}.123456789012`,
      `${"9".repeat(24)}.123456789012`,
    ],
    ["a JavaScript integer", 5, "5"],
    ["C11: the JavaScript number -0", -0, "0"],
    ["the largest safe integer", Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["C07: a JavaScript number of few digits", 0.1, "0.1"],
    ["C08: a long number as text", "9007199254740993", "9007199254740993"],
  ])("%s", (_name, input, text) => {
    expect(canonical(input)).toBe(text);
  });

  test("and its canonical text reads as itself", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    holds(
      fc.property(fc.boolean(), digits, digits, (negative, integer, fraction) => {
        const once = canonical(`${negative ? "-" : ""}${integer.join("")}.${fraction.join("")}`);
        expect(canonical(once)).toBe(once);
        expect(once).toMatch(/^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/);
      }),
    );
  });
});

describe("a decimal is refused, never partly read", () => {
  test.each<[string, unknown]>([
    ["C01: thousands by comma", "1,234"],
    ["C01: thousands by point, decimals by comma", "1.234,56"],
    ["C01: a decimal comma", "1,5"],
    ["C01: thousands by space", "1 234"],
    ["C01: thousands by apostrophe", "1'234"],
    ["C01: thousands by narrow no-break space", "1\u202f234"],
    ["C01: thousands by no-break space", "1\u00a0234"],
    ["C02: letters behind the digits", "12abc"],
    ["C02: two points", "1.2.3"],
    ["C02: two signs", "--1"],
    ["C02: an exponent without digits", "1e"],
    ["C02: a point alone", "."],
    ["C02: nothing", ""],
    ["C02: a sign alone", "-"],
    ["C02: no digits before the point", ".5"],
    ["C02: no digits behind the point", "5."],
    ["C02: a plus sign", "+5"],
    ["C02: a space before", " 5"],
    ["C02: a line break behind", "5\n"],
    ["C03: full-width digits", "１２３"],
    ["C03: a full-width minus", "－5"],
    ["C03: a full-width point", "1．5"],
    ["C04: the minus sign U+2212", "−5"],
    ["C04: an en dash", "–5"],
    ["C04: a negative in brackets", "(5)"],
    ["C04: a trailing minus", "5-"],
    ["C05: an Arabic-Indic digit", "٣"],
    ["C05: a Chinese numeral", "一百"],
    ["C05: a vulgar fraction", "½"],
    ["C05: a circled digit", "①"],
    ["C06: a percent sign", "5%"],
    ["C06: a currency before", "¥5"],
    ["C06: a unit behind", "5元"],
    ["C06: a word behind", "5 pts"],
    ["C07: a float that is not what was written", 0.1 + 0.2],
    ["C08: a JavaScript number beyond the safe integers", 2 ** 53],
    ["C08: JSON's 9007199254740993", JSON.parse("9007199254740993")],
    ["C09: 1e400 as text", "1e400"],
    ["C09: 1e400 as a JavaScript number", JSON.parse("1e400")],
    ["C09: 1e-400 as text", "1e-400"],
    ["C09: 1e1000000000 as text", "1e1000000000"],
    ["C09: a JavaScript number written with an exponent", 1e21],
    ["C09: a small JavaScript number written with an exponent", 1e-7],
    ["C10: 25 digits before the point", "1".repeat(25)],
    ["C10: 13 digits behind the point", `0.${"1".repeat(13)}`],
    ["C13: NaN as text", "NaN"],
    ["C13: Infinity as text", "Infinity"],
    ["C13: minus Infinity as text", "-Infinity"],
    ["C13: NaN", Number.NaN],
    ["C13: Infinity", Number.POSITIVE_INFINITY],
    ["A22: hexadecimal", "0x10"],
    ["A22: an underscore", "1_000"],
    ["a bigint", 5n],
    ["a boolean", true],
    ["null", null],
    ["undefined", undefined],
    ["a list of one number", ["5"]],
    ["an object that gives itself out as a number", { valueOf: () => 5, toString: () => "5" }],
    ["H06: an object with a forged tag", { toStringTag: "[object Decimal]", d: ["5"] }],
  ])("%s", (_name, input) => {
    expect(readDecimal(input)).toBeUndefined();
  });

  test("C10: a million digits are refused by their length alone", () => {
    const huge = "1".repeat(1_000_000);
    const start = performance.now();
    for (let time = 0; time < 10_000; time += 1) expect(readDecimal(huge)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("whatever is no plain decimal", () => {
    const plain = /^-?[0-9]{1,24}(?:\.[0-9]{1,12})?$/;
    holds(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.-+eE,_ xｘ１%") }), (text) => {
        fc.pre(!plain.test(text));
        expect(readDecimal(text)).toBeUndefined();
      }),
      80,
    );
  });
});
