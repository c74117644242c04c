import type { Expression, Operation } from "../expression/tree.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { expressionsIn, type Variant } from "./context.ts";
import { type Known, narrowed, rangeOf } from "./expressions.ts";
import type { Values } from "./value-analysis.ts";
import { interval, type Range } from "./value-range.ts";

/** The possible keys of a table at a look-up. */
type Lookup = readonly Range[];

/** Every reachable look-up of a table. */
export function lookupsOf({ loaded }: Variant, values: Values, table: string): Lookup[] {
  const { events, rules, nodes } = loaded.resolved;
  const anything = values.known();
  const found: Lookup[] = [];
  const see = (part: unknown, known: Known | undefined): void => {
    if (known === undefined) return;
    for (const expression of expressionsIn(part)) seeIn(expression, known, table, found);
  };
  see([events, nodes], anything);
  for (const { when, for: whose, dated, each, amount } of rules) {
    see([when, each], anything);
    // A rule's other expressions are evaluated only if its condition holds.
    see([whose, dated, amount], when === undefined ? anything : given(when, anything));
  }
  return found;
}

function seeIn(part: Expression, known: Known, table: string, found: Lookup[]): void {
  const see: See = (operand, there) => {
    if (operand !== undefined && there !== undefined) seeIn(operand, there, table, found);
  };
  if (part.kind === "table" && part.name === table)
    found.push(part.operands.map((operand) => rangeOf(operand, known)));
  dispatch(within, part, known, see);
}

type See = (operand: Expression | undefined, there: Known | undefined) => void;

const everywhere = ({ operands }: Expression, known: Known, see: See): void => {
  for (const operand of operands) see(operand, known);
};

/** When the operands of each kind are reached: with the whole, except kinds with conditions or bounds of their own. */
const within: ByKind<Expression, [Known, See], void> = {
  range: ({ operands: [from, to, ...inner] }, known, see) => {
    for (const end of [from, to]) see(end, known);
    for (const operand of inner) see(operand, between(from, to, known));
  },
  operation: (operation, known, see) => {
    if (operation.operator === "if") seeBranches(operation, known, see);
    else if (operation.operator === "and") seeConditions(operation, known, see);
    else everywhere(operation, known, see);
  },
  literal: everywhere,
  field: everywhere,
  link: everywhere,
  "subject-field": everywhere,
  owner: everywhere,
  reader: everywhere,
  single: everywhere,
  entry: everywhere,
  each: everywhere,
  key: everywhere,
  value: everywhere,
  state: everywhere,
  period: everywhere,
  parameter: everywhere,
  table: everywhere,
  rates: everywhere,
  call: everywhere,
  node: everywhere,
  cohort: everywhere,
  quantifier: everywhere,
  tied: everywhere,
  round: everywhere,
  root: everywhere,
  shift: everywhere,
};

/** Each branch is reached where its condition holds. */
function seeBranches({ operands }: Operation, known: Known, see: See): void {
  for (let at = 0; at < operands.length; at += 2) {
    const [condition, branch] = operands.slice(at, at + 2);
    see(condition, known);
    if (condition !== undefined) see(branch, given(condition, known));
  }
}

/** Each condition is reached only if those before it hold. */
function seeConditions({ operands }: Operation, known: Known, see: See): void {
  for (const [at, condition] of operands.entries())
    see(condition, narrowed(operands.slice(0, at), known));
}

/** What is known if a condition holds; undefined if it never does. */
function given(condition: Expression, known: Known): Known | undefined {
  const isAll = condition.kind === "operation" && condition.operator === "and";
  return narrowed(isAll ? condition.operands : [condition], known);
}

/** Inside a range, `value` lies between its ends. */
function between(from: Expression | undefined, to: Expression | undefined, known: Known): Known {
  const [low, high] = [from, to].map((end) =>
    end === undefined ? undefined : rangeOf(end, known),
  );
  const inside =
    low?.kind === "interval" && high?.kind === "interval"
      ? interval(low.low, high.high)
      : undefined;
  return { ...known, of: (part) => (part.kind === "value" ? inside : known.of(part)) };
}
