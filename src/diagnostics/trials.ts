import type { SubjectRecord } from "../document/event.ts";
import { Intake } from "../engine/intake.ts";
import { keysFor } from "../engine/keys.ts";
import { type Run, run } from "../engine/run.ts";
import { within } from "../engine/windows.ts";
import { chinese } from "../explain/prose/chinese/words.ts";
import { english } from "../explain/prose/english/words.ts";
import type { LoadedRuleset } from "../program/load.ts";
import { withReads } from "../program/needed.ts";
import type { Program } from "../program/program.ts";
import { compileExpression } from "../program/slots.ts";
import { lookupOf } from "../program/table.ts";
import { absent, isExact, isMissing, noKey, type Value } from "../program/value.ts";
import { allTime, readPeriod } from "../values/calendar.ts";
import { type Exact, readDecimal } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { type DiagnosticContext, expressionsIn, partsIn, type Variant } from "./context.ts";
import type { Observation, Witness } from "./diagnostic.ts";
import type { Draft } from "./events.ts";
import { triedPeriod } from "./events.ts";

/** Runs events through a ruleset, as far as the values of all nodes, or of those that are needed. */
export function runEvents(
  { program }: LoadedRuleset,
  subjects: readonly SubjectRecord[],
  events: readonly Draft[],
  period = triedPeriod,
  needed?: ReadonlySet<number>,
): Run {
  const span = readPeriod(period) ?? allTime;
  const intake = new Intake(program, { roster: subjects }, span, undefined);
  for (const event of events) intake.take(event);
  return run(program, intake.finish(), span, undefined, needed);
}

/** The nodes whose values decide an observation. */
const shownBy: ByKind<Observation, [program: Program], Iterable<number>> = {
  dropped: ({ rule }, { slots, rules }) => rules[slots.rules.indexOf(rule)]?.to ?? [],
  silent: () => [],
  together: () => [],
  "no-cell": ({ table }, { nodes }) =>
    nodes.filter(({ node }) => looksUp(node, table)).map(({ index }) => index),
  inverted: () => [],
  beyond: ({ node }, { slots }) => [slots.nodes.get(node as never)?.index ?? -1],
  moved: ({ node }, { slots }) => [slots.nodes.get(node as never)?.index ?? -1],
};

function looksUp(part: unknown, table: string): boolean {
  return partsIn(part).some((one) => one.kind === "table" && one.name === table);
}

/** The entries that a step of their account dropped: `account entry`. */
export function droppedEntries({ world }: Run): ReadonlySet<string> {
  const dropped = new Set<string>();
  for (const node of world.program.nodes) {
    if (node.node.kind !== "account") continue;
    for (const owner of world.owners(node))
      for (const { lines = [] } of world.all(node.index, owner))
        for (const { entries = [] } of lines)
          for (const entry of entries) dropped.add(`${node.index} ${entry}`);
  }
  return dropped;
}

/** The numbers of the entries of each rule. */
export function entriesOf({ world }: Run, rule: string): number[] {
  const index = world.program.slots.rules.indexOf(rule);
  return [...world.entries.rules].flatMap((one, entry) => (one === index ? [entry] : []));
}

function accountsOf({ world }: Run, entry: number): readonly number[] {
  return world.program.rules[world.entries.rules[entry] ?? -1]?.to ?? [];
}

/** Is an entry kept in any of its accounts? An entry outside an account's window is not in it. */
export function isLeft(run: Run, entry: number, dropped: ReadonlySet<string>): boolean {
  const { world } = run;
  return accountsOf(run, entry).some((account) => {
    const node = world.program.nodes[account];
    if (node === undefined || dropped.has(`${account} ${entry}`)) return false;
    return within(world.entries.days[entry] ?? 0, world.windows.days(node));
  });
}

type Lookup<Kind extends Observation["kind"]> = (
  observation: Extract<Observation, { kind: Kind }>,
  events: readonly Draft[],
  run: (events: readonly Draft[]) => Run,
) => boolean;

