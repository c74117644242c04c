import { didYouMean } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import {
  type Catalogue,
  count,
  type Details,
  en,
  expected,
  many,
  name,
  names,
  row,
  rows,
  value,
  zh,
} from "./details.ts";

/** Messages for a file that cannot be read as a whole. */
const fileErrors = {
  "file-missing": () => both("the file does not exist", "文件不存在"),
  "file-folder": () => both("this is a folder, not a file", "这是文件夹,不是文件"),
  "file-locked": () =>
    both(
      "the file cannot be opened: close it in other programs, and check that you have permission to read it",
      "文件无法打开:请先在其他程序中关闭它,并确认有读取权限",
    ),
  "file-system": (d) =>
    both(`the file cannot be read: ${en(d.text)}`, `文件无法读取:${zh(d.text)}`),
  "file-changed": () =>
    both("the file changed while it was read; read it again", "读取时文件发生了变化,请重新读取"),
  "file-size": (d) =>
    both(`the file is larger than ${count(d)} MiB: split it`, `文件超过 ${count(d)} MiB,请拆分`),
  "file-kind": (d) =>
    both(
      `this is ${en(d.text)}, not CSV, NDJSON or JSON: save it as CSV (UTF-8) first`,
      `这是${zh(d.text)},不是 CSV、NDJSON 或 JSON:请先另存为“CSV UTF-8(逗号分隔)”`,
    ),
  "file-purpose": (d) =>
    both(
      `this looks like ${en(d.text)}, not like ${en(d.other)}`,
      `这看起来是${zh(d.text)},不是${zh(d.other)}`,
    ),
  "base-content": () =>
    both(
      'another ruleset extends this file, but it is not a ruleset or has issues: check it by itself with "jifen check"',
      "另一规则集扩展此文件,但它不是规则集,或有错误:请先用“jifen check”单独检查",
    ),
  "file-empty": () => both("the file is empty", "文件是空的"),
  encoding: (d) =>
    both(
      `the text is not ${expected(d)}: the first invalid bytes are in line ${row(d)} (byte ${count(d)})`,
      `文字不是 ${expected(d)} 编码:第 ${row(d)} 行(第 ${count(d)} 字节)起无法识别`,
    ),
  "encoding-utf16": () =>
    both(
      'this looks like UTF-16 without a byte order mark: save it as UTF-8, or state "utf-16le" or "utf-16be" as the encoding',
      "这看起来是没有标记的 UTF-16:请另存为 UTF-8,或指明编码为 utf-16le 或 utf-16be",
    ),
  "encoding-mixed": (d) =>
    both(
      `some lines are UTF-8 and others are not; the first that is not is line ${row(d)}. Save the file in one encoding, or state the encoding`,
      `有的行是 UTF-8,有的行不是;第一处在第 ${row(d)} 行。请统一编码后另存,或指明编码`,
    ),
  "encoding-ambiguous": () =>
    both(
      'the text can be read as UTF-8 and as GB18030: state "utf-8" or "gb18030" as the encoding',
      "按 UTF-8 和 GB18030 都能读通:请指明编码 utf-8 或 gb18030",
    ),
  "json-syntax": (d) =>
    both(
      `not JSON at "${value(d)}"${d.text === undefined ? "" : `: ${en(d.text)}`}`,
      `“${value(d)}”处不是合法的 JSON${d.text === undefined ? "" : `:${zh(d.text)}`}`,
    ),
  "json-ended": (d) =>
    both(`the text ends inside ${expected(d)}`, `内容不完整,在“${expected(d)}”处中断`),
  "json-duplicate-key": (d) =>
    both(
      `the key "${name(d)}" occurs twice in one object, at ${expected(d)} and here`,
      `同一对象中键“${name(d)}”出现两次:${expected(d)} 和此处`,
    ),
  "json-depth": (d) => both(`nested deeper than ${count(d)} levels`, `嵌套超过 ${count(d)} 层`),
  "yaml-syntax": (d) =>
    both(`this YAML cannot be read: ${en(d.text)}`, `无法读取的 YAML:${zh(d.text)}`),
  "json-shape": () =>
    both(
      "expected a single array of objects, or one object per line (NDJSON)",
      "应为对象组成的数组(单独成文件),或每行一个对象(NDJSON)",
    ),
  "columns-damaged": (d) =>
    both(
      `this file of columns cannot be read: ${en(d.text)}. Write it anew as Parquet or Arrow, or save the table as CSV`,
      `无法读取此列式文件:${zh(d.text)}。请重新写成 Parquet 或 Arrow,或另存为 CSV`,
    ),
  "columns-type": (d) =>
    both(
      `the column "${name(d)}" holds values of type ${expected(d)}, which no event can: write it as text, numbers, dates, timestamps or lists of these, or leave it out`,
      `“${name(d)}”列的类型为“${expected(d)}”,事件不能含有此类值:请写成文本、数值、日期、时间戳或其列表,或略去该列`,
    ),
  "columns-compression": (d) =>
    both(
      `the file is compressed with ${expected(d)}: write it with Snappy, Zstandard, gzip, Brotli or LZ4, or uncompressed`,
      `文件用“${expected(d)}”压缩:请改用“Snappy”“Zstandard”“gzip”“Brotli”“LZ4”,或不压缩`,
    ),
  "columns-package": () =>
    both(
      "an Arrow file needs the package apache-arrow: npm install apache-arrow",
      "读取 Arrow 文件需要安装“apache-arrow”:“npm install apache-arrow”",
    ),
  "csv-quote": (d) =>
    both(
      `a quotation mark in row ${row(d)} is not closed, or is inside a text: put the text in quotation marks and double those inside it`,
      `第 ${row(d)} 行的引号未闭合或位置不对:含引号的文字须用引号括起,其中的引号写两次`,
    ),
  "csv-record-size": (d) =>
    both(
      `row ${row(d)} is longer than ${count(d)} characters: is a quotation mark not closed?`,
      `第 ${row(d)} 行超过 ${count(d)} 个字符:是否有引号未闭合?`,
    ),
  "csv-columns": (d) => both(`there are more than ${count(d)} columns`, `超过 ${count(d)} 列`),
  "header-damaged": (d) =>
    both(
      `the header "${name(d)}" of column ${count(d)} contains the damaged character ${expected(d)}: type it again`,
      `第 ${count(d)} 列的表头“${name(d)}”含有已损坏的字符 ${expected(d)}:请重新键入`,
    ),
  "header-duplicate": (d) =>
    both(
      `two columns have the header "${name(d)}": rename one`,
      `有两列的表头都是“${name(d)}”:请改名其中一列`,
    ),
  "header-missing": (d) =>
    both(
      `there is no column for ${en(d.text)}: add it, or rename yours; the columns are: ${names(d).en}`,
      `缺少${zh(d.text)}列:请增加,或将相应的列改为此名;现有的列:${names(d).zh}`,
    ),
  "header-below": (d) =>
    both(
      `the first row must contain the column names; they seem to be in row ${row(d)}: delete the rows above it`,
      `第一行应为表头;表头似乎在第 ${row(d)} 行:请删去其上的行`,
    ),
  "roster-rows": (d) =>
    both(
      `the roster has ${many(d, "row")} that cannot be read; the roster must be complete`,
      `名单有 ${count(d)} 行无法读取;名单不得缺人`,
    ),
} satisfies Catalogue;

