import * as z from "zod";
import { calendarUnits, edges } from "../values/calendar.ts";
import { roundingModes } from "../values/exact.ts";
import { clause, expression, id, kinds, label, named, number } from "./shapes.ts";

const key = z.union([z.string(), z.record(id, expression)]);
const window = z.union([
  z.enum(["period", "year", "year-to-date", "to-date", "all"]),
  z.strictObject({ last: number, unit: z.enum(calendarUnits) }),
]);
const edge = z
  .enum(edges)
  .describe("Which weeks, months … at the edge of the window belong to it, and with which days.");
const nodeReference = z
  .strictObject({
    account: id.optional(),
    measure: id.optional(),
    running: id.optional(),
    ranking: id.optional(),
  })
  .describe("One keyed node: { account }, { measure }, { running } or { ranking }.");

/** The properties of nodes with keys. */
const keyed = {
  per: z.array(key).min(1).optional(),
  window: window.optional(),
  edge: edge.optional(),
};

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
  .describe("Its state while its time is not over: pending, or as the facts stand.");

export const account = z.strictObject({
  label,
  of: kinds.optional(),
  clause: clause.optional(),
  unit: label.optional(),
  from: nodeReference.optional(),
  ...keyed,
  steps: z.array(step).min(1),
  fraction: z.boolean().optional(),
  judged: judged.optional(),
  untilOver: valueUntilOver.optional(),
});

export const measure = z.strictObject({
  label,
  of: kinds.optional(),
  clause,
  unit: label.optional(),
  ...keyed,
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

export const running = z.strictObject({
  label,
  of: kinds.optional(),
  clause,
  over: nodeReference,
  window: window.optional(),
  edge: edge.optional(),
  state: named(state),
  next: named(expression),
  value: expression,
  judged: judged.optional(),
  untilOver: valueUntilOver
    .optional()
    .describe(
      "Keys that are not over: pending, or included once begun; if omitted, they are skipped.",
    ),
});

const order = z.enum(["descending", "ascending"]);

/** How the values of a list are sorted before two lists are compared. */
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
    .describe(
      "Those still tied in a smaller group restart from the first criterion that uses tied.",
    ),
});

export const ranking = z.strictObject({
  label,
  of: kinds.optional(),
  clause,
  ...keyed,
  by: z.union([id, z.array(criterion).min(1)]),
  order: order.optional(),
  within: z.array(id).optional(),
  among: expression.optional(),
  ties: z.enum(["competition", "last", "mean", "dense"]).optional(),
  published: z.boolean().optional(),
});

/** The kinds of outcome, as in `kind` of a result. */
export const outcomeKinds = [
  "target",
  "award",
  "notice",
  "eligibility",
  "grade",
  "cash",
  "warning",
] as const;

export const outcome = z.strictObject({
  kind: z.enum(outcomeKinds),
  type: id.optional().describe("For a grade: the enumeration its names are of."),
  label,
  of: kinds.optional(),
  clause,
  unit: label.optional(),
  ...keyed,
  where: expression.optional(),
  when: expression,
  value: expression.optional(),
  judged: judged.optional(),
  untilOver: untilOver.optional(),
});

export type StepDocument = z.infer<typeof step>;
export type AccountDocument = z.infer<typeof account>;
export type MeasureDocument = z.infer<typeof measure>;
export type RunningDocument = z.infer<typeof running>;
export type RankingDocument = z.infer<typeof ranking>;
export type CriterionDocument = z.infer<typeof criterion>;
export type ListOrder = (typeof listOrders)[number];
export type OutcomeDocument = z.infer<typeof outcome>;
/** The kind of an outcome: `target`, `award`, `notice`, `eligibility`, `grade`, `cash`, `warning`. */
export type OutcomeKind = (typeof outcomeKinds)[number];
export type KeyDocument = z.infer<typeof key>;
export type WindowDocument = z.infer<typeof window>;
export type UntilOver = z.infer<typeof untilOver>;
