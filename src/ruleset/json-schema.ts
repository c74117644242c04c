import * as z from "zod/mini";
import { retractionType } from "../document/event.ts";
import { rulesetSchema } from "../document/ruleset.ts";
import type { ValueType } from "../expression/types.ts";
import { demandLoaded } from "../values/arguments.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { descriptions } from "./descriptions.ts";
import { overlaySchema } from "./overlay-schema.ts";
import { readingSchema, readingsWithin, withReadings } from "./reading-schema.ts";
import type { Attribute, EventType, ResolvedRuleset } from "./resolved.ts";
import type { Definitions, SchemaPart } from "./schema-part.ts";

/** A JSON Schema (draft 2020-12), as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of the ruleset format, for editors: of whole documents, of those that extend others, with readings. */
export function formatJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(rulesetSchema, { io: "input", reused: "ref" });
  const { $schema, $defs, ...ruleset } = schema as SchemaPart & {
    readonly $schema: string;
    readonly $defs: Definitions;
  };
  const defs = {
    ...withReadings($defs),
    ruleset: readingsWithin(ruleset),
    reading: readingSchema,
  };
  describeKeys(defs, "", defs.ruleset, new Set());
  const { format = {}, id = {} } = defs.ruleset.properties ?? {};
  const base = { type: "string", description: descriptions["extends"] ?? "" };
  const overlay = overlaySchema(defs, "ruleset", { format, extends: base, id });
  return {
    $schema,
    title: "A jifen ruleset, format 1",
    type: "object",
    if: { required: ["extends"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: overlay.schema,
    else: { $ref: "#/$defs/ruleset" },
    $defs: { ...defs, ...overlay.definitions },
  };
}

/** Adds a description to every key, by the key and its parent. */
function describeKeys(
  definitions: Readonly<Record<string, SchemaPart>>,
  parent: string,
  part: SchemaPart,
  seen: Set<SchemaPart>,
): void {
  if (seen.has(part)) return;
  seen.add(part);
  const referred = definitions[part.$ref?.replace("#/$defs/", "") ?? ""];
  if (referred !== undefined) describeKeys(definitions, parent, referred, seen);
  for (const [key, property] of Object.entries(part.properties ?? {})) {
    const description = descriptions[`${parent}.${key}`] ?? descriptions[key];
    if (property.description === undefined && description !== undefined)
      property.description = description;
    describeKeys(definitions, key, property, seen);
  }
  const { additionalProperties, items, prefixItems = [], anyOf = [] } = part;
  for (const inner of [additionalProperties, items, ...prefixItems, ...anyOf]) {
    if (typeof inner === "object") describeKeys(definitions, parent, inner, seen);
  }
}

/**
 * The schema of the events of one loaded ruleset: what `score` takes.
 * @throws {UsageError} for anything but a loaded ruleset.
 */
export function eventJsonSchema(loaded: Resolved): JsonSchema {
  demandLoaded("eventJsonSchema", loaded);
  return schemaOfEvents(loaded.resolved);
}

/** The schema of the events of a ruleset that need not be ready to run. */
export function schemaOfEvents(ruleset: ResolvedRuleset): JsonSchema {
  const types = [...ruleset.events.values()].map((type) => eventSchema(type));
  const retraction = {
    type: "object",
    properties: {
      id: { type: "string", minLength: 1 },
      type: { const: retractionType },
      at: { type: "string" },
      subject: { type: "string" },
      retracts: { type: "string", minLength: 1 },
    },
    required: ["id", "type", "at", "retracts"],
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `${ruleset.title.en} / ${ruleset.title.zh}`,
    oneOf: [...types, retraction],
  };
}

/** A loaded ruleset, as far as it is needed here. */
interface Resolved {
  readonly resolved: ResolvedRuleset;
}

function eventSchema(type: EventType): JsonSchema {
  const attributes = Object.fromEntries(
    type.attributes.map((attribute) => [attribute.name, attributeSchema(attribute)]),
  );
  const required = type.attributes.filter(
    (attribute) => !attribute.optional && attribute.default === undefined,
  );
  return {
    type: "object",
    title: `${type.label.en} / ${type.label.zh}`,
    properties: {
      id: { type: "string", minLength: 1 },
      type: { const: type.id },
      at: { type: "string", description: "2024-03-05, or 2024-03-05T09:30:00+08:00" },
      ...(type.subjects.length === 0 ? {} : { subject: { type: "string", minLength: 1 } }),
      revises: { type: "string" },
      ...attributes,
    },
    required: [
      "id",
      "type",
      "at",
      ...(type.subjects.length === 0 ? [] : ["subject"]),
      ...required.map(({ name }) => name),
    ],
  };
}

function attributeSchema({ type, label, whole }: Attribute): JsonSchema {
  return { title: `${label.en} / ${label.zh}`, ...dispatch(valueSchemas, type, whole) };
}

const text = (): JsonSchema => ({ type: "string" });

/** How a value of each kind of type is written. */
const valueSchemas: ByKind<ValueType, [whole: boolean], JsonSchema> = {
  number: (_type, whole) => ({ type: ["string", whole ? "integer" : "number"] }),
  text,
  boolean: () => ({ type: "boolean" }),
  day: () => ({ type: "string", format: "date" }),
  calendar: text,
  enum: ({ values }) => ({ enum: values }),
  subject: text,
  list: ({ of }, whole) => ({ type: "array", items: dispatch(valueSchemas, of, whole) }),
  unknown: text,
};
