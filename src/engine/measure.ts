import type { ProgramAccount, ProgramMeasure } from "../program/program.ts";
import { type KeyValue, noKey, pending } from "../program/value.ts";
import type { PeriodUnit } from "../values/calendar.ts";
import { keysFor } from "./keys.ts";
import type { Computed } from "./node-values.ts";
import type { World } from "./world.ts";

/** Is a node judged for the kind of period that is scored? */
export function isJudged(world: World, judged: readonly PeriodUnit[] | undefined): boolean {
  return judged === undefined || judged.includes(world.period.unit);
}

/** Is a value pending: not judged for this kind of period, or waiting for its time to be over? */
export function isToCome(
  world: World,
  one: ProgramAccount | ProgramMeasure,
  key: KeyValue,
): boolean {
  if (!isJudged(world, one.node.judged)) return true;
  return one.node.untilOver === "pending" && !world.isKeyOver(one, key);
}

/** May any value of a node be pending? */
export function mayBeToCome(world: World, { node }: ProgramAccount | ProgramMeasure): boolean {
  return !isJudged(world, node.judged) || node.untilOver === "pending";
}

/** Evaluates a measure for each owner and key. */
export function measure(world: World, one: ProgramMeasure): void {
  const frame = world.frame();
  for (const owner of world.owners(one)) {
    frame.owner = owner;
    if (one.keys.length === 0) {
      world.computed.setOnly(
        one.index,
        owner,
        isToCome(world, one, noKey) ? pending : one.value(frame),
      );
      continue;
    }
    const values: Computed[] = [];
    for (const key of keysFor(world, one, owner)) {
      frame.key = key;
      values.push({ key, value: isToCome(world, one, key) ? pending : one.value(frame) });
    }
    world.computed.set(one.index, owner, values);
  }
}
