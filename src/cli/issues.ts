import type { Issue } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { printable } from "./report.ts";
import { say, sentences, words } from "./words.ts";

/** The file that a ruleset stands in, if any, and the `line:column` of a JSON Pointer in it. */
export interface PlacedRuleset {
  readonly file: string | undefined;
  readonly placeOf: (pointer: string) => string;
}

const shownIssues = 100;

/** The issues of a ruleset, each with its place in the file. */
export function issueLines(
  issues: readonly Issue[],
  ruleset: PlacedRuleset,
  language: Language,
): string[] {
  const lines = issues.slice(0, shownIssues).map(({ code, severity, pointer, message, hint }) => {
    const place = ruleset.file === undefined ? "" : `${ruleset.file}:${ruleset.placeOf(pointer)} `;
    const more = hint === undefined ? "" : ` — ${say(hint, language)}`;
    return printable(
      `${place}${pointer || "/"} ${say(words[severity], language)}: ${say(message, language)}${more} [${code}]`,
    );
  });
  const more = issues.length - lines.length;
  return more === 0 ? lines : [...lines, say(sentences.more(more), language)];
}
