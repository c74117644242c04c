import type { Expression } from "../expression/tree.ts";
import { withReads } from "../program/needed.ts";
import { isExact } from "../program/value.ts";
import type { Node } from "../ruleset/resolved.ts";
import { named, nouns, spaced } from "../values/phrase.ts";
import { type DiagnosticContext, partsIn, rulesTo, type Variant } from "./context.ts";
import { type Diagnostic, diagnostic, type Witness } from "./diagnostic.ts";
import { Chance, type Draft, type EventSource, sourceOf, triedPeriod, written } from "./events.ts";
import { findWitness, isSeen, runEvents, valuesOf, valueText, valueWords } from "./trials.ts";

/** Events that take an account beyond its value with the first of them alone. */
export function shownGrowth(
  context: DiagnosticContext,
  variant: Variant,
  account: Extract<Node, { kind: "account" }>,
  side: "low" | "high",
): Witness | undefined {
  const source = sourceOf(variant);
  const needed = neededOf(variant, account);
  const types = new Set(rulesTo(variant, account.id).flatMap(({ events }) => events));
  const owners = account.kinds.flatMap((kind) => source.subjects([kind]));
  for (const type of source.types().filter(({ id }) => types.has(id)))
    for (const draft of source.variants(type).slice(0, 80))
      for (const subject of owners.slice(0, 1)) {
        const one = written([{ ...draft, ...inside(draft, source, subject) }]);
        const run = runEvents(variant.loaded, source.roster, one, triedPeriod, needed);
        for (const owner of owners) {
          const [value] = valuesOf(run, account.name, owner);
          if (value === undefined || !isExact(value)) continue;
          const sign = run.world.program.arithmetic.compare(value, 0);
          if (side === "high" ? sign <= 0 : sign >= 0) continue;
          const limit = valueText(run, value);
          if (limit.includes("/")) continue;
          const copies = Array.from({ length: 3 }, () => one[0] ?? {});
          const events = written(copies.map(({ id: _id, ...rest }) => rest));
          const shown = findWitness(
            context,
            variant,
            source.roster,
            events,
            { kind: "beyond", node: account.name, subject: owner, limit, side },
            (all) => {
              const total = valueWords(all, valuesOf(all, account.name, owner)[0] ?? 0);
              return {
                en: `"${account.id}" of ${owner} is ${total.en}; with one event it is ${limit}`,
                zh: spaced`“${owner}”的“${account.id}”为${total.zh};只有一个事件时为 ${limit}`,
              };
            },
          );
          if (shown !== undefined) return shown;
        }
      }
  return undefined;
}

function neededOf({ loaded: { program } }: Variant, { name }: Node): ReadonlySet<number> {
  return withReads(program, [program.slots.nodes.get(name)?.index ?? -1]);
}

/** The event's own subject stays where it has one. */
function inside(draft: Draft, source: EventSource, subject: string): Draft {
  return "subject" in draft && source.roster.some(({ id }) => id === subject) ? { subject } : {};
}

/** Nodes whose value for one subject depends on the events of others: places and shares. */
export function diagnoseRivals(context: DiagnosticContext): Diagnostic[] {
  if (!context.wants("depends-on-rivals")) return [];
  const [variant] = context.variants;
  const { nodes } = variant.loaded.resolved;
  return nodes.flatMap((node) => {
    const isRelative = partsIn(node).some((part) => part.kind === "cohort" || isPlace(part));
    if (!isRelative) return [];
    return [
      diagnostic(
        "depends-on-rivals",
        context.placeOfNode(node),
        node.clauses,
        { name: named(nouns[node.kind], node.id) },
        shownRivalry(context, variant, node),
      ),
    ];
  });
}

function isPlace(part: Expression): boolean {
  return part.kind === "node" && part.node.startsWith("ranking:");
}

const tries = 20;

function shownRivalry(
  context: DiagnosticContext,
  variant: Variant,
  node: Node,
): Witness | undefined {
  const source = sourceOf(variant);
  const variants = source.allVariants();
  const chance = new Chance(11);
  const [subject] = source.subjects(node.kinds);
  if (subject === undefined || variants.length === 0) return undefined;
  const needed = neededOf(variant, node);
  const run = (events: readonly Draft[]) =>
    runEvents(variant.loaded, source.roster, events, triedPeriod, needed);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const size = 6 + attempt;
    const drafts = Array.from({ length: size }, () => chance.of(variants) ?? {});
    const events = written(drafts);
    const observation = { kind: "moved", node: node.name, subject } as const;
    if (!isSeen(observation, events, run)) continue;
    return findWitness(context, variant, source.roster, events, observation, (all) => {
      const { en, zh } = valueWords(all, valuesOf(all, node.name, subject)[0] ?? 0);
      return {
        en: `"${node.id}" of ${subject} is ${en}; without the events of the others it is not`,
        zh: spaced`“${subject}”的“${node.id}”为${zh};去掉其他对象的事件则不然`,
      };
    });
  }
  return undefined;
}
