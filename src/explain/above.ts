import type { Result } from "../document/result.ts";
import { shownPlace } from "../engine/rank.ts";
import type { Run } from "../engine/run.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing, noKey } from "../program/value.ts";
import type { Exact } from "../values/exact.ts";
import type { Language } from "../values/text.ts";
import type { ComparedCriterion, Comparison, Side } from "./comparison.ts";
import { Differences } from "./difference.ts";
import { clausesOf, type ExplainOptions, readingsOf, settingOf } from "./explain.ts";
import { Page } from "./page.ts";
import { rankingAsked, rankingOf } from "./rankings.ts";
import { cohortName, cohortOf, whyNot } from "./standing.ts";
import { kindsAsked, liveRun, subjectOf } from "./subject.ts";
import { tellComparison } from "./tell-comparison.ts";
import { Tree } from "./tree.ts";

/**
 * The comparison that puts one subject above another: the criterion that decided, and what makes the difference.
 * @param options `ranking`: which one, if not the final one; `kind`: of both, where several kinds have that id.
 * @throws {UsageError} for an unknown subject, kind or ranking, and for a result that was read from a file.
 */
export function whyAbove(
  result: Result,
  a: string,
  b: string,
  options: ExplainOptions = {},
): Comparison {
  const run = liveRun(result);
  const asked = kindsAsked(run, options.kind);
  const ranking =
    options.ranking === undefined
      ? rankingOf(run, subjectOf(run, a, asked))
      : rankingAsked(run, options.ranking, asked);
  const kinds = ranking.node.kinds.filter((kind) => asked.includes(kind));
  const first = subjectOf(run, a, kinds);
  const second = subjectOf(run, b, kinds);
  const tree = new Tree(run, first);
  const verdict = verdictOf(run, ranking, first, second);
  const { names } = tree;
  const { id, label, clauses } = ranking.node;
  const compared = {
    ranking: { id, label: { en: label.en, zh: label.zh }, clauses: names.cite(clauses) },
    verdict,
    a: sideOf(tree, ranking, first),
    b: sideOf(tree, ranking, second),
    criteria: criteriaOf(tree, ranking, first, second, verdict),
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
  const page = new Page(language, {});
  tellComparison(page, comparison);
  return page.toString();
}

function verdictOf(run: Run, ranking: ProgramRanking, a: number, b: number): Comparison["verdict"] {
  if (a === b) return "same";
  const [first, second] = [cohortOf(run, ranking, a), cohortOf(run, ranking, b)];
  if (first.own === undefined || second.own === undefined) return "not-ranked";
  if (!first.places.includes(second.own)) return "apart";
  if (first.own.first === second.own.first) return "level";
  return first.own.first < second.own.first ? "above" : "below";
}

function sideOf(tree: Tree, ranking: ProgramRanking, owner: number): Side {
  const { names, run } = tree;
  const { own, places } = cohortOf(run, ranking, owner);
  return {
    subject: names.subject(owner),
    cohort: cohortName(names, ranking, owner),
    ranked: places.length,
    ...(own === undefined
      ? { notRanked: whyNot(tree, ranking, owner) }
      : { rank: shownPlace(ranking, own) }),
  };
}

/** The criteria up to the one that decides; what makes the difference only where the two are ranked together. */
function criteriaOf(
  tree: Tree,
  ranking: ProgramRanking,
  a: number,
  b: number,
  verdict: Comparison["verdict"],
): ComparedCriterion[] {
  const { names, formulas, view } = tree;
  const { arithmetic } = names.world.program;
  const differences = new Differences(tree, a, b, verdict === "level");
  const together = verdict === "above" || verdict === "below" || verdict === "level";
  const criteria: ComparedCriterion[] = [];
  for (const { value: expression, descending } of ranking.node.by) {
    const pair = differences.values(expression, noKey);
    const isBoth = !isMissing(pair.a) && !isMissing(pair.b);
    const order = isBoth ? arithmetic.compare(pair.a as Exact, pair.b as Exact) : 0;
    const decides = together && order !== 0;
    const unit = names.unitOf(expression);
    view.at(a, noKey);
    const formula = formulas.of(expression);
    const node = expression.kind === "node" ? names.node(expression.node) : undefined;
    criteria.push({
      order: descending ? "descending" : "ascending",
      decides,
      label: formula.words,
      clauses: names.cite(node?.clauses ?? []),
      ...(unit === undefined ? {} : { unit }),
      ...differences.pair(pair),
      parts: together ? differences.of(expression, noKey) : [],
    });
    if (decides) break;
  }
  return criteria;
}
