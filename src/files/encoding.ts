import { isUtf8 } from "node:buffer";
import { type Body, Memory, type OnDisk, survey } from "./body.ts";
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
  readonly body: Body;
  /** The encoding was guessed: neither stated nor marked, and not UTF-8. */
  readonly guessed: boolean;
}

const utf8Mark = [0xef, 0xbb, 0xbf] as const;

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", utf8Mark],
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
  if (stated !== undefined && !isWhole(encoding, body)) throw wrongBytes(name, encoding, body);
  const guessed = stated === undefined && encoding !== "utf-8";
  return { name, encoding, body: new Memory(body), guessed };
}

/** The same of a file that is looked through without holding it; undefined unless it is plain UTF-8. */
export function plainEncodingOf(
  name: string,
  file: OnDisk,
  head: Uint8Array,
  asked?: Encoding,
): Encoded | undefined {
  const isMarked = utf8Mark.every((byte, index) => head[index] === byte);
  if (!isMarked && (asked ?? "utf-8") !== "utf-8") return undefined;
  const isStated = isMarked || asked !== undefined;
  if (!isStated && head.subarray(0, 4096).includes(0)) return undefined;
  const body = isMarked ? file.from(utf8Mark.length) : file;
  const { isUtf8, isAccented } = survey(body);
  if (!isUtf8 || (!isStated && isAccented)) return undefined;
  return { name, encoding: "utf-8", body, guessed: false };
}

function detect(name: string, bytes: Uint8Array): Encoding {
  if (bytes.subarray(0, 4096).includes(0)) throw new FileError("encoding-utf16", name);
  if (isUtf8(bytes)) {
    if (isAmbiguous(bytes) && isWhole("gb18030", bytes))
      throw new FileError("encoding-ambiguous", name);
    return "utf-8";
  }
  const row = firstOtherLine(bytes);
  if (row !== undefined) throw new FileError("encoding-mixed", name, { row });
  if (!looksChinese(bytes)) throw wrongBytes(name, "utf-8", bytes);
  if (!isWhole("gb18030", bytes)) throw wrongBytes(name, "gb18030", bytes);
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

function isWhole(encoding: Encoding, bytes: Uint8Array): boolean {
  if (encoding === "utf-8") return isUtf8(bytes);
  try {
    for (const _ of decode({ encoding, body: new Memory(bytes) }));
    return true;
  } catch {
    return false;
  }
}

/** The offset of the first invalid byte, found by bisection. */
function wrongBytes(name: string, encoding: Encoding, bytes: Uint8Array): FileError {
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
export function* decode(
  { encoding, body }: Pick<Encoded, "encoding" | "body">,
  size = chunkSize,
): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for (const piece of body.pieces(size)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
