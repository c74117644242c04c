import { describe, expect, test } from "vitest";
import { checkRuleset, loadRuleset, type ScoreOptions, score } from "../../src/index.ts";
import { baseRuleset, type JsonObject, withFragment } from "./blocks.ts";

/** What docs/format.md claims and no example of a ruleset can show: what is refused, and what may not differ. */

const base = baseRuleset();
const label = { en: "x", zh: "x" };
const clause = "A1";
const sum = [{ sum: {} }];

/** A rule that credits some accounts for every report. */
function crediting(...to: string[]): JsonObject {
  return { id: "credit", clause, label, on: "report", to, amount: 1 };
}

function issuesOf(fragment: JsonObject): string[] {
  return checkRuleset(withFragment(base, fragment)).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}

function scored(fragment: JsonObject, events: readonly object[], options: ScoreOptions = {}) {
  return score(loadRuleset(withFragment(base, fragment)), events, {
    subjects: [{ id: "a" }],
    period: "2024",
    ...options,
  });
}

function report(id: string, more: JsonObject = {}): JsonObject {
  return { id, type: "report", at: "2024-03-05", subject: "a", ...more };
}

const unit = (attributes: JsonObject): JsonObject => ({ unit: { attributes } });
const attribute = (type: string, more: JsonObject = {}): JsonObject => ({ type, label, ...more });

