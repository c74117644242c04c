import { type Exact, Ratio } from "../values/exact.ts";

/** Why there is no value. `unavailable` is strongest, then `pending`, then `absent`. */
export class Missing {
  constructor(
    readonly state: "absent" | "pending" | "unavailable",
    /** Why an unavailable value cannot be computed. */
    readonly cause:
      | "parameter"
      | "zero-divisor"
      | "no-such-day"
      | "out-of-bounds"
      | "range-too-long"
      | "denominator-too-long"
      | undefined = undefined,
  ) {}
}

export const absent = new Missing("absent");
export const pending = new Missing("pending");
export const parameterMissing = new Missing("unavailable", "parameter");
export const zeroDivisor = new Missing("unavailable", "zero-divisor");
export const noSuchDay = new Missing("unavailable", "no-such-day");
/** A number that its operator cannot take: half a step, an exponent too large, the even root of a negative number. */
export const outOfBounds = new Missing("unavailable", "out-of-bounds");
export const rangeTooLong = new Missing("unavailable", "range-too-long");
/** A sum of fractions of which the common denominator is too long. */
export const denominatorTooLong = new Missing("unavailable", "denominator-too-long");

/** A non-empty list of values of one type, in order; none of them is missing. */
export class List {
  constructor(readonly items: readonly Exclude<Value, Missing | List>[]) {}
}

/**
 * A value at run time. Types are known statically, so one form serves several: a number is Exact, a day and
 * a calendar unit are plain integers, a subject is its index, texts and names are strings.
 */
export type Value = Exact | string | boolean | List | Missing;

const strength = { absent: 0, pending: 1, unavailable: 2 } as const;

/** The stronger of two reasons. */
export function stronger(a: Missing, b: Missing): Missing {
  return strength[b.state] > strength[a.state] ? b : a;
}

export function isMissing(value: Value): value is Missing {
  return value instanceof Missing;
}

/** Narrows a value to a number: types have been checked. */
export function isExact(value: Value): value is Exact {
  return typeof value === "number" || value instanceof Ratio;
}

/** Are two values of one type equal? Equal numbers have one form, and lists are compared value by value. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Ratio && b instanceof Ratio)
    return a.numerator === b.numerator && a.denominator === b.denominator;
  if (a instanceof List && b instanceof List) {
    return (
      a.items.length === b.items.length && a.items.every((item, at) => isSame(item, b.items[at]))
    );
  }
  return a === b;
}

/** One key of a node: its parts by name, and a text that is equal for equal keys. */
export interface KeyValue {
  readonly text: string;
  readonly parts: ReadonlyMap<string, Value>;
}

export const noKey: KeyValue = { text: "", parts: new Map() };

/** The text of key parts: values of one type are equal exactly if their texts are. */
export function keyText(parts: Iterable<Value>): string {
  let text = "";
  for (const part of parts) {
    text +=
      part instanceof Ratio
        ? `${part.numerator}/${part.denominator}`
        : part instanceof Missing
          ? part.state
          : part instanceof List
            ? `${part.items.length}\u0001${keyText(part.items)}`
            : escaped(String(part));
    text += "\u0001";
  }
  return text;
}

/** A text in which nothing looks like the end of a part: events that are objects may hold any character. */
function escaped(text: string): string {
  return text.replaceAll("\u0005", "\u0005b").replaceAll("\u0001", "\u0005a");
}

/** Do two keys agree in every part that both have? */
export function agrees(own: KeyValue, other: KeyValue): boolean {
  for (const [name, part] of own.parts) {
    const theirs = other.parts.get(name);
    if (theirs !== undefined && theirs !== part) return false;
  }
  return true;
}
