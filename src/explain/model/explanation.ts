import type { OutcomeKind } from "../../document/nodes.ts";
import type { NumberText } from "../../document/result.ts";
import type { PeriodUnit } from "../../values/calendar.ts";
import type { Text } from "../../values/text.ts";
import type { Citation, Formula, Gap, MissingParameter, Shown, SubjectName } from "./shown.ts";

/** The properties of every part of a derivation. */
interface Named {
  /** Its identifier in this explanation: `account:monthly@2024-03`. */
  readonly ref: string;
  readonly id: string;
  readonly label: Text;
  /** The month, event, body … that it concerns. */
  readonly key?: Shown;
  /** Its subject, if not the explained one. */
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
  /** The position of the event's list value, from 1. */
  readonly position?: number;
  /** The event's subject, if not the owner. */
  readonly origin?: SubjectName;
  readonly amount?: NumberText;
  readonly gap?: Gap;
  readonly clauses: readonly Citation[];
  /** The step (from 0) that dropped it. */
  readonly dropped?: number;
}

/** The entries of one rule with the same amount and the same derivation. */
export interface AmountShare {
  readonly amount?: NumberText;
  readonly count: number;
  readonly sum?: NumberText;
  readonly formula: Formula;
  readonly clauses: readonly Citation[];
  readonly entries: readonly EntryPart[];
}

/** The entries of one rule in an account. */
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

/** How a step reduced several values to one, or each group to one. */
export interface ReducedPart {
  /** The number of values before it. */
  readonly count: number;
  /** Its result; for several groups their sum. The lines of later steps add to this. */
  readonly total?: NumberText;
  /** What the groups are formed by: the item, the month … */
  readonly per?: Text;
  /** The result for each group. */
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
  /** The change; see `adds` for what adds up. */
  readonly amount?: NumberText;
  /** Ids of the events whose entries it dropped, in the order of the ledger. */
  readonly dropped?: readonly string[];
  /** The keys of the elements that it dropped. */
  readonly droppedKeys?: readonly Shown[];
  /** The result of a reduction, if it is not the sum. */
  readonly reduced?: ReducedPart;
}

export interface AccountPart extends Named {
  readonly kind: "account";
  readonly clauses: readonly Citation[];
  /** The days it looks at, if not those of the scored period. */
  readonly window?: { readonly first: string; readonly last: string };
  readonly count: number;
  /** The sum of the entries (or elements) before the steps. */
  readonly sum?: NumberText;
  /**
   * The entries (or elements; each as 1 where they are `counted`) and the amounts of the steps add up to the value.
   * Otherwise, the `total` of the last reduction and the amounts of the steps after it do.
   */
  readonly adds: boolean;
  /** The entries (or elements) are counted, whatever their amounts. */
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
    /** The states after the key, if the value is not the only one. */
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
  /** The group to which a criterion on ties was last applied. */
  readonly among?: readonly SubjectName[];
  /** It was not applied: an earlier criterion decided. */
  readonly unasked?: true;
}

/** Why a subject has no place. */
export interface NotRanked {
  readonly reason: "excluded" | "no-value" | "unavailable";
  /** The condition for being ranked, if it does not hold. */
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
  /** As in the document: `account:submissions`. */
  readonly of: string;
  readonly formula: Formula;
  readonly value: Shown;
  /** For a statement: false if it does not hold. */
  readonly denied?: Text;
  readonly comparison?: string;
  readonly against?: { readonly formula: Formula; readonly value: Shown };
  /** For a statement about every key: the keys that decided, with their values. */
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
  /** The kinds of period it is judged for, if it is not judged for this one. */
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

/** An event that was revised or retracted. */
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

/** A value that no subject has, because parameters are missing. */
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

/** The scored subject, period and ruleset. */
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
  /** Values that no standing or outcome depends on. */
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
