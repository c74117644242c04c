import type { OutcomeResult, Result } from "../document/result.ts";
import { Reasons } from "../engine/reason.ts";
import type { ProgramOutcome } from "../program/program.ts";
import { factPart } from "./derivation/outcome.ts";
import { liveRun } from "./derivation/subject.ts";
import type { FactPart } from "./model/explanation.ts";
import { indexOf } from "./model/run-index.ts";
import { Viewpoint } from "./model/viewpoint.ts";
import { Formulas } from "./prose/formula.ts";
import { Names } from "./prose/names.ts";

/**
 * Gives the facts that decided an outcome, in the words of explanations.
 * @throws {UsageError} for a result that was read from a file.
 */
export function reasonsOf(result: Result): (outcome: OutcomeResult) => readonly FactPart[] {
  const run = liveRun(result);
  const { world } = run;
  const names = new Names(world);
  const view = new Viewpoint(world);
  const reasons = new Reasons(world);
  const context = { names, view, formulas: new Formulas(names, view) };
  const outcomes = new Map(
    world.program.nodes
      .filter((node): node is ProgramOutcome => node.node.kind === "outcome")
      .map((outcome) => [outcome.node.id, outcome]),
  );
  const index = indexOf(run);
  return ({ id, subject, subjectKind, key }) => {
    const outcome = outcomes.get(id);
    if (outcome === undefined) return [];
    const owner = index.ownerOf(subjectKind, subject) ?? -1;
    const conclusion = index
      .conclusionsOf(outcome.index, owner)
      .find((one) => key === undefined || world.keyName(outcome.keys, one.key) === key);
    if (conclusion === undefined) return [];
    view.at(owner, conclusion.key);
    return reasons.found(outcome, conclusion).facts.map((one) => factPart(context, one));
  };
}
