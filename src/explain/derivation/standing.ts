import { Contest, type Mark, missingOf } from "../../engine/contest.ts";
import { markText, type Place, shownPlace } from "../../engine/rank.ts";
import type { Run } from "../../engine/run.ts";
import type { NodeName } from "../../expression/tree.ts";
import type { ProgramRanking } from "../../program/program.ts";
import type { KeyValue } from "../../program/value.ts";
import { agrees } from "../../program/value.ts";
import { listsOf, nodeOfCriterion, valuesOf } from "../../ruleset/order.ts";
import type { Criterion as ResolvedCriterion } from "../../ruleset/resolved.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { compareNaturally, type Text } from "../../values/text.ts";
import type { Criterion, NotRanked, StandingPart } from "../model/explanation.ts";
import { indexOf } from "../model/run-index.ts";
import type { Formula, Shown, SubjectName } from "../model/shown.ts";
import { both, type Names } from "../prose/names.ts";
import type { Context, Spot } from "./context.ts";
import { type Read, readsOf } from "./reads.ts";

/** The places of a ranking in one cohort, that of one of its subjects, and those that share it, by id. */
export interface Cohort {
  readonly own: Place | undefined;
  readonly places: readonly Place[];
  readonly sharing: readonly Place[];
}

/** The cohort that a subject is ranked in, at a key. */
export function cohortOf(run: Run, ranking: ProgramRanking, owner: number, key: KeyValue): Cohort {
  const { places, byOwner, byFirst } = indexOf(run).cohort(ranking, owner, key);
  const own = byOwner.get(owner);
  return { own, places, sharing: own === undefined ? [] : (byFirst.get(own.first) ?? []) };
}

/** The standing of a subject, with its criteria. */
export function standingPart(
  context: Context,
  ranking: ProgramRanking,
  { owner, key, heading }: Spot,
): StandingPart {
  const { names, run } = context;
  const { node } = ranking;
  const cohort = cohortOf(run, ranking, owner, key);
  const { own, places } = cohort;
  const criteria = criteriaOf(context, ranking, { owner, key }, cohort);
  const notRanked = own === undefined ? whyNot(context, ranking, owner, key) : undefined;
  const reads = [
    ...readsOf(context.view, [
      ...valuesOf(node),
      ...(notRanked?.reason === "excluded" && node.among !== undefined ? [node.among] : []),
    ]),
    ...listsOf(node).flatMap((name) => listReads(context, name, owner, key)),
  ];
  const level = cohort.sharing.filter((place) => place.owner !== owner);
  return {
    kind: "ranking",
    ...heading,
    clauses: names.cite(node.clauses),
    published: node.published,
    cohort: cohortName(names, ranking, owner),
    ranked: places.length,
    ...(own === undefined ? {} : { rank: shownPlace(ranking, own) }),
    ties: level.map((place) => names.subject(place.owner)),
    ...(names.world.isOver ? {} : { provisional: true as const }),
    ...(notRanked === undefined ? {} : { notRanked }),
    criteria,
    parts: reads.map((read) => context.tell(read)),
  };
}

/** The values of a list, at the keys that agree with that of the ranking. */
function listReads({ names }: Context, name: NodeName, owner: number, key: KeyValue): Read[] {
  const { world } = names;
  const node = world.program.slots.nodes.get(name)?.index ?? -1;
  return [...world.all(node, owner)]
    .filter((one) => agrees(key, one.key))
    .map((one) => ({ node, owner, key: one.key }));
}

/** The criteria of a subject; a criterion on ties is shown for the group to which it was last applied. */
function criteriaOf(
  context: Context,
  ranking: ProgramRanking,
  { owner, key }: Pick<Spot, "owner" | "key">,
  { own, places }: Cohort,
): Criterion[] {
  const { names, view } = context;
  const { world } = names;
  const contest = new Contest(world, ranking);
  const tied = new Map<number, readonly Place[]>();
  const usesTied = ranking.by.some(({ criterion }) => isTied(criterion));
  if (own !== undefined && usesTied)
    for (const stage of contest.stages(places, own)) tied.set(stage.at, stage.tied);
  const all = [...tied.values()].at(-1) ?? [];
  return ranking.by.map((one, at): Criterion => {
    const { criterion } = one;
    const among = isTied(criterion) ? tied.get(at) : undefined;
    view.at(owner, key);
    view.among((among ?? all).map((place) => place.owner));
    const mark = own?.asked[at] ?? contest.mark(one, owner, key);
    const node = nodeOfCriterion(criterion);
    const unit = unitOf(names, criterion);
    const formula = formulaOf(context, criterion);
    return {
      order: criterion.descending ? "descending" : "ascending",
      label: criterion.kind === "value" && node !== undefined ? names.label(node) : formula.words,
      ...(unit === undefined ? {} : { unit }),
      ...(mark === undefined
        ? { unasked: true as const }
        : valueOrGap(names, criterion, mark, ranking)),
      formula,
      ...(among === undefined ? {} : { among: subjectsOf(names, among) }),
    };
  });
}

export function isTied(criterion: ResolvedCriterion): boolean {
  return criterion.kind === "value" && criterion.tied;
}

/** The tied subjects, by id. */
export function subjectsOf(names: Names, places: readonly Place[]): SubjectName[] {
  return places
    .map((place) => names.subject(place.owner))
    .sort((a, b) => compareNaturally(a.id, b.id));
}

export function unitOf(names: Names, criterion: ResolvedCriterion): Text | undefined {
  return criterion.type.kind === "number" ? dispatch(units, criterion, names) : undefined;
}

const units: ByKind<ResolvedCriterion, [Names], Text | undefined> = {
  value: ({ value }, names) => names.unitOf(value),
  list: ({ node }, names) => names.unit(node),
};

/** The name and the parts of a criterion, at the current viewpoint. */
export function formulaOf(context: Context, criterion: ResolvedCriterion): Formula {
  return dispatch(criterionFormulas, criterion, context);
}

const criterionFormulas: ByKind<ResolvedCriterion, [Context], Formula> = {
  value: ({ value }, { formulas }) => formulas.of(value),
  list: ({ node, sorted }, { names }) => {
    const label = names.label(node);
    const words = both((one, language) => one.listed(label[language], sorted));
    return { words, filled: words, sources: [] };
  },
};

function valueOrGap(
  names: Names,
  { type }: ResolvedCriterion,
  mark: Mark,
  { missing: parameters }: ProgramRanking,
) {
  const missing = missingOf(mark);
  return missing === undefined
    ? { value: markText(names.world, type, mark) }
    : { gap: names.gap(missing, missing.state === "unavailable" ? parameters : undefined) };
}

/** Why a subject has no place in a ranking. */
export function whyNot(
  context: Context,
  ranking: ProgramRanking,
  owner: number,
  key: KeyValue,
): NotRanked {
  const { names, view, formulas } = context;
  const { among } = ranking.node;
  if (ranking.missing.size > 0) {
    const missing = names.missing(ranking.missing);
    return {
      reason: "unavailable",
      gap: { state: "unavailable", cause: "parameters", missing },
    };
  }
  view.at(owner, key);
  if (among !== undefined && !view.holds(among))
    return { reason: "excluded", condition: formulas.of(among) };
  const contest = new Contest(names.world, ranking);
  const missing = ranking.by
    .map((one) => missingOf(contest.mark(one, owner, key)))
    .find((one) => one !== undefined);
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
