import { alike, both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

/** The options of `jifen init`, as the user wrote them. */
export interface InitFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly samples?: boolean;
  readonly id?: string;
  readonly title?: string;
  readonly subject?: string;
  readonly categories?: string;
  readonly levels?: string;
  readonly cap?: string;
  readonly places?: string;
  readonly period?: string;
}

export type Question = Exclude<keyof InitFlags, "yes" | "force" | "samples">;

/** A question, and the answer that stands where none is given. */
interface Asked {
  readonly question: Text;
  readonly usual: Text;
}

export const questions: Readonly<Record<Question, Asked>> = {
  id: {
    question: both("Id (lower-case letters, digits, hyphens)", "标识(小写字母、数字、连字符)"),
    usual: alike("my-rules"),
  },
  title: { question: both("Title", "名称"), usual: both("My rules", "计分办法") },
  subject: { question: both("Who is scored", "考核对象的名称"), usual: both("unit", "单位") },
  categories: {
    question: both("Categories, separated by commas (may be empty)", "类别,以逗号分隔(可无)"),
    usual: alike(""),
  },
  levels: {
    question: both("Levels of adoption, the lowest first", "采用级别,由低到高"),
    usual: both("district,city,province", "区县级,市级,省级"),
  },
  cap: {
    question: both("Most points for items submitted (- for no limit)", "报送得分上限(无则填 -)"),
    usual: alike("20"),
  },
  places: { question: both("Places with an award", "表彰名次"), usual: alike("3") },
  period: {
    question: both("Period: year, quarter or month", "考核期:年度、季度或月"),
    usual: both("year", "年度"),
  },
};

/** The questions, each of which is an option too. */
export const initQuestions: readonly (readonly [key: string, asked: Asked])[] =
  Object.entries(questions);
