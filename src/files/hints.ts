import { both, listed } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";

type Hints = readonly (readonly [RegExp, Text])[];

const halfWidth = both(
  "write digits and signs half-width, as in 2024-03-05 or -1.5",
  "数字和符号请用半角,例如 2024-03-05、-1.5",
);

/** The first line that fits says what is wrong and the way out. */
const dateHints: Hints = [
  [/[０-９：．／－]/u, halfWidth],
  [
    /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b/,
    both(
      "day or month first? Write the year first: 2024-03-05",
      "日、月孰先不明,请把年写在前面:2024-03-05",
    ),
  ],
  [
    /^\d{1,2}[-/.年]\d{1,2}/,
    both("write the year with four digits: 2024-03-05", "年份请写四位:2024-03-05"),
  ],
  [
    /^\d{5}(\.\d+)?$/,
    both(
      "this looks like a spreadsheet's day number: give the cells the date format yyyy-mm-dd and save as CSV again",
      "这像是表格软件的日期序号:请把单元格格式设为日期 yyyy-mm-dd,再另存为 CSV",
    ),
  ],
  [/^\d{8}$/, both("separate year, month and day: 2024-03-05", "请分开年月日:2024-03-05")],
  [
    /^\d{10}$|^\d{13}$/,
    both(
      "this looks like a count of seconds; write a date: 2024-03-05",
      "这像是时间戳,请写日期:2024-03-05",
    ),
  ],
  [/^\d{4}([-/.年]\d{1,2}月?)?年?$/, both("the day is missing: 2024-03-05", "缺少日:2024-03-05")],
  [/^\d{1,2}月/, both("the year is missing: 2024-03-05", "缺少年份:2024-03-05")],
  [
    /令和|平成|昭和|民国|农历|[初廿正腊]/u,
    both("write the year of the common calendar: 2024-03-05", "请写公历日期:2024-03-05"),
  ],
  [
    /上午|下午|[ap]\.?m\.?$/iu,
    both("write the time with 24 hours: 2024-03-05 14:30", "时间请用24小时制:2024-03-05 14:30"),
  ],
  [
    /^\d{4}(?:([-/.])\d{1,2}\1|年\d{1,2}月)\d{1,2}/,
    both("there is no such day or time in the calendar", "日历上没有这一天或这一时刻"),
  ],
];

const otherDate = both(
  "write it as 2024-03-05 or 2024-03-05 09:30",
  "请写成 2024-03-05 或 2024-03-05 09:30",
);

export function dateHint(text: string): Text {
  return dateHints.find(([form]) => form.test(text))?.[1] ?? otherDate;
}

const numberHints: Hints = [
  [/[０-９．，－＋]/u, halfWidth],
  [
    /^[-+]?\d{1,3}([,'\u2019\s]\d{3})+(\.\d+)?$/u,
    both("write it without separators between thousands: 1234", "请去掉千位分隔符:1234"),
  ],
  [
    /^[-+]?\d+,\d+$|^[-+]?\d{1,3}(\.\d{3})+,\d+$/,
    both("write the decimal point as a point: 1.5", "小数点请用“.”:1.5"),
  ],
  [/^[\u2010-\u2015\u2212]\d/u, both('write the minus sign as "-"', "负号请用半角“-”")],
  [/^\(.*\)$|^\d.*-$/, both('write a negative number as "-5"', "负数请写成“-5”")],
  [
    /%|％|‰/u,
    both(
      "write the number without the percent sign, as the ruleset counts it",
      "请去掉百分号,按规则集的单位填写",
    ),
  ],
  [/[eE]/, both("write all digits, without an exponent", "请写出全部数字,不用科学计数法")],
  [/[一二三四五六七八九十百千万两零〇½①-⑳]/u, both("write it in digits: 12", "请用阿拉伯数字:12")],
  [
    /^[-+]?\d[\d.]*\s*\D+$|^[¥￥$€]\s*\d/u,
    both("write the number alone, without its unit", "请只写数字,不带单位"),
  ],
  [
    /^[-+]?\d+(\.\d+)?$/,
    both(
      "that is more digits than a number may have (24 before and 12 behind the point)",
      "位数过多(整数至多24位,小数至多12位)",
    ),
  ],
];

const otherNumber = both('write a decimal such as "80" or "4.5"', "请写成“80”“4.5”这样的数字");

export function numberHint(text: string): Text {
  return numberHints.find(([form]) => form.test(text))?.[1] ?? otherNumber;
}

export const textColumnHint = both(
  "give the column the format text before it is filled, and write the whole id",
  "请先把该列设为文本格式,再填写完整编号",
);

export const invisibleHint = both(
  "type the cell again; the character came with copied text",
  "请重新键入该单元格;这个字符是复制时带入的",
);

export const noDateHint = both(
  "fill it in; delete the row if it is no event, such as a remark",
  "请填写;若本行不是事件(例如备注),请删去",
);

/** A row with filled cells that no header stands over. */
export function lengthHint(spare: readonly string[], delimiter: Text): Text {
  const found = listed(spare.slice(0, 3).map((cell) => quote(cell.trim())));
  return both(
    `${found.en} beyond the last column: put a text or number that holds a ${delimiter.en} in quotes; otherwise move the cell under a header, or delete it`,
    `最后一列之外还有${found.zh}:含${delimiter.zh}的文字或数字须用引号括起;否则请移到有表头的列,或删去`,
  );
}
