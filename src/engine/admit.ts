import { retractionType } from "../document/event.ts";
import type { Rejection, Warning } from "../document/result.ts";
import type { EventTable } from "../document/table.ts";
import type { Frame } from "../program/frame.ts";
import type { Program, ProgramCheck, ProgramEvent } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import { unfit } from "../values/arguments.ts";
import type { Day } from "../values/day.ts";
import { suggestion } from "../values/issue.ts";
import {
  type NoticeDetails,
  type RejectionCode,
  rejectionCodes,
  rejectionMessage,
  warningMessage,
} from "../values/notice.ts";
import { nearest, quote, type Text } from "../values/text.ts";
import type { Clock, Moment } from "../values/time.ts";
import { AttributeReader, isBlank } from "./attributes.ts";
import { failuresOf } from "./checks.ts";
import { PlainReader } from "./plain.ts";
import { PlainTableReader } from "./plain-table.ts";
import { plainTypes } from "./plain-type.ts";
import type { EventStore, NewEvent } from "./store.ts";
import type { Subjects } from "./subjects.ts";
import { eventOf } from "./table-reader.ts";
import { eventKeys, UnknownAttributes } from "./unknown.ts";
import { Versions } from "./versions.ts";

type RawEvent = Readonly<Record<string, unknown>>;

/** The details of a rejection, besides its code. */
interface RejectionDetails extends NoticeDetails {
  readonly clauses?: readonly string[];
  /** The value that was probably meant. */
  readonly near?: string | undefined;
  /** For a missing attribute: the unknown key that is probably a misspelling of it. */
  readonly misspelt?: string | undefined;
}

/** A data file cannot contain such an object: it is the caller's mistake, and would affect every event. */
const asText: Text = {
  en: "a text such as 2024-03-05 or 2024-03-05T09:30:00+08:00 (for an instant: at.toISOString())",
  zh: "文本,例如 2024-03-05 或 2024-03-05T09:30:00+08:00(时刻可用“at.toISOString()”)",
};

/** Admits events: checks each against its type, and stores the valid ones. */
export class Admission {
  readonly rejections: Rejection[] = [];
  readonly warnings: Warning[] = [];
  events = 0;
  private readonly clock: Clock;
  /** The names of all attributes of any type. */
  private readonly allFields: ReadonlySet<string>;
  private readonly reader: AttributeReader;
  private readonly unknown: UnknownAttributes;
  private readonly plain: PlainReader;
  private readonly tables: PlainTableReader;
  private readonly versions: Versions;
  /** The number of events after the as-of day. */
  private laterEvents = 0;
  /** Is the current event one of them? */
  private isLater = false;
  /** Failed checks that only warn, by row. */
  private readonly noted = new Map<number, Warning[]>();

  constructor(
    private readonly program: Program,
    private readonly store: EventStore,
    private readonly subjects: Subjects,
    private readonly frame: Frame,
    private readonly asOf: Day | undefined,
    isTrusted: boolean,
  ) {
    this.allFields = new Set(program.slots.attributes.keys());
    this.clock = program.clock;
    this.reader = new AttributeReader(program, subjects, frame);
    this.unknown = new UnknownAttributes(program);
    const { clock, reader, holdsPlain: holds } = this;
    const context = { store, subjects, clock, frame, reader, asOf, isTrusted, holds };
    const types = plainTypes(program, context);
    this.plain = new PlainReader(types, context);
    this.tables = new PlainTableReader(types, program.slots.attributes, context);
    this.versions = new Versions(program, store, isTrusted);
  }

  get duplicates(): number {
    return this.versions.duplicates;
  }

  /** Events after the as-of day; those in a conflict are rejections. */
  get later(): number {
    return this.laterEvents - this.versions.laterConflicts;
  }

  /** Admits or rejects the rows of a table, each as if it came as an object. */
  takeTable(table: EventTable): void {
    const plain = this.tables.take(table, (row) => this.take(eventOf(table, row)));
    this.events += plain;
  }

