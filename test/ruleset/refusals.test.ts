import { describe, expect, test, vi } from "vitest";
import { loadRuleset } from "../../src/program/load.ts";
import { RulesetError } from "../../src/values/issue.ts";
import { UsageError } from "../../src/values/usage.ts";
import { at, label, linesOf, measure, type Part, rule, sound } from "./documents.ts";

vi.setConfig({ testTimeout: 60_000 });

const cell = (value: unknown): Part => ({ value, clause: "C1" });
const account = (over: Part): Part => ({ label: label("account"), steps: [{ sum: {} }], ...over });
const accounts = (over: Part): Part => sound({ accounts: { ...base("accounts"), ...over } });
const steps = (...list: readonly Part[]): Part => accounts({ extra: account({ steps: list }) });
const base = (part: string): Part => sound()[part] as Part;
const attribute = (over: Part): Part =>
  sound({
    events: {
      ...base("events"),
      added: { label: label("added"), attributes: { x: { label: label("x"), ...over } } },
    },
  });
const event = (over: Part): Part =>
  sound({ events: { ...base("events"), added: { label: label("added"), ...over } } });
const outcome = (over: Part): Part =>
  sound({
    outcomes: {
      added: { kind: "award", label: label("added"), clause: "C1", when: true, ...over },
    },
  });
const without = (document: Part, key: string): Part =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));

