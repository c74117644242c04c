import type { Evaluate, Frame } from "../program/frame.ts";
import type { LinkCondition } from "../program/link-condition.ts";
import { isMissing, keyText, type Value } from "../program/value.ts";
import type { Link } from "../ruleset/resolved.ts";
import { OrderTree, type Ranks } from "./order-tree.ts";
import type { EventStore } from "./store.ts";

/** Events, in order, that meet what a condition asks of them alone, and are alike in what has to be equal. */
interface Bucket {
  readonly rows: readonly number[];
  /** The value of each that the event may bound. */
  readonly values: readonly Value[];
  tree: OrderTree | undefined;
}

/** Finds the places in a stretch that hold. */
interface Finder {
  first(from: number, to: number): number;
  last(from: number, to: number): number;
  count(from: number, to: number): number;
}

const every: Finder = {
  first: (from, to) => (from < to ? from : -1),
  last: (from, to) => (from < to ? to - 1 : -1),
  count: (from, to) => to - from,
};

function inRanks(tree: OrderTree, ranks: Ranks): Finder {
  return {
    first: (from, to) => tree.first(from, to, ranks),
    last: (from, to) => tree.last(from, to, ranks),
    count: (from, to) => tree.count(from, to, ranks),
  };
}

/** Tries place by place, and no more of them than decide. */
function trying(holds: (place: number) => boolean): Finder {
  return {
    first: (from, to) => {
      for (let at = from; at < to; at += 1) if (holds(at)) return at;
      return -1;
    },
    last: (from, to) => {
      for (let at = to - 1; at >= from; at -= 1) if (holds(at)) return at;
      return -1;
    },
    count: (from, to) => {
      let count = 0;
      for (let at = from; at < to; at += 1) if (holds(at)) count += 1;
      return count;
    },
  };
}

type Spans = readonly (readonly [from: number, to: number])[];

/** The value of a link. */
const pick: {
  readonly [Which in Link["which"]]: (bucket: Bucket, spans: Spans, finder: Finder) => number;
} = {
  first: ({ rows }, spans, finder) => {
    for (const [from, to] of spans) {
      const place = finder.first(from, to);
      if (place >= 0) return rows[place]!;
    }
    return -1;
  },
  last: ({ rows }, spans, finder) => {
    for (const [from, to] of [...spans].reverse()) {
      const place = finder.last(from, to);
      if (place >= 0) return rows[place]!;
    }
    return -1;
  },
  count: (_bucket, spans, finder) =>
    spans.reduce((count, [from, to]) => count + finder.count(from, to), 0),
};

/** The events that others may be linked to by one link. */
export class Candidates {
  private readonly buckets = new Map<readonly number[], Map<string, Bucket>>();

  constructor(
    private readonly condition: LinkCondition,
    private readonly rule: Link,
    private readonly store: EventStore,
    private readonly frame: Frame,
    /** Where expressions look for the linked event. */
    private readonly column: number[],
  ) {}

  /**
   * The value of the link of an event.
   * @param rows the events of its group, in order; always the same list for a group.
   */
  linked(row: number, rows: readonly number[]): number {
    const { rule, frame, condition } = this;
    const none = rule.which === "count" ? 0 : -1;
    frame.row = row;
    if (rows.length === 0 || !condition.own.every((holds) => holds(frame) === true)) return none;
    const key = keyOf(
      condition.equal.map(({ own }) => own),
      frame,
    );
    const bounds = condition.order?.bounds.map(({ own }) => own(frame)) ?? [];
    if (key === undefined || bounds.some(isMissing)) return none;
    const bucket = this.bucketsOf(row, rows).get(key);
    if (bucket === undefined) return none;
    return pick[rule.which](
      bucket,
      this.inTime(row, bucket.rows),
      this.finder(row, bucket, bounds),
    );
  }

  private finder(row: number, bucket: Bucket, bounds: readonly Value[]): Finder {
    const { order, rest } = this.condition;
    const { frame, column } = this;
    const holds = (place: number): boolean => {
      column[row] = bucket.rows[place]!;
      frame.row = row;
      return rest.every((one) => one(frame) === true);
    };
    if (order === undefined) return rest.length === 0 ? every : trying(holds);
    const tree = bucket.tree ?? new OrderTree(bucket.values, order.compare);
    bucket.tree = tree;
    let { from, to } = tree.all;
    for (const [at, { side, inclusive }] of order.bounds.entries()) {
      const rank = tree.rankOf(bounds[at]!, inclusive === (side === "below"));
      if (side === "below") to = Math.min(to, rank);
      else from = Math.max(from, rank);
    }
    if (rest.length === 0) return inRanks(tree, { from, to });
    return trying((place) => {
      const rank = tree.rankAt(place);
      return rank >= from && rank < to && holds(place);
    });
  }

  /** Evaluates for each event of a group, once, what depends on it alone. */
  private bucketsOf(row: number, rows: readonly number[]): ReadonlyMap<string, Bucket> {
    const before = this.buckets.get(rows);
    if (before !== undefined) return before;
    const buckets = new Map<string, Bucket>();
    this.buckets.set(rows, buckets);
    const { candidate: alone, equal, order } = this.condition;
    if (alone.length === 0 && equal.length === 0 && order === undefined)
      return buckets.set("", { rows, values: [], tree: undefined });
    const { frame, column } = this;
    const growing = new Map<string, { rows: number[]; values: Value[]; tree: undefined }>();
    frame.row = row;
    for (const one of rows) {
      column[row] = one;
      if (!alone.every((holds) => holds(frame) === true)) continue;
      const key = keyOf(
        equal.map(({ candidate }) => candidate),
        frame,
      );
      const value = order?.candidate(frame) ?? true;
      if (key === undefined || isMissing(value)) continue;
      const bucket = growing.get(key) ?? { rows: [], values: [], tree: undefined };
      bucket.rows.push(one);
      bucket.values.push(value);
      growing.set(key, bucket);
    }
    for (const [key, bucket] of growing) buckets.set(key, bucket);
    return buckets;
  }

  /** The events on the side of the event that the link asks for; it is never among them itself. */
  private inTime(row: number, rows: readonly number[]): Spans {
    const { store, rule } = this;
    let from = 0;
    for (let to = rows.length; from < to; ) {
      const middle = (from + to) >> 1;
      if (store.compare(rows[middle]!, row) < 0) from = middle + 1;
      else to = middle;
    }
    const behind = rows[from] === row ? from + 1 : from;
    return [
      ...(rule.timing === "after" ? [] : [[0, from] as const]),
      ...(rule.timing === "before" ? [] : [[behind, rows.length] as const]),
    ];
  }
}

/** The key of some values; undefined if one is missing. */
function keyOf(readers: readonly Evaluate[], frame: Frame): string | undefined {
  const values = readers.map((read) => read(frame));
  return values.some(isMissing) ? undefined : keyText(values);
}
