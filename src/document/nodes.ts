import * as z from "zod/mini";
import { calendarUnits, edges } from "../values/calendar.ts";
import { roundingModes } from "../values/rounding.ts";
import { clause, described, expression, id, kinds, label, named, number, some } from "./shapes.ts";

const key = z.union([z.string(), z.record(id, expression)]);
const window = z.union([
  z.enum(["period", "year", "year-to-date", "to-date", "all"]),
  z.strictObject({ last: number, unit: z.enum(calendarUnits) }),
]);
const edge = described(
  z.enum(edges),
  "Which weeks, months … at the edge of the window belong to it, and with which days.",
);
const nodeReference = described(
  z.strictObject({
    account: z.optional(id),
    measure: z.optional(id),
    running: z.optional(id),
    ranking: z.optional(id),
  }),
  "One keyed node: { account }, { measure }, { running } or { ranking }.",
);

/** The properties of nodes with keys. */
const keyed = {
  per: z.optional(some(key)),
  window: z.optional(window),
  edge: z.optional(edge),
};

const reduction = z.optional(z.strictObject({ none: z.optional(expression) }));

const step = z.strictObject({
  keep: z.optional(
    z.union([
      z.enum(["all", "none", "first", "last", "highest", "lowest"]),
      z.strictObject({ best: expression }),
      z.strictObject({ worst: expression }),
      z.strictObject({ drop: expression }),
      z.strictObject({ "drop-best": expression }),
    ]),
  ),
  sum: reduction,
  count: reduction,
  mean: reduction,
  highest: reduction,
  lowest: reduction,
  first: reduction,
  last: reduction,
  cap: z.optional(expression),
  floor: z.optional(expression),
  round: z.optional(z.tuple([z.int().check(z.gte(0), z.lte(12)), z.enum(roundingModes)])),
  value: z.optional(expression),
  per: z.optional(z.array(key)),
  of: z.optional(some(id)),
  when: z.optional(expression),
  within: z.optional(window),
  clause: z.optional(clause),
  label: z.optional(label),
});

const judged = described(
  some(z.enum([...calendarUnits, "all"])),
  "The kinds of period for which it is judged; in others it is pending.",
);
const untilOver = z.enum(["pending", "provisional", "open"]);
const valueUntilOver = described(
  z.enum(["pending", "open"]),
  "Its state while its time is not over: pending, or as the facts stand.",
);

export const account = z.strictObject({
  label,
  of: z.optional(kinds),
  clause: z.optional(clause),
  unit: z.optional(label),
  from: z.optional(nodeReference),
  ...keyed,
  steps: some(step),
  fraction: z.optional(z.boolean()),
  judged: z.optional(judged),
  untilOver: z.optional(valueUntilOver),
});

export const measure = z.strictObject({
  label,
  of: z.optional(kinds),
  clause,
  unit: z.optional(label),
  ...keyed,
  value: expression,
  fraction: z.optional(z.boolean()),
  judged: z.optional(judged),
  untilOver: z.optional(valueUntilOver),
});

const state = z.strictObject({
  type: described(z.optional(id), "number (default), boolean, day or an enumeration."),
  start: expression,
  label: z.optional(label),
});

export const running = z.strictObject({
  label,
  of: z.optional(kinds),
  clause,
  over: nodeReference,
  window: z.optional(window),
  edge: z.optional(edge),
  state: named(state),
  next: named(expression),
  value: expression,
  judged: z.optional(judged),
  untilOver: described(
    z.optional(valueUntilOver),
    "Keys that are not over: pending, or included once begun; if omitted, they are skipped.",
  ),
});

const order = z.enum(["descending", "ascending"]);

/** How the values of a list are sorted before two lists are compared. */
export const listOrders = ["descending", "ascending", "last-first"] as const;

const criterion = z.strictObject({
  value: described(z.optional(expression), "A value to compare: this or a list."),
  list: described(z.optional(nodeReference), "A keyed node, whose values are compared one by one."),
  sorted: described(
    z.optional(z.enum(listOrders)),
    "Of a list: by value, or by key from the last to the first; else by key.",
  ),
  order: z.optional(order),
  again: described(
    z.optional(z.boolean()),
    "Those still tied in a smaller group restart from the first criterion that uses tied.",
  ),
});

export const ranking = z.strictObject({
  label,
  of: z.optional(kinds),
  clause,
  ...keyed,
  by: z.union([id, some(criterion)]),
  order: z.optional(order),
  within: z.optional(z.array(id)),
  among: z.optional(expression),
  ties: z.optional(z.enum(["competition", "last", "mean", "dense"])),
  published: z.optional(z.boolean()),
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
  type: described(z.optional(id), "For a grade: the enumeration its names are of."),
  label,
  of: z.optional(kinds),
  clause,
  unit: z.optional(label),
  ...keyed,
  where: z.optional(expression),
  when: expression,
  value: z.optional(expression),
  judged: z.optional(judged),
  untilOver: z.optional(untilOver),
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
