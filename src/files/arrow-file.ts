import * as arrow from "apache-arrow";
import { decompressZstd } from "hyparquet-compressors";
import { columnOf } from "../arrow/columns.ts";
import { decodeLz4 } from "../arrow/lz4.ts";
import { isSound } from "../arrow/sound.ts";
import { both } from "../values/phrase.ts";
import { type ColumnFile, columnError, inQuotes } from "./column-file.ts";
import { FileError } from "./messages.ts";
import type { LoadedSource } from "./source.ts";

/** Opens an Arrow file or stream (Feather, IPC). */
export function openArrow({ name, bytes }: LoadedSource): Promise<ColumnFile> {
  learnToDecompress();
  const table = attempt(name, () => arrow.tableFromIPC(bytes));
  const { fields } = table.schema;
  if (fields.length === 0)
    throw new FileError("columns-damaged", name, { text: both("it has no columns", "没有任何列") });
  return Promise.resolve({
    names: fields.map((field) => field.name),
    length: table.numRows,
    read: (at) => {
      const vector = table.getChildAt(at);
      if (vector !== null && !isSound(vector)) throw damaged(name);
      const column = vector === null ? undefined : attempt(name, () => columnOf(vector));
      const field = fields[at];
      if (column === undefined)
        throw columnError(name, field?.name ?? "", String(field?.type ?? ""));
      return Promise.resolve(column);
    },
  });
}

/** Arrow brings no decompression along. Its older versions do not even take one. */
function learnToDecompress(): void {
  const { compressionRegistry: known, CompressionType: types } = arrow as Partial<typeof arrow>;
  if (known === undefined || types === undefined) return;
  if (known.get(types.LZ4_FRAME) === null) known.set(types.LZ4_FRAME, { decode: decodeLz4 });
  // A copy begins where numbers of eight bytes may begin.
  if (known.get(types.ZSTD) === null)
    known.set(types.ZSTD, { decode: (bytes) => decompressZstd(bytes).slice() });
}

function damaged(name: string): FileError {
  return new FileError("columns-damaged", name, { text: both("values are missing", "缺少值") });
}

function attempt<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new FileError("columns-damaged", name, { text: inQuotes((error as Error).message) });
  }
}
