import type { Expression, Operation } from "../../src/expression/tree.ts";
import { booleanType } from "../../src/expression/types.ts";

const opposites: Readonly<Partial<Record<Operation["operator"], Operation["operator"]>>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  and: "or",
  or: "and",
};

function truth(value: boolean): Expression {
  return {
    kind: "literal",
    value,
    type: booleanType,
    operands: [],
    optional: false,
    fraction: false,
  };
}

function isTruth(part: Expression, value: boolean): boolean {
  return part.kind === "literal" && part.value === value;
}

/**
 * The same condition as one would say it: a "not" goes inwards to what it is about, and what a chosen reading has
 * decided is left out.
 */
export function simplify(part: Expression, negated = false): Expression {
  if (part.kind === "literal" && typeof part.value === "boolean")
    return negated ? truth(!part.value) : part;
  if (part.kind !== "operation") {
    const same = { ...part, operands: part.operands.map((one) => simplify(one)) } as Expression;
    return negated ? not(same) : same;
  }
  const { operator } = part;
  if (operator === "!") return simplify(part.operands[0] ?? truth(true), !negated);
  if (operator === "and" || operator === "or") return junction(part, negated);
  const operands = part.operands.map((one) => simplify(one));
  const same: Operation = { ...part, operands };
  const [left, right] = operands;
  if (
    left?.kind === "literal" &&
    right?.kind === "literal" &&
    (operator === "==" || operator === "!=")
  )
    return truth((left.value === right.value) === ((operator === "==") !== negated));
  if (!negated) return same;
  const opposite = opposites[operator];
  return opposite === undefined || operands.length > 2
    ? not(same)
    : { ...same, operator: opposite };
}

function not(part: Expression): Expression {
  return {
    kind: "operation",
    operator: "!",
    type: booleanType,
    operands: [part],
    optional: false,
    fraction: false,
  };
}

function junction(part: Operation, negated: boolean): Expression {
  const operator = (part.operator === "and") === negated ? "or" : "and";
  const neutral = operator === "and";
  const operands = part.operands
    .map((one) => simplify(one, negated))
    .filter((one) => !isTruth(one, neutral));
  if (operands.some((one) => isTruth(one, !neutral))) return truth(!neutral);
  const [only] = operands;
  if (only === undefined) return truth(neutral);
  return operands.length === 1 ? only : { ...part, operator, operands };
}