/** Messages for a row that does not count. */
const rejections = {
  "row-length": (d) =>
    both(
      `the row has ${many(d, "cell")}, the header ${expected(d)}`,
      `本行有 ${count(d)} 格,表头有 ${expected(d)} 格`,
    ),
  "row-json": (d) =>
    both(`this line is not one JSON object: ${value(d)}`, `本行不是一个 JSON 对象:${value(d)}`),
  "row-object": () => both("expected one object", "应为一个对象"),
  "row-duplicate-key": () => both("a key occurs twice in this object", "同一对象中有键出现两次"),
  character: (d) =>
    both(
      `"${value(d)}" contains the invisible or damaged character ${expected(d)}`,
      `“${value(d)}”含有不可见或已损坏的字符 ${expected(d)}`,
    ),
  "id-shortened": (d) =>
    both(
      `"${value(d)}" is an id that a spreadsheet has shortened to a rounded number`,
      `“${value(d)}”是被表格软件缩略过的编号`,
    ),
  "two-columns": (d) =>
    both(
      `the columns "${name(d)}" and "${expected(d)}" have the same meaning but different values`,
      `“${name(d)}”列与“${expected(d)}”列含义相同而内容不同`,
    ),
  "date-missing": () => both("the date is missing", "缺少日期"),
  date: (d) => both(`"${value(d)}" is not a date`, `“${value(d)}”不是日期`),
  number: (d) => both(`"${value(d)}" is not a number`, `“${value(d)}”不是数字`),
  boolean: (d) =>
    both(`"${value(d)}" is neither of ${en(d.text)}`, `“${value(d)}”应为 ${zh(d.text)} 之一`),
  "list-blank": (d) =>
    both(
      `the list "${value(d)}" is blank at position ${count(d)}`,
      `“${value(d)}”第 ${count(d)} 项为空`,
    ),
  "list-value": (d) =>
    both(`position ${count(d)}: ${en(d.text)}`, `第 ${count(d)} 项:${zh(d.text)}`),
  count: (d) =>
    both(
      `the count is "${value(d)}": it must be a whole number from 1 to ${expected(d)}`,
      `数量为“${value(d)}”:应为 1 到 ${expected(d)} 的整数`,
    ),
  "count-item": (d) =>
    both(
      `the row represents ${count(d)} events but fills in "${name(d)}": give each event its own row`,
      `本行代表 ${count(d)} 个事件,却填有“${name(d)}”:请分行填写`,
    ),
  "name-ambiguous": (d) =>
    both(
      `several subjects on the roster are called "${value(d)}" (${names(d).en}): write the id`,
      `名单中有多个“${value(d)}”(${names(d).zh}):请填写编号`,
    ),
  "value-missing": (d) => both(`${en(d.text)} is missing`, `缺少${zh(d.text)}`),
  "roster-id": () => both("the row has neither an id nor a name", "既无编号也无名称"),
  "roster-duplicate": (d) =>
    both(
      `"${value(d)}" is on the roster twice, with different content (first in row ${row(d)})`,
      `“${value(d)}”在名单中出现两次而内容不同(首次在第 ${row(d)} 行)`,
    ),
  "category-none": (d) =>
    both(
      `"${value(d)}": ${en(d.text)} has no categories; leave the cell blank`,
      `“${value(d)}”:${zh(d.text)}不分类别,请留空`,
    ),
  "listed-value": (d) =>
    both(`"${value(d)}" is not one of ${en(d.text)}`, `“${value(d)}”应为 ${zh(d.text)} 之一`),
} satisfies Catalogue;

