import { type Data, DataType, type Vector } from "apache-arrow";

/** Do the buffers of a vector that was read from a file hold as many values as it says? Arrow itself does not look. */
export function isSound(vector: Vector): boolean {
  return vector.data.every(isSoundChunk);
}

function isSoundChunk(chunk: Data): boolean {
  const { type, length, stride, values, children, dictionary } = chunk;
  const bits = sizeOf(chunk.nullBitmap) * 8;
  if (bits > 0 && bits < length) return false;
  if (!children.every((child: Data | undefined) => child !== undefined && isSoundChunk(child)))
    return false;
  if (dictionary !== undefined && !isSound(dictionary)) return false;
  if (hasOffsets(type)) return areInOrder(chunk, children[0]?.length ?? sizeOf(values));
  if (DataType.isFixedSizeList(type)) return (children[0]?.length ?? 0) >= length * stride;
  // Views, which newer versions know, are 16 bytes long.
  if (type.typeId === 23 || type.typeId === 24) return sizeOf(values) >= length * 16;
  if (DataType.isBool(type)) return sizeOf(values) * 8 >= length;
  return DataType.isNull(type) || DataType.isStruct(type) || sizeOf(values) >= length * stride;
}

/** Texts and bytes, lists and maps, also the large ones. */
function hasOffsets({ typeId }: DataType): boolean {
  return [4, 5, 12, 17, 19, 20, 21].includes(typeId);
}

function sizeOf(values: unknown): number {
  return (values as ArrayLike<unknown> | null | undefined)?.length ?? 0;
}

function areInOrder({ valueOffsets, length }: Data, most: number): boolean {
  if (length === 0) return true;
  if (sizeOf(valueOffsets) <= length) return false;
  let before = 0;
  for (let row = 0; row <= length; row += 1) {
    const offset = Number(valueOffsets[row]);
    if (offset < before) return false;
    before = offset;
  }
  return before <= most;
}
