import { vi } from "vitest";
import { languageForms } from "../../src/expression/language.ts";
import { calendarUnits } from "../../src/values/calendar.ts";
import { isObject, type Json } from "./blocks.ts";

/** As much of a JSON Schema as the format's has. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

/** Objects of the same keys are one thing, wherever they stand. */
function keyOf(properties: Readonly<Record<string, Schema>>, key: string): string {
  return `"${key}" of { ${Object.keys(properties).join(", ")} }`;
}

/** A value of one list of values is one thing; a unit of the calendar is one wherever it stands. */
function listedOf(values: readonly string[], value: string): string {
  if (calendarUnits.every((unit) => values.includes(unit))) return `the unit "${value}"`;
  return `"${value}" of ${values.join(", ")}`;
}

function inner(schema: Schema): Schema[] {
  const { properties = {}, additionalProperties, items, prefixItems = [], anyOf = [] } = schema;
  return [
    ...Object.values(properties),
    ...(typeof additionalProperties === "object" ? [additionalProperties] : []),
    ...(items === undefined ? [] : [items]),
    ...prefixItems,
    ...anyOf,
  ];
}

/** Every key and every listed value that a schema offers. */
export function offered(schema: Schema): Set<string> {
  const all = new Set<string>();
  const see = (part: Schema): void => {
    const { properties, propertyNames } = part;
    for (const key of Object.keys(properties ?? {})) all.add(keyOf(properties ?? {}, key));
    for (const values of [part.enum, propertyNames?.enum])
      for (const value of values ?? []) all.add(listedOf(values ?? [], value));
    inner(part).forEach(see);
  };
  see(schema);
  return all;
}

/** Every key and every listed value of a schema that a document uses. */
export function used(schema: Schema, document: Json): Set<string> {
  const all = new Set<string>();
  const see = (part: Schema, json: Json): void => {
    for (const option of part.anyOf ?? []) if (mayBe(option, json)) see(option, json);
    if (typeof json === "string" && part.enum?.includes(json)) all.add(listedOf(part.enum, json));
    if (Array.isArray(json)) {
      for (const [index, one] of json.entries()) {
        const of = part.prefixItems?.[index] ?? part.items;
        if (of !== undefined) see(of, one);
      }
    } else if (isObject(json)) {
      for (const [key, one] of Object.entries(json)) seeKey(part, key, one);
    }
  };
  const seeKey = (part: Schema, key: string, json: Json): void => {
    const { properties, additionalProperties, propertyNames } = part;
    const property = properties?.[key];
    if (properties !== undefined && property !== undefined) all.add(keyOf(properties, key));
    if (propertyNames?.enum !== undefined) all.add(listedOf(propertyNames.enum, key));
    const of = property ?? additionalProperties;
    if (typeof of === "object") see(of, json);
  };
  see(schema, document);
  return all;
}

function mayBe(schema: Schema, json: Json): boolean {
  if (isObject(json) && schema.properties !== undefined && schema.additionalProperties === false)
    return Object.keys(json).every((key) => Object.hasOwn(schema.properties ?? {}, key));
  const type = Array.isArray(json) ? "array" : json === null ? "null" : typeof json;
  return schema.type === undefined || [schema.type].flat().includes(type);
}

/** The names of the operators that are read while something is done. */
export function operatorsRead(action: () => void): Set<string> {
  const names = new Set<string>();
  const forms = languageForms as Map<string, unknown>;
  const get = vi.spyOn(forms, "get").mockImplementation((name) => {
    names.add(name);
    return Map.prototype.get.call(forms, name);
  });
  try {
    action();
  } finally {
    get.mockRestore();
  }
  return names;
}

/** Every value under a key, anywhere in a document. */
export function under(json: Json, key: string): Json[] {
  if (Array.isArray(json)) return json.flatMap((one: Json) => under(one, key));
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([name, one]) => [
    ...(name === key ? [one] : []),
    ...under(one, key),
  ]);
}
