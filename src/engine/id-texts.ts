import type { Ids } from "../document/table.ts";

/** The ids of the rows as they came. */
export class IdTexts implements Ids {
  private readonly texts: string[] = [];

  get length(): number {
    return this.texts.length;
  }

  at(row: number): string | undefined {
    return this.texts[row];
  }

  isAt(row: number, id: string): boolean {
    return this.texts[row] === id;
  }

  set(row: number, id: string): void {
    this.texts[row] = id;
  }
}
