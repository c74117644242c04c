import { isUtf8 } from "node:buffer";
import { FileError } from "./messages.ts";
import type { LoadedSource } from "./source.ts";

/** The encodings that files may have. */
export const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;
/** How the text of a file is written: one of `encodings`. */
export type Encoding = (typeof encodings)[number];

const aliases: Readonly<Record<string, Encoding>> = {
  utf8: "utf-8",
  gbk: "gb18030",
  gb2312: "gb18030",
  cp936: "gb18030",
  utf16: "utf-16le",
  "utf-16": "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
};

/** The encoding that a user's name for it means; undefined if unknown. */
export function encodingNamed(word: string): Encoding | undefined {
  const key = word.trim().toLowerCase();
  return encodings.find((encoding) => encoding === key) ?? aliases[key];
}

/** Bytes with the encoding they are in. */
export interface Encoded {
  readonly name: string;
  readonly encoding: Encoding;
  /** Without the byte order mark. */
  readonly bytes: Uint8Array;
  /** The encoding was guessed: neither stated nor marked, and not UTF-8. */
  readonly guessed: boolean;
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Detects the encoding: as stated, by the byte order mark, strict UTF-8, else strict GB18030. Never replaces characters. */
export function encodingOf(source: LoadedSource, asked?: Encoding): Encoded {
  const { name, bytes } = source;
  const mark = marks.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  const body = mark === undefined ? bytes : bytes.subarray(mark[1].length);
  const stated = mark?.[0] ?? asked;
  const encoding = stated ?? detect(name, body);
  const encoded = {
    name,
    encoding,
    bytes: body,
    guessed: stated === undefined && encoding !== "utf-8",
  };
  if (stated !== undefined && !isWhole(encoded)) throw wrongBytes(encoded);
  return encoded;
}

function detect(name: string, bytes: Uint8Array): Encoding {
  if (bytes.subarray(0, 4096).includes(0)) throw new FileError("encoding-utf16", name);
  const utf8 = { name, encoding: "utf-8", bytes, guessed: true } as const;
  const gb18030 = { ...utf8, encoding: "gb18030" } as const;
  if (isUtf8(bytes)) {
    if (isAmbiguous(bytes) && isWhole(gb18030)) throw new FileError("encoding-ambiguous", name);
    return "utf-8";
  }
  const row = firstOtherLine(bytes);
  if (row !== undefined) throw new FileError("encoding-mixed", name, { row });
  if (!looksChinese(bytes)) throw wrongBytes(utf8);
  if (!isWhole(gb18030)) throw wrongBytes(gb18030);
  return "gb18030";
}

/** Are most characters, read as GB18030, of the everyday ones (GB 2312)? Accented letters of other encodings are not. */
function looksChinese(bytes: Uint8Array): boolean {
  let [at, common, rare] = [0, 0, 0];
  while (at < bytes.length) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    if ((bytes[at + 1] ?? 0) >= 0xa1) common += 1;
    else rare += 1;
    at += 2;
  }
  return common > rare;
}

/**
 * UTF-8 writes Chinese with three bytes a character. Text with characters of two bytes only may as well be GB18030,
 * unless they are accented letters within words.
 */
function isAmbiguous(bytes: Uint8Array): boolean {
  if (!bytes.some((byte) => byte >= 0x80) || bytes.some((byte) => byte >= 0xe0)) return false;
  const rest = new TextDecoder().decode(bytes).replace(/[A-Za-z][À-ɏ]+|[À-ɏ]+[A-Za-z]/gu, "");
  return /[^\p{ASCII}]/u.test(rest);
}

/** In bytes that are not UTF-8: the first line that is not, where other lines with Chinese in them are. */
function firstOtherLine(bytes: Uint8Array): number | undefined {
  let [start, line, first, some] = [0, 1, 0, false];
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const part = bytes.subarray(start, end);
    if (!isUtf8(part)) first ||= line;
    else some ||= part.some((byte) => byte >= 0xe0);
    [start, line] = [end + 1, line + 1];
  }
  return some && first > 0 ? first : undefined;
}

function isWhole(encoded: Encoded): boolean {
  if (encoded.encoding === "utf-8") return isUtf8(encoded.bytes);
  try {
    for (const _ of decode(encoded));
    return true;
  } catch {
    return false;
  }
}

/** The offset of the first invalid byte, found by bisection. */
function wrongBytes(encoded: Encoded): FileError {
  const { name, bytes, encoding } = encoded;
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, middle), {
        stream: true,
      });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  const row = bytes
    .subarray(0, good)
    .reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
  return new FileError("encoding", name, { expected: encoding, row, count: good + 1 });
}

const chunkSize = 65_536;

/** The text, piece by piece; throws at invalid bytes. */
export function* decode(encoded: Encoded, size = chunkSize): Generator<string> {
  const decoder = new TextDecoder(encoded.encoding, { fatal: true, ignoreBOM: true });
  for (let at = 0; at < encoded.bytes.length; at += size) {
    yield decoder.decode(encoded.bytes.subarray(at, at + size), { stream: true });
  }
  yield decoder.decode();
}
