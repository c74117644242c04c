import type { Result } from "../../document/result.ts";
import { within } from "../../engine/windows.ts";
import type { World } from "../../engine/world.ts";
import { dayText } from "../../values/day.ts";
import type { CorrectedEvent, IdleEvent, RejectedEvent } from "../model/explanation.ts";
import type { Names } from "../prose/names.ts";

/** Rejections of events known to belong to a subject: those that were admitted at first. */
export function rejectedEvents(names: Names, result: Result, owner: number): RejectedEvent[] {
  const { store } = names.world;
  return result.rejections.flatMap(({ code, event, message, hint, clauses }): RejectedEvent[] => {
    const row = event === undefined ? undefined : store.rows.get(event);
    if (event === undefined || row === undefined || store.subjects[row] !== owner) return [];
    const told = { event, code, message, clauses: names.cite(clauses ?? []) };
    return [hint === undefined ? told : { ...told, hint }];
  });
}

/** Events of a subject that another event revised or retracted. */
export function correctedEvents(names: Names, result: Result, owner: number): CorrectedEvent[] {
  const { world } = names;
  const { store } = world;
  const rejected = new Set(result.rejections.map(({ event }) => event));
  return rowsOf(world, owner)
    .filter((row) => !store.isInForce(row) && !rejected.has(store.ids[row]))
    .flatMap((row): CorrectedEvent[] => {
      const id = store.ids[row] ?? "";
      const inForce = (row: number): boolean => !store.later.has(row);
      const retraction = correctionsOf(store.retractions, id).find((one) => store.isInForce(one));
      const revisions = correctionsOf(store.revisions, id).filter(inForce);
      const revision = revisions.find((one) => store.isInForce(one)) ?? revisions[0];
      const by = retraction ?? revision;
      if (by === undefined) return [];
      const how = retraction === undefined ? "revised" : "retracted";
      const day = dayText(store.days[row] ?? 0);
      return [{ event: id, day, type: names.eventType(row), how, by: store.ids[by] ?? "" }];
    });
}

/** Events of a subject in the scored period that count but that no rule credited or read. */
export function idleEvents(names: Names, owner: number): IdleEvent[] {
  const { world } = names;
  const { store, entries, program } = world;
  const credited = new Set(entries.rows);
  for (const row of linkedRows(world)) credited.add(row);
  const items = store.attributes[program.slots.attributes.get("item") ?? -1];
  return rowsOf(world, owner)
    .filter((row) => store.isInForce(row) && !credited.has(row))
    .filter((row) => within(store.days[row] ?? 0, world.period))
    .map((row): IdleEvent => {
      const item = items?.[row];
      return {
        event: store.ids[row] ?? "",
        day: dayText(store.days[row] ?? 0),
        type: names.eventType(row),
        ...(item === undefined ? {} : { item: String(item) }),
      };
    });
}

/** Events that others are linked to; of links that only count, all of the type they count. */
function* linkedRows({ store, program }: World): Iterable<number> {
  const types = [...program.events.values()];
  for (const { links } of types) {
    for (const { slot, link } of links) {
      if (link.which !== "count") yield* (store.links[slot] ?? []).filter((row) => row >= 0);
      else {
        const counted = program.events.get(link.to)?.index;
        for (let row = 0; row < store.length; row += 1) if (store.types[row] === counted) yield row;
      }
    }
  }
}

/** The rows of a subject's own events, in the order of events. */
function rowsOf({ store }: World, owner: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < store.length; row += 1) if (store.subjects[row] === owner) rows.push(row);
  return rows.sort((a, b) => store.compare(a, b));
}

function correctionsOf(corrections: ReadonlyMap<number, string>, id: string): number[] {
  return [...corrections].filter(([, corrects]) => corrects === id).map(([row]) => row);
}
