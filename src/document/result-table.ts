import { unfit } from "../values/arguments.ts";
import { alike } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import type { Result } from "./result.ts";
import type { DictionaryColumn } from "./table.ts";

/** The parts of a result that are lists of lines: each can be had as a table. */
export type ResultPart =
  | "subjects"
  | "standings"
  | "notRanked"
  | "outcomes"
  | "measures"
  | "accounts"
  | "runnings"
  | "ledger"
  | "rejections"
  | "warnings";

/**
 * A part of a result by column. A column is named like the key of a line, `label.en` like a key within one, and holds
 * what the lines hold: exact numbers are texts. `null`, and a code of -1, stand for a key that a line does not have.
 */
export interface ResultTable {
  readonly part: ResultPart;
  readonly length: number;
  readonly columns: Readonly<Record<string, readonly unknown[] | DictionaryColumn>>;
}

/**
 * What a column holds: texts of which few are distinct (`name`) or many (`text`), exact numbers as text, days as text,
 * whole numbers, numbers, flags, or lists of texts.
 */
export type ResultColumnType =
  | "name"
  | "text"
  | "exact"
  | "day"
  | "whole"
  | "number"
  | "flag"
  | "names";

type Layout = Readonly<Record<string, ResultColumnType>>;

const ofValue = { id: "name", kind: "name", subject: "name", key: "name" } as const;
const texts = (key: string): Layout => ({ [`${key}.en`]: "name", [`${key}.zh`]: "name" });

/** The columns of each part, in the order of the keys of its lines. */
export const layouts: Readonly<Record<ResultPart, Layout>> = {
  subjects: { kind: "name", id: "text", name: "text", category: "name" },
  standings: {
    ranking: "name",
    key: "name",
    cohort: "name",
    rank: "number",
    subject: "name",
    subjectKind: "name",
    name: "name",
    score: "exact",
    tieBreaks: "names",
    provisional: "flag",
  },
  notRanked: {
    ranking: "name",
    key: "name",
    cohort: "name",
    subject: "name",
    subjectKind: "name",
    name: "name",
    reason: "name",
    criterion: "whole",
    state: "name",
  },
  outcomes: {
    id: "name",
    kind: "name",
    subject: "name",
    subjectKind: "name",
    clauses: "names",
    ...texts("label"),
    state: "name",
    met: "flag",
    value: "name",
    period: "name",
    key: "name",
    provisional: "flag",
  },
  measures: { ...ofValue, value: "exact", state: "name" },
  accounts: { ...ofValue, value: "exact", state: "name" },
  runnings: { ...ofValue, value: "exact", state: "name" },
  ledger: {
    number: "whole",
    kind: "name",
    subject: "name",
    rule: "name",
    clauses: "names",
    accounts: "names",
    amount: "exact",
    event: "text",
    item: "text",
    position: "whole",
    day: "day",
    from: "name",
  },
  rejections: {
    code: "name",
    event: "text",
    field: "name",
    position: "whole",
    value: "text",
    clauses: "names",
    anotherCounts: "flag",
    ...texts("message"),
    ...texts("hint"),
  },
  warnings: {
    code: "name",
    check: "name",
    event: "text",
    subject: "name",
    field: "name",
    clauses: "names",
    count: "whole",
    ...texts("message"),
    ...texts("hint"),
  },
};

/** The parts of a result that can be had as tables. */
export const resultParts = Object.keys(layouts) as readonly ResultPart[];

/**
 * A part of a result by column, for charts, data frames and files of columns.
 * @throws {UsageError} if the result has no such part.
 */
export function resultTable(result: Pick<Result, ResultPart>, part: ResultPart): ResultTable {
  const lines = Object.hasOwn(layouts, part) ? (result as Partial<Result>)?.[part] : undefined;
  if (lines === undefined)
    throw unfit("bad-argument", "part of resultTable", part, alike(resultParts.join(", ")));
  return tableOfLines(part, lines);
}

/** The same for some of the lines. */
export function tableOfLines(part: ResultPart, lines: Iterable<object>): ResultTable {
  const builders = Object.entries(layouts[part]).map(([name, type]) => ({
    name,
    path: name.split(".") as [string, string?],
    builder: type === "name" || type === "exact" || type === "day" ? new Coded() : new Listed(),
  }));
  let length = 0;
  for (const line of lines) {
    for (const { path, builder } of builders) builder.add(valueAt(line, path));
    length += 1;
  }
  const columns = builders.map(({ name, builder }) => [name, builder.column] as const);
  return { part, length, columns: Object.fromEntries(columns) };
}

function valueAt(line: object, [key, language]: [string, string?]): unknown {
  const value: unknown = (line as Readonly<Record<string, unknown>>)[key];
  return language === undefined ? value : (value as Text | undefined)?.[language as keyof Text];
}

class Listed {
  readonly column: unknown[] = [];

  add(value: unknown): void {
    this.column.push(value ?? null);
  }
}

/** Repeated texts: those of a million entries are few. */
class Coded {
  private readonly codes: number[] = [];
  private readonly known = new Map<unknown, number>();

  add(value: unknown): void {
    let code = value === undefined ? -1 : this.known.get(value);
    if (code === undefined) {
      code = this.known.size;
      this.known.set(value, code);
    }
    this.codes.push(code);
  }

  get column(): DictionaryColumn {
    return { codes: Int32Array.from(this.codes), values: [...this.known.keys()] };
  }
}
