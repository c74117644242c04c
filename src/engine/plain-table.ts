import type { Column, EventTable } from "../document/table.ts";
import type { Moment } from "../values/time.ts";
import { isBlank } from "./attributes.ts";
import { isVisible, type PlainContext, type PlainType, refused } from "./plain-type.ts";

/** With more distinct values than these, the rows of an attribute are read one by one. */
const mostDistinct = 8192;

/** A value that has not been read yet. */
const unread = -2;

/** What each distinct value of a column stands for, as a number; each is read once. */
class Readings {
  /** By codes plus 1: the first is that of a row without a value. */
  private known: Int32Array;

  constructor(
    private readonly values: readonly unknown[],
    private readonly read: (raw: unknown) => number,
  ) {
    this.known = Int32Array.of(read(undefined));
  }

  of(code: number): number {
    const at = code + 1;
    const known = at >= 0 && at < this.known.length ? this.known[at]! : unread;
    return known === unread ? this.add(code) : known;
  }

  private add(code: number): number {
    const { values } = this;
    if (code < 0 || code >= values.length) return this.known[0]!;
    if (code + 1 >= this.known.length) {
      // A stream of tables may share one list of values, which grows.
      const known = new Int32Array(values.length + 1).fill(unread);
      known.set(this.known);
      this.known = known;
    }
    const number = this.read(values[code]);
    this.known[code + 1] = number;
    return number;
  }
}

/** A column of a table. */
interface Cells {
  /** Undefined: `values` are those of the rows. */
  readonly codes: Int32Array | undefined;
  readonly values: readonly unknown[];
}

const emptyCells: Cells = { codes: undefined, values: [] };

/** A column as events of one type read it. */
class CellReader {
  private readonly codes: Int32Array | undefined;
  private readonly values: readonly unknown[];

  constructor(
    { codes, values }: Cells,
    private readonly read: (raw: unknown) => number,
    private readonly readings: Readings,
  ) {
    this.codes = codes;
    this.values = values;
  }

  of(row: number): number {
    return this.codes === undefined
      ? this.read(this.values[row])
      : this.readings.of(this.codes[row]!);
  }
}

/** How the rows of one type are read. */
interface Plan {
  readonly type: PlainType;
  /** Undefined: events of the type have no subject. */
  readonly subject: CellReader | undefined;
  /** Attributes of the type with a column. */
  readonly attributes: readonly CellReader[];
  /** The slots of these attributes, then those of others with a default. */
  readonly slots: readonly number[];
  /** The codes of the current row; those of the defaults stay. */
  readonly codes: Int32Array;
  /** What has to be absent: columns that are no attributes of the type, or that make a correction. */
  readonly others: readonly CellReader[];
}

/** Reads the plain rows of tables, as {@link PlainReader} does of events that are objects. */
export class PlainTableReader {
  private readonly types: readonly PlainType[];
  private readonly typeIndex: ReadonlyMap<unknown, number>;
  private readonly moments: Moment[] = [];
  /** By their list of values, then by who reads them. */
  private readonly readings = new WeakMap<readonly unknown[], Map<string, Readings>>();

  constructor(
    types: ReadonlyMap<unknown, PlainType>,
    private readonly context: PlainContext,
  ) {
    this.types = [...types.values()];
    this.typeIndex = new Map([...types.keys()].map((id, index) => [id, index]));
  }

  /** @returns takes a row; false if it is not plain: then nothing has changed. */
  open({ columns, length }: EventTable): (row: number) => boolean {
    const column = (name: string): Column | undefined =>
      Object.hasOwn(columns, name) ? columns[name] : undefined;
    const [ids, types, days] = ["id", "type", "at"].map(column);
    if (ids === undefined || types === undefined || days === undefined) return () => false;
    const cells = new Map<string, Cells>();
    for (const [name, one] of Object.entries(columns))
      if (name !== "id") cells.set(name, cellsOf(one, length, alwaysCoded.has(name)));
    const typeReader = this.reader("type", cells, "", (raw) => this.typeIndex.get(raw) ?? refused);
    const dayReader = this.reader("at", cells, "", (raw) => this.momentOf(raw));
    const plans: (Plan | null | undefined)[] = [];
    const { moments } = this;
    const id = idReader(ids);
    return (row) => {
      const index = typeReader.of(row);
      if (index === refused) return false;
      let plan = plans[index];
      if (plan === undefined) {
        plan = this.planOf(index, cells);
        plans[index] = plan;
      }
      const moment = moments[dayReader.of(row)];
      return plan !== null && moment !== undefined && admit(plan, row, id(row), moment);
    };
  }

