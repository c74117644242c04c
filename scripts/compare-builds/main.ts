/**
 * Compares two builds over random streams: results must be the same, byte for byte.
 *
 *   npx tsx scripts/compare-builds/main.ts <folder of the other build> [streams] [first seed]
 *
 * `scripts/compare-builds/freeze.sh <commit> <folder>` makes such a folder.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Counts } from "../../src/document/result.ts";
import * as current from "../../src/index.ts";
import { randomChoices, randomStream } from "./streams.ts";

type Build = Pick<typeof current, "loadRuleset" | "score">;

const [folder, count = "2000", first = "1"] = process.argv.slice(2);
if (folder === undefined) throw new Error("name the folder of the other build");
const entry = pathToFileURL(join(resolve(folder), "dist/index.js")).href;
const other = (await import(entry)) as Build;

const root = resolve(import.meta.dirname, "../..");
const places = [
  "rulesets",
  "docs/examples",
  "test/conformance/constructs",
  "test/conformance/hard-cases",
];
const documents = places.flatMap((place) =>
  readdirSync(join(root, place))
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, document: readDocument(join(root, place, name)) })),
);
let compared = 0;
const counts = { events: 0, accepted: 0, scored: 0 };
for (const { name, document } of documents) {
  for (let at = 0; at < Math.ceil(Number(count) / documents.length); at += 1) {
    const seed = Number(first) + at;
    const choices = at % 4 === 0 ? {} : { interpretations: randomChoices(document, seed) };
    const [ours, theirs] = [current, other].map((build) =>
      build.loadRuleset(document, choices),
    ) as [current.LoadedRuleset, current.LoadedRuleset];
    const { events, ...options } = randomStream(ours, seed);
    const [mine, yours] = [current, other].map((build, index) =>
      textOf(() => {
        const result = build.score(index === 0 ? ours : theirs, events, options);
        if (index === 0) add(result.counts);
        return result;
      }),
    ) as [string, string];
    compared += 1;
    if (mine === yours) continue;
    const place = [...mine].findIndex((_, index) => mine[index] !== yours[index]);
    console.error(`${name}, seed ${seed}: differs at ${place}`);
    console.error(`  here  … ${mine.slice(Math.max(0, place - 200), place + 200)}`);
    console.error(`  other … ${yours.slice(Math.max(0, place - 200), place + 200)}`);
    process.exitCode = 1;
    break;
  }
}
console.log(
  `${compared} streams of ${documents.length} rulesets: ${counts.events} events, ${counts.accepted} accepted, ${counts.scored} scored`,
);

function add({ events, accepted, scored }: Counts): void {
  counts.events += events;
  counts.accepted += accepted;
  counts.scored += scored;
}

/** The result as a document, or the message of what was thrown. */
function textOf(make: () => unknown): string {
  try {
    return JSON.stringify(make());
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

function readDocument(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
