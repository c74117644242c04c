import type { Frame } from "../program/frame.ts";
import type { Program, ProgramAttribute, ProgramEvent } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import type { Day } from "../values/day.ts";
import type { Clock, Moment } from "../values/time.ts";
import { type AttributeReader, isBlank } from "./attributes.ts";
import { failuresOf } from "./checks.ts";
import { Signatures } from "./signatures.ts";
import type { EventStore } from "./store.ts";
import type { Subjects } from "./subjects.ts";
import type { AttributeColumn } from "./value-column.ts";

/** The most orders of keys that are remembered, and the most values of an attribute. */
const [mostShapes, mostValues] = [1024, 8192];

/** The keys of an event in their order. Events of one source have few of them, so each is looked into once. */
class Shape {
  /** Where the values of these keys are among all of the event; -1: the key is not there. */
  readonly places: { readonly [Key in (typeof plainKeys)[number]]: number };
  /** How events of each type are read that have these keys; null: not here. */
  readonly plans: (Plan | null | undefined)[] = [];
  private readonly longer = new Map<string, Shape>();
  private lastKey: string | undefined;
  private lastShape: Shape | undefined;

  constructor(readonly keys: readonly string[]) {
    const [id, type, at, subject] = plainKeys.map((key) => keys.indexOf(key)) as [
      number,
      number,
      number,
      number,
    ];
    this.places = { id, type, at, subject };
  }

  /** The shape with one more key; undefined if there are too many. */
  with(key: string, add: (keys: readonly string[]) => Shape | undefined): Shape | undefined {
    if (key === this.lastKey) return this.lastShape;
    let shape = this.longer.get(key);
    if (shape === undefined) {
      shape = add([...this.keys, key]);
      if (shape === undefined) return undefined;
      this.longer.set(key, shape);
    }
    this.lastKey = key;
    this.lastShape = shape;
    return shape;
  }
}

/** The keys that every event may have; one with others of them corrects another event. */
const plainKeys = ["id", "type", "at", "subject"] as const;

/** How events of one type are read whose keys have one order. */
interface Plan {
  readonly attributes: readonly PlanAttribute[];
  /** Attributes that these events do not have, with their defaults. */
  readonly others: readonly { readonly slot: number; readonly code: number }[];
}

interface PlanAttribute {
  readonly slot: number;
  /** Where its value is among all of the event. */
  readonly place: number;
  readonly values: KnownValues;
}

/** The values of an attribute that came before, by their codes; a free text that no rule tests is not remembered. */
class KnownValues {
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

  /** The code of the value as read; -1 if it is rejected. */
  of(raw: unknown): number {
    if (this.isFree && typeof raw === "string" && isVisible(raw)) return this.column.append(raw);
    return this.known.get(raw) ?? this.read(raw);
  }

  private read(raw: unknown): number {
    if (isBlank(raw)) return this.mayBeBlank ? this.fallback : -1;
    const value = this.reader.read(this.one.attribute, raw);
    if (value === undefined) return this.fallback;
    if (typeof value === "object" && "code" in value) return -1;
    const code = this.column.codeOf(value);
    if (typeof raw !== "object" && this.known.size < mostValues) this.known.set(raw, code);
    return code;
  }
}

/** What an event of a type needs besides its attributes. */
interface TypeState {
  readonly type: ProgramEvent;
  readonly values: readonly KnownValues[];
  readonly subjects: Map<string, number>;
  /** What is derived, by signature; null: the event is to be looked at by itself. */
  readonly signatures: Signatures | undefined;
  readonly derived: (readonly number[] | null)[];
  /** Nothing is derived or checked. */
  readonly isBare: boolean;
}

/**
 * Reads the plain events, as nearly all are: known keys, valid values, a new id, no correction. Whatever is not plain is
 * left to full admission, which knows every reason to reject, so the two can never disagree.
 */
export class PlainReader {
  private readonly types: ReadonlyMap<unknown, TypeState>;
  private readonly root = new Shape([]);
  private shapes = 1;
  /** Something has given keys to every object: then only full admission knows an event's own. */
  private readonly isPolluted = Object.keys(Object.prototype).length > 0;
  /** The values of the current event in the order of its keys, and those of its attributes as read. */
  private readonly raw: unknown[] = [];
  private readonly read: number[] = [];

  constructor(
    program: Program,
    private readonly store: EventStore,
    private readonly subjects: Subjects,
    private readonly clock: Clock,
    private readonly frame: Frame,
    reader: AttributeReader,
    private readonly asOf: Day | undefined,
    /** Ids are known to be new: they are recorded only when one is looked for. */
    private readonly isTrusted: boolean,
  ) {
    const tested = testedSlots(program);
    this.types = new Map(
      [...program.events].map(([id, type]) => [
        id,
        {
          type,
          values: type.attributes.map(
            (one) =>
              new KnownValues(
                one,
                store.attributes[one.slot]!,
                reader,
                frame,
                tested.has(one.slot),
              ),
          ),
          subjects: new Map<string, number>(),
          signatures: type.admission && new Signatures(type.admission, store, subjects),
          derived: [],
          isBare: type.derived.length === 0 && type.checks.length === 0,
        },
      ]),
    );
  }

