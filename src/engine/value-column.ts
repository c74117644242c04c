import type { ValueColumn } from "../program/frame.ts";
import { keyText, type Value } from "../program/value.ts";

/** The most values that are looked for among those that came before; further ones get a code each time. */
const mostKnown = 8192;

/** The number of values that 16 bits tell apart. */
const mostNarrow = 2 ** 16;

/** An attribute of the stored events: for each row the code of its value. */
export class AttributeColumn implements ValueColumn {
  /** Few attributes have more values than fit in 16 bits. */
  codes: Uint16Array | Int32Array = new Uint16Array(0);
  readonly values: (Value | undefined)[] = [undefined];
  private readonly known = new Map<Value, number>();
  private readonly texts = new Map<string, number>();

  of(row: number): Value | undefined {
    return this.values[this.codes[row] ?? 0];
  }

  /** @param rows how many rows to make room for, if there is no room yet. */
  write(row: number, code: number, rows: number): void {
    if (row >= this.codes.length) {
      if (code === 0) return;
      this.extend(Math.max(rows, row + 1));
    }
    this.codes[row] = code;
  }

  /**
   * Writes the codes of several rows.
   * @param rows how many rows to make room for, if there is no room yet.
   */
  set(first: number, codes: Int32Array, rows: number): void {
    const end = first + codes.length;
    if (end > this.codes.length) {
      if (first >= this.codes.length && codes.every((code) => code === 0)) return;
      this.extend(Math.max(rows, end));
    }
    this.codes.set(codes, first);
  }

  private extend(rows: number): void {
    const isWide = this.values.length > mostNarrow;
    const codes = isWide ? new Int32Array(rows) : new Uint16Array(rows);
    codes.set(this.codes);
    this.codes = codes;
  }

  /** The code of a value. Equal values have one code, unless there are very many; 0 is that of none. */
  codeOf(value: Value | undefined): number {
    if (value === undefined) return 0;
    // Fractions and lists are objects, which equal each other by their contents.
    return typeof value === "object"
      ? this.codeIn(this.texts, keyText([value]), value)
      : this.codeIn(this.known, value, value);
  }

  /** A new code, for a value that is not expected to come again. */
  append(value: Value): number {
    const code = this.values.push(value) - 1;
    if (code === mostNarrow && this.codes.length > 0) this.extend(this.codes.length);
    return code;
  }

  private codeIn<Key>(codes: Map<Key, number>, key: Key, value: Value): number {
    const known = codes.get(key);
    if (known !== undefined) return known;
    const code = this.append(value);
    if (codes.size < mostKnown) codes.set(key, code);
    return code;
  }
}
