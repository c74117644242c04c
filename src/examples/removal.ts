import { literal } from "../expression/parser.ts";
import type { Expression } from "../expression/tree.ts";
import type {
  EventType,
  Node,
  Outcome,
  Ranking,
  ResolvedRuleset,
  Rule,
  Step,
} from "../ruleset/resolved.ts";
import type { ByKind } from "../values/kinds.ts";
import { dispatch } from "../values/kinds.ts";
import { both, named, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

/** A part of a ruleset that can be taken out, so that one sees whether an example misses it. */
export interface Removable {
  /** The same for the same part under all interpretations. */
  readonly key: string;
  readonly label: Text;
  readonly clauses: readonly string[];
  /** The ruleset without the part. */
  readonly without: () => ResolvedRuleset;
}

const always = literal({ kind: "boolean" }, true);
const never = literal({ kind: "boolean" }, false);

/** The rules, criteria, conditions, checks and steps of a ruleset, each as something that can be taken out. */
function removableParts(resolved: ResolvedRuleset): Removable[] {
  return [
    ...resolved.rules.map((rule) => removableRule(resolved, rule)),
    ...[...resolved.events.values()].flatMap((type) => removableChecks(resolved, type)),
    ...resolved.nodes.flatMap((node) =>
      dispatch(partsOfNodes, node).map(
        ({ key, label, clauses, node: instead }): Removable => ({
          key: `${node.name} ${key}`,
          label,
          clauses,
          without: () => ({
            ...resolved,
            nodes: resolved.nodes.map((one) => (one === node ? instead : one)),
          }),
        }),
      ),
    ),
  ];
}

function removableRule(resolved: ResolvedRuleset, rule: Rule): Removable {
  return {
    key: `rule:${rule.id}`,
    label: named(nouns.rule, rule.id),
    clauses: rule.clauses,
    without: () => ({
      ...resolved,
      rules: resolved.rules.map((one) => (one === rule ? { ...rule, when: never } : one)),
    }),
  };
}

function removableChecks(resolved: ResolvedRuleset, type: EventType): Removable[] {
  return type.checks.map((check) => ({
    key: `check:${type.id}.${check.id}`,
    label: both(`check "${check.id}"`, `检查“${check.id}”`),
    clauses: check.clauses,
    without: () => {
      const checks = type.checks.filter((one) => one !== check);
      return { ...resolved, events: new Map(resolved.events).set(type.id, { ...type, checks }) };
    },
  }));
}

/** A part of a node, and the node without it. */
interface NodePart<Kind extends Node> extends Pick<Removable, "key" | "label" | "clauses"> {
  readonly node: Kind;
}

const partsOfNodes: ByKind<Node, [], NodePart<Node>[]> = {
  account: (account) =>
    account.steps.flatMap((step, at) =>
      isRemovable(step)
        ? {
            key: `step ${at + 1}`,
            label: both(
              `step ${at + 1} of account "${account.id}"`,
              `分项“${account.id}”的第 ${at + 1} 步`,
            ),
            clauses: step.clauses,
            node: { ...account, steps: account.steps.filter((one) => one !== step) },
          }
        : [],
    ),
  measure: () => [],
  running: () => [],
  ranking: (ranking) => [...criteriaOf(ranking), ...fieldOf(ranking)],
  outcome: (outcome) => conditionsOf(outcome),
};

/** What makes one value of several stays: without it there is no account. */
function isRemovable({ kind }: Step): boolean {
  return kind !== "reduce";
}

function criteriaOf(ranking: Ranking): NodePart<Ranking>[] {
  const { id, by, clauses } = ranking;
  return by.map((criterion, at) => ({
    key: `criterion ${at + 1}`,
    label: both(`criterion ${at + 1} of ranking "${id}"`, `排名“${id}”的第 ${at + 1} 项依据`),
    clauses,
    node: { ...ranking, by: by.filter((one) => one !== criterion) },
  }));
}

/** Who is ranked, and among whom. */
function fieldOf(ranking: Ranking): NodePart<Ranking>[] {
  const { id, among, within, clauses } = ranking;
  const parts: NodePart<Ranking>[] = [];
  if (among !== undefined)
    parts.push({
      key: "among",
      label: both(`the condition of ranking "${id}"`, `排名“${id}”的条件`),
      clauses,
      node: { ...ranking, among: undefined },
    });
  if (within.length > 0)
    parts.push({
      key: "within",
      label: both(`the groups of ranking "${id}"`, `排名“${id}”的分组`),
      clauses,
      node: { ...ranking, within: [] },
    });
  return parts;
}

function conditionsOf(outcome: Outcome): NodePart<Outcome>[] {
  const { id, where, when, clauses } = outcome;
  const conjuncts = isAll(when) ? when.operands : [when];
  const parts = conjuncts.map((conjunct, at): NodePart<Outcome> => {
    const others = conjuncts.filter((one) => one !== conjunct);
    const [first = always, ...rest] = others;
    return {
      key: `condition ${at + 1}`,
      label: both(`condition ${at + 1} of outcome "${id}"`, `结果“${id}”的第 ${at + 1} 个条件`),
      clauses,
      node: { ...outcome, when: rest.length === 0 ? first : { ...when, operands: others } },
    };
  });
  if (where !== undefined)
    parts.push({
      key: "where",
      label: both(`whom outcome "${id}" concerns`, `结果“${id}”的适用对象`),
      clauses,
      node: { ...outcome, where: undefined },
    });
  return parts;
}

function isAll(condition: Expression): boolean {
  return condition.kind === "operation" && condition.operator === "and";
}

/** An example that comes true, with what it is scored with and the clauses that took part in what it expects. */
export interface TrueExample {
  readonly resolved: ResolvedRuleset;
  readonly clauses: ReadonlySet<string>;
  /** Does it come true with another ruleset as well? */
  readonly holdsWith: (resolved: ResolvedRuleset) => boolean;
}

/** The parts that no example misses: each still comes true without them. */
export function unmissedParts(examples: readonly TrueExample[]): Removable[] {
  const unmissed = new Map<string, Removable>();
  const missed = new Set<string>();
  const partsOf = new Map<ResolvedRuleset, readonly Removable[]>();
  const tried = (example: TrueExample, isLikely: (part: Removable) => boolean): void => {
    const { resolved, holdsWith } = example;
    const parts = partsOf.get(resolved) ?? removableParts(resolved);
    partsOf.set(resolved, parts);
    for (const part of parts) {
      if (missed.has(part.key) || !isLikely(part)) continue;
      if (holdsWith(part.without())) unmissed.set(part.key, part);
      else missed.add(part.key);
    }
  };
  const shares = ({ clauses }: TrueExample) => {
    return (part: Removable): boolean => part.clauses.some((clause) => clauses.has(clause));
  };
  // Those whose expectations rest on a part's clauses miss it soonest; the others are asked last.
  for (const example of examples) tried(example, shares(example));
  for (const example of examples) tried(example, (part) => !shares(example)(part));
  return [...unmissed.values()].filter(({ key }) => !missed.has(key));
}
