import { numberText } from "../../engine/ledger.ts";
import { reduce } from "../../engine/reduce.ts";
import { type Cite, citations } from "../../program/slots.ts";
import { isMissing, type Value } from "../../program/value.ts";
import { dayText } from "../../values/day.ts";
import type { AmountShare, EntryPart, RuleShare } from "../model/explanation.ts";
import type { Citation, Formula } from "../model/shown.ts";
import type { Context } from "./context.ts";

/** Entries that one rule wrote in one way. */
interface Alike {
  readonly formula: Formula;
  readonly clauses: readonly Citation[];
  readonly entries: number[];
}

/** The entries by rule, in the order of the regulation; entries with equal derivations are grouped. */
export function ruleShares(
  context: Context,
  entries: readonly number[],
  dropped: ReadonlyMap<number, number>,
): RuleShare[] {
  const { world } = context.names;
  const byRule = new Map<number, number[]>();
  for (const entry of entries) {
    const rule = world.entries.rules[entry] ?? -1;
    const list = byRule.get(rule);
    if (list === undefined) byRule.set(rule, [entry]);
    else list.push(entry);
  }
  return [...byRule]
    .sort(([a], [b]) => a - b)
    .flatMap(([rule, list]) => ruleShare(context, rule, list, dropped));
}

function ruleShare(
  context: Context,
  index: number,
  entries: readonly number[],
  dropped: ReadonlyMap<number, number>,
): RuleShare[] {
  const { names, formulas, view } = context;
  const { program } = names.world;
  const rule = program.rules[index]?.rule;
  if (rule === undefined) return [];
  const cite = citations(rule.amount, program.slots, program.resolved);
  const alike = new Map<string, Alike>();
  for (const entry of entries) {
    view.atEntry(entry);
    const amount = names.world.entries.amounts[entry] ?? 0;
    const { en, zh } = formulas.filled(rule.amount);
    const key = `${numberText(names.world, amount)}\n${en}\n${zh}`;
    const group = alike.get(key);
    if (group !== undefined) group.entries.push(entry);
    else {
      const clauses = clausesOf(cite, context, rule.clauses);
      alike.set(key, { formula: formulas.of(rule.amount), clauses, entries: [entry] });
    }
  }
  return [
    {
      rule: rule.id,
      label: rule.label,
      clauses: names.cite(rule.clauses),
      count: entries.length,
      ...sumOf(context, entries),
      shares: [...alike.values()].map((group) => amountShare(context, group, dropped)),
    },
  ];
}

/** The clauses of what the amount was read from; the rule's own if that names none. */
function clausesOf(cite: Cite, { names, view }: Context, own: readonly string[]): Citation[] {
  const cited = cite(view.frame);
  return names.cite(cited.length > 0 ? cited : own);
}

function sumOf({ names }: Context, entries: readonly number[]): { readonly sum?: string } {
  const { world } = names;
  const amounts = entries.map((entry): Value => world.entries.amounts[entry] ?? 0);
  const sum = reduce("sum", amounts, world.program.arithmetic) ?? 0;
  return isMissing(sum) ? {} : { sum: numberText(world, sum) };
}

function amountShare(
  context: Context,
  { formula, clauses, entries }: Alike,
  dropped: ReadonlyMap<number, number>,
): AmountShare {
  const parts = entries.map((entry) => entryPart(context, entry, clauses, dropped.get(entry)));
  const amount = parts[0]?.amount;
  return {
    ...(amount === undefined ? {} : { amount }),
    count: entries.length,
    ...sumOf(context, entries),
    formula,
    clauses,
    entries: parts,
  };
}

function entryPart(
  { names }: Context,
  entry: number,
  clauses: readonly Citation[],
  step: number | undefined,
): EntryPart {
  const { entries, store, program } = names.world;
  const row = entries.rows[entry] ?? -1;
  const amount = entries.amounts[entry] ?? 0;
  const item = store.value(program.slots.attributes.get("item") ?? -1, row);
  const origin = store.subjects[row] ?? -1;
  const position = entries.positions[entry] ?? 0;
  return {
    event: store.ids.at(row) ?? "",
    type: names.eventType(row),
    day: dayText(entries.days[entry] ?? 0),
    ...(item === undefined ? {} : { item: String(item) }),
    ...(position === 0 ? {} : { position }),
    ...(origin < 0 || origin === entries.owners[entry] ? {} : { origin: names.subject(origin) }),
    ...(isMissing(amount)
      ? { gap: names.gap(amount) }
      : { amount: numberText(names.world, amount) }),
    clauses,
    ...(step === undefined ? {} : { dropped: step }),
  };
}
