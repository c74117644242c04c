import type { Frame } from "../program/frame.ts";
import type { ProgramAccount, ProgramStep } from "../program/program.ts";
import { absent, isMissing, type KeyValue, noKey, pending, type Value } from "../program/value.ts";
import type { Reduction, Step } from "../ruleset/resolved.ts";
import type { Exact } from "../values/exact.ts";
import { dispatch, type OfKind } from "../values/kinds.ts";
import {
  type Element,
  type ElementColumns,
  elementAt,
  gatheredNumbers,
  groupsOf,
  membersOf,
  noKeys,
  oneEach,
  picked,
  type Segments,
  single,
  startsAmong,
  whole,
} from "./element-columns.ts";
import { Elements } from "./elements.ts";
import { grouped, isAscending, paired, placesIn, placesOf } from "./grouping.ts";
import { KeyCodes } from "./key-codes.ts";
import { KeyGroups } from "./key-groups.ts";
import { LineNotes } from "./line-notes.ts";
import { isToCome, mayBeToCome } from "./measure.ts";
import type { Line } from "./node-values.ts";
import { reduce, reduceRange } from "./reduce.ts";
import { type Looking, select } from "./select.ts";
import type { Total } from "./totals.ts";
import { countingIn } from "./window-elements.ts";
import type { World } from "./world.ts";

/** Computes the accounts of each owner from what was credited. */
export function tally(world: World, account: ProgramAccount): void {
  const { computed } = world;
  const owners = world.owners(account);
  const total = totalOf(world, account);
  if (total !== undefined)
    for (const owner of owners) computed.setOnly(account.index, owner, total.of(owner));
  else {
    const { segments, values, lines } = new Tally(world, account).of(owners);
    if (account.keys.length > 0)
      computed.setAll(account.index, { ...segments, values, lines }, world.subjects.ids.length);
    else
      for (const [at, owner] of owners.entries())
        computed.setDetailed(account.index, owner, noKey, values[at]!, lines.get(at));
  }
  world.setOtherwise(account.index, valueOfNothing(world, account));
}

/** The totals of an account that is just what was credited. */
function totalOf(world: World, account: ProgramAccount): Total | undefined {
  const isLast = account.total?.step === account.steps.length - 1;
  return isLast && !mayBeToCome(world, account) ? world.totals[account.index] : undefined;
}

/** The value of an account without elements, by owner. */
function valueOfNothing(world: World, account: ProgramAccount): (owner: number) => Value {
  const known: (Value | undefined)[] = [];
  return (owner) => {
    const before = known[owner];
    if (before !== undefined) return before;
    const value = isToCome(world, account, noKey)
      ? pending
      : new Tally(world, account).ofNothing(owner);
    known[owner] = value;
    return value;
  };
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
  }).of([owner]);
  return stages;
}

/** The values of an account, by group, with what its steps did. */
interface Tallied {
  readonly segments: Segments;
  readonly values: readonly Value[];
  readonly lines: ReadonlyMap<number, readonly Line[]>;
}

type ProgramKeep = OfKind<ProgramStep, "keep">;

/** Does a step look beyond the window? */
function isEarly(step: ProgramStep): step is ProgramKeep {
  return step.kind === "keep" && step.step.within !== undefined;
}

/**
 * Takes the elements of all owners through the steps of an account together, column by column. Until the steps that look
 * beyond the window are done, the groups are the owners; then each key of an owner is one.
 */
class Tally {
  private readonly frame: Frame;
  private readonly elements: Elements;
  private readonly looking: Looking;
  /** Steps that look beyond the window: they come first. */
  private readonly early: readonly ProgramKeep[];
  private readonly notes: LineNotes;
  private columns: ElementColumns;
  private segments: Segments;
  /** The effect of each kind of step. */
  private readonly steps: {
    readonly [Kind in Step["kind"]]: (step: OfKind<ProgramStep, Kind>, index: number) => void;
  } = {
    keep: (step, index) => this.keep(step, index),
    reduce: (step) => this.reduce(step),
    map: (step, index) => this.change(step, index),
  };

  constructor(
    private readonly world: World,
    private readonly account: ProgramAccount,
    /** Is called with every stage of every group. */
    private readonly watch?: (key: KeyValue, stage: Stage) => void,
  ) {
    this.frame = world.frame();
    this.elements = new Elements(world, account, this.frame);
    this.looking = { world, elements: this.elements, codes: new KeyCodes(world, this.elements) };
    this.early = account.steps.filter(isEarly);
    this.notes = new LineNotes(world.program.arithmetic);
    this.columns = single([], noKeys(0));
    this.segments = whole([], Int32Array.of(0));
  }

