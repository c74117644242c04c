import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runExamples } from "../src/examples/examples.ts";
import { checkRuleset, loadRuleset } from "../src/program/load.ts";
import { rulesets } from "../src/rulesets.ts";

const folder = join(import.meta.dirname, "../docs/examples");
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name): [id: string, document: unknown] => [
    name.replace(/\.json$/, ""),
    JSON.parse(readFileSync(join(folder, name), "utf8")),
  ]);

/** The clauses that some part of a document cites, wherever it stands. */
function citedIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) =>
    key === "clause" ? [inner].flat().map(String) : citedIn(inner),
  );
}

test("there are rulesets of several fields", () => {
  expect(documents.length).toBeGreaterThanOrEqual(6);
});

describe.each(documents)("%s", (id, document) => {
  const report = runExamples(document, rulesets);

  test("has no issue, not even a warning, and is named as its file is", () => {
    expect(checkRuleset(document, { bases: rulesets })).toEqual([]);
    expect(report.ruleset).toBe(id);
  });

  test("names its source, in both languages says what it is, and holds no bundled ruleset's place", () => {
    const { source, title } = loadRuleset(document, { bases: rulesets }).resolved;
    expect(source.title).not.toBe("");
    expect(title.zh).toMatch(/\p{Script=Han}/u);
    expect(Object.keys(rulesets)).not.toContain(id);
  });

  test("has five different examples at least, which give what they expect", () => {
    const sentences = report.examples.map(({ it }) => it);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.length).toBeGreaterThanOrEqual(5);
    const wrong = report.examples.filter(({ ok }) => !ok);
    expect(wrong.map(({ it, differences }) => ({ it, differences }))).toEqual([]);
  });

  test("every clause is cited, and at work in an example", () => {
    const cited = new Set(citedIn(document));
    const clauses = report.clauses.map(({ clause }) => clause);
    expect(clauses.filter((clause) => !cited.has(clause))).toEqual([]);
    const quiet = report.clauses.filter(({ covered }) => !covered);
    expect(quiet.map(({ clause }) => clause)).toEqual([]);
  });
});
