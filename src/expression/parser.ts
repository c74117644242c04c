import { readDay } from "../values/day.ts";
import { canonicalDecimal, readDecimal } from "../values/exact.ts";
import {
  didYouMean,
  type Issue,
  type IssueCode,
  type IssueDetails,
  issue,
  pointerTo,
} from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, listed, plural, quotedList } from "../values/phrase.ts";
import { asText, type Text } from "../values/text.ts";
import type { Scope, Vocabulary } from "./scope.ts";
import type { Expression } from "./tree.ts";
import {
  booleanType,
  fits,
  numberType,
  textType,
  typeName,
  unknownType,
  type ValueType,
} from "./types.ts";

/** Deepest nesting of an expression. */
const expressionDepth = 64;

/** The most operands that any operator takes. */
export const manyOperands = 1000;

/** The one operand list of a JSON Logic object: `{ "!": x }` is `{ "!": [x] }`. */
export function operandsOf(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [argument];
}

export function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** One use of an operator. */
export interface Call {
  readonly operator: string;
  readonly argument: unknown;
  /** The whole object, which `has` records. */
  readonly json: unknown;
  readonly expected: ValueType | undefined;
  readonly scope: Scope;
  readonly pointer: string;
}

/** How one operator is read. */
export interface Form {
  /** How many operands it takes. */
  readonly least: number;
  readonly most: number;
  readonly read: (parser: Parser, call: Call) => Expression;
}

/** How many operands an operator takes, in words. */
export function operandCount(least: number, most: number): Text {
  if (least === most) return both(plural(least, "operand"), `${least} 个运算数`);
  if (most >= manyOperands)
    return both(`at least ${plural(least, "operand")}`, `至少 ${least} 个运算数`);
  return both(`${least} to ${most} operands`, `${least} 至 ${most} 个运算数`);
}

/** The expected form of a name's options. */
export const anObject = both("an object", "对象({ … })");

/** Reads JSON Logic into the typed tree, and collects every issue on the way. */
export class Parser {
  readonly issues: Issue[] = [];
  private depth = 0;

  constructor(
    readonly vocabulary: Vocabulary,
    private readonly forms: ReadonlyMap<string, Form>,
  ) {}

  report(code: IssueCode, pointer: string, details: IssueDetails = {}, hint?: Text): void {
    this.issues.push(issue(code, pointer, details, hint));
  }

  /** An expression of a type that is never absent. */
  parse(json: unknown, expected: ValueType, scope: Scope, pointer: string): Expression {
    return this.there(this.parsePartial(json, expected, scope, pointer), json, pointer);
  }

  /** An expression of any type that is never absent. */
  infer(json: unknown, scope: Scope, pointer: string): Expression {
    return this.there(this.parsePartial(json, undefined, scope, pointer), json, pointer);
  }

  /** An expression that may be absent. */
  parsePartial(
    json: unknown,
    expected: ValueType | undefined,
    scope: Scope,
    pointer: string,
  ): Expression {
    if (!isObject(json)) return this.literal(json, expected, pointer);
    this.depth += 1;
    try {
      if (this.depth > expressionDepth) {
        this.report("too-deep", pointer, { expected: String(expressionDepth) });
        return placeholder(expected);
      }
      const expression = this.operation(json, expected, scope, pointer);
      if (expected !== undefined && !fits(expression.type, expected)) {
        this.report("type-mismatch", pointer, {
          expected: typeName(expected),
          is: typeName(expression.type),
        });
        return placeholder(expected);
      }
      return expression;
    } finally {
      this.depth -= 1;
    }
  }

  /** Reads an operator's operand that is written without the operator: a path, the name of a measure. */
  parseAs(operator: string, argument: unknown, scope: Scope, pointer: string): Expression {
    const form = this.forms.get(operator);
    if (form === undefined) return placeholder(undefined);
    return form.read(this, {
      operator,
      argument,
      json: { [operator]: argument },
      expected: undefined,
      scope,
      pointer,
    });
  }

