/** An object without a prototype, so that a missing key is not read from elsewhere. */
export function bareObject<Value>(
  entries: Iterable<readonly [string, Value]>,
): Record<string, Value> {
  const bare = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) bare[key] = value;
  return bare;
}

/** Texts in both languages are passed to callers, who may expect ordinary objects. */
export function isText(part: object): boolean {
  return Object.hasOwn(part, "en") && Object.hasOwn(part, "zh");
}

/** A copy of plain data, whose objects have no prototype, except texts. */
export function bareCopy<Data>(data: Data): Data {
  const copy = (part: unknown): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map(copy);
    if (isText(part)) return { ...part };
    return bareObject(Object.entries(part).map(([key, inner]) => [key, copy(inner)]));
  };
  return copy(data) as Data;
}
