import type { Ids } from "../document/table.ts";

/** How many slots are tried before an id goes to the overflow: only ids made to collide get there. */
const longestProbe = 256;

const fewestSlots = 1024;
/** The share of the slots that may be taken. */
const fullest = 0.6;

/** The row of each id: a table of integers, since a map of a million strings costs more than all that is scored. */
export class IdTable {
  /**
   * For each slot a row plus 1 in the low bits (0: free). There are as many of them as a place in the table has; the other
   * bits are those of the id's hash, so that few ids are compared.
   */
  private slots = new Int32Array(0);
  private size = 0;
  /** Rows up to here are in the table. */
  private indexed = 0;
  private readonly overflow = new Map<string, number>();

  /**
   * @param events the id of each row, and how many rows there are.
   * @param expected how many there will be.
   */
  constructor(
    private readonly events: { readonly ids: Ids; readonly length: number },
    private readonly expected: number,
  ) {}

  get(id: string): number | undefined {
    this.catchUp(this.events.length);
    if (this.slots.length === 0) return undefined;
    const slot = this.find(id, hashOf(id));
    const row = slot < 0 ? 0 : this.slots[slot]! & (this.slots.length - 1);
    // In the overflow it stays, even when a larger table has room for it.
    return row === 0 ? this.overflow.get(id) : row - 1;
  }

  /**
   * Records the row of an id, if it is new; gives the row that has it. Rows of ids that are known to be new may be left
   * out: they are recorded when an id is looked for.
   */
  add(id: string, row: number): number {
    this.catchUp(row);
    const known = this.enter(id, row);
    if (known === row) this.indexed = row + 1;
    return known;
  }

  private catchUp(rows: number): void {
    const { ids } = this.events;
    for (; this.indexed < rows; this.indexed += 1) this.enter(ids.at(this.indexed)!, this.indexed);
  }

  private enter(id: string, row: number): number {
    if (this.slots.length === 0) this.slots = new Int32Array(slotsFor(this.expected));
    // Rows that share an id have numbers as well.
    while (this.size >= this.slots.length * fullest || row + 1 >= this.slots.length) this.grow();
    const hash = hashOf(id);
    const slot = this.find(id, hash);
    const low = this.slots.length - 1;
    const known = slot < 0 ? 0 : this.slots[slot]! & low;
    if (known !== 0) return known - 1;
    const spilt = this.overflow.size === 0 ? undefined : this.overflow.get(id);
    if (spilt !== undefined) return spilt;
    if (slot < 0) {
      this.overflow.set(id, row);
      return row;
    }
    this.slots[slot] = (hash & ~low) | (row + 1);
    this.size += 1;
    return row;
  }

  /** The slot that has an id, or the free one where it belongs; -1: in the overflow. */
  private find(id: string, hash: number): number {
    const { slots } = this;
    const { ids } = this.events;
    const low = slots.length - 1;
    for (let probe = 0, slot = hash & low; probe < longestProbe; probe += 1) {
      const entry = slots[slot]!;
      if (entry === 0) return slot;
      if (((entry ^ hash) & ~low) === 0 && ids.isAt((entry & low) - 1, id)) return slot;
      slot = (slot + 1) & low;
    }
    return -1;
  }

  private grow(): void {
    const { ids } = this.events;
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    const [lowBefore, low] = [before.length - 1, this.slots.length - 1];
    // In the order of the rows, neighbours in memory follow each other.
    const rows = before.filter((entry) => entry !== 0);
    for (let at = 0; at < rows.length; at += 1) rows[at] = rows[at]! & lowBefore;
    rows.sort();
    for (const number of rows) {
      const hash = hashOf(ids.at(number - 1)!);
      let slot = hash & low;
      let probe = 0;
      for (; probe < longestProbe && this.slots[slot] !== 0; probe += 1) slot = (slot + 1) & low;
      if (probe < longestProbe) this.slots[slot] = (hash & ~low) | number;
      else this.overflow.set(ids.at(number - 1)!, number - 1);
    }
  }
}

function slotsFor(expected: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(fewestSlots, (expected + 2) / fullest)));
}

/**
 * A number that is equal for equal texts (FNV-1a, mixed). Texts that differ in the last character alone, as numbered ids
 * do, are neighbours, so that they lie together in memory.
 */
function hashOf(text: string): number {
  const last = text.length - 1;
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < last; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) + text.charCodeAt(last)) | 0;
}
