import type { ProgramRunning } from "../program/program.ts";
import type { Value } from "../program/value.ts";
import { spanOfKey, within } from "./windows.ts";
import type { Computed, World } from "./world.ts";

/** Walks along the keys of a node with a state; keys that are not over are passed over. */
export function fold(world: World, running: ProgramRunning): void {
  const frame = world.frame();
  const span = world.span(running.node.window);
  for (const owner of world.owners(running)) {
    frame.owner = owner;
    let state = new Map<string, Value>(
      running.state.map(({ name, start }) => [name, start(frame)]),
    );
    const values: Computed[] = [];
    for (const { key, value, over } of world.keysOf(running.over, owner)) {
      const outside = running.keys.some(({ key: part }) => {
        const days = spanOfKey(part, key.parts.get(part.name) ?? "");
        return days !== undefined && !within(days.last, span);
      });
      if (!over || outside) continue;
      frame.key = key;
      frame.value = value;
      frame.state = state;
      state = new Map(running.state.map(({ name, next }) => [name, next(frame)]));
      frame.state = state;
      values.push({ key, value: running.value(frame) });
    }
    world.set(running.index, owner, values);
  }
}
