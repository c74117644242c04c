import type { Result } from "../document/result.ts";
import { dayText } from "../values/day.ts";
import type { Text } from "../values/text.ts";
import { runOf } from "./score.ts";
import { within } from "./windows.ts";

/** What became of the events of a run that count. */
export interface Reach {
  /** By day, how many events outside the period count all the same: a window of an account sees what they earn. */
  readonly seenOutside: ReadonlyMap<string, number>;
  /** The types of the events in the period that no rule fired for, in the order of the ruleset, with how many. */
  readonly unfired: readonly { readonly label: Text; readonly count: number }[];
}

/** What became of the events of a result; undefined for a result without its run. */
export function reachOf(result: Result): Reach | undefined {
  const run = runOf(result);
  if (run === undefined) return undefined;
  const { world } = run;
  const { program, store, entries, period } = world;
  const spans = program.nodes.map((one) => {
    const { node } = one;
    if (node.kind !== "account") return [];
    const early = node.steps.flatMap((step) =>
      step.kind === "keep" && step.within !== undefined ? [world.windows.of(step.within)] : [],
    );
    return [world.windows.days(one), ...early];
  });
  const fired = new Set(entries.rows);
  const seen = new Set(
    entries.rows.filter((_, entry) => {
      const day = entries.days[entry]!;
      const accounts = program.rules[entries.rules[entry]!]?.to ?? [];
      return accounts.some((account) => spans[account]?.some((span) => within(day, span)));
    }),
  );
  const seenOutside = new Map<string, number>();
  const unfired = new Map<number, number>();
  for (let row = 0; row < store.length; row += 1) {
    if (store.counts[row] !== true) continue;
    const day = store.days[row]!;
    if (!within(day, period)) {
      const name = dayText(day);
      if (seen.has(row)) seenOutside.set(name, (seenOutside.get(name) ?? 0) + 1);
    } else if (!fired.has(row)) {
      const type = store.types[row]!;
      unfired.set(type, (unfired.get(type) ?? 0) + 1);
    }
  }
  const types = [...program.events.values()].map(({ type, rules }, index) => ({
    label: type.label,
    // A rule that waits for a parameter might fire: its events are no oddity.
    count: rules.some(({ idle }) => idle) ? 0 : (unfired.get(index) ?? 0),
  }));
  return { seenOutside, unfired: types.filter(({ count }) => count > 0) };
}
