import type { Result } from "../document/result.ts";
import type { Run } from "../engine/run.ts";
import type { ProgramNode, ProgramOutcome } from "../program/program.ts";
import { isMissing, type KeyValue, noKey } from "../program/value.ts";
import { isNode } from "../ruleset/node-traits.ts";
import { demandArgument, type OptionKinds, ownOptions } from "../values/arguments.ts";
import * as kinds from "../values/option-kinds.ts";
import { labelText } from "../values/phrase.ts";
import { correctedEvents, idleEvents, rejectedEvents } from "./derivation/events.ts";
import { demandKey, keysTold, rankingsTold } from "./derivation/rankings.ts";
import type { Read } from "./derivation/reads.ts";
import { kindsAsked, liveRun, subjectOf } from "./derivation/subject.ts";
import { identityOf, Tree } from "./derivation/tree.ts";
import type {
  CitedClause,
  Explanation,
  Part,
  ReadingPart,
  Setting,
  UnavailablePart,
} from "./model/explanation.ts";
import { indexOf } from "./model/run-index.ts";
import type { Names } from "./prose/names.ts";

/** Options for explaining a subject. */
export interface ExplainOptions {
  /** The kind of the subject, if several kinds use that id. */
  readonly kind?: string | undefined;
  /** Only the place in this ranking, rather than in all that are published. */
  readonly ranking?: string | undefined;
  /** For rankings with keys, only the place at this one: `2024-03`, the name of a race … */
  readonly key?: string | undefined;
}

/** The kinds of the options of `explain` and `whyAbove`. */
export const explainOptions: OptionKinds<ExplainOptions> = {
  kind: kinds.text,
  ranking: kinds.text,
  key: kinds.text,
};

/**
 * Derives how a subject came to its places, values and outcomes, down to event and clause.
 * @throws {UsageError} for an unknown subject, kind or ranking, and for a result that was read from a file.
 */
export function explain(result: Result, subject: string, given: ExplainOptions = {}): Explanation {
  const run = liveRun(result);
  demandArgument("subject of explain", subject, kinds.text);
  const options = ownOptions("explain", given, explainOptions);
  const owner = subjectOf(run, subject, kindsAsked(run, options.kind));
  const rankings = rankingsTold(run, owner, options.ranking);
  if (options.key !== undefined) demandKey(run, rankings, options.key);
  const standings = rankings.flatMap((ranking) =>
    keysTold(run, ranking, owner, options.key).map(
      (key): Read => ({ node: ranking.index, owner, key }),
    ),
  );
  const outcomes = outcomesOf(run, owner);
  const reserved = new Set([...standings, ...outcomes].map((read) => identityOf(run, read)));
  const tree = new Tree(run, owner, reserved);
  const { names } = tree;
  const parts = {
    standings: standings.map((read) => tree.derive(read)),
    outcomes: outcomes.map((read) => tree.derive(read)),
    others: othersOf(tree, owner),
  };
  const unavailable = unavailableOf(names, result, owner);
  const rejected = rejectedEvents(names, run, result, owner);
  const readings = readingsOf(names);
  return {
    format: 1,
    ...settingOf(result),
    subject: names.subject(owner),
    ...parts,
    rejected,
    corrected: correctedEvents(names, run, result, owner),
    idle: idleEvents(names, run, owner),
    unavailable,
    readings,
    clauses: clausesOf(names),
  };
}

/** The scored subject, period and ruleset. */
export function settingOf(result: Result): Setting {
  const plain = { ruleset: { ...result.ruleset }, period: { ...result.period } };
  const asOf = Object.hasOwn(result, "asOf") ? result.asOf : undefined;
  return asOf === undefined ? plain : { ...plain, asOf };
}

/** The nodes that a subject has, in the order of the document. */
function nodesOf({ world }: Run, owner: number): ProgramNode[] {
  const kind = world.subjects.kinds[owner] ?? "";
  const { nodes, slots, resolved } = world.program;
  return resolved.nodeOrder
    .flatMap((name) => nodes[slots.nodes.get(name)?.index ?? -1] ?? [])
    .filter(({ node }) => node.kinds.includes(kind));
}

