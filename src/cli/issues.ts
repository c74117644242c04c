import type { Diagnostic, Witness } from "../diagnostics/diagnostic.ts";
import type { Issue } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { printable } from "./report.ts";
import { say, sentences, words } from "./words.ts";

/** Where the parts of a ruleset stand. */
export interface PlacedRuleset {
  /** The place of an issue: its file with line and column, or the bundled ruleset; and the pointer there. */
  readonly locate: (issue: Pick<Issue, "pointer" | "document">) => {
    readonly place: string;
    readonly pointer: string;
  };
}

const shownIssues = 100;

/** The issues of a ruleset, each with its place in the file. */
export function issueLines(
  issues: readonly Issue[],
  ruleset: PlacedRuleset,
  language: Language,
): string[] {
  const lines = issues.slice(0, shownIssues).map((one) => {
    const { code, severity, message, hint } = one;
    const { place, pointer } = ruleset.locate(one);
    const more = hint === undefined ? "" : ` — ${say(hint, language)}`;
    return printable(
      `${place === "" ? "" : `${place} `}${pointer || "/"} ${say(words[severity], language)}: ${say(message, language)}${more} [${code}]`,
    );
  });
  const more = issues.length - lines.length;
  return more === 0 ? lines : [...lines, say(sentences.more(more), language)];
}

/** What is odd about a ruleset, each with its place, and with the events that show it. */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  ruleset: PlacedRuleset,
  language: Language,
): string[] {
  return diagnostics.flatMap(
    ({ code, severity, pointer, clauses, message, hint, witness: shown }) => {
      const at = ruleset.locate({ pointer });
      const level = say(severity === "warning" ? words.warning : words.information, language);
      const cited = clauses.length === 0 ? "" : ` [${clauses.join(", ")}]`;
      const head = `${at.place === "" ? "" : `${at.place} `}${at.pointer} ${level}: ${say(message, language)}${cited} — ${say(hint, language)} [${code}]`;
      return [head, ...(shown === undefined ? [] : shownLines(shown, language))].map(printable);
    },
  );
}

function shownLines(shown: Witness, language: Language): string[] {
  const given = [
    `--period ${shown.period}`,
    ...Object.entries(shown.parameters ?? {}).map(([name, value]) => `--param ${name}=${value}`),
    ...Object.entries(shown.interpretations ?? {}).map(
      ([name, option]) => `--interpret ${name}=${option}`,
    ),
  ];
  return [
    `    ${say(words.shownBy, language)}: ${say(shown.seen, language)}`,
    `      ${given.join(" ")}`,
    ...shown.subjects.map(
      (subject) => `      ${say(words.subject, language)} ${JSON.stringify(subject)}`,
    ),
    ...shown.events.map((event) => `      ${say(words.event, language)} ${JSON.stringify(event)}`),
  ];
}
