import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int32,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
  Vector,
} from "apache-arrow";
import { layouts, type ResultColumnType, type ResultTable } from "../document/result-table.ts";
import type { DictionaryColumn } from "../document/table.ts";
import { isRecord, type OptionKinds, ownOptions, unfit } from "../values/arguments.ts";
import { readDay } from "../values/day.ts";
import * as kinds from "../values/option-kinds.ts";
import { alike } from "../values/phrase.ts";
import { quote } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";

/** How a result is written as an Arrow table. */
export interface ToArrowOptions {
  /**
   * The number of digits after the point, if exact numbers are to be decimals (`Decimal128`). Without it they are texts,
   * which hold every number of a result, fractions too.
   */
  readonly scale?: number | undefined;
}

const options: OptionKinds<ToArrowOptions> = { scale: kinds.count };

/**
 * A part of a result as an Arrow table. No number is rounded: exact numbers are texts, or decimals with a `scale`. Names
 * are dictionaries, the days of entries dates, lists of ids lists.
 * @throws {UsageError} for a table that is none, and for a number that does not fit the `scale`.
 */
export function toArrow(table: ResultTable, given: ToArrowOptions = {}): Table {
  if (!isRecord(table) || !Object.hasOwn(layouts, table.part))
    throw unfit("bad-argument", "table of toArrow", table, alike("resultTable(result, part)"));
  const { scale } = ownOptions("toArrow", given, options);
  const { length } = table;
  const made = Object.entries(layouts[table.part]).map(([name, type]) => {
    const column = table.columns[name]!;
    const data = makers[type](new Rows(name, column, length), scale);
    return { field: new Field(name, data.type, true), data };
  });
  const fields = made.map(({ field }) => field);
  const children = made.map(({ data }) => data);
  const schema = new Schema(fields);
  const rows = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, rows)]);
}

/** The rows of a column, and which of them have a value. */
class Rows {
  readonly bitmap: Uint8Array;
  readonly nullCount: number;

  constructor(
    readonly name: string,
    readonly column: readonly unknown[] | DictionaryColumn,
    readonly length: number,
  ) {
    this.bitmap = new Uint8Array(Math.ceil(length / 8));
    let there = 0;
    for (let row = 0; row < length; row += 1) {
      if (this.at(row) === null) continue;
      this.bitmap[row >> 3]! |= 1 << (row & 7);
      there += 1;
    }
    this.nullCount = length - there;
  }

  at(row: number): unknown {
    const { column } = this;
    return ("codes" in column ? column.values[column.codes[row]!] : column[row]) ?? null;
  }

  /** What every kind of data has. */
  get shared(): { length: number; nullCount: number; nullBitmap: Uint8Array } {
    return { length: this.length, nullCount: this.nullCount, nullBitmap: this.bitmap };
  }

  /** Writes the numbers of the rows that have a value. */
  fill<Numbers extends Int32Array | Float64Array>(
    into: Numbers,
    numberOf: (value: unknown) => number,
  ): Numbers {
    for (let row = 0; row < this.length; row += 1) {
      const value = this.at(row);
      if (value !== null) into[row] = numberOf(value);
    }
    return into;
  }
}

type Make = (rows: Rows, scale: number | undefined) => Data;

const makers: Readonly<Record<ResultColumnType, Make>> = {
  name: (rows) => dictionaryData(rows),
  text: (rows) => textData(rows),
  exact: (rows, scale) => (scale === undefined ? textData(rows) : decimalData(rows, scale)),
  day: (rows) => {
    const data = rows.fill(new Int32Array(rows.length), (value) => readDay(String(value))!);
    return makeData({ type: new DateDay(), ...rows.shared, data });
  },
  whole: (rows) =>
    makeData({
      type: new Int32(),
      ...rows.shared,
      data: rows.fill(new Int32Array(rows.length), Number),
    }),
  number: (rows) =>
    makeData({
      type: new Float64(),
      ...rows.shared,
      data: rows.fill(new Float64Array(rows.length), Number),
    }),
  flag: (rows) => flagData(rows),
  names: (rows) => listData(rows),
};

