import type { Frame } from "../program/frame.ts";
import type { ProgramOutcome } from "../program/program.ts";
import {
  isMissing,
  type KeyValue,
  type Missing,
  noKey,
  type Value,
  zeroDivisor,
} from "../program/value.ts";
import { keysFor } from "./keys.ts";
import { isJudged } from "./measure.ts";
import type { Computed } from "./node-values.ts";
import type { World } from "./world.ts";

/** The state of an outcome for one subject and key. */
export interface Conclusion {
  readonly owner: number;
  readonly key: KeyValue;
  readonly state:
    | "met"
    | "missed"
    | "given"
    | "not-given"
    | "pending"
    | "not-applicable"
    | "unavailable";
  readonly value: Value | undefined;
  readonly provisional: boolean;
  /** If it is undecided: why a value that it depends on is missing. */
  readonly missing?: Missing;
}

/** Decides an outcome for each subject and key; none if it is not judged for this kind of period. */
export function conclude(world: World, outcome: ProgramOutcome): Conclusion[] {
  const frame = world.frame();
  const judged = isJudged(world, outcome.node.judged);
  const conclusions: Conclusion[] = [];
  for (const owner of world.owners(outcome)) {
    frame.owner = owner;
    if (outcome.keys.length === 0) {
      const conclusion = judged ? decide(world, outcome, frame, owner, noKey) : undefined;
      if (conclusion !== undefined) conclusions.push(conclusion);
      world.computed.setOnly(outcome.index, owner, seenAs(outcome, conclusion));
      continue;
    }
    const values: Computed[] = [];
    for (const key of keysFor(world, outcome, owner)) {
      frame.key = key;
      const conclusion = judged ? decide(world, outcome, frame, owner, key) : undefined;
      if (conclusion !== undefined) conclusions.push(conclusion);
      values.push({ key, value: seenAs(outcome, conclusion) });
    }
    world.computed.set(outcome.index, owner, values);
  }
  world.setOtherwise(outcome.index, () => (judged ? "not-given" : "pending"));
  return conclusions;
}

/** An outcome as expressions read it: its state, and for a grade that is given its name. */
function seenAs(outcome: ProgramOutcome, conclusion: Conclusion | undefined): Value {
  if (conclusion === undefined) return "pending";
  const { state, value, missing } = conclusion;
  // An undecided outcome decides nothing else.
  if (state === "unavailable") return missing ?? zeroDivisor;
  if (outcome.node.outcome === "grade" && state === "given" && typeof value === "string")
    return value;
  return state;
}

function decide(
  world: World,
  outcome: ProgramOutcome,
  frame: Frame,
  owner: number,
  key: KeyValue,
): Conclusion {
  const isTarget = outcome.node.outcome === "target";
  const undecided = (missing: Missing): Conclusion => ({
    ...concluded(owner, key, missing.state as Conclusion["state"]),
    missing,
  });
  const concerned = outcome.where === undefined ? true : outcome.where(frame);
  if (isMissing(concerned) && concerned.state !== "absent") return undecided(concerned);
  if (concerned !== true) return concluded(owner, key, "not-applicable");
  const isOver = world.isKeyOver(outcome, key);
  if (!isOver && outcome.node.untilOver === "pending") return concluded(owner, key, "pending");
  const holds = outcome.when(frame);
  if (isMissing(holds) && holds.state !== "absent") return undecided(holds);
  const provisional = !isOver && outcome.node.untilOver === "provisional";
  if (holds !== true)
    return concluded(owner, key, isTarget ? "missed" : "not-given", undefined, provisional);
  const state = isTarget ? "met" : "given";
  return concluded(owner, key, state, outcome.value?.(frame), provisional);
}

function concluded(
  owner: number,
  key: KeyValue,
  state: Conclusion["state"],
  value?: Value,
  provisional = false,
): Conclusion {
  return { owner, key, state, value, provisional };
}
