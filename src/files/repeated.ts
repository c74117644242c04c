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
  /** There is a row without an id. Until then, no row is looked at. */
  isLooking = false;
  private readonly fieldsOf = new WeakMap<Plan, readonly string[]>();

  seeRow(file: string, { row, event, derived, count, plan }: EventRow): void {
    let fields = this.fieldsOf.get(plan);
    if (fields === undefined) {
      fields = contentFields(["type", ...plan.steps.map(({ field }) => field)]);
      this.fieldsOf.set(plan, fields);
    }
    this.see({ file, row }, event, fields, derived, count);
  }

  /** @param fields the fields that it may have, in their order. */
  see(
    place: Place,
    event: EventRow["event"],
    fields: readonly string[],
    isNameless = false,
    count = 1,
  ): void {
    const [high, low] = digestOf(contentOf(event, fields, count));
    this.place(`${high} ${low}`, place, isNameless);
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
}

/** The fields of events that are their content, whatever the order of the columns. */
export function contentFields(names: Iterable<string>): readonly string[] {
  const fields = new Set(names);
  fields.delete("id");
  return [...fields].sort();
}

/** What a row says apart from its id. */
function contentOf(event: EventRow["event"], fields: readonly string[], count: number): string {
  let text = String(count);
  for (const field of fields) {
    const value = event[field];
    if (value === undefined) continue;
    text += `\u0001${field}\u0002`;
    text += typeof value === "string" ? value : JSON.stringify(value);
  }
  return text;
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
