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
  if (kind === "running" && key === undefined) return runningOf(result, id, subject);
  const values = { account: result.accounts, measure: result.measures, running: result.runnings }[
    kind
  ];
  const found = values.find((one) => one.id === id && one.subject === subject && one.key === key);
  return found === undefined ? "no value" : (found.value ?? found.state ?? "no value");
}

/** What a running is at the end of its walk, or one of its states there or at a key. */
export function runningOf(
  result: Result,
  id: string,
  subject: string,
  key?: string,
  state?: string,
): string {
  const run = runOf(result);
  invariant(run !== undefined, "states are asked of a result that has just been made");
  const { world } = run;
  const index = world.program.slots.nodes.get(nodeName("running", id))?.index ?? -1;
  const program = world.program.nodes[index];
  const owner = [...(program === undefined ? [] : world.owners(program))].find(
    (one) => world.subjects.ids[one] === subject,
  );
  if (program?.node.kind !== "running" || owner === undefined) return "no value";
  const declared = program.node.state.find(({ name }) => name === state);
  if (state !== undefined && declared === undefined) return "no value";
  const found = [...world.all(index, owner)].find(
    (one) => world.keyName(program.keys, one.key) === key,
  );
  if (key !== undefined && found === undefined) return "no value";
  const value =
    found === undefined
      ? world.latest(index, owner, new Map(), state)
      : isMissing(found.value) && found.states === undefined
        ? found.value
        : world.state(index, owner, found.key.text, state ?? "");
  if (isMissing(value)) return value.state;
  return declared === undefined ? numberText(world, value) : world.partText(declared.type, value);
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
