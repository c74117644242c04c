import type { Run } from "../engine/run.ts";
import type { ProgramRanking } from "../program/program.ts";
import { UsageError } from "../values/usage.ts";
import { unknownName } from "./subject.ts";

/** The rankings of some kinds of subject, in the order of the document. */
function rankingsFor({ world }: Run, kinds: readonly string[]): ProgramRanking[] {
  const { nodes, slots, resolved } = world.program;
  return resolved.nodeOrder
    .flatMap((name) => nodes[slots.nodes.get(name)?.index ?? -1] ?? [])
    .filter((node): node is ProgramRanking => node.node.kind === "ranking")
    .filter(({ node }) => node.kinds.some((kind) => kinds.includes(kind)));
}

/** The rankings that an explanation tells of a subject: the one that is asked for, or all that are published. */
export function rankingsTold(run: Run, owner: number, asked: string | undefined): ProgramRanking[] {
  const kind = run.world.subjects.kinds[owner] ?? "";
  return asked === undefined
    ? rankingsFor(run, [kind]).filter(({ node }) => node.published)
    : [rankingAsked(run, asked, [kind])];
}

/** The ranking of that id. */
export function rankingAsked(run: Run, asked: string, kinds: readonly string[]): ProgramRanking {
  const rankings = rankingsFor(run, kinds);
  const found = rankings.find(({ node }) => node.id === asked);
  if (found !== undefined) return found;
  throw unknownName(
    { en: "ranking", zh: "排名" },
    asked,
    rankings.map(({ node }) => node.id),
  );
}

/** The ranking that is meant where none is named: `final`, or the first that is published. */
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
