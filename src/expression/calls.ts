import { didYouMean, pointerTo } from "../values/issue.ts";
import { both, nouns } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import { type Form, manyOperands, operandCount, operandsOf, placeholder } from "./parser.ts";

/** A call of a function in code: `{ "call": ["name", …operands] }`. */
const callForm: Form["read"] = (parser, call) => {
  const [rawName, ...raw] = operandsOf(call.argument);
  const name = asText(rawName);
  const { functions } = parser.vocabulary;
  const signature = functions.get(name);
  if (signature === undefined) {
    const hint = didYouMean(name, functions.keys());
    parser.report("unknown-name", call.pointer, { expected: nouns.function, name }, hint);
    return placeholder(call.expected);
  }
  const { takes, gives } = signature;
  if (raw.length !== takes.length) {
    const expected = operandCount(takes.length, takes.length);
    parser.report("operator-count", call.pointer, { name, expected, found: raw.length });
    return placeholder(gives);
  }
  const operands = takes.map((type, index) => {
    const pointer = pointerTo(call.pointer, index + 1);
    const operand = parser.parse(raw[index], type, call.scope, pointer);
    // Code takes decimals, and a fraction is not a decimal.
    if (operand.fraction)
      parser.report("fraction-not-rounded", pointer, {
        expected: both(`what "${name}" takes`, `“${name}”的运算数`),
      });
    return operand;
  });
  return { kind: "call", name, type: gives, operands, optional: false, fraction: false };
};

export const callForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["call", { least: 1, most: manyOperands, read: callForm }],
]);
