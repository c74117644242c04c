import { both, plural } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";

/** The words of the command line, in both languages. */
export const words = {
  // Commands and their options
  program: both(
    "Scores events by a regulation, and shows where each point comes from.",
    "按规范计分,并说明每一分的来历。",
  ),
  commandRulesets: both("list the bundled rulesets, or show one", "列出内置规则集,或查看其中一个"),
  commandCheck: both("find every issue of ruleset files", "检查规则集文件,列出全部问题"),
  commandTest: both("run the examples of rulesets", "运行规则集内的示例"),
  commandScore: both("score events and print the circular", "计分并生成通报"),
  commandExplain: both("explain the score and rank of one subject", "说明某一对象的得分与名次"),
  commandDiff: both("list what changed from one ruleset to another", "比较两个规则集,列出变化"),
  commandInit: both("write a starter ruleset", "生成一个起步的规则集"),
  argumentInit: both("the file to write (default: <id>.jsonc)", "要写入的文件(默认 <标识>.jsonc)"),
  optionYes: both("ask no questions", "不提问"),
  optionForce: both("overwrite existing files", "覆盖已有文件"),
  optionSamples: both(
    "write events.csv and subjects.csv too",
    "同时生成 events.csv 和 subjects.csv",
  ),
  commandCompile: both(
    "write a ruleset as a JavaScript module, which scores without its document",
    "将规则集写成 JavaScript 模块,计分时无需其文档",
  ),
  optionModuleFormat: both(
    "esm or cjs (default: by --output, else esm)",
    "esm 或 cjs(默认按 --output 的扩展名,否则为 esm)",
  ),
  commandSchema: both(
    "print the JSON Schema of the ruleset format, or of a ruleset's events",
    "输出规则集格式的 JSON Schema,或某规则集事件的 JSON Schema",
  ),
  argumentRuleset: both("id of a bundled ruleset, or a file", "内置规则集的标识,或文件"),
  argumentRulesets: both("ids of bundled rulesets, or files", "内置规则集的标识,或文件"),
  argumentEvents: both(
    "event files: CSV, NDJSON, JSON, Parquet or Arrow; - for standard input",
    "事件文件:CSV、NDJSON、JSON、Parquet 或 Arrow;- 表示标准输入",
  ),
  optionSubjects: both(
    "the roster: CSV, NDJSON, JSON, Parquet or Arrow",
    "名单:CSV、NDJSON、JSON、Parquet 或 Arrow",
  ),
  optionPeriod: both(
    "2024, 2024-H1, 2024-Q3, 2024-03 or all, or as written in Chinese: 2024年一季度 (default: the shortest that contains all events)",
    "考核期:2024年、2024年上半年、2024年一季度、2024年3月,或 2024-Q1 等写法,all 为全部(默认:包含全部事件的最短时期)",
  ),
  optionAsOf: both(
    "the last day to include: later events are ignored",
    "截止日(含当日),其后的不计",
  ),
  optionParam: both("value of a parameter; may be repeated", "参数的值,可重复"),
  optionInterpret: both("option for an interpretation; may be repeated", "条款解释的选项,可重复"),
  optionOnly: both(
    "only these parts, separated by commas: standings, targets, awards, notices, outcomes, measures, accounts, runnings, ledger, unavailable, rejections, warnings, counts, or ids of rankings, outcomes and values",
    "只输出这些部分,以逗号分隔:standings、targets、awards、notices、outcomes、measures、accounts、runnings、ledger、unavailable、rejections、warnings、counts,或排名、结果、数值的标识",
  ),
  optionFormat: both(
    "table, json, csv or markdown (default: by --output, else table)",
    "table、json、csv 或 markdown(默认按 --output 的扩展名,否则为 table)",
  ),
  optionResultFormat: both(
    "table, json, csv, markdown, parquet or arrow (default: by --output, else table)",
    "table、json、csv、markdown、parquet 或 arrow(默认按 --output 的扩展名,否则为 table)",
  ),
  optionTextFormat: both("text or json", "text 或 json"),
  optionOutput: both("write to this file", "写入此文件"),
  optionRejects: both("write rejected rows to this CSV file", "将退回的行写入此 CSV 文件"),
  optionFunctions: both(
    "a code module that exports the functions that the ruleset calls",
    "代码模块,导出规则集调用的函数",
  ),
  optionEncoding: both(
    "encoding of the event files: utf-8, gb18030, utf-16le or utf-16be",
    "事件文件的编码:utf-8、gb18030、utf-16le 或 utf-16be",
  ),
  optionBom: both(
    "start CSV with a byte order mark, so that Excel reads it as UTF-8",
    "CSV 开头加 BOM,便于 Excel 识别 UTF-8",
  ),
  optionSubject: both("id or name of the subject to explain", "要说明的对象:编号或名称"),
  optionAbove: both("explain why it ranks above this subject", "说明为何排在此对象之前"),
  optionKind: both(
    "kind of the subject, if several kinds use that id",
    "对象种类(不同种类编号相同时)",
  ),
  optionRanking: both("the ranking to explain (default: final)", "所指的排名(默认 final)"),
  optionKey: both(
    "the key, if the ranking has keys: 2024-03, a race",
    "按键分别排名时所指的键:2024-03、某场比赛",
  ),
  optionFull: both("list every entry on its own line", "逐笔列出"),
  optionAllowOutside: both(
    "let the ruleset extend files outside its folder",
    "允许规则集扩展其文件夹以外的文件",
  ),
  optionStrict: both("exit with 1 also on warnings", "有警告时也以 1 退出"),
  optionCheckFormat: both("table or json", "table 或 json"),
  optionVerbose: both("list every example and every clause", "逐条列出示例与条款"),
  optionWatch: both(
    "run again whenever a file of the ruleset changes; Ctrl-C stops",
    "规则集文件一有改动即重新运行,按 Ctrl-C 结束",
  ),
  optionLang: both("en or zh (default: from the environment)", "en 或 zh(默认取自环境)"),
  optionHelp: both("show this help", "显示帮助"),
  optionVersion: both("show the version", "显示版本"),
  exitCodes: both(
    "Exit codes: 0 success; 1 rejected rows, issues in a ruleset or failed examples; 2 wrong usage, nothing was scored; 3 an internal error in jifen.",
    "退出码:0 正常;1 有退回的行、规则集有问题或示例未通过;2 用法有误,未计分;3 jifen 自身的错误。",
  ),
  // The circular
  source: both("Source", "依据"),
  period: both("Period", "考核期"),
  asOf: both("As of", "截至"),
  notOver: both("not over: provisional standings", "尚未结束,名次为暂定"),
  parameters: both("Parameters given", "所给参数"),
  interpretations: both("Interpretations chosen", "所选解释"),
  functions: both("Computed by functions in code", "由代码函数算出"),
  standings: both("Standings", "名次"),
  targets: both("Targets", "任务完成情况"),
  awards: both("Awards, grades and cash", "奖励与等次"),
  notices: both("Notices", "通报事项"),
  measures: both("Measures", "指标"),
  accounts: both("Accounts", "分项"),
  runnings: both("Running values", "累计值"),
  ledger: both("Ledger", "计分明细"),
  unavailable: both("Unavailable", "无法得出"),
  rejections: both("Rejected rows", "退回的行"),
  warnings: both("Warnings", "提示"),
  rank: both("rank", "名次"),
  amongLevel: both("among those tied", "并列者之间"),
  category: both("category", "类别"),
  subject: both("subject", "对象"),
  target: both("target", "任务"),
  clause: both("clause", "条款"),
  state: both("result", "结果"),
  outcome: both("outcome", "事项"),
  about: both("about", "所涉"),
  value: both("value", "数值"),
  reason: both("reason", "理由"),
  provisional: both("provisional", "暂定"),
  met: both("met", "完成"),
  missed: both("missed", "未完成"),
  pending: both("pending", "未到期"),
  given: both("yes", "是"),
  notGiven: both("no", "否"),
  notApplicable: both("not applicable", "不适用"),
  excluded: both("does not take part", "不参加排名"),
  absent: both("none", "无"),
  unavailableState: both("unavailable", "无法得出"),
  name: both("name", "名称"),
  key: both("key", "键"),
  number: both("no.", "序号"),
  day: both("day", "日期"),
  rule: both("rule", "规则"),
  account: both("account", "分项"),
  points: both("amount", "数额"),
  event: both("event", "事件"),
  item: both("item", "信息"),
  file: both("file", "文件"),
  row: both("row", "行"),
  column: both("column", "列"),
  code: both("code", "代码"),
  message: both("reason", "原因"),
  error: both("error", "错误"),
  warning: both("warning", "警告"),
  // Rulesets
  id: both("id", "标识"),
  title: both("title", "名称"),
  clauses: both("clauses", "条款"),
  kinds: both("kinds of subject", "考核对象"),
  place: both("place", "出处"),
  missing: both("Parameters to give", "须提供的参数"),
  questions: both("Interpretations of open clauses", "条款的不同解释"),
  options: both("options", "选项"),
  isDefault: both("default", "默认"),
  examples: both("examples", "示例"),
  noExample: both("none", "无"),
  onlyNoted: both("only noted", "仅作说明"),
  information: both("information", "提示"),
  shownBy: both("shown by", "可见于"),
  expected: both("expected", "应为"),
  found: both("found", "实为"),
  // Heads of help
  "Usage:": both("Usage:", "用法:"),
  "Arguments:": both("Arguments:", "参数:"),
  "Options:": both("Options:", "选项:"),
  "Commands:": both("Commands:", "命令:"),
} as const satisfies Record<string, Text>;

