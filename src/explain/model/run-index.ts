import type { Conclusion } from "../../engine/conclude.ts";
import type { Place } from "../../engine/rank.ts";
import type { Run } from "../../engine/run.ts";
import type { World } from "../../engine/world.ts";
import type { ProgramRanking } from "../../program/program.ts";
import type { KeyValue } from "../../program/value.ts";
import { compareNaturally } from "../../values/text.ts";

/** The places of a ranking in one cohort at one key; those that share a place are ordered by the ids of their subjects. */
export interface CohortPlaces {
  readonly places: readonly Place[];
  readonly byOwner: ReadonlyMap<number, Place>;
  readonly byFirst: ReadonlyMap<number, readonly Place[]>;
}

const nobody: CohortPlaces = { places: [], byOwner: new Map(), byFirst: new Map() };

const indexes = new WeakMap<Run, RunIndex>();

/** The index of a run. A run never changes, so all explanations of it share one. */
export function indexOf(run: Run): RunIndex {
  const index = indexes.get(run) ?? new RunIndex(run);
  indexes.set(run, index);
  return index;
}

/** The parts of a run by subject: each list is indexed once, when it is first asked for. */
export class RunIndex {
  private readonly cohorts = new Map<number, ReadonlyMap<string, CohortPlaces>>();
  private readonly places = new Map<number, ReadonlyMap<number, readonly Place[]>>();
  private readonly conclusions = new Map<number, ReadonlyMap<number, readonly Conclusion[]>>();
  private owners: ReadonlyMap<string, number> | undefined;
  private rows: ReadonlyMap<number, readonly number[]> | undefined;
  private used: ReadonlySet<number> | undefined;
  private corrections: readonly [Corrections, Corrections] | undefined;

  constructor(private readonly run: Run) {}

  /** The cohort that a subject is ranked in, at a key. */
  cohort(ranking: ProgramRanking, owner: number, key: KeyValue): CohortPlaces {
    const { world, places } = this.run;
    const { within } = ranking.node;
    const nameOf = (one: number, text: string): string =>
      `${world.cohortText(within, one)}\n${text}`;
    let cohorts = this.cohorts.get(ranking.index);
    if (cohorts === undefined) {
      const all = groupBy(places.get(ranking.index) ?? [], (place) =>
        nameOf(place.owner, place.key.text),
      );
      cohorts = new Map([...all].map(([name, list]) => [name, cohortOf(list, world.subjects.ids)]));
      this.cohorts.set(ranking.index, cohorts);
    }
    return cohorts.get(nameOf(owner, key.text)) ?? nobody;
  }

  /** The places of a subject in a ranking. */
  placesOf(ranking: number, owner: number): readonly Place[] {
    return listOf(this.places, this.run.places, ranking, owner);
  }

  /** The conclusions of an outcome about a subject. */
  conclusionsOf(outcome: number, owner: number): readonly Conclusion[] {
    return listOf(this.conclusions, this.run.conclusions, outcome, owner);
  }

  /** The first subject of a kind with an id. */
  ownerOf(kind: string, id: string): number | undefined {
    const { subjects, program } = this.run.world;
    if (this.owners === undefined) {
      const owners = new Map<string, number>();
      for (const one of program.resolved.kinds.keys()) {
        for (const owner of subjects.of([one])) {
          const name = `${one}\n${subjects.ids[owner]}`;
          if (!owners.has(name)) owners.set(name, owner);
        }
      }
      this.owners = owners;
    }
    return this.owners.get(`${kind}\n${id}`);
  }

  /** The rows of a subject's own events, in the order of events. */
  rowsOf(owner: number): readonly number[] {
    const { store } = this.run.world;
    if (this.rows === undefined) {
      const rows = Array.from({ length: store.length }, (_, row) => row);
      this.rows = groupBy(rows, (row) => store.subjects[row] ?? -1);
    }
    return [...(this.rows.get(owner) ?? [])].sort((a, b) => store.compare(a, b));
  }

  /** The rows of events that a rule credited, or that others are linked to. */
  get usedRows(): ReadonlySet<number> {
    const { world } = this.run;
    if (this.used === undefined) {
      const used = new Set(world.entries.rows);
      for (const row of linkedRows(world)) used.add(row);
      this.used = used;
    }
    return this.used;
  }

  /** The revisions and the retractions that name an event. */
  correctionsOf(id: string): { revisions: readonly number[]; retractions: readonly number[] } {
    const { revisions, retractions } = this.run.world.store;
    this.corrections ??= [byTarget(revisions), byTarget(retractions)];
    const [revising, retracting] = this.corrections;
    return { revisions: revising.get(id) ?? [], retractions: retracting.get(id) ?? [] };
  }
}

type Corrections = ReadonlyMap<string, readonly number[]>;

function byTarget(corrections: ReadonlyMap<number, string>): Corrections {
  return groupBy(corrections.keys(), (row) => corrections.get(row) ?? "");
}

function cohortOf(places: readonly Place[], ids: readonly string[]): CohortPlaces {
  const byOwner = new Map<number, Place>();
  for (const place of places) if (!byOwner.has(place.owner)) byOwner.set(place.owner, place);
  const byFirst = groupBy(places, ({ first }) => first);
  for (const sharing of byFirst.values())
    sharing.sort((a, b) => compareNaturally(ids[a.owner] ?? "", ids[b.owner] ?? ""));
  return { places, byOwner, byFirst };
}

function groupBy<Key, T>(list: Iterable<T>, keyOf: (one: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function listOf<T extends { readonly owner: number }>(
  known: Map<number, ReadonlyMap<number, readonly T[]>>,
  all: ReadonlyMap<number, readonly T[]>,
  node: number,
  owner: number,
): readonly T[] {
  const lists = known.get(node) ?? groupBy(all.get(node) ?? [], (one) => one.owner);
  known.set(node, lists);
  return lists.get(owner) ?? [];
}

/** Events that others are linked to; of links that only count, all of the type they count. */
function* linkedRows({ store, program }: World): Iterable<number> {
  const types = [...program.events.values()];
  for (const { links } of types) {
    for (const { slot, link } of links) {
      if (link.which !== "count") yield* (store.links[slot] ?? []).filter((row) => row >= 0);
      else {
        const counted = program.events.get(link.to)?.index;
        for (let row = 0; row < store.length; row += 1) if (store.types[row] === counted) yield row;
      }
    }
  }
}
