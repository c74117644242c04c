import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/examples/examples.ts";
import { checkRuleset } from "../../src/program/load.ts";

/** What point systems of many fields need, the commonest first; each has a ruleset of its own. */
const constructs: readonly string[] = [
  "two-dimensional-lookup",
  "numeric-brackets",
  "highest-only",
  "progressive-value",
  "rank-to-points",
  "role-split",
  "recurring-cap",
  "veto",
  "tie-break-chain",
  "expiry",
  "route",
  "grade-bands",
  "nested-caps",
  "calendar-factor",
  "retroactive-change",
  "graded-lateness",
  "all-of",
  "carry-over",
  "escalation",
  "size-normalisation",
  "relative-to-group",
  "proportional-completion",
  "ratio-threshold",
  "approval",
  "best-of",
  "stated-rounding",
  "mandatory-subset",
  "external-table",
  "price-by-occurrence",
  "order-of-arrival",
  "unit-conversion",
  "shared-places",
  "non-linear",
  "conditional-base",
  "tied-subset",
  "running-balance",
  "proportional-penalty",
  "spending-balance",
];

/** What the constructs are made of where they meet: cases that decided what the language had to be. */
const hardCases: readonly string[] = ["demerits", "monthly-shortfall", "sport-season"];

interface Document {
  readonly id: string;
  readonly interpretations?: Readonly<
    Record<string, { readonly default: string; readonly options: object }>
  >;
  readonly examples: readonly {
    readonly given?: { readonly interpretations?: Readonly<Record<string, string>> };
  }[];
}

/** What regulations leave open: each a declared choice with a default, shown with every score. */
const choices: readonly string[] = [
  "dropped-values",
  "from-the-third-on",
  "highest-within-what",
  "intermediate-score",
  "order-of-steps",
  "target-before-or-after",
  "ties",
  "which-date",
  "which-edition",
];

const corpus = [
  ["constructs", constructs],
  ["hard-cases", hardCases],
  ["choices", choices],
] as const;

describe.each(corpus)("%s", (folder, names) => {
  const place = join(import.meta.dirname, folder);

  test("each has its ruleset, and there is no other", () => {
    const files = readdirSync(place).map((name) => name.replace(/\.json$/, ""));
    expect(files.sort()).toEqual([...names].sort());
  });

  describe.each(names)("%s", (name) => {
    const document = JSON.parse(readFileSync(join(place, `${name}.json`), "utf8")) as Document;

    test("is written as data without an issue", () => {
      expect(document.id).toBe(name);
      expect(checkRuleset(document)).toEqual([]);
    });

    test("its examples, worked by hand, give what they expect", () => {
      expect(document.examples.length).toBeGreaterThanOrEqual(3);
      for (const [id, { default: usual, options }] of Object.entries(
        document.interpretations ?? {},
      )) {
        const shown = document.examples.map(({ given }) => given?.interpretations?.[id] ?? usual);
        expect(new Set(shown)).toEqual(new Set(Object.keys(options)));
      }
      const wrong = runExamples(document).examples.filter(({ ok }) => !ok);
      expect(wrong.map(({ it, differences }) => ({ it, differences }))).toEqual([]);
    });
  });
});
