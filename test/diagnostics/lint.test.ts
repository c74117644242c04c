import { describe, expect, test, vi } from "vitest";
import { diagnoseRuleset } from "../../src/diagnostics/diagnose.ts";
import { type Diagnostic, diagnosticCodes } from "../../src/diagnostics/diagnostic.ts";
import { isSeen, runEvents } from "../../src/diagnostics/trials.ts";
import { type RulesetLoader, rulesetLoader } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { halfTranslated } from "../ruleset/words.ts";
import { accepted } from "./accepted.ts";
import { planted } from "./plants.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Kinds of diagnostic for which an empty list, or no list, is all that can be shown. */
const unshowable: readonly string[] = [
  "dead-rule",
  "unreachable-limit",
  "unreachable-outcome",
  "unused-parameter",
  "bare-number",
  "idle-interpretation",
  "clause-without-example",
  "uncited-clause",
  "unknown-expectation",
  "idle-event-type",
  "unread-attribute",
  "uncredited-account",
  "unread-value",
  "unused-enum-value",
];

/** Every event of a demonstration is needed: all show the diagnostic, and without any one it is hidden. */
function expectMinimal(load: RulesetLoader, { code, pointer, witness: shown }: Diagnostic): void {
  if (shown === undefined) return;
  const { parameters = {}, interpretations = {}, subjects, period, events, observation } = shown;
  const ruleset = load({ parameters, interpretations });
  const sees = (list: typeof events): boolean =>
    isSeen(observation, list, (some) => runEvents(ruleset, subjects, some, period));
  expect([code, pointer, sees(events)]).toEqual([code, pointer, true]);
  for (const [index] of events.entries()) {
    const rest = events.filter((_event, at) => at !== index);
    expect([code, pointer, index, sees(rest)]).toEqual([code, pointer, index, false]);
  }
}

const matrix: Record<string, Record<string, string>> = {};
const diagnosed = new Map<unknown, readonly Diagnostic[]>();

describe.each(Object.entries(rulesets))("%s", (id, original) => {
  test("has no diagnostic that is not explained, and explains none that is not there", () => {
    const found = diagnoseRuleset(original);
    diagnosed.set(original, found);
    const reasons = { ...accepted["*"], ...accepted[id] };
    const names = found.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(names.filter((name) => reasons[name] === undefined)).toEqual([]);
    expect(Object.keys(accepted[id] ?? {}).filter((name) => !names.includes(name))).toEqual([]);
    const load = rulesetLoader(original);
    for (const one of found) expectMinimal(load, one);
  });

  test("shows a planted fault of every kind, with the fewest events", () => {
    const { document, plants } = planted(original);
    expect([...new Set(plants.map(({ code }) => code))].sort()).toEqual(
      [...diagnosticCodes].sort(),
    );
    const found = diagnoseRuleset(document);
    expect(halfTranslated(found)).toEqual([]);
    expect(
      halfTranslated(
        found.flatMap(({ code, witness: shown }) => (shown ? { code, message: shown.seen } : [])),
      ),
    ).toEqual([]);
    matrix[id] = {};
    const load = rulesetLoader(document);
    for (const { code, pointer } of plants) {
      const one = found.find(
        (diagnostic) => diagnostic.code === code && diagnostic.pointer === pointer,
      );
      const events = one?.witness?.events.length;
      matrix[id][code] =
        one === undefined ? "-" : events === undefined ? "found" : `found, ${events} events`;
      expect([code, pointer, one?.code]).toEqual([code, pointer, code]);
      if (!unshowable.includes(code) && code !== "order-inverted")
        expect([code, one?.witness !== undefined]).toEqual([code, true]);
      if (one !== undefined) expectMinimal(load, one);
    }
  });
});

test("the matrix of kinds and rulesets", () => {
  const ids = Object.keys(matrix);
  const rows = diagnosticCodes.map(
    (code) =>
      `${code.padEnd(24)}${ids.map((id) => (matrix[id]?.[code] ?? "-").padEnd(18)).join("")}`,
  );
  const head = `${"".padEnd(24)}${ids.map((id) => id.slice(0, 17).padEnd(18)).join("")}`;
  process.stdout.write(`${[head, ...rows].join("\n")}\n`);
  expect(rows.some((row) => / - /.test(row))).toBe(false);
});

test("the same document gives the same diagnostics", () => {
  const [document] = Object.values(rulesets);
  expect(JSON.stringify(diagnosed.get(document) ?? diagnoseRuleset(document))).toBe(
    JSON.stringify(diagnoseRuleset(structuredClone(document))),
  );
});
