/**
 * An immutable thing that happened. `id` is unique; `type` is an event type of the ruleset; `at` is a local date
 * (`2024-03-05`) or a date-time (`2024-03-05T09:30:00+08:00`); `subject` is the id of the subject it concerns.
 * Further keys are the attributes that the ruleset declares. An event with `revises` replaces the
 * event of that id; one of type `retraction` with `retracts` removes it.
 */
export interface EventRecord {
  /** Unique among events; a copy of the same event may come again. */
  readonly id: string;
  /** The id of an event type of the ruleset, or `retraction`. */
  readonly type: string;
  /** A day, `2024-03-05`, or a date-time of ISO 8601. */
  readonly at: string;
  /** The id of the subject that it concerns. */
  readonly subject?: string | undefined;
  readonly revises?: string | undefined;
  readonly retracts?: string | undefined;
  /** Numbers as decimal strings (or JavaScript numbers of at most 15 digits), days as `2024-03-05`, names by their id. */
  readonly [attribute: string]: unknown;
}

/** A subject on the roster: `kind` defaults to the ruleset's principal kind, `category` to its only one. */
export interface SubjectRecord {
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  readonly category?: string | undefined;
  readonly [attribute: string]: unknown;
}

/** The built-in event type that retracts another event. */
export const retractionType = "retraction";
