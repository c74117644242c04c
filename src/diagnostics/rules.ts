import type { Run } from "../engine/run.ts";
import type { Expression } from "../expression/tree.ts";
import { withReads } from "../program/needed.ts";
import type { Rule } from "../ruleset/resolved.ts";
import { canEverHold } from "./assignments.ts";
import type { DiagnosticContext, Variant } from "./context.ts";
import { type Diagnostic, diagnostic } from "./diagnostic.ts";
import { Chance, type Draft, type EventSource, sourceOf, triedPeriod, written } from "./events.ts";
import { droppedEntries, entriesOf, findWitness, isLeft, runEvents } from "./trials.ts";
import { Values } from "./value-analysis.ts";

/** What was observed about the rules while events were tried. */
interface Seen {
  /** For each rule that fired, events on which it did, and the variant. */
  readonly fired: Map<string, { readonly variant: Variant; readonly events: readonly Draft[] }>;
  /** Rules with an entry that was kept in its account. */
  readonly left: Set<string>;
  tried: number;
}

const streams = 12;
const streamLength = 40;

/** Rules that never fire, and rules whose every entry is dropped: looked for by trying events. */
export function diagnoseRules(context: DiagnosticContext): Diagnostic[] {
  if (!context.wants("dead-rule") && !context.wants("shadowed-rule")) return [];
  const seen: Seen = { fired: new Map(), left: new Set(), tried: 0 };
  const rules = new Map<string, { rule: Rule; variant: Variant }>();
  for (const variant of context.variants)
    for (const rule of variant.loaded.resolved.rules)
      if (!rules.has(rule.id)) rules.set(rule.id, { rule, variant });
  const open = (): boolean => [...rules.keys()].some((id) => !seen.left.has(id));
  for (const variant of context.variants) {
    if (!open()) break;
    explore(context, variant, seen, open);
  }
  return [...rules.values()].flatMap(({ rule, variant }) => {
    if (!seen.fired.has(rule.id))
      return context.wants("dead-rule") ? [dead(context, rule, seen)] : [];
    if (seen.left.has(rule.id) || !context.wants("shadowed-rule")) return [];
    return shadowed(context, rule, seen.fired.get(rule.id) ?? { variant, events: [] });
  });
}

function explore(
  context: DiagnosticContext,
  variant: Variant,
  seen: Seen,
  open: () => boolean,
): void {
  const source = sourceOf(variant);
  const look = (events: readonly Draft[], alone: boolean): void => {
    if (seen.tried >= context.budget || events.length === 0) return;
    seen.tried += events.length;
    const needed = unsettled(variant, seen);
    const run = runEvents(variant.loaded, source.roster, events, triedPeriod, needed);
    note(run, variant, events, seen, alone);
  };
  const singles = source.allVariants();
  look(written(singles), false);
  for (const type of source.types())
    for (const link of type.links) look(pairs(source, type.id, link.to, link.same), false);
  for (const rule of variant.loaded.resolved.rules)
    for (const type of source.types())
      for (const whom of ["subject", "others"] as const) {
        if (seen.fired.has(rule.id) || !rule.events.includes(type.id)) continue;
        const variants = source.variantsFor(type, conditionsOf(variant, rule), whom);
        look(written(variants), false);
      }
  // What many events together hide may show with one alone.
  for (const [rule, { variant: of, events }] of seen.fired)
    if (!seen.left.has(rule) && of === variant && events.length > 0) look(events, true);
  const chance = new Chance(7);
  for (let stream = 0; stream < streams && open(); stream += 1)
    look(randomStream(singles, chance), false);
}

/** The accounts in which it is yet to be seen whether an entry of some rule is left. */
function unsettled({ loaded: { program } }: Variant, { left }: Seen): ReadonlySet<number> {
  const rules = program.rules.filter(({ rule }) => !left.has(rule.id));
  return withReads(
    program,
    rules.flatMap(({ to }) => to),
  );
}

/** The conditions of a rule, and of those whose entries it fires on. */
function conditionsOf(variant: Variant, { when, entries = [] }: Rule): Expression[] {
  const sources = variant.loaded.resolved.rules.filter(({ id }) => entries.includes(id));
  return [when, ...sources.map((source) => source.when)].filter((one) => one !== undefined);
}

