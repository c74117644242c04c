import { longyang, shangjie } from "./points.ts";
import type { BenchEvent, BenchSubject, Contender, RulesetId, Scores } from "./task.ts";

// What a program made for one regulation would do: one pass, plain conditions, a map for each account, no exactness to
// pay for. With `isChecked`, it also refuses duplicates and days outside the year.

type Loop = (
  events: readonly BenchEvent[],
  subjects: readonly BenchSubject[],
  isChecked: boolean,
) => Scores;

function add(account: Map<string, number>, subject: string, points: number): void {
  account.set(subject, (account.get(subject) ?? 0) + points);
}

/** The scores in the order of the circular. */
function ranked(subjects: readonly BenchSubject[], scoreOf: (subject: string) => number): Scores {
  const scores = subjects.map(({ id }) => [id, scoreOf(id)] as const);
  return new Map(scores.sort((a, b) => b[1] - a[1]));
}

const longyangByHand: Loop = (events, subjects, isChecked) => {
  const seen = new Set<string>();
  const base = new Map<string, number>();
  const bonus = new Map<string, number>();
  const deduction = new Map<string, number>();
  for (const event of events) {
    if (isChecked) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      if (event.at < "2024-01-01" || event.at > "2024-12-31") continue;
    }
    const { type, subject } = event;
    if (type === "submission") add(base, subject, 2);
    else if (type === "adoption") add(bonus, subject, longyang.adoption[event.channel!]!);
    else if (type === "reporting-failure") add(deduction, subject, -15);
    else if (type === "misconduct") add(deduction, subject, -20);
    else if (event.outcome === "adopted") add(bonus, subject, 15);
    else if (event.outcome === "failed") add(deduction, subject, -15);
  }
  return ranked(
    subjects,
    (id) => Math.min(60, base.get(id) ?? 0) + (bonus.get(id) ?? 0) + (deduction.get(id) ?? 0),
  );
};

const shangjieByHand: Loop = (events, subjects, isChecked) => {
  const seen = new Set<string>();
  const reversed = new Map<string, Set<string>>();
  for (const { type, subject, item } of events) {
    if (type !== "reversal") continue;
    const items = reversed.get(subject) ?? new Set();
    reversed.set(subject, items.add(item!));
  }
  // In tenths, so that a fifth of half a point is a whole number.
  const points = new Map<string, number>();
  for (const event of events) {
    if (isChecked) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      if (event.at < "2024-01-01" || event.at > "2024-12-31") continue;
    }
    const { type, subject, item } = event;
    if (event.scope === "other" || (type !== "adoption" && type !== "annotation")) continue;
    const isReversed = item !== undefined && reversed.get(subject)?.has(item) === true;
    const sign = isReversed ? -10 : 10;
    if (type === "annotation") add(points, subject, sign * shangjie.annotation[event.level!]!);
    else {
      const level = event.level ?? shangjie.levelOfOutlet[event.outlet!]!;
      let tenths = sign * shangjie.adoption[level]![event.form ?? "single"]!;
      if ((event.characters ?? 0) > 1000 || (event.seconds ?? 0) > 60) tenths *= 3;
      add(points, subject, tenths);
      if (event.office !== undefined) add(points, event.office, tenths / 5);
    }
  }
  return ranked(subjects, (id) => (points.get(id) ?? 0) / 10);
};

const loops: Readonly<Record<RulesetId, Loop>> = {
  "longyang-2019": longyangByHand,
  "shangjie-201x": shangjieByHand,
};

function contender(name: string, isChecked: boolean): Contender {
  return {
    name,
    share: 1,
    runs: 3,
    prepare:
      ({ ruleset, events, subjects }) =>
      () => {
        const scores = loops[ruleset](events, subjects, isChecked);
        return () => scores;
      },
  };
}

/** The reference of all ratios. */
export const plainLoop = contender("loop by hand, plain", false);

export const checkedLoop = contender("loop by hand, ids and dates checked", true);
