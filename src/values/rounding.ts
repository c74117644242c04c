import type { Arithmetic, Exact } from "./exact.ts";

/** How a value between two neighbours is rounded; `up` and `down` are away from and towards zero. */
export const roundingModes = [
  "half-up",
  "half-down",
  "half-even",
  "up",
  "down",
  "floor",
  "ceiling",
] as const;
export type RoundingMode = (typeof roundingModes)[number];

/**
 * Does a value between two neighbours go to the one further from zero? `half` is positive beyond the middle and 0 in
 * it; `inner` is the neighbour nearer to zero, by its size.
 */
export function goesOut(
  mode: RoundingMode,
  half: bigint,
  negative: boolean,
  inner: bigint,
): boolean {
  const out: Record<RoundingMode, boolean> = {
    "half-up": half >= 0n,
    "half-down": half > 0n,
    "half-even": half > 0n || (half === 0n && inner % 2n === 1n),
    up: true,
    down: false,
    floor: negative,
    ceiling: !negative,
  };
  return out[mode];
}

/** Quotient of two integers (positive divisor) rounded once by the given mode. */
function roundQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const quotient = size / denominator;
  const rest = size % denominator;
  if (rest === 0n) return negative ? -quotient : quotient;
  const half = rest * 2n - denominator;
  const whole = goesOut(mode, half, negative, quotient) ? quotient + 1n : quotient;
  return negative ? -whole : whole;
}

/** A number with some decimal places. */
export function rounded(
  arithmetic: Arithmetic,
  a: Exact,
  places: number,
  mode: RoundingMode,
): Exact {
  if (
    typeof a === "number" &&
    (places >= arithmetic.places || a % (arithmetic.scale / 10 ** places) === 0)
  )
    return a;
  const wide = arithmetic.widen(a);
  const unit = 10n ** BigInt(places);
  return arithmetic.ratio(roundQuotient(wide.numerator * unit, wide.denominator, mode), unit);
}

/** The remainder of a ÷ b, with the sign of a; undefined if b is zero. */
export function remainderOf(arithmetic: Arithmetic, a: Exact, b: Exact): Exact | undefined {
  const quotient = arithmetic.divide(a, b);
  return quotient === undefined
    ? undefined
    : arithmetic.subtract(a, arithmetic.multiply(b, rounded(arithmetic, quotient, 0, "down")));
}
