import type { EventRecord, SubjectRecord } from "../../src/document/event.ts";
import type { NodeValue, OutcomeResult, Result } from "../../src/document/result.ts";
import { type ScoreOptions, score } from "../../src/engine/score.ts";
import { type LoadedRuleset, loadRuleset } from "../../src/program/load.ts";
import type { Choices } from "../../src/ruleset/resolve.ts";

type Part = Readonly<Record<string, unknown>>;
type Parts = Readonly<Record<string, Part>>;

/** A ruleset in short: labels and clauses that a part does not state are filled in. */
export interface Short {
  readonly timeZone?: string;
  /** Values in ascending order. */
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  /** `categories` is a list of names. */
  readonly subjects?: Parts;
  readonly attributes?: Parts;
  readonly events?: Parts;
  /** A value, or the whole parameter. */
  readonly parameters?: Readonly<Record<string, string | Part>>;
  /** Cells may be bare values. */
  readonly tables?: Parts;
  /** The options, the first of them the default. */
  readonly interpretations?: Readonly<Record<string, readonly string[]>>;
  readonly rules?: readonly Part[];
  readonly accounts?: Parts;
  readonly measures?: Parts;
  readonly runnings?: Parts;
  readonly rankings?: Parts;
  readonly outcomes?: Parts;
}

/** Where a part says nothing about its clause. */
const someClause = "C";

function label(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}

function mapped(parts: Parts | undefined, change: (part: Part, id: string) => unknown): Part {
  return Object.fromEntries(
    Object.entries(parts ?? {}).map(([id, part]) => [id, change(part, id)]),
  );
}

const labelled = (part: Part, id: string): Part => ({ label: label(id), ...part });
const citing = (part: Part, id: string): Part => ({ clause: someClause, ...labelled(part, id) });

function names(list: readonly string[]): Part {
  return Object.fromEntries(list.map((name) => [name, label(name)]));
}

function subjectKind(part: Part, id: string): Part {
  const { categories, attributes, ...rest } = part;
  return {
    ...labelled(rest, id),
    ...(categories === undefined ? {} : { categories: names(categories as readonly string[]) }),
    ...(attributes === undefined ? {} : { attributes: mapped(attributes as Parts, labelled) }),
  };
}

function eventType(part: Part, id: string): Part {
  const { attributes, checks, ...rest } = part;
  return {
    ...labelled(rest, id),
    attributes: mapped(attributes as Parts | undefined, labelled),
    checks: ((checks ?? []) as readonly Part[]).map((check) => citing(check, String(check["id"]))),
  };
}

function cells(json: unknown, depth: number): unknown {
  if (depth === 0) {
    const isWhole = typeof json === "object" && json !== null && Object.hasOwn(json, "value");
    return isWhole
      ? { clause: someClause, ...(json as Part) }
      : { value: json, clause: someClause };
  }
  return Object.fromEntries(
    Object.entries(json as Part).map(([key, part]) => [key, cells(part, depth - 1)]),
  );
}

function table(part: Part): Part {
  const { default: fallback, ...rest } = part;
  const axes = part["axes"] as readonly unknown[];
  return {
    ...rest,
    cells: cells(part["cells"], axes.length),
    ...(fallback === undefined ? {} : { default: cells(fallback, 0) }),
  };
}

function account(part: Part, id: string): Part {
  const steps = (part["steps"] ?? [{ sum: {} }]) as readonly Part[];
  const needs = ["keep", "cap", "floor", "round", "value"];
  return {
    ...labelled(part, id),
    steps: steps.map((step) =>
      needs.some((name) => Object.hasOwn(step, name)) ? { clause: someClause, ...step } : step,
    ),
  };
}

/** Every clause that is cited anywhere, so that it can be declared. */
function cited(json: unknown, found = new Set([someClause])): Set<string> {
  if (typeof json !== "object" || json === null) return found;
  for (const [key, part] of Object.entries(json)) {
    if (key !== "clause") cited(part, found);
    else for (const clause of [part].flat()) found.add(String(clause));
  }
  return found;
}

/** One gain of points; what most tests need. */
const plain: Short = {
  subjects: { unit: { who: "roster" } },
  attributes: { item: { type: "text", optional: true } },
  events: { gain: { attributes: { points: { type: "number", min: "-1000000" } } } },
  rules: [{ id: "gain", on: "gain", to: "points", amount: { var: "event.points" } }],
  accounts: { points: {} },
  measures: { score: { value: { account: "points" } } },
  rankings: { final: { by: "score" } },
};

