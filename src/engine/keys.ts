import type { ProgramKey, ProgramNode } from "../program/program.ts";
import { absent, type KeyValue, keyText, noKey, type Value } from "../program/value.ts";
import { dayText } from "../values/day.ts";
import { both } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { denseValues } from "./windows.ts";
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
    return combinations(world, node, known(dense)).map((parts) => world.keyValue(keys, parts));
  const together = sparse.length > 1 ? occurring(world, node, owner, sparse) : undefined;
  const all =
    together === undefined
      ? combinations(
          world,
          node,
          keys.map((key, at) => dense[at] ?? seen(world, node, owner, key)),
        )
      : placed(world, node, dense, together);
  const found = all
    .map((parts) => world.keyValue(keys, parts))
    .filter((key) => world.windows.reaches(node, key));
  return found.sort((a, b) => world.compareKeys(keys, a, b));
}

/** The maximum number of keys of a node for one subject: every day of 270 years. */
const mostKeys = 100_000;

/**
 * All combinations of the values of several keys of a node, in order.
 * @throws {UsageError} if there are too many, usually because of a mistyped date.
 */
export function combinations(
  world: World,
  { node }: ProgramNode,
  values: readonly (readonly Value[])[],
): Value[][] {
  const count = values.reduce((product, { length }) => product * length, 1);
  if (count > mostKeys) throw tooMany(world, node.label, count);
  return values.reduce<Value[][]>(
    (keys, next) => keys.flatMap((key) => next.map((value) => [...key, value])),
    [[]],
  );
}

function tooMany({ store }: World, label: Text, count: number): UsageError {
  const rows = [...store.inForce()];
  const [first, ...others] = rows.sort((a, b) => store.compare(a, b));
  const last = others.at(-1) ?? first;
  const name = (row: number | undefined): string =>
    row === undefined ? "" : `${dayText(store.days[row]!)} (${quote(store.ids.at(row)!)})`;
  const between = both(
    `the events go from ${name(first)} to ${name(last)}`,
    `事件日期自 ${name(first)} 至 ${name(last)}`,
  );
  return new UsageError("too-many-keys", {
    en: `"${label.en}" has ${count} keys for each subject, the most is ${mostKeys}; ${between.en}: correct a mistyped date, or score a shorter period`,
    zh: `“${label.zh}”每个对象有 ${count} 个分组,最多 ${mostKeys} 个;${between.zh}:请更正写错的日期,或选择较短的考核期`,
  });
}

/** The values of a part of the key that occur in what a node reads. */
function seen(world: World, node: ProgramNode, owner: number, { key }: ProgramKey): Value[] {
  const values = new Map<string, Value>();
  for (const read of node.reads) {
    world.computed.each(read, owner, ({ parts }) => {
      const part = parts.get(key.name);
      if (part !== undefined && part !== absent) values.set(keyText([part]), part);
    });
  }
  return [...values.values()];
}

/** The lists that are known beforehand. */
function known(dense: readonly (readonly Value[] | undefined)[]): (readonly Value[])[] {
  return dense.flatMap((values) => (values === undefined ? [] : [values]));
}

/** The values of several parts that occur together in what a node reads; undefined if nothing has all of them. */
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
    world.computed.each(read, owner, ({ parts }) => {
      const tuple = names.map((name) => parts.get(name) ?? absent);
      if (!tuple.includes(absent)) tuples.set(keyText(tuple), tuple);
    });
  }
  return [...tuples.values()];
}

/** Every combination of the values that are known beforehand, with those that occur together in their places. */
function placed(
  world: World,
  node: ProgramNode,
  dense: readonly (readonly Value[] | undefined)[],
  together: readonly (readonly Value[])[],
): Value[][] {
  const wholes = combinations(world, node, known(dense));
  return together.flatMap((tuple) =>
    wholes.map((whole) => {
      const [sparse, known] = [[...tuple], [...whole]];
      return node.keys.map(
        (_key, at) => (dense[at] === undefined ? sparse : known).shift() ?? absent,
      );
    }),
  );
}
