import { type Day, dayText, pad } from "./day.ts";

/** How many digits of a second a count of time has: of seconds none, of milliseconds three … */
export type SecondDigits = 0 | 3 | 6 | 9;

const secondsPerDay = 86_400;

/**
 * The text of a count of time since 1970, exactly: `2024-03-05T09:30:00.25`.
 * @param zone `Z` for an instant; nothing for the time of a clock on the wall.
 */
export function momentText(count: number | bigint, digits: SecondDigits, zone: "Z" | ""): string {
  const [seconds, rest] = divided(count, digits);
  const day = Math.floor(seconds / secondsPerDay);
  return `${dayText(day)}T${clockText(seconds - day * secondsPerDay, rest, digits)}${zone}`;
}

/** The text of a count of time since midnight: `09:30:00`. */
export function timeText(count: number | bigint, digits: SecondDigits): string {
  const [seconds, rest] = divided(count, digits);
  return clockText(seconds, rest, digits);
}

/** The day of a count of time since 1970 that is a midnight; undefined for any other. */
export function midnightDay(count: number | bigint, digits: SecondDigits): Day | undefined {
  const [seconds, rest] = divided(count, digits);
  return rest === 0 && seconds % secondsPerDay === 0 ? seconds / secondsPerDay : undefined;
}

/** Whole seconds, and the rest in the unit that is counted. */
function divided(count: number | bigint, digits: SecondDigits): [seconds: number, rest: number] {
  const unit = 10 ** digits;
  const number = Number(count);
  if (Number.isSafeInteger(number)) {
    const seconds = Math.floor(number / unit);
    return [seconds, number - seconds * unit];
  }
  const rest = Number(BigInt(count) % BigInt(unit));
  const positive = rest < 0 ? rest + unit : rest;
  return [Number((BigInt(count) - BigInt(positive)) / BigInt(unit)), positive];
}

function clockText(seconds: number, rest: number, digits: SecondDigits): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const fraction = rest === 0 ? "" : `.${pad(rest, digits).replace(/0+$/, "")}`;
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds % 60, 2)}${fraction}`;
}

/** The decimal text of a whole number of units of which 10 to the power of `scale` make one. */
export function scaledText(units: bigint, scale: number): string {
  if (scale <= 0) return String(units * 10n ** BigInt(-scale));
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const fraction = digits.slice(-scale).replace(/0+$/, "");
  const whole = digits.slice(0, -scale);
  return `${units < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A whole number as events hold it: as a number where that is exact, else as text. */
export function wholeValue(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/**
 * A number in single precision as it was written, where that is certain: each decimal of up to six digits survives.
 * Others stay as they are; an event that has one is rejected for its digits.
 */
export function singleValue(value: number): number {
  const short = Number(value.toPrecision(6));
  return Math.fround(short) === value ? short : value;
}
