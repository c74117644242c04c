import { type Case, cases } from "./growth-cases.ts";

// Ratios mean the same on a fast machine and on a slow one; only a case that states a limit counts milliseconds.

/** The shortest of some runs, in milliseconds: the others were disturbed. */
function time(prepare: () => () => void, runs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < runs; at += 1) {
    const timed = prepare();
    const start = performance.now();
    timed();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

/** Prints one case; false if it grows by more than is allowed. */
function measure(name: string, { title, sizes, allowed, limit, prepare }: Case): boolean {
  const [small, large] = sizes;
  // What the engine has to warm up is no part of the growth.
  time(() => prepare(small), 2);
  const [before, after] = [time(() => prepare(small), 3), time(() => prepare(large), 3)];
  const ratio = after / before;
  const isTooSlow = limit !== undefined && after > limit;
  const holds = ratio <= allowed && !isTooSlow;
  console.log(`${holds ? "ok  " : "OVER"} ${name}: ${title}`);
  console.log(
    `     ${small}: ${milliseconds(before)}, ${large}: ${milliseconds(after)}, ratio ${ratio.toFixed(2)}, allowed ${allowed}${limit === undefined ? "" : `, limit ${milliseconds(limit)}`}`,
  );
  return holds;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(cases, name));
if (unknown.length > 0) throw new Error(`no such case; there are ${Object.keys(cases).join(", ")}`);
const chosen = Object.entries(cases).filter(([name]) => asked.length === 0 || asked.includes(name));
const results = chosen.map(([name, one]) => measure(name, one));
process.exitCode = results.every((holds) => holds) ? 0 : 1;
