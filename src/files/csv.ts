import { type Options, parse } from "csv-parse/sync";
import type { Text } from "../values/text.ts";
import { cleanHeader } from "./characters.ts";
import { isGuarded, withoutGuard } from "./guard.ts";
import { lengthHint } from "./hints.ts";
import { FileError, type Note, note, UnplacedRejection } from "./messages.ts";
import { knownIn, type NameOf, unpadded } from "./padded.ts";
import { Records } from "./records.ts";
import { type Fields, type Headers, nameKey, type Row } from "./row.ts";
import { spareColumn, sparePlace } from "./spare.ts";

const delimiters = [",", ";", "\t"] as const;
type Delimiter = (typeof delimiters)[number];

/** The names of delimiters in messages. */
export const delimiterNames: Readonly<Record<Delimiter, Text>> = {
  ",": { en: "comma", zh: "逗号" },
  ";": { en: "semicolon", zh: "分号" },
  "\t": { en: "tab", zh: "制表符" },
};

const columnLimit = 1000;
const sampleRows = 10;

const common: Options = {
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  max_record_size: 1_000_000,
};

/** The hooks of a table reader. */
export interface TableGuide {
  /** The name of the column that a header stands for, if it is known. Also finds the header row and the delimiter. */
  readonly nameOf: NameOf;
  /** Is called with the column names; may throw to reject them. */
  readonly onHeaders: (headers: Headers, delimiter: Delimiter | undefined) => void;
  readonly say: (note: Note) => void;
}

/** A CSV text, to be walked through row by row. Rows are counted as a spreadsheet does: the first line is row 1. */
export class CsvText {
  readonly records: Records;
  private readonly delimiter: Delimiter;
  private readonly head: string;
  private known: Headers | undefined;

  /**
   * @param head the start of the text, up to a character that is not blank.
   * @param pieces the whole text in UTF-8.
   */
  constructor(
    private readonly name: string,
    head: string,
    private readonly pieces: Iterator<Uint8Array>,
    private readonly guide: TableGuide,
  ) {
    const separator = /^sep=([,;\t])(\r\n|\n|\r)/i.exec(head);
    this.head = separator === null ? head : head.slice(separator[0].length);
    this.delimiter =
      (separator?.[1] as Delimiter | undefined) ?? delimiterOf(this.head, guide.nameOf);
    const [skipped, row] = separator === null ? [0, 0] : [separator[0].length, 1];
    const rest = withoutStart(pieces, skipped);
    this.records = new Records(name, rest, this.delimiter.charCodeAt(0), row);
  }

  /** The columns; none before the first row. */
  get headers(): Headers {
    return this.known ?? [];
  }

  /** Goes to the next row below the header; false after the last. */
  next(): boolean {
    const { records } = this;
    while (records.next()) {
      if (this.known !== undefined) return true;
      const cells = records.texts();
      if (cells.every(isEmpty)) continue;
      refuseTitles(this.name, this.head, this.delimiter, records.row, this.guide.nameOf);
      this.known = readHeaders(this.name, cells, this.guide);
      this.guide.onHeaders(this.known, this.delimiter);
    }
    return false;
  }

  /** The row, as other formats have theirs. */
  row(): Row {
    const { row } = this.records;
    const cells = this.records.texts();
    if (cells.every(isEmpty)) return { kind: "blank", row };
    const bare = cells.some(isGuarded) ? cells.map(withoutGuard) : cells;
    return rowOf(this.headers, row, bare, this.delimiter);
  }

  *rows(): Generator<Row> {
    try {
      while (this.next()) yield this.row();
    } finally {
      this.close();
    }
  }

  /** To be called where the text may not have been read to its end. */
  close(): void {
    this.pieces.return?.();
  }
}

function* withoutStart(pieces: Iterator<Uint8Array>, length: number): Generator<Uint8Array> {
  let left = length;
  for (let next = pieces.next(); next.done !== true; next = pieces.next()) {
    const skipped = Math.min(left, next.value.length);
    left -= skipped;
    yield next.value.subarray(skipped);
  }
}

