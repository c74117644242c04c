/**
 * A thing that happened. `id` is unique; `type` is an event type of the ruleset; `at` is a local date
 * (`2024-03-05`) or a date-time (`2024-03-05T09:30:00+08:00`); `subject` is the id of whom it concerns.
 * Further keys are the attributes that the ruleset declares. An event with `revises` replaces the
 * event of that id; one of type `retraction` with `retracts` removes it.
 */
export interface EventRecord {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly subject?: string;
  readonly revises?: string;
  readonly retracts?: string;
  readonly [attribute: string]: unknown;
}

/** Somebody on the roster: `kind` defaults to the ruleset's principal kind, `category` to its only one. */
export interface SubjectRecord {
  readonly id: string;
  readonly name?: string;
  readonly kind?: string;
  readonly category?: string;
  readonly [attribute: string]: unknown;
}

/** The built-in event type that takes another event back. */
export const retractionType = "retraction";