  /** Admits or rejects one event. */
  take(raw: unknown): void {
    this.events += 1;
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
      this.reject("malformed", undefined, { value: raw });
      return;
    }
    if (this.plain.take(raw)) return;
    const event = raw as RawEvent;
    const at = own(event, "at");
    if (at instanceof Date) throw unfit("bad-argument", "at of an event", at, asText);
    const moment = typeof at === "string" ? this.clock.read(at) : undefined;
    // An event after the as-of day is known by its id, but is not reported.
    this.isLater = this.asOf !== undefined && moment !== undefined && moment.day > this.asOf;
    if (this.isLater) this.laterEvents += 1;
    const id = own(event, "id");
    if (typeof id === "string" && id.trim() !== "") this.takeEvent(event, id, moment);
    else this.reject("id-missing", undefined, { value: id ?? event });
    this.isLater = false;
  }

  /** Rejects every version of an id with different contents. */
  finish(): void {
    for (const [id, events] of this.versions.takeOutConflicts())
      for (let one = 0; one < events; one += 1) this.reject("conflict", id, { value: id });
    this.warnings.push(...this.unknown.warnings());
  }

  /**
   * Runs the checks that read other events, when all are linked; true if one rejected something. All see
   * the same events, so none depends on what another rejects.
   */
  checkLinked(): boolean {
    const { store, frame } = this;
    const types = [...this.program.events.values()];
    if (types.every(({ linkedChecks }) => linkedChecks.length === 0)) return false;
    const refused: number[] = [];
    for (let row = 0; row < store.length; row += 1) {
      const checks = store.isInForce(row) ? types[store.types[row]!]?.linkedChecks : undefined;
      if (checks === undefined || checks.length === 0) continue;
      frame.row = row;
      const noted = this.ask(store.ids.at(row)!, checks);
      if (noted === undefined) refused.push(row);
      else if (noted.length > 0) this.noted.set(row, [...(this.noted.get(row) ?? []), ...noted]);
    }
    for (const row of refused) store.takeOut(row);
    return refused.length > 0;
  }

  /** Warnings of checks on those events that count and are reported. */
  checkWarnings(isOfPeriod: (row: number) => boolean): Warning[] {
    return [...this.noted].flatMap(([row, warnings]) =>
      this.store.isInForce(row) && isOfPeriod(row) ? warnings : [],
    );
  }

  private takeEvent(event: RawEvent, id: string, moment: Moment | undefined): void {
    const typeId = own(event, "type") ?? "";
    const type = typeof typeId === "string" ? this.program.events.get(typeId) : undefined;
    if (typeId === "") this.reject("type-missing", id, {});
    else if (type === undefined && typeId !== retractionType) {
      const near =
        typeof typeId === "string" ? nearest(typeId, this.program.events.keys()) : undefined;
      this.reject("type-unknown", id, { value: typeId, near });
    } else if (moment === undefined) {
      this.reject("date-invalid", id, { field: "at", value: own(event, "at") ?? "" });
    } else if (type === undefined) this.takeRetraction(event, id, moment);
    else this.takeTyped(event, id, type, moment);
  }

  private takeTyped(event: RawEvent, id: string, type: ProgramEvent, moment: Moment): void {
    const subject = this.subjectOf(event, id, type);
    if (subject === undefined) return;
    const noted = this.writeAttributes(event, id, type)
      ? this.holds(id, type, subject, moment)
      : undefined;
    if (noted === undefined) {
      this.unwrite(type);
      return;
    }
    // Every copy of an event is checked, so that the count does not depend on which came first.
    this.lookForUnknown(event, id, type.type.id, type.fields);
    const row = this.store.length;
    const revises = own(event, "revises");
    const correction = {
      revises: typeof revises === "string" ? revises : undefined,
      retracts: undefined,
      concerns: undefined,
    };
    if (!this.keep({ id, type: type.index, ...moment, subject, ...correction }, type)) return;
    if (noted.length > 0) this.noted.set(row, noted);
  }

  private takeRetraction(event: RawEvent, id: string, moment: Moment): void {
    this.lookForUnknown(event, id, retractionType, this.allFields);
    const [retracts, revises, concerns] = ["retracts", "revises", "subject"].map((key) =>
      own(event, key),
    );
    if (
      concerns !== undefined &&
      !(typeof concerns === "string" && this.subjects.isKnown(concerns))
    )
      this.rejectSubject(concerns, id, [...this.program.resolved.kinds.keys()]);
    else if (typeof retracts !== "string")
      this.reject("attribute-missing", id, { field: "retracts" });
    else if (revises !== undefined) this.reject("correction-type", id, { value: revises });
    else {
      const correction = { revises: undefined, retracts, concerns };
      this.keep({ id, type: -1, ...moment, subject: -1, ...correction }, undefined);
    }
  }

  /** Stores an event unless it came before; true if it is new. */
  private keep(event: Omit<NewEvent, "isLater">, type: ProgramEvent | undefined): boolean {
    const isNew = this.versions.keep({ ...event, isLater: this.isLater }, type);
    if (!isNew && type !== undefined) this.unwrite(type);
    return isNew;
  }

  private unwrite(type: ProgramEvent): void {
    for (const { slot } of type.attributes) this.store.write(slot, undefined);
    for (const { slot } of type.derived) this.store.write(slot, undefined);
  }

  private subjectOf(event: RawEvent, id: string, type: ProgramEvent): number | undefined {
    const kinds = type.type.subjects;
    if (kinds.length === 0) return -1;
    const raw = own(event, "subject");
    if (raw === undefined) return this.reject("subject-missing", id, { field: "subject" });
    const subject = typeof raw === "string" ? this.subjects.find(raw, kinds) : -1;
    return subject >= 0 ? subject : this.rejectSubject(raw, id, kinds);
  }

  private rejectSubject(raw: unknown, id: string, kinds: readonly string[]): undefined {
    const near = typeof raw === "string" ? this.subjects.near(raw, kinds) : undefined;
    return this.reject("subject-unknown", id, { field: "subject", value: raw, near });
  }

  /** Writes the attributes of the event to the next row; false if one is rejected. */
  private writeAttributes(event: RawEvent, id: string, type: ProgramEvent): boolean {
    let first: { code: RejectionCode; details: RejectionDetails } | undefined;
    const refuse = (code: RejectionCode, details: RejectionDetails): void => {
      if (first === undefined || precedes(code, first.code)) first = { code, details };
    };
    for (const { attribute, slot, fallback } of type.attributes) {
      const raw = own(event, attribute.name);
      const value = this.reader.read(attribute, raw);
      if (typeof value === "object" && "code" in value) {
        const { code, ...details } = value;
        // A required attribute may be present under a misspelt name.
        const misspelt =
          code === "attribute-missing"
            ? nearest(attribute.name, this.unknownKeys(event, type.fields))
            : undefined;
        const { name: field, label } = attribute;
        refuse(code, { field, label, value: raw, ...details, misspelt });
      } else this.store.write(slot, value ?? fallback?.(this.frame));
    }
    const revises = own(event, "revises");
    if (revises !== undefined && typeof revises !== "string") {
      refuse("attribute-type", {
        field: "revises",
        value: revises,
        expected: { en: "the id of an event", zh: "事件的编号" },
      });
    }
    if (first !== undefined) this.reject(first.code, id, first.details);
    return first === undefined;
  }

  private readonly holdsPlain = (type: ProgramEvent, id: string, moment: Moment): boolean => {
    const { store } = this;
    const noted = this.holds(id, type, store.subjects[store.length]!, moment);
    if (noted === undefined) this.unwrite(type);
    else if (noted.length > 0) this.noted.set(store.length, noted);
    return noted !== undefined;
  };

  /** Computes derived attributes and runs the checks; undefined if one rejects. */
  private holds(
    id: string,
    type: ProgramEvent,
    subject: number,
    moment: Moment,
  ): Warning[] | undefined {
    if (type.derived.length === 0 && type.checks.length === 0) return [];
    const { frame, store } = this;
    const row = store.length;
    frame.row = row;
    // The row is not stored yet, but its attributes are already where expressions read them.
    store.place(row, id, type.index, subject, moment);
    for (const { slot, when, value } of type.derived) {
      const derived = when === undefined || when(frame) === true ? value(frame) : undefined;
      store.write(slot, derived === undefined || isMissing(derived) ? undefined : derived);
    }
    return this.ask(id, type.checks);
  }

  /** Runs checks on the event in the frame and returns the warnings; undefined if one rejects it. */
  private ask(id: string, checks: readonly ProgramCheck[]): Warning[] | undefined {
    const noted: Warning[] = [];
    for (const { check, position } of failuresOf(checks, this.frame)) {
      const { id: field, label, clauses } = check;
      if (check.rejects)
        return this.reject("check-failed", id, { label, field, clauses, position });
      const message = warningMessage("check", { label, position });
      noted.push({ code: "check", check: field, event: id, clauses, count: 1, message });
    }
    return noted;
  }

  private lookForUnknown(
    event: RawEvent,
    id: string,
    type: string,
    fields: ReadonlySet<string>,
  ): void {
    if (this.isLater) return;
    for (const key of this.unknownKeys(event, fields)) this.unknown.add(type, key, id);
  }

  private *unknownKeys(event: RawEvent, fields: ReadonlySet<string>): Iterable<string> {
    for (const key of Object.keys(event)) {
      if (!fields.has(key) && !eventKeys.has(key) && !isBlank(event[key])) yield key;
    }
  }

  /** The rejections, once it is known which events count: another version of an id may count. */
  settledRejections(): Rejection[] {
    const { store } = this;
    return this.rejections.map((rejection) => {
      const row = rejection.event === undefined ? undefined : store.rows.get(rejection.event);
      if (row === undefined || !store.isInForce(row)) return rejection;
      return { ...rejection, anotherCounts: true, message: besides(rejection.message) };
    });
  }

  /** Records a rejection. */
  reject(code: RejectionCode, event: string | undefined, details: RejectionDetails): undefined {
    // An event after the as-of day is reported once its day has come.
    if (this.isLater) return undefined;
    const { field, position, value, clauses } = details;
    this.rejections.push({
      code,
      ...(event === undefined ? {} : { event }),
      ...(field === undefined ? {} : { field }),
      ...(position === undefined ? {} : { position }),
      ...(value === undefined ? {} : { value: quote(value) }),
      ...(clauses === undefined ? {} : { clauses }),
      message: rejectionMessage(code, details),
      ...hintOf(details),
    });
    return undefined;
  }
}

/** The event's own value at a key; undefined if it is blank. */
function own(event: RawEvent, key: string): unknown {
  const value = Object.hasOwn(event, key) ? event[key] : undefined;
  return isBlank(value) ? undefined : value;
}

function hintOf({
  field,
  near,
  misspelt,
}: RejectionDetails): { hint: Text } | Record<string, never> {
  if (misspelt !== undefined && field !== undefined) {
    const [found, meant] = [quote(misspelt), suggestion(field)];
    return {
      hint: { en: `"${found}" is unknown: ${meant.en}`, zh: `没有属性“${found}”:${meant.zh}` },
    };
  }
  return near === undefined ? {} : { hint: suggestion(near) };
}

function besides({ en, zh }: Text): Text {
  return { en: `${en}; another event of this id counts`, zh: `${zh};同一编号的另一事件已计入` };
}

function precedes(code: RejectionCode, other: RejectionCode): boolean {
  return rejectionCodes.indexOf(code) < rejectionCodes.indexOf(other);
}
