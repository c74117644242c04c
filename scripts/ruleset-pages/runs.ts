import type { Result } from "../../src/document/result.ts";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { runEach, type ScoreExample, scoreExample } from "../../src/examples/examples.ts";
import { type RulesetLoader, rulesetLoader } from "../../src/program/load.ts";
import type { Program } from "../../src/program/program.ts";
import type { Interpretation, ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import { rulesets } from "../../src/rulesets.ts";
import { type Change, changes, type Facts, factsOf } from "./facts.ts";
import { type Line, linesOf } from "./lines.ts";

/** So many examples of a difference are named. */
export const mostExamples = 8;

/** An example of the document with what came of it. */
export interface ExampleRun {
  /** Its place in the document, from 1. */
  readonly number: number;
  readonly example: ExampleDocument;
  readonly result: Result;
  readonly facts: Facts;
  /** The clauses that had an effect in it. */
  readonly clauses: ReadonlySet<string>;
}

/** The ruleset under one option that is not the default. */
export interface Variant {
  readonly interpretation: string;
  readonly option: string;
  readonly ruleset: ResolvedRuleset;
  readonly lines: ReadonlyMap<string, Line>;
  /** Examples that come out differently than under the default, the most telling first; not all where there are many. */
  readonly different: readonly Different[];
}

/** An example that comes out differently. */
export interface Different {
  readonly run: ExampleRun;
  readonly changes: readonly Change[];
}

/** A ruleset with all that its page is made of. */
export interface Subject {
  readonly ruleset: ResolvedRuleset;
  readonly program: Program;
  readonly lines: readonly Line[];
  readonly runs: readonly ExampleRun[];
  readonly variants: readonly Variant[];
}

/** Loads a document, which may extend a bundled ruleset, and runs its examples; a page rests on them, so all must come out as they say. */
export function runDocument(document: unknown): Subject {
  const load = rulesetLoader(document, rulesets);
  const { resolved, program } = load({});
  const scored = scorer(load);
  const { examples, shown } = runEach(load, scored);
  const failing = examples.filter(({ ok }) => !ok);
  if (failing.length > 0)
    throw new Error(`examples of ${resolved.id} fail: ${failing.map(({ it }) => it).join("; ")}`);
  const runs = resolved.examples.map((example, index): ExampleRun => {
    const number = index + 1;
    const result = scored(example);
    const clauses = [...resolved.clauses.keys()].filter(
      (clause) => shown.get(clause)?.has(number) === true,
    );
    const facts = factsOf(resolved, result);
    return { number, example, result, facts, clauses: new Set(clauses) };
  });
  const variants = [...resolved.interpretations.values()].flatMap((interpretation) =>
    [...interpretation.options.keys()]
      .filter((option) => option !== interpretation.default)
      .map((option) => variantOf({ load, scored }, runs, interpretation, option)),
  );
  return { ruleset: resolved, program, lines: linesOf(resolved), runs, variants };
}

/** Scores examples of a ruleset, each once under the same options. */
function scorer(load: RulesetLoader): ScoreExample {
  const known = new Map<ExampleDocument, Map<string, Result>>();
  return (example, others) => {
    const results = known.get(example) ?? new Map<string, Result>();
    known.set(example, results);
    const options = JSON.stringify(others ?? {});
    const result = results.get(options) ?? scoreExample(load, example, others);
    results.set(options, result);
    return result;
  };
}

/** A document with a way to score its examples. */
interface Scored {
  readonly load: RulesetLoader;
  readonly scored: ScoreExample;
}

function variantOf(
  { load, scored }: Scored,
  runs: readonly ExampleRun[],
  { id, default: usual }: Interpretation,
  option: string,
): Variant {
  const ruleset = load({ interpretations: { [id]: option } }).resolved;
  const lines = new Map(linesOf(ruleset).map((line) => [line.key, line]));
  const under = ({ example, facts }: ExampleRun, chosen: string): Facts => {
    const asked = example.given?.interpretations?.[id] ?? usual;
    if (asked === chosen) return facts;
    return factsOf(ruleset, scored(example, { [id]: chosen }));
  };
  // The examples that were written for the option come first, then the smaller.
  const weight = ({ number, example }: ExampleRun): number => {
    const chosen = example.given?.interpretations?.[id] === option;
    return example.events.length + number / 1000 - (chosen ? 1000 : 0);
  };
  const different: Different[] = [];
  for (const run of [...runs].sort((a, b) => weight(a) - weight(b))) {
    const found = changes(under(run, usual), under(run, option));
    if (found.length > 0) different.push({ run, changes: found });
    if (different.length > mostExamples) break;
  }
  return { interpretation: id, option, ruleset, lines, different };
}
