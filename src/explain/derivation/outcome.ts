import type { Conclusion } from "../../engine/conclude.ts";
import { isJudged } from "../../engine/measure.ts";
import type { DecidingFact } from "../../engine/reason.ts";
import type { Expression, NodeName } from "../../expression/tree.ts";
import type { ProgramOutcome } from "../../program/program.ts";
import { alike } from "../../values/phrase.ts";
import type { FactPart, OutcomePart } from "../model/explanation.ts";
import type { Context, Spot } from "./context.ts";
import { readsOf } from "./reads.ts";

/** The state of an outcome for a subject, and why. */
export function outcomePart(context: Context, outcome: ProgramOutcome, spot: Spot): OutcomePart {
  const { names, view } = context;
  const { node } = outcome;
  const conclusion = context.lookup.conclusion(outcome.index, spot.owner, spot.key);
  const state = stateOf(context, outcome, conclusion);
  const isDecided = ["met", "missed", "given", "not-given", "not-applicable"].includes(state);
  const { facts: found, events } =
    conclusion === undefined || !isDecided
      ? { facts: [], events: [] }
      : context.reasons.found(outcome, conclusion);
  view.at(spot.owner, spot.key);
  const value = state === "given" ? node.value : undefined;
  const facts = found.map((fact) => factPart(context, fact));
  const reads = readsOf(view, [
    ...found.map(({ expression }) => expression),
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
    facts,
    events,
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

/** What is needed to write a fact. */
type Words = Pick<Context, "names" | "view" | "formulas">;

/** A deciding fact, in both languages. */
export function factPart(context: Words, fact: DecidingFact): FactPart {
  const { formulas } = context;
  const { expression, comparison, of, holds } = fact;
  const [left, right] = expression.operands;
  if (comparison !== undefined && left !== undefined && right !== undefined)
    return {
      ...{ of, holds, comparison },
      formula: formulas.of(left),
      value: formulas.shown(left),
      against: { formula: formulas.of(right), value: formulas.shown(right) },
    };
  const formula = formulas.of(expression);
  if (expression.kind === "quantifier") {
    const { value } = fact;
    const keys = keysOf(context, expression.node, value);
    return { of, holds, formula, value: { value, text: alike(value) }, keys };
  }
  const denied = !holds && isStatement(expression) ? { denied: formulas.denied(expression) } : {};
  return { of, holds, formula, value: formulas.shown(expression), ...denied };
}

/** A statement is written as it is or negated; a named value, such as an attribute, with its value. */
function isStatement({ kind }: Expression): boolean {
  return kind === "operation";
}

/** The keys that a statement about every key names: `2024-01: 0, 2024-03: 1`. */
function keysOf({ names, view }: Words, name: NodeName, listed: string) {
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
