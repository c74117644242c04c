import type { OutcomeKind, UntilOver } from "../../document/nodes.ts";
import type { KeepStep, Ranking, Reduction, Window } from "../../ruleset/resolved.ts";
import type { CalendarUnit, Edge, PeriodUnit } from "../../values/calendar.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { both, spaced } from "../../values/phrase.ts";
import type { RoundingMode } from "../../values/rounding.ts";
import type { Text } from "../../values/text.ts";

/** The units of the calendar; `all` is a kind of period too. */
export const unitNames: { readonly [Unit in PeriodUnit]: Text } = {
  day: both("day", "日"),
  week: both("week", "周"),
  month: both("month", "月"),
  quarter: both("quarter", "季度"),
  "half-year": both("half-year", "半年"),
  year: both("year", "年"),
  all: both("all time", "不限时间"),
};

/** The counter of a unit after a number in Chinese. */
const counters: { readonly [Unit in CalendarUnit]: string } = {
  day: "日",
  week: "周",
  month: "个月",
  quarter: "个季度",
  "half-year": "个半年",
  year: "年",
};

/** A number of units: 1 month, 3 months. */
export function countedUnits(count: string, unit: CalendarUnit): Text {
  const { en } = unitNames[unit];
  return both(`${count} ${en}${count === "1" ? "" : "s"}`, `${count} ${counters[unit]}`);
}

const signs: Readonly<Record<string, readonly [string, string]>> = {
  "==": ["=", "≠"],
  "!=": ["≠", "="],
  "<": ["<", "≥"],
  "<=": ["≤", ">"],
  ">": [">", "≤"],
  ">=": ["≥", "<"],
};

/** In Chinese, offices write words. */
const chineseSigns: Readonly<Record<string, string>> = {
  "=": "等于",
  "≠": "不等于",
  "<": "低于",
  "≤": "不超过",
  ">": "超过",
  "≥": "达到",
};

/** A comparison with its limit; of one that does not hold, the opposite one, which does. */
export function limitWords(comparison: string, limit: string, holds = true): Text {
  const sign = signs[comparison]?.[holds ? 0 : 1] ?? comparison;
  return both(`${sign} ${limit}`, spaced`${chineseSigns[sign] ?? sign}${limit}`);
}

/** Does a comparison, or its opposite if it does not hold, say that both sides are the same? */
export function isSame(comparison: string, holds: boolean): boolean {
  return signs[comparison]?.[holds ? 0 : 1] === "=";
}

const roundings: { readonly [Mode in RoundingMode]: string } = {
  "half-up": "half up",
  "half-down": "half down",
  "half-even": "half to even",
  up: "away from zero",
  down: "towards zero",
  floor: "down",
  ceiling: "up",
};

/** How a number is rounded, in English; in Chinese that depends on the sentence. */
export function roundedTo(places: number, mode: RoundingMode): string {
  return `rounded ${roundings[mode]} to ${places === 0 ? "a whole number" : `${places} decimal place${places === 1 ? "" : "s"}`}`;
}

const windows: ByKind<Window, [], Text> = {
  period: () => both("the period", "考核期"),
  year: () => both("the calendar year of the period", "考核期所在全年"),
  "year-to-date": () => both("from 1 January to the end of the period", "年初至期末"),
  "to-date": () => both("from the beginning to the end of the period", "截至期末"),
  all: () => unitNames.all,
  last: ({ count, unit }) => {
    const { en, zh } = countedUnits(String(count), unit);
    return both(
      `the last ${count === 1 ? unitNames[unit].en : en} to the end of the period`,
      `截至期末的最近 ${zh}`,
    );
  },
};

/** The span of days that a node or a step sees. */
export function windowWords(window: Window): Text {
  return dispatch(windows, window);
}

const edgeNames: { readonly [How in Edge]: Text } = {
  clip: both("a unit at the edge counts only its days in the window", "跨界单位只计范围内的日子"),
  whole: both("only units entirely in the window", "只计完整落在范围内的单位"),
  start: both("units that start in the window", "按首日归属"),
  most: both("units with most of their days in the window", "按多数日归属"),
};

/** How calendar units that cross the edge of a window count. */
export function edgeWords(edge: Edge): Text {
  return edgeNames[edge];
}

