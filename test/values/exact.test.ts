import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { Arithmetic, type Exact, Ratio, readDecimal } from "../../src/values/exact.ts";
import {
  type RoundingMode,
  remainderOf,
  rounded,
  roundingModes,
} from "../../src/values/rounding.ts";
import { holds } from "../properties.ts";

vi.setConfig({ testTimeout: 60_000 });

// The reference: plain fractions of unbounded integers, never reduced, so that it shares no step with the code.
type Fraction = { readonly n: bigint; readonly d: bigint };

const add = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });
const multiply = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const divide = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
const order = (a: Fraction, b: Fraction): number =>
  a.n * b.d === b.n * a.d ? 0 : a.n * b.d < b.n * a.d ? -1 : 1;
const size = (a: bigint): bigint => (a < 0n ? -a : a);

function floorOf(a: Fraction): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

/** Rounding by definition: of the two neighbours, which one does the mode name? */
function roundReference(a: Fraction, places: number, mode: RoundingMode): Fraction {
  const unit = 10n ** BigInt(places);
  const scaled = { n: a.n * unit, d: a.d };
  const below = floorOf(scaled);
  if (below * scaled.d === scaled.n) return { n: below, d: unit };
  const above = below + 1n;
  const [inner, outer] = size(below) < size(above) ? [below, above] : [above, below];
  const twice = order({ n: 2n * scaled.n, d: scaled.d }, { n: below + above, d: 1n });
  const nearest = twice < 0 ? below : twice > 0 ? above : undefined;
  const chosen: Record<RoundingMode, bigint> = {
    floor: below,
    ceiling: above,
    down: inner,
    up: outer,
    "half-up": nearest ?? outer,
    "half-down": nearest ?? inner,
    "half-even": nearest ?? (below % 2n === 0n ? below : above),
  };
  return { n: chosen[mode], d: unit };
}

/** The text of a fraction by long division; `n/d` in lowest terms where that does not end. */
function textReference({ n, d }: Fraction): string {
  const sign = n < 0n ? "-" : "";
  let rest = size(n) % d;
  let digits = "";
  const seen = new Set<bigint>();
  while (rest !== 0n) {
    if (seen.has(rest)) {
      let [a, b] = [size(n), d];
      while (b !== 0n) [a, b] = [b, a % b];
      return `${n / a}/${d / a}`;
    }
    seen.add(rest);
    digits += String((rest * 10n) / d);
    rest = (rest * 10n) % d;
  }
  return `${sign}${size(n) / d}${digits === "" ? "" : `.${digits}`}`;
}

const limit = BigInt(Number.MAX_SAFE_INTEGER);

/** A value has its one form: a safe scaled integer (never -0) wherever one holds it, else a reduced ratio. */
function expectForm(arithmetic: Arithmetic, value: Exact, { n, d }: Fraction): void {
  const scaled = n * 10n ** BigInt(arithmetic.places);
  const holds = scaled % d === 0n && size(scaled / d) <= limit;
  if (holds) {
    expect(value).toBe(Number(scaled / d));
    return;
  }
  if (!(value instanceof Ratio)) throw new Error(`expected a ratio for ${n}/${d}, got ${value}`);
  expect(value.numerator * d).toBe(n * value.denominator);
  let [a, b] = [size(value.numerator), value.denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  expect(a).toBe(1n);
  expect(value.denominator > 0n).toBe(true);
}

const numerator = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  fc.bigInt({ min: limit - 3n, max: limit + 3n }),
  fc.bigInt({ min: -limit - 3n, max: -limit + 3n }),
  fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
);
const denominator = fc.oneof(
  fc.constantFrom(1n, 2n, 4n, 5n, 8n, 10n, 100n, 1000n, 10n ** 6n, 10n ** 12n),
  fc.bigInt({ min: 1n, max: 60n }),
);
const fraction = fc.record({ n: numerator, d: denominator });
const places = fc.integer({ min: 0, max: 6 });

const made = (arithmetic: Arithmetic, { n, d }: Fraction): Exact => arithmetic.ratio(n, d);

