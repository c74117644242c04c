import type { EventRow } from "./event-rows.ts";
import { type Note, note } from "./messages.ts";

/** Rows of one file that another has too. */
interface Repeats {
  readonly file: string;
  readonly other: string;
  readonly row: number;
  count: number;
}

/**
 * Rows without an id whose content stands in an earlier file too: where a file is given again with something changed,
 * nothing else tells that its rows count twice. Within one file, equal rows are taken for what they are: two events.
 */
export class RepeatedRows {
  private readonly first = new Map<string, string>();
  private readonly ids = new Set<string>();
  private readonly repeats = new Map<string, Repeats>();

  see(file: string, { event, count, id, row }: EventRow): void {
    // The same id is the same file under another name: it counts once, and was told.
    if (this.ids.has(id)) return;
    this.ids.add(id);
    const content = JSON.stringify([event, count]);
    const other = this.first.get(content);
    if (other === undefined) this.first.set(content, file);
    if (other === undefined || other === file) return;
    const key = `${file}\n${other}`;
    const found = this.repeats.get(key) ?? { file, other, row, count: 0 };
    found.count += 1;
    this.repeats.set(key, found);
  }

  *notes(): Iterable<Note> {
    for (const { file, other, row, count } of this.repeats.values()) {
      yield note("repeated-rows", file, { count, row, expected: other });
    }
  }
}
