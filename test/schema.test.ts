import { readFileSync } from "node:fs";
import { resolve } from "node:path";
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

  test.each(Object.keys(rulesets))("is named by %s", (id) => {
    const { $schema } = JSON.parse(read(`rulesets/${id}.json`)) as { $schema: string };
    expect(resolve(root, "rulesets", $schema)).toBe(resolve(root, "schema/ruleset.schema.json"));
  });

  test.each(Object.entries(rulesets))("is no part of what %s says: its hash", (_, document) => {
    const elsewhere = { ...(document as object), $schema: "elsewhere.json" };
    expect(parseRuleset(elsewhere).value?.hash).toBe(parseRuleset(document).value?.hash);
  });
});