/** The whole document that a short one stands for; parts that it leaves out are those of one gain of points. */
export function documentOf(short: Short): Part {
  const all = { ...plain, ...short };
  const document = {
    format: 1,
    id: "trial",
    title: label("trial"),
    source: { title: "trial" },
    timeZone: all.timeZone ?? "Asia/Shanghai",
    periods: [{ unit: "year", clause: someClause, label: label("year") }],
    enums: Object.fromEntries(
      Object.entries(all.enums ?? {}).map(([id, values]) => [id, names(values)]),
    ),
    subjects: mapped(all.subjects, subjectKind),
    attributes: mapped(all.attributes, labelled),
    events: mapped(all.events, eventType),
    parameters: Object.fromEntries(
      Object.entries(all.parameters ?? {}).map(([name, value]) => [
        name,
        { clause: someClause, ...(typeof value === "string" ? { value } : value) },
      ]),
    ),
    tables: mapped(all.tables, table),
    interpretations: Object.fromEntries(
      Object.entries(all.interpretations ?? {}).map(([id, options]) => [
        id,
        { clause: someClause, question: label(id), default: options[0], options: names(options) },
      ]),
    ),
    rules: (all.rules ?? []).map((rule) => citing(rule, String(rule["id"]))),
    accounts: mapped(all.accounts, account),
    measures: mapped(all.measures, citing),
    runnings: mapped(all.runnings, citing),
    rankings: mapped(all.rankings, citing),
    outcomes: mapped(all.outcomes, citing),
  };
  const clauses = Object.fromEntries(
    [...cited(document)].map((clause) => [clause, { place: clause, title: label(clause) }]),
  );
  return { ...document, clauses };
}

export function build(short: Short = {}, choices: Choices = {}): LoadedRuleset {
  return loadRuleset(documentOf(short), choices);
}

export interface Given extends Omit<ScoreOptions, "subjects"> {
  /** Ids, or whole records; undefined: no roster. */
  readonly subjects?: readonly (string | SubjectRecord)[] | undefined;
}

/** Scores by a short ruleset (or one that is built), by default for the subjects a, b and c in 2024. */
export function run(
  ruleset: Short | LoadedRuleset,
  events: Iterable<unknown>,
  given: Given = {},
): Result {
  const { subjects = ["a", "b", "c"], ...options } = given;
  const roster = subjects.map((one) => (typeof one === "string" ? { id: one } : one));
  const open = "subjects" in given && given.subjects === undefined;
  return score("program" in ruleset ? ruleset : build(ruleset), events, {
    period: "2024",
    ...options,
    ...(open ? {} : { subjects: roster }),
  });
}

/** A gain of points. */
export function gain(
  id: string,
  subject: string,
  at: string,
  points: string | number = 1,
  more: Part = {},
): EventRecord {
  return { id, type: "gain", at, subject, points, ...more };
}

/** The result's bytes. */
export function bytes(result: Result): string {
  return JSON.stringify(result);
}

/** The values of a node: by subject, or by subject and key (`a 2024-03`); the state where there is no value. */
export function valuesOf(nodes: readonly NodeValue[], id: string): Record<string, string> {
  return Object.fromEntries(
    nodes
      .filter((one) => one.id === id)
      .map((one) => [
        one.key === undefined ? one.subject : `${one.subject} ${one.key}`,
        one.value ?? one.state ?? "",
      ]),
  );
}

/** The value of an account for one subject (and key). */
export function accountOf(result: Result, id: string, subject = "a", key?: string): string {
  return valuesOf(result.accounts, id)[key === undefined ? subject : `${subject} ${key}`] ?? "none";
}

export function measureOf(result: Result, id: string, subject = "a", key?: string): string {
  return valuesOf(result.measures, id)[key === undefined ? subject : `${subject} ${key}`] ?? "none";
}

/** Ranks by subject. */
export function ranksOf(result: Result, ranking = "final"): Record<string, number> {
  return Object.fromEntries(
    result.standings.filter((one) => one.ranking === ranking).map((one) => [one.subject, one.rank]),
  );
}

/** Outcomes of one id that are listed, by subject (and key), with their state. */
export function outcomesOf(result: Result, id: string): Record<string, string> {
  return Object.fromEntries(
    result.outcomes
      .filter((one) => one.id === id)
      .map((one): [string, string] => [
        one.key === undefined ? one.subject : `${one.subject} ${one.key}`,
        one.state,
      ]),
  );
}

export function outcomeOf(result: Result, id: string, subject = "a"): OutcomeResult | undefined {
  return result.outcomes.find((one) => one.id === id && one.subject === subject);
}

/** Codes of rejections by event. */
export function codesOf(result: Result): Record<string, string> {
  return Object.fromEntries(result.rejections.map(({ event, code }) => [event ?? "?", code]));
}

/** Where the bytes of two results first differ; empty: nowhere. */
export function difference(one: Result, other: Result): string {
  const [a, b] = [bytes(one), bytes(other)];
  if (a === b) return "";
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  return `…${near(a)}… ≠ …${near(b)}…`;
}
