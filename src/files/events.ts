import type { EventRecord, SubjectRecord } from "../document/event.ts";
import type { Rejection } from "../document/result.ts";
import { type EventTable, type TableStream, tablesOf } from "../document/table.ts";
import { IdList } from "../engine/id-list.ts";
import { eventsOf } from "../engine/table-reader.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { demandArgument, demandLoaded } from "../values/arguments.ts";
import { readPeriod } from "../values/calendar.ts";
import * as kinds from "../values/option-kinds.ts";
import {
  EventFile,
  type EventRow,
  type EventRows,
  Labels,
  type RejectedRow,
} from "./event-rows.ts";
import { type Note, note, type RowRejection } from "./messages.ts";
import { numberingHint, type SharedNumbers, separateNumbering } from "./numbering.ts";
import { type EventPlace, EventPlaces } from "./places.ts";
import { Plans, subjectsIn } from "./plan.ts";
import { contentFields, RepeatedRows } from "./repeated.ts";
import { Roster } from "./roster.ts";
import type { Source } from "./source.ts";
import type { TableOptions } from "./table.ts";
import { fieldOf, inWords } from "./words.ts";

/** A loaded ruleset, as far as reading needs it. */
interface RulesetOfFiles {
  readonly resolved: ResolvedRuleset;
}

/** How to read event files. */
export interface ReadEventsOptions extends TableOptions {
  /** The roster: subjects may then be named by id or by name. */
  readonly subjects?: Iterable<SubjectRecord>;
  /** The scored period, such as `2024` or `2024-Q1`: hints on dates without a year use its year. */
  readonly period?: string;
  /** Keep the original rows, so that rejected ones can be written out again. */
  readonly keepFields?: boolean;
}

/** A file with its last row that was read. */
interface OpenedFile {
  readonly file: EventFile;
  last: number;
}

/** The most events that are listed before they are handed on. */
const mostListed = 1024;

const fewAsked = 3;

/** Rows in = events, expanded + rejected + blank + totals. */
export interface ReadCounts {
  /** Rows below the headers. */
  readonly rows: number;
  readonly blank: number;
  /** Rows of totals. */
  readonly totals: number;
  readonly rejected: number;
  /** Events passed on: more than rows if a count column expands some. */
  readonly events: number;
}

/** A row that counts once with an earlier one. */
export interface Duplicate {
  readonly file: string;
  readonly row: number;
  readonly first: { readonly file: string; readonly row: number };
}

/**
 * Reads event files: an async iterable of events for `score`. Notes on the files, rows that are not
 * events, and the place of each event are known once it has been iterated. A rejected row stops nothing: it is
 * skipped, and reported in `rejected`.
 * @throws {FileError} during iteration, if a file cannot be read or is not a file of events.
 */
export function readEvents(
  sources: Source | readonly Source[],
  ruleset: RulesetOfFiles,
  options: ReadEventsOptions = {},
): EventFiles {
  demandArgument("sources of readEvents", sources, kinds.sources);
  demandLoaded("readEvents", ruleset);
  const list = typeof sources === "string" || "content" in sources ? [sources] : sources;
  return new EventFiles(list as readonly Source[], ruleset.resolved, options);
}

/**
 * The events of files, in order; the files are read during iteration. Where an event stands is found by reading them
 * again.
 */
export class EventFiles implements AsyncIterable<EventRecord>, TableStream {
  /** Rows that are not events. */
  readonly rejected: RowRejection[] = [];
  readonly notes: Note[] = [];
  private readonly plans: Plans;
  private readonly tally = {
    rows: 0,
    blank: 0,
    totals: 0,
    rejected: 0,
    events: 0,
    derived: 0,
    expanded: 0,
    copies: 0,
  };
  private firstDerived = "";
  private readonly opened: OpenedFile[] = [];
  private readonly repeats = new RepeatedRows();
  private known: EventPlaces | undefined;
  /** How often a place was asked for. */
  private asked = 0;

  constructor(
    private readonly sources: readonly Source[],
    ruleset: ResolvedRuleset,
    private readonly options: ReadEventsOptions,
  ) {
    const span = options.period === undefined ? undefined : readPeriod(options.period);
    this.plans = new Plans(ruleset, new Roster(ruleset, options.subjects ?? []), span);
  }

