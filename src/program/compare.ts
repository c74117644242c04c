import type { ValueType } from "../expression/types.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import type { Value } from "./value.ts";

/** The order of two values of one ordered type: negative, zero or positive. */
export function comparerOf(
  type: ValueType | undefined,
  arithmetic: Arithmetic,
): (a: Value, b: Value) => number {
  if (type?.kind === "enum")
    return (a, b) => type.values.indexOf(String(a)) - type.values.indexOf(String(b));
  if (type?.kind === "number") return (a, b) => arithmetic.compare(a as Exact, b as Exact);
  return (a, b) => Number(a) - Number(b);
}
