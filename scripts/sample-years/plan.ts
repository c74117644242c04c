import { dayText } from "../../src/values/day.ts";
import { type AwkwardPlan, awkwardRows } from "./awkward.ts";
import { type Draft, officeDay, on, type SampleYear, type Values } from "./draft.ts";
import { type Random, seededRandom } from "./random.ts";

/** All that makes the year of one ruleset: who is there, what happens to them, and what goes wrong on paper. */
export interface SamplePlan extends Omit<SampleYear, "drafts" | "random"> {
  readonly seed: number;
  /** What happens; calls to `random` stand in a fixed order, so that the year is the same on every run. */
  readonly rows: (random: Random) => readonly Draft[];
  readonly awkward: AwkwardPlan;
  /** Rows at the end that exist for one clause or one slip. */
  readonly more?: readonly Draft[];
}

/** The year that a plan makes. */
export function sampleYear({ seed, rows, awkward, more = [], ...plan }: SamplePlan): SampleYear {
  const random = seededRandom(seed);
  return { ...plan, drafts: [...rows(random), ...awkwardRows(awkward), ...more], random };
}

/** Something that happens to a subject on a day of the year. */
export type Dated = readonly [
  subject: string,
  month: number,
  date: number,
  type: string,
  values?: Values,
];

export function datedRows(all: readonly Dated[]): Draft[] {
  return all.map(([subject, month, date, type, values]): Draft => {
    const draft = { type, subject, at: dayText(on(month, date)) };
    return values === undefined ? draft : { ...draft, values };
  });
}

/** Something that happens on any day, and what the clerk notes as its grounds. */
export interface Happening {
  readonly type: string;
  readonly values?: Values;
  readonly grounds?: readonly string[];
}

/** What happens to a subject so many times, by the names of happenings. */
export function happeningRows(
  subject: string,
  counts: Readonly<Record<string, number>>,
  happenings: Readonly<Record<string, Happening>>,
  random: Random,
): Draft[] {
  return Object.entries(counts).flatMap(([name, count]) => {
    const happening = happenings[name];
    if (happening === undefined) throw new Error(`nothing is called "${name}"`);
    const { type, grounds } = happening;
    return Array.from({ length: count }, (): Draft => {
      const note = grounds === undefined ? {} : { note: random.pick(grounds) };
      const at = dayText(officeDay(random, random.between(1, 12)));
      return { type, subject, at, values: { ...happening.values, ...note } };
    });
  });
}
