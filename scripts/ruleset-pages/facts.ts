import type { Result } from "../../src/document/result.ts";
import { nodeName } from "../../src/expression/tree.ts";
import { nodeOfCriterion } from "../../src/ruleset/order.ts";
import type { Node, ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import type { Text } from "../../src/values/text.ts";
import { keyWords, resultWords } from "./expectations.ts";
import { both, code, value } from "./markdown.ts";
import { nodeOf, stateNames } from "./names.ts";

interface Fact {
  readonly is: string;
  /** What a result means that does not say it. */
  readonly otherwise: Text;
  /** The heavier comes first: scores, outcomes, places, rejections, then the values behind them. */
  readonly weight: number;
}

/** What a result says, by what it says it of: what a reader would see change. */
export type Facts = ReadonlyMap<string, Fact>;

const none: Text = { en: "none", zh: "无" };

export function factsOf(ruleset: ResolvedRuleset, result: Result): Facts {
  const facts = new Map<string, Fact>();
  const say = (what: string, is: string, weight: number, otherwise = none): void => {
    if (!facts.has(what)) facts.set(what, { is, weight, otherwise });
  };
  const sayOf = (node: Node, subject: string, key: string | undefined, is: string): void => {
    const when = key === undefined ? "" : `, ${keyWords(ruleset, node, key)}`;
    const what = `${both(node.label)} of ${code(subject)}${when}`;
    const words = resultWords(ruleset, node, is);
    if (node.kind === "outcome")
      say(what, words, 5, stateNames[node.outcome === "target" ? "not-applicable" : "not-given"]);
    else say(what, words, node.kind === "measure" ? 2 : 1);
  };
  for (const { ranking, key, subject, score, rank } of result.standings) {
    const node = nodeOf(ruleset, nodeName("ranking", ranking));
    const by = node.kind === "ranking" ? nodeOfCriterion(node.by[0]) : undefined;
    const scored = by === undefined ? undefined : nodeOf(ruleset, by);
    const when = key === undefined ? "" : `, ${keyWords(ruleset, node, key)}`;
    if (scored !== undefined)
      say(
        `${both(scored.label)} of ${code(subject)}${when}`,
        resultWords(ruleset, scored, score),
        6,
      );
    say(`place of ${code(subject)} in ${both(node.label)}${when}`, String(rank), 4);
  }
  for (const { id, subject, key, state, value: is } of result.outcomes)
    sayOf(nodeOf(ruleset, nodeName("outcome", id)), subject, key, is ?? state);
  for (const { event, code: reason } of result.rejections) {
    const counts = { en: "counts", zh: "计入" };
    say(`event ${code(event ?? "")}`, `rejected 不计入: ${code(reason)}`, 3, counts);
  }
  for (const kind of ["measure", "account"] as const) {
    for (const { id, subject, key, value: is, state } of result[`${kind}s`])
      sayOf(nodeOf(ruleset, nodeName(kind, id)), subject, key, is ?? state ?? "absent");
  }
  return facts;
}

/** One thing under two readings. */
export interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between two results, the heavier first. */
export function changes(before: Facts, after: Facts): Change[] {
  const differing = [...new Map([...before, ...after])].filter(
    ([what]) => before.get(what)?.is !== after.get(what)?.is,
  );
  return differing
    .sort(([, a], [, b]) => b.weight - a.weight)
    .map(([what, { otherwise }]) => ({
      what,
      before: before.get(what)?.is ?? value(otherwise),
      after: after.get(what)?.is ?? value(otherwise),
    }));
}
