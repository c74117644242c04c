import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { reportOf, scoreExample } from "../examples/examples.ts";
import { unknownIn } from "../examples/expected.ts";
import { RulesetError } from "../values/issue.ts";
import { listed } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import type { DiagnosticContext } from "./context.ts";
import { type Diagnostic, diagnostic } from "./diagnostic.ts";

/** Clauses and variants that the examples do not cover. */
export function diagnoseExamples(context: DiagnosticContext): Diagnostic[] {
  const trials = new Trials(context);
  return [
    ...(context.wants("clause-without-example") ? unshownClauses(context, trials) : []),
    ...(context.wants("unknown-expectation") ? unknownExpectations(context) : []),
    ...(context.wants("idle-interpretation") ? idleInterpretations(context, trials) : []),
  ];
}

function unshownClauses(context: DiagnosticContext, trials: Trials): Diagnostic[] {
  return reportOf(context.load, (example, others) => trials.result(example, others))
    .clauses.filter(({ covered, noted }) => !covered && !noted)
    .map(({ clause, unmissed }) =>
      diagnostic("clause-without-example", context.place("clauses", clause), [clause], {
        name: clause,
        other: { en: listedIn("en", unmissed), zh: listedIn("zh", unmissed) },
      }),
    );
}

function listedIn(language: Language, texts: readonly Text[]): string {
  return listed(texts.map((text) => text[language]))[language];
}

/** Expectations of examples about nodes and states that do not exist under any variant. */
function unknownExpectations(context: DiagnosticContext): Diagnostic[] {
  const [{ loaded }] = context.variants;
  return loaded.resolved.examples.flatMap(({ expect }, index) => {
    const under = context.variants.map((variant) => unknownIn(variant.loaded.resolved, expect));
    const [first = [], ...others] = under;
    return first
      .filter(({ what }) => others.every((list) => list.some((other) => other.what.en === what.en)))
      .map(({ keys, what, hint }) =>
        diagnostic("unknown-expectation", context.place("examples", index, "expect", ...keys), [], {
          name: String(index + 1),
          other: what,
          ...(hint === undefined ? {} : { value: hint }),
        }),
      );
  });
}

/** An interpretation that nothing reads, or with an option under which no example differs from the default. */
function idleInterpretations(context: DiagnosticContext, trials: Trials): Diagnostic[] {
  const { interpretations } = context.variants[0].loaded.resolved;
  return [...interpretations.values()].flatMap(({ id, clauses, options, default: usual }) => {
    const pointer = context.place("interpretations", id);
    if (!isRead(context, id))
      return [diagnostic("idle-interpretation", pointer, clauses, { name: id })];
    return [...options.keys()]
      .filter((option) => option !== usual && !isShown(context, trials, id, option, usual))
      .map((option) =>
        diagnostic("idle-interpretation", pointer, clauses, { name: id, other: option }),
      );
  });
}

/** Does an option change the result of any example: one that chooses it without it, or any other with it? */
function isShown(
  context: DiagnosticContext,
  trials: Trials,
  id: string,
  option: string,
  usual: string,
): boolean {
  const { examples } = context.variants[0].loaded.resolved;
  const chooses = ({ given }: ExampleDocument): boolean => given?.interpretations?.[id] === option;
  const differs = (example: ExampleDocument, instead: string): boolean =>
    trials.substance(example, { [id]: instead }) !== trials.substance(example);
  // Examples that choose the option are tried first, since they probably depend on it.
  return (
    examples.some((example) => chooses(example) && differs(example, usual)) ||
    examples.some((example) => !chooses(example) && differs(example, option))
  );
}

/** Does anything read the interpretation? */
function isRead(context: DiagnosticContext, id: string): boolean {
  const {
    interpretations: _declared,
    examples: _examples,
    ...rest
  } = context.json as object & {
    interpretations?: unknown;
    examples?: unknown;
  };
  const text = JSON.stringify(rest);
  const name = JSON.stringify(id);
  return text.includes(`{"reading":${name}}`) || text.includes(`{"reading":[${name}`);
}

type Options = Readonly<Record<string, string>>;

/** The runs of the examples, each made once. */
class Trials {
  private readonly results = new Map<ExampleDocument, Map<string, Result>>();
  private readonly substances = new Map<ExampleDocument, Map<string, string>>();

  constructor(private readonly context: DiagnosticContext) {}

  /** An example as it is written, or with other options than it chooses. */
  result(example: ExampleDocument, others: Options = {}): Result {
    return known(this.results, example, others, () =>
      scoreExample(this.context.load, example, others),
    );
  }

  /** The result of such a run. */
  substance(example: ExampleDocument, others: Options = {}): string {
    return known(this.substances, example, others, () => {
      try {
        return substanceOf(this.result(example, others));
      } catch (error) {
        if (!(error instanceof RulesetError || error instanceof UsageError)) throw error;
        return error.message;
      }
    });
  }
}

function known<Made>(
  all: Map<ExampleDocument, Map<string, Made>>,
  example: ExampleDocument,
  options: Options,
  make: () => Made,
): Made {
  const key = JSON.stringify(options);
  const of = all.get(example) ?? new Map<string, Made>();
  all.set(example, of);
  const before = of.get(key);
  if (before !== undefined) return before;
  const made = make();
  of.set(key, made);
  return made;
}

/** The numbers, places, outcomes and rejections of a result. */
function substanceOf(result: Result): string {
  const { standings, outcomes, accounts, measures, runnings, rejections } = result;
  return JSON.stringify([
    standings.map(({ ranking, cohort, rank, subject, score }) => [
      ranking,
      cohort,
      rank,
      subject,
      score,
    ]),
    outcomes.map(({ id, subject, key, state, value }) => [id, subject, key, state, value]),
    [...accounts, ...measures, ...runnings].map(({ id, subject, key, value, state }) => [
      id,
      subject,
      key,
      value,
      state,
    ]),
    rejections.map(({ event, code }) => [event, code]),
  ]);
}
