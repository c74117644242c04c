import type { EventRecord } from "../document/event.ts";
import { dayText } from "../values/day.ts";
import { Clock } from "../values/time.ts";

/** Notes the first and the last day of events as they pass. */
export class EventDays {
  private readonly clock: Clock;
  private first: string | undefined;
  private last: string | undefined;

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
    if (this.first === undefined || day < this.first) this.first = day;
    if (this.last === undefined || day > this.last) this.last = day;
  }

  private dayOf(at: string): string | undefined {
    const day = this.clock.read(at)?.day;
    return day === undefined ? undefined : dayText(day);
  }

  /** The first and the last day. */
  get span(): readonly string[] {
    return this.first === undefined || this.last === undefined ? [] : [this.first, this.last];
  }
}