  get counts(): ReadCounts {
    const { rows, blank, totals, rejected, events } = this.tally;
    return { rows, blank, totals, rejected, events };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EventRecord> {
    for await (const batch of this.batches())
      yield* (Array.isArray(batch) ? batch : eventsOf(batch)) as Iterable<EventRecord>;
  }

  [tablesOf](): ReturnType<TableStream[typeof tablesOf]> {
    return { tables: this.tables(), ids: new IdList() };
  }

  private async *tables(): AsyncGenerator<EventTable> {
    for await (const batch of this.batches()) yield Array.isArray(batch) ? tableOf(batch) : batch;
  }

  /** The events in their order: tables of those with nothing special about them, lists of the others. */
  private async *batches(): AsyncGenerator<EventTable | EventRecord[]> {
    const labels = new Labels();
    const say = (one: Note): void => void this.notes.push(one);
    for (const source of this.sources) {
      const file = await EventFile.open(source, this.plans, this.options, labels, say);
      if (file === undefined) continue;
      const opened = { file, last: 0 };
      this.opened.push(opened);
      yield* this.batchesOf(opened);
    }
    this.conclude();
  }

  private *batchesOf(opened: OpenedFile): Generator<EventTable | EventRecord[]> {
    const { name } = opened.file;
    let events: EventRecord[] = [];
    for (const row of opened.file.rowsTogether()) {
      if (events.length > 0 && (row.kind === "events" || events.length >= mostListed)) {
        yield events;
        events = [];
      }
      if (row.kind === "events") {
        this.takeTable(opened, row);
        yield row.table;
        continue;
      }
      this.tally.rows += 1;
      if (row.kind === "blank") this.tally.blank += 1;
      else if (row.kind === "total") this.tally.totals += 1;
      else if (row.kind === "rejected") this.reject(name, row);
      else for (const event of this.events(name, row)) events.push(event);
      opened.last = row.row;
    }
    if (events.length > 0) yield events;
  }

  private takeTable(opened: OpenedFile, { row, table }: EventRows): void {
    const { length } = table;
    this.tally.rows += length;
    this.tally.events += length;
    // Only a row without an id can be told from none with the same content.
    if (this.repeats.isLooking) {
      const fields = contentFields(Object.keys(table.columns));
      let at = row - length;
      for (const event of eventsOf(table)) {
        at += 1;
        this.repeats.see({ file: opened.file.name, row: at }, event as EventRow["event"], fields);
      }
    }
    opened.last = row;
  }

  private conclude(): void {
    const file = this.opened[0]?.file.name ?? "";
    const { tally } = this;
    this.notes.push(...this.repeats.notes());
    if (tally.rows === tally.blank) this.notes.push(note("no-rows", file));
    if (tally.derived > 0) {
      const details = { count: tally.derived, value: this.firstDerived };
      this.notes.push(note("derived-ids", file, details));
    }
    if (tally.expanded > 0) {
      const details = { count: tally.expanded, expected: String(tally.copies) };
      this.notes.push(note("expanded", file, details));
    }
  }

  private *events(file: string, row: EventRow): Generator<EventRecord> {
    if (row.derived) {
      this.tally.derived += 1;
      this.firstDerived ||= row.id;
      if (!this.repeats.isLooking) this.lookForRepeats();
    }
    if (this.repeats.isLooking) this.repeats.seeRow(file, row);
    if (row.count > 1) {
      this.tally.expanded += 1;
      this.tally.copies += row.count;
    }
    for (const id of idsOf(row)) {
      this.tally.events += 1;
      yield (row.event["id"] === id ? row.event : { ...row.event, id }) as unknown as EventRecord;
    }
  }

  /** The rows so far are looked at again: all of them have ids. */
  private lookForRepeats(): void {
    this.repeats.isLooking = true;
    for (const [{ name }, row] of this.eventsAgain()) this.repeats.seeRow(name, row);
  }

  /** The events that were read so far, from the files. */
  private *eventsAgain(
    wanted?: ReadonlySet<string>,
  ): Generator<readonly [file: EventFile, row: EventRow]> {
    // Several events of one row have its id with a number.
    const ids = wanted && new Set([...wanted].flatMap((id) => [id, id.replace(/\/\d+$/, "")]));
    for (const { file, last } of this.opened) {
      const again = file.again();
      for (const row of ids === undefined ? again.rows() : again.rowsOf(ids)) {
        if (row.row > last) break;
        if (row.kind === "event") yield [file, row];
      }
    }
  }

  /** The places of all events, or of some. */
  private places(wanted?: ReadonlySet<string>): EventPlaces {
    if (this.known !== undefined) return this.known;
    const places = new EventPlaces();
    if (wanted?.size === 0) return places;
    for (const [{ name }, row] of this.eventsAgain(wanted)) {
      const place: EventPlace = { file: name, row: row.row, plan: row.plan, fields: row.fields };
      for (const id of idsOf(row)) if (wanted?.has(id) !== false) places.add(id, place);
    }
    if (wanted === undefined) this.known = places;
    return places;
  }

  private reject(file: string, row: RejectedRow): void {
    this.tally.rejected += 1;
    const { code, message, hint } = row.rejection;
    this.rejected.push({
      code,
      file,
      row: row.row,
      ...(row.header === undefined ? {} : { column: row.header }),
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(this.options.keepFields === true ? { fields: row.fields } : {}),
    });
  }

  /** The places of the events of an id: file and row, in the order of the files. */
  placesOf(event: string): readonly { readonly file: string; readonly row: number }[] {
    this.asked += 1;
    // A few are looked for one by one; more are worth an index of all.
    return this.places(this.asked > fewAsked ? undefined : new Set([event]))
      .of(event)
      .map(({ file, row }) => ({ file, row }));
  }

  /** Rows that repeat the id and the content of an earlier one, which counts: each with the row that it repeats. */
  duplicates(rejections: readonly Rejection[]): readonly Duplicate[] {
    const rejected = new Set(rejections.map(({ event }) => event));
    const found = new Map<EventPlace, Duplicate>();
    for (const [id, places] of this.places().several()) {
      if (rejected.has(id)) continue;
      const [first, ...others] = places;
      if (first === undefined) continue;
      for (const one of others) found.set(one, { file: one.file, row: one.row, first });
    }
    return [...found.values()];
  }

  /** Whom a rejected row names: by id, or as written. It needs the row's fields (`keepFields`). */
  subjectsOf({ fields = [] }: RowRejection): readonly string[] {
    const headers = fields.map(([header]) => header);
    const cells = fields.map(([, text]) => text);
    return subjectsIn(cells, this.plans.planFor(headers, this.plans.typeIn(headers, cells)));
  }

  /** All rows that do not count, in the order of the files: those rejected by the reader and those rejected by scoring. */
  allRejected(rejections: readonly Rejection[]): readonly RowRejection[] {
    const isConflict = rejections.some(({ code }) => code === "conflict");
    const wanted = new Set(rejections.flatMap(({ event }) => event ?? []));
    const known = this.places(isConflict ? undefined : wanted);
    const scored = new Map<string, RowRejection>();
    const conflicts = new Map<string, number>();
    const numbering = this.numberingOf(rejections);
    for (const rejection of rejections) {
      const { event = "" } = rejection;
      const places = known.of(event);
      // Every version of a conflict is rejected, one by one; of the rest, the first of an id is named.
      const turn = rejection.code === "conflict" ? (conflicts.get(event) ?? 0) : 0;
      conflicts.set(event, turn + 1);
      const shared = rejection.code === "conflict" ? numbering.get(event) : undefined;
      const located = this.located(rejection, places, turn, shared);
      const key = `${located.file}\n${located.row}\n${located.code}\n${located.column ?? ""}`;
      const same = scored.get(key);
      scored.set(key, same === undefined ? located : { ...same, events: (same.events ?? 1) + 1 });
    }
    const files = this.opened.map(({ file }) => file.name);
    const rank = ({ file }: RowRejection): number => files.indexOf(file);
    return [...this.rejected, ...scored.values()].sort(
      (a, b) => rank(a) - rank(b) || a.row - b.row,
    );
  }

  /** The ids in conflict between files that number their rows separately. */
  private numberingOf(rejections: readonly Rejection[]): ReadonlyMap<string, SharedNumbers> {
    const inConflict = new Set(
      rejections.flatMap(({ code, event }) =>
        code === "conflict" && event !== undefined ? [event] : [],
      ),
    );
    if (inConflict.size === 0) return new Map();
    return separateNumbering(this.places().several(), inConflict);
  }

  private located(
    rejection: Rejection,
    places: readonly EventPlace[],
    turn: number,
    shared: SharedNumbers | undefined,
  ): RowRejection {
    const place = places[turn] ?? places[0];
    const field = fieldOf(rejection, place?.plan);
    const header = field === undefined ? undefined : place?.plan.headerOf(field);
    const words = inWords(rejection, place?.plan, header, this.plans);
    const hint = shared === undefined ? words.hint : numberingHint(shared, header ?? "id");
    return {
      code: rejection.code,
      file: place?.file ?? "",
      row: place?.row ?? 0,
      ...(header === undefined ? {} : { column: header }),
      message: words.message,
      ...(hint === undefined ? {} : { hint }),
      ...(place?.fields === undefined ? {} : { fields: place.fields }),
    };
  }
}

/** The ids of the events of a row. */
function idsOf({ id, count }: EventRow): readonly string[] {
  return count === 1 ? [id] : Array.from({ length: count }, (_, at) => `${id}/${at + 1}`);
}

/** Events as a table. */
function tableOf(events: readonly EventRecord[]): EventTable {
  const names = new Set(events.flatMap((event) => Object.keys(event)));
  const columns = [...names].map((name) => [name, events.map((event) => event[name])] as const);
  return { length: events.length, columns: Object.fromEntries(columns) };
}
