import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { interpretationsSchema, type Json, type RulesetDocument } from "../document/ruleset.ts";
import { type Issue, issue, orderIssues, pointerTo } from "../values/issue.ts";
import { both, listed } from "../values/phrase.ts";
import { compareText } from "../values/text.ts";
import {
  Chooser,
  checkReadings,
  type Options,
  originalPointer,
  type Readings,
} from "./readings.ts";
import { copyJson, ShapeReader } from "./shape.ts";

/** A document whose shape is right under every option: the first of the three stages. */
export interface Ruleset {
  /** The document as written: a frozen copy. */
  readonly json: Json;
  readonly options: Options;
  readonly defaults: Readings;
  /** SHA-256 of the canonical document: ignores only key order, white space and `$schema`. */
  readonly hash: string;
  /** The typed document under some readings; each combination is read once. */
  readonly under: (readings: Readings) => Parsed<RulesetDocument>;
}

/** The result of one stage: its value, as far as it can be checked further, and the issues. */
export interface Parsed<Value> {
  readonly value?: Value;
  readonly issues: readonly Issue[];
}

/** Text of JSON data with keys in one order. */
function canonicalJson(json: Json): string {
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  if (Array.isArray(json)) return `[${json.map(canonicalJson).join(",")}]`;
  const object = json as { readonly [key: string]: Json };
  let text = "";
  for (const key of Object.keys(object).sort(compareText)) {
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`;
  }
  return `{${text}}`;
}

/** The places where the order of keys matters: the principal kind, and the order of values. */
function orderThatCounts(document: { readonly [key: string]: Json }): string {
  const keys = (json: Json | undefined): string[] =>
    typeof json === "object" && json !== null && !Array.isArray(json) ? Object.keys(json) : [];
  const part = (json: Json | undefined, key: string): Json | undefined =>
    keys(json).includes(key) ? (json as { readonly [key: string]: Json })[key] : undefined;
  const { subjects, enums } = document;
  const kinds = keys(subjects).map((kind) => [
    kind,
    keys(part(part(subjects, kind), "categories")),
  ]);
  const values = keys(enums)
    .sort(compareText)
    .map((id) => keys(part(enums, id)));
  return JSON.stringify([kinds, values]);
}

/** Reads the shape of a document, under the default readings and under each other option by itself. */
export function parseRuleset(input: unknown): Parsed<Ruleset> {
  const issues: Issue[] = [];
  const json = copyJson(input, issues);
  if (issues.length > 0) return { issues };
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return {
      issues: [
        issue("wrong-type", "", {
          expected: both("a ruleset document (an object)", "规则集文档(对象)"),
          found: json,
        }),
      ],
    };
  }
  const document = json as { readonly [key: string]: Json };
  if (document["format"] !== 1) {
    const unfit = Object.hasOwn(document, "format")
      ? issue("wrong-format", "/format", { found: document["format"] })
      : issue("missing-key", "", { name: "format" });
    return { issues: [unfit] };
  }
  const interpretations = interpretationsSchema.safeParse(document["interpretations"] ?? {});
  const options = new Map<string, string[]>();
  const defaults = new Map<string, string>();
  if (interpretations.success) {
    for (const [id, interpretation] of Object.entries(interpretations.data)) {
      options.set(id, Object.keys(interpretation.options));
      defaults.set(id, interpretation.default);
      if (!Object.hasOwn(interpretation.options, interpretation.default)) {
        const expected = listed(Object.keys(interpretation.options));
        issues.push(
          issue("unlisted-value", pointerTo("/interpretations", id, "default"), {
            name: interpretation.default,
            expected,
          }),
        );
      }
    }
  }
  issues.push(...checkReadings(json, options));
  let isReadable = true;
  const under = documentsOf(json);
  for (const readings of eachReading(options, defaults)) {
    const shape = under(readings);
    isReadable &&= shape.value !== undefined;
    issues.push(...shape.issues);
  }
  const ordered = orderIssues(issues);
  if (!isReadable) return { issues: ordered };
  // `$schema` is not part of the ruleset: it depends on where the file is.
  const { $schema: _, ...content } = document;
  const hash = bytesToHex(sha256(utf8ToBytes(canonicalJson(content) + orderThatCounts(document))));
  return { value: { json, options, defaults, hash, under }, issues: ordered };
}

/** The default readings, then each other option with the defaults of the rest, so that every option occurs. */
export function* eachReading(options: Options, defaults: Readings): Iterable<Readings> {
  yield defaults;
  for (const [id, offered] of options) {
    for (const option of offered) {
      if (option !== defaults.get(id)) yield new Map([...defaults, [id, option]]);
    }
  }
}

function documentsOf(json: Json): Ruleset["under"] {
  const known = new Map<string, Parsed<RulesetDocument>>();
  const reader = new ShapeReader();
  const chooser = new Chooser(json);
  return (readings) => {
    const key = JSON.stringify([...readings]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const { document, issues } = reader.read(chooser.under(readings));
    const placed = issues.map((one) => ({
      ...one,
      pointer: originalPointer(json, readings, one.pointer),
    }));
    const one = document === undefined ? { issues: placed } : { value: document, issues: placed };
    known.set(key, one);
    return one;
  };
}
