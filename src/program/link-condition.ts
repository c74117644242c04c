import { isPart } from "../expression/traits.ts";
import type { Expression, Operation } from "../expression/tree.ts";
import { booleanType, type ValueType } from "../expression/types.ts";
import type { Link } from "../ruleset/resolved.ts";
import { comparerOf } from "./compare.ts";
import { type Distance, dayAround } from "./distance.ts";
import type { Evaluate } from "./frame.ts";
import { compileExpression, type Slots } from "./slots.ts";
import type { Value } from "./value.ts";

/** A value of the candidate that has to equal one of the event itself. */
export interface LinkEquality {
  readonly candidate: Evaluate;
  readonly own: Evaluate;
}

/** A bound that the event itself sets to a value of the candidate. */
export interface LinkBound {
  readonly own: Evaluate;
  /** What it is made of, if it is a day at some distance from another. */
  readonly distance?: Distance;
  readonly side: "below" | "above";
  readonly inclusive: boolean;
}

/** Bounds of one value of the candidate. */
export interface LinkOrder {
  readonly candidate: Evaluate;
  readonly type: ValueType;
  readonly compare: (a: Value, b: Value) => number;
  readonly bounds: LinkBound[];
}

/**
 * The condition of a link, by what its parts read. All of them have to be true. What reads one of the two events is
 * evaluated once for it; equalities and bounds are looked up; only the rest is evaluated for each pair.
 */
export interface LinkCondition {
  readonly own: readonly Evaluate[];
  readonly candidate: readonly Evaluate[];
  readonly equal: readonly LinkEquality[];
  readonly order: LinkOrder | undefined;
  readonly rest: readonly Evaluate[];
}

/** What an expression reads: the event itself, the candidate, both or neither; undefined for what it is not known of. */
type Reads = "neither" | "own" | "candidate" | "both" | undefined;

function readsOf(expression: Expression, link: string): Reads {
  if (!isPart(expression, "of-event")) return undefined;
  let reads: Reads = "neither";
  if (isPart(expression, "linked")) reads = expression.link === link ? "candidate" : "own";
  for (const operand of expression.operands) {
    const others = readsOf(operand, link);
    if (others === undefined) return undefined;
    if (reads === "neither") reads = others;
    else if (others !== "neither" && others !== reads) reads = "both";
  }
  return reads;
}

const sides = {
  "<": { side: "below", inclusive: false },
  "<=": { side: "below", inclusive: true },
  ">": { side: "above", inclusive: false },
  ">=": { side: "above", inclusive: true },
} as const;

type Comparison = keyof typeof sides;

const turned: Readonly<Record<Comparison, Comparison>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function isComparison(operator: string): operator is Comparison {
  return Object.hasOwn(sides, operator);
}

function isOperation(expression: Expression | undefined): expression is Operation {
  return isPart(expression, "computed");
}

/** The parts of a condition, all of which have to be true. */
function conjuncts(condition: Expression): Expression[] {
  if (!isOperation(condition)) return [condition];
  const { operator, operands } = condition;
  if (operator === "and") return operands.flatMap(conjuncts);
  if (!isComparison(operator) || operands.length < 3) return [condition];
  return operands.slice(1).map((operand, at): Operation => {
    const pair = [operands[at] ?? operand, operand];
    return { ...condition, type: booleanType, operands: pair };
  });
}

interface GrowingCondition {
  readonly own: Evaluate[];
  readonly candidate: Evaluate[];
  readonly equal: LinkEquality[];
  readonly rest: Evaluate[];
  order: (LinkOrder & { readonly text: string }) | undefined;
}

/** Takes the condition of a link apart. */
export function linkCondition({ name, when }: Link, slots: Slots): LinkCondition {
  const found: GrowingCondition = { own: [], candidate: [], equal: [], rest: [], order: undefined };
  for (const one of when === undefined ? [] : conjuncts(when)) {
    const reads = readsOf(one, name);
    if (reads === "own" || reads === "neither") found.own.push(compileExpression(one, slots));
    else if (reads === "candidate") found.candidate.push(compileExpression(one, slots));
    else if (reads === undefined || !addPair(found, one, name, slots))
      found.rest.push(compileExpression(one, slots));
  }
  return found;
}

/** Adds an equality or a bound between the two events; false if the part is none. */
function addPair(found: GrowingCondition, part: Expression, link: string, slots: Slots): boolean {
  if (!isOperation(part) || part.operands.length !== 2) return false;
  const [left, right] = part.operands as [Expression, Expression];
  const { operator } = part;
  const isLeft = readsOf(left, link) !== "own" && readsOf(left, link) !== "neither";
  const [candidate, own] = isLeft ? [left, right] : [right, left];
  const ownReads = readsOf(own, link);
  if (ownReads !== "own" && ownReads !== "neither") return false;
  if (operator === "==") {
    if (readsOf(candidate, link) !== "candidate" || left.type.kind === "list") return false;
    found.equal.push({
      candidate: compileExpression(candidate, slots),
      own: compileExpression(own, slots),
    });
    return true;
  }
  if (!isComparison(operator)) return false;
  const comparison = isLeft ? operator : turned[operator];
  const bound = compileExpression(own, slots);
  if (readsOf(candidate, link) === "candidate") {
    return addBound(found, candidate, { own: bound, ...sides[comparison] }, slots);
  }
  return addDays(found, candidate, comparison, bound, link, slots);
}

/** Adds a bound if it concerns the same value of the candidate as those before it. */
function addBound(
  found: GrowingCondition,
  candidate: Expression,
  bound: LinkBound,
  slots: Slots,
): boolean {
  const text = JSON.stringify(candidate);
  const { type } = candidate;
  const compare = comparerOf(type, slots.arithmetic);
  const bounds: LinkBound[] = [];
  found.order ??= { text, candidate: compileExpression(candidate, slots), type, compare, bounds };
  if (found.order.text !== text) return false;
  found.order.bounds.push(bound);
  return true;
}

/** A number of days between the two events bounds the day of the candidate. */
function addDays(
  found: GrowingCondition,
  part: Expression,
  comparison: Comparison,
  limit: Evaluate,
  link: string,
  slots: Slots,
): boolean {
  if (!isOperation(part) || part.operator !== "days") return false;
  const [from, to] = part.operands as [Expression, Expression];
  const [readsFrom, readsTo] = [readsOf(from, link), readsOf(to, link)];
  const isFrom = readsFrom === "candidate" && readsTo === "own";
  if (!isFrom && !(readsFrom === "own" && readsTo === "candidate")) return false;
  const [candidate, own] = isFrom ? [from, to] : [to, from];
  const { side, inclusive } = sides[isFrom ? turned[comparison] : comparison];
  const distance: Distance = {
    day: compileExpression(own, slots),
    days: limit,
    isBefore: isFrom,
    down: (side === "below") === inclusive,
  };
  const bound = { own: dayAround(distance, slots.arithmetic), distance, side, inclusive };
  return addBound(found, candidate, bound, slots);
}