  of(owners: readonly number[]): Tallied {
    const total = this.watch === undefined ? this.world.totals[this.account.index] : undefined;
    if (total === undefined) {
      this.start(owners);
      this.finish(this.early.length);
    } else {
      const values = owners.map((owner) => total.of(owner));
      const columns = single(values, noKeys(values.length));
      this.begin(columns, whole(owners, oneEach(owners.length)));
      this.finish((this.account.total?.step ?? 0) + 1);
    }
    return this.ended();
  }

  ofNothing(owner: number): Value {
    this.begin(single([], noKeys(0)), whole([owner], new Int32Array(2)));
    this.finish(this.early.length);
    return this.values()[0]!;
  }

  private begin(columns: ElementColumns, segments: Segments): void {
    this.columns = columns;
    this.segments = segments;
  }

  /** Takes the elements of some owners through the early steps, and then sorts them by key. */
  private start(owners: readonly number[]): void {
    const { columns: all, starts } = this.elements.ofAll(owners);
    this.begin(this.watch === undefined ? all : { ...all, views: [] }, whole(owners, starts));
    const counting = countingIn(this.world, this.account, this.columns);
    let fell = this.early.length === 0 ? undefined : this.fallen();
    if (counting !== undefined) {
      const places = placesIn(counting);
      fell &&= gatheredNumbers(fell, places);
      this.leave(places);
    }
    const { columns, segments, looking } = this;
    const groups = new KeyGroups(this.world, this.account, looking, columns, segments, fell);
    const isSorted = groups.order.length === columns.entries.length && isAscending(groups.order);
    this.begin(isSorted ? columns : picked(columns, groups.order), groups.segments);
    for (let step = 0; fell !== undefined && step < this.early.length; step += 1) {
      for (let at = 0; at < fell.length; at += 1) {
        const group = fell[at] === step + 1 ? groups.groupOf(at) : -1;
        if (group >= 0) this.notes.drop(group, step, columns.values[at]!, membersOf(columns, at));
      }
    }
  }

  /** For each element, 1 + the early step that dropped it; 0: none did. */
  private fallen(): Int32Array {
    let { columns, segments } = this;
    const fell = new Int32Array(columns.entries.length);
    let left: Int32Array | undefined;
    for (const [index, step] of this.early.entries()) {
      if (index > 0) {
        left = placesOf(0, fell);
        columns = picked(this.columns, left);
        segments = { ...segments, starts: startsAmong(this.segments.starts, left) };
      }
      const kept = select(this.looking, step, columns, segments);
      for (let at = 0; at < kept.length; at += 1)
        if (kept[at] === 0) fell[left === undefined ? at : left[at]!] = index + 1;
    }
    return fell;
  }

  /** Leaves the elements at some places, in ascending order. */
  private leave(places: Int32Array): void {
    const { columns, segments } = this;
    const starts = startsAmong(segments.starts, places);
    this.begin(picked(columns, places), { ...segments, starts });
  }

  /** Takes the groups through the steps, from the given one on. */
  private finish(from: number): void {
    this.show(from - 1);
    for (const [index, step] of this.account.steps.entries()) {
      if (index < from) continue;
      dispatch<ProgramStep, [number], void>(this.steps, step, index);
      this.show(index);
    }
  }

  private show(step: number): void {
    if (this.watch === undefined) return;
    const { columns, segments } = this;
    for (let group = 0; group < segments.owners.length; group += 1) {
      const elements: Element[] = [];
      for (let at = segments.starts[group]!; at < segments.starts[group + 1]!; at += 1)
        elements.push(elementAt(columns, at));
      this.watch(segments.keys[segments.keyNumbers[group]!]!, { step, elements });
    }
  }

  private ended(): Tallied {
    const { world, account, segments } = this;
    const { keyNumbers, keys } = segments;
    const lines = this.notes.lines();
    if (!mayBeToCome(world, account)) return { segments, values: this.values(), lines };
    const values = [...this.values()];
    const comes = keys.map((key) => isToCome(world, account, key));
    for (const [group, number] of keyNumbers.entries()) {
      if (!comes[number]) continue;
      values[group] = pending;
      lines.delete(group);
    }
    return { segments, values, lines };
  }

  /** The values of the groups after the steps. */
  private values(): readonly Value[] {
    const { columns, segments } = this;
    const { starts } = segments;
    // Mostly each group has one element, which is its value.
    if (columns.values.length === segments.owners.length && isAscending(starts, 1))
      return columns.values;
    return Array.from(segments.keyNumbers, (_number, group) => {
      const at = starts[group]!;
      return at < starts[group + 1]! ? columns.values[at]! : 0;
    });
  }

