import { isType } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import type { Rule, Step } from "../ruleset/resolved.ts";
import { dayText } from "../values/day.ts";
import type { Exact } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, quotedList } from "../values/phrase.ts";
import {
  type Assignment,
  assignments,
  constantsIn,
  fieldsIn,
  pointsAround,
  underAssignment,
} from "./assignments.ts";
import type { DiagnosticContext, Variant } from "./context.ts";
import { partsIn, textOf } from "./context.ts";
import { type Diagnostic, diagnostic, type Observation, type Witness } from "./diagnostic.ts";
import { type Draft, sourceOf, triedPeriod } from "./events.ts";
import { findWitness } from "./trials.ts";
import { Values } from "./value-analysis.ts";
import { point, type Range } from "./value-range.ts";

/** Rules that divide the values of one number or day among themselves. */
interface Division {
  readonly rules: readonly Rule[];
  /** What they compare: a value of the event, or one value of a list. */
  readonly field: Expression;
  /** The attribute that has it. */
  readonly attribute: string;
  readonly isListed: boolean;
}

/** Values of a number or a day that two rules count twice, or that lie in a gap between them. */
export function diagnoseConditions(context: DiagnosticContext): Diagnostic[] {
  const [variant] = context.variants;
  const values = new Values(variant);
  return divisions(variant).flatMap((division) => {
    const found = lookAt(context, variant, values, division);
    return found.filter(({ code }) => context.wants(code));
  });
}

function divisions({ loaded }: Variant): Division[] {
  const groups = new Map<string, Division & { rules: Rule[] }>();
  for (const rule of loaded.resolved.rules) {
    if (rule.when === undefined || rule.entries !== undefined) continue;
    const measured = [...fieldsIn([rule.when]), ...eachIn(rule.when)].filter(({ type }) =>
      isType(type, "linear"),
    );
    const [field] = measured;
    if (field === undefined || measured.length > 1) continue;
    const isListed = field.kind === "each";
    const holder = isListed ? rule.each : field;
    if (holder?.kind !== "field" || holder.link !== undefined) continue;
    const of = [rule.for, rule.each].map((one) => (one === undefined ? "" : textOf(one)));
    const key = JSON.stringify([rule.events, rule.to, of, textOf(field)]);
    const group = groups.get(key);
    const attribute = holder.name;
    if (group === undefined) groups.set(key, { rules: [rule], field, attribute, isListed });
    else group.rules.push(rule);
  }
  return [...groups.values()].filter(({ rules }) => rules.length > 1);
}

/** The value of a list that a condition asks about. */
function eachIn(condition: Expression): Expression[] {
  const read = partsIn([condition]).find((part) => part.kind === "each" && part.name === "value");
  return read === undefined ? [] : [read];
}

