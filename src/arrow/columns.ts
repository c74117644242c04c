import { type Data, DataType, Vector } from "apache-arrow";
import { codedColumn } from "../document/coded.ts";
import type { Column, NumberColumn } from "../document/table.ts";
import { dayText } from "../values/day.ts";
import {
  midnightDay,
  momentText,
  type SecondDigits,
  scaledText,
  singleValue,
  timeText,
  wholeValue,
} from "../values/epoch.ts";

/** The value of a row of a chunk that has one. */
type Read = (row: number) => unknown;

/**
 * The values of a vector as events hold them: decimals as texts, days and moments as ISO texts, dictionaries as codes.
 * Undefined for a type that no event holds.
 */
export function columnOf(vector: Vector): Column | undefined {
  const { type } = vector;
  if (DataType.isDictionary(type)) return dictionaryOf(vector);
  const [chunk] = vector.data;
  if (vector.data.length === 1 && chunk?.nullCount === 0 && isPlainNumber(type))
    return (chunk.values as NumberColumn).subarray(0, chunk.length);
  const values = DataType.isTimestamp(type) ? momentsOf(vector, type) : listOf(vector);
  if (values === undefined || !isText(type)) return values;
  return codedColumn(values as readonly (string | null)[]);
}

/** Numbers that events hold as they are. */
function isPlainNumber(type: DataType): boolean {
  if (DataType.isInt(type)) return type.bitWidth < 64;
  return DataType.isFloat(type) && type.precision === 2;
}

function isText(type: DataType): boolean {
  return isUtf8(type) || DataType.isDate(type) || DataType.isTimestamp(type);
}

function isUtf8(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) || isNewer(type, "utf8View");
}

/** The ids of types that older versions of Arrow do not know. */
const newer = { largeList: 21, utf8View: 24 } as const;

function isNewer(type: DataType, name: keyof typeof newer): boolean {
  return (type.typeId as number) === newer[name];
}

/** The values one by one; `null` where there is none. */
function listOf(vector: Vector): unknown[] | undefined {
  const values: unknown[] = [];
  for (const chunk of vector.data) {
    const read = readerOf(chunk, vector.slice(values.length, values.length + chunk.length));
    if (read === undefined) return undefined;
    for (let row = 0; row < chunk.length; row += 1)
      values.push(chunk.nullCount > 0 && !chunk.getValid(row) ? null : read(row));
  }
  return values;
}

/** @param own the vector of this chunk alone, for types whose storage differs between versions of Arrow. */
function readerOf(chunk: Data, own: Vector): Read | undefined {
  const { type, values } = chunk;
  if (DataType.isNull(type)) return () => null;
  if (DataType.isBool(type)) return (row) => own.get(row) as unknown;
  if (DataType.isInt(type))
    return type.bitWidth < 64 ? (row) => values[row] : (row) => wholeValue(values[row] as bigint);
  if (DataType.isFloat(type)) return floatReader(chunk, type.precision, own);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return textReader(chunk);
  if (isUtf8(type)) return (row) => own.get(row) as unknown;
  if (DataType.isDecimal(type))
    return (row) => scaledText(unitsOf(values as Uint32Array, row, chunk.stride), type.scale);
  if (DataType.isDate(type)) return (row) => dateText(Number(own.get(row)));
  if (DataType.isTime(type))
    return (row) => timeText(values[row] as number | bigint, digitsOf(type.unit));
  if (DataType.isTimestamp(type)) return momentReader(chunk, type);
  if (DataType.isList(type) || isNewer(type, "largeList")) return listReader(chunk);
  if (DataType.isFixedSizeList(type))
    return listOf(own.getChildAt(0)!) && ((row) => listOf(own.get(row) as Vector));
  if (!DataType.isDictionary(type)) return undefined;
  const known = listOf(chunk.dictionary!);
  return known && ((row) => known[Number(values[row])]);
}

