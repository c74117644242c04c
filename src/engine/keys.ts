import type { ProgramKey, ProgramNode } from "../program/program.ts";
import { absent, type KeyValue, keyText, noKey, type Value } from "../program/value.ts";
import { combinations, denseValues } from "./windows.ts";
import type { World } from "./world.ts";

/**
 * The keys of a computed node for one owner that lie in its window: all of the calendar and of enumerations, else what
 * occurs in what it reads; of several parts of which only some occur, those that occur together.
 */
export function keysFor(world: World, node: ProgramNode, owner: number): KeyValue[] {
  const { keys } = node;
  if (keys.length === 0) return [noKey];
  const range = world.windows.range(node);
  const dense = keys.map(
    ({ key }) =>
      denseValues(key, range) ?? (key.type.kind === "enum" ? key.type.values : undefined),
  );
  const sparse = keys.filter((_key, at) => dense[at] === undefined);
  if (sparse.length === 0)
    return combinations(dense.flatMap((values) => (values === undefined ? [] : [values]))).map(
      (parts) => world.keyValue(keys, parts),
    );
  const together = sparse.length > 1 ? occurring(world, node, owner, sparse) : undefined;
  const all =
    together === undefined
      ? combinations(keys.map((key, at) => dense[at] ?? seen(world, node, owner, key)))
      : placed(keys, dense, together);
  const found = all
    .map((parts) => world.keyValue(keys, parts))
    .filter((key) => world.windows.reaches(node, key));
  return found.sort((a, b) => world.compareKeys(keys, a, b));
}

/** The values of a part of the key that occur in what a node reads. */
function seen(world: World, node: ProgramNode, owner: number, { key }: ProgramKey): Value[] {
  const values = new Map<string, Value>();
  for (const read of node.reads) {
    for (const { key: one } of world.all(read, owner)) {
      const part = one.parts.get(key.name);
      if (part !== undefined && part !== absent) values.set(keyText([part]), part);
    }
  }
  return [...values.values()];
}

/** The values of several parts that occur together in what a node reads; undefined where nothing has them all. */
function occurring(
  world: World,
  node: ProgramNode,
  owner: number,
  parts: readonly ProgramKey[],
): Value[][] | undefined {
  const names = parts.map(({ key }) => key.name);
  const reads = node.reads.filter((read) => {
    const own = new Set(world.program.nodes[read]?.keys.map(({ key }) => key.name));
    return names.every((name) => own.has(name));
  });
  if (reads.length === 0) return undefined;
  const tuples = new Map<string, Value[]>();
  for (const read of reads) {
    for (const { key } of world.all(read, owner)) {
      const tuple = names.map((name) => key.parts.get(name) ?? absent);
      if (!tuple.includes(absent)) tuples.set(keyText(tuple), tuple);
    }
  }
  return [...tuples.values()];
}

/** Every combination of the values that are known beforehand, with those that occur together in their places. */
function placed(
  keys: readonly ProgramKey[],
  dense: readonly (readonly Value[] | undefined)[],
  together: readonly (readonly Value[])[],
): Value[][] {
  const wholes = combinations(dense.flatMap((values) => (values === undefined ? [] : [values])));
  return together.flatMap((tuple) =>
    wholes.map((whole) => {
      const [sparse, known] = [[...tuple], [...whole]];
      return keys.map((_key, at) => (dense[at] === undefined ? sparse : known).shift() ?? absent);
    }),
  );
}
