import type { World } from "../../engine/world.ts";
import { isPart } from "../../expression/traits.ts";
import {
  type Expression,
  type NodeRead,
  partsOf,
  type Quantifier,
  type Tied,
} from "../../expression/tree.ts";
import { absent, agrees, type KeyValue, noKey } from "../../program/value.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import type { Viewpoint } from "../model/viewpoint.ts";

/** The value of a node that something was computed from. */
export interface Read {
  readonly node: number;
  readonly owner: number;
  readonly key: KeyValue;
}

const reading: ByKind<NodeRead | Quantifier | Tied, [view: Viewpoint], Read[]> = {
  node: (part, view) => readAt(view, part),
  quantifier: (part, view) => readsOfAll(view, part),
  tied: (part, view) => readsOfTied(view, part),
};

/** The node values that some expressions used at the current viewpoint. */
export function readsOf(view: Viewpoint, expressions: readonly Expression[]): Read[] {
  const reads: Read[] = [];
  const see = (part: Expression): void => {
    if (isPart(part, "node")) reads.push(...dispatch(reading, part, view));
    // The values of a cohort are those of others.
    if (isPart(part, "over-others")) return;
    if (part.kind === "range") {
      for (const end of part.operands.slice(0, 2)) see(end);
      view.eachOf(part, (inner) => partsOf(inner, "node").length > 0, see);
      return;
    }
    for (const operand of view.taken(part)) see(operand);
  };
  for (const expression of expressions) see(expression);
  return reads;
}

function indexOf(world: World, name: NodeRead["node"]): number {
  return world.program.slots.nodes.get(name)?.index ?? -1;
}

function readAt(view: Viewpoint, part: NodeRead): Read[] {
  const { world, frame } = view;
  const node = indexOf(world, part.node);
  const stated = part.ofOther ? part.operands.slice(1) : part.operands;
  const [subject] = part.operands;
  const owner = part.ofOther && subject !== undefined ? view.evaluate(subject) : frame.owner;
  const keys = world.program.nodes[node]?.keys;
  if (typeof owner !== "number" || owner < 0 || keys === undefined) return [];
  if (keys.length === 0) return [{ node, owner, key: noKey }];
  if (part.latest) return [{ node, owner, key: latestKey(view, part, owner, stated) }];
  const parts = keys.map(({ key }) => {
    const operand = stated[part.at.indexOf(key.name)];
    const value = operand === undefined ? frame.key.parts.get(key.name) : view.evaluate(operand);
    return value ?? absent;
  });
  return [{ node, owner, key: world.keyValue(keys, parts) }];
}

/** The last key of a running with the known parts; no key if it is read at its end. */
function latestKey(
  view: Viewpoint,
  part: NodeRead,
  owner: number,
  stated: readonly Expression[],
): KeyValue {
  const { world, frame } = view;
  const node = indexOf(world, part.node);
  const known = (world.program.nodes[node]?.keys ?? []).flatMap(({ key }) => {
    const operand = stated[part.at.indexOf(key.name)];
    const value = operand === undefined ? frame.key.parts.get(key.name) : view.evaluate(operand);
    return value === undefined ? [] : [[key.name, value] as const];
  });
  if (known.length === 0) return noKey;
  const agreeing = [...world.all(node, owner)].filter(({ key }) =>
    known.every(([name, value]) => key.parts.get(name) === value),
  );
  return agreeing.at(-1)?.key ?? noKey;
}

/** For tied subjects: the values at their keys. */
function readsOfTied(view: Viewpoint, part: Tied): Read[] {
  const { world, frame } = view;
  const node = indexOf(world, part.node);
  const { owner, tied } = frame;
  return [...world.all(node, owner)].flatMap(({ key }) => {
    const other = key.parts.get(part.key) as number;
    const counts = other !== owner && tied.has(other) && agrees(frame.key, key);
    return counts ? [{ node, owner, key }] : [];
  });
}

/** For a statement about every key: the values at these keys. */
function readsOfAll(view: Viewpoint, part: Quantifier): Read[] {
  const { world, frame } = view;
  const node = indexOf(world, part.node);
  const { owner } = frame;
  return [...world.all(node, owner)]
    .filter(({ key }) =>
      [...frame.key.parts].every(([name, own]) => {
        const theirs = key.parts.get(name);
        return theirs === undefined || theirs === own;
      }),
    )
    .map(({ key }) => ({ node, owner, key }));
}
