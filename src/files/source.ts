import { readFile, stat } from "node:fs/promises";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { FileError } from "./messages.ts";
import { systemCodeOf, systemReason } from "./system.ts";

/** A source of data: a path, or bytes or text in memory, with a name for messages. */
export type Source = string | { readonly name: string; readonly content: Uint8Array | string };

/** A source in memory. */
export interface LoadedSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const mebibyte = 1024 * 1024;
/** In MiB. */
export const largestFile = 1024;

export async function loadSource(source: Source): Promise<LoadedSource> {
  if (typeof source === "string") return { name: source, bytes: await loadFile(source) };
  const { name, content } = source;
  return { name, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
}

async function loadFile(path: string): Promise<Uint8Array> {
  try {
    const before = await stat(path);
    if (before.isDirectory()) throw new FileError("file-folder", path);
    if (before.size > largestFile * mebibyte) {
      throw new FileError("file-size", path, { count: largestFile });
    }
    const bytes = await readFile(path);
    const after = await stat(path);
    const same = before.size === after.size && before.mtimeMs === after.mtimeMs;
    if (before.isFile() && !(same && bytes.length === after.size)) {
      throw new FileError("file-changed", path);
    }
    return bytes;
  } catch (error) {
    throw fileErrorOf(error, path);
  }
}

/** A system error as one about a file. */
export function fileErrorOf(error: unknown, path: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  // No file name contains a zero character.
  if (code === "ENOENT" || code === "ENOTDIR" || code === "ERR_INVALID_ARG_VALUE")
    return new FileError("file-missing", path);
  if (code === "EISDIR") return new FileError("file-folder", path);
  if (code === "EACCES" || code === "EPERM" || code === "EBUSY") {
    return new FileError("file-locked", path);
  }
  // Any other system error is not an error in jifen.
  const system = systemCodeOf(error);
  if (system === undefined) return error;
  const { en, zh } = systemReason(system);
  const text = both(`${en} (${system})`, `${zh}(${system})`);
  return new FileError("file-system", path, { text });
}

const latin1 = new TextDecoder("latin1");

/** Names what a file is by its first bytes, where it is of a kind that is no text. */
function foreignKind(bytes: Uint8Array): Text | undefined {
  const head = latin1.decode(bytes.subarray(0, 4096));
  if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
    return /xl\/|\[Content_Types\]/.test(head)
      ? both("an Excel workbook (.xlsx)", "Excel 工作簿(.xlsx)")
      : both("a ZIP archive", "ZIP 压缩包");
  }
  if (head.startsWith("\u001f\u008b")) return both("a gzip archive", "gzip 压缩包");
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0"))
    return both("an Excel workbook (.xls)", "Excel 工作簿(.xls)");
  if (head.startsWith("%PDF")) return both("PDF", "PDF");
  const start = head
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .slice(0, 200)
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|meta|body)/.test(start))
    return both("an HTML page", "网页(HTML)");
  if (/^<\?xml|^<!doctype/.test(start)) return both("XML", "XML");
  return undefined;
}

/** Rejects files that are not plain text, whatever their name: workbooks, archives, web pages. */
export function refuseForeign(source: LoadedSource): void {
  const kind = foreignKind(source.bytes);
  if (kind !== undefined) throw new FileError("file-kind", source.name, { text: kind });
}
