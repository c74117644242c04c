import { describe, expect, test } from "vitest";
import { checkRuleset } from "../../src/index.ts";
import { label } from "./demo.ts";
import { reports } from "./reports.ts";

const attribute = { type: "number", label: label("x"), optional: true };
const { report } = reports.events;

describe("B19 names that paths read contain no dots", () => {
  test.each<[string, string, object]>([
    ["a common attribute", "/attributes/n.a", { attributes: { "n.a": attribute } }],
    [
      "an attribute of a type",
      "/events/report/attributes/n.a",
      {
        events: {
          ...reports.events,
          report: { ...report, attributes: { ...report.attributes, "n.a": attribute } },
        },
      },
    ],
    [
      "a derived attribute",
      "/events/report/derived/n.a",
      { events: { ...reports.events, report: { ...report, derived: { "n.a": { value: 1 } } } } },
    ],
    [
      "a link",
      "/events/report/links/n.a",
      {
        events: {
          ...reports.events,
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
      { subjects: { unit: { ...reports.subjects.unit, attributes: { "n.a": attribute } } } },
    ],
    [
      "a key",
      "/accounts/base/per/0/n.a",
      {
        accounts: {
          base: {
            ...reports.accounts.base,
            per: [{ "n.a": { var: "event.points" } }],
            steps: [{ sum: {} }],
          },
        },
        measures: { score: { ...reports.measures.score, value: 1 } },
      },
    ],
  ])("%s", (_what, pointer, part) => {
    expect(checkRuleset({ ...reports, ...part })).toMatchObject([{ code: "bad-value", pointer }]);
  });

  test("others may have one", () => {
    const { score } = reports.measures;
    expect(checkRuleset({ ...reports, measures: { score, "S1.points": score } })).toEqual([]);
  });
});
