import type { EventRow } from "./event-rows.ts";
import { type Note, note } from "./messages.ts";
import type { Plan } from "./plan.ts";

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
  /** Rows with ids, until the first without one: four numbers each. Most files have ids throughout. */
  private waiting: number[] | undefined = [];
  private readonly files: string[] = [];
  private readonly fieldsOf = new WeakMap<Plan, readonly string[]>();

  see(file: string, row: EventRow): void {
    const [high, low] = digestOf(this.contentOf(row));
    if (row.derived) this.replay();
    if (this.waiting !== undefined) this.waiting.push(high, low, this.numberOf(file), row.row);
    else this.place(`${high} ${low}`, { file, row: row.row }, row.derived);
  }

  private replay(): void {
    const { waiting = [], files } = this;
    this.waiting = undefined;
    for (let at = 0; at < waiting.length; at += 4) {
      const [high, low, file = 0, row = 0] = waiting.slice(at, at + 4);
      this.place(`${high} ${low}`, { file: files[file] ?? "", row }, false);
    }
  }

  private place(key: string, place: Place, isNameless: boolean): void {
    const content = this.contents.get(key);
    if (content === undefined) {
      this.contents.set(key, { first: place, nameless: isNameless ? place : undefined });
      return;
    }
    const other = isNameless ? content.first : content.nameless;
    if (isNameless) content.nameless ??= place;
    if (other === undefined) return;
    const pair = `${place.file}\n${other.file}`;
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

  private numberOf(file: string): number {
    const last = this.files.length - 1;
    return this.files[last] === file ? last : this.files.push(file) - 1;
  }

  /** What a row says apart from its id, whatever the order of its columns. */
  private contentOf({ event, count, plan }: EventRow): string {
    let fields = this.fieldsOf.get(plan);
    if (fields === undefined) {
      const names = new Set(["type", ...plan.steps.map(({ field }) => field)]);
      names.delete("id");
      fields = [...names].sort();
      this.fieldsOf.set(plan, fields);
    }
    let text = String(count);
    for (const field of fields) {
      const value = event[field];
      if (value === undefined) continue;
      text += `\u0001${field}\u0002`;
      text += typeof value === "string" ? value : JSON.stringify(value);
    }
    return text;
  }
}

/** 64 bits of a text. That ten million different rows have two alike is less likely than 1 in 300,000, and costs a wrong note. */
function digestOf(text: string): readonly [number, number] {
  let [high, low] = [0x811c9dc5 | 0, 0x9747b28c | 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5bd1e995);
    low ^= low >>> 15;
  }
  return [high, low];
}
