import { isGuarded } from "./guard.ts";
import { totalForm } from "./totals.ts";

/** A longer cell is hardly repeated. */
const longestCell = 256;
/** From this many distinct cells on, a quarter of all cells have to repeat an earlier one. */
const manyDistinct = 1 << 16;
const mostDistinct = 1 << 18;
/** Only cells made to collide are looked for so long. */
const longestProbe = 32;

/** Of a distinct cell: it is blank; its row has to be looked at as a whole. */
export const [isBlankCell, isOddCell] = [1, 2];

/** The distinct cells of a column, by their bytes: no text is made of a cell that came before. Code 0 is the empty cell. */
export class CellCodes {
  /** How many codes there are. */
  size = 1;
  /** What is known of each. */
  flags = new Uint8Array(64);
  private slots = new Int32Array(256);
  private hashes = new Int32Array(64);
  private offsets = new Int32Array(65);
  private bytes = Buffer.alloc(1024);
  private seen = 0;
  private last = 0;

  /** @param isFree no cell has a code: most of them differ. */
  constructor(private isFree: boolean) {
    this.flags[0] = isBlankCell;
  }

  /** The code of a cell; -1: it has none, and is read by itself. */
  codeOf(data: Buffer, start: number, end: number, hash: number): number {
    const length = end - start;
    if (length === 0) return 0;
    if (this.isFree || length > longestCell) return -1;
    this.seen += 1;
    // Rows are often sorted.
    const { last } = this;
    if (this.hashes[last] === hash && this.isEqual(last, data, start, length)) return last;
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    for (let probe = 0, slot = (hash ^ (hash >>> 15)) & mask; probe < longestProbe; probe += 1) {
      const code = slots[slot]!;
      if (code === 0) return this.add(data, start, end, hash, slot);
      if (hashes[code] === hash && this.isEqual(code, data, start, length)) {
        this.last = code;
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  text(code: number): string {
    return this.bytes.toString("utf8", this.offsets[code]!, this.offsets[code + 1]!);
  }

  private isEqual(code: number, data: Buffer, start: number, length: number): boolean {
    const { bytes, offsets } = this;
    const offset = offsets[code]!;
    if (offsets[code + 1]! - offset !== length) return false;
    for (let at = 0; at < length; at += 1)
      if (bytes[offset + at] !== data[start + at]) return false;
    return true;
  }

  private add(data: Buffer, start: number, end: number, hash: number, slot: number): number {
    const code = this.size;
    if (code >= mostDistinct || (code >= manyDistinct && code * 4 > this.seen * 3)) {
      this.isFree = true;
      return -1;
    }
    if (code === this.flags.length) this.lengthen();
    const offset = this.offsets[code]!;
    const next = offset + end - start;
    if (next > this.bytes.length) {
      const longer = Buffer.alloc(this.bytes.length * 2);
      this.bytes.copy(longer);
      this.bytes = longer;
    }
    data.copy(this.bytes, offset, start, end);
    this.offsets[code + 1] = next;
    this.hashes[code] = hash;
    this.slots[slot] = code;
    this.size += 1;
    const text = this.text(code);
    if (text.trim() === "") this.flags[code] = isBlankCell;
    else if (isGuarded(text) || totalForm(text) !== undefined) this.flags[code] = isOddCell;
    if (this.size * 2 > this.slots.length) this.spread();
    return code;
  }

  private lengthen(): void {
    const { flags, hashes, offsets } = this;
    const length = flags.length * 2;
    this.flags = new Uint8Array(length);
    this.flags.set(flags);
    this.hashes = new Int32Array(length);
    this.hashes.set(hashes);
    this.offsets = new Int32Array(length + 1);
    this.offsets.set(offsets);
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let code = 1; code < this.size; code += 1) {
      const hash = this.hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code;
    }
  }
}
