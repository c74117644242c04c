import { reportOf, scoreExample } from "../analysis/examples.ts";
import { unknownIn } from "../analysis/expected.ts";
import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { RulesetError } from "../values/issue.ts";
import { UsageError } from "../values/usage.ts";
import { type Finding, finding } from "./finding.ts";
import type { Ground } from "./ground.ts";

/** Clauses and readings of which the examples show nothing. */
export function lintExamples(ground: Ground): Finding[] {
  const trials = new Trials(ground);
  return [
    ...(ground.wants("clause-without-example") ? unshownClauses(ground, trials) : []),
    ...(ground.wants("unknown-expectation") ? unknownExpectations(ground) : []),
    ...(ground.wants("idle-interpretation") ? idleInterpretations(ground, trials) : []),
  ];
}

function unshownClauses(ground: Ground, trials: Trials): Finding[] {
  return reportOf(ground.load, (example, others) => trials.result(example, others))
    .clauses.filter(({ covered, noted }) => !covered && !noted)
    .map(({ clause }) =>
      finding("clause-without-example", ground.place("clauses", clause), [clause], {
        name: clause,
      }),
    );
}

/** What examples expect of nodes and states that there are not under any reading. */
function unknownExpectations(ground: Ground): Finding[] {
  const [{ loaded }] = ground.readings;
  return loaded.resolved.examples.flatMap(({ expect }, index) => {
    const under = ground.readings.map((reading) => unknownIn(reading.loaded.resolved, expect));
    const [first = [], ...others] = under;
    return first
      .filter(({ what }) => others.every((list) => list.some((other) => other.what.en === what.en)))
      .map(({ keys, what, hint }) =>
        finding("unknown-expectation", ground.place("examples", index, "expect", ...keys), [], {
          name: String(index + 1),
          other: what,
          ...(hint === undefined ? {} : { value: hint }),
        }),
      );
  });
}

/** An interpretation that nothing reads, or with an option that makes no example differ from the usual one. */
function idleInterpretations(ground: Ground, trials: Trials): Finding[] {
  const { interpretations } = ground.readings[0].loaded.resolved;
  return [...interpretations.values()].flatMap(({ id, clauses, options, default: usual }) => {
    const pointer = ground.place("interpretations", id);
    if (!isRead(ground, id))
      return [finding("idle-interpretation", pointer, clauses, { name: id })];
    return [...options.keys()]
      .filter((option) => option !== usual && !isShown(ground, trials, id, option, usual))
      .map((option) =>
        finding("idle-interpretation", pointer, clauses, { name: id, other: option }),
      );
  });
}

/** Does any example come out otherwise by an option: one that chooses it without it, or any other with it? */
function isShown(
  ground: Ground,
  trials: Trials,
  id: string,
  option: string,
  usual: string,
): boolean {
  const { examples } = ground.readings[0].loaded.resolved;
  const chooses = ({ given }: ExampleDocument): boolean => given?.interpretations?.[id] === option;
  const differs = (example: ExampleDocument, instead: string): boolean =>
    trials.substance(example, { [id]: instead }) !== trials.substance(example);
  // Those that choose it are there to show it: with them it is told soonest.
  return (
    examples.some((example) => chooses(example) && differs(example, usual)) ||
    examples.some((example) => !chooses(example) && differs(example, option))
  );
}

/** Does anything read the interpretation? */
function isRead(ground: Ground, id: string): boolean {
  const {
    interpretations: _declared,
    examples: _examples,
    ...rest
  } = ground.json as object & {
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

  constructor(private readonly ground: Ground) {}

  /** An example as it is written, or with other options than it chooses. */
  result(example: ExampleDocument, others: Options = {}): Result {
    return known(this.results, example, others, () =>
      scoreExample(this.ground.load, example, others),
    );
  }

  /** What that comes to. */
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
