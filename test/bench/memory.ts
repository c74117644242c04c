import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { short } from "./print.ts";

/** The highest resident memory of a process that holds events of Longyang and, if asked, scores them; in megabytes. */
function peakOf(count: number, what: "events" | "score"): number {
  const script = fileURLToPath(new URL("memory-run.ts", import.meta.url));
  const output = execFileSync(
    process.execPath,
    [...process.execArgv, script, String(count), what],
    { encoding: "utf8" },
  );
  return Number(output);
}

export function memory(): void {
  const count = 1_000_000;
  const [alone, together] = [peakOf(count, "events"), peakOf(count, "score")];
  console.log(
    `memory, longyang-2019, ${count} events, 50 subjects: the peak is ${short(together / alone)} times that of the events alone (${short(alone)} MB)\n`,
  );
}
