import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entryOf } from "./built.ts";
import { madeTask } from "./events.ts";
import { demandEqual, rounds, type Spread, spreadOf, type Time } from "./measure.ts";
import { queries } from "./peer-duckdb.ts";
import { load, printTable, short, withSpread } from "./print.ts";
import type { BenchEvent } from "./task.ts";

const ruleset = "longyang-2019";
const subjectCount = 6000;
const columns = ["id", "type", "at", "subject", "channel", "outcome", "kind"] as const;

/** More events than this are made in parts, since they would need more memory than is measured. */
const mostMade = 1_000_000;

function writeEvents(path: string, count: number, lineOf: (event: BenchEvent) => string): void {
  const file = openSync(path, "a");
  for (let made = 0; made < count; made += mostMade) {
    const { events } = madeTask(ruleset, Math.min(mostMade, count - made), subjectCount);
    let lines = "";
    for (const event of events) {
      lines += lineOf({ ...event, id: `e${made + Number(event.id.slice(1))}` });
      if (lines.length < 1_000_000) continue;
      writeSync(file, lines);
      lines = "";
    }
    writeSync(file, lines);
  }
  closeSync(file);
}

function writeCsv(path: string, count: number): void {
  const file = openSync(path, "w");
  writeSync(file, `${columns.join(",")}\n`);
  closeSync(file);
  writeEvents(path, count, (event) => `${columns.map((name) => event[name] ?? "").join(",")}\n`);
}

/** What each process does around what it measures. */
function measured(setup: string, run: string): string {
  return `
${setup}
const [start, usage] = [performance.now(), process.cpuUsage()];
${run}
const { user, system } = process.cpuUsage(usage);
const time = { processor: user + system, wall: (performance.now() - start) * 1000 };
console.log(JSON.stringify({ time, peak: process.resourceUsage().maxRSS / 1024, scores }));`;
}

function jifen(path: string, options: string): string {
  return measured(
    `
import { loadRuleset, score } from ${JSON.stringify(entryOf("index"))};
import { readEvents } from ${JSON.stringify(entryOf("node"))};
import { ruleset } from ${JSON.stringify(entryOf(`rulesets/${ruleset}`))};
const loaded = loadRuleset(ruleset);
const subjects = Array.from({ length: ${subjectCount} }, (_, at) => ({ id: "s" + at, category: "section" }));
const options = { subjects, period: "2024" };`,
    `
const events = readEvents(${JSON.stringify(path)}, loaded, options);
const { standings, rejections } = await score(loaded, events, { ...options, ${options} });
if (rejections.length > 0) throw new Error(rejections[0].message.en);
const scores = [];
for (const { ranking, subject, score } of standings) if (ranking === "final") scores.push([subject, Number(score)]);`,
  );
}

function duckDb(module: string, path: string): string {
  const view = `CREATE VIEW events AS SELECT * FROM read_csv('${path}', header = true, all_varchar = true)`;
  return measured(
    `
import { DuckDBInstance } from ${JSON.stringify(module)};
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("SET threads = 1");`,
    `
await connection.run(${JSON.stringify(view)});
const rows = (await connection.runAndReadAll(${JSON.stringify(queries[ruleset])})).getRows();
const scores = rows.map(([subject, score]) => [String(subject), Number(score)]);`,
  );
}

interface Outcome {
  readonly time: Time;
  readonly peak: number;
  readonly scores: readonly (readonly [string, number])[];
}

function outcomeOf(program: string): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", program],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Outcome;
}

function moduleOf(packageName: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch {
    return undefined;
  }
}

/** From a file to standings, each time in a process of its own: millions of rows, and the peak of its memory. */
export function files(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "jifen-bench-"));
  try {
    const csv = join(folder, "events.csv");
    writeCsv(csv, count);
    const module = moduleOf("@duckdb/node-api");
    const programs = [
      ...(module === undefined ? [] : [{ name: "DuckDB, read_csv", program: duckDb(module, csv) }]),
      { name: "jifen, CSV", program: jifen(csv, "") },
      { name: "jifen, CSV, trusted", program: jifen(csv, "trusted: true") },
    ].map((one) => ({ ...one, outcomes: [] as Outcome[] }));
    for (let round = -1; round < rounds; round += 1) {
      for (const { name, program, outcomes } of programs) {
        const outcome = outcomeOf(program);
        const first = programs[0]!.outcomes[0] ?? outcome;
        demandEqual(name, new Map(outcome.scores), new Map(first.scores));
        if (round >= 0) outcomes.push(outcome);
      }
    }
    console.log(
      `${ruleset}, ${count} rows of a file, ${subjectCount} subjects, ${rounds} rounds, ${load()}\n`,
    );
    const of = (outcomes: readonly Outcome[], value: (outcome: Outcome) => number): Spread =>
      spreadOf(outcomes.map(value));
    printTable(
      ["", "s, processor", "s, wall", "rows a second, wall", "peak, MB"],
      programs.map(({ name, outcomes }) => [
        name,
        withSpread(of(outcomes, ({ time }) => time.processor / 1e6)),
        withSpread(of(outcomes, ({ time }) => time.wall / 1e6)),
        short(of(outcomes, ({ time }) => (count * 1e6) / time.wall).median),
        short(of(outcomes, ({ peak }) => peak).median),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
