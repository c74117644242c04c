import type { Column, EventTable, Result } from "../../src/index.ts";
import { bytes } from "./build.ts";

/** Events as a table; a column is a plain list, or codes into its distinct values. */
export function tableOf(
  events: readonly object[],
  isDictionary: (name: string) => boolean,
  absent: (row: number) => unknown = () => undefined,
): EventTable {
  const names = [...new Set(events.flatMap((event) => Object.keys(event)))];
  const columns = names.map((name): [string, Column] => {
    const values = events.map((event, row) =>
      Object.hasOwn(event, name) ? (event as Record<string, unknown>)[name] : absent(row),
    );
    return [name, isDictionary(name) ? dictionaryOf(values) : values];
  });
  return { length: events.length, columns: Object.fromEntries(columns) };
}

/** Codes into the distinct values; an absent value is a code that leads nowhere, below the list or beyond it. */
function dictionaryOf(rows: readonly unknown[]): Column {
  const values: unknown[] = [...new Set(rows.filter((one) => one !== undefined && one !== null))];
  const codes = rows.map((one, row) => {
    const code = values.indexOf(one);
    return code >= 0 || row % 2 === 0 ? code : values.length + row;
  });
  return { codes: Int16Array.from(codes), values };
}

/** The result, or why there is none: a roster may be refused. */
export function outcomeOf(call: () => Result): string {
  try {
    return bytes(call());
  } catch (error) {
    return (error as Error).message;
  }
}
