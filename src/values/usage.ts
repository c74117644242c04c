import type { Text } from "./text.ts";

/** The codes of a UsageError. */
export type UsageCode =
  | "ruleset-not-loaded"
  | "bad-argument"
  | "bad-option"
  | "bad-period"
  | "bad-day"
  | "roster-invalid"
  | "roster-needed"
  | "parameters-needed"
  | "too-many-keys"
  | "function-failed"
  | "unknown-name"
  | "result-without-run";

/** Wrong usage: an invalid period, a roster with errors, a score whose parameters are missing. Reports everything at once. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(
    readonly code: UsageCode,
    /** What is wrong and how to correct it, in both languages. */
    readonly text: Text,
    /** The parameters without a value, with the clauses that need them (`parameters-needed`). */
    readonly missing: readonly {
      readonly parameter: string;
      readonly clauses: readonly string[];
    }[] = [],
  ) {
    super(text.en);
  }
}
