import { isAscii, isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { FileError } from "./messages.ts";
import { fileErrorOf } from "./source.ts";

/** The bytes of a file; they can be walked through several times. */
export interface Body {
  readonly length: number;
  /** The bytes in pieces of some size; a piece is valid until the next one is asked for. */
  pieces(size: number): Iterable<Uint8Array>;
}

/** Bytes in memory. */
export class Memory implements Body {
  constructor(readonly bytes: Uint8Array) {}

  get length(): number {
    return this.bytes.length;
  }

  *pieces(size: number): Generator<Uint8Array> {
    for (let at = 0; at < this.length; at += size) yield this.bytes.subarray(at, at + size);
  }
}

/** A file that stays on the disk, but for its piece at hand. */
export class OnDisk implements Body {
  /** @param start how many bytes at the start are left out. */
  constructor(
    private readonly path: string,
    /** The file as it was when it was first looked at. */
    private readonly stamp: Pick<Stats, "size" | "mtimeMs">,
    private readonly start = 0,
  ) {}

  get length(): number {
    return this.stamp.size - this.start;
  }

  from(start: number): OnDisk {
    return new OnDisk(this.path, this.stamp, start);
  }

  *pieces(size: number): Generator<Uint8Array> {
    const file = this.guarded(() => openSync(this.path, "r"));
    try {
      const buffer = Buffer.allocUnsafe(size);
      for (let at = this.start; at < this.stamp.size; at += size) {
        const length = Math.min(size, this.stamp.size - at);
        this.fill(file, buffer, at, length);
        yield buffer.subarray(0, length);
      }
      this.demandSame(file);
    } finally {
      closeSync(file);
    }
  }

  private fill(file: number, buffer: Buffer, at: number, length: number): void {
    for (let read = 0; read < length; ) {
      const more = this.guarded(() => readSync(file, buffer, read, length - read, at + read));
      if (more === 0) throw new FileError("file-changed", this.path);
      read += more;
    }
  }

  private demandSame(file: number): void {
    const { size, mtimeMs } = this.guarded(() => fstatSync(file));
    if (size !== this.stamp.size || mtimeMs !== this.stamp.mtimeMs)
      throw new FileError("file-changed", this.path);
  }

  private guarded<Value>(act: () => Value): Value {
    try {
      return act();
    } catch (error) {
      throw fileErrorOf(error, this.path);
    }
  }
}

/** Smaller files are read at once. */
const leastOnDisk = 8 * 1024 * 1024;

/** A file that is too large to be held; undefined of others, and of what is no file. */
export async function largeFile(path: string, most: number): Promise<OnDisk | undefined> {
  const found = await stat(path).catch(() => undefined);
  const isLarge = found?.isFile() === true && found.size >= leastOnDisk && found.size <= most;
  return isLarge ? new OnDisk(path, found) : undefined;
}

/** What can be said of bytes without holding them all. */
export interface Survey {
  readonly isUtf8: boolean;
  /** It has characters beyond ASCII, but none of three bytes or more. */
  readonly isAccented: boolean;
}

const pieceSize = 1 << 20;

/** Looks through bytes piece by piece. */
export function survey(body: Body): Survey {
  let [isPlain, isAccented] = [true, true];
  let rest = Buffer.alloc(0);
  for (const piece of body.pieces(pieceSize)) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const whole = wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return { isUtf8: false, isAccented: false };
    isPlain &&= isAscii(bytes);
    if (!isPlain && isAccented) isAccented = !bytes.some((byte) => byte >= 0xe0);
    rest = Buffer.from(bytes.subarray(whole));
  }
  return { isUtf8: rest.length === 0, isAccented: !isPlain && isAccented };
}

/** Where a character that is cut off at the end of some bytes starts. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back < length ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