/** Documents with one fault, and the issue that must be told; a hint is compared where one is stated. */
const faults: readonly (readonly [string, unknown, string])[] = [
  // The document as a whole
  ["A01: nothing", undefined, "not-json-data "],
  ["null", null, "wrong-type "],
  ["a text", "ruleset", "wrong-type "],
  ["a list", [sound()], "wrong-type "],
  ["an empty object", {}, "missing-key "],
  ["A19: no format", without(sound(), "format"), "missing-key "],
  ["A19: a newer format", sound({ format: 2 }), "wrong-format /format"],
  ["A19: the format as text", sound({ format: "1" }), "wrong-format /format"],
  ["an id with capitals", sound({ id: "Demo" }), "bad-id /id"],
  ["an id with a space", sound({ id: "de mo" }), "bad-id /id"],
  [
    "A05: a misspelt top-level key",
    { ...sound(), rulse: [] },
    'unknown-key /rulse – did you mean "rules"?',
  ],
  ["no rules", without(sound(), "rules"), "missing-key "],
  ["no clauses", without(sound(), "clauses"), "missing-key "],
  ["no subjects", sound({ subjects: {} }), "missing-key /subjects"],
  ["no periods", sound({ periods: [] }), "wrong-type /periods"],
  [
    "a period of no unit",
    sound({ periods: [{ unit: "decade", clause: "C1", label: label("x") }] }),
    "wrong-type /periods/0/unit",
  ],
  ["A16: no zone", without(sound(), "timeZone"), "missing-key "],
  ["D08: a zone that is none", sound({ timeZone: "Mars/Olympus" }), "bad-zone /timeZone"],
  ["D08: a zone by offset", sound({ timeZone: "GMT+8" }), "bad-zone /timeZone"],
  ["a title in one language", sound({ title: { en: "demo" } }), "missing-key /title"],
  ["a title that is a text", sound({ title: "demo" }), "wrong-type /title"],
  [
    "a title in a third language",
    sound({ title: { ...label("t"), fr: "x" } }),
    "unknown-key /title/fr",
  ],
  ["an empty label", sound({ title: { en: "", zh: "标题" } }), "wrong-type /title/en"],
  [
    "a name that is not an id",
    sound({ parameters: { ...base("parameters"), "1st": { value: "1", clause: "C1" } } }),
    "bad-id /parameters/1st",
  ],

  // Clauses
  ["a rule of no clause", sound({ rules: [without(rule(), "clause")] }), "missing-key /rules/0"],
  [
    "a rule of an empty list of clauses",
    sound({ rules: [rule({ clause: [] })] }),
    "wrong-type /rules/0/clause",
  ],
  [
    "a rule of an unknown clause",
    sound({ rules: [rule({ clause: "C11" })] }),
    'unknown-clause /rules/0/clause – did you mean "C1"?',
  ],
  [
    "one unknown clause of several",
    sound({ rules: [rule({ clause: ["C1", "X9"] })] }),
    "unknown-clause /rules/0/clause",
  ],
  [
    "an inherited name as a clause",
    sound({ rules: [rule({ clause: "toString" })] }),
    "unknown-clause /rules/0/clause",
  ],
  [
    "a parameter of no clause",
    sound({ parameters: { ...base("parameters"), p: { value: "1" } } }),
    "missing-key /parameters/p",
  ],
  [
    "a parameter of an unknown clause",
    sound({ parameters: { ...base("parameters"), p: { value: "1", clause: "P" } } }),
    "unknown-clause /parameters/p/clause",
  ],
  [
    "a cell of no clause",
    sound({ tables: { ...base("tables"), t: { axes: ["text"], cells: { a: { value: "1" } } } } }),
    "missing-clause /tables/t/cells/a",
  ],
  [
    "a cell of an unknown clause",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: ["text"], cells: { a: { value: "1", clause: "X" } } },
      },
    }),
    "unknown-clause /tables/t/cells/a/clause",
  ],
  [
    "a cap of no clause",
    steps({ sum: {} }, { cap: "5" }),
    "missing-clause /accounts/extra/steps/1",
  ],
  [
    "a keep of no clause",
    steps({ keep: "first" }, { sum: {} }),
    "missing-clause /accounts/extra/steps/0",
  ],
  [
    "a rounding of no clause",
    steps({ sum: {} }, { round: [2, "half-up"] }),
    "missing-clause /accounts/extra/steps/1",
  ],
  [
    "a measure of no clause",
    sound({ measures: { score: without(measure({ account: "total" }), "clause") } }),
    "missing-key /measures/score",
  ],
  [
    "an outcome of an unknown clause",
    outcome({ clause: "X" }),
    "unknown-clause /outcomes/added/clause",
  ],
  [
    "a check of an unknown clause",
    event({ checks: [{ id: "c", clause: "X", label: label("c"), require: true, else: "warn" }] }),
    "unknown-clause /events/added/checks/0/clause",
  ],
  [
    "a period of an unknown clause",
    sound({ periods: [{ unit: "year", clause: "X", label: label("y") }] }),
    "unknown-clause /periods/0/clause",
  ],
  [
    "a note of an unknown clause",
    sound({ notes: [{ clause: "X", text: label("n") }] }),
    "unknown-clause /notes/0/clause",
  ],
  [
    "a question of an unknown clause",
    sound({
      interpretations: { way: { ...(base("interpretations")["way"] as Part), clause: "X" } },
    }),
    "unknown-clause /interpretations/way/clause",
  ],

  // Numbers
  [
    "A22: 1e1000000000",
    sound({ parameters: { ...base("parameters"), p: { value: "1e1000000000", clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "A22: NaN",
    sound({ parameters: { ...base("parameters"), p: { value: "NaN", clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "A22: hexadecimal",
    sound({ parameters: { ...base("parameters"), p: { value: "0x10", clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "A22: an underscore",
    sound({ parameters: { ...base("parameters"), p: { value: "1_000", clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "A22: 5000 digits",
    sound({ parameters: { ...base("parameters"), p: { value: "1".repeat(5000), clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "A22: 1e400 as JSON reads it",
    sound({
      parameters: { ...base("parameters"), p: { value: JSON.parse("1e400"), clause: "C1" } },
    }),
    "not-json-data /parameters/p/value",
  ],
  [
    "A21: a float",
    sound({ parameters: { ...base("parameters"), p: { value: 0.1, clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "C08: beyond the safe integers",
    sound({ parameters: { ...base("parameters"), p: { value: 2 ** 53, clause: "C1" } } }),
    "bad-number /parameters/p",
  ],
  [
    "a float in an expression",
    sound({ rules: [rule({ amount: 0.5 })] }),
    "bad-number /rules/0/amount",
  ],
  [
    "1e1000000000 in an expression",
    sound({ rules: [rule({ amount: "1e1000000000" })] }),
    "bad-number /rules/0/amount",
  ],
  [
    "hexadecimal in an expression",
    sound({ rules: [rule({ amount: { "+": [1, "0x10"] } })] }),
    "bad-number /rules/0/amount/+/1",
  ],
  [
    "NaN in a cell",
    sound({ tables: { ...base("tables"), t: { axes: ["text"], cells: { a: cell("NaN") } } } }),
    "bad-number /tables/t/cells/a/value",
  ],
  [
    "a bracket that is no number",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: [{ brackets: "from" }], cells: { "0": cell("0"), ten: cell("1") } },
      },
    }),
    "bad-number /tables/t/cells/ten",
  ],
  [
    "A15: two brackets of one bound",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: [{ brackets: "from" }], cells: { "1": cell("0"), "1.0": cell("1") } },
      },
    }),
    "duplicate-id /tables/t/cells/1.0",
  ],
  [
    "a window of hexadecimal months",
    accounts({ extra: account({ window: { last: "0x10", unit: "month" } }) }),
    "bad-number /accounts/extra/window/last",
  ],
  [
    "a window of 1e1 months",
    accounts({ extra: account({ window: { last: "1e1", unit: "month" } }) }),
    "bad-number /accounts/extra/window/last",
  ],
  [
    "a window of no months",
    accounts({ extra: account({ window: { last: 0, unit: "month" } }) }),
    "bad-number /accounts/extra/window/last",
  ],
  [
    "a window of half a month",
    accounts({ extra: account({ window: { last: "0.5", unit: "month" } }) }),
    "bad-number /accounts/extra/window/last",
  ],

  // Identity
  ["A06: two rules of one id", sound({ rules: [rule(), rule()] }), "duplicate-id /rules/1"],
  [
    "two checks of one id",
    event({
      checks: [1, 2].map(() => ({
        id: "c",
        clause: "C1",
        label: label("c"),
        require: true,
        else: "warn",
      })),
    }),
    "duplicate-id /events/added/checks/1",
  ],
  [
    "an attribute called like a field of every event",
    event({ attributes: { at: { type: "day", label: label("at") } } }),
    "duplicate-id /events/added/attributes/at",
  ],
  [
    "a derived attribute called like one that is there",
    event({ derived: { item: { value: "1" } } }),
    "duplicate-id /events/added/derived/item",
  ],
  [
    "a derived attribute called like a field of every event",
    event({ derived: { at: { value: "1" } } }),
    "duplicate-id /events/added/derived/at",
  ],
  [
    "an event type called like the built-in retraction",
    sound({ events: { ...base("events"), retraction: { label: label("r") } } }),
    "duplicate-id /events/retraction",
  ],
  [
    "an enumeration called like a type",
    sound({ enums: { ...base("enums"), text: { a: label("a") } } }),
    "duplicate-id /enums/text",
  ],
  [
    "an enumeration called like a kind of subject",
    sound({ enums: { ...base("enums"), unit: { a: label("a") } } }),
    "duplicate-id /enums/unit",
  ],

  // Vocabulary
  [
    "an attribute of no type",
    attribute({ type: "levl" }),
    'unknown-name /events/added/attributes/x/type – did you mean "level"?',
  ],
  [
    "a default of another type",
    attribute({ type: "level", default: "tiny" }),
    "unlisted-value /events/added/attributes/x/default",
  ],
  [
    "a text with a minimum",
    attribute({ type: "text", min: 1 }),
    "bad-value /events/added/attributes/x",
  ],
  [
    "optional, and with a default",
    attribute({ type: "number", optional: true, default: "1" }),
    "bad-value /events/added/attributes/x",
  ],
  [
    "a minimum from an unknown parameter",
    attribute({ type: "number", min: { param: "onne" } }),
    'unknown-name /events/added/attributes/x/min/param – did you mean "one"?',
  ],
  [
    "an event of an unknown kind of subject",
    event({ subjects: ["untt"] }),
    'unknown-name /events/added/subjects – did you mean "unit"?',
  ],
  [
    "a check that is no condition",
    event({ checks: [{ id: "c", clause: "C1", label: label("c"), require: 1, else: "warn" }] }),
    "type-mismatch /events/added/checks/0/require",
  ],
  [
    "a check that neither rejects nor warns",
    event({
      checks: [{ id: "c", clause: "C1", label: label("c"), require: true, else: "ignore" }],
    }),
    "wrong-type /events/added/checks/0/else",
  ],
  [
    "a link to an unknown event",
    event({ links: { l: { to: "anwser", same: ["item"], which: "first" } } }),
    "unknown-name /events/added/links/l/to",
  ],
  [
    "a link by an unknown attribute",
    event({ links: { l: { to: "answer", same: ["itm"], which: "first" } } }),
    'unknown-name /events/added/links/l/same/0 – did you mean "item"?',
  ],
  [
    "a link by what the other has not",
    event({
      attributes: { own: { type: "text", label: label("own") } },
      links: { l: { to: "answer", same: ["own"], which: "first" } },
    }),
    "unknown-name /events/added/links/l/same/0",
  ],
  [
    "a kind of subject that is neither",
    sound({ subjects: { unit: { label: label("u"), who: "anyone" } } }),
    "wrong-type /subjects/unit/who",
  ],

  // Tables
  [
    "a table without an axis",
    sound({ tables: { ...base("tables"), t: { axes: [], cells: {} } } }),
    "wrong-type /tables/t/axes",
  ],
  [
    "a table over an unknown enumeration",
    sound({ tables: { ...base("tables"), t: { axes: ["levl"], cells: {} } } }),
    'unknown-name /tables/t/axes/0 – did you mean "level"?',
  ],
  [
    "a cell too few",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: ["level"], cells: { low: cell("1"), high: cell("2") } },
      },
    }),
    "cell-missing /tables/t",
  ],
  [
    "a cell of an unknown value",
    sound({
      tables: {
        ...base("tables"),
        t: {
          axes: ["level"],
          cells: { lo: cell("1"), low: cell("1"), middle: cell("1"), high: cell("2") },
        },
      },
    }),
    'unknown-name /tables/t/cells/lo – did you mean "low"?',
  ],
  [
    "a cell that is a number",
    sound({ tables: { ...base("tables"), t: { axes: ["text"], cells: { a: "1" } } } }),
    "wrong-type /tables/t/cells/a",
  ],
  [
    "a cell one level too deep",
    sound({ tables: { ...base("tables"), t: { axes: ["text"], cells: { a: { b: cell("1") } } } } }),
    "unknown-key /tables/t/cells/a/b",
  ],
  [
    "a cell of another type",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: ["text"], type: "level", cells: { a: cell("hig") } },
      },
    }),
    'unlisted-value /tables/t/cells/a/value – did you mean "high"?',
  ],
  [
    "a table over whole numbers, with a key that is none",
    sound({ tables: { ...base("tables"), t: { axes: ["integer"], cells: { "1.5": cell("1") } } } }),
    "wrong-type /tables/t/cells/1.5",
  ],
  [
    "a table over numbers that has one of them twice",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: ["number"], cells: { "1": cell("1"), "1.0": cell("2") } },
      },
    }),
    "duplicate-id /tables/t/cells/1.0",
  ],
  [
    "a table over days, with a key that is none",
    sound({
      tables: { ...base("tables"), t: { axes: ["day"], cells: { "2024-02-30": cell("1") } } },
    }),
    "bad-date /tables/t/cells/2024-02-30",
  ],
  [
    "a table of brackets of days, with a bound that is none",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: [{ brackets: "from", of: "day" }], cells: { "10": cell("1") } },
      },
    }),
    "bad-date /tables/t/cells/10",
  ],
  [
    "a table of brackets of something else",
    sound({
      tables: {
        ...base("tables"),
        t: { axes: [{ brackets: "from", of: "text" }], cells: { "10": cell("1") } },
      },
    }),
    "wrong-type /tables/t/axes/0/of",
  ],
  [
    "a table over subjects",
    sound({ tables: { ...base("tables"), t: { axes: ["unit"], cells: { a: cell("1") } } } }),
    "type-mismatch /tables/t/axes/0",
  ],
  [
    "a table of brackets over two bounds, one cell missing",
    sound({
      tables: {
        ...base("tables"),
        t: {
          axes: ["level", { brackets: "from" }],
          cells: {
            low: { "0": cell("1"), "5": cell("2") },
            middle: { "0": cell("1") },
            high: { "0": cell("1"), "5": cell("2") },
          },
        },
      },
    }),
    "cell-missing /tables/t",
  ],

  // Rules
  [
    "A05: a misspelt key of a rule",
    sound({ rules: [{ ...rule(), wehn: true }] }),
    'unknown-key /rules/0/wehn – did you mean "when"?',
  ],
  [
    "a rule on an unknown event",
    sound({ rules: [rule({ on: "acct" })] }),
    'unknown-name /rules/0/on – did you mean "act"?',
  ],
  [
    "A18: a rule on the entries of an unknown rule",
    sound({ rules: [rule(), rule({ id: "share", on: { entries: ["actd"] } })] }),
    'unknown-name /rules/1/on/entries/0 – did you mean "acted"?',
  ],
  [
    "A18: a rule to an unknown account",
    sound({ rules: [rule({ to: ["total", "monthl"] })] }),
    'unknown-name /rules/0/to – did you mean "monthly"?',
  ],
  [
    "a rule to another kind's account",
    sound({ rules: [rule({ to: "desk" })] }),
    "kind-mismatch /rules/0/to",
  ],
  [
    "a rule for nobody",
    sound({ rules: [rule({ on: "notice", amount: 1 })] }),
    "missing-key /rules/0",
  ],
  [
    "a rule for a number",
    sound({ rules: [rule({ for: { var: "event.amount" } })] }),
    "type-mismatch /rules/0/for",
  ],
  [
    "a rule for somebody who may be absent",
    sound({ rules: [rule({ for: { var: "event.author" }, to: "total" })] }),
    "optional-without-default /rules/0/for",
  ],
  ["a rule dated by a number", sound({ rules: [rule({ dated: 5 })] }), "bad-date /rules/0/dated"],
  [
    "A17: a rule on its own entries",
    sound({ rules: [rule({ on: { entries: ["acted"] }, amount: 1 })] }),
    "cycle /rules/0/on/entries/0",
  ],

  // Accounts
  [
    "A05: a misspelt step",
    steps({ summ: {} }),
    'unknown-key /accounts/extra/steps/0/summ – did you mean "sum"?',
  ],
  [
    "a step that does nothing",
    steps({ clause: "C1" }, { sum: {} }),
    "step-form /accounts/extra/steps/0",
  ],
  [
    "a step that does two things",
    steps({ sum: {}, cap: "5", clause: "C1" }),
    "step-form /accounts/extra/steps/0",
  ],
  ["no steps", accounts({ extra: account({ steps: [] }) }), "wrong-type /accounts/extra/steps"],
  [
    "steps that do not end in one value",
    steps({ keep: "first", per: ["item"], clause: "C1" }),
    "not-one-value /accounts/extra/steps",
  ],
  [
    "steps after the one value",
    steps({ sum: {} }, { count: {} }),
    "step-order /accounts/extra/steps/1",
  ],
  [
    "a condition on a reduction",
    steps({ sum: {}, when: true }),
    "step-order /accounts/extra/steps/0/when",
  ],
  [
    "a wider span behind another step",
    steps({ sum: {}, per: ["item"] }, { keep: "first", within: "year", clause: "C1" }, { sum: {} }),
    "step-order /accounts/extra/steps/1",
  ],
  [
    "a cap with groups, which it has not",
    steps({ cap: "5", per: ["item"], clause: "C1" }, { sum: {} }),
    "step-order /accounts/extra/steps/0/per",
  ],
  [
    "a cap on some rules, which it cannot tell",
    steps({ cap: "5", of: ["acted"], clause: "C1" }, { sum: {} }),
    "step-order /accounts/extra/steps/0/of",
  ],
  [
    "a value with a span, which it has not",
    steps({ value: 1, within: "year", clause: "C1" }, { sum: {} }),
    "step-order /accounts/extra/steps/0/within",
  ],
  [
    "a step of an unknown rule",
    accounts({
      total: account({
        of: ["unit", "branch"],
        steps: [{ keep: "first", of: ["actd"], clause: "C1" }, { sum: {} }],
      }),
    }),
    'unknown-name /accounts/total/steps/0/of – did you mean "acted"?',
  ],
  [
    "an unknown key",
    accounts({ extra: account({ per: ["mounth"] }) }),
    'unknown-name /accounts/extra/per/0 – did you mean "month"?',
  ],
  [
    "an unknown window",
    accounts({ extra: account({ window: "month" }) }),
    "wrong-type /accounts/extra/window",
  ],
  [
    "an unknown kind",
    accounts({ extra: account({ of: "unti" }) }),
    "unknown-name /accounts/extra/of",
  ],
  [
    "A18: from an unknown node",
    accounts({ extra: account({ from: { account: "mnthly" } }) }),
    "unknown-name /accounts/extra/from",
  ],
  [
    "from two nodes",
    accounts({ extra: account({ from: { account: "monthly", measure: "score" } }) }),
    "operator-keys /accounts/extra/from",
  ],
  ["from none", accounts({ extra: account({ from: {} }) }), "operator-keys /accounts/extra/from"],

  // Nodes
  [
    "a ranking by an unknown measure",
    sound({ rankings: { final: { label: label("f"), clause: "C1", by: "scor" } } }),
    'unknown-name /rankings/final/by – did you mean "score"?',
  ],
  [
    "a ranking by nothing",
    sound({ rankings: { final: { label: label("f"), clause: "C1", by: [] } } }),
    "wrong-type /rankings/final/by",
  ],
  [
    "a ranking within an unknown attribute",
    sound({
      rankings: { final: { label: label("f"), clause: "C1", by: "score", within: ["categry"] } },
    }),
    "unknown-field /rankings/final/within/0",
  ],
  [
    "an unknown way of ties",
    sound({ rankings: { final: { label: label("f"), clause: "C1", by: "score", ties: "first" } } }),
    "wrong-type /rankings/final/ties",
  ],
  ["an outcome of no kind", outcome({ kind: "prize" }), "wrong-type /outcomes/added/kind"],
  ["an outcome of a number", outcome({ when: 1 }), "type-mismatch /outcomes/added/when"],
  [
    "a grade without its names",
    outcome({ kind: "grade", value: "low" }),
    "missing-key /outcomes/added",
  ],
  [
    "a grade without a value",
    outcome({ kind: "grade", type: "level" }),
    "missing-key /outcomes/added",
  ],
  [
    "a grade of an unknown name",
    outcome({ kind: "grade", type: "level", value: "hig" }),
    'unlisted-value /outcomes/added/value – did you mean "high"?',
  ],
  [
    "a grade of numbers",
    outcome({ kind: "grade", type: "number", value: "1" }),
    "type-mismatch /outcomes/added/type",
  ],
  ["cash without an amount", outcome({ kind: "cash" }), "missing-key /outcomes/added"],
  ["an award with names", outcome({ type: "level" }), "unknown-key /outcomes/added/type"],
  [
    "an outcome compared with a state it has not",
    sound({
      outcomes: {
        ...base("outcomes"),
        added: {
          kind: "award",
          label: label("a"),
          clause: "C1",
          when: { "==": [{ outcome: "enough" }, "mett"] },
        },
      },
    }),
    'unlisted-value /outcomes/added/when/==/1 – did you mean "met"?',
  ],
  [
    "a running with a state that is not declared",
    sound({
      runnings: {
        run: {
          label: label("r"),
          clause: "C1",
          over: { account: "monthly" },
          state: { x: { start: 0 } },
          next: { y: 1 },
          value: { var: "state.x" },
        },
      },
    }),
    "unknown-name /runnings/run/next/y",
  ],
  [
    "a running over an unknown node",
    sound({
      runnings: {
        run: {
          label: label("r"),
          clause: "C1",
          over: { account: "montly" },
          state: { x: { start: 0 } },
          next: { x: 1 },
          value: { var: "state.x" },
        },
      },
    }),
    "unknown-name /runnings/run/over",
  ],

  // Circles
  [
    "A17: a measure of itself",
    sound({ measures: { score: measure({ "+": [{ measure: "score" }, 1] }) } }),
    "cycle /measures/score",
  ],
  [
    "A17: two measures of one another",
    sound({
      measures: { score: measure({ measure: "other" }), other: measure({ measure: "score" }) },
    }),
    "cycle /measures/score",
  ],
  [
    "A17: a measure of its ranking",
    sound({ measures: { score: measure({ rank: "final" }) } }),
    "cycle /measures/score",
  ],
  [
    "A17: outcomes that wait for one another",
    sound({
      outcomes: {
        x: {
          kind: "award",
          label: label("x"),
          clause: "C1",
          when: { "==": [{ outcome: "y" }, "given"] },
        },
        y: {
          kind: "award",
          label: label("y"),
          clause: "C1",
          when: { "==": [{ outcome: "x" }, "given"] },
        },
      },
    }),
    "cycle /outcomes/x",
  ],
  [
    "A17: an account from itself",
    accounts({ extra: account({ from: { account: "extra" } }) }),
    "cycle /accounts/extra",
  ],
  [
    "A17: two accounts from one another",
    accounts({
      extra: account({ from: { account: "other" } }),
      other: account({ from: { account: "extra" } }),
    }),
    "cycle /accounts/extra",
  ],

  // Examples
  [
    "an example without a sentence",
    sound({ examples: [{ it: "", events: [], expect: {} }] }),
    "wrong-type /examples/0/it",
  ],
  [
    "an example that expects nothing known",
    sound({ examples: [{ it: "x", events: [], expect: { score: {} } }] }),
    'unknown-key /examples/0/expect/score – did you mean "scores"?',
  ],
  [
    "an example given something unknown",
    sound({ examples: [{ it: "x", given: { periods: "2024" }, events: [], expect: {} }] }),
    'unknown-key /examples/0/given/periods – did you mean "period"?',
  ],
  [
    "an example of no period",
    sound({ examples: [{ it: "x", given: { period: "2024-13" }, events: [], expect: {} }] }),
    "bad-period /examples/0/given/period",
  ],
];