/** Sentences with placeholders. */
export const sentences = {
  spanned: (first: string, last: string) =>
    both(
      `the events are dated from ${first} to ${last}; choose another period with --period`,
      `事件自 ${first} 至 ${last};可用 --period 另选`,
    ),
  noPeriod: () =>
    both(
      "no event has a date; choose a period with --period",
      "没有带日期的事件;可用 --period 指定",
    ),
  wideSpan: () =>
    both(
      "the events span more than one year: to judge a year, quarter or month, give --period, for example --period 2024",
      "事件分属不同年度:按年度、季度或月份评定的事项须用 --period 指定考核期,例如 --period 2024",
    ),
  allOutside: (total: number, period: string, first: string, last: string) =>
    both(
      total === 1
        ? `the only event does not count in the period ${period}: it is dated ${first}; choose another period with --period`
        : `none of the ${total} events counts in the period ${period}: they are dated from ${first} to ${last}; choose another period with --period`,
      `${total} 个事件均不计入考核期 ${period}:日期自 ${first} 至 ${last};可用 --period 另选`,
    ),
  someOutside: (count: number, total: number, period: string, example: string) =>
    both(
      `${count} of ${plural(total, "event")} ${count === 1 ? "is" : "are"} dated outside the period ${period}, the earliest ${example}`,
      `${total} 个事件中有 ${count} 个日期不在考核期 ${period} 内,最早的是 ${example}`,
    ),
  leftOut: (count: number) =>
    both(
      count === 1
        ? "1 event in the period does not count in it: its rule gives it another date, or its week, month … does not belong to it"
        : `${count} events in the period do not count in it: their rules give them other dates, or their week, month … does not belong to it`,
      `考核期内有 ${count} 个事件未计入本期:规则另定计分日期,或所在的周、月等不属本期`,
    ),
  unscored: (total: number, types: readonly Text[]) =>
    both(
      `no rule fired for ${plural(total, "event")}: ${types.map(({ en }) => en).join(", ")}`,
      `${total} 个事件没有任何规则计分:${types.map(({ zh }) => zh).join("、")}`,
    ),
  counts: (read: number, counted: number, rejected: number, ignored: number) =>
    both(
      `Read ${read} = counted ${counted} + rejected ${rejected} + ignored ${ignored}`,
      `读入 ${read} = 计入 ${counted} + 退回 ${rejected} + 忽略 ${ignored}`,
    ),
  ignored: (
    duplicates: number,
    revised: number,
    retracted: number,
    later: number,
    blank: number,
    totals: number,
  ) => {
    const parts = [
      [duplicates, duplicates === 1 ? "duplicate" : "duplicates", "重复"],
      [revised, "revised", "已更正"],
      [retracted, "retracted or retracting", "撤销"],
      [later, "after the as-of day", "截止日之后"],
      [blank, blank === 1 ? "blank row" : "blank rows", "空行"],
      [totals, totals === 1 ? "total row" : "total rows", "合计行"],
    ] as const;
    const there = parts.filter(([count]) => count > 0);
    if (there.length === 0) return both("", "");
    return both(
      ` (${there.map(([count, en]) => `${count} ${en}`).join(", ")})`,
      `(${there.map(([count, , zh]) => `${zh} ${count}`).join("、")})`,
    );
  },
  expanded: (rows: number, events: number) =>
    both(` — ${plural(rows, "row")}, ${plural(events, "event")}`, `;数据行 ${rows},事件 ${events}`),
  more: (count: number) => both(`… and ${count} more`, `……另有 ${count} 条`),
  moreOfCode: (count: number, code: string) =>
    both(`… and ${count} more [${code}]`, `……另有 ${count} 条 [${code}]`),
  moreRejects: (count: number) =>
    both(
      `… and ${count} more: use --rejects file to write them all`,
      `……另有 ${count} 行,可用 --rejects 文件 全部写出`,
    ),
  valued: (label: string, value: string) => both(`${label}: ${value}`, `${label}:${value}`),
  notRanked: (why: string) => both(`Not ranked (${why}): `, `无名次(${why}):`),
  /** A value, and how it compares with a limit; in Chinese, an exact one is told once. */
  compared: (name: string, value: string, limit: Text, isExact: boolean) =>
    both(
      `${name} ${value} ${limit.en}`,
      isExact ? `${name}为 ${value}` : `${name} ${value},${limit.zh}`,
    ),
  needed: (name: string, value: string, limit: Text) =>
    both(`${name} ${value}, needed ${limit.en}`, `${name} ${value}(要求${limit.zh})`),
  /** Several facts that decided an outcome. */
  facts: (facts: readonly string[]) => both(facts.join("; "), facts.join(";")),
  ofKeys: (met: number, judged: number) =>
    both(`${met} of ${judged} met`, `${judged} 期中完成 ${met} 期`),
  missedKeys: (keys: string) => both(`missed: ${keys}`, `未完成:${keys}`),
  pendingKeys: (count: number) => both(`${count} pending`, `${count} 期未到期`),
  missing: (nodes: string, parameters: string, ids: readonly string[]) =>
    both(
      `${nodes}: no value is given for ${parameters}; give ${ids.map((id) => `--param ${id}=number`).join(" ")}`,
      `${nodes}:未给出参数 ${parameters};请用 ${ids.map((id) => `--param ${id}=数值`).join(" ")} 给出`,
    ),
  events: (ids: readonly string[], more: boolean) =>
    both(
      `${ids.length === 1 ? "event" : "events"} ${ids.join(", ")}${more ? " …" : ""}`,
      `事件 ${ids.join("、")}${more ? "等" : ""}`,
    ),
  written: (file: string) => both(`Written: ${file}`, `已写入:${file}`),
  holdsStandings: () =>
    both(
      " (a CSV holds the standings only: write .md or .txt for targets, awards, notices and rejected rows, .json for everything)",
      "(CSV 只含名次;任务、奖励、通报和退回的行请写成 .md 或 .txt,全部内容请写成 .json)",
    ),
  holdsTable: () =>
    both(
      " (the standings only: choose another table with --only, for example --only ledger)",
      "(只含名次;其他的表请用 --only 选择,例如 --only ledger)",
    ),
  holdsCircular: () =>
    both(
      " (without measures, accounts and the ledger: write .json for everything)",
      "(不含指标、分项和计分明细;全部内容请写成 .json)",
    ),
  duplicateRows: (rows: readonly { readonly again: Text; readonly first: Text }[], more: number) =>
    both(
      `rows with the same id and content as an earlier row count once: ${rows.map(({ again, first }) => `${again.en} repeats ${first.en}`).join(", ")}${more > 0 ? `, and ${more} more` : ""}`,
      `编号与内容均与前面的行相同,只计一次:${rows.map(({ again, first }) => `${again.zh}同 ${first.zh}`).join("、")}${more > 0 ? `,另有 ${more} 行` : ""}`,
    ),
  placed: (file: string, row: number) => both(`${file}:${row}`, `${file} 第 ${row} 行`),
  rejectedOf: (name: string, count: number) =>
    both(`Rejected rows of ${name}: ${count}`, `${name}被退回的行:${count}`),
  rejectsWritten: (count: number, file: string) =>
    both(`Rejected rows: ${count}, written to ${file}`, `退回 ${count} 行,已写入 ${file}`),
  times: (count: number) => both(plural(count, "event"), `${count} 个事件`),
  sound: (file: string) => both(`${file}: no issues`, `${file}:没有问题`),
  issues: (file: string, count: number) =>
    both(`${file}: ${plural(count, "issue")}`, `${file}:${count} 个问题`),
  unmissed: (clause: string, part: Text) =>
    both(
      `${clause}: every example still passes without ${part.en}`,
      `${clause}:删去${part.zh},示例仍全部通过`,
    ),
  testsPassed: (file: string, examples: number, covered: number, clauses: number) =>
    both(
      `${file}: ${plural(examples, "example")} passed, covering ${covered} of ${plural(clauses, "clause")}`,
      `${file}:${examples} 个示例全部通过;覆盖 ${clauses} 条条款中的 ${covered} 条`,
    ),
  watching: () => both("Waiting for a change; Ctrl-C stops.", "等待文件改动;按 Ctrl-C 结束。"),
  testsFailed: (file: string, failed: number, examples: number) =>
    both(
      `${file}: ${failed} of ${plural(examples, "example")} ${failed === 1 ? "fails" : "fail"}`,
      `${file}:${examples} 个示例中有 ${failed} 个未通过`,
    ),
} as const;

export function say(text: Text, language: Language): string {
  return text[language];
}
