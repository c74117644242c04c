/** An object without a prototype: a key that it does not have is read from nowhere else. */
export function bareObject<Value>(
  entries: Iterable<readonly [string, Value]>,
): Record<string, Value> {
  const bare = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) bare[key] = value;
  return bare;
}

/** A text in both languages is handed on to callers, who may expect it to be like any other object. */
function isText(part: object): boolean {
  return Object.hasOwn(part, "en") && Object.hasOwn(part, "zh");
}

/** A copy of plain data, its objects without a prototype but for texts. */
export function bareCopy<Data>(data: Data): Data {
  const copy = (part: unknown): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map(copy);
    if (isText(part)) return { ...part };
    return bareObject(Object.entries(part).map(([key, inner]) => [key, copy(inner)]));
  };
  return copy(data) as Data;
}
