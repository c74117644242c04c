import { RulesetError } from "../values/issue.ts";
import { UsageError } from "../values/usage.ts";
import { runExamples, scoreExample } from "./examples.ts";
import { type Finding, finding } from "./lint-finding.ts";
import type { Ground } from "./lint-ground.ts";

/** Clauses and readings of which the examples show nothing. */
export function lintExamples(ground: Ground): Finding[] {
  return [
    ...(ground.wants("clause-without-example") ? unshownClauses(ground) : []),
    ...(ground.wants("idle-interpretation") ? idleInterpretations(ground) : []),
  ];
}

function unshownClauses(ground: Ground): Finding[] {
  return runExamples(ground.json, undefined, ground.functions)
    .clauses.filter(({ covered }) => !covered)
    .map(({ clause }) =>
      finding("clause-without-example", ground.place("clauses", clause), [clause], {
        name: clause,
      }),
    );
}

/** An interpretation that nothing reads, or with an option that makes no example differ from the usual one. */
function idleInterpretations(ground: Ground): Finding[] {
  const { interpretations, examples } = ground.readings[0].loaded.resolved;
  const [, ...others] = ground.readings;
  return [...interpretations.values()].flatMap(({ id, clauses }) => {
    const pointer = ground.place("interpretations", id);
    if (!isRead(ground, id))
      return [finding("idle-interpretation", pointer, clauses, { name: id })];
    return others
      .filter((reading) => reading.interpretations[id] !== undefined)
      .map((reading) => reading.interpretations[id] ?? "")
      .filter(
        (option) =>
          !examples.some((example) => {
            const usual = substance(ground, example, {});
            return substance(ground, example, { [id]: option }) !== usual;
          }),
      )
      .map((option) =>
        finding("idle-interpretation", `${pointer}`, clauses, { name: id, other: option }),
      );
  });
}

/** Does anything read the interpretation? */
function isRead(ground: Ground, id: string): boolean {
  const {
    interpretations: _declared,
    examples: _examples,
    ...rest
  } = ground.json as object & {
    interpretations?: unknown;
    examples?: unknown;
  };
  const text = JSON.stringify(rest);
  const name = JSON.stringify(id);
  return text.includes(`{"reading":${name}}`) || text.includes(`{"reading":[${name}`);
}

/** What an example comes to: its numbers, places, outcomes and rejections. */
function substance(
  ground: Ground,
  example: Ground["readings"][0]["loaded"]["resolved"]["examples"][number],
  interpretations: Readonly<Record<string, string>>,
): string {
  const key = JSON.stringify(interpretations);
  const known = substances.get(example)?.get(key);
  if (known !== undefined) return known;
  const text = reckoned(ground, example, interpretations);
  const of = substances.get(example) ?? new Map<string, string>();
  substances.set(example, of.set(key, text));
  return text;
}
const substances = new WeakMap<object, Map<string, string>>();

function reckoned(
  ground: Ground,
  example: Ground["readings"][0]["loaded"]["resolved"]["examples"][number],
  interpretations: Readonly<Record<string, string>>,
): string {
  try {
    const { standings, outcomes, accounts, measures, runnings, rejections } = scoreExample(
      ground.load,
      example,
      interpretations,
    );
    return JSON.stringify([
      standings.map(({ ranking, cohort, rank, subject, score }) => [
        ranking,
        cohort,
        rank,
        subject,
        score,
      ]),
      outcomes.map(({ id, subject, key, state, value }) => [id, subject, key, state, value]),
      [...accounts, ...measures, ...runnings].map(({ id, subject, key, value, state }) => [
        id,
        subject,
        key,
        value,
        state,
      ]),
      rejections.map(({ event, code }) => [event, code]),
    ]);
  } catch (error) {
    if (!(error instanceof RulesetError || error instanceof UsageError)) throw error;
    return error.message;
  }
}
