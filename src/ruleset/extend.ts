import { type Json, rulesetSchema } from "../document/ruleset.ts";
import { demandDocument } from "../values/arguments.ts";
import { didYouMean, type Issue, issue, orderIssues, RulesetError } from "../values/issue.ts";
import { both, chained, nouns } from "../values/phrase.ts";
import { type Merged, mergeRulesets } from "./merge.ts";
import { type Origin, writtenAt } from "./origin.ts";
import { copyJson } from "./shape.ts";

/** The documents that may be extended, by the name in `extends`. */
export type Bases = Readonly<Record<string, unknown>>;

/** Longest chain of documents that extend one another. */
const longestChain = 8;

/** A document merged with everything it extends, and the origin of its parts. */
export interface WholeRuleset {
  /** Undefined if the documents cannot be merged. */
  readonly document: unknown;
  readonly issues: readonly Issue[];
  /** Issues of the whole document, each with its place in the document in which the part was written. */
  readonly placed: (issues: readonly Issue[]) => Issue[];
  /** Where a place of the whole document was written; undefined for a document that extends none. */
  readonly origin: Origin | undefined;
}

type JsonObject = { readonly [key: string]: Json };

function isObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/**
 * Merges a document over another: what it states is added to the base or replaces it. Neither is changed.
 * Objects are merged key by key (`null` takes a key out), lists of things with an `id` element by element (`remove`,
 * `after`, `before`), and all else is replaced whole.
 * @returns the merged document, frozen, for `loadRuleset`, which checks it.
 * @throws {RulesetError} if it changes or removes what the base does not have, or if either is not plain data.
 */
export function extendRuleset(base: unknown, overlay: unknown): unknown {
  demandDocument("base of extendRuleset", base);
  demandDocument("overlay of extendRuleset", overlay);
  const bare = isObject(overlay) ? without(overlay, "extends") : overlay;
  const { document, issues } = wholeRuleset(isObject(bare) ? { ...bare, extends: "base" } : bare, {
    base,
  });
  if (issues.length > 0) throw new RulesetError(issues);
  return document;
}

/**
 * A document together with all that it extends: what is parsed, resolved and scored.
 * @param name what the document is called in issues; by default its id.
 */
export function wholeRuleset(document: unknown, bases: Bases = {}, name?: string): WholeRuleset {
  const plain = { document, issues: [], placed: (issues: readonly Issue[]) => [...issues] };
  if (!isObject(document) || !Object.hasOwn(document, "extends"))
    return { ...plain, origin: undefined };
  const merged = assemble(document, name ?? nameOf(document), bases, []);
  const { json, issues, origin, hints } = merged;
  const failed = issues.length > 0;
  return {
    document: failed ? undefined : json,
    issues: orderIssues(issues),
    origin,
    placed: (found) =>
      orderIssues(
        found.map((one) => {
          const at = writtenAt(origin, one.pointer);
          const hint =
            one.hint ?? (one.code === "missing-key" ? hints.get(one.pointer) : undefined);
          const moved = { ...one, document: at.document, pointer: at.pointer };
          return hint === undefined ? moved : { ...moved, hint };
        }),
      ),
  };
}

function nameOf(document: JsonObject): string {
  return typeof document["id"] === "string" ? document["id"] : "";
}

function assemble(input: unknown, name: string, bases: Bases, trail: readonly string[]): Merged {
  const issues: Issue[] = [];
  const unfit: Issue[] = [];
  const json = copyJson(input, unfit);
  const origin: Origin = { document: name, pointer: "" };
  const failed = (...more: Issue[]): Merged => ({
    json,
    origin,
    hints: new Map(),
    issues: [...issues, ...more.map((one) => ({ ...one, document: name }))],
  });
  if (unfit.length > 0) return failed(...unfit);
  if (!isObject(json)) {
    const expected = both("a ruleset document (an object)", "规则集文档(对象)");
    return failed(issue("wrong-type", "", { expected, found: json }));
  }
  if (!Object.hasOwn(json, "extends")) return failed();
  const base = json["extends"];
  if (typeof base !== "string")
    return failed(
      issue("wrong-type", "/extends", {
        expected: both("the id of a ruleset", "规则集的标识"),
        found: base,
      }),
    );
  if (trail.includes(base)) {
    const expected = chained([...trail.slice(trail.indexOf(base)), base]);
    return failed(issue("cycle", "/extends", { expected }));
  }
  if (trail.length >= longestChain)
    return failed(issue("too-deep", "/extends", { expected: String(longestChain) }));
  if (!Object.hasOwn(bases, base)) {
    const known = Object.keys(bases);
    const details = { expected: nouns.ruleset, name: base };
    return failed(issue("unknown-name", "/extends", details, didYouMean(base, known) ?? giveBases));
  }
  const below = assemble(bases[base], base, bases, [...trail, base]);
  issues.push(...below.issues);
  if (json["format"] !== 1) {
    const details = { found: json["format"] };
    issues.push({ ...issue("wrong-format", "/format", details), document: name });
  }
  if (!Object.hasOwn(json, "id"))
    issues.push({ ...issue("missing-key", "", { name: "id" }), document: name });
  if (issues.length > 0) return failed();
  return mergeRulesets(below, { json: without(json, "extends"), origin }, rulesetSchema);
}

const giveBases = {
  en: "pass it when loading: loadRuleset(document, { bases: { id: document } })",
  zh: "请在加载时给出:loadRuleset(document, { bases: { id: document } })",
};

function without(json: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([one]) => one !== key));
}
