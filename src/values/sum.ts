import { type Arithmetic, type Exact, greatestCommonDivisor } from "./exact.ts";

/** Binary digits that the common denominator of a sum may have: bounds the work, and the length of the result. */
const mostDigits = 4096n;

/**
 * The sum of numbers; undefined if their common denominator is too long. It is the least one of all terms, also of
 * those that cancel out, and of the scale: so the outcome does not depend on the order of the terms.
 */
export function sumOf(values: readonly Exact[], arithmetic: Arithmetic): Exact | undefined {
  const scale = BigInt(arithmetic.scale);
  let scaled = 0;
  let [numerator, denominator] = [0n, scale];
  for (const value of values) {
    if (typeof value === "number") {
      if (Number.isSafeInteger(scaled + value)) scaled += value;
      else numerator += BigInt(value) * (denominator / scale);
      continue;
    }
    const rest = denominator % value.denominator;
    if (rest !== 0n) {
      const factor = value.denominator / greatestCommonDivisor(rest, value.denominator);
      numerator *= factor;
      denominator *= factor;
      if (denominator >> mostDigits !== 0n) return undefined;
    }
    numerator += value.numerator * (denominator / value.denominator);
  }
  if (numerator === 0n && denominator === scale) return scaled;
  return arithmetic.ratio(numerator + BigInt(scaled) * (denominator / scale), denominator);
}
