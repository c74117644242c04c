import type { Json } from "../document/ruleset.ts";
import { operandCount } from "../expression/parser.ts";
import { bareObject } from "../values/bare.ts";
import { didYouMean, type Issue, issue, pointerTo } from "../values/issue.ts";
import { both, listed, nouns } from "../values/phrase.ts";

/** The chosen option of each interpretation. */
export type Readings = ReadonlyMap<string, string>;

/** The options that each interpretation offers. */
export type Options = ReadonlyMap<string, readonly string[]>;

/** Parts of a document that do not affect scoring: a key "reading" in them is plain data. */
const plainParts: ReadonlySet<string> = new Set([
  "interpretations",
  "examples",
  "clauses",
  "notes",
  "source",
  "title",
]);

type JsonObject = { readonly [key: string]: Json };

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The interpretation that an object reads, and its case for each option (undefined: the option's name itself). */
function readingOf(json: Json): { id: string; cases: JsonObject | undefined } | undefined {
  if (!isObject(json) || !Object.hasOwn(json, "reading") || Object.keys(json).length !== 1)
    return undefined;
  const argument = json["reading"];
  if (typeof argument === "string") return { id: argument, cases: undefined };
  if (!Array.isArray(argument) || typeof argument[0] !== "string") return undefined;
  if (argument.length === 1) return { id: argument[0], cases: undefined };
  return isObject(argument[1]) ? { id: argument[0], cases: argument[1] } : undefined;
}

/**
 * The document under the chosen options: every `{ "reading": … }` is replaced by its chosen case before anything else is
 * checked. That is why a reading may occur anywhere. Documents under other options have the same objects wherever the
 * same options are chosen.
 */
export class Chooser {
  /** The interpretations that an object reads, at whatever depth. */
  private readonly read = new WeakMap<object, readonly string[]>();
  private readonly chosen = new WeakMap<object, Map<string, Json>>();

  constructor(private readonly document: Json) {}

  under(readings: Readings): Json {
    const { document } = this;
    if (!isObject(document)) return document;
    return mapValues(document, (part, key) =>
      plainParts.has(key) ? part : this.choose(part, readings),
    );
  }

  private choose(json: Json, readings: Readings): Json {
    if (typeof json !== "object" || json === null) return json;
    const read = this.readIn(json);
    if (read.length === 0) return json;
    const options = JSON.stringify(read.map((id) => readings.get(id)));
    const known = this.chosen.get(json) ?? new Map<string, Json>();
    this.chosen.set(json, known);
    const chosen = known.get(options) ?? this.chooseInside(json, readings);
    known.set(options, chosen);
    return chosen;
  }

  private readIn(json: Json & object): readonly string[] {
    const known = this.read.get(json);
    if (known !== undefined) return known;
    const own = readingOf(json);
    const ids = new Set(own === undefined ? [] : [own.id]);
    for (const part of Object.values(json) as Json[]) {
      if (typeof part === "object" && part !== null)
        for (const id of this.readIn(part)) ids.add(id);
    }
    const read = ids.size === 0 ? none : [...ids];
    this.read.set(json, read);
    return read;
  }

  private chooseInside(json: Json & object, readings: Readings): Json {
    const inside = (part: Json): Json => this.choose(part, readings);
    if (Array.isArray(json)) {
      const parts = json.map(inside);
      return parts.some((part, index) => part !== json[index]) ? parts : json;
    }
    if (!isObject(json)) return json;
    const reading = readingOf(json);
    const option = reading === undefined ? undefined : readings.get(reading.id);
    if (reading === undefined || option === undefined) return mapValues(json, inside);
    if (reading.cases === undefined) return option;
    const chosen = Object.hasOwn(reading.cases, option)
      ? reading.cases[option]
      : Object.values(reading.cases)[0];
    return inside(chosen ?? null);
  }
}

const none: readonly string[] = [];

/** The same object where nothing changes. */
function mapValues(object: JsonObject, change: (part: Json, key: string) => Json): Json {
  const entries = Object.entries(object).map(
    ([key, part]) => [key, change(part, key), part] as const,
  );
  return entries.some(([, after, before]) => after !== before)
    ? bareObject(entries.map(([key, after]) => [key, after]))
    : object;
}

/** Checks that every reading names an interpretation and has exactly one case for each of its options. */
export function checkReadings(document: Json, options: Options): Issue[] {
  const issues: Issue[] = [];
  const check = (json: Json, pointer: string): void => {
    if (isObject(json) && Object.keys(json).length === 1) {
      if (json["reading"] !== undefined)
        issues.push(...checkReading(json["reading"], options, pointerTo(pointer, "reading")));
      else issues.push(...checkComparison(json, options, pointer));
    }
    if (Array.isArray(json)) {
      for (const [index, part] of json.entries()) check(part, pointerTo(pointer, index));
    } else if (isObject(json)) {
      for (const [key, part] of Object.entries(json)) check(part, pointerTo(pointer, key));
    }
  };
  if (isObject(document)) {
    for (const [key, part] of Object.entries(document)) {
      if (!plainParts.has(key)) check(part, pointerTo("", key));
    }
  }
  return issues;
}

function checkReading(argument: Json, options: Options, pointer: string): Issue[] {
  const [id, cases, ...more] = Array.isArray(argument) ? argument : [argument];
  // Anything but a name is some other data with the key "reading".
  if (isObject(id)) return [];
  if (typeof id !== "string")
    return [
      issue("unknown-name", pointer, { expected: nouns.interpretation, name: JSON.stringify(id) }),
    ];
  if (more.length > 0)
    return [
      issue("operator-count", pointer, {
        name: "reading",
        expected: operandCount(1, 2),
        found: more.length + 2,
      }),
    ];
  const offered = options.get(id);
  if (offered === undefined) {
    return [
      issue(
        "unknown-name",
        pointer,
        { expected: nouns.interpretation, name: id },
        didYouMean(id, options.keys()),
      ),
    ];
  }
  if (cases === undefined) return [];
  const place = pointerTo(pointer, 1);
  if (!isObject(cases))
    return [
      issue("wrong-type", place, {
        expected: both("what each option means", "每个选项的含义"),
        found: cases,
      }),
    ];
  const missing = offered.filter((option) => !Object.hasOwn(cases, option));
  const surplus = Object.keys(cases).filter((option) => !offered.includes(option));
  const expected = listed(offered);
  return [
    ...missing.map((option) => issue("option-missing", place, { name: id, expected: option })),
    ...surplus.map((option) =>
      issue(
        "unlisted-value",
        pointerTo(place, option),
        { name: option, expected },
        didYouMean(option, offered),
      ),
    ),
  ];
}

/** A reading may only be compared with the name of one of its options. */
function checkComparison(json: JsonObject, options: Options, pointer: string): Issue[] {
  const [operator = "", operands] = Object.entries(json)[0] ?? [];
  if ((operator !== "==" && operator !== "!=") || !Array.isArray(operands)) return [];
  const reading = operands
    .map(readingOf)
    .find((one) => one !== undefined && one.cases === undefined);
  const offered = reading === undefined ? undefined : options.get(reading.id);
  if (offered === undefined) return [];
  return operands.flatMap((operand, index) => {
    if (typeof operand !== "string" || offered.includes(operand)) return [];
    const details = { name: operand, expected: listed(offered) };
    return [
      issue(
        "unlisted-value",
        pointerTo(pointer, operator, index),
        details,
        didYouMean(operand, offered),
      ),
    ];
  });
}

/** The place in the original document of a place in the chosen document. */
export function originalPointer(document: Json, readings: Readings, pointer: string): string {
  let json: Json | undefined = document;
  let original = "";
  const enterReading = (): void => {
    for (;;) {
      const reading = json === undefined ? undefined : readingOf(json);
      const option = reading === undefined ? undefined : readings.get(reading.id);
      if (
        reading?.cases === undefined ||
        option === undefined ||
        !Object.hasOwn(reading.cases, option)
      )
        return;
      original = pointerTo(original, "reading", 1, option);
      json = reading.cases[option];
    }
  };
  for (const raw of pointer.split("/").slice(1)) {
    const key = raw.replace(/~1/g, "/").replace(/~0/g, "~");
    enterReading();
    original = pointerTo(original, key);
    if (Array.isArray(json)) json = json[Number(key)];
    else json = isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;
  }
  enterReading();
  return original;
}
