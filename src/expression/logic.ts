import { pointerTo } from "../values/issue.ts";
import { both, listed, nouns } from "../values/phrase.ts";
import { type RoundingMode, roundingModes } from "../values/rounding.ts";
import { asText, type Text } from "../values/text.ts";
import {
  isPower,
  mostPower,
  type Operator,
  type OperatorName,
  operators,
  type PlainOperatorName,
} from "./operators.ts";
import {
  type Call,
  type Form,
  isObject,
  manyOperands,
  operandsOf,
  type Parser,
  placeholder,
} from "./parser.ts";
import { type Scope, withPresent } from "./scope.ts";
import { isPart, isType } from "./traits.ts";
import type { Expression } from "./tree.ts";
import { booleanType, dayType, fits, numberType, typeName, type ValueType } from "./types.ts";

const resultTypes = { number: numberType, boolean: booleanType, day: dayType } as const;

export function operation(
  operator: OperatorName,
  type: ValueType,
  operands: readonly Expression[],
): Expression {
  const fraction = type.kind === "number" && operands.some((operand) => operand.fraction);
  return { kind: "operation", operator, type, operands, optional: false, fraction };
}

export function place(call: Call, index: number): string {
  return Array.isArray(call.argument) ? pointerTo(call.pointer, index) : call.pointer;
}

/** Two operands of one type: the one that is not a literal determines it. */
function alike(parser: Parser, call: Call, operands: readonly unknown[]): Expression[] {
  const leader = Math.max(
    0,
    operands.findIndex((operand) => isObject(operand)),
  );
  const lead = parser.infer(operands[leader], call.scope, place(call, leader));
  return operands.map((operand, index) =>
    index === leader ? lead : parser.parse(operand, lead.type, call.scope, place(call, index)),
  );
}

/** Operands of one ordered type: the expected type, or else their own. */
function extremes(parser: Parser, call: Call, raw: readonly unknown[]): Expression[] {
  const { expected } = call;
  const asTold = (type: ValueType): Expression[] =>
    raw.map((operand, index) => parser.parse(operand, type, call.scope, place(call, index)));
  if (expected?.kind !== "unknown" && isType(expected, "ordered")) return asTold(expected);
  if (!raw.some(isObject)) return asTold(numberType);
  const before = parser.issues.length;
  const operands = alike(parser, call, raw);
  if (isType(operands[0]?.type ?? numberType, "ordered")) return operands;
  // Literals do not determine the type: a string may be a number.
  parser.issues.length = before;
  return asTold(numberType);
}

type Takes = (
  parser: Parser,
  call: Call,
  raw: readonly unknown[],
  operator: Operator,
) => Expression[];

const oneType =
  (type: ValueType): Takes =>
  (parser, call, raw) =>
    raw.map((operand, index) => parser.parse(operand, type, call.scope, place(call, index)));

/** How the operands of a plain operator are read. */
const taken: { readonly [Kind in Operator["takes"]]: Takes } = {
  number: oneType(numberType),
  boolean: oneType(booleanType),
  day: oneType(dayType),
  alike: (parser, call, raw) => {
    const operands = alike(parser, call, raw);
    const type = operands[0]?.type;
    if (type?.kind === "list")
      mistyped(parser, call.pointer, both("single values", "单个值"), type);
    return operands;
  },
  ordered: (parser, call, raw, operator) => {
    if (operator.gives === "alike") return extremes(parser, call, raw);
    const operands = alike(parser, call, raw);
    const type = operands[0]?.type ?? numberType;
    if (!isType(type, "ordered"))
      mistyped(parser, call.pointer, both("values that have an order", "有大小次序的值"), type);
    return operands;
  },
  calendar: (parser, call, raw) =>
    raw.map((operand, index) => {
      const key = parser.infer(operand, call.scope, place(call, index));
      const unit = key.type.kind === "calendar" ? key.type.unit : "day";
      if (!fits(key.type, { kind: "calendar", unit }))
        mistyped(parser, place(call, index), both("a calendar key", "日历键"), key.type);
      return key;
    }),
};

function mistyped(parser: Parser, pointer: string, expected: Text, found: ValueType): void {
  parser.report("type-mismatch", pointer, { expected, is: typeName(found) });
}

