import type { Fact } from "../../document/result.ts";
import type { Conclusion } from "../../engine/conclude.ts";
import { isJudged } from "../../engine/measure.ts";
import { formula as written } from "../../expression/formula.ts";
import { type Expression, type NodeName, visit } from "../../expression/tree.ts";
import type { ProgramOutcome } from "../../program/program.ts";
import { alike } from "../../values/phrase.ts";
import type { FactPart, OutcomePart } from "../model/explanation.ts";
import type { Context, Spot } from "./context.ts";
import { readsOf } from "./reads.ts";

/** What an outcome came to for a subject, and why. */
export function outcomePart(context: Context, outcome: ProgramOutcome, spot: Spot): OutcomePart {
  const { names, view } = context;
  const { node } = outcome;
  const conclusion = context.lookup.conclusion(outcome.index, spot.owner, spot.key);
  const state = stateOf(context, outcome, conclusion);
  const isDecided = ["met", "missed", "given", "not-given"].includes(state);
  const reason =
    conclusion === undefined || !isDecided ? undefined : context.reasons.of(outcome, conclusion);
  view.at(spot.owner, spot.key);
  const facts = (reason?.facts ?? []).map((fact) => factPart(context, node.when, fact));
  const value = state === "given" ? node.value : undefined;
  const reads = readsOf(view, [
    ...facts.flatMap(({ expression }) => expression ?? []),
    ...(value === undefined ? [] : [value]),
    ...(state === "unavailable" && outcome.missing.size === 0 ? [node.when] : []),
  ]);
  const result = conclusion?.value;
  return {
    kind: "outcome",
    ...spot.heading,
    outcome: node.outcome,
    clauses: names.cite(node.clauses),
    state,
    ...(state === "not-judged" && node.judged !== undefined ? { judged: node.judged } : {}),
    ...(result === undefined || node.value === undefined
      ? {}
      : { result: names.shown(node.value.type, result) }),
    ...(conclusion?.provisional === true ? { provisional: true as const } : {}),
    facts: facts.map(({ part }) => part),
    events: reason?.events ?? [],
    parts: reads.map((read) => context.tell(read)),
  };
}

function stateOf(
  { names }: Context,
  outcome: ProgramOutcome,
  conclusion: Conclusion | undefined,
): OutcomePart["state"] {
  if (outcome.missing.size > 0) return "unavailable";
  if (!isJudged(names.world, outcome.node.judged)) return "not-judged";
  return conclusion?.state ?? "not-given";
}

interface Telling {
  readonly part: FactPart;
  readonly expression: Expression | undefined;
}

/** A fact that decided, in the words of both languages; the document's own words lead back to its expression. */
function factPart(context: Context, condition: Expression, fact: Fact): Telling {
  const { formulas } = context;
  const expression = expressionOf(context, condition, fact);
  const told = { value: fact.value, text: alike(fact.value) };
  const plain = { of: fact.of, holds: fact.holds };
  if (expression === undefined) {
    const words = alike(fact.of);
    const formula = { words, filled: words, sources: [] };
    return { part: { ...plain, formula, value: told }, expression };
  }
  const [left, right] = expression.operands;
  if (fact.comparison !== undefined && left !== undefined && right !== undefined) {
    const part = {
      ...plain,
      formula: formulas.of(left),
      value: formulas.shown(left),
      comparison: fact.comparison,
      against: { formula: formulas.of(right), value: formulas.shown(right) },
    };
    return { part, expression };
  }
  const formula = formulas.of(expression);
  const part =
    expression.kind === "quantifier"
      ? { ...plain, formula, value: told, keys: keysOf(context, expression.node, fact.value) }
      : { ...plain, formula, value: formulas.shown(expression) };
  return { part, expression };
}

/** The keys that a statement about every key names: `2024-01: 0, 2024-03: 1`. */
function keysOf({ names, view }: Context, name: NodeName, listed: string) {
  const { world } = names;
  const node = world.program.nodes[world.program.slots.nodes.get(name)?.index ?? -1];
  const all =
    node === undefined
      ? []
      : [...world.all(node.index, view.frame.owner)].map(({ key }) =>
          world.keyName(node.keys, key),
        );
  return listed
    .split(", ")
    .filter((text) => text !== "")
    .map((text) => {
      const at = text.lastIndexOf(": ");
      const key = text.slice(0, at);
      return { key, value: text.slice(at + 2), position: all.indexOf(key) };
    });
}

/** The part of a condition that a fact speaks of. */
function expressionOf(
  { formulas }: Context,
  condition: Expression,
  fact: Fact,
): Expression | undefined {
  const candidates: Expression[] = [];
  visit(condition, (part) => {
    const [left] = part.operands;
    const isComparison = part.kind === "operation" && part.operator === fact.comparison;
    if (fact.comparison === undefined) {
      if (written(part) === fact.of) candidates.push(part);
    } else if (isComparison && left !== undefined && written(left) === fact.of)
      candidates.push(part);
  });
  const [first] = candidates;
  if (fact.against === undefined) return first;
  const exact = candidates.find(({ operands: [, right] }) => {
    return right !== undefined && formulas.shown(right).value === fact.against;
  });
  return exact ?? first;
}
