import { numberText } from "../engine/ledger.ts";
import { type Place, shownPlace } from "../engine/rank.ts";
import type { Run } from "../engine/run.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing, noKey, type Value } from "../program/value.ts";
import { compareText } from "../values/text.ts";
import type { Context, Spot } from "./context.ts";
import type { Criterion, NotRanked, Shown, StandingPart } from "./model.ts";
import { both, type Names } from "./names.ts";
import { readsOf } from "./reads.ts";

/** The places of a ranking in one cohort, and that of one of its subjects. */
export interface Cohort {
  readonly own: Place | undefined;
  readonly places: readonly Place[];
}

/** The cohort that a subject is ranked in. */
export function cohortOf(run: Run, ranking: ProgramRanking, owner: number): Cohort {
  const { world } = run;
  const { within } = ranking.node;
  const text = world.cohortText(within, owner);
  const places = (run.places.get(ranking.index) ?? []).filter(
    (place) => world.cohortText(within, place.owner) === text,
  );
  return { own: places.find((place) => place.owner === owner), places };
}

/** Where a subject stands, and by what. */
export function standingPart(
  context: Context,
  ranking: ProgramRanking,
  { owner, heading }: Spot,
): StandingPart {
  const { names, run } = context;
  const { node } = ranking;
  const { own, places } = cohortOf(run, ranking, owner);
  const criteria = criteriaOf(context, ranking, owner);
  const notRanked = own === undefined ? whyNot(context, ranking, owner) : undefined;
  const reads = readsOf(context.view, [
    ...node.by.map(({ value }) => value),
    ...(notRanked?.reason === "excluded" && node.among !== undefined ? [node.among] : []),
  ]);
  const level = places.filter((place) => place.first === own?.first && place.owner !== owner);
  return {
    kind: "ranking",
    ...heading,
    clauses: names.cite(node.clauses),
    published: node.published,
    cohort: cohortName(names, ranking, owner),
    ranked: places.length,
    ...(own === undefined ? {} : { rank: shownPlace(ranking, own) }),
    ties: level.map((place) => names.subject(place.owner)).sort((a, b) => compareText(a.id, b.id)),
    ...(names.world.isOver ? {} : { provisional: true as const }),
    ...(notRanked === undefined ? {} : { notRanked }),
    criteria,
    parts: reads.map((read) => context.tell(read)),
  };
}

/** What a subject is ranked by. */
function criteriaOf(context: Context, ranking: ProgramRanking, owner: number): Criterion[] {
  const { names, view, formulas } = context;
  view.at(owner, noKey);
  return ranking.node.by.map(({ value: expression, descending }): Criterion => {
    const formula = formulas.of(expression);
    const value = view.evaluate(expression);
    const unit = names.unitOf(expression);
    return {
      order: descending ? "descending" : "ascending",
      label: expression.kind === "node" ? names.label(expression.node) : formula.words,
      ...(unit === undefined ? {} : { unit }),
      ...valueOrGap(names, value, ranking),
      formula,
    };
  });
}

function valueOrGap(names: Names, value: Value, { lacks }: ProgramRanking) {
  return isMissing(value)
    ? { gap: names.gap(value, value.state === "unavailable" ? lacks : undefined) }
    : { value: numberText(names.world, value) };
}

/** Why a subject has no place in a ranking. */
export function whyNot(context: Context, ranking: ProgramRanking, owner: number): NotRanked {
  const { names, view, formulas } = context;
  const { among, by } = ranking.node;
  if (ranking.lacks.size > 0) {
    const lacks = names.lacks(ranking.lacks);
    return { reason: "unavailable", gap: { state: "unavailable", cause: "parameters", lacks } };
  }
  view.at(owner, noKey);
  if (among !== undefined && !view.holds(among))
    return { reason: "excluded", condition: formulas.of(among) };
  const missing = by.map(({ value }) => view.evaluate(value)).find(isMissing);
  return missing === undefined
    ? { reason: "no-value" }
    : { reason: "no-value", gap: names.gap(missing) };
}

/** What the subjects of a cohort have in common. */
export function cohortName(names: Names, ranking: ProgramRanking, owner: number): Shown {
  const { within, kinds } = ranking.node;
  if (within.length === 0) {
    const labels = kinds.map((kind) => names.kind(kind));
    return {
      value: "all",
      text: both((words, language) => words.list(labels.map((label) => label[language]))),
    };
  }
  const parts = within.map((name) => names.subjectShown(name, owner));
  return {
    value: parts.map(({ value }) => value).join(" "),
    text: both((words, language) => words.list(parts.map(({ text }) => text[language]))),
  };
}
