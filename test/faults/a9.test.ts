import { afterEach, describe, expect, test } from "vitest";
import { checkRuleset, explain, loadRuleset, score } from "../../src/index.ts";

const label = (text: string) => ({ en: text, zh: text });

/** One point for each report; a unit's score is the sum of its points. */
const document = {
  format: 1,
  id: "demo",
  title: label("demo"),
  source: { title: "demo" },
  timeZone: "Asia/Shanghai",
  clauses: { A1: { place: "1", title: label("points") } },
  periods: [{ unit: "year", clause: "A1", label: label("year") }],
  subjects: { unit: { label: label("unit"), who: "roster" } },
  events: {
    report: {
      label: label("report"),
      attributes: { points: { type: "number", label: label("points") } },
    },
    visit: { label: label("visit") },
  },
  rules: [
    {
      ...{ id: "report", clause: "A1", label: label("report"), on: "report", to: "base" },
      amount: { var: "event.points" },
    },
  ],
  accounts: { base: { label: label("base"), steps: [{ sum: {} }] } },
  measures: { score: { label: label("score"), clause: "A1", value: { account: "base" } } },
  rankings: { final: { label: label("ranking"), clause: "A1", by: "score" } },
};

/** Options, keys of documents, of events and of the roster that are left out below. */
const names = [
  ...["asOf", "period", "need", "subjects", "ledger", "bases", "functions", "parameters"],
  ...["interpretations", "none", "per", "within", "judged", "fraction", "each", "dated", "for"],
  ...["attributes", "tables", "enums", "runnings", "outcomes", "notes", "examples", "extends"],
  ...["revises", "retracts", "item", "category", "ranking", "ties", "published", "from", "of"],
];
const prototype = Object.prototype as unknown as Record<string, unknown>;

afterEach(() => {
  for (const name of names) delete prototype[name];
});

function outcome(): string {
  const ruleset = loadRuleset(document);
  const events = [{ id: "1", type: "report", at: "2024-03-01", subject: "第一镇", points: 2 }];
  const open = score(ruleset, events);
  const listed = score(ruleset, events, { subjects: [{ id: "第一镇" }] });
  return JSON.stringify([checkRuleset(document), open, listed, explain(open, "第一镇")]);
}

const plain = outcome();

describe("A9 nothing is read from a prototype", () => {
  test.each(names)("%s", (name) => {
    for (const value of [1, "2024-01-01", ["x"], { x: 1 }]) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
      let found: string;
      try {
        found = outcome();
      } finally {
        delete prototype[name];
      }
      expect(found === plain).toBe(true);
    }
  });

  test("nor of a class of which the options or the events are made", () => {
    const ruleset = loadRuleset(document);
    const options = Object.create({ asOf: "2023-01-01" }) as object;
    const event = Object.assign(Object.create({ revises: "0" }) as object, {
      ...{ id: "1", type: "report", at: "2024-03-01", subject: "a", points: 2 },
    });
    const result = score(ruleset, [event], options);
    expect(result.standings).toMatchObject([{ subject: "a", score: "2" }]);
    expect(result).not.toHaveProperty("asOf");
  });
});
