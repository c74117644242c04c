import type { Span } from "../values/calendar.ts";
import { dayOf, dayText, isDate, pad, yearLimits } from "../values/day.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { numeralCharacters, readNumeral } from "./numerals.ts";

/** What a hint may use besides the text itself. */
export interface DateContext {
  /** The date or date-time of a text that is one: `2024-03-05T09:30`. */
  readonly read: (text: string) => string | undefined;
  /** The day of a number of seconds since 1970, in the ruleset's zone. */
  readonly dayOfSeconds: (seconds: number) => string | undefined;
  readonly withTime: boolean;
  /** The days of the scored period, if known. */
  readonly span: Span | undefined;
}

interface DateForm {
  readonly form: RegExp;
  readonly why: Text;
  /** The dates that the text may mean, from the match; `undefined` for an invalid date. */
  readonly dates: (
    match: readonly string[],
    context: DateContext,
  ) => readonly (string | undefined)[];
}

const yearMissing = both("the year is missing", "缺少年份");
const yearFirst = both("write the year first", "请把年写在前面");
const fourDigits = both("write the year with four digits", "年份请写四位");
const isoForm = both("write year, month and day with hyphens", "请用“-”分开年月日");
const inDigits = both("write it in half-width digits", "请用半角数字书写");
const separate = both("separate year, month and day", "请分开年月日");
const seconds = both("this looks like a timestamp in seconds", "这像是时间戳");

/** The year before the first year of each era. */
const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925, 民国: 1911 };

const monthNames = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];
const monthName = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?";
const monthOf = (name = ""): string =>
  String(monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1);

