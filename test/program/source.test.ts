import fc from "fast-check";
import { expect, test } from "vitest";
import type { OperatorName } from "../../src/expression/operators.ts";
import type { Expression } from "../../src/expression/tree.ts";
import type { ValueType } from "../../src/expression/types.ts";
import type { Evaluate, Frame } from "../../src/program/frame.ts";
import { compileExpression, compose } from "../../src/program/slots.ts";
import { SourceWriter } from "../../src/program/source.ts";
import {
  absent,
  Missing,
  parameterMissing,
  pending,
  stronger,
  type Value,
  zeroDivisor,
} from "../../src/program/value.ts";
import { Ratio } from "../../src/values/exact.ts";
import { rounded } from "../../src/values/rounding.ts";
import { build } from "../engine/build.ts";
import { holds } from "../properties.ts";

const { slots } = build({ parameters: { one: "1", none: {} } }).program;

/** The function that the source of an expression makes. */
function generated(expression: Expression): Evaluate {
  const [trees, statements]: [Expression[], string[]] = [[], []];
  const writer = new SourceWriter(slots, {
    tree: (tree) => `trees[${trees.push(tree) - 1}]`,
    once: (source) => {
      statements.push(`const o${statements.length} = ${source};`);
      return `o${statements.length - 1}`;
    },
  });
  const source = writer.functionOf(expression);
  const names = [
    "Missing",
    "absent",
    "stronger",
    "rounded",
    "compose",
    "slots",
    "arithmetic",
    "trees",
  ];
  const make = new Function(...names, `${statements.join("\n")}\nreturn ${source};`);
  const { arithmetic } = slots;
  return make(Missing, absent, stronger, rounded, compose, slots, arithmetic, trees) as Evaluate;
}

const number: ValueType = { kind: "number" };
const boolean: ValueType = { kind: "boolean" };
const common = { optional: false, fraction: false };

function operation(
  operator: OperatorName,
  type: ValueType,
  operands: readonly Expression[],
): Expression {
  return { kind: "operation", operator, type, operands, ...common };
}

/** A value of the frame: these keys have numbers and truth values, or say why there is none. */
function keyOf(type: ValueType, name: string): Expression {
  return { kind: "key", name, type, operands: [], ...common };
}

const missing: fc.Arbitrary<Value> = fc.constantFrom(
  absent,
  pending,
  parameterMissing,
  zeroDivisor,
);
const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(1n, -1n).map((third) => new Ratio(third, 3n)),
  fc.constantFrom<Value>(0, 100, 150, -250, 9_007_199_254_740_991),
  missing,
);
const booleans: fc.Arbitrary<Value> = fc.oneof(fc.boolean(), missing);
const frames = fc
  .tuple(
    fc.array(numbers, { minLength: 3, maxLength: 3 }),
    fc.array(booleans, { minLength: 3, maxLength: 3 }),
  )
  .map(([ns, bs]) => {
    const parts = new Map<string, Value>();
    for (const [at, value] of ns.entries()) parts.set(`n${at}`, value);
    for (const [at, value] of bs.entries()) parts.set(`b${at}`, value);
    return { key: { text: "", parts }, value: 300, steps: 0, parameters: [100, parameterMissing] };
  }) as unknown as fc.Arbitrary<Frame>;

const literal = (type: ValueType, value: string | boolean): Expression => ({
  ...{ kind: "literal", value, type, operands: [], ...common },
});
const some = (arbitrary: fc.Arbitrary<Expression>, most = 4) =>
  fc.array(arbitrary, { minLength: 1, maxLength: most });

const { booleanTree, numberTree } = fc.letrec<{ booleanTree: Expression; numberTree: Expression }>(
  (tie) => {
    const [truth, count] = [tie("booleanTree"), tie("numberTree")];
    const binary = (
      names: readonly OperatorName[],
      type: ValueType,
      of: fc.Arbitrary<Expression>,
    ): fc.Arbitrary<Expression> =>
      fc
        .tuple(fc.constantFrom(...names), of, of)
        .map(([name, a, b]) => operation(name, type, [a, b]));
    const choice = (type: ValueType, of: fc.Arbitrary<Expression>) =>
      fc
        .tuple(some(fc.tuple(truth, of) as unknown as fc.Arbitrary<Expression>, 2), of)
        .map(([pairs, last]) =>
          operation("if", type, [...(pairs as unknown as Expression[][]).flat(), last]),
        );
    return {
      booleanTree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(
          keyOf(boolean, "b0"),
          keyOf(boolean, "b1"),
          keyOf(boolean, "b2"),
          literal(boolean, true),
        ),
        fc
          .tuple(fc.constantFrom<OperatorName>("and", "or"), some(truth))
          .map(([name, of]) => operation(name, boolean, of)),
        binary(["==", "!=", "<", "<=", ">", ">="], boolean, count),
        binary(["==", "!="], boolean, truth),
        fc
          .tuple(fc.constantFrom<OperatorName>("<", "<="), count, count, count)
          .map(([name, ...of]) => operation(name, boolean, of)),
        fc
          .tuple(fc.constantFrom<OperatorName>("!", "has", "given"), truth)
          .map(([name, one]) => operation(name, boolean, [one])),
        fc
          .tuple(fc.constantFrom<OperatorName>("has", "given"), count)
          .map(([name, one]) => operation(name, boolean, [one])),
        fc
          .tuple(count, fc.constantFrom("0", "1", "1.5"))
          .map(([one, text]) =>
            operation("in", boolean, [one, literal(number, "2"), literal(number, text)]),
          ),
        binary(["else"], boolean, truth),
        choice(boolean, truth),
      ),
      numberTree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<Expression>(
          keyOf(number, "n0"),
          keyOf(number, "n1"),
          keyOf(number, "n2"),
          keyOf(number, "n9"),
          literal(number, "1.5"),
          literal(number, "0.00000001"),
          { kind: "value", type: number, operands: [], ...common },
          { kind: "parameter", name: "one", guarded: false, type: number, operands: [], ...common },
          {
            kind: "parameter",
            name: "none",
            guarded: false,
            type: number,
            operands: [],
            ...common,
          },
        ),
        fc
          .tuple(fc.constantFrom<OperatorName>("+", "*"), some(count, 10))
          .map(([name, of]) => operation(name, number, of)),
        some(count, 2).map((of) => operation("-", number, of)),
        binary(["/", "%", "min", "max", "else"], number, count),
        count.map(
          (one): Expression => ({
            ...{
              kind: "round",
              places: 1,
              mode: "half-up",
              type: number,
              operands: [one],
              ...common,
            },
          }),
        ),
        choice(number, count),
      ),
    };
  },
);

test("generated source gives what composed functions give, whatever is missing", () => {
  holds(
    fc.property(
      fc.oneof(booleanTree, numberTree),
      fc.array(frames, { minLength: 5, maxLength: 5 }),
      (expression, all) => {
        const [composed, code] = [compileExpression(expression, slots), generated(expression)];
        for (const frame of all) expect(code(frame)).toEqual(composed(frame));
      },
    ),
    40,
  );
});
