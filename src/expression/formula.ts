import type { Expression, Operation } from "./tree.ts";

/** How names are written: as in the document, or by their labels. */
export type Naming = (part: Expression) => string;

type Write<Kind extends Expression["kind"]> = (
  part: Extract<Expression, { kind: Kind }>,
  operands: readonly string[],
  naming: Naming,
) => string;

const infix: Readonly<Record<string, string>> = {
  "+": " + ",
  "-": " − ",
  "*": " × ",
  "/": " ÷ ",
  "%": " mod ",
  "==": " = ",
  "!=": " ≠ ",
  "<": " < ",
  "<=": " ≤ ",
  ">": " > ",
  ">=": " ≥ ",
  and: " ∧ ",
  or: " ∨ ",
};

function writeOperation(part: Operation, operands: readonly string[]): string {
  const { operator } = part;
  const sign = infix[operator];
  const [first = ""] = operands;
  if (operator === "-" && operands.length === 1) return `−${first}`;
  if (operator === "!") return `¬${first}`;
  if (sign !== undefined) return operands.join(sign);
  if (part.type.kind === "calendar" && operator === "calendar")
    return `${part.type.unit}(${first})`;
  return `${operator}(${operands.join(", ")})`;
}

const writers: { readonly [Kind in Expression["kind"]]: Write<Kind> } = {
  literal: ({ value }) => String(value),
  field: (part, _operands, naming) => naming(part),
  link: (part, _operands, naming) => naming(part),
  "subject-field": (part, _operands, naming) => naming(part),
  owner: (part, _operands, naming) => naming(part),
  reader: (part, _operands, naming) => naming(part),
  single: (part, _operands, naming) => naming(part),
  entry: (part, _operands, naming) => naming(part),
  each: (part, _operands, naming) => naming(part),
  key: (part, _operands, naming) => naming(part),
  value: (part, _operands, naming) => naming(part),
  state: (part, _operands, naming) => naming(part),
  period: (part, _operands, naming) => naming(part),
  parameter: (part, _operands, naming) => naming(part),
  table: (part, operands, naming) => `${naming(part)}[${operands.join(", ")}]`,
  rates: (part, [operand = ""], naming) => `${part.rate}(${naming(part)}, ${operand})`,
  call: (part, operands, naming) => `${naming(part)}(${operands.join(", ")})`,
  node: (part, _operands, naming) => naming(part),
  cohort: (part, [, value = ""], naming) =>
    `${part.reduction}(${part.reduction === "count" ? naming(part) : value})`,
  quantifier: (part, [condition = ""], naming) =>
    `${part.quantifier}(${naming(part)}: ${condition})`,
  tied: (part, _operands, naming) => `${part.reduction}(${naming(part)} of the tied)`,
  round: ({ places }, [value = ""]) => `round(${value}, ${places})`,
  root: ({ degree, places }, [value = ""]) => `root(${value}, ${degree}, ${places})`,
  shift: ({ unit }, [moved = "", count = ""]) => `shift(${moved}, ${count}, ${unit})`,
  range: ({ reduction }, [from = "", to = "", where = "", value = ""]) =>
    `${reduction}(${value}: ${from} … ${to}${where === "true" ? "" : `, ${where}`})`,
  operation: (part, operands) => writeOperation(part, operands),
};

/**
 * An expression as one line of text in the names of the document: `account:base + account:bonus`. Operators within
 * operators are always bracketed, so the text needs no precedence.
 */
export function formula(part: Expression, naming: Naming = documentName): string {
  const operands = part.operands.map((operand) => {
    const text = formula(operand, naming);
    const compound =
      operand.kind === "operation" &&
      infix[operand.operator] !== undefined &&
      operand.operands.length > 1;
    return compound && part.kind === "operation" && infix[part.operator] !== undefined
      ? `(${text})`
      : text;
  });
  const write = writers[part.kind] as Write<Expression["kind"]>;
  return write(part as never, operands, naming);
}

const names: {
  readonly [Kind in Expression["kind"]]?: (part: Extract<Expression, { kind: Kind }>) => string;
} = {
  field: ({ name, link }) => (link === undefined ? `event.${name}` : `link.${link}.${name}`),
  link: ({ link }) => `link.${link}`,
  "subject-field": ({ name }) => `subject.${name}`,
  owner: () => "subject",
  reader: () => "reader",
  single: ({ subject }) => subject,
  entry: ({ name }) => `entry.${name}`,
  each: ({ name }) => `each.${name}`,
  key: ({ name }) => `key.${name}`,
  state: ({ name }) => `state.${name}`,
  period: ({ name }) => `period.${name}`,
  parameter: ({ name }) => name,
  table: ({ name }) => name,
  call: ({ name }) => name,
  rates: ({ name }) => name,
  node: ({ node, state }) => (state === undefined ? node : `${node}.${state}`),
  quantifier: ({ node }) => node,
  tied: ({ node }) => node,
};

/** Names as in the document. */
function documentName(part: Expression): string {
  const name = names[part.kind] as ((part: Expression) => string) | undefined;
  return name?.(part) ?? part.kind;
}
