import type { NameDocument } from "../../src/document/ruleset.ts";
import type {
  Attribute,
  EventType,
  ResolvedRuleset,
  SubjectKind,
} from "../../src/ruleset/resolved.ts";
import { rangeWords } from "./lines.ts";
import { both, capital, code, plain, table, value } from "./markdown.ts";
import { type ColumnName, columnName, kindNames, valueName } from "./names.ts";
import { linked, words } from "./words.ts";

const builtIn: readonly (readonly [ColumnName, string])[] = [
  ["id", "unique; if omitted, the file and the row make the id"],
  ["at", "the day, such as 2024-03-05"],
  ["type", "what happened: see below"],
  ["subject", "the subject, by id or name"],
];

const afterAttributes: readonly (readonly [ColumnName, string])[] = [
  ["count", "how many such events the row stands for; 1 if omitted"],
  ["revises", "the id of the event that the row replaces"],
  ["retracts", "the id of the event that the row withdraws; its type is 撤销"],
];

/** What a clerk writes: the columns, the types of event with their attributes, and a file to begin with. */
export function eventSections(ruleset: ResolvedRuleset): readonly string[] {
  const shared = sharedAttributes(ruleset);
  return [
    "One row for each event, one column for each attribute. Columns, types and values may be written by their Chinese or",
    "English name, by any of the other names given, or by the name in `code`.",
    "",
    ...table(
      ["column 列名", "other names 也可写作", "name", "contents 填写内容"],
      [
        ...columnsShown(ruleset, builtIn),
        ...shared.map((attribute) => attributeRow(ruleset, attribute)),
        ...columnsShown(ruleset, countColumns(ruleset)),
      ],
    ),
    ...[...ruleset.events.values()].flatMap((type) => eventSection(ruleset, type, shared)),
    "### A file to start from 表样",
    "",
    "The events, one of each type 事项表:",
    "",
    ...fence(sampleEvents(ruleset)),
    ...(sampleSubjects(ruleset).length === 0
      ? []
      : ["The roster 名单:", "", ...fence(sampleSubjects(ruleset))]),
  ];
}

/** `count` may be an attribute of some types: then it is not how often the row counts. */
function countColumns({ events }: ResolvedRuleset): typeof afterAttributes {
  const taken = new Set(
    [...events.values()].flatMap(({ attributes }) => attributes.map(({ name }) => name)),
  );
  return afterAttributes.filter(([column]) => !taken.has(column));
}

function columnsShown(ruleset: ResolvedRuleset, columns: typeof builtIn): (readonly string[])[] {
  return columns.map(([column, meaning]) => {
    const name = columnName(ruleset, column);
    return [plain(name.zh), others(name), `${code(column)} ${plain(name.en)}`, meaning];
  });
}

function others({ also = [] }: NameDocument): string {
  return also.map(plain).join(", ");
}

/** The attributes that every type of event has under one name. */
function sharedAttributes({ events }: ResolvedRuleset): readonly Attribute[] {
  const [first, ...rest] = [...events.values()];
  return (first?.attributes ?? []).filter(({ name, label, optional }) =>
    rest.every(({ attributes }) =>
      attributes.some(
        (one) => one.name === name && one.label.zh === label.zh && one.optional === optional,
      ),
    ),
  );
}

function attributeRow(ruleset: ResolvedRuleset, attribute: Attribute): readonly string[] {
  const { name, label } = attribute;
  return [
    plain(label.zh),
    others(label),
    `${code(name)} ${plain(label.en)}`,
    [valuesWords(ruleset, attribute), needWords(ruleset, attribute)].join("; "),
  ];
}

function needWords(
  ruleset: ResolvedRuleset,
  { optional, default: usual, type, labels }: Attribute,
): string {
  if (usual !== undefined) {
    const raw = usual.kind === "literal" ? usual.value : "";
    return `default 默认 ${valueName(ruleset, type, raw, labels)}`;
  }
  return optional ? "optional 可不填" : "required 必填";
}

/** What may stand in a cell. */
function valuesWords(ruleset: ResolvedRuleset, attribute: Attribute): string {
  const { type, whole, labels } = attribute;
  if (type.kind === "list") {
    const each = valuesWords(ruleset, { ...attribute, type: type.of });
    return `one or several 一个或多个, separated by “;”: ${each}`;
  }
  if (type.kind === "enum") {
    const values = [...(ruleset.enums.get(type.name) ?? [])];
    return values
      .map(([id, name]) => {
        const also = name.also === undefined ? "" : ` (${others(name)})`;
        return `${plain(name.zh)} ${code(id)}${also}`;
      })
      .join("; ");
  }
  if (type.kind === "number") {
    const range = rangeWords(attribute, { ruleset, events: [] });
    return `a ${whole ? "whole number 整数" : "number 数"}, ${range}`;
  }
  if (type.kind === "boolean")
    return `${valueName(ruleset, type, true, labels)}; ${valueName(ruleset, type, false, labels)}`;
  if (type.kind === "subject") return `${kindNames(ruleset, type.kinds)} (id or name 编号或名称)`;
  return type.kind === "day" ? "a day 日期" : "a text 文字";
}