function dictionaryData(rows: Rows): Data {
  const { codes, values } = rows.column as DictionaryColumn;
  const dictionary = new Vector([textData(new Rows(rows.name, values, values.length))]);
  const type = new Dictionary(new Utf8(), new Int32());
  // A row without a value has a code as well, which nobody reads.
  const data = Int32Array.from(codes, (code) => Math.max(code, 0));
  return makeData({ type, ...rows.shared, data, dictionary: dictionary as Vector<Utf8> });
}

const encoder = new TextEncoder();

function textData(rows: Rows): Data {
  const valueOffsets = new Int32Array(rows.length + 1);
  let bytes = new Uint8Array(1024);
  let end = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const text = (rows.at(row) ?? "") as string;
    // A character of a text takes three bytes at most.
    if (bytes.length < end + 3 * text.length) {
      const larger = new Uint8Array(2 * (end + 3 * text.length));
      larger.set(bytes);
      bytes = larger;
    }
    end += encoder.encodeInto(text, bytes.subarray(end)).written;
    valueOffsets[row + 1] = end;
  }
  return makeData({ type: new Utf8(), ...rows.shared, valueOffsets, data: bytes.subarray(0, end) });
}

function flagData(rows: Rows): Data {
  const data = new Uint8Array(rows.bitmap.length);
  for (let row = 0; row < rows.length; row += 1)
    if (rows.at(row) === true) data[row >> 3]! |= 1 << (row & 7);
  return makeData({ type: new Bool(), ...rows.shared, data });
}

function listData(rows: Rows): Data {
  const valueOffsets = new Int32Array(rows.length + 1);
  const all: unknown[] = [];
  for (let row = 0; row < rows.length; row += 1) {
    for (const one of (rows.at(row) ?? []) as readonly unknown[]) all.push(one);
    valueOffsets[row + 1] = all.length;
  }
  const child = textData(new Rows(rows.name, all, all.length)) as Data<Utf8>;
  const type = new List(new Field<Utf8>("item", new Utf8(), true));
  return makeData({ type, ...rows.shared, valueOffsets, child });
}

/** The digits that a decimal of 128 bits holds. */
const precision = 38;

function decimalData(rows: Rows, scale: number): Data {
  const type: DataType = new Decimal(scale, precision, 128);
  const data = new Uint32Array(rows.length * 4);
  for (let row = 0; row < rows.length; row += 1) {
    const value = rows.at(row);
    if (value === null) continue;
    const units = unitsOf(value, scale);
    if (units === undefined) throw tooFine(rows.name, value, scale);
    for (let word = 0; word < 4; word += 1)
      data[row * 4 + word] = Number(BigInt.asUintN(32, units >> BigInt(word * 32)));
  }
  return makeData({ type: type as Decimal, ...rows.shared, data });
}

/** How many of the smallest units a number is; undefined if it is no whole number of them. */
function unitsOf(value: unknown, scale: number): bigint | undefined {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(String(value));
  const fraction = match?.[2] ?? "";
  if (match === null || fraction.length > scale) return undefined;
  const digits = `${match[1]}${fraction.padEnd(scale, "0")}`;
  return digits.replace(/^-?0*/, "").length > precision ? undefined : BigInt(digits);
}

function tooFine(name: string, value: unknown, scale: number): UsageError {
  return new UsageError("bad-option", {
    en: `scale of toArrow: "${quote(value)}" in column "${name}" is no decimal of ${precision} digits, ${scale} of them after the point: take another scale, or none for texts`,
    zh: `“toArrow”的“scale”:“${name}”列的“${quote(value)}”不能写成共 ${precision} 位、小数 ${scale} 位的十进制数:请改用其他“scale”,或略去它以使用文本`,
  });
}
