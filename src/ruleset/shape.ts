import type { ZodMiniType } from "zod/mini";
import { type Json, type RulesetDocument, rulesetSchema } from "../document/ruleset.ts";
import { definitionOf, schemaAt } from "../document/walk.ts";
import { bareCopy, bareObject, isText } from "../values/bare.ts";
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

/** Parts that nothing else depends on: a stand-in lets the rest be checked. */
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

/** JSON data with a stand-in for a missing or misshapen part; undefined if there is none. */
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
  readonly shapeIssues: readonly ShapeIssue[];
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
   * The shape of a document whose readings are chosen. Neither unknown keys nor missing labels and clauses keep the
   * rest from being read: all that is wrong is told at once.
   */
  read(chosen: Json): { document?: RulesetDocument; issues: Issue[] } {
    const { data, shapeIssues } = this.whole(chosen);
    if (data !== undefined) return { document: data, issues: [] };
    const issues = shapeIssues.flatMap((shapeIssue) => issuesOf(shapeIssue, [], chosen));
    let whole = chosen;
    for (const shapeIssue of shapeIssues.filter(({ code }) => code !== "unrecognized_keys")) {
      const next = mended(whole, shapeIssue, chosen);
      if (next === undefined) return { issues };
      whole = next;
    }
    const unknown = issues.filter(({ code }) => code === "unknown-key");
    const places = new Set(unknown.map(({ pointer }) => pointer));
    const known = this.whole(without(whole, places, "")).data;
    return known === undefined ? { issues } : { document: known, issues };
  }

  private whole(json: Json): { data: RulesetDocument | undefined; shapeIssues: ShapeIssue[] } {
    const document = json as { readonly [key: string]: Json };
    const data = bareObject<unknown>([]);
    const shapeIssues: ShapeIssue[] = [];
    for (const [key, schema] of partSchemas) {
      const isThere = Object.hasOwn(document, key);
      const part = this.part(key, schema, isThere ? document[key] : undefined);
      for (const shapeIssue of part.shapeIssues)
        shapeIssues.push({ ...shapeIssue, path: [key, ...shapeIssue.path] });
      if (isThere) data[key] = part.data;
    }
    const keys = Object.keys(document).filter((key) => !topKeys.has(key));
    if (keys.length > 0)
      shapeIssues.push({ code: "unrecognized_keys", path: [], message: "", keys });
    return { data: shapeIssues.length > 0 ? undefined : (data as RulesetDocument), shapeIssues };
  }

  private part(key: string, schema: PartSchema, part: Json | undefined): Read {
    const isObject = typeof part === "object" && part !== null;
    const known = this.known.get(key) ?? new WeakMap<object, Read>();
    this.known.set(key, known);
    const before = isObject ? known.get(part) : undefined;
    if (before !== undefined) return before;
    const read =
      (isObject ? this.inElements(schema, part, known) : undefined) ?? readBy(schema, part);
    if (isObject) known.set(part, read);
    return read;
  }

  /**
   * A list or a map read element by element, so that readings share those that they agree in; undefined if anything is
   * wrong in it: issues are reported of the whole.
   */
  private inElements(
    schema: PartSchema,
    part: Json & object,
    known: WeakMap<object, Read>,
  ): Read | undefined {
    const { type, element, keyType, valueType, checks = [] } = definitionOf(schema);
    if (checks.length > 0) return undefined;
    const data = (one: Json, of: unknown): unknown => {
      if (typeof one !== "object" || one === null) return undefined;
      const read = known.get(one) ?? readBy(of as ZodMiniType, one);
      known.set(one, read);
      return read.data;
    };
    if (type === "array" && Array.isArray(part)) {
      const all = part.map((one) => data(one, element));
      return all.includes(undefined) ? undefined : { data: all, shapeIssues: [] };
    }
    if (type !== "record" || Array.isArray(part) || isText(part)) return undefined;
    const entries = Object.entries(part).map(([key, one]) => [key, data(one, valueType)] as const);
    const isFit = entries.every(
      ([key, one]) => one !== undefined && (keyType as ZodMiniType).safeParse(key).success,
    );
    return isFit ? { data: bareObject(entries), shapeIssues: [] } : undefined;
  }
}

function readBy(schema: ZodMiniType, part: unknown): Read {
  const { success, data, error } = schema.safeParse(part);
  return success
    ? { data: bareCopy(data), shapeIssues: [] }
    : { data: undefined, shapeIssues: error.issues as unknown as ShapeIssue[] };
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

/** The keys that an object at a place may have in any of its forms. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const { type, shape, options } = definitionOf(schema);
  if (type === "union") return (options ?? []).flatMap((option) => keysAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(shape ?? {});
  const part = schemaAt(schema, String(key));
  return part === undefined ? [] : keysAt(part, rest);
}

function issuesOf(shapeIssue: ShapeIssue, parent: readonly PropertyKey[], json: Json): Issue[] {
  const path = [...parent, ...shapeIssue.path];
  const pointer = pointerTo("", ...path.map(String));
  const found = at(json, path);
  if (shapeIssue.code === "unrecognized_keys") {
    return (shapeIssue.keys ?? []).map((key) =>
      issue(
        "unknown-key",
        pointerTo(pointer, key),
        { name: key },
        didYouMean(key, keysAt(rulesetSchema, path)),
      ),
    );
  }
  if (found === undefined && shapeIssue.code !== "invalid_key") {
    const parentPath = path.slice(0, -1).map(String);
    return [issue("missing-key", pointerTo("", ...parentPath), { name: String(path.at(-1)) })];
  }
  if (shapeIssue.code === "invalid_union") {
    const branch = nearestBranch(shapeIssue.errors ?? []);
    if (branch !== undefined) return branch.flatMap((inner) => issuesOf(inner, path, json));
    return [issue("wrong-type", pointer, { expected: expectation(shapeIssue), found })];
  }
  if (shapeIssue.code === "invalid_key") {
    return [issue("bad-id", pointer, { found: path.at(-1) })];
  }
  if (shapeIssue.message === "bad-id") return [issue("bad-id", pointer, { found })];
  return [issue("wrong-type", pointer, { expected: expectation(shapeIssue), found })];
}

/** The branch of a union that the author probably meant: the one that matches deepest. */
function nearestBranch(
  branches: readonly (readonly ShapeIssue[])[],
): readonly ShapeIssue[] | undefined {
  const depth = (shapeIssues: readonly ShapeIssue[]): number =>
    Math.min(
      ...shapeIssues.map(
        (shapeIssue) => shapeIssue.path.length + (shapeIssue.code === "unrecognized_keys" ? 1 : 0),
      ),
    );
  const inside = branches.filter((shapeIssues) => shapeIssues.length > 0 && depth(shapeIssues) > 0);
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
