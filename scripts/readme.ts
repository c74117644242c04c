import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blocksIn, placeOf } from "../test/docs/blocks.ts";
import { commandsOf, isShown } from "../test/docs/snippets.ts";

// Runs every command of the READMEs exactly as it is printed, as whoever reads them would: in a fresh clone, and in an
// installed package. `npm ci` has to pass there without a warning, and every entry has to load both ways.

const root = join(import.meta.dirname, "..");

/** The environment of somebody's shell: nothing of the npm script that runs this. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$|^NODE_OPTIONS$/.test(name)),
);

function shell(command: string, cwd: string, language = "en_US"): SpawnSyncReturns<string> {
  return spawnSync("/bin/sh", ["-c", `{ ${command}\n} 2>&1`], {
    cwd,
    encoding: "utf8",
    env: { ...environment, LANG: `${language}.UTF-8`, LC_ALL: "", NO_COLOR: "1", TERM: "dumb" },
  });
}

function must(command: string, cwd: string): string {
  const { status, stdout } = shell(command, cwd);
  if (status !== 0) throw new Error(`${command} ended with ${status} in ${cwd}:\n${stdout}`);
  return stdout;
}

/** The commands of both READMEs that do not print what stands there. */
function failuresIn(folder: string): string[] {
  return ["README.md", "README.zh-CN.md"].flatMap((page) =>
    blocksIn(page)
      .filter(({ language }) => language === "console")
      .flatMap((block) =>
        commandsOf(block.text).flatMap(({ command, shown }) => {
          const { stdout } = shell(command, folder, page.includes("zh") ? "zh_CN" : "en_US");
          const text = shown.join("\n");
          const prints = text.trim() === "" || isShown(stdout, text);
          return prints ? [] : [`${placeOf(block)}: ${command}\n${stdout}`];
        }),
      ),
  );
}

/** A fresh clone after `npm ci`. */
function clone(folder: string): string {
  must(`git clone --quiet "${root}" clone`, folder);
  const printed = must("npm ci", join(folder, "clone"));
  if (/\bwarn/i.test(printed)) throw new Error(`npm ci prints a warning:\n${printed}`);
  return join(folder, "clone");
}

/** The packed package, installed in an empty folder with its samples beside it, as the README says. */
function installed(folder: string): string {
  must(`npm pack --silent --pack-destination "${folder}" && mkdir "${folder}/project"`, root);
  const project = join(folder, "project");
  must("npm install --no-audit ../*.tgz && cp -r node_modules/jifen/samples .", project);
  for (const [name, load] of [
    ["entries.mjs", "(name) => import(name)"],
    ["entries.cjs", "require"],
  ] as const) {
    writeFileSync(join(project, name), entriesProgram(load));
    must(`node ${name}`, project);
  }
  return project;
}

/** Loads every entry, and reads files of each kind that needs a bundled package. */
function entriesProgram(load: string): string {
  return `
    const load = ${load};
    const main = async () => {
      const { loadRuleset } = await load("jifen");
      const { rulesets } = await load("jifen/rulesets");
      const { readRuleset, readSubjects } = await load("jifen/node");
      for (const [id, ruleset] of Object.entries(rulesets)) {
        if ((await load("jifen/rulesets/" + id)).ruleset !== ruleset) throw new Error(id);
        await readSubjects("samples/" + id + "/subjects.csv", loadRuleset(ruleset));
      }
      for (const name of ["a.yaml", "a.jsonc", "a.json"]) {
        const { document } = await readRuleset({ name, content: '{ "format": 1 }' });
        if (document.format !== 1) throw new Error(name);
      }
    };
    main().catch((error) => { console.error(error); process.exitCode = 1; });
  `;
}

const folder = mkdtempSync(join(tmpdir(), "jifen-readme-"));
try {
  const failures = [clone, installed].flatMap((make) =>
    failuresIn(make(folder)).map((failure) => `${make.name}: ${failure}`),
  );
  console.log(failures.length === 0 ? "every command prints what it should" : failures.join("\n"));
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
