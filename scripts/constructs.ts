import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { languageForms } from "../src/expression/language.ts";
import type { Text } from "../src/values/text.ts";
import { code, plain, table } from "./ruleset-pages/markdown.ts";

const root = join(import.meta.dirname, "..");

/** The folders of rulesets, the corpus first. */
const folders = {
  constructs: "test/conformance/constructs",
  hardCases: "test/conformance/hard-cases",
  choices: "test/conformance/choices",
  bundled: "rulesets",
  examples: "docs/examples",
} as const;

type JsonObject = { readonly [key: string]: unknown };

interface Document extends JsonObject {
  readonly id: string;
  readonly title: Text;
}

/** Keys that every ruleset needs, whatever it is about: they say nothing about what the language can do. */
const basics: ReadonlySet<string> = new Set(
  (
    "label clause id on to amount value steps kind when type who sum keep cap floor reading " +
    "attributes en zh also place title questions text options question unit"
  ).split(" "),
);

/** The parts of a document whose keys are choices of the language, with the depth at which they stand. */
const parts: readonly (readonly string[])[] = [
  ["subjects", "*"],
  ["attributes", "*"],
  ["events", "*"],
  ["events", "*", "attributes", "*"],
  ["events", "*", "links", "*"],
  ["rules", "*"],
  ["accounts", "*"],
  ["accounts", "*", "steps", "*"],
  ["measures", "*"],
  ["runnings", "*"],
  ["runnings", "*", "state", "*"],
  ["rankings", "*"],
  ["rankings", "*", "by", "*"],
  ["outcomes", "*"],
];

function isObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function childrenOf(json: unknown): unknown[] {
  return Array.isArray(json) ? json : isObject(json) ? Object.values(json) : [];
}

/** Everything at a path, in which `*` stands for every name. */
function at(json: unknown, path: readonly string[]): unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return [json];
  if (step === "*") return childrenOf(json).flatMap((child) => at(child, rest));
  return isObject(json) && Object.hasOwn(json, step) ? at(json[step], rest) : [];
}

/** The name of a part: the section, and what lies deeper in it. */
function partName(path: readonly string[]): string {
  return path.filter((step) => step !== "*").join(" ");
}

function* keyPrimitives(document: Document): Iterable<string> {
  for (const path of parts) {
    for (const part of at(document, path)) {
      if (!isObject(part)) continue;
      for (const key of Object.keys(part)) if (!basics.has(key)) yield `${partName(path)}: ${key}`;
    }
  }
  for (const step of at(document, ["accounts", "*", "steps", "*"])) {
    if (!isObject(step)) continue;
    const { keep } = step;
    if (typeof keep === "string" && keep !== "all") yield `keep: ${keep}`;
    if (isObject(keep)) yield `keep: ${Object.keys(keep).join()}`;
    for (const limit of ["cap", "floor"]) if (limit in step) yield `steps: ${limit}`;
  }
  for (const axes of at(document, ["tables", "*", "axes"])) {
    const list = childrenOf(axes);
    if (list.length > 1) yield "tables: several axes";
    for (const axis of list) {
      const of = isObject(axis) ? String(axis["of"] ?? "number") : undefined;
      if (of !== undefined) yield `tables: brackets of ${of}`;
      else if (["day", "integer", "number", "text", "boolean"].includes(String(axis)))
        yield `tables: axis of ${String(axis)}`;
    }
  }
  for (const section of ["interpretations", "functions", "runnings", "extends"])
    if (Object.hasOwn(document, section)) yield section;
}

/** Operators that share their name with a step, with what a step says of none, and with links: those take no list. */
const namesakes: ReadonlySet<string> = new Set(["sum", "none", "earlier", "later"]);

/** Operators, wherever an expression stands: an object of one key that is an operator's name. */
function* operators(json: unknown): Iterable<string> {
  if (isObject(json)) {
    const [name = "", ...more] = Object.keys(json);
    const isOther = namesakes.has(name) && !Array.isArray(json[name]);
    if (more.length === 0 && languageForms.has(name) && !isOther) yield `{ ${name} }`;
  }
  for (const child of childrenOf(json)) yield* operators(child);
}

/** What of the language a document uses beyond what all of them do. */
function primitivesOf(document: Document): Set<string> {
  const { examples: _examples, ...rules } = document;
  return new Set([...keyPrimitives(document), ...operators(rules)]);
}

interface Use {
  readonly folder: string;
  readonly document: Document;
  readonly primitives: ReadonlySet<string>;
}

function usesIn(folder: string): Use[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => {
    const document = JSON.parse(readFileSync(join(root, folder, name), "utf8")) as Document;
    return { folder, document, primitives: primitivesOf(document) };
  });
}

/** Each primitive with the documents that use it, the commonest first. */
export interface PrimitiveUse {
  readonly name: string;
  readonly constructs: readonly string[];
  readonly others: readonly string[];
}

/** Who uses what; operators that nobody uses are among them. */
export function primitiveUses(): PrimitiveUse[] {
  const corpus = [folders.constructs, folders.hardCases, folders.choices].flatMap(usesIn);
  const others = [...usesIn(folders.bundled), ...usesIn(folders.examples)];
  const names = new Set([
    ...[...languageForms.keys()].map((name) => `{ ${name} }`),
    ...[...corpus, ...others].flatMap(({ primitives }) => [...primitives]),
  ]);
  const using = (uses: readonly Use[], name: string): string[] =>
    uses.filter(({ primitives }) => primitives.has(name)).map(({ document }) => document.id);
  return [...names]
    .map((name) => ({ name, constructs: using(corpus, name), others: using(others, name) }))
    .sort(
      (a, b) =>
        b.constructs.length - a.constructs.length ||
        b.others.length - a.others.length ||
        (a.name < b.name ? -1 : 1),
    );
}