  private keep(step: ProgramKeep, index: number): void {
    const { columns, segments } = this;
    const kept = select(this.looking, step, columns, segments);
    const places = placesIn(kept);
    if (places.length === kept.length) return;
    const groups = groupsOf(segments);
    for (let at = 0; at < kept.length; at += 1)
      if (kept[at] === 0)
        this.notes.drop(groups[at]!, index, columns.values[at]!, membersOf(columns, at));
    this.leave(places);
  }

  private change(step: OfKind<ProgramStep, "map">, index: number): void {
    const { columns, segments, elements, frame } = this;
    const values = [...columns.values];
    for (let group = 0; group < segments.owners.length; group += 1) {
      elements.enterGroup(segments, group);
      for (let at = segments.starts[group]!; at < segments.starts[group + 1]!; at += 1) {
        const before = values[at]!;
        if (isMissing(before)) continue;
        elements.enter(columns, at);
        const holds = step.when === undefined ? true : step.when(frame);
        const undecided = isMissing(holds) && holds.state === "unavailable";
        if (holds !== true && !undecided) continue;
        const value = undecided ? holds : step.value(frame);
        values[at] = value;
        this.notes.change(group, index, before as Exact, value);
      }
    }
    this.columns = { ...columns, values, views: columns.views && [] };
  }

  /** Reduces each group to one element for each inner group, or to one value. */
  private reduce(step: OfKind<ProgramStep, "reduce">): void {
    const { columns, segments, elements } = this;
    const count = segments.owners.length;
    if (step.per === undefined) {
      const values: Value[] = [];
      for (let group = 0; group < count; group += 1) {
        elements.enterGroup(segments, group);
        values.push(this.combined(step, columns, segments.starts, group));
      }
      const keys = { numbers: segments.keyNumbers, values: segments.keys };
      const views = columns.views && [];
      this.begin({ ...single(values, keys), views }, { ...segments, starts: oneEach(count) });
      return;
    }
    const own = { codes: groupsOf(segments), count };
    const codes = this.looking.codes.of(step.per, { columns, segments, wanted: undefined });
    const inner = paired(own, codes);
    const { order, starts } = grouped(inner.codes, inner.count);
    const sorted = picked(columns, order);
    const firsts = new Int32Array(inner.count);
    const outer = new Int32Array(count + 1);
    const [values, members]: [Value[], (readonly number[])[]] = [[], []];
    for (let one = 0; one < inner.count; one += 1) {
      const [from, to] = [starts[one]!, starts[one + 1]!];
      const group = own.codes[order[from]!]!;
      elements.enterGroup(segments, group);
      values.push(this.combined(step, sorted, starts, one));
      const combined: number[] = [];
      firsts[one] = from;
      for (let at = from; at < to; at += 1) {
        if (elements.compare(sorted, at, firsts[one]!) < 0) firsts[one] = at;
        combined.push(...membersOf(sorted, at));
      }
      members.push(combined);
      outer[group + 1] = one + 1;
    }
    for (let group = 0; group < count; group += 1)
      outer[group + 1] = Math.max(outer[group]!, outer[group + 1]!);
    const views = columns.views && [];
    const reduced = { ...picked(sorted, firsts), values, members, views };
    this.begin(reduced, { ...segments, starts: outer });
  }

  /** The places from one to another in the order of their elements. */
  private inOrder(columns: ElementColumns, from: number, to: number): number[] {
    const places = Array.from({ length: to - from }, (_, at) => from + at);
    return places.sort((a, b) => this.elements.compare(columns, a, b));
  }

  /** What the elements of a group come to; the frame is set to the group. */
  private combined(
    step: OfKind<ProgramStep, "reduce">,
    columns: ElementColumns,
    starts: Int32Array,
    group: number,
  ): Value {
    const { reduction } = step.step;
    const { arithmetic } = this.world.program;
    const [from, to] = [starts[group]!, starts[group + 1]!];
    const { values } = columns;
    const isOrdered = reduction === "first" || reduction === "last";
    const value =
      isOrdered && to - from > 1
        ? reduce(
            reduction,
            this.inOrder(columns, from, to).map((at) => values[at]!),
            arithmetic,
          )
        : reduceRange(reduction, values, from, to, arithmetic);
    return value ?? step.none?.(this.frame) ?? ofNone[reduction];
  }
}

/** The value of an empty group, unless the step states one. */
const ofNone: { readonly [Name in Reduction]: Value } = {
  sum: 0,
  count: 0,
  mean: absent,
  highest: absent,
  lowest: absent,
  first: absent,
  last: absent,
};
