import type { Expression } from "../expression/tree.ts";
import type { Cell, Rule, Table } from "../ruleset/resolved.ts";
import { dayText, readDay } from "../values/day.ts";
import type { Exact } from "../values/exact.ts";
import { named, nouns } from "../values/phrase.ts";
import type { DiagnosticContext, Variant } from "./context.ts";
import { partsIn, textOf } from "./context.ts";
import { type Diagnostic, diagnostic, type Observation, type Witness } from "./diagnostic.ts";
import { type Draft, sourceOf, written } from "./events.ts";
import { lookupsOf } from "./lookups.ts";
import { findWitness } from "./trials.ts";
import { Values } from "./value-analysis.ts";
import type { Range } from "./value-range.ts";

/** Values below the first bracket, and numbers that fall as the values rise. */
export function diagnoseTables(context: DiagnosticContext): Diagnostic[] {
  const [variant] = context.variants;
  const values = new Values(variant);
  const tables = [...variant.loaded.resolved.tables.values()];
  return [
    ...tables.flatMap((table) => gaps(context, variant, values, table)),
    ...(context.wants("order-inverted")
      ? [
          ...tables.flatMap((table) => inversions(context, variant, values, table)),
          ...ruleInversions(context, variant, values),
        ]
      : []),
  ].filter(({ code }) => context.wants(code));
}

/** A table without a default has no cell below its first bracket. */
function gaps(
  context: DiagnosticContext,
  variant: Variant,
  values: Values,
  table: Table,
): Diagnostic[] {
  if (table.default !== undefined) return [];
  const looks = lookupsOf(variant, values, table.name);
  return table.axes.flatMap((axis, index) => {
    if (axis.kind !== "brackets") return [];
    const [first = ""] = axis.bounds;
    const isDay = isDayAxis(axis) || readDay(first) !== undefined;
    const bound = isDay ? readDay(first) : values.number(first);
    if (bound === undefined) return [];
    const isReached = looks.some((keys) => reachesBelow(values, keys[index], bound, axis.includes));
    if (!isReached) return [];
    const cells = table.cells.filter(({ keys }) => keys[index] === first);
    const code = isDay ? "date-gap" : "bracket-gap";
    if (!context.wants(code)) return [];
    const where = `${axis.includes ? "<" : "≤"} ${isDay ? dayText(bound as number) : first}`;
    return [
      diagnostic(
        code,
        context.place("tables", table.name),
        cells.flatMap(({ clauses }) => clauses),
        isDay
          ? { name: named(nouns.table, table.name), other: "at", value: where }
          : { name: table.name, other: where },
        shownMiss(context, variant, table),
      ),
    ];
  });
}

/** Brackets of days are dated editions. */
function isDayAxis(axis: object): boolean {
  const { type } = axis as { readonly type?: { readonly kind?: string } };
  return type?.kind === "day";
}

function reachesBelow(
  values: Values,
  range: Range | undefined,
  bound: Exact,
  includes: boolean,
): boolean {
  if (range?.kind !== "interval") return false;
  if (range.low === undefined) return true;
  const order = values.ends.arithmetic.compare(range.low, bound);
  return includes ? order < 0 : order <= 0;
}

function shownMiss(
  context: DiagnosticContext,
  variant: Variant,
  table: Table,
): Witness | undefined {
  const source = sourceOf(variant);
  const shownBy = (events: readonly Draft[]): Witness | undefined =>
    findWitness(
      context,
      variant,
      source.roster,
      events,
      { kind: "no-cell", table: table.name },
      () => ({
        en: `table "${table.name}" is looked up with a value for which it has no cell`,
        zh: `查表“${table.name}”时没有对应的格`,
      }),
    );
  // A subject without any events is often below the first bracket.
  return shownBy([]) ?? shownBy(written(source.allVariants()));
}

