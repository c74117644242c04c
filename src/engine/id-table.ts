/** How many slots are tried before an id goes to the overflow: only ids made to collide get there. */
const longestProbe = 64;

/** The row of each id: a table of integers, since a map of a million strings costs more than all that is scored. */
export class IdTable {
  /** Rows by slot, plus 1; 0: free. */
  private slots = new Int32Array(1024);
  /** The hash of the id in each slot, so that few ids are compared. */
  private hashes = new Int32Array(1024);
  private size = 0;
  private readonly overflow = new Map<string, number>();

  /** @param ids the id of each row. */
  constructor(private readonly ids: readonly string[]) {}

  get(id: string): number | undefined {
    const slot = this.find(id, hashOf(id));
    if (slot < 0) return this.overflow.get(id);
    const row = this.slots[slot]!;
    return row === 0 ? undefined : row - 1;
  }

  /** Records the row of an id, if it is new; gives the row that has it. */
  add(id: string, row: number): number {
    const hash = hashOf(id);
    const slot = this.find(id, hash);
    if (slot < 0) {
      const known = this.overflow.get(id);
      if (known === undefined) this.overflow.set(id, row);
      return known ?? row;
    }
    const known = this.slots[slot]!;
    if (known !== 0) return known - 1;
    this.slots[slot] = row + 1;
    this.hashes[slot] = hash;
    this.size += 1;
    if (this.size * 2 > this.slots.length) this.grow();
    return row;
  }

  /** The slot that has an id, or the free one where it belongs; -1: in the overflow. */
  private find(id: string, hash: number): number {
    const { slots, hashes, ids } = this;
    const mask = slots.length - 1;
    for (let probe = 0, slot = hash & mask; probe < longestProbe; probe += 1) {
      const row = slots[slot]!;
      if (row === 0 || (hashes[slot] === hash && ids[row - 1] === id)) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private grow(): void {
    const { slots, hashes } = this;
    this.slots = new Int32Array(slots.length * 2);
    this.hashes = new Int32Array(slots.length * 2);
    const mask = this.slots.length - 1;
    for (let from = 0; from < slots.length; from += 1) {
      if (slots[from] === 0) continue;
      const hash = hashes[from]!;
      let slot = hash & mask;
      let probe = 0;
      for (; probe < longestProbe && this.slots[slot] !== 0; probe += 1) slot = (slot + 1) & mask;
      if (probe === longestProbe) {
        const row = slots[from]! - 1;
        this.overflow.set(this.ids[row]!, row);
        continue;
      }
      this.slots[slot] = slots[from]!;
      this.hashes[slot] = hash;
    }
  }
}

/** A number that is equal for equal texts, and spreads the numbered ids that files have. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