/** The first form that matches and yields a date gives the hint. */
const forms: readonly DateForm[] = [
  { form: /^.*$/su, why: inDigits, dates: ([text = ""], { read }) => [read(text)] },
  {
    form: /^(\d{4})(\d{2})(\d{2})$/u,
    why: separate,
    dates: ([, year, month, day]) => [dateOf(year, month, day)],
  },
  {
    form: /^(\d{4})(\d{2})(\d{2})\s*T?(\d{2}):?(\d{2})(?::?\d{2})?$/u,
    why: separate,
    dates: ([, year, month, day, hour, minute], { read }) => [
      read(`${year}-${month}-${day} ${hour}:${minute}`),
    ],
  },
  {
    form: /^(\d{5})(?:\.\d+)?$/u,
    why: both(
      "this looks like a spreadsheet's day number: give the cells the date format yyyy-mm-dd and save as CSV again, or write",
      "这像是表格软件的日期序号:请把单元格格式设为日期 yyyy-mm-dd,再另存为 CSV,或填写",
    ),
    // Day 25,569 of spreadsheets is 1970-01-01.
    dates: ([, serial]) => [dateText(Number(serial) - 25_569)],
  },
  {
    form: /^(\d{10})(?:\d{3})?$/u,
    why: seconds,
    dates: ([, count], { dayOfSeconds }) => [dayOfSeconds(Number(count))],
  },
  {
    form: /^(令和|平成|昭和|民国)(\d+)年(\d{1,2})月(\d{1,2})/u,
    why: both("write the year of the common calendar", "请写公历日期"),
    dates: ([, era = "", year, month, day]) => [
      dateOf(String(Number(year) + (eras[era] ?? 0)), month, day),
    ],
  },
  {
    form: /^(\d{1,2})月(\d{1,2})[日号]?(?!\d)/u,
    why: yearMissing,
    dates: ([, month, day], { span }) => [inSpan(month, day, span)],
  },
  {
    form: /^(\d{1,2})([-/.])(\d{1,2})$/u,
    why: yearMissing,
    dates: ([, first, , second], { span }) => [
      inSpan(first, second, span),
      inSpan(second, first, span),
    ],
  },
  {
    form: new RegExp(`^(\\d{1,2})[-. ]?${monthName}$`, "iu"),
    why: yearMissing,
    dates: ([, day, month], { span }) => [inSpan(monthOf(month), day, span)],
  },
  {
    form: new RegExp(`^(\\d{1,2})[-. ]?${monthName}[-, ]*(\\d{4}|\\d{2})$`, "iu"),
    why: isoForm,
    dates: ([, day, month, year = ""]) => [dateOf(fullYear(year), monthOf(month), day)],
  },
  {
    form: new RegExp(`^${monthName} ?(\\d{1,2}),? (\\d{4})$`, "iu"),
    why: isoForm,
    dates: ([, month, day, year]) => [dateOf(year, monthOf(month), day)],
  },
  {
    form: /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?!\d)/u,
    why: yearFirst,
    dates: ([, first, , second, year]) => [
      dateOf(year, first, second),
      dateOf(year, second, first),
    ],
  },
  {
    form: /^'?(\d{2})年(\d{1,2})月(\d{1,2})/u,
    why: fourDigits,
    dates: ([, year, month, day]) => [dateOf(`20${year}`, month, day)],
  },
  {
    form: /^'?(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/u,
    why: fourDigits,
    dates: ([, a = "", , b, c = ""]) => [
      a.length === 2 ? dateOf(`20${a}`, b, c) : undefined,
      ...(c.length === 2 ? [dateOf(`20${c}`, a, b), dateOf(`20${c}`, b, a)] : []),
    ],
  },
  {
    form: /^(\d{4}\D+\d{1,2}\D+\d{1,2}日?)\D*?(上午|下午|早上|晚上|中午|凌晨|[ap]\.?m\.?)?\s*(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?$/iu,
    why: both("write the time with 24 hours", "时间请用24小时制"),
    dates: ([, day = "", before, hour, minute, after], context) => {
      const half = before ?? after;
      return half !== undefined && context.withTime
        ? [context.read(`${plainDay(day)} ${ofDay(hour, half)}:${minute}`)]
        : [];
    },
  },
  {
    form: /^(\d{4}\D+\d{1,2}\D+\d{1,2})\D+(\d{1,2}:\d{2}(?::\d{2})?)$/u,
    why: isoForm,
    dates: ([, day = "", time], { read, withTime }) =>
      withTime ? [read(`${plainDay(day)} ${time}`)] : [],
  },
  {
    form: /^(\d{4}\D+\d{1,2}\D+\d{1,2})(?!\d)(.*)$/su,
    why: isoForm,
    dates: ([, day = "", rest = ""]) => [/\d/.test(rest) ? undefined : plainDay(day)],
  },
];

/** The date of three numbers, whatever separates them. */
function plainDay(text: string): string | undefined {
  const [year, month, day] = text.match(/\d+/g) ?? [];
  return dateOf(year, month, day);
}

function dateOf(year = "", month = "", day = ""): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return isDate(y, m, d) ? dayText(dayOf(y, m, d)) : undefined;
}

function dateText(day: number): string | undefined {
  const limits = [dayOf(yearLimits.first, 1, 1), dayOf(yearLimits.last, 12, 31)] as const;
  return day < limits[0] || day > limits[1] ? undefined : dayText(day);
}

function fullYear(year: string): string {
  return year.length === 4 ? year : `20${year}`;
}

function ofDay(hour = "", half: string): string {
  const isLate = /下午|晚上|p/iu.test(half) || (half === "中午" && Number(hour) < 3);
  const isEarly = /上午|早上|凌晨|a/iu.test(half);
  const value = Number(hour) % 12;
  return isLate ? pad(value + 12, 2) : isEarly ? pad(value, 2) : pad(Number(hour), 2);
}