  /** @param whose who reads: columns with the same values are read once for all of theirs. */
  private reader(
    name: string,
    cells: ReadonlyMap<string, Cells>,
    whose: string,
    read: (raw: unknown) => number,
  ): CellReader {
    const own = cells.get(name) ?? emptyCells;
    const all = this.readings.get(own.values) ?? new Map<string, Readings>();
    this.readings.set(own.values, all);
    const key = `${whose} ${name}`;
    const readings = all.get(key) ?? new Readings(own.values, read);
    all.set(key, readings);
    return new CellReader(own, read, readings);
  }

  private momentOf(raw: unknown): number {
    const { clock, asOf } = this.context;
    const moment = typeof raw === "string" ? clock.read(raw) : undefined;
    if (moment === undefined || (asOf !== undefined && moment.day > asOf)) return refused;
    return this.moments.push(moment) - 1;
  }

  private planOf(index: number, cells: ReadonlyMap<string, Cells>): Plan | null {
    const type = this.types[index]!;
    const { attributes, fields, type: own } = type.type;
    const reader = (name: string, read: (raw: unknown) => number): CellReader =>
      this.reader(name, cells, own.id, read);
    const all = [...attributes.keys()];
    const present = all.filter((one) => cells.has(attributes[one]!.attribute.name));
    const absent = all.filter((one) => !present.includes(one));
    if (!absent.every((one) => type.values[one]!.mayBeBlank)) return null;
    const defaults = absent.filter((one) => type.values[one]!.fallback > 0);
    const written = [...present, ...defaults];
    const others = [...cells.keys()].filter((name) => !fields.has(name) && !alwaysCoded.has(name));
    return {
      type,
      subject: type.isImpersonal ? undefined : reader("subject", (raw) => type.subjectOf(raw)),
      attributes: present.map((one) =>
        reader(attributes[one]!.attribute.name, (raw) => type.values[one]!.of(raw)),
      ),
      slots: written.map((one) => attributes[one]!.slot),
      codes: Int32Array.from(written, (one) => type.values[one]!.fallback),
      others: others.map((name) => reader(name, (raw) => (isBlank(raw) ? 0 : refused))),
    };
  }
}

/** Columns of which distinct values are few, or are looked up anyway. */
const alwaysCoded: ReadonlySet<string> = new Set(["type", "at", "subject"]);

function admit(
  { type, subject, attributes, slots, codes, others }: Plan,
  row: number,
  id: unknown,
  moment: Moment,
): boolean {
  if (typeof id !== "string" || !isVisible(id)) return false;
  const whose = subject === undefined ? 0 : subject.of(row);
  if (whose === refused) return false;
  for (let one = 0; one < others.length; one += 1)
    if (others[one]!.of(row) === refused) return false;
  for (let one = 0; one < attributes.length; one += 1) {
    const code = attributes[one]!.of(row);
    if (code === refused) return false;
    codes[one] = code;
  }
  return type.admit(id, whose, moment, slots, codes);
}

function idReader(column: Column): (row: number) => unknown {
  if (!("codes" in column)) return (row) => column[row];
  const { codes, values } = column;
  return (row) => values[codes[row]!];
}

/** A column by codes; one of too many distinct values as it is. */
function cellsOf(column: Column, length: number, always: boolean): Cells {
  if ("codes" in column) {
    const { codes, values } = column;
    return { codes: codes instanceof Int32Array ? codes : Int32Array.from(codes), values };
  }
  const codes = new Int32Array(length);
  const values: unknown[] = [];
  const known = new Map<unknown, number>();
  for (let row = 0; row < length; row += 1) {
    const raw: unknown = column[row];
    let code = known.get(raw);
    if (code === undefined) {
      if (values.length === mostDistinct && !always)
        return { codes: undefined, values: column as readonly unknown[] };
      code = values.push(raw) - 1;
      known.set(raw, code);
    }
    codes[row] = code;
  }
  return { codes, values };
}
