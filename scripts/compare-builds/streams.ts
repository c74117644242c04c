import type { EventRecord, SubjectRecord } from "../../src/document/event.ts";
import type { ValueType } from "../../src/expression/types.ts";
import type { LoadedRuleset } from "../../src/program/load.ts";
import type { Attribute, EventType, SubjectKind } from "../../src/ruleset/resolved.ts";
import { type Random, seededRandom } from "../sample-years/random.ts";

/** What one comparison scores. */
export interface Stream {
  readonly events: readonly unknown[];
  readonly subjects: readonly SubjectRecord[] | undefined;
  readonly period: string;
  readonly asOf: string | undefined;
}

const years = [2023, 2024, 2025];
const texts = ["a", "b", "c", "甲", "乙"];
const numbers = [
  "0",
  "1",
  "2",
  "3",
  "5",
  "8",
  "12",
  "40",
  "85",
  "99.5",
  "100",
  "1.25",
  "-2",
  "0.333",
];

/**
 * A random stream for a ruleset, the same for the same seed: events of all its types with values of all kinds, among
 * them wrong ones, copies, conflicts, corrections and corrections of corrections, and days outside the period.
 */
export function randomStream({ resolved }: LoadedRuleset, seed: number): Stream {
  const random = seededRandom(seed);
  const kinds = [...resolved.kinds.values()];
  const types = [...resolved.events.values()];
  const year = random.pick(years);
  const ids = new Map(
    kinds.map((kind): [string, readonly string[]] => [
      kind.id,
      Array.from({ length: random.between(1, 7) }, (_, at) => `${kind.id}-${at + 1}`),
    ]),
  );
  const subjectsOf = (allowed: readonly string[]): readonly string[] =>
    allowed.flatMap((kind) => (resolved.kinds.get(kind)?.who === "single" ? [] : ids.get(kind)!));
  const draw = new Draw(random, year, subjectsOf);
  const events: EventRecord[] = [];
  const count = random.between(0, random.chance(20) ? 150 : 40);
  while (events.length < count) {
    const type = random.pick(types);
    if (events.length > 0 && random.chance(12))
      events.push(draw.after(random.pick(events), events));
    else events.push(draw.event(type, `e${events.length + 1}`));
  }
  const subjects = kinds
    .filter(({ who }) => who === "roster")
    .flatMap((kind) => ids.get(kind.id)!.map((id) => draw.subject(kind, id)));
  const name = random.pick([`${year}`, `${year}`, `${year}-H1`, `${year}-Q2`, `${year}-03`, "all"]);
  return {
    events: random.shuffled<unknown>(random.chance(3) ? [...events, null, 7] : events),
    subjects: subjects.length === 0 ? undefined : subjects,
    period: name,
    asOf: random.chance(25) ? draw.day(0) : undefined,
  };
}

/** Options of a document's interpretations at random. */
export function randomChoices(document: unknown, seed: number): Record<string, string> {
  const random = seededRandom(seed);
  const { interpretations = {} } = document as {
    readonly interpretations?: Readonly<Record<string, { readonly options: object }>>;
  };
  return Object.fromEntries(
    Object.entries(interpretations)
      .filter(() => random.chance(50))
      .map(([id, { options }]) => [id, random.pick(Object.keys(options))]),
  );
}

/** Draws the parts of a stream. */
class Draw {
  constructor(
    private readonly random: Random,
    private readonly year: number,
    private readonly subjectsOf: (kinds: readonly string[]) => readonly string[],
  ) {}

  event(type: EventType, id: string): EventRecord {
    const { random } = this;
    const event: Record<string, unknown> = { id, type: type.id, at: this.moment() };
    const subjects = this.subjectsOf(type.subjects);
    if (subjects.length > 0) event["subject"] = random.chance(2) ? "nobody" : random.pick(subjects);
    this.fill(event, type.attributes);
    if (random.chance(1)) event["colour"] = "red";
    if (random.chance(1)) delete event["subject"];
    if (random.chance(1)) event["type"] = "no-such-type";
    return event as unknown as EventRecord;
  }

  /** A copy, a conflict, a revision or a retraction of an event. */
  after(earlier: EventRecord, all: readonly EventRecord[]): EventRecord {
    const { random } = this;
    const id = `e${all.length + 1}`;
    const named = random.chance(4) ? "unknown" : earlier.id;
    const chosen = random.between(1, 10);
    if (chosen === 1) return { ...earlier };
    if (chosen === 2) return { ...earlier, at: this.moment() };
    if (chosen < 7) {
      const at = random.chance(50) ? earlier.at : this.moment();
      return { ...earlier, id, revises: named, at };
    }
    return { id, type: "retraction", at: this.moment(), retracts: named };
  }

  subject(kind: SubjectKind, id: string): SubjectRecord {
    const record: Record<string, unknown> = { id, kind: kind.id };
    const categories = [...kind.categories.keys()];
    if (categories.length > 0 && this.random.chance(95))
      record["category"] = this.random.pick(categories);
    // A roster with a wrong value is refused as a whole, so its values are right.
    for (const attribute of kind.attributes) {
      if (attribute.optional && this.random.chance(20)) continue;
      record[attribute.name] = this.value(attribute, attribute.type);
    }
    return record as unknown as SubjectRecord;
  }

  private fill(record: Record<string, unknown>, attributes: readonly Attribute[]): void {
    const { random } = this;
    for (const attribute of attributes) {
      const spared = attribute.optional || attribute.default !== undefined;
      if (random.chance(spared ? 40 : 2)) continue;
      record[attribute.name] = random.chance(2) ? "?" : this.value(attribute, attribute.type);
    }
  }

  private value(attribute: Attribute, type: ValueType): unknown {
    const { random } = this;
    switch (type.kind) {
      case "number":
        if (attribute.whole)
          return random.chance(50) ? random.between(0, 12) : `${random.between(1, 120)}`;
        return random.chance(20) ? random.between(0, 60) : random.pick(numbers);
      case "boolean":
        return random.chance(50);
      case "enum":
        return random.pick(type.values);
      case "day":
        return this.day(3);
      case "subject": {
        const subjects = this.subjectsOf(type.kinds);
        return subjects.length === 0 ? "nobody" : random.pick(subjects);
      }
      case "list": {
        const length = random.between(1, 4);
        return Array.from({ length }, () => this.value(attribute, type.of));
      }
      default:
        return random.pick(texts);
    }
  }

  private moment(): string {
    const { random } = this;
    if (random.chance(1)) return "2024-02-30";
    const day = this.day(8);
    return random.chance(20)
      ? `${day}T${two(random.between(0, 23))}:${two(random.between(0, 59))}:00+08:00`
      : day;
  }

  /** A day of the year, and in some of a hundred cases of the years beside it. */
  day(besides: number): string {
    const { random } = this;
    const year = random.chance(besides) ? random.pick([this.year - 1, this.year + 1]) : this.year;
    return `${year}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  }
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
