import type { ComparedCriterion, Comparison, Difference, Side } from "../model/comparison.ts";
import type { Gap } from "../model/shown.ts";
import type { Page } from "./page.ts";

/** The lines of a comparison: who is ahead, by what, and what makes the difference. */
export function tellComparison(page: Page, comparison: Comparison): void {
  const { told } = page.words;
  const { a, b, ranking, verdict } = comparison;
  const names = { a: page.subject(a.subject), b: page.subject(b.subject) };
  page.add(0, `${verdictText(page, comparison, names)}${page.cite(ranking.clauses)}`);
  if (verdict === "same") return;
  for (const side of [a, b]) page.add(1, placeText(page, side, rankingText(page, ranking)));
  for (const [at, criterion] of comparison.criteria.entries())
    tellCriterion(page, comparison, criterion, at, names);
  if (comparison.readings.length === 0) return;
  page.add(0, told.headings.readings);
  for (const { question, label, clauses } of comparison.readings)
    page.add(1, `${told.reading(page.in(question), page.in(label))}${page.cite(clauses)}`);
}

interface Pair {
  readonly a: string;
  readonly b: string;
}

function verdictText(page: Page, { verdict, ranking }: Comparison, { a, b }: Pair): string {
  const { compared } = page.words;
  const label = rankingText(page, ranking);
  const texts: { readonly [Verdict in Comparison["verdict"]]: () => string } = {
    above: () => compared.above(a, b, label),
    below: () => compared.below(a, b, label),
    level: () => compared.level(a, b, label),
    apart: () => compared.apart(a, b, label),
    "not-ranked": () => compared.notBoth(a, b, label),
    same: () => compared.same(a),
  };
  return texts[verdict]();
}

function rankingText(page: Page, { label, key }: Comparison["ranking"]): string {
  return key === undefined ? page.in(label) : page.words.keyed(page.in(label), page.in(key.text));
}

function placeText(page: Page, side: Side, ranking: string): string {
  const { compared, told } = page.words;
  const name = page.subject(side.subject);
  if (side.rank !== undefined)
    return compared.place(name, side.rank, page.cohort(side.cohort), side.ranked);
  return told.unranked(name, ranking, whyText(page, side));
}

function whyText(page: Page, { notRanked }: Side): string {
  const { told, states } = page.words;
  if (notRanked?.condition !== undefined) return told.excluded(page.in(notRanked.condition.filled));
  const gap = notRanked?.gap;
  if (gap === undefined) return states.absent;
  return gap.missing === undefined ? page.gap(gap) : told.missing(page.missing(gap.missing));
}

function tellCriterion(
  page: Page,
  { verdict }: Comparison,
  criterion: ComparedCriterion,
  at: number,
  names: Pair,
): void {
  const { compared } = page.words;
  const named = page.in(criterion.label);
  const label =
    criterion.among === undefined
      ? named
      : page.words.told.among(
          named,
          criterion.among.map((one) => page.subject(one)),
        );
  const heading = criterion.decides
    ? compared.decided(label, at === 0, criterion.order === "ascending")
    : verdict === "apart" || verdict === "not-ranked"
      ? label
      : compared.levelBy(label);
  page.add(
    0,
    page.words.told.at(
      heading,
      `${valuesText(page, criterion, names)}${page.cite(criterion.clauses)}`,
    ),
  );
  if (verdict === "apart" || verdict === "not-ranked") return;
  if (criterion.decides && criterion.item !== undefined)
    page.add(1, itemText(page, criterion.item, names));
  if (criterion.parts.length === 0) page.add(1, compared.nothing);
  else {
    page.add(1, criterion.decides ? compared.made : compared.madeThough);
    tellDifferences(page, 2, criterion.parts, names);
  }
}

/** The first value of a list in which the two differ. */
function itemText(
  page: Page,
  { position, key, a, b }: NonNullable<ComparedCriterion["item"]>,
  names: Pair,
): string {
  const { compared, states, told } = page.words;
  const which = compared.item(position, key === undefined ? undefined : page.in(key.text));
  return told.at(which, compared.values(names.a, a ?? states.absent, names.b, b ?? states.absent));
}

function tellDifferences(
  page: Page,
  depth: number,
  differences: readonly Difference[],
  names: Pair,
): void {
  for (const difference of differences) {
    const { keyed } = page.words;
    const label = page.in(difference.label);
    const named = difference.key === undefined ? label : keyed(label, page.in(difference.key.text));
    const values = valuesText(page, difference, names);
    page.add(depth, `${page.words.told.at(named, values)}${page.cite(difference.clauses)}`);
    tellDifferences(page, depth + 1, difference.parts, names);
  }
}

type Values = Pick<Difference, "a" | "b" | "gapA" | "gapB" | "difference" | "unit" | "counts">;

function valuesText(page: Page, values: Values, names: Pair): string {
  const { compared, told } = page.words;
  const { a, b, gapA, gapB, difference, unit, counts } = values;
  const one = (
    value: string | undefined,
    gap: Gap | undefined,
    count: number | undefined,
  ): string => {
    if (value === undefined && gap === undefined && count !== undefined) return told.entries(count);
    const text = value === undefined ? gapText(page, gap) : page.amount(value, unit);
    const isKnown = count === undefined || String(count) === value;
    return isKnown ? text : `${text}${told.bracketed(told.times(count, false))}`;
  };
  const both = compared.values(names.a, one(a, gapA, counts?.a), names.b, one(b, gapB, counts?.b));
  if (difference === undefined || difference === "0") return both;
  const signed = difference.startsWith("-") ? difference : `+${difference}`;
  return told.sentence([both, compared.difference(page.amount(signed, unit))]);
}

function gapText(page: Page, gap: Gap | undefined): string {
  return gap === undefined ? page.words.states.absent : page.gap(gap);
}
