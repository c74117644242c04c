import { isPart } from "../expression/traits.ts";
import type { Expression, NodeName } from "../expression/tree.ts";
import { expressionsOf, readBy } from "../ruleset/order.ts";
import type { Check, EventType, Node, ResolvedRuleset, Rule } from "../ruleset/resolved.ts";

/** The names of parameters that have no value. */
export type MissingParameters = ReadonlySet<string>;

const none: MissingParameters = new Set();

/** An operand of `given` is tested, not needed. */
function isGiven(part: Expression): boolean {
  return part.kind === "operation" && part.operator === "given";
}

/**
 * The parameters without a value that an expression needs, on events of some types; those guarded by `given` do not count.
 * @param behind only those that the derived attributes and links it reads depend on.
 */
function missingOf(
  expression: Expression,
  resolved: ResolvedRuleset,
  events: readonly string[],
  behind = false,
): MissingParameters {
  const missing = new Set<string>();
  const seen = new Set<string>();
  const once = (name: string, types: readonly EventType[], look: () => void): void => {
    const mark = `${name} ${types.map(({ id }) => id).join(" ")}`;
    if (seen.has(mark)) return;
    seen.add(mark);
    look();
  };
  const see = (part: Expression, types: readonly EventType[], counts = true): void => {
    if (isGiven(part)) return;
    if (counts && isPart(part, "supplied") && !part.guarded) {
      if (isPart(part, "cells")) {
        const table = resolved.tables.get(part.name);
        for (const cell of table?.cells ?? []) see(cell.value, types);
        if (table?.default !== undefined) see(table.default.value, types);
      } else if (resolved.parameters.get(part.name)?.value === undefined) missing.add(part.name);
    }
    const link = isPart(part, "linked") ? part.link : undefined;
    const links = types.flatMap((type) => type.links.filter(({ name }) => name === link));
    if (link !== undefined) {
      // The expressions that decide which events a link leads to.
      once(`link.${link}`, types, () => {
        for (const { when } of links) if (when !== undefined) see(when, types);
      });
    }
    if (part.kind === "field") {
      const linked = links.flatMap(({ to }) => resolved.events.get(to) ?? []);
      const from = link === undefined ? types : linked;
      once(part.name, from, () => {
        for (const one of from.flatMap(({ derived }) => derived)) {
          if (one.name !== part.name) continue;
          if (one.when !== undefined) see(one.when, from);
          see(one.value, from);
        }
      });
    }
    for (const operand of part.operands) see(operand, types, counts);
  };
  see(
    expression,
    events.flatMap((id) => resolved.events.get(id) ?? []),
    !behind,
  );
  return missing;
}

/**
 * Does a check depend on a derived attribute or a link that a parameter without a value decides? Such an attribute is
 * absent, and such a link leads nowhere, through no mistake of the event.
 */
export function isUndecided(
  { each, require }: Check,
  resolved: ResolvedRuleset,
  event: string,
): boolean {
  return [each, require].some(
    (one) => one !== undefined && missingOf(one, resolved, [event], true).size > 0,
  );
}

function union(sets: Iterable<MissingParameters>): MissingParameters {
  const all = new Set<string>();
  for (const set of sets) for (const name of set) all.add(name);
  return all.size === 0 ? none : all;
}

/**
 * The parameters missing for each rule and node: by itself, by the rules that credit it, and by the nodes it reads.
 * It is derived from the document, so it does not depend on the events.
 */
export function findMissing(resolved: ResolvedRuleset): {
  readonly rules: ReadonlyMap<string, MissingParameters>;
  readonly nodes: ReadonlyMap<NodeName, MissingParameters>;
} {
  const rules = new Map<string, MissingParameters>();
  const expressionsOfRule = (rule: Rule): Expression[] =>
    [rule.each, rule.when, rule.for, rule.dated, rule.amount].filter(
      (expression) => expression !== undefined,
    );
  for (const rule of resolved.rules) {
    const own = expressionsOfRule(rule).map((expression) =>
      missingOf(expression, resolved, rule.events),
    );
    rules.set(rule.id, union([...own, ...(rule.entries ?? []).map((id) => rules.get(id) ?? none)]));
  }
  const nodes = new Map<NodeName, MissingParameters>();
  const rulesTo = (node: Node): readonly Rule[] =>
    node.kind === "account" && node.from === undefined
      ? resolved.rules.filter((rule) => rule.to.includes(node.id))
      : [];
  for (const node of resolved.nodes) {
    const crediting = rulesTo(node);
    const events = [...new Set(crediting.flatMap((rule) => rule.events))];
    const own = expressionsOf(node).map((expression) => missingOf(expression, resolved, events));
    const credited = crediting.map((rule) => rules.get(rule.id) ?? none);
    const read = readBy(node).map((name) => nodes.get(name) ?? none);
    nodes.set(node.name, union([...own, ...credited, ...read]));
  }
  return { rules, nodes };
}
