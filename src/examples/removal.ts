import { literal } from "../expression/parser.ts";
import type { Expression, NodeName } from "../expression/tree.ts";
import { compile } from "../program/compile.ts";
import type { CompiledRuleset } from "../program/load.ts";
import type {
  EventType,
  Node,
  Outcome,
  Ranking,
  ResolvedRuleset,
  Rule,
  Step,
} from "../ruleset/resolved.ts";
import type { Functions } from "../values/code.ts";
import type { ByKind } from "../values/kinds.ts";
import { dispatch } from "../values/kinds.ts";
import { both, named, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

/** A part of a ruleset that can be removed, to see whether an example needs it. */
export interface Removable {
  /** Identifies the part under all interpretations. */
  readonly key: string;
  readonly label: Text;
  readonly clauses: readonly string[];
  /** What it is a part of. */
  readonly of:
    | { readonly kind: "rule"; readonly rule: string }
    | { readonly kind: "event" }
    | { readonly kind: "node"; readonly node: NodeName };
  /** The ruleset without the part. */
  readonly without: () => ResolvedRuleset;
}

const always = literal({ kind: "boolean" }, true);
const never = literal({ kind: "boolean" }, false);

/** The removable parts of a ruleset: rules, criteria, conditions, checks and steps. */
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
          of: { kind: "node", node: node.name },
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
    of: { kind: "rule", rule: rule.id },
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
    of: { kind: "event" },
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

/** Reductions are kept: without them there is no account. */
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

/** A passing example, with its ruleset and the clauses that affected what it expects. */
export interface TrueExample {
  readonly resolved: ResolvedRuleset;
  readonly clauses: ReadonlySet<string>;
  /** Can a part have affected what it expects? */
  readonly concerns: (part: Removable) => boolean;
  /** Does it pass with another ruleset as well? */
  readonly holdsWith: (ruleset: CompiledRuleset) => boolean;
}

/** A part as it is in the ruleset of an example. */
interface Trial {
  readonly example: TrueExample;
  readonly part: Removable;
}

/** The parts that no example needs: all examples still pass without them. */
export function unmissedParts(
  examples: readonly TrueExample[],
  functions: Functions | undefined,
): Removable[] {
  return [...trialsOf(examples).values()].flatMap((trials) => {
    const ready = new Map<Removable, CompiledRuleset | undefined>();
    const isMissed = trials.some(({ example, part }) => {
      if (!example.concerns(part)) return false;
      if (!ready.has(part)) ready.set(part, compiledWithout(part, functions));
      const ruleset = ready.get(part);
      return ruleset === undefined || !example.holdsWith(ruleset);
    });
    return isMissed ? [] : (trials.at(-1)?.part ?? []);
  });
}

/** The trials by the part's key; examples that depend on its clauses come first, since they probably fail. */
function trialsOf(examples: readonly TrueExample[]): ReadonlyMap<string, readonly Trial[]> {
  const known = new Map<ResolvedRuleset, readonly Removable[]>();
  const all = new Map<string, Trial[]>();
  for (const isLikely of [true, false])
    for (const example of examples) {
      const { resolved, clauses } = example;
      const parts = known.get(resolved) ?? removableParts(resolved);
      known.set(resolved, parts);
      for (const part of parts) {
        if (part.clauses.some((clause) => clauses.has(clause)) !== isLikely) continue;
        const trials = all.get(part.key);
        if (trials === undefined) all.set(part.key, [{ example, part }]);
        else trials.push({ example, part });
      }
    }
  return all;
}

/** The ruleset without a part; undefined if it cannot be compiled without it. */
function compiledWithout(
  part: Removable,
  functions: Functions | undefined,
): CompiledRuleset | undefined {
  const resolved = part.without();
  try {
    return { resolved, program: compile(resolved, functions) };
  } catch {
    return undefined;
  }
}
