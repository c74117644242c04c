import type { ProgramStep } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import type { KeepStep } from "../ruleset/resolved.ts";
import type { Span } from "../values/calendar.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import type { Element, Elements } from "./elements.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

type ProgramKeep = Extract<ProgramStep, { kind: "keep" }>;

type Choose = (
  group: readonly Element[],
  count: number,
  arithmetic: Arithmetic,
) => readonly Element[];

/** From best to worst; equal ones from earlier to later. */
function byValue(group: readonly Element[], sign: number, arithmetic: Arithmetic): Element[] {
  const there = group.filter(({ value }) => !isMissing(value));
  return there.sort((a, b) => arithmetic.compare(b.value as Exact, a.value as Exact) * sign);
}

function withoutLast(group: readonly Element[], count: number): readonly Element[] {
  return group.slice(0, Math.max(0, group.length - count));
}

/** The kept elements of a group, in the order of its elements. */
const choices: { readonly [Keep in KeepStep["keep"]]: Choose } = {
  all: (group) => group,
  none: () => [],
  first: (group) => group.slice(0, 1),
  last: (group) => group.slice(-1),
  highest: (group, _count, arithmetic) => byValue(group, 1, arithmetic).slice(0, 1),
  lowest: (group, _count, arithmetic) => byValue(group, -1, arithmetic).slice(0, 1),
  best: (group, count, arithmetic) => byValue(group, 1, arithmetic).slice(0, count),
  worst: (group, count, arithmetic) => byValue(group, -1, arithmetic).slice(0, count),
  drop: (group, count, arithmetic) => withoutLast(byValue(group, 1, arithmetic), count),
  "drop-best": (group, count, arithmetic) => withoutLast(byValue(group, -1, arithmetic), count),
};

/** The elements left by a keep step: those it does not apply to, and those kept of each group. */
export function select(
  world: World,
  step: ProgramKeep,
  elements: readonly Element[],
  how: Elements,
): Element[] {
  const { keep, within: window } = step.step;
  const span = window === undefined ? undefined : world.windows.of(window);
  const kept: Element[] = [];
  const groups = new Map<string, Element[]>();
  for (const element of how.inOrder(elements)) {
    if (!touches(world, step, element, how, span)) {
      kept.push(element);
      continue;
    }
    const { text } = how.keyOf(element, step.per);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [element]);
    else group.push(element);
  }
  const count = step.count === undefined ? undefined : how.evaluate(step.count);
  const size =
    count === undefined || isMissing(count)
      ? 0
      : (world.program.arithmetic.toInteger(count as Exact) ?? 0);
  for (const group of groups.values())
    kept.push(...choices[keep](group, size, world.program.arithmetic));
  return kept;
}

function touches(
  world: World,
  step: ProgramKeep,
  element: Element,
  how: Elements,
  span: Span | undefined,
): boolean {
  if (step.of !== undefined && !step.of.has(world.entries.rules[element.entry] ?? -1)) return false;
  if (span !== undefined && !within(element.day, span)) return false;
  return step.when === undefined || how.holds(step.when, element);
}