/** A month and a day in the one year of the period that has them; with `yyyy` if no single year fits. */
function inSpan(month = "", day = "", span: Span | undefined): string | undefined {
  const [m, d] = [Number(month), Number(day)];
  if (!isDate(2000, m, d)) return undefined;
  const years: number[] = [];
  if (span !== undefined)
    for (
      let year: number = yearLimits.first;
      year <= yearLimits.last && years.length < 2;
      year += 1
    )
      if (isDate(year, m, d) && isWithin(dayOf(year, m, d), span)) years.push(year);
  const [year, another] = years;
  return year !== undefined && another === undefined
    ? dayText(dayOf(year, m, d))
    : `yyyy-${pad(m, 2)}-${pad(d, 2)}`;
}

function isWithin(day: number, { first, last }: Span): boolean {
  return day >= first && day <= last;
}

/** Hints for texts that suggest no date. */
const others: readonly (readonly [RegExp, Text])[] = [
  [/农历|[初廿正腊]/u, both("write the date in the Gregorian calendar", "请写公历日期")],
  [/^\d{4}年?$/u, both("month and day are missing", "缺少月和日")],
  [
    /^\d{4}[-/.年]\d{1,2}(?:月(?:份|初|底|末|[上中下]旬)?)?$/u,
    both("the day is missing", "缺少日"),
  ],
  [
    /^\d{4}\D\d{1,2}\D\d{1,2}日?\s*[-—~至到、]+\s*\d/u,
    both("write one day; give each event its own row", "请只写一天;多个事件请分行填写"),
  ],
  [/^\d/u, both("this day or time does not exist", "日历上没有这一天或这一时刻")],
];

/** What to write instead of a text that is not a date. */
export function dateHint(cell: string, context: DateContext): Text {
  const text = plainText(cell);
  const { read, withTime } = context;
  const canonical = read(text);
  if (!withTime && canonical !== undefined && canonical.length > 10) {
    return written(both("write the day alone", "请只写日期"), [canonical.slice(0, 10)]);
  }
  for (const { form, why, dates } of forms) {
    const match = form.exec(text);
    if (match === null) continue;
    const found = [...new Set(dates(match, context))].filter((one) => one !== undefined);
    if (found.length > 0) return written(why, likely(found, context.span));
  }
  const other = others.find(([form]) => form.test(text))?.[1];
  if (other !== undefined) return other;
  return withTime
    ? both(
        "write it as yyyy-mm-dd or yyyy-mm-dd hh:mm",
        "请写成“年-月-日”,或“年-月-日 时:分”,例如 2024-03-05 09:30",
      )
    : both("write it as yyyy-mm-dd", "请写成“年-月-日”,例如 2024-03-05");
}

/** The one date that is in the period; all dates if several or none are. */
function likely(dates: readonly string[], span: Span | undefined): readonly string[] {
  if (span === undefined) return dates;
  const within = dates.filter((date) => {
    const [year, month, day] = date.slice(0, 10).split("-").map(Number);
    return isWithin(dayOf(year ?? 0, month ?? 0, day ?? 0), span);
  });
  return within.length === 1 ? within : dates;
}

function written(why: Text, dates: readonly string[]): Text {
  const shown = dates.map((date) => date.replace("T", " "));
  return both(`${why.en}: ${shown.join(" or ")}`, `${why.zh}:${shown.join(" 或 ")}`);
}

const numeralsBefore = new RegExp(`[元${numeralCharacters}]+(?=[年月日号时点分])`, "gu");

/** A text in half-width digits, with the time of day as 9:30. */
function plainText(cell: string): string {
  return cell
    .normalize("NFKC")
    .trim()
    .replace(numeralsBefore, (one) => String(one === "元" ? 1 : (readNumeral(one) ?? one)))
    .replace(
      /(\d{1,2})[时点](\d{1,2})分?/u,
      (_, hour, minute) => `${hour}:${String(minute).padStart(2, "0")}`,
    )
    .replace(/(\d{1,2})[时点]半/u, "$1:30")
    .replace(/(\d{1,2})[时点]整?$/u, "$1:00");
}
