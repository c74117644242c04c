/** The syntax and the types of a plain operator. */
export interface Operator {
  readonly least: number;
  readonly most: number;
  /**
   * What the operands must be; `alike`: of one type; `ordered`: of one type that has an order; `calendar`: a key of
   * the calendar, whichever its unit.
   */
  readonly takes: "number" | "boolean" | "day" | "alike" | "ordered" | "calendar";
  /** `alike`: a value of the operands' own type. */
  readonly gives: "number" | "boolean" | "day" | "alike";
  /** Division makes fractions. */
  readonly divides?: true;
}

const many = 1000;

/** The greatest exponent of a power, and degree of a root. */
export const mostPower = 64;

export function isPower(exponent: number): boolean {
  return Number.isInteger(exponent) && exponent >= 0 && exponent <= mostPower;
}

/** The plain operators: each operand is an expression, and the result's type is known from the operator. */
export const operators = {
  "+": { least: 1, most: many, takes: "number", gives: "number" },
  "-": { least: 1, most: 2, takes: "number", gives: "number" },
  "*": { least: 1, most: many, takes: "number", gives: "number" },
  "/": { least: 2, most: 3, takes: "number", gives: "number", divides: true },
  "%": { least: 2, most: 3, takes: "number", gives: "number" },
  min: { least: 1, most: many, takes: "ordered", gives: "alike" },
  max: { least: 1, most: many, takes: "ordered", gives: "alike" },
  abs: { least: 1, most: 1, takes: "number", gives: "number" },
  sum: { least: 1, most: many, takes: "number", gives: "number" },
  "==": { least: 2, most: 2, takes: "alike", gives: "boolean" },
  "!=": { least: 2, most: 2, takes: "alike", gives: "boolean" },
  "<": { least: 2, most: 3, takes: "ordered", gives: "boolean" },
  "<=": { least: 2, most: 3, takes: "ordered", gives: "boolean" },
  ">": { least: 2, most: 2, takes: "ordered", gives: "boolean" },
  ">=": { least: 2, most: 2, takes: "ordered", gives: "boolean" },
  "!": { least: 1, most: 1, takes: "boolean", gives: "boolean" },
  or: { least: 1, most: many, takes: "boolean", gives: "boolean" },
  later: { least: 1, most: many, takes: "day", gives: "day" },
  earlier: { least: 1, most: many, takes: "day", gives: "day" },
  days: { least: 2, most: 2, takes: "day", gives: "number" },
  date: { least: 3, most: 3, takes: "number", gives: "day" },
  year: { least: 1, most: 1, takes: "day", gives: "number" },
  month: { least: 1, most: 1, takes: "day", gives: "number" },
  weekday: { least: 1, most: 1, takes: "day", gives: "number" },
  "first-day": { least: 1, most: 1, takes: "calendar", gives: "day" },
  "last-day": { least: 1, most: 1, takes: "calendar", gives: "day" },
} as const satisfies Record<string, Operator>;

export type PlainOperatorName = keyof typeof operators;

/** Operators with their own syntax that are evaluated like plain ones. */
export type OperatorName =
  | PlainOperatorName
  | "and"
  | "if"
  | "in"
  | "size"
  | "has"
  | "given"
  | "else"
  | "power"
  | "calendar";
