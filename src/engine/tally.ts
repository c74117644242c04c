import type { Frame } from "../program/frame.ts";
import type { ProgramAccount, ProgramStep } from "../program/program.ts";
import {
  absent,
  isMissing,
  type KeyValue,
  noKey,
  pending,
  stronger,
  type Value,
} from "../program/value.ts";
import type { Step } from "../ruleset/resolved.ts";
import type { Span } from "../values/calendar.ts";
import type { Exact } from "../values/exact.ts";
import { dispatch, type OfKind } from "../values/kinds.ts";
import { type Element, Elements, membersOf } from "./elements.ts";
import { combinations } from "./keys.ts";
import { isToCome, mayBeToCome } from "./measure.ts";
import type { Computed, Line } from "./node-values.ts";
import { reduce } from "./reduce.ts";
import { select } from "./select.ts";
import type { Total } from "./totals.ts";
import { denseValues, within } from "./windows.ts";
import type { World } from "./world.ts";

/** Computes the accounts of each owner from what was credited. */
export function tally(world: World, account: ProgramAccount): void {
  const tallying = new Tally(world, account);
  const isTotal = tallying.isTotal;
  for (const owner of world.owners(account)) {
    if (isTotal) world.computed.setOnly(account.index, owner, tallying.totalOf(owner));
    else if (account.keys.length > 0) world.computed.set(account.index, owner, tallying.of(owner));
    else
      for (const one of tallying.of(owner)) world.computed.setDetailed(account.index, owner, one);
  }
  world.setOtherwise(account.index, (owner) => tallying.ofNothing(owner));
}

/** A group after a step; the first stage is the group before all steps. */
export interface Stage {
  readonly step: number;
  readonly elements: readonly Element[];
}

/** Each of an owner's groups before the steps and after each of them, by the text of its key. */
export function stagesOf(
  world: World,
  account: ProgramAccount,
  owner: number,
): ReadonlyMap<string, readonly Stage[]> {
  const stages = new Map<string, Stage[]>();
  new Tally(world, account, (key, stage) => {
    const seen = stages.get(key.text);
    if (seen === undefined) stages.set(key.text, [stage]);
    else seen.push(stage);
  }).of(owner);
  return stages;
}

type ProgramKeep = OfKind<ProgramStep, "keep">;

/** Does a step look beyond the window? */
function isEarly(step: ProgramStep): step is ProgramKeep {
  return step.kind === "keep" && step.step.within !== undefined;
}

/** The elements of one key on their way through the steps. */
interface Group {
  readonly key: KeyValue;
  elements: Element[];
  readonly lines: Map<number, { amount: Value; entries: number[] }>;
}

class Tally {
  private readonly frame: Frame;
  private readonly elements: Elements;
  private readonly days: Span;
  /** Steps that look beyond the window: they come first. */
  private readonly early: readonly ProgramKeep[];
  /** What was credited, if the account needs no more. */
  private readonly total: Total | undefined;
  private known: readonly KeyValue[] | undefined;
  /** The effect of each kind of step on a group; returns the value, if the step makes one. */
  private readonly steps: {
    readonly [Kind in Step["kind"]]: (
      step: OfKind<ProgramStep, Kind>,
      group: Group,
      index: number,
    ) => Value | undefined;
  } = {
    keep: (step, group, index) => this.keep(step, group, index),
    reduce: (step, group) => this.reduce(step, group),
    map: (step, group, index) => this.change(step, group, index),
  };

  constructor(
    private readonly world: World,
    private readonly account: ProgramAccount,
    /** Is called with every stage of every group. */
    private readonly watch?: (key: KeyValue, stage: Stage) => void,
  ) {
    this.frame = world.frame();
    this.elements = new Elements(world, account, this.frame);
    this.days = world.windows.days(account);
    this.early = account.steps.filter(isEarly);
    this.total = watch === undefined ? world.totals[account.index] : undefined;
  }

  /** The value of an owner's account at each of its keys; pending if it is still to come. */
  of(owner: number): Computed[] {
    const { account, world } = this;
    if (!mayBeToCome(world, account)) return this.computed(owner);
    return this.computed(owner).map((one) =>
      isToCome(world, account, one.key) ? { key: one.key, value: pending } : one,
    );
  }

  private computed(owner: number): Computed[] {
    this.frame.owner = owner;
    this.elements.current = noKey;
    if (this.total !== undefined) {
      const total: Element = { value: this.totalOf(owner), entry: -1, day: 0, key: noKey };
      const after = (this.account.total?.step ?? 0) + 1;
      return [this.finish({ key: noKey, elements: [total], lines: new Map() }, after)];
    }
    let elements = this.elements.of(owner);
    const dropped = new Map<Element, number>();
    for (const [index, step] of this.early.entries()) {
      const kept = new Set(select(this.world, step, elements, this.elements));
      for (const element of elements) if (!kept.has(element)) dropped.set(element, index);
      elements = elements.filter((element) => kept.has(element));
    }
    const groups = this.groups(elements.filter((element) => this.counts(element)));
    for (const [element, index] of dropped) {
      const group = this.counts(element)
        ? groups.get(this.elements.keyOf(element, this.account.keys).text)
        : undefined;
      if (group !== undefined)
        this.note(group, index, this.negative(element.value), membersOf(element));
    }
    return [...groups.values()].map((group) => this.finish(group));
  }

  /** Is the value just the total of what was credited? */
  get isTotal(): boolean {
    const { account, total, world } = this;
    const last = account.steps.length - 1;
    return total !== undefined && account.total?.step === last && !mayBeToCome(world, account);
  }

  totalOf(owner: number): Value {
    return this.total?.of(owner) ?? 0;
  }