function lookAt(
  context: DiagnosticContext,
  variant: Variant,
  values: Values,
  division: Division,
): Diagnostic[] {
  const { rules, field, attribute } = division;
  const conditions = rules.flatMap(({ when }) => when ?? []);
  const number = isWhole(variant, attribute) ? "whole" : "any";
  const grain = field.type.kind === "day" ? "day" : number;
  const points = pointsAround(values, constantsIn(values, conditions), grain);
  const others = fieldsIn(conditions).filter((one) => textOf(one) !== textOf(field));
  const found = new Map<string, Diagnostic>();
  for (const assignment of assignments(others, new Map(), values)) {
    const held = points.map((value) => rulesAt(values, division, assignment, value));
    for (const [index, here] of held.entries()) {
      const value = points[index];
      if (value === undefined) continue;
      const [before, after] = [held.slice(0, index).reverse(), held.slice(index + 1)].map(
        (list) => list.find(hasAny) ?? [],
      );
      const isInside = hasAny(before ?? []) && hasAny(after ?? []);
      const isOverlap = here.length > 1 && !isResolved(variant, here);
      const around = isOverlap
        ? here
        : here.length === 0 && isInside
          ? [...new Set([...(before ?? []), ...(after ?? [])])]
          : [];
      if (around.length < 2) continue;
      const one = told(context, variant, division, around, value, isOverlap);
      const key = `${one.code} ${around.map(({ id }) => id).join()}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}

const hasAny = (rules: readonly Rule[]): boolean => rules.length > 0;

function isWhole({ loaded }: Variant, attribute: string): boolean {
  return [...loaded.resolved.events.values()].some(({ attributes }) =>
    attributes.some(({ name, whole }) => name === attribute && whole),
  );
}

/** The rules that certainly hold at a value; none where one of them is uncertain. */
function rulesAt(
  values: Values,
  { rules, field }: Division,
  assignment: Assignment,
  value: Exact,
): Rule[] {
  const others = underAssignment(assignment);
  const assigned = (part: Expression): Range | undefined =>
    textOf(part) === textOf(field) ? point(value) : others(part);
  // A field with a value is present.
  const known = (part: Expression): Range | undefined =>
    part.kind === "operation" &&
    part.operator === "has" &&
    part.operands.some((one) => textOf(one) === textOf(field))
      ? { kind: "truth", yes: true, no: false }
      : assigned(part);
  return rules.filter(({ when }) => {
    const range = when === undefined ? undefined : values.of(when, known);
    return range?.kind === "truth" && range.yes && !range.no;
  });
}

/** Does a step of the account keep only one of them? */
function isResolved({ loaded }: Variant, rules: readonly Rule[]): boolean {
  const accounts = new Set(rules.flatMap(({ to }) => to));
  return loaded.resolved.nodes.some(
    (node) =>
      node.kind === "account" &&
      accounts.has(node.id) &&
      node.steps.some((step) => dispatch(chooses, step)),
  );
}

/** Does a step leave fewer than all of several? */
const chooses: ByKind<Step, [], boolean> = {
  keep: ({ keep }) => keep !== "all",
  reduce: ({ reduction }) => reduction !== "sum",
  map: () => false,
};

function told(
  context: DiagnosticContext,
  variant: Variant,
  { rules, field, attribute: name, isListed }: Division,
  around: readonly Rule[],
  value: Exact,
  isOverlap: boolean,
): Diagnostic {
  const isDay = field.type.kind === "day";
  const text = isDay ? dayText(Number(value)) : variant.loaded.program.arithmetic.text(value);
  const names = quotedList(around.map(({ id }) => id));
  const [code, observation]: [Diagnostic["code"], Observation] = isOverlap
    ? [
        isDay ? "date-overlap" : "condition-overlap",
        { kind: "together", rules: around.map(({ id }) => id) },
      ]
    : [
        isDay ? "date-gap" : "condition-gap",
        { kind: "silent", type: rules[0]?.events[0] ?? "", rules: around.map(({ id }) => id) },
      ];
  const last = around.at(-1) ?? around[0];
  return diagnostic(
    code,
    context.placeOfRule(last?.id ?? ""),
    around.flatMap(({ clauses }) => clauses),
    {
      name: isDay && !isOverlap ? both(`rules ${names.en}`, `规则${names.zh}`) : names,
      other: name,
      value: text,
    },
    shownAt(context, variant, around, { [name]: isListed ? [text] : text }, observation),
  );
}

/** An event of the rules' type with the given value. */
function shownAt(
  context: DiagnosticContext,
  variant: Variant,
  rules: readonly Rule[],
  asked: Draft,
  observation: Observation,
): Witness | undefined {
  const source = sourceOf(variant);
  const type = source.types().find(({ id }) => id === rules[0]?.events[0]);
  const drafts = type === undefined ? [] : source.variants(type);
  const { en, zh } = quotedList(rules.map(({ id }) => id));
  for (const draft of drafts.slice(0, 60)) {
    const event = { id: "e1", at: `${triedPeriod}-02-14`, ...draft, ...asked };
    const shown = findWitness(context, variant, source.roster, [event], observation, () =>
      observation.kind === "together"
        ? both(`${en} all fire on one event`, `${zh}均对同一事件触发`)
        : both(`none of ${en} fires on the event`, `${zh}均未对该事件触发`),
    );
    if (shown !== undefined) return shown;
  }
  return undefined;
}
