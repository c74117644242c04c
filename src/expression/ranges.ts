import { didYouMean, pointerTo } from "../values/issue.ts";
import { both, listed } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import { established, guard } from "./logic.ts";
import {
  anObject,
  type Call,
  type Form,
  isObject,
  operandsOf,
  type Parser,
  placeholder,
} from "./parser.ts";
import { type Scope, withPresent } from "./scope.ts";
import { isType } from "./traits.ts";
import { type CohortReduction, cohortReductions, type Expression, type RateKind } from "./tree.ts";
import {
  booleanType,
  dayType,
  numberType,
  typeName,
  unknownType,
  type ValueType,
} from "./types.ts";

const rangeOptions = ["from", "to", "where", "value"];

/** The options of a range; anything else is reported. */
function optionsOf(parser: Parser, call: Call): Readonly<Record<string, unknown>> | undefined {
  const raw = operandsOf(call.argument)[1];
  const place = pointerTo(call.pointer, 1);
  if (!isObject(raw)) {
    parser.report("wrong-type", place, { expected: anObject, found: raw });
    return undefined;
  }
  for (const key of Object.keys(raw)) {
    if (rangeOptions.includes(key)) continue;
    parser.report(
      "unknown-key",
      pointerTo(place, key),
      { name: key },
      didYouMean(key, rangeOptions),
    );
  }
  const missing = ["from", "to"].filter((key) => !Object.hasOwn(raw, key));
  for (const name of missing) parser.report("missing-key", place, { name });
  return missing.length > 0 ? undefined : raw;
}

/** Both ends, of one type: whole numbers, or days. */
function endsOf(
  parser: Parser,
  call: Call,
  options: Readonly<Record<string, unknown>>,
): readonly [Expression, Expression] {
  const at = (key: string): string => pointerTo(call.pointer, 1, key);
  const isDay = ["from", "to"].some((key) => /^\d{4}-/.test(asText(options[key])));
  const leader = ["from", "to"].find((key) => isObject(options[key]));
  const read = (key: string, type: ValueType): Expression =>
    parser.parse(options[key], type, call.scope, at(key));
  if (leader === undefined) {
    const type = isDay ? dayType : numberType;
    return [read("from", type), read("to", type)];
  }
  const lead = parser.infer(options[leader], call.scope, at(leader));
  if (!isType(lead.type, "linear") && lead.type.kind !== "unknown") {
    const expected = both("a whole number or a day", "整数或日期");
    parser.report("type-mismatch", at(leader), { expected, is: typeName(lead.type) });
  }
  return leader === "from" ? [lead, read("to", lead.type)] : [read("from", lead.type), lead];
}

/** `{ "range": ["sum", { "from": 1, "to": 3, "where": …, "value": … }] }`. */
const range: Form["read"] = (parser, call) => {
  const [rawReduction] = operandsOf(call.argument);
  const reduction = cohortReductions.find((one) => one === rawReduction);
  if (reduction === undefined) {
    const expected = listed(cohortReductions);
    parser.report("unlisted-value", call.pointer, { name: asText(rawReduction), expected });
  }
  const options = optionsOf(parser, call);
  if (options === undefined || reduction === undefined) return placeholder(call.expected);
  const [from, to] = endsOf(parser, call, options);
  const at = (key: string): string => pointerTo(call.pointer, 1, key);
  // Inside, `value` is each number or day, so nothing known about an outer `value` applies.
  const known = [...call.scope.present].filter((fact) => !fact.includes('"value'));
  const scope: Scope = { ...call.scope, value: from.type, present: new Set(known) };
  const condition = options["where"] ?? true;
  const where = parser.parse(condition, booleanType, scope, at("where"));
  const chosen = withPresent(scope, established(condition));
  const value = summand(parser, call, reduction, options, chosen);
  return {
    kind: "range",
    reduction,
    type: value.type,
    operands: [from, to, where, value],
    optional: false,
    fraction: reduction === "mean" || value.fraction,
  };
};

/** The value of each number or day. Optional only for a count; the extremes take any ordered type. */
function summand(
  parser: Parser,
  call: Call,
  reduction: CohortReduction,
  options: Readonly<Record<string, unknown>>,
  scope: Scope,
): Expression {
  const place = pointerTo(call.pointer, 1);
  const raw = options["value"];
  if (raw === undefined && reduction !== "count")
    parser.report("missing-key", place, { name: "value" });
  const isNumber = raw === undefined || !["highest", "lowest"].includes(reduction);
  if (isNumber || !isObject(raw))
    return parser.parse(raw ?? 1, numberType, scope, pointerTo(place, "value"));
  const asked = isType(call.expected, "ordered") ? call.expected : undefined;
  const value =
    asked === undefined || asked.kind === "unknown"
      ? parser.infer(raw, scope, pointerTo(place, "value"))
      : parser.parse(raw, asked, scope, pointerTo(place, "value"));
  if (isType(value.type, "ordered")) return value;
  parser.report("type-mismatch", pointerTo(place, "value"), {
    expected: both("values that have an order", "有大小次序的值"),
    is: typeName(value.type),
  });
  return placeholder(unknownType);
}

/** `{ "graduated": ["table", x] }`, `{ "interpolated": ["table", x] }`. */
function rates(rate: RateKind): Form["read"] {
  return (parser, call) => {
    const [rawName, rawNumber] = operandsOf(call.argument);
    const name = asText(rawName);
    const table = parser.vocabulary.tables.get(name);
    const rated = [...parser.vocabulary.tables].filter(([, one]) => one.rated).map(([id]) => id);
    if (table === undefined || !table.rated) {
      const expected = both(
        "table of numbers with one axis, of brackets,",
        "只有一个分档轴的数值表",
      );
      parser.report("unknown-name", call.pointer, { expected, name }, didYouMean(name, rated));
      return placeholder(call.expected);
    }
    // Days may lie between bounds, but they are not amounts, so they have no share of a bracket.
    const type = rate === "graduated" ? numberType : (table.axes[0] ?? numberType);
    if (rate === "graduated" && table.axes[0]?.kind === "day") {
      const is = typeName(dayType);
      parser.report("type-mismatch", call.pointer, {
        expected: both("brackets of numbers", "数值分档"),
        is,
      });
      return placeholder(numberType);
    }
    const operand = parser.parse(rawNumber, type, call.scope, pointerTo(call.pointer, 1));
    return {
      kind: "rates",
      rate,
      name,
      guarded: call.scope.present.has(guard(call.json)),
      type: numberType,
      operands: [operand],
      optional: false,
      fraction: rate === "interpolated" || operand.fraction,
    };
  };
}

/** Operators over several numbers, days or brackets. */
export const rangeForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["range", { least: 2, most: 2, read: range }],
  ["graduated", { least: 2, most: 2, read: rates("graduated") }],
  ["interpolated", { least: 2, most: 2, read: rates("interpolated") }],
]);
