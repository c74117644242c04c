import type { EventRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import { dayText } from "../values/day.ts";
import { compareText } from "../values/text.ts";
import { Clock } from "../values/time.ts";

/** Events of one day, the first of which is named. */
interface Day {
  count: number;
  readonly event: string;
}

/** Events that lie outside a period. */
export interface Outside {
  readonly count: number;
  /** Of all events with a date. */
  readonly total: number;
  readonly first: string;
  readonly last: string;
  readonly event: string;
}

/** Notes the days of events as they pass: a year that was mistyped would else only be missed in the score. */
export class EventDays {
  private readonly clock: Clock;
  private readonly days = new Map<string, Day>();

  constructor(timeZone: string) {
    this.clock = new Clock(timeZone);
  }

  async *watch(events: AsyncIterable<EventRecord>): AsyncGenerator<EventRecord> {
    for await (const event of events) {
      this.see(event);
      yield event;
    }
  }

  private see(event: EventRecord): void {
    const day = event.at.length === 10 ? event.at : this.dayOf(event.at);
    // A correction counts whenever it is made.
    if (day === undefined || event.revises !== undefined || event.retracts !== undefined) return;
    const found = this.days.get(day);
    if (found === undefined) this.days.set(day, { count: 1, event: event.id });
    else found.count += 1;
  }

  private dayOf(at: string): string | undefined {
    const day = this.clock.read(at)?.day;
    return day === undefined ? undefined : dayText(day);
  }

  /** The first and the last day. */
  get span(): readonly string[] {
    const days = [...this.days.keys()].sort(compareText);
    return days.length === 0 ? [] : [days[0] ?? "", days.at(-1) ?? ""];
  }

  /** The events that lie outside the period of a result; those behind its last day are told of elsewhere. */
  outside({ period, asOf }: Result): Outside | undefined {
    if (period.name === "all") return undefined;
    const days = [...this.days].sort(([a], [b]) => compareText(a, b));
    const beyond = days.filter(
      ([day]) => (day < period.first || day > period.last) && (asOf === undefined || day <= asOf),
    );
    const [first] = beyond;
    const last = beyond.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const sum = (list: typeof days): number => list.reduce((all, [, { count }]) => all + count, 0);
    const event = first[1].event;
    return { count: sum(beyond), total: sum(days), first: first[0], last: last[0], event };
  }
}
