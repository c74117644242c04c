import type { Result } from "../../document/result.ts";
import type { Run } from "../../engine/run.ts";
import type { NodeName } from "../../expression/tree.ts";
import { noKey } from "../../program/value.ts";
import type { Part } from "../model/explanation.ts";
import { indexOf } from "../model/run-index.ts";
import type { Read } from "./reads.ts";
import { liveRun } from "./subject.ts";
import { Tree } from "./tree.ts";

/** A value of a node as a document or a result names it. */
export interface NamedValue {
  readonly node: NodeName;
  readonly subject: string;
  /** `2024-03`, the name of a race …; undefined for a node without keys. */
  readonly key?: string | undefined;
}

/** Derives one value; undefined if there is no such node, subject or key. */
export function derive(result: Result, value: NamedValue): Part | undefined {
  const run = liveRun(result);
  const read = readNamed(run, value);
  return read === undefined ? undefined : new Tree(run, read.owner).derive(read);
}

/** Finds the named value; undefined if there is no such node, subject or key. */
export function readNamed(run: Run, value: NamedValue): Read | undefined {
  const { world } = run;
  const index = indexOf(run);
  const node = world.program.slots.nodes.get(value.node)?.index ?? -1;
  const found = world.program.nodes[node];
  if (found === undefined) return undefined;
  const owner = found.node.kinds
    .flatMap((kind) => index.ownerOf(kind, value.subject) ?? [])
    .reduce<number | undefined>((a, b) => (a === undefined ? b : Math.min(a, b)), undefined);
  if (owner === undefined) return undefined;
  if (value.key === undefined) return { node, owner, key: noKey };
  const there = [
    ...world.all(node, owner),
    ...index.placesOf(node, owner),
    ...index.conclusionsOf(node, owner),
  ];
  const key = there.find((one) => world.keyName(found.keys, one.key) === value.key)?.key;
  return key === undefined ? undefined : { node, owner, key };
}
