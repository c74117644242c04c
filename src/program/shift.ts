import type { Shift } from "../expression/tree.ts";
import { shiftDay, shiftUnit } from "../values/calendar.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { type Evaluate, nothing } from "./frame.ts";
import { isMissing, noSuchDay, outOfBounds, stronger } from "./value.ts";

/** A day or a calendar key, moved by a number of units. */
export function shiftReader(
  { unit, type }: Shift,
  [moved = nothing, count = nothing]: readonly Evaluate[],
  arithmetic: Arithmetic,
): Evaluate {
  const shift =
    type.kind === "calendar"
      ? (from: number, by: number) => shiftUnit(unit, from, by)
      : (from: number, by: number) => shiftDay(from, by, unit);
  return (frame) => {
    const [from, by] = [moved(frame), count(frame)];
    if (isMissing(from)) return isMissing(by) ? stronger(from, by) : from;
    if (isMissing(by)) return by;
    const whole = arithmetic.toInteger(by as Exact);
    return whole === undefined ? outOfBounds : (shift(Number(from), whole) ?? noSuchDay);
  };
}
