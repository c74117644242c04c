import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./built.ts";
import { readAll, scoresOf } from "./modes.ts";
import { printMachine } from "./print.ts";
import { race } from "./race.ts";
import type { Contender } from "./task.ts";

type Jifen = typeof import("../../src/index.ts");

/** The build in a folder, with the rulesets that it brings. */
async function contenderOf(name: string, folder: string): Promise<Contender> {
  const entry = pathToFileURL(join(folder, "dist/index.js")).href;
  const { loadRuleset, score } = (await import(entry)) as Pick<Jifen, "loadRuleset" | "score">;
  return {
    name,
    share: 1,
    runs: 1,
    prepare: ({ ruleset: id, events, subjects }) => {
      const ruleset = loadRuleset(
        JSON.parse(readFileSync(join(folder, `rulesets/${id}.json`), "utf8")),
      );
      return () => {
        const result = score(ruleset, events, { subjects, period: "2024" });
        if (readAll(result) === 0) throw new Error("nothing was read");
        return () => scoresOf(result);
      };
    },
  };
}

/** The commit of the last release, by its tag. */
function lastRelease(): string {
  const [tag = ""] = execFileSync("git", ["tag", "--sort=-v:refname", "--list", "v*"], {
    cwd: root,
    encoding: "utf8",
  }).split("\n");
  if (tag !== "") return tag;
  throw new Error("there is no release yet: name a commit, as in npm run bench:compare -- HEAD~20");
}

// The build of today beside that of a release or another commit, round by round in one process:
// npm run bench:compare -- v0.1.0 100000
const given = process.argv.slice(2);
const eventCount = Number(given.find((text) => /^\d{4,}$/.test(text)) ?? 100_000);
const commit = given.find((text) => !/^\d{4,}$/.test(text)) ?? lastRelease();
const folder = existsSync(join(commit, "dist/index.js"))
  ? commit
  : mkdtempSync(join(tmpdir(), "jifen-"));
try {
  if (folder !== commit)
    execFileSync(join(root, "scripts/compare-builds/freeze.sh"), [commit, folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  const before = await contenderOf(commit, folder);
  const now = await contenderOf("now", root);
  printMachine();
  await race(eventCount, [before, now], now);
} finally {
  if (folder !== commit) rmSync(folder, { recursive: true });
}
