import { rulesets } from "../src/rulesets.ts";
import { clauseLinks, clauseList, clauseSection } from "./ruleset-pages/clauses.ts";
import { both, code, list, plain, table, value } from "./ruleset-pages/markdown.ts";
import { calendarName, kindNames, nodeOf } from "./ruleset-pages/names.ts";
import { nodeParts, outcomeKindNames } from "./ruleset-pages/nodes.ts";
import { readingSection } from "./ruleset-pages/readings.ts";
import type { Subject } from "./ruleset-pages/runs.ts";
import { runDocument } from "./ruleset-pages/runs.ts";
import { eventSections, kindTable } from "./ruleset-pages/vocabulary.ts";

const folder = "docs/rulesets";

/** One page for each bundled ruleset, and one that lists them: text by path. */
export function rulesetPages(): Map<string, string> {
  const files = new Map<string, string>();
  const subjects = Object.values(rulesets).map(runDocument);
  for (const subject of subjects)
    files.set(`${folder}/${subject.ruleset.id}.md`, pageText(rulesetPage(subject)));
  files.set(`${folder}/README.md`, pageText(indexPage(subjects)));
  return files;
}

function pageText(lines: readonly string[]): string {
  return `${lines.join("\n").trimEnd()}\n`;
}

function indexPage(subjects: readonly Subject[]): readonly string[] {
  return [
    "# The bundled rulesets 内置规则集",
    "",
    ...table(
      ["ruleset 规则集", "title", "标题", "source 出处", "clauses 条款", "examples 算例"],
      subjects.map(({ ruleset }) => [
        `[${code(ruleset.id)}](${ruleset.id}.md)`,
        plain(ruleset.title.en),
        plain(ruleset.title.zh),
        sourceWords(ruleset.source),
        String(ruleset.clauses.size),
        String(ruleset.examples.length),
      ]),
    ),
  ];
}

function sourceWords({ title, issuer, number, date }: Subject["ruleset"]["source"]): string {
  return [`《${plain(title)}》`, issuer, number, date]
    .flatMap((part) => (part === undefined ? [] : [part]))
    .join(", ");
}

function rulesetPage(subject: Subject): readonly string[] {
  const { ruleset } = subject;
  return [
    "<!-- Made from the ruleset by `npm run generate`: change the ruleset, not this page. -->",
    "",
    `# ${plain(ruleset.title.en)}`,
    "",
    `**${plain(ruleset.title.zh)}**`,
    "",
    `- ruleset 规则集: ${code(ruleset.id)}`,
    `- source 出处: ${sourceWords(ruleset.source)}`,
    `- days are those of 时区: ${plain(ruleset.timeZone)}`,
    "",
    "Each clause is stated in words of its own, with its place in the source, and shown at work in one of the",
    `${ruleset.examples.length} examples that the ruleset carries. Where the text can be read in more than one way, the default reading`,
    "comes first and the others stand below it.",
    "",
    ...kindTable(ruleset),
    ...table(
      ["period 考核期", "what it is for", "用途", "clause 条款"],
      ruleset.periods.map(({ unit, label, clauses }) => [
        calendarName(unit),
        plain(label.en),
        plain(label.zh),
        clauseLinks(ruleset, clauses),
      ]),
    ),
    "## Clauses 条款",
    "",
    ...clauseList(ruleset),
    ...[...ruleset.clauses.values()].flatMap((clause) => clauseSection(subject, clause)),
    "## Accounts 账户",
    "",
    ...accountTable(subject),
    "## Open questions 待定口径",
    "",
    "What the text leaves open is settled by a default. Another option is chosen by name: with `--interpret name=option`, or as",
    "`interpretations` of `loadRuleset`.",
    "",
    ...[...ruleset.interpretations.values()].flatMap((one) => readingSection(subject, one)),
    "## Numbers that you supply 由使用者提供的数值",
    "",
    ...suppliedSection(subject),
    "## Events 事项",
    "",
    ...eventSections(ruleset),
    "## Outcomes 考核结果",
    "",
    ...outcomeTable(subject),
  ];
}

function accountTable({ ruleset }: Subject): readonly string[] {
  const accounts = ruleset.nodeOrder.flatMap((name) => {
    const node = nodeOf(ruleset, name);
    return node.kind === "account" ? [node] : [];
  });
  return table(
    ["account 账户", "whose 对象", "what it comes to 计算方法"],
    accounts.map((account) => [
      `${code(account.id)} ${both(account.label)}`,
      kindNames(ruleset, account.kinds),
      nodeParts(ruleset, account)
        .map(({ text }) => text)
        .join("; "),
    ]),
  );
}

function suppliedSection({ ruleset, program }: Subject): readonly string[] {
  const open = [...ruleset.parameters.values()].filter(({ value: known }) => known === undefined);
  if (open.length === 0)
    return ["None: every number stands in the source. 无:数值均见于原文。", ""];
  return [
    "The source does not state these numbers. Without them the rest works, and what needs them says that it is unavailable.",
    "They are given with `--param name=value`, or as `parameters` of `loadRuleset`.",
    "",
    ...table(
      [
        "parameter 参数",
        "meaning",
        "含义",
        "clause 条款",
        "not available without it 缺之则无法计算",
      ],
      open.map(({ name, label, clauses }) => {
        const needing = program.nodes.filter(
          ({ node, lacks }) => node.kind !== "account" && lacks.has(name),
        );
        return [
          code(name),
          plain(label?.en ?? ""),
          plain(label?.zh ?? ""),
          clauseLinks(ruleset, clauses),
          list(needing.map(({ node }) => both(node.label))) || "nothing: it is left out 无",
        ];
      }),
    ),
  ];
}

function outcomeTable({ ruleset }: Subject): readonly string[] {
  const outcomes = ruleset.nodeOrder.flatMap((name) => {
    const node = nodeOf(ruleset, name);
    return node.kind === "outcome" ? [node] : [];
  });
  return table(
    ["outcome 结果", "kind 种类", "whose 对象", "clause 条款"],
    outcomes.map((outcome) => [
      `${code(outcome.id)} ${both(outcome.label)}`,
      value(outcomeKindNames[outcome.outcome]),
      kindNames(ruleset, outcome.kinds),
      clauseLinks(ruleset, outcome.clauses),
    ]),
  );
}