/** Neighbours along an ordered axis of which the higher has the smaller number. */
function inversions(
  context: DiagnosticContext,
  variant: Variant,
  values: Values,
  table: Table,
): Diagnostic[] {
  if (table.type.kind !== "number") return [];
  const { orderedEnums } = variant.loaded.resolved;
  return table.axes.flatMap((axis, index) => {
    const isLevels =
      axis.kind === "values" && axis.type.kind === "enum" && orderedEnums.has(axis.type.name);
    const listed =
      axis.kind === "brackets"
        ? axis.bounds
        : isLevels && axis.type.kind === "enum"
          ? axis.type.values
          : [];
    return [...slices(table, index)].flatMap(([, cells]) => {
      const sequence = listed.flatMap((key) => cells.find(({ keys }) => keys[index] === key) ?? []);
      const pair = isLevels ? inversion(values, sequence) : turn(values, sequence);
      if (pair === undefined) return [];
      const [lower, higher] = pair;
      const [low, high] = [lower.keys[index] ?? "", higher.keys[index] ?? ""];
      const keys = { name: named(nouns.table, table.name), other: low, value: high };
      const shown = isLevels
        ? shownInversion(context, variant, table, index, [low, high])
        : undefined;
      return [
        diagnostic(
          "order-inverted",
          context.place("tables", table.name, "cells", ...higher.keys),
          [...lower.clauses, ...higher.clauses],
          keys,
          shown,
        ),
      ];
    });
  });
}

/** The cells that differ in one axis alone, slice by slice. */
function slices(table: Table, axis: number): Map<string, Cell[]> {
  const found = new Map<string, Cell[]>();
  for (const cell of table.cells) {
    const text = JSON.stringify(cell.keys.map((key, index) => (index === axis ? "" : key)));
    found.set(text, [...(found.get(text) ?? []), cell]);
  }
  return found;
}

/** The constant value of an expression. */
function numberOf(values: Values, expression: Expression): Exact | undefined {
  const range = values.of(expression);
  if (range.kind !== "interval" || range.low === undefined || range.high === undefined)
    return undefined;
  return values.ends.arithmetic.compare(range.low, range.high) === 0 ? range.low : undefined;
}

/** The first two neighbours of which the second holds less. */
function fall(values: Values, cells: readonly Cell[]): [Cell, Cell] | undefined {
  for (const [index, cell] of cells.entries()) {
    const next = cells[index + 1];
    if (next === undefined) continue;
    const [a, b] = [numberOf(values, cell.value), numberOf(values, next.value)];
    if (a !== undefined && b !== undefined && values.ends.arithmetic.compare(a, b) > 0)
      return [cell, next];
  }
  return undefined;
}

function rise(values: Values, cells: readonly Cell[]): [Cell, Cell] | undefined {
  const pair = fall(values, [...cells].reverse());
  return pair === undefined ? undefined : [pair[1], pair[0]];
}

/** Points rise with the level; deductions fall with it, since a graver level costs more. */
function inversion(values: Values, cells: readonly Cell[]): [Cell, Cell] | undefined {
  const areDeductions = cells.every(({ value }) => isDeduction(values, numberOf(values, value)));
  return areDeductions ? rise(values, cells) : fall(values, cells);
}

/** The same for the amounts of two rules. */
function isInverted(values: Values, lower: Expression, higher: Expression): boolean {
  const [a, b] = [numberOf(values, lower), numberOf(values, higher)];
  if (a === undefined || b === undefined) return false;
  const order = values.ends.arithmetic.compare(a, b);
  return isDeduction(values, a) && isDeduction(values, b) ? order < 0 : order > 0;
}

function isDeduction(values: Values, number: Exact | undefined): boolean {
  return number !== undefined && values.ends.arithmetic.compare(number, 0) <= 0;
}

/** Brackets may fall or rise; doing both is probably a mistake. */
function turn(values: Values, cells: readonly Cell[]): [Cell, Cell] | undefined {
  return rise(values, cells) === undefined ? undefined : fall(values, cells);
}

