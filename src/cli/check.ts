import { runExamples } from "../analysis/examples.ts";
import { RulesetFileError } from "../node/ruleset.ts";
import { checkRuleset } from "../program/load.ts";
import { RulesetError } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { issueLines } from "./issues.ts";
import { printable } from "./report.ts";
import { type NamedRuleset, RulesetIssuesError, rulesetNamed } from "./rulesets.ts";
import type { Terminal } from "./terminal.ts";
import { say, sentences, words } from "./words.ts";

/** `jifen check`: 0, or 1 where a ruleset has a fault. */
export async function checkCommand(
  names: readonly string[],
  language: Language,
  terminal: Terminal,
): Promise<number> {
  let faulty = false;
  for (const name of names) {
    const lines = await faultsOf(name, language);
    faulty ||= lines.length > 0;
    const title = lines.length === 0 ? sentences.sound(name) : sentences.faults(name, lines.length);
    terminal.stdout.write(`${[say(title, language), ...lines].join("\n")}\n`);
  }
  return faulty ? 1 : 0;
}

async function faultsOf(name: string, language: Language): Promise<string[]> {
  try {
    const ruleset = await rulesetNamed(name);
    return issueLines(checkRuleset(ruleset.document), ruleset, language);
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
  flags: { readonly verbose?: boolean },
  language: Language,
  terminal: Terminal,
): Promise<number> {
  let failed = false;
  for (const name of names) {
    const ruleset = await rulesetNamed(name);
    const { lines, ok } = testLines(ruleset, flags.verbose === true, language);
    failed ||= !ok;
    terminal.stdout.write(`${lines.map(printable).join("\n")}\n`);
  }
  return failed ? 1 : 0;
}

function testLines(
  ruleset: NamedRuleset,
  verbose: boolean,
  language: Language,
): { readonly lines: readonly string[]; readonly ok: boolean } {
  try {
    const { examples, clauses } = runExamples(ruleset.document);
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