const keeps: { readonly [Keep in KeepStep["keep"]]: (count: Text) => Text } = {
  all: () => both("all", "全部计入"),
  none: () => both("none", "不计入"),
  first: () => both("only the first", "只计第一次"),
  last: () => both("only the last", "只计最后一次"),
  highest: () => both("only the highest", "只计最高"),
  lowest: () => both("only the lowest", "只计最低"),
  best: ({ en, zh }) => both(`only the best ${en}`, spaced`只计最好的${zh}项`),
  worst: ({ en, zh }) => both(`only the worst ${en}`, spaced`只计最差的${zh}项`),
  drop: ({ en, zh }) => both(`all but the worst ${en}`, spaced`去掉最差的${zh}项`),
  "drop-best": ({ en, zh }) => both(`all but the best ${en}`, spaced`去掉最好的${zh}项`),
};

/** What is kept of how many, of each of what. */
export function keptWords(keep: KeepStep["keep"], count: Text, per: Text | undefined): Text {
  const { en, zh } = keeps[keep](count);
  const isOne = keep === "best" || keep === "worst" ? count.en === "1" : !en.startsWith("all");
  return both(
    `${en}${per === undefined ? "" : ` of each ${per.en}`} ${isOne ? "counts" : "count"}`,
    `${per === undefined ? "" : spaced`按${per.zh}`}${zh}`,
  );
}

const reductions: { readonly [Name in Reduction]: Text } = {
  sum: both("added up", "合计"),
  count: both("counted", "计数"),
  mean: both("their mean", "取平均"),
  highest: both("the highest", "取最高"),
  lowest: both("the lowest", "取最低"),
  first: both("the first", "取第一次"),
  last: both("the last", "取最后一次"),
};

/** What becomes of a group, for each of what, and what of an empty one. */
export function reducedWords(
  reduction: Reduction,
  per: Text | undefined,
  none: Text | undefined,
): Text {
  const { en, zh } = reductions[reduction];
  return both(
    `${en}${per === undefined ? "" : ` for each ${per.en}`}${none === undefined ? "" : `, ${none.en} if there are none`}`,
    `${per === undefined ? "" : spaced`按${per.zh}`}${zh}${none === undefined ? "" : spaced`,没有时为${none.zh}`}`,
  );
}

/** What a step makes of each: limits and look-ups. */
export const changes: {
  readonly [Change in "cap" | "floor" | "value"]: (operand: Text) => Text;
} = {
  cap: ({ en, zh }) => both(`at most ${en}`, spaced`不超过${zh}`),
  floor: ({ en, zh }) => both(`at least ${en}`, spaced`不低于${zh}`),
  value: ({ en, zh }) => both(`becomes ${en}`, spaced`折算为${zh}`),
};

/** How ties share places. */
export const tieWords: { readonly [Ties in Ranking["ties"]]: Text } = {
  competition: both("ties share a place (1, 1, 3)", "并列者同名次(1、1、3)"),
  last: both("ties take the last of their places (2, 2, 3)", "并列者取最后的名次(2、2、3)"),
  mean: both("ties take the mean of their places (1.5, 1.5, 3)", "并列者取名次的平均(1.5、1.5、3)"),
  dense: both("ties share a place, without gaps (1, 1, 2)", "并列者同名次,不留空位(1、1、2)"),
};

/** The state of a value or an outcome while its time is not over. */
export const untilOverWords: { readonly [Until in UntilOver]: Text } = {
  pending: both("pending until its time is over", "所涉时间届满前未定"),
  provisional: both(
    "until the period is over, it follows the provisional standings",
    "考核期届满前按目前名次暂定",
  ),
  open: both("as things stand, even before its time is over", "时间未满时按目前情况得出"),
};

/** The names of the kinds of outcome. */
export const outcomeKindNames: { readonly [Kind in OutcomeKind]: Text } = {
  target: both("target", "任务"),
  award: both("award", "评先"),
  notice: both("notice", "通知"),
  eligibility: both("eligibility", "资格"),
  grade: both("grade", "等次"),
  cash: both("cash", "奖金"),
  warning: both("warning", "提醒"),
};
