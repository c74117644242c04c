import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { runOf } from "../engine/score.ts";
import { invariant } from "../values/issue.ts";

/** The clauses that had an effect in the run of an example. */
export function effects(result: Result, example: ExampleDocument): Set<string> {
  const run = runOf(result);
  invariant(run !== undefined, "effects are read off a result that has just been made");
  const { resolved } = run.world.program;
  const clauses = new Set<string>();
  const add = (list: readonly string[]): void => {
    for (const clause of list) clauses.add(clause);
  };
  for (const entry of result.ledger) add(entry.clauses);
  for (const account of result.accounts) for (const line of account.lines ?? []) add(line.clauses);
  for (const outcome of result.outcomes) if (outcome.state !== "pending") add(outcome.clauses);
  for (const notice of [...result.rejections, ...result.warnings]) add(notice.clauses ?? []);
  for (const one of result.unavailable) for (const { clauses: lacking } of one.lacks) add(lacking);
  const valued = new Set(
    [...result.measures, ...result.accounts]
      .filter(({ value }) => value !== undefined && value !== "0")
      .map(({ id }) => id),
  );
  for (const node of resolved.nodes) {
    if (
      node.kind === "ranking" &&
      (example.expect.ranks?.[node.id] !== undefined || node.id === "final")
    )
      add(node.clauses);
    if (node.kind !== "ranking" && node.kind !== "outcome" && valued.has(node.id))
      add(node.clauses);
    if (node.kind === "account" && valued.has(node.id))
      for (const step of node.steps) if (step.kind === "reduce") add(step.clauses);
  }
  for (const period of resolved.periods)
    if (period.unit === run.world.period.unit) add(period.clauses);
  for (const { id, clauses: asked, chosen, default: usual } of resolved.interpretations.values()) {
    if (chosen !== usual && example.given?.interpretations?.[id] !== undefined) add(asked);
  }
  return clauses;
}
