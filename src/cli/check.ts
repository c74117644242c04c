import { runExamples } from "../analysis/examples.ts";
import { lintRuleset } from "../analysis/lint.ts";
import type { Finding } from "../analysis/lint-finding.ts";
import { RulesetFileError } from "../node/ruleset.ts";
import { checkRuleset } from "../program/load.ts";
import type { Functions } from "../values/code.ts";
import { RulesetError } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { type Code, codeIn } from "./code.ts";
import { findingLines, issueLines } from "./issues.ts";
import { formatOf } from "./options.ts";
import { printable } from "./report.ts";
import { type NamedRuleset, RulesetIssuesError, rulesetNamed } from "./rulesets.ts";
import type { Terminal } from "./terminal.ts";
import { CommandError, complaints, say, sentences, words } from "./words.ts";

/** How `jifen check` is asked. */
export interface CheckFlags {
  readonly strict?: boolean;
  readonly format?: string;
  readonly functions?: string;
}

/** `jifen check`: 0, or 1 where a ruleset has a fault (with `--strict`: or a warning). */
export async function checkCommand(
  names: readonly string[],
  flags: CheckFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(flags.format, undefined);
  if (format !== "table" && format !== "json")
    throw new CommandError(complaints.choice("--format", format, "table, json"));
  const code = await codeIn(flags.functions);
  let faulty = false;
  const all: unknown[] = [];
  for (const name of names) {
    const lines = await faultsOf(name, code, language);
    const { findings, ruleset } = lines.length > 0 ? noFindings : await findingsOf(name, code);
    faulty ||= lines.length > 0;
    if (flags.strict === true) faulty ||= findings.some(({ severity }) => severity === "warning");
    all.push({ ruleset: name, faults: lines, findings });
    if (format === "json") continue;
    const title = lines.length === 0 ? sentences.sound(name) : sentences.faults(name, lines.length);
    const told = ruleset === undefined ? [] : findingLines(findings, ruleset, language);
    terminal.stdout.write(`${[say(title, language), ...lines, ...told].join("\n")}\n`);
  }
  if (format === "json") terminal.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return faulty ? 1 : 0;
}

interface Found {
  readonly findings: readonly Finding[];
  readonly ruleset: NamedRuleset | undefined;
}

const noFindings: Found = { findings: [], ruleset: undefined };

async function findingsOf(name: string, code: Code): Promise<Found> {
  const ruleset = await rulesetNamed(name);
  return { findings: lintRuleset(ruleset.document, code), ruleset };
}

async function faultsOf(name: string, code: Code, language: Language): Promise<string[]> {
  try {
    const ruleset = await rulesetNamed(name);
    // Looking for what is odd means to try events, which needs the code.
    const issues = checkRuleset(ruleset.document, { functions: {}, ...code });
    return issueLines(issues, ruleset, language);
  } catch (error) {
    if (error instanceof RulesetIssuesError)
      return issueLines(error.issues, error.ruleset, language);
    if (!(error instanceof RulesetFileError)) throw error;
    return error.faults.map((fault) => {
      const { place } = fault;
      const at = place === undefined ? fault.file : `${fault.file}:${place.line}:${place.column}`;
      return printable(`${at} ${say(fault.text, language)} [${fault.code}]`);
    });
  }
}

/** `jifen test`: 0, or 1 where an example fails. */
export async function testCommand(
  names: readonly string[],
  flags: { readonly verbose?: boolean; readonly functions?: string },
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const { functions } = await codeIn(flags.functions);
  let failed = false;
  for (const name of names) {
    const ruleset = await rulesetNamed(name);
    const { lines, ok } = testLines(ruleset, flags.verbose === true, language, functions);
    failed ||= !ok;
    terminal.stdout.write(`${lines.map(printable).join("\n")}\n`);
  }
  return failed ? 1 : 0;
}

function testLines(
  ruleset: NamedRuleset,
  verbose: boolean,
  language: Language,
  functions: Functions | undefined,
): { readonly lines: readonly string[]; readonly ok: boolean } {
  try {
    const { examples, clauses } = runExamples(ruleset.document, undefined, functions);
    const failing = examples.filter(({ ok }) => !ok);
    const covered = clauses.filter((clause) => clause.covered);
    const title =
      failing.length === 0
        ? sentences.testsPassed(ruleset.name, examples.length, covered.length, clauses.length)
        : sentences.testsFailed(ruleset.name, failing.length, examples.length);
    const lines = (verbose ? examples : failing).flatMap(({ it, ok, differences }) => [
      `  ${ok ? "✓" : "✗"} ${it}`,
      ...differences.map(
        ({ what, expected, found }) =>
          `      ${what}: ${say(words.expected, language)} ${expected}, ${say(words.found, language)} ${found}`,
      ),
    ]);
    const open = clauses.filter((clause) => !clause.covered).map(({ clause }) => clause);
    const uncovered =
      open.length === 0 ? [] : [`  ${say(words.uncovered, language)}: ${open.join(", ")}`];
    return { lines: [say(title, language), ...lines, ...uncovered], ok: failing.length === 0 };
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    const title = say(sentences.faults(ruleset.name, error.issues.length), language);
    return { lines: [title, ...issueLines(error.issues, ruleset, language)], ok: false };
  }
}
