import type { Finding } from "../lint/finding.ts";
import { lintRuleset } from "../lint/lint.ts";
import { ReadError } from "../node/messages.ts";
import { RulesetFileError } from "../node/ruleset.ts";
import { checkRuleset } from "../program/load.ts";
import type { Issue } from "../values/issue.ts";
import type { Language, Text } from "../values/text.ts";
import { type Code, codeFor, codeIn, readable } from "./code.ts";
import { CommandError, complaints } from "./complaints.ts";
import { findingLines, issueLines, type PlacedRuleset } from "./issues.ts";
import { formatOf } from "./options.ts";
import { printable } from "./report.ts";
import { type NamedRuleset, RulesetIssuesError, rulesetNamed } from "./rulesets.ts";
import type { Terminal } from "./terminal.ts";
import { say, sentences } from "./words.ts";

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
  const given = await codeIn(flags.functions);
  const sources = flags.functions === undefined ? [] : await readable(names, rulesetNamed);
  let faulty = false;
  const all: unknown[] = [];
  for (const name of names) {
    const code = (ruleset: NamedRuleset): Code => codeFor(given, ruleset, sources);
    const { faults, lines } = await faultsOf(name, code, language);
    const { findings, ruleset } = faults.length > 0 ? noFindings : await findingsOf(name, code);
    faulty ||= faults.length > 0;
    if (flags.strict === true) faulty ||= findings.some(({ severity }) => severity === "warning");
    const placed = findings.map((one) => ({ ...one, ...ruleset?.locate(one) }));
    all.push({ ruleset: name, faults, findings: placed });
    if (format === "json") continue;
    const title =
      faults.length === 0 ? sentences.sound(name) : sentences.faults(name, faults.length);
    const told = ruleset === undefined ? [] : findingLines(findings, ruleset, language);
    terminal.stdout.write(`${[say(title, language), ...lines, ...told].join("\n")}\n`);
  }
  if (format === "json") terminal.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return faulty ? 1 : 0;
}

/** The functions for a ruleset. */
type CodeOf = (ruleset: NamedRuleset) => Code;

interface Found {
  readonly findings: readonly Finding[];
  readonly ruleset: NamedRuleset | undefined;
}

const noFindings: Found = { findings: [], ruleset: undefined };

async function findingsOf(name: string, code: CodeOf): Promise<Found> {
  const ruleset = await rulesetNamed(name);
  return { findings: lintRuleset(ruleset.document, code(ruleset)), ruleset };
}

/** What keeps a ruleset from being run, as data and as lines. */
interface Faults {
  readonly faults: readonly Fault[];
  readonly lines: readonly string[];
}

interface Fault {
  readonly code: string;
  readonly severity: Issue["severity"];
  /** The file with line and column; of a bundled ruleset its id, or nothing. */
  readonly place: string;
  /** A JSON Pointer; of a text that is no document none. */
  readonly pointer?: string;
  readonly message: Text;
  readonly hint?: Text;
}

async function faultsOf(name: string, code: CodeOf, language: Language): Promise<Faults> {
  try {
    const ruleset = await rulesetNamed(name);
    // Looking for what is odd means to try events, which needs the code.
    const issues = checkRuleset(ruleset.document, { functions: {}, ...code(ruleset) });
    return issueFaults(issues, ruleset, language);
  } catch (error) {
    if (error instanceof RulesetIssuesError)
      return issueFaults(error.issues, error.ruleset, language);
    if (error instanceof ReadError) return fileFaults([error], language);
    if (error instanceof RulesetFileError) return fileFaults(error.faults, language);
    throw error;
  }
}

function issueFaults(issues: readonly Issue[], ruleset: PlacedRuleset, language: Language): Faults {
  const faults = issues.map((one): Fault => {
    const { code, severity, message, hint } = one;
    return { code, severity, ...ruleset.locate(one), message, ...(hint ? { hint } : {}) };
  });
  return { faults, lines: issueLines(issues, ruleset, language) };
}

function fileFaults(errors: readonly ReadError[], language: Language): Faults {
  const faults = errors.map(({ code, file, place, text }): Fault => {
    const at = place === undefined ? file : `${file}:${place.line}:${place.column}`;
    return { code, severity: "error", place: at, message: text };
  });
  const lines = faults.map((one) =>
    printable(`${one.place} ${say(one.message, language)} [${one.code}]`),
  );
  return { faults, lines };
}
