import { formatJsonSchema } from "../src/index.ts";

/** The JSON Schema of the format, for editors: what `$schema` of a ruleset points to. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["schema/ruleset.schema.json", `${JSON.stringify(formatJsonSchema(), null, 2)}\n`],
  ]);
}
