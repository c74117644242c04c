import type { ValueType } from "../expression/types.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing, type KeyValue, keyText, type Missing, type Value } from "../program/value.ts";
import { type Contender, Contest, isListed, type Mark, missingOf } from "./contest.ts";
import { keysFor } from "./keys.ts";
import type { Computed, Placed } from "./node-values.ts";
import type { World } from "./world.ts";

/** One subject's place, however ties are counted. */
export interface Place extends Contender, Placed {
  /** The value of each criterion that was applied; of one applied again, the last. */
  readonly asked: readonly (Mark | undefined)[];
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
  const isWhole = ranking.keys.length === 0 && ranking.node.within.length === 0;
  for (const one of candidates(world, ranking, contest)) {
    if (!("criteria" in one)) continue;
    const text = isWhole ? "" : `${one.key.text}\n${keyText(one.cohort)}`;
    const cohort = cohorts.get(text);
    if (cohort === undefined) cohorts.set(text, [one]);
    else cohort.push(one);
  }
  const places: Place[] = [];
  for (const cohort of cohorts.values()) addPlaces(contest, cohort, places);
  if (ranking.keys.length > 0) places.sort((a, b) => world.compareKeys(ranking.keys, a.key, b.key));
  write(world, ranking, places);
  return places;
}

function addPlaces(contest: Contest, cohort: readonly Contender[], places: Place[]): void {
  const asked = new Map<Contender, (Mark | undefined)[]>();
  const groups = contest.groups(cohort, ({ members, mark }, at) => {
    for (const one of members) {
      // The value is already there, unless it depends on who is tied.
      if (one.criteria[at] === mark) continue;
      const marks = asked.get(one) ?? [...one.criteria];
      marks[at] = mark;
      asked.set(one, marks);
    }
  });
  let first = 1;
  for (const [index, group] of groups.entries()) {
    const last = first + group.length - 1;
    for (const one of group) {
      const { owner, key, cohort: parts, criteria } = one;
      const marks = asked.get(one) ?? criteria;
      places.push({
        owner,
        key,
        cohort: parts,
        criteria,
        asked: marks,
        first,
        last,
        dense: index + 1,
      });
    }
    first = last + 1;
  }
}

const noParts: readonly Value[] = [];

function* candidates(
  world: World,
  ranking: ProgramRanking,
  contest: Contest,
): Iterable<Contender | Unplaced> {
  const frame = world.frame();
  const { within } = ranking.node;
  for (const owner of world.owners(ranking)) {
    frame.owner = owner;
    for (const key of keysFor(world, ranking, owner)) {
      frame.key = key;
      if (!world.hasBegun(ranking, key)) continue;
      const cohort =
        within.length === 0 ? noParts : within.map((name) => world.subjectValue(name, owner));
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

/** Places as expressions read them: the first, or by another way of counting ties. */
function write(
  { program, computed }: World,
  ranking: ProgramRanking,
  places: readonly Place[],
): void {
  const { arithmetic } = program;
  computed.setPlaces(ranking.index, places);
  if (ranking.keys.length === 0) {
    for (const { owner, first } of places)
      computed.setOnly(ranking.index, owner, arithmetic.integer(first));
    return;
  }
  const byOwner = new Map<number, Computed[]>();
  for (const { owner, key, first } of places) {
    const values = byOwner.get(owner) ?? [];
    byOwner.set(owner, values);
    values.push({ key, value: arithmetic.integer(first) });
  }
  for (const [owner, values] of byOwner) computed.set(ranking.index, owner, values);
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
