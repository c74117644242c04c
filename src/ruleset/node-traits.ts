import type { Having, Traits } from "../values/kinds.ts";
import type { Node } from "./resolved.ts";

type NodeTrait =
  /** Has a value for each subject and key. */
  | "valued"
  /** Its value is made of others that can be shown beneath it. */
  | "made-up";

const nodes = {
  account: ["valued", "made-up"],
  measure: ["valued", "made-up"],
  running: ["valued"],
  ranking: [],
  outcome: [],
} as const satisfies Traits<Node, NodeTrait>;

/** Does a node have a trait? Every kind declares its traits. */
export function isNode<Trait extends NodeTrait>(
  node: Node,
  trait: Trait,
): node is Having<Node, typeof nodes, Trait> {
  const traits: readonly NodeTrait[] = nodes[node.kind];
  return traits.includes(trait);
}
