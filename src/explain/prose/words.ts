import type { ListOrder, OutcomeKind } from "../../document/nodes.ts";
import type { CohortReduction, EachField, EntryField, PlaceTies } from "../../expression/tree.ts";
import type { OutcomeState } from "../../expression/types.ts";
import type { CalendarUnit, PeriodUnit } from "../../values/calendar.ts";
import type { RoundingMode } from "../../values/rounding.ts";
import type { OutcomePart, StepPart } from "../model/explanation.ts";
import type { Gap } from "../model/shown.ts";

/** What a key is about: a unit of the calendar, or something else. */
export type KeyUnit = CalendarUnit | "other";

/** The parts of a range, for its text. */
export interface RangeWords {
  readonly reduction: CohortReduction;
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly condition: string | undefined;
  readonly days: boolean;
}

/** How values and expressions are put into words. */
export interface ExpressionWords {
  readonly states: { readonly [State in Gap["state"]]: string };
  readonly outcomes: { readonly [State in OutcomeState]: string };
  readonly points: string;
  readonly yes: string;
  readonly no: string;
  readonly and: string;
  readonly or: string;
  readonly modulo: string;
  readonly not: (condition: string) => string;
  /** The negation of a condition, as a sentence. */
  readonly denied: (condition: string) => string;
  readonly has: (what: string) => string;
  readonly missing: (what: string) => string;
  readonly given: (what: string) => string;
  readonly in: (what: string, list: readonly string[]) => string;
  readonly if: (condition: string, value: string, otherwise: string) => string;
  /** The value of an `if`, and the conditions that led to it. */
  readonly taken: (value: string, conditions: readonly string[]) => string;
  readonly fails: (condition: string) => string;
  readonly else: (value: string, fallback: string) => string;
  readonly least: (list: readonly string[]) => string;
  readonly most: (list: readonly string[]) => string;
  readonly atMost: (value: string, limit: string) => string;
  readonly atLeast: (value: string, limit: string) => string;
  /** A division, and what it comes to where the divisor is zero. */
  readonly undivided: (division: string, fallback: string) => string;
  /** Why a division came to its fallback. */
  readonly byZero: (division: string) => string;
  /** What a look-up by a number found. */
  readonly lookedUp: (value: string, keys: string) => string;
  readonly absolute: (value: string) => string;
  readonly later: (list: readonly string[]) => string;
  readonly earlier: (list: readonly string[]) => string;
  readonly days: (from: string, to: string) => string;
  readonly date: (parts: readonly string[]) => string;
  readonly year: (day: string) => string;
  readonly month: (day: string) => string;
  readonly weekday: (day: string) => string;
  readonly round: (value: string, places: number, mode: RoundingMode) => string;
  readonly power: (value: string, exponent: string) => string;
  readonly root: (value: string, degree: number) => string;
  /** A day moved by a number of units, or a unit of the calendar by a number of its own. */
  readonly shift: (moved: string, count: string, unit: CalendarUnit) => string;
  readonly unitOf: (unit: CalendarUnit, day: string) => string;
  readonly firstDay: (key: string) => string;
  readonly lastDay: (key: string) => string;
  /** What the numbers or days of a range come to; a condition limits them. */
  readonly range: (line: RangeWords) => string;
  /** What each of a range is called inside. */
  readonly element: { readonly number: string; readonly day: string };
  /** Cells of a table by rates or between bounds: each with its part. */
  readonly rated: (value: string, what: string, parts: readonly string[]) => string;
  readonly eventTime: string;
  /** An aggregate over all subjects of the kind, or over those alike; another kind than that of the subject is named. */
  readonly cohort: (
    reduction: CohortReduction,
    value: string,
    alike: boolean,
    kind: string | undefined,
  ) => string;
  /** A reduction over the values for the tied subjects. */
  readonly tied: (reduction: CohortReduction, label: string) => string;
  /** The values of a node, compared one after the other. */
  readonly listed: (label: string, sorted: ListOrder | undefined) => string;
  readonly where: (what: string, condition: string) => string;
  readonly over: (quantity: "all" | "some" | "none", unit: KeyUnit, condition: string) => string;
  readonly linked: (what: string) => string;
  /** A place, how those who tie are counted unless they share the first place, and the place shown where it differs. */
  readonly place: (ranking: string, counted: PlaceTies | undefined, shown?: string) => string;
  readonly value: string;
  readonly state: string;
  readonly owner: string;
  /** Within a cohort: the subject that the value is for. */
  readonly reader: string;
  readonly eventType: string;
  readonly eventId: string;
  readonly eventDay: string;
  readonly eventSubject: string;
  readonly category: string;
  readonly name: string;
  readonly entry: { readonly [Field in EntryField["name"]]: string };
  /** The list value that a rule fires for. */
  readonly each: { readonly [Field in EachField["name"]]: string };
  readonly size: (list: string) => string;
  /** What a function in code makes of values. */
  readonly inCode: (label: string, values: string) => string;
  readonly period: { readonly [Field in "year" | "first" | "last"]: string };
  readonly list: (items: readonly string[]) => string;
  readonly keyed: (label: string, keys: string) => string;
  /** The parts of one key: several keys may stand in a list. */
  readonly keyParts: (parts: readonly string[]) => string;
  /** Keys that are the id of an event, or of an item. */
  readonly keys: { readonly [Key in "event" | "item"]: (id: string) => string };
  readonly of: (label: string, subject: string) => string;
}

