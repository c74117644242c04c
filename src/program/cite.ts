import type { Expression, Range } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
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

type Ready = readonly [cites: readonly Cite[], slots: Slots, resolved: ResolvedRuleset];

/** For kinds that cite nothing themselves: the clauses of their operands. */
const ofOperands = (_part: Expression, ...[cites]: Ready): Cite => all(cites);

const citing: ByKind<Expression, Ready, Cite> = {
  literal: ofOperands,
  field: ofOperands,
  link: ofOperands,
  "subject-field": ofOperands,
  owner: ofOperands,
  reader: ofOperands,
  single: ofOperands,
  entry: ofOperands,
  each: ofOperands,
  key: ofOperands,
  value: ofOperands,
  state: ofOperands,
  period: ofOperands,
  parameter: ({ name }, _cites, _slots, { parameters }) => {
    const clauses = parameters.get(name)?.clauses ?? [];
    return () => clauses;
  },
  table: ({ name, operands }, cites, slots) => {
    const table = slots.tables.get(name);
    const keys = operands.map((operand) => compileExpression(operand, slots));
    const find = table === undefined ? undefined : lookupOf(table, slots.arithmetic);
    const keyed = all(cites);
    return (frame) => {
      const values = keys.map((key) => key(frame));
      const cell = values.some(isMissing) ? undefined : find?.(values);
      return [...new Set([...(cell?.clauses ?? []), ...keyed(frame)])];
    };
  },
  rates: (part, cites, slots) => {
    const shares = sharesOf(part, slots.tables, slots.arithmetic);
    const [number] = part.operands.map((operand) => compileExpression(operand, slots));
    const asked = all(cites);
    return (frame) => {
      const used = number === undefined ? [] : shares(number(frame));
      return [...new Set([...used.flatMap(({ cell }) => cell.clauses), ...asked(frame)])];
    };
  },
  call: ({ name }, cites, _slots, { functions }) => {
    const clauses = functions.get(name)?.clauses ?? [];
    return all([() => clauses, ...cites]);
  },
  node: ofOperands,
  cohort: ofOperands,
  quantifier: ofOperands,
  tied: ofOperands,
  round: ofOperands,
  root: ofOperands,
  shift: ofOperands,
  range: ofRange,
  operation: ({ operator, operands }, cites, slots) =>
    operator === "if" ? chosen(operands, cites, slots) : all(cites),
};

/** Compiles the citation of an expression; at run time only taken branches are cited. */
export function citations(expression: Expression, slots: Slots, resolved: ResolvedRuleset): Cite {
  const cites = expression.operands.map((operand) => citations(operand, slots, resolved));
  return dispatch(citing, expression, cites, slots, resolved);
}

/** For a range: the clauses of its ends, and of each number or day that counts. */
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

/** For an `if`: the clauses of the taken branch. */
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
