import type { ExampleDocument } from "../document/ruleset.ts";
import { type NodeKind, type NodeName, nodeName } from "../expression/tree.ts";
import type { Node, Ranking, ResolvedRuleset } from "../ruleset/resolved.ts";
import { didYouMean } from "../values/issue.ts";
import { both, listed, named, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

type Expected = ExampleDocument["expect"];

/** The parts of an expectation that are keyed by node. */
const kinds = {
  accounts: "account",
  measures: "measure",
  runnings: "running",
  states: "running",
  ranks: "ranking",
  outcomes: "outcome",
} as const satisfies Partial<Record<keyof Expected, NodeKind>>;

/** An expectation about something that does not exist. */
export interface Unknown {
  /** Where in `expect`. */
  readonly keys: readonly string[];
  readonly node: NodeName;
  /** What does not exist. */
  readonly what: Text;
  readonly hint: Text | undefined;
}

/** Expectations about nodes and states that the ruleset does not have. */
export function unknownIn({ nodes }: ResolvedRuleset, expect: Expected): Unknown[] {
  const rankings = nodes.filter((node): node is Ranking => node.kind === "ranking");
  const found: Unknown[] = [];
  if (expect.scores !== undefined && !rankings.some(({ id }) => id === "final"))
    found.push({
      keys: ["scores"],
      node: "ranking:final",
      what: named(nouns.ranking, "final"),
      hint: otherScores(rankings),
    });
  for (const [part, kind] of Object.entries(kinds) as [keyof typeof kinds, NodeKind][]) {
    const known = nodes.filter((node) => node.kind === kind).map(({ id }) => id);
    for (const id of Object.keys(expect[part] ?? {})) {
      if (known.includes(id)) continue;
      const what = named(nouns[kind], id);
      found.push({ keys: [part, id], node: nodeName(kind, id), what, hint: didYouMean(id, known) });
    }
  }
  return [...found, ...unknownStates(nodes, expect)];
}

/** The places of other scores: the first criterion of a ranking is its score. */
function otherScores(rankings: readonly Ranking[]): Text {
  const own = both('"scores" are those of that ranking', "“scores”是该排名的得分");
  const some = rankings.map(({ id, by: [first] }) => {
    const by =
      first?.kind === "value" && first.value.kind === "node" ? first.value.node : undefined;
    const [, measure] = by?.startsWith("measure:") === true ? by.split(/:(.*)/s) : [];
    if (measure === undefined) return named(nouns.ranking, id);
    return both(
      `ranking "${id}" ranks by the measure "${measure}"`,
      `排名“${id}”以指标“${measure}”为得分`,
    );
  });
  const rest =
    some.length === 0
      ? both(
          'this ruleset has no ranking: expect "measures" or "accounts"',
          "此处没有排名:请在“measures”或“accounts”中写出预期",
        )
      : both(
          `in this ruleset, ${some.map(({ en }) => en).join(", ")}: expect it in "measures", or name the ranking "final"`,
          `此处${some.map(({ zh }) => zh).join("、")}:请在“measures”中写出预期,或将该排名命名为“final”`,
        );
  return both(`${own.en}; ${rest.en}`, `${own.zh};${rest.zh}`);
}

/** A state that is expected: at a key, or at the end of the walk. */
interface StateExpected {
  readonly key: string | undefined;
  readonly name: string;
  readonly value: unknown;
}

/** The states that are expected of a subject: at the end of the walk by name, else by key and name. */
export function statesExpected(values: Readonly<Record<string, unknown>>): StateExpected[] {
  return Object.entries(values).flatMap(([name, value]): StateExpected[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([state, one]) => ({ key: name, name: state, value: one }))
      : [{ key: undefined, name, value }],
  );
}

function unknownStates(nodes: readonly Node[], expect: Expected): Unknown[] {
  return Object.entries(expect.states ?? {}).flatMap(([id, subjects]) => {
    const running = nodes.find((node) => node.kind === "running" && node.id === id);
    if (running?.kind !== "running") return [];
    const known = running.state.map(({ name }) => name);
    const asked = Object.values(subjects).flatMap((values) => statesExpected(values));
    return [...new Set(asked.map(({ name }) => name))]
      .filter((name) => !known.includes(name))
      .map((name) => {
        const [running, state] = [named(nouns.running, id), named(nouns.state, name)];
        return {
          keys: ["states", id],
          node: nodeName("running", id),
          what: both(`${state.en} of ${running.en}`, `${running.zh}的${state.zh}`),
          hint: didYouMean(name, known) ?? statesOf(known),
        };
      });
  });
}

function statesOf(names: readonly string[]): Text {
  const { en, zh } = listed(names);
  return both(`its states are ${en}`, `其状态有${zh}`);
}
