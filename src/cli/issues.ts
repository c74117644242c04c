import type { Diagnostic, Witness } from "../diagnostics/diagnostic.ts";
import type { Issue } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { firstOfEachCode, printableLine, shortened, shownRejections } from "./bounds.ts";
import { printable } from "./report.ts";
import { say, sentences, words } from "./words.ts";

/** The places of the parts of a ruleset. */
export interface PlacedRuleset {
  /** The place of an issue: its file with line and column, or the bundled ruleset; and the pointer there. */
  readonly locate: (issue: Pick<Issue, "pointer" | "document">) => {
    readonly place: string;
    readonly pointer: string;
  };
}

/** The issues of a ruleset, each with its place in the file. */
export function issueLines(
  issues: readonly Issue[],
  ruleset: PlacedRuleset,
  language: Language,
): string[] {
  const lines = issues.slice(0, shownRejections).map((one) => {
    const { code, severity, message, hint } = one;
    const { place, pointer } = ruleset.locate(one);
    const more = hint === undefined ? "" : ` — ${say(hint, language)}`;
    return printableLine(
      `${place === "" ? "" : `${place} `}${shortened(pointer) || "/"} ${say(words[severity], language)}: ${say(message, language)}${more} [${code}]`,
    );
  });
  const more = issues.length - lines.length;
  return more === 0 ? lines : [...lines, say(sentences.more(more), language)];
}

/** The diagnostics of a ruleset, each with its place and the events that show it. */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  ruleset: PlacedRuleset,
  language: Language,
): string[] {
  const linesOf = (one: Diagnostic): string[] => {
    const at = ruleset.locate(one);
    const level = say(one.severity === "warning" ? words.warning : words.information, language);
    const cited = one.clauses.length === 0 ? "" : ` [${one.clauses.join(", ")}]`;
    const place = at.place === "" ? "" : `${at.place} `;
    const head = `${place}${shortened(at.pointer)} ${level}: ${say(one.message, language)}${cited} — ${say(one.hint, language)} [${one.code}]`;
    const witness = one.witness === undefined ? [] : witnessLines(one.witness, language);
    return [printableLine(head), ...witness.map(printable)];
  };
  return firstOfEachCode(diagnostics, linesOf, language);
}

function witnessLines(shown: Witness, language: Language): string[] {
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
