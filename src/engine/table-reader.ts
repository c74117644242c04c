import type { Column, EventTable } from "../document/table.ts";
import { demandArgument, isIterable, isRecord, type Kind } from "../values/arguments.ts";
import * as kinds from "../values/option-kinds.ts";
import { both } from "../values/phrase.ts";
import { quote } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";

/** Is it meant as a table? What can be iterated is a list of events, whatever else it has. */
export function isTable(events: unknown): events is EventTable {
  return isRecord(events) && "columns" in events && !isIterable(events);
}

/**
 * Checks the shape of a table; what its columns hold is checked event by event.
 * @throws {UsageError} for a table without a length or columns, and for a column that is none or has other rows.
 */
export function demandTable(place: string, { length, columns }: EventTable): void {
  demandArgument(`length of ${place}`, length, kinds.count);
  demandArgument(`columns of ${place}`, columns, kinds.named);
  for (const [name, column] of Object.entries<unknown>(columns)) {
    const there = `column "${quote(name)}" of ${place}`;
    demandArgument(there, column, columnKind);
    const rows = rowsOf(column as Column);
    if (rows === length) continue;
    throw new UsageError("bad-argument", {
      en: `${there}: expected ${length} rows, as the length of the table says, found ${rows}`,
      zh: `“${place}”的“${quote(name)}”列:表长为 ${length},该列应有 ${length} 行,现有 ${rows} 行`,
    });
  }
}

const columnKind: Kind = {
  expected: both(
    "a list, a typed array of numbers, or { codes, values } with codes in an array of integers such as Int32Array",
    "列表、数值类型数组,或 { codes, values },其中“codes”为整数类型数组(如“Int32Array”)",
  ),
  fits: (value) => Array.isArray(value) || isTyped(value, numberArrays) || isDictionary(value),
};

const codeArrays = new Set(["Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32"]);
const numberArrays = new Set([...codeArrays, "Float32", "Float64"]);

/** An array of another realm is one as well, so its class is asked by name. */
function isTyped(value: unknown, names: ReadonlySet<string>): boolean {
  return names.has(
    /^\[object (\w+)Array\]$/.exec(Object.prototype.toString.call(value))?.[1] ?? "",
  );
}

function isDictionary(value: unknown): boolean {
  return (
    isRecord(value) &&
    "codes" in value &&
    isTyped(value.codes, codeArrays) &&
    "values" in value &&
    Array.isArray(value.values)
  );
}

function rowsOf(column: Column): number {
  return "codes" in column ? column.codes.length : column.length;
}

/** The rows as events. */
export function* eventsOf(table: EventTable): Generator<object> {
  for (let row = 0; row < table.length; row += 1) yield eventOf(table, row);
}

/** A row as an event: an object without the keys that the row has no value for. */
export function eventOf({ columns }: EventTable, row: number): object {
  const event: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns)) {
    const value = "codes" in column ? column.values[column.codes[row]!] : column[row];
    if (value === undefined || value === null) continue;
    if (name === "__proto__") defineOwn(event, name, value);
    else event[name] = value;
  }
  return event;
}

/** An assignment would change what the event inherits. */
function defineOwn(event: object, name: string, value: unknown): void {
  Object.defineProperty(event, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** A copy that later changes of the table do not reach. */
export function copyOf({ length, columns }: EventTable): EventTable {
  const copies = Object.entries(columns).map(([name, column]): [string, Column] => [
    name,
    "codes" in column
      ? { codes: column.codes.slice(), values: [...column.values] }
      : column.slice(),
  ]);
  return { length, columns: Object.fromEntries(copies) };
}
