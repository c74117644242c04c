import type { NameDocument } from "../document/ruleset.ts";
import type { Attribute, EventType, ResolvedRuleset, SubjectKind } from "../ruleset/resolved.ts";
import type { Text } from "../values/text.ts";
import { nameKey } from "./row.ts";

/** The columns of event files that are not attributes. */
export const eventColumns = [
  "id",
  "type",
  "at",
  "subject",
  "revises",
  "retracts",
  "kind",
  "count",
] as const;
export type EventColumn = (typeof eventColumns)[number];

/** The columns of rosters that are not attributes. */
export const subjectColumns = ["id", "name", "kind", "category"] as const;
export type SubjectColumn = (typeof subjectColumns)[number];

/** The names of built-in columns, in addition to those that the ruleset states. */
export const usualColumns: Readonly<Record<EventColumn | SubjectColumn, NameDocument>> = {
  id: { en: "id", zh: "编号", also: ["event id", "事件编号", "代码"] },
  type: { en: "type", zh: "类型", also: ["event type", "event", "事件类型", "事项"] },
  at: { en: "date", zh: "时间", also: ["at", "time", "日期"] },
  subject: { en: "subject", zh: "考核对象", also: ["单位"] },
  revises: { en: "revises", zh: "更正", also: ["更正编号", "更正事件"] },
  retracts: { en: "retracts", zh: "撤销", also: ["撤销编号", "撤回", "撤销事件"] },
  kind: { en: "kind", zh: "对象种类" },
  count: { en: "count", zh: "数量", also: ["条数", "件数"] },
  name: { en: "name", zh: "名称", also: ["姓名", "单位", "单位名称"] },
  category: { en: "category", zh: "类别", also: ["分类"] },
};

/** The columns written before rejected rows: no ruleset uses these names, so a corrected file can be read again. */
export const rejectionColumns = {
  file: { en: "rejected: file", zh: "退回:文件" },
  row: { en: "rejected: row", zh: "退回:行" },
  column: { en: "rejected: column", zh: "退回:列" },
  code: { en: "rejected: code", zh: "退回:代码" },
  message: { en: "rejected: reason", zh: "退回:原因" },
} as const satisfies Record<string, Text>;

const ofRejections: ReadonlySet<string> = new Set(
  Object.values(rejectionColumns).flatMap(({ en, zh }) => [en, zh]),
);

/** Does a column say why its row was rejected? */
export function isRejectionColumn(header: string): boolean {
  return ofRejections.has(header);
}

/** What a column holds for one type of event: a built-in field, or an attribute. */
export type Meaning<Column> =
  | { readonly kind: "column"; readonly column: Column }
  | { readonly kind: "attribute"; readonly attribute: Attribute };

/** All spellings of a name, those of more weight first. */
export function spellings(id: string, name: NameDocument): string[] {
  return [id, name.zh, name.en, ...(name.also ?? [])];
}

/** Names that lead to a value, whatever their width and case; of equal spellings the one of more weight leads. */
export class NameIndex<Value> {
  private readonly values = new Map<string, Value>();

  constructor(entries: Iterable<readonly [readonly string[], Value]>) {
    const all = [...entries];
    const longest = Math.max(0, ...all.map(([names]) => names.length));
    // Ids of all come before labels of all, and these before other spellings.
    for (let weight = 0; weight < longest; weight += 1) {
      for (const [names, value] of all) {
        const key = nameKey(names[weight] ?? "");
        if (key !== "" && !this.values.has(key)) this.values.set(key, value);
      }
    }
  }

  get(name: string): Value | undefined {
    return this.values.get(name) ?? this.values.get(nameKey(name));
  }

  get names(): Iterable<string> {
    return this.values.keys();
  }
}

function columnIndex<Column extends string>(
  columns: readonly Column[],
  names: (column: Column) => readonly string[],
): NameIndex<Meaning<Column>> {
  return new NameIndex(
    columns.map((column) => [names(column), { kind: "column", column }] as const),
  );
}

function attributeIndex(attributes: readonly Attribute[]): NameIndex<Meaning<never>> {
  return new NameIndex(
    attributes.map((attribute) => [
      spellings(attribute.name, attribute.label),
      { kind: "attribute", attribute } as const,
    ]),
  );
}

/** `kind` and `count` may also be attributes: those of the type come first. */
const fixed = ["id", "type", "at", "subject", "revises", "retracts"] as const;
const yielding = ["kind", "count"] as const;

