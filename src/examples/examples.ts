import type { SubjectRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { runOf, scoreNodes } from "../engine/score.ts";
import { type CompiledRuleset, type RulesetLoader, rulesetLoader } from "../program/load.ts";
import { withReads } from "../program/needed.ts";
import type { Program } from "../program/program.ts";
import type { Bases } from "../ruleset/extend.ts";
import { demandDocument } from "../values/arguments.ts";
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

/** The report on one example. */
export interface ExampleReport {
  /** The sentence that names it. */
  readonly it: string;
  readonly ok: boolean;
  readonly differences: readonly Difference[];
}

/** The examples that cover a clause. */
export interface ClauseCoverage {
  readonly clause: string;
  /** Its examples pass, and for each part that cites it there is one that fails without the part. */
  readonly covered: boolean;
  /** Only notes cite it, so no example can cover it. */
  readonly noted: boolean;
  /** The examples (by number, from 1) in which the clause had an effect. */
  readonly examples: readonly number[];
  /** The rules, criteria, conditions, checks and steps that cite it and without which every example still passes. */
  readonly unmissed: readonly Text[];
}

/** The report on all examples of a ruleset, and on the clauses that they cover. */
export interface ExamplesReport {
  /** Its id. */
  readonly ruleset: string;
  /** In the order of the document. */
  readonly examples: readonly ExampleReport[];
  /** Every clause that is declared, in the order of the document. */
  readonly clauses: readonly ClauseCoverage[];
}

/** Scores an example, with other options than its own if some are given. */
export type ScoreExample = (
  example: ExampleDocument,
  interpretations?: Readonly<Record<string, string>>,
) => Result;

/** A prepared example: its ruleset under its choices, and its complete events. */
export interface ReadyExample {
  readonly ruleset: CompiledRuleset;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly subjects: readonly SubjectRecord[];
  readonly period: string;
  readonly asOf: string | undefined;
}

/**
 * Runs the examples of a ruleset document. An example that fails, or cannot be scored, is reported
 * and does not throw.
 * @param bases the documents that it may extend.
 * @param functions the code of the functions that it calls, by name.
 * @throws {RulesetError} if the document itself has issues.
 */
export function runExamples(
  document: unknown,
  bases?: Bases,
  functions?: Functions,
): ExamplesReport {
  demandDocument("document of runExamples", document);
  return reportOf(rulesetLoader(document, bases, functions));
}

/** The results of all examples of a ruleset, each run as written. */
export interface ExamplesRun {
  /** In the order of the document. */
  readonly examples: readonly ExampleReport[];
  /** By clause, the examples (by number, from 1) in which it had an effect. */
  readonly shown: ReadonlyMap<string, ReadonlySet<number>>;
  /** The examples that pass. */
  readonly isTrue: readonly TrueExample[];
}

/**
 * Runs the examples of a loaded document.
 * @param scored scores an example, with other options than its own if some are given.
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

/** The full report on a loaded document, including the parts that no example needs. */
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

/** A passing example, prepared for scoring with other rulesets: only the nodes that it has expectations about. */
function asTrue(
  load: RulesetLoader,
  example: ExampleDocument,
  clauses: ReadonlySet<string>,
  result: Result,
): TrueExample {
  const ready = readyExample(load, example);
  const { resolved, program } = ready.ruleset;
  // Code may fail for values that it was never given before.
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
        // An example that cannot even be computed without the part needs it.
        return false;
      }
    },
  };
}

/** The nodes that an example has expectations about, with all that they read. */
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

/** The clauses whose non-default reading makes an example pass. */
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
    return compareExample(usual, example, false).length === 0 ? [] : declared.clauses;
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

/** Completes the events of an example: ids, days, subjects, copies. */
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
