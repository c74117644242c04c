import type { OperatorName } from "../expression/operators.ts";
import type { Expression, NodeName, Operation } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Arithmetic } from "../values/exact.ts";
import { invariant } from "../values/issue.ts";
import type { OfKind } from "../values/kinds.ts";
import type { ReadyFunction } from "./code.ts";
import type { Evaluate, Frame } from "./frame.ts";
import type { TableSlots } from "./table.ts";

/** The slots of compiled expressions: every name has become a number. */
export interface Slots {
  readonly arithmetic: Arithmetic;
  readonly attributes: ReadonlyMap<string, number>;
  readonly links: ReadonlyMap<string, number>;
  readonly subjectAttributes: ReadonlyMap<string, number>;
  readonly parameters: ReadonlyMap<string, number>;
  readonly nodes: ReadonlyMap<
    NodeName,
    { readonly index: number; readonly keys: readonly string[] }
  >;
  readonly rules: readonly string[];
  readonly eventTypes: readonly string[];
  readonly tables: ReadonlyMap<string, TableSlots>;
  readonly functions: ReadonlyMap<string, ReadyFunction>;
  readonly means: Means;
  /** The functions that were generated for whole expressions, where code is generated. */
  readonly generated?: GeneratedFunctions | undefined;
}

/** The function generated for an expression; undefined if there is none. */
export type GeneratedFunctions = (expression: Expression) => Evaluate | undefined;

type PartKind = Expression["kind"];

/** Makes the function of an expression of one kind from those of its operands. */
export type Compile<Kind extends PartKind> = (
  expression: OfKind<Expression, Kind>,
  operands: readonly Evaluate[],
  slots: Slots,
) => Evaluate;

/** Makes the function of an operation from those of its operands. */
export type Make = (
  operands: readonly Evaluate[],
  arithmetic: Arithmetic,
  operation: Operation,
) => Evaluate;

/** Names the clauses of the cells and parameters that an expression uses in a frame. */
export type Cite = (frame: Frame) => readonly string[];

/** Makes the citation of an expression of one kind from those of its operands. */
export type Citing<Kind extends PartKind> = (
  expression: OfKind<Expression, Kind>,
  cites: readonly Cite[],
  slots: Slots,
  resolved: ResolvedRuleset,
) => Cite;

/**
 * How expressions are evaluated, cited and written. A program comes with its means, so that what was compiled ahead brings
 * only those along that its own expressions need.
 */
export interface Means {
  readonly kinds: { readonly [Kind in PartKind]?: Compile<Kind> };
  readonly operators: { readonly [Name in OperatorName]?: Make };
  /** The kinds that cite something themselves. */
  readonly citing: { readonly [Kind in PartKind]?: Citing<Kind> | undefined };
  /** An expression as one line of text. */
  readonly formula: (expression: Expression) => string;
  /** Is it stated by the document, and so nothing that a reason tells? */
  readonly isConstant: (expression: Expression) => boolean;
}

/** Compiles an expression to a function. */
export function compileExpression(expression: Expression, slots: Slots): Evaluate {
  return slots.generated?.(expression) ?? composed(expression, slots);
}

function composed(expression: Expression, slots: Slots): Evaluate {
  const operands = expression.operands.map((operand) => composed(operand, slots));
  return compose(expression, operands, slots);
}

/** The function of an expression whose operands are compiled. */
export function compose(
  expression: Expression,
  operands: readonly Evaluate[],
  slots: Slots,
): Evaluate {
  const compile = slots.means.kinds[expression.kind] as Compile<PartKind> | undefined;
  invariant(compile !== undefined, `the means are there for ${expression.kind}`);
  return compile(expression as never, operands, slots);
}

export const citesNothing: Cite = () => [];

/** For what cites nothing itself: the clauses of its operands. */
export function citesOf(cites: readonly Cite[]): Cite {
  const speaking = cites.filter((cite) => cite !== citesNothing);
  if (speaking.length === 0) return citesNothing;
  return (frame) => [...new Set(speaking.flatMap((cite) => cite(frame)))];
}

/** Compiles the citation of an expression; at run time only taken branches are cited. */
export function citations(expression: Expression, slots: Slots, resolved: ResolvedRuleset): Cite {
  const cites = expression.operands.map((operand) => citations(operand, slots, resolved));
  const citing = slots.means.citing[expression.kind] as Citing<PartKind> | undefined;
  return citing?.(expression as never, cites, slots, resolved) ?? citesOf(cites);
}
