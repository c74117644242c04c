import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Arithmetic, readDecimal } from "../../src/values/exact.ts";
import { powerOf, rootOf } from "../../src/values/powers.ts";
import { type RoundingMode, rounded, roundingModes } from "../../src/values/rounding.ts";
import { holds } from "../properties.ts";

const arithmetic = new Arithmetic(2);

function value(text: string) {
  const decimal = readDecimal(text);
  if (decimal === undefined) throw new Error(text);
  return arithmetic.read(decimal);
}

const modes = fc.constantFrom(...roundingModes);

/** The root by halving an interval: the greatest k with k^degree · q ≤ p, for a p and a q of any size. */
function wholeRoot(p: bigint, q: bigint, degree: bigint): bigint {
  let [low, high] = [0n, p + 1n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree * q <= p) low = middle;
    else high = middle;
  }
  return low;
}

/** Rounding by definition, of the root of n ÷ d, where n is not negative: in units of the last place. */
function rootReference(n: bigint, d: bigint, degree: bigint, mode: RoundingMode, sign: bigint) {
  const below = wholeRoot(n, d, degree);
  if (below ** degree * d === n) return sign * below;
  // The root against the middle of its neighbours, both to the power and times 2^degree.
  const [root, middle] = [n * 2n ** degree, (2n * below + 1n) ** degree * d];
  const nearest = root < middle ? below : root > middle ? below + 1n : undefined;
  const chosen: Record<RoundingMode, bigint> = {
    down: below,
    up: below + 1n,
    floor: sign < 0n ? below + 1n : below,
    ceiling: sign < 0n ? below : below + 1n,
    "half-up": nearest ?? below + 1n,
    "half-down": nearest ?? below,
    "half-even": nearest ?? (below % 2n === 0n ? below : below + 1n),
  };
  return sign * chosen[mode];
}

describe("powers", () => {
  test("are repeated multiplication", () => {
    const bases = fc.tuple(
      fc.integer({ min: -99999, max: 99999 }),
      fc.integer({ min: 1, max: 9999 }),
    );
    holds(
      fc.property(bases, fc.integer({ min: 0, max: 64 }), ([n, d], exponent) => {
        const base = arithmetic.ratio(BigInt(n), BigInt(d));
        let expected = arithmetic.integer(1);
        for (let times = 0; times < exponent; times += 1)
          expected = arithmetic.multiply(expected, base);
        expect(powerOf(arithmetic, base, exponent)).toEqual(expected);
      }),
      20,
    );
  });

  test.each([
    ["2", 10, "1024"],
    ["1.05", 3, "1.157625"],
    ["-0.5", 3, "-0.125"],
    ["0", 0, "1"],
    ["0", 5, "0"],
    ["7", 1, "7"],
    ["10", 64, `1${"0".repeat(64)}`],
  ])("%s to the power %i is %s", (base, exponent, power) => {
    const found = powerOf(arithmetic, value(base), exponent);
    expect(found === undefined ? "none" : arithmetic.text(found)).toBe(power);
  });

  test("that nobody could read are refused before they are worked out", () => {
    let tower = arithmetic.integer(99);
    for (let height = 0; height < 2; height += 1) tower = powerOf(arithmetic, tower, 64) ?? tower;
    expect(powerOf(arithmetic, tower, 64)).toBeUndefined();
  });
});

describe("roots", () => {
  test("are rounded once, by every mode", () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 30n });
    holds(
      fc.property(
        whole,
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 0, max: 12 }),
        modes,
        fc.boolean(),
        (n, d, degree, places, mode, below) => {
          const unit = 10n ** BigInt(places);
          const sign = below && degree % 2 === 1 ? -1n : 1n;
          const found = rootOf(arithmetic, arithmetic.ratio(sign * n, d), degree, places, mode);
          const wanted = rootReference(n * unit ** BigInt(degree), d, BigInt(degree), mode, sign);
          expect(found).toEqual(arithmetic.ratio(wanted, unit));
        },
      ),
      20,
    );
  });

  test("of exact powers, and of the middle between two of them, are exact or tie", () => {
    holds(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 2, max: 6 }),
        modes,
        (half, degree, mode) => {
          // The root is half ÷ 2: whole, or just between two whole numbers.
          const power = arithmetic.ratio(BigInt(half) ** BigInt(degree), 2n ** BigInt(degree));
          const expected = rounded(arithmetic, arithmetic.ratio(BigInt(half), 2n), 0, mode);
          expect(rootOf(arithmetic, power, degree, 0, mode)).toEqual(expected);
        },
      ),
    );
  });

  test.each([
    ["2", 2, 4, "half-up", "1.4142"],
    ["2", 2, 4, "up", "1.4143"],
    ["27", 3, 0, "half-up", "3"],
    ["-27", 3, 2, "floor", "-3"],
    ["-2", 3, 1, "floor", "-1.3"],
    ["-2", 3, 1, "ceiling", "-1.2"],
    ["0.25", 2, 1, "half-even", "0.5"],
    ["6.25", 2, 0, "half-even", "2"],
    ["6.25", 2, 0, "half-up", "3"],
    ["0", 2, 2, "up", "0"],
    ["999999999999999999999999", 2, 0, "down", "999999999999"],
    ["999999999999999999999999", 2, 0, "half-up", "1000000000000"],
  ] as const)("%s, of degree %i, to %i places %s is %s", (a, degree, places, mode, root) => {
    const found = rootOf(arithmetic, value(a), degree, places, mode);
    expect(found === undefined ? "none" : arithmetic.text(found)).toBe(root);
  });

  test("of an even degree there is none of a negative number", () => {
    expect(rootOf(arithmetic, value("-4"), 2, 2, "half-up")).toBeUndefined();
  });
});
