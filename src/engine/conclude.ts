import type { Frame } from "../program/frame.ts";
import type { ProgramOutcome } from "../program/program.ts";
import {
  isMissing,
  type KeyValue,
  type Missing,
  type Value,
  zeroDivisor,
} from "../program/value.ts";
import { keysFor } from "./keys.ts";
import { isJudged } from "./measure.ts";
import type { Computed, World } from "./world.ts";

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
    const values: Computed[] = [];
    for (const key of keysFor(world, outcome, owner)) {
      frame.key = key;
      const conclusion = judged ? decide(world, outcome, frame, owner, key) : undefined;
      if (conclusion !== undefined) conclusions.push(conclusion);
      values.push({
        key,
        value: conclusion === undefined ? "pending" : stateValue(outcome, conclusion),
      });
    }
    world.set(outcome.index, owner, values);
  }
  world.setOtherwise(outcome.index, () => (judged ? "not-given" : "pending"));
  return conclusions;
}

/** An outcome as expressions read it: its state, and for a grade that is given its name. */
function stateValue(outcome: ProgramOutcome, { state, value, missing }: Conclusion): Value {
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
  const plain = { owner, key, value: undefined, provisional: false };
  const isTarget = outcome.node.outcome === "target";
  const concerned = outcome.where === undefined ? true : outcome.where(frame);
  if (isMissing(concerned) && concerned.state !== "absent")
    return { ...plain, state: concerned.state, missing: concerned };
  if (concerned !== true) return { ...plain, state: "not-applicable" };
  const isOver = world.isKeyOver(outcome, key);
  if (!isOver && outcome.node.untilOver === "pending") return { ...plain, state: "pending" };
  const holds = outcome.when(frame);
  if (isMissing(holds) && holds.state !== "absent")
    return { ...plain, state: holds.state, missing: holds };
  const provisional = !isOver && outcome.node.untilOver === "provisional";
  if (holds !== true) return { ...plain, state: isTarget ? "missed" : "not-given", provisional };
  return {
    ...plain,
    state: isTarget ? "met" : "given",
    value: outcome.value?.(frame),
    provisional,
  };
}
