import type { Text } from "./text.ts";

/** What a caller asked for cannot be done as asked. */
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

/** Wrong use: a period that is none, a roster with faults, a score that lacks parameters. Says everything at once. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(
    readonly code: UsageCode,
    /** What is wrong and the way out, in both languages. */
    readonly text: Text,
    /** The parameters that have no value, with the clauses that want them (`parameters-needed`). */
    readonly missing: readonly {
      readonly parameter: string;
      readonly clauses: readonly string[];
    }[] = [],
  ) {
    super(text.en);
  }
}
