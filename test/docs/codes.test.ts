import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticCodes } from "../../src/diagnostics/diagnostic.ts";
import {
  checkRuleset,
  type Diagnostic,
  diagnoseRuleset,
  explain,
  issueCodes,
  type LoadedRuleset,
  loadRuleset,
  type Result,
  RulesetError,
  rejectionCodes,
  type ScoreOptions,
  score,
  type UsageCode,
  UsageError,
  warningCodes,
} from "../../src/index.ts";
import { fileErrorCodes, noteCodes, rowRejectionCodes } from "../../src/node.ts";
import { halfTranslated } from "../ruleset/words.ts";
import {
  type Block,
  baseRuleset,
  blocksIn,
  isObject,
  type Json,
  type JsonObject,
  merged,
  parsed,
  placeOf,
} from "./blocks.ts";
import { codesInTables, type Section, sectionsIn } from "./sections.ts";
import { commandsOf, isShown, runCommand } from "./snippets.ts";

const base = baseRuleset();
const chapters = sectionsIn("docs/codes.md", 2);
const usageCodes: Readonly<Record<UsageCode, true>> = {
  "ruleset-not-loaded": true,
  "bad-argument": true,
  "bad-option": true,
  "bad-period": true,
  "bad-day": true,
  "roster-invalid": true,
  "roster-needed": true,
  "parameters-needed": true,
  "too-many-keys": true,
  "function-failed": true,
  "unknown-name": true,
  "result-without-run": true,
};

function chapter(title: string): Section {
  const found = chapters.find((one) => one.title === title);
  if (found === undefined) throw new Error(`docs/codes.md has no "${title}"`);
  return found;
}

/** The sections of a chapter, one for each code, with what its examples build on. */
function codesOf(title: string): [code: string, section: Section, common: JsonObject][] {
  const whole = chapter(title);
  const common = whole.own.filter(({ mark }) => mark === "fragment");
  const ruleset = common.reduce<JsonObject>(
    (so, block) => merged(so, parsed(block)) as JsonObject,
    base,
  );
  return whole.inner.map((section) => [section.title.replaceAll("`", ""), section, ruleset]);
}

function only(section: Section, ...marks: string[]): Block[] {
  return section.own.filter(({ language, mark }) => language === "json" && marks.includes(mark));
}

/** What one block stands for: options and events. */
interface Run {
  readonly events: readonly unknown[];
  readonly options: ScoreOptions;
  /** Who is to be explained from a copy of the result. */
  readonly explained?: string;
  /** The document is handed over as it is. */
  readonly unloaded?: boolean;
}

function runOf(block: Block): Run {
  const json = JSON.parse(block.text) as Json;
  if (block.mark === "events")
    return { events: [json].flat(), options: { subjects: [{ id: "a" }, { id: "b" }] } };
  if (!isObject(json)) throw new Error(`${placeOf(block)}: expected an object`);
  const { events = [], explained, unloaded, ...options } = json;
  return {
    events: events as readonly unknown[],
    options: options as ScoreOptions,
    ...(typeof explained === "string" ? { explained } : {}),
    ...(unloaded === true ? { unloaded } : {}),
  };
}

