/** Deeper data is not looked at: it counts as not frozen. */
const deepest = 128;

/** Can nothing in some plain data change any more? Frozen objects with getters may still answer differently. */
export function isFrozenData(data: unknown, depth = 0): boolean {
  if (typeof data !== "object" || data === null) return typeof data !== "function";
  if (depth > deepest || !Object.isFrozen(data)) return false;
  return Object.values(Object.getOwnPropertyDescriptors(data)).every(
    ({ value, get }) => get === undefined && isFrozenData(value, depth + 1),
  );
}

/** Freezes plain data with everything in it. */
export function freezeData<Data>(data: Data): Data {
  if (typeof data !== "object" || data === null) return data;
  for (const part of Object.values(data)) freezeData(part);
  return Object.freeze(data);
}
