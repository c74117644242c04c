import { noTime } from "../program/frame.ts";
import type { Program, ProgramEvent } from "../program/program.ts";
import { isSame } from "../program/value.ts";
import type { EventStore, NewEvent } from "./store.ts";

/** The events that came under one id: copies of one content count once, different contents are a conflict. */
export class Versions {
  /** How often a row came again with the same content. */
  private readonly repeats = new Map<number, number>();
  /** For each id in conflict, how many events differ from the first. */
  private readonly conflicts = new Map<string, number>();
  /** For each id, how many of its events lie after the as-of day. */
  private readonly laterOnes = new Map<string, number>();

  constructor(
    private readonly program: Program,
    private readonly store: EventStore,
    /** Ids are known to be new: only those of corrections are looked for. */
    private readonly isTrusted: boolean,
  ) {}

  /** Stores an event unless it came before; true if it is new. */
  keep(event: NewEvent, type: ProgramEvent | undefined): boolean {
    const { store } = this;
    const { revises, retracts } = event;
    const isNew = this.isTrusted && revises === undefined && retracts === undefined;
    const known = isNew ? undefined : store.rows.get(event.id);
    if (event.isLater) this.laterOnes.set(event.id, (this.laterOnes.get(event.id) ?? 0) + 1);
    if (known === undefined) {
      store.add(event);
      return true;
    } else if (this.isCopy(event, known, type))
      this.repeats.set(known, (this.repeats.get(known) ?? 0) + 1);
    else this.conflicts.set(event.id, (this.conflicts.get(event.id) ?? 0) + 1);
    return false;
  }

  /** Copies of events that count; those after the as-of day are counted as such. */
  get duplicates(): number {
    let count = 0;
    for (const [row, times] of this.repeats)
      if (!this.conflicts.has(this.store.ids.at(row)!) && !this.store.later.has(row))
        count += times;
    return count;
  }

  /** How many events after the as-of day are in a conflict. */
  get laterConflicts(): number {
    let count = 0;
    for (const id of this.conflicts.keys()) count += this.laterOnes.get(id) ?? 0;
    return count;
  }

  /** Takes the ids in conflict out of what counts; gives each with the number of events that had it. */
  *takeOutConflicts(): Iterable<readonly [id: string, events: number]> {
    const { store } = this;
    for (const [id, others] of this.conflicts) {
      const row = store.rows.get(id)!;
      store.takeOut(row);
      store.later.delete(row);
      yield [id, 1 + others + (this.repeats.get(row) ?? 0)];
    }
  }

  /** Is the event that would come next the same as one that is stored? Values are compared, not their spelling. */
  private isCopy(event: NewEvent, row: number, type: ProgramEvent | undefined): boolean {
    const { store } = this;
    if (
      store.types[row] !== event.type ||
      store.instantOf(row) !== event.instant ||
      (this.program.readsTime && store.timeOf(row) !== (event.time ?? noTime)) ||
      store.subjects[row] !== event.subject ||
      store.revisions.get(row) !== event.revises ||
      store.retractions.get(row) !== event.retracts ||
      store.concerns.get(row) !== event.concerns
    ) {
      return false;
    }
    return (type?.attributes ?? []).every(({ slot }) =>
      isSame(store.value(slot, row), store.value(slot, store.length)),
    );
  }
}
