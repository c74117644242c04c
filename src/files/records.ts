import { FileError } from "./messages.ts";

const [newline, carriageReturn, quote] = [0x0a, 0x0d, 0x22];

/** Longer records are refused: a quote that is never closed would make one of all that follows. */
const recordLimit = 1_000_000;

/** The start and the step of a cell's hash (FNV-1a). */
const [hashStart, hashStep] = [0x811c9dc5 | 0, 0x01000193];

/** Cuts the bytes of a CSV text into records and cells, in place: no text is made until one is asked for. */
export class Records {
  /** The bytes that are looked at; a line end follows them, so that the search for one needs no bound. */
  data = Buffer.alloc(1 << 17);
  /** How many cells the record has. */
  count = 0;
  /** Where each cell starts and ends in the data, without its quotes. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** A number that is equal for equal cells. */
  hashes = new Int32Array(64);
  /** A cell holds quotes, so its bytes are not its text. */
  isEscaped = false;
  private size = 0;
  private at = 0;
  private isLast = false;
  /** The bytes that end a cell. */
  private readonly special = new Uint8Array(256);
  private latin: string | undefined;

  /**
   * @param pieces UTF-8, cut anywhere.
   * @param delimiter a character of one byte.
   * @param row the number of the row before the first.
   */
  constructor(
    private readonly name: string,
    private readonly pieces: Iterator<Uint8Array>,
    private readonly delimiter: number,
    public row: number,
  ) {
    for (const byte of [newline, carriageReturn, quote, delimiter]) this.special[byte] = 1;
    this.refill();
  }

  /** Goes to the next record; false after the last. */
  next(): boolean {
    for (;;) {
      this.isEscaped = false;
      const end = this.scan();
      if (end < 0) this.refill();
      else {
        if (end - this.at > recordLimit) this.demandSize(end);
        this.at = end;
        if (this.count > 0) this.row += 1;
        return this.count > 0;
      }
    }
  }

  text(cell: number): string {
    const [start, end] = [this.starts[cell]!, this.ends[cell]!];
    const text = this.data.toString("utf8", start, end);
    return this.isEscaped && this.data[start] === quote ? unquoted(text) : text;
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, cell) => this.text(cell));
  }

  /** The text of a cell that is known to be ASCII. */
  ascii(start: number, end: number): string {
    // A longer part of a text would keep all of it.
    if (end - start > 12) return this.data.toString("latin1", start, end);
    this.latin ??= this.data.toString("latin1", 0, this.size);
    return this.latin.substring(start, end);
  }

  /** Finds the cells of the next record, and gives where it ends; -1: more bytes are needed. */
  private scan(): number {
    const { data, size, special, delimiter } = this;
    let { starts, ends, hashes } = this;
    let at = this.at;
    for (let count = 0; ; at += 1) {
      const start = at;
      let byte = data[at]!;
      if (count === starts.length) ({ starts, ends, hashes } = this.widen());
      if (byte === quote) {
        at = this.scanQuoted(at, count);
        if (at < 0) return -1;
        byte = data[at]!;
      } else {
        let hash = hashStart;
        while (special[byte] === 0) {
          hash = Math.imul(hash ^ byte, hashStep);
          at += 1;
          byte = data[at]!;
        }
        if (byte === quote) throw this.quoteError(at);
        starts[count] = start;
        ends[count] = at;
        hashes[count] = hash;
      }
      count += 1;
      if (byte === delimiter) continue;
      if (at >= size) {
        if (!this.isLast) return -1;
        this.count = count === 1 && at === start ? 0 : count;
        return size;
      }
      if (byte === carriageReturn) {
        if (at + 1 === size && !this.isLast) return -1;
        if (at + 1 < size && data[at + 1] === newline) at += 1;
      }
      this.count = count;
      return at + 1;
    }
  }

  /** Finds the end of a cell in quotes; -1: more bytes are needed. */
  private scanQuoted(start: number, cell: number): number {
    const { data, size } = this;
    let hash = hashStart;
    let isEscaped = false;
    let at = start + 1;
    for (; ; at += 2) {
      for (; at < size && data[at] !== quote; at += 1) hash = Math.imul(hash ^ data[at]!, hashStep);
      if (at + 1 >= size && !this.isLast) return -1;
      if (at >= size) throw this.quoteError(size);
      if (at + 1 >= size || data[at + 1] !== quote) break;
      isEscaped = true;
    }
    let next = at + 1;
    // A zero after the quote belongs to the cell.
    if (next < size && data[next] === 0) {
      isEscaped = true;
      while (this.special[data[next]!] === 0) next += 1;
      if (next >= size && !this.isLast) return -1;
    }
    const isEnd = next >= size || (this.special[data[next]!] === 1 && data[next] !== quote);
    if (!isEnd) throw this.quoteError(next);
    this.isEscaped ||= isEscaped;
    this.starts[cell] = isEscaped ? start : start + 1;
    this.ends[cell] = isEscaped ? next : at;
    this.hashes[cell] = hash;
    return next;
  }

  private widen(): this {
    const longer = (list: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(list.length * 2);
      copy.set(list);
      return copy;
    };
    this.starts = longer(this.starts);
    this.ends = longer(this.ends);
    this.hashes = longer(this.hashes);
    return this;
  }

  /** Puts more bytes behind those of the record that is not whole yet: at least as many, since it is read anew. */
  private refill(): void {
    const rest = this.size - this.at;
    if (rest > recordLimit) this.demandSize(this.size);
    this.data.copyWithin(0, this.at, this.size);
    this.at = 0;
    this.size = rest;
    do {
      const next = this.pieces.next();
      if (next.done === true) this.isLast = true;
      else this.append(next.value);
    } while (!this.isLast && this.size < rest * 2);
    this.data[this.size] = newline;
    this.latin = undefined;
  }

  private append(piece: Uint8Array): void {
    const size = this.size + piece.length;
    if (size >= this.data.length) {
      const longer = Buffer.alloc(Math.max(size + 1, this.data.length * 2));
      this.data.copy(longer, 0, 0, this.size);
      this.data = longer;
    }
    this.data.set(piece, this.size);
    this.size = size;
  }

  private quoteError(at: number): FileError {
    if (at - this.at > recordLimit) this.demandSize(at);
    return new FileError("csv-quote", this.name, { row: this.row + 1 });
  }

  /**
   * Throws if the record is too long up to some place: the characters of its cells, in UTF-16, with the bytes of the last
   * one.
   */
  private demandSize(end: number): void {
    const { data, delimiter } = this;
    let [before, units, length, isQuoted] = [0, 0, 0, false];
    for (let at = this.at; at < end; at += 1) {
      const byte = data[at]!;
      if (byte === quote && isQuoted && data[at + 1] === quote) at += 1;
      else if (byte === quote) {
        isQuoted = !isQuoted;
        continue;
      } else if (byte === delimiter && !isQuoted) {
        before += units;
        [units, length] = [0, 0];
        continue;
      }
      if (before + length > recordLimit && (isQuoted || this.special[byte] === 0)) {
        const details = { row: this.row + 1, count: recordLimit };
        throw new FileError("csv-record-size", this.name, details);
      }
      length += 1;
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
    }
  }
}

/** The text of a cell as it stands in the file, which starts with a quote. */
function unquoted(raw: string): string {
  return raw.slice(1).replace(/"("?)/g, "$1");
}
