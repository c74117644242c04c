import { isPart } from "../expression/traits.ts";
import type { Expression, NodeName } from "../expression/tree.ts";
import { readBy } from "../ruleset/order.ts";
import type { Account, Measure, Node } from "../ruleset/resolved.ts";
import type { Exact } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, named, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { type Finding, finding } from "./finding.ts";
import { clausesBehind, type Ground, partsIn, type Reading, rulesTo } from "./ground.ts";
import { shownGrowth } from "./growth.ts";
import type { Interval, Range } from "./ranges.ts";
import { canEverHold } from "./space.ts";
import { Values } from "./values.ts";

/** Limits and outcomes that nothing reaches, and scores without a limit. */
export function lintLimits(ground: Ground): Finding[] {
  const [reading] = ground.readings;
  const { nodes } = reading.loaded.resolved;
  const values = new Map(ground.readings.map((one) => [one, new Values(one)]));
  const found: Finding[] = [];
  for (const node of nodes) {
    if (ground.wants("unreachable-limit")) found.push(...idleLimits(ground, values, node));
    if (ground.wants("unreachable-outcome")) found.push(...unreachable(ground, values, node));
  }
  if (ground.wants("unbounded-score"))
    found.push(...unbounded(ground, reading, values.get(reading) ?? new Values(reading)));
  return found;
}

/** A limit that was met on the way: whose it is, what it bounds, and the bound. */
interface Limit {
  readonly side: "cap" | "floor";
  readonly bound: Expression;
  readonly before: Range;
  readonly clauses: readonly string[];
}

function idleLimits(ground: Ground, all: ReadonlyMap<Reading, Values>, node: Node): Finding[] {
  // Idle is what is idle under every reading that has it.
  const idle = [...all].map(([reading, values]) => {
    const same = reading.loaded.resolved.nodes.find(({ name }) => name === node.name);
    if (same === undefined) return undefined;
    return dispatch(limits, same, values).filter((limit) => isIdle(values, limit));
  });
  const there = idle.filter((one) => one !== undefined);
  const [first = [], ...others] = there;
  const [reading] = ground.readings;
  return first
    .filter(({ side }) => others.every((list) => list.some((other) => other.side === side)))
    .map((limit) =>
      finding(
        "unreachable-limit",
        ground.placeOfNode(node),
        [...limit.clauses, ...clausesBehind(reading, limit.bound, node.clauses)],
        {
          name: named(nouns[node.kind], node.id),
          other: told(reading, all.get(reading)?.of(limit.bound)),
          value: told(reading, limit.before),
        },
      ),
    );
}

const limits: ByKind<Node, [Values], Limit[]> = {
  account: stepLimits,
  measure: writtenLimits,
  running: () => [],
  ranking: () => [],
  outcome: () => [],
};

function stepLimits(account: Account, values: Values): Limit[] {
  return account.steps.flatMap((step, index): Limit[] => {
    if (step.kind !== "map" || (step.name !== "cap" && step.name !== "floor")) return [];
    const [, bound] = step.value.operands;
    const before = values.before(account, index);
    if (bound === undefined) return [];
    const each = "count" in before ? before.each : before;
    return [{ side: step.name, bound, before: each, clauses: step.clauses }];
  });
}

function writtenLimits({ value, clauses }: Measure, values: Values): Limit[] {
  return partsIn(value).flatMap((part): Limit[] => {
    if (part.kind !== "operation" || (part.operator !== "min" && part.operator !== "max"))
      return [];
    const isConstant = (one: Expression): boolean =>
      partsIn([one]).every((inner) => isPart(inner, "constant") || isPart(inner, "computed"));
    const bounds = part.operands.filter(isConstant);
    const others = part.operands.filter((one) => !isConstant(one));
    const [bound, limited] = [bounds[0], others[0]];
    if (bounds.length !== 1 || others.length !== 1 || bound === undefined || limited === undefined)
      return [];
    const side = part.operator === "min" ? "cap" : "floor";
    return [{ side, bound, before: values.of(limited), clauses }];
  });
}

function isIdle(values: Values, { side, bound, before }: Limit): boolean {
  const limit = values.of(bound);
  if (limit.kind !== "interval" || before.kind !== "interval") return false;
  const { arithmetic } = values.ends;
  if (side === "cap")
    return (
      before.high !== undefined &&
      limit.low !== undefined &&
      arithmetic.compare(before.high, limit.low) <= 0
    );
  return (
    before.low !== undefined &&
    limit.high !== undefined &&
    arithmetic.compare(before.low, limit.high) >= 0
  );
}

