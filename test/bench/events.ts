import type { BenchEvent, BenchSubject, RulesetId, Task } from "./task.ts";

type Draft = { -readonly [Key in keyof BenchEvent]: BenchEvent[Key] };

/** Numbers from 0 to below a bound, the same for the same seed (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const days = Array.from({ length: 366 }, (_, day) =>
  new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
);

const channels = ["district-general", "district-special", "city", "province", "state-council"];
const completions = ["adopted", "completed", "failed"];

/** Six in ten events are submissions, two are adoptions, one is a commission, the others are failures. */
function longyangEvent(event: Draft, random: (below: number) => number): void {
  const kind = random(100);
  if (kind < 60) event.type = "submission";
  else if (kind < 80) {
    event.type = "adoption";
    event.channel = channels[random(channels.length)]!;
  } else if (kind < 90) {
    event.type = "commission";
    event.outcome = completions[random(completions.length)]!;
  } else if (kind < 98) {
    event.type = "reporting-failure";
    event.kind = "late";
  } else {
    event.type = "misconduct";
    event.kind = "leak";
  }
}

const levels = ["district", "district", "city", "city", "province", "national"];
const outlets: readonly (readonly [string, string])[] = [
  ["上街区党建网", "district"],
  ["上街组工动态", "district"],
  ["郑州日报", "city"],
  ["郑州组织信息", "city"],
  ["河南日报", "province"],
  ["河南组工信息", "province"],
  ["人民日报", "national"],
  ["新华社", "national"],
];
/** The journals of organization departments, where offices get a share. */
const journals = ["郑州组织信息", "河南组工信息"];
const leaders = ["city", "city", "province", "national"];

/** The items that a subject sent in last. */
class Items {
  private readonly bySubject = new Map<string, string[]>();
  private count = 0;

  add(subject: string): string {
    this.count += 1;
    const item = `i${this.count}`;
    const items = this.bySubject.get(subject) ?? [];
    if (items.length === 8) items.shift();
    items.push(item);
    this.bySubject.set(subject, items);
    return item;
  }

  some(subject: string, random: (below: number) => number): string {
    const items = this.bySubject.get(subject);
    return items === undefined ? this.add(subject) : items[random(items.length)]!;
  }
}

/**
 * Of a thousand events, 620 are submissions, 335 are adoptions, 40 are annotations and 5 are reversals. Most have an
 * item.
 */
function shangjieEvents(subjects: readonly BenchSubject[], random: (below: number) => number) {
  const items = new Items();
  const offices = subjects.filter(({ category }) => category === "office").map(({ id }) => id);
  const submission = (event: Draft): void => {
    event.type = "submission";
    if (random(10) < 8) event.item = items.add(event.subject);
    const to = random(100);
    if (to < 25) event.to = "city";
    else if (to < 40) event.to = "district";
    if (random(100) < 3) event.scope = "other";
  };
  const adoption = (event: Draft): void => {
    event.type = "adoption";
    if (random(10) < 8) event.item = items.some(event.subject, random);
    if (random(10) < 5) event.level = levels[random(levels.length)]!;
    else {
      const [outlet, level] = outlets[random(outlets.length)]!;
      event.outlet = random(20) === 0 ? "第一网站" : outlet;
      if (event.outlet !== outlet || random(5) === 0) event.level = level;
    }
    const form = random(10);
    if (form < 2) event.form = "synthesized";
    else if (form < 3) event.form = "single";
    const length = random(10);
    if (length < 5) event.characters = 300 + 50 * random(30);
    else if (length < 6) event.seconds = 20 + 10 * random(12);
    const isShared =
      event.outlet === undefined
        ? event.level !== "district"
        : journals.includes(event.outlet) && event.level !== "district";
    const office = offices[random(offices.length)]!;
    if (isShared && random(4) === 0 && office !== event.subject) event.office = office;
    if (random(100) < 2) event.scope = "other";
  };
  const others = (event: Draft, kind: number): void => {
    event.item = items.some(event.subject, random);
    if (kind >= 995) event.type = "reversal";
    else {
      event.type = "annotation";
      event.level = leaders[random(leaders.length)]!;
    }
  };
  return (event: Draft): void => {
    const kind = random(1000);
    if (kind < 620) submission(event);
    else if (kind < 955) adoption(event);
    else others(event, kind);
  };
}

/** Twelve subjects in twenty are towns, five are committees and three are offices. */
function subjectsOf(ruleset: RulesetId, count: number): BenchSubject[] {
  const category = (index: number): string => {
    if (ruleset === "longyang-2019") return "section";
    if (index % 20 < 12) return "town";
    return index % 20 < 17 ? "committee" : "office";
  };
  return Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    category: category(index),
  }));
}

/** A year of events in the order of their days: the same for the same numbers. */
export function madeTask(ruleset: RulesetId, eventCount: number, subjectCount: number): Task {
  const random = numbers(eventCount + subjectCount);
  const subjects = subjectsOf(ruleset, subjectCount);
  const shangjie = shangjieEvents(subjects, random);
  const events = Array.from({ length: eventCount }, (_, index) => {
    const event: Draft = {
      id: `e${index}`,
      type: "",
      at: days[Math.floor((index * days.length) / eventCount)]!,
      subject: `s${random(subjectCount)}`,
    };
    if (ruleset === "longyang-2019") longyangEvent(event, random);
    else shangjie(event);
    return event;
  });
  return { ruleset, subjects, events };
}

/** The same with events as JSON.parse makes them. */
export function taskOf(ruleset: RulesetId, eventCount: number, subjectCount: number): Task {
  const task = madeTask(ruleset, eventCount, subjectCount);
  return { ...task, events: JSON.parse(JSON.stringify(task.events)) as BenchEvent[] };
}