/** How each observation is looked for. */
const looks: { readonly [Kind in Observation["kind"]]: Lookup<Kind> } = {
  dropped: ({ rule }, events, run) => {
    const one = run(events);
    const entries = entriesOf(one, rule);
    const dropped = droppedEntries(one);
    return (
      entries.length > 0 &&
      entries.every((entry) =>
        accountsOf(one, entry).every((account) => dropped.has(`${account} ${entry}`)),
      )
    );
  },
  silent: ({ type, rules }, events, run) => {
    const { world } = run(events);
    const indices = rules.map((rule) => world.program.slots.rules.indexOf(rule));
    const fired = new Set(
      world.entries.rows.filter((_row, entry) =>
        indices.includes(world.entries.rules[entry] ?? -1),
      ),
    );
    const types = [...world.program.events.keys()];
    return world.store.types.some(
      (one, row) => world.store.isInForce(row) && types[one] === type && !fired.has(row),
    );
  },
  together: ({ rules }, events, run) => {
    const one = run(events);
    const rows = rules.map(
      (rule) => new Set(entriesOf(one, rule).map((entry) => one.world.entries.rows[entry])),
    );
    return [...(rows[0] ?? [])].some((row) => rows.every((set) => set.has(row)));
  },
  "no-cell": ({ table }, events, run) => missesCell(run(events), table),
  inverted: ({ rules, field, levels }, events, run) => {
    const { world } = run(events);
    const slot = world.program.slots.attributes.get(field) ?? -1;
    const amounts = (which: 0 | 1): Exact[] =>
      entriesOf({ world } as Run, rules[which])
        .filter((entry) => {
          const row = world.entries.rows[entry] ?? -1;
          return (world.store.value(slot, row) ?? "") === levels[which];
        })
        .map((entry) => world.entries.amounts[entry] ?? absent)
        .filter((amount): amount is Exact => isExact(amount));
    const size = (amount: Exact): Exact =>
      world.program.arithmetic.compare(amount, 0) < 0
        ? world.program.arithmetic.negate(amount)
        : amount;
    return amounts(0).some((low) =>
      amounts(1).some((high) => world.program.arithmetic.compare(size(low), size(high)) > 0),
    );
  },
  beyond: ({ node, subject, limit, side }, events, run) => {
    const one = run(events);
    const { arithmetic } = one.world.program;
    const decimal = readDecimal(limit);
    if (decimal === undefined) return false;
    return valuesOf(one, node, subject).some((value) => {
      if (!isExact(value)) return false;
      const order = arithmetic.compare(value, arithmetic.read(decimal));
      return side === "high" ? order > 0 : order < 0;
    });
  },
  moved: ({ node, subject }, events, run) => {
    const own = events.filter((event) => Object.values(event).flat().includes(subject));
    const text = (list: readonly Draft[]): string => {
      const one = run(list);
      return valuesOf(one, node, subject)
        .map((value) => (isMissing(value) ? value.state : valueText(one, value)))
        .join();
    };
    return own.length < events.length && text(own) !== text(events);
  },
};

/** Does a run of these events show the observation? */
export function isSeen(
  observation: Observation,
  events: readonly Draft[],
  run: (events: readonly Draft[]) => Run,
): boolean {
  const look = looks[observation.kind] as Lookup<Observation["kind"]>;
  return look(observation as never, events, run);
}

/** All values of a node of a subject, key by key. */
export function valuesOf({ world }: Run, name: string, subject: string): Value[] {
  const index = world.program.slots.nodes.get(name as never)?.index ?? -1;
  const node = world.program.nodes[index];
  if (node === undefined) return [];
  const owner = [...world.owners(node)].find((one) => world.subjects.ids[one] === subject);
  if (owner === undefined) return [];
  return [...world.all(index, owner)].map(({ value }) => value);
}

export function valueText({ world }: Run, value: Value): string {
  if (isMissing(value)) return value.state;
  return isExact(value) ? world.program.arithmetic.text(value) : String(value);
}

/** A value in words, or why there is none. */
export function valueWords(run: Run, value: Value): Text {
  if (isMissing(value)) return both(english.states[value.state], chinese.states[value.state]);
  const text = valueText(run, value);
  return both(text, text);
}

