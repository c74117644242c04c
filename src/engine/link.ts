import type { Frame } from "../program/frame.ts";
import type { Program, ProgramEvent } from "../program/program.ts";
import { keyText, type Value } from "../program/value.ts";
import type { Link } from "../ruleset/resolved.ts";
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
  { slot, link: rule, when }: ProgramEvent["links"][number],
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
  for (const row of rowsOf.get(event.index) ?? []) {
    const key = sharedKey(store, row, same);
    const candidates = inTime(store, rule, row, key === undefined ? [] : (targets.get(key) ?? []));
    const holds = (candidate: number): boolean => {
      if (when === undefined) return true;
      column[row] = candidate;
      frame.row = row;
      return when(frame) === true;
    };
    column[row] = pick[rule.which](candidates, when === undefined ? undefined : holds);
  }
}

/** The slices of the ordered events that an event may be linked to: those before it, and those after it. */
interface Stretches {
  readonly rows: readonly number[];
  readonly spans: readonly (readonly [from: number, to: number])[];
}

type Holds = ((row: number) => boolean) | undefined;

/** The value of a link. It reads only as many events as decide it, since a group may contain all events. */
const pick: {
  readonly [Which in Link["which"]]: (candidates: Stretches, holds: Holds) => number;
} = {
  first: ({ rows, spans }, holds) => {
    for (const [from, to] of spans)
      for (let at = from; at < to; at += 1)
        if (holds === undefined || holds(rows[at]!)) return rows[at]!;
    return -1;
  },
  last: ({ rows, spans }, holds) => {
    for (const [from, to] of [...spans].reverse())
      for (let at = to - 1; at >= from; at -= 1)
        if (holds === undefined || holds(rows[at]!)) return rows[at]!;
    return -1;
  },
  count: ({ rows, spans }, holds) => {
    let count = 0;
    for (const [from, to] of spans)
      count += holds === undefined ? to - from : rows.slice(from, to).filter(holds).length;
    return count;
  },
};

/** The events on the side of the event that the link asks for; it is never among them itself. */
function inTime(
  store: EventStore,
  { timing }: Link,
  row: number,
  rows: readonly number[],
): Stretches {
  let from = 0;
  for (let to = rows.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (store.compare(rows[middle]!, row) < 0) from = middle + 1;
    else to = middle;
  }
  const behind = rows[from] === row ? from + 1 : from;
  return {
    rows,
    spans: [
      ...(timing === "after" ? [] : [[0, from] as const]),
      ...(timing === "before" ? [] : [[behind, rows.length] as const]),
    ],
  };
}

/** The values that linked events must share; undefined if one is absent. */
function sharedKey(store: EventStore, row: number, same: readonly number[]): string | undefined {
  const values: Value[] = [];
  for (const slot of same) {
    const value = slot < 0 ? store.subjects[row] : store.attributes[slot]?.[row];
    if (value === undefined || (slot < 0 && value === -1)) return undefined;
    values.push(value);
  }
  return keyText(values);
}
