import { isPart } from "../expression/traits.ts";
import type { Expression, NodeName } from "../expression/tree.ts";
import { readBy } from "../ruleset/order.ts";
import type { Account, Measure, Node } from "../ruleset/resolved.ts";
import type { Exact } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, named, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { canEverHold } from "./assignments.ts";
import {
  clausesBehind,
  type DiagnosticContext,
  partsIn,
  rulesTo,
  type Variant,
} from "./context.ts";
import { type Diagnostic, diagnostic } from "./diagnostic.ts";
import { shownGrowth } from "./growth.ts";
import { Values } from "./value-analysis.ts";
import type { Interval, Range } from "./value-range.ts";

/** Limits and outcomes that are never reached, and scores without a limit. */
export function diagnoseLimits(context: DiagnosticContext): Diagnostic[] {
  const [variant] = context.variants;
  const { nodes } = variant.loaded.resolved;
  const values = new Map(context.variants.map((one) => [one, new Values(one)]));
  const found: Diagnostic[] = [];
  for (const node of nodes) {
    if (context.wants("unreachable-limit")) found.push(...idleLimits(context, values, node));
    if (context.wants("unreachable-outcome")) found.push(...unreachable(context, values, node));
  }
  if (context.wants("unbounded-score"))
    found.push(...unbounded(context, variant, values.get(variant) ?? new Values(variant)));
  return found;
}

/** A limit found during analysis: its owner, what it bounds, and the bound. */
interface Limit {
  readonly side: "cap" | "floor";
  readonly bound: Expression;
  readonly before: Range;
  readonly clauses: readonly string[];
}

function idleLimits(
  context: DiagnosticContext,
  all: ReadonlyMap<Variant, Values>,
  node: Node,
): Diagnostic[] {
  // A part is idle if it is idle under every variant that has it.
  const idle = [...all].map(([variant, values]) => {
    const same = variant.loaded.resolved.nodes.find(({ name }) => name === node.name);
    if (same === undefined) return undefined;
    return dispatch(limits, same, values).filter((limit) => isIdle(values, limit));
  });
  const there = idle.filter((one) => one !== undefined);
  const [first = [], ...others] = there;
  const [variant] = context.variants;
  return first
    .filter(({ side }) => others.every((list) => list.some((other) => other.side === side)))
    .map((limit) =>
      diagnostic(
        "unreachable-limit",
        context.placeOfNode(node),
        [...limit.clauses, ...clausesBehind(variant, limit.bound, node.clauses)],
        {
          name: named(nouns[node.kind], node.id),
          other: told(variant, all.get(variant)?.of(limit.bound)),
          value: told(variant, limit.before),
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
function told({ loaded }: Variant, range: Range | undefined): string {
  if (range?.kind !== "interval") return "?";
  const { arithmetic } = loaded.program;
  const end = (one: Exact | undefined): string => (one === undefined ? "" : arithmetic.text(one));
  const { low, high }: Interval = range;
  if (low !== undefined && high !== undefined && arithmetic.compare(low, high) === 0)
    return end(low);
  return `${end(low)}…${end(high)}`;
}

function unreachable(
  context: DiagnosticContext,
  all: ReadonlyMap<Variant, Values>,
  node: Node,
): Diagnostic[] {
  if (node.kind !== "outcome") return [];
  const never = [...all].every(([variant, values]) => {
    const same = variant.loaded.resolved.nodes.find(({ name }) => name === node.name);
    if (same?.kind !== "outcome") return true;
    return !canEverHold(values, conjunction(same.where, same.when));
  });
  if (!never) return [];
  const [variant] = context.variants;
  const values = all.get(variant) ?? new Values(variant);
  const reads = partsIn([node.when]).filter((part) => part.kind === "node");
  const limits = [...new Map(reads.map((part) => [part.node, part] as const)).values()].flatMap(
    (part) => {
      const range = values.of(part);
      return range.kind === "interval" ? [ranged(variant, part.node, told(variant, range))] : [];
    },
  );
  return [
    diagnostic(
      "unreachable-outcome",
      context.placeOfNode(node),
      [...node.clauses, ...clausesBehind(variant, node.when, [])],
      {
        name: node.id,
        value: both(limits.map(({ en }) => en).join(", "), limits.map(({ zh }) => zh).join("、")),
      },
    ),
  ];
}

/** A node by its name, with the values that it can have. */
function ranged({ loaded }: Variant, name: NodeName, range: string): Text {
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
function unbounded(context: DiagnosticContext, variant: Variant, values: Values): Diagnostic[] {
  const { nodes } = variant.loaded.resolved;
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found: Diagnostic[] = [];
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
      if (reached.has(account.name))
        found.push(...growing(context, variant, values, account, side));
  }
  return found;
}

/** The accounts that entries are written to. */
function credited(nodes: readonly Node[]): Account[] {
  return nodes.filter((node) => node.kind === "account").filter(({ from }) => from === undefined);
}

function growing(
  context: DiagnosticContext,
  variant: Variant,
  values: Values,
  account: Account,
  side: "low" | "high",
): Diagnostic[] {
  const range = values.node(account.name);
  if (range.kind !== "interval" || range[side] !== undefined) return [];
  const rules = rulesTo(variant, account.id);
  // The absence of a known limit does not prove growth: events do.
  const shown = shownGrowth(context, variant, account, side);
  if (shown === undefined) return [];
  return [
    diagnostic(
      "unbounded-score",
      context.placeOfNode(account),
      [...account.clauses, ...rules.flatMap(({ clauses }) => clauses)],
      { name: named(nouns.account, account.id), other: side },
      shown,
    ),
  ];
}
