import type { Element } from "../../engine/element-columns.ts";
import { Elements } from "../../engine/elements.ts";
import { numberText } from "../../engine/ledger.ts";
import { reduce } from "../../engine/reduce.ts";
import type { ProgramAccount, ProgramStep } from "../../program/program.ts";
import { absent, isMissing, type Value } from "../../program/value.ts";
import type { Exact } from "../../values/exact.ts";
import type { OfKind } from "../../values/kinds.ts";
import type { ReducedPart } from "../model/explanation.ts";
import type { Shown } from "../model/shown.ts";
import { StepWords } from "../prose/step-words.ts";
import type { Context, Spot } from "./context.ts";

/** The effects of an account's steps on its list of values, at one key. */
export interface Reductions {
  /** The entries (or elements) and the lines of the steps add up to the value. */
  readonly adds: boolean;
  /** The values before this step are counted, not added up; -1 if none are. */
  readonly countedBefore: number;
  /** How a step reduced several values to fewer, by its number. */
  readonly reduced: ReadonlyMap<number, ReducedPart>;
  /** The value that the steps add to after each of these, exactly. */
  readonly totals: ReadonlyMap<number, Value>;
  /** The keys whose values a step dropped, by its number. */
  readonly dropped: ReadonlyMap<number, readonly Shown[]>;
  /** How many values a step dropped, by its number. */
  readonly lost: ReadonlyMap<number, number>;
}

type ProgramReduce = OfKind<ProgramStep, "reduce">;

/** A step with the values that it found and those that it left. */
interface Change {
  readonly step: ProgramStep;
  readonly index: number;
  readonly from: readonly Element[];
  readonly to: readonly Element[];
}

/** Follows the values of an account through its steps. */
export function reductionsOf(
  context: Context,
  account: ProgramAccount,
  spot: Omit<Spot, "heading">,
): Reductions {
  const stages = context.lookup.stages(account, spot.owner, spot.key);
  const changes = account.steps.flatMap((step, index): Change[] => {
    const at = stages.findIndex((stage) => stage.step === index);
    const [from, to] = [stages[at - 1], stages[at]];
    return from === undefined || to === undefined
      ? []
      : [{ step, index, from: from.elements, to: to.elements }];
  });
  const countedBefore = countOf(account, stages[0]?.elements ?? []);
  const reducing = changes.flatMap(({ step, ...rest }) =>
    step.kind === "reduce" ? [{ ...rest, step }] : [],
  );
  const unlike = reducing.filter(
    (one) => one.index !== countedBefore && !isLikeSum(context, account, spot.owner, one),
  );
  const adds = unlike.length === 0;
  const told = adds
    ? []
    : reducing.filter((one) => unlike.includes(one) || one.step.per !== undefined);
  const keeping = changes.filter(({ step }) => step.kind === "keep");
  return {
    adds,
    countedBefore,
    reduced: new Map(told.map((one) => [one.index, reducedPart(context, account, spot, one)])),
    totals: new Map(told.map(({ index, to }) => [index, totalOf(context, to) ?? absent])),
    dropped: new Map(keeping.map((one) => [one.index, keysDropped(context, account, one)])),
    lost: new Map(keeping.map(({ index, from, to }) => [index, from.length - to.length])),
  };
}

/** The number of the step that counts the original values; -1 if there is none. */
function countOf({ steps }: ProgramAccount, elements: readonly Element[]): number {
  const first = steps.findIndex(({ kind }) => kind === "reduce");
  const step = steps[first];
  const counts = step?.kind === "reduce" && step.step.reduction === "count";
  return counts && elements.every(({ value }) => !isMissing(value)) ? first : -1;
}

/** Does a reduction yield the sum, because it is one or because each group has one value? */
function isLikeSum(
  context: Context,
  account: ProgramAccount,
  owner: number,
  { step, from, to }: Change & { readonly step: ProgramReduce },
): boolean {
  const isSum = step.step.reduction === "sum";
  const groups = groupSizes(context, account, owner, step, from);
  const isSingle = groups.every((count) => count <= 1);
  return (isSum || isSingle) && isSame(context, totalOf(context, from), totalOf(context, to));
}

function isSame({ names }: Context, a: Value | undefined, b: Value | undefined): boolean {
  if (isMissing(a ?? 0) || isMissing(b ?? 0)) return true;
  return names.world.program.arithmetic.compare((a ?? 0) as Exact, (b ?? 0) as Exact) === 0;
}

function totalOf({ names }: Context, elements: readonly Element[]): Value | undefined {
  const values = elements.map(({ value }) => value);
  return reduce("sum", values, names.world.program.arithmetic);
}

function reducedPart(
  context: Context,
  account: ProgramAccount,
  spot: Omit<Spot, "heading">,
  { step, from, to }: Change & { readonly step: ProgramReduce },
): ReducedPart {
  const { names } = context;
  const { world } = names;
  const total = totalOf(context, to);
  const count = from.filter(({ value }) => !isMissing(value)).length;
  const plain = {
    count,
    ...(total === undefined || isMissing(total) ? {} : { total: numberText(world, total) }),
  };
  if (step.per === undefined) return plain;
  const elements = elementsOf(context, account, spot.owner);
  const { per } = step;
  const groups = to.map((element) => {
    const key = names.key(per, elements.keyOf(element, per));
    const { value } = element;
    return {
      ...(key === undefined ? {} : { key }),
      ...(isMissing(value) ? { gap: names.gap(value) } : { value: numberText(world, value) }),
    };
  });
  const words = new StepWords(
    (expression) => context.formulas.unfilled(expression).words,
    world.program.resolved.rules,
  );
  const by = words.list(per.map((one) => one.key));
  return { ...plain, ...(by === undefined ? {} : { per: by }), groups };
}

/** How many values there are in each of a reduction's groups. */
function groupSizes(
  context: Context,
  account: ProgramAccount,
  owner: number,
  { per }: ProgramReduce,
  from: readonly Element[],
): readonly number[] {
  const there = from.filter(({ value }) => !isMissing(value));
  if (per === undefined) return [there.length];
  const elements = elementsOf(context, account, owner);
  const counts = new Map<string, number>();
  for (const element of there) {
    const { text } = elements.keyOf(element, per);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts.values()];
}

function elementsOf({ names }: Context, account: ProgramAccount, owner: number): Elements {
  const frame = names.world.frame();
  frame.owner = owner;
  return new Elements(names.world, account, frame);
}

/** The keys of the values that a step dropped, of an account that is made of another node. */
function keysDropped({ names }: Context, account: ProgramAccount, { from, to }: Change): Shown[] {
  const keys = names.world.program.nodes[account.from ?? -1]?.keys ?? [];
  const kept = new Set(to);
  return from
    .filter((element) => !kept.has(element))
    .flatMap(({ key }) => (key === undefined ? [] : (names.key(keys, key) ?? [])));
}
