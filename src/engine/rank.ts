import type { ProgramRanking } from "../program/program.ts";
import { isMissing, noKey, type Value } from "../program/value.ts";
import type { Exact } from "../values/exact.ts";
import type { Computed, World } from "./world.ts";

/** One subject's place, however ties are counted. */
export interface Place {
  readonly owner: number;
  readonly cohort: readonly Value[];
  readonly criteria: readonly Exact[];
  /** 1 + the number of those ahead. */
  readonly first: number;
  /** The number of those ahead or level. */
  readonly last: number;
  /** 1 + the number of different values ahead. */
  readonly dense: number;
}

interface Contender {
  readonly owner: number;
  readonly cohort: readonly Value[];
  readonly criteria: readonly Exact[];
}

/** Places those of a ranking within their cohorts. A subject whose value is missing has no place. */
export function rank(world: World, ranking: ProgramRanking): Place[] {
  const { arithmetic } = world.program;
  const cohorts = new Map<string, Contender[]>();
  for (const one of contenders(world, ranking)) {
    const text = world.cohortText(ranking.node.within, one.owner);
    const cohort = cohorts.get(text);
    if (cohort === undefined) cohorts.set(text, [one]);
    else cohort.push(one);
  }
  const compare = (a: Contender, b: Contender): number => {
    for (const [index, { descending }] of ranking.by.entries()) {
      const order = arithmetic.compare(a.criteria[index]!, b.criteria[index]!);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
  const places: Place[] = [];
  for (const cohort of cohorts.values()) {
    cohort.sort(compare);
    let dense = 0;
    for (let start = 0; start < cohort.length; ) {
      let end = start + 1;
      while (end < cohort.length && compare(cohort[start]!, cohort[end]!) === 0) end += 1;
      dense += 1;
      for (const one of cohort.slice(start, end))
        places.push({ ...one, first: start + 1, last: end, dense });
      start = end;
    }
  }
  for (const place of places) world.set(ranking.index, place.owner, variants(world, place));
  return places;
}

function* contenders(world: World, ranking: ProgramRanking): Iterable<Contender> {
  const frame = world.frame();
  for (const owner of world.owners(ranking)) {
    frame.owner = owner;
    if (ranking.among !== undefined && ranking.among(frame) !== true) continue;
    const criteria = ranking.by.map(({ value }) => value(frame));
    if (criteria.some(isMissing)) continue;
    const cohort = ranking.node.within.map((name) => world.subjectValue(name, owner));
    yield { owner, cohort, criteria: criteria as Exact[] };
  }
}

/** A place as expressions read it: under the name of how ties are counted. */
function variants(world: World, { first, last, dense }: Place): Computed[] {
  const { arithmetic } = world.program;
  const values: Record<string, Exact> = {
    "": arithmetic.integer(first),
    last: arithmetic.integer(last),
    dense: arithmetic.integer(dense),
    mean: arithmetic.ratio(BigInt(first + last), 2n),
  };
  return Object.entries(values).map(([text, value]) => ({
    key: { text, parts: noKey.parts },
    value,
  }));
}

/** The place as the circular shows it. */
export function shownPlace(ranking: ProgramRanking, { first, last, dense }: Place): number {
  const shown = { competition: first, last, dense, mean: (first + last) / 2 };
  return shown[ranking.node.ties];
}