function plainForm(name: PlainOperatorName): Form {
  const operator: Operator = operators[name];
  const read: Form["read"] = (parser, call) => {
    const operands = taken[operator.takes](parser, call, operandsOf(call.argument), operator);
    const type =
      operator.gives === "alike" ? (operands[0]?.type ?? numberType) : resultTypes[operator.gives];
    const result = operation(name, type, operands);
    return operator.divides ? { ...result, fraction: true } : result;
  };
  return { least: operator.least, most: operator.most, read };
}

/** What is known to be present once a condition holds: the canonical texts of the operands of `has` and `given`. */
export function established(condition: unknown): string[] {
  if (!isObject(condition)) return [];
  if ("and" in condition) return operandsOf(condition["and"]).flatMap(established);
  if ("has" in condition) return [presence(condition["has"])];
  if ("given" in condition) return [guard(condition["given"])];
  return [];
}

/** The canonical text of the operand of `has`; a path and its `var` are the same. */
function presence(asked: unknown): string {
  if (Array.isArray(asked)) return presence(asked[0]);
  if (isObject(asked) && "var" in asked) return asText(operandsOf(asked["var"])[0]);
  return typeof asked === "string" ? asked : JSON.stringify(asked);
}

export function guard(asked: unknown): string {
  return Array.isArray(asked) ? guard(asked[0]) : `given ${JSON.stringify(asked)}`;
}

/** A conjunction: each operand knows what the earlier ones have established. */
const and: Form["read"] = (parser, call) => {
  let scope = call.scope;
  const operands = operandsOf(call.argument).map((operand, index) => {
    const parsed = parser.parse(operand, booleanType, scope, place(call, index));
    scope = withPresent(scope, established(operand));
    return parsed;
  });
  return operation("and", booleanType, operands);
};

const ifForm: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  if (raw.length % 2 === 0) {
    const expected = both(
      "operands: condition, value, …, else value",
      "运算数:条件、值、……、否则的值",
    );
    parser.report("operator-count", call.pointer, { name: "if", expected, found: raw.length });
    return placeholder(call.expected);
  }
  let type = call.expected;
  const operands = raw.map((operand, index) => {
    const isCondition = index % 2 === 0 && index < raw.length - 1;
    if (isCondition) return parser.parse(operand, booleanType, call.scope, place(call, index));
    const scope =
      index % 2 === 1 ? withPresent(call.scope, established(raw[index - 1])) : call.scope;
    const value =
      type === undefined
        ? parser.infer(operand, scope, place(call, index))
        : parser.parse(operand, type, scope, place(call, index));
    type ??= value.type;
    return value;
  });
  return operation("if", type ?? numberType, operands);
};

/** An expression that is asked whether it is there. */
function asked(expression: Expression): Expression {
  return expression.kind === "node" ? { ...expression, asked: true } : expression;
}

const has: Form["read"] = (parser, call) => {
  const [path] = operandsOf(call.argument);
  if (typeof path === "string") {
    return operation("has", booleanType, [parser.parseAs("var", path, call.scope, place(call, 0))]);
  }
  const json = path;
  if (!isObject(json))
    return misasked(
      parser,
      call,
      both("a path, or an expression that may be absent", "路径,或可能不存在的表达式"),
    );
  return operation("has", booleanType, [
    asked(parser.parsePartial(json, undefined, call.scope, place(call, 0))),
  ]);
};

const given: Form["read"] = (parser, call) => {
  const [asked] = operandsOf(call.argument);
  const scope: Scope = withPresent(call.scope, [guard(asked)]);
  const read = isObject(asked)
    ? parser.parsePartial(asked, undefined, scope, place(call, 0))
    : undefined;
  if (isPart(read, "supplied")) return operation("given", booleanType, [read]);
  // An issue inside has already been reported.
  return read?.kind === "literal"
    ? read
    : misasked(parser, call, both('a "param" or a "table"', "“param”或“table”"));
};

function misasked(parser: Parser, call: Call, expected: Text): Expression {
  const [found] = operandsOf(call.argument);
  parser.report("type-mismatch", call.pointer, { expected, found });
  return placeholder(booleanType);
}

