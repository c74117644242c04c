import type { Result } from "../document/result.ts";
import { numberText } from "../engine/ledger.ts";
import { shownPlace } from "../engine/rank.ts";
import { runOf } from "../engine/score.ts";
import { nodeName } from "../expression/tree.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import { invariant } from "../values/issue.ts";
import { both, type Phrase } from "../values/phrase.ts";

const noValue = both("no value", "无值(no value)");
const noRank = both("no rank", "无名次(no rank)");
const noOutcome = both("no such outcome", "没有该结果");
const noSubject = both("no such subject", "没有该对象");

/** The score of a subject in the default ranking. */
export function scoreOf({ standings }: Result, subject: string): Phrase {
  const standing = standings.find((one) => one.ranking === "final" && one.subject === subject);
  return standing?.score ?? both("no score", "无得分(no score)");
}

/** The value of a node for a subject and a key, as an example writes it; "no value" if there is none. */
export function nodeValueOf(
  result: Result,
  kind: "account" | "measure" | "running",
  id: string,
  subject: string,
  key: string | undefined,
): Phrase {
  if (kind === "running" && key === undefined) return runningOf(result, id, subject);
  const values = { account: result.accounts, measure: result.measures, running: result.runnings }[
    kind
  ];
  const found = values.find((one) => one.id === id && one.subject === subject && one.key === key);
  return found === undefined ? noValue : (found.value ?? found.state ?? noValue);
}

/** The value of a running at the end of its walk, or one of its states there or at a key. */
export function runningOf(
  result: Result,
  id: string,
  subject: string,
  key?: string,
  state?: string,
): Phrase {
  const run = runOf(result);
  invariant(run !== undefined, "states are asked of a result that has just been made");
  const { world } = run;
  const index = world.program.slots.nodes.get(nodeName("running", id))?.index ?? -1;
  const program = world.program.nodes[index];
  const owner = [...(program === undefined ? [] : world.owners(program))].find(
    (one) => world.subjects.ids[one] === subject,
  );
  if (program?.node.kind !== "running" || owner === undefined) return noValue;
  const declared = program.node.state.find(({ name }) => name === state);
  if (state !== undefined && declared === undefined) return noValue;
  const found = [...world.all(index, owner)].find(
    (one) => world.keyName(program.keys, one.key) === key,
  );
  if (key !== undefined && found === undefined) return noValue;
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
export function placeOf(result: Result, ranking: string, subject: string, key?: string): Phrase {
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
  return node === undefined || place === undefined ? noRank : String(shownPlace(node, place));
}

/** The state of an outcome, listed or not; for a grade its name, for cash its amount. */
export function stateOf(
  result: Result,
  id: string,
  subject: string,
  key: string | undefined,
): Phrase {
  const run = runOf(result);
  invariant(run !== undefined, "states are asked of a result that has just been made");
  const { world } = run;
  const index = world.program.slots.nodes.get(nodeName("outcome", id))?.index ?? -1;
  const node = world.program.nodes[index];
  if (node === undefined) return noOutcome;
  if (node.missing.size > 0) return "unavailable";
  const owner = [...world.owners(node)].find((one) => world.subjects.ids[one] === subject);
  if (owner === undefined) return noSubject;
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
