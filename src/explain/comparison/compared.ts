import { Contest, isListed, type Listed, type Mark, missingOf } from "../../engine/contest.ts";
import { markText, type Place } from "../../engine/rank.ts";
import type { ProgramCriterion, ProgramRanking } from "../../program/program.ts";
import type { KeyValue } from "../../program/value.ts";
import { nodeOfCriterion } from "../../ruleset/order.ts";
import type { Criterion } from "../../ruleset/resolved.ts";
import type { Exact } from "../../values/exact.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { cohortOf, formulaOf, isTied, subjectsOf, unitOf } from "../derivation/standing.ts";
import type { Tree } from "../derivation/tree.ts";
import type { ComparedCriterion, Comparison, Difference } from "../model/comparison.ts";
import { Differences } from "./difference.ts";

/** Two subjects compared in a ranking, at one of its keys. */
interface Compared {
  readonly tree: Tree;
  readonly ranking: ProgramRanking;
  readonly key: KeyValue;
  readonly a: number;
  readonly b: number;
}

/** A criterion as applied to the two. */
interface Asked {
  readonly one: ProgramCriterion;
  /** The subjects tied so far, if the criterion depends on them. */
  readonly among: readonly Place[] | undefined;
  readonly a: Mark;
  readonly b: Mark;
  readonly decides: boolean;
}

/** The criteria up to the deciding one; with differences only if the two are ranked together. */
export function criteriaCompared(
  two: Compared,
  verdict: Comparison["verdict"],
): ComparedCriterion[] {
  const together = verdict === "above" || verdict === "below" || verdict === "level";
  const differences = new Differences(two.tree, two.a, two.b, verdict === "level");
  return (together ? askedOf(two) : plainly(two)).map((asked) =>
    criterionOf(two, asked, differences, together),
  );
}

/** The criteria applied to both, until one of them decided. */
function askedOf({ tree, ranking, key, a, b }: Compared): Asked[] {
  const { own, places } = cohortOf(tree.run, ranking, a, key);
  const asked: Asked[] = [];
  if (own === undefined) return asked;
  const contest = new Contest(tree.run.world, ranking);
  for (const { at, tied, shares } of contest.stages(places, own)) {
    const one = ranking.by[at];
    const shareOf = (owner: number) =>
      shares.find(({ members }) => members.some((place) => place.owner === owner));
    const [first, second] = [shareOf(a), shareOf(b)];
    if (one === undefined || first === undefined || second === undefined) break;
    const decides = first !== second;
    const among = isTied(one.criterion) ? tied : undefined;
    asked.push({ one, among, a: first.mark, b: second.mark, decides });
    if (decides) break;
  }
  return asked;
}

/** The values of the two, if they are not ranked against each other. */
function plainly({ tree, ranking, key, a, b }: Compared): Asked[] {
  const contest = new Contest(tree.run.world, ranking);
  return ranking.by.flatMap((one): Asked[] => {
    const [first, second] = [a, b].map((owner) => contest.mark(one, owner, key));
    return first === undefined || second === undefined
      ? []
      : [{ one, among: undefined, a: first, b: second, decides: false }];
  });
}

function criterionOf(
  { tree, key, a: owner }: Compared,
  asked: Asked,
  differences: Differences,
  together: boolean,
): ComparedCriterion {
  const { names, view } = tree;
  const { one, among, decides, a, b } = asked;
  const { criterion } = one;
  view.at(owner, key);
  view.among((among ?? []).map((place) => place.owner));
  const unit = unitOf(names, criterion);
  const node = nodeOfCriterion(criterion);
  const item = itemOf(tree, asked);
  return {
    order: criterion.descending ? "descending" : "ascending",
    decides,
    label: formulaOf(tree, criterion).words,
    clauses: names.cite((node === undefined ? undefined : names.node(node)?.clauses) ?? []),
    ...(unit === undefined ? {} : { unit }),
    ...pairOf(tree, one, a, b),
    ...(among === undefined ? {} : { among: subjectsOf(names, among) }),
    ...(item === undefined ? {} : { item }),
    parts: together ? dispatch(partsOf, criterion, differences, key) : [],
  };
}

/** The differences between the two in the parts of a criterion. */
const partsOf: ByKind<Criterion, [Differences, KeyValue], readonly Difference[]> = {
  value: ({ value }, differences, key) => differences.of(value, key),
  list: ({ node }, differences, key) => differences.list(node, key),
};

/** The value of a criterion for both; for numbers also the difference. */
function pairOf({ names }: Tree, { criterion }: ProgramCriterion, a: Mark, b: Mark) {
  const { world } = names;
  const { arithmetic } = world.program;
  const [gapA, gapB] = [missingOf(a), missingOf(b)];
  const isNumber = criterion.type.kind === "number" && criterion.kind === "value";
  const isBoth = gapA === undefined && gapB === undefined;
  return {
    ...(gapA === undefined ? { a: markText(world, criterion.type, a) } : { gapA: names.gap(gapA) }),
    ...(gapB === undefined ? { b: markText(world, criterion.type, b) } : { gapB: names.gap(gapB) }),
    ...(isBoth && isNumber
      ? { difference: arithmetic.text(arithmetic.subtract(a as Exact, b as Exact)) }
      : {}),
  };
}

/** The first value in which two lists differ. */
function itemOf({ names }: Tree, { one, a, b }: Asked): ComparedCriterion["item"] {
  if (!("node" in one) || !isListed(a) || !isListed(b)) return undefined;
  const { world } = names;
  const { type, sorted } = one.criterion;
  const keys = world.program.nodes[one.node]?.keys ?? [];
  const byKey = sorted === undefined || sorted === "last-first";
  const text = (listed: Listed | undefined): string | undefined =>
    listed === undefined ? undefined : world.partText(type, listed.value);
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [x, y] = [a[at], b[at]];
    const keyOrder =
      x === undefined || y === undefined || !byKey ? 0 : world.compareKeys(keys, x.key, y.key);
    if (keyOrder === 0 && text(x) === text(y)) continue;
    // If one of the two has no value at a key, the other's value is shown alone.
    const isFirst = sorted === "last-first" ? keyOrder >= 0 : keyOrder <= 0;
    const isSecond = sorted === "last-first" ? keyOrder <= 0 : keyOrder >= 0;
    const [valueA, valueB] = [isFirst ? text(x) : undefined, isSecond ? text(y) : undefined];
    const keyed = (isFirst ? x : y) ?? y;
    const key = byKey && keyed !== undefined ? names.key(keys, keyed.key) : undefined;
    return {
      position: at + 1,
      ...(key === undefined ? {} : { key }),
      ...(valueA === undefined ? {} : { a: valueA }),
      ...(valueB === undefined ? {} : { b: valueB }),
    };
  }
  return undefined;
}
