import {
  type Definitions,
  isRecursive,
  nameOf,
  referenceTo,
  type SchemaPart,
} from "./schema-part.ts";

/** Removes a key from the base. */
const nothing = { type: "null", description: "Removes it from the extended ruleset." };

/** The schema of a document that extends another: any part of one, at any depth, with definitions of its own. */
export function overlaySchema(
  definitions: Definitions,
  name: string,
  more: Readonly<Record<string, SchemaPart>>,
): { readonly schema: SchemaPart; readonly definitions: Definitions } {
  const writer = new OverlayWriter(definitions);
  const { properties, ...whole } = writer.part(definitions[name] ?? {});
  const own = { ...properties, ...more };
  return {
    schema: { ...whole, properties: own, required: Object.keys(more) },
    definitions: Object.fromEntries(writer.written),
  };
}

/** Writes for each definition what an overlay may state of it. */
class OverlayWriter {
  readonly written = new Map<string, SchemaPart>();

  constructor(private readonly definitions: Definitions) {}

  part(part: SchemaPart): SchemaPart {
    const { $ref, properties, additionalProperties, items, anyOf } = part;
    if ($ref !== undefined) return { ...part, $ref: this.reference($ref) };
    if (anyOf !== undefined) return { ...part, anyOf: anyOf.map((one) => this.part(one)) };
    if (properties !== undefined) {
      const { required = [], ...rest } = part;
      const entries = Object.entries(properties).map(([key, property]) => {
        const inner = this.part(property);
        return [key, required.includes(key) ? inner : orNothing(inner)];
      });
      return { ...rest, properties: Object.fromEntries(entries) };
    }
    if (typeof additionalProperties === "object")
      return { ...part, additionalProperties: orNothing(this.part(additionalProperties)) };
    return typeof items === "object" ? { ...part, items: this.element(items) } : part;
  }

  /** Elements that have an id are found by it; other lists are replaced whole. */
  private element(items: SchemaPart): SchemaPart {
    const { $ref, anyOf, properties } = items;
    if ($ref !== undefined) {
      const referred = this.definitions[nameOf($ref)] ?? {};
      return hasId(referred) ? this.element(referred) : items;
    }
    if (anyOf !== undefined)
      return hasId(items) ? { ...items, anyOf: anyOf.map((one) => this.element(one)) } : items;
    if (properties?.["id"] === undefined) return items;
    const { properties: own, ...rest } = this.part(items);
    return { ...rest, properties: { ...own, ...placing }, required: ["id"] };
  }

  private reference($ref: string): string {
    const name = nameOf($ref);
    // An expression is replaced whole; it is the only recursive definition.
    if (name === "reading" || isRecursive(this.definitions, name)) return $ref;
    const own = `${name}-overlay`;
    if (!this.written.has(own)) this.written.set(own, this.part(this.definitions[name] ?? {}));
    const isSame = JSON.stringify(this.written.get(own)) === JSON.stringify(this.definitions[name]);
    if (!isSame) return referenceTo(own);
    this.written.delete(own);
    return $ref;
  }
}

function hasId({ properties, anyOf = [] }: SchemaPart): boolean {
  return properties?.["id"] !== undefined || anyOf.some(hasId);
}

function orNothing(part: SchemaPart): SchemaPart {
  const { description, ...rest } = part;
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, nothing] };
}

const id = { type: "string" };
const placing = {
  remove: { const: true, description: "Removes the element from the extended ruleset." },
  after: { ...id, description: "The id of the element that it follows." },
  before: { ...id, description: "The id of the element that it precedes." },
};
