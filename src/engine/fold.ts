import type { ProgramRunning } from "../program/program.ts";
import { absent, pending, type Value } from "../program/value.ts";
import { isJudged } from "./measure.ts";
import type { Computed } from "./node-values.ts";
import type { World } from "./world.ts";

/**
 * Walks along the keys of a node with a state. Keys that end outside the window are skipped, as are those that are
 * not over, unless the running defines its value there.
 */
export function fold(world: World, running: ProgramRunning): void {
  const frame = world.frame();
  const { untilOver, judged } = running.node;
  const over = world.program.nodes[running.over]!;
  const isPending = !isJudged(world, judged);
  for (const owner of world.owners(running)) {
    frame.owner = owner;
    let states = new Map<string, Value>(
      running.state.map(({ name, start }) => [name, start(frame)]),
    );
    let value: Value = absent;
    const values: Computed[] = [];
    for (const { key, value: element, over: isOver } of world.keysOf(running.over, owner)) {
      if (!world.windows.takes(running, over, key)) continue;
      if (!isOver && untilOver === undefined) continue;
      // A key whose time has not begun is not walked along yet.
      if (untilOver === "open" && !world.hasBegun(running, key)) continue;
      if (isPending || (!isOver && untilOver === "pending")) {
        values.push({ key, value: pending });
        continue;
      }
      frame.key = key;
      frame.value = element;
      frame.state = states;
      states = new Map(running.state.map(({ name, next }) => [name, next(frame)]));
      frame.state = states;
      value = running.value(frame);
      values.push({ key, value, states });
    }
    world.computed.set(running.index, owner, values);
    world.setEnd(running.index, owner, isPending ? { value: pending } : { value, states });
  }
}
