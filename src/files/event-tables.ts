import type { Column, EventTable } from "../document/table.ts";
import { CellCodes, isBlankCell, isOddCell } from "./cell-codes.ts";
import { cleanCell } from "./cells.ts";
import { isGuarded } from "./guard.ts";
import { UnplacedRejection } from "./messages.ts";
import type { Plan, Plans, Step } from "./plan.ts";
import type { Records } from "./records.ts";
import type { Headers } from "./row.ts";
import { sparePlace } from "./spare.ts";
import { totalForm } from "./totals.ts";

/** The most rows of a table. */
const mostRows = 4096;

/** Instead of a code: the row has no value; the cell is not read yet; its row has to be looked at as a whole. */
const [absent, unread, odd] = [-1, -2, -3];

/** A column of the table that is filled. */
class FieldColumn {
  readonly codes = new Int32Array(mostRows).fill(absent);
  /** The same list for all tables: it only grows. */
  readonly values: unknown[] = [];
  /** The values themselves, once one has no code. */
  private list: unknown[] | undefined;
  private readonly known = new Map<unknown, number>();
  private isUsed = false;

  constructor(
    readonly name: string,
    /** Its place among the columns. */
    readonly place: number,
  ) {}

  codeOf(value: unknown): number {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const code = this.values.push(value) - 1;
    this.known.set(value, code);
    return code;
  }

  setCode(row: number, code: number): void {
    this.isUsed = true;
    if (this.list === undefined) this.codes[row] = code;
    else this.list[row] = this.values[code];
  }

  setValue(row: number, value: unknown): void {
    this.list ??= this.listed();
    this.isUsed = true;
    this.list[row] = value;
  }

  clear(row: number): void {
    this.codes[row] = absent;
    if (this.list !== undefined) this.list[row] = undefined;
  }

  /** The column up to a row, which begins anew; undefined if it is empty. */
  finish(length: number): Column | undefined {
    if (!this.isUsed) return undefined;
    const { list, values } = this;
    const column =
      list === undefined
        ? { codes: this.codes.slice(0, length), values }
        : length === mostRows
          ? list
          : list.slice(0, length);
    this.codes.fill(absent, 0, length);
    this.list = undefined;
    this.isUsed = false;
    return column;
  }

  private listed(): unknown[] {
    const list = new Array<unknown>(mostRows).fill(undefined);
    if (this.isUsed)
      for (const [row, code] of this.codes.entries()) if (code >= 0) list[row] = this.values[code];
    return list;
  }
}

/** A step of a plan, with what each distinct cell is read as. */
interface CodedStep {
  readonly step: Step;
  readonly index: number;
  readonly isRequired: boolean;
  readonly column: FieldColumn;
  /** For each code of the cells a code of the column. */
  codes: Int32Array;
}

interface CodedPlan {
  readonly plan: Plan;
  readonly steps: readonly CodedStep[];
  /** Cells that have to be blank: what they say is not said by the event alone. */
  readonly blanks: readonly number[];
}

const required: ReadonlySet<string> = new Set(["id", "at", "type"]);

/** Reads rows of CSV into tables of events, as long as nothing is special about them. */
export class EventTables {
  /** How many rows the table has so far. */
  length = 0;
  private readonly cells: readonly CellCodes[];
  private readonly codes: Int32Array;
  /** The texts of cells without a code. */
  private readonly texts: string[] = [];
  private readonly columns: FieldColumn[] = [];
  private readonly nameless: readonly number[];
  private readonly typeIndex: number;
  private readonly onlyType: FieldColumn | undefined;
  /** No row is taken. */
  private readonly isOff: boolean;
  /** By the code of the type's cell; null: rows of it are looked at one by one. */
  private readonly plans: (CodedPlan | null | undefined)[] = [];

  constructor(
    private readonly plansOf: Plans,
    private readonly headers: Headers,
  ) {
    this.cells = headers.map((header) => new CellCodes(plansOf.columns.builtin(header) === "id"));
    this.codes = new Int32Array(headers.length);
    this.nameless = headers.flatMap((header, index) => (header.trim() === "" ? [index] : []));
    const types = plansOf.typesAmong(headers);
    this.typeIndex = types.length === 1 ? types[0]! : -1;
    if (types.length === 0) this.onlyType = this.columnOf("type", headers.length);
    // Which of several columns states the type differs from row to row, and so does what a spare cell means.
    const haveSpare = headers.some((header) => sparePlace(header) !== undefined);
    this.isOff = types.length > 1 || haveSpare;
  }

  get isFull(): boolean {
    return this.length === mostRows;
  }

  /** Takes a row, unless there is something special about it. */
  take(records: Records): boolean {
    if (this.isOff || records.count !== this.headers.length || records.isEscaped) return false;
    if (!this.readCells(records)) return false;
    const plan = this.planOf(this.typeIndex < 0 ? 0 : this.codes[this.typeIndex]!);
    if (plan === null) return false;
    const row = this.length;
    if (!this.fill(row, plan)) {
      for (const { column } of plan.steps) column.clear(row);
      return false;
    }
    this.onlyType?.setCode(row, 0);
    this.length += 1;
    return true;
  }

