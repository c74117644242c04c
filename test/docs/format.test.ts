import { describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { rulesetSchema } from "../../src/document/ruleset.ts";
import { languageForms } from "../../src/expression/language.ts";
import {
  cohortReductions,
  entryFields,
  periodFields,
  placeTies,
} from "../../src/expression/tree.ts";
import { outcomeStates } from "../../src/expression/types.ts";
import { checkRuleset, extendRuleset, loadRuleset, runExamples, score } from "../../src/index.ts";
import { readEvents } from "../../src/node.ts";
import { calendarUnits } from "../../src/values/calendar.ts";
import type { Functions } from "../../src/values/code.ts";
import { roundingModes } from "../../src/values/rounding.ts";
import {
  type Block,
  baseRuleset,
  blocksIn,
  type Json,
  type JsonObject,
  parsed,
  placeOf,
  withFragment,
} from "./blocks.ts";
import { offered, operatorsRead, type Schema, under, used } from "./coverage.ts";
import { trialRuleset } from "./expressions.ts";

/** A block of the page with the ruleset that it makes. */
interface Part {
  readonly block: Block;
  readonly ruleset: JsonObject;
}

const blocks = blocksIn("docs/format.md");

/** Expressions are tried in the part above them in their section, or else in the ruleset at the top. */
function partsOfPage(): Part[] {
  const base = baseRuleset();
  const parts: Part[] = [];
  for (const block of blocks.filter(({ language }) => language === "json")) {
    const above = parts
      .filter((part) => part.block.heading === block.heading && part.block.mark !== "expressions")
      .at(-1);
    const make: Record<string, () => JsonObject> = {
      base: () => base,
      fragment: () => withFragment(base, parsed(block)),
      overlay: () => extendRuleset(base, parsed(block)) as JsonObject,
      expressions: () => trialRuleset(above?.ruleset ?? base, JSON.parse(block.text) as Json[]),
    };
    const ruleset = make[block.mark]?.();
    if (ruleset === undefined) throw new Error(`${placeOf(block)}: what is "${block.mark}"?`);
    parts.push({ block, ruleset });
  }
  return parts;
}

const parts = partsOfPage();

/** The code of the functions that a part declares, as the page says it. */
function codeOf(ruleset: JsonObject): Functions | undefined {
  if (ruleset["functions"] === undefined) return undefined;
  return { late: (points: string, day: string) => (day < "2024-07-01" ? points : "0") };
}
const rulesets = parts.map(({ ruleset }) => ruleset);

describe("docs/format.md", () => {
  test.each(parts.map((part) => [`${part.block.heading} (${placeOf(part.block)})`, part] as const))(
    "says what is so: %s",
    (_name, { ruleset }) => {
      const { examples } = runExamples(ruleset, undefined, codeOf(ruleset));
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.filter(({ ok }) => !ok)).toEqual([]);
    },
  );

  test.each(
    blocks.filter(({ mark }) => mark === "events").map((block) => [placeOf(block), block] as const),
  )("shows files that are read without a fault: %s", async (_name, block) => {
    const above = parts.filter((part) => part.block.line < block.line).at(-1);
    const ruleset = loadRuleset(above?.ruleset);
    const files = readEvents({ name: "events.csv", content: block.text }, ruleset);
    const result = await score(ruleset, files);
    expect(files.notes).toEqual([]);
    expect([...files.rejected, ...result.rejections]).toEqual([]);
    expect(result.counts.accepted).toBe(block.text.split("\n").length - 1);
  });
});

/** What is wanted and is not there. */
function gaps(wanted: Iterable<string>, there: Iterable<string>): string[] {
  const all = new Set(there);
  return [...wanted].filter((one) => !all.has(one));
}

const operators = operatorsRead(() => {
  for (const ruleset of rulesets) checkRuleset(ruleset);
});

/** Keys that are no expressions. */
function namedKeys(): string[] {
  return under(rulesets, "per")
    .flat()
    .flatMap((key) => (typeof key === "string" ? [key] : []));
}

/** The first operand of every use of an operator. */
function firstOperands(operator: string): string[] {
  return under(rulesets, operator).map((argument) => String([argument].flat()[0]));
}

