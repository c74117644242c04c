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
      const { subject, subjectKind, name, ...table } = placed(world, ranking, one);
      return {
        ...{ ...table, subject, subjectKind, name },
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

/** The ranked subjects, by table. */
function placed(world: World, ranking: ProgramRanking, { owner, key, cohort }: Owned) {
  const { subjects } = world;
  const parts = cohort.map((value, index) => {
    if (isMissing(value)) return "";
    return world.partText(world.subjectFieldType(ranking.node.within[index]!, owner), value);
  });
  return {
    ranking: ranking.node.id,
    ...(ranking.keys.length === 0 ? {} : { key: world.keyName(ranking.keys, key) }),
    cohort: ranking.node.within.length === 0 ? "all" : parts.join(" "),
    subject: subjects.ids[owner]!,
    subjectKind: subjects.kinds[owner]!,
    name: subjects.names[owner]!,
  };
}

function standing(world: World, ranking: ProgramRanking, place: Place): Standing {
  const [score, ...tieBreaks] = ranking.by.map(({ criterion }, at) =>
    markText(world, criterion.type, place.asked[at]),
  );
  const { ranking: id, key, cohort, ...subject } = placed(world, ranking, place);
  return {
    ranking: id,
    ...(key === undefined ? {} : { key }),
    ...{ cohort, rank: shownPlace(ranking, place), ...subject, score: score ?? "" },
    ...(tieBreaks.length > 0 ? { tieBreaks } : {}),
    ...(world.isKeyOver(ranking, place.key) ? {} : { provisional: true as const }),
  };
}
