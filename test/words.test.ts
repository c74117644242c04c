import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Words that are out, and what stands in their place: docs/decisions/0011-words.md. */
const out: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\bfindings?\b/i, "diagnostic"],
  [/\bfaults?\b/i, "issue, rejection, error"],
  [/\bfaulty\b/i, "with issues"],
  [/\bcomplaints?\b/i, "message"],
  [/\brefusals?\b/i, "file error, rejection"],
  [/\black(s|ing|ed)?\b/i, "missing"],
  [/\breckon(s|ed|ing)?\b/i, "compute; as-of day"],
  [/\bday of reckoning\b/i, "as-of day"],
  [/\bdemonstrations?\b/i, "witness"],
  [/\bsights?\b/i, "observation"],
  [/\btells? in words\b/i, "explain, list"],
  [/\b(that|which|what) there (is|are)( not)?\b/i, "exists, does not exist"],
  [/\bwhat is (later|earlier|not over|there|odd|more)\b/i, "name the thing"],
  [/\bis told of\b/i, "is reported"],
  [/\bof itself\b/i, "by itself"],
  [/\bso many\b/i, "that many; the number"],
];

/** Pages and sources; the page of words itself lists them. */
function texts(): { readonly path: string; readonly lines: readonly string[] }[] {
  const under = (folder: string, ending: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(ending))
      .map((name) => join(root, folder, name));
  const pages = readdirSync(root).filter((name) => name.endsWith(".md") && !name.includes("zh"));
  return [
    ...under("src", ".ts"),
    ...under("docs", ".md").filter((path) => !path.includes("zh")),
    ...pages.map((name) => join(root, name)),
  ]
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }))
    .filter(({ path }) => !excepted.some((one) => path.startsWith(one)))
    .map(({ path, text }) => ({ path, lines: text.split("\n") }));
}

/** Pages that speak of such words, or quote regulations, whose faults are those of staff. */
const excepted = ["docs/decisions/0011-words.md", "docs/conformance/faults.md", "docs/rulesets/"];

test("code, messages and pages use the words of the vocabulary", () => {
  const found = texts().flatMap(({ path, lines }) =>
    lines.flatMap((line, at) =>
      out
        .filter(([word]) => word.test(line))
        .map(([word, instead]) => `${path}:${at + 1}: ${word.exec(line)?.[0]} (${instead})`),
    ),
  );
  expect(found).toEqual([]);
});
