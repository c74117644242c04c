import { civil, type Day, dayOf, readDay, weekday } from "../../src/values/day.ts";
import type { Random } from "./random.ts";

export type Values = Readonly<Record<string, string | number | boolean>>;

/** One row of an event file before it is written: names of the ruleset, not yet words of the file. */
export interface Draft {
  type: string;
  /** A local date or an instant. */
  at: string;
  /** Id of a subject on the roster. */
  subject?: string;
  /** Attributes by name. */
  values?: Values;
  /** How many events of this kind the row stands for. */
  count?: number;
  /** The row whose id this one bears; its own by default. */
  sameIdAs?: Draft;
  revises?: Draft;
  retracts?: Draft;
  /** Words of the file: Chinese, the same with ids of subjects, other Chinese spellings, or names of the ruleset. */
  spelling?: "chinese" | "ids" | "other" | "names";
  /** What stands before and after the subject, unseen. */
  padding?: readonly [before: string, after: string];
  /** The day on which the clerk wrote the row down; the place in the file follows it. */
  filed?: Day;
  /** Text that stands in a column whatever the rest says: by attribute, built-in column or, for others, by header. */
  cells?: Readonly<Record<string, string>>;
}

/** Somebody on the roster. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly category?: string;
  readonly values?: Values;
}

export interface SampleYear {
  readonly ruleset: string;
  readonly roster: readonly Member[];
  readonly drafts: readonly Draft[];
  /** What the ids of the rows begin with. */
  readonly prefix: string;
  readonly random: Random;
  /** As saved by a spreadsheet: with a byte order mark and CRLF. */
  readonly spreadsheet?: boolean;
  /** Values for the parameters that the regulation leaves open. */
  readonly parameters?: Readonly<Record<string, string>>;
}

const year = 2024;
export const lastDay = dayOf(year, 12, 31);

export function on(month: number, date: number): Day {
  return dayOf(year, month, date);
}

/** A day of a month, mostly a working day. */
export function officeDay(random: Random, month: number): Day {
  const first = on(month, 1);
  const length = (month === 12 ? dayOf(year + 1, 1, 1) : on(month + 1, 1)) - first;
  for (;;) {
    const day = first + random.between(0, length - 1);
    if (weekday(day) <= 5 || random.chance(10)) return day;
  }
}

/** The day of a draft, for its place in the file. */
export function draftDay(draft: Draft): Day {
  const day = readDay(draft.at.slice(0, 10));
  if (day === undefined) throw new Error(`a draft needs a day: ${draft.at}`);
  return day;
}

export function monthOf(day: Day): number {
  return civil(day).month;
}

const surnames = "张李王刘陈杨赵黄周吴徐孙胡朱高林何郭";
const numerals = "一二三四五六七八九十";

/** A name that is plainly nobody's: 张一, 李二, 王三 … */
export function personName(index: number): string {
  return `${surnames[index % surnames.length]}${numerals[index % numerals.length]}`;
}
