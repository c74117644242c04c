import type { Frame } from "../program/frame.ts";
import type { Program, ProgramAttribute, ProgramEvent } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import type { Clock, Moment } from "../values/time.ts";
import { type AttributeReader, isBlank } from "./attributes.ts";
import { type ReadCell, refused } from "./cells.ts";
import { failuresOf } from "./checks.ts";
import { Signatures } from "./signatures.ts";
import type { EventStore } from "./store.ts";
import type { Subjects } from "./subjects.ts";
import type { AttributeColumn } from "./value-column.ts";

/** The most values of an attribute that are remembered. */
const mostValues = 8192;

/** A type without subjects: its events have none. */
const nobody = -1;

/** The values of an attribute that came before, by their codes; a free text that no rule tests is not remembered. */
export class KnownValues {
  private readonly known = new Map<unknown, number>();
  /** The code of the default. */
  readonly fallback: number;
  readonly mayBeBlank: boolean;
  private readonly isFree: boolean;

  constructor(
    private readonly one: ProgramAttribute,
    private readonly column: AttributeColumn,
    private readonly reader: AttributeReader,
    frame: Frame,
    isTested: boolean,
  ) {
    const { attribute, fallback } = one;
    this.isFree = attribute.type.kind === "text" && !isTested;
    this.mayBeBlank = attribute.optional || attribute.default !== undefined;
    this.fallback = column.codeOf(fallback?.(frame));
  }

  /** The code of the value as read; {@link refused} if it is rejected. */
  of(raw: unknown): number {
    if (this.isFree && typeof raw === "string" && isVisible(raw)) return this.column.append(raw);
    return this.known.get(raw) ?? this.read(raw);
  }

  private read(raw: unknown): number {
    if (isBlank(raw)) return this.mayBeBlank ? this.fallback : refused;
    const value = this.reader.read(this.one.attribute, raw);
    if (value === undefined) return this.fallback;
    if (typeof value === "object" && "code" in value) return refused;
    const code = this.column.codeOf(value);
    if (typeof raw !== "object" && this.known.size < mostValues) this.known.set(raw, code);
    return code;
  }
}

/** What the events of all types are read with. */
export interface PlainContext {
  readonly store: EventStore;
  readonly subjects: Subjects;
  readonly clock: Clock;
  readonly frame: Frame;
  readonly reader: AttributeReader;
  readonly asOf: Day | undefined;
  /** Ids are known to be new: they are recorded only when one is looked for. */
  readonly isTrusted: boolean;
  /**
   * Derives what is derived and runs the checks of the event in the next row; false if one speaks: then the event has
   * been dealt with.
   */
  readonly holds: (type: ProgramEvent, id: string, moment: Moment) => boolean;
}

/** Stores the plain events of one type, wherever their values come from. */
export class PlainType {
  readonly values: readonly KnownValues[];
  /** What is derived, by signature; null: the event is to be looked at by itself. */
  private readonly derived: (readonly number[] | null)[] = [];
  private readonly signatures: Signatures | undefined;
  /** Nothing is derived or checked. */
  readonly isBare: boolean;
  private readonly isImpersonal: boolean;

  constructor(
    readonly type: ProgramEvent,
    private readonly context: PlainContext,
    tested: ReadonlySet<number>,
    /** The subjects that came before; types whose events have the same kinds of subjects share them. */
    private readonly knownSubjects: Map<string, number>,
  ) {
    const { store, subjects, reader, frame } = context;
    this.values = type.attributes.map(
      (one) =>
        new KnownValues(one, store.attributes[one.slot]!, reader, frame, tested.has(one.slot)),
    );
    this.signatures = type.admission && new Signatures(type.admission, store, subjects);
    this.isImpersonal = type.type.subjects.length === 0;
    this.isBare = type.derived.length === 0 && type.checks.length === 0;
  }

  /** How an attribute of the type is read. */
  readerOf(name: string): ReadCell | undefined {
    const values =
      this.values[this.type.attributes.findIndex((one) => one.attribute.name === name)];
    return values && ((raw) => values.of(raw));
  }

  /** The subject that an event names, or nobody; {@link refused} if there is none to be found. */
  subjectOf(raw: unknown): number {
    if (this.isImpersonal) return nobody;
    if (typeof raw !== "string") return refused;
    const known = this.knownSubjects.get(raw);
    if (known !== undefined) return known;
    if (!isVisible(raw)) return refused;
    const found = this.context.subjects.find(raw, this.type.type.subjects);
    if (found < 0) return refused;
    this.knownSubjects.set(raw, found);
    return found;
  }

  /**
   * Stores an event with valid values.
   * @param codes the code of each attribute, at the slot of the same position.
   * @returns false if its id is not new: then nothing has changed.
   */
  admit(
    id: string,
    subject: number,
    moment: Moment,
    slots: readonly number[],
    codes: Int32Array,
  ): boolean {
    const { store, isTrusted, holds } = this.context;
    const row = store.length;
    if (!isTrusted && !this.isNew(id, row)) return false;
    for (let one = 0; one < slots.length; one += 1) store.writeCode(slots[one]!, codes[one]!);
    store.place(row, id, this.type.index, subject, moment);
    if (!this.isBare) {
      if (!this.derive(row) && !holds(this.type, id, moment)) return true;
      if (!isTrusted) store.rows.add(id, row);
    }
    store.commit();
    return true;
  }

  /** An id is recorded at once, unless the event may still be rejected. */
  isNew(id: string, row: number): boolean {
    const { rows } = this.context.store;
    return this.isBare ? rows.add(id, row) === row : rows.get(id) === undefined;
  }

  /** Writes what is derived, if another event of the signature has passed all checks. */
  derive(row: number): boolean {
    const { store } = this.context;
    const signature = this.signatures === undefined ? -1 : this.signatures.of(row);
    if (signature < 0) return false;
    let derived = this.derived[signature];
    if (derived === undefined) {
      derived = this.derivedOf(row);
      this.derived[signature] = derived;
    }
    if (derived === null) return false;
    for (let one = 0; one < derived.length; one += 1)
      store.writeCode(this.type.derived[one]!.slot, derived[one]!);
    return true;
  }

  private derivedOf(row: number): readonly number[] | null {
    const { frame, store } = this.context;
    frame.row = row;
    const derived = this.type.derived.map(({ slot, when, value }) => {
      const made = when === undefined || when(frame) === true ? value(frame) : undefined;
      const kept = made === undefined || isMissing(made) ? undefined : made;
      const code = store.attributes[slot]!.codeOf(kept);
      store.writeCode(slot, code);
      return code;
    });
    return failuresOf(this.type.checks, frame).length === 0 ? derived : null;
  }
}

/** The types of a program, by id. */
export function plainTypes(program: Program, context: PlainContext): Map<unknown, PlainType> {
  const tested = testedSlots(program);
  const known = new Map<string, Map<string, number>>();
  return new Map(
    [...program.events].map(([id, type]) => {
      const kinds = type.type.subjects.join(" ");
      const subjects = known.get(kinds) ?? new Map<string, number>();
      known.set(kinds, subjects);
      return [id, new PlainType(type, context, tested, subjects)];
    }),
  );
}

/** A quick look at the first character, which settles it for nearly all texts. */
export function isVisible(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || !isBlank(text);
}

/** The attributes that make signatures. */
function testedSlots({ events }: Program): ReadonlySet<number> {
  const components = [...events.values()].flatMap(({ admission, credit }) => [
    ...(admission ?? []),
    ...(credit?.components ?? []),
  ]);
  return new Set(components.flatMap((one) => (one.kind === "attribute" ? [one.slot] : [])));
}
