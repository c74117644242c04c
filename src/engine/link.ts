import type { Frame } from "../program/frame.ts";
import type { Program, ProgramEvent } from "../program/program.ts";
import { keyText, type Value } from "../program/value.ts";
import { Candidates } from "./candidates.ts";
import type { EventStore } from "./store.ts";

/** Finds for each event that counts the events it is linked to. */
export function link(program: Program, store: EventStore, frame: Frame): void {
  const linking = [...program.events.values()].filter((event) => event.links.length > 0);
  if (linking.length === 0) return;
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < store.length; row += 1) {
    if (!store.isInForce(row)) continue;
    const type = store.types[row]!;
    const rows = rowsOf.get(type);
    if (rows === undefined) rowsOf.set(type, [row]);
    else rows.push(row);
  }
  for (const event of linking) {
    for (const one of event.links) linkRows(program, store, frame, rowsOf, event, one);
  }
}

function linkRows(
  program: Program,
  store: EventStore,
  frame: Frame,
  rowsOf: ReadonlyMap<number, readonly number[]>,
  event: ProgramEvent,
  { slot, link: rule, condition }: ProgramEvent["links"][number],
): void {
  const same = rule.same.map((name) =>
    name === "subject" ? -1 : (program.slots.attributes.get(name) ?? -1),
  );
  const targets = new Map<string, number[]>();
  for (const row of rowsOf.get(program.events.get(rule.to)?.index ?? -1) ?? []) {
    const key = sharedKey(store, row, same);
    if (key === undefined) continue;
    const rows = targets.get(key);
    if (rows === undefined) targets.set(key, [row]);
    else rows.push(row);
  }
  for (const rows of targets.values()) rows.sort((a, b) => store.compare(a, b));
  const column = store.links[slot]!;
  const candidates = new Candidates(condition, rule, store, frame, column);
  for (const row of rowsOf.get(event.index) ?? []) {
    const key = sharedKey(store, row, same);
    column[row] = candidates.linked(row, (key === undefined ? undefined : targets.get(key)) ?? []);
  }
}

/** The values that linked events must share; undefined if one is absent. */
function sharedKey(store: EventStore, row: number, same: readonly number[]): string | undefined {
  const values: Value[] = [];
  for (const slot of same) {
    const value = slot < 0 ? store.subjects[row] : store.value(slot, row);
    if (value === undefined || (slot < 0 && value === -1)) return undefined;
    values.push(value);
  }
  return keyText(values);
}
