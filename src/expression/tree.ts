import type { CalendarUnit } from "../values/calendar.ts";
import type { RoundingMode } from "../values/rounding.ts";
import type { Text } from "../values/text.ts";
import type { OperatorName } from "./operators.ts";
import type { ValueType } from "./types.ts";

/** The properties of all expressions. */
interface Common {
  readonly type: ValueType;
  readonly operands: readonly Expression[];
  /** May be absent, depending on the event: must be guarded by `has` or `else`. */
  readonly optional: boolean;
  /** May be a fraction that no decimal holds. */
  readonly fraction: boolean;
}

/** A constant; numbers as canonical decimal text. */
export interface Literal extends Common {
  readonly kind: "literal";
  readonly value: string | boolean;
}

/** A field of the event, or of a linked event. */
export interface Field extends Common {
  readonly kind: "field";
  readonly link: string | undefined;
  readonly name: string;
  /** The time of day of the event itself, not an attribute of that name. */
  readonly ofClock?: true;
}

/** The number of linked events, or whether there is one. */
export interface LinkRead extends Common {
  readonly kind: "link";
  readonly link: string;
}

/** An attribute of the subject that the operand yields. */
export interface SubjectField extends Common {
  readonly kind: "subject-field";
  readonly name: string;
}

/** The subject that owns the entry or the node. */
export interface Owner extends Common {
  readonly kind: "owner";
}

/** The one subject of a kind. */
export interface Single extends Common {
  readonly kind: "single";
  readonly subject: string;
}

export const entryFields = ["amount", "day", "rule", "subject", "position"] as const;
export interface EntryField extends Common {
  readonly kind: "entry";
  readonly name: (typeof entryFields)[number];
}

export const eachFields = ["value", "position", "count"] as const;

/** The list value that a rule fires for, its position from 1, or the number of values. */
export interface EachField extends Common {
  readonly kind: "each";
  readonly name: (typeof eachFields)[number];
}

/** A part of the key in force. */
export interface KeyPart extends Common {
  readonly kind: "key";
  readonly name: string;
}

/** The value of the element that a step, a fold or a quantifier is at. */
export interface ElementValue extends Common {
  readonly kind: "value";
}

export interface State extends Common {
  readonly kind: "state";
  readonly name: string;
  readonly label: Text | undefined;
}

/** Inside a cohort: the reading subject. */
export interface Reader extends Common {
  readonly kind: "reader";
}

export const periodFields = ["year", "first", "last"] as const;
export interface PeriodField extends Common {
  readonly kind: "period";
  readonly name: (typeof periodFields)[number];
}

export interface ParameterRead extends Common {
  readonly kind: "parameter";
  readonly name: string;
  /** Guarded by `given`: a missing value makes nothing unavailable. */
  readonly guarded: boolean;
}

/** A look-up; the operands are the keys in the order of the table's axes. */
export interface TableRead extends Common {
  readonly kind: "table";
  readonly name: string;
  readonly guarded: boolean;
}

export const rateKinds = ["graduated", "interpolated"] as const;
export type RateKind = (typeof rateKinds)[number];

/** Several cells of a table of brackets, each by its part of a number; the operand is the number. */
export interface RateRead extends Common {
  readonly kind: "rates";
  readonly rate: RateKind;
  readonly name: string;
  readonly guarded: boolean;
}

/** A call of a function in code; the operands are its arguments. */
export interface CodeCall extends Common {
  readonly kind: "call";
  readonly name: string;
}

export const nodeKinds = ["account", "measure", "running", "ranking", "outcome"] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** A node's id with its kind: accounts and measures may share a name. */
export type NodeName = `${NodeKind}:${string}`;

export function nodeName(kind: NodeKind, id: string): NodeName {
  return `${kind}:${id}`;
}

/** How ties are counted when a place is read. */
export const placeTies = ["first", "last", "mean", "dense"] as const;
export type PlaceTies = (typeof placeTies)[number];

/**
 * Another node's value. Operands: the subject it is read of, then the parts of its key, where those are stated.
 */
export interface NodeRead extends Common {
  readonly kind: "node";
  readonly node: NodeName;
  readonly ofOther: boolean;
  /** The parts of the node's key that operands state; the others come from the reader's own key. */
  readonly at: readonly string[];
  readonly ties: PlaceTies;
  /** A state of a running, rather than its value. */
  readonly state: string | undefined;
  /** Parts of a running's key are neither stated nor the reader's own: it is read at the last key that agrees. */
  readonly latest: boolean;
  /** It is asked whether it is there: at a key that does not occur it is not. */
  readonly asked?: true;
}

export const cohortReductions = ["count", "sum", "mean", "highest", "lowest"] as const;
export type CohortReduction = (typeof cohortReductions)[number];

/** An aggregate over the subjects of the owner's kind, or of another; operands: condition, value. */
export interface Cohort extends Common {
  readonly kind: "cohort";
  readonly reduction: CohortReduction;
  /** The kind of the members, where it is stated. */
  readonly of: string | undefined;
  /** It depends on the reading subject, so each has its own value. */
  readonly readsReader: boolean;
  readonly within: readonly string[];
}

/** all, some, none over the keys of a node; the operand is the condition. */
export interface Quantifier extends Common {
  readonly kind: "quantifier";
  readonly quantifier: "all" | "some" | "none";
  readonly node: NodeName;
}

/** A reduction over the keys of a node that are subjects tied with the owner; only in criteria of a ranking. */
export interface Tied extends Common {
  readonly kind: "tied";
  readonly reduction: CohortReduction;
  readonly node: NodeName;
  /** The part of the key that is the other subject. */
  readonly key: string;
}

export interface Rounding extends Common {
  readonly kind: "round";
  readonly places: number;
  readonly mode: RoundingMode;
}

export interface Root extends Common {
  readonly kind: "root";
  readonly degree: number;
  readonly places: number;
  readonly mode: RoundingMode;
}

/** A day moved by a number of units, or a calendar key by a number of its own unit; operands: what, how many. */
export interface Shift extends Common {
  readonly kind: "shift";
  readonly unit: CalendarUnit;
}

/** An aggregate over whole numbers, or days, one after the other; operands: from, to, condition, value. */
export interface Range extends Common {
  readonly kind: "range";
  readonly reduction: CohortReduction;
}

/** An operator on values. */
export interface Operation extends Common {
  readonly kind: "operation";
  readonly operator: OperatorName;
}

export type Expression =
  | Literal
  | Field
  | LinkRead
  | SubjectField
  | Owner
  | Reader
  | Single
  | EntryField
  | EachField
  | KeyPart
  | ElementValue
  | State
  | PeriodField
  | ParameterRead
  | TableRead
  | RateRead
  | CodeCall
  | NodeRead
  | Cohort
  | Quantifier
  | Tied
  | Rounding
  | Root
  | Shift
  | Range
  | Operation;

/** Visits an expression and all that it is made of. */
export function visit(expression: Expression, see: (part: Expression) => void): void {
  see(expression);
  for (const operand of expression.operands) visit(operand, see);
}

/** All parts of an expression that are of one kind. */
export function partsOf<Kind extends Expression["kind"]>(
  expression: Expression,
  kind: Kind,
): Extract<Expression, { kind: Kind }>[] {
  const parts: Extract<Expression, { kind: Kind }>[] = [];
  visit(expression, (part) => {
    if (part.kind === kind) parts.push(part as Extract<Expression, { kind: Kind }>);
  });
  return parts;
}
