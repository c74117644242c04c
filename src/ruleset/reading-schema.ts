import { type Definitions, isRecursive, referenceTo, type SchemaPart } from "./schema-part.ts";

/** `{ "reading": … }`: resolved before the shape is checked, so it may replace anything. */
export const readingSchema = {
  title: "A reading",
  description: "A value that depends on the option chosen for an interpretation.",
  type: "object",
  properties: {
    reading: {
      anyOf: [
        { type: "string" },
        {
          type: "array",
          prefixItems: [{ type: "string" }, { type: "object" }],
          minItems: 1,
          maxItems: 2,
        },
      ],
    },
  },
  required: ["reading"],
  additionalProperties: false,
} as const;

const reading: SchemaPart = { $ref: referenceTo("reading") };

/** The definitions with a reading allowed for every part; an expression allows one already. */
export function withReadings(definitions: Definitions): Record<string, SchemaPart> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, part]) => [
      name,
      isRecursive(definitions, name) ? part : orReading(part),
    ]),
  );
}

/** The document itself cannot be a reading, but its parts can. */
export function readingsWithin(part: SchemaPart): SchemaPart {
  const { properties, additionalProperties, items } = part;
  if (properties !== undefined) return { ...part, properties: mapped(properties) };
  if (typeof additionalProperties === "object")
    return { ...part, additionalProperties: orReading(additionalProperties) };
  return typeof items === "object" ? { ...part, items: orReading(items) } : part;
}

function orReading(part: SchemaPart): SchemaPart {
  const { anyOf, description, ...rest } = part;
  if (part.$ref !== undefined || "const" in part) return part;
  const told = description === undefined ? {} : { description };
  if (anyOf !== undefined)
    return { ...rest, ...told, anyOf: [...anyOf.map(readingsWithin), reading] };
  return { ...told, anyOf: [readingsWithin(rest), reading] };
}

function mapped(parts: Readonly<Record<string, SchemaPart>>): Record<string, SchemaPart> {
  return Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, orReading(one)]));
}