function shownInversion(
  context: DiagnosticContext,
  variant: Variant,
  table: Table,
  axis: number,
  levels: readonly [string, string],
): Witness | undefined {
  for (const rule of variant.loaded.resolved.rules) {
    const read = partsIn(rule.amount).find(
      (part) => part.kind === "table" && part.name === table.name,
    );
    const field = read?.operands[axis];
    if (field?.kind !== "field" || field.link !== undefined) continue;
    const shown = shownPair(context, variant, [rule, rule], field.name, levels);
    if (shown !== undefined) return shown;
  }
  return undefined;
}

/** Two events of two levels, of which the higher gets less. */
function shownPair(
  context: DiagnosticContext,
  variant: Variant,
  rules: readonly [Rule, Rule],
  field: string,
  levels: readonly [string, string],
): Witness | undefined {
  const source = sourceOf(variant);
  const variants = source
    .types()
    .filter(({ id }) => rules[0].events.includes(id))
    .flatMap((type) => source.variants(type));
  const observation: Observation = {
    kind: "inverted",
    rules: [rules[0].id, rules[1].id],
    field,
    levels,
  };
  return findWitness(
    context,
    variant,
    source.roster,
    written(variants.filter((one) => levels.includes(String(one[field])))),
    observation,
    () => ({
      en: `"${levels[1]}" is worth less than "${levels[0]}"`,
      zh: `“${levels[1]}”的分值低于“${levels[0]}”`,
    }),
  );
}

/** Rules of one event type, each for one level. */
function ruleInversions(
  context: DiagnosticContext,
  variant: Variant,
  values: Values,
): Diagnostic[] {
  const { rules } = variant.loaded.resolved;
  const levels = rules.flatMap((rule) => {
    const level = levelOf(rule);
    return level === undefined ? [] : [{ rule, ...level }];
  });
  const { orderedEnums } = variant.loaded.resolved;
  return levels.flatMap((one) => {
    const { type } = one.field;
    if (type.kind !== "enum" || !orderedEnums.has(type.name)) return [];
    const above = levels.filter(
      (other) =>
        textOf(other.field) === textOf(one.field) &&
        other.rest === one.rest &&
        JSON.stringify([other.rule.events, other.rule.to]) ===
          JSON.stringify([one.rule.events, one.rule.to]) &&
        type.values.indexOf(other.value) > type.values.indexOf(one.value),
    );
    const less = above.find((other) => isInverted(values, one.rule.amount, other.rule.amount));
    if (less === undefined || one.field.kind !== "field") return [];
    const pair = [one.value, less.value] as const;
    return [
      diagnostic(
        "order-inverted",
        context.placeOfRule(less.rule.id),
        [...one.rule.clauses, ...less.rule.clauses],
        { name: named(nouns.rule, less.rule.id), other: one.value, value: less.value },
        shownPair(context, variant, [one.rule, less.rule], one.field.name, pair),
      ),
    ];
  });
}

/** The one level that a rule is for: its condition compares a field with a name. */
function levelOf(
  rule: Rule,
): { readonly field: Expression; readonly value: string; readonly rest: string } | undefined {
  const { when } = rule;
  if (when?.kind !== "operation") return undefined;
  const conditions = when.operator === "and" ? when.operands : [when];
  const names = conditions.filter(
    (one) =>
      one.kind === "operation" &&
      one.operator === "==" &&
      one.operands[0]?.kind === "field" &&
      one.operands[0].type.kind === "enum" &&
      one.operands[0].type.name !== "event type" &&
      one.operands[1]?.kind === "literal",
  );
  const [only] = names;
  if (only === undefined || names.length > 1) return undefined;
  const [field, literal] = only.operands as [Expression, Expression & { value: string }];
  const rest = conditions
    .filter((one) => one !== only)
    .map(textOf)
    .join();
  return { field, value: String(literal.value), rest };
}
