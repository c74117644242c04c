import type { Having, Traits } from "../values/kinds.ts";
import type { Expression } from "./tree.ts";
import type { ValueType } from "./types.ts";

type PartTrait =
  /** Reads an attribute: of an event or of a subject. */
  | "attribute"
  /** Stated by the document: a literal or a parameter. */
  | "constant"
  /** Takes its value from the cells of a table. */
  | "cells"
  /** Takes something from the document that explanations cite. */
  | "sourced"
  /** May have no value because the document leaves it open; `given` tests for it. */
  | "supplied"
  /** Goes over the keys of a node or reads one of them. */
  | "node"
  /** Is evaluated for each element that it goes over. */
  | "over-others"
  /** Depends on linked events. */
  | "linked"
  /** Computed from its operands alone. */
  | "computed"
  /** Depends on one event, those it is linked to and the document alone, and runs no code. */
  | "of-event";

const parts = {
  literal: ["constant", "of-event"],
  field: ["attribute", "linked", "of-event"],
  link: ["linked", "of-event"],
  "subject-field": ["attribute", "of-event"],
  owner: [],
  reader: [],
  single: ["of-event"],
  entry: [],
  each: [],
  key: [],
  value: [],
  state: [],
  period: ["of-event"],
  parameter: ["constant", "sourced", "supplied", "of-event"],
  table: ["cells", "sourced", "supplied", "of-event"],
  rates: ["cells", "sourced", "supplied", "of-event"],
  call: ["sourced"],
  node: ["node"],
  cohort: ["over-others"],
  quantifier: ["node", "over-others"],
  tied: ["node"],
  round: ["of-event"],
  root: ["of-event"],
  shift: ["of-event"],
  range: [],
  operation: ["computed", "of-event"],
} as const satisfies Traits<Expression, PartTrait>;

/** Does an expression, or a kind of expression, have a trait? Every kind declares its traits. */
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
  /** Is a name of a subject or a value. */
  | "name"
  /** Has an order: `<` and `later` make sense. */
  | "ordered"
  /** May be a state of a running. */
  | "kept"
  /** May be an axis of a table. */
  | "axis"
  /** As an axis, it has more values than a table can list. */
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

/** Does a type have a trait? Every kind of type declares its traits. */
export function isType<Trait extends TypeTrait>(
  type: ValueType | undefined,
  trait: Trait,
): type is Having<ValueType, typeof types, Trait> {
  const traits: readonly TypeTrait[] = type === undefined ? [] : types[type.kind];
  return traits.includes(trait);
}
