import type { Literal } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import { readDay } from "../values/day.ts";
import { type Arithmetic, readDecimal } from "../values/exact.ts";
import { invariant } from "../values/issue.ts";
import type { Missing, Value } from "./value.ts";

export function constant(
  { type, value }: Literal,
  arithmetic: Arithmetic,
): Exclude<Value, Missing> {
  return typeof value === "boolean" ? value : constants[type.kind](value, arithmetic);
}

const asWritten = (value: string): string => value;

/** The value of a literal's text for each kind of type. */
const constants: {
  readonly [Kind in ValueType["kind"]]: (
    value: string,
    arithmetic: Arithmetic,
  ) => Exclude<Value, Missing>;
} = {
  number: (value, arithmetic) => {
    const decimal = readDecimal(value);
    invariant(decimal !== undefined, `a literal number was checked: ${value}`);
    return arithmetic.read(decimal);
  },
  text: asWritten,
  boolean: asWritten,
  day: (value) => readDay(value) ?? 0,
  calendar: asWritten,
  enum: asWritten,
  subject: asWritten,
  list: asWritten,
  unknown: asWritten,
};
