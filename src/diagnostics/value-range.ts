import type { ValueType } from "../expression/types.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";

/** The possible values. An interval of numbers or days; an undefined end means no limit. */
export interface Interval {
  readonly kind: "interval";
  readonly low: Exact | undefined;
  readonly high: Exact | undefined;
}

export type Range =
  | Interval
  | { readonly kind: "truth"; readonly yes: boolean; readonly no: boolean }
  | { readonly kind: "names"; readonly values: readonly string[] }
  /** Nothing is known. */
  | { readonly kind: "any" };

export const any: Range = { kind: "any" };
export const unlimited: Interval = { kind: "interval", low: undefined, high: undefined };
export const undecided: Range = { kind: "truth", yes: true, no: true };

export function interval(low: Exact | undefined, high: Exact | undefined): Interval {
  return { kind: "interval", low, high };
}

export function point(value: Exact): Interval {
  return interval(value, value);
}

/** The possible values of a type. */
export function rangeOfType(type: ValueType): Range {
  return dispatch(ofType, type);
}

const ofType: ByKind<ValueType, [], Range> = {
  number: () => unlimited,
  day: () => unlimited,
  calendar: () => unlimited,
  boolean: () => undecided,
  enum: ({ values }) => ({ kind: "names", values }),
  text: () => any,
  subject: () => any,
  list: () => any,
  unknown: () => any,
};

/** Arithmetic on ends of intervals, where undefined means infinity. */
export class Ends {
  constructor(readonly arithmetic: Arithmetic) {}

  least(values: readonly (Exact | undefined)[]): Exact | undefined {
    return this.extreme(values, -1);
  }

  most(values: readonly (Exact | undefined)[]): Exact | undefined {
    return this.extreme(values, 1);
  }

  add(a: Exact | undefined, b: Exact | undefined): Exact | undefined {
    return a === undefined || b === undefined ? undefined : this.arithmetic.add(a, b);
  }

  hull(ranges: readonly Range[]): Range {
    const [first] = ranges;
    if (first === undefined) return any;
    const intervals = ranges.filter((one) => one.kind === "interval");
    if (intervals.length === ranges.length)
      return interval(
        this.least(intervals.map(({ low }) => low)),
        this.most(intervals.map(({ high }) => high)),
      );
    const truths = ranges.filter((one) => one.kind === "truth");
    if (truths.length === ranges.length)
      return {
        kind: "truth",
        yes: truths.some(({ yes }) => yes),
        no: truths.some(({ no }) => no),
      };
    const names = ranges.filter((one) => one.kind === "names");
    if (names.length !== ranges.length) return any;
    return { kind: "names", values: [...new Set(names.flatMap(({ values }) => values))] };
  }

  private extreme(values: readonly (Exact | undefined)[], sign: number): Exact | undefined {
    let best = values[0];
    for (const value of values) {
      if (value === undefined || best === undefined) return undefined;
      if (this.arithmetic.compare(value, best) * sign > 0) best = value;
    }
    return best;
  }
}

export function numeric(range: Range | undefined): Interval {
  return range?.kind === "interval" ? range : unlimited;
}

export function truth(range: Range | undefined): { readonly yes: boolean; readonly no: boolean } {
  return range?.kind === "truth" ? range : { yes: true, no: true };
}
