import type { OperatorName } from "../expression/operators.ts";
import type { Expression, Operation } from "../expression/tree.ts";
import type { OfKind } from "../values/kinds.ts";
import { constant } from "./constant.ts";
import { quoted } from "./literal.ts";
import type { Slots } from "./slots.ts";
import type { Value } from "./value.ts";

/** A value in the source of a function. */
interface Atom {
  readonly text: string;
  /** It is never missing. */
  readonly isThere: boolean;
}

/** What the source of functions refers to besides the frame. */
interface Surroundings {
  /** Refers to a tree. */
  tree(expression: Expression): string;
  /** Gives a name to the result of some source, which is evaluated once. */
  once(source: string): string;
}

/** More operands are left to the composed functions, so that no statement grows without bound. */
const mostOperands = 8;

/**
 * Writes checked expressions as JavaScript, with the same results as the functions of `evaluate.ts`. What is rare, or slow by
 * itself, is composed as ever, with generated functions as its operands.
 *
 * The source uses the names `Missing`, `absent`, `stronger`, `rounded`, `compose`, `slots` and `arithmetic`, and whatever its
 * surroundings name.
 */
export class SourceWriter {
  constructor(
    readonly slots: Slots,
    private readonly surroundings: Surroundings,
  ) {}

  /** The source of a function of the frame `f`. */
  functionOf(expression: Expression): string {
    const body = new Body(this);
    const written = body.written(expression);
    if (written === undefined) return this.composed(expression);
    return `(f) => {\n${[...body.lines, `return ${written.text};`].join("\n")}\n}`;
  }

  /** The name of a composed function. */
  composed(expression: Expression): string {
    const operands = expression.operands.map((operand) => this.functionOf(operand));
    const tree = this.surroundings.tree(expression);
    return this.surroundings.once(`compose(${tree}, [${operands.join(", ")}], slots)`);
  }
}

/** The statements of a function. Every value has a name of its own, so nothing is evaluated twice. */
class Body {
  readonly lines: string[] = [];
  private names = 0;

  constructor(readonly writer: SourceWriter) {}

  name(): string {
    this.names += 1;
    return `v${this.names}`;
  }

  put(source: string, isThere = false): Atom {
    const text = this.name();
    this.lines.push(`const ${text} = ${source};`);
    return { text, isThere };
  }

  /** Undefined for an expression that is composed. */
  written(expression: Expression): Atom | undefined {
    return (writers[expression.kind] as Write<Expression["kind"]>)(expression as never, this);
  }

  value(expression: Expression): Atom {
    return this.written(expression) ?? this.put(`${this.writer.composed(expression)}(f)`);
  }

  /** Applies source to the values of operands; a missing value makes the result missing. */
  lift(operands: readonly Expression[], apply: (...texts: string[]) => string): Atom {
    const atoms = operands.map((operand) => this.value(operand));
    const applied = apply(...atoms.map(({ text }) => text));
    const open = atoms.filter(({ isThere }) => !isThere).map(({ text }) => text);
    if (open.length === 0) return this.put(applied, true);
    const missing = open.reduceRight(
      (rest, text, at) =>
        `${text} instanceof Missing ? ${strongest(text, open.slice(at + 1))} : ${rest}`,
      applied,
    );
    return this.put(missing);
  }
}

/** The strongest of a missing value and of those after it that are missing. */
function strongest(text: string, others: readonly string[]): string {
  return others.reduce(
    (found, other) => `(${other} instanceof Missing ? stronger(${found}, ${other}) : ${found})`,
    text,
  );
}

/** Writes an expression; undefined if it is composed. */
type Write<Kind extends Expression["kind"]> = (
  expression: OfKind<Expression, Kind>,
  body: Body,
) => Atom | undefined;

const composed = (): undefined => undefined;

/** How each kind of expression is written. */
const writers: { readonly [Kind in Expression["kind"]]: Write<Kind> } = {
  literal: (expression, { writer }) => {
    const text = literalText(constant(expression, writer.slots.arithmetic));
    return text === undefined ? undefined : { text, isThere: true };
  },
  owner: () => ({ text: "f.owner", isThere: true }),
  value: (_expression, body) => body.put("f.value"),
  key: ({ name }, body) => body.put(`f.key.parts.get(${quoted(name)}) ?? absent`),
  state: ({ name }, body) => body.put(`f.state.get(${quoted(name)}) ?? absent`),
  parameter: ({ name }, body) => {
    const slot = body.writer.slots.parameters.get(name);
    return slot === undefined ? undefined : body.put(`f.parameters[${slot}]`);
  },
  field: composed,
  link: composed,
  "subject-field": composed,
  reader: composed,
  single: composed,
  entry: composed,
  each: composed,
  period: composed,
  table: composed,
  rates: composed,
  call: composed,
  node: composed,
  cohort: composed,
  quantifier: composed,
  tied: composed,
  root: composed,
  shift: composed,
  range: composed,
  round: ({ places, mode, operands }, body) =>
    body.lift(operands, (a) => `rounded(arithmetic, ${a}, ${places}, ${quoted(mode)})`),
  operation: (expression, body) => operations[expression.operator]?.(expression, body),
};

function literalText(value: Value): string | undefined {
  if (typeof value === "string") return quoted(value);
  return typeof value === "object" ? undefined : String(value);
}

type WriteOperation = (operation: Operation, body: Body) => Atom | undefined;

/** Arithmetic of two or more operands, from the left. */
function folded(method: "add" | "multiply"): WriteOperation {
  return ({ operands }, body) =>
    operands.length > mostOperands
      ? undefined
      : body.lift(operands, (...texts) =>
          texts.reduce((total, text) => `arithmetic.${method}(${total}, ${text})`),
        );
}

