import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/examples/examples.ts";

const both = (text: string) => ({ en: text, zh: text });
const clause = (id: string) => ({ place: id, title: both(id) });

/** Reports earn 2 each up to 5, after the tenth 1; who has 4 by the year's end is commended; 0 in a month is a miss. */
function documentWith(...examples: readonly object[]): object {
  return {
    format: 1,
    id: "covered",
    title: both("covered"),
    source: { title: "covered" },
    timeZone: "Asia/Shanghai",
    clauses: Object.fromEntries(
      ["each", "limit", "late", "month", "award", "rank", "year", "check", "few", "hand"].map(
        (id) => [id, clause(id)],
      ),
    ),
    periods: [{ unit: "year", clause: "year", label: both("year") }],
    subjects: { unit: { label: both("unit"), who: "roster" } },
    events: {
      report: {
        label: both("report"),
        attributes: { days: { type: "integer", label: both("days"), default: 0 } },
        checks: [
          {
            id: "no-joke",
            clause: "check",
            label: both("no joke"),
            require: { "<=": [{ var: "event.days" }, 100] },
            else: "reject",
          },
        ],
      },
    },
    parameters: {
      each: { value: "2", clause: "each" },
      max: { value: "5", clause: "limit" },
      deadline: { value: "10", clause: "late" },
      enough: { value: "4", clause: "award" },
    },
    interpretations: {
      counted: {
        clause: "hand",
        question: both("are reports by hand counted?"),
        default: "yes",
        options: { yes: both("yes"), no: both("no") },
      },
    },
    rules: [
      {
        id: "report",
        clause: "few",
        label: both("report"),
        on: "report",
        when: { "<=": [{ var: "event.days" }, { param: "deadline" }] },
        to: ["points", "monthly"],
        amount: { "*": [{ param: "each" }, { reading: ["counted", { yes: 1, no: 0 }] }] },
      },
    ],
    accounts: {
      points: {
        label: both("points"),
        steps: [{ sum: {} }, { cap: { param: "max" }, clause: "limit" }],
      },
      monthly: { label: both("monthly"), per: ["month"], steps: [{ count: {} }] },
    },
    measures: { score: { label: both("score"), clause: "each", value: { account: "points" } } },
    rankings: { final: { label: both("final"), clause: "rank", by: "score" } },
    outcomes: {
      "one-a-month": {
        kind: "target",
        label: both("one a month"),
        clause: "month",
        per: ["month"],
        when: { ">=": [{ account: "monthly" }, 1] },
      },
      commended: {
        kind: "award",
        label: both("commended"),
        clause: "award",
        when: { ">=": [{ measure: "score" }, { param: "enough" }] },
      },
    },
    examples: examples.map((one, index) => ({
      it: `example ${index + 1}`,
      given: { period: "2024", subjects: [{ id: "a" }, { id: "b" }], ...given(one) },
      ...rest(one),
    })),
  };
}

function given(example: object): object {
  return "given" in example ? (example.given as object) : {};
}

function rest({ given: _given, ...others }: { given?: unknown }): object {
  return others;
}

const report = (more: object = {}) => ({ type: "report", ...more });

function coveredBy(example: object): string[] {
  const { examples, clauses } = runExamples(documentWith(example));
  expect(examples.map(({ differences }) => differences)).toEqual([[]]);
  return clauses.filter(({ covered }) => covered).map((one) => one.clause);
}

describe("a clause is covered by what had an effect on what an example expects", () => {
  const two = [report(), report({ at: "2024-02-01" })];
  const three = [...two, report({ at: "2024-03-01" })];

  test("nothing expected covers nothing, however much happened", () => {
    expect(coveredBy({ events: three, expect: {} })).toEqual([]);
  });

  test("an account covers its entries, and the limit only where it was reached", () => {
    const expected = (value: string) => ({ accounts: { points: { a: value } } });
    expect(coveredBy({ events: two, expect: expected("4") })).toEqual(["each", "late", "few"]);
    expect(coveredBy({ events: three, expect: expected("5") })).toEqual([
      "each",
      "limit",
      "late",
      "few",
    ]);
  });

  test("another's events do not cover, nor those of other keys", () => {
    expect(coveredBy({ events: three, expect: { accounts: { points: { b: "0" } } } })).toEqual([]);
    expect(
      coveredBy({ events: two, expect: { accounts: { monthly: { a: { "2024-05": "0" } } } } }),
    ).toEqual([]);
  });

  test("a score covers the ranking, an outcome itself and what it looked at", () => {
    expect(coveredBy({ events: [], expect: { scores: { a: "0" } } })).toEqual(["rank", "year"]);
    expect(coveredBy({ events: two, expect: { scores: { a: "4" } } })).toEqual([
      "each",
      "late",
      "rank",
      "year",
      "few",
    ]);
    expect(
      coveredBy({ events: [], expect: { outcomes: { commended: { a: "not-given" } } } }),
    ).toEqual(["award", "year"]);
  });

  test("a missed target is covered where it is expected", () => {
    const missed = { outcomes: { "one-a-month": { a: { "2024-05": "missed" } } } };
    expect(coveredBy({ events: [], expect: missed })).toEqual(["month"]);
  });

  test("a check is covered by the rejection that is expected of it", () => {
    const events = [report({ days: 101 })];
    expect(coveredBy({ events, expect: { rejections: { "1": "check-failed" } } })).toEqual([
      "check",
    ]);
  });

  test("a reading is covered where the usual one would not give what is expected", () => {
    const chosen = { given: { interpretations: { counted: "no" } }, events: two };
    expect(coveredBy({ ...chosen, expect: { accounts: { points: { a: "0" } } } })).toContain(
      "hand",
    );
    const monthly = { accounts: { monthly: { a: { "2024-01": "1" } } } };
    expect(coveredBy({ ...chosen, expect: monthly })).not.toContain("hand");
  });
});

test("what is found instead of what is expected comes with its derivation", () => {
  const { examples } = runExamples(
    documentWith({ events: [report()], expect: { accounts: { points: { a: "3" } } } }),
  );
  const [difference] = examples[0]?.differences ?? [];
  expect(difference).toMatchObject({
    what: "accounts points a",
    expected: { en: "3", zh: "3" },
    found: { en: "2", zh: "2" },
    derivation: { kind: "account", id: "points", value: "2" },
  });
});
