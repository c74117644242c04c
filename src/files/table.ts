import { createHash } from "node:crypto";
import { type Body, largeFile, Memory } from "./body.ts";
import { cleanHeader } from "./characters.ts";
import { columnRows, isColumnFile } from "./column-formats.ts";
import { CsvText, delimiterNames, type TableGuide } from "./csv.ts";
import { decode, type Encoded, type Encoding, encodingOf, plainEncodingOf } from "./encoding.ts";
import { FileError, type Note, note } from "./messages.ts";
import { jsonRows, ndjsonRows } from "./ndjson.ts";
import type { Row } from "./row.ts";
import {
  type LoadedSource,
  largestFile,
  loadSource,
  mebibyte,
  refuseForeign,
  type Source,
} from "./source.ts";

/** What a reader of rows tells while it reads. */
export interface Listener {
  readonly say: (note: Note) => void;
  /** Is called with the size of every piece read, in bytes. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** A file with its rows, whatever its format and encoding. They may be walked through several times. */
export interface Table {
  readonly name: string;
  /** SHA-256 of the bytes. */
  hash(): string;
  rows(listener: Listener): Iterable<Row>;
  /** The text of a CSV file, from its start; undefined of other files. */
  csv(listener: Listener): CsvText | undefined;
}

export interface TableOptions {
  readonly encoding?: Encoding | undefined;
  /** Is called with the size of every piece read, in bytes. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

type Guide = Omit<TableGuide, "say">;

/** Opens a file as a table: by its content, not by how its name ends. */
export async function openTable(
  source: Source,
  guide: Guide,
  options: TableOptions,
  say: (note: Note) => void,
): Promise<Table> {
  const large = await plainLarge(source, options);
  if (large !== undefined) return textTable(large, guide, say);
  const loaded = await loadSource(source);
  const rows = await columnRows(loaded, { ...guide, say });
  return rows === undefined
    ? textTable(whole(loaded, options), guide, say)
    : columnTable(loaded, rows);
}

function columnTable({ name, bytes }: LoadedSource, rows: () => Iterable<Row>): Table {
  return {
    name,
    hash: () => hashOf(new Memory(bytes)),
    rows: ({ onBytes }) => {
      onBytes?.(bytes.length);
      return rows();
    },
    csv: () => undefined,
  };
}

function textTable(encoded: Opened, guide: Guide, say: (note: Note) => void): Table {
  const { name } = encoded;
  if (encoded.guessed) say(note("encoding", name, { expected: encoded.encoding }));
  return {
    name,
    hash: () => hashOf(encoded.whole),
    ...readersOf(encoded, guide),
  };
}

/** A file with all its bytes, the byte order mark included. */
interface Opened extends Encoded {
  readonly whole: Body;
}

/** A large file, if it is one of UTF-8: it is not held in memory. */
async function plainLarge(source: Source, options: TableOptions): Promise<Opened | undefined> {
  if (typeof source !== "string") return undefined;
  const file = await largeFile(source, largestFile * mebibyte);
  if (file === undefined) return undefined;
  const [head] = file.pieces(headSize);
  if (head === undefined || isColumnFile(head)) return undefined;
  refuseForeign({ name: source, bytes: head });
  const encoded = plainEncodingOf(source, file, head, options.encoding);
  return encoded && { ...encoded, whole: file };
}

function whole(loaded: LoadedSource, options: TableOptions): Opened {
  refuseForeign(loaded);
  return { ...encodingOf(loaded, options.encoding), whole: new Memory(loaded.bytes) };
}

/** How much of a file shows what it is. */
const headSize = 8192;

function hashOf(body: Body): string {
  const hash = createHash("sha256");
  for (const piece of body.pieces(mebibyte)) hash.update(piece);
  return hash.digest("hex");
}

function readersOf(encoded: Encoded, guide: Guide): Pick<Table, "rows" | "csv"> {
  const { name } = encoded;
  const start = startOf(encoded);
  if (start.startsWith("[")) {
    refuseLong(encoded);
    const rows: Table["rows"] = (listener) => {
      if (/\.ndjson$|\.jsonl$|\.csv$/i.test(name))
        listener.say(note("format", name, { text: { en: "a JSON array", zh: "JSON 数组" } }));
      return jsonRows(name, [...textOf(encoded, listener)].join(""), { ...guide, ...listener });
    };
    return { rows, csv: () => undefined };
  }
  if (start.startsWith("{")) {
    refuseOneObject(encoded, guide);
    const rows: Table["rows"] = (listener) =>
      ndjsonRows(name, textOf(encoded, listener), { ...guide, ...listener });
    return { rows, csv: () => undefined };
  }
  // A single JSON value, such as a number, is not a table either.
  if (start.length < 1000 && /\.json$/i.test(name) && isJson(start)) {
    throw new FileError("json-shape", name);
  }
  const csv = (listener: Listener): CsvText => csvOf(encoded, guide, listener);
  return { csv, rows: (listener) => csv(listener).rows() };
}

function csvOf(encoded: Encoded, guide: Guide, listener: Listener): CsvText {
  const { name } = encoded;
  const { say } = listener;
  const onHeaders: TableGuide["onHeaders"] = (headers, delimiter) => {
    if (delimiter !== undefined && delimiter !== ",") {
      say(note("delimiter", name, { text: delimiterNames[delimiter] }));
    }
    guide.onHeaders(headers, delimiter);
  };
  let head = "";
  for (const piece of decode(encoded)) {
    head += piece;
    if (head.trim() !== "") break;
  }
  return new CsvText(name, head, utf8Of(encoded, listener), { ...guide, say, onHeaders });
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

function refuseLong({ name, body }: Encoded): void {
  if (body.length > longestText * mebibyte)
    throw new FileError("file-size", name, { count: longestText });
}

function wholeText(encoded: Encoded): string {
  refuseLong(encoded);
  return [...decode(encoded)].join("");
}

const pieceSize = 65_536;

function* textOf(encoded: Encoded, listener: Listener): Generator<string> {
  const tell = progress(encoded, listener);
  for (const piece of decode(encoded, pieceSize)) {
    yield piece;
    tell();
  }
}

/** The bytes of the text in UTF-8. */
function* utf8Of(encoded: Encoded, listener: Listener): Generator<Uint8Array> {
  const tell = progress(encoded, listener);
  if (encoded.encoding === "utf-8") {
    for (const piece of encoded.body.pieces(pieceSize)) {
      yield piece;
      tell();
    }
  } else {
    for (const piece of decode(encoded, pieceSize)) {
      yield Buffer.from(piece);
      tell();
    }
  }
}

/** To be called after every piece. */
function progress({ body }: Encoded, { onBytes }: Listener): () => void {
  let left = body.length;
  return () => {
    const size = Math.min(pieceSize, left);
    onBytes?.(size);
    left -= size;
  };
}

/** One JSON object over several lines is no table, nor is one that holds the table: another kind of file. */
function refuseOneObject(encoded: Encoded, guide: Guide): void {
  const line = firstLineOf(encoded);
  const isLine = isJson(line);
  if (!isLine && encoded.body.length > longestText * mebibyte) return;
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
export function documentText(source: LoadedSource): string {
  refuseForeign(source);
  return wholeText(encodingOf(source, "utf-8"));
}
