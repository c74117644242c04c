import { pointerTo } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import { established, operation, place } from "./logic.ts";
import { type Call, type Form, isObject, operandsOf, type Parser, placeholder } from "./parser.ts";
import { type Scope, withPresent } from "./scope.ts";
import type { Expression } from "./tree.ts";
import { booleanType, fits, numberType, typeName, unknownType, type ValueType } from "./types.ts";

const aList = both("a list", "列表");

/** Is a value one of those written out, or of a list that is read? */
const inForm: Form["read"] = (parser, call) => {
  const [needle, list] = operandsOf(call.argument);
  if (isObject(list)) {
    const read = parser.infer(list, call.scope, place(call, 1));
    const of = elementType(parser, read, place(call, 1));
    const searched = parser.parse(needle, of, call.scope, place(call, 0));
    return operation("in", booleanType, [searched, read]);
  }
  const searched = parser.infer(needle, call.scope, place(call, 0));
  if (!Array.isArray(list)) return notList(parser, call, list);
  if (searched.type.kind === "list") return notList(parser, call, needle);
  const values = list.map((value, index) =>
    parser.parse(value, searched.type, call.scope, pointerTo(call.pointer, 1, index)),
  );
  return operation("in", booleanType, [searched, ...values]);
};

function notList(parser: Parser, call: Call, found: unknown): Expression {
  parser.report("type-mismatch", place(call, 1), {
    expected: aList,
    found,
  });
  return placeholder(booleanType);
}

/** The element type of a list; anything else is reported as an issue. */
function elementType(parser: Parser, read: Expression, pointer: string): ValueType {
  const { type } = read;
  const of = type.kind === "list" ? type.of : unknownType;
  if (!fits(type, { kind: "list", of }))
    parser.report("type-mismatch", pointer, { expected: aList, is: typeName(type) });
  return of;
}

/** The list of an `each` (absent: no values), and the scope for each of its values. */
export function eachOf(
  parser: Parser,
  json: unknown,
  scope: Scope,
  pointer: string,
): [Expression | undefined, Scope] {
  if (json === undefined) return [undefined, scope];
  const list = parser.parsePartial(json, undefined, scope, pointer);
  const each = elementType(parser, list, pointer);
  return [list, { ...withPresent(scope, established({ has: json })), each }];
}

/** How many values a list holds; absent where it is. */
const size: Form["read"] = (parser, call) => {
  const pointer = place(call, 0);
  const read = parser.parsePartial(operandsOf(call.argument)[0], undefined, call.scope, pointer);
  elementType(parser, read, pointer);
  return { ...operation("size", numberType, [read]), optional: read.optional };
};

/** Operators on lists of values. */
export const listForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["in", { least: 2, most: 2, read: inForm }],
  ["size", { least: 1, most: 1, read: size }],
]);
