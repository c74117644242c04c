import type { Rejection, Result } from "../../document/result.ts";
import type { Run } from "../../engine/run.ts";
import { within } from "../../engine/windows.ts";
import { dayText } from "../../values/day.ts";
import type { CorrectedEvent, IdleEvent, RejectedEvent } from "../model/explanation.ts";
import { indexOf } from "../model/run-index.ts";
import type { Names } from "../prose/names.ts";

/** The rejections of a result: by the subject of each event that was admitted at first, and the ids of all. */
interface Rejections {
  readonly bySubject: ReadonlyMap<number, readonly Rejection[]>;
  readonly ids: ReadonlySet<string>;
}

const rejections = new WeakMap<Result, Rejections>();

function rejectionsOf({ world: { store } }: Run, result: Result): Rejections {
  const known = rejections.get(result);
  if (known !== undefined) return known;
  const bySubject = new Map<number, Rejection[]>();
  const ids = new Set<string>();
  for (const rejection of result.rejections) {
    const { event } = rejection;
    const row = event === undefined ? undefined : store.rows.get(event);
    if (event !== undefined) ids.add(event);
    if (row === undefined) continue;
    const owner = store.subjects[row] ?? -1;
    const list = bySubject.get(owner) ?? [];
    list.push(rejection);
    bySubject.set(owner, list);
  }
  const all = { bySubject, ids };
  rejections.set(result, all);
  return all;
}

/** Rejections of events known to belong to a subject: those that were admitted at first. */
export function rejectedEvents(
  names: Names,
  run: Run,
  result: Result,
  owner: number,
): RejectedEvent[] {
  const own = rejectionsOf(run, result).bySubject.get(owner) ?? [];
  return own.flatMap(({ code, event, message, hint, clauses }): RejectedEvent[] => {
    if (event === undefined) return [];
    const told = { event, code, message, clauses: names.cite(clauses ?? []) };
    return [hint === undefined ? told : { ...told, hint }];
  });
}

/** Events of a subject that another event revised or retracted. */
export function correctedEvents(
  names: Names,
  run: Run,
  result: Result,
  owner: number,
): CorrectedEvent[] {
  const { store } = names.world;
  const index = indexOf(run);
  const rejected = rejectionsOf(run, result);
  return index
    .rowsOf(owner)
    .filter((row) => !store.isInForce(row) && !rejected.ids.has(store.ids.at(row) ?? ""))
    .flatMap((row): CorrectedEvent[] => {
      const id = store.ids.at(row) ?? "";
      const inForce = (row: number): boolean => !store.later.has(row);
      const corrections = index.correctionsOf(id);
      const retraction = corrections.retractions.find((one) => store.isInForce(one));
      const revisions = corrections.revisions.filter(inForce);
      const revision = revisions.find((one) => store.isInForce(one)) ?? revisions[0];
      const by = retraction ?? revision;
      if (by === undefined) return [];
      const how = retraction === undefined ? "revised" : "retracted";
      const day = dayText(store.days[row] ?? 0);
      return [{ event: id, day, type: names.eventType(row), how, by: store.ids.at(by) ?? "" }];
    });
}

/** Events of a subject in the scored period that count but that no rule credited or read. */
export function idleEvents(names: Names, run: Run, owner: number): IdleEvent[] {
  const { world } = names;
  const { store, program } = world;
  const { usedRows } = indexOf(run);
  const slot = program.slots.attributes.get("item") ?? -1;
  return indexOf(run)
    .rowsOf(owner)
    .filter((row) => store.isInForce(row) && !usedRows.has(row))
    .filter((row) => within(store.days[row] ?? 0, world.period))
    .map((row): IdleEvent => {
      const item = store.value(slot, row);
      return {
        event: store.ids.at(row) ?? "",
        day: dayText(store.days[row] ?? 0),
        type: names.eventType(row),
        ...(item === undefined ? {} : { item: String(item) }),
      };
    });
}
