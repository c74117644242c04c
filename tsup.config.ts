import type { Options } from "tsup";
import { defineConfig } from "tsup";

/** What programs import; the command line is built beside it, as an ES module only. */
const library = {
  index: "src/index.ts",
  rulesets: "src/rulesets.ts",
  node: "src/node.ts",
};

const shared = {
  target: "es2022",
  platform: "node",
  splitting: true,
  removeNodeProtocol: false,
  // tsup passes `baseUrl` to the compiler, which TypeScript 6 refuses without this (TS5101).
  dts: { entry: library, compilerOptions: { ignoreDeprecations: "6.0" } },
} satisfies Options;

const esm = {
  ...shared,
  name: "esm",
  format: "esm",
  entry: { ...library, cli: "src/cli.ts" },
} satisfies Options;

const cjs = { ...shared, name: "cjs", format: "cjs", entry: library } satisfies Options;

// Installing in a clone builds what `npx jifen` and programs run; types take long, and only packages need them.
const isInstall = process.env["npm_lifecycle_event"] === "prepare";

export default defineConfig(
  isInstall ? [esm, cjs].map((one) => ({ ...one, dts: false, silent: true })) : [esm, cjs],
);
