import type { RejectionCode, WarningCode } from "../values/notice.ts";
import type { Text } from "../values/text.ts";
import type { OutcomeKind } from "./nodes.ts";

/** An exact number as text: a decimal without trailing zeros, or a reduced fraction `1/3` where a rule lets it stay one. */
export type NumberText = string;

/** The subject that a line concerns. */
interface OfSubject {
  readonly kind: string;
  readonly subject: string;
}

/** A subject that took part: on the roster, a single subject, or named by an event. */
export interface ResultSubject {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly category?: string;
}

/** One line of the circular. */
export interface Standing {
  readonly ranking: string;
  /** The month, race … of a keyed ranking. */
  readonly key?: string;
  /** `all`, or the attributes (such as the category) that make the cohort. */
  readonly cohort: string;
  /** The place; ties share one (a mean place may be a fraction). */
  readonly rank: number;
  readonly subject: string;
  readonly subjectKind: string;
  readonly name: string;
  /** The first criterion: a number, or a day, a name, the values of a list with commas. */
  readonly score: NumberText;
  /** The further criteria as text, if the ranking has any; empty for a criterion on ties that was not needed. */
  readonly tieBreaks?: readonly NumberText[];
  /** The period, or that of the key, is not over: a provisional standing. */
  readonly provisional?: true;
}

/** A subject without a place in a ranking that concerns it. */
export interface NotRankedSubject {
  readonly ranking: string;
  readonly key?: string;
  readonly cohort: string;
  readonly subject: string;
  readonly subjectKind: string;
  readonly name: string;
  /** Left out by the ranking itself (`among`), or without the value of a criterion. */
  readonly reason: "excluded" | "no-value";
  /** The first criterion that has no value, from 0, and why. */
  readonly criterion?: number;
  readonly state?: "absent" | "pending" | "unavailable";
}

/** A comparison, presence test or state that decided an outcome. */
export interface Fact {
  /** What was read: `account:submissions`, `ranking:final`, `outcome:S11.points` … */
  readonly of: string;
  readonly value: string;
  /** `>=`, `<`, `==` …; absent if the value itself decided. */
  readonly comparison?: string;
  readonly against?: string;
  readonly holds: boolean;
}

/** Why an outcome is what it is. */
export interface Reason {
  readonly facts: readonly Fact[];
  /** Ids of the events that the outcome depends on directly. */
  readonly events: readonly string[];
}

/** An outcome for a subject. */
export interface OutcomeResult {
  readonly id: string;
  readonly kind: OutcomeKind;
  readonly subject: string;
  readonly subjectKind: string;
  readonly clause: string;
  readonly clauses: readonly string[];
  readonly label: Text;
  /** `met`, `missed`, `pending` for targets; `given` for the others. */
  readonly state: "met" | "missed" | "pending" | "given";
  /** Targets only, once judged. */
  readonly met?: boolean;
  /** The grade's name, or the amount. */
  readonly value?: string;
  /** The month, week … that it concerns; for an outcome without keys the scored period. */
  readonly period: string;
  readonly key?: string;
  /** Its period is not over: it follows the provisional standings. */
  readonly provisional?: true;
  readonly reason: Reason;
}

/** A named value of a subject, for one key if the node has keys. */
export interface NodeValue extends OfSubject {
  readonly id: string;
  readonly key?: string;
  /** Absent if there is no value. */
  readonly value?: NumberText;
  /** Why there is none. */
  readonly state?: "absent" | "pending" | "unavailable";
}

/**
 * What a step dropped or changed. If the reductions of an account are sums only, its entries and these lines add up to
 * its value. A mean, a count or the highest has no line of its own.
 */
export interface StepLine {
  /** Which step, from 0. */
  readonly step: number;
  readonly clauses: readonly string[];
  readonly amount: NumberText;
  /** The entries that the step dropped. */
  readonly entries?: readonly number[];
}

/** The value of a subject's entries, and what the steps did to them. */
export interface AccountValue extends NodeValue {
  readonly lines?: readonly StepLine[];
}

/** A running at a key: its value, and its states after the key. */
export interface RunningValue extends NodeValue {
  /** Its states by name, unless its value is just its only state; a state without a value is omitted. */
  readonly states?: Readonly<Record<string, string>>;
}

