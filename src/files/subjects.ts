import type { SubjectRecord } from "../document/event.ts";
import type { Attribute, ResolvedRuleset, SubjectKind } from "../ruleset/resolved.ts";
import { demandArgument, demandLoaded } from "../values/arguments.ts";
import * as kinds from "../values/option-kinds.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { CellReaders, cleanCell, type ReadCell, readListed, readText } from "./cells.ts";
import { quoted, type SubjectColumn, SubjectColumns } from "./columns.ts";
import { columnHint } from "./hints.ts";
import {
  FileError,
  type Note,
  note,
  type RowRejection,
  UnplacedRejection,
  unknownColumn,
} from "./messages.ts";
import { NamelessColumns } from "./nameless.ts";
import { paddedNames } from "./padded.ts";
import { Roster } from "./roster.ts";
import type { Headers, Row } from "./row.ts";
import type { Source } from "./source.ts";
import { sparePlace } from "./spare.ts";
import { openTable, type TableOptions } from "./table.ts";
import { TotalRows, totalForm } from "./totals.ts";

/** A roster as read. */
export interface SubjectsRead {
  readonly subjects: readonly SubjectRecord[];
  readonly notes: readonly Note[];
}

type Cells = Extract<Row, { kind: "cells" }>;
type Fields = Record<string, unknown>;

/**
 * Reads a roster: CSV, NDJSON or JSON with an id or a name, and where the ruleset asks for it a category, a kind and
 * attributes. A roster with a rejected row is rejected as a whole, since a missing subject would change the places of others.
 */
export async function readSubjects(
  source: Source,
  ruleset: { readonly resolved: ResolvedRuleset },
  options: TableOptions = {},
): Promise<SubjectsRead> {
  demandArgument("source of readSubjects", source, kinds.source);
  demandLoaded("readSubjects", ruleset);
  const notes: Note[] = [];
  const columns = new SubjectColumns(ruleset.resolved);
  const name = typeof source === "string" ? source : source.name;
  const guide = {
    nameOf: paddedNames(
      (header) => columns.meaning(header) !== undefined,
      () => columns.names(),
    ),
    onHeaders: (headers: Headers) => requireColumns(name, headers, columns, ruleset.resolved),
  };
  const say = (one: Note): void => void notes.push(one);
  const table = await openTable(source, guide, options, say);
  const reader = new SubjectRows(ruleset.resolved, columns, name);
  for (const row of table.rows({ say, onBytes: options.onBytes })) reader.take(row);
  return { subjects: reader.finish(), notes: [...notes, ...reader.notes()] };
}

function requireColumns(
  name: string,
  headers: Headers,
  columns: SubjectColumns,
  ruleset: ResolvedRuleset,
): void {
  const there = headers.map((header) => columns.builtin(header));
  const [id, own] = [columns.nameOf("id"), columns.nameOf("name")];
  const missing: Text[] = [];
  if (!there.includes("id") && !there.includes("name")) {
    missing.push({ en: `${id.en} or ${own.en}`, zh: `${id.zh}或${own.zh}` });
  }
  // Where kinds are stated, nobody may be of the one that has categories.
  const isSorted = !there.includes("kind") && ruleset.principal.categories.size > 1;
  if (isSorted && !there.includes("category")) missing.push(columns.nameOf("category"));
  if (missing.length === 0) return;
  throw new FileError("header-missing", name, {
    text: {
      en: missing.map(({ en }) => en).join(", "),
      zh: missing.map(({ zh }) => zh).join("、"),
    },
    names: headers,
  });
}

/** What is wrong with a row, and in which column. */
interface Misfit {
  readonly rejection: UnplacedRejection;
  readonly header?: string | undefined;
}

class SubjectRows {
  private readonly rejections: RowRejection[] = [];
  private readonly subjects: SubjectRecord[] = [];
  private readonly seen = new Map<string, { readonly row: number; readonly content: string }>();
  private readonly unknown = new Set<string>();
  private readonly readers = new Map<string, ReadCell>();
  private readonly cells: CellReaders;
  private readonly kind: ReadCell;
  /** The place of an attribute. */
  private readonly headers = new Map<string, string>();
  private readonly nameless = new NamelessColumns();
  private readonly totals = new TotalRows();
  private readonly namedLikeTotals = new TotalRows("total-names");
  private repeated = 0;
  private named = 0;

  constructor(
    private readonly ruleset: ResolvedRuleset,
    private readonly columns: SubjectColumns,
    private readonly file: string,
  ) {
    this.cells = new CellReaders(ruleset, new Roster(ruleset, []));
    this.kind = readListed(
      [...ruleset.kinds.values()].map(({ id, label }) => [id, label] as const),
    );
  }

