import {
  diffRulesets,
  type RulesetChange,
  type RulesetDifference,
} from "../explain/ruleset/difference.ts";
import type { Topic } from "../explain/ruleset/facts.ts";
import { both } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";
import { OutputFiles } from "./files.ts";
import { formatOf } from "./options.ts";
import { csvText, markdownText, type Section, tableText } from "./report.ts";
import { describedNamed, type ExtendFlags, rulesetNamed } from "./rulesets.ts";
import { inColour, type Terminal } from "./terminal.ts";
import { say } from "./words.ts";

/** The options of `jifen diff`, as the user wrote them. */
export interface DiffFlags extends ExtendFlags {
  readonly format?: string;
  readonly output?: string;
}

/** `jifen diff`: 0 where both say the same, 1 where they differ. */
export async function diffCommand(
  before: string,
  after: string,
  flags: DiffFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(flags.format, flags.output);
  const outputs = new OutputFiles([before, after]);
  outputs.claim(flags.output);
  for (const name of [before, after]) await describedNamed(name, flags);
  const [a, b] = [await rulesetNamed(before, flags), await rulesetNamed(after, flags)];
  const difference = diffRulesets(a.document, b.document);
  const sections = differenceSections(difference, language);
  const text = {
    json: () => `${JSON.stringify(difference, null, 2)}\n`,
    csv: () => csvText(sections, false),
    markdown: () => markdownText(sections),
    table: () =>
      tableText(sections, flags.output === undefined && inColour(terminal.stdout, terminal.env)),
  }[format]();
  if (flags.output === undefined) terminal.stdout.write(text);
  else outputs.write(new Map([[flags.output, text]]));
  return difference.same ? 0 : 1;
}

function differenceSections(difference: RulesetDifference, language: Language): Section[] {
  const word = (text: Text): string => say(text, language);
  const { before, after, same, clauses } = difference;
  const title = `${word(before.title)} (${before.id}) → ${word(after.title)} (${after.id})`;
  const alike = before.hash === after.hash ? heads.identical : heads.same;
  const columns = [heads.what, heads.name, heads.part, heads.before, heads.after];
  return [
    { title, lines: same ? [word(alike)] : [] },
    ...clauses.map(({ clause, place, title: about, changes }) => ({
      title: clause === "" ? word(heads.none) : `${clause} ${place} ${word(about)}`,
      table: {
        columns: columns.map((header) => ({ header: word(header) })),
        rows: changes.flatMap((change) => rowsOf(change, word)),
      },
    })),
  ];
}

function rowsOf(change: RulesetChange, word: (text: Text) => string): string[][] {
  const { topic, id, label } = change;
  const name = word(label) === id || id === "" ? word(label) : `${word(label)} (${id})`;
  const what = `${word(topics[topic])} ${word(heads[change.change])}`;
  const parts = change.parts.filter(({ part }) => change.change === "changed" || part !== "label");
  const rows = parts.map(({ part, before, after }, index) => [
    index === 0 ? what : "",
    index === 0 ? name : "",
    word(partNames[part] ?? both(part, part)),
    before === undefined ? "" : word(before),
    after === undefined ? "" : word(after),
  ]);
  return rows.length === 0 ? [[what, name, "", "", ""]] : rows;
}

const heads = {
  what: both("what", "事项"),
  name: both("name", "名称"),
  part: both("part", "部分"),
  before: both("before", "原为"),
  after: both("after", "现为"),
  added: both("added", "新增"),
  removed: both("removed", "删除"),
  changed: both("changed", "修改"),
  none: both("Without a clause", "未注明条款"),
  identical: both("Nothing changed.", "没有变化。"),
  same: both(
    "Nothing changed except examples, the id, or content under options that are not the default.",
    "除示例、标识或非默认解释下的内容外,没有变化。",
  ),
} as const;

const topics: Readonly<Record<Topic, Text>> = {
  ruleset: both("ruleset", "规则集"),
  clause: both("clause", "条款"),
  period: both("period", "考核期"),
  subject: both("kind of subject", "考核对象"),
  enumeration: both("enumeration", "取值列表"),
  event: both("event type", "事件类型"),
  parameter: both("parameter", "参数"),
  cell: both("cell", "表格项"),
  interpretation: both("interpretation", "条款解释"),
  rule: both("rule", "规则"),
  account: both("account", "分项"),
  measure: both("measure", "指标"),
  running: both("running", "累计"),
  ranking: both("ranking", "排名"),
  outcome: both("outcome", "结果"),
  note: both("note", "说明"),
};

/** What the parts are called; those that are not here are called as in the document. */
const partNames: Readonly<Record<string, Text>> = {
  label: both("label", "名称"),
  clauses: both("clauses", "条款"),
  value: both("value", "值"),
  amount: both("amount", "数额"),
  when: both("when", "条件"),
  where: both("about whom", "适用范围"),
  for: both("for whom", "归属"),
  dated: both("dated", "计入日期"),
  to: both("to", "计入"),
  on: both("on", "依据"),
  events: both("events", "事件"),
  entries: both("entries of", "来源规则"),
  steps: both("steps", "步骤"),
  from: both("from", "来源"),
  keys: both("per", "分组"),
  kinds: both("of", "对象"),
  window: both("window", "时段"),
  edge: both("edge", "跨界"),
  unit: both("unit", "单位"),
  by: both("by", "排序依据"),
  within: both("within", "分组排名"),
  among: both("among", "参加排名者"),
  ties: both("ties", "并列"),
  judged: both("judged", "评定期"),
  untilOver: both("until over", "未到期时"),
  default: both("default", "默认"),
  options: both("options", "选项"),
  question: both("question", "问题"),
  place: both("place", "出处"),
  title: both("title", "标题"),
  attributes: both("attributes", "属性"),
  categories: both("categories", "类别"),
  checks: both("checks", "校验"),
  links: both("links", "关联"),
  derived: both("derived", "派生属性"),
  subjects: both("subjects", "对象"),
  values: both("values", "取值"),
  state: both("state", "状态"),
  over: both("over", "沿"),
  text: both("text", "内容"),
  who: both("who", "名单方式"),
};
