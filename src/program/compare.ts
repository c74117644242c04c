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
  enum:
    ({ values }) =>
    (a, b) =>
      values.indexOf(String(a)) - values.indexOf(String(b)),
  subject: byNumber,
  list: byNumber,
  unknown: byNumber,
};

/** Compares two values of one ordered type: negative, zero or positive. */
export function comparerOf(type: ValueType | undefined, arithmetic: Arithmetic): Compare {
  return type === undefined ? byNumber() : dispatch(comparers, type, arithmetic);
}
