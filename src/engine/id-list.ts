import type { Ids } from "../document/table.ts";

/** Characters are kept in chunks of this size; a longer text has a chunk of its own. */
const chunkBits = 20;
const chunkSize = 1 << chunkBits;
const firstChunk = 1024;
/** Places are kept in blocks of this size. */
const blockBits = 14;
const blockSize = 1 << blockBits;
/** From here on, a head takes five bytes: this one, and four of its own. */
const longHead = 255;

interface Place {
  readonly chunk: Uint8Array;
  readonly at: number;
  readonly length: number;
  /** The bytes of a character. */
  readonly width: number;
}

/**
 * The ids of the rows, as bytes: their characters and five bytes more for each, where a text of its own takes forty. An id
 * that is asked for is made anew.
 */
export class IdList implements Ids {
  length = 0;
  private readonly chunks: Uint8Array[] = [];
  /** Where each id starts: the chunk in the high bits, the place in it in the low ones. */
  private readonly blocks: Uint32Array[] = [];
  private chunk = new Uint8Array(0);
  /** Where the next id starts in the last chunk. */
  private next = 0;

  /** Sets the id of the row {@link length}, or again that of the row before it. */
  set(row: number, id: string): void {
    if (row === this.length - 1) this.next = this.start(row) & (chunkSize - 1);
    else if (row === this.length) this.length += 1;
    else throw new RangeError(`the id of row ${row} is set after that of row ${this.length - 1}`);
    const { length } = id;
    let width = 1;
    for (let at = 0; at < length; at += 1) if (id.charCodeAt(at) > 0xff) width = 2;
    // How long it is, and how many bytes a character has.
    const head = length * 2 + width - 1;
    const size = (head < longHead ? 1 : 5) + length * width;
    if (this.next + size > this.chunk.length) this.addChunk(size);
    if (row >>> blockBits === this.blocks.length) this.blocks.push(new Uint32Array(blockSize));
    this.blocks[row >>> blockBits]![row & (blockSize - 1)] =
      ((this.chunks.length - 1) << chunkBits) | this.next;
    this.write(id, head, width);
  }

  /** The id of a row; undefined if there is no such row. */
  at(row: number): string | undefined {
    if (row < 0 || row >= this.length) return undefined;
    const { chunk, at, length, width } = this.look(row);
    return textAt(chunk, at, length, width);
  }

  /** Is it the id of a row? */
  isAt(row: number, id: string): boolean {
    const { chunk, at, length, width } = this.look(row);
    if (length !== id.length) return false;
    for (let unit = 0; unit < length; unit += 1)
      if (unitAt(chunk, at, unit, width) !== id.charCodeAt(unit)) return false;
    return true;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row += 1) yield this.at(row)!;
  }

  /** Where the characters of a row's id are. */
  private look(row: number): Place {
    const start = this.start(row);
    const chunk = this.chunks[start >>> chunkBits]!;
    const at = start & (chunkSize - 1);
    const head = chunk[at]!;
    if (head < longHead) return { chunk, at: at + 1, length: head >>> 1, width: (head & 1) + 1 };
    const long =
      chunk[at + 1]! | (chunk[at + 2]! << 8) | (chunk[at + 3]! << 16) | (chunk[at + 4]! << 24);
    return { chunk, at: at + 5, length: long >>> 1, width: (long & 1) + 1 };
  }

  private start(row: number): number {
    return this.blocks[row >>> blockBits]![row & (blockSize - 1)]!;
  }

  private addChunk(size: number): void {
    // Four thousand of them are 4 GiB: no machine of today gets there with the rest of an event.
    if (this.chunks.length === 1 << (32 - chunkBits)) throw new RangeError("too many ids");
    const usual = Math.min(chunkSize, firstChunk * 4 ** this.chunks.length);
    this.chunk = new Uint8Array(Math.max(size, usual));
    this.chunks.push(this.chunk);
    this.next = 0;
  }

  private write(id: string, head: number, width: number): void {
    const { chunk } = this;
    let at = this.next;
    chunk[at] = Math.min(head, longHead);
    at += 1;
    if (head >= longHead)
      for (let shift = 0; shift < 32; shift += 8, at += 1) chunk[at] = head >>> shift;
    for (let from = 0; from < id.length; from += 1) {
      const unit = id.charCodeAt(from);
      chunk[at] = unit;
      if (width === 2) chunk[at + 1] = unit >>> 8;
      at += width;
    }
    this.next = at;
  }
}

function unitAt(chunk: Uint8Array, start: number, unit: number, width: number): number {
  const at = start + unit * width;
  return width === 1 ? chunk[at]! : chunk[at]! | (chunk[at + 1]! << 8);
}

/** The most characters that are handed to a function at once. */
const mostUnits = 4096;

function textAt(chunk: Uint8Array, start: number, length: number, width: number): string {
  if (width === 1 && length <= mostUnits)
    return String.fromCharCode.apply(null, chunk.subarray(start, start + length) as never);
  const parts: string[] = [];
  for (let from = 0; from < length; from += mostUnits) {
    const units = Array.from({ length: Math.min(mostUnits, length - from) }, (_, unit) =>
      unitAt(chunk, start, from + unit, width),
    );
    parts.push(String.fromCharCode(...units));
  }
  return parts.join("");
}
