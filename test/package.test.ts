import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { bundled } from "../src/rulesets/bundled.ts";
import { rulesets } from "../src/rulesets.ts";
import { builtFile } from "./built.ts";

const root = resolve(import.meta.dirname, "..");
const ids = readdirSync(resolve(root, "rulesets")).map((file) => basename(file, ".json"));

/** The files of the source and of packages that a module brings along, bundled for browsers. */
async function broughtBy(code: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["node:*", "stream"],
    metafile: true,
    write: false,
    logLevel: "error",
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 && path !== "<stdin>" ? [path] : [],
    ),
  );
}

test("every bundled ruleset has an entry of its own, and is the same under all of its names", async () => {
  expect(Object.keys(rulesets)).toEqual(ids);
  expect(Object.keys(bundled)).toEqual(ids);
  for (const [id, load] of Object.entries(bundled)) {
    const { ruleset } = await load();
    expect(ruleset).toBe(rulesets[id as keyof typeof rulesets]);
    expect(ruleset).toMatchObject({ id });
  }
});

test("one ruleset is loaded without the others", async () => {
  const [id = ""] = ids;
  const brought = await broughtBy(`export { ruleset } from "./src/rulesets/${id}.ts";`);
  expect(brought.filter((path) => path.endsWith(".json"))).toEqual([`rulesets/${id}.json`]);
});

test("scoring brings neither the schema of documents nor what evaluates, explains and examines rulesets", async () => {
  const brought = await broughtBy('export { score } from "./src/index.ts";');
  const needless =
    /^(node_modules\/zod\/|src\/(ruleset|explain|examples|diagnostics)\/|src\/expression\/formula|src\/program\/(cite|evaluate|operations|range|rates|shift|table)\.ts)/;
  expect(brought.filter((path) => needless.test(path))).toEqual([]);
  expect(brought).toContain("src/engine/score.ts");
});

test("a ruleset that was compiled ahead brings nothing that reads, resolves or compiles one", async () => {
  const brought = await broughtBy(
    'export * from "./src/score.ts"; export * from "./src/runtime.ts";',
  );
  const needless =
    /^(node_modules\/zod|src\/(ruleset|explain|examples|diagnostics)\/|src\/program\/(load|compile|code|codegen|link-condition|literal|means|means-source|missing|module|source)\.ts)/;
  expect(brought.filter((path) => needless.test(path))).toEqual([]);
  expect(brought).toContain("src/program/compiled.ts");
});

test("a package that programs need is installed with jifen, and no other", async () => {
  const brought = await broughtBy(
    'export * from "./src/index.ts"; export * from "./src/rulesets.ts";',
  );
  const packages = brought.flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const { dependencies } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
    readonly dependencies: object;
  };
  expect([...new Set(packages)].sort()).toEqual(Object.keys(dependencies).sort());
});

/** The files of the source and the packages that a module of the command line imports before anything is asked of it. */
async function startedBy(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: ["src/cli.ts"],
    absWorkingDir: root,
    outdir: "started",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    metafile: true,
    write: false,
    logLevel: "error",
  });
  const chunks = Object.entries(metafile.outputs);
  const start = chunks.find(([, { entryPoint }]) => entryPoint === entry)?.[0] ?? "";
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const { imports = [], inputs = {} } = metafile.outputs[path] ?? {};
    for (const input of Object.keys(inputs)) found.add(input);
    for (const { kind, path: next } of imports) if (kind === "import-statement") visit(next);
  };
  visit(start);
  return [...found].filter((path) => !path.startsWith("started/") && !path.startsWith("node:"));
}

test("help starts without rulesets, engine or any package but that of the options", async () => {
  const started = await startedBy("src/cli.ts");
  const rest = started.filter((path) => !/^src\/(cli\.ts$|cli\/|values\/|files\/)/.test(path));
  expect(rest).toEqual(["commander"]);
  expect(started).toContain("src/cli/main.ts");
});

test("scoring starts without rulesets, the linter, examples and the reader of YAML", async () => {
  const started = await startedBy("src/cli/score.ts");
  const needless = /^(src\/(diagnostics|examples)\/|rulesets\/|yaml$)/;
  expect(started.filter((path) => needless.test(path))).toEqual([]);
  expect(started).toContain("src/engine/score.ts");
});

// Under a content policy that forbids it, trying is already a violation: it is reported, though nothing fails.
test("loading and scoring never try to make code of text", () => {
  const program = `
    let tried = 0;
    globalThis.Function = new Proxy(Function, {
      construct() { tried += 1; throw new EvalError("forbidden"); },
      apply() { tried += 1; throw new EvalError("forbidden"); },
    });
    const { checkRuleset, runExamples } = await import(${JSON.stringify(builtFile("index"))});
    const { rulesets } = await import(${JSON.stringify(builtFile("rulesets"))});
    const { examples } = runExamples(rulesets["${ids[0]}"]);
    checkRuleset({ format: 2, rules: [{ id: 1 }] });
    console.log(tried, examples.length > 0);
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(stdout).toBe("0 true\n");
});
