import type { ProgramNode } from "../program/program.ts";
import type { Span } from "../values/calendar.ts";
import { dayText } from "../values/day.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

/** How the events in force were used in a run. */
export interface Reach {
  /** How many earned an entry inside the window of an account. */
  readonly scored: number;
  /** Events on days outside every window, in the order of days and ids. */
  readonly outside: readonly { readonly event: string; readonly day: string }[];
  /** The number of events in the period without an entry, by type, in the order of the ruleset. */
  readonly unscored: ReadonlyMap<string, number>;
  readonly retractions: number;
}

/** Finds how the events of a run were used. */
export function reachOf(world: World): Reach {
  const { program, store, entries, period } = world;
  const held = heldRows(world);
  const outside: number[] = [];
  const unscored = new Map<string, number>([...program.events.keys()].map((type) => [type, 0]));
  const types = [...program.events.keys()];
  let retractions = 0;
  for (let row = 0; row < store.length; row += 1) {
    if (!store.isInForce(row) || held.has(row)) continue;
    const type = types[store.types[row]!];
    if (type === undefined) retractions += 1;
    else if (entries.credited?.hasFired(row) || !within(store.days[row]!, period))
      outside.push(row);
    else unscored.set(type, unscored.get(type)! + 1);
  }
  outside.sort((a, b) => store.compare(a, b));
  return {
    scored: held.size,
    outside: outside.map((row) => ({ event: store.ids.at(row)!, day: dayText(store.days[row]!) })),
    unscored: new Map([...unscored].filter(([, count]) => count > 0)),
    retractions,
  };
}

/** The events with an entry on a day inside the window of one of its accounts. */
function heldRows({ program, entries, windows }: World): ReadonlySet<number> {
  const spans = program.nodes.map((node): readonly Span[] =>
    isAccount(node) ? [windows.days(node), ...node.steps.flatMap((step) => seenBy(step))] : [],
  );
  function seenBy(step: Extract<ProgramNode, { steps: unknown }>["steps"][number]): Span[] {
    return step.kind === "keep" && step.step.within !== undefined
      ? [windows.of(step.step.within)]
      : [];
  }
  return new Set(
    entries.rows.filter((_row, entry) => {
      const accounts = program.rules[entries.rules[entry]!]?.to ?? [];
      const day = entries.days[entry]!;
      return accounts.some((account) => spans[account]?.some((span) => within(day, span)));
    }),
  );
}

function isAccount(node: ProgramNode): node is Extract<ProgramNode, { steps: unknown }> {
  return node.node.kind === "account";
}