  take(row: Row): void {
    if (row.kind === "blank") return;
    const total = this.totalIn(row);
    if (total?.isName === false) this.totals.see(row.row, total.word);
    else {
      const found = row.kind === "rejected" ? row : this.read(row);
      if (row.kind === "cells") this.nameless.see(row);
      if (!("rejection" in found)) {
        // Somebody may be called 平均, but only with an id and all that a subject needs.
        if (total !== undefined) this.namedLikeTotals.see(row.row, total.word);
        this.keep(found.subject, row.row);
      } else if (total !== undefined) this.totals.see(row.row, total.word);
      else this.reject(row.row, found);
    }
  }

  /** The word that marks a row of totals, and whether it may be the name of someone who has an id. */
  private totalIn(
    row: Exclude<Row, { kind: "blank" }>,
  ): { readonly word: string; readonly isName: boolean } | undefined {
    const pairs =
      row.kind === "cells"
        ? row.headers.map((header, index) => [header, row.cells[index]] as const)
        : row.fields;
    const marks = pairs.filter(([header, cell]) => {
      const form = totalForm(cell);
      if (form === undefined || this.isListed(header, String(cell).trim())) return false;
      const column = this.columns.builtin(header);
      return form === "whole" || column === "id" || column === "name";
    });
    const [first] = marks;
    if (first === undefined) return undefined;
    const hasId = pairs.some(
      (pair) =>
        this.columns.builtin(pair[0]) === "id" &&
        cleanCell(pair[1]) !== undefined &&
        !marks.includes(pair),
    );
    const isName = hasId && marks.every(([header]) => this.columns.builtin(header) === "name");
    return { word: String(first[1]), isName };
  }

  /** Is a text one of the values that the ruleset lists for a column? */
  private isListed(header: string, text: string): boolean {
    const meaning = this.columns.meaning(header);
    if (meaning === undefined) return false;
    if (meaning.kind === "column") {
      if (meaning.column === "kind") return this.ruleset.kinds.has(String(this.kind(text)));
      const lists = [...this.ruleset.kinds.values()].map(({ categories }) => categories);
      return (
        meaning.column === "category" &&
        lists.some((names) => names.has(String(readListed(names)(text))))
      );
    }
    const { type } = meaning.attribute;
    const values = type.kind === "enum" ? this.ruleset.enums.get(type.name) : undefined;
    return values?.has(String(this.readerOf(meaning.attribute)(text))) === true;
  }

  finish(): readonly SubjectRecord[] {
    const { rejections } = this;
    const subjects = this.referring();
    if (rejections.length === 0) return subjects;
    throw new FileError(
      "roster-rows",
      this.file,
      { count: rejections.length },
      undefined,
      rejections,
    );
  }

  /** Who names another subject may do so by its name: everybody is known now. */
  private referring(): SubjectRecord[] {
    const roster = new Roster(this.ruleset, this.subjects);
    return this.subjects.map((subject) => {
      const { kind = this.ruleset.principal.id, id } = subject;
      const row = this.seen.get(keyOf(subject))?.row ?? 0;
      const ids = (this.ruleset.kinds.get(kind)?.attributes ?? []).flatMap(({ name, type }) => {
        const single = type.kind === "list" ? type.of : type;
        const given = subject[name];
        if (single.kind !== "subject" || given === undefined) return [];
        const idOf = (one: unknown): unknown => {
          const found = roster.idOf(String(one), single.kinds);
          if (!(found instanceof UnplacedRejection)) return found;
          this.reject(row, { rejection: found, header: this.headers.get(name) });
          return one;
        };
        return [[name, Array.isArray(given) ? given.map(idOf) : idOf(given)] as const];
      });
      return { ...subject, ...Object.fromEntries(ids), id };
    });
  }

  *notes(): Iterable<Note> {
    for (const header of this.unknown) yield unknownColumn(header, this.columns.names(), this.file);
    yield* this.nameless.notes(this.file);
    yield* this.totals.notes(this.file);
    yield* this.namedLikeTotals.notes(this.file);
    if (this.named > 0) yield note("roster-names", this.file, { count: this.named });
    if (this.repeated > 0) yield note("roster-repeated", this.file, { count: this.repeated });
  }

  private read({ headers, cells }: Cells): { readonly subject: Fields } | Misfit {
    const subject: Fields = {};
    const kind = this.kindOf(headers, cells);
    for (const [index, header] of headers.entries()) {
      const cell = cleanCell(cells[index]);
      const meaning = this.columns.meaning(header);
      if (meaning === undefined && header.trim() !== "") this.unknown.add(header);
      if (meaning === undefined || cell === undefined) continue;
      if (cell instanceof UnplacedRejection) return { rejection: cell, header };
      const field = meaning.kind === "column" ? meaning.column : meaning.attribute.name;
      this.headers.set(field, header);
      const value =
        meaning.kind === "column"
          ? this.readColumn(meaning.column, cell, kind)
          : this.readerOf(meaning.attribute)(cell);
      if (value instanceof UnplacedRejection) return { rejection: value, header };
      subject[field] ??= value;
    }
    if (subject["id"] === undefined && subject["name"] === undefined)
      return { rejection: new UnplacedRejection("roster-id") };
    const rejection = this.missingIn(subject, kind, headers);
    if (rejection !== undefined) return rejection;
    if (subject["id"] === undefined) this.named += 1;
    subject["id"] ??= subject["name"];
    return { subject };
  }

