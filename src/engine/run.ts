import type { Rejection, Warning } from "../document/result.ts";
import type { Program, ProgramNode } from "../program/program.ts";
import type { Period } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { type Conclusion, conclude } from "./conclude.ts";
import { Credits } from "./credit.ts";
import { Entries } from "./entries.ts";
import { fold } from "./fold.ts";
import type { Admitted } from "./intake.ts";
import { measure } from "./measure.ts";
import { type Place, rank } from "./rank.ts";
import { tally } from "./tally.ts";
import { totalsOf } from "./totals.ts";
import { within } from "./windows.ts";
import { World } from "./world.ts";

/** The outcome of one run, before it is written as a result. */
export interface Run {
  readonly world: World;
  readonly places: ReadonlyMap<number, readonly Place[]>;
  readonly conclusions: ReadonlyMap<number, readonly Conclusion[]>;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Warning[];
  readonly counts: Admitted["counts"];
}

/**
 * Credits admitted events; then tallies, measures, folds, ranks and concludes in the order of the graph. The events stay
 * as they are, so they can be run again, by other parameters or for another period.
 * @param needed the nodes whose values are wanted, all that they read among them; by default every node.
 */
export function run(
  program: Program,
  admitted: Admitted,
  period: Period,
  asOf: Day | undefined,
  needed?: ReadonlySet<number>,
): Run {
  const { store } = admitted;
  const subjects = admitted.subjects.forRun();
  const entries = new Entries(program, store, subjects.ids.length);
  const world = new World(program, subjects, store, entries, period, asOf);
  world.totals = totalsOf(program, world.windows, subjects.ids.length);
  const frame = world.frame.bind(world);
  const credits = new Credits(program, store, subjects, world.totals, frame, asOf);
  credits.run();
  world.entries.credited = credits;
  const places = new Map<number, Place[]>();
  const conclusions = new Map<number, Conclusion[]>();
  const evaluate: {
    readonly [Kind in ProgramNode["node"]["kind"]]: (
      node: Extract<ProgramNode, { node: { kind: Kind } }>,
    ) => void;
  } = {
    account: (node) => tally(world, node),
    measure: (node) => measure(world, node),
    running: (node) => fold(world, node),
    ranking: (node) => places.set(node.index, rank(world, node)),
    outcome: (node) => conclusions.set(node.index, conclude(world, node)),
  };
  for (const node of program.nodes) {
    if (node.missing.size > 0 || needed?.has(node.index) === false) continue;
    (evaluate[node.node.kind] as (node: ProgramNode) => void)(node);
  }
  const { rejections, counts } = admitted;
  const warnings = admitted.warnings(isOfPeriod(world));
  return { world, places, conclusions, rejections, warnings, counts };
}

/** Decides whether an event lies in the scored period, or counts on a day of it. */
function isOfPeriod(world: World): (row: number) => boolean {
  const { store } = world;
  let counted: ReadonlySet<number> | undefined;
  const counts = (row: number): boolean => {
    const { days, rows } = world.entries;
    counted ??= new Set(rows.filter((_row, entry) => within(days[entry]!, world.period)));
    return counted.has(row);
  };
  return (row) => within(store.days[row]!, world.period) || counts(row);
}
