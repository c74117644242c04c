import type { OutcomeKind } from "../../document/nodes.ts";
import type { NumberText } from "../../document/result.ts";
import type { PeriodUnit } from "../../values/calendar.ts";
import type { Text } from "../../values/text.ts";
import type { Citation, Formula, Gap, MissingParameter, Shown, SubjectName } from "./shown.ts";

/** What every part of a derivation says of itself. */
interface Named {
  /** What it is known by in this explanation: `account:monthly@2024-03`. */
  readonly ref: string;
  readonly id: string;
  readonly label: Text;
  /** The month, event, body … that it is about. */
  readonly key?: Shown;
  /** Whose it is, if not that of the one explained. */
  readonly of?: SubjectName;
  readonly unit?: Text;
  readonly value?: NumberText;
  readonly gap?: Gap;
}

/** Something that is derived elsewhere in the same explanation. */
export interface Mention extends Named {
  readonly kind: "mention";
}

export interface MeasurePart extends Named {
  readonly kind: "measure";
  readonly clauses: readonly Citation[];
  readonly formula: Formula;
  readonly parts: readonly Part[];
}

/** An entry of the ledger. */
export interface EntryPart {
  readonly event: string;
  readonly type: Text;
  readonly day: string;
  readonly item?: string;
  /** Which value of the event's list it is for, from 1. */
  readonly position?: number;
  /** Whose event it is, if not the owner's own. */
  readonly origin?: SubjectName;
  readonly amount?: NumberText;
  readonly gap?: Gap;
  readonly clauses: readonly Citation[];
  /** The step (from 0) that dropped it. */
  readonly dropped?: number;
}

/** The entries of one rule that come to the same amount in the same way. */
export interface AmountShare {
  readonly amount?: NumberText;
  readonly count: number;
  readonly sum?: NumberText;
  readonly formula: Formula;
  readonly clauses: readonly Citation[];
  readonly entries: readonly EntryPart[];
}

/** What one rule brought to an account. */
export interface RuleShare {
  readonly rule: string;
  readonly label: Text;
  readonly clauses: readonly Citation[];
  readonly count: number;
  readonly sum?: NumberText;
  readonly shares: readonly AmountShare[];
}

/** The value of another node that goes into an account, at one key. */
export interface ElementShare {
  readonly ref: string;
  readonly key?: Shown;
  readonly unit?: Text;
  readonly value?: NumberText;
  readonly gap?: Gap;
  /** The step (from 0) that dropped it. */
  readonly dropped?: number;
}

/** How a step made one value of several, or one of each group. */
export interface ReducedPart {
  /** How many values it found. */
  readonly count: number;
  /** What it left; of several groups their sum. The lines of later steps add to this. */
  readonly total?: NumberText;
  /** What the groups are made by: the item, the month … */
  readonly per?: Text;
  /** What it made of each group. */
  readonly groups?: readonly {
    readonly key?: Shown;
    readonly value?: NumberText;
    readonly gap?: Gap;
  }[];
}

/** One step of an account and what it changed. */
export interface StepPart {
  /** Which step, from 0. */
  readonly step: number;
  readonly does:
    | "keep-all"
    | "keep-none"
    | "keep-first"
    | "keep-last"
    | "keep-highest"
    | "keep-lowest"
    | "keep-best"
    | "keep-worst"
    | "keep-drop"
    | "keep-drop-best"
    | "sum"
    | "count"
    | "mean"
    | "highest"
    | "lowest"
    | "first"
    | "last"
    | "cap"
    | "floor"
    | "round"
    | "value";
  readonly label?: Text;
  readonly clauses: readonly Citation[];
  /** The limit, the number kept, the look-up, the rounding. */
  readonly formula?: Formula;
  /** What it changed: with the entries these lines add up to the value. */
  readonly amount?: NumberText;
  /** Ids of the events whose entries it dropped, in the order of the ledger. */
  readonly dropped?: readonly string[];
  /** The keys of the elements that it dropped. */
  readonly droppedKeys?: readonly Shown[];
  /** What a reduction made of the values, where that is not their sum. */
  readonly reduced?: ReducedPart;
}

export interface AccountPart extends Named {
  readonly kind: "account";
  readonly clauses: readonly Citation[];
  /** The days it looks at, if not those of the scored period. */
  readonly window?: { readonly first: string; readonly last: string };
  readonly count: number;
  /** What the entries (or elements) come to before the steps. */
  readonly sum?: NumberText;
  /**
   * The entries (or elements; each as 1 where they are `counted`) and the amounts of the steps add up to the value.
   * Where they do not, the `total` of the last reduction and the amounts of the steps after it do.
   */
  readonly adds: boolean;
  /** The entries (or elements) are counted, whatever they amount to. */
  readonly counted?: true;
  readonly rules: readonly RuleShare[];
  readonly elements: readonly ElementShare[];
  readonly steps: readonly StepPart[];
  readonly parts: readonly Part[];
}

/** A state of a running, with its value. */
export interface StateShown extends Shown {
  readonly name: string;
  readonly label?: Text;
}

