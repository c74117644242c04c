import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const root = resolve(import.meta.dirname, "../..");

/** When the newest of some files and folders was written. */
function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const status = statSync(path);
      if (!status.isDirectory()) return status.mtimeMs;
      return newest(readdirSync(path).map((name) => join(path, name)));
    }),
  );
}

const built = join(root, "dist/index.js");
const sources = ["src", "rulesets", "tsup.config.ts"].map((path) => join(root, path));
if (!existsSync(built) || statSync(built).mtimeMs < newest(sources)) {
  console.log("dist is older than the source: it is built first");
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: "ignore" });
}

/** The address of a built entry. */
export function entryOf(
  name: "index" | "node" | "score" | "rulesets" | "rulesets/longyang-2019",
): string {
  return new URL(`../../dist/${name}.js`, import.meta.url).href;
}

/** The address of a module that the built command line has compiled from a bundled ruleset. */
export function compiledModule(ruleset: string): string {
  // Inside the package, where the module finds it by its name.
  const file = join(root, ".built", `${ruleset}.mjs`);
  const compile = ["compile", ruleset, "--output", file];
  mkdirSync(join(root, ".built"), { recursive: true });
  rmSync(file, { force: true });
  execFileSync(process.execPath, [join(root, "dist/cli.js"), ...compile]);
  return pathToFileURL(file).href;
}

// What is measured is what users install, not the source.
export const { loadRuleset, prepare, score } = (await import(
  entryOf("index")
)) as typeof import("../../src/index.ts");
export const { rulesets } = (await import(
  entryOf("rulesets")
)) as typeof import("../../src/rulesets.ts");
export const { readEvents, readSubjects } = (await import(
  entryOf("node")
)) as typeof import("../../src/node.ts");
