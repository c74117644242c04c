import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

// What the built package weighs, for whoever ships it to a browser, and how long its command line takes to start. The
// sizes may not pass their budgets: run it after `npm run build`.

const root = join(import.meta.dirname, "..");

interface Weighed {
  readonly what: string;
  readonly code: string;
  /** What is part of it and does not count. */
  readonly apart?: string;
  /** In bytes of brotli: a little above what has been reached. */
  readonly budget: number;
  readonly goal: number;
}

const module = join(mkdtempSync(join(tmpdir(), "jifen-")), "shangjie-201x.js");
execFileSync(process.execPath, [
  join(root, "dist/cli.js"),
  ...["compile", "shangjie-201x", "--output", module],
]);
const compiled = `export { default as ruleset } from ${JSON.stringify(module)};`;

const weighed: readonly Weighed[] = [
  {
    what: "loadRuleset and score",
    code: 'export { loadRuleset, score } from "./dist/index.js";',
    budget: 94_000,
    goal: 65_000,
  },
  {
    what: "score alone, without what compiles a ruleset",
    code: 'export { score } from "./dist/index.js";',
    budget: 43_000,
    goal: 45_000,
  },
  {
    what: "score with a ruleset that was compiled ahead, the ruleset apart",
    code: `export { score } from "./dist/index.js"; ${compiled}`,
    apart: compiled,
    budget: 46_000,
    goal: 45_000,
  },
  {
    what: "one bundled ruleset",
    code: 'export { ruleset } from "./dist/rulesets/longyang-2019.js";',
    budget: 9_000,
    goal: 9_000,
  },
];

/**
 * The bytes of a minified bundle for browsers, after brotli.
 * @param isAlone without what a compiled ruleset imports.
 */
async function weightOf(code: string, isAlone = false): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
    ...(isAlone
      ? { external: ["jifen/runtime"] }
      : { alias: { "jifen/runtime": join(root, "dist/runtime.js") } }),
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? "").length;
}

/** The fastest of several starts of the command line, in milliseconds: others share the machine. */
function startOf(option: string): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [join(root, "dist/cli.js"), option]);
    if (status !== 0) throw new Error(`jifen ${option} ends with ${status}`);
    return performance.now() - start;
  });
  return Math.min(...times);
}

for (const { what, code, apart, budget, goal } of weighed) {
  const bytes = (await weightOf(code)) - (apart === undefined ? 0 : await weightOf(apart, true));
  const isOver = bytes > budget;
  if (isOver) process.exitCode = 1;
  const kilobytes = [bytes, budget, goal].map((one) => (one / 1000).toFixed(1));
  const [size, most, aim] = kilobytes;
  console.log(
    `${what}: ${size} kB of brotli; budget ${most}, goal ${aim}${isOver ? " – too heavy" : ""}`,
  );
}
rmSync(dirname(module), { recursive: true });
for (const option of ["--version", "--help"])
  console.log(
    `jifen ${option}: ${startOf(option).toFixed(0)} ms (not judged: the machine decides)`,
  );
