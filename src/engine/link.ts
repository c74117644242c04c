import type { Frame } from "../program/frame.ts";
import type { Program, ProgramEvent } from "../program/program.ts";
import { keyText } from "../program/value.ts";
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
  const keys = new SharedKeys(store, same);
  const targets: number[][] = [];
  for (const row of rowsOf.get(program.events.get(rule.to)?.index ?? -1) ?? []) {
    const key = keys.of(row);
    if (key < 0) continue;
    const rows = targets[key];
    if (rows === undefined) targets[key] = [row];
    else rows.push(row);
  }
  for (const rows of targets) rows?.sort((a, b) => store.compare(a, b));
  const column = store.links[slot]!;
  const candidates = new Candidates(condition, rule, store, frame, column);
  for (const row of rowsOf.get(event.index) ?? [])
    column[row] = candidates.linked(row, targets[keys.of(row)] ?? nothing);
}

const nothing: readonly number[] = [];

/** Numbers what linked events must share. */
class SharedKeys {
  private readonly parts: readonly ((row: number) => number)[];
  /** For each part after the first: the numbers of pairs of what comes before it and itself. */
  private readonly pairs: readonly Map<number, number>[];

  /** @param same the slots of attributes; -1: the subject. */
  constructor(store: EventStore, same: readonly number[]) {
    this.parts = same.map((slot) =>
      slot < 0 ? (row: number) => store.subjects[row]! : numbering(store, slot),
    );
    this.pairs = same.map(() => new Map());
  }

  /** The number of what an event shares; -1 if a part is absent. */
  of(row: number): number {
    let number = 0;
    for (let at = 0; at < this.parts.length; at += 1) {
      const part = this.parts[at]!(row);
      if (part < 0) return -1;
      number = at === 0 ? part : this.paired(this.pairs[at]!, number, part);
    }
    return number;
  }

  private paired(known: Map<number, number>, number: number, part: number): number {
    // Both are below the number of events or subjects, so the product is a safe integer.
    const pair = number * mostParts + part;
    const found = known.get(pair) ?? known.size;
    if (found === known.size) known.set(pair, found);
    return found;
  }
}

const mostParts = 2 ** 26;

/** Numbers the values of an attribute: equal values have one number, also those that have several codes. */
function numbering(store: EventStore, slot: number): (row: number) => number {
  const column = store.attributes[slot];
  const byText = new Map<string, number>();
  const byCode = new Int32Array(column?.values.length ?? 0).fill(-1);
  return (row) => {
    const code = column?.codes[row] ?? 0;
    let number = byCode[code] ?? -1;
    if (number < 0) {
      const value = column?.values[code];
      if (value === undefined) return -1;
      const text = keyText([value]);
      number = byText.get(text) ?? byText.size;
      byText.set(text, number);
      byCode[code] = number;
    }
    return number;
  };
}
