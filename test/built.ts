import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");

/** What tests run as programs of their own, by its name: bundled once for a run of the suite, not loaded file by file. */
const programs: Readonly<Record<string, string>> = {
  cli: "src/cli.ts",
  index: "src/index.ts",
  score: "src/score.ts",
  runtime: "src/runtime.ts",
  rulesets: "src/rulesets.ts",
  ...Object.fromEntries(
    readdirSync(resolve(root, "src/rulesets")).map((file) => [
      `rulesets/${file.replace(/\.ts$/, "")}`,
      `src/rulesets/${file}`,
    ]),
  ),
  arrow: "src/arrow.ts",
  node: "src/node.ts",
  "print-results": "test/rulesets/print-results.ts",
};

// A folder beside package.json, whose version the command line tells.
const folder = resolve(root, ".built");

/** The file of a program. */
export function builtFile(name: string): string {
  return resolve(folder, `${name}.js`);
}

/** Runs before all tests. */
export async function setup(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    packages: "external",
    logLevel: "warning",
  });
}
