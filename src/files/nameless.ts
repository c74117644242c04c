import { type Note, note } from "./messages.ts";
import type { Headers, Row } from "./row.ts";

/** Filled cells of one column that has no header. */
interface Filled {
  /** The first row with such a cell. */
  readonly row: number;
  /** Its content. */
  readonly value: string;
  count: number;
}

/** Columns without a header but with content, which is ignored and reported. */
export class NamelessColumns {
  private readonly places = new WeakMap<Headers, readonly number[]>();
  private readonly filled = new Map<number, Filled>();

  see({ row, headers, cells }: Extract<Row, { kind: "cells" }>): void {
    for (const index of this.placesIn(headers)) {
      const cell = cells[index];
      if (cell === null || cell === undefined || String(cell).trim() === "") continue;
      const found = this.filled.get(index) ?? { row, value: String(cell).trim(), count: 0 };
      found.count += 1;
      this.filled.set(index, found);
    }
  }

  *notes(file: string): Iterable<Note> {
    for (const [index, found] of this.filled)
      yield note("nameless-column", file, { expected: String(index + 1), ...found });
  }

  private placesIn(headers: Headers): readonly number[] {
    let places = this.places.get(headers);
    if (places === undefined) {
      places = headers.flatMap((header, index) => (header.trim() === "" ? [index] : []));
      this.places.set(headers, places);
    }
    return places;
  }
}