/** Missing trailing cells are blank, and blank spare cells are nothing. A filled spare cell rejects its row. */
function rowOf(headers: Headers, row: number, cells: readonly string[], delimiter: Delimiter): Row {
  if (cells.length === headers.length && !haveSpare(headers))
    return { kind: "cells", row, headers, cells };
  const own: (readonly [string, string])[] = [];
  const spare: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const header = headers[index];
    if (header !== undefined && sparePlace(header) === undefined) own.push([header, cell]);
    else if (cell.trim() !== "") spare.push(cell);
  }
  if (spare.length === 0) return { kind: "cells", row, headers, cells: padded(cells, headers) };
  // The place in the row may be that of a spare cell of an earlier reading: they are numbered afresh.
  const fields: Fields = [
    ...own,
    ...spare.map((cell, index) => [spareColumn(index + 1), cell] as const),
  ];
  const expected = headers.filter((header) => sparePlace(header) === undefined).length;
  const details = { count: expected + spare.length, expected: String(expected) };
  const hint = lengthHint(spare, delimiterNames[delimiter]);
  return {
    kind: "rejected",
    row,
    rejection: new UnplacedRejection("row-length", details, hint),
    fields,
  };
}

function padded(cells: readonly string[], headers: Headers): readonly string[] {
  return cells.length === headers.length ? cells : headers.map((_, index) => cells[index] ?? "");
}

/** The headers of one table are the same list for all its rows. */
const spareHeaders = new WeakMap<Headers, boolean>();

function haveSpare(headers: Headers): boolean {
  const known = spareHeaders.get(headers);
  if (known !== undefined) return known;
  const have = headers.some((header) => sparePlace(header) !== undefined);
  spareHeaders.set(headers, have);
  return have;
}

function isEmpty(cell: string): boolean {
  return cell === "" || cell.trim() === "";
}

/** The first rows of a text, parsed leniently, for detection only. */
function sampleOf(head: string, delimiter: Delimiter): readonly (readonly string[])[] {
  try {
    return parse(head, { ...common, delimiter, relax_quotes: true, to: sampleRows });
  } catch {
    const line = head.trimStart().split(/\r\n|\n|\r/, 1)[0] ?? "";
    return [line.split(delimiter)];
  }
}

/** The delimiter by which the first row has most known column names; without any, most columns. */
function delimiterOf(head: string, nameOf: NameOf): Delimiter {
  let best: Delimiter = ",";
  let most: readonly [number, number] = [-1, -1];
  for (const delimiter of delimiters) {
    const cells = sampleOf(head, delimiter).find((row) => row.some((cell) => cell.trim() !== ""));
    const found = [knownIn(cells, nameOf), cells?.length ?? 0] as const;
    if (found[0] > most[0] || (found[0] === most[0] && found[1] > most[1])) {
      [best, most] = [delimiter, found];
    }
  }
  return best;
}

/** Column names must be in the first row: a title above them is reported, not skipped. */
function refuseTitles(
  name: string,
  head: string,
  delimiter: Delimiter,
  first: number,
  nameOf: NameOf,
): void {
  const rows = sampleOf(head, delimiter);
  if (knownIn(rows[first - 1], nameOf) > 1) return;
  const below = rows.findIndex((cells, index) => index >= first && knownIn(cells, nameOf) > 1);
  if (below >= 0) throw new FileError("header-below", name, { row: below + 1 });
}

export function readHeaders(
  name: string,
  cells: readonly string[],
  { nameOf, say }: TableGuide,
): Headers {
  if (cells.length > columnLimit) throw new FileError("csv-columns", name, { count: columnLimit });
  const clean = cells.map((cell, index) => {
    const { text, removed, bad } = cleanHeader(withoutGuard(cell));
    if (bad !== undefined)
      throw new FileError("header-damaged", name, { name: text, expected: bad, count: index + 1 });
    if (removed !== undefined)
      say(note("header-character", name, { name: text, expected: removed }));
    return text;
  });
  const headers = unpadded(clean, nameOf, name, say);
  const seen = new Set<string>();
  for (const header of headers) {
    const key = nameKey(header);
    if (key !== "" && seen.has(key))
      throw new FileError("header-duplicate", name, { name: header });
    seen.add(key);
  }
  return headers;
}