function floatReader({ values }: Data, precision: number, own: Vector): Read {
  if (precision === 0) return (row) => own.get(row) as unknown;
  if (precision === 1) return (row) => singleValue(values[row] as number);
  return (row) => values[row];
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** A longer text does not fit into one string. */
const longestText = 2 ** 28;

/** Texts are cut out of one, where a byte is a character; decoding each by itself takes several times as long. */
function textReader({ values, valueOffsets, length }: Data): Read {
  const bytes = values as Uint8Array;
  const at = (row: number): number => Number(valueOffsets[row]);
  const [start, end] = length === 0 ? [0, 0] : [at(0), at(length)];
  const all = end - start > longestText ? "" : decoder.decode(bytes.subarray(start, end));
  if (all.length === end - start) return (row) => all.slice(at(row) - start, at(row + 1) - start);
  return (row) => decoder.decode(bytes.subarray(at(row), at(row + 1)));
}

/** A decimal as the whole number of its smallest units: words of 32 bits, the lowest first. */
function unitsOf(words: Uint32Array, row: number, stride: number): bigint {
  let units = 0n;
  for (let word = (row + 1) * stride - 1; word >= row * stride; word -= 1)
    units = (units << 32n) | BigInt(words[word]!);
  return BigInt.asIntN(stride * 32, units);
}

function dateText(milliseconds: number): string {
  const day = midnightDay(milliseconds, 3);
  return day === undefined ? momentText(milliseconds, 3, "") : dayText(day);
}

const unitDigits = [0, 3, 6, 9] as const satisfies SecondDigits[];

function digitsOf(unit: number): SecondDigits {
  return unitDigits[unit]!;
}

interface TimestampType {
  readonly unit: number;
  readonly timezone?: string | null | undefined;
}

function momentReader({ values }: Data, { unit, timezone }: TimestampType): Read {
  const [digits, zone] = [digitsOf(unit), isBlank(timezone) ? "" : "Z"] as const;
  return (row) => momentText(values[row] as bigint, digits, zone);
}

function isBlank(text: string | null | undefined): boolean {
  return text === undefined || text === null || text === "";
}

/** Data frames have no type for days: a column whose moments are all midnights, in no zone, holds days. */
function momentsOf(vector: Vector, type: TimestampType): unknown[] | undefined {
  if (!isBlank(type.timezone)) return listOf(vector);
  const days: (string | null)[] = [];
  for (const chunk of vector.data) {
    for (let row = 0; row < chunk.length; row += 1) {
      const isThere = chunk.nullCount === 0 || chunk.getValid(row);
      const day = isThere ? midnightDay(chunk.values[row] as bigint, digitsOf(type.unit)) : null;
      if (day === undefined) return listOf(vector);
      days.push(day === null ? null : dayText(day));
    }
  }
  return days;
}

/** The values of all lists are read once, and cut. */
function listReader({ children, valueOffsets }: Data): Read | undefined {
  const [child] = children;
  const values = child && listOf(new Vector([child]));
  return (
    values && ((row) => values.slice(Number(valueOffsets[row]), Number(valueOffsets[row + 1])))
  );
}

/** Codes stay codes. Chunks may have dictionaries of their own: equal values get one code. */
function dictionaryOf(vector: Vector): Column | undefined {
  const codes = new Int32Array(vector.length);
  const known = new Map<unknown, number>();
  const ours = new Map<Vector, readonly number[]>();
  let at = 0;
  for (const chunk of vector.data) {
    const dictionary = chunk.dictionary!;
    const code = ours.get(dictionary) ?? listOf(dictionary)?.map((value) => codeOf(value, known));
    if (code === undefined) return undefined;
    ours.set(dictionary, code);
    for (let row = 0; row < chunk.length; row += 1, at += 1) {
      const isThere = chunk.nullCount === 0 || chunk.getValid(row);
      codes[at] = isThere ? code[Number(chunk.values[row])]! : -1;
    }
  }
  return { codes, values: [...known.keys()] };
}

function codeOf(value: unknown, known: Map<unknown, number>): number {
  const code = known.get(value) ?? known.size;
  if (code === known.size) known.set(value, code);
  return code;
}
