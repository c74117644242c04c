import { systemReason } from "../files/system.ts";
import { both } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";

const notPermitted = both(
  "you do not have permission to write there, or another program has it open",
  "没有写入权限,或文件被其他程序占用",
);

/** Why a file cannot be written, by the code of the system. */
const writeReasons: Readonly<Record<string, Text>> = {
  ENOENT: both("the folder does not exist; create it first", "文件夹不存在,请先建立"),
  ENOTDIR: both("part of the path is a file, not a folder", "路径中有一段是文件,不是文件夹"),
  EISDIR: both("it is a folder; name a file in it", "这是文件夹,请写明其中的文件名"),
  EACCES: notPermitted,
  EPERM: notPermitted,
  EBUSY: both("another program has it open; close it there", "文件被其他程序占用,请先关闭"),
  EROFS: both("the disk is read-only", "磁盘为只读"),
  ENXIO: both("no program reads from it", "没有程序在读取"),
};

/** Messages for requests that cannot be met. */
export const commandMessages = {
  code: (file: string, why: string) =>
    both(
      `--functions: ${file} is not a code module: ${why}`,
      `--functions:${file} 不是代码模块:${why}`,
    ),
  pair: (option: string, text: string) =>
    both(
      `${option} takes name=value, not "${quote(text)}"`,
      `${option} 应写成 名称=值,现为“${quote(text)}”`,
    ),
  choice: (option: string, text: string, allowed: string) =>
    both(
      `${option} is "${quote(text)}"; allowed: ${allowed}`,
      `${option} 为“${quote(text)}”,可用 ${allowed}`,
    ),
  ending: (file: string, ending: string, possible: readonly string[], format?: string) =>
    both(
      `${quote(file)}: ${format === undefined ? "jifen" : `with --format ${format}, jifen`} cannot write ${quote(ending)} files; end the name in ${possible.join(", ")}`,
      `${quote(file)}:${format === undefined ? "" : `--format ${format} 时,`}不能写成 ${quote(ending)} 文件;文件名请以 ${possible.join("、")} 结尾`,
    ),
  needsFile: (format: string, file: string) =>
    both(
      `--format ${format} is written to a file; name it, for example --output ${file}`,
      `--format ${format} 须写入文件;请指明文件名,例如 --output ${file}`,
    ),
  oneTable: (format: string) =>
    both(
      `a file of format ${quote(format)} holds one table: choose standings, outcomes, measures, accounts, runnings, ledger or warnings with --only, for example --only ledger`,
      `“${quote(format)}”格式的文件只含一张表:请用 --only 选择其一(“standings”“outcomes”“measures”“accounts”“runnings”“ledger”“warnings”),例如 --only ledger`,
    ),
  year: (period: string) =>
    both(
      `--period: "${quote(period)}" has no year, and the events span more than one year; write 2024-Q1, for example`,
      `--period:“${quote(period)}”没有写年份,而事件不在同一年;请写明年份,例如 2024年一季度`,
    ),
  noRuleset: (name: string, ids: string, extending?: string) =>
    both(
      `${extending === undefined ? `"${quote(name)}" is` : `${quote(extending)} extends "${quote(name)}", which is`} neither a bundled ruleset nor a file; the bundled rulesets are ${ids}`,
      `${extending === undefined ? "" : `${quote(extending)} 所扩展的`}“${quote(name)}”既不是内置规则集,也没有这个文件;内置的有 ${ids}`,
    ),
  outside: (extending: string, base: string) =>
    both(
      `${quote(extending)} extends "${quote(base)}", which is outside the folder of the ruleset`,
      `${quote(extending)} 所扩展的“${quote(base)}”不在该规则集所在的文件夹内`,
    ),
  allowOutside: () =>
    both("if you trust the ruleset, add --allow-outside", "如信任该规则集,可加 --allow-outside"),
  noPart: (name: string) =>
    both(`--only: no part is called "${quote(name)}"`, `--only:没有名为“${quote(name)}”的部分`),
  noSubject: (name: string) =>
    both(`no subject is called "${quote(name)}"`, `没有名为“${quote(name)}”的对象`),
  manySubjects: (name: string, ids: string) =>
    both(
      `several subjects are called "${quote(name)}": ${ids}; give the id`,
      `有多个“${quote(name)}”:${ids};请给出编号`,
    ),
  giveRoster: () => both("Give it with --subjects file.", "请用 --subjects 文件 给出。"),
  giveParameters: (options: string) =>
    both(
      `Give each with --param, for example:\n  ${options}`,
      `请用 --param 逐一给出,例如:\n  ${options}`,
    ),
  onlyTargets: () =>
    both(
      "Use --only to score the parts that do not need them, for example --only targets,notices.",
      "不依赖这些参数的部分可用 --only 得出,例如 --only targets,notices。",
    ),
  overwritesInput: (file: string) =>
    both(`${file} is an input file: it is not overwritten`, `${file} 是输入文件,不会覆盖`),
  exists: (file: string) =>
    both(`${file} already exists; use --force to overwrite it`, `${file} 已存在;可用 --force 覆盖`),
  sameOutputs: (file: string) =>
    both(`${file} is named twice as an output`, `${file} 被两次指定为输出`),
  cannotWrite: (file: string, code: string) => {
    const why = writeReasons[code] ?? systemReason(code);
    return both(`${file} cannot be written: ${why.en}`, `${file} 无法写入:${why.zh}`);
  },
  system: (path: string | undefined, code: string) => {
    const why = systemReason(code);
    return path === undefined
      ? both(`System error: ${why.en} (${code})`, `系统报错:${why.zh}(${code})`)
      : both(
          `${quote(path)} cannot be used: ${why.en} (${code})`,
          `${quote(path)} 无法使用:${why.zh}(${code})`,
        );
  },
  stdinTwice: () => both("standard input can be read only once", "标准输入只能读取一次"),
  internal: () =>
    both(
      "An internal error in jifen; please report it with the details below.",
      "jifen 自身的错误;请附上以下内容报告。",
    ),
  didYouMean: (name: string) => both(`did you mean ${name}?`, `是否为 ${name}?`),
  tryHelp: () => both("See jifen --help.", "参见 jifen --help。"),
} as const;

/** Errors of the command-line parser, by its own codes. */
export const parserMessages: Readonly<Record<string, (name: string) => Text>> = {
  "commander.unknownOption": (name) => both(`unknown option ${name}`, `未知选项 ${name}`),
  "commander.unknownCommand": (name) => both(`unknown command ${name}`, `未知命令 ${name}`),
  "commander.missingArgument": (name) =>
    both(`the argument ${name} is missing`, `缺少参数 ${name}`),
  "commander.excessArguments": () => both("too many arguments", "参数过多"),
  "commander.optionMissingArgument": (name) =>
    both(`the option ${name} needs a value`, `选项 ${name} 缺少值`),
  "commander.missingMandatoryOptionValue": (name) =>
    both(`the option ${name} is missing`, `缺少选项 ${name}`),
};

/** A request that cannot be met: the user must correct it. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly text: Text,
    readonly hint?: Text,
  ) {
    super(text.en);
  }
}
