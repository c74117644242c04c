import type { Bases } from "../ruleset/extend.ts";
import { writtenAt } from "../ruleset/origin.ts";
import type { Functions } from "../values/code.ts";
import { comparePointers } from "../values/issue.ts";
import { compareText } from "../values/text.ts";
import { lintConditions } from "./conditions.ts";
import { lintExamples } from "./examples.ts";
import { type Finding, type FindingCode, findingCodes } from "./finding.ts";
import { type Ground, groundOf } from "./ground.ts";
import { lintRivals } from "./growth.ts";
import { lintLimits } from "./limits.ts";
import { lintNames } from "./names.ts";
import { lintRules } from "./rules.ts";
import { lintTables } from "./tables.ts";

/** What to look for, and how hard. */
export interface LintOptions {
  /** Only findings of these codes. */
  readonly codes?: readonly FindingCode[];
  /** The documents that this one extends, by name. */
  readonly bases?: Bases;
  /** The code of the functions that it calls, by name. */
  readonly functions?: Functions;
  /** How many events may be tried at most (default 60000). */
  readonly budget?: number;
}

const usualBudget = 60_000;

/**
 * Looks for what is odd about a point system though it is sound: rules that never fire, limits that nothing reaches,
 * tables with gaps, clauses without an example … Where events can show a finding, it comes with the fewest that do.
 * The same document gives the same findings.
 * @throws {RulesetError} where the document itself has errors.
 */
export function lintRuleset(document: unknown, options: LintOptions = {}): readonly Finding[] {
  const codes = new Set<FindingCode>(options.codes ?? findingCodes);
  const ground = groundOf(
    document,
    options.budget ?? usualBudget,
    (code) => codes.has(code),
    options.bases,
    options.functions,
  );
  const found = [
    ...lintNames(ground),
    ...lintRules(ground),
    ...lintConditions(ground),
    ...lintTables(ground),
    ...lintLimits(ground),
    ...lintRivals(ground),
    ...lintExamples(ground),
  ];
  return found
    .map((one) => asWritten(ground, one))
    .sort(
      (a, b) =>
        comparePointers(a.pointer, b.pointer) ||
        compareText(a.document ?? "", b.document ?? "") ||
        findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code),
    );
}

/** A finding at the place where it was written: in the document itself, or in one that it extends. */
function asWritten({ load: { origin } }: Ground, found: Finding): Finding {
  if (origin === undefined) return found;
  const { document, pointer } = writtenAt(origin, found.pointer);
  return { ...found, document, pointer };
}