describe("the blocks of docs/format.md show", () => {
  const schema = z.toJSONSchema(rulesetSchema, { io: "input" }) as Schema;

  test("every key and every listed value of the format", () => {
    const shown = rulesets.flatMap((ruleset) => [...used(schema, ruleset)]);
    const units = namedKeys().map((key) => `the unit "${key}"`);
    // The modes of rounding are shown by the operator, see below.
    const modes = roundingModes.map((mode) => `"${mode}" of ${roundingModes.join(", ")}`);
    expect(gaps(offered(schema), [...shown, ...units, ...modes])).toEqual([]);
  });

  test("every operator", () => {
    const readings = under(rulesets, "reading").length > 0 ? ["reading"] : [];
    const shown = [...operators, ...readings];
    expect(gaps(languageForms.keys(), shown)).toEqual([]);
  });

  test("every root that a field can have, and every field of entries and of the period", () => {
    const paths = firstOperands("var");
    const roots = ["event", "link", "entry", "value", "subject", "key", "state", "period"];
    const fields = [
      ...["id", "type", "at", "time", "subject"].map((name) => `event.${name}`),
      ...entryFields.map((name) => `entry.${name}`),
      ...periodFields.map((name) => `period.${name}`),
      ...["id", "name", "category"].map((name) => `subject.${name}`),
    ];
    expect(
      gaps(
        roots,
        paths.map((path) => path.split(".")[0] ?? ""),
      ),
    ).toEqual([]);
    expect(fields.filter((field) => !paths.some((path) => path.startsWith(field)))).toEqual([]);
  });

  test("every way to aggregate a cohort, to read a place and to round", () => {
    expect(gaps(cohortReductions, firstOperands("cohort"))).toEqual([]);
    expect(gaps(cohortReductions, firstOperands("range"))).toEqual([]);
    expect(
      gaps(
        placeTies,
        under(rulesets, "rank").map((place) => String([place].flat()[1])),
      ),
    ).toEqual([]);
    expect(
      gaps(
        roundingModes,
        under(rulesets, "round").map((how) => String([how].flat().at(-1))),
      ),
    ).toEqual([]);
  });

  test("every kind of key, by name, by an expression and of another node", () => {
    const ofEntries = [...calendarUnits, "item", "event", "rule"];
    const keys = under(rulesets, "per").flat();
    expect(gaps(ofEntries, namedKeys())).toEqual([]);
    expect(gaps(namedKeys(), ofEntries)).not.toEqual([]);
    expect(keys.some((key) => typeof key === "object")).toBe(true);
  });

  test("every type of attribute, of cells and of axes", () => {
    const types = under(rulesets, "attributes").flatMap((attributes) => under(attributes, "type"));
    const cells = under(rulesets, "tables").flatMap((tables) => under(tables, "type"));
    const axes = under(rulesets, "axes").flat();
    expect(
      gaps(["text", "number", "integer", "boolean", "day", "level", "unit"], types.map(String)),
    ).toEqual([]);
    expect(gaps(["text", "level"], cells.map(String))).toEqual([]);
    expect(
      gaps(["level", "text", "boolean", "number", "integer", "day"], axes.map(String)),
    ).toEqual([]);
  });

  test("every state that an outcome can have", () => {
    const states = rulesets
      .flatMap((ruleset) => under(ruleset["examples"] ?? [], "outcomes"))
      .map((one) => JSON.stringify(one));
    expect(
      outcomeStates.filter((state) => !states.some((text) => text.includes(`"${state}"`))),
    ).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const schema = z.toJSONSchema(rulesetSchema, { io: "input" }) as Schema;

  test("find the keys and values that a document does not use", () => {
    const missing = gaps(offered(schema), used(schema, baseRuleset()));
    expect(missing.some((one) => one.startsWith('"runnings" of'))).toBe(true);
    expect(missing).toContain('"ascending" of descending, ascending');
    expect(missing).toContain('the unit "week"');
    expect(missing.some((one) => one.startsWith('"rules" of'))).toBe(false);
    expect(missing).not.toContain('the unit "year"');
  });

  test("see the operators of a document, and leave the language as it was", () => {
    const seen = operatorsRead(() => void checkRuleset(baseRuleset()));
    expect(seen).toEqual(new Set(["var", "account", "measure"]));
    expect(operatorsRead(() => undefined)).toEqual(new Set());
    expect(vi.isMockFunction(languageForms.get)).toBe(false);
  });

  test("take expressions for what they are: numbers, truth values, names, days and what is missing", () => {
    const pairs: Json[] = [
      [{ "+": [1, 1] }, "2"],
      [{ "==": [1, 1] }, true],
      [{ var: "subject.id" }, "a"],
      [{ later: ["2024-01-01"] }, "2024-01-01"],
      [{ "/": [1, 0] }, "unavailable"],
    ];
    const wrong = pairs.map((pair) => [(pair as readonly Json[])[0] ?? null, "3"]);
    const run = (list: readonly Json[]) => runExamples(trialRuleset(baseRuleset(), list)).examples;
    expect(run(pairs).map(({ ok }) => ok)).toEqual([true]);
    expect(run(wrong.slice(0, 1))[0]?.differences).toMatchObject([
      { what: "measures expression-1 a", expected: { en: "3" }, found: { en: "2" } },
    ]);
  });
});