function eventSection(
  ruleset: ResolvedRuleset,
  type: EventType,
  shared: readonly Attribute[],
): readonly string[] {
  const names = new Set(shared.map(({ name }) => name));
  const own = type.attributes.filter(({ name }) => !names.has(name));
  const also =
    type.label.also === undefined ? "" : `; also written 也可写作: ${others(type.label)}`;
  const whom = type.subjects.length === 0 ? "nobody 无" : kindNames(ruleset, type.subjects);
  const voice = { ruleset, events: [type.id] };
  const derived = type.derived.map(({ name, when, value: is }) => {
    const known = when === undefined ? "" : ` (known where ${words(when, voice)})`;
    return `- ${code(name)} is derived from the others: ${words(is, voice)}${known}`;
  });
  const links = type.links.map(({ name }) => `- ${code(name)}: the ${linked(name, voice)}`);
  const bullets = [...derived, ...links];
  return [
    `### ${capital(plain(type.label.en))} ${plain(type.label.zh)}`,
    "",
    `${code(type.id)}; concerns 对象: ${whom}${also}.`,
    "",
    ...table(
      ["column 列名", "other names 也可写作", "name", "contents 填写内容"],
      own.map((attribute) => attributeRow(ruleset, attribute)),
    ),
    ...(bullets.length === 0 ? [] : [...bullets, ""]),
  ];
}

function fence(rows: readonly (readonly string[])[]): readonly string[] {
  return ["```csv", ...rows.map((row) => row.join(",")), "```", ""];
}

const sampleDay = "2024-03-05";
const sampleNames = ["甲", "乙", "丙", "丁"];
/** What one would write in the usual attributes of text. */
const sampleTexts: Readonly<Record<string, string>> = {
  item: "2024-001",
  author: "张三",
  note: "依据见附件",
};

function sampleEvents(ruleset: ResolvedRuleset): string[][] {
  const types = [...ruleset.events.values()];
  const attributes = new Map<string, string>();
  for (const type of types)
    for (const { label } of type.attributes) attributes.set(label.zh, label.zh);
  const columns = builtIn.map(([column]) => columnName(ruleset, column).zh);
  const headers = [...columns, ...attributes.keys()];
  const rows = types.map((type, index) => {
    const cells = new Map<string, string>([
      [columns[0] ?? "", String(index + 1)],
      [columns[1] ?? "", sampleDay],
      [columns[2] ?? "", type.label.zh],
      [columns[3] ?? "", type.subjects.length === 0 ? "" : (sampleNames[0] ?? "")],
    ]);
    for (const one of type.attributes) cells.set(one.label.zh, sampleCell(ruleset, one));
    return headers.map((header) => cells.get(header) ?? "");
  });
  return [headers, ...rows];
}

function sampleCell(ruleset: ResolvedRuleset, attribute: Attribute): string {
  const { name, type, optional, default: usual, min, whole } = attribute;
  if (type.kind === "list") return sampleCell(ruleset, { ...attribute, type: type.of });
  if (type.kind === "enum") {
    const [first] = ruleset.enums.get(type.name)?.values() ?? [];
    return first?.zh ?? "";
  }
  const text = sampleTexts[name];
  if (text !== undefined) return text;
  if (optional || usual !== undefined) return "";
  if (type.kind === "number") {
    const least = min?.kind === "parameter" ? ruleset.parameters.get(min.name)?.value : undefined;
    return least ?? (whole ? "1" : "2");
  }
  if (type.kind === "boolean") return "是";
  return type.kind === "day" ? sampleDay : (sampleNames[0] ?? "");
}

/** Other kinds that the roster must name, since those on it refer to them. */
function referredKinds({ principal, kinds }: ResolvedRuleset): readonly SubjectKind[] {
  const named = principal.attributes.flatMap(({ type, optional }) =>
    type.kind === "subject" && !optional ? type.kinds : [],
  );
  return [...kinds.values()].filter(
    ({ id, who }) => named.includes(id) && who === "roster" && id !== principal.id,
  );
}

/** The roster: one of each category, and one of each kind that they refer to. */
function sampleSubjects(ruleset: ResolvedRuleset): string[][] {
  const { who, categories, attributes, label } = ruleset.principal;
  if (who !== "roster") return [];
  const names = [...categories.values()];
  const several = names.length > 1;
  const others = referredKinds(ruleset);
  const size = several ? names.length : 1;
  const headers = [
    columnName(ruleset, "id").zh,
    columnName(ruleset, "name").zh,
    ...(others.length > 0 ? [columnName(ruleset, "kind").zh] : []),
    ...(several ? [columnName(ruleset, "category").zh] : []),
    ...attributes.map((one) => one.label.zh),
  ];
  const attributeCell = (one: Attribute): string => {
    if (one.type.kind === "number") return "50";
    if (one.optional) return "";
    const kinds = one.type.kind === "subject" ? one.type.kinds : [];
    const place = others.findIndex(({ id }) => kinds.includes(id));
    return place < 0 ? sampleCell(ruleset, one) : String(size + place + 1);
  };
  const rows = (several ? names : [undefined]).map((category, index) => [
    String(index + 1),
    sampleNames[index] ?? "",
    ...(others.length > 0 ? [label.zh] : []),
    ...(category === undefined ? [] : [category.zh]),
    ...attributes.map(attributeCell),
  ]);
  const further = others.map((kind, index) => {
    const cells = [String(size + index + 1), sampleNames[size + index] ?? "", kind.label.zh];
    return headers.map((_, column) => cells[column] ?? "");
  });
  return [headers, ...rows, ...further];
}

/** Who is scored: each kind of subject with its categories and attributes. */
export function kindTable(ruleset: ResolvedRuleset): readonly string[] {
  const who = {
    roster: "all on the roster 名单所列",
    open: "everyone that an event names 事项所载",
    single: "one alone 唯一",
  };
  return table(
    ["kind 对象", "who 范围", "categories 类别", "attributes 属性"],
    [...ruleset.kinds.values()].map((kind) => [
      `${code(kind.id)} ${both(kind.label)}`,
      who[kind.who],
      [...kind.categories].map(([id, name]) => `${code(id)} ${value(name)}`).join("; "),
      kind.attributes
        .map((one) => `${code(one.name)} ${value(one.label)} (${needWords(ruleset, one)})`)
        .join("; "),
    ]),
  );
}
