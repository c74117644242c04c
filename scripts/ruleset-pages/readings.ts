import type { Interpretation } from "../../src/ruleset/resolved.ts";
import { clauseLinks } from "./clauses.ts";
import { code, plain, table } from "./markdown.ts";
import { type Different, mostExamples, type Subject, type Variant } from "./runs.ts";

const mostChanges = 5;

/** An open question: its options, and the examples that come out differently under each. */
export function readingSection(
  { ruleset, variants }: Subject,
  { id, clauses, question, options, default: usual }: Interpretation,
): readonly string[] {
  const own = variants.filter(({ interpretation }) => interpretation === id);
  const rows = [...options].map(([option, meaning]) => {
    const found = own.find((variant) => variant.option === option);
    return [
      option === usual ? `${code(option)} (default 默认)` : code(option),
      plain(meaning.en),
      plain(meaning.zh),
      found === undefined ? "" : numbersOf(found.different),
    ];
  });
  return [
    `### ${id}`,
    "",
    `${plain(question.en)} ${plain(question.zh)} (${clauseLinks(ruleset, clauses)})`,
    "",
    ...table(["option 选项", "reading", "口径", "examples it changes 结果不同的例"], rows),
    ...own.flatMap((variant) => differenceLines(usual, variant)),
  ];
}

function numbersOf(different: readonly Different[]): string {
  const numbers = different.slice(0, mostExamples).map(({ run }) => run.number);
  return numbers.join(", ") + (different.length > numbers.length ? " and others 等" : "");
}

/** One example under both readings. */
function differenceLines(
  usual: string,
  { option, different: [telling] }: Variant,
): readonly string[] {
  if (telling === undefined) return [];
  const { number, example } = telling.run;
  const shown = telling.changes.slice(0, mostChanges);
  const more = telling.changes.length - shown.length;
  return [
    ...table(
      [`example ${number}`, code(usual), code(option)],
      shown.map(({ what, before, after }) => [what, before, after]),
    ),
    `Example ${number}: ${plain(example.it)}.${more > 0 ? ` It changes ${more} more.` : ""}`,
    "",
  ];
}
