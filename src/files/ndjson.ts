import { cleanHeader } from "./characters.ts";
import type { TableGuide } from "./csv.ts";
import { invisibleHint } from "./hints.ts";
import { exactNumbers, hasDuplicateKeys, readJson, tooDeep } from "./json.ts";
import { FileError, type Note, note, UnplacedRejection } from "./messages.ts";
import { unpadded } from "./padded.ts";
import { fieldsOf, type Headers, type Row } from "./row.ts";

type Guide = Pick<TableGuide, "nameOf" | "say">;

const mostShapes = 1000;

/** Rows from JSON objects: objects with the same keys in the same order share their headers. */
class ObjectRows {
  private readonly shapes = new Map<string, Headers | UnplacedRejection>();
  private readonly told = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly guide: Guide,
  ) {}

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
    const cells = Object.values(value);
    const shape = keys.join("\u0000");
    const headers = this.shapes.get(shape) ?? this.headersOf(keys);
    if (this.shapes.size < mostShapes) this.shapes.set(shape, headers);
    return headers instanceof UnplacedRejection
      ? { kind: "rejected", row, rejection: headers, fields: fieldsOf(keys, cells) }
      : { kind: "cells", row, headers, cells };
  }

  /** Keys follow the rules for headers of tables. */
  private headersOf(keys: readonly string[]): Headers | UnplacedRejection {
    const { nameOf, say } = this.guide;
    const headers: string[] = [];
    for (const key of keys) {
      const { text, removed, bad } = cleanHeader(key);
      if (bad !== undefined)
        return new UnplacedRejection("character", { value: text, expected: bad }, invisibleHint);
      if (headers.includes(text)) return new UnplacedRejection("row-duplicate-key");
      headers.push(text);
      if (removed === undefined || this.told.has(key) || this.told.size >= mostShapes) continue;
      this.told.add(key);
      say(note("header-character", this.name, { name: text, expected: removed }));
    }
    return unpadded(headers, nameOf, this.name, (one) => this.tellOnce(one));
  }

  /** Other shapes may have the same key. */
  private tellOnce(one: Note): void {
    const text = one.message.en;
    if (this.told.has(text) || this.told.size >= mostShapes) return;
    this.told.add(text);
    this.guide.say(one);
  }
}

/** The rows of a text with one JSON object a line; a bad line is one bad row. */
export function* ndjsonRows(name: string, chunks: Iterator<string>, guide: Guide): Generator<Row> {
  const rows = new ObjectRows(name, guide);
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
export function* jsonRows(name: string, text: string, guide: Guide): Generator<Row> {
  const value = readJson(text, name);
  if (!Array.isArray(value)) throw new FileError("json-shape", name);
  const rows = new ObjectRows(name, guide);
  for (const [index, element] of value.entries()) {
    yield rows.rowOf(element, index + 1, JSON.stringify(element));
  }
}
