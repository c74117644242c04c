import type { Frame } from "../program/frame.ts";
import type { ProgramCriterion, ProgramRanking } from "../program/program.ts";
import { agrees, isMissing, type KeyValue, type Missing, type Value } from "../program/value.ts";
import type { World } from "./world.ts";

/** One value of a list, with its key. */
export interface Listed {
  readonly key: KeyValue;
  readonly value: Value;
}

/** The value of a criterion: a single value, or a list. */
export type Mark = Value | readonly Listed[];

export function isListed(mark: Mark | undefined): mark is readonly Listed[] {
  return Array.isArray(mark);
}

/** A ranked subject with the value of each criterion; undefined if it is known only among tied subjects. */
export interface Contender {
  readonly owner: number;
  readonly key: KeyValue;
  readonly cohort: readonly Value[];
  readonly criteria: readonly (Mark | undefined)[];
}

/** Contenders that a criterion leaves tied. */
export interface Share<One extends Contender> {
  readonly members: readonly One[];
  readonly mark: Mark;
}

/** A criterion applied to contenders that are tied so far. */
export interface Stage<One extends Contender> {
  /** Which criterion, from 0. */
  readonly at: number;
  readonly group: readonly One[];
  /** The subjects that `tied` refers to. */
  readonly tied: readonly One[];
  /** The group, the best first. */
  readonly shares: readonly Share<One>[];
  /** Groups that it has split restart from the first criterion that uses `tied`. */
  readonly again: boolean;
}

interface Open<One extends Contender> {
  readonly group: readonly One[];
  readonly at: number;
  readonly tied: readonly One[];
}

/**
 * Orders the contenders of a ranking, criterion by criterion. Ties are found group by group, so that a
 * criterion may depend on the tied: on all who were tied when the first such criterion was reached.
 */
export class Contest {
  private readonly frame: Frame;
  private readonly firstTied: number;

  constructor(
    private readonly world: World,
    private readonly ranking: ProgramRanking,
  ) {
    this.frame = world.frame();
    this.firstTied = ranking.by.findIndex(
      ({ criterion }) => criterion.kind === "value" && criterion.tied,
    );
  }

  /** The values of the criteria for one contender. */
  marks(owner: number, key: KeyValue): (Mark | undefined)[] {
    return this.ranking.by.map((one) => this.mark(one, owner, key));
  }

  /** The groups of those who stay tied, the best first, with the values of the last criteria applied. */
  groups<One extends Contender>(
    contenders: readonly One[],
    see: (share: Share<One>, at: number) => void,
  ): (readonly One[])[] {
    const done: (readonly One[])[] = [];
    const open: Open<One>[] = [{ group: contenders, at: 0, tied: contenders }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const stage = this.stage(next);
      if (stage === undefined) {
        done.push(next.group);
        continue;
      }
      for (const share of stage.shares) see(share, stage.at);
      for (const { members } of [...stage.shares].reverse()) open.push(this.after(stage, members));
    }
    return done;
  }

  /** The criteria applied to one contender, in order, with those who were tied so far. */
  *stages<One extends Contender>(contenders: readonly One[], one: One): Iterable<Stage<One>> {
    let next: Open<One> = { group: contenders, at: 0, tied: contenders };
    for (;;) {
      const stage = this.stage(next);
      if (stage === undefined) return;
      yield stage;
      const own = stage.shares.find(({ members }) => members.includes(one));
      if (own === undefined) return;
      next = this.after(stage, own.members);
    }
  }

  /** The next criterion to apply; undefined if there is no tie or no criterion left. */
  private stage<One extends Contender>({ group, at, tied }: Open<One>): Stage<One> | undefined {
    const criterion = this.ranking.by[at];
    if (criterion === undefined || group.length < 2) return undefined;
    const level = at === this.firstTied ? group : tied;
    const marked = this.marked(criterion, at, group, level);
    marked.sort((a, b) => this.compare(criterion, a.mark, b.mark));
    const shares: { readonly members: One[]; readonly mark: Mark }[] = [];
    for (const { one, mark } of marked) {
      const last = shares.at(-1);
      if (last !== undefined && this.compare(criterion, last.mark, mark) === 0)
        last.members.push(one);
      else shares.push({ members: [one], mark });
    }
    return { at, group, tied: level, shares, again: criterion.criterion.again };
  }