const elseForm: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  const value = parser.parsePartial(raw[0], call.expected, call.scope, place(call, 0));
  const fallback = parser.parsePartial(raw[1], value.type, call.scope, place(call, 1));
  const made = operation("else", value.type, [asked(value), fallback]);
  return { ...made, optional: fallback.optional };
};

/** The places and the mode of a rounding, in consecutive operands. */
function rounding(
  parser: Parser,
  call: Call,
  at: number,
): { readonly places: number; readonly mode: RoundingMode } {
  const raw = operandsOf(call.argument);
  const places = wholeOf(parser, call, at, {
    least: 0,
    most: 12,
    what: both("decimal places", "小数位数"),
  });
  const mode = roundingModes.find((one) => one === raw[at + 1]);
  if (mode === undefined) {
    parser.report("unlisted-value", place(call, at + 1), {
      name: asText(raw[at + 1]),
      expected: listed(roundingModes),
    });
  }
  return { places, mode: mode ?? "half-up" };
}

/** An operand that must be a whole number written in the document. */
function wholeOf(
  parser: Parser,
  call: Call,
  at: number,
  { least, most, what }: { readonly least: number; readonly most: number; readonly what: Text },
): number {
  const raw = operandsOf(call.argument)[at];
  const found = typeof raw === "number" ? raw : Number.NaN;
  if (Number.isInteger(found) && found >= least && found <= most) return found;
  parser.report("wrong-type", place(call, at), {
    expected: both(`${what.en}, ${least} to ${most}`, `${what.zh}(${least} 至 ${most})`),
    found: raw,
  });
  return least;
}

const round: Form["read"] = (parser, call) => {
  const [raw] = operandsOf(call.argument);
  const value = parser.parse(raw, numberType, call.scope, place(call, 0));
  const { places, mode } = rounding(parser, call, 1);
  return {
    kind: "round",
    places,
    mode,
    type: numberType,
    operands: [value],
    optional: false,
    fraction: false,
  };
};

const root: Form["read"] = (parser, call) => {
  const [raw] = operandsOf(call.argument);
  const value = parser.parse(raw, numberType, call.scope, place(call, 0));
  const degree = wholeOf(parser, call, 1, {
    least: 2,
    most: mostPower,
    what: both("a degree", "开方次数"),
  });
  const { places, mode } = rounding(parser, call, 2);
  return {
    kind: "root",
    degree,
    places,
    mode,
    type: numberType,
    operands: [value],
    optional: false,
    fraction: false,
  };
};

const power: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  const [value, exponent] = [0, 1].map((at) =>
    parser.parse(raw[at], numberType, call.scope, place(call, at)),
  ) as [Expression, Expression];
  if (exponent.kind === "literal" && !isPower(Number(exponent.value))) {
    const expected = both(`a whole number, 0 to ${mostPower}`, `0 至 ${mostPower} 的整数`);
    parser.report("wrong-type", place(call, 1), { expected, found: raw[1] });
  }
  return { ...operation("power", numberType, [value, exponent]), fraction: value.fraction };
};

/**
 * A reading that was not resolved: its issues were reported when readings were chosen. Only one without a name
 * has not, as elsewhere an object under that key may be something else.
 */
const reading: Form["read"] = (parser, call) => {
  const [id] = operandsOf(call.argument);
  if (isObject(id)) {
    const details = { expected: nouns.interpretation, name: JSON.stringify(id) };
    parser.report("unknown-name", call.pointer, details);
  }
  return placeholder(call.expected);
};

const plainNames = Object.keys(operators) as PlainOperatorName[];

/** Operators that compute; those that read values from elsewhere are in their own tables. */
export const logicForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...plainNames.map((name): [string, Form] => [name, plainForm(name)]),
  ["and", { least: 1, most: manyOperands, read: and }],
  ["if", { least: 3, most: manyOperands, read: ifForm }],
  ["has", { least: 1, most: 1, read: has }],
  ["given", { least: 1, most: 1, read: given }],
  ["else", { least: 2, most: 2, read: elseForm }],
  ["round", { least: 3, most: 3, read: round }],
  ["power", { least: 2, most: 2, read: power }],
  ["root", { least: 4, most: 4, read: root }],
  ["reading", { least: 0, most: manyOperands, read: reading }],
]);
