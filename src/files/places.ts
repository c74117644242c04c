import { IdList } from "../engine/id-list.ts";
import { IdTable } from "../engine/id-table.ts";
import type { Plan } from "./plan.ts";
import type { Fields } from "./row.ts";

/** The place of an event. */
export interface EventPlace {
  readonly file: string;
  readonly row: number;
  readonly plan: Plan;
  readonly fields: Fields | undefined;
}

type Origin = Pick<EventPlace, "file" | "plan">;

/** Where the events of each id stand: in columns, since a file may have millions of rows. */
export class EventPlaces {
  readonly ids = new IdList();
  private readonly rows: number[] = [];
  /** For each event its file with its plan: one object for all events of both. */
  private readonly origins: Origin[] = [];
  private readonly known: Origin[] = [];
  private readonly fields: Fields[] = [];
  private readonly table = new IdTable(this, 0);
  /** The further places of an id, by the number of its first event. */
  private readonly others = new Map<number, EventPlace[]>();

  get length(): number {
    return this.ids.length;
  }

  add(id: string, place: EventPlace): void {
    const number = this.length;
    const first = this.table.add(id, number);
    if (first !== number) {
      const others = this.others.get(first);
      if (others === undefined) this.others.set(first, [place]);
      else others.push(place);
      return;
    }
    this.ids.set(number, id);
    this.rows.push(place.row);
    this.origins.push(this.originOf(place));
    if (place.fields !== undefined) this.fields[number] = place.fields;
  }

  /** The places of an id, in the order of the files. */
  of(id: string): readonly EventPlace[] {
    const number = this.table.get(id);
    return number === undefined ? [] : this.at(number);
  }

  /** The ids that several events have, in their order. */
  *several(): Iterable<readonly [id: string, places: readonly EventPlace[]]> {
    for (const number of [...this.others.keys()].sort((a, b) => a - b))
      yield [this.ids.at(number) ?? "", this.at(number)];
  }

  private at(number: number): readonly EventPlace[] {
    const [origin, row = 0] = [this.origins[number], this.rows[number]];
    if (origin === undefined) return [];
    const first = { ...origin, row, fields: this.fields[number] };
    return [first, ...(this.others.get(number) ?? [])];
  }

  private originOf({ file, plan }: EventPlace): Origin {
    // There are few: one for each type of event in each file.
    const before = this.known.find((one) => one.plan === plan && one.file === file);
    if (before !== undefined) return before;
    const origin = { file, plan };
    this.known.push(origin);
    return origin;
  }
}
