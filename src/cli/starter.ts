import compact from "json-stringify-pretty-compact";
import { stringify } from "yaml";
import type { CalendarUnit } from "../values/calendar.ts";
import { both, plural } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";

/** A value that has an id and a label. */
export interface Name {
  readonly id: string;
  readonly label: Text;
}

/** The answers that a starter ruleset is made from. */
export interface Answers {
  readonly id: string;
  readonly title: Text;
  /** The name of the kind of subject: unit, section … */
  readonly kind: Text;
  readonly categories: readonly Name[];
  /** The levels at which items are adopted, lowest first. */
  readonly levels: readonly Name[];
  /** The maximum points for items sent in. */
  readonly cap: string;
  readonly places: string;
  readonly period: CalendarUnit;
  /** The path of the JSON Schema, relative to the ruleset. */
  readonly schema: string | undefined;
  /** The language of texts that have only one. */
  readonly language: Language;
}

/** The file formats of a starter ruleset. */
export type StarterFormat = "json" | "jsonc" | "yaml";

export const periodLabels: { readonly [Unit in CalendarUnit]: Text } = {
  day: both("day", "日"),
  week: both("week", "周"),
  month: both("month", "月"),
  quarter: both("quarter", "季度"),
  "half-year": both("half-year", "半年"),
  year: both("year", "年度"),
};

/** A complete ruleset to start from, with comments if the format has them. Its examples pass. */
export function starterText(answers: Answers, format: StarterFormat): string {
  const parts = starterParts(answers);
  if (format === "yaml")
    return parts.map(([comment, part]) => `# ${comment}\n${yamlText(part)}`).join("\n");
  const texts = parts.map(([comment, part]) => {
    const keys = Object.entries(part).map(([key, value]) => {
      const text = compact({ [key]: value }, { maxLength: lineLength });
      return text.startsWith("{\n") ? text.slice(2, -2) : `  ${text.slice(1, -1)}`;
    });
    return `${format === "jsonc" ? `  // ${comment}\n` : ""}${keys.join(",\n")}`;
  });
  return `{\n${texts.join(",\n\n")}\n}\n`;
}

const lineLength = 100;

function yamlText(part: object): string {
  return stringify(part, { lineWidth: 0, aliasDuplicateObjects: false });
}

type Part = readonly [comment: string, part: object];

function starterParts(answers: Answers): Part[] {
  const { id, title, kind, categories, levels, cap, places, period } = answers;
  const names = (list: readonly Name[]) =>
    Object.fromEntries(list.map(({ id: name, label }) => [name, label]));
  const classes = categories.length === 0 ? {} : { categories: names(categories) };
  const attributes = { level: { type: "level", label: both("level", "级别") } };
  const cells = levels.map((level, index) => [
    level.id,
    { value: String(5 * (index + 1)), clause: "R2" },
  ]);
  return [
    [
      "What this is. / 规则集的名称。",
      {
        ...(answers.schema === undefined ? {} : { $schema: answers.schema }),
        format: 1,
        id,
        title,
        source: { title: title[answers.language] },
        timeZone: "Asia/Shanghai",
      },
    ],
    [
      "The clauses, in the regulation's order: where they stand, and what they say. / 条款。",
      { clauses: clausesOf(cap) },
    ],
    [
      "The periods that are judged. / 考核期。",
      { periods: [{ unit: period, clause: "R4", label: periodLabels[period] }] },
    ],
    [
      "Values that events may have, the lowest first. / 取值,由低到高。",
      { enums: { level: names(levels) } },
    ],
    [
      "Who is scored. / 考核对象。",
      { subjects: { unit: { label: kind, who: "roster", ...classes } } },
    ],
    [
      "What can happen. / 事件类型。",
      {
        events: {
          submission: { label: both("item submitted", "报送") },
          adoption: { label: both("item adopted", "采用"), attributes },
        },
      },
    ],
    [
      "Every number of the regulation, with its clause. / 规范中的数字。",
      {
        parameters: {
          submission: { value: "1", clause: "R1" },
          ...(cap === "" ? {} : { cap: { value: cap, clause: "R3" } }),
          places: { value: places, clause: "R4" },
        },
        tables: { adoption: { axes: ["level"], cells: Object.fromEntries(cells) } },
      },
    ],
    ...countingParts(answers),
  ];
}

