import { basename } from "node:path";
import { readDecimal } from "../values/exact.ts";
import { cleanCell } from "./cells.ts";
import { noDateHint } from "./hints.ts";
import { FileError, type Note, note, UnplacedRejection, unknownColumn } from "./messages.ts";
import { NamelessColumns } from "./nameless.ts";
import { numberHint } from "./number-hints.ts";
import { paddedNames } from "./padded.ts";
import { isStrange, type Plan, type Plans } from "./plan.ts";
import { type Fields, fieldsOf, type Headers, type Row } from "./row.ts";
import type { Source } from "./source.ts";
import { openTable, type Table, type TableOptions } from "./table.ts";
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

/** The last rows of sheets, in old and new workbooks. */
const fullSheets = [65_536, 1_048_576];

/** Reads the rows of one file as events. */
export class EventFile {
  private readonly unknown = new Set<string>();
  private readonly unused = new Map<string, Unused>();
  private readonly nameless = new NamelessColumns();
  private readonly totals = new TotalRows();
  private readonly seenHeaders = new WeakSet<Headers>();

  private constructor(
    private readonly plans: Plans,
    private readonly table: Table,
    private readonly keepFields: boolean,
    private readonly say: (note: Note) => void,
    /** The file's name in messages and derived ids. */
    private readonly label: string,
  ) {}

  /**
   * Opens a file. Undefined if one with the same content came before: its rows count once, and its notes are given
   * once.
   * @param labels the names of earlier files, by their content.
   */
  static async open(
    source: Source,
    plans: Plans,
    options: TableOptions & { readonly keepFields?: boolean },
    labels: Map<string, string>,
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
    let tell = (one: Note): void => void notes.push(one);
    const table = await openTable(source, guide, options, (one) => tell(one));
    const first = labels.get(table.hash);
    if (first !== undefined) {
      say(note("same-file", table.name, { expected: first }));
      return undefined;
    }
    tell = say;
    for (const one of notes) say(one);
    const short = basename(table.name);
    const label = [...labels.values()].includes(short) ? table.name : short;
    labels.set(table.hash, label);
    return new EventFile(plans, table, options.keepFields === true, say, label);
  }

  get name(): string {
    return this.table.name;
  }

  async *rows(): AsyncGenerator<EventRow | RejectedRow | IgnoredRow> {
    let last = 0;
    for await (const row of this.table.rows) {
      last = row.row;
      if (row.kind === "blank") yield row;
      else if (this.isTotal(row)) yield { kind: "total", row: row.row };
      else if (row.kind === "cells") yield this.read(row);
      else yield row;
    }
    if (fullSheets.includes(last)) this.say(note("sheet-full", this.name, { row: last }));
    for (const header of this.unknown) {
      this.say(unknownColumn(header, this.plans.columns.names(), this.name));
    }
    for (const one of this.nameless.notes(this.name)) this.say(one);
    for (const one of this.totals.notes(this.name)) this.say(one);
    for (const { header, plan, row, count } of this.unused.values()) {
      const details = { name: header, count, row, text: plan.type?.label };
      this.say(note("unused-cells", this.name, details));
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