  /** The table, which begins anew. */
  finish(): EventTable {
    const columns: Record<string, Column> = {};
    for (const field of this.columns) {
      const column = field.finish(this.length);
      if (column !== undefined) columns[field.name] = column;
    }
    const { length } = this;
    this.length = 0;
    return { length, columns };
  }

  private readCells(records: Records): boolean {
    const { cells, codes } = this;
    const { data, starts, ends, hashes } = records;
    for (let index = 0; index < cells.length; index += 1) {
      const known = cells[index]!;
      const code = known.codeOf(data, starts[index]!, ends[index]!, hashes[index]!);
      codes[index] = code;
      if (code < 0) {
        const text = textIn(records, index);
        if (text === undefined) return false;
        this.texts[index] = text;
      } else if (known.flags[code] === isOddCell) return false;
    }
    return true;
  }

  private fill(row: number, { steps, blanks }: CodedPlan): boolean {
    const { codes, cells } = this;
    for (const index of blanks) {
      const code = codes[index]!;
      if (code < 0 ? this.texts[index] !== "" : cells[index]!.flags[code] !== isBlankCell)
        return false;
    }
    for (let at = 0; at < steps.length; at += 1) {
      const one = steps[at]!;
      const cell = codes[one.index]!;
      if (cell < 0) {
        const text = this.texts[one.index]!;
        const value = text === "" ? undefined : one.step.read(text);
        if (value instanceof UnplacedRejection) return false;
        if (value !== undefined) one.column.setValue(row, value);
        else if (one.isRequired) return false;
        continue;
      }
      let code = cell < one.codes.length ? one.codes[cell]! : unread;
      if (code === unread) code = this.readCode(one, cell);
      if (code >= 0) one.column.setCode(row, code);
      else if (code === odd || one.isRequired) return false;
    }
    return true;
  }

  /** Reads a distinct cell once. */
  private readCode(one: CodedStep, cell: number): number {
    const value = read(one, this.cells[one.index]!.text(cell));
    const code =
      value instanceof UnplacedRejection
        ? odd
        : value === undefined
          ? absent
          : one.column.codeOf(value);
    if (cell >= one.codes.length) {
      const longer = new Int32Array(Math.max(64, this.cells[one.index]!.size * 2)).fill(unread);
      longer.set(one.codes);
      one.codes = longer;
    }
    one.codes[cell] = code;
    return code;
  }

  private planOf(type: number): CodedPlan | null {
    if (type < 0) return null;
    let plan = this.plans[type];
    if (plan === undefined) {
      plan = this.makePlan(type);
      this.plans[type] = plan;
    }
    return plan;
  }

  private makePlan(type: number): CodedPlan | null {
    const { headers, plansOf, typeIndex } = this;
    const cells = headers.map((_, index) =>
      index === typeIndex ? this.cells[index]!.text(type) : "",
    );
    const plan = plansOf.planFor(headers, plansOf.typeIn(headers, cells));
    const fields = plan.steps.filter(({ beside }) => !beside);
    const names = new Set(fields.map(({ field }) => field));
    // Two columns of one field have to agree; an event without an id gets one from its place.
    if (names.size < fields.length || !names.has("id") || !names.has("at")) return null;
    const steps = fields.map((step) => ({
      step: step.column === "subject" ? { ...step, read: plan.subjectReader(undefined) } : step,
      index: step.index,
      isRequired: required.has(step.field),
      column: this.columnOf(step.field, step.index),
      codes: new Int32Array(0),
    }));
    const beside = plan.steps.filter((one) => one.beside).map(({ index }) => index);
    return { plan, steps, blanks: [...plan.unused, ...beside, ...this.nameless] };
  }

  private columnOf(field: string, place: number): FieldColumn {
    const known = this.columns.find(({ name }) => name === field);
    if (known !== undefined) return known;
    const column = new FieldColumn(field, place);
    if (field === "type" && place === this.headers.length) column.codeOf(this.plansOf.onlyType);
    this.columns.push(column);
    this.columns.sort((a, b) => a.place - b.place);
    return column;
  }
}

/** What a cell is read as, as in a row that is read by itself; undefined if it is blank. */
function read({ step }: CodedStep, text: string): unknown {
  const cell = cleanCell(text);
  return cell === undefined || cell instanceof UnplacedRejection ? cell : step.read(cell);
}

/** The normalised text of a cell without a code; undefined where its row has to be looked at as a whole. */
function textIn(records: Records, index: number): string | undefined {
  const [start, end] = [records.starts[index]!, records.ends[index]!];
  if (isPlain(records.data, start, end)) return records.ascii(start, end);
  const text = records.text(index);
  if (isGuarded(text) || totalForm(text) !== undefined) return undefined;
  const clean = cleanCell(text) ?? "";
  return typeof clean === "string" ? clean : undefined;
}

const [space, apostrophe, tilde] = [0x20, 0x27, 0x7e];

/** Is a cell printable ASCII without blanks around it or any word of three letters? */
function isPlain(data: Buffer, start: number, end: number): boolean {
  if (data[start] === space || data[start] === apostrophe || data[end - 1] === space) return false;
  let letters = 0;
  for (let at = start; at < end; at += 1) {
    const byte = data[at]!;
    if (byte < space || byte > tilde) return false;
    const letter = byte | 0x20;
    letters = letter >= 0x61 && letter <= 0x7a ? letters + 1 : 0;
    if (letters === 3) return false;
  }
  return true;
}