/** Events with another one before and after that a link may find. */
function pairs(
  source: EventSource,
  type: string,
  to: string,
  same: readonly string[],
): readonly Draft[] {
  const find = (id: string): readonly Draft[] => {
    const found = source.types().find((one) => one.id === id);
    return found === undefined ? [] : source.variants(found);
  };
  const sample = (list: readonly Draft[], most: number): readonly Draft[] => {
    const every = Math.max(1, Math.floor(list.length / most));
    return list.filter((_draft, index) => index % every === 0).slice(0, most);
  };
  const drafts = sample(find(type), 40).flatMap((one) =>
    sample(find(to), 4).flatMap((other) => {
      const shared = Object.fromEntries(
        same.filter((name) => one[name] !== undefined).map((name) => [name, one[name]]),
      );
      const linked = { ...other, ...shared, item: "i" };
      const whole = { item: "i", ...one };
      return [
        { ...linked, at: "2024-01-02" },
        { ...whole, at: "2024-06-03" },
        { ...linked, at: "2024-11-04" },
      ];
    }),
  );
  return written(drafts, (index) => `p${Math.floor(index / 3)}`);
}

function randomStream(variants: readonly Draft[], chance: Chance): Draft[] {
  const drafts = Array.from({ length: streamLength }, () => chance.of(variants) ?? {});
  return written(drafts, () => `i${chance.below(5)}`);
}

/** Does an entry lie in the scored period? */
function isInside({ world }: Run, entry: number): boolean {
  const day = world.entries.days[entry] ?? 0;
  return day >= world.period.first && day <= world.period.last;
}

/** Records which rules fired in a run, on which event, and whose entries were kept. */
function note(
  run: Run,
  variant: Variant,
  events: readonly Draft[],
  seen: Seen,
  alone: boolean,
): void {
  const dropped = droppedEntries(run);
  const byId = new Map(events.map((event) => [event["id"], event]));
  for (const { id } of variant.loaded.resolved.rules) {
    if (seen.left.has(id)) continue;
    const entries = entriesOf(run, id);
    const first =
      entries.find((entry) => !isLeft(run, entry, dropped) && isInside(run, entry)) ?? entries[0];
    if (first === undefined) continue;
    if (entries.some((entry) => isLeft(run, entry, dropped))) seen.left.add(id);
    if (seen.fired.has(id) && !alone) continue;
    const event = byId.get(run.world.store.ids.at(run.world.entries.rows[first] ?? -1));
    const about = events.filter(
      (one) => one === event || (event?.["item"] !== undefined && one["item"] === event["item"]),
    );
    seen.fired.set(id, { variant, events: alone ? events : about });
  }
}

function dead(context: DiagnosticContext, rule: Rule, seen: Seen): Diagnostic {
  const never = context.variants.every((variant) => {
    const one = variant.loaded.resolved.rules.find(({ id }) => id === rule.id);
    return one?.when === undefined
      ? one === undefined
      : !canEverHold(new Values(variant), one.when);
  });
  return diagnostic("dead-rule", context.placeOfRule(rule.id), rule.clauses, {
    name: rule.id,
    value: never ? "" : String(seen.tried),
  });
}

function shadowed(
  context: DiagnosticContext,
  rule: Rule,
  { variant, events }: { readonly variant: Variant; readonly events: readonly Draft[] },
): Diagnostic[] {
  const { roster } = sourceOf(variant);
  // It may have fired on a day outside the period, where nothing is kept or dropped.
  const inside = events.map((event) => ({ ...event, at: `${triedPeriod}-02-14` }));
  for (const tried of [events, inside]) {
    const winner = winnerOver(runEvents(variant.loaded, roster, tried), rule, variant);
    const seen = {
      en: `the entry of "${rule.id}" is dropped${winner === undefined ? "" : `, that of "${winner.id}" counts`}`,
      zh: `“${rule.id}”的得分被舍弃${winner === undefined ? "" : `,计入的是“${winner.id}”`}`,
    };
    const observation = { kind: "dropped", rule: rule.id } as const;
    const shown = findWitness(context, variant, roster, tried, observation, () => seen);
    if (shown === undefined) continue;
    const clauses = [...rule.clauses, ...(winner?.clauses ?? [])];
    const names = { name: rule.id, ...(winner === undefined ? {} : { other: winner.id }) };
    return [diagnostic("shadowed-rule", context.placeOfRule(rule.id), clauses, names, shown)];
  }
  // Dropped only among many others, as such a step intends.
  return [];
}

/** A rule whose entry is left on the event, and in the account, in which the rule's own is dropped. */
function winnerOver(run: Run, rule: Rule, variant: Variant): Rule | undefined {
  const { entries } = run.world;
  const dropped = droppedEntries(run);
  const own = entriesOf(run, rule.id);
  return variant.loaded.resolved.rules.find(
    (other) =>
      other.id !== rule.id &&
      other.to.some((account) => rule.to.includes(account)) &&
      entriesOf(run, other.id).some(
        (entry) =>
          isLeft(run, entry, dropped) &&
          own.some((one) => entries.owners[one] === entries.owners[entry]),
      ),
  );
}