/** The accounts, measures, rankings and outcomes. */
function countingParts(answers: Answers): Part[] {
  const { categories, cap } = answers;
  return [
    ["Who gets what for which event. / 计分规则。", { rules: rulesOf() }],
    ["How points come together. / 分项。", { accounts: accountsOf(cap) }],
    [
      "The score, the ranking, and what follows. / 总分、排名与结果。",
      {
        measures: {
          score: {
            label: both("score", "总分"),
            clause: "R4",
            value: { "+": [{ account: "base" }, { account: "bonus" }] },
          },
        },
        rankings: {
          final: {
            label: both("ranking", "排名"),
            clause: "R4",
            by: "score",
            ...(categories.length === 0 ? {} : { within: ["category"] }),
          },
        },
        outcomes: {
          award: {
            kind: "award",
            label: both("award", "表彰"),
            clause: "R4",
            when: { "<=": [{ rank: "final" }, { param: "places" }] },
          },
        },
      },
    ],
    [
      "What must come out; jifen test runs these. / 示例,用 jifen test 运行。",
      { examples: examplesOf(answers) },
    ],
  ];
}

function clausesOf(cap: string): object {
  const clause = (place: string, en: string, zh: string) => ({ place, title: both(en, zh) });
  return {
    R1: clause("1", "points for items submitted", "报送得分"),
    R2: clause("2", "points for items adopted", "采用得分"),
    ...(cap === ""
      ? {}
      : { R3: clause("3", "the most points for items submitted", "报送得分上限") }),
    R4: clause("4", "ranking and awards", "排名与表彰"),
  };
}

function rulesOf(): object[] {
  const adopted = { table: ["adoption", { var: "event.level" }] };
  return [
    {
      id: "submission",
      clause: "R1",
      label: both("item submitted", "报送一条"),
      on: "submission",
      to: "base",
      amount: { param: "submission" },
    },
    {
      id: "adoption",
      clause: "R2",
      label: both("item adopted", "采用一条"),
      on: "adoption",
      to: "bonus",
      amount: adopted,
    },
  ];
}

function accountsOf(cap: string): object {
  const limit = cap === "" ? [] : [{ cap: { param: "cap" }, clause: "R3" }];
  return {
    base: { label: both("base points", "基本分"), steps: [{ sum: {} }, ...limit] },
    bonus: { label: both("points for adoption", "采用分"), steps: [{ sum: {} }] },
  };
}

function examplesOf({ categories, levels, cap, language }: Answers): object[] {
  const category = categories[0] === undefined ? {} : { category: categories[0].id };
  const given = {
    period: "2024",
    subjects: [
      { id: "a", ...category },
      { id: "b", ...category },
    ],
  };
  const [level] = levels;
  const adoption = {
    it: both("adds the points for a submission and an adoption", "报送得分与采用得分相加")[
      language
    ],
    given,
    events: [{ type: "submission" }, { type: "adoption", level: level?.id ?? "" }],
    expect: { scores: { a: "6", b: "0" }, ranks: { final: { a: 1, b: 2 } } },
  };
  if (!/^\d{1,3}$/.test(cap)) return [adoption];
  const capped = {
    it: both(
      `counts no more than ${plural(Number(cap), "point")} for submissions`,
      `报送得分不超过 ${cap} 分`,
    )[language],
    given,
    events: [{ type: "submission", repeat: Number(cap) + 1 }],
    expect: { scores: { a: String(Number(cap)) } },
  };
  return [adoption, capped];
}

/** A file of events and a roster that the ruleset can score. */
export function starterSamples({ categories, levels }: Answers): Readonly<Record<string, string>> {
  const [level] = levels;
  const [category] = categories;
  const tail = category === undefined ? "" : `,${category.id}`;
  return {
    "events.csv": `id,type,at,subject,level\n1,submission,2024-01-15,a,\n2,adoption,2024-02-01,a,${level?.id ?? ""}\n3,submission,2024-02-03,b,\n`,
    "subjects.csv": `id,name${category === undefined ? "" : ",category"}\na,A${tail}\nb,B${tail}\n`,
  };
}
