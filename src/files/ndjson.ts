import { exactNumbers, hasDuplicateKeys, readJson, tooDeep } from "./json.ts";
import { FileError, UnplacedRejection } from "./messages.ts";
import type { Headers, Row } from "./row.ts";

/** Rows from JSON objects: objects with the same keys in the same order share their headers. */
class ObjectRows {
  private readonly shapes = new Map<string, Headers>();

  rowOf(value: unknown, row: number, text: string): Row {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return {
        kind: "rejected",
        row,
        rejection: new UnplacedRejection("row-object"),
        fields: [["json", text]],
      };
    }
    const keys = Object.keys(value);
    const shape = keys.join("\u0000");
    const headers = this.shapes.get(shape) ?? keys;
    if (headers === keys && this.shapes.size < 1000) this.shapes.set(shape, keys);
    return { kind: "cells", row, headers, cells: Object.values(value) };
  }
}

/** The rows of a text with one JSON object a line; a bad line is one bad row. */
export function* ndjsonRows(chunks: Iterator<string>): Generator<Row> {
  const rows = new ObjectRows();
  let row = 0;
  for (const line of linesOf(chunks)) {
    row += 1;
    const text = line.trim();
    yield text === "" ? { kind: "blank", row } : lineRow(rows, text, row);
  }
}

function lineRow(rows: ObjectRows, text: string, row: number): Row {
  const fields = [["json", text]] as const;
  const bad = (rejection: UnplacedRejection): Row => ({ kind: "rejected", row, rejection, fields });
  try {
    if (tooDeep(text) !== undefined) return bad(new UnplacedRejection("row-json", { value: text }));
    const value: unknown = JSON.parse(exactNumbers(text));
    if (hasDuplicateKeys(text, value)) return bad(new UnplacedRejection("row-duplicate-key"));
    return rows.rowOf(value, row, text);
  } catch {
    return bad(new UnplacedRejection("row-json", { value: text }));
  }
}

function* linesOf(chunks: Iterator<string>): Generator<string> {
  let rest = "";
  for (let next = chunks.next(); next.done !== true; next = chunks.next()) {
    const lines = (rest + next.value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** The rows of a text that is one JSON array of objects; the first is row 1. */
export function* jsonRows(name: string, text: string): Generator<Row> {
  const value = readJson(text, name);
  if (!Array.isArray(value)) throw new FileError("json-shape", name);
  const rows = new ObjectRows();
  for (const [index, element] of value.entries()) {
    yield rows.rowOf(element, index + 1, JSON.stringify(element));
  }
}
