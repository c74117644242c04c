import type { ProgramStep } from "../program/program.ts";
import { isMissing, type Value } from "../program/value.ts";
import type { KeepStep } from "../ruleset/resolved.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { type ElementColumns, groupsOf, type Segments } from "./element-columns.ts";
import type { Elements } from "./elements.ts";
import { type Codes, grouped, paired, placesIn } from "./grouping.ts";
import type { KeyCodes } from "./key-codes.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

type ProgramKeep = Extract<ProgramStep, { kind: "keep" }>;

/** What a step chooses among: the elements that it touches, by the inner group of each. */
interface Choice {
  readonly values: readonly Value[];
  readonly inner: Codes;
  /** 1: the step touches the element; undefined: it touches all. */
  readonly touched: Uint8Array | undefined;
  readonly arithmetic: Arithmetic;
  /** The order of two elements. */
  readonly compare: (a: number, b: number) => number;
  /** The number that the step keeps or drops, by an element of the group. */
  readonly countAt: (at: number) => number;
}

/** Marks the elements that are kept. */
type Choose = (choice: Choice, kept: Uint8Array) => void;

/** Keeps one of each inner group: the first is replaced by each that is better. */
function one(
  isBetter: (choice: Choice, one: number, than: number) => boolean,
  isThere: (value: Value) => boolean = () => true,
): Choose {
  return (choice, kept) => {
    const { inner, touched, values } = choice;
    const best = new Int32Array(inner.count).fill(-1);
    for (let at = 0; at < values.length; at += 1) {
      if (touched !== undefined && touched[at] === 0) continue;
      if (!isThere(values[at]!)) continue;
      const group = inner.codes[at]!;
      if (best[group] === -1 || isBetter(choice, at, best[group]!)) best[group] = at;
    }
    for (const at of best) if (at >= 0) kept[at] = 1;
  };
}

const valued = (value: Value): boolean => !isMissing(value);

/** The one with the highest (1) or lowest (-1) value; of equal ones the earliest. */
function extreme(sign: 1 | -1): Choose {
  return one(({ values, arithmetic, compare }, at, than) => {
    const order = arithmetic.compare(values[at] as Exact, values[than] as Exact) * sign;
    return order > 0 || (order === 0 && compare(at, than) < 0);
  }, valued);
}

/** Keeps several of each inner group, which come from best (1) or worst (-1); equal ones from earlier to later. */
function several(sign: 1 | -1, keep: (places: number[], count: number) => number[]): Choose {
  return (choice, kept) => {
    const { inner, touched, values, arithmetic, compare, countAt } = choice;
    const byValue = (a: number, b: number): number =>
      arithmetic.compare(values[b] as Exact, values[a] as Exact) * sign || compare(a, b);
    const chosen = new Uint8Array(values.length);
    for (let at = 0; at < chosen.length; at += 1)
      chosen[at] = Number((touched === undefined || touched[at] === 1) && valued(values[at]!));
    const { order, starts } = grouped(inner.codes, inner.count, placesIn(chosen));
    for (let group = 0; group < inner.count; group += 1) {
      const places = [...order.subarray(starts[group], starts[group + 1])];
      if (places.length === 0) continue;
      for (const at of keep(places.sort(byValue), countAt(places[0]!))) kept[at] = 1;
    }
  };
}

function firstFew(places: number[], count: number): number[] {
  return places.slice(0, count);
}

function withoutLast(places: number[], count: number): number[] {
  return places.slice(0, Math.max(0, places.length - count));
}

const choices: { readonly [Keep in KeepStep["keep"]]: Choose } = {
  all: ({ touched }, kept) => {
    for (let at = 0; at < kept.length; at += 1)
      if (touched === undefined || touched[at] === 1) kept[at] = 1;
  },
  none: () => undefined,
  first: one(({ compare }, at, than) => compare(at, than) < 0),
  last: one(({ compare }, at, than) => compare(at, than) >= 0),
  highest: extreme(1),
  lowest: extreme(-1),
  best: several(1, firstFew),
  worst: several(-1, firstFew),
  drop: several(1, withoutLast),
  "drop-best": several(-1, withoutLast),
};

/** What a step looks at elements with. */
export interface Looking {
  readonly world: World;
  readonly elements: Elements;
  readonly codes: KeyCodes;
}

/** Marks the elements left by a keep step: those it does not apply to, and those kept of each group. */
export function select(
  { world, elements, codes }: Looking,
  step: ProgramKeep,
  columns: ElementColumns,
  segments: Segments,
): Uint8Array {
  const length = columns.entries.length;
  const { keep } = step.step;
  if (keep === "all") return new Uint8Array(length).fill(1);
  const groups = groupsOf(segments);
  const touched = touchedBy({ world, elements }, step, columns, segments);
  const kept = touched === undefined ? new Uint8Array(length) : touched.map((one) => 1 - one);
  const own = { codes: groups, count: segments.owners.length };
  const inner =
    step.per.length === 0
      ? own
      : paired(own, codes.of(step.per, { columns, segments, wanted: touched }));
  const { arithmetic } = world.program;
  const countAt = (at: number): number => {
    elements.enterGroup(segments, groups[at]!);
    const count = step.count === undefined ? 0 : elements.evaluate(step.count);
    return isMissing(count) ? 0 : (arithmetic.toInteger(count as Exact) ?? 0);
  };
  const compare = (a: number, b: number): number => elements.compare(columns, a, b);
  const { values } = columns;
  choices[keep]({ values, inner, touched, arithmetic, compare, countAt }, kept);
  return kept;
}

/** Marks the elements that a step applies to; undefined if it applies to all. */
function touchedBy(
  { world, elements }: Pick<Looking, "world" | "elements">,
  { of, when, step }: ProgramKeep,
  columns: ElementColumns,
  segments: Segments,
): Uint8Array | undefined {
  const span = step.within === undefined ? undefined : world.windows.of(step.within);
  if (of === undefined && span === undefined && when === undefined) return undefined;
  const { entries, days } = columns;
  const touched = new Uint8Array(entries.length);
  for (let group = 0; group < segments.owners.length; group += 1) {
    elements.enterGroup(segments, group);
    for (let at = segments.starts[group]!; at < segments.starts[group + 1]!; at += 1) {
      if (of !== undefined && !of.has(world.entries.rules[entries[at]!] ?? -1)) continue;
      if (span !== undefined && !within(days[at]!, span)) continue;
      if (when !== undefined) {
        elements.enter(columns, at);
        if (elements.evaluate(when) !== true) continue;
      }
      touched[at] = 1;
    }
  }
  return touched;
}
