import type {
  CodeCall,
  Expression,
  Operation,
  ParameterRead,
  Range,
  RateRead,
  TableRead,
} from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Evaluate } from "./frame.ts";
import { rangeSteps } from "./range.ts";
import { sharesOf } from "./rates.ts";
import {
  type Cite,
  type Citing,
  citesNothing,
  citesOf,
  compileExpression,
  type Slots,
} from "./slots.ts";
import { lookupOf } from "./table.ts";
import { isMissing } from "./value.ts";

export function citeParameter(
  { name }: ParameterRead,
  _cites: readonly Cite[],
  _slots: Slots,
  { parameters }: ResolvedRuleset,
): Cite {
  const clauses = parameters.get(name)?.clauses ?? [];
  return () => clauses;
}

export function citeTable(
  { name, operands }: TableRead,
  cites: readonly Cite[],
  slots: Slots,
): Cite {
  const table = slots.tables.get(name);
  const keys = operands.map((operand) => compileExpression(operand, slots));
  const find = table === undefined ? undefined : lookupOf(table, slots.arithmetic);
  const keyed = citesOf(cites);
  return (frame) => {
    const values = keys.map((key) => key(frame));
    const cell = values.some(isMissing) ? undefined : find?.(values);
    return [...new Set([...(cell?.clauses ?? []), ...keyed(frame)])];
  };
}

export function citeRates(part: RateRead, cites: readonly Cite[], slots: Slots): Cite {
  const shares = sharesOf(part, slots.tables, slots.arithmetic);
  const [number] = part.operands.map((operand) => compileExpression(operand, slots));
  const asked = citesOf(cites);
  return (frame) => {
    const used = number === undefined ? [] : shares(number(frame));
    return [...new Set([...used.flatMap(({ cell }) => cell.clauses), ...asked(frame)])];
  };
}

function citeCall(
  { name }: CodeCall,
  cites: readonly Cite[],
  _slots: Slots,
  { functions }: ResolvedRuleset,
): Cite {
  const clauses = functions.get(name)?.clauses ?? [];
  return citesOf([() => clauses, ...cites]);
}

/** For a range: the clauses of its ends, and of each number or day that counts. */
export function citeRange(
  range: Range,
  [from, to, where, value]: readonly Cite[],
  slots: Slots,
): Cite {
  const ends = citesOf([from ?? citesNothing, to ?? citesNothing]);
  const each = citesOf([where ?? citesNothing, value ?? citesNothing]);
  if (each === citesNothing) return ends;
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
export function citeOperation(
  { operator, operands }: Operation,
  cites: readonly Cite[],
  slots: Slots,
): Cite {
  if (operator !== "if") return citesOf(cites);
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

/** How each kind of expression cites; undefined for a kind that cites nothing itself. */
export const citing: { readonly [Kind in Expression["kind"]]: Citing<Kind> | undefined } = {
  literal: undefined,
  field: undefined,
  link: undefined,
  "subject-field": undefined,
  owner: undefined,
  reader: undefined,
  single: undefined,
  entry: undefined,
  each: undefined,
  key: undefined,
  value: undefined,
  state: undefined,
  period: undefined,
  parameter: citeParameter,
  table: citeTable,
  rates: citeRates,
  call: citeCall,
  node: undefined,
  cohort: undefined,
  quantifier: undefined,
  tied: undefined,
  round: undefined,
  root: undefined,
  shift: undefined,
  range: citeRange,
  operation: citeOperation,
};
