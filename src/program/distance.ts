import type { Arithmetic, Exact } from "../values/exact.ts";
import { rounded } from "../values/rounding.ts";
import type { Evaluate } from "./frame.ts";
import { isMissing } from "./value.ts";

/** The day that lies a number of days, also a fraction of them, before or after another. */
export interface Distance {
  readonly day: Evaluate;
  readonly days: Evaluate;
  readonly isBefore: boolean;
  /** Which of two whole days a fraction leads to. */
  readonly down: boolean;
}

/** Reads that day; infinite if there is no such number. */
export function dayAround(
  { day, days, isBefore, down }: Distance,
  arithmetic: Arithmetic,
): Evaluate {
  return (frame) => {
    const [start, count] = [day(frame), days(frame)];
    if (isMissing(start) || isMissing(count)) return isMissing(start) ? start : count;
    const by = isBefore ? arithmetic.negate(count as Exact) : (count as Exact);
    const whole = arithmetic.toInteger(rounded(arithmetic, by, 0, down ? "floor" : "ceiling"));
    if (whole !== undefined) return Number(start) + whole;
    return arithmetic.compare(by, 0) < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  };
}
