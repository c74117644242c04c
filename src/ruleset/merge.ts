import type { Json } from "../document/ruleset.ts";
import { definitionOf, formOf, schemaAt } from "../document/walk.ts";
import { didYouMean, type Issue, issue, pointerTo } from "../values/issue.ts";
import type { Text } from "../values/text.ts";
import { type Origin, originOfPart } from "./origin.ts";
import { type Element, placeElements } from "./place.ts";

type JsonObject = { readonly [key: string]: Json };

/** A part of a document, and where it was written. */
interface Part {
  readonly json: Json;
  readonly origin: Origin;
}

/** A document with what it extends. */
export interface Merged extends Part {
  readonly issues: readonly Issue[];
  /** For parts that the base does not have: the likely intended part, by place. */
  readonly hints: ReadonlyMap<string, Text>;
}

/** How two parts are merged; a part of any other form is replaced whole. */
type Form = "object" | "record" | "listed" | "cells" | "whole";

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** A reading is replaced by its chosen case, so its parts are never merged. */
function isReading(json: Json | undefined): boolean {
  if (!isObject(json) || Object.keys(json).length !== 1) return false;
  return typeof json["reading"] === "string" || Array.isArray(json["reading"]);
}

/** Merges one document over another. */
export function mergeRulesets(base: Part, overlay: Part, schema: unknown): Merged {
  const merger = new Merger(base.origin.document);
  const part = merger.merge(base, overlay, schema, "", "object");
  return { ...part, issues: merger.issues, hints: merger.hints };
}

class Merger {
  readonly issues: Issue[] = [];
  readonly hints = new Map<string, Text>();

  constructor(private readonly baseName: string) {}

  /** @param pointer where the part stands in the merged document. */
  merge(base: Part | undefined, overlay: Part, schema: unknown, pointer: string, form: Form): Part {
    if (isReading(overlay.json) || isReading(base?.json)) return overlay;
    if (form === "listed" && Array.isArray(overlay.json))
      return this.mergeLists(base, overlay, schema, pointer);
    if (form === "whole" || form === "listed" || !isObject(overlay.json)) return overlay;
    if (form === "cells" && !isObject(base?.json)) return overlay;
    return this.mergeObjects(base, overlay, schema, pointer, form);
  }

  private mergeObjects(
    base: Part | undefined,
    overlay: Part,
    schema: unknown,
    pointer: string,
    form: Form,
  ): Part {
    const before = isObject(base?.json) ? base.json : {};
    const after = overlay.json as JsonObject;
    const parts = new Map<string, Part>();
    const keep = (key: string): void => {
      if (Object.hasOwn(before, key) && base !== undefined)
        parts.set(key, { json: before[key] ?? null, origin: originOfPart(base.origin, key) });
    };
    // An overlay that names every key, even to remove it, determines their order.
    const isOrder =
      form === "record" && Object.keys(before).every((key) => Object.hasOwn(after, key));
    if (!isOrder) for (const key of Object.keys(before)) keep(key);
    for (const [key, json] of Object.entries(after)) {
      if (isOrder) keep(key);
      const origin = originOfPart(overlay.origin, key);
      const place = pointerTo(pointer, key);
      const inner = innerSchema(schema, key, parts.get(key)?.json ?? json);
      if (json === null) {
        if (!parts.delete(key)) this.reportMissing(key, Object.keys(before), origin);
        continue;
      }
      const isNew = !parts.has(key);
      if (isNew && form === "record") this.suggest(place, key, Object.keys(before));
      const merged = this.merge(
        parts.get(key),
        { json, origin },
        inner,
        place,
        formAt(form, inner, key, before),
      );
      parts.set(key, merged);
    }
    return {
      json: Object.freeze(Object.fromEntries([...parts].map(([key, { json }]) => [key, json]))),
      origin: {
        ...overlay.origin,
        parts: new Map([...parts].map(([key, { origin }]) => [key, origin])),
      },
    };
  }

  private mergeLists(
    base: Part | undefined,
    overlay: Part,
    schema: unknown,
    pointer: string,
  ): Part {
    const elements = (part: Part | undefined): Element[] =>
      Array.isArray(part?.json)
        ? part.json.map((json, index) => ({
            id: isObject(json) && typeof json["id"] === "string" ? json["id"] : undefined,
            json,
            origin: originOfPart(part.origin, index),
          }))
        : [];
    const element = schemaAt(schema, 0);
    const placed = placeElements(elements(base), elements(overlay), {
      base: this.baseName,
      merge: (before, after) => ({
        ...after,
        ...this.merge(before, after, element, pointerTo(pointer, after.id ?? ""), "object"),
      }),
      report: (issue) => void this.issues.push(issue),
    });
    const known = elements(base).flatMap(({ id }) => id ?? []);
    for (const [index, { id }] of placed.entries())
      if (id !== undefined && !known.includes(id))
        this.suggest(pointerTo(pointer, index), id, known);
    return {
      json: Object.freeze(placed.map(({ json }) => json)) as Json,
      origin: {
        ...overlay.origin,
        parts: new Map(placed.map(({ origin }, index) => [String(index), origin])),
      },
    };
  }

  private suggest(pointer: string, name: string, known: readonly string[]): void {
    const hint = didYouMean(name, known);
    if (hint !== undefined) this.hints.set(pointer, hint);
  }

  private reportMissing(
    name: string,
    known: readonly string[],
    { document, pointer }: Origin,
  ): void {
    const details = { name, expected: this.baseName };
    this.issues.push({
      ...issue("not-in-base", pointer, details, didYouMean(name, known)),
      document,
    });
  }
}

/** The schema of the value at a key; if it has several forms, that of the value's own. */
function innerSchema(schema: unknown, key: string, json: Json): unknown {
  const inner = schema === undefined ? undefined : schemaAt(schema, key);
  return inner === undefined || !isObject(json) ? inner : formOf(inner, json);
}

/** How the value at a key is merged. */
function formAt(form: Form, schema: unknown, key: string, before: JsonObject): Form {
  // The parts of a cell are values; the levels above it are the values of the axes.
  if (form === "cells")
    return Object.hasOwn(before, "value") && Object.hasOwn(before, "clause") ? "whole" : "cells";
  if (schema === undefined) return "whole";
  if (key === "cells" && form === "object") return "cells";
  const { type, element } = definitionOf(schema);
  if (type === "object" || type === "record") return type;
  const isListed = type === "array" && Object.hasOwn(definitionOf(element).shape ?? {}, "id");
  return isListed ? "listed" : "whole";
}