/** Is a table asked for a key for which it has no cell? Looked at where rules fire and at the values of nodes. */
function missesCell({ world }: Run, table: string): boolean {
  const { program } = world;
  const slots = program.slots.tables.get(table);
  if (slots === undefined) return false;
  const find = lookupOf(slots, program.arithmetic);
  const readsIn = (part: unknown) =>
    partsIn(part).flatMap((one) =>
      one.kind === "table" && one.name === table
        ? [one.operands.map((operand) => compileExpression(operand, program.slots))]
        : [],
    );
  const frame = world.frame();
  const misses = (reads: ReturnType<typeof readsIn>): boolean =>
    reads.some((keys) => {
      const values = keys.map((key) => key(frame));
      return !values.some(isMissing) && find(values) === undefined;
    });
  const types = [...program.events.values()];
  for (let row = 0; row < world.store.length; row += 1) {
    if (!world.store.isInForce(row)) continue;
    frame.row = row;
    const type = types[world.store.types[row] ?? -1];
    if (type === undefined) continue;
    const fired = type.rules.filter(
      ({ each, when }) => each !== undefined || when === undefined || when(frame) === true,
    );
    const asked = type.rules.map(({ rule }) => rule.when);
    if (misses(readsIn([type.type.derived, asked, fired.map(({ rule }) => rule)]))) return true;
  }
  for (const node of program.nodes) {
    const reads = readsIn(expressionsIn(node.node));
    for (const owner of reads.length === 0 ? [] : world.owners(node)) {
      frame.owner = owner;
      for (const key of keysFor(world, node, owner)) {
        frame.key = key;
        if (misses(reads)) return true;
      }
      frame.key = noKey;
    }
  }
  return false;
}

/** Searches for the fewest events that still show an observation: without any one of them it disappears. */
function shrunk(
  observation: Observation,
  events: readonly Draft[],
  run: (events: readonly Draft[]) => Run,
): readonly Draft[] {
  let list = events;
  for (let size = Math.ceil(list.length / 2); size >= 1; ) {
    let smaller = false;
    for (let at = 0; at < list.length; ) {
      const rest = [...list.slice(0, at), ...list.slice(at + size)];
      if (isSeen(observation, rest, run)) {
        list = rest;
        smaller = true;
      } else at += size;
    }
    if (!smaller || size > 1) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return list;
}

/** As few events as possible that show an observation; undefined if the given ones do not show it. */
export function findWitness(
  context: DiagnosticContext,
  variant: Variant,
  roster: readonly SubjectRecord[],
  events: readonly Draft[],
  observation: Observation,
  seen: (run: Run) => Text,
): Witness | undefined {
  const { program } = variant.loaded;
  const needed = withReads(program, dispatch(shownBy, observation, program));
  const runWith = (subjects: readonly SubjectRecord[]) => (list: readonly Draft[]) =>
    runEvents(variant.loaded, subjects, list, triedPeriod, needed);
  if (!isSeen(observation, events, runWith(roster))) return undefined;
  const few = shrunk(observation, events, runWith(roster));
  let subjects = roster;
  for (const subject of roster) {
    const rest = subjects.filter((one) => one !== subject);
    // Others may refer to it: a driver to the team.
    const referring = rest.map(({ id: _id, ...attributes }) => attributes);
    const named = JSON.stringify([few, observation, referring]);
    if (named.includes(JSON.stringify(subject.id))) continue;
    if (isSeen(observation, few, runWith(rest))) subjects = rest;
  }
  const least = shrunk(observation, few, runWith(subjects));
  const plain = least.map((event) => simplified(observation, event, least, runWith(subjects)));
  const final = isSeen(observation, plain, runWith(subjects))
    ? shrunk(observation, plain, runWith(subjects))
    : least;
  const used = Object.keys(context.supplied).length > 0 ? { parameters: context.supplied } : {};
  const chosen =
    Object.keys(variant.interpretations).length > 0
      ? { interpretations: variant.interpretations }
      : {};
  return {
    subjects,
    period: triedPeriod,
    ...used,
    ...chosen,
    events: final,
    observation,
    seen: seen(runEvents(variant.loaded, subjects, final)),
  };
}

/** An event without the attributes that do not matter. */
function simplified(
  observation: Observation,
  event: Draft,
  events: readonly Draft[],
  run: (events: readonly Draft[]) => Run,
): Draft {
  let plain = event;
  for (const key of Object.keys(event)) {
    if (["id", "type", "at", "subject"].includes(key)) continue;
    const { [key]: _left, ...rest } = plain;
    const list = events.map((one) => (one === event ? rest : one));
    if (run(list).rejections.length === 0 && isSeen(observation, list, run)) plain = rest;
  }
  return plain;
}
