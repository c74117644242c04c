import { retractionType } from "../document/event.ts";
import type { ValueType } from "../expression/types.ts";
import type { Attribute, EventType, ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Span } from "../values/calendar.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { CellReaders, cleanCell, type ReadCell, readId, readListed, readText } from "./cells.ts";
import { type EventColumn, EventColumns, isRejectionColumn } from "./columns.ts";
import type { Roster } from "./roster.ts";
import type { Headers } from "./row.ts";
import { sparePlace } from "./spare.ts";

/** How one cell of a row becomes a field of the event. */
export interface Step {
  readonly index: number;
  readonly field: string;
  readonly header: string;
  readonly read: ReadCell;
  readonly column: EventColumn | undefined;
  /** Is a text a value that the ruleset or the roster has for this column? */
  readonly knows: (text: string) => boolean;
  /** Its cells identify the event of a row, or its subject. */
  readonly identifies: boolean;
  /** It describes the row and is not a field of the event. */
  readonly beside: boolean;
}

/** How the rows of some headers and some type of event are read. */
export interface Plan {
  readonly type: EventType | undefined;
  readonly headers: Headers;
  readonly steps: readonly Step[];
  /** Columns that apply only to other types of event. */
  readonly unused: readonly number[];
  /** Headers that are unknown for every type of event. */
  readonly strange: readonly string[];
  /** Reads the subject; where the row states its kind, among those of that kind. */
  subjectReader(kind: unknown): ReadCell;
  /** The column that a field of the event comes from. */
  headerOf(field: string): string | undefined;
}

const identifying: ReadonlySet<EventColumn> = new Set(["id", "type", "at", "subject"]);

/** Does a column identify the event of a row, or its subject? */
export function saysWhich(column: EventColumn): boolean {
  return identifying.has(column);
}

/** Does a column have an unknown header? */
export function isStrange(header: string, columns: EventColumns): boolean {
  if (header === "" || isRejectionColumn(header) || sparePlace(header) !== undefined) return false;
  return !columns.knows(header);
}

/** Whom a row names, in the column of subjects or in an attribute: by id, or as written. */
export function subjectsIn(cells: readonly unknown[], plan: Plan): string[] {
  const clean = ({ index }: Step): string | undefined => {
    const cell = cleanCell(cells[index]);
    return typeof cell === "string" ? cell : undefined;
  };
  const kindStep = plan.steps.find(({ column }) => column === "kind");
  const kind = kindStep === undefined ? undefined : clean(kindStep);
  const ofKind = plan.subjectReader(kind === undefined ? undefined : kindStep?.read(kind));
  return plan.steps.flatMap((step) => {
    const isSubject = step.column === "subject";
    const text = isSubject || (step.column === undefined && step.identifies) ? clean(step) : "";
    if (text === undefined || text === "") return [];
    const read = isSubject ? ofKind(text) : step.read(text);
    return [read].flat().filter((one) => typeof one === "string");
  });
}

const retraction = { en: "retraction", zh: "撤销", also: ["撤回"] };

/** Plans for the rows of files: made once for each list of headers and each type. */
export class Plans {
  readonly columns: EventColumns;
  private readonly cells: CellReaders;
  private readonly typeOf: ReadCell;
  /** If the ruleset has one type of event, rows need not name it. */
  readonly onlyType: string | undefined;
  private readonly plans = new WeakMap<Headers, Map<string, Plan>>();
  private readonly typeColumns = new WeakMap<Headers, readonly number[]>();

  constructor(
    readonly ruleset: ResolvedRuleset,
    readonly roster: Roster,
    /** The days of the scored period, if known, for hints. */
    span?: Span,
  ) {
    this.columns = new EventColumns(ruleset);
    this.cells = new CellReaders(ruleset, roster, span);
    const types = [...ruleset.events.values()];
    this.onlyType = types.length === 1 ? types[0]?.id : undefined;
    this.typeOf = readListed([
      ...types.map(({ id, label }) => [id, label] as const),
      [retractionType, retraction],
    ]);
  }

  /** Required built-in columns. */
  required(): readonly EventColumn[] {
    const types = [...this.ruleset.events.values()];
    return [
      ...(this.onlyType === undefined ? (["type"] as const) : []),
      "at",
      ...(types.some((type) => type.subjects.length > 0) ? (["subject"] as const) : []),
    ];
  }

  /** The columns that state the type. */
  typesAmong(headers: Headers): readonly number[] {
    let indices = this.typeColumns.get(headers);
    if (indices === undefined) {
      indices = headers.flatMap((header, index) =>
        this.columns.builtin(header) === "type" ? [index] : [],
      );
      this.typeColumns.set(headers, indices);
    }
    return indices;
  }

