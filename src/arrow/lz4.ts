/** What begins a frame, and the bits of its flags. */
const frameMark = 0x184d2204;
const [hasBlockSums, hasSize, hasDictionary] = [0x10, 0x08, 0x01];
const isStored = 0x80000000;

/** The bytes that a frame of LZ4 holds, as Arrow compresses its buffers. Checksums are not looked at. */
export function decodeLz4(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== frameMark) throw new Error("this is no frame of LZ4");
  const flags = view.getUint8(4);
  const largest = 1 << (8 + 2 * ((view.getUint8(5) >> 4) & 7));
  let at = 7 + (flags & hasSize ? 8 : 0) + (flags & hasDictionary ? 4 : 0);
  const output = new Output();
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return output.bytes();
    const length = size & ~isStored;
    if (at + length > bytes.length) throw new Error("a frame of LZ4 is cut off");
    const block = bytes.subarray(at, at + length);
    output.reserve(largest);
    if (size & isStored) output.append(block);
    else decodeBlock(block, output);
    at += length + (flags & hasBlockSums ? 4 : 0);
  }
}

/** Grows as it is written; blocks may refer to what earlier ones wrote. */
class Output {
  private data = new Uint8Array(0);
  private length = 0;

  reserve(more: number): void {
    if (this.length + more <= this.data.length) return;
    const larger = new Uint8Array(Math.max(2 * this.data.length, this.length + more));
    larger.set(this.bytes());
    this.data = larger;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Writes again what was written some bytes ago; the copy may run into itself. */
  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw new Error("LZ4 refers to before its start");
    this.reserve(count);
    const { data } = this;
    for (let left = count; left > 0; left -= 1, this.length += 1)
      data[this.length] = data[this.length - distance]!;
  }

  bytes(): Uint8Array {
    return this.data.subarray(0, this.length);
  }
}

function decodeBlock(block: Uint8Array, output: Output): void {
  let at = 0;
  const lengthFrom = (start: number): number => {
    let length = start;
    if (start !== 15) return length;
    for (let byte = 255; byte === 255; length += byte) byte = block[at++] ?? 0;
    return length;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = lengthFrom(token >> 4);
    output.append(block.subarray(at, at + literals));
    at += literals;
    // The last part of a block is literals alone.
    if (at >= block.length) return;
    const distance = block[at]! | ((block[at + 1] ?? 0) << 8);
    at += 2;
    output.repeat(distance, lengthFrom(token & 15) + 4);
  }
}
