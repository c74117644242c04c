import type { Json } from "../document/ruleset.ts";
import { isPart } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import { type LoadedRuleset, type RulesetLoader, rulesetLoader } from "../program/load.ts";
import type { Bases } from "../ruleset/extend.ts";
import { originalPointer } from "../ruleset/readings.ts";
import type { Node, Rule } from "../ruleset/resolved.ts";
import type { Functions } from "../values/code.ts";
import { invariant, pointerTo } from "../values/issue.ts";
import type { DiagnosticCode } from "./diagnostic.ts";

/** A ruleset under one choice of interpretations. */
export interface Variant {
  readonly loaded: LoadedRuleset;
  readonly interpretations: Readonly<Record<string, string>>;
}

/** The context of all diagnostics: the document, and the ruleset in each of its variants. */
export interface DiagnosticContext {
  readonly json: Json;
  readonly load: RulesetLoader;
  /** The ruleset under its default interpretations, then with each other option by itself. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** Values for parameters without a value: 1 each. */
  readonly supplied: Readonly<Record<string, string>>;
  /** The maximum number of events to try. */
  readonly budget: number;
  readonly wants: (code: DiagnosticCode) => boolean;
  /** The place of a part in the original document. */
  readonly place: (...keys: readonly (string | number)[]) => string;
  readonly placeOfRule: (id: string) => string;
  readonly placeOfNode: (node: Pick<Node, "kind" | "id">) => string;
}

/** Loads a document in every variant. */
export function contextOf(
  document: unknown,
  budget: number,
  wants: (code: DiagnosticCode) => boolean,
  bases?: Bases,
  functions?: Functions,
): DiagnosticContext {
  const load = rulesetLoader(document, bases, functions);
  const bare = load({}).resolved;
  const supplied = Object.fromEntries(
    [...bare.parameters.values()]
      .filter(({ value }) => value === undefined)
      .map(({ name }) => [name, "1"]),
  );
  const under = (interpretations: Readonly<Record<string, string>>): Variant => ({
    loaded: load({ parameters: supplied, interpretations }),
    interpretations,
  });
  const others = [...bare.interpretations.values()].flatMap(({ id, options, default: usual }) =>
    [...options.keys()]
      .filter((option) => option !== usual)
      .map((option) => under({ [id]: option })),
  );
  const parsed = load.ruleset;
  const chosen = parsed.under(parsed.defaults).value;
  invariant(chosen !== undefined, "a document that loads has its shape");
  const place = (...keys: readonly (string | number)[]): string =>
    originalPointer(parsed.json, parsed.defaults, pointerTo("", ...keys));
  return {
    json: parsed.json,
    load,
    variants: [under({}), ...others],
    supplied,
    budget,
    wants,
    place,
    placeOfRule: (id) => {
      const index = chosen.rules.findIndex((rule) => rule.id === id);
      return index < 0 ? "/rules" : place("rules", index);
    },
    placeOfNode: ({ kind, id }) => place(`${kind}s`, id),
  };
}

/**
 * All expressions in a part of a resolved ruleset, wherever they are. It goes by their shape, not by a list of
 * keys, so that new parts of the language are covered without being listed here.
 */
export function expressionsIn(part: unknown): Expression[] {
  if (part instanceof Map) return [...part.values()].flatMap(expressionsIn);
  if (Array.isArray(part)) return part.flatMap(expressionsIn);
  if (typeof part !== "object" || part === null) return [];
  if ("operands" in part && "kind" in part && "type" in part) return [part as Expression];
  return Object.values(part).flatMap(expressionsIn);
}

/** All parts of all expressions in a part of a resolved ruleset. */
export function partsIn(part: unknown): Expression[] {
  const found: Expression[] = [];
  const see = (expression: Expression): void => {
    found.push(expression);
    for (const operand of expression.operands) see(operand);
  };
  for (const expression of expressionsIn(part)) see(expression);
  return found;
}

/** One text for equal expressions. */
export function textOf(expression: Expression): string {
  const known = texts.get(expression);
  if (known !== undefined) return known;
  const { type: _type, operands, optional: _optional, fraction: _fraction, ...own } = expression;
  const text = `${JSON.stringify(own)}(${operands.map(textOf).join()})`;
  texts.set(expression, text);
  return text;
}
const texts = new WeakMap<Expression, string>();

/** The clauses of an expression's parameters and cells; else those of the part that contains it. */
export function clausesBehind(
  { loaded }: Variant,
  part: unknown,
  otherwise: readonly string[],
): readonly string[] {
  const { parameters, tables } = loaded.resolved;
  const cited = partsIn(part).flatMap((one) => {
    if (one.kind === "parameter") return parameters.get(one.name)?.clauses ?? [];
    if (!isPart(one, "cells")) return [];
    return (tables.get(one.name)?.cells ?? []).flatMap(({ clauses }) => clauses);
  });
  return cited.length === 0 ? otherwise : [...new Set(cited)];
}

/** The rules that credit an account. */
export function rulesTo({ loaded }: Variant, account: string): readonly Rule[] {
  return loaded.resolved.rules.filter(({ to }) => to.includes(account));
}
