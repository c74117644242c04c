/** An event as a program reads it from JSON. Which keys are there depends on its type. */
export interface BenchEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly subject: string;
  readonly channel?: string;
  readonly outcome?: string;
  readonly kind?: string;
  readonly to?: string;
  readonly scope?: string;
  readonly level?: string;
  readonly outlet?: string;
  readonly form?: string;
  readonly characters?: number;
  readonly seconds?: number;
  readonly office?: string;
  readonly item?: string;
}

export type BenchSubject = { readonly id: string; readonly category: string };

export const rulesetIds = ["shangjie-201x", "longyang-2019"] as const;

export type RulesetId = (typeof rulesetIds)[number];

/** What is to be scored: all events are valid, have different ids and belong to 2024. */
export interface Task {
  readonly ruleset: RulesetId;
  readonly subjects: readonly BenchSubject[];
  readonly events: readonly BenchEvent[];
}

export type Scores = ReadonlyMap<string, number>;

/** Scores a task once. The time ends when it returns; what it returns gives the scores, for the check. */
export type Run = () => (() => Scores) | Promise<() => Scores>;

export interface Contender {
  readonly name: string;
  /** 1: it gets all events; 10: a tenth of them, and its time is scaled. */
  readonly share: number;
  /** How often it runs in each round, not in a row; the middle time counts. Short times vary much. */
  readonly runs: number;
  /** Untimed: compiles the rules, fills tables. */
  readonly prepare: (task: Task) => Run | Promise<Run>;
  readonly remark?: string;
}
