import * as z from "zod";
import { calendarUnits } from "../values/calendar.ts";
import { account, measure, outcome, ranking, running } from "./nodes.ts";
import { clause, expression, id, json, label, name, named, number } from "./shapes.ts";

const orderedEnumeration = z
  .strictObject({ ordered: z.literal(true), values: named(name) })
  .describe("Values that are levels, in ascending order.");
const enumeration = z.union([orderedEnumeration, named(name)]);

const attribute = z.strictObject({
  type: id.describe("text, number, integer, boolean, day, an enumeration or a kind of subject."),
  list: z.boolean().optional().describe("It holds several values of its type, in an order."),
  label: name,
  optional: z.boolean().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  min: expression.optional(),
  max: expression.optional(),
  labels: z.strictObject({ true: name, false: name }).optional(),
});

const subjectKind = z.strictObject({
  label: name,
  who: z.enum(["roster", "open", "single"]),
  categories: named(name).optional(),
  attributes: named(attribute).optional(),
});

const derived = z.strictObject({ when: expression.optional(), value: expression });

const check = z.strictObject({
  id,
  clause,
  label,
  each: expression.optional(),
  require: expression,
  else: z.enum(["reject", "warn"]),
});

const link = z.strictObject({
  to: id,
  same: z.array(id).min(1),
  which: z.enum(["first", "last", "count"]),
  timing: z.enum(["before", "after", "either"]).optional(),
  when: expression.optional(),
});

const eventType = z.strictObject({
  label: name,
  subjects: z.array(id).optional(),
  attributes: named(attribute).optional(),
  derived: named(derived).optional(),
  checks: z.array(check).optional(),
  links: named(link).optional(),
});

const parameter = z.strictObject({ value: number.optional(), clause, label: label.optional() });

const cell = z.strictObject({ value: expression, clause });

const axis = z.union([
  id,
  z.strictObject({
    brackets: z.enum(["from", "above"]),
    of: z.enum(["number", "day"]).optional().describe("What the bounds are; numbers by default."),
  }),
]);

const table = z.strictObject({
  label: label.optional(),
  axes: z.array(axis).min(1),
  type: id.optional(),
  cells: z.record(z.string(), json),
  default: cell.optional(),
});

const codeFunction = z
  .strictObject({ label, clause, takes: z.array(id).min(1), gives: id })
  .describe("A pure function in code, given when the ruleset is loaded.");

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
  on: z.union([id, z.array(id).min(1), z.strictObject({ entries: z.array(id).min(1) })]),
  each: expression.optional().describe("A list: the rule fires once for each of its values."),
  when: expression.optional(),
  for: expression.optional(),
  dated: expression.optional(),
  to: z.union([id, z.array(id).min(1)]),
  amount: expression,
  fraction: z.boolean().optional(),
});

const placeExpected = z
  .union([number, z.record(z.string(), number)])
  .describe("A place, or places by their keys.");

const example = z.strictObject({
  it: z.string().min(1),
  given: z
    .strictObject({
      period: z.string().optional(),
      asOf: z.string().optional(),
      subjects: z.array(z.record(z.string(), json)).optional(),
      parameters: z.record(z.string(), number).optional(),
      interpretations: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  events: z.array(z.record(z.string(), json)),
  expect: z.strictObject({
    scores: z.record(z.string(), z.string()).optional(),
    ranks: z.record(z.string(), z.record(z.string(), placeExpected)).optional(),
    accounts: z.record(z.string(), z.record(z.string(), json)).optional(),
    measures: z.record(z.string(), z.record(z.string(), json)).optional(),
    runnings: z.record(z.string(), z.record(z.string(), json)).optional(),
    states: z.record(z.string(), z.record(z.string(), z.record(z.string(), json))).optional(),
    outcomes: z.record(z.string(), z.record(z.string(), json)).optional(),
    rejections: z.record(z.string(), z.string()).optional(),
    warnings: z.array(z.string()).optional(),
    unavailable: z.record(z.string(), z.array(z.string())).optional(),
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
  $schema: z.string().optional(),
  format: z.literal(1),
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: "bad-id" }),
  title: label,
  source: z.strictObject({
    title: z.string().min(1),
    issuer: z.string().optional(),
    number: z.string().optional(),
    date: z.string().optional(),
  }),
  timeZone: z.string(),
  clauses: named(z.strictObject({ place: z.string().min(1), title: label })),
  periods: z
    .array(z.strictObject({ unit: z.enum([...calendarUnits, "all"]), clause, label }))
    .min(1),
  enums: named(enumeration).optional(),
  subjects: named(subjectKind),
  columns: columns.optional(),
  attributes: named(attribute).optional(),
  events: named(eventType),
  parameters: named(parameter).optional(),
  tables: named(table).optional(),
  functions: named(codeFunction).optional(),
  interpretations: named(interpretation).optional(),
  rules: z.array(rule),
  accounts: named(account).optional(),
  measures: named(measure).optional(),
  runnings: named(running).optional(),
  rankings: named(ranking).optional(),
  outcomes: named(outcome).optional(),
  notes: z.array(z.strictObject({ clause, text: label })).optional(),
  examples: z.array(example).optional(),
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
