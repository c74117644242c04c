import type { PlaceTies } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing, type KeyValue, type Missing, type Value } from "../program/value.ts";
import { type Contender, Contest, isListed, type Mark, missingOf } from "./contest.ts";
import { keysFor } from "./keys.ts";
import type { Computed, World } from "./world.ts";

/** One subject's place, however ties are counted. */
export interface Place extends Contender {
  /** The value of each criterion that was applied; of one applied again, the last. */
  readonly asked: readonly (Mark | undefined)[];
  /** 1 + the number of subjects ahead. */
  readonly first: number;
  /** The number of subjects ahead or tied. */
  readonly last: number;
  /** 1 + the number of different values ahead. */
  readonly dense: number;
}

/** A subject without a place: the ranking excludes it, or a criterion has no value. */
export interface Unplaced {
  readonly owner: number;
  readonly key: KeyValue;
  readonly cohort: readonly Value[];
  /** The first criterion without a value, from 0, and why; undefined for an excluded subject. */
  readonly missing: { readonly at: number; readonly missing: Missing } | undefined;
}

/** The subjects of a ranking without a place, at each key that has begun. */
export function unplaced(world: World, ranking: ProgramRanking): Unplaced[] {
  if (ranking.missing.size > 0) return [];
  const all = candidates(world, ranking, new Contest(world, ranking));
  return [...all].filter((one): one is Unplaced => !("criteria" in one));
}

/** Ranks the subjects within their cohorts, at each key. A subject whose value is missing has no place. */
export function rank(world: World, ranking: ProgramRanking): Place[] {
  const contest = new Contest(world, ranking);
  const cohorts = new Map<string, Contender[]>();
  for (const one of candidates(world, ranking, contest)) {
    if (!("criteria" in one)) continue;
    const text = `${one.key.text}\n${world.cohortText(ranking.node.within, one.owner)}`;
    const cohort = cohorts.get(text);
    if (cohort === undefined) cohorts.set(text, [one]);
    else cohort.push(one);
  }
  const places = [...cohorts.values()].flatMap((cohort) => placesOf(contest, cohort));
  if (ranking.keys.length > 0) places.sort((a, b) => world.compareKeys(ranking.keys, a.key, b.key));
  write(world, ranking, places);
  return places;
}

function placesOf(contest: Contest, cohort: readonly Contender[]): Place[] {
  const asked = new Map(cohort.map((one) => [one, [...one.criteria]]));
  const groups = contest.groups(cohort, ({ members, mark }, at) => {
    for (const one of members) asked.get(one)![at] = mark;
  });
  const places: Place[] = [];
  for (const [index, group] of groups.entries()) {
    const first = places.length + 1;
    const last = places.length + group.length;
    for (const one of group)
      places.push({ ...one, asked: asked.get(one)!, first, last, dense: index + 1 });
  }
  return places;
}

function* candidates(
  world: World,
  ranking: ProgramRanking,
  contest: Contest,
): Iterable<Contender | Unplaced> {
  const frame = world.frame();
  for (const owner of world.owners(ranking)) {
    frame.owner = owner;
    for (const key of keysFor(world, ranking, owner)) {
      frame.key = key;
      if (!world.hasBegun(ranking, key)) continue;
      const cohort = ranking.node.within.map((name) => world.subjectValue(name, owner));
      if (ranking.among !== undefined && ranking.among(frame) !== true) {
        yield { owner, key, cohort, missing: undefined };
        continue;
      }
      const criteria = contest.marks(owner, key);
      const at = criteria.findIndex((mark) => missingOf(mark) !== undefined);
      const missing = missingOf(criteria[at]);
      yield missing === undefined
        ? { owner, key, cohort, criteria }
        : { owner, key, cohort, missing: { at, missing } };
    }
  }
}

/** Places as expressions read them: the first, or under the name of how ties are counted. */
function write(world: World, ranking: ProgramRanking, places: readonly Place[]): void {
  const { arithmetic } = world.program;
  const byOwner = new Map<number, Computed[]>();
  for (const { owner, key, first, last, dense } of places) {
    const values = byOwner.get(owner) ?? [];
    byOwner.set(owner, values);
    values.push({ key, value: arithmetic.integer(first) });
    const others: Record<Exclude<PlaceTies, "first">, Value> = {
      last: arithmetic.integer(last),
      dense: arithmetic.integer(dense),
      mean: arithmetic.ratio(BigInt(first + last), 2n),
    };
    for (const ties of ["last", "dense", "mean"] as const)
      world.setPlace(ranking.index, owner, key.text, ties, others[ties]);
  }
  for (const [owner, values] of byOwner) world.set(ranking.index, owner, values);
}

/** The value of a criterion as text; a list with commas, and empty if it was not applied. */
export function markText(world: World, type: ValueType, mark: Mark | undefined): string {
  if (mark === undefined) return "";
  if (isListed(mark)) return mark.map(({ value }) => world.partText(type, value)).join(", ");
  return isMissing(mark) ? mark.state : world.partText(type, mark);
}

/** The place as the circular shows it. */
export function shownPlace(ranking: ProgramRanking, { first, last, dense }: Place): number {
  const shown = { competition: first, last, dense, mean: (first + last) / 2 };
  return shown[ranking.node.ties];
}
