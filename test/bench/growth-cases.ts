import type { Result } from "../../src/document/result.ts";
import { diagnoseRuleset, explain, loadRuleset, score } from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { NearNames } from "../../src/values/near.ts";
import { build, documentOf, type Short } from "../engine/build.ts";

/** Work at two sizes: how many times longer the larger may take. */
export interface Case {
  readonly title: string;
  readonly sizes: readonly [small: number, large: number];
  /** Allowed ratio of the times. */
  readonly allowed: number;
  /** Allowed milliseconds at the larger size. */
  readonly limit?: number;
  /** Builds the input; the returned function is timed. */
  readonly prepare: (size: number) => () => void;
}

type Event = Readonly<Record<string, string>>;

function many<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function padded(at: number): string {
  return String(at).padStart(6, "0");
}

function gain(at: number, more: Event = {}): Event {
  return { id: padded(at), type: "gain", at: "2024-03-05", subject: "a", points: "1", ...more };
}

const roster = [{ id: "a" }];
const plain = build();

function scoring(short: Short, events: (size: number) => readonly Event[]): Case["prepare"] {
  const ruleset = build(short);
  return (size) => {
    const all = events(size);
    return () => void score(ruleset, all, { subjects: roster, period: "2024" });
  };
}

/** A gain linked to the gains of its item that meet a condition. */
function linked(which: "last" | "count", when: unknown): Case["prepare"] {
  const link = { to: "gain", same: ["item"], which, timing: "before", when };
  const short: Short = {
    attributes: { item: { type: "text" }, mark: { type: "integer" }, kind: { type: "text" } },
    events: { gain: { attributes: {}, links: { other: link } } },
    rules: [{ id: "gain", on: "gain", to: "points", amount: 1 }],
  };
  const kinds = ["x", "y", "z"];
  return scoring(short, (size) =>
    many(size, (at) =>
      gain(at, { item: "i", mark: String((at * 7919) % size), kind: kinds[at % 3]! }),
    ),
  );
}

function ruled(count: number): () => void {
  const rules = many(count, (at) => ({
    id: `r${at}`,
    on: "gain",
    to: "points",
    when: { "==": [{ var: "event.kind" }, `k${at}`] },
    amount: 1,
  }));
  const ruleset = build({
    attributes: { kind: { type: "text" } },
    events: { gain: { attributes: {} } },
    rules,
  });
  const events = many(2000, (at) => gain(at, { kind: `k${at % 12}` }));
  return () => void score(ruleset, events, { subjects: roster, period: "2024" });
}

function tabled(axis: "brackets" | "values"): (size: number) => () => void {
  return (size) => {
    const keys = many(size, (at) => (axis === "values" ? `v${at}` : String(at)));
    const ruleset = build({
      enums: { values: axis === "values" ? keys : ["none"] },
      attributes: { key: { type: axis === "values" ? "values" : "number" } },
      tables: {
        worth: {
          axes: [axis === "values" ? "values" : { brackets: "from" }],
          cells: Object.fromEntries(keys.map((key) => [key, 1])),
          default: 0,
        },
      },
      events: { gain: { attributes: {} } },
      rules: [
        {
          id: "gain",
          on: "gain",
          to: "points",
          amount: { table: ["worth", { var: "event.key" }] },
        },
      ],
    });
    const events = many(20000, (at) => gain(at, { key: keys[(at % 100) * (size / 100)]! }));
    return () => void score(ruleset, events, { subjects: roster, period: "2024" });
  };
}

/** A score of 1/k for each k. */
const harmonic: Short = {
  rules: [
    {
      id: "gain",
      on: "gain",
      to: "points",
      fraction: true,
      amount: { "/": [1, { var: "event.points" }] },
    },
  ],
};

function scored(subjects: number): Result {
  const events = many(subjects * 4, (at) =>
    gain(at, { subject: `s${padded(at % subjects)}`, points: String(at) }),
  );
  const all = many(subjects, (at) => ({ id: `s${padded(at)}` }));
  return score(plain, events, { subjects: all, period: "2024" });
}

const bundled: Readonly<Record<string, unknown>> = rulesets;

function frozenDocument(): unknown {
  return rulesets["longyang-2019"];
}

