import type { NotRankedSubject, Standing } from "../document/result.ts";
import type { ProgramRanking } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import { markText, type Place, shownPlace, unplaced } from "./rank.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

/** The rankings that are published, in the order of the document. */
function publishedOf({ world }: Run): ProgramRanking[] {
  const { nodes, slots, resolved } = world.program;
  return resolved.nodeOrder
    .flatMap((name) => nodes[slots.nodes.get(name)?.index ?? -1] ?? [])
    .filter((node): node is ProgramRanking => node.node.kind === "ranking")
    .filter(({ node }) => node.published);
}

/** The tables of places: by ranking, key and cohort, and in each by place. */
export function standingsOf(run: Run): Standing[] {
  const { world, places } = run;
  return publishedOf(run).flatMap((ranking) => {
    const ordered = [...(places.get(ranking.index) ?? [])].sort(
      (a, b) =>
        compareTables(world, ranking, a, b) || a.first - b.first || compareOwners(world, a, b),
    );
    return ordered.map((place) => standing(world, ranking, place));
  });
}

/** The subjects without a place, in the order of the tables. */
export function notRankedOf(run: Run): NotRankedSubject[] {
  const { world } = run;
  return publishedOf(run).flatMap((ranking) => {
    const ordered = unplaced(world, ranking).sort(
      (a, b) => compareTables(world, ranking, a, b) || compareOwners(world, a, b),
    );
    return ordered.map((one): NotRankedSubject => {
      const { key, cohort } = tableOf(world, ranking, one);
      const { ids, kinds, names } = world.subjects;
      return {
        ranking: ranking.node.id,
        ...(key === undefined ? {} : { key }),
        cohort,
        subject: ids[one.owner]!,
        subjectKind: kinds[one.owner]!,
        name: names[one.owner]!,
        ...(one.missing === undefined
          ? { reason: "excluded" }
          : { reason: "no-value", criterion: one.missing.at, state: one.missing.missing.state }),
      };
    });
  });
}

type Owned = Pick<Place, "owner" | "key" | "cohort">;

function compareOwners(world: World, a: Owned, b: Owned): number {
  return world.idOrder[a.owner]! - world.idOrder[b.owner]!;
}

/** By key, then by cohort: categories as declared, numbers by size, other attributes by text, absent ones last. */
function compareTables(world: World, ranking: ProgramRanking, a: Owned, b: Owned): number {
  const byKey = world.compareKeys(ranking.keys, a.key, b.key);
  if (byKey !== 0) return byKey;
  for (const [index, name] of ranking.node.within.entries()) {
    const [x, y] = [a.cohort[index]!, b.cohort[index]!];
    if (isMissing(x) || isMissing(y)) {
      if (isMissing(x) !== isMissing(y)) return isMissing(x) ? 1 : -1;
      continue;
    }
    const order = world.compareKeyParts(world.subjectFieldType(name, a.owner), x, y);
    if (order !== 0) return order;
  }
  return 0;
}

/** The name of a subject's table in a ranking. */
function tableOf(world: World, { node, keys }: ProgramRanking, { owner, key, cohort }: Owned) {
  const parts = cohort.map((value, index) => {
    if (isMissing(value)) return "";
    return world.partText(world.subjectFieldType(node.within[index]!, owner), value);
  });
  return {
    key: keys.length === 0 ? undefined : world.keyName(keys, key),
    cohort: node.within.length === 0 ? "all" : parts.join(" "),
  };
}

function standing(world: World, ranking: ProgramRanking, place: Place): Standing {
  const { subjects } = world;
  const { owner } = place;
  const [score = "", ...tieBreaks] = ranking.by.map(({ criterion }, at) =>
    markText(world, criterion.type, place.asked[at]),
  );
  const { key, cohort } = tableOf(world, ranking, place);
  const [rank, subject, name] = [
    shownPlace(ranking, place),
    subjects.ids[owner]!,
    subjects.names[owner]!,
  ];
  const subjectKind = subjects.kinds[owner]!;
  const id = ranking.node.id;
  const isOver = world.isKeyOver(ranking, place.key);
  // Most have neither: an object whose keys are known is made far faster than one that is put together.
  if (key === undefined && tieBreaks.length === 0 && isOver)
    return { ranking: id, cohort, rank, subject, subjectKind, name, score };
  return {
    ranking: id,
    ...(key === undefined ? {} : { key }),
    ...{ cohort, rank, subject, subjectKind, name, score },
    ...(tieBreaks.length > 0 ? { tieBreaks } : {}),
    ...(isOver ? {} : { provisional: true as const }),
  };
}