describe("expressions", () => {
  const top = { label, steps: [{ highest: {} }] };
  const measure = (value: JsonObject): JsonObject => ({
    accounts: { top },
    measures: { m: { label, clause, value } },
  });

  test("a missing value in the list of `in` spreads, unless another one is found", () => {
    const within = (list: JsonObject[]) =>
      scored(measure({ if: [{ in: [1, list] }, 1, 0] }), []).measures.find(({ id }) => id === "m");
    const one = { "+": [1] };
    expect(within([{ account: "top" }, one])).toMatchObject({ value: "1" });
    expect(within([{ account: "top" }])).toMatchObject({ state: "absent" });
  });

  test("nodes and cohorts are read in measures, runnings, rankings and outcomes only", () => {
    const monthly = { label, per: ["month"], steps: sum };
    const every = { all: [{ account: "monthly" }, true] };
    const rule = (more: JsonObject): JsonObject => ({
      accounts: { monthly },
      rules: [{ ...crediting("monthly"), ...more }],
    });
    const step = (value: JsonObject): JsonObject => ({
      accounts: { x: { label, steps: [{ sum: {} }, { value, clause }] } },
    });
    expect(issuesOf(rule({ when: every }))).not.toEqual([]);
    expect(issuesOf(rule({ amount: { cohort: ["count", {}] } }))).not.toEqual([]);
    expect(issuesOf(step({ cohort: ["count", {}] }))).not.toEqual([]);
  });

  test("a cohort does not see the value or the state of the one who asks", () => {
    const running = (value: JsonObject): JsonObject => ({
      accounts: { monthly: { label, per: ["month"], steps: sum } },
      rules: [crediting("monthly")],
      runnings: {
        r: {
          label,
          clause,
          over: { account: "monthly" },
          state: { s: { start: 0 } },
          next: { s: value },
          value: { var: "state.s" },
        },
      },
    });
    expect(issuesOf(running({ cohort: ["sum", { value: { var: "value" } }] }))).not.toEqual([]);
    expect(issuesOf(running({ cohort: ["sum", { value: { var: "state.s" } }] }))).not.toEqual([]);
  });

  test("a condition on all keys is of a node that the subject has", () => {
    const monthly = { label, per: ["month"], steps: sum };
    const when = { all: [{ account: "monthly" }, true] };
    const codes = issuesOf({
      subjects: { author: { label, who: "open" } },
      accounts: { monthly },
      rules: [crediting("monthly")],
      outcomes: { o: { kind: "award", clause, label, of: "author", when } },
    });
    expect(codes).toEqual(["kind-mismatch /outcomes/o/when/all"]);
  });

  test("what a condition has established is known behind it, in every place that has one", () => {
    const size = unit({ size: attribute("number", { optional: true }) });
    const has = { has: "subject.size" };
    const read = { var: "subject.size" };
    const cohort = { cohort: ["sum", { where: has, value: read }] };
    const ranking = { label, clause, among: has, by: [{ value: read }] };
    const extra = attribute("number", { optional: true });
    const step = {
      value: { "+": [{ var: "value" }, { var: "event.extra" }] },
      when: { has: "event.extra" },
      clause,
    };
    expect(issuesOf({ subjects: size, ...measure(cohort) })).toEqual([]);
    expect(issuesOf({ subjects: size, rankings: { r: ranking } })).toEqual([]);
    expect(
      issuesOf({
        attributes: { extra },
        accounts: { x: { label, steps: [step, ...sum] } },
        rules: [crediting("x")],
      }),
    ).toEqual([]);
  });

  test("a field of a link is established like the link itself, however it is written", () => {
    const links = { other: { to: "report", same: ["subject"], which: "first" } };
    const asking = (asked: unknown, read: string): JsonObject => ({
      events: { report: { links } },
      rules: [
        {
          ...crediting("base"),
          when: { and: [{ has: asked }, { "==": [{ var: read }, "x"] }] },
        } as JsonObject,
      ],
    });
    expect(issuesOf(asking("link.other.item", "link.other.item"))).toEqual([]);
    expect(issuesOf(asking({ var: ["event.item"] }, "event.item"))).toEqual([]);
    // A linked event is no value by itself.
    expect(issuesOf(asking("link.other", "link.other"))).not.toEqual([]);
  });

  test("derived attributes see no links, since these are found later; checks wait for them", () => {
    const links = { other: { to: "report", same: ["subject"], which: "first" } };
    const asked = { has: "link.other" };
    const derived = { late: { when: asked, value: { var: "event.points" } } };
    const checks = [{ id: "k", clause, label, require: asked, else: "warn" }];
    expect(issuesOf({ events: { report: { links, derived } } })).not.toEqual([]);
    expect(issuesOf({ events: { report: { links, checks } } })).toEqual([]);
  });

  test("a field of several types of event is of one type", () => {
    const codes = issuesOf({
      enums: { near: { here: label }, far: { there: label } },
      events: {
        report: { attributes: { where: attribute("near") } },
        visit: { label, attributes: { where: attribute("far") } },
      },
      rules: [
        {
          ...crediting("base"),
          on: ["report", "visit"],
          when: { "==": [{ var: "event.where" }, "here"] },
        },
      ],
    });
    expect(codes).not.toEqual([]);
  });
});

