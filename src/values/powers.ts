import type { Arithmetic, Exact } from "./exact.ts";
import { goesOut, type RoundingMode } from "./rounding.ts";

// Powers and roots, like rounding, stand apart from the arithmetic, so that only programs that use them bring them along.

/** The greatest whole number whose power does not exceed a non-negative value. */
function wholeRoot(value: bigint, degree: bigint): bigint {
  if (value < 2n) return value;
  // Started above the root, Newton's steps descend until they reach it.
  let guess = 1n << (BigInt(value.toString(16).length * 4) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * guess + value / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** Hexadecimal digits that a power may have: bounds the work before it is done. */
const powerDigits = 25_000;

/** a to a non-negative whole power; undefined if the result would be too long. */
export function powerOf(arithmetic: Arithmetic, a: Exact, exponent: number): Exact | undefined {
  const { numerator, denominator } = arithmetic.widen(a);
  const digits = numerator.toString(16).length + denominator.toString(16).length;
  if (digits * exponent > powerDigits) return undefined;
  const times = BigInt(exponent);
  return arithmetic.ratio(numerator ** times, denominator ** times);
}

/** The root of a, rounded once; undefined for an even root of a negative number. */
export function rootOf(
  arithmetic: Arithmetic,
  a: Exact,
  degree: number,
  places: number,
  mode: RoundingMode,
): Exact | undefined {
  const { numerator, denominator } = arithmetic.widen(a);
  const negative = numerator < 0n;
  if (negative && degree % 2 === 0) return undefined;
  const [times, unit] = [BigInt(degree), 10n ** BigInt(places)];
  const scaled = (negative ? -numerator : numerator) * unit ** times;
  const inner = wholeRoot(scaled / denominator, times);
  const isExact = inner ** times * denominator === scaled;
  const half = 2n ** times * scaled - (2n * inner + 1n) ** times * denominator;
  const rounded = !isExact && goesOut(mode, half, negative, inner) ? inner + 1n : inner;
  return arithmetic.ratio(negative ? -rounded : rounded, unit);
}
