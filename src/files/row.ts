import type { UnplacedRejection } from "./messages.ts";

/** The column names of a row. Rows of one shape share one list, which serves as a cache key. */
export type Headers = readonly string[];

/** The text of each column of a row, as it stands in the file. */
export type Fields = readonly (readonly [string, string])[];

/** One row of a file, whatever its format. */
export type Row =
  | {
      readonly kind: "cells";
      readonly row: number;
      readonly headers: Headers;
      /** Text in CSV; JSON values otherwise. */
      readonly cells: readonly unknown[];
    }
  | { readonly kind: "blank"; readonly row: number }
  | {
      readonly kind: "rejected";
      readonly row: number;
      readonly rejection: UnplacedRejection;
      readonly fields: Fields;
    };

/** What names are compared by: width, case and the number of spaces make no difference. */
export function nameKey(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}

export function fieldsOf(headers: Headers, cells: readonly unknown[]): Fields {
  return cells.map((cell, index) => [headers[index] ?? "", textOf(cell)] as const);
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "string" ? cell : JSON.stringify(cell);
}
