import type { Having, Traits } from "../values/kinds.ts";
import type { Expression } from "./tree.ts";
import type { ValueType } from "./types.ts";

type PartTrait =
  /** Reads an attribute: of an event or of a subject. */
  | "attribute"
  /** The document says what it is: written out, or a parameter. */
  | "constant"
  /** Takes its value from the cells of a table. */
  | "cells"
  /** Takes something from the document that an explanation cites. */
  | "sourced"
  /** May lack a value that the document leaves open: `given` asks for it. */
  | "supplied"
  /** Goes over the keys of a node or reads one of them. */
  | "node"
  /** Has another value for each of those that it goes over. */
  | "over-others"
  /** Rests on events that the event is linked to. */
  | "linked"
  /** Computed of other parts, with nothing of its own. */
  | "computed";

const parts = {
  literal: ["constant"],
  field: ["attribute", "linked"],
  link: ["linked"],
  "subject-field": ["attribute"],
  owner: [],
  reader: [],
  single: [],
  entry: [],
  each: [],
  key: [],
  value: [],
  state: [],
  period: [],
  parameter: ["constant", "sourced", "supplied"],
  table: ["cells", "sourced", "supplied"],
  rates: ["cells", "sourced", "supplied"],
  call: ["sourced"],
  node: ["node"],
  cohort: ["over-others"],
  quantifier: ["node", "over-others"],
  tied: ["node"],
  round: [],
  root: [],
  shift: [],
  range: [],
  operation: ["computed"],
} as const satisfies Traits<Expression, PartTrait>;

/** Has an expression, or what it is of, a trait? Every kind says which it has. */
export function isPart<Trait extends PartTrait>(
  part: Expression | undefined,
  trait: Trait,
): part is Having<Expression, typeof parts, Trait> {
  const traits: readonly PartTrait[] = part === undefined ? [] : parts[part.kind];
  return traits.includes(trait);
}

type TypeTrait =
  /** A point in time. */
  | "time"
  /** Lies on a line of numbers. */
  | "linear"
  /** Names somebody or something. */
  | "name"
  /** Has an order: `<` and `later` make sense. */
  | "ordered"
  /** May be remembered by a running. */
  | "kept"
  /** Cells of a table may be found by it. */
  | "axis"
  /** As an axis it has more values than a table lists. */
  | "open";

const types = {
  number: ["linear", "ordered", "kept", "axis", "open"],
  text: ["name", "axis", "open"],
  boolean: ["kept", "axis"],
  day: ["time", "linear", "ordered", "kept", "axis", "open"],
  calendar: ["time", "ordered"],
  enum: ["name", "ordered", "kept", "axis"],
  subject: ["name"],
  list: [],
  unknown: ["ordered", "kept", "axis"],
} as const satisfies Traits<ValueType, TypeTrait>;

/** Has a type a trait? Every kind of type says which it has. */
export function isType<Trait extends TypeTrait>(
  type: ValueType | undefined,
  trait: Trait,
): type is Having<ValueType, typeof types, Trait> {
  const traits: readonly TypeTrait[] = type === undefined ? [] : types[type.kind];
  return traits.includes(trait);
}
