import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/examples/examples.ts";
import { checkRuleset } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { clausesOfPages } from "./clauses.ts";

/** Clauses that no example can show, and why. */
const without: Readonly<Record<string, string>> = {
  T11: "the office's own staff are scored by a standard of the city that is not reproduced: a note",
};

describe.each(Object.entries(rulesets))("%s", (id, document) => {
  const report = runExamples(document);

  test("has no issue, not even a warning", () => {
    expect(checkRuleset(document)).toEqual([]);
  });

  test("its examples give what they expect", () => {
    expect(report.ruleset).toBe(id);
    const wrong = report.examples.filter(({ ok }) => !ok);
    expect(wrong.map(({ it, differences }) => ({ it, differences }))).toEqual([]);
  });

  test("its examples are different sentences", () => {
    const sentences = report.examples.map(({ it }) => it);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test("every clause that can change a result is at work in an example", () => {
    const quiet = report.clauses.filter(({ covered }) => !covered).map(({ clause }) => clause);
    expect(quiet).toEqual(
      Object.keys(without).filter((clause) => clausesOfPages[id]?.includes(clause)),
    );
  });

  test("no clause is declared that the regulation's page does not have, and none is missing", () => {
    expect(report.clauses.map(({ clause }) => clause)).toEqual(clausesOfPages[id]);
  });
});
