import {
  type AsyncBuffer,
  type DecodedArray,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadata,
  parquetScan,
  parquetSchema,
  type SchemaElement,
  type SchemaTree,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { codedColumn } from "../document/coded.ts";
import type { Column } from "../document/table.ts";
import { dayText } from "../values/day.ts";
import {
  momentText,
  type SecondDigits,
  scaledText,
  singleValue,
  timeText,
  wholeValue,
} from "../values/epoch.ts";
import { both } from "../values/phrase.ts";
import { type ColumnFile, columnError, inQuotes } from "./column-file.ts";
import { FileError } from "./messages.ts";
import type { LoadedSource } from "./source.ts";

/** How the values of a column are read. */
interface Reading {
  /** From what the file stores to what an event holds. */
  readonly value: (stored: never) => unknown;
  /** Texts of which few may be distinct. */
  readonly isText?: boolean;
  /** Moments of a clock on the wall: if all of them are midnights, they are days. */
  readonly isLocal?: boolean;
}

/** Opens a Parquet file. Its columns are read one by one, when they are asked for. */
export function openParquet({ name, bytes }: LoadedSource): Promise<ColumnFile> {
  return attempt(name, () => {
    const metadata = parquetMetadata(bytes, { geoparquet: false });
    const columns = parquetSchema(metadata).children;
    const length = Number(metadata.num_rows);
    return Promise.resolve({
      names: columns.map(({ element }) => element.name),
      length,
      read: (at) => readColumn({ name, bytes }, metadata, columns[at]),
    });
  });
}

async function readColumn(
  { name, bytes }: LoadedSource,
  metadata: FileMetaData,
  column: SchemaTree | undefined,
): Promise<Column> {
  const leaf = column && leafOf(column);
  const reading = leaf && readingOf(leaf.element);
  if (column === undefined || leaf === undefined || reading === undefined)
    throw columnError(name, column?.element.name ?? "", typeOf(column));
  const stored = await attempt(name, async () => {
    refuseCodecs(name, metadata, column);
    const { ranges, readColumn } = await parquetScan({
      file: bufferOf(bytes),
      metadata: withStored(metadata, leaf.element),
      columns: [column.element.name],
      compressors: decompressors,
      parsers,
      utf8: isText(leaf.element),
      useOffsetIndex: false,
    });
    const parts: DecodedArray[] = [];
    for (const range of ranges)
      parts.push(await readColumn({ ...range, column: column.element.name }));
    return parts.flatMap((part) => Array.from(part as ArrayLike<unknown>));
  });
  if (stored.length !== Number(metadata.num_rows))
    throw damaged(name, both("rows are missing", "缺行"));
  return columnOf(stored, reading);
}

function columnOf(stored: readonly unknown[], { value, isText, isLocal }: Reading): Column {
  const one = (raw: unknown): unknown => {
    if (raw === undefined || raw === null) return null;
    return Array.isArray(raw) ? raw.map(one) : value(raw as never);
  };
  const values = stored.map(one);
  if (isLocal === true && values.every((text) => text === null || String(text).endsWith(midnight)))
    return codedColumn(values.map((text) => (text === null ? null : String(text).slice(0, 10))));
  const areTexts = isText === true && values.every((text) => !Array.isArray(text));
  return areTexts ? codedColumn(values as (string | null)[]) : values;
}

const midnight = "T00:00:00";

/** The column of single values that a column consists of: itself, or the values of its lists. */
function leafOf({ element, children }: SchemaTree): SchemaTree | undefined {
  if (children.length === 0) return { element, children, count: 0, path: [] };
  const isList = element.converted_type === "LIST" || element.logical_type?.type === "LIST";
  const [repeated] = children;
  if (!isList || children.length > 1 || repeated?.element.repetition_type !== "REPEATED")
    return undefined;
  const [value, ...others] = repeated.children;
  // Old writers repeat the values themselves.
  if (value === undefined) return repeated;
  return others.length === 0 && value.children.length === 0 ? value : undefined;
}

const unitDigits: Readonly<Record<string, SecondDigits>> = { MILLIS: 3, MICROS: 6, NANOS: 9 };

/** Types that are stored as numbers or bytes and come as such. */
const storedTypes = new Set([
  "DECIMAL",
  "DATE",
  "TIMESTAMP",
  "TIME",
  "TIMESTAMP_MILLIS",
  "TIMESTAMP_MICROS",
]);

function readingOf(element: SchemaElement): Reading | undefined {
  const { type, converted_type: old, logical_type: kind } = element;
  if (kind?.type === "DECIMAL" || old === "DECIMAL") {
    const scale = element.scale ?? (kind?.type === "DECIMAL" ? kind.scale : 0);
    return { value: (units) => scaledText(unitsOf(units), scale) };
  }
  if (kind?.type === "DATE" || old === "DATE") return { value: dayText, isText: true };
  if (kind?.type === "TIMESTAMP")
    return momentReading(unitDigits[kind.unit] ?? 3, kind.isAdjustedToUTC);
  if (old === "TIMESTAMP_MILLIS") return momentReading(3, true);
  if (old === "TIMESTAMP_MICROS") return momentReading(6, true);
  const timeUnit = kind?.type === "TIME" ? kind.unit : /^TIME_(M\w+)$/.exec(old ?? "")?.[1];
  if (timeUnit !== undefined)
    return { value: (count) => timeText(count, unitDigits[timeUnit] ?? 3) };
  if (isText(element) || kind?.type === "UUID") return { value: (text) => text, isText: true };
  if (kind?.type === "FLOAT16" || type === "DOUBLE" || type === "BOOLEAN")
    return { value: (value) => value };
  if (type === "FLOAT") return { value: singleValue };
  if (type === "INT32" || type === "INT64") return { value: (whole) => wholeOf(whole) };
  // INT96 does not say whether its moments are those of a zone; other bytes are no text.
  return undefined;
}

function momentReading(digits: SecondDigits, isInstant: boolean): Reading {
  return {
    value: (count) => momentText(count, digits, isInstant ? "Z" : ""),
    isText: true,
    isLocal: !isInstant,
  };
}

/** Bytes without a type are texts: old writers do not mark them. */
function isText({ type, converted_type: old, logical_type: kind }: SchemaElement): boolean {
  if (type !== "BYTE_ARRAY") return false;
  const name = kind?.type ?? old;
  return name === undefined || ["STRING", "UTF8", "ENUM", "JSON"].includes(name);
}

function wholeOf(whole: number | bigint): unknown {
  return typeof whole === "bigint" ? wholeValue(whole) : whole;
}

/** A decimal as the whole number of its smallest units; bytes begin with the highest. */
function unitsOf(stored: number | bigint | Uint8Array): bigint {
  if (!(stored instanceof Uint8Array)) return BigInt(stored);
  let units = 0n;
  for (const byte of stored) units = (units << 8n) | BigInt(byte);
  return BigInt.asIntN(stored.length * 8, units);
}

/** The metadata without the meaning of a column that is to come as it is stored: the library would round it. */
function withStored(metadata: FileMetaData, leaf: SchemaElement): FileMetaData {
  const isStored = [leaf.converted_type, leaf.logical_type?.type].some(
    (name) => name !== undefined && storedTypes.has(name),
  );
  if (!isStored) return metadata;
  const { converted_type: _, logical_type: __, ...plain } = leaf;
  return { ...metadata, schema: metadata.schema.map((one) => (one === leaf ? plain : one)) };
}

const decoder = new TextDecoder();

/** JSON stays text, as all texts. */
const parsers: Partial<ParquetParsers> = {
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && decoder.decode(bytes),
};

function bufferOf(bytes: Uint8Array): AsyncBuffer {
  const { buffer, byteOffset, length } = bytes;
  // A slice of a Buffer of Node is no copy.
  return {
    byteLength: length,
    slice: (from, to = length) => buffer.slice(byteOffset + from, byteOffset + to) as ArrayBuffer,
  };
}

/** Nothing is left of a page without values; not every reader knows that form of nothing. */
const decompressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number) =>
      length === 0 ? new Uint8Array(0) : decompress(input, length),
  ]),
);

function refuseCodecs(
  name: string,
  { row_groups: groups }: FileMetaData,
  column: SchemaTree,
): void {
  for (const { columns } of groups) {
    for (const { meta_data: data } of columns) {
      if (data === undefined || data.path_in_schema[0] !== column.element.name) continue;
      if (data.codec === "UNCOMPRESSED" || Object.hasOwn(compressors, data.codec)) continue;
      throw new FileError("columns-compression", name, { expected: String(data.codec) });
    }
  }
}

function typeOf(column: SchemaTree | undefined): string {
  const { converted_type: old, logical_type: kind, type } = column?.element ?? {};
  return kind?.type ?? old ?? type ?? "STRUCT";
}

function damaged(name: string, text: { readonly en: string; readonly zh: string }): FileError {
  return new FileError("columns-damaged", name, { text });
}

/** What the library cannot read is an error of the file. */
async function attempt<Value>(name: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof FileError ? error : damaged(name, inQuotes((error as Error).message));
  }
}
