import { basename } from "node:path";
import type { EventTable } from "../document/table.ts";
import { readDecimal } from "../values/exact.ts";
import { cleanCell } from "./cells.ts";
import type { CsvText } from "./csv.ts";
import { EventTables } from "./event-tables.ts";
import { noDateHint } from "./hints.ts";
import { FileError, type Note, note, UnplacedRejection, unknownColumn } from "./messages.ts";
import { NamelessColumns } from "./nameless.ts";
import { numberHint } from "./number-hints.ts";
import { paddedNames } from "./padded.ts";
import { isStrange, type Plan, type Plans } from "./plan.ts";
import { type Fields, fieldsOf, type Headers, type Row } from "./row.ts";
import type { Source } from "./source.ts";
import { type Listener, openTable, type Table, type TableOptions } from "./table.ts";
import { TotalRows, totalForm, totalIn } from "./totals.ts";

/** A row that is an event, or several of the same content. */
export interface EventRow {
  readonly kind: "event";
  readonly row: number;
  readonly id: string;
  /** The id was made from file and row. */
  readonly derived: boolean;
  readonly event: Readonly<Record<string, unknown>>;
  readonly count: number;
  readonly plan: Plan;
  readonly fields: Fields | undefined;
}

export interface RejectedRow {
  readonly kind: "rejected";
  readonly row: number;
  readonly rejection: UnplacedRejection;
  /** The column of the rejected cell. */
  readonly header?: string | undefined;
  readonly fields: Fields;
}

/** Consecutive rows that are an event each, with ids of their own and nothing to be said of them. */
export interface EventRows {
  readonly kind: "events";
  /** The last of them. */
  readonly row: number;
  readonly table: EventTable;
}

/** A blank row, or a row of totals. */
type IgnoredRow =
  | { readonly kind: "blank"; readonly row: number }
  | { readonly kind: "total"; readonly row: number };

type Cells = Extract<Row, { kind: "cells" }>;

/** Cells of one column that do not apply to one type of event. */
interface Unused {
  readonly header: string;
  readonly plan: Plan;
  /** The first row with such a cell. */
  readonly row: number;
  count: number;
}

const largestCount = 100_000;