describe("a document with a fault is refused where the fault is", () => {
  test.each(faults)("%s", (_name, document, issue) => {
    const lines = linesOf(document);
    const found = lines.map((line) => (issue.includes("–") ? line : line.split(" –")[0])?.trim());
    expect(found).toContain(issue.trim());
  });

  test("and never loaded", () => {
    for (const [name, document] of faults)
      expect(() => loadRuleset(document), name).toThrow(
        document === undefined ? UsageError : RulesetError,
      );
  });
});

test("the sound document has no fault", () => {
  expect(linesOf(sound())).toEqual([]);
});

test("A17: two rules on one another's entries are a circle, not a crash", () => {
  const rules = [
    rule({ id: "x", on: { entries: ["y"] }, amount: 1 }),
    rule({ id: "y", on: { entries: ["x"] }, amount: 1 }),
  ];
  expect(linesOf(sound({ rules }))).toEqual(["cycle /rules/1/on/entries/0"]);
});

test("a fault is told once, however many readings the document has", () => {
  expect(linesOf({ ...sound(), zzzz: 1 })).toEqual(["unknown-key /zzzz"]);
  expect(linesOf(accounts({ extra: account({ of: "zzzz" }) }))).toEqual([
    "unknown-name /accounts/extra/of",
  ]);
});

