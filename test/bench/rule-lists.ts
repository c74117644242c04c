import { longyang, shangjie } from "./points.ts";
import type { BenchEvent, RulesetId, Scores, Task } from "./task.ts";

/** A condition or an amount in JSON Logic's form. */
export type Logic = unknown;

/** A rule of a list: what an event of its type earns if the condition holds. */
export interface ListRule<Condition = Logic, Amount = Logic> {
  readonly account: "points" | "base";
  readonly when: Condition;
  readonly amount: Amount;
}

type RuleLists<Rule> = Readonly<Record<string, readonly Rule[]>>;

const read = (name: string, otherwise?: string | number): Logic => ({
  var: otherwise === undefined ? name : [name, otherwise],
});
const is = (name: string, value: string): Logic => ({ "==": [read(name), value] });

const inScope: Logic = { "==": [read("scope", "organization"), "organization"] };
const isLong: Logic = {
  or: [
    { ">": [read("characters", 0), shangjie.longCharacters] },
    { ">": [read("seconds", 0), shangjie.longSeconds] },
  ],
};
const reach: Logic = { if: [read("level"), read("level"), { levelOfOutlet: [read("outlet")] }] };
const adopted: Logic = { adoption: [reach, read("form", "single")] };

/** Rule lists by type of event: no rule is tried on an event of another type. */
export const ruleLists: Readonly<Record<RulesetId, RuleLists<ListRule>>> = {
  "longyang-2019": {
    submission: [{ account: "base", when: true, amount: longyang.submission }],
    adoption: [{ account: "points", when: true, amount: { channel: [read("channel")] } }],
    commission: Object.entries(longyang.commission).map(([outcome, amount]) => ({
      account: "points",
      when: is("outcome", outcome),
      amount,
    })),
    "reporting-failure": [{ account: "points", when: true, amount: longyang.reportingFailure }],
    misconduct: [{ account: "points", when: true, amount: longyang.misconduct }],
  },
  "shangjie-201x": {
    adoption: [
      { account: "points", when: { and: [inScope, { "!": [isLong] }] }, amount: adopted },
      {
        account: "points",
        when: { and: [inScope, isLong] },
        amount: { "*": [adopted, shangjie.longFactor] },
      },
    ],
    annotation: [{ account: "points", when: inScope, amount: { leader: [read("level")] } }],
  },
};

/** Operations that JSON Logic does not have: each looks something up in a table. */
export const lookups: Readonly<Record<string, (...keys: string[]) => unknown>> = {
  channel: (channel = "") => longyang.adoption[channel],
  levelOfOutlet: (outlet = "") => shangjie.levelOfOutlet[outlet],
  adoption: (level = "", form = "") => shangjie.adoption[level]?.[form],
  leader: (level = "") => shangjie.annotation[level],
};

/** Adds up what events earn; knows limits, shares and reversals, which are beyond a rule that reads one event. */
export class Tally {
  private readonly base = new Map<string, number>();
  private readonly points = new Map<string, number>();
  private readonly reversed = new Map<string, Set<string>>();

  constructor(private readonly task: Task) {
    for (const { type, subject, item } of task.events) {
      if (type !== "reversal") continue;
      const items = this.reversed.get(subject) ?? new Set();
      this.reversed.set(subject, items.add(item!));
    }
  }

  add(event: BenchEvent, account: "points" | "base", amount: number): void {
    const { subject, item, office } = event;
    const isReversed = item !== undefined && this.reversed.get(subject)?.has(item) === true;
    const points = isReversed ? shangjie.reversedFactor * amount : amount;
    this.credit(this[account], subject, points);
    if (office !== undefined) this.credit(this.points, office, shangjie.officeShare * points);
  }

  scores(): Scores {
    const { base, points, task } = this;
    const scores = task.subjects.map(({ id }) => {
      const limited = Math.min(longyang.mostBase, base.get(id) ?? 0);
      return [id, limited + (points.get(id) ?? 0)] as const;
    });
    return new Map(scores.sort((a, b) => b[1] - a[1]));
  }

  private credit(account: Map<string, number>, subject: string, points: number): void {
    account.set(subject, (account.get(subject) ?? 0) + points);
  }
}

/** Scores by rule lists whose conditions and amounts are functions. */
export function scoreByLists(
  task: Task,
  lists: RuleLists<ListRule<(event: BenchEvent) => unknown, (event: BenchEvent) => unknown>>,
): Scores {
  const tally = new Tally(task);
  for (const event of task.events) {
    for (const { account, when, amount } of lists[event.type] ?? [])
      if (when(event) === true) tally.add(event, account, amount(event) as number);
  }
  return tally.scores();
}