  /** The type of a row: an id of the ruleset, or what the cell says. */
  typeIn(headers: Headers, cells: readonly unknown[]): string | undefined {
    const indices = this.typesAmong(headers);
    for (const index of indices) {
      const cell = cells[index];
      const found = typeof cell === "string" ? this.typeOf(cell.trim()) : undefined;
      if (typeof found === "string" && found !== "") return found;
    }
    return indices.length === 0 ? this.onlyType : undefined;
  }

  planFor(headers: Headers, type: string | undefined): Plan {
    const known = this.plans.get(headers) ?? new Map<string, Plan>();
    this.plans.set(headers, known);
    // Unknown types share one plan.
    const key = type !== undefined && this.ruleset.events.has(type) ? type : "";
    const plan = known.get(key) ?? this.makePlan(headers, this.ruleset.events.get(key));
    known.set(key, plan);
    return plan;
  }

  private makePlan(headers: Headers, type: EventType | undefined): Plan {
    const steps: Step[] = [];
    const unused: number[] = [];
    const strange = headers.filter((header) => isStrange(header, this.columns));
    for (const [index, header] of headers.entries()) {
      const step = this.stepFor(header, index, type);
      if (step !== undefined) steps.push(step);
      else if (type !== undefined && this.columns.knows(header)) unused.push(index);
    }
    // The kind comes first: the subject is looked for among those of its kind.
    steps.sort((a, b) => Number(b.column === "kind") - Number(a.column === "kind"));
    const headerOf = new Map([...steps].reverse().map((step) => [step.field, step.header]));
    const kinds = type?.subjects ?? [...this.ruleset.kinds.keys()];
    const ofAny = this.cells.forSubject(kinds);
    const ofOne = new Map(kinds.map((kind) => [kind, this.cells.forSubject([kind])]));
    return {
      type,
      headers,
      steps,
      unused,
      strange,
      headerOf: (field) => headerOf.get(field),
      subjectReader: (kind) => ofOne.get(String(kind)) ?? ofAny,
    };
  }

  private stepFor(header: string, index: number, type: EventType | undefined): Step | undefined {
    const meaning = this.columns.meaning(header, type);
    if (meaning === undefined) return undefined;
    if (meaning.kind === "attribute") {
      const { attribute } = meaning;
      const read = attribute.name === "item" ? readId : this.cells.forAttribute(attribute);
      const own = { index, header, field: attribute.name, read, column: undefined, beside: false };
      const { known, identifies } = this.valuesOf(attribute);
      return { ...own, identifies, knows: (text) => known(read(text), text) };
    }
    const { column } = meaning;
    if (column === "subject" && type?.subjects.length === 0) return undefined;
    const beside = column === "count" || column === "kind";
    const read = this.readerOf(column);
    const kinds = type?.subjects ?? [...this.ruleset.kinds.keys()];
    const known: Readonly<Partial<Record<EventColumn, (text: string) => boolean>>> = {
      type: (text) => read(text) !== text || this.ruleset.events.has(text),
      kind: (text) => this.ruleset.kinds.has(String(read(text))),
      subject: (text) => this.roster.knows(text, kinds),
    };
    const identifies = saysWhich(column);
    const knows = known[column] ?? (() => false);
    return { index, header, field: column, read, column, beside, identifies, knows };
  }

  /** Is a text, or what it is read as, a value that the ruleset or the roster has for an attribute? */
  private valuesOf({ type }: Attribute): {
    readonly known: (value: unknown, text: string) => boolean;
    readonly identifies: boolean;
  } {
    const none = () => () => false;
    const tests: ByKind<ValueType, [], (value: unknown, text: string) => boolean> = {
      number: none,
      text: none,
      boolean: () => (value) => typeof value === "boolean",
      day: none,
      calendar: none,
      enum: ({ name }) => {
        const values = this.ruleset.enums.get(name);
        return (value) => [value].flat().every((one) => values?.has(String(one)) === true);
      },
      subject:
        ({ kinds }) =>
        (_, text) =>
          this.roster.knows(text, kinds),
      list: none,
      unknown: none,
    };
    const one = type.kind === "list" ? type.of : type;
    return { known: dispatch(tests, one), identifies: one.kind === "subject" };
  }

  private readerOf(column: EventColumn): ReadCell {
    if (column === "at") return this.cells.at;
    if (column === "type") return this.typeOf;
    if (column === "kind") {
      return readListed(
        [...this.ruleset.kinds.values()].map(({ id, label }) => [id, label] as const),
      );
    }
    return column === "count" || column === "subject" ? readText : readId;
  }
}
