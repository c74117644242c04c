import type { Result } from "../document/result.ts";
import type { FactPart } from "../explain/model/explanation.ts";
import { isSame, limitWords } from "../explain/prose/terms.ts";
import { type Expression, partsOf } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import { isNode } from "../ruleset/node-traits.ts";
import { nodeOfCriterion, valuesOf } from "../ruleset/order.ts";
import type { Node, Ranking, ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Language, Text } from "../values/text.ts";
import { say, sentences, words } from "./words.ts";

/** The names of things in one language. */
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

  /** A name, with the id if it differs. */
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

  /** A value of a listed type by its label. */
  private listed(type: ValueType | undefined, value: string): string {
    if (type?.kind !== "enum") return value;
    const kind = type.name.replace(/\.category$/, "");
    const label = this.ruleset.enums.get(type.name) ?? this.ruleset.kinds.get(kind)?.categories;
    return label?.get(value)?.[this.language] ?? value;
  }

  /** The value of an outcome; a grade by its label. */
  result(outcome: Node | undefined, value: string): string {
    return this.listed(outcome?.kind === "outcome" ? outcome.value?.type : undefined, value);
  }

  /** A key with the labels of its parts. */
  key(node: Node | undefined, text = ""): string {
    return text
      .split("|")
      .map((part, at) => this.listed(node?.keys[at]?.type, part))
      .join(" / ");
  }

  /** A parameter by its label, with its id and clauses. */
  parameter(id: string, clauses: readonly string[]): string {
    const label = this.ruleset.parameters.get(id)?.label;
    const cited = clauses.join(", ");
    return label === undefined ? `${id} (${cited})` : `${label[this.language]} (${id}; ${cited})`;
  }

  unit(node: Node | undefined): string {
    return node?.unit === undefined ? "" : ` ${say(node.unit, this.language)}`;
  }

  /** A fact that decided an outcome; for a missed target, with what was needed. */
  fact(fact: FactPart, state: string): string {
    const { formula, value, comparison, against, holds } = fact;
    const text = value.text[this.language];
    const label = formula.words[this.language];
    if (comparison === undefined || against === undefined) {
      if (fact.denied !== undefined) return fact.denied[this.language];
      const isValue = fact.keys !== undefined || formula.plain !== undefined || !holds;
      return isValue ? this.valued(label, text) : formula.filled[this.language];
    }
    const limit = against.value.text[this.language];
    const isNumber = /^-?\d/.test(value.value);
    if ((comparison === "==" || comparison === "!=") && !isNumber) return this.valued(label, text);
    const name = formula.plain === undefined ? `${formula.filled[this.language]} =` : label;
    if (!holds && state === "missed")
      return say(sentences.needed(name, text, limitWords(comparison, limit)), this.language);
    const isExact = formula.plain !== undefined && text === limit && isSame(comparison, holds);
    return say(
      sentences.compared(name, text, limitWords(comparison, limit, holds), isExact),
      this.language,
    );
  }

  private valued(label: string, value: string): string {
    return say(sentences.valued(label, value), this.language);
  }

  /** The state of an outcome. */
  state(value: string): string {
    const state = states[value];
    return state === undefined ? value : say(state, this.language);
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

/** The values that make up a score: what its expression reads. */
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
  // A measure that only reads another has the same value, so the parts of the other say more.
  for (let depth = 0; depth < deepest && measures.length > 0; depth += 1) {
    const parts = readBy(measures.map(({ value }) => value));
    if (measures.some(({ value }) => value.kind !== "node")) shown.push(...parts);
    measures = parts.length === 1 ? parts.filter((node) => node.kind === "measure") : [];
  }
  // The value that ranks has its own column.
  const first = nodeOfCriterion(ranking.by[0]);
  return [...new Set(shown)].filter(({ name }) => name !== first).slice(0, mostColumns);
}

const deepest = 4;
const mostColumns = 8;
