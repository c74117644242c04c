import type { Run } from "../../engine/run.ts";
import type { ProgramRanking } from "../../program/program.ts";
import { type KeyValue, noKey } from "../../program/value.ts";
import { listed, nouns } from "../../values/phrase.ts";
import { UsageError } from "../../values/usage.ts";
import { indexOf } from "../model/run-index.ts";
import { unknownName } from "./subject.ts";

/** The rankings of some kinds of subject, in the order of the document. */
function rankingsFor({ world }: Run, kinds: readonly string[]): ProgramRanking[] {
  const { nodes, slots, resolved } = world.program;
  return resolved.nodeOrder
    .flatMap((name) => nodes[slots.nodes.get(name)?.index ?? -1] ?? [])
    .filter((node): node is ProgramRanking => node.node.kind === "ranking")
    .filter(({ node }) => node.kinds.some((kind) => kinds.includes(kind)));
}

/** The rankings that an explanation covers: the requested one, or all that are published. */
export function rankingsTold(run: Run, owner: number, asked: string | undefined): ProgramRanking[] {
  const kind = run.world.subjects.kinds[owner] ?? "";
  return asked === undefined
    ? rankingsFor(run, [kind]).filter(({ node }) => node.published)
    : [rankingAsked(run, asked, [kind])];
}

/** Throws for a key at which none of these rankings has a place. */
export function demandKey(run: Run, rankings: readonly ProgramRanking[], asked: string): void {
  const keys = rankings.flatMap((ranking) =>
    (run.places.get(ranking.index) ?? []).map(({ key }) => run.world.keyName(ranking.keys, key)),
  );
  if (!keys.includes(asked)) throw unknownName(nouns.key, asked, new Set(keys));
}

/** The keys at which a place is shown: those where the subject has one, or the requested one. */
export function keysTold(
  run: Run,
  ranking: ProgramRanking,
  owner: number,
  asked: string | undefined,
): KeyValue[] {
  if (ranking.keys.length === 0) return [noKey];
  return indexOf(run)
    .placesOf(ranking.index, owner)
    .map(({ key }) => key)
    .filter((key) => asked === undefined || run.world.keyName(ranking.keys, key) === asked);
}

/** The key at which two subjects are compared: it must be named if there are several. */
export function keyCompared(
  { world, places }: Run,
  ranking: ProgramRanking,
  asked: string | undefined,
): KeyValue {
  if (ranking.keys.length === 0) return noKey;
  const keys = new Map(
    (places.get(ranking.index) ?? []).map(({ key }) => [world.keyName(ranking.keys, key), key]),
  );
  const found =
    asked === undefined && keys.size === 1 ? [...keys.values()][0] : keys.get(asked ?? "");
  if (found !== undefined) return found;
  const { en, zh } = ranking.node.label;
  if (asked !== undefined) throw unknownName(nouns.key, asked, [...keys.keys()]);
  const some = [...keys.keys()].slice(0, 6);
  throw new UsageError("unknown-name", {
    en: `${en} has a place for each key: choose one (key): ${some.join(", ")}`,
    zh: `${zh}按多个键排名:请说明是哪一个(“key”):${listed(some).zh}`,
  });
}

/** The ranking of that id. */
export function rankingAsked(run: Run, asked: string, kinds: readonly string[]): ProgramRanking {
  const rankings = rankingsFor(run, kinds);
  const found = rankings.find(({ node }) => node.id === asked);
  if (found !== undefined) return found;
  throw unknownName(
    nouns.ranking,
    asked,
    rankings.map(({ node }) => node.id),
  );
}

/** The default ranking: `final`, or the first that is published. */
export function rankingOf(run: Run, owner: number): ProgramRanking {
  const kind = run.world.subjects.kinds[owner] ?? "";
  const rankings = rankingsFor(run, [kind]);
  const meant =
    rankings.find(({ node }) => node.id === "final") ??
    rankings.find(({ node }) => node.published) ??
    rankings[0];
  if (meant !== undefined) return meant;
  const label = run.world.program.resolved.kinds.get(kind)?.label;
  throw new UsageError("unknown-name", {
    en: `the ruleset has no ranking for this kind of subject: ${label?.en ?? kind}`,
    zh: `规则集没有对“${label?.zh ?? kind}”的排名`,
  });
}
