import { type Definitions, isRecursive, referenceTo, type SchemaPart } from "./schema-part.ts";

/** `{ "reading": … }`: it is chosen before the shape is looked at, so that it may stand for anything. */
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

/** The definitions, where a reading may stand for every part of them; an expression may be one anyhow. */
export function withReadings(definitions: Definitions): Record<string, SchemaPart> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, part]) => [
      name,
      isRecursive(definitions, name) ? part : orReading(part),
    ]),
  );
}

/** The document itself is no reading, but its parts may be. */
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
