import { describe, expect, test } from "vitest";
import { checkRuleset } from "../../src/index.ts";

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

const attribute = { type: "number", label: label("x"), optional: true };
const { report } = document.events;

describe("B19 a name that is read by a path has no dot", () => {
  test.each<[string, string, object]>([
    ["a common attribute", "/attributes/n.a", { attributes: { "n.a": attribute } }],
    [
      "an attribute of a type",
      "/events/report/attributes/n.a",
      {
        events: {
          ...document.events,
          report: { ...report, attributes: { ...report.attributes, "n.a": attribute } },
        },
      },
    ],
    [
      "a derived attribute",
      "/events/report/derived/n.a",
      { events: { ...document.events, report: { ...report, derived: { "n.a": { value: 1 } } } } },
    ],
    [
      "a link",
      "/events/report/links/n.a",
      {
        events: {
          ...document.events,
          report: {
            ...report,
            links: { "n.a": { to: "visit", same: ["subject"], which: "first" } },
          },
        },
      },
    ],
    [
      "an attribute of a subject",
      "/subjects/unit/attributes/n.a",
      { subjects: { unit: { ...document.subjects.unit, attributes: { "n.a": attribute } } } },
    ],
    [
      "a key",
      "/accounts/base/per/0/n.a",
      {
        accounts: {
          base: {
            ...document.accounts.base,
            per: [{ "n.a": { var: "event.points" } }],
            steps: [{ sum: {} }],
          },
        },
        measures: { score: { ...document.measures.score, value: 1 } },
      },
    ],
  ])("%s", (_what, pointer, part) => {
    expect(checkRuleset({ ...document, ...part })).toMatchObject([{ code: "bad-value", pointer }]);
  });

  test("others may have one", () => {
    const { score } = document.measures;
    expect(checkRuleset({ ...document, measures: { score, "S1.points": score } })).toEqual([]);
  });
});