/** Among whom a subject is ranked: all of its kind, or those alike. */
export interface CohortWords {
  readonly text: string;
  readonly isAll: boolean;
}

/** What a line on a standing holds. */
export interface StandingWords {
  readonly name: string;
  /** The ranking, where the name is another; and the score. */
  readonly ranking: string | undefined;
  readonly score: string | undefined;
  readonly rank: number;
  readonly cohort: CohortWords;
  readonly ranked: number;
  readonly ties: readonly string[];
}

/** The words of explanations. */
export interface TextWords {
  readonly amount: (value: string, unit: string | undefined) => string;
  readonly times: (count: number, items: boolean) => string;
  readonly cite: (clauses: readonly string[]) => string;
  readonly title: (
    subject: string,
    kind: readonly string[],
    ruleset: string,
    period: string,
  ) => string;
  readonly asOf: (day: string) => string;
  readonly provisional: string;
  readonly standing: (line: StandingWords) => string;
  /** A place by itself. */
  readonly placed: (rank: number) => string;
  /** The group to which a criterion was applied. */
  readonly among: (label: string, names: readonly string[]) => string;
  readonly unranked: (name: string, ranking: string, why: string) => string;
  readonly unplaced: (ranking: string, why: string) => string;
  readonly excluded: (condition: string) => string;
  readonly noValue: (what: string, why: string) => string;
  readonly gap: (cause: NonNullable<Gap["cause"]>, missing: string) => string;
  readonly missing: (missing: string) => string;
  readonly equals: (label: string, value: string, formula: string) => string;
  readonly is: (label: string, value: string) => string;
  /** A value, and the states after it. */
  readonly after: (value: string, states: readonly string[]) => string;
  /** A value at a key of a list. */
  readonly at: (key: string, value: string) => string;
  /** What follows is made of the lines below. */
  readonly made: string;
  readonly bracketed: (text: string) => string;
  readonly sentence: (parts: readonly string[]) => string;
  readonly headings: {
    readonly [Section in
      | "outcomes"
      | "others"
      | "rejected"
      | "corrected"
      | "idle"
      | "unavailable"
      | "readings"]: string;
  };
  readonly event: (day: string, id: string, item: string | undefined) => string;
  readonly ofOrigin: (event: string, subject: string) => string;
  readonly droppedEvent: (event: string) => string;
  readonly eventIds: (ids: readonly string[]) => string;
  readonly more: (count: number) => string;
  /** A value that each of several keys has. */
  readonly each: (value: string) => string;
  readonly through: (first: string, last: string) => string;
  readonly window: (first: string, last: string) => string;
  readonly step: (does: StepPart["does"], label: string | undefined) => string;
  readonly makes: (formula: string, value: string) => string;
  /** A value, and how it compares with a limit. */
  readonly compares: (value: string, limit: string) => string;
  /** A value that is exactly the limit. */
  readonly equal: (label: string, value: string) => string;
  readonly reduced: (does: StepPart["does"], count: number) => string;
  /** The same of each of several groups. */
  readonly reducedEach: (does: StepPart["does"], per: string | undefined) => string;
  readonly entries: (count: number) => string;
  readonly without: (events: string) => string;
  readonly byRules: (rules: string) => string;
  readonly outcome: (
    kind: OutcomeKind,
    state: OutcomePart["state"],
    result: string | undefined,
  ) => string;
  readonly judgedFor: (units: readonly PeriodUnit[]) => string;
  readonly revised: (by: string) => string;
  readonly retracted: (by: string) => string;
  readonly reading: (question: string, answer: string) => string;
}

/** The words of comparisons. */
export interface ComparisonWords {
  readonly above: (a: string, b: string, ranking: string) => string;
  readonly below: (a: string, b: string, ranking: string) => string;
  readonly level: (a: string, b: string, ranking: string) => string;
  readonly apart: (a: string, b: string, ranking: string) => string;
  readonly notBoth: (a: string, b: string, ranking: string) => string;
  readonly same: (a: string) => string;
  readonly place: (name: string, rank: number, cohort: CohortWords, ranked: number) => string;
  /** The criterion that decided: the first, or a tie-break after the others tied. */
  readonly decided: (criterion: string, isFirst: boolean, lower: boolean) => string;
  readonly levelBy: (criterion: string) => string;
  /** The value of a list that decides: which, counted from 1. */
  readonly item: (position: number, key: string | undefined) => string;
  readonly values: (a: string, valueA: string, b: string, valueB: string) => string;
  readonly difference: (value: string) => string;
  readonly made: string;
  readonly madeThough: string;
  readonly nothing: string;
}

/** One language: all words of explanations and comparisons. */
export interface Words extends ExpressionWords {
  readonly told: TextWords;
  readonly compared: ComparisonWords;
}
