import { describe, expect, test, vi } from "vitest";
import type { Result } from "../../src/document/result.ts";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { scoreExample } from "../../src/examples/examples.ts";
import { rulesetLoader } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { questionsOfPages } from "./clauses.ts";

vi.setConfig({ testTimeout: 60_000 });

/** The numbers, outcomes and rejections of a result: what it says, without how it says it. */
function substance(result: Result): string {
  return JSON.stringify({
    standings: result.standings.map(({ ranking, cohort, rank, subject, score }) => [
      ranking,
      cohort,
      rank,
      subject,
      score,
    ]),
    outcomes: result.outcomes.map(({ id, subject, key, state, value }) => [
      id,
      subject,
      key,
      state,
      value,
    ]),
    numbers: [...result.accounts, ...result.measures, ...result.runnings].map(
      ({ id, subject, key, value, state }) => [id, subject, key, value, state],
    ),
    rejections: result.rejections.map(({ event, code }) => [event, code]),
  });
}

describe.each(Object.entries(rulesets))("%s", (id, document) => {
  const load = rulesetLoader(document);
  const examples = (document as { readonly examples: readonly ExampleDocument[] }).examples;
  const alternatives = Object.entries(questionsOfPages[id] ?? {}).flatMap(
    ([question, [usual = "", ...others]]) =>
      others.map((other) => [question, other, usual] as const),
  );

  test.each(alternatives)(
    "%s: %s changes a number, an outcome or a rejection",
    (question, other, usual) => {
      const differs = examples.some((example) => {
        const [one, two] = [usual, other].map((option) =>
          substance(scoreExample(load, example, { [question]: option })),
        );
        return one !== two;
      });
      expect(differs).toBe(true);
    },
  );
});