test("faults of different parts are told at once", () => {
  const document = {
    ...sound({
      timeZone: "Mars/Olympus",
      rules: [rule({ clause: "X" }), rule({ id: "other", on: "acct", amount: 1 })],
      rankings: { final: { label: label("f"), clause: "X", by: "score", ties: "dense" } },
      measures: { score: measure({ "+": [{ account: "totl" }, { param: "onee" }] }) },
    }),
  };
  expect(new Set(linesOf(document).map((line) => line.split(" ").slice(0, 2).join(" ")))).toEqual(
    new Set([
      "bad-zone /timeZone",
      "unknown-clause /rules/0/clause",
      "unknown-name /rules/1/on",
      "unknown-clause /rankings/final/clause",
      "unknown-name /measures/score/value/+/0/account",
      "unknown-name /measures/score/value/+/1/param",
    ]),
  );
});

test("faults of shape and faults of names are told at once", () => {
  const document = sound({
    rules: [{ ...rule(), note: 1 }, rule({ id: "other", on: "acct", amount: 1 })],
  });
  expect(linesOf(document)).toEqual([
    "unknown-key /rules/0/note",
    'unknown-name /rules/1/on – did you mean "act"?',
  ]);
});

test("a place is one of the document as written", () => {
  const documents = [
    sound({ rankings: { final: { label: label("f"), clause: "C1", by: "scor" } } }),
    sound({ rules: [rule({ when: { has: "event.extr" } })] }),
    sound({ rules: [without(rule(), "on")] }),
    sound({ rules: [rule(), rule({ id: "other", on: "acct", amount: 1, dated: 1, for: "a" })] }),
    sound({
      measures: { score: measure({ if: [{ all: [{ account: "monthly" }] }, 1, 0] }) },
    }),
  ];
  for (const document of documents) {
    const lines = linesOf(document);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(at(document, line.split(" ")[1] ?? ""), line).toBeDefined();
  }
});
