import type { Column, DictionaryColumn } from "../document/table.ts";

/** With more distinct values than these, the rows of a column are read one by one. */
const mostDistinct = 8192;

/** A value that has not been read yet. */
const unread = -3;

/** A value is refused: its row has to be looked at by full admission. */
export const refused = -2;

/** The rows of a column. */
export interface Cells {
  /** Undefined: `values` are those of the rows. */
  readonly codes: Int32Array | undefined;
  readonly values: ArrayLike<unknown>;
}

/** The value of a row. */
export function valueAt({ codes, values }: Cells, row: number): unknown {
  return values[codes === undefined ? row : codes[row]!];
}

/** A column as it is; without one, no row has a value. */
export function plainCells(column: Column | undefined): Cells {
  if (column === undefined) return { codes: undefined, values: [] };
  return "codes" in column ? coded(column) : { codes: undefined, values: column };
}

function coded({ codes, values }: DictionaryColumn): Cells {
  return { codes: codes instanceof Int32Array ? codes : Int32Array.from(codes), values };
}

/** A column in which no row has a value. */
export function emptyCells(length: number): Cells {
  return { codes: new Int32Array(length).fill(-1), values: [] };
}

/** @param isFew its distinct values are looked up anyway, so it gets codes however many they are. */
export function cellsOf(column: Column, isFew: boolean): Cells {
  if ("codes" in column) return coded(column);
  const codes = new Int32Array(column.length);
  const values: unknown[] = [];
  const known = new Map<unknown, number>();
  for (let row = 0; row < column.length; row += 1) {
    const raw: unknown = column[row];
    let code = known.get(raw);
    if (code === undefined) {
      if (values.length === mostDistinct && !isFew) return { codes: undefined, values: column };
      code = values.push(raw) - 1;
      known.set(raw, code);
    }
    codes[row] = code;
  }
  return { codes, values };
}

/** Reads a raw value as a number: the code of an attribute, a subject …; {@link refused} if it is not plain. */
export type ReadCell = (raw: unknown) => number;

/** What the distinct values of a column stand for, by type; each is read once, when it comes. */
class Readings {
  /** For each type, the values by codes plus 1: the first is that of a row without a value. */
  known = new Int32Array(0);
  width = 0;

  constructor(
    private readonly values: ArrayLike<unknown>,
    private readonly readers: readonly ReadCell[],
  ) {}

  /** Makes room for values that have come: a stream of tables may share one list, which grows. */
  extend(): void {
    const { readers, known, width } = this;
    if (width === this.values.length + 1) return;
    this.width = this.values.length + 1;
    this.known = new Int32Array(readers.length * this.width).fill(unread);
    for (const type of readers.keys())
      this.known.set(known.subarray(type * width, (type + 1) * width), type * this.width);
  }

  read(type: number, code: number): number {
    const read = this.readers[type]!(code < 0 ? undefined : this.values[code]);
    this.known[type * this.width + code + 1] = read;
    return read;
  }
}

/** Reads the cells of one column. */
export interface CellReader {
  /**
   * Reads rows, a part of a column at a time.
   * @param types the type of each row; rows with none are left out.
   * @param out gets what each row stands for.
   * @param odd gets a 1 for each row with a refused value.
   */
  fill(from: number, rows: number, types: Int32Array, out: Int32Array, odd: Uint8Array): void;
}

/** Cells with codes. */
class CodeReader implements CellReader {
  constructor(
    private readonly codes: Int32Array,
    private readonly readings: Readings,
  ) {}

  fill(from: number, rows: number, types: Int32Array, out: Int32Array, odd: Uint8Array): void {
    const { codes, readings } = this;
    const { known, width } = readings;
    for (let at = 0; at < rows; at += 1) {
      const type = types[at]!;
      if (type < 0) continue;
      let code = codes[from + at]!;
      if (code < 0 || code >= width - 1) code = -1;
      let read = known[type * width + code + 1]!;
      if (read < 0 && read === unread) read = readings.read(type, code);
      out[at] = read;
      if (read === refused) odd[at] = 1;
    }
  }
}

/** Cells that are all read. */
class ValueReader implements CellReader {
  constructor(
    private readonly values: ArrayLike<unknown>,
    private readonly readers: readonly ReadCell[],
  ) {}

  fill(from: number, rows: number, types: Int32Array, out: Int32Array, odd: Uint8Array): void {
    const { values, readers } = this;
    for (let at = 0; at < rows; at += 1) {
      const type = types[at]!;
      if (type < 0) continue;
      const read = readers[type]!(values[from + at]);
      out[at] = read;
      if (read === refused) odd[at] = 1;
    }
  }
}

/** Makes readers of columns, and remembers what their distinct values stand for. */
export class CellReaders {
  /** By the list of values, then by the name of the column. */
  private readonly readings = new WeakMap<ArrayLike<unknown>, Map<string, Readings>>();

  /** @param readers how each type reads a value. */
  of({ codes, values }: Cells, name: string, readers: readonly ReadCell[]): CellReader {
    if (codes === undefined) return new ValueReader(values, readers);
    const all = this.readings.get(values) ?? new Map<string, Readings>();
    this.readings.set(values, all);
    const readings = all.get(name) ?? new Readings(values, readers);
    all.set(name, readings);
    readings.extend();
    return new CodeReader(codes, readings);
  }
}