function attempt(
  ruleset: JsonObject,
  { events, options, explained, unloaded }: Run,
): Result | UsageError {
  try {
    // Code that a page cannot hold: functions that give no decimal string.
    const names = Object.keys((ruleset["functions"] ?? {}) as object);
    const functions = Object.fromEntries(names.map((name) => [name, () => 2.5]));
    const loaded = unloaded === true ? ruleset : loadRuleset(ruleset, { functions });
    const result = score(loaded as LoadedRuleset, events, options);
    if (explained !== undefined) explain(JSON.parse(JSON.stringify(result)) as Result, explained);
    return result;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}

describe("every code has its section, in order, and no other has one", () => {
  test("issues", () => {
    expect(codesOf("Issues").map(([code]) => code)).toEqual(issueCodes);
  });

  test("rejections, in their order of precedence", () => {
    expect(codesOf("Rejections").map(([code]) => code)).toEqual(rejectionCodes);
  });

  test("warnings", () => {
    expect(codesOf("Warnings").map(([code]) => code)).toEqual(warningCodes);
  });

  test("wrong usage", () => {
    expect(codesOf("Usage").map(([code]) => code)).toEqual(Object.keys(usageCodes));
  });

  test("diagnostics", () => {
    expect(codesOf("Diagnostics").map(([code]) => code)).toEqual(diagnosticCodes);
  });

  test("what is said of files", () => {
    const tables = codesInTables(chapter("Reading files").text);
    expect(tables).toEqual([fileErrorCodes, rowRejectionCodes, noteCodes]);
  });
});

describe("the examples of docs/codes.md", () => {
  test.each(codesOf("Issues"))("show the issue %s and no other", (code, section, ruleset) => {
    const blocks = only(section, "fragment");
    // What is no JSON cannot be shown as JSON: such a section has a snippet that is run elsewhere.
    const isSnippet = section.own.some(({ language }) => language === "ts");
    expect(blocks.length > 0 || isSnippet).toBe(true);
    for (const block of blocks) {
      const given = code === "function-missing" ? { functions: {} } : {};
      const issues = checkRuleset(merged(ruleset, parsed(block)), given);
      expect(halfTranslated(issues)).toEqual([]);
      expect([placeOf(block), distinct(issues.map((issue) => issue.code))]).toEqual([
        placeOf(block),
        [code],
      ]);
    }
  });

  test.each(codesOf("Rejections"))(
    "show the rejection %s and no other",
    (code, section, ruleset) => {
      const blocks = only(section, "events");
      expect(blocks).not.toEqual([]);
      for (const block of blocks) {
        const result = attempt(ruleset, runOf(block));
        if (result instanceof UsageError) throw result;
        expect([placeOf(block), distinct(result.rejections.map((one) => one.code))]).toEqual([
          placeOf(block),
          [code],
        ]);
        expect(halfTranslated(result.rejections)).toEqual([]);
      }
    },
  );

  test.each(codesOf("Warnings"))("show the warning %s and no other", (code, section, ruleset) => {
    const blocks = only(section, "run");
    expect(blocks).not.toEqual([]);
    for (const block of blocks) {
      const result = attempt(ruleset, runOf(block));
      if (result instanceof UsageError) throw result;
      expect([placeOf(block), distinct(result.warnings.map((one) => one.code))]).toEqual([
        placeOf(block),
        [code],
      ]);
      expect(result.rejections).toEqual([]);
      expect(halfTranslated(result.warnings)).toEqual([]);
    }
  });

  test.each(codesOf("Usage"))("show the wrong usage %s", (code, section, common) => {
    const ruleset = only(section, "fragment").reduce<Json>(
      (so, block) => merged(so, parsed(block)),
      common,
    );
    const blocks = only(section, "run");
    expect(blocks).not.toEqual([]);
    for (const block of blocks) {
      const error = attempt(ruleset as JsonObject, runOf(block));
      if (!(error instanceof UsageError)) throw new Error(`${placeOf(block)} works`);
      expect([placeOf(block), error.code]).toEqual([placeOf(block), code]);
      expect(halfTranslated([{ code, message: error.text }])).toEqual([]);
    }
  });

  test("are JSON blocks of known marks", () => {
    const marks = blocksIn("docs/codes.md").flatMap(({ language, mark }) =>
      language === "json" ? [mark] : [],
    );
    expect(distinct(marks)).toEqual(["events", "fragment", "mended", "run"]);
  });

  test("build on rulesets that are sound", () => {
    for (const title of ["Issues", "Rejections", "Warnings", "Usage", "Diagnostics"]) {
      const ruleset = codesOf(title)[0]?.[2];
      expect(() => loadRuleset(ruleset)).not.toThrow(RulesetError);
    }
  });
});

/** What is found in a ruleset with a part, and not without it. */
function foundBy(ruleset: JsonObject, block: Block): readonly Diagnostic[] {
  const before = new Set(diagnoseRuleset(ruleset).map(nameOf));
  const whole = merged(ruleset, parsed(block));
  return diagnoseRuleset(whole).filter((one) => !before.has(nameOf(one)));
}

function nameOf({ code, pointer }: Diagnostic): string {
  return `${code} ${pointer}`;
}

describe("the diagnostics of docs/codes.md", () => {
  const sections = codesOf("Diagnostics");

  test.each(sections)("show %s, and no longer where it is mended", (code, section, ruleset) => {
    const blocks = only(section, "fragment");
    expect(blocks).not.toEqual([]);
    for (const block of blocks) {
      const found = foundBy(ruleset, block);
      expect(halfTranslated(found)).toEqual([]);
      expect([placeOf(block), found.map((one) => one.code)]).toEqual([
        placeOf(block),
        expect.arrayContaining([code]),
      ]);
    }
    for (const block of only(section, "mended")) {
      const left = foundBy(ruleset, block).filter((one) => one.code === code);
      expect([placeOf(block), left]).toEqual([placeOf(block), []]);
    }
  });

  test("have the severity that the chapter says", () => {
    const row = chapter("Diagnostics")
      .text.split("\n")
      .find((line) => line.startsWith("| information |"));
    const said = [...(row ?? "").matchAll(/`([^`]+)`/g)].map(([, code]) => code);
    const found = sections.flatMap(([code, section, ruleset]) =>
      only(section, "fragment").flatMap((block) =>
        foundBy(ruleset, block).filter((one) => one.code === code),
      ),
    );
    const informs = found.filter(({ severity }) => severity === "information");
    expect(distinct(informs.map(({ code }) => code))).toEqual([...said].sort());
  });

  const told = sections.flatMap(([code, section, ruleset]) =>
    section.own
      .filter(({ language }) => language === "console")
      .map((block) => [code, block, only(section, "fragment")[0], ruleset] as const),
  );

  test.each(told)(
    "are printed so: %s",
    { timeout: 60_000 },
    async (_code, block, part, ruleset) => {
      if (part === undefined) throw new Error(`${placeOf(block)} is about nothing`);
      const folder = mkdtempSync(join(tmpdir(), "jifen-codes-"));
      try {
        const whole = merged(ruleset, parsed(part));
        writeFileSync(join(folder, "demo.json"), JSON.stringify(whole, null, 2));
        for (const { command, shown } of commandsOf(block.text)) {
          const { output } = await runCommand(command, "en_US", folder);
          if (!isShown(output, shown.join("\n"))) expect(output).toBe(shown.join("\n"));
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  test("show some that are mended, and some that are printed", () => {
    const mended = sections.filter(([, section]) => only(section, "mended").length > 0);
    expect(mended.length).toBeGreaterThanOrEqual(4);
    expect(told.length).toBeGreaterThan(0);
  });
});