  private after<One extends Contender>(stage: Stage<One>, members: readonly One[]): Open<One> {
    const isSmaller = members.length < stage.tied.length;
    if (stage.again && isSmaller) return { group: members, at: this.firstTied, tied: members };
    return { group: members, at: stage.at + 1, tied: stage.tied };
  }

  private marked<One extends Contender>(
    criterion: ProgramCriterion,
    at: number,
    group: readonly One[],
    tied: readonly One[],
  ): { readonly one: One; readonly mark: Mark }[] {
    const { frame } = this;
    // Without a criterion that reads it, nobody asks who is tied.
    if (this.firstTied >= 0) frame.tied = new Set(tied.map(({ owner }) => owner));
    const evaluate = (one: One): Mark => {
      if (!("value" in criterion)) return [];
      frame.owner = one.owner;
      frame.key = one.key;
      return criterion.value(frame);
    };
    return group.map((one) => ({ one, mark: one.criteria[at] ?? evaluate(one) }));
  }

  /** The value of a criterion for one contender; undefined if it depends on who is tied. */
  mark(one: ProgramCriterion, owner: number, key: KeyValue): Mark | undefined {
    const { frame } = this;
    frame.owner = owner;
    frame.key = key;
    if ("value" in one) return one.criterion.tied ? undefined : one.value(frame);
    const values = this.world.keysOf(one.node, owner).filter((each) => agrees(key, each.key));
    const unavailable = values.find(
      ({ value }) => isMissing(value) && value.state === "unavailable",
    );
    if (unavailable !== undefined) return unavailable.value;
    const there = values.filter(({ value }) => !isMissing(value));
    const { sorted, type } = one.criterion;
    if (sorted === "last-first") return there.reverse();
    if (sorted === undefined) return there;
    const sign = sorted === "descending" ? -1 : 1;
    return there.sort((a, b) => this.world.compareKeyParts(type, a.value, b.value) * sign);
  }

  /** Below 0: `a` is ahead of `b`. */
  private compare(one: ProgramCriterion, a: Mark, b: Mark): number {
    const { type, descending } = one.criterion;
    // Numbers that are not fractions have one scale.
    if (typeof a === "number" && typeof b === "number" && type.kind === "number")
      return descending ? b - a : a - b;
    if (!isListed(a) && !isListed(b)) {
      if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
      const order = this.world.compareKeyParts(type, a, b);
      return descending ? -order : order;
    }
    return isListed(a) && isListed(b) && "node" in one ? this.compareLists(one, a, b) : 0;
  }

  /** Value by value; if only one of the two has a value, that one is ahead. */
  private compareLists(
    { criterion, node }: Extract<ProgramCriterion, { readonly node: number }>,
    a: readonly Listed[],
    b: readonly Listed[],
  ): number {
    const { sorted, type, descending } = criterion;
    const { keys } = this.world.program.nodes[node]!;
    const byKey = sorted === undefined || sorted === "last-first";
    for (let at = 0; ; at += 1) {
      const [x, y] = [a[at], b[at]];
      if (x === undefined || y === undefined)
        return Number(x === undefined) - Number(y === undefined);
      const keyOrder = byKey ? this.world.compareKeys(keys, x.key, y.key) : 0;
      if (keyOrder !== 0) return sorted === "last-first" ? -keyOrder : keyOrder;
      const order = this.world.compareKeyParts(type, x.value, y.value);
      if (order !== 0) return descending ? -order : order;
    }
  }
}

/** Why the value of a criterion is missing. */
export function missingOf(mark: Mark | undefined): Missing | undefined {
  return mark === undefined || isListed(mark) || !isMissing(mark) ? undefined : mark;
}
