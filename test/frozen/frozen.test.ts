import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/examples/examples.ts";
import { checkRuleset } from "../../src/program/load.ts";

/** Documents as they were first published in format 1: nobody changes them. What comes later must read them as they are. */
const frozen = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".json"));

describe.each(frozen)("%s, as it was first published", (name) => {
  const document: unknown = JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));

  test("has no fault", () => {
    expect(checkRuleset(document)).toEqual([]);
  });

  test("gives what its examples expect", () => {
    const { examples } = runExamples(document);
    expect(examples.length).toBeGreaterThan(50);
    expect(examples.filter(({ ok }) => !ok)).toEqual([]);
  });
});
