import { numberText } from "../../engine/ledger.ts";
import { isJudged } from "../../engine/measure.ts";
import type { Computed, States } from "../../engine/node-values.ts";
import type { World } from "../../engine/world.ts";
import type { ProgramNode, ProgramRunning } from "../../program/program.ts";
import { absent, isMissing, type KeyValue, noKey, type Value } from "../../program/value.ts";
import { isNode } from "../../ruleset/node-traits.ts";
import type { Running } from "../../ruleset/resolved.ts";
import type { Part, RunningPart, StateShown } from "../model/explanation.ts";
import type { Gap } from "../model/shown.ts";
import type { Names } from "../prose/names.ts";
import type { Context, Spot, Walking } from "./context.ts";

/** Why a node itself is pending at a key, apart from what it reads. */
export function waitOf(world: World, one: ProgramNode, key: KeyValue): Partial<Gap> {
  const { node } = one;
  if (!isNode(node, "valued")) return {};
  if (!isJudged(world, node.judged)) return { cause: "not-judged" };
  const waits = node.untilOver === "pending" && !world.isKeyOver(one, key);
  return waits ? { cause: "not-over" } : {};
}

export function textOf(world: World, value: Value): string {
  return typeof value === "string" || typeof value === "boolean"
    ? String(value)
    : numberText(world, value);
}

/** The walk of a running along its keys, as far as it has been derived. */
class Walk implements Walking {
  readonly steps: RunningPart["walk"][number][] = [];
  readonly parts: Part[] = [];
  private readonly walked: readonly Computed[];

  constructor(
    private readonly context: Context,
    private readonly running: ProgramRunning,
    private readonly owner: number,
  ) {
    this.walked = [...context.names.world.all(running.index, owner)];
  }

  /** Derives the walk up to a key, since later keys have no effect; to its end without a key. */
  goTo({ text }: KeyValue): void {
    const at = this.walked.findIndex(({ key }) => key.text === text);
    const end = at < 0 ? this.walked.length : at + 1;
    for (const computed of this.walked.slice(this.steps.length, end)) {
      this.steps.push(this.step(computed));
      const { key } = computed;
      this.parts.push(this.context.tell({ node: this.running.over, owner: this.owner, key }));
    }
  }

  private step({ key, value, states }: Computed): RunningPart["walk"][number] {
    const { running, owner } = this;
    const { names } = this.context;
    const { world } = names;
    const input = world.read(running.over, owner, key.text);
    const shown = names.key(running.keys, key);
    return {
      ...(shown === undefined ? {} : { key: shown }),
      ...(isMissing(input) ? { inputGap: names.gap(input) } : { input: textOf(world, input) }),
      ...(isMissing(value)
        ? { gap: { ...names.gap(value), ...waitOf(world, running, key) } }
        : { value: textOf(world, value) }),
      ...(states === undefined || running.isState
        ? {}
        : { states: statesShown(names, running.node, states) }),
    };
  }
}

/** The walk of a running along its keys, up to the key at which it is read. */
export function runningPart(context: Context, running: ProgramRunning, spot: Spot): RunningPart {
  const { names, view, formulas } = context;
  const { node } = running;
  const over = names.label(node.over);
  view.at(spot.owner, noKey);
  const told = {
    clauses: names.cite(node.clauses),
    formula: formulas.unfilled(node.value, over),
    next: node.state.map(({ name, label, start, next }) => ({
      name,
      ...(label === undefined ? {} : { label }),
      start: formulas.of(start),
      formula: formulas.unfilled(next, over),
    })),
  };
  const walk = new Walk(context, running, spot.owner);
  context.keepWalk({ node: running.index, owner: spot.owner, key: spot.key }, walk);
  walk.goTo(spot.key);
  return { kind: "running", ...spot.heading, ...told, walk: walk.steps, parts: walk.parts };
}

function statesShown(names: Names, { state }: Running, states: States): StateShown[] {
  return state.map(({ name, label, type }) => ({
    name,
    ...(label === undefined ? {} : { label }),
    ...names.shown(type, states.get(name) ?? absent),
  }));
}
