import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Options } from "tsup";
import { defineConfig } from "tsup";
import { licencesIn } from "./scripts/build/licences.ts";
import { pureConstants } from "./scripts/build/pure.ts";

/** What programs import; the command line is built beside it, as an ES module only. */
const library = {
  index: "src/index.ts",
  score: "src/score.ts",
  runtime: "src/runtime.ts",
  rulesets: "src/rulesets.ts",
  node: "src/node.ts",
  arrow: "src/arrow.ts",
  ...Object.fromEntries(
    readdirSync("rulesets").map((file) => {
      const id = file.replace(/\.json$/, "");
      return [`rulesets/${id}`, `src/rulesets/${id}.ts`];
    }),
  ),
};

/** The packages that only files need. They are bundled, so that nobody has to install them. */
const readers = ["csv-parse", "jsonc-parser", "yaml"];

const licences = licencesIn("dist/THIRD-PARTY-LICENSES");

const shared = {
  target: "es2022",
  platform: "node",
  splitting: true,
  removeNodeProtocol: false,
  noExternal: readers,
  // tsup passes `baseUrl` to the compiler, which TypeScript 6 refuses without this (TS5101).
  dts: { entry: library, compilerOptions: { ignoreDeprecations: "6.0" } },
  esbuildOptions: (options) => {
    // ES modules where a package has them: those of CommonJS call `require`, which an ES module does not have.
    options.mainFields = ["module", "main"];
    options.alias = { yaml: resolve("node_modules/yaml/browser/index.js") };
  },
} satisfies Options;

const esm = {
  ...shared,
  name: "esm",
  format: "esm",
  entry: library,
  esbuildPlugins: [pureConstants, licences],
} satisfies Options;

const cjs = {
  ...shared,
  name: "cjs",
  format: "cjs",
  entry: library,
  esbuildPlugins: [licences],
} satisfies Options;

/** The command line loads what a command needs when it runs; it brings everything along, as one package to start. */
const cli = {
  ...shared,
  name: "cli",
  format: "esm",
  entry: { cli: "src/cli.ts" },
  dts: false,
  noExternal: [/./],
  esbuildPlugins: [licences],
  // What is only there as CommonJS requires modules of Node.
  banner: {
    js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  esbuildOptions: (options) => {
    shared.esbuildOptions(options);
    options.chunkNames = "cli/[name]-[hash]";
  },
} satisfies Options;

const builds = [esm, cjs, cli];

// Installing in a clone builds what `npx jifen` and programs run; types take long, and only packages need them.
const isInstall = process.env["npm_lifecycle_event"] === "prepare";

export default defineConfig(
  isInstall ? builds.map((one) => ({ ...one, dts: false, silent: true })) : builds,
);
