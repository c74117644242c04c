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
