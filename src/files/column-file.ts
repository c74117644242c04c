import type { Column } from "../document/table.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { FileError } from "./messages.ts";

/** A file of columns with types. */
export interface ColumnFile {
  readonly names: readonly string[];
  readonly length: number;
  /** The values of a column, as events hold them. Throws if no event holds such values. */
  read(at: number): Promise<Column>;
}

/** The error for a column that no event can hold. */
export function columnError(file: string, name: string, type: string): FileError {
  return new FileError("columns-type", file, { name, expected: type });
}

/** What a library says of a file, in its own words. */
export function inQuotes(message: string): Text {
  return both(message, `“${message}”`);
}
