import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadRuleset, readEvents, readSubjects, root, rulesets, score } from "./built.ts";
import { rounds, spreadOf, type Time, timed } from "./measure.ts";
import { readAll } from "./modes.ts";
import { printTable, short, withSpread } from "./print.ts";

type SampleEvent = Readonly<Record<string, unknown>>;

/** The events of a year over and over, with ids of their own in each copy; corrections stay within their copy. */
function copies(year: readonly SampleEvent[], count: number): SampleEvent[] {
  const own = ["id", "revises", "retracts"];
  const events = Array.from({ length: count }, (_, index): SampleEvent => {
    const copy = Math.floor(index / year.length);
    const event = { ...year[index % year.length]! };
    for (const key of own) if (event[key] !== undefined) event[key] = `${event[key]}-${copy}`;
    return event;
  });
  return JSON.parse(JSON.stringify(events)) as SampleEvent[];
}

/** A sample year, ready to be scored. */
async function sampleOf(id: keyof typeof rulesets, count: number) {
  const folder = join(root, "samples", id);
  const parametersFile = join(folder, "parameters.json");
  const parameters = existsSync(parametersFile)
    ? (JSON.parse(readFileSync(parametersFile, "utf8")).parameters as object)
    : {};
  const ruleset = loadRuleset(rulesets[id], { parameters: parameters as never });
  const { subjects } = await readSubjects(join(folder, "subjects.csv"), ruleset);
  const year: SampleEvent[] = [];
  for await (const event of readEvents(join(folder, "events.csv"), ruleset, { subjects }))
    year.push(event);
  const events = copies(year, count);
  return { id, run: () => readAll(score(ruleset, events, { subjects, period: "2024" })) };
}

/** The sample years of the bundled rulesets, repeated. */
export async function samples(count: number): Promise<void> {
  const ids = Object.keys(rulesets) as (keyof typeof rulesets)[];
  const years = [];
  for (const id of ids) years.push({ ...(await sampleOf(id, count)), times: [] as Time[] });
  for (let round = -1; round < rounds; round += 1) {
    for (const { run, times } of years) {
      const { time } = await timed(run);
      if (round >= 0) times.push(time);
    }
  }
  console.log(`sample years, repeated to ${count} events\n`);
  printTable(
    ["", "µs an event, processor", "µs an event, wall"],
    years.map(({ id, times }) => [
      id,
      withSpread(spreadOf(times.map(({ processor }) => processor / count))),
      short(spreadOf(times.map(({ wall }) => wall / count)).median),
    ]),
  );
}