/** What the columns of event files mean: two types may use one header for different attributes. */
export class EventColumns {
  private readonly declared: readonly NameIndex<Meaning<EventColumn>>[];
  private readonly attributes: ReadonlyMap<string, NameIndex<Meaning<never>>>;
  private readonly others: readonly NameIndex<Meaning<EventColumn>>[];

  constructor(private readonly ruleset: ResolvedRuleset) {
    const declared = (column: EventColumn): readonly string[] => {
      const name = ruleset.columns[column];
      return name === undefined ? [] : spellings("", name);
    };
    const own = (column: EventColumn): readonly string[] => {
      const principal = column === "subject" ? spellings("", ruleset.principal.label) : [];
      return [...spellings("", usualColumns[column]), ...principal];
    };
    this.declared = [columnIndex(fixed, (column) => [column]), columnIndex(fixed, declared)];
    this.attributes = new Map(
      [...ruleset.events.values()].map((type) => [type.id, attributeIndex(type.attributes)]),
    );
    this.others = [
      columnIndex(yielding, (column) => [column, ...declared(column)]),
      columnIndex(eventColumns, own),
    ];
  }

  /** The meaning of a column in a row of that type; without a type, built-in columns only. */
  meaning(header: string, type: EventType | undefined): Meaning<EventColumn> | undefined {
    return (
      find(this.declared, header) ??
      (type === undefined ? undefined : this.attributes.get(type.id)?.get(header)) ??
      find(this.others, header)
    );
  }

  /** The built-in column of that name. */
  builtin(header: string): EventColumn | undefined {
    const found = this.meaning(header, undefined);
    return found?.kind === "column" ? found.column : undefined;
  }

  /** Is it known for any type of event? */
  knows(header: string): boolean {
    if (this.builtin(header) !== undefined) return true;
    return [...this.attributes.values()].some((index) => index.get(header) !== undefined);
  }

  /** The name of a built-in column, for messages. */
  nameOf(column: EventColumn): Text {
    return quoted(this.ruleset.columns[column] ?? usualColumns[column]);
  }

  *names(): Iterable<string> {
    for (const index of [...this.declared, ...this.attributes.values(), ...this.others])
      yield* index.names;
  }
}

/** What the columns of rosters mean. */
export class SubjectColumns {
  private readonly columns: readonly NameIndex<Meaning<SubjectColumn>>[];
  private readonly attributes: NameIndex<Meaning<never>>;

  constructor(private readonly ruleset: ResolvedRuleset) {
    const attributes = [...ruleset.kinds.values()].flatMap((kind: SubjectKind) => kind.attributes);
    const declared = (column: SubjectColumn): readonly string[] => {
      const name = ruleset.columns[column];
      return name === undefined ? [] : spellings("", name);
    };
    // Without categories, the header of their column is free for an attribute.
    const isSorted = [...ruleset.kinds.values()].some(({ categories }) => categories.size > 0);
    const there = subjectColumns.filter((column) => column !== "category" || isSorted);
    this.attributes = attributeIndex(attributes);
    this.columns = [
      columnIndex(there, (column) => [column, ...declared(column)]),
      columnIndex(there, (column) => [
        ...spellings("", usualColumns[column]),
        ...(column === "name" ? spellings("", ruleset.principal.label) : []),
      ]),
    ];
  }

  meaning(header: string): Meaning<SubjectColumn> | undefined {
    return (
      this.columns[0]?.get(header) ?? this.attributes.get(header) ?? this.columns[1]?.get(header)
    );
  }

  builtin(header: string): SubjectColumn | undefined {
    const found = this.meaning(header);
    return found?.kind === "column" ? found.column : undefined;
  }

  attribute(header: string): Attribute | undefined {
    const found = this.meaning(header);
    return found?.kind === "attribute" ? found.attribute : undefined;
  }

  nameOf(column: SubjectColumn): Text {
    return quoted(this.ruleset.columns[column] ?? usualColumns[column]);
  }

  *names(): Iterable<string> {
    for (const index of [...this.columns, this.attributes]) yield* index.names;
  }
}

/** Its form within a sentence. */
export function quoted({ en, zh }: Text): Text {
  return { en: `"${en}"`, zh: `“${zh}”` };
}

function find<Column>(
  indices: readonly NameIndex<Meaning<Column>>[],
  header: string,
): Meaning<Column> | undefined {
  for (const index of indices) {
    const found = index.get(header);
    if (found !== undefined) return found;
  }
  return undefined;
}
