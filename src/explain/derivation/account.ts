import { numberText } from "../../engine/ledger.ts";
import type { Computed, Line } from "../../engine/node-values.ts";
import { reduce } from "../../engine/reduce.ts";
import type { World } from "../../engine/world.ts";
import type { Expression } from "../../expression/tree.ts";
import type { ProgramAccount } from "../../program/program.ts";
import { absent, isMissing, type KeyValue, type Value } from "../../program/value.ts";
import type { Step } from "../../ruleset/resolved.ts";
import { dayText } from "../../values/day.ts";
import type { Exact } from "../../values/exact.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import type { AccountPart, ElementShare, StepPart } from "../model/explanation.ts";
import type { Formula } from "../model/shown.ts";
import type { Context, Spot } from "./context.ts";
import { ruleShares } from "./entries.ts";
import { readsOf } from "./reads.ts";
import { type Reductions, reductionsOf } from "./reductions.ts";

/** How the entries, or the values of another node, were combined in an account. */
export function accountPart(context: Context, account: ProgramAccount, spot: Spot): AccountPart {
  const { names } = context;
  const { world } = names;
  const { node } = account;
  const computed = context.lookup.computed(account.index, spot.owner, spot.key);
  const elements = context.lookup.elements(account, spot.owner, spot.key);
  const entries = account.from === undefined ? elements.map(({ entry }) => entry) : [];
  const sources = account.from === undefined ? [] : elements.flatMap(({ key }) => key ?? []);
  const sum = reduce(
    "sum",
    elements.map(({ value }) => value),
    world.program.arithmetic,
  );
  const dropped = new Map<number, number>();
  for (const { step, entries: lost = [] } of computed?.lines ?? [])
    for (const entry of lost) dropped.set(entry, step);
  const reductions = reductionsOf(context, account, spot);
  const steps = stepParts(context, account, spot, { computed, reductions });
  const rules = ruleShares(context, entries, dropped);
  const reads = stepReads(context, account, spot);
  const from = account.from ?? -1;
  const lost = lostKeys(reductions);
  const shares = sources.map((key) => {
    const share = elementShare(context, from, spot.owner, key);
    const step = lost.get(share.key?.value ?? "");
    return step === undefined ? share : { ...share, dropped: step };
  });
  return {
    kind: "account",
    ...spot.heading,
    clauses: names.cite(node.clauses),
    ...windowOf(world, account),
    count: elements.length,
    ...(sum === undefined || isMissing(sum) ? {} : { sum: numberText(world, sum) }),
    adds: reductions.adds,
    ...(reductions.countedBefore < 0 ? {} : { counted: true as const }),
    rules,
    elements: shares,
    steps,
    parts: [
      ...sources.map((key) => context.tell({ node: from, owner: spot.owner, key })),
      ...reads.map((read) => context.tell(read)),
    ],
  };
}

/** The step that dropped the value at a key. */
function lostKeys({ dropped }: Reductions): ReadonlyMap<string, number> {
  return new Map(
    [...dropped].flatMap(([step, keys]) => keys.map(({ value }) => [value, step] as const)),
  );
}

function windowOf(world: World, account: ProgramAccount): Partial<AccountPart> {
  const { node, edge } = account;
  const { first, last } = world.windows.range(account);
  const isPeriod = first === world.period.first && last === world.period.last;
  // A window of all time need not be shown.
  const isPlain = node.window.kind === "period" && edge === undefined;
  if (isPlain || isPeriod || first > last) return {};
  return { window: { first: dayText(first), last: dayText(last) } };
}

function elementShare(context: Context, node: number, owner: number, key: KeyValue): ElementShare {
  const { names } = context;
  const { world } = names;
  const value = world.read(node, owner, key.text);
  const source = world.program.nodes[node];
  const shown = names.key(source?.keys ?? [], key);
  const unit = source === undefined ? undefined : names.unit(source.node.name);
  return {
    ref: context.ref({ node, owner, key }),
    ...(shown === undefined ? {} : { key: shown }),
    ...(unit === undefined ? {} : { unit }),
    ...(isMissing(value) ? { gap: names.gap(value) } : { value: numberText(world, value) }),
  };
}