/** Why the language has what at most one construct or regulation uses. */
export const reasons: Readonly<Record<string, string>> = {
  "accounts: fraction": "as for measures and rules: a third stays a third if the text says so",
  "accounts steps: within":
    "the span that is searched is not always the span that counts: once a year, in its month",
  "attributes: list":
    "a shared attribute of all event types may be a list, like any other attribute",
  "accounts steps: highest":
    "with `sum`, `count`, `mean`, `lowest`, `first` and `last`: the ways to reduce several values to one",
  "accounts: edge":
    "a year is not a whole number of weeks: a text that counts by week must assign each week or day to a year",
  "keep: drop-best": "with `best`, `worst` and `drop`: the four ways to cut a sorted list",
  "measures: window": "as for accounts and outcomes",
  "keep: first": "with `last`, `highest` and `lowest`: the four ways to choose one",
  "keep: lowest": "with `first`, `last` and `highest`: the four ways to choose one",
  "measures: judged": "as for outcomes: judged for a year, but not for a month",
  "outcomes: window": "as for accounts and measures",
  "rankings by: sorted": "results compared best with best, whichever race they come from",
  "tables: axis of boolean": "an axis may be of any type whose values can be written as keys",
  "tables: axis of day": "a calendar as data: holidays, workdays, days of double points",
  "{ % }": "arithmetic: the remainder when four briefs count as one item",
  "{ abs }": "arithmetic: how far a forecast was off, either way",
  "{ all }": "with `some` and `none`: conditions on every key, such as each month with a report",
  "{ call }": "the last resort: a function in code for what data cannot express",
  "{ calendar }":
    "calendar arithmetic, with `shift`, `first-day` and `last-day`: last year, the month before",
  "{ earlier }": "`min` for days, under the name that people look for",
  "{ first-day }": "calendar arithmetic: from a month back to its days",
  "{ given }": "a parameter that the caller may omit: a reward that is not paid everywhere",
  "{ interpolated }": "values in proportion between two bounds of a bracket table",
  "{ last-day }": "calendar arithmetic: deadlines at the end of a month or quarter",
  "{ later }": "`max` for days, under the name that people look for",
  "{ month }": "the parts of a day: with `year` and `weekday`",
  "{ none }": "with `all` and `some`: conditions on every key",
  "{ power }": "non-linear functions, with `root`",
  "{ root }": "non-linear functions, with `power`; rounded, because roots are not fractions",
  "{ size }": "the number of values in a list, when no rule fires for each of them",
  "{ some }": "with `all` and `none`: conditions on every key",
  "{ sum }": "`+` that skips absent values: parts of which some do not apply",
  "{ weekday }": "the parts of a day: with `year` and `month`",
};

/** How many documents use a thing before it needs a reason. */
export function isLonely({ constructs, others }: PrimitiveUse): boolean {
  return constructs.length + others.length < 2;
}

/** The page on what the language is made of: text by path. */
export function constructPages(): Map<string, string> {
  const uses = primitiveUses();
  const commonest = new Set(
    uses.filter(({ constructs }) => constructs.length >= 16).map(({ name }) => name),
  );
  const lonely = uses.filter(isLonely);
  const rows = (folder: string): string[][] =>
    usesIn(folder).map(({ document: { id, title }, primitives }) => [
      `[${plain(title.en)}](../../${folder}/${id}.json)`,
      plain(title.zh),
      [...primitives]
        .filter((name) => !commonest.has(name))
        .map(code)
        .join(" "),
    ]);
  const lines = [
    "<!-- Made by `npm run generate` from the rulesets that it names. -->",
    "",
    "# Constructs and what states them 常见计分规定及其写法",
    "",
    "Point systems of many fields – information work, supervision, credit and residence points, demerits,",
    "immigration, sport – need the constructs below. Each is a small ruleset with examples worked out by hand, which the",
    "tests run. None of them has an operator of its own: a few general parts of the language express them all.",
    "",
    `The table omits the parts that most of them use: ${[...commonest].map(code).join(" ")}.`,
    "",
    ...table(["construct", "规定", "stated with 所用写法"], rows(folders.constructs)),
    "## Where constructs meet 综合案例",
    "",
    ...table(["case", "案例", "stated with 所用写法"], rows(folders.hardCases)),
    "## What regulations leave open 条文未明之处",
    "",
    "Each is an interpretation: a question with options and a default. Every score that depends on it names the",
    "chosen option.",
    "",
    ...table(["choice", "事项", "stated with 所用写法"], rows(folders.choices)),
    "## What uses each part 各写法的使用情况",
    "",
    "The constructs and cases that use each part, and the rulesets: the bundled ones and the",
    "[examples from other fields](../examples/README.md).",
    "",
    ...table(
      ["part 写法", "constructs", "rulesets"],
      uses
        .filter((use) => !isLonely(use))
        .map(({ name, constructs, others }) => [
          code(name),
          String(constructs.length),
          String(others.length),
        ]),
    ),
    "## Used by one only, and why 仅一处使用的写法",
    "",
    ...table(
      ["part 写法", "used by", "why it is there"],
      lonely.map(({ name, constructs, others }) => [
        code(name),
        [...constructs, ...others].map(code).join(" ") || "–",
        reasons[name] ?? "?",
      ]),
    ),
  ];
  return new Map([["docs/constructs/README.md", `${lines.join("\n").trimEnd()}\n`]]);
}