  private there(expression: Expression, json: unknown, pointer: string): Expression {
    if (expression.optional) {
      const path =
        isObject(json) && typeof json["var"] === "string" ? json["var"] : JSON.stringify(json);
      this.report("optional-without-default", pointer, { name: path });
    }
    return expression;
  }

  private operation(
    json: Readonly<Record<string, unknown>>,
    expected: ValueType | undefined,
    scope: Scope,
    pointer: string,
  ): Expression {
    const keys = Object.keys(json);
    const operator = keys[0];
    if (operator === undefined || keys.length > 1) {
      this.report("operator-keys", pointer, {
        expected: quotedList(keys),
      });
      return placeholder(expected);
    }
    const call = {
      operator,
      argument: json[operator],
      json,
      expected,
      scope,
      pointer: pointerTo(pointer, operator),
    };
    const form = this.forms.get(operator);
    if (form !== undefined) {
      return this.isCounted(call, form) ? form.read(this, call) : placeholder(expected);
    }
    this.report(
      "unknown-operator",
      pointer,
      { name: operator },
      didYouMean(operator, this.forms.keys()),
    );
    return placeholder(expected);
  }

  private isCounted({ operator, argument, pointer }: Call, { least, most }: Form): boolean {
    const found = operandsOf(argument).length;
    if (found >= least && found <= most) return true;
    const expected = operandCount(least, most);
    this.report("operator-count", pointer, { name: operator, expected, found });
    return false;
  }

  /** A literal takes the expected type; if none is expected, its own. */
  literal(json: unknown, expected: ValueType | undefined, pointer: string): Expression {
    const type =
      expected ??
      (typeof json === "number" ? numberType : typeof json === "boolean" ? booleanType : textType);
    const value = literals[type.kind](json);
    if (value !== undefined && isListed(type, value)) return literal(type, value);
    this.reportLiteral(json, type, pointer);
    return placeholder(expected);
  }

  private reportLiteral(json: unknown, type: ValueType, pointer: string): void {
    const mismatch = (): void =>
      this.report("type-mismatch", pointer, { expected: typeName(type), found: json });
    const reports: ByKind<ValueType, [], void> = {
      number: () => this.report("bad-number", pointer, { found: json }),
      day: () => this.report("bad-date", pointer, { found: json }),
      enum: ({ values }) => {
        const hint = typeof json === "string" ? didYouMean(json, values) : undefined;
        const details = { name: asText(json), expected: listed(values) };
        this.report("unlisted-value", pointer, details, hint);
      },
      text: mismatch,
      boolean: mismatch,
      calendar: mismatch,
      subject: mismatch,
      list: mismatch,
      // An issue has already been reported.
      unknown: () => undefined,
    };
    dispatch(reports, type);
  }
}

const nothing = (): undefined => undefined;
const textOnly = (json: unknown): string | undefined =>
  typeof json === "string" ? json : undefined;

/** Reads a literal of each kind of type; undefined if it is invalid. */
const literals: {
  readonly [Kind in ValueType["kind"]]: (json: unknown) => string | boolean | undefined;
} = {
  number: (json) => {
    const isFloat = typeof json === "number" && !Number.isSafeInteger(json);
    const decimal = isFloat ? undefined : readDecimal(json);
    return decimal === undefined ? undefined : canonicalDecimal(decimal);
  },
  text: textOnly,
  boolean: (json) => (typeof json === "boolean" ? json : undefined),
  day: (json) => (typeof json === "string" && readDay(json) !== undefined ? json : undefined),
  calendar: nothing,
  enum: textOnly,
  subject: nothing,
  list: nothing,
  unknown: nothing,
};

function isListed(type: ValueType, value: string | boolean): boolean {
  return type.kind !== "enum" || type.values.includes(String(value));
}

export function literal(type: ValueType, value: string | boolean): Expression {
  return { kind: "literal", type, value, operands: [], optional: false, fraction: false };
}

/** The placeholder for an expression with an issue. */
export function placeholder(expected: ValueType | undefined): Expression {
  return literal(expected ?? unknownType, "");
}