/** A range in words: `0…20`. */
function told({ loaded }: Reading, range: Range | undefined): string {
  if (range?.kind !== "interval") return "?";
  const { arithmetic } = loaded.program;
  const end = (one: Exact | undefined): string => (one === undefined ? "" : arithmetic.text(one));
  const { low, high }: Interval = range;
  if (low !== undefined && high !== undefined && arithmetic.compare(low, high) === 0)
    return end(low);
  return `${end(low)}…${end(high)}`;
}

function unreachable(ground: Ground, all: ReadonlyMap<Reading, Values>, node: Node): Finding[] {
  if (node.kind !== "outcome") return [];
  const never = [...all].every(([reading, values]) => {
    const same = reading.loaded.resolved.nodes.find(({ name }) => name === node.name);
    if (same?.kind !== "outcome") return true;
    return !canEverHold(values, conjunction(same.where, same.when));
  });
  if (!never) return [];
  const [reading] = ground.readings;
  const values = all.get(reading) ?? new Values(reading);
  const reads = partsIn([node.when]).filter((part) => part.kind === "node");
  const limits = [...new Map(reads.map((part) => [part.node, part] as const)).values()].flatMap(
    (part) => {
      const range = values.of(part);
      return range.kind === "interval" ? [ranged(reading, part.node, told(reading, range))] : [];
    },
  );
  return [
    finding(
      "unreachable-outcome",
      ground.placeOfNode(node),
      [...node.clauses, ...clausesBehind(reading, node.when, [])],
      {
        name: node.id,
        value: both(limits.map(({ en }) => en).join(", "), limits.map(({ zh }) => zh).join("、")),
      },
    ),
  ];
}

/** A node by its name, with the values that it can have. */
function ranged({ loaded }: Reading, name: NodeName, range: string): Text {
  const node = loaded.resolved.nodes.find((one) => one.name === name);
  const { en, zh } = named(nouns[node?.kind ?? "node"], node?.id ?? name);
  return both(`${en} ${range}`, `${zh} ${range}`);
}

function conjunction(where: Expression | undefined, when: Expression): Expression {
  if (where === undefined) return when;
  const parts = [where, when].flatMap((one) =>
    one.kind === "operation" && one.operator === "and" ? one.operands : [one],
  );
  return { ...when, kind: "operation", operator: "and", operands: parts } as Expression;
}

/** Accounts that repeat without a limit and reach a ranking's score. */
function unbounded(ground: Ground, reading: Reading, values: Values): Finding[] {
  const { nodes } = reading.loaded.resolved;
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found: Finding[] = [];
  const isOpen = (range: Range, side: "low" | "high"): boolean =>
    range.kind === "interval" && range[side] === undefined;
  for (const side of ["high", "low"] as const) {
    const reached = new Set<NodeName>();
    const follow = (name: NodeName): void => {
      if (
        reached.has(name) ||
        (!isOpen(values.node(name), side) &&
          !isOpen(values.node(name), side === "low" ? "high" : "low"))
      )
        return;
      reached.add(name);
      const node = byName.get(name);
      for (const read of node === undefined ? [] : readBy(node)) follow(read);
    };
    for (const node of nodes.filter((one) => one.kind === "ranking")) {
      const [first] = node.by;
      const score = first?.kind === "value" ? values.of(first.value) : undefined;
      if (score === undefined || !isOpen(score, side)) continue;
      for (const read of readBy(node)) follow(read);
    }
    for (const account of credited(nodes))
      if (reached.has(account.name)) found.push(...growing(ground, reading, values, account, side));
  }
  return found;
}

/** The accounts that entries are written to. */
function credited(nodes: readonly Node[]): Account[] {
  return nodes.filter((node) => node.kind === "account").filter(({ from }) => from === undefined);
}

function growing(
  ground: Ground,
  reading: Reading,
  values: Values,
  account: Account,
  side: "low" | "high",
): Finding[] {
  const range = values.node(account.name);
  if (range.kind !== "interval" || range[side] !== undefined) return [];
  const rules = rulesTo(reading, account.id);
  return [
    finding(
      "unbounded-score",
      ground.placeOfNode(account),
      [...account.clauses, ...rules.flatMap(({ clauses }) => clauses)],
      { name: named(nouns.account, account.id), other: side },
      shownGrowth(ground, reading, account, side),
    ),
  ];
}