const expressionsOf: ByKind<Step, [], Expression[]> = {
  keep: ({ count }) => (count === undefined ? [] : [count]),
  reduce: ({ none }) => (none === undefined ? [] : [none]),
  map: ({ value }) => [value],
};

function stepReads(context: Context, account: ProgramAccount, { owner, key }: Spot) {
  context.view.at(owner, key);
  return readsOf(
    context.view,
    account.steps.flatMap(({ step }) => dispatch(expressionsOf, step)),
  );
}

/** The effects of an account's steps. */
interface Worked {
  readonly computed: Computed | undefined;
  readonly reductions: Reductions;
}

function stepParts(
  context: Context,
  account: ProgramAccount,
  spot: Spot,
  { computed, reductions }: Worked,
): StepPart[] {
  const { names } = context;
  const { world } = names;
  const before = valuesBefore(world, account, computed);
  const lines = new Map((computed?.lines ?? []).map((line) => [line.step, line]));
  return account.steps.map((step, index): StepPart => {
    const line = lines.get(index);
    context.view.at(spot.owner, spot.key);
    context.view.frame.value = before.get(index) ?? absent;
    const formula = dispatch(stepFormulas, step.step, context, spot);
    context.view.frame.value = absent;
    return {
      step: index,
      does: dispatch(doing, step.step),
      ...(step.step.label === undefined ? {} : { label: step.step.label }),
      clauses: names.cite(step.step.clauses),
      ...(formula === undefined ? {} : { formula }),
      ...amountOf(world, step.step, index, line, reductions),
      ...(line?.entries === undefined ? {} : { dropped: eventsOf(world, line.entries) }),
      ...fewer(reductions, index),
    };
  });
}

/** The change by a step: a number of values if they are counted. */
function amountOf(
  world: World,
  step: Step,
  index: number,
  line: Line | undefined,
  { countedBefore, lost }: Reductions,
): Pick<StepPart, "amount"> {
  if (line === undefined || isMissing(line.amount)) return {};
  if (index >= countedBefore) return { amount: numberText(world, line.amount) };
  const count = lost.get(index) ?? line.entries?.length ?? 0;
  return step.kind === "keep" && count > 0 ? { amount: String(-count) } : {};
}

function fewer({ dropped, reduced }: Reductions, index: number): Partial<StepPart> {
  const keys = dropped.get(index) ?? [];
  const part = reduced.get(index);
  return {
    ...(keys.length === 0 ? {} : { droppedKeys: keys }),
    ...(part === undefined ? {} : { reduced: part }),
  };
}

function eventsOf({ entries, store }: World, dropped: readonly number[]): string[] {
  return [...dropped]
    .sort((a, b) => entries.compare(a, b))
    .map((entry) => store.ids.at(entries.rows[entry] ?? -1) ?? "");
}

const doing: ByKind<Step, [], StepPart["does"]> = {
  keep: ({ keep }) => `keep-${keep}`,
  reduce: ({ reduction }) => reduction,
  map: ({ name }) => name,
};

const stepFormulas: ByKind<Step, [context: Context, spot: Spot], Formula | undefined> = {
  keep: ({ count }, { formulas }) => (count === undefined ? undefined : formulas.of(count)),
  reduce: () => undefined,
  map: ({ name, value }, { formulas }, spot) => {
    if (name !== "cap" && name !== "floor") return formulas.of(value, spot.heading.label);
    const limit = value.operands[1];
    return limit === undefined ? undefined : formulas.of(limit);
  },
};

/** The value before each step on a single value; the lines show what each step changed. */
function valuesBefore(
  world: World,
  account: ProgramAccount,
  computed: Computed | undefined,
): ReadonlyMap<number, Value> {
  const before = new Map<number, Value>();
  const { arithmetic } = world.program;
  let value = computed?.value ?? absent;
  for (let index = account.steps.length - 1; index >= 0; index -= 1) {
    const step = account.steps[index]?.step;
    if (step?.kind !== "map" || isMissing(value)) break;
    const changed = computed?.lines?.find((line) => line.step === index)?.amount ?? 0;
    value = isMissing(changed) ? changed : arithmetic.subtract(value as Exact, changed as Exact);
    before.set(index, value);
  }
  return before;
}
