import type { Expression, Operation } from "../expression/tree.ts";
import { type Known, narrowed, rangeOf } from "./expressions.ts";
import { expressionsIn, type Reading } from "./ground.ts";
import { interval, type Range } from "./ranges.ts";
import type { Values } from "./values.ts";

/** What the keys of a table can be where it is looked up. */
type Look = readonly Range[];

/** Every place where a table is looked up and that can be reached. */
export function looksAt({ loaded }: Reading, values: Values, table: string): Look[] {
  const { events, rules, nodes } = loaded.resolved;
  const everywhere = values.known();
  const found: Look[] = [];
  const see = (part: unknown, known: Known | undefined): void => {
    if (known === undefined) return;
    for (const expression of expressionsIn(part)) seeIn(expression, known, table, found);
  };
  see([events, nodes], everywhere);
  for (const { when, for: whose, dated, each, amount } of rules) {
    see([when, each], everywhere);
    // What comes of a rule comes where its condition holds.
    see([whose, dated, amount], when === undefined ? everywhere : given(when, everywhere));
  }
  return found;
}

function seeIn(part: Expression, known: Known, table: string, found: Look[]): void {
  const see = (operand: Expression | undefined, there: Known | undefined): void => {
    if (operand !== undefined && there !== undefined) seeIn(operand, there, table, found);
  };
  if (part.kind === "table" && part.name === table)
    found.push(part.operands.map((operand) => rangeOf(operand, known)));
  if (part.kind === "range") {
    const [from, to, ...inner] = part.operands;
    for (const end of [from, to]) see(end, known);
    for (const operand of inner) see(operand, between(from, to, known));
  } else if (part.kind === "operation" && part.operator === "if") seeBranches(part, known, see);
  else if (part.kind === "operation" && part.operator === "and") seeConditions(part, known, see);
  else for (const operand of part.operands) see(operand, known);
}

type See = (operand: Expression | undefined, there: Known | undefined) => void;

/** Each branch is reached where its condition holds. */
function seeBranches({ operands }: Operation, known: Known, see: See): void {
  for (let at = 0; at < operands.length; at += 2) {
    const [condition, branch] = operands.slice(at, at + 2);
    see(condition, known);
    if (condition !== undefined) see(branch, given(condition, known));
  }
}

/** What one condition looks up says something only where those before it hold. */
function seeConditions({ operands }: Operation, known: Known, see: See): void {
  for (const [at, condition] of operands.entries())
    see(condition, narrowed(operands.slice(0, at), known));
}

/** What is known where a condition holds; undefined: it never does. */
function given(condition: Expression, known: Known): Known | undefined {
  const isAll = condition.kind === "operation" && condition.operator === "and";
  return narrowed(isAll ? condition.operands : [condition], known);
}

/** Inside of a range `value` lies between its ends. */
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
