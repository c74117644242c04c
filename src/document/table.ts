/** Codes of the rows into distinct values. */
export type Codes = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/**
 * A column whose rows repeat a few values: `values[codes[row]]` is the value of a row. A code that is negative, or that
 * `values` does not reach, means: that row has no value.
 */
export interface DictionaryColumn {
  readonly codes: Codes;
  readonly values: readonly unknown[];
}

/** A column of numbers. As of any number of an event, 15 digits are read; decimals of more digits come as texts. */
export type NumberColumn = Codes | Float32Array | Float64Array;

/** The values of all rows: one for each row, or codes into the distinct values. */
export type Column = readonly unknown[] | NumberColumn | DictionaryColumn;

/**
 * Events by column: `columns.id[3]` is the id of the fourth event. A column is named like the key of an event, and holds
 * what events hold at that key. Where it holds `undefined`, `null` or a blank text, the event does not have the key.
 * Every column has `length` rows. The table and its columns are not changed, and must not change while they are read.
 */
export interface EventTable {
  readonly length: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** The ids of rows, in the order of the rows. */
export interface Ids {
  readonly length: number;
  /** The id of a row; undefined if there is no such row. */
  at(row: number): string | undefined;
  /** Is it the id of a row? */
  isAt(row: number, id: string): boolean;
  /** Sets the id of the row {@link length}, or again that of the row before it. */
  set(row: number, id: string): void;
}

/** Events that come as tables, one after the other: those of files. */
export interface TableStream {
  readonly [tablesOf]: () => {
    readonly tables: AsyncIterable<EventTable>;
    /** Where their ids are to be kept: as texts that nobody else holds they would take most of the memory. */
    readonly ids: Ids;
  };
}

export const tablesOf: unique symbol = Symbol("jifen tables");
