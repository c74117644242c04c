import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** The rulesets of the repository: the bundled ones, those of other fields and those of the language's parts. */
export const documents = [
  "rulesets",
  "docs/examples",
  "test/conformance/choices",
  "test/conformance/constructs",
  "test/conformance/hard-cases",
].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, unknown] => [
      name,
      JSON.parse(readFileSync(join(root, folder, name), "utf8")),
    ]),
);
