import { type Json, type RulesetDocument, rulesetSchema } from "../document/ruleset.ts";
import { definitionOf, schemaAt } from "../document/walk.ts";
import { bareCopy, bareObject } from "../values/bare.ts";
import { didYouMean, type Issue, issue, pointerTo } from "../values/issue.ts";
import { expectation, notPlain, type ShapeIssue } from "./expectation.ts";

/** Deepest nesting of a document. */
const documentDepth = 128;

/** A frozen copy of plain JSON data; what is not plain data is an issue. */
export function copyJson(input: unknown, issues: Issue[], pointer = "", depth = 0): Json {
  if (depth > documentDepth) {
    issues.push(issue("too-deep", pointer, { expected: String(documentDepth) }));
    return null;
  }
  if (input === null || typeof input === "string" || typeof input === "boolean") return input;
  if (typeof input === "number" && Number.isFinite(input)) return input;
  if (Array.isArray(input)) {
    return Object.freeze(
      input.map((part, index) => copyJson(part, issues, pointerTo(pointer, index), depth + 1)),
    ) as Json;
  }
  const prototype: unknown = typeof input === "object" ? Object.getPrototypeOf(input) : undefined;
  if (prototype !== null && prototype !== Object.prototype && !isForeignObject(prototype)) {
    issues.push(issue("not-json-data", pointer, { expected: notPlain(input) }));
    return null;
  }
  const copy = bareObject<Json>([]);
  for (const [key, part] of Object.entries(input as object)) {
    if (key === "__proto__")
      issues.push(issue("unknown-key", pointerTo(pointer, key), { name: key }));
    else if (part !== undefined)
      copy[key] = copyJson(part, issues, pointerTo(pointer, key), depth + 1);
  }
  return Object.freeze(copy);
}

/** The prototype of plain objects of another realm. */
function isForeignObject(prototype: unknown): boolean {
  return (
    typeof prototype === "object" &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "isPrototypeOf")
  );
}

/** What nothing else is found by: something may stand in for it, so that the rest is looked at all the same. */
const standIns: Readonly<Record<string, (chosen: Json) => Json | undefined>> = {
  en: () => "…",
  zh: () => "…",
  label: () => ({ en: "…", zh: "…" }),
  title: () => ({ en: "…", zh: "…" }),
  text: () => ({ en: "…", zh: "…" }),
  question: () => ({ en: "…", zh: "…" }),
  place: () => "…",
  it: () => "…",
  timeZone: () => "UTC",
  clause: (chosen) => {
    const clauses = at(chosen, ["clauses"]);
    return typeof clauses === "object" && clauses !== null ? Object.keys(clauses)[0] : undefined;
  },
};

/** JSON data with something that stands in for what lacks or is misshapen at a place; undefined: nothing can. */
function mended(json: Json, { code, path }: ShapeIssue, chosen: Json): Json | undefined {
  const [key, ...rest] = path.map(String);
  if (code === "unrecognized_keys" || code === "invalid_key" || key === undefined) return undefined;
  if (typeof json !== "object" || json === null) return undefined;
  const holder = json as { readonly [key: string]: Json };
  const part =
    rest.length === 0
      ? Object.hasOwn(standIns, key)
        ? standIns[key]?.(chosen)
        : undefined
      : mended(
          (Object.hasOwn(holder, key) ? holder[key] : null) ?? null,
          { code, path: rest, message: "" },
          chosen,
        );
  if (part === undefined) return undefined;
  if (Array.isArray(json)) return json.map((one, index) => (String(index) === key ? part : one));
  return bareObject([...Object.entries(holder), [key, part]]);
}

/** What the schema says of a whole document, or of a part of it by itself. */
interface Read {
  /** Undefined where anything is wrong. */
  readonly data: unknown;
  readonly faults: readonly ShapeIssue[];
}

const partSchemas = Object.entries(rulesetSchema.shape);
type PartSchema = (typeof rulesetSchema.shape)[keyof typeof rulesetSchema.shape];

const topKeys: ReadonlySet<string> = new Set(partSchemas.map(([key]) => key));

/**
 * Reads the shape of one document under several readings, by the parts of its first level: those that all readings
 * share are looked at once.
 */
export class ShapeReader {
  private readonly known = new Map<string, WeakMap<object, Read>>();

