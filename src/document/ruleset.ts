import * as z from "zod";
import { calendarUnits } from "../values/calendar.ts";
import { roundingModes } from "../values/exact.ts";

/** Names of rules, nodes, parameters, clauses …: they begin with a letter of any script. */
const idForm = /^\p{L}[\p{L}\p{N}._-]{0,79}$/u;

const id = z.string().regex(idForm, { error: "bad-id" });
const label = z
  .strictObject({ en: z.string().min(1), zh: z.string().min(1) })
  .describe("A name or sentence in English and Chinese.");
const name = z
  .strictObject({
    en: z.string().min(1),
    zh: z.string().min(1),
    also: z.array(z.string()).optional(),
  })
  .describe("A name in English and Chinese, with other spellings that data files may use.");
const clause = z
  .union([id, z.array(id).min(1)])
  .describe("The clause, or the clauses, that this rests on.");
const json = z.json();
const expression = json.describe("A JSON Logic expression, or a literal.");
const kinds = z.union([id, z.array(id).min(1)]).describe("A kind of subject, or several.");
const number = z.union([z.string(), z.number()]).describe("A decimal string, or a whole number.");

function named<Value extends z.ZodType>(value: Value) {
  return z.record(id, value);
}

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

const key = z.union([z.string(), z.record(id, expression)]);
const window = z.union([
  z.enum(["period", "year", "year-to-date", "to-date", "all"]),
  z.strictObject({ last: number, unit: z.enum(calendarUnits) }),
]);
const nodeReference = z
  .strictObject({
    account: id.optional(),
    measure: id.optional(),
    running: id.optional(),
    ranking: id.optional(),
  })
  .describe("One keyed node: { account }, { measure }, { running } or { ranking }.");

const reduction = z.strictObject({ none: expression.optional() }).optional();

const step = z.strictObject({
  keep: z
    .union([
      z.enum(["all", "none", "first", "last", "highest", "lowest"]),
      z.strictObject({ best: expression }),
      z.strictObject({ worst: expression }),
      z.strictObject({ drop: expression }),
      z.strictObject({ "drop-best": expression }),
    ])
    .optional(),
  sum: reduction,
  count: reduction,
  mean: reduction,
  highest: reduction,
  lowest: reduction,
  first: reduction,
  last: reduction,
  cap: expression.optional(),
  floor: expression.optional(),
  round: z.tuple([z.number().int().min(0).max(12), z.enum(roundingModes)]).optional(),
  value: expression.optional(),
  per: z.array(key).optional(),
  of: z.array(id).min(1).optional(),
  when: expression.optional(),
  within: window.optional(),
  clause: clause.optional(),
  label: label.optional(),
});

const judged = z
  .array(z.enum([...calendarUnits, "all"]))
  .min(1)
  .describe("The kinds of period for which it is judged; in others it is pending.");
const untilOver = z.enum(["pending", "provisional", "open"]);
const valueUntilOver = z
  .enum(["pending", "open"])
  .describe("What it is while its time is not over: pending, or as the facts stand.");

const account = z.strictObject({
  label,
  of: kinds.optional(),
  clause: clause.optional(),
  unit: label.optional(),
  from: nodeReference.optional(),
  per: z.array(key).min(1).optional(),
  window: window.optional(),
  steps: z.array(step).min(1),
  fraction: z.boolean().optional(),
  judged: judged.optional(),
  untilOver: valueUntilOver.optional(),
});

const measure = z.strictObject({
  label,
  of: kinds.optional(),
  clause,
  unit: label.optional(),
  per: z.array(key).min(1).optional(),
  window: window.optional(),
  value: expression,
  fraction: z.boolean().optional(),
  judged: judged.optional(),
  untilOver: valueUntilOver.optional(),
});

const state = z.strictObject({
  type: id.optional().describe("number (default), boolean, day or an enumeration."),
  start: expression,
  label: label.optional(),
});

const running = z.strictObject({
  label,
  of: kinds.optional(),
  clause,
  over: nodeReference,
  window: window.optional(),
  state: named(state),
  next: named(expression),
  value: expression,
  judged: judged.optional(),
  untilOver: valueUntilOver
    .optional()
    .describe(
      "Keys that are not over: pending, or walked along once begun; left out, they are passed over.",
    ),
});

const order = z.enum(["descending", "ascending"]);

/** How the values of a list are put in order before two lists are compared. */
export const listOrders = ["descending", "ascending", "last-first"] as const;

const criterion = z.strictObject({
  value: expression.optional().describe("A value to compare: this or a list."),
  list: nodeReference.optional().describe("A keyed node, whose values are compared one by one."),
  sorted: z
    .enum(listOrders)
    .optional()
    .describe("Of a list: by value, or by key from the last to the first; else by key."),
  order: order.optional(),
  again: z
    .boolean()
    .optional()
    .describe("Those still level in a smaller group start again from the first that uses tied."),
});

const ranking = z.strictObject({
  label,
  of: kinds.optional(),
  clause,
  per: z.array(key).min(1).optional(),
  window: window.optional(),
  by: z.union([id, z.array(criterion).min(1)]),
  order: order.optional(),
  within: z.array(id).optional(),
  among: expression.optional(),
  ties: z.enum(["competition", "last", "mean", "dense"]).optional(),
  published: z.boolean().optional(),
});

/** What an outcome can be; the vocabulary of `kind` in a result. */
export const outcomeKinds = [
  "target",
  "award",
  "notice",
  "eligibility",
  "grade",
  "cash",
  "warning",
] as const;

const outcome = z.strictObject({
  kind: z.enum(outcomeKinds),
  type: id.optional().describe("For a grade: the enumeration its names are of."),
  label,
  of: kinds.optional(),
  clause,
  unit: label.optional(),
  per: z.array(key).min(1).optional(),
  window: window.optional(),
  where: expression.optional(),
  when: expression,
  value: expression.optional(),
  judged: judged.optional(),
  untilOver: untilOver.optional(),
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
export type StepDocument = z.infer<typeof step>;
export type AccountDocument = z.infer<typeof account>;
export type MeasureDocument = z.infer<typeof measure>;
export type RunningDocument = z.infer<typeof running>;
export type RankingDocument = z.infer<typeof ranking>;
export type CriterionDocument = z.infer<typeof criterion>;
export type ListOrder = (typeof listOrders)[number];
export type OutcomeDocument = z.infer<typeof outcome>;
/** What an outcome can be: `target`, `award`, `notice`, `eligibility`, `grade`, `cash`, `warning`. */
export type OutcomeKind = (typeof outcomeKinds)[number];
export type RuleDocument = z.infer<typeof rule>;
export type TableDocument = z.infer<typeof table>;
export type KeyDocument = z.infer<typeof key>;
export type WindowDocument = z.infer<typeof window>;
export type ExampleDocument = z.infer<typeof example>;
export type NameDocument = z.infer<typeof name>;
export type EnumDocument = z.infer<typeof enumeration>;
export type OrderedEnumDocument = z.infer<typeof orderedEnumeration>;
export type UntilOver = z.infer<typeof untilOver>;

/** A JSON value that names the reading of an open clause: { "reading": [id, { option: … }] }. */
export const interpretationsSchema = named(interpretation);
