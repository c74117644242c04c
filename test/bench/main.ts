import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Bench } from "tinybench";
import { loadRuleset, score } from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { longyangEvents, roster } from "./events.ts";
import { longyangByHand } from "./loop.ts";

// Figures are ratios: they mean the same on a fast machine and on a slow one.
const count = Number(process.argv[2] ?? 1_000_000);
const ruleset = loadRuleset(rulesets["longyang-2019"]);
const options = { subjects: roster, period: "2024" };

/** The highest resident memory of this process so far, in megabytes. */
function peak(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** The same in a process of its own, which holds the events and, if asked, scores them. */
function peakOf(what: "events" | "score"): number {
  const script = fileURLToPath(import.meta.url);
  const output = execFileSync(
    process.execPath,
    [...process.execArgv, script, String(count), what],
    { encoding: "utf8" },
  );
  return Number(output);
}

const what = process.argv[3];
if (what !== undefined) {
  const events = longyangEvents(count);
  if (what === "score") score(ruleset, events, options);
  console.log(peak());
} else {
  const events = longyangEvents(count);
  const byHand = longyangByHand(events, roster)[0];
  const scored = score(ruleset, events, options).standings[0];
  if (String(byHand?.score) !== scored?.score) throw new Error("the two do not agree");
  const bench = new Bench({ iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 });
  bench.add("by hand", () => void longyangByHand(events, roster));
  bench.add("jifen", () => void score(ruleset, events, options));
  await bench.run();
  const [loop, jifen] = bench.tasks.map((task) =>
    "latency" in task.result ? task.result.latency.p50 : Number.NaN,
  );
  console.log(`${count} events of Longyang, in memory`);
  console.log(
    `  jifen runs at ${((loop ?? 0) / (jifen ?? 1)).toFixed(2)} of the speed of a loop written by hand`,
  );
  const [alone, together] = [peakOf("events"), peakOf("score")];
  console.log(
    `  peak memory ${(together / alone).toFixed(2)} times that of the events alone (${alone.toFixed(0)} MB)`,
  );
}
