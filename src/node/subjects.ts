import type { SubjectRecord } from "../document/event.ts";
import type { Attribute, ResolvedRuleset, SubjectKind } from "../ruleset/resolved.ts";
import { CellReaders, cleanCell, type ReadCell, readListed, readText } from "./cells.ts";
import { type SubjectColumn, SubjectColumns } from "./columns.ts";
import { Fault, type Note, note, ReadError, type RowProblem, unknownColumn } from "./messages.ts";
import { Roster } from "./roster.ts";
import type { Headers, Row } from "./row.ts";
import type { Source } from "./source.ts";
import { openTable, type TableOptions } from "./table.ts";

/** A roster as read. */
export interface SubjectsRead {
  readonly subjects: readonly SubjectRecord[];
  readonly notes: readonly Note[];
}

type Cells = Extract<Row, { kind: "cells" }>;
type Fields = Record<string, unknown>;

/**
 * Reads a roster: CSV, NDJSON or JSON with an id or a name, and where the ruleset asks for it a category, a kind and
 * attributes. A roster with a faulty row is refused, since whoever is missing would change the places of the others.
 */
export async function readSubjects(
  source: Source,
  ruleset: { readonly resolved: ResolvedRuleset },
  options: TableOptions = {},
): Promise<SubjectsRead> {
  const notes: Note[] = [];
  const columns = new SubjectColumns(ruleset.resolved);
  const name = typeof source === "string" ? source : source.name;
  const guide = {
    knows: (header: string) => columns.meaning(header) !== undefined,
    onHeaders: (headers: Headers) => refuseLacking(name, headers, columns),
  };
  const table = await openTable(source, guide, options, (one) => notes.push(one));
  const reader = new SubjectRows(ruleset.resolved, columns, name);
  for await (const row of table.rows) reader.take(row);
  return { subjects: reader.finish(), notes: [...notes, ...reader.notes()] };
}

function refuseLacking(name: string, headers: Headers, columns: SubjectColumns): void {
  const there = headers.map((header) => columns.builtin(header));
  if (there.includes("id") || there.includes("name")) return;
  const [id, own] = [columns.nameOf("id"), columns.nameOf("name")];
  throw new ReadError("header-missing", name, {
    text: { en: `${id.en} or ${own.en}`, zh: `${id.zh}或${own.zh}` },
    expected: headers.join(", "),
  });
}

class SubjectRows {
  private readonly problems: RowProblem[] = [];
  private readonly subjects: SubjectRecord[] = [];
  private readonly seen = new Map<string, { readonly row: number; readonly content: string }>();
  private readonly unknown = new Set<string>();
  private readonly readers = new Map<string, ReadCell>();
  private readonly cells: CellReaders;
  private readonly kind: ReadCell;
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
    if (row.kind === "fault") this.reject(row.row, row.fault);
    else {
      const found = this.read(row);
      if (found instanceof Fault) this.reject(row.row, found);
      else this.keep(found, row.row);
    }
  }

  finish(): readonly SubjectRecord[] {
    const { problems } = this;
    if (problems.length === 0) return this.subjects;
    throw new ReadError("roster-rows", this.file, { count: problems.length }, undefined, problems);
  }

  *notes(): Iterable<Note> {
    for (const header of this.unknown) yield unknownColumn(header, this.columns.names(), this.file);
    if (this.named > 0) yield note("roster-names", this.file, { count: this.named });
    if (this.repeated > 0) yield note("roster-repeated", this.file, { count: this.repeated });
  }

  private read({ headers, cells }: Cells): Fields | Fault {
    const subject: Fields = {};
    const kind = this.kindOf(headers, cells);
    for (const [index, header] of headers.entries()) {
      const cell = cleanCell(cells[index]);
      const meaning = this.columns.meaning(header);
      if (meaning === undefined && header !== "") this.unknown.add(header);
      if (meaning === undefined || cell === undefined) continue;
      if (cell instanceof Fault) return cell;
      const field = meaning.kind === "column" ? meaning.column : meaning.attribute.name;
      const value =
        meaning.kind === "column"
          ? this.readColumn(meaning.column, cell, kind)
          : this.readerOf(meaning.attribute)(cell);
      if (value instanceof Fault) return value;
      subject[field] ??= value;
    }
    if (subject["id"] === undefined && subject["name"] === undefined) return new Fault("roster-id");
    if (subject["id"] === undefined) this.named += 1;
    subject["id"] ??= subject["name"];
    return subject;
  }

  private kindOf(headers: Headers, cells: readonly unknown[]): SubjectKind {
    const index = headers.findIndex((header) => this.columns.builtin(header) === "kind");
    const cell = index < 0 ? undefined : cleanCell(cells[index]);
    const found = cell === undefined ? undefined : this.ruleset.kinds.get(String(this.kind(cell)));
    return found ?? this.ruleset.principal;
  }

  private readColumn(column: SubjectColumn, cell: unknown, kind: SubjectKind): unknown {
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
    const key = `${String(subject["kind"] ?? "")}\n${String(subject["id"])}`;
    const content = JSON.stringify(Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1)));
    const before = this.seen.get(key);
    if (before === undefined) {
      this.seen.set(key, { row, content });
      this.subjects.push(subject as unknown as SubjectRecord);
    } else if (before.content === content) this.repeated += 1;
    else this.reject(row, new Fault("roster-duplicate", { value: subject["id"], row: before.row }));
  }

  private reject(row: number, fault: Fault): void {
    const { code, message, hint } = fault;
    this.problems.push({
      code,
      file: this.file,
      row,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

function listed(cell: unknown, names: SubjectKind["categories"]): unknown {
  const found = readListed(names)(cell);
  if (typeof found === "string" && names.has(found)) return found;
  const list = (language: "en" | "zh"): string =>
    [...names.values()].map((name) => name[language]).join(", ");
  return new Fault("listed-value", { value: cell, text: { en: list("en"), zh: list("zh") } });
}
