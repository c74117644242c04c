import { DataType, type Table } from "apache-arrow";
import type { Column, EventTable } from "../document/table.ts";
import { isRecord, unfit } from "../values/arguments.ts";
import { both } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { columnOf } from "./columns.ts";

const arrowTable: Text = both(
  "a Table of apache-arrow (for bytes: tableFromIPC(bytes))",
  "apache-arrow 的“Table”(若是字节,请先用“tableFromIPC”读取)",
);

/**
 * The events of an Arrow table, for `score` and `prepare`: no object is made for a row, and a dictionary keeps its codes.
 * Decimals become texts of the same value, dates `2024-03-05`. A timestamp with a zone becomes its instant,
 * `2024-03-05T01:30:00Z`; one without is the time of the ruleset's zone, `2024-03-05T09:30:00`. A column of timestamps
 * without a zone that are all midnights holds days. Ids may be whole numbers. Lists are lists, and nulls are keys that an
 * event does not have.
 * @throws {UsageError} for what is no Arrow table, and for a column of a type that no event holds, such as a struct.
 */
export function fromArrow(table: Table): EventTable {
  const isTable = isRecord(table) && "schema" in table && "getChildAt" in table;
  if (!isTable) throw unfit("bad-argument", "table of fromArrow", table, arrowTable);
  const columns = new Map<string, Column>();
  for (const [at, { name, type }] of table.schema.fields.entries()) {
    if (columns.has(name)) throw refused(name, bothColumns);
    const column = columnOf(table.getChildAt(at)!);
    if (column === undefined) throw refused(name, unreadable(String(type)));
    const isNumbered = DataType.isInt(type) && idKeys.has(name);
    columns.set(name, isNumbered ? idsOf(column as Iterable<unknown>) : column);
  }
  return { length: table.numRows, columns: Object.fromEntries(columns) };
}

/** Keys that hold ids, which are texts even if they are written in digits. */
const idKeys: ReadonlySet<string> = new Set(["id", "type", "subject", "revises", "retracts"]);

function idsOf(numbers: Iterable<unknown>): readonly unknown[] {
  return Array.from(numbers, (number) => (number === null ? null : String(number)));
}

const bothColumns = both("two columns have this name: rename one", "有两列同名:请改名其中一列");

function unreadable(type: string): Text {
  return both(
    `no event holds values of type ${type}: cast the column, or leave it out with table.select([…])`,
    `事件不能含有 ${type} 类型的值:请转换该列的类型,或用“table.select([…])”略去该列`,
  );
}

function refused(name: string, { en, zh }: Text): UsageError {
  return new UsageError("bad-argument", {
    en: `column "${quote(name)}" of fromArrow: ${en}`,
    zh: `“fromArrow”的“${quote(name)}”列:${zh}`,
  });
}
