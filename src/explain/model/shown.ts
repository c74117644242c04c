import type { Text } from "../../values/text.ts";

/** A clause and where it stands in the source. */
export interface Citation {
  readonly clause: string;
  readonly place: string;
}

/** A subject, by id and label. */
export interface SubjectName {
  readonly kind: string;
  readonly kindLabel: Text;
  readonly id: string;
  readonly name: string;
  readonly category?: { readonly id: string; readonly label: Text };
}

/** A value of any type: its exact text (a decimal, an id, a day), and its label. */
export interface Shown {
  readonly value: string;
  readonly text: Text;
}

/** A parameter, or a cell of a table, that was used. */
export interface Source {
  /** A value computed by a function in code is marked as such. */
  readonly kind: "parameter" | "cell" | "function";
  /** The parameter's, the table's or the function's name. */
  readonly name: string;
  readonly label?: Text;
  /** The keys of the cell, or the arguments of the function. */
  readonly keys?: readonly Text[];
  readonly value: Shown;
  readonly clauses: readonly Citation[];
}

/** An expression for readers. */
export interface Formula {
  /** With labels only. */
  readonly words: Text;
  /** With current values beside the labels; of a choice, only the chosen branch. */
  readonly filled: Text;
  readonly sources: readonly Source[];
  /**
   * `read`: just another value; `literal`: a number of the document itself; `single`: a parameter, a cell or a
   * field as it is.
   */
  readonly plain?: "read" | "literal" | "single";
}

/** Why there is no value. */
export interface Gap {
  readonly state: "absent" | "pending" | "unavailable";
  /**
   * Not judged for this kind of period; its time is not over; a divisor was 0; there is no such day; an operator
   * cannot take such a number; there is too much to go through; fractions have too long a common denominator.
   */
  readonly cause?:
    | "not-judged"
    | "not-over"
    | "zero-divisor"
    | "no-such-day"
    | "out-of-bounds"
    | "range-too-long"
    | "denominator-too-long"
    | "parameters";
  readonly missing?: readonly MissingParameter[];
}

/** A parameter that has no value. */
export interface MissingParameter {
  readonly parameter: string;
  readonly label?: Text;
  readonly clauses: readonly Citation[];
}
