import type { EventRecord } from "../document/event.ts";
import type { Result } from "../document/result.ts";
import type { Reach } from "../engine/reach.ts";
import { dayText } from "../values/day.ts";
import { compareText } from "../values/text.ts";
import { Clock } from "../values/time.ts";

/** Events of one day, the first of which is named. */
interface Day {
  count: number;
  readonly event: string;
}

/** Events that lie outside a period, and count nowhere. */
export interface Outside {
  readonly count: number;
  /** Of all events with a date. */
  readonly total: number;
  readonly first: string;
  readonly last: string;
  readonly event: string;
}

/** Notes the days of events as they pass: without them, a mistyped year would show only as a score that is too low. */
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

  /**
   * The events outside the period of a result that no window sees either. Those after its as-of day are reported
   * elsewhere.
   */
  outside({ period, asOf }: Result, seenOutside: Reach["seenOutside"]): Outside | undefined {
    if (period.name === "all") return undefined;
    const days = [...this.days].sort(([a], [b]) => compareText(a, b));
    const beyond = days.flatMap(([day, { count, event }]) => {
      const isWithin = day >= period.first && day <= period.last;
      const unseen = count - (seenOutside.get(day) ?? 0);
      if (isWithin || unseen <= 0 || (asOf !== undefined && day > asOf)) return [];
      return [{ day, event, count: unseen }];
    });
    const [first] = beyond;
    const last = beyond.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const count = beyond.reduce((sum, one) => sum + one.count, 0);
    const total = days.reduce((sum, [, one]) => sum + one.count, 0);
    return { count, total, first: first.day, last: last.day, event: first.event };
  }
}
