import type { SubjectRecord } from "../document/event.ts";
import { constant } from "../program/constant.ts";
import type { SubjectColumns } from "../program/frame.ts";
import type { Program } from "../program/program.ts";
import type { Value } from "../program/value.ts";
import type { SubjectKind } from "../ruleset/resolved.ts";
import { isRecord } from "../values/arguments.ts";
import { bareObject } from "../values/bare.ts";
import { invariant } from "../values/issue.ts";
import { NearNames } from "../values/near.ts";
import { both, listed, spaced } from "../values/phrase.ts";
import { asText, compareText, type Language, quote, type Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { AttributeReader } from "./attributes.ts";

/** All subjects that take part, by column; the engine refers to a subject by its index. */
export class Subjects implements SubjectColumns {
  readonly ids: string[] = [];
  readonly kinds: string[] = [];
  readonly names: string[] = [];
  readonly attributes: (Value | undefined)[][];
  /** Named by the roster, or by an event that counts. */
  readonly present: boolean[] = [];
  /** Attributes of the roster that the ruleset does not know. */
  readonly unknownAttributes = new Set<string>();
  /** No roster was given: whoever an event names is taken in. */
  readonly rosterOpen: boolean;
  private readonly byKind = new Map<string, Map<string, number>>();
  private readonly singles = new Map<string, number>();
  /** The ids of some kinds, for hints, and how many there were. */
  private readonly nearby = new Map<string, { readonly size: number; readonly names: NearNames }>();

  constructor(
    private readonly program: Program,
    roster: Iterable<SubjectRecord> | undefined,
  ) {
    this.rosterOpen = roster === undefined;
    this.attributes = Array.from({ length: program.slots.subjectAttributes.size }, () => []);
    for (const kind of program.resolved.kinds.values()) {
      this.byKind.set(kind.id, new Map());
      if (kind.who === "single") {
        const index = this.add(kind.id, kind.id, kind.label.zh);
        this.present[index] = true;
        this.singles.set(kind.id, index);
      }
    }
    if (roster !== undefined) this.readRoster(roster);
  }

  /** The same subjects, of whom others may take part. */
  forRun(): Subjects {
    return Object.assign(Object.create(Subjects.prototype) as Subjects, this, {
      present: [...this.present],
    });
  }

  single(kind: string): number {
    return this.singles.get(kind) ?? -1;
  }

  /** Does a subject of any kind have that id? */
  isKnown(id: string): boolean {
    return [...this.byKind].some(([kind, ids]) => this.isOpen(kind) || ids.has(id));
  }

  /** The subject of that id: one listed under some kinds, else of the first kind open to anybody; -1 if there is none. */
  find(id: string, kinds: readonly string[]): number {
    for (const kind of kinds) {
      const listed = this.isOpen(kind) ? undefined : this.byKind.get(kind)?.get(id);
      if (listed !== undefined) return listed;
    }
    const open = kinds.find((kind) => this.isOpen(kind));
    return open === undefined ? -1 : (this.byKind.get(open)?.get(id) ?? this.add(open, id, id));
  }

  /** All participants of some kinds. */
  *of(kinds: readonly string[]): Iterable<number> {
    for (let index = 0; index < this.ids.length; index += 1) {
      if (this.present[index] === true && kinds.includes(this.kinds[index] ?? "")) yield index;
    }
  }

  /** Ids near a misspelt one, for its hint. */
  near(id: string, kinds: readonly string[]): string | undefined {
    const lists = kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
    const size = lists.reduce((sum, ids) => sum + ids.size, 0);
    if (size > 5000) return undefined;
    const name = kinds.join("\n");
    let known = this.nearby.get(name);
    if (known?.size !== size) {
      known = { size, names: new NearNames(lists.flatMap((ids) => [...ids.keys()])) };
      this.nearby.set(name, known);
    }
    return known.names.nearest(id);
  }

  private isOpen(kind: string): boolean {
    const who = this.program.resolved.kinds.get(kind)?.who;
    return who === "open" || (who === "roster" && this.rosterOpen);
  }

  private add(kind: string, id: string, name: string): number {
    const ids = this.byKind.get(kind);
    invariant(ids !== undefined, `kind ${kind} is declared`);
    const index = this.ids.length;
    ids.set(id, index);
    this.ids.push(id);
    this.kinds.push(kind);
    this.names.push(name);
    this.present.push(false);
    for (const attribute of this.program.resolved.kinds.get(kind)?.attributes ?? []) {
      this.set(index, attribute.name, defaultOf(attribute.default, this.program));
    }
    return index;
  }

  private readRoster(roster: Iterable<SubjectRecord>): void {
    const issues: Text[] = [];
    const seen = new Map<string, SubjectRecord>();
    // All subjects are listed before their attributes are read, since attributes may refer to later ones.
    const listed: [SubjectRecord, SubjectKind, number][] = [];
    for (const given of roster) {
      const record = isRecord(given) ? bareObject(Object.entries(given)) : given;
      const issue = this.listSubject(record as SubjectRecord, seen, listed);
      if (issue !== undefined) issues.push(issue);
    }
    const reader = new AttributeReader(this.program, this, this.program);
    for (const [record, kind, index] of listed) {
      const issue =
        this.readCategory(record, kind, index) ?? this.readAttributes(record, kind, index, reader);
      if (issue !== undefined) issues.push(issue);
    }
    if (issues.length === 0) return;
    const shown = issues.slice(0, 100);
    const more = issues.length - shown.length;
    throw new UsageError("roster-invalid", {
      en: `The roster has ${issues.length} issue${issues.length === 1 ? "" : "s"}:\n${shown.map((issue) => `- ${issue.en}`).join("\n")}${more > 0 ? `\n… and ${more} more` : ""}`,
      zh: `名单有 ${issues.length} 处错误:\n${shown.map((issue) => `- ${issue.zh}`).join("\n")}${more > 0 ? `\n…另有 ${more} 处` : ""}`,
    });
  }

  private listSubject(
    record: SubjectRecord,
    seen: Map<string, SubjectRecord>,
    listed: [SubjectRecord, SubjectKind, number][],
  ): Text | undefined {
    if (!isRecord(record)) return both("a subject is an object with an id", "对象应含编号“id”");
    const { id } = record;
    if (typeof id !== "string" || id.trim() === "") {
      return both(`a subject has no id: ${quote(record)}`, `有对象没有编号“id”:“${quote(record)}”`);
    }
    const kindId = record.kind ?? this.program.resolved.principal.id;
    const kind = this.program.resolved.kinds.get(kindId);
    if (kind === undefined || kind.who === "single") {
      return both(
        `${quote(id)}: the roster has no kind "${quote(kindId)}"`,
        `“${quote(id)}”:名单中没有“${quote(kindId)}”这类对象`,
      );
    }
    const before = seen.get(`${kindId}\n${id}`);
    if (before !== undefined) {
      return contentOf(before) === contentOf(record)
        ? undefined
        : both(`${quote(id)} is listed twice, differently`, `“${quote(id)}”列了两次,内容不同`);
    }
    seen.set(`${kindId}\n${id}`, record);
    const index = this.add(
      kindId,
      id,
      typeof record.name === "string" && record.name.trim() !== "" ? record.name : id,
    );
    this.present[index] = true;
    listed.push([record, kind, index]);
    return undefined;
  }

  private set(index: number, name: string, value: Value | undefined): void {
    const slot = this.program.slots.subjectAttributes.get(name);
    const column = slot === undefined ? undefined : this.attributes[slot];
    if (column !== undefined) column[index] = value;
  }

  private readCategory(record: SubjectRecord, kind: SubjectKind, index: number): Text | undefined {
    this.set(index, "name", this.names[index]);
    if (kind.categories.size === 0) return undefined;
    const categories = [...kind.categories.keys()];
    const category = record.category ?? (categories.length === 1 ? categories[0] : undefined);
    if (category === undefined || !kind.categories.has(category)) {
      const [id, found] = [quote(record.id), quote(category ?? "")];
      const list = (language: Language): string =>
        [...kind.categories]
          .map(([key, name]) => `${listed([key])[language]} (${name[language]})`)
          .join(language === "en" ? ", " : "、");
      return both(
        `${id}: category "${found}", expected one of ${list("en")}`,
        spaced`“${id}”:类别“${found}”,应为${list("zh")}之一`,
      );
    }
    this.set(index, "category", category);
    return undefined;
  }

  private readAttributes(
    record: SubjectRecord,
    kind: SubjectKind,
    index: number,
    reader: AttributeReader,
  ): Text | undefined {
    for (const key of Object.keys(record)) {
      const isKnown = ownKeys.has(key) || kind.attributes.some(({ name }) => name === key);
      if (!isKnown) this.unknownAttributes.add(key);
    }
    for (const attribute of kind.attributes) {
      const raw = Object.hasOwn(record, attribute.name) ? record[attribute.name] : undefined;
      const value = reader.read(attribute, raw);
      if (typeof value === "object" && "code" in value) {
        const [id, found] = [quote(record.id), quote(raw ?? "")];
        // A roster given as data has names as keys; one from a file has labels.
        const { name, label } = attribute;
        const called = (own: string): string => (own === name ? own : `${own} (${name})`);
        if (value.code === "subject-unknown") {
          const who = quote(value.value ?? raw);
          const near = value.near === undefined ? undefined : quote(value.near);
          return both(
            `${id}: ${called(label.en)} names "${who}", whose id is not on the roster${near === undefined ? "" : `; did you mean "${near}"?`}`,
            `“${id}”:${called(label.zh)}所写的“${who}”不是名单中的编号${near === undefined ? "" : `;是否为“${near}”?`}`,
          );
        }
        const { expected = both("a value", "有值") } = value;
        const wanted = typeof expected === "string" ? both(expected, expected) : expected;
        return both(
          `${id}: ${called(label.en)} is "${found}", expected ${wanted.en}`,
          `“${id}”:${called(label.zh)}为“${found}”,应为 ${wanted.zh}`,
        );
      }
      this.set(
        index,
        attribute.name,
        value === undefined ? defaultOf(attribute.default, this.program) : value,
      );
    }
    return undefined;
  }
}

/** The keys that every subject may have besides its attributes. */
const ownKeys: ReadonlySet<string> = new Set(["id", "name", "kind", "category"]);

/** What a record says, whatever the order of its keys. */
function contentOf(record: SubjectRecord): string {
  const entries = Object.entries(record).sort(([a], [b]) => compareText(a, b));
  return entries.map(([key, value]) => `${key}=${asText(value)}`).join("\n");
}

function defaultOf(
  fallback: SubjectKind["attributes"][number]["default"],
  program: Program,
): Value | undefined {
  return fallback?.kind === "literal" ? constant(fallback, program.arithmetic) : undefined;
}