  /** The first attribute that every subject of the kind needs and this one does not have. */
  private missingIn(subject: Fields, kind: SubjectKind, headers: Headers): Misfit | undefined {
    if (kind.categories.size > 1 && subject["category"] === undefined) {
      const header = headers.find((one) => this.columns.builtin(one) === "category");
      const list = listOf(kind.categories);
      const hint = { en: `allowed: ${list.en}`, zh: `可填:${list.zh}` };
      return missing(this.columns.nameOf("category"), header, hint);
    }
    const absent = kind.attributes.find(
      ({ name, optional, default: usual }) =>
        !optional && usual === undefined && subject[name] === undefined,
    );
    if (absent === undefined) return undefined;
    const header = headers.find((one) => this.columns.attribute(one) === absent);
    const hint = header === undefined ? this.missingColumn(absent, kind, headers) : undefined;
    return missing(quoted(absent.label), header, hint);
  }

  /** Without a column of kinds every row is of one kind: the value may be missing since the row is of another. */
  private missingColumn(absent: Attribute, kind: SubjectKind, headers: Headers): Text {
    const hint = columnHint(absent.label, this.strange(headers));
    const hasKinds = headers.some((header) => this.columns.builtin(header) === "kind");
    if (hasKinds || this.ruleset.kinds.size === 1) return hint;
    const column = this.columns.nameOf("kind");
    return both(
      `${hint.en}; if this is not a ${kind.label.en}, add a column ${column.en}`,
      `${hint.zh};若不是${kind.label.zh},请增加${column.zh}列`,
    );
  }

  /** The unknown headers. */
  private strange(headers: Headers): readonly string[] {
    return headers.filter(
      (header) =>
        header !== "" &&
        sparePlace(header) === undefined &&
        this.columns.meaning(header) === undefined,
    );
  }

  private kindOf(headers: Headers, cells: readonly unknown[]): SubjectKind {
    const index = headers.findIndex((header) => this.columns.builtin(header) === "kind");
    const cell = index < 0 ? undefined : cleanCell(cells[index]);
    const found = cell === undefined ? undefined : this.ruleset.kinds.get(String(this.kind(cell)));
    return found ?? this.ruleset.principal;
  }

  private readColumn(column: SubjectColumn, cell: unknown, kind: SubjectKind): unknown {
    if (column === "category" && kind.categories.size === 0)
      return new UnplacedRejection("category-none", { value: cell, text: kind.label });
    if (column === "category") return listed(cell, kind.categories);
    if (column !== "kind") return readText(cell);
    return listed(cell, new Map([...this.ruleset.kinds].map(([id, { label }]) => [id, label])));
  }

  private readerOf(attribute: Attribute): ReadCell {
    const reader = this.readers.get(attribute.name) ?? this.cells.forAttribute(attribute);
    this.readers.set(attribute.name, reader);
    return reader;
  }

  private keep(subject: Fields, row: number): void {
    const key = keyOf(subject);
    const content = JSON.stringify(Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1)));
    const before = this.seen.get(key);
    if (before === undefined) {
      this.seen.set(key, { row, content });
      this.subjects.push(subject as unknown as SubjectRecord);
    } else if (before.content === content) this.repeated += 1;
    else {
      const details = { value: subject["id"], row: before.row };
      this.reject(row, { rejection: new UnplacedRejection("roster-duplicate", details) });
    }
  }

  private reject(row: number, { rejection, header }: Misfit): void {
    const { code, message, hint } = rejection;
    this.rejections.push({
      code,
      file: this.file,
      row,
      ...(header === undefined ? {} : { column: header }),
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/** Which subject a row is about. */
function keyOf(subject: { readonly [field: string]: unknown }): string {
  return `${String(subject["kind"] ?? "")}\n${String(subject["id"])}`;
}

function missing(label: Text, header: string | undefined, hint: Text | undefined): Misfit {
  const text = header === undefined ? label : quoted({ en: header, zh: header });
  return { rejection: new UnplacedRejection("value-missing", { text }, hint), header };
}

function listed(cell: unknown, names: SubjectKind["categories"]): unknown {
  const found = readListed(names)(cell);
  if (typeof found === "string" && names.has(found)) return found;
  return new UnplacedRejection("listed-value", { value: cell, text: listOf(names) });
}

function listOf(names: SubjectKind["categories"]): Text {
  const all = [...names.values()];
  return { en: all.map(({ en }) => en).join(", "), zh: all.map(({ zh }) => zh).join("、") };
}
