import { roundingModes } from "../values/exact.ts";
import { pointerTo } from "../values/issue.ts";
import {
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
import type { Expression } from "./tree.ts";
import { booleanType, dayType, isOrdered, numberType, typeName, type ValueType } from "./types.ts";

const resultTypes = { number: numberType, boolean: booleanType, day: dayType } as const;

function operation(
  operator: OperatorName,
  type: ValueType,
  operands: readonly Expression[],
): Expression {
  const fraction = type.kind === "number" && operands.some((operand) => operand.fraction);
  return { kind: "operation", operator, type, operands, optional: false, fraction };
}

function place(call: Call, index: number): string {
  return Array.isArray(call.argument) ? pointerTo(call.pointer, index) : call.pointer;
}

/** Two operands of one type: the side that is not a literal says which. */
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

function plainForm(name: PlainOperatorName): Form {
  const operator: Operator = operators[name];
  const read: Form["read"] = (parser, call) => {
    const raw = operandsOf(call.argument);
    if (operator.takes === "alike" || operator.takes === "ordered") {
      const operands = alike(parser, call, raw);
      const type = operands[0]?.type;
      if (
        operator.takes === "ordered" &&
        type !== undefined &&
        type.kind !== "unknown" &&
        !isOrdered(type)
      ) {
        parser.report("type-mismatch", call.pointer, {
          expected: "values that have an order",
          found: typeName(type),
        });
      }
      return operation(name, booleanType, operands);
    }
    const takes = resultTypes[operator.takes];
    const operands = raw.map((operand, index) =>
      parser.parse(operand, takes, call.scope, place(call, index)),
    );
    const result = operation(name, resultTypes[operator.gives], operands);
    return operator.divides ? { ...result, fraction: true } : result;
  };
  return { least: operator.least, most: operator.most, read };
}

/** What is known to be there once a condition has held: canonical texts of what `has` and `given` asked. */
export function established(condition: unknown): string[] {
  if (!isObject(condition)) return [];
  if ("and" in condition) return operandsOf(condition["and"]).flatMap(established);
  if ("has" in condition) return [presence(condition["has"])];
  if ("given" in condition) return [guard(condition["given"])];
  return [];
}

/** The canonical text of what `has` asks for; a path and its `var` are the same. */
function presence(asked: unknown): string {
  if (Array.isArray(asked)) return presence(asked[0]);
  if (isObject(asked) && "var" in asked) return String(operandsOf(asked["var"])[0]);
  return typeof asked === "string" ? asked : JSON.stringify(asked);
}

export function guard(asked: unknown): string {
  return Array.isArray(asked) ? guard(asked[0]) : `given ${JSON.stringify(asked)}`;
}

/** A condition in which each operand knows what those before it have established. */
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
    const expected = "condition, value, …, else value";
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

const inForm: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  const [needle, list] = raw;
  const searched = parser.infer(needle, call.scope, place(call, 0));
  if (!Array.isArray(list)) {
    parser.report("type-mismatch", place(call, 1), {
      expected: "a list",
      found: JSON.stringify(list),
    });
    return placeholder(booleanType);
  }
  const values = list.map((value, index) =>
    parser.parse(value, searched.type, call.scope, pointerTo(call.pointer, 1, index)),
  );
  return operation("in", booleanType, [searched, ...values]);
};

const has: Form["read"] = (parser, call) => {
  const [asked] = operandsOf(call.argument);
  if (typeof asked === "string") {
    return operation("has", booleanType, [
      parser.parseAs("var", asked, call.scope, place(call, 0)),
    ]);
  }
  const json = asked;
  if (!isObject(json)) return misasked(parser, call, "a path, or an expression that may be absent");
  return operation("has", booleanType, [
    parser.parsePartial(json, undefined, call.scope, place(call, 0)),
  ]);
};

const given: Form["read"] = (parser, call) => {
  const [asked] = operandsOf(call.argument);
  const scope: Scope = withPresent(call.scope, [guard(asked)]);
  const read = isObject(asked)
    ? parser.parsePartial(asked, undefined, scope, place(call, 0))
    : undefined;
  if (read?.kind === "parameter" || read?.kind === "table")
    return operation("given", booleanType, [read]);
  // An issue inside has been told already.
  return read?.kind === "literal" ? read : misasked(parser, call, 'a "param" or a "table"');
};

function misasked(parser: Parser, call: Call, expected: string): Expression {
  const found = JSON.stringify(operandsOf(call.argument)[0]);
  parser.report("type-mismatch", call.pointer, { expected, found });
  return placeholder(booleanType);
}

const elseForm: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  const value = parser.parsePartial(raw[0], call.expected, call.scope, place(call, 0));
  const fallback = parser.parsePartial(raw[1], value.type, call.scope, place(call, 1));
  const made = operation("else", value.type, [value, fallback]);
  return { ...made, optional: fallback.optional };
};

const round: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  const value = parser.parse(raw[0], numberType, call.scope, place(call, 0));
  const places = typeof raw[1] === "number" ? raw[1] : Number.NaN;
  const mode = roundingModes.find((one) => one === raw[2]);
  if (!Number.isInteger(places) || places < 0 || places > 12) {
    parser.report("wrong-type", place(call, 1), {
      expected: "decimal places, 0 to 12",
      found: raw[1],
    });
  }
  if (mode === undefined) {
    parser.report("unlisted-value", place(call, 2), {
      name: String(raw[2]),
      expected: roundingModes.join(", "),
    });
  }
  return {
    kind: "round",
    places,
    mode: mode ?? "half-up",
    type: numberType,
    operands: [value],
    optional: false,
    fraction: false,
  };
};

/** A reading that was left in place: what is wrong with it has been told where readings are chosen. */
const reading: Form["read"] = (_parser, call) => placeholder(call.expected);

const plainNames = Object.keys(operators) as PlainOperatorName[];

/** Everything that computes; what reads values from elsewhere stands beside it. */
export const logicForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...plainNames.map((name): [string, Form] => [name, plainForm(name)]),
  ["and", { least: 1, most: manyOperands, read: and }],
  ["if", { least: 3, most: manyOperands, read: ifForm }],
  ["in", { least: 2, most: 2, read: inForm }],
  ["has", { least: 1, most: 1, read: has }],
  ["given", { least: 1, most: 1, read: given }],
  ["else", { least: 2, most: 2, read: elseForm }],
  ["round", { least: 3, most: 3, read: round }],
  ["reading", { least: 0, most: manyOperands, read: reading }],
]);