export const cases: Readonly<Record<string, Case>> = {
  "near-names": {
    title: "hints for 500 misspelt ids among a roster of that size",
    sizes: [1250, 5000],
    allowed: 3,
    limit: 25,
    prepare: (size) => {
      const names = new NearNames(many(size, (at) => `unit-${padded(at * 3)}`));
      const asked = many(500, (at) => `unut-${padded(at * 7)}`);
      names.nearest("none");
      return () => void asked.map((name) => names.nearest(name));
    },
  },
  "unknown-subjects": {
    title: "events of subjects that are not on the roster of 5,000",
    sizes: [1000, 4000],
    allowed: 5,
    prepare: (size) => {
      const all = many(5000, (at) => ({ id: `s${padded(at)}` }));
      const events = many(size, (at) => gain(at, { subject: `t${padded(at)}` }));
      return () => void score(plain, events, { subjects: all, period: "2024" });
    },
  },
  "unknown-corrections": {
    title: "corrections, each of the next, the last of none",
    sizes: [4000, 16000],
    allowed: 6,
    prepare: scoring({}, (size) => many(size, (at) => gain(at, { revises: padded(at + 1) }))),
  },
  "second-corrections": {
    title: "two chains of revisions of one event",
    sizes: [4000, 16000],
    allowed: 6,
    prepare: scoring({}, (size) => [
      gain(size),
      ...many(size, (at) => gain(at, { revises: padded(at < 2 ? size : at - 2) })),
    ]),
  },
  "link-last": {
    title: "the last event of an item that meets a condition of its own",
    sizes: [4000, 16000],
    allowed: 6,
    prepare: linked("last", { "==": [{ var: "link.other.mark" }, -1] }),
  },
  "link-count": {
    title: "the number of events of an item that meet a condition of their own",
    sizes: [4000, 16000],
    allowed: 6,
    prepare: linked("count", { "==": [{ "%": [{ var: "link.other.mark" }, 2] }, 0] }),
  },
  "link-equal": {
    title: "the number of events of an item that agree with the event",
    sizes: [4000, 16000],
    allowed: 6,
    prepare: linked("count", { "==": [{ var: "link.other.kind" }, { var: "event.kind" }] }),
  },
  "link-ordered": {
    title: "the number of events of an item with less than the event",
    sizes: [4000, 16000],
    allowed: 8,
    prepare: linked("count", { "<": [{ var: "link.other.mark" }, { var: "event.mark" }] }),
  },
  rules: {
    title: "rules on one type of event, told apart by a value of it",
    sizes: [12, 2000],
    allowed: 2,
    prepare: ruled,
  },
  enumeration: {
    title: "values of an enumeration, each with a cell",
    sizes: [100, 10000],
    allowed: 1.5,
    prepare: tabled("values"),
  },
  brackets: {
    title: "brackets of a table",
    sizes: [100, 10000],
    allowed: 1.5,
    prepare: tabled("brackets"),
  },
  denominators: {
    title: "a sum of 1/k",
    sizes: [4000, 16000],
    allowed: 5,
    prepare: scoring(harmonic, (size) => many(size, (at) => gain(at, { points: String(at + 1) }))),
  },
  explain: {
    title: "explanations of every subject of a result",
    sizes: [500, 2000],
    allowed: 5,
    limit: 6000,
    prepare: (size) => {
      const result = scored(size);
      return () => {
        for (let at = 0; at < size; at += 1) explain(result, `s${padded(at)}`);
      };
    },
  },
  "load-again": {
    title: "loads of one frozen document",
    sizes: [1, 20],
    allowed: 20,
    limit: 20,
    prepare: (size) => {
      loadRuleset(frozenDocument());
      return () => {
        for (let at = 0; at < size; at += 1) loadRuleset(frozenDocument());
      };
    },
  },
  load: {
    title: "a document, then all bundled ones, each read anew",
    sizes: [1, Object.keys(bundled).length],
    allowed: 20,
    limit: 25 * Object.keys(bundled).length,
    prepare: (size) => {
      const copies = Object.values(bundled)
        .slice(0, size)
        .map((one) => structuredClone(one));
      return () => void copies.map((one) => loadRuleset(one));
    },
  },
  lint: {
    title: "diagnostics of a document, then of all bundled ones",
    sizes: [1, Object.keys(bundled).length],
    allowed: 20,
    limit: 500 * Object.keys(bundled).length,
    prepare: (size) => {
      const documents = Object.values(bundled).slice(0, size);
      return () => void documents.map((one) => diagnoseRuleset(one));
    },
  },
  parse: {
    title: "a document of that many rules",
    sizes: [100, 1000],
    allowed: 12,
    prepare: (size) => {
      const rules = many(size, (at) => ({ id: `r${at}`, on: "gain", to: "points", amount: 1 }));
      const document = documentOf({ rules });
      return () => void loadRuleset(document);
    },
  },
};
