import { createHash } from "node:crypto";
import { cleanHeader } from "./characters.ts";
import { csvRows, delimiterNames, type TableGuide } from "./csv.ts";
import { decode, type Encoded, type Encoding, encodingOf } from "./encoding.ts";
import { FileError, type Note, note } from "./messages.ts";
import { jsonRows, ndjsonRows } from "./ndjson.ts";
import type { Row } from "./row.ts";
import { type LoadedSource, loadSource, mebibyte, refuseForeign, type Source } from "./source.ts";

/** A file with its rows, whatever its format and encoding. */
export interface Table {
  readonly name: string;
  /** SHA-256 of the bytes. */
  readonly hash: string;
  /** May be walked through once. */
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

export interface TableOptions {
  readonly encoding?: Encoding | undefined;
  /** Is called with the size of every piece read, in bytes. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Opens a file as a table: by its content, not by how its name ends. */
export async function openTable(
  source: Source,
  guide: Omit<TableGuide, "say">,
  options: TableOptions,
  say: (note: Note) => void,
): Promise<Table> {
  const loaded = await loadSource(source);
  refuseForeign(loaded);
  const encoded = encodingOf(loaded, options.encoding);
  const { name } = loaded;
  if (encoded.guessed) say(note("encoding", name, { expected: encoded.encoding }));
  const hash = createHash("sha256").update(loaded.bytes).digest("hex");
  return { name, hash, rows: rowsOf(encoded, { ...guide, say }, options) };
}

function rowsOf(encoded: Encoded, guide: TableGuide, options: TableOptions): Table["rows"] {
  const { name } = encoded;
  const { say } = guide;
  const text = (): Iterator<string> => counted(encoded, options.onBytes);
  const start = startOf(encoded);
  if (start.startsWith("[")) {
    if (/\.ndjson$|\.jsonl$|\.csv$/i.test(name))
      say(note("format", name, { text: { en: "a JSON array", zh: "JSON 数组" } }));
    refuseLong(encoded);
    return jsonRows(name, [...{ [Symbol.iterator]: text }].join(""), { ...guide, say });
  }
  if (start.startsWith("{")) {
    refuseOneObject(encoded, guide);
    return ndjsonRows(name, text(), { ...guide, say });
  }
  // A single JSON value, such as a number, is not a table either.
  if (start.length < 1000 && /\.json$/i.test(name) && isJson(start)) {
    throw new FileError("json-shape", name);
  }
  const onHeaders: TableGuide["onHeaders"] = (headers, delimiter) => {
    if (delimiter !== undefined && delimiter !== ",") {
      say(note("delimiter", name, { text: delimiterNames[delimiter] }));
    }
    guide.onHeaders(headers, delimiter);
  };
  return csvRows(name, text(), { ...guide, onHeaders });
}

/** The first piece of the text that is not blank. */
function startOf(encoded: Encoded): string {
  for (const piece of decode(encoded)) {
    if (piece.trim() !== "") return piece.trimStart();
  }
  return "";
}

/** The first line that is not blank, whole, however long it is. */
function firstLineOf(encoded: Encoded): string {
  const pieces: string[] = [];
  for (const piece of decode(encoded)) {
    const text = pieces.length === 0 ? piece.trimStart() : piece;
    if (text === "") continue;
    const end = text.indexOf("\n");
    pieces.push(end < 0 ? text : text.slice(0, end));
    if (end >= 0) break;
  }
  return pieces.join("");
}

/** In MiB: a longer text does not fit into one string. */
const longestText = 256;

function refuseLong({ name, bytes }: Encoded): void {
  if (bytes.length > longestText * mebibyte)
    throw new FileError("file-size", name, { count: longestText });
}

function wholeText(encoded: Encoded): string {
  refuseLong(encoded);
  return [...decode(encoded)].join("");
}

function* counted(encoded: Encoded, onBytes: TableOptions["onBytes"]): Generator<string> {
  const size = 65_536;
  let left = encoded.bytes.length;
  for (const piece of decode(encoded, size)) {
    yield piece;
    onBytes?.(Math.min(size, left));
    left -= Math.min(size, left);
  }
}

/** One JSON object over several lines is no table, nor is one that holds the table: another kind of file. */
function refuseOneObject(encoded: Encoded, guide: TableGuide): void {
  const line = firstLineOf(encoded);
  const isLine = isJson(line);
  if (!isLine && encoded.bytes.length > longestText * mebibyte) return;
  const text = isLine ? line : wholeText(encoded);
  // Where neither the line nor the whole text is JSON, each line is a row, and the reader says what is wrong with it.
  if (!isLine && !isJson(text)) return;
  const object = JSON.parse(text) as object;
  const keys = Object.keys(object);
  if (keys.includes("rules") && keys.includes("format")) {
    throw new FileError("file-purpose", encoded.name, {
      text: { en: "a ruleset", zh: "规则集" },
      other: { en: "a table", zh: "数据表" },
    });
  }
  const holdsTable =
    Object.values(object).some(Array.isArray) &&
    keys.every((key) => guide.nameOf(cleanHeader(key).text) === undefined);
  if (!isLine || holdsTable) throw new FileError("json-shape", encoded.name);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a document, such as a ruleset, as one text: UTF-8, or what the mark says. Nothing is guessed. */
export function textOf(source: LoadedSource): string {
  refuseForeign(source);
  return wholeText(encodingOf(source, "utf-8"));
}
