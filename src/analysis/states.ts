import type { Result } from "../document/result.ts";
import { numberText } from "../engine/ledger.ts";
import { shownPlace } from "../engine/rank.ts";
import { runOf } from "../engine/score.ts";
import { nodeName } from "../expression/tree.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import { invariant } from "../values/issue.ts";

/** What a node is for a subject and a key, as an example writes it; says so where there is nothing. */
export function nodeValueOf(
  result: Result,
  kind: "account" | "measure" | "running",
  id: string,
  subject: string,
  key: string | undefined,
): string {
  const values = { account: result.accounts, measure: result.measures, running: result.runnings }[
    kind
  ];
  const found = values.find((one) => one.id === id && one.subject === subject && one.key === key);
  return found === undefined ? "no value" : (found.value ?? found.state ?? "no value");
}

/** The place of a subject in a ranking, published or not. */
export function placeOf(result: Result, ranking: string, subject: string, key?: string): string {
  const run = runOf(result);
  invariant(run !== undefined, "places are asked of a result that has just been made");
  const { world, places } = run;
  const index = world.program.slots.nodes.get(nodeName("ranking", ranking))?.index ?? -1;
  const node = world.program.nodes[index] as ProgramRanking | undefined;
  const place = places
    .get(index)
    ?.find(
      (one) =>
        world.subjects.ids[one.owner] === subject &&
        (key === undefined || world.keyName(node?.keys ?? [], one.key) === key),
    );
  return node === undefined || place === undefined ? "no rank" : String(shownPlace(node, place));
}

/** The state of an outcome, listed or not; for a grade its name, for cash its amount. */
export function stateOf(
  result: Result,
  id: string,
  subject: string,
  key: string | undefined,
): string {
  const run = runOf(result);
  invariant(run !== undefined, "states are asked of a result that has just been made");
  const { world } = run;
  const index = world.program.slots.nodes.get(nodeName("outcome", id))?.index ?? -1;
  const node = world.program.nodes[index];
  if (node === undefined) return "no such outcome";
  if (node.lacks.size > 0) return "unavailable";
  const owner = [...world.owners(node)].find((one) => world.subjects.ids[one] === subject);
  if (owner === undefined) return "no such subject";
  const conclusion = run.conclusions
    .get(index)
    ?.find(
      (one) =>
        one.owner === owner && (key === undefined || world.keyName(node.keys, one.key) === key),
    );
  if (conclusion === undefined) {
    const read = world.read(index, owner, "\u0000");
    return isMissing(read) ? read.state : String(read);
  }
  if (conclusion.state !== "given" || conclusion.value === undefined) return conclusion.state;
  return typeof conclusion.value === "string"
    ? conclusion.value
    : numberText(world, conclusion.value);
}
