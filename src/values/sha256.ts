/** The first 64 primes, of whose roots the algorithm takes its constants. */
const primes: readonly number[] = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193,
  197, 199, 211, 223, 227, 229, 233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307,
  311,
];

/** The first 32 bits of the fraction of a root: a double holds more than ten bits beyond them. */
function fractionOf(root: number): number {
  return (root % 1) * 2 ** 32;
}

const roundConstants = Int32Array.from(primes, (prime) => fractionOf(Math.cbrt(prime)));
const encoder = new TextEncoder();

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The hash SHA-256 (FIPS 180-4) of texts in UTF-8, one after the other. */
export class Sha256 {
  private readonly state = Int32Array.from(primes.slice(0, 8), (one) => fractionOf(Math.sqrt(one)));
  private readonly words = new Int32Array(64);
  private readonly block = new Uint8Array(64);
  /** In bytes. */
  private length = 0;

  add(text: string): this {
    this.take(encoder.encode(text));
    return this;
  }

  /** The hash in hexadecimal digits; nothing can be added after it. */
  hex(): string {
    const bits = this.length * 8;
    // A bit more, and zeros until the length ends a block.
    this.take(Uint8Array.of(0x80, ...new Array<number>((119 - (this.length % 64)) % 64).fill(0)));
    const end = new DataView(new ArrayBuffer(8));
    end.setUint32(0, bits / 2 ** 32);
    end.setUint32(4, bits);
    this.take(new Uint8Array(end.buffer));
    return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  private take(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const place = this.length % 64;
      const part = bytes.subarray(from, from + 64 - place);
      this.block.set(part, place);
      from += part.length;
      this.length += part.length;
      if (this.length % 64 === 0) this.mix();
    }
  }

  /** Takes a full block into the state. */
  private mix(): void {
    const { state, words } = this;
    const block = new DataView(this.block.buffer);
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) words[at] = block.getInt32(4 * at);
      else {
        const [near, far] = [words[at - 2]!, words[at - 15]!];
        words[at] =
          words[at - 16]! +
          (rotated(far, 7) ^ rotated(far, 18) ^ (far >>> 3)) +
          words[at - 7]! +
          (rotated(near, 17) ^ rotated(near, 19) ^ (near >>> 10));
      }
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as Tuple;
    for (let at = 0; at < 64; at += 1) {
      const first =
        h +
        (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
        ((e & f) ^ (~e & g)) +
        roundConstants[at]! +
        words[at]!;
      const second =
        (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at]! += word;
  }
}

type Tuple = [number, number, number, number, number, number, number, number];
