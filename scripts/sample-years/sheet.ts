import type { NameDocument } from "../../src/document/ruleset.ts";
import { usualColumns } from "../../src/files/columns.ts";
import type { Attribute, EventType, ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import { pad } from "../../src/values/day.ts";
import { type Draft, draftDay, type Member, type SampleYear } from "./draft.ts";
import type { Random } from "./random.ts";

const retractionLabel = "撤销";

const usual: ReadonlyMap<string, NameDocument> = new Map(Object.entries(usualColumns));

export function eventsCsv(ruleset: ResolvedRuleset, sample: SampleYear): string {
  const rows = inFilingOrder(sample.drafts, sample.random);
  const ids = new Map(rows.map((draft, index) => [draft, `${sample.prefix}${pad(index + 1, 4)}`]));
  const idOf = (draft: Draft): string => ids.get(draft.sameIdAs ?? draft) ?? "";
  varySpelling(rows, sample.random);
  const names = new Map(sample.roster.map((member) => [member.id, member.name]));
  const written = rows.map((draft) => rowCells(ruleset, draft, { idOf, names }));
  const headers = [...eventHeaders(ruleset)];
  for (const header of written.flatMap((cells) => [...cells.keys()])) {
    if (!headers.includes(header)) headers.push(header);
  }
  return csv(
    [headers, ...written.map((cells) => headers.map((header) => cells.get(header) ?? ""))],
    sample.spreadsheet === true,
  );
}

export function subjectsCsv(ruleset: ResolvedRuleset, sample: SampleYear): string {
  const { attributes, categories } = ruleset.principal;
  const headers = [headerOf(ruleset, "id"), headerOf(ruleset, "name")];
  if (categories.size > 0) headers.push(headerOf(ruleset, "category"));
  const rows = sample.roster.map((member) => [
    member.id,
    member.name,
    ...(categories.size > 0 ? [categoryLabel(ruleset, member)] : []),
    ...attributes.map(({ name }) => String(member.values?.[name] ?? "")),
  ]);
  return csv(
    [[...headers, ...attributes.map(({ label }) => label.zh)], ...rows],
    sample.spreadsheet === true,
  );
}

function categoryLabel(ruleset: ResolvedRuleset, member: Member): string {
  const label = ruleset.principal.categories.get(member.category ?? "");
  if (label === undefined) throw new Error(`${member.id} has no category of ${ruleset.id}`);
  return label.zh;
}

/** Mostly as things happened, with some written down days and a few written down weeks later. */
function inFilingOrder(drafts: readonly Draft[], random: Random): Draft[] {
  const filed = drafts.map((draft): [number, Draft] => {
    const late = random.chance(3)
      ? random.between(18, 45)
      : random.chance(15)
        ? random.between(2, 9)
        : 0;
    return [draft.filed ?? draftDay(draft) + late, draft];
  });
  return filed.sort(([a], [b]) => a - b).map(([, draft]) => draft);
}

/** Several hands keep the file: some write other words, some the names that the ruleset uses. */
function varySpelling(rows: readonly Draft[], random: Random): void {
  for (const draft of rows) {
    const spelling = random.chance(3)
      ? "names"
      : random.chance(5)
        ? "other"
        : random.chance(8)
          ? "ids"
          : "chinese";
    draft.spelling ??= spelling;
  }
}

interface Around {
  readonly idOf: (draft: Draft) => string;
  readonly names: ReadonlyMap<string, string>;
}

function rowCells(ruleset: ResolvedRuleset, draft: Draft, around: Around): Map<string, string> {
  const cells = new Map<string, string>();
  const put = (key: string, text: string): void => {
    cells.set(headerOf(ruleset, key, draft.type), text);
  };
  put("id", around.idOf(draft));
  put("at", draft.at);
  put("type", typeText(ruleset, draft));
  if (draft.subject !== undefined) {
    const [before, after] = draft.padding ?? ["", ""];
    put("subject", before + subjectText(ruleset, draft, around) + after);
  }
  if (draft.count !== undefined) put("count", String(draft.count));
  if (draft.revises) put("revises", around.idOf(draft.revises));
  if (draft.retracts) put("retracts", around.idOf(draft.retracts));
  for (const [name, value] of Object.entries(draft.values ?? {})) {
    const attribute = attributesOf(ruleset, draft.type).find((one) => one.name === name);
    if (attribute === undefined) throw new Error(`${ruleset.id}: "${draft.type}" has no "${name}"`);
    put(name, valueText(ruleset, attribute, value, draft, around.names));
  }
  for (const [key, text] of Object.entries(draft.cells ?? {})) put(key, text);
  return cells;
}

function typeText(ruleset: ResolvedRuleset, draft: Draft): string {
  if (draft.type === "retraction") return draft.spelling === "names" ? draft.type : retractionLabel;
  return spelt(draft.type, eventType(ruleset, draft.type).label, draft);
}

function subjectText(ruleset: ResolvedRuleset, draft: Draft, around: Around): string {
  const id = draft.subject ?? "";
  if (ruleset.kinds.get(id)?.who === "single") return id;
  const name = around.names.get(id);
  if (name === undefined) throw new Error(`${ruleset.id}: "${id}" is not on the roster`);
  return draft.spelling === "names" || draft.spelling === "ids" ? id : name;
}

function valueText(
  ruleset: ResolvedRuleset,
  { name, type, labels }: Attribute,
  value: string | number | boolean,
  draft: Draft,
  names: ReadonlyMap<string, string>,
): string {
  if (typeof value === "boolean") {
    const label = value
      ? (labels?.true ?? { zh: "是", en: "yes" })
      : (labels?.false ?? { zh: "否", en: "no" });
    return draft.spelling === "names" ? label.en : label.zh;
  }
  if (typeof value === "number" || type.kind === "text") return String(value);
  if (type.kind === "enum") {
    const label = ruleset.enums.get(type.name)?.get(value);
    if (label === undefined) throw new Error(`${ruleset.id}: ${name} is not "${value}"`);
    return spelt(value, label, draft);
  }
  return draft.spelling === "names" ? value : (names.get(value) ?? value);
}

function spelt(name: string, label: NameDocument, draft: Draft): string {
  if (draft.spelling === "names") return name;
  return draft.spelling === "other" ? (label.also?.[0] ?? label.zh) : label.zh;
}

function eventHeaders(ruleset: ResolvedRuleset): ReadonlySet<string> {
  const types = [...ruleset.events.values()].map(({ attributes }) => attributes);
  const shared = types.reduce((left, one) =>
    left.filter(({ name }) => one.some((other) => other.name === name)),
  );
  const sharedHeaders = shared.map(({ label }) => label.zh);
  return new Set([
    ...["id", "at", "type", "subject"].map((key) => headerOf(ruleset, key)),
    ...types
      .flat()
      .map(({ label }) => label.zh)
      .filter((header) => !sharedHeaders.includes(header)),
    ...sharedHeaders,
    ...["count", "revises", "retracts"].map((key) => headerOf(ruleset, key)),
  ]);
}

/** The header over a built-in column or an attribute; a name that is neither stands as it is. */
function headerOf(ruleset: ResolvedRuleset, key: string, type?: string): string {
  const attribute =
    type === undefined ? undefined : attributesOf(ruleset, type).find(({ name }) => name === key);
  if (attribute) return attribute.label.zh;
  if (key === "subject") return ruleset.columns[key]?.zh ?? ruleset.principal.label.zh;
  const builtIn = usual.get(key);
  return builtIn === undefined ? key : (ruleset.columns[key]?.zh ?? builtIn.zh);
}

function attributesOf(ruleset: ResolvedRuleset, type: string): readonly Attribute[] {
  return type === "retraction" ? [] : eventType(ruleset, type).attributes;
}

function eventType(ruleset: ResolvedRuleset, type: string): EventType {
  const found = ruleset.events.get(type);
  if (found === undefined) throw new Error(`${ruleset.id} has no event type "${type}"`);
  return found;
}

function csv(rows: readonly (readonly string[])[], spreadsheet: boolean): string {
  const lineEnd = spreadsheet ? "\r\n" : "\n";
  const quoted = (text: string): string =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return `${spreadsheet ? "\uFEFF" : ""}${rows.map((row) => row.map(quoted).join(",") + lineEnd).join("")}`;
}
