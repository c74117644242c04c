import { tzOffset } from "@date-fns/tz/tzOffset";
import { type Day, dayOf, isDate, readDay, yearLimits } from "./day.ts";

/** The moment of an event: its day in the ruleset's zone, and its instant (the start of a bare date). */
export interface Moment {
  readonly day: Day;
  /** Milliseconds since 1970-01-01T00:00Z: orders events within a day. */
  readonly instant: number;
  /** Minutes since midnight by the clock of the zone; undefined for a bare date. */
  readonly time: number | undefined;
}

const minute = 60_000;
const millisecondsPerDay = 86_400_000;
const timeForm =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?$/;

/** The most dates, and offsets, that a clock remembers. */
const mostRemembered = 100_000;

/** The days that a moment may lie in. */
const allDays = { first: dayOf(yearLimits.first, 1, 1), last: dayOf(yearLimits.last, 12, 31) };

const zoneForm =
  /^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)(\/[A-Z][A-Za-z0-9_+-]*)+)$/;

/** Is this a time zone by its full name, as the platform knows it? */
export function isZone(zone: string): boolean {
  return zoneForm.test(zone) && !Number.isNaN(tzOffset(zone, new Date(0)));
}

/**
 * Reads moments in one zone. Days are cached, since a file of a million dates has few distinct ones.
 * A date-time without an offset is local to the zone.
 */
export class Clock {
  private readonly starts = new Map<Day, number>();
  private readonly moments = new Map<string, Moment | undefined>();
  /** The platform takes far longer to tell an offset than to look it up. */
  private readonly offsets = new Map<number, number>();
  /** The offset of each day that begins and ends with the same; null for a day on which it changes. */
  private readonly steady = new Map<number, number | null>();

  // Events mostly come in the order of their days.
  private lastText = "";
  private lastMoment: Moment | undefined;

  constructor(readonly zone: string) {}

  /** The moment of a date (`2024-03-05`) or date-time (`2024-03-05T09:30:00+08:00`); undefined for anything else. */
  read(text: string): Moment | undefined {
    if (text === this.lastText) return this.lastMoment;
    this.lastMoment = text.length === 10 ? this.readDate(text) : this.readTime(text);
    this.lastText = text;
    return this.lastMoment;
  }

  /** The instant at which a day begins. */
  startOf(day: Day): number {
    let start = this.starts.get(day);
    if (start === undefined) {
      start = this.instantOf(day * millisecondsPerDay);
      if (this.starts.size === mostRemembered) this.starts.clear();
      this.starts.set(day, start);
    }
    return start;
  }

  private readDate(text: string): Moment | undefined {
    const known = this.moments.get(text);
    if (known !== undefined || this.moments.has(text)) return known;
    const day = readDay(text);
    const moment =
      day === undefined ? undefined : { day, instant: this.startOf(day), time: undefined };
    if (this.moments.size === mostRemembered) this.moments.clear();
    this.moments.set(text, moment);
    return moment;
  }

  private readTime(text: string): Moment | undefined {
    const match = timeForm.exec(text);
    if (!match) return undefined;
    const [year, month, date, hour, minutes, seconds] = match
      .slice(1, 7)
      .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
    if (!isDate(year, month, date) || hour > 23 || minutes > 59 || seconds > 59) return undefined;
    const milliseconds = Number((match[7] ?? "").padEnd(3, "0") || 0);
    const local =
      dayOf(year, month, date) * millisecondsPerDay +
      (hour * 60 + minutes) * minute +
      seconds * 1000 +
      milliseconds;
    const offset = match[8];
    if (offset === undefined) {
      const instant = this.instantOf(local);
      return { day: Math.floor(local / millisecondsPerDay), instant, time: this.timeOf(instant) };
    }
    const shift = offsetMinutes(offset);
    if (shift === undefined) return undefined;
    const instant = local - shift * minute;
    const day = Math.floor((instant + this.offsetAt(instant)) / millisecondsPerDay);
    if (day < allDays.first || day > allDays.last) return undefined;
    return { day, instant, time: this.timeOf(instant) };
  }

  /** Depends only on the instant, so that all spellings of one moment have the same time. */
  private timeOf(instant: number): number {
    const local = instant + this.offsetAt(instant);
    return Math.floor(local / minute) - Math.floor(local / millisecondsPerDay) * 1440;
  }

  /** The instant of a local time; in a skipped or repeated hour, by the offset in force before it. */
  private instantOf(local: number): number {
    const before = this.offsetAt(local - millisecondsPerDay);
    const after = this.offsetAt(local + millisecondsPerDay);
    if (before === after) return local - before;
    const isLate =
      this.offsetAt(local - before) !== before && this.offsetAt(local - after) === after;
    return local - (isLate ? after : before);
  }

  private offsetAt(instant: number): number {
    const day = Math.floor(instant / millisecondsPerDay);
    let steady = this.steady.get(day);
    if (steady === undefined) {
      const start = day * millisecondsPerDay;
      const offset = this.askOffset(start);
      steady = offset === this.askOffset(start + millisecondsPerDay) ? offset : null;
      this.steady.set(day, steady);
    }
    return steady ?? this.askOffset(instant);
  }

  private askOffset(instant: number): number {
    const known = this.offsets.get(instant);
    if (known !== undefined) return known;
    const offset = Math.round(tzOffset(this.zone, new Date(instant)) * minute);
    if (this.offsets.size === mostRemembered) this.offsets.clear();
    this.offsets.set(instant, offset);
    return offset;
  }
}

function offsetMinutes(text: string): number | undefined {
  if (text === "Z") return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