export interface RunningPart extends Named {
  readonly kind: "running";
  readonly clauses: readonly Citation[];
  readonly formula: Formula;
  /** How the state goes on at each key. */
  readonly next: readonly {
    readonly name: string;
    readonly label?: Text;
    readonly start: Formula;
    readonly formula: Formula;
  }[];
  readonly walk: readonly {
    readonly key?: Shown;
    readonly input?: NumberText;
    readonly inputGap?: Gap;
    readonly value?: NumberText;
    readonly gap?: Gap;
    /** What is remembered after the key, where the value is not all of it. */
    readonly states?: readonly StateShown[];
  }[];
  readonly parts: readonly Part[];
}

/** One criterion of a ranking. */
export interface Criterion {
  readonly order: "ascending" | "descending";
  readonly label: Text;
  readonly unit?: Text;
  readonly value?: NumberText;
  readonly gap?: Gap;
  readonly formula: Formula;
  /** Whom a criterion that rests on the tied was asked among, the last time. */
  readonly among?: readonly SubjectName[];
  /** It was not asked: what comes before it had decided. */
  readonly unasked?: true;
}

/** Why somebody has no place. */
export interface NotRanked {
  readonly reason: "excluded" | "no-value" | "unavailable";
  /** The condition of those who are ranked, where it does not hold. */
  readonly condition?: Formula;
  readonly gap?: Gap;
}

export interface StandingPart extends Named {
  readonly kind: "ranking";
  readonly clauses: readonly Citation[];
  readonly published: boolean;
  /** `all`, or the values that make the cohort. */
  readonly cohort: Shown;
  /** How many have a place in the cohort. */
  readonly ranked: number;
  readonly rank?: number;
  /** The others on the same place. */
  readonly ties: readonly SubjectName[];
  readonly provisional?: true;
  readonly notRanked?: NotRanked;
  readonly criteria: readonly Criterion[];
  readonly parts: readonly Part[];
}

/** A comparison that decided an outcome. */
export interface FactPart {
  /** In the words of the document: `account:submissions`. */
  readonly of: string;
  readonly formula: Formula;
  readonly value: Shown;
  /** Of a statement that does not hold: that it does not. */
  readonly denied?: Text;
  readonly comparison?: string;
  readonly against?: { readonly formula: Formula; readonly value: Shown };
  /** Of a statement about every key: the keys that decided, with their values. */
  readonly keys?: readonly {
    readonly key: string;
    readonly value: string;
    /** Its place among all keys, from 0. */
    readonly position: number;
  }[];
  readonly holds: boolean;
}

export interface OutcomePart extends Named {
  readonly kind: "outcome";
  readonly outcome: OutcomeKind;
  readonly clauses: readonly Citation[];
  readonly state:
    | "met"
    | "missed"
    | "given"
    | "not-given"
    | "pending"
    | "not-judged"
    | "not-applicable"
    | "unavailable";
  /** The kinds of period it is judged for, where it is not judged for this one. */
  readonly judged?: readonly PeriodUnit[];
  /** The grade, or the amount. */
  readonly result?: Shown;
  readonly provisional?: true;
  readonly facts: readonly FactPart[];
  readonly events: readonly string[];
  readonly parts: readonly Part[];
}

export type Derivation = MeasurePart | AccountPart | RunningPart | StandingPart | OutcomePart;
export type Part = Derivation | Mention;

/** An event that did not count. */
export interface RejectedEvent {
  readonly event: string;
  readonly code: string;
  readonly message: Text;
  readonly hint?: Text;
  readonly clauses: readonly Citation[];
}

/** An event that was corrected away. */
export interface CorrectedEvent {
  readonly event: string;
  readonly day: string;
  readonly type: Text;
  readonly how: "revised" | "retracted";
  readonly by: string;
}

/** An event that counts, but earned nothing by any rule. */
export interface IdleEvent {
  readonly event: string;
  readonly day: string;
  readonly type: Text;
  readonly item?: string;
}

/** A value that nobody has, for want of parameters. */
export interface UnavailablePart {
  readonly node: string;
  readonly label: Text;
  readonly missing: readonly MissingParameter[];
}

/** How an open clause was read. */
export interface ReadingPart {
  readonly id: string;
  readonly question: Text;
  readonly chosen: string;
  readonly label: Text;
  readonly clauses: readonly Citation[];
}

/** What is scored, when, by which ruleset. */
export interface Setting {
  readonly ruleset: { readonly id: string; readonly hash: string; readonly title: Text };
  readonly period: {
    readonly name: string;
    readonly first: string;
    readonly last: string;
    readonly over: boolean;
  };
  readonly asOf?: string;
}

/** A clause that an explanation cites, as a reader finds it. */
export interface CitedClause {
  readonly place: string;
  readonly title: Text;
}

/** How a subject came to its places, values and outcomes: plain data, every number exact. */
export interface Explanation extends Setting {
  readonly format: 1;
  readonly subject: SubjectName;
  readonly standings: readonly Part[];
  readonly outcomes: readonly Part[];
  /** Values that no standing and no outcome rests on. */
  readonly others: readonly Part[];
  readonly rejected: readonly RejectedEvent[];
  readonly corrected: readonly CorrectedEvent[];
  readonly idle: readonly IdleEvent[];
  readonly unavailable: readonly UnavailablePart[];
  /** The readings of the clauses that are cited. */
  readonly readings: readonly ReadingPart[];
  /** Every clause that is cited anywhere above. */
  readonly clauses: Readonly<Record<string, CitedClause>>;
}
