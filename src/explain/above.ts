import type { Result } from "../document/result.ts";
import { shownPlace } from "../engine/rank.ts";
import type { Run } from "../engine/run.ts";
import type { ProgramRanking } from "../program/program.ts";
import type { KeyValue } from "../program/value.ts";
import { demandArgument, ownOptions } from "../values/arguments.ts";
import * as argumentKinds from "../values/option-kinds.ts";
import { labelText } from "../values/phrase.ts";
import type { Language } from "../values/text.ts";
import { criteriaCompared } from "./comparison/compared.ts";
import { keyCompared, rankingAsked, rankingOf } from "./derivation/rankings.ts";
import { cohortName, cohortOf, whyNot } from "./derivation/standing.ts";
import { kindsAsked, liveRun, subjectOf } from "./derivation/subject.ts";
import { Tree } from "./derivation/tree.ts";
import {
  clausesOf,
  type ExplainOptions,
  explainOptions,
  readingsOf,
  settingOf,
} from "./explain.ts";
import type { Comparison, Side } from "./model/comparison.ts";
import { Page } from "./prose/page.ts";
import { tellComparison } from "./prose/tell-comparison.ts";

/**
 * Compares two subjects in a ranking: the criterion that decided, and what makes the difference.
 * @param options `ranking`: by default the final one; `key`: if the ranking has keys; `kind`: of both, if several
 * kinds use that id.
 * @throws {UsageError} for an unknown subject, kind or ranking, and for a result that was read from a file.
 */
export function whyAbove(
  result: Result,
  a: string,
  b: string,
  given: ExplainOptions = {},
): Comparison {
  const run = liveRun(result);
  for (const subject of [a, b]) demandArgument("subject of whyAbove", subject, argumentKinds.text);
  const options = ownOptions("whyAbove", given, explainOptions);
  const asked = kindsAsked(run, options.kind);
  const ranking =
    options.ranking === undefined
      ? rankingOf(run, subjectOf(run, a, asked))
      : rankingAsked(run, options.ranking, asked);
  const kinds = ranking.node.kinds.filter((kind) => asked.includes(kind));
  const first = subjectOf(run, a, kinds);
  const second = subjectOf(run, b, kinds);
  const tree = new Tree(run, first);
  const key = keyCompared(run, ranking, options.key);
  const verdict = verdictOf(run, ranking, key, first, second);
  const { names } = tree;
  const { id, label, clauses } = ranking.node;
  const shown = names.key(ranking.keys, key);
  const compared = {
    ranking: {
      id,
      label: labelText(label),
      ...(shown === undefined ? {} : { key: shown }),
      clauses: names.cite(clauses),
    },
    verdict,
    a: sideOf(tree, ranking, key, first),
    b: sideOf(tree, ranking, key, second),
    criteria: criteriaCompared({ tree, ranking, key, a: first, b: second }, verdict),
  };
  return {
    format: 1,
    ...settingOf(result),
    ...compared,
    readings: readingsOf(names),
    clauses: clausesOf(names),
  };
}

/** A comparison in sentences and indented lines, in English or Chinese. */
export function comparisonText(comparison: Comparison, language: Language): string {
  demandArgument("language of comparisonText", language, argumentKinds.language);
  demandArgument("comparison of comparisonText", comparison, argumentKinds.named);
  const page = new Page(language, {});
  tellComparison(page, comparison);
  return page.toString();
}

function verdictOf(
  run: Run,
  ranking: ProgramRanking,
  key: KeyValue,
  a: number,
  b: number,
): Comparison["verdict"] {
  if (a === b) return "same";
  const [first, second] = [a, b].map((owner) => cohortOf(run, ranking, owner, key));
  if (first?.own === undefined || second?.own === undefined) return "not-ranked";
  if (!first.places.includes(second.own)) return "apart";
  if (first.own.first === second.own.first) return "level";
  return first.own.first < second.own.first ? "above" : "below";
}

function sideOf(tree: Tree, ranking: ProgramRanking, key: KeyValue, owner: number): Side {
  const { names, run } = tree;
  const { own, places } = cohortOf(run, ranking, owner, key);
  return {
    subject: names.subject(owner),
    cohort: cohortName(names, ranking, owner),
    ranked: places.length,
    ...(own === undefined
      ? { notRanked: whyNot(tree, ranking, owner, key) }
      : { rank: shownPlace(ranking, own) }),
  };
}
