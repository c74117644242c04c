import type { ValueType } from "../expression/types.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import type { Value } from "./value.ts";

type Compare = (a: Value, b: Value) => number;

const byNumber = (): Compare => (a, b) => Number(a) - Number(b);

/** Comparers for the ordered kinds of type. */
const comparers: ByKind<ValueType, [arithmetic: Arithmetic], Compare> = {
  number: (_type, arithmetic) => (a, b) => arithmetic.compare(a as Exact, b as Exact),
  text: byNumber,
  boolean: byNumber,
  day: byNumber,
  calendar: byNumber,
  enum: ({ values }) => {
    let places: ReadonlyMap<string, number> | undefined;
    const placeOf = (value: Value): number => {
      places ??= new Map(values.map((one, place) => [one, place]));
      return places.get(String(value)) ?? -1;
    };
    return (a, b) => placeOf(a) - placeOf(b);
  },
  subject: byNumber,
  list: byNumber,
  unknown: byNumber,
};

/** Compares two values of one ordered type: negative, zero or positive. */
export function comparerOf(type: ValueType | undefined, arithmetic: Arithmetic): Compare {
  return type === undefined ? byNumber() : dispatch(comparers, type, arithmetic);
}