  /**
   * The shape of a document whose readings are chosen. Neither unknown keys nor labels and clauses that lack keep the
   * rest from being read: all that is wrong is told at once.
   */
  read(chosen: Json): { document?: RulesetDocument; issues: Issue[] } {
    const { data, faults } = this.whole(chosen);
    if (data !== undefined) return { document: data, issues: [] };
    const issues = faults.flatMap((fault) => issuesOf(fault, [], chosen));
    let whole = chosen;
    for (const fault of faults.filter(({ code }) => code !== "unrecognized_keys")) {
      const next = mended(whole, fault, chosen);
      if (next === undefined) return { issues };
      whole = next;
    }
    const unknown = issues.filter(({ code }) => code === "unknown-key");
    const places = new Set(unknown.map(({ pointer }) => pointer));
    const known = this.whole(without(whole, places, "")).data;
    return known === undefined ? { issues } : { document: known, issues };
  }

  private whole(json: Json): { data: RulesetDocument | undefined; faults: ShapeIssue[] } {
    const document = json as { readonly [key: string]: Json };
    const data = bareObject<unknown>([]);
    const faults: ShapeIssue[] = [];
    for (const [key, schema] of partSchemas) {
      const isThere = Object.hasOwn(document, key);
      const part = this.part(key, schema, isThere ? document[key] : undefined);
      for (const fault of part.faults) faults.push({ ...fault, path: [key, ...fault.path] });
      if (isThere) data[key] = part.data;
    }
    const keys = Object.keys(document).filter((key) => !topKeys.has(key));
    if (keys.length > 0) faults.push({ code: "unrecognized_keys", path: [], message: "", keys });
    return { data: faults.length > 0 ? undefined : (data as RulesetDocument), faults };
  }

  private part(key: string, schema: PartSchema, part: Json | undefined): Read {
    const isObject = typeof part === "object" && part !== null;
    const known = this.known.get(key) ?? new WeakMap<object, Read>();
    this.known.set(key, known);
    const before = isObject ? known.get(part) : undefined;
    if (before !== undefined) return before;
    const { success, data, error } = schema.safeParse(part);
    const read: Read = success
      ? { data: bareCopy(data), faults: [] }
      : { data: undefined, faults: error.issues as unknown as ShapeIssue[] };
    if (isObject) known.set(part, read);
    return read;
  }
}

/** JSON data without the keys at some places. */
function without(json: Json, places: ReadonlySet<string>, pointer: string): Json {
  if (places.size === 0) return json;
  if (Array.isArray(json))
    return json.map((part, index) => without(part, places, pointerTo(pointer, index)));
  if (typeof json !== "object" || json === null) return json;
  const kept = Object.entries(json).filter(([key]) => !places.has(pointerTo(pointer, key)));
  return bareObject(
    kept.map(([key, part]) => [key, without(part, places, pointerTo(pointer, key))]),
  );
}

/** The keys that an object at a place may have, whichever of several forms it takes. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const { type, shape, options } = definitionOf(schema);
  if (type === "union") return (options ?? []).flatMap((option) => keysAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(shape ?? {});
  const part = schemaAt(schema, String(key));
  return part === undefined ? [] : keysAt(part, rest);
}

function issuesOf(fault: ShapeIssue, parent: readonly PropertyKey[], json: Json): Issue[] {
  const path = [...parent, ...fault.path];
  const pointer = pointerTo("", ...path.map(String));
  const found = at(json, path);
  if (fault.code === "unrecognized_keys") {
    return (fault.keys ?? []).map((key) =>
      issue(
        "unknown-key",
        pointerTo(pointer, key),
        { name: key },
        didYouMean(key, keysAt(rulesetSchema, path)),
      ),
    );
  }
  if (found === undefined && fault.code !== "invalid_key") {
    const parentPath = path.slice(0, -1).map(String);
    return [issue("missing-key", pointerTo("", ...parentPath), { name: String(path.at(-1)) })];
  }
  if (fault.code === "invalid_union") {
    const branch = nearestBranch(fault.errors ?? []);
    if (branch !== undefined) return branch.flatMap((inner) => issuesOf(inner, path, json));
    return [issue("wrong-type", pointer, { expected: expectation(fault), found })];
  }
  if (fault.code === "invalid_key") {
    return [issue("bad-id", pointer, { found: path.at(-1) })];
  }
  if (fault.message === "bad-id") return [issue("bad-id", pointer, { found })];
  return [issue("wrong-type", pointer, { expected: expectation(fault), found })];
}

/** The branch of a union that the author most likely meant: the one that fits deepest. */
function nearestBranch(
  branches: readonly (readonly ShapeIssue[])[],
): readonly ShapeIssue[] | undefined {
  const depth = (faults: readonly ShapeIssue[]): number =>
    Math.min(
      ...faults.map((fault) => fault.path.length + (fault.code === "unrecognized_keys" ? 1 : 0)),
    );
  const inside = branches.filter((faults) => faults.length > 0 && depth(faults) > 0);
  return inside.sort((a, b) => depth(b) - depth(a))[0];
}

function at(json: Json, path: readonly PropertyKey[]): unknown {
  let value: unknown = json;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
