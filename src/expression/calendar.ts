import { type CalendarUnit, calendarUnits } from "../values/calendar.ts";
import { both, listed } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import { operation, place } from "./logic.ts";
import { type Call, type Form, isObject, operandsOf, type Parser, placeholder } from "./parser.ts";
import { isType } from "./traits.ts";
import type { Expression } from "./tree.ts";
import { dayType, numberType, typeName, type ValueType } from "./types.ts";

function unitAt(parser: Parser, call: Call, at: number): CalendarUnit | undefined {
  const raw = operandsOf(call.argument)[at];
  const unit = calendarUnits.find((one) => one === raw);
  if (unit === undefined) {
    const expected = listed(calendarUnits);
    parser.report("unlisted-value", place(call, at), { name: asText(raw), expected });
  }
  return unit;
}

/** `{ "calendar": ["month", day] }`: the key of the unit that a day lies in. */
const calendar: Form["read"] = (parser, call) => {
  const unit = unitAt(parser, call, 0);
  const day = parser.parse(operandsOf(call.argument)[1], dayType, call.scope, place(call, 1));
  if (unit === undefined) return placeholder(call.expected);
  return operation("calendar", { kind: "calendar", unit }, [day]);
};

/** `{ "shift": [day, n, "month"] }`, `{ "shift": [key, n] }`. */
const shift: Form["read"] = (parser, call) => {
  const raw = operandsOf(call.argument);
  const moved = movedOperand(parser, call, raw[0]);
  const count = parser.parse(raw[1], numberType, call.scope, place(call, 1));
  if (count.kind === "literal" && !/^-?\d+$/.test(String(count.value)))
    parser.report("wrong-type", place(call, 1), {
      expected: both("a whole number", "整数"),
      found: raw[1],
    });
  const { type } = moved;
  if (type.kind === "calendar" && raw.length > 2) {
    const expected = both(
      `a calendar key moves by its own unit, ${type.unit}: omit the third operand`,
      `日历键按自身的单位“${type.unit}”移动:请去掉第三个运算数`,
    );
    parser.report("bad-value", place(call, 2), { name: "shift", expected });
  }
  const stated = type.kind !== "calendar" && raw.length > 2 ? unitAt(parser, call, 2) : undefined;
  const unit = type.kind === "calendar" ? type.unit : (stated ?? "day");
  const operands = [moved, count];
  return { kind: "shift", unit, type, operands, optional: false, fraction: false };
};

/** The moved operand: a literal is a day, unless a key is expected. */
function movedOperand(parser: Parser, call: Call, raw: unknown): Expression {
  const { expected } = call;
  const isAsked = isType(expected, "time");
  const asked: ValueType | undefined = isAsked ? expected : isObject(raw) ? undefined : dayType;
  if (asked !== undefined) return parser.parse(raw, asked, call.scope, place(call, 0));
  const moved = parser.infer(raw, call.scope, place(call, 0));
  if (isType(moved.type, "time") || moved.type.kind === "unknown") return moved;
  parser.report("type-mismatch", place(call, 0), {
    expected: both("a day or a calendar key", "日期或日历键"),
    is: typeName(moved.type),
  });
  return placeholder(undefined);
}

/** Operators on calendar units; operators on days alone are plain. */
export const calendarForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["calendar", { least: 2, most: 2, read: calendar }],
  ["shift", { least: 2, most: 3, read: shift }],
]);
