import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { outcomeKindNames } from "../src/explain/prose/terms.ts";
import { rulesets } from "../src/rulesets.ts";
import { clauseLinks, clauseList, clauseSection } from "./ruleset-pages/clauses.ts";
import { both, capital, code, list, plain, table, value } from "./ruleset-pages/markdown.ts";
import { calendarName, kindNames, nodeOf } from "./ruleset-pages/names.ts";
import { nodeParts } from "./ruleset-pages/nodes.ts";
import { readingSection } from "./ruleset-pages/readings.ts";
import type { Subject } from "./ruleset-pages/runs.ts";
import { runDocument } from "./ruleset-pages/runs.ts";
import { eventSections, kindTable } from "./ruleset-pages/vocabulary.ts";

/** Rulesets whose pages stand in a folder of their own. */
interface Collection {
  readonly folder: string;
  /** What the page that lists them begins with. */
  readonly heading: readonly string[];
  readonly documents: readonly unknown[];
}

/** One page for each bundled ruleset, and one that lists them: text by path. */
export function rulesetPages(): Map<string, string> {
  return pagesOf({
    folder: "docs/rulesets",
    heading: ["# The bundled rulesets 内置规则集", ""],
    documents: Object.values(rulesets),
  });
}

/** The same for the rulesets of other fields: whatever documents lie in the folder of the pages. */
export function examplePages(): Map<string, string> {
  const folder = "docs/examples";
  const root = join(import.meta.dirname, "..", folder);
  const names = readdirSync(root).filter((name) => name.endsWith(".json"));
  return pagesOf({
    folder,
    heading: [
      "# Rulesets of other fields 其他领域的规则集示例",
      "",
      "Points are given for more than information work. Each of these documents restates published rules in its own words. Its",
      "examples are worked out by hand from the text, or are published results. The documents show what the",
      "[format](../format.md) can express, and are there to copy from. They are not bundled, and no authority endorses them.",
      "",
      "计分不止于信息工作。以下规则集均依公开的规则以自己的文字重述,算例依条文手工算得,或取自已公布的结果。它们用来说明规则集格式能表达什么、供参考取用,不随包提供,亦非官方文本。",
      "",
    ],
    documents: names.sort().map((name) => JSON.parse(readFileSync(join(root, name), "utf8"))),
  });
}

function pagesOf({ folder, heading, documents }: Collection): Map<string, string> {
  const subjects = documents.map(runDocument);
  const files = subjects.map(
    (subject) => [`${folder}/${subject.ruleset.id}.md`, pageText(rulesetPage(subject))] as const,
  );
  const index = pageText([...heading, ...indexTable(subjects)]);
  return new Map([...files, [`${folder}/README.md`, index]]);
}

function pageText(lines: readonly string[]): string {
  return `${lines.join("\n").trimEnd()}\n`;
}

function indexTable(subjects: readonly Subject[]): readonly string[] {
  return table(
    ["ruleset 规则集", "title", "标题", "source 出处", "clauses 条款", "examples 算例"],
    subjects.map(({ ruleset }) => [
      `[${code(ruleset.id)}](${ruleset.id}.md)`,
      plain(ruleset.title.en),
      plain(ruleset.title.zh),
      sourceWords(ruleset.source),
      String(ruleset.clauses.size),
      String(ruleset.examples.length),
    ]),
  );
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
    `- time zone 时区: ${plain(ruleset.timeZone)}`,
    "",
    "This page states each clause in its own words, with its place in the source, and shows it at work in one of the",
    `${ruleset.examples.length} examples of the ruleset. If the text can be read in more than one way, the default option comes first,`,
    "followed by the other options.",
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
    "## Accounts 分项",
    "",
    ...accountTable(subject),
    "## Open questions 待定口径",
    "",
    "Each question that the text leaves open has a default. Choose another option with `--interpret name=option`, or in",
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
    ["account 分项", "subjects 对象", "how it is computed 计算方法"],
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
  if (open.length === 0) return ["None: the source states every number. 无:数值均见于原文。", ""];
  return [
    "The source does not state these numbers. Without them, whatever needs them is unavailable; everything else works.",
    "Supply them with `--param name=value`, or as `parameters` of `loadRuleset`.",
    "",
    ...table(
      ["parameter 参数", "meaning", "含义", "clause 条款", "unavailable without it 缺之则无法计算"],
      open.map(({ name, label, clauses }) => {
        const needing = program.nodes.filter(
          ({ node, missing }) => node.kind !== "account" && missing.has(name),
        );
        return [
          code(name),
          plain(label?.en ?? ""),
          plain(label?.zh ?? ""),
          clauseLinks(ruleset, clauses),
          list(needing.map(({ node }) => both(node.label))) || "nothing: it may be omitted 无",
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
    ["outcome 结果", "kind 种类", "subjects 对象", "clause 条款"],
    outcomes.map((outcome) => [
      `${code(outcome.id)} ${both(outcome.label)}`,
      capital(value(outcomeKindNames[outcome.outcome])),
      kindNames(ruleset, outcome.kinds),
      clauseLinks(ruleset, outcome.clauses),
    ]),
  );
}
