import { resolve } from "node:path";
import type { RulesetDocument } from "../document/ruleset.ts";
import { type ExamplesReport, runExamples } from "../examples/examples.ts";
import { derivationText } from "../explain/prose/text.ts";
import type { Functions } from "../values/code.ts";
import { RulesetError } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { codeFor, codeIn, readable } from "./code.ts";
import { errorLines } from "./errors.ts";
import { issueLines } from "./issues.ts";
import { printable, tableText } from "./report.ts";
import { type ExtendFlags, filesOf, type NamedRuleset, rulesetNamed } from "./rulesets.ts";
import { inColour, type Terminal, widthOf } from "./terminal.ts";
import { FileWatch } from "./watch.ts";
import { say, sentences, words } from "./words.ts";

/** The options of `jifen test`. */
export interface TestFlags extends ExtendFlags {
  readonly verbose?: boolean;
  readonly watch?: boolean;
  readonly functions?: string;
}

/** `jifen test`: 0, or 1 where an example fails. With `--watch` again after every change, until it is stopped. */
export async function testCommand(
  names: readonly string[],
  flags: TestFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  if (flags.watch !== true) return testAll(names, flags, language, terminal);
  const stop = terminal.interrupted?.();
  const files = new FileWatch();
  try {
    for (;;) {
      // What is read from now on is watched, so that no change falls between two runs.
      const code = flags.functions === undefined ? [] : [resolve(flags.functions)];
      files.watch([...(await filesOf(names, flags)), ...code]);
      clearScreen(terminal);
      const result = await testOnce(names, flags, language, terminal);
      terminal.stderr.write(`${say(sentences.watching(), language)}\n`);
      if (!(await files.change(stop))) return result;
    }
  } finally {
    files.close();
  }
}

/** A run that reports an unreadable file and goes on watching, since the user is about to correct it. */
async function testOnce(
  names: readonly string[],
  flags: TestFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  try {
    return await testAll(names, flags, language, terminal);
  } catch (error) {
    const { text, code } = errorLines(error, language);
    if (code !== 2) throw error;
    terminal.stderr.write(`${text}\n`);
    return code;
  }
}

/** Clears the screen where there is one. */
function clearScreen({ stdout }: Terminal): void {
  if (stdout.isTTY === true) stdout.write("\u001b[2J\u001b[3J\u001b[H");
}

async function testAll(
  names: readonly string[],
  flags: TestFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const code = await codeIn(flags.functions);
  const all =
    flags.functions === undefined ? [] : await readable(names, (name) => rulesetNamed(name, flags));
  let failed = false;
  for (const name of names) {
    const ruleset = await rulesetNamed(name, flags);
    const { functions } = codeFor(code, ruleset, all);
    const { text, ok } = testText(
      { ruleset, functions },
      flags.verbose === true,
      language,
      terminal,
    );
    failed ||= !ok;
    terminal.stdout.write(text);
  }
  return failed ? 1 : 0;
}

interface Tested {
  readonly ruleset: NamedRuleset;
  readonly functions: Functions | undefined;
}

function testText(
  { ruleset, functions }: Tested,
  verbose: boolean,
  language: Language,
  terminal: Terminal,
): { readonly text: string; readonly ok: boolean } {
  try {
    const report = runExamples(ruleset.document, undefined, functions);
    const { clauses, examples } = report;
    // A clause that only notes cite cannot be covered.
    const scored = clauses.filter(({ covered, noted }) => covered || !noted);
    const covered = scored.filter((clause) => clause.covered);
    const failing = examples.filter(({ ok }) => !ok);
    const title =
      failing.length === 0
        ? sentences.testsPassed(ruleset.name, examples.length, covered.length, scored.length)
        : sentences.testsFailed(ruleset.name, failing.length, examples.length);
    const lines = [say(title, language), ...exampleLines(report, verbose, language)];
    const isShort = !verbose && covered.length === scored.length;
    const table = isShort ? "" : coverageText(ruleset, report, language, terminal);
    return { text: `${lines.map(printable).join("\n")}\n${table}`, ok: failing.length === 0 };
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    const title = say(sentences.issues(ruleset.name, error.issues.length), language);
    const lines = [title, ...issueLines(error.issues, ruleset, language)];
    return { text: `${lines.map(printable).join("\n")}\n`, ok: false };
  }
}

/** The examples that fail (with `verbose` all): what was expected and found, and how that came about. */
function exampleLines(
  { examples }: ExamplesReport,
  verbose: boolean,
  language: Language,
): string[] {
  return examples.flatMap(({ it, ok, differences }, index) => {
    if (ok && !verbose) return [];
    return [
      `  ${ok ? "✓" : "✗"} ${index + 1} ${it}`,
      ...differences.flatMap(({ what, expected, found, hint, derivation }) => [
        `      ${what}: ${say(words.expected, language)} ${say(expected, language)}, ${say(words.found, language)} ${say(found, language)}`,
        ...(hint === undefined ? [] : [`        ${say(hint, language)}`]),
        ...(derivation === undefined
          ? []
          : derivationText(derivation, language)
              .split("\n")
              .map((line) => `      ${line}`)),
      ]),
    ];
  });
}

/** The covered clauses, with the examples that cover them. */
function coverageText(
  { document }: NamedRuleset,
  { clauses }: ExamplesReport,
  language: Language,
  terminal: Terminal,
): string {
  // The examples have run, so the document is valid.
  const declared = (document as RulesetDocument).clauses;
  const rows = clauses.map(({ clause, examples, noted }) => {
    const { place, title } = declared[clause] ?? { place: "", title: { en: "", zh: "" } };
    const shown =
      examples.length > 0
        ? examples.join(", ")
        : say(noted ? words.onlyNoted : words.noExample, language);
    return [clause, place, say(title, language), shown];
  });
  const heads = [words.clause, words.place, words.title, words.examples];
  const columns = heads.map((head) => ({ header: say(head, language) }));
  const { stdout, env } = terminal;
  const table = tableText([{ table: { columns, rows } }], inColour(stdout, env), widthOf(stdout));
  const unmissed = clauses
    .filter(({ examples }) => examples.length > 0)
    .flatMap(({ clause, unmissed: parts }) =>
      parts.map((part) => `  ${say(sentences.unmissed(clause, part), language)}\n`),
    );
  return `${table}${unmissed.join("")}`;
}
