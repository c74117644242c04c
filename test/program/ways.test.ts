import { describe, expect, test } from "vitest";
import { randomChoices, randomStream } from "../../scripts/compare-builds/streams.ts";
import { type ScoreOptions, score } from "../../src/engine/score.ts";
import { readyExample } from "../../src/examples/examples.ts";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { type LoadedRuleset, loadRuleset, rulesetLoader } from "../../src/program/load.ts";
import { documents } from "../documents.ts";
import { runs } from "../properties.ts";
import { byAllWays } from "./ways.ts";

/** The result and an explanation of some subjects: explanations evaluate parts of expressions. */
function told(ruleset: LoadedRuleset, events: readonly unknown[], options: ScoreOptions): unknown {
  const result = score(ruleset, events, options);
  const explained = result.subjects
    .slice(0, 2)
    .map(({ id }) => explanationText(explain(result, id), "en"));
  return [result, explained];
}

describe("functions, generated code and a module compiled ahead give the same bytes", () => {
  test.each(documents)("for the examples of %s", (_name, document) => {
    const load = rulesetLoader(document);
    for (const example of load({}).resolved.examples) {
      const { ruleset, events, subjects, period, asOf } = readyExample(load, example);
      const [composed, generated, ahead] = byAllWays(ruleset as LoadedRuleset, (way) =>
        score(way, events, { subjects, period, ...(asOf === undefined ? {} : { asOf }) }),
      );
      expect(generated).toBe(composed);
      expect(ahead).toBe(composed);
    }
  });

  test.each(documents)("for random streams and readings of %s", (_name, document) => {
    for (let seed = 1; seed <= Math.max(1, runs / 25); seed += 1) {
      const ruleset = loadRuleset(document, { interpretations: randomChoices(document, seed) });
      const { events, ...options } = randomStream(ruleset, seed);
      const [composed, generated, ahead] = byAllWays(ruleset, (way) => told(way, events, options));
      expect(generated).toBe(composed);
      expect(ahead).toBe(composed);
    }
  });
});
