import type { ValueType } from "../expression/types.ts";
import type { ProgramKey, ProgramNode } from "../program/program.ts";
import { absent, type KeyValue, type Value } from "../program/value.ts";
import type { Window } from "../ruleset/resolved.ts";
import {
  allTime,
  type CalendarUnit,
  firstDay,
  lastDay,
  middleOf,
  ordinalOf,
  type Period,
  periodOf,
  rounded,
  type Span,
  unitsOver,
} from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";

export function within(day: Day, span: Span): boolean {
  return day >= span.first && day <= span.last;
}

/** The span that a window means, seen from the scored period. */
const spans: ByKind<Window, [Period], Span> = {
  period: (_window, period) => period,
  all: () => allTime,
  "to-date": (_window, { last }) => ({ first: allTime.first, last }),
  year: (_window, { unit, first, last }) =>
    unit === "all"
      ? allTime
      : { first: periodOf("year", first).first, last: periodOf("year", last).last },
  "year-to-date": (_window, { unit, first, last }) => ({
    first: unit === "all" ? first : periodOf("year", last).first,
    last,
  }),
  last: ({ unit, count }, { last }) => ({
    first: firstDay(unit, ordinalOf(unit, last) - count + 1),
    last,
  }),
};

/**
 * The days that each node of a run is about. A window is open where it reaches to the ends of the calendar; a list of
 * its weeks, months … then goes from the first to the last year in which anything happened.
 */
export class Windows {
  private readonly daysOf: (Span | undefined)[] = [];
  private readonly listedOf: (Span | undefined)[] = [];

  constructor(
    private readonly period: Period,
    /** The whole years with events; empty if there are none. */
    private readonly eventful: () => Span,
  ) {}

  /** The days of a window, as far as anything happened on them. */
  of(window: Window): Span {
    return this.listed(dispatch(spans, window, this.period), undefined);
  }

  /** The days whose entries count in a node: its window, moved to the edges of its units if it says so. */
  days({ index, node: { window }, edge }: ProgramNode): Span {
    const known = this.daysOf[index];
    if (known !== undefined) return known;
    const span = dispatch(spans, window, this.period);
    const days = edge === undefined ? span : rounded(span, edge.unit, edge.edge);
    this.daysOf[index] = days;
    return days;
  }

  /** The days that a node has units of the calendar for. */
  range(node: ProgramNode): Span {
    const known = this.listedOf[node.index];
    if (known !== undefined) return known;
    const range = this.listed(this.days(node), node.edge?.unit);
    this.listedOf[node.index] = range;
    return range;
  }

  /** The days of a key of a node, as far as they lie in its window: those of each part that is about days. */
  spans(node: ProgramNode, key: KeyValue): readonly Span[] {
    const spans = spansOfKey(node.keys, key);
    if (spans.length === 0) return spans;
    const days = this.days(node);
    return spans.map((span) => clipped(span, days) ?? span);
  }

  /** Does a key of a node have days in its window? True for a key without days. */
  reaches(node: ProgramNode, key: KeyValue): boolean {
    const days = this.days(node);
    return spansOfKey(node.keys, key).every((span) => clipped(span, days) !== undefined);
  }

  /**
   * Does the value that a node has at a key count in one that brings its values together? A value cannot be split: it
   * counts where the middle of its days lies.
   */
  takes(node: ProgramNode, from: ProgramNode, key: KeyValue): boolean {
    const days = this.days(node);
    return this.spans(from, key).every((span) => within(middleOf(span), days));
  }

  private listed(span: Span, unit: CalendarUnit | undefined): Span {
    const [openFirst, openLast] = [span.first === allTime.first, span.last === allTime.last];
    if (!openFirst && !openLast) return span;
    let { first, last } = this.eventful();
    if (unit !== undefined && first <= last) {
      first = firstDay(unit, ordinalOf(unit, first));
      last = lastDay(unit, ordinalOf(unit, last));
    }
    if (openLast) return { first: Math.max(span.first, first), last };
    return { first: Math.min(first, this.period.first), last: span.last };
  }
}

/** What two spans have in common. */
function clipped(span: Span, by: Span): Span | undefined {
  const [first, last] = [Math.max(span.first, by.first), Math.min(span.last, by.last)];
  return first > last ? undefined : { first, last };
}

const onlyOccurring = (): undefined => undefined;

const denseOf: ByKind<
  ValueType,
  [key: ProgramKey["key"], span: Span],
  readonly Value[] | undefined
> = {
  number: onlyOccurring,
  text: onlyOccurring,
  boolean: onlyOccurring,
  day: onlyOccurring,
  calendar: ({ unit }, _key, span) => unitsOver(unit, span),
  enum: ({ values }, key) => (key.kind === "own" ? undefined : values),
  subject: onlyOccurring,
  list: onlyOccurring,
  unknown: onlyOccurring,
};

/** The values of a key whose type lists them; undefined if only occurring values count. */
export function denseValues(key: ProgramKey["key"], span: Span): readonly Value[] | undefined {
  return dispatch(denseOf, key.type, key, span);
}

const noSpans: readonly Span[] = [];

/** The days of a calendar key; undefined for other keys. */
function spanOfKey(key: ProgramKey["key"], value: Value): Span | undefined {
  if (key.type.kind !== "calendar" || typeof value !== "number") return undefined;
  return { first: firstDay(key.type.unit, value), last: lastDay(key.type.unit, value) };
}

/**
 * The days that the key of a node is about: those of its parts of the calendar; without any, its first part that is a
 * day. Empty where it has neither.
 */
function spansOfKey(keys: readonly ProgramKey[], key: KeyValue): readonly Span[] {
  if (keys.length === 0) return noSpans;
  const spans: Span[] = [];
  for (const { key: part } of keys) {
    const span = spanOfKey(part, partOf(part, key));
    if (span !== undefined) spans.push(span);
  }
  if (spans.length > 0) return spans;
  for (const { key: part } of keys) {
    const day = partOf(part, key);
    if (part.type.kind === "day" && typeof day === "number") return [{ first: day, last: day }];
  }
  return noSpans;
}

function partOf({ name }: ProgramKey["key"], key: KeyValue): Value {
  return key.parts.get(name) ?? absent;
}