/** The outcomes that are explained: also those that are not given, with the reason. */
function outcomesOf(run: Run, owner: number): Read[] {
  return nodesOf(run, owner)
    .filter((node): node is ProgramOutcome => node.node.kind === "outcome")
    .flatMap((outcome) => {
      if (outcome.missing.size > 0) return [];
      const conclusions = indexOf(run).conclusionsOf(outcome.index, owner);
      if (conclusions.length === 0 && !concerns(run, outcome, owner)) return [];
      if (outcome.keys.length === 0) return [{ node: outcome.index, owner, key: noKey }];
      // A key that does not concern the subject needs no explanation.
      return conclusions
        .filter(({ state }) => state !== "not-applicable")
        .map(({ key }): Read => ({ node: outcome.index, owner, key }));
    });
}

/** Does an outcome concern a subject? One that is not judged for this kind of period was not concluded. */
function concerns({ world }: Run, outcome: ProgramOutcome, owner: number): boolean {
  const frame = world.frame();
  frame.owner = owner;
  return outcome.where === undefined || outcome.where(frame) !== false;
}

/** Non-empty values that nothing above depends on; those that depend on others first. */
function othersOf(tree: Tree, owner: number): Part[] {
  const { world } = tree.run;
  const order = nodesOf(tree.run, owner);
  const told: { readonly node: ProgramNode; readonly part: Part }[] = [];
  for (const node of [...world.program.nodes].reverse()) {
    if (!isNode(node.node, "valued") || !order.includes(node)) continue;
    if (node.missing.size > 0 || tree.seen.has(node.index) || countsKeys(node)) continue;
    const keys = keysWithValue(tree.run, node, owner);
    // A walk is derived to its end.
    for (const key of node.node.kind === "running" ? keys.slice(-1).map(() => noKey) : keys)
      told.push({ node, part: tree.derive({ node: node.index, owner, key }) });
  }
  return told
    .sort((a, b) => order.indexOf(a.node) - order.indexOf(b.node))
    .map(({ part }) => part)
    .filter(({ kind }) => kind !== "mention");
}

/** A mere number of keys is not worth showing. */
function countsKeys({ node }: ProgramNode): boolean {
  if (node.kind !== "account" || node.from === undefined) return false;
  return node.steps.every((step) => step.kind !== "reduce" || step.reduction === "count");
}

function keysWithValue({ world }: Run, node: ProgramNode, owner: number): KeyValue[] {
  const zero = world.program.arithmetic.integer(0);
  return [...world.all(node.index, owner)]
    .filter(({ value, lines }) =>
      isMissing(value) ? value.state === "unavailable" : value !== zero || lines !== undefined,
    )
    .map(({ key }) => key);
}

function unavailableOf(names: Names, result: Result, owner: number): UnavailablePart[] {
  const { world } = names;
  const kind = world.subjects.kinds[owner] ?? "";
  return result.unavailable.flatMap(({ node, missing }) => {
    const own = world.program.resolved.nodes.find(({ name }) => name === node);
    // A value that a zero divisor made unavailable is reported in its own place.
    if (own === undefined || !own.kinds.includes(kind) || missing.length === 0) return [];
    const { en, zh } = own.label;
    return [
      {
        node,
        label: { en, zh },
        missing: names.missing(missing.map(({ parameter }) => parameter)),
      },
    ];
  });
}

/** The readings of the clauses that have been cited. */
export function readingsOf(names: Names): ReadingPart[] {
  const { interpretations } = names.world.program.resolved;
  const cited = new Set(names.cited);
  return [...interpretations.values()]
    .filter(({ clauses }) => clauses.some((clause) => cited.has(clause)))
    .map(({ id, question, chosen, options, clauses }) => ({
      id,
      question: labelText(question),
      chosen,
      label: options.get(chosen) ?? { en: chosen, zh: chosen },
      clauses: names.cite(clauses),
    }));
}

/** The clauses that have been cited, in the order of the regulation. */
export function clausesOf(names: Names): Record<string, CitedClause> {
  const { clauses } = names.world.program.resolved;
  return Object.fromEntries(
    [...clauses]
      .filter(([id]) => names.cited.has(id))
      .map(([id, { place, title }]) => [id, { place, title: labelText(title) }]),
  );
}