/** Printable ASCII without blanks or the mark of a guarded cell. */
const plainId = /^[!-&(-~]+$/;

/** What the files of a run are called in messages and derived ids. */
export class Labels {
  private readonly byContent = new Map<string, string>();
  private readonly unread: { readonly table: Table; readonly label: string }[] = [];

  /** The label of a file, and that of an earlier one with the same content. */
  labelOf(table: Table): { readonly label: string; readonly first: string | undefined } {
    const short = basename(table.name);
    const label = this.has(short) ? table.name : short;
    // A file that stays alone is compared with none.
    if (this.isFirst()) {
      this.unread.push({ table, label });
      return { label, first: undefined };
    }
    for (const one of this.unread.splice(0)) this.byContent.set(one.table.hash(), one.label);
    const hash = table.hash();
    const first = this.byContent.get(hash);
    if (first === undefined) this.byContent.set(hash, label);
    return { label, first };
  }

  private isFirst(): boolean {
    return this.byContent.size === 0 && this.unread.length === 0;
  }

  private has(label: string): boolean {
    return (
      this.unread.some((one) => one.label === label) || [...this.byContent.values()].includes(label)
    );
  }
}

/** The last rows of sheets, in old and new workbooks. */
const fullSheets = [65_536, 1_048_576];

/** Reads the rows of one file as events. */
export class EventFile {
  private readonly unknown = new Set<string>();
  private readonly unused = new Map<string, Unused>();
  private readonly nameless = new NamelessColumns();
  private readonly totals = new TotalRows();
  private searched: { readonly headers: Headers; readonly columns: readonly number[] } | undefined;
  private readonly seenHeaders = new WeakSet<Headers>();

  private constructor(
    private readonly plans: Plans,
    private readonly table: Table,
    private readonly keepFields: boolean,
    private readonly listener: Listener,
    /** The file's name in messages and derived ids. */
    private readonly label: string,
  ) {}

  /**
   * Opens a file. Undefined if one with the same content came before: its rows count once, and its notes are given
   * once.
   */
  static async open(
    source: Source,
    plans: Plans,
    options: TableOptions & { readonly keepFields?: boolean },
    labels: Labels,
    say: (note: Note) => void,
  ): Promise<EventFile | undefined> {
    const name = typeof source === "string" ? source : source.name;
    const guide = {
      nameOf: paddedNames(
        (header) => plans.columns.knows(header),
        () => plans.columns.names(),
      ),
      onHeaders: (headers: Headers) => requireColumns(name, headers, plans),
    };
    const notes: Note[] = [];
    const table = await openTable(source, guide, options, (one) => notes.push(one));
    const { label, first } = labels.labelOf(table);
    if (first !== undefined) {
      say(note("same-file", table.name, { expected: first }));
      return undefined;
    }
    for (const one of notes) say(one);
    const listener = { say, onBytes: options.onBytes };
    return new EventFile(plans, table, options.keepFields === true, listener, label);
  }

  /** The same file, to be read once more: nothing is said a second time. */
  again(): EventFile {
    const { plans, table, keepFields, label } = this;
    return new EventFile(plans, table, keepFields, { say: () => undefined }, label);
  }

  get name(): string {
    return this.table.name;
  }

  /** The rows, each by itself. */
  *rows(): Generator<EventRow | RejectedRow | IgnoredRow> {
    let last = 0;
    for (const row of this.table.rows(this.listener)) {
      last = row.row;
      yield this.readRow(row);
    }
    this.conclude(last);
  }

  /**
   * The same rows; those may be left out that are no event of some ids.
   * @param ids what stands in the column of ids.
   */
  *rowsOf(ids: ReadonlySet<string>): Generator<EventRow | RejectedRow | IgnoredRow> {
    const csv = this.table.csv(this.listener);
    if (csv === undefined) {
      yield* this.rows();
      return;
    }
    const { records } = csv;
    try {
      while (csv.next()) {
        const columns = this.idColumns(csv.headers);
        const [index = 0] = columns;
        const text = columns.length === 1 && index < records.count ? records.text(index) : "";
        // What is no plain text may be read as another one.
        if (plainId.test(text) && !ids.has(text)) continue;
        yield this.readRow(csv.row());
      }
    } finally {
      csv.close();
    }
  }

  private idColumns(headers: Headers): readonly number[] {
    if (headers !== this.searched?.headers) {
      const isId = (header: string): boolean => this.plans.columns.builtin(header) === "id";
      const columns = headers.flatMap((header, index) => (isId(header) ? [index] : []));
      this.searched = { headers, columns };
    }
    return this.searched.columns;
  }

  /** The same rows; those that are events, and no more, come together. */
  *rowsTogether(): Generator<EventRow | RejectedRow | IgnoredRow | EventRows> {
    const csv = this.table.csv(this.listener);
    if (csv === undefined) yield* this.rows();
    else {
      try {
        yield* this.tablesOf(csv);
      } finally {
        csv.close();
      }
    }
  }

  private *tablesOf(csv: CsvText): Generator<EventRow | RejectedRow | IgnoredRow | EventRows> {
    const { records } = csv;
    let last = 0;
    let tables: EventTables | undefined;
    const finished = (made: EventTables): EventRows => {
      if (!this.seenHeaders.has(csv.headers)) this.seeHeaders(csv.headers);
      return { kind: "events", row: last, table: made.finish() };
    };
    while (csv.next()) {
      tables ??= new EventTables(this.plans, csv.headers);
      const isTaken = tables.take(records);
      if (!isTaken && tables.length > 0) yield finished(tables);
      last = records.row;
      if (!isTaken) yield this.readRow(csv.row());
      else if (tables.isFull) yield finished(tables);
    }
    if (tables !== undefined && tables.length > 0) yield finished(tables);
    this.conclude(last);
  }

  private readRow(row: Row): EventRow | RejectedRow | IgnoredRow {
    if (row.kind === "blank") return row;
    if (this.isTotal(row)) return { kind: "total", row: row.row };
    return row.kind === "cells" ? this.read(row) : row;
  }

  private conclude(last: number): void {
    const { say } = this.listener;
    if (fullSheets.includes(last)) say(note("sheet-full", this.name, { row: last }));
    for (const header of this.unknown) {
      say(unknownColumn(header, this.plans.columns.names(), this.name));
    }
    for (const one of this.nameless.notes(this.name)) say(one);
    for (const one of this.totals.notes(this.name)) say(one);
    for (const { header, plan, row, count } of this.unused.values()) {
      const details = { name: header, count, row, text: plan.type?.label };
      say(note("unused-cells", this.name, details));
    }
  }

  /** Is it a row of totals? Also one that is rejected for its length may be. */
  private isTotal(row: Exclude<Row, { kind: "blank" }>): boolean {
    const cells = row.kind === "cells" ? row.cells : row.fields.map(([, text]) => text);
    // Most rows contain no word for totals, and are done here.
    if (!cells.some((cell) => totalForm(cell) !== undefined)) return false;
    const headers = row.kind === "cells" ? row.headers : row.fields.map(([header]) => header);
    const plan = this.plans.planFor(headers, this.plans.typeIn(headers, cells));
    const word = totalIn(cells, plan);
    if (word !== undefined) this.totals.see(row.row, word);
    return word !== undefined;
  }

  private read(row: Cells): EventRow | RejectedRow {
    const { headers, cells } = row;
    if (!this.seenHeaders.has(headers)) this.seeHeaders(headers);
    const plan = this.plans.planFor(headers, this.plans.typeIn(headers, cells));
    this.nameless.see(row);
    const event: Record<string, unknown> = {};
    const beside: Record<string, unknown> = {};
    const rejection =
      this.fill(event, beside, row, plan) ?? this.rejectCount(event, beside, row, plan);
    if (rejection !== undefined) return rejection;
    for (const index of plan.unused) this.countUnused(row, index, plan);
    event["type"] ??= this.plans.onlyType;
    const written = event["id"];
    return {
      kind: "event",
      row: row.row,
      id: typeof written === "string" ? written : `${this.label}:${row.row}`,
      derived: typeof written !== "string",
      event,
      count: Number(beside["count"] ?? 1),
      plan,
      fields: this.keepFields ? fieldsOf(headers, cells) : undefined,
    };
  }

  /** Reads the cells of a row into the event; other columns are returned beside it. */
  private fill(
    event: Record<string, unknown>,
    beside: Record<string, unknown>,
    row: Cells,
    plan: Plan,
  ): RejectedRow | undefined {
    for (const step of plan.steps) {
      const cell = cleanCell(row.cells[step.index]);
      if (cell === undefined) continue;
      const read = step.column === "subject" ? plan.subjectReader(beside["kind"]) : step.read;
      const value = cell instanceof UnplacedRejection ? cell : read(cell);
      if (value instanceof UnplacedRejection) return rejectedRow(row, value, step.header);
      const target = step.beside ? beside : event;
      const before = target[step.field];
      if (before !== undefined && !isAlike(before, value)) {
        const name = plan.headerOf(step.field);
        return rejectedRow(
          row,
          new UnplacedRejection("two-columns", { name, expected: step.header }),
          step.header,
        );
      }
      target[step.field] = value;
    }
    if (event["at"] !== undefined) return undefined;
    return rejectedRow(
      row,
      new UnplacedRejection("date-missing", {}, noDateHint),
      plan.headerOf("at"),
    );
  }

  private rejectCount(
    event: Record<string, unknown>,
    beside: Record<string, unknown>,
    row: Cells,
    plan: Plan,
  ): RejectedRow | undefined {
    const { count } = beside;
    if (count === undefined) return undefined;
    const header = plan.headerOf("count");
    const number = typeof count === "string" && /^\d{1,9}$/.test(count) ? Number(count) : 0;
    if (number < 1 || number > largestCount) {
      const details = { value: count, expected: String(largestCount) };
      const text = String(count);
      const hint = readDecimal(text) === undefined ? numberHint(text) : undefined;
      return rejectedRow(row, new UnplacedRejection("count", details, hint), header);
    }
    const single = ["item", "revises", "retracts"].find((field) => event[field] !== undefined);
    if (number === 1 || single === undefined) return undefined;
    const name = plan.headerOf(single);
    return rejectedRow(row, new UnplacedRejection("count-item", { count: number, name }), header);
  }

  private seeHeaders(headers: Headers): void {
    this.seenHeaders.add(headers);
    for (const header of headers)
      if (isStrange(header, this.plans.columns)) this.unknown.add(header);
  }

  private countUnused({ row, headers, cells }: Cells, index: number, plan: Plan): void {
    const [header = "", cell] = [headers[index], cells[index]];
    if (cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === ""))
      return;
    const key = `${header}\n${plan.type?.id ?? ""}`;
    const found = this.unused.get(key) ?? { header, plan, row, count: 0 };
    found.count += 1;
    this.unused.set(key, found);
  }
}

function rejectedRow(
  row: Cells,
  rejection: UnplacedRejection,
  header: string | undefined,
): RejectedRow {
  return {
    kind: "rejected",
    row: row.row,
    rejection,
    header,
    fields: fieldsOf(row.headers, row.cells),
  };
}

function requireColumns(name: string, headers: Headers, plans: Plans): void {
  const there = new Set(headers.map((header) => plans.columns.builtin(header)));
  const missing = plans.required().filter((column) => !there.has(column));
  if (missing.length === 0) return;
  const names = missing.map((column) => plans.columns.nameOf(column));
  throw new FileError("header-missing", name, {
    text: { en: names.map(({ en }) => en).join(", "), zh: names.map(({ zh }) => zh).join("、") },
    names: headers,
  });
}

/** Two columns may have equal values; a list is compared value by value. */
function isAlike(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
