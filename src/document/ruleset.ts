import * as z from "zod/mini";
import { calendarUnits } from "../values/calendar.ts";
import { account, measure, outcome, ranking, running } from "./nodes.ts";
import {
  clause,
  described,
  expression,
  filled,
  id,
  json,
  label,
  name,
  named,
  number,
  some,
} from "./shapes.ts";

const orderedEnumeration = described(
  z.strictObject({ ordered: z.literal(true), values: named(name) }),
  "Values that are levels, in ascending order.",
);
const enumeration = z.union([orderedEnumeration, named(name)]);

const attribute = z.strictObject({
  type: described(id, "text, number, integer, boolean, day, an enumeration or a kind of subject."),
  list: described(z.optional(z.boolean()), "It holds several values of its type, in an order."),
  label: name,
  optional: z.optional(z.boolean()),
  default: z.optional(z.union([z.string(), z.number(), z.boolean()])),
  min: z.optional(expression),
  max: z.optional(expression),
  labels: z.optional(z.strictObject({ true: name, false: name })),
});

const subjectKind = z.strictObject({
  label: name,
  who: z.enum(["roster", "open", "single"]),
  categories: z.optional(named(name)),
  attributes: z.optional(named(attribute)),
});

const derived = z.strictObject({ when: z.optional(expression), value: expression });

const check = z.strictObject({
  id,
  clause,
  label,
  each: z.optional(expression),
  require: expression,
  else: z.enum(["reject", "warn"]),
});

const link = z.strictObject({
  to: id,
  same: some(id),
  which: z.enum(["first", "last", "count"]),
  timing: z.optional(z.enum(["before", "after", "either"])),
  when: z.optional(expression),
});

const eventType = z.strictObject({
  label: name,
  subjects: z.optional(z.array(id)),
  attributes: z.optional(named(attribute)),
  derived: z.optional(named(derived)),
  checks: z.optional(z.array(check)),
  links: z.optional(named(link)),
});

const parameter = z.strictObject({ value: z.optional(number), clause, label: z.optional(label) });

const cell = z.strictObject({ value: expression, clause });

const axis = z.union([
  id,
  z.strictObject({
    brackets: z.enum(["from", "above"]),
    of: described(
      z.optional(z.enum(["number", "day"])),
      "What the bounds are; numbers by default.",
    ),
  }),
]);

const table = z.strictObject({
  label: z.optional(label),
  axes: some(axis),
  type: z.optional(id),
  cells: z.record(z.string(), json),
  default: z.optional(cell),
});

const codeFunction = described(
  z.strictObject({ label, clause, takes: some(id), gives: id }),
  "A pure function in code, given when the ruleset is loaded.",
);

const interpretation = z.strictObject({
  clause,
  question: label,
  default: z.string(),
  options: z.record(z.string(), label),
});

const rule = z.strictObject({
  id,
  clause,
  label,
  on: z.union([id, some(id), z.strictObject({ entries: some(id) })]),
  each: described(z.optional(expression), "A list: the rule fires once for each of its values."),
  when: z.optional(expression),
  for: z.optional(expression),
  dated: z.optional(expression),
  to: z.union([id, some(id)]),
  amount: expression,
  fraction: z.optional(z.boolean()),
});

const placeExpected = described(
  z.union([number, z.record(z.string(), number)]),
  "A place, or places by their keys.",
);

const example = z.strictObject({
  it: filled(),
  given: z.optional(
    z.strictObject({
      period: z.optional(z.string()),
      asOf: z.optional(z.string()),
      subjects: z.optional(z.array(z.record(z.string(), json))),
      parameters: z.optional(z.record(z.string(), number)),
      interpretations: z.optional(z.record(z.string(), z.string())),
    }),
  ),
  events: z.array(z.record(z.string(), json)),
  expect: z.strictObject({
    scores: z.optional(z.record(z.string(), z.string())),
    ranks: z.optional(z.record(z.string(), z.record(z.string(), placeExpected))),
    accounts: z.optional(z.record(z.string(), z.record(z.string(), json))),
    measures: z.optional(z.record(z.string(), z.record(z.string(), json))),
    runnings: z.optional(z.record(z.string(), z.record(z.string(), json))),
    states: z.optional(z.record(z.string(), z.record(z.string(), z.record(z.string(), json)))),
    outcomes: z.optional(z.record(z.string(), z.record(z.string(), json))),
    rejections: z.optional(z.record(z.string(), z.string())),
    warnings: z.optional(z.array(z.string())),
    unavailable: z.optional(z.record(z.string(), z.array(z.string()))),
  }),
});

const columns = z.partialRecord(
  z.enum([
    "id",
    "type",
    "at",
    "subject",
    "kind",
    "revises",
    "retracts",
    "count",
    "name",
    "category",
  ]),
  name,
);

/** The shape of a ruleset document, format 1, after its readings have been chosen. */
export const rulesetSchema = z.strictObject({
  $schema: z.optional(z.string()),
  format: z.literal(1),
  id: z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: "bad-id" })),
  title: label,
  source: z.strictObject({
    title: filled(),
    issuer: z.optional(z.string()),
    number: z.optional(z.string()),
    date: z.optional(z.string()),
  }),
  timeZone: z.string(),
  clauses: named(z.strictObject({ place: filled(), title: label })),
  periods: some(z.strictObject({ unit: z.enum([...calendarUnits, "all"]), clause, label })),
  enums: z.optional(named(enumeration)),
  subjects: named(subjectKind),
  columns: z.optional(columns),
  attributes: z.optional(named(attribute)),
  events: named(eventType),
  parameters: z.optional(named(parameter)),
  tables: z.optional(named(table)),
  functions: z.optional(named(codeFunction)),
  interpretations: z.optional(named(interpretation)),
  rules: z.array(rule),
  accounts: z.optional(named(account)),
  measures: z.optional(named(measure)),
  runnings: z.optional(named(running)),
  rankings: z.optional(named(ranking)),
  outcomes: z.optional(named(outcome)),
  notes: z.optional(z.array(z.strictObject({ clause, text: label }))),
  examples: z.optional(z.array(example)),
});

/** A ruleset document whose shape has been checked; readings of interpretations are already chosen in it. */
export type RulesetDocument = z.infer<typeof rulesetSchema>;
export type Json = z.infer<typeof json>;
export type AttributeDocument = z.infer<typeof attribute>;
export type EventTypeDocument = z.infer<typeof eventType>;
export type RuleDocument = z.infer<typeof rule>;
export type TableDocument = z.infer<typeof table>;
export type ExampleDocument = z.infer<typeof example>;
export type NameDocument = z.infer<typeof name>;
export type EnumDocument = z.infer<typeof enumeration>;
export type OrderedEnumDocument = z.infer<typeof orderedEnumeration>;

/** A JSON value that names the reading of an open clause: { "reading": [id, { option: … }] }. */
export const interpretationsSchema = named(interpretation);
