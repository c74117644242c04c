import type { Expression, NodeName } from "../expression/tree.ts";
import { expressionsOf, readBy } from "../ruleset/order.ts";
import type { Node, ResolvedRuleset, Rule } from "../ruleset/resolved.ts";

/** The names of parameters that have no value. */
export type Lacks = ReadonlySet<string>;

const none: Lacks = new Set();

/** What of an expression lacks a value; what `given` has asked for does not count. */
function lacksOf(expression: Expression, resolved: ResolvedRuleset): Lacks {
  const lacks = new Set<string>();
  const seen = new Set<string>();
  const see = (part: Expression): void => {
    if (part.kind === "operation" && part.operator === "given") return;
    if (
      part.kind === "parameter" &&
      !part.guarded &&
      resolved.parameters.get(part.name)?.value === undefined
    ) {
      lacks.add(part.name);
    }
    if (part.kind === "table" && !part.guarded) {
      const table = resolved.tables.get(part.name);
      for (const cell of [
        ...(table?.cells ?? []),
        ...(table?.default === undefined ? [] : [table.default]),
      ])
        see(cell.value);
    }
    if (part.kind === "field" && !seen.has(part.name)) {
      seen.add(part.name);
      for (const derived of derivedBy(part.name, resolved)) see(derived);
    }
    const link = part.kind === "field" || part.kind === "link" ? part.link : undefined;
    if (link !== undefined && !seen.has(`link ${link}`)) {
      seen.add(`link ${link}`);
      for (const condition of conditionsOf(link, resolved)) see(condition);
    }
    for (const operand of part.operands) see(operand);
  };
  see(expression);
  return lacks;
}

/** What decides which events a link leads to, whichever event type has it. */
function conditionsOf(link: string, resolved: ResolvedRuleset): Expression[] {
  return [...resolved.events.values()].flatMap(({ links }) =>
    links.flatMap(({ name, when }) => (name === link && when !== undefined ? [when] : [])),
  );
}

/** What a derived attribute is computed from, whichever event type has it. */
function derivedBy(name: string, resolved: ResolvedRuleset): Expression[] {
  return [...resolved.events.values()].flatMap(({ derived }) =>
    derived
      .filter((one) => one.name === name)
      .flatMap(({ when, value }) => (when === undefined ? [value] : [when, value])),
  );
}

function union(sets: Iterable<Lacks>): Lacks {
  const all = new Set<string>();
  for (const set of sets) for (const name of set) all.add(name);
  return all.size === 0 ? none : all;
}

/**
 * What each rule and each node lacks: by itself, by the rules that credit it, and by the nodes it reads.
 * It is read off the document, so that it does not depend on which events came.
 */
export function findLacks(resolved: ResolvedRuleset): {
  readonly rules: ReadonlyMap<string, Lacks>;
  readonly nodes: ReadonlyMap<NodeName, Lacks>;
} {
  const rules = new Map<string, Lacks>();
  const expressionsOfRule = (rule: Rule): Expression[] =>
    [rule.when, rule.for, rule.dated, rule.amount].filter((expression) => expression !== undefined);
  for (const rule of resolved.rules) {
    const own = expressionsOfRule(rule).map((expression) => lacksOf(expression, resolved));
    rules.set(rule.id, union([...own, ...(rule.entries ?? []).map((id) => rules.get(id) ?? none)]));
  }
  const nodes = new Map<NodeName, Lacks>();
  const credited = (node: Node): Lacks[] =>
    node.kind === "account" && node.from === undefined
      ? resolved.rules
          .filter((rule) => rule.to.includes(node.id))
          .map((rule) => rules.get(rule.id) ?? none)
      : [];
  for (const node of resolved.nodes) {
    const own = expressionsOf(node).map((expression) => lacksOf(expression, resolved));
    nodes.set(
      node.name,
      union([...own, ...credited(node), ...readBy(node).map((name) => nodes.get(name) ?? none)]),
    );
  }
  return { rules, nodes };
}
