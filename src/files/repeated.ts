import { createHash } from "node:crypto";
import type { EventRow } from "./event-rows.ts";
import { type Note, note } from "./messages.ts";

/** Where a row stands. */
interface Place {
  readonly file: string;
  readonly row: number;
}

/** The rows of one content: the first of all, and the first without an id. */
interface Content {
  readonly first: Place;
  nameless: Place | undefined;
}

/** Rows of one file whose content another row has too. */
interface Repeats {
  readonly place: Place;
  readonly other: Place;
  count: number;
}

/**
 * Rows of one content of which at least one has no id. They may be one event or several, and only an id shows which.
 * All of them count, and a note says so. Rows that all have ids are told apart by these.
 */
export class RepeatedRows {
  private readonly contents = new Map<string, Content>();
  private readonly repeats = new Map<string, Repeats>();

  see(file: string, row: EventRow): void {
    const place = { file, row: row.row };
    const key = contentOf(row);
    const content = this.contents.get(key);
    if (content === undefined) {
      this.contents.set(key, { first: place, nameless: row.derived ? place : undefined });
      return;
    }
    const other = row.derived ? content.first : content.nameless;
    if (row.derived) content.nameless ??= place;
    if (other === undefined) return;
    const pair = `${file}\n${other.file}`;
    const found = this.repeats.get(pair) ?? { place, other, count: 0 };
    found.count += 1;
    this.repeats.set(pair, found);
  }

  *notes(): Iterable<Note> {
    for (const { place, other, count } of this.repeats.values()) {
      const expected = other.file === place.file ? undefined : other.file;
      const details = { count, rows: [place.row, other.row], expected };
      yield note("repeated-rows", place.file, details);
    }
  }
}

/** What a row says apart from its id, whatever the order of its columns: a digest, since every row is kept. */
function contentOf({ event, count }: EventRow): string {
  const fields = Object.keys(event)
    .filter((field) => field !== "id")
    .sort()
    .map((field) => [field, event[field]]);
  return createHash("sha256")
    .update(JSON.stringify([fields, count]))
    .digest("base64");
}
