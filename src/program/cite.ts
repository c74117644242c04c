import type { Expression } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { compileExpression, type Slots } from "./evaluate.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { lookupOf } from "./table.ts";
import { isMissing } from "./value.ts";

/** Names the clauses of the cells and parameters that an expression uses in a frame. */
export type Cite = (frame: Frame) => readonly string[];

const nothing: Cite = () => [];

function all(cites: readonly Cite[]): Cite {
  const speaking = cites.filter((cite) => cite !== nothing);
  if (speaking.length === 0) return nothing;
  return (frame) => [...new Set(speaking.flatMap((cite) => cite(frame)))];
}

/** Makes the citation of an expression: only of the branches that are taken. */
export function citations(expression: Expression, slots: Slots, resolved: ResolvedRuleset): Cite {
  const cites = expression.operands.map((operand) => citations(operand, slots, resolved));
  if (expression.kind === "parameter") {
    const clauses = resolved.parameters.get(expression.name)?.clauses ?? [];
    return () => clauses;
  }
  if (expression.kind === "table") {
    const table = slots.tables.get(expression.name);
    const keys = expression.operands.map((operand) => compileExpression(operand, slots));
    const find = table === undefined ? undefined : lookupOf(table, slots.arithmetic);
    const keyed = all(cites);
    return (frame) => {
      const values = keys.map((key) => key(frame));
      const cell = values.some(isMissing) ? undefined : find?.(values);
      return [...new Set([...(cell?.clauses ?? []), ...keyed(frame)])];
    };
  }
  if (expression.kind === "operation" && expression.operator === "if")
    return chosen(expression.operands, cites, slots);
  return all(cites);
}

/** Of an `if`, the branch that is taken. */
function chosen(operands: readonly Expression[], cites: readonly Cite[], slots: Slots): Cite {
  const conditions: (Evaluate | undefined)[] = operands.map((operand, index) =>
    index % 2 === 0 && index < operands.length - 1 ? compileExpression(operand, slots) : undefined,
  );
  return (frame) => {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      if (conditions[at]?.(frame) === true) return cites[at + 1]?.(frame) ?? [];
    }
    return cites.at(-1)?.(frame) ?? [];
  };
}