describe("what counts", () => {
  test("what a derived attribute lacks, all that reads it lacks", () => {
    const result = scored(
      {
        parameters: { p: { clause } },
        events: { report: { derived: { worth: { value: { param: "p" } } } } },
        rules: [{ ...crediting("base"), amount: { var: "event.worth" } }],
      },
      [report("1")],
    );
    expect(result.unavailable.map(({ node }) => node)).toEqual([
      "account:base",
      "measure:score",
      "ranking:final",
    ]);
  });

  test("a check that needs a parameter without a value rejects nothing", () => {
    const require = { "<=": [{ var: "event.points" }, { param: "p" }] };
    const checks = [{ id: "k", clause, label, require, else: "reject" }];
    const result = scored({ parameters: { p: { clause } }, events: { report: { checks } } }, [
      report("1"),
    ]);
    expect(result.rejections).toEqual([]);
  });

  test("only the events that a counting link looks at are counted", () => {
    const links = {
      large: {
        to: "report",
        same: ["subject"],
        which: "count",
        when: { ">": [{ var: "link.large.points" }, 3] },
      },
    };
    const result = scored(
      {
        events: { report: { links } },
        accounts: { n: { label, steps: sum } },
        rules: [{ ...crediting("n"), amount: { var: "link.large" } }],
      },
      [report("1", { points: 5 }), report("2", { points: 6 }), report("3")],
    );
    // 1 sees 2, 2 sees 1, and 3 sees both.
    expect(result.accounts.find(({ id }) => id === "n")?.value).toBe("4");
  });

  test("the range of an attribute holds for the roster too", () => {
    const subjects = [{ id: "a", size: -1 }];
    expect(() =>
      scored({ subjects: unit({ size: attribute("number") }) }, [], { subjects }),
    ).toThrow(/x \(size\) is "-1", expected ≥ 0/);
  });

  test("where nothing happened, all days are no days", () => {
    const monthly = { label, per: ["month"], steps: sum };
    const result = scored({ accounts: { monthly }, rules: [crediting("monthly")] }, [], {
      period: "all",
    });
    expect(result.accounts.filter(({ id }) => id === "monthly")).toEqual([]);
  });

  test("a code is the first that fits, in the order of the page", () => {
    const attributes = { helper: attribute("unit", { optional: true }), must: attribute("text") };
    const result = scored({ attributes }, [
      report("1", { helper: "nobody" }),
      report("2", { revises: 5 }),
    ]);
    expect(result.rejections.map(({ code }) => code)).toEqual([
      "subject-unknown",
      "attribute-missing",
    ]);
  });
});

describe("the order of events changes nothing", () => {
  const both = (fragment: JsonObject, events: readonly object[], options: ScoreOptions = {}) =>
    [events, [...events].reverse()].map((list) => JSON.stringify(scored(fragment, list, options)));

  test("of what corrections are refused for", () => {
    const visit = { label, attributes: {} };
    const chain = [{ ...report("1"), type: "visit", revises: "2" }, report("2", { revises: "3" })];
    const circle = [{ ...report("1"), type: "visit", revises: "2" }, report("2", { revises: "1" })];
    for (const events of [chain, circle]) {
      const [forth, back] = both({ events: { visit } }, events);
      expect(back).toBe(forth);
    }
  });

  test("of the years in which anything happened", () => {
    const yearly = { label, per: ["year"], steps: sum };
    const events = [
      report("1", { at: "2020-01-01" }),
      report("1"),
      report("2", { at: "2023-01-01" }),
    ];
    const [forth, back] = both({ accounts: { yearly }, rules: [crediting("yearly")] }, events, {
      period: "all",
    });
    expect(back).toBe(forth);
  });

  test("of keys that are subjects", () => {
    const by = { label, per: [{ helper: { var: "event.helper" } }], steps: sum };
    const [forth, back] = both(
      {
        subjects: { helper: { label, who: "open" } },
        attributes: { helper: attribute("helper") },
        accounts: { by },
        rules: [crediting("by")],
      },
      [report("1", { helper: "z" }), report("2", { helper: "b" })],
    );
    expect(back).toBe(forth);
  });
});

describe("keys", () => {
  const by = (type: string): JsonObject => ({
    attributes: { k: attribute(type) },
    accounts: { by: { label, per: [{ k: { var: "event.k" } }], steps: sum } },
    measures: { m: { label, clause, per: ["k"], value: { account: "by" } } },
    rules: [crediting("by")],
  });

  test("are written as they were given", () => {
    const keys = (type: string, k: unknown) =>
      scored(by(type), [report("1", { k } as JsonObject)]).accounts.flatMap(({ id, key }) =>
        id === "by" ? [key] : [],
      );
    expect(keys("integer", 3)).toEqual(["3"]);
    expect(keys("number", "0.125")).toEqual(["0.125"]);
    expect(keys("text", "e:1")).toEqual(["e:1"]);
  });

  test("stand in the order of their values, in measures as in accounts", () => {
    const result = scored(by("integer"), [report("1", { k: 10 }), report("2", { k: 3 })]);
    expect(result.accounts.flatMap(({ id, key }) => (id === "by" ? [key] : []))).toEqual([
      "3",
      "10",
    ]);
    expect(result.measures.flatMap(({ id, key }) => (id === "m" ? [key] : []))).toEqual([
      "3",
      "10",
    ]);
  });
});

