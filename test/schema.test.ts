import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { schemaFiles } from "../scripts/schema.ts";
import { formatJsonSchema } from "../src/index.ts";
import { parseRuleset } from "../src/ruleset/parse.ts";
import { rulesets } from "../src/rulesets.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(resolve(root, path), "utf8");

interface Part {
  readonly properties?: Readonly<Record<string, Part>>;
  readonly description?: string;
}

/** Every key of every object of a schema that nobody explains, by the keys beside it. */
function unexplained(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const { properties } = part as Part;
  const keys =
    typeof properties === "object" && !("const" in part)
      ? Object.entries(properties).filter(
          ([, property]) => typeof property === "object" && property.description === undefined,
        )
      : [];
  const names = keys.map(([key]) => `${key} of { ${Object.keys(properties ?? {}).join(", ")} }`);
  return [...names, ...Object.values(part).flatMap(unexplained)];
}

/** Every ruleset of the repository. */
function documents(): string[] {
  const folders = [
    "rulesets",
    "docs/examples",
    ...["constructs", "choices", "hard-cases"].map((one) => `test/conformance/${one}`),
  ];
  return folders.flatMap((folder) =>
    readdirSync(resolve(root, folder))
      .filter((name) => name.endsWith(".json"))
      .map((name) => `${folder}/${name}`),
  );
}

describe("the schema for editors", () => {
  test("is that of the format as it is: npm run generate", () => {
    for (const [path, text] of schemaFiles()) expect(read(path) === text, path).toBe(true);
  });

  test("explains every key", () => {
    const { $defs, ...whole } = formatJsonSchema() as { $defs: Record<string, unknown> };
    const { reading: _, ...definitions } = $defs;
    expect([...new Set(unexplained({ whole, definitions }))]).toEqual([]);
  });

  test("lets a document that extends another have any part of one, and nothing else", () => {
    const { then: overlay, $defs } = formatJsonSchema() as {
      then: { properties: object };
      $defs: { ruleset: { properties: object } };
    };
    expect(Object.keys(overlay.properties).sort()).toEqual(
      [...Object.keys($defs.ruleset.properties), "extends"].sort(),
    );
  });

  const validate = new Ajv2020({ strict: false }).compile(formatJsonSchema());

  test.each(documents())("finds nothing amiss in %s", (path) => {
    validate(JSON.parse(read(path)));
    expect(validate.errors).toBe(null);
  });

  const own = { format: 1, extends: "longyang-2019", id: "ours" };

  test.each<[string, object]>([
    ["nothing else", own],
    ["one value", { ...own, parameters: { "L1.max": { value: "70" } } }],
    ["a cell", { ...own, tables: { adoption: { cells: { province: { value: "25" } } } } }],
    ["a key taken out", { ...own, outcomes: { criticism: null }, parameters: { "L1.max": null } }],
    ["a rule taken out", { ...own, rules: [{ id: "failed", remove: true }] }],
    ["a rule put elsewhere", { ...own, rules: [{ id: "failed", before: "adoption" }] }],
    ["a check", { ...own, events: { adoption: { checks: [{ id: "x", else: "warn" }] } } }],
    ["other steps", { ...own, accounts: { base: { steps: [{ sum: {} }] } } }],
    ["another default", { ...own, interpretations: { repeatedly: { default: "2" } } }],
  ])("lets an overlay state %s", (_, overlay) => {
    validate(overlay);
    expect(validate.errors).toBe(null);
  });

  test.each<[string, object]>([
    ["a key that there is not", { ...own, parameters: { "L1.max": { valu: "70" } } }],
    ["a step that is none", { ...own, accounts: { base: { steps: [{ summ: {} }] } } }],
    [
      "a step with a key that there is not",
      { ...own, accounts: { base: { steps: [{ cap: 3, caluse: "L1" }] } } },
    ],
    ["a rule without its id", { ...own, rules: [{ amount: 3 }] }],
    [
      "a check that does something else",
      { ...own, events: { a: { checks: [{ id: "x", else: "stop" }] } } },
    ],
    ["no id of its own", { format: 1, extends: "longyang-2019" }],
  ])("finds in an overlay %s", (_, overlay) => {
    expect(validate(overlay)).toBe(false);
  });

  test.each(Object.keys(rulesets))("is named by %s", (id) => {
    const { $schema } = JSON.parse(read(`rulesets/${id}.json`)) as { $schema: string };
    expect(resolve(root, "rulesets", $schema)).toBe(resolve(root, "schema/ruleset.schema.json"));
  });

  test.each(Object.entries(rulesets))("is no part of what %s says: its hash", (_, document) => {
    const elsewhere = { ...(document as object), $schema: "elsewhere.json" };
    expect(parseRuleset(elsewhere).value?.hash).toBe(parseRuleset(document).value?.hash);
  });
});
