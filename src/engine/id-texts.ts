import type { Ids } from "../document/table.ts";

/** The ids of the rows as they came. */
export class IdTexts implements Ids {
  length = 0;
  private readonly texts: string[];

  /** @param expected how many there will be; there may be more. */
  constructor(expected = 0) {
    this.texts = new Array<string>(expected);
  }

  at(row: number): string | undefined {
    return row < this.length ? this.texts[row] : undefined;
  }

  isAt(row: number, id: string): boolean {
    return this.texts[row] === id;
  }

  set(row: number, id: string): void {
    this.texts[row] = id;
    if (row === this.length) this.length += 1;
  }
}
