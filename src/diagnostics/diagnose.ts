import type { Bases } from "../ruleset/extend.ts";
import { writtenAt } from "../ruleset/origin.ts";
import { demandDocument, type OptionKinds, ownOptions } from "../values/arguments.ts";
import type { Functions } from "../values/code.ts";
import { comparePointers } from "../values/issue.ts";
import * as kinds from "../values/option-kinds.ts";
import { compareText } from "../values/text.ts";
import { diagnoseConditions } from "./conditions.ts";
import { contextOf, type DiagnosticContext } from "./context.ts";
import { type Diagnostic, type DiagnosticCode, diagnosticCodes } from "./diagnostic.ts";
import { diagnoseExamples } from "./examples.ts";
import { diagnoseRivals } from "./growth.ts";
import { diagnoseLimits } from "./limits.ts";
import { diagnoseNames } from "./names.ts";
import { diagnoseRules } from "./rules.ts";
import { diagnoseTables } from "./tables.ts";

/** Which diagnostics to look for, and the effort. */
export interface DiagnoseOptions {
  /** Only diagnostics of these codes. */
  readonly codes?: readonly DiagnosticCode[] | undefined;
  /** The documents that this one extends, by name. */
  readonly bases?: Bases | undefined;
  /** The code of the functions that it calls, by name. */
  readonly functions?: Functions | undefined;
  /** How many events may be tried at most (default 60000). */
  readonly budget?: number | undefined;
}

const diagnoseOptions: OptionKinds<DiagnoseOptions> = {
  codes: kinds.texts,
  bases: kinds.named,
  functions: kinds.named,
  budget: kinds.count,
};

const usualBudget = 60_000;

/**
 * Looks for probable mistakes in a valid ruleset: rules that never fire, limits that are never reached,
 * tables with gaps, clauses without an example … If events can show a diagnostic, it comes with the fewest that do.
 * The same document gives the same diagnostics.
 * @throws {RulesetError} if the document itself has issues.
 */
export function diagnoseRuleset(
  document: unknown,
  given: DiagnoseOptions = {},
): readonly Diagnostic[] {
  demandDocument("document of diagnoseRuleset", document);
  const options = ownOptions("diagnoseRuleset", given, diagnoseOptions);
  const codes = new Set<DiagnosticCode>(options.codes ?? diagnosticCodes);
  const context = contextOf(
    document,
    options.budget ?? usualBudget,
    (code) => codes.has(code),
    options.bases,
    options.functions,
  );
  const found = [
    ...diagnoseNames(context),
    ...diagnoseRules(context),
    ...diagnoseConditions(context),
    ...diagnoseTables(context),
    ...diagnoseLimits(context),
    ...diagnoseRivals(context),
    ...diagnoseExamples(context),
  ];
  return found
    .map((one) => asWritten(context, one))
    .sort(
      (a, b) =>
        comparePointers(a.pointer, b.pointer) ||
        compareText(a.document ?? "", b.document ?? "") ||
        diagnosticCodes.indexOf(a.code) - diagnosticCodes.indexOf(b.code),
    );
}

/** A diagnostic at the place where it was written: in the document itself, or in one that it extends. */
function asWritten({ load: { origin } }: DiagnosticContext, found: Diagnostic): Diagnostic {
  if (origin === undefined) return found;
  const { document, pointer } = writtenAt(origin, found.pointer);
  return { ...found, document, pointer };
}
