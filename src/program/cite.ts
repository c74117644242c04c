import type { Expression, Range } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { compileExpression, type Slots } from "./evaluate.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { rangeSteps } from "./range.ts";
import { sharesOf } from "./rates.ts";
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
  if (expression.kind === "rates") {
    const shares = sharesOf(expression, slots.tables, slots.arithmetic);
    const [number] = expression.operands.map((operand) => compileExpression(operand, slots));
    const asked = all(cites);
    return (frame) => {
      const used = number === undefined ? [] : shares(number(frame));
      return [...new Set([...used.flatMap(({ cell }) => cell.clauses), ...asked(frame)])];
    };
  }
  if (expression.kind === "range") return ofRange(expression, cites, slots);
  if (expression.kind === "call") {
    const clauses = resolved.functions.get(expression.name)?.clauses ?? [];
    return all([() => clauses, ...cites]);
  }
  if (expression.kind === "operation" && expression.operator === "if")
    return chosen(expression.operands, cites, slots);
  return all(cites);
}

/** Of a range, what its ends use, and what each number or day that counts does. */
function ofRange(range: Range, [from, to, where, value]: readonly Cite[], slots: Slots): Cite {
  const ends = all([from ?? nothing, to ?? nothing]);
  const each = all([where ?? nothing, value ?? nothing]);
  if (each === nothing) return ends;
  const ready = (operand: Expression): Evaluate => compileExpression(operand, slots);
  const steps = rangeSteps(range, ready, slots.arithmetic);
  return (frame) => {
    const clauses = new Set(ends(frame));
    steps(frame, (at) => {
      for (const clause of each(at)) clauses.add(clause);
    });
    return [...clauses];
  };
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
