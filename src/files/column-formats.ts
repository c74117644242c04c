import type { Column } from "../document/table.ts";
import { both } from "../values/phrase.ts";
import type { ColumnFile } from "./column-file.ts";
import { readHeaders, type TableGuide } from "./csv.ts";
import { FileError } from "./messages.ts";
import type { Row } from "./row.ts";
import type { LoadedSource } from "./source.ts";

type Open = (source: LoadedSource) => Promise<ColumnFile>;

/** The formats of such files, by their first bytes. Their readers are loaded for a file that needs them. */
const formats: readonly (readonly [start: string, open: () => Promise<Open>])[] = [
  ["PAR1", async () => (await import("./parquet.ts")).openParquet],
  ["PARE", () => Promise.resolve(refuseEncrypted)],
  ["ARROW1", arrowReader],
  // A stream of Arrow has no name of its own: it begins with the mark before each message.
  ["\u00ff\u00ff\u00ff\u00ff", arrowReader],
];

const latin1 = new TextDecoder("latin1");

function formatOf(bytes: Uint8Array): (typeof formats)[number] | undefined {
  const head = latin1.decode(bytes.subarray(0, 6));
  return formats.find(([start]) => head.startsWith(start));
}

/** Does a file of columns begin with these bytes? */
export function isColumnFile(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined;
}

/** The rows of a file of columns; undefined if it is no such file. Only columns that the ruleset knows are read. */
export async function columnRows(
  source: LoadedSource,
  guide: TableGuide,
): Promise<(() => Iterable<Row>) | undefined> {
  const format = formatOf(source.bytes);
  if (format === undefined) return undefined;
  const open = await format[1]();
  const file = await open(source);
  const headers = readHeaders(source.name, file.names, guide);
  guide.onHeaders(headers, undefined);
  const columns: (Column | undefined)[] = [];
  for (const [at, header] of headers.entries())
    columns.push(guide.nameOf(header) === undefined ? undefined : await file.read(at));
  return () => rowsOf(headers, columns, file.length);
}

function* rowsOf(
  headers: readonly string[],
  columns: readonly (Column | undefined)[],
  length: number,
): Generator<Row> {
  for (let at = 0; at < length; at += 1) {
    const cells = columns.map((column) => cellOf(column, at));
    const row = at + 1;
    if (cells.every((cell) => cell === undefined)) yield { kind: "blank", row };
    else yield { kind: "cells", row, headers, cells };
  }
}

function cellOf(column: Column | undefined, row: number): unknown {
  if (column === undefined) return undefined;
  if (!("codes" in column)) return column[row] ?? undefined;
  return column.values[column.codes[row] ?? -1] ?? undefined;
}

/** Programs install the reader of Arrow; the command line brings it along. */
async function arrowReader(): Promise<Open> {
  try {
    return (await import("./arrow-file.ts")).openArrow;
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (!code.endsWith("MODULE_NOT_FOUND")) throw error;
    return ({ name }) => Promise.reject(new FileError("columns-package", name));
  }
}

function refuseEncrypted({ name }: LoadedSource): Promise<never> {
  const text = both("it is encrypted", "文件已加密");
  return Promise.reject(new FileError("columns-damaged", name, { text }));
}
