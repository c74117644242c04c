import type { Program } from "./program.ts";

/** Some nodes with all that they read, for callers that evaluate only these. */
export function withReads(program: Program, nodes: Iterable<number>): ReadonlySet<number> {
  const needed = new Set<number>();
  const need = (index: number): void => {
    if (needed.has(index)) return;
    needed.add(index);
    for (const read of program.nodes[index]?.reads ?? []) need(read);
  };
  for (const index of nodes) need(index);
  return needed;
}
