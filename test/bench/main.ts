import { files } from "./files.ts";
import { memory } from "./memory.ts";
import { printMachine } from "./print.ts";
import { samples } from "./samples.ts";
import { speed } from "./speed.ts";
import { start } from "./start.ts";
import { subjects } from "./subjects.ts";

// `npm run bench` measures all; `npm run bench -- 1000000 speed` one part, with another number of events.
const parts = {
  speed: (count: number) => speed(count),
  samples: (_count: number, given: number | undefined) => samples(given ?? 100_000),
  subjects: () => subjects(),
  start: () => start(),
  memory: () => memory(),
  files: (count: number) => files(Math.max(count, 1_000_000)),
} as const;

const given = process.argv.slice(2);
const names = given.filter((text) => !/^\d+$/.test(text));
const unknown = names.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0)
  throw new Error(`no part "${unknown[0]}"; there are ${Object.keys(parts).join(", ")}`);
const number = given.find((text) => /^\d+$/.test(text));
const count = Number(number ?? 300_000);

printMachine();
for (const [name, measure] of Object.entries(parts))
  if (names.length === 0 || names.includes(name))
    await measure(count, number === undefined ? undefined : count);
