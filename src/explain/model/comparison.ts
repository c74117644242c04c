import type { NumberText } from "../../document/result.ts";
import type { Text } from "../../values/text.ts";
import type { CitedClause, NotRanked, ReadingPart, Setting } from "./explanation.ts";
import type { Citation, Formula, Gap, Shown, SubjectName } from "./shown.ts";

/** One of the two compared subjects. */
export interface Side {
  readonly subject: SubjectName;
  readonly cohort: Shown;
  /** How many have a place in the cohort. */
  readonly ranked: number;
  readonly rank?: number;
  readonly notRanked?: NotRanked;
}

/** A value of both, with the parts that make it differ. */
export interface Difference {
  /** `term`: an operand of a sum; `rule` and `step`: sources of entries, and changes, in an account. */
  readonly kind:
    | "measure"
    | "account"
    | "running"
    | "ranking"
    | "outcome"
    | "term"
    | "rule"
    | "step";
  /** The id of the node, the rule; the number of the step. */
  readonly id: string;
  readonly label: Text;
  readonly key?: Shown;
  readonly clauses: readonly Citation[];
  readonly unit?: Text;
  readonly a?: NumberText;
  readonly b?: NumberText;
  readonly gapA?: Gap;
  readonly gapB?: Gap;
  /** The value of `a` minus that of `b`. */
  readonly difference?: NumberText;
  /** How many entries each has, for a rule. */
  readonly counts?: { readonly a: number; readonly b: number };
  /** How each arrived at a term. */
  readonly formulas?: { readonly a: Formula; readonly b: Formula };
  /** Its parts in which the two differ, the largest first. */
  readonly parts: readonly Difference[];
}

/** One criterion of the ranking, with both values. */
export interface ComparedCriterion
  extends Omit<Difference, "kind" | "id" | "key" | "counts" | "formulas"> {
  readonly order: "ascending" | "descending";
  /** It decides who is ahead. */
  readonly decides: boolean;
  /** The group to which a criterion on ties was applied. */
  readonly among?: readonly SubjectName[];
  /** For a list: the first value that differs, counted from 1, as text. */
  readonly item?: {
    readonly position: number;
    readonly key?: Shown;
    readonly a?: string;
    readonly b?: string;
  };
}

/** Why one subject is ranked above another, or is not: plain data, every number exact. */
export interface Comparison extends Setting {
  readonly format: 1;
  readonly ranking: {
    readonly id: string;
    readonly label: Text;
    readonly key?: Shown;
    readonly clauses: readonly Citation[];
  };
  /** `apart`: in different cohorts; `not-ranked`: one of them has no place. */
  readonly verdict: "above" | "below" | "level" | "apart" | "not-ranked" | "same";
  readonly a: Side;
  readonly b: Side;
  /** The criteria up to the one that decided. */
  readonly criteria: readonly ComparedCriterion[];
  readonly readings: readonly ReadingPart[];
  readonly clauses: Readonly<Record<string, CitedClause>>;
}
