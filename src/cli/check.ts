import { diagnoseRuleset } from "../diagnostics/diagnose.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { FileError } from "../files/messages.ts";
import { RulesetFileError } from "../files/ruleset.ts";
import { checkRuleset } from "../program/load.ts";
import type { Issue } from "../values/issue.ts";
import type { Language, Text } from "../values/text.ts";
import { firstOfEachCode, printableLine } from "./bounds.ts";
import { type Code, codeFor, codeIn, readable } from "./code.ts";
import { diagnosticLines, issueLines, type PlacedRuleset } from "./issues.ts";
import { CommandError, commandMessages } from "./messages.ts";
import { formatOf } from "./options.ts";
import {
  type ExtendFlags,
  type NamedRuleset,
  RulesetIssuesError,
  rulesetNamed,
} from "./rulesets.ts";
import type { Terminal } from "./terminal.ts";
import { say, sentences } from "./words.ts";

/** The options of `jifen check`. */
export interface CheckFlags extends ExtendFlags {
  readonly strict?: boolean;
  readonly format?: string;
  readonly functions?: string;
}

/** `jifen check`: 0, or 1 where a ruleset has an issue (with `--strict`: or a warning). */
export async function checkCommand(
  names: readonly string[],
  flags: CheckFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(flags.format, undefined);
  if (format !== "table" && format !== "json")
    throw new CommandError(commandMessages.choice("--format", format, "table, json"));
  const given = await codeIn(flags.functions);
  const sources =
    flags.functions === undefined ? [] : await readable(names, (name) => rulesetNamed(name, flags));
  let hasIssues = false;
  const all: unknown[] = [];
  for (const name of names) {
    const code = (ruleset: NamedRuleset): Code => codeFor(given, ruleset, sources);
    const { issues, lines } = await issuesOf(name, flags, code, language);
    const { diagnostics, ruleset } =
      issues.length > 0 ? noDiagnostics : await diagnosticsOf(name, flags, code);
    hasIssues ||= issues.length > 0;
    if (flags.strict === true)
      hasIssues ||= diagnostics.some(({ severity }) => severity === "warning");
    const placed = diagnostics.map((one) => ({ ...one, ...ruleset?.locate(one) }));
    all.push({ ruleset: name, issues, diagnostics: placed });
    if (format === "json") continue;
    const title =
      issues.length === 0 ? sentences.sound(name) : sentences.issues(name, issues.length);
    const odd = ruleset === undefined ? [] : diagnosticLines(diagnostics, ruleset, language);
    terminal.stdout.write(`${[say(title, language), ...lines, ...odd].join("\n")}\n`);
  }
  if (format === "json") terminal.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return hasIssues ? 1 : 0;
}

/** The functions for a ruleset. */
type CodeOf = (ruleset: NamedRuleset) => Code;

interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly ruleset: NamedRuleset | undefined;
}

const noDiagnostics: Found = { diagnostics: [], ruleset: undefined };

async function diagnosticsOf(name: string, flags: ExtendFlags, code: CodeOf): Promise<Found> {
  const ruleset = await rulesetNamed(name, flags);
  return { diagnostics: diagnoseRuleset(ruleset.document, code(ruleset)), ruleset };
}

/** The issues that keep a ruleset from running, as data and as lines. */
interface IssuesFound {
  readonly issues: readonly PlacedIssue[];
  readonly lines: readonly string[];
}

interface PlacedIssue {
  readonly code: string;
  readonly severity: Issue["severity"];
  /** The file with line and column; of a bundled ruleset its id, or nothing. */
  readonly place: string;
  /** A JSON Pointer; of a text that is no document none. */
  readonly pointer?: string;
  readonly message: Text;
  readonly hint?: Text;
}

async function issuesOf(
  name: string,
  flags: ExtendFlags,
  code: CodeOf,
  language: Language,
): Promise<IssuesFound> {
  try {
    const ruleset = await rulesetNamed(name, flags);
    // Diagnostics try events, which needs the code.
    const issues = checkRuleset(ruleset.document, { functions: {}, ...code(ruleset) });
    return issuesIn(issues, ruleset, language);
  } catch (error) {
    if (error instanceof RulesetIssuesError) return issuesIn(error.issues, error.ruleset, language);
    if (error instanceof FileError) return fileIssues([error], language);
    if (error instanceof RulesetFileError) return fileIssues(error.errors, language);
    throw error;
  }
}

function issuesIn(
  found: readonly Issue[],
  ruleset: PlacedRuleset,
  language: Language,
): IssuesFound {
  const issues = found.map((one): PlacedIssue => {
    const { code, severity, message, hint } = one;
    return { code, severity, ...ruleset.locate(one), message, ...(hint ? { hint } : {}) };
  });
  return { issues, lines: issueLines(found, ruleset, language) };
}

function fileIssues(errors: readonly FileError[], language: Language): IssuesFound {
  const issues = errors.map(({ code, file, place, text }): PlacedIssue => {
    const at = place === undefined ? file : `${file}:${place.line}:${place.column}`;
    return { code, severity: "error", place: at, message: text };
  });
  const lineOf = (one: PlacedIssue): string[] => [
    printableLine(`${one.place} ${say(one.message, language)} [${one.code}]`),
  ];
  return { issues, lines: firstOfEachCode(issues, lineOf, language) };
}