describe("refused when a document is loaded", () => {
  const cell = { value: "1", clause };
  const table = (axis: string, key: string): JsonObject => ({
    tables: { t: { axes: [axis], cells: { [key]: cell } } },
  });

  test.each([
    ["number", "three"],
    ["integer", "3.5"],
    ["day", "2024-02-30"],
    ["unit", "a"],
  ])("a table whose axis is of the type %s, with the key %s", (axis, key) => {
    expect(issuesOf(table(axis, key))).not.toEqual([]);
  });

  test("a table of truth values that leaves one out", () => {
    expect(issuesOf(table("boolean", "true"))).toEqual(["cell-missing /tables/t"]);
  });

  test("an event type called retraction", () => {
    expect(issuesOf({ events: { retraction: { label } } })).not.toEqual([]);
  });

  test.each(["id", "name", "kind", "category"])("an attribute of subjects called %s", (name) => {
    expect(
      issuesOf({ subjects: unit({ [name]: attribute("text", { optional: true }) }) }),
    ).not.toEqual([]);
  });

  test("an account or a running over a node of another kind of subject", () => {
    const over = { account: "monthly" };
    const common = {
      subjects: { author: { label, who: "open" } },
      rules: [crediting("monthly")],
    };
    const monthly = { label, per: ["month"], steps: sum };
    const x = { label, of: "author", from: over, steps: sum };
    const r = { label, clause, of: "author", over, state: { s: { start: 0 } }, next: {}, value: 0 };
    expect(issuesOf({ ...common, accounts: { monthly, x } })).toEqual([
      "kind-mismatch /accounts/x/from",
    ]);
    expect(issuesOf({ ...common, accounts: { monthly }, runnings: { r } })).toEqual([
      "kind-mismatch /runnings/r/over",
    ]);
  });

  test("a step that looks at days where there are none: `within` over the values of a node", () => {
    const x = {
      label,
      from: { account: "monthly" },
      steps: [{ keep: "first", within: "year", clause }, ...sum],
    };
    const monthly = { label, per: ["month"], steps: sum };
    expect(issuesOf({ accounts: { monthly, x }, rules: [crediting("monthly")] })).not.toEqual([]);
  });

  test("a step that reads the event of a sum", () => {
    const x = { label, steps: [{ sum: {} }, { cap: { var: "event.points" }, clause }] };
    expect(issuesOf({ accounts: { x }, rules: [crediting("x")] })).not.toEqual([]);
  });

  test("a parameter that is neither a decimal string nor a whole number", () => {
    expect(issuesOf({ parameters: { p: { clause, value: 0.5 } } })).toEqual([
      "bad-number /parameters/p",
    ]);
  });

  test.each(["-1", "2.5"])("a number of elements to keep that is %s", (best) => {
    const x = { label, steps: [{ keep: { best }, clause }, ...sum] };
    expect(issuesOf({ accounts: { x } })).not.toEqual([]);
  });

  test("two checks of one id", () => {
    const check = { id: "k", clause, label, require: true, else: "warn" };
    expect(issuesOf({ events: { report: { checks: [check, check] } } })).toEqual([
      "duplicate-id /events/report/checks/1",
    ]);
  });

  test("a rule that has no owner for some of its events", () => {
    const codes = issuesOf({
      events: { notice: { label, subjects: [] } },
      rules: [{ ...crediting("base"), on: ["report", "notice"] }],
    });
    expect(codes).toEqual(["missing-key /rules/1"]);
  });
});
