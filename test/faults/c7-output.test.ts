import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";

const label = (text: string) => ({ en: text, zh: text });
const ruleset = {
  format: 1,
  id: "demo",
  title: label("demo"),
  source: { title: "demo" },
  timeZone: "Asia/Shanghai",
  clauses: { A1: { place: "1", title: label("points") } },
  periods: [{ unit: "year", clause: "A1", label: label("year") }],
  subjects: { unit: { label: label("unit"), who: "open" } },
  events: { report: { label: label("report") } },
  rules: [
    { id: "report", clause: "A1", label: label("report"), on: "report", to: "base", amount: "1" },
  ],
  accounts: { base: { label: label("base"), steps: [{ sum: {} }] } },
  measures: { score: { label: label("score"), clause: "A1", value: { account: "base" } } },
  rankings: { final: { label: label("ranking"), clause: "A1", by: "score" } },
};

const event = { id: "1", type: "report", at: "2024-01-15", subject: "a" };
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1]));

async function scored(events: unknown, ...more: string[]) {
  const path = folderOf({
    "rules.json": JSON.stringify(ruleset),
    "events.json": JSON.stringify(events),
  });
  const files = [path("rules.json"), path("events.json")];
  return jifen(["score", ...files, "--period", "2024", ...more]);
}

/** What was printed is short, whatever was read: no line is longer than a screen, none quotes a whole file. */
function expectBounded(text: string): void {
  const lines = text.split("\n");
  expect(lines.length).toBeLessThan(150);
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(1000);
    for (const [, quoted = ""] of line.matchAll(/["“]([^"“”]*)["”]/g))
      expect(quoted.length).toBeLessThanOrEqual(200);
  }
}

describe("C7 printed output is bounded", () => {
  test.each(["table", "csv"])("an event with 20,000 unknown keys, as %s", async (format) => {
    const { out, err } = await scored([{ ...event, ...many(20_000) }], "--format", format);
    expectBounded(out + err);
    // Ten of them are named.
    expect(out + err).toContain("… and 19990 more");
  });

  test("an operator with 5,000 keys, and names of 5,000 characters", async () => {
    const [rule] = ruleset.rules;
    const long = "x".repeat(5000);
    const path = folderOf({
      "many.json": JSON.stringify({ ...ruleset, rules: [{ ...rule, amount: many(5000) }] }),
      "long.json": JSON.stringify({ ...ruleset, [long]: 1, title: long }),
      "rules.json": JSON.stringify({ ...ruleset, accounts: many(3000) }),
    });
    for (const name of ["many.json", "long.json", "rules.json"]) {
      for (const language of ["en", "zh"]) {
        const { code, out } = await jifen(["check", path(name), "--lang", language]);
        expect(code).toBe(1);
        expectBounded(out);
      }
    }
  });

  test("whatever the content of an event", async () => {
    const text = fc.string({ maxLength: 40 }).map((one) => one.repeat(60));
    const field = fc.oneof(text, fc.integer(), fc.constant(null), fc.array(text, { maxLength: 3 }));
    const one = fc.dictionary(
      fc.oneof(fc.constantFrom("id", "type", "at", "subject"), text),
      field,
      { maxKeys: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 20 }), async (events) => {
        const { code, err } = await scored([event, ...events], "--format", "csv");
        expect(code).toBeLessThan(3);
        expectBounded(err);
      }),
      { numRuns: 30 },
    );
  });
});