/** The types whose values compare like JavaScript numbers, and how others do. */
function orderOf(kind: string, a: string, b: string): string | undefined {
  if (kind === "number") return `arithmetic.compare(${a}, ${b})`;
  return kind === "day" || kind === "calendar" ? `${a} - ${b}` : undefined;
}

function comparison(operator: "<" | "<=" | ">" | ">="): WriteOperation {
  return ({ operands }, body) => {
    const kind = operands[0]?.type.kind ?? "unknown";
    // Between two bounds it is composed: a false part decides, even beside a missing one.
    if (operands.length !== 2 || orderOf(kind, "", "") === undefined) return undefined;
    return body.lift(operands, (a = "", b = "") => `${orderOf(kind, a, b)} ${operator} 0`);
  };
}

/** Equal numbers have one form, of which fractions are objects. */
function equal(kind: string, a: string, b: string): string {
  const same = `${a} === ${b}`;
  return kind === "number"
    ? `(${same} || (typeof ${a} === "object" && typeof ${b} === "object" && arithmetic.compare(${a}, ${b}) === 0))`
    : `(${same})`;
}

function equality(sign: "" | "!"): WriteOperation {
  return ({ operands }, body) => {
    const kind = operands[0]?.type.kind ?? "unknown";
    return body.lift(operands, (a = "", b = "") => `${sign}${equal(kind, a, b)}`);
  };
}

/** `and`, `or`: one operand that has the deciding value decides, even if others are missing. */
function junction(deciding: boolean): WriteOperation {
  return ({ operands }, body) => {
    const result = body.name();
    const block = `b${result}`;
    body.lines.push(`let ${result} = ${!deciding};`, `${block}: {`);
    const atoms = operands.map((operand) => {
      const atom = body.value(operand);
      const { text, isThere } = atom;
      body.lines.push(`if (${text} === ${deciding}) { ${result} = ${deciding}; break ${block}; }`);
      if (!isThere)
        body.lines.push(
          `if (${text} instanceof Missing) ${result} = ${result} === ${!deciding} ? ${text} : stronger(${result}, ${text});`,
        );
      return atom;
    });
    body.lines.push("}");
    return { text: result, isThere: atoms.every(({ isThere }) => isThere) };
  };
}

/** Conditions with their values, and a last value for when none is true. */
const choice: WriteOperation = ({ operands }, body) => {
  const last = operands.length - 1;
  if (last % 2 !== 0 || last > 2 * mostOperands) return undefined;
  const result = body.name();
  body.lines.push(`let ${result};`);
  let depth = 0;
  let isThere = true;
  const assign = (operand: Expression): void => {
    const value = body.value(operand);
    body.lines.push(`${result} = ${value.text};`);
    isThere &&= value.isThere;
  };
  for (let at = 0; at < last; at += 2) {
    const condition = body.value(operands[at]!);
    isThere &&= condition.isThere;
    const { text } = condition;
    if (!condition.isThere)
      body.lines.push(`if (${text} instanceof Missing) ${result} = ${text}; else`);
    body.lines.push(`if (${text} === true) {`);
    assign(operands[at + 1]!);
    body.lines.push("} else {");
    depth += 1;
  }
  assign(operands[last]!);
  body.lines.push("}".repeat(depth));
  return { text: result, isThere };
};

/** A search among constants. */
const search: WriteOperation = ({ operands: [searched, ...values] }, body) => {
  const { arithmetic } = body.writer.slots;
  const texts = values.map((one) =>
    one.kind === "literal" ? literalText(constant(one, arithmetic)) : undefined,
  );
  if (searched === undefined || texts.length > 4 * mostOperands || texts.includes(undefined))
    return undefined;
  return body.lift([searched], (a) =>
    texts.length === 0 ? "false" : texts.map((text) => `${a} === ${text}`).join(" || "),
  );
};

const fallBack: WriteOperation = ({ operands: [operand, fallback] }, body) => {
  if (operand === undefined || fallback === undefined) return undefined;
  const { text, isThere } = body.value(operand);
  if (isThere) return { text, isThere };
  const result = body.name();
  body.lines.push(
    `let ${result} = ${text};`,
    `if (${text} instanceof Missing && ${text}.state !== "unavailable") {`,
  );
  body.lines.push(`${result} = ${body.value(fallback).text};`, "}");
  return { text: result, isThere: false };
};

const surely: Atom = { text: "true", isThere: true };

/** How the operators are written that are not composed. */
const operations: { readonly [Name in OperatorName]?: WriteOperation } = {
  "+": folded("add"),
  "*": folded("multiply"),
  "-": ({ operands }, body) =>
    body.lift(operands, (a, b) =>
      b === undefined ? `arithmetic.negate(${a})` : `arithmetic.subtract(${a}, ${b})`,
    ),
  "==": equality(""),
  "!=": equality("!"),
  "<": comparison("<"),
  "<=": comparison("<="),
  ">": comparison(">"),
  ">=": comparison(">="),
  "!": ({ operands }, body) => body.lift(operands, (a) => `!${a}`),
  and: junction(false),
  or: junction(true),
  if: choice,
  in: search,
  has: ({ operands: [operand] }, body) => {
    if (operand === undefined) return undefined;
    const { text, isThere } = body.value(operand);
    if (isThere) return surely;
    return body.put(
      `${text} instanceof Missing ? (${text}.state === "unavailable" ? ${text} : false) : true`,
    );
  },
  given: ({ operands: [operand] }, body) => {
    if (operand === undefined) return undefined;
    const { text, isThere } = body.value(operand);
    if (isThere) return surely;
    return body.put(`!(${text} instanceof Missing && ${text}.state === "unavailable")`, true);
  },
  else: fallBack,
};
