/** How many slots are tried before an id goes to the overflow: only ids made to collide get there. */
const longestProbe = 64;

/** The row of each id: a table of integers, since a map of a million strings costs more than all that is scored. */
export class IdTable {
  /** For each slot a row plus 1 (0: free), and the hash of its id, so that few ids are compared. */
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
    private readonly events: { readonly ids: readonly string[]; readonly length: number },
    private readonly expected: number,
  ) {}

  get(id: string): number | undefined {
    this.catchUp(this.events.length);
    if (this.slots.length === 0) return undefined;
    const slot = this.find(id, hashOf(id));
    const row = slot < 0 ? 0 : this.slots[slot]!;
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
    for (; this.indexed < rows; this.indexed += 1)
      this.enter(this.events.ids[this.indexed]!, this.indexed);
  }

  private enter(id: string, row: number): number {
    if (this.slots.length === 0) this.slots = new Int32Array(2 * slotsFor(this.expected));
    const hash = hashOf(id);
    const slot = this.find(id, hash);
    const known = slot < 0 ? 0 : this.slots[slot]!;
    if (known !== 0) return known - 1;
    const spilt = this.overflow.size === 0 ? undefined : this.overflow.get(id);
    if (spilt !== undefined) return spilt;
    if (slot < 0) {
      this.overflow.set(id, row);
      return row;
    }
    this.slots[slot] = row + 1;
    this.slots[slot + 1] = hash;
    this.size += 1;
    if (this.size * 4 > this.slots.length) this.grow();
    return row;
  }

  /** The place of the slot that has an id, or of the free one where it belongs; -1: in the overflow. */
  private find(id: string, hash: number): number {
    const { slots } = this;
    const { ids } = this.events;
    const last = slots.length - 1;
    for (let probe = 0, slot = (hash << 1) & last; probe < longestProbe; probe += 1) {
      const row = slots[slot]!;
      if (row === 0 || (slots[slot + 1] === hash && ids[row - 1] === id)) return slot;
      slot = (slot + 2) & last;
    }
    return -1;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    const last = this.slots.length - 1;
    for (let from = 0; from < before.length; from += 2) {
      const row = before[from]!;
      if (row === 0) continue;
      const hash = before[from + 1]!;
      let slot = (hash << 1) & last;
      let probe = 0;
      for (; probe < longestProbe && this.slots[slot] !== 0; probe += 1) slot = (slot + 2) & last;
      if (probe === longestProbe) {
        const id = this.events.ids[row - 1]!;
        this.overflow.set(id, row - 1);
        continue;
      }
      this.slots[slot] = row;
      this.slots[slot + 1] = hash;
    }
  }
}

/** Twice as many as there will be ids, so that an id is found soon. */
function slotsFor(expected: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1024, expected * 2 + 2)));
}

/**
 * A number that is equal for equal texts. Texts that differ in the last character alone, as numbered ids do, are
 * neighbours, so that they lie together in memory.
 */
function hashOf(text: string): number {
  const last = text.length - 1;
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < last; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) + text.charCodeAt(last)) | 0;
}
