import { formula } from "../expression/formula.ts";
import type { OperatorName } from "../expression/operators.ts";
import { isPart } from "../expression/traits.ts";
import { type Expression, visit } from "../expression/tree.ts";
import type { Attribute, ResolvedRuleset } from "../ruleset/resolved.ts";
import * as cites from "./cite.ts";
import * as evaluators from "./evaluate.ts";
import { quoted } from "./literal.ts";
import * as operators from "./operations.ts";
import { citations, type Slots } from "./slots.ts";

/** The functions of `jifen/runtime` by their names. */
const names = new Map<unknown, string>(
  [cites, evaluators, operators].flatMap((part) =>
    Object.entries(part).map(([name, value]) => [value, name] as const),
  ),
);

/** Collects what the expressions of a ruleset need at run time, and writes it as JavaScript. */
export class MeansSource {
  private readonly kinds = new Set<Expression["kind"]>();
  private readonly operators = new Set<OperatorName>();
  private readonly citing = new Set<Expression["kind"]>();
  private readonly stated = new Set<Expression>();

  /** A single expression whose function is composed; its operands are seen by themselves. */
  composes(expression: Expression): void {
    this.kinds.add(expression.kind);
    if (expression.kind === "operation") this.operators.add(expression.operator);
  }

  /** What results evaluate besides the program itself: bounds of attributes, citations of amounts, and reasons. */
  results(resolved: ResolvedRuleset, slots: Slots): void {
    const whole = (expression: Expression | undefined): void => {
      if (expression !== undefined) visit(expression, (part) => this.composes(part));
    };
    const bounds = ({ min, max }: Attribute): void => [min, max].forEach(whole);
    for (const { attributes } of resolved.events.values()) attributes.forEach(bounds);
    for (const { attributes } of resolved.kinds.values()) attributes.forEach(bounds);
    const generated = (expression: Expression): undefined => whole(expression) as undefined;
    for (const { amount } of resolved.rules) {
      citations(amount, { ...slots, generated }, resolved);
      visit(amount, (part) => {
        const cites = part.kind !== "operation" || part.operator === "if";
        if (cites && slots.means.citing[part.kind] !== undefined) this.citing.add(part.kind);
      });
    }
    for (const node of resolved.nodes) {
      if (node.kind !== "outcome") continue;
      for (const one of [node.when, node.where, node.value]) {
        whole(one);
        if (one !== undefined) for (const part of facts(one)) this.stated.add(part);
      }
    }
  }

  /** The statements that follow the trees: of what reasons may state, the texts and what is constant. */
  statements(tree: (expression: Expression) => string): string[] {
    const stated = [...this.stated];
    const texts = stated.map((one) => `[${tree(one)},${quoted(formula(one))}]`);
    const constants = stated.filter((one) => isPart(one, "constant")).map(tree);
    return [
      `const formulas = new Map([${texts.join(",")}]);`,
      `const constants = new Set([${constants.join(",")}]);`,
    ];
  }

  source({ means }: Slots): string {
    const table = <Key extends string>(
      keys: ReadonlySet<Key>,
      all: { readonly [One in Key]?: unknown },
    ): string =>
      `{${Array.from(keys, (key) => `${quoted(key)}:jifen.${names.get(all[key])}`).join(",")}}`;
    const parts = [
      `kinds:${table(this.kinds, means.kinds)}`,
      `operators:${table(this.operators, means.operators)}`,
      `citing:${table(this.citing, means.citing)}`,
      "formula:(tree) => formulas.get(tree)",
      "isConstant:(tree) => constants.has(tree)",
    ];
    return `{${parts.join(",")}}`;
  }
}

/** The parts of a condition, or of a choice among values, that a reason may state. */
function facts(expression: Expression): readonly Expression[] {
  if (expression.kind !== "operation") return [expression];
  const { operator, operands } = expression;
  if (operator === "and" || operator === "or" || operator === "!") return operands.flatMap(facts);
  if (operator === "if") return [expression, ...operands.flatMap(facts)];
  return [expression, ...operands.slice(0, 1)];
}