/** A signed amount by one rule for one event. */
export interface Entry extends OfSubject {
  /** Its place in the ledger, from 0. */
  readonly number: number;
  readonly rule: string;
  /** The clauses of the cells and parameters that determined the amount; the rule's own if there are none. */
  readonly clauses: readonly string[];
  readonly accounts: readonly string[];
  readonly amount: NumberText;
  readonly event: string;
  readonly item?: string;
  /** The position of the event's list value, from 1, if the rule fires for each value of a list. */
  readonly position?: number;
  /** The day it counts on. */
  readonly day: string;
  /** The rule whose entry it was made from. */
  readonly from?: string;
}

/** An event that does not count, and why. If several events have its id, it is one of these versions. */
export interface Rejection {
  readonly code: RejectionCode;
  /** The event's id, if it has one. */
  readonly event?: string;
  readonly field?: string;
  /** The position of the rejected value in a list, from 1. */
  readonly position?: number;
  readonly value?: string;
  readonly clauses?: readonly string[];
  /** Another version with the same id is valid and counts. */
  readonly anotherCounts?: true;
  readonly message: Text;
  readonly hint?: Text;
}

/** A warning; what it concerns counts all the same. */
export interface Warning {
  readonly code: WarningCode;
  /** For a check or a warning outcome of the ruleset: its id. */
  readonly check?: string;
  readonly event?: string;
  readonly subject?: string;
  readonly field?: string;
  readonly clauses?: readonly string[];
  /** How many events it concerns. */
  readonly count: number;
  readonly message: Text;
  readonly hint?: Text;
}

/** A node without values because parameters are missing, or a single value that could not be computed. */
export interface Unavailable {
  /** `measure:score`, `ranking:final` … */
  readonly node: string;
  readonly id: string;
  /** The subject and the key, if it is not the whole node. */
  readonly subject?: string;
  readonly key?: string;
  readonly missing: readonly { readonly parameter: string; readonly clauses: readonly string[] }[];
  readonly message: Text;
}

/**
 * Where every event went: events = accepted + rejected + ignored, ignored = duplicates + later + revised + retracted,
 * accepted = scored + outside + unscored + retractions.
 */
export interface Counts {
  readonly events: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly ignored: number;
  /** The ignored events by reason. */
  readonly duplicates: number;
  readonly later: number;
  readonly revised: number;
  readonly retracted: number;
  /** Earned an entry inside the window of an account. */
  readonly scored: number;
  /** Dated, or earned an entry, only on days outside the window of every account. */
  readonly outside: number;
  /** Dated in the period, but no rule credited anything for it. */
  readonly unscored: number;
  /** The unscored by their type. */
  readonly unscoredTypes: Readonly<Record<string, number>>;
  /** Retractions in force. */
  readonly retractions: number;
}

/** The ledger: lazy, in an order that does not depend on the order of events. */
export interface Ledger extends Iterable<Entry> {
  readonly length: number;
  toJSON(): readonly Entry[];
}

/** The result of a run: a plain document once written as JSON. */
export interface Result {
  readonly format: 1;
  readonly ruleset: { readonly id: string; readonly hash: string; readonly title: Text };
  readonly period: {
    readonly name: string;
    readonly first: string;
    readonly last: string;
    readonly over: boolean;
  };
  readonly asOf?: string;
  readonly interpretations: Readonly<Record<string, string>>;
  /** Values in force; null if none was given. */
  readonly parameters: Readonly<Record<string, NumberText | null>>;
  /** The functions in code that the ruleset calls: values that depend on them are computed outside it. */
  readonly functions?: readonly string[];
  /** SHA-256 of the accepted events, whatever their order. */
  readonly digest: string;
  readonly counts: Counts;
  readonly subjects: readonly ResultSubject[];
  readonly standings: readonly Standing[];
  /** The subjects that have no place. */
  readonly notRanked: readonly NotRankedSubject[];
  readonly outcomes: readonly OutcomeResult[];
  readonly measures: readonly NodeValue[];
  readonly accounts: readonly AccountValue[];
  readonly runnings: readonly RunningValue[];
  readonly ledger: Ledger;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Warning[];
  readonly unavailable: readonly Unavailable[];
}
