import fc from "fast-check";
import type { Short } from "./build.ts";

/** A ruleset with two kinds of event, links, a reversal, keyed accounts, a rank and outcomes: for laws that hold of all. */
export const rich: Short = {
  subjects: {
    unit: { who: "roster", categories: ["town", "office"] },
    author: { who: "open" },
  },
  attributes: {
    item: { type: "text", optional: true },
    author: { type: "author", optional: true },
  },
  events: {
    gain: {
      attributes: {
        points: { type: "number", min: "-100", max: "100" },
        helper: { type: "unit", optional: true },
      },
      links: { loss: { to: "loss", same: ["subject", "item"], which: "first" } },
      checks: [
        {
          ...{ id: "not-thirteen", else: "warn" },
          require: { "!=": [{ var: "event.points" }, "13"] },
        },
      ],
    },
    loss: {},
  },
  parameters: { share: "0.2", most: "20", worst: "1" },
  rules: [
    { id: "gain", on: "gain", to: ["points", "monthly"], amount: { var: "event.points" } },
    { id: "loss", on: "loss", to: "points", amount: { "-": [1] } },
    {
      ...{ id: "share", on: { entries: ["gain"] }, to: "points" },
      ...{ when: { has: "event.helper" }, for: { var: "event.helper" } },
      amount: { "*": [{ var: "entry.amount" }, { param: "share" }] },
    },
    {
      ...{ id: "undone", on: { entries: ["gain", "share"] }, to: "points" },
      when: { has: "link.loss" },
      dated: { later: [{ var: "event.at" }, { var: "link.loss.at" }] },
      amount: { "-": [{ var: "entry.amount" }] },
    },
    {
      ...{ id: "written", on: "gain", to: "written", when: { has: "event.author" } },
      ...{ for: { var: "event.author" }, amount: 1 },
    },
  ],
  accounts: {
    points: { steps: [{ keep: "first", per: ["item", "rule"], within: "year" }, { sum: {} }] },
    monthly: { per: ["month"], steps: [{ sum: {} }, { cap: { param: "most" } }] },
    best: {
      from: { account: "monthly" },
      steps: [{ keep: { drop: { param: "worst" } } }, { sum: {} }],
    },
    written: { of: "author", per: ["item"], steps: [{ count: {} }] },
    works: { of: "author", from: { account: "written" }, steps: [{ sum: {} }] },
  },
  runnings: {
    empty: {
      over: { account: "monthly" },
      state: { run: { start: 0 } },
      next: {
        run: { if: [{ "==": [{ var: "value" }, 0] }, { "+": [{ var: "state.run" }, 1] }, 0] },
      },
      value: { var: "state.run" },
    },
  },
  measures: {
    score: { value: { "+": [{ account: "points" }, { account: "best" }] } },
    works: { of: "author", value: { account: "works" } },
    mean: {
      fraction: true,
      value: { cohort: ["mean", { within: ["category"], value: { measure: "score" } }] },
    },
  },
  rankings: {
    final: { by: "score", within: ["category"] },
    authors: { of: "author", by: "works", ties: "mean" },
  },
  outcomes: {
    silent: { kind: "notice", per: ["month"], when: { ">=": [{ running: "empty" }, 1] } },
    first: { kind: "award", judged: ["year"], when: { "==": [{ rank: "final" }, 1] } },
    quota: { kind: "target", when: { ">=": [{ account: "best" }, { param: "most" }] } },
  },
};

export const roster = [
  { id: "a", category: "town" },
  { id: "b", category: "town" },
  { id: "c", category: "office" },
];

/** Days on both sides of 2024, some written as instants. */
const at = fc.oneof(
  fc.constantFrom(
    "2023-12-31",
    "2024-01-01",
    "2024-01-31",
    "2024-02-29",
    "2024-12-31",
    "2025-01-01",
  ),
  fc.constantFrom("2024-01-01T09:00:00+08:00", "2023-12-31T16:00:00Z", "2024-03-05T00:30:00.000"),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(
      ([month, date]) => `2024-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`,
    ),
);

const points = fc.oneof(
  fc.integer({ min: -20, max: 40 }),
  fc.integer({ min: -40, max: 80 }).map((halves) => String(halves / 2)),
  fc.constantFrom("13", "0.3333", "-0.00"),
);

/** A sound event besides its id. */
interface Sound {
  readonly type: "gain" | "loss";
  readonly at: string;
  readonly subject: string;
  readonly points?: string | number;
  readonly item?: string;
  readonly author?: string;
  readonly helper?: string;
}

const sound: fc.Arbitrary<Sound> = fc
  .record(
    {
      type: fc.constantFrom("gain", "gain", "gain", "loss"),
      at,
      subject: fc.constantFrom("a", "b", "c"),
      points,
      item: fc.constantFrom("i", "j", "k"),
      author: fc.constantFrom("zhang", "wang"),
      helper: fc.constantFrom("a", "b"),
    },
    { requiredKeys: ["type", "at", "subject", "points"] },
  )
  .map(({ points, helper, ...event }) =>
    event.type === "loss"
      ? event
      : { ...event, points, ...(helper === undefined ? {} : { helper }) },
  );

/** Sound events with distinct ids. */
export const events = fc
  .array(sound, { maxLength: 16 })
  .map((list) => list.map((event, index) => ({ id: `e${index}`, ...event })));

/** What a file may hold: corrections, copies, conflicts and faults of every kind among sound events. */
export const stream = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 40 }), sound)
        .map(([number, event]): unknown => ({ id: `e${number}`, ...event })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), sound)
        .map(([number, target, event]): unknown => ({
          ...{ id: `r${number}`, revises: target % 5 === 0 ? `r${target}` : `e${target}` },
          ...event,
        })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 40 }), at)
        .map(([number, target, day]): unknown => ({
          ...{ id: `t${number}`, type: "retraction", at: day },
          retracts: ["e", "r", "t"].map((kind) => `${kind}${target}`)[target % 3],
        })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        null,
        { id: "" },
        { id: "f1", type: "gain" },
        { id: "f2", type: "none", at: "2024-01-01" },
        { id: "f3", type: "gain", at: "2024-13-01", subject: "a", points: 1 },
        { id: "f4", type: "gain", at: "2024-01-01", subject: "nobody", points: 1 },
        { id: "f5", type: "gain", at: "2024-01-01", subject: "a", points: "101" },
        { id: "e1", type: "gain", at: "2024-01-01", subject: "a", points: "x" },
        { id: "e2", type: "gain", at: "2024-01-01", subject: "a", points: 1, zzz: 1 },
        { id: "e2", type: "gain", at: "2024-01-01", subject: "a", points: "1.0" },
      ),
    },
  ),
  { maxLength: 24 },
);

/** A stream with its elements in another order. */
export function shuffled<Value>(values: fc.Arbitrary<readonly Value[]>) {
  return values.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc
        .shuffledSubarray([...list.keys()], { minLength: list.length })
        .map((order) => order.map((index) => list[index] as Value)),
    ),
  );
}
