import type { ValueColumn } from "../program/frame.ts";
import { type Codes, paired } from "./grouping.ts";
import { IdTable } from "./id-table.ts";
import { IdTexts } from "./id-texts.ts";
import type { EventStore } from "./store.ts";

/** Tells texts apart by a number. */
class Texts {
  readonly ids = new IdTexts();
  private readonly table: IdTable;

  constructor(expected: number) {
    this.table = new IdTable(this, expected);
  }

  get length(): number {
    return this.ids.length;
  }

  numberOf(text: string): number {
    const next = this.length;
    const number = this.table.add(text, next);
    if (number === next) this.ids.set(next, text);
    return number;
  }
}

/** Tells events apart by their items and ids, without a text for each. */
export class ItemCodes {
  private readonly texts: Texts;
  /** For each code of the column, 1 + the number of its text; 0: not looked up yet. */
  private readonly numberOf: Int32Array;

  /** @param column the attribute that states the item; undefined if no type of event has it. */
  constructor(
    private readonly store: EventStore,
    private readonly column: ValueColumn | undefined,
    private readonly subjects: number,
  ) {
    const length = column?.values.length ?? 0;
    this.numberOf = new Int32Array(length);
    this.texts = new Texts(length);
  }

  /** Codes of events by id: where ids are not checked, several events may have one. */
  byId(rows: Int32Array): Codes {
    const { store } = this;
    const codeOf = this.inRowOrder(rows, (row) => store.rows.get(store.ids.at(row)!) ?? row);
    return { codes: rows.map((row) => codeOf[row]!), count: Math.max(store.length, 1) };
  }

  /** Codes of events by whose they are and their item; by id if they have no item. */
  byItem(rows: Int32Array): Codes {
    const { store, column } = this;
    const { length } = store;
    const codeOf = this.inRowOrder(rows, (row) => {
      const code = column?.codes[row] ?? 0;
      return code === 0
        ? (store.rows.get(store.ids.at(row)!) ?? row)
        : length + this.numberAt(code);
    });
    const own = new Int32Array(rows.length);
    const origins = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at]!;
      own[at] = codeOf[row]!;
      // An id says whose the event is.
      origins[at] = own[at]! < length ? 0 : store.subjects[row]! + 1;
    }
    return paired(
      { codes: origins, count: this.subjects + 1 },
      { codes: own, count: Math.max(length + this.texts.length, 1) },
    );
  }

  private numberAt(code: number): number {
    const known = this.numberOf[code]!;
    if (known !== 0) return known - 1;
    const number = this.texts.numberOf(String(this.column?.values[code]));
    this.numberOf[code] = number + 1;
    return number;
  }

  /** Computes a code for each of some rows, in the order in which the events and their texts lie in memory. */
  private inRowOrder(rows: Int32Array, codeOf: (row: number) => number): Int32Array {
    const codes = new Int32Array(this.store.length);
    const isWanted = new Uint8Array(this.store.length);
    for (let at = 0; at < rows.length; at += 1) isWanted[rows[at]!] = 1;
    for (let row = 0; row < codes.length; row += 1)
      if (isWanted[row] === 1) codes[row] = codeOf(row);
    return codes;
  }
}
