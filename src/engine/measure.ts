import type { ProgramMeasure } from "../program/program.ts";
import { pending } from "../program/value.ts";
import type { Computed, World } from "./world.ts";

/** Is a node judged for the kind of period that is scored? */
export function isJudged(world: World, judged: readonly string[] | undefined): boolean {
  return judged === undefined || judged.includes(world.period.unit);
}

/** Evaluates a measure for each owner and key. */
export function measure(world: World, one: ProgramMeasure): void {
  const frame = world.frame();
  const judged = isJudged(world, one.node.judged);
  for (const owner of world.owners(one)) {
    frame.owner = owner;
    const values: Computed[] = [];
    for (const key of world.keysFor(one, owner)) {
      const waits = one.node.untilOver === "pending" && !world.isKeyOver(one.keys, key);
      frame.key = key;
      values.push({ key, value: !judged || waits ? pending : one.value(frame) });
    }
    world.set(one.index, owner, values);
  }
}
