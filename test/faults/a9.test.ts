import { afterEach, describe, expect, test } from "vitest";
import { checkRuleset, explain, loadRuleset, score } from "../../src/index.ts";
import { reports } from "./reports.ts";

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
  const ruleset = loadRuleset(reports);
  const events = [{ id: "1", type: "report", at: "2024-03-01", subject: "第一镇", points: 2 }];
  const open = score(ruleset, events);
  const listed = score(ruleset, events, { subjects: [{ id: "第一镇" }] });
  return JSON.stringify([checkRuleset(reports), open, listed, explain(open, "第一镇")]);
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
    const ruleset = loadRuleset(reports);
    const options = Object.create({ asOf: "2023-01-01" }) as object;
    const event = Object.assign(Object.create({ revises: "0" }) as object, {
      ...{ id: "1", type: "report", at: "2024-03-01", subject: "a", points: 2 },
    });
    const result = score(ruleset, [event], options);
    expect(result.standings).toMatchObject([{ subject: "a", score: "2" }]);
    expect(result).not.toHaveProperty("asOf");
  });
});
