import type { Fact, Result } from "../document/result.ts";
import { type Expression, partsOf } from "../expression/tree.ts";
import { isNode } from "../ruleset/node-traits.ts";
import { nodeOfCriterion, valuesOf } from "../ruleset/order.ts";
import type { Node, Ranking, ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Language, Text } from "../values/text.ts";
import { say, sentences, words } from "./words.ts";

/** What things are called in one language. */
export class Names {
  private readonly subjects: ReadonlyMap<string, string>;
  private readonly nodes: ReadonlyMap<string, Node>;

  constructor(
    readonly ruleset: ResolvedRuleset,
    result: Result,
    readonly language: Language,
  ) {
    this.subjects = new Map(result.subjects.map(({ kind, id, name }) => [`${kind}\n${id}`, name]));
    this.nodes = new Map(ruleset.nodes.map((node) => [node.name, node]));
  }

  subject(kind: string, id: string): string {
    return this.subjects.get(`${kind}\n${id}`) ?? id;
  }

  /** A name, with the id where that says more. */
  subjectWithId(kind: string, id: string): string {
    const name = this.subject(kind, id);
    return name === id ? id : `${name} (${id})`;
  }

  kind(id: string): string {
    const kind = this.ruleset.kinds.get(id);
    return kind === undefined ? id : kind.label[this.language];
  }

  category(kind: string, id: string | undefined): string {
    if (id === undefined) return "";
    return this.ruleset.kinds.get(kind)?.categories.get(id)?.[this.language] ?? id;
  }

  node(name: string): string {
    const node = this.nodes.get(name);
    return node === undefined ? name : say(node.label, this.language);
  }

  nodeOf(kind: Node["kind"], id: string): Node | undefined {
    return this.nodes.get(`${kind}:${id}`);
  }

  /** Clauses with their place in the source. */
  clauses(ids: readonly string[]): string {
    return ids.map((id) => `${id} ${this.ruleset.clauses.get(id)?.place ?? ""}`.trim()).join(", ");
  }

  /** A value of a listed type by its label: a grade's name. */
  listed(value: string): string {
    for (const names of this.ruleset.enums.values()) {
      const found = names.get(value);
      if (found !== undefined) return found[this.language];
    }
    return value;
  }

  /** A key with the labels of its parts. */
  key(text: string): string {
    return text
      .split("|")
      .map((part) => this.listed(part))
      .join(", ");
  }

  unit(node: Node | undefined): string {
    return node?.unit === undefined ? "" : ` ${say(node.unit, this.language)}`;
  }

  fact({ of, value, comparison, against, holds }: Fact): string {
    const label = this.node(of);
    if (comparison === undefined || against === undefined || value in states) {
      return `${label}: ${this.state(value)}`;
    }
    const sign = signs[comparison] ?? comparison;
    if (holds) return `${label} ${value} ${sign} ${against}`;
    return `${label} ${say(sentences.needed(value, sign, against), this.language)}`;
  }

  /** What became of an outcome; a grade by its label. */
  state(value: string): string {
    const state = states[value];
    return state === undefined ? this.listed(value) : say(state, this.language);
  }
}

const states: Readonly<Record<string, Text>> = {
  met: words.met,
  missed: words.missed,
  pending: words.pending,
  given: words.given,
  "not-given": words.notGiven,
  "not-applicable": words.notApplicable,
};

const signs: Readonly<Record<string, string>> = { ">=": "≥", "<=": "≤", "!=": "≠", "==": "=" };

/** The values beneath a score: what the expression that ranks is made of. */
export function beneath(ruleset: ResolvedRuleset, ranking: Ranking): readonly Node[] {
  const byName = new Map(ruleset.nodes.map((node) => [node.name, node]));
  const names = ranking.keys.map(({ name }) => name).join(" ");
  const hasKeys = (keys: Node["keys"]): boolean =>
    keys.length === 0 || keys.map(({ name }) => name).join(" ") === names;
  const readBy = (expressions: readonly Expression[]): Node[] => {
    const read = expressions.flatMap((one) => partsOf(one, "node").map(({ node }) => node));
    return [...new Set(read)]
      .flatMap((name) => byName.get(name) ?? [])
      .filter((node) => isNode(node, "made-up") && hasKeys(node.keys))
      .filter(({ kinds }) => kinds.some((kind) => ranking.kinds.includes(kind)));
  };
  const ranked = readBy(valuesOf(ranking));
  const shown = ranking.by.length > 1 ? [...ranked] : [];
  let measures = ranked.filter((node) => node.kind === "measure");
  // A measure that only passes another on has the same value: what that is made of says more.
  for (let depth = 0; depth < deepest && measures.length > 0; depth += 1) {
    const parts = readBy(measures.map(({ value }) => value));
    if (measures.some(({ value }) => value.kind !== "node")) shown.push(...parts);
    measures = parts.length === 1 ? parts.filter((node) => node.kind === "measure") : [];
  }
  // What is ranked by has its own column.
  const first = nodeOfCriterion(ranking.by[0]);
  return [...new Set(shown)].filter(({ name }) => name !== first).slice(0, mostColumns);
}

const deepest = 4;
const mostColumns = 8;
