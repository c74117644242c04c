import fc from "fast-check";
import { expect } from "vitest";
import kept from "./seeds/seeds.json" with { type: "json" };

/**
 * How often a property is tried: 25 times in a normal change, `JIFEN_RUNS` times elsewhere. The seed is the same for
 * everyone, so that a suite passes for all or for none; `JIFEN_SEED` gives another.
 */
const { JIFEN_RUNS, JIFEN_SEED } = process.env;
export const runs = JIFEN_RUNS === undefined ? 25 : Number(JIFEN_RUNS);
export const seed = JIFEN_SEED === undefined ? 20240101 : Number(JIFEN_SEED);

const seeds: Readonly<Record<string, readonly number[]>> = kept;

/**
 * Asserts a property, with the usual seed and with every seed that once failed it: test/seeds/seeds.json lists these
 * by the full name of the test.
 * @param times how many times the usual number of runs: more where a run is cheap, less where it is dear.
 */
export function holds<Values>(property: fc.IRawProperty<Values, false>, times = 1): void {
  const numRuns = Math.max(1, Math.round(runs * times));
  for (const once of seeds[expect.getState().currentTestName ?? ""] ?? [])
    fc.assert(property, { seed: once, numRuns });
  fc.assert(property, { seed, numRuns });
}
