import type { Frame } from "../program/frame.ts";
import type { ProgramCheck } from "../program/program.ts";
import { isMissing, List } from "../program/value.ts";
import type { Check } from "../ruleset/resolved.ts";

/** A failed check. */
export interface Failure {
  readonly check: Check;
  /** The position of the first list value that fails it, from 1. */
  readonly position?: number;
}

/** The failed checks of the event in the frame, up to the first that rejects it. */
export function failuresOf(checks: readonly ProgramCheck[], frame: Frame): Failure[] {
  const failures: Failure[] = [];
  for (const one of checks) {
    const failure = failureOf(one, frame);
    if (failure === undefined) continue;
    failures.push(failure);
    if (one.check.rejects) break;
  }
  return failures;
}

function failureOf(one: ProgramCheck, frame: Frame): Failure | undefined {
  const { check, each } = one;
  if (each === undefined) return holds(one, frame) ? undefined : { check };
  const list = each(frame);
  if (!(list instanceof List)) return undefined;
  frame.list = list;
  let position: number | undefined;
  for (frame.at = 0; frame.at < list.items.length && position === undefined; frame.at += 1)
    if (!holds(one, frame)) position = frame.at + 1;
  frame.list = undefined;
  return position === undefined ? undefined : { check, position };
}

/** A check that depends on a parameter without a value is skipped. */
function holds({ require }: ProgramCheck, frame: Frame): boolean {
  const held = require(frame);
  return held === true || (isMissing(held) && held.state === "unavailable");
}