/** Messages for what the readers assumed or ignored. */
const notes = {
  encoding: (d) => both(`read as ${expected(d)}`, `按 ${expected(d)} 编码读取`),
  delimiter: (d) => both(`the columns are separated by a ${en(d.text)}`, `列以${zh(d.text)}分隔`),
  format: (d) => both(`by its content this is ${en(d.text)}`, `按内容判断,这是${zh(d.text)}`),
  "no-rows": () => both("there are no rows", "没有数据行"),
  "unknown-column": (d) =>
    both(
      `the ruleset does not know the column "${name(d)}"; it is ignored`,
      `规则集不认识“${name(d)}”列,已忽略`,
    ),
  "header-character": (d) =>
    both(
      `the header "${name(d)}" contains the invisible character ${expected(d)}, which is ignored`,
      `表头“${name(d)}”含有不可见的字符 ${expected(d)},已去掉`,
    ),
  "header-padded": (d) =>
    both(
      `the header "${name(d)}" is read as "${expected(d)}", without the blanks in it`,
      `表头“${name(d)}”已去掉其中的空格,按“${expected(d)}”读取`,
    ),
  "nameless-column": (d) =>
    both(
      `column ${expected(d)} has no header; ${many(d, "filled cell")} in it ${d.count === 1 ? "is" : "are"} ignored, the first "${value(d)}" in row ${row(d)}`,
      `第 ${expected(d)} 列没有表头,其中有内容的 ${count(d)} 格已忽略(首见于第 ${row(d)} 行:“${value(d)}”)`,
    ),
  "total-rows": (d) =>
    both(
      `total rows (${names(d).en}) are ignored: ${rows(d).en}`,
      `合计行(${names(d).zh})已忽略:${rows(d).zh}`,
    ),
  "total-names": (d) =>
    both(
      `${rows(d).en}: the name (${names(d).en}) looks like that of a total, but there is an id, so it counts as a subject`,
      `${rows(d).zh}:名称(${names(d).zh})像是合计行,但填有编号,已作为考核对象`,
    ),
  "unused-cells": (d) =>
    both(
      `ignored ${many(d, "cell")} of the column "${name(d)}" (first in row ${row(d)}): not applicable to ${en(d.text)} events`,
      `“${name(d)}”列有 ${count(d)} 格与${zh(d.text)}事件无关(首见于第 ${row(d)} 行),已忽略`,
    ),
  "derived-ids": (d) =>
    both(
      `no id in ${many(d, "row")}: ids are made from file and row, such as "${value(d)}"`,
      `${count(d)} 行没有编号,已按文件名和行号编号,例如“${value(d)}”`,
    ),
  "same-file": (d) =>
    both(
      `the content is the same as that of ${expected(d)}; it counts once`,
      `内容与 ${expected(d)} 相同,只计一次`,
    ),
  "repeated-rows": ({ rows: [row = 0, other = 0] = [], ...d }) => {
    const file =
      d.expected === undefined ? both("", "") : both(` of ${expected(d)}`, ` ${expected(d)} `);
    const total =
      d.count === 1
        ? both("", "")
        : both(` (${count(d)} such rows)`, `(这样的行共 ${count(d)} 行)`);
    return both(
      `row ${row} has the same content as row ${other}${file.en}, and at least one of them has no id${total.en}: both count, as two events; if they are the same event, give both the same id`,
      `第 ${row} 行与${file.zh}第 ${other} 行内容相同,且至少一行未填编号${total.zh}:两行都已计分,各算一个事件;若是同一事件,请填写相同的编号`,
    );
  },
  "sheet-full": (d) =>
    both(
      `the file ends at row ${row(d)}, the last row that some spreadsheets can hold: is data cut off?`,
      `文件恰好在第 ${row(d)} 行结束,这是某些表格软件的行数上限:数据是否被截断?`,
    ),
  expanded: (d) =>
    both(
      `expanded ${many(d, "row")} to ${expected(d)} events by the count column`,
      `${count(d)} 行按数量列展开为 ${expected(d)} 个事件`,
    ),
  "roster-repeated": (d) =>
    both(
      `${many(d, "repeated row")} on the roster: each counts once`,
      `${count(d)} 行与其他行重复,只计一次`,
    ),
  "roster-names": (d) =>
    both(
      `no id in ${many(d, "row")}: the name is used as the id`,
      `${count(d)} 行没有编号,以名称为编号`,
    ),
} satisfies Catalogue;