  /** The value of an account without elements. */
  ofNothing(owner: number): Value {
    if (isToCome(this.world, this.account, noKey)) return pending;
    this.frame.owner = owner;
    return this.finish({ key: noKey, elements: [], lines: new Map() }).value;
  }

  /** Does an element lie in the account's window? */
  private counts(element: Element): boolean {
    if (element.key === undefined) return within(element.day, this.days);
    const { program, windows } = this.world;
    return windows.takes(this.account, program.nodes[this.account.from ?? -1]!, element.key);
  }

  private groups(elements: readonly Element[]): Map<string, Group> {
    const groups = new Map<string, Group>();
    const open = (key: KeyValue): Group => {
      const group: Group = { key, elements: [], lines: new Map() };
      groups.set(key.text, group);
      return group;
    };
    const { keys } = this.account;
    this.known ??= this.knownKeys();
    for (const key of this.known) open(key);
    for (const element of elements) {
      const key = this.elements.keyOf(element, keys);
      (groups.get(key.text) ?? open(key)).elements.push(element);
    }
    if (groups.size === this.known.length) return groups;
    return new Map([...groups].sort(([, a], [, b]) => this.world.compareKeys(keys, a.key, b.key)));
  }

  /** The keys that every owner has, in their order. */
  private knownKeys(): KeyValue[] {
    const { keys } = this.account;
    const range = this.world.windows.range(this.account);
    const dense = keys.map(({ key }) => denseValues(key, range));
    const there = dense.filter((values) => values !== undefined);
    if (there.length < dense.length) return [];
    return combinations(this.world, this.account, there)
      .map((parts) => this.world.keyValue(keys, parts))
      .sort((a, b) => this.world.compareKeys(keys, a, b));
  }

  /** Takes a group through the steps, from the given one on. */
  private finish(group: Group, from = this.early.length): Computed {
    let value: Value | undefined;
    this.elements.current = group.key;
    this.watch?.(group.key, { step: from - 1, elements: group.elements });
    for (const [index, step] of this.account.steps.entries()) {
      if (index < from) continue;
      const reduced = dispatch<ProgramStep, [Group, number], Value | undefined>(
        this.steps,
        step,
        group,
        index,
      );
      if (reduced !== undefined) {
        value = reduced;
        group.elements = [{ value, entry: -1, day: 0, key: group.key }];
      }
      this.watch?.(group.key, { step: index, elements: group.elements });
    }
    value = group.elements[0]?.value ?? value ?? 0;
    const lines = [...group.lines].map(
      ([step, { amount, entries }]): Line =>
        entries.length > 0 ? { step, amount, entries } : { step, amount },
    );
    return lines.length > 0 ? { key: group.key, value, lines } : { key: group.key, value };
  }

  private keep(step: ProgramKeep, group: Group, index: number): undefined {
    const kept = new Set(select(this.world, step, group.elements, this.elements));
    for (const element of group.elements) {
      if (!kept.has(element))
        this.note(group, index, this.negative(element.value), membersOf(element));
    }
    group.elements = group.elements.filter((element) => kept.has(element));
  }

  private change(step: OfKind<ProgramStep, "map">, group: Group, index: number): undefined {
    group.elements = group.elements.map((element) => {
      this.elements.enter(element);
      if (isMissing(element.value)) return element;
      const holds = step.when === undefined ? true : step.when(this.frame);
      const undecided = isMissing(holds) && holds.state === "unavailable";
      if (holds !== true && !undecided) return element;
      const value = undecided ? holds : step.value(this.frame);
      const { arithmetic } = this.world.program;
      const changed = isMissing(value)
        ? value
        : arithmetic.subtract(value as Exact, element.value as Exact);
      if (isMissing(changed) || arithmetic.compare(changed, 0) !== 0)
        this.note(group, index, changed, []);
      return { ...element, value };
    });
  }

  /** Reduces the group's elements to one for each inner group, or to the value. */
  private reduce(step: OfKind<ProgramStep, "reduce">, group: Group): Value | undefined {
    const { arithmetic } = this.world.program;
    const { reduction } = step.step;
    const inner = new Map<string, Element[]>();
    if (step.per === undefined) inner.set("", group.elements);
    else {
      for (const element of group.elements) {
        const { text } = this.elements.keyOf(element, step.per);
        const list = inner.get(text);
        if (list === undefined) inner.set(text, [element]);
        else list.push(element);
      }
    }
    const combined = (elements: readonly Element[]): Value => {
      const ordered =
        reduction === "first" || reduction === "last" ? this.elements.inOrder(elements) : elements;
      return (
        reduce(
          reduction,
          ordered.map(({ value }) => value),
          arithmetic,
        ) ??
        step.none?.(this.frame) ??
        reduceNone(reduction)
      );
    };
    if (step.per === undefined) return combined(group.elements);
    group.elements = [...inner.values()].map((elements) => {
      const [first] = this.elements.inOrder(elements);
      return {
        ...(first as Element),
        value: combined(elements),
        members: elements.flatMap(membersOf),
      };
    });
    return undefined;
  }

  private note(group: Group, step: number, amount: Value, entries: readonly number[]): void {
    const { arithmetic } = this.world.program;
    const line = group.lines.get(step) ?? { amount: 0, entries: [] };
    if (isMissing(amount))
      line.amount = isMissing(line.amount) ? stronger(line.amount, amount) : amount;
    else if (!isMissing(line.amount))
      line.amount = arithmetic.add(line.amount as Exact, amount as Exact);
    line.entries.push(...entries);
    group.lines.set(step, line);
  }

  private negative(value: Value): Value {
    return isMissing(value) ? value : this.world.program.arithmetic.negate(value as Exact);
  }
}

/** The value of an empty group, unless the step states one. */
function reduceNone(reduction: string): Value {
  return reduction === "sum" || reduction === "count" ? 0 : absent;
}
