import type { SubjectRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { runOf, scoreNodes } from "../engine/score.ts";
import { type LoadedRuleset, type RulesetLoader, rulesetLoader } from "../program/load.ts";
import { withReads } from "../program/needed.ts";
import type { Program } from "../program/program.ts";
import type { Bases } from "../ruleset/extend.ts";
import { readPeriod } from "../values/calendar.ts";
import type { Functions } from "../values/code.ts";
import { dayText } from "../values/day.ts";
import { RulesetError } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { notedClauses } from "./citations.ts";
import { compareExample, type Difference } from "./compare.ts";
import { effects, statedValues } from "./coverage.ts";
import { type TrueExample, unmissedParts } from "./removal.ts";

/** What became of one example. */
export interface ExampleReport {
  /** The sentence that it is called by. */
  readonly it: string;
  readonly ok: boolean;
  readonly differences: readonly Difference[];
}

/** Which examples show a clause at work. */
export interface ClauseCoverage {
  readonly clause: string;
  /** Its examples come true, and each part that cites it is missed by one: without the part it fails. */
  readonly covered: boolean;
  /** Only notes cite it: there is nothing that an example could show. */
  readonly noted: boolean;
  /** The examples (by number, from 1) in which the clause had an effect. */
  readonly examples: readonly number[];
  /** The rules, criteria, conditions, checks and steps that cite it and that no example misses. */
  readonly unmissed: readonly Text[];
}

/** What became of all examples of a ruleset, and which of its clauses they show. */
export interface ExamplesReport {
  /** Its id. */
  readonly ruleset: string;
  /** In the order of the document. */
  readonly examples: readonly ExampleReport[];
  /** Every clause that is declared, in the order of the document. */
  readonly clauses: readonly ClauseCoverage[];
}

/** What an example comes to, with other options than it chooses where some are given. */
export type ScoreExample = (
  example: ExampleDocument,
  interpretations?: Readonly<Record<string, string>>,
) => Result;

/** An example made ready: its ruleset under its choices, its events written out. */
export interface ReadyExample {
  readonly ruleset: LoadedRuleset;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly subjects: readonly SubjectRecord[];
  readonly period: string;
  readonly asOf: string | undefined;
}

/**
 * Runs the examples that stand in a ruleset document. One that does not come true, or that cannot be scored, is told of
 * in the report: it throws nothing.
 * @param bases the documents that it may extend.
 * @param functions the code of the functions that it calls, by name.
 * @throws {RulesetError} where the document itself has errors.
 */
export function runExamples(
  document: unknown,
  bases?: Bases,
  functions?: Functions,
): ExamplesReport {
  return reportOf(rulesetLoader(document, bases, functions));
}

/** What became of all examples of a ruleset, each run as it stands. */
export interface ExamplesRun {
  /** In the order of the document. */
  readonly examples: readonly ExampleReport[];
  /** By clause, the examples (by number, from 1) in which it had an effect. */
  readonly shown: ReadonlyMap<string, ReadonlySet<number>>;
  /** Those that come true. */
  readonly isTrue: readonly TrueExample[];
}

/**
 * Runs the examples of a document that is at hand.
 * @param scored what an example comes to, with other options than it chooses where some are given.
 */
export function runEach(load: RulesetLoader, scored: ScoreExample): ExamplesRun {
  const shown = new Map<string, Set<number>>();
  const isTrue: TrueExample[] = [];
  const examples = load({}).resolved.examples.map((example, index): ExampleReport => {
    try {
      const result = scored(example);
      const clauses = new Set([
        ...effects(result, example),
        ...readingsShown(load, example, scored),
      ]);
      for (const clause of clauses)
        shown.set(clause, (shown.get(clause) ?? new Set()).add(index + 1));
      const differences = compareExample(result, example);
      if (differences.length === 0) isTrue.push(asTrue(load, example, clauses, result));
      return { it: example.it, ok: differences.length === 0, differences };
    } catch (error) {
      if (!(error instanceof RulesetError || error instanceof UsageError)) throw error;
      return {
        it: example.it,
        ok: false,
        differences: [{ what: "run", expected: both("a result", "结果"), found: errorText(error) }],
      };
    }
  });
  return { examples, shown, isTrue };
}

/** The whole report on a document that is at hand: what its examples would miss as well. */
export function reportOf(
  load: RulesetLoader,
  scored: ScoreExample = (example, others) => scoreExample(load, example, others),
): ExamplesReport {
  const { resolved } = load({});
  const { examples, shown, isTrue } = runEach(load, scored);
  const noted = notedClauses(load.ruleset.json);
  const unmissed = unmissedParts(isTrue, load.functions);
  const clauses = [...resolved.clauses.keys()].map((clause): ClauseCoverage => {
    const numbers = [...(shown.get(clause) ?? [])];
    const parts = unmissed
      .filter((part) => part.clauses.includes(clause))
      .map(({ label }) => label);
    const isCovered = numbers.length > 0 && parts.length === 0;
    return {
      clause,
      covered: isCovered,
      noted: noted.has(clause),
      examples: numbers,
      unmissed: parts,
    };
  });
  return { ruleset: resolved.id, examples, clauses };
}

/** An example that came true, made ready to be scored with other rulesets: only what it expects something of. */
function asTrue(
  load: RulesetLoader,
  example: ExampleDocument,
  clauses: ReadonlySet<string>,
  result: Result,
): TrueExample {
  const ready = readyExample(load, example);
  const { resolved, program } = ready.ruleset;
  // Code may fail for values that it never saw, wherever it is called.
  const needed = resolved.functions.size > 0 ? undefined : neededBy(example, program);
  const fired = new Set(runOf(result)?.world.entries.rules);
  return {
    resolved,
    clauses,
    concerns: ({ of }) => {
      // Whether anything reads the time decides which events are copies of each other.
      if (needed === undefined || program.readsTime || of.kind === "event") return true;
      if (of.kind === "node") return needed.has(program.slots.nodes.get(of.node)?.index ?? -1);
      const rule = program.rules.find((one) => one.rule.id === of.rule);
      return rule === undefined || rule.idle || fired.has(rule.index);
    },
    holdsWith: (ruleset) => {
      try {
        return (
          compareExample(scoreReady({ ...ready, ruleset }, needed), example, false).length === 0
        );
      } catch {
        // What cannot even be computed without the part needs it.
        return false;
      }
    },
  };
}

/** The nodes that an example expects something of, with all that they read. */
function neededBy(example: ExampleDocument, program: Program): ReadonlySet<number> {
  const { expect } = example;
  const stated = new Set(statedValues(example).map(({ node }) => node));
  const nodes = program.nodes.filter(
    ({ node }) =>
      stated.has(node.name) ||
      expect.unavailable?.[node.id] !== undefined ||
      (expect.warnings !== undefined && node.kind === "outcome" && node.outcome === "warning"),
  );
  return withReads(
    program,
    nodes.map(({ index }) => index),
  );
}

/** The clauses whose reading, other than the usual one, is what makes an example come out as it expects. */
function readingsShown(
  load: RulesetLoader,
  example: ExampleDocument,
  scored: ScoreExample,
): string[] {
  const { interpretations } = load({}).resolved;
  return Object.entries(example.given?.interpretations ?? {}).flatMap(([id, chosen]) => {
    const declared = interpretations.get(id);
    if (declared === undefined || chosen === declared.default) return [];
    const usual = scored(example, { [id]: declared.default });
    return compareExample(usual, example).length === 0 ? [] : declared.clauses;
  });
}

/** The result of one example. */
export function scoreExample(
  load: RulesetLoader,
  example: ExampleDocument,
  interpretations: Readonly<Record<string, string>> = {},
): Result {
  return scoreReady(readyExample(load, example, interpretations));
}

/** @param needed the nodes that are wanted, with all that they read; by default all. */
function scoreReady(
  { ruleset, events, subjects, period, asOf }: ReadyExample,
  needed?: ReadonlySet<number>,
): Result {
  return scoreNodes(ruleset, events, { subjects, period, asOf }, needed);
}

/** Writes out what an example leaves to be understood: ids, days, subjects, copies. */
export function readyExample(
  load: RulesetLoader,
  example: ExampleDocument,
  interpretations: Readonly<Record<string, string>> = {},
): ReadyExample {
  const given = example.given ?? {};
  const ruleset = load({
    ...(given.parameters === undefined ? {} : { parameters: given.parameters }),
    interpretations: { ...given.interpretations, ...interpretations },
  });
  const period = given.period ?? "all";
  const first = readPeriod(period)?.first;
  const at = first === undefined ? "" : dayText(first);
  const subjects = (given.subjects ?? []) as unknown as SubjectRecord[];
  const events = example.events.flatMap((event, index) => {
    const { repeat, ...rest } = event as { repeat?: unknown; type?: unknown };
    const type = ruleset.resolved.events.get(String(rest.type));
    const subject =
      type === undefined || type.subjects.length === 0 ? {} : { subject: subjects[0]?.id };
    const id = String(index + 1);
    const whole = { id, at, ...subject, ...rest };
    if (repeat === undefined) return [whole];
    return Array.from({ length: Number(repeat) }, (_, copy) => ({
      ...whole,
      id: `${whole.id}/${copy + 1}`,
    }));
  });
  return { ruleset, events, subjects, period, asOf: given.asOf };
}

/** Why an example has no result. */
function errorText(error: RulesetError | UsageError): Text {
  if (error instanceof UsageError) return error.text;
  const inLanguage = (language: Language): string =>
    error.issues
      .map(({ pointer, message, hint }) => {
        const mend = hint === undefined ? "" : ` (${hint[language]})`;
        return `${pointer || "/"}: ${message[language]}${mend}`;
      })
      .join("; ");
  return both(inLanguage("en"), inLanguage("zh"));
}