describe("exact arithmetic at 0 to 6 places", () => {
  test("adds, subtracts, multiplies and negates as fractions do, each value in its one form", () => {
    holds(
      fc.property(places, fraction, fraction, (at, x, y) => {
        const arithmetic = new Arithmetic(at);
        const [a, b] = [made(arithmetic, x), made(arithmetic, y)];
        expectForm(arithmetic, a, x);
        expectForm(arithmetic, arithmetic.add(a, b), add(x, y));
        expectForm(arithmetic, arithmetic.subtract(a, b), add(x, negate(y)));
        expectForm(arithmetic, arithmetic.multiply(a, b), multiply(x, y));
        expectForm(arithmetic, arithmetic.negate(a), negate(x));
      }),
      120,
    );
  });

  test("divides exactly, and has no value where the divisor is zero", () => {
    holds(
      fc.property(places, fraction, fraction, (at, x, y) => {
        const arithmetic = new Arithmetic(at);
        const [a, b] = [made(arithmetic, x), made(arithmetic, y)];
        const [quotient, rest] = [arithmetic.divide(a, b), remainderOf(arithmetic, a, b)];
        if (y.n === 0n) {
          expect([quotient, rest]).toEqual([undefined, undefined]);
          return;
        }
        const exact = divide(x, y);
        if (quotient === undefined || rest === undefined) throw new Error("a value was expected");
        expectForm(arithmetic, quotient, exact);
        const whole = { n: exact.n / exact.d, d: 1n };
        expectForm(arithmetic, rest, add(x, negate(multiply(y, whole))));
      }),
      120,
    );
  });

  test("compares as fractions do, and equals exactly where they do", () => {
    holds(
      fc.property(places, fraction, fraction, fc.boolean(), (at, x, other, same) => {
        const y = same ? { n: x.n * 7n, d: x.d * 7n } : other;
        const arithmetic = new Arithmetic(at);
        const [a, b] = [made(arithmetic, x), made(arithmetic, y)];
        expect(Math.sign(arithmetic.compare(a, b))).toBe(order(x, y));
        if (typeof a === "number" || typeof b === "number") expect(a === b).toBe(order(x, y) === 0);
      }),
      120,
    );
  });

  test("rounds once, by the definition of each mode, to any number of places", () => {
    const tie = fc
      .record({ whole: fc.bigInt({ min: -1000n, max: 1000n }), at: fc.integer({ min: 0, max: 8 }) })
      .map(({ whole, at }): Fraction => ({ n: 2n * whole + 1n, d: 2n * 10n ** BigInt(at) }));
    holds(
      fc.property(
        places,
        fc.oneof(fraction, tie),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom(...roundingModes),
        (at, x, to, mode) => {
          const arithmetic = new Arithmetic(at);
          const found = rounded(arithmetic, made(arithmetic, x), to, mode);
          expectForm(arithmetic, found, roundReference(x, to, mode));
        },
      ),
      200,
    );
  });

  test("writes a decimal where the value is one, else the reduced fraction", () => {
    holds(
      fc.property(places, fraction, (at, x) => {
        const arithmetic = new Arithmetic(at);
        expect(arithmetic.text(made(arithmetic, x))).toBe(textReference(x));
      }),
      120,
    );
  });

  test("reads back the text that it writes, at every number of places", () => {
    const digits = (most: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most });
    holds(
      fc.property(places, fc.boolean(), digits(24), digits(12), (at, negative, whole, part) => {
        const [integer, decimals] = [whole.join(""), part.join("")];
        const text = `${negative ? "-" : ""}${integer}.${decimals}`;
        const decimal = readDecimal(text);
        if (decimal === undefined) throw new Error(`${text} is a decimal`);
        const value: Fraction = {
          n: BigInt(integer + decimals) * (negative ? -1n : 1n),
          d: 10n ** BigInt(decimals.length),
        };
        const arithmetic = new Arithmetic(at);
        const read = arithmetic.read(decimal);
        expectForm(arithmetic, read, value);
        expect(arithmetic.text(read)).toBe(textReference(value));
      }),
      80,
    );
  });

  test("gives a whole number as one only where it is whole and safe", () => {
    holds(
      fc.property(places, fraction, (at, x) => {
        const arithmetic = new Arithmetic(at);
        const scaled = x.n * 10n ** BigInt(at);
        const safe = x.n % x.d === 0n && size(scaled / x.d) <= limit;
        expect(arithmetic.toInteger(made(arithmetic, x))).toBe(
          safe ? Number(x.n / x.d) : undefined,
        );
      }),
      80,
    );
  });

  test("takes JavaScript integers for what they are, the largest too", () => {
    for (let at = 0; at <= 6; at += 1) {
      const arithmetic = new Arithmetic(at);
      for (const value of [0, 1, -1, 2024, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
        expect(arithmetic.text(arithmetic.integer(value))).toBe(String(value));
    }
  });
});

describe("known sums, written out by hand", () => {
  const arithmetic = new Arithmetic(2);
  const value = (text: string): Exact => {
    const decimal = readDecimal(text);
    if (decimal === undefined) throw new Error(`${text} is no decimal`);
    return arithmetic.read(decimal);
  };
  const text = (exact: Exact | undefined): string =>
    exact === undefined ? "none" : arithmetic.text(exact);

  test("0.1 + 0.2 is 0.3, and three thirds are one", () => {
    expect(text(arithmetic.add(value("0.1"), value("0.2")))).toBe("0.3");
    const third = arithmetic.divide(value("1"), value("3")) ?? 0;
    expect(text(third)).toBe("1/3");
    expect(arithmetic.add(arithmetic.add(third, third), third)).toBe(value("1"));
  });

  test("a fifth of 5 is 1, and 0.5 × 3 is 1.5", () => {
    expect(text(arithmetic.divide(value("5"), value("5")))).toBe("1");
    expect(text(arithmetic.multiply(value("0.5"), value("3")))).toBe("1.5");
  });

  test("a remainder has the sign of what is divided", () => {
    const rests = [
      ["7", "3", "1"],
      ["-7", "3", "-1"],
      ["7", "-3", "1"],
      ["-7", "-3", "-1"],
      ["5.5", "2", "1.5"],
      ["-0.3", "0.2", "-0.1"],
    ] as const;
    for (const [a, b, rest] of rests)
      expect(text(remainderOf(arithmetic, value(a), value(b)))).toBe(rest);
  });

  test.each<[RoundingMode, readonly string[]]>([
    ["half-up", ["-3", "-2", "-1", "1", "2", "3", "-2", "2", "-1", "1"]],
    ["half-down", ["-2", "-1", "0", "0", "1", "2", "-2", "2", "-1", "1"]],
    ["half-even", ["-2", "-2", "0", "0", "2", "2", "-2", "2", "-1", "1"]],
    ["up", ["-3", "-2", "-1", "1", "2", "3", "-2", "2", "-2", "2"]],
    ["down", ["-2", "-1", "0", "0", "1", "2", "-1", "1", "-1", "1"]],
    ["floor", ["-3", "-2", "-1", "0", "1", "2", "-2", "1", "-2", "1"]],
    ["ceiling", ["-2", "-1", "0", "1", "2", "3", "-1", "2", "-1", "2"]],
  ])("%s rounds halves and their neighbours as it says, on both sides of zero", (mode, whole) => {
    const from = ["-2.5", "-1.5", "-0.5", "0.5", "1.5", "2.5", "-1.6", "1.6", "-1.4", "1.4"];
    expect(from.map((one) => text(rounded(arithmetic, value(one), 0, mode)))).toEqual(whole);
  });

  test("2.449999 rounds to 2.4 in one step, not to 2.5 in two", () => {
    expect(text(rounded(arithmetic, value("2.449999"), 1, "half-up"))).toBe("2.4");
  });

  test("what rounds to nothing is 0, never -0", () => {
    const found = rounded(arithmetic, value("-0.4"), 0, "half-up");
    expect(Object.is(found, 0)).toBe(true);
    expect(text(found)).toBe("0");
    expect(Object.is(arithmetic.multiply(value("-5"), value("0")), 0)).toBe(true);
    expect(Object.is(arithmetic.negate(value("0")), 0)).toBe(true);
    expect(Object.is(value("-0.00"), 0)).toBe(true);
  });
});