  /**
   * Stores a plain event.
   * @param holds derives what is derived and runs the checks of the event in the next row; false if one speaks.
   * @returns false if it is not plain: then nothing has changed.
   */
  take(event: object, holds: (type: ProgramEvent, id: string, moment: Moment) => boolean): boolean {
    const { raw } = this;
    if (this.isPolluted || Object.getPrototypeOf(event) !== Object.prototype) return false;
    let shape: Shape | undefined = this.root;
    let count = 0;
    for (const key in event) {
      shape = shape.with(key, this.newShape);
      if (shape === undefined) return false;
      raw[count] = (event as Record<string, unknown>)[key];
      count += 1;
    }
    const { places } = shape;
    const state = this.types.get(raw[places.type]);
    if (state === undefined || places.type < 0) return false;
    let plan = shape.plans[state.type.index];
    if (plan === undefined) {
      plan = planOf(shape, state);
      shape.plans[state.type.index] = plan;
    }
    return plan !== null && this.admit(shape, state, plan, holds);
  }

  private admit(
    { places }: Shape,
    state: TypeState,
    plan: Plan,
    holds: (type: ProgramEvent, id: string, moment: Moment) => boolean,
  ): boolean {
    const { raw, read, store } = this;
    const { type } = state;
    const [id, at] = [raw[places.id], raw[places.at]];
    if (typeof id !== "string" || !isVisible(id) || typeof at !== "string") return false;
    const moment = this.clock.read(at);
    if (moment === undefined || (this.asOf !== undefined && moment.day > this.asOf)) return false;
    const subject = this.subjectOf(state, raw[places.subject]);
    if (subject === undefined) return false;
    for (let one = 0; one < plan.attributes.length; one += 1) {
      const { place, values } = plan.attributes[one]!;
      const code = values.of(raw[place]);
      if (code < 0) return false;
      read[one] = code;
    }
    const row = store.length;
    const isNew = this.isTrusted || this.isNew(state, id, row);
    if (!isNew) return false;
    for (let one = 0; one < plan.attributes.length; one += 1)
      store.writeCode(plan.attributes[one]!.slot, read[one]!);
    for (const { slot, code } of plan.others) store.writeCode(slot, code);
    store.place(row, id, type.index, subject, moment);
    if (!state.isBare) {
      if (!this.derive(state, row) && !holds(type, id, moment)) return true;
      if (!this.isTrusted) store.rows.add(id, row);
    }
    store.commit();
    return true;
  }

  /** An id is recorded at once, unless the event may still be rejected. */
  private isNew({ isBare }: TypeState, id: string, row: number): boolean {
    const { rows } = this.store;
    return isBare ? rows.add(id, row) === row : rows.get(id) === undefined;
  }

  /** The subject of an event; undefined if there is none to be found. */
  private subjectOf({ type, subjects }: TypeState, raw: unknown): number | undefined {
    const kinds = type.type.subjects;
    if (kinds.length === 0) return -1;
    if (typeof raw !== "string") return undefined;
    const known = subjects.get(raw);
    if (known !== undefined) return known;
    if (!isVisible(raw)) return undefined;
    const found = this.subjects.find(raw, kinds);
    if (found < 0) return undefined;
    subjects.set(raw, found);
    return found;
  }

  /** Writes what is derived, if another event of the signature has passed all checks. */
  private derive(state: TypeState, row: number): boolean {
    const { store } = this;
    const signature = state.signatures === undefined ? -1 : state.signatures.of(row);
    if (signature < 0) return false;
    let derived = state.derived[signature];
    if (derived === undefined) {
      derived = this.derivedOf(state.type, row);
      state.derived[signature] = derived;
    }
    if (derived === null) return false;
    for (let one = 0; one < derived.length; one += 1)
      store.writeCode(state.type.derived[one]!.slot, derived[one]!);
    return true;
  }

  private derivedOf(type: ProgramEvent, row: number): readonly number[] | null {
    const { frame, store } = this;
    frame.row = row;
    const derived = type.derived.map(({ slot, when, value }) => {
      const made = when === undefined || when(frame) === true ? value(frame) : undefined;
      const kept = made === undefined || isMissing(made) ? undefined : made;
      const code = store.attributes[slot]!.codeOf(kept);
      store.writeCode(slot, code);
      return code;
    });
    return failuresOf(type.checks, frame).length === 0 ? derived : null;
  }

  private readonly newShape = (keys: readonly string[]): Shape | undefined => {
    if (this.shapes === mostShapes) return undefined;
    this.shapes += 1;
    return new Shape(keys);
  };
}

/** A quick look at the first character, which settles it for nearly all texts. */
function isVisible(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || !isBlank(text);
}

function planOf({ keys, places }: Shape, { type, values }: TypeState): Plan | null {
  const isPlain = (key: string): boolean =>
    type.fields.has(key) || (plainKeys as readonly string[]).includes(key);
  if (places.id < 0 || places.at < 0 || !keys.every(isPlain)) return null;
  const attributes: PlanAttribute[] = [];
  const others: { readonly slot: number; readonly code: number }[] = [];
  for (const [index, one] of type.attributes.entries()) {
    const known = values[index]!;
    const place = keys.indexOf(one.attribute.name);
    if (place >= 0) attributes.push({ slot: one.slot, place, values: known });
    else if (!known.mayBeBlank) return null;
    else if (known.fallback > 0) others.push({ slot: one.slot, code: known.fallback });
  }
  return { attributes, others };
}

/** The attributes that make signatures. */
function testedSlots({ events }: Program): ReadonlySet<number> {
  const components = [...events.values()].flatMap(({ admission, credit }) => [
    ...(admission ?? []),
    ...(credit?.components ?? []),
  ]);
  return new Set(components.flatMap((one) => (one.kind === "attribute" ? [one.slot] : [])));
}