/** The `code` of a FileError. */
export type FileErrorCode = keyof typeof fileErrors;
/** The code of a row's rejection. */
export type RowRejectionCode = keyof typeof rejections;
/** The code of a note about a file that was read. */
export type NoteCode = keyof typeof notes;

/** All codes of fileErrors. */
export const fileErrorCodes = Object.keys(fileErrors) as readonly FileErrorCode[];
/** All codes of rejections of rows. */
export const rowRejectionCodes = Object.keys(rejections) as readonly RowRejectionCode[];
/** All codes of notes. */
export const noteCodes = Object.keys(notes) as readonly NoteCode[];

/** A file that cannot be read as a whole: none of its rows counts. */
export class FileError extends Error {
  override readonly name = "FileError";
  readonly text: Text;

  constructor(
    readonly code: FileErrorCode,
    readonly file: string,
    details: Details = {},
    /** Line and column, from 1, if the error has a place. */
    readonly place?: { readonly line: number; readonly column: number },
    /** The rows that could not be read, if the error is about rows. */
    readonly rows: readonly RowRejection[] = [],
  ) {
    const text = fileErrors[code](details);
    const at = place === undefined ? "" : `:${place.line}:${place.column}`;
    super(`${file}${at}: ${text.en} [${code}]`);
    this.text = text;
  }
}

/** A row that does not count, and why. */
export interface RowRejection {
  readonly code: string;
  readonly file: string;
  /** As a spreadsheet counts: the header is row 1. In NDJSON the line, in a JSON array the position, from 1. */
  readonly row: number;
  /** The header of the rejected cell's column. */
  readonly column?: string;
  readonly message: Text;
  readonly hint?: Text;
  /** How many events of the row it concerns, if more than one. */
  readonly events?: number;
  /** The row as it stands in the file: header and text. */
  readonly fields?: readonly (readonly [string, string])[];
}

/** Something that the readers assumed or ignored, for the user to know. */
export interface Note {
  readonly code: NoteCode;
  readonly file: string;
  readonly message: Text;
  readonly hint?: Text;
}

/** A rejection of one cell or row, before file and row are known. */
export class UnplacedRejection {
  readonly message: Text;

  constructor(
    readonly code: RowRejectionCode,
    details: Details = {},
    readonly hint?: Text,
  ) {
    this.message = rejections[code](details);
  }
}

export function note(code: NoteCode, file: string, details: Details = {}, hint?: Text): Note {
  const message = notes[code](details);
  return hint === undefined ? { code, file, message } : { code, file, message, hint };
}

/** A note about an unknown column, with the nearest known name as a hint. */
export function unknownColumn(header: string, known: Iterable<string>, file: string): Note {
  return note("unknown-column", file, { name: header }, didYouMean(header, known));
}
