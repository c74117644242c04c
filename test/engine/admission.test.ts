import { describe, expect, test } from "vitest";
import type { Rejection } from "../../src/document/result.ts";
import { score } from "../../src/engine/score.ts";
import { rejectionCodes } from "../../src/values/notice.ts";
import { accountOf, build, codesOf, difference, gain, run, type Short } from "./build.ts";

/** Events of every shape that admission knows. */
const office: Short = {
  enums: { level: ["city", "province"] },
  subjects: {
    unit: { who: "roster" },
    author: { who: "open" },
    office: { who: "single" },
  },
  attributes: { item: { type: "text", optional: true } },
  events: {
    gain: {
      attributes: {
        level: { type: "level" },
        points: { type: "number", max: { param: "most" } },
        helper: { type: "unit", optional: true },
        count: { type: "integer", default: 1, min: 1 },
        urgent: { type: "boolean", default: false },
        due: { type: "day", optional: true },
        tags: { type: "text", list: true, optional: true },
      },
      checks: [
        {
          id: "not-itself",
          clause: "K",
          else: "reject",
          require: { "!=": [{ var: "event.level" }, "province"] },
        },
      ],
    },
    loss: {},
    notice: { subjects: [] },
    letter: { subjects: ["author", "office"] },
  },
  parameters: { most: { value: "100", clause: "M" } },
  rules: [
    { id: "gain", on: "gain", to: "points", amount: { var: "event.points" } },
    { id: "loss", on: "loss", to: "points", amount: 1 },
    { id: "count", on: "gain", to: "count", amount: { var: "event.count" } },
    { id: "letter", on: "letter", to: "letters", amount: 1 },
  ],
  accounts: { points: {}, count: {}, letters: { of: ["author", "office"] } },
};
const loaded = build(office);
const right = {
  id: "e",
  type: "gain",
  at: "2024-03-05",
  subject: "a",
  level: "city",
  points: "80",
};

function rejectionsOf(...events: readonly unknown[]): readonly Rejection[] {
  return run(loaded, events, { subjects: ["a", "b"] }).rejections;
}

function rejection(event: unknown): Rejection {
  const [first, ...others] = rejectionsOf(event);
  expect(others).toEqual([]);
  expect(first).toBeDefined();
  return first as Rejection;
}

/** The code of an event that differs from the right one; undefined where it counts. */
function codeWith(change: Readonly<Record<string, unknown>>): string | undefined {
  return rejectionsOf({ ...right, ...change })[0]?.code;
}

function without(...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(right).filter(([key]) => !keys.includes(key)));
}

describe("a rejection says what is wrong and where", () => {
  test.each([
    ["malformed", null, { value: "null" }],
    ["malformed", "text", { value: "text" }],
    ["malformed", [right], {}],
    ["malformed", undefined, {}],
    ["id-missing", without("id"), {}],
    ["id-missing", { ...right, id: " " }, {}],
    ["id-missing", { ...right, id: 7 }, { value: "7" }],
    ["type-missing", without("type"), { event: "e" }],
    ["type-missing", { ...right, type: null }, { event: "e" }],
    ["type-unknown", { ...right, type: "gaim" }, { value: "gaim", hint: "gain" }],
    ["type-unknown", { ...right, type: 3 }, { value: "3" }],
    ["date-invalid", without("at"), { field: "at" }],
    ["date-invalid", { ...right, at: "2023-02-29" }, { field: "at", value: "2023-02-29" }],
    ["date-invalid", { ...right, at: 20240305 }, { field: "at", value: "20240305" }],
    ["date-invalid", { ...right, at: "2024-03-05T25:00" }, { field: "at" }],
    ["date-invalid", { ...right, at: "2024/03/05" }, { field: "at" }],
    ["subject-missing", without("subject"), { field: "subject" }],
    ["subject-missing", { ...right, subject: "" }, { field: "subject" }],
    ["subject-unknown", { ...right, subject: "nobody" }, { field: "subject", value: "nobody" }],
    ["subject-unknown", { ...right, subject: 1 }, { field: "subject", value: "1" }],
    ["subject-unknown", { ...right, helper: "nobody" }, { field: "helper", value: "nobody" }],
    ["attribute-missing", without("points"), { field: "points" }],
    ["attribute-type", { ...right, points: "many" }, { field: "points", value: "many" }],
    ["attribute-type", { ...right, revises: 5 }, { field: "revises", value: "5" }],
    ["attribute-value", { ...right, level: "citty" }, { field: "level", hint: "city" }],
    ["out-of-range", { ...right, points: "100.01" }, { field: "points", clauses: ["M"] }],
    ["out-of-range", { ...right, points: "-0.01" }, { field: "points" }],
    ["value-repeated", { ...right, tags: ["x", "x"] }, { field: "tags", position: 2, value: "x" }],
    ["check-failed", { ...right, level: "province" }, { field: "not-itself", clauses: ["K"] }],
    ["correction-unknown", { ...right, revises: "x" }, { event: "e" }],
    ["correction-cycle", { ...right, revises: "e" }, { event: "e" }],
    ["attribute-missing", { id: "e", type: "retraction", at: "2024-03-05" }, { field: "retracts" }],
    [
      "correction-type",
      { id: "e", type: "retraction", at: "2024-03-05", retracts: "e", revises: "e" },
      { event: "e" },
    ],
  ] as const)("%s: %j", (code, event, said) => {
    const found = rejection(event);
    const { hint, ...rest } = said as Record<string, unknown>;
    expect(found).toMatchObject({ code, ...rest });
    expect(found.message.en).not.toBe("");
    expect(found.message.zh).not.toBe("");
    expect(found.hint?.en).toBe(hint === undefined ? undefined : `did you mean "${hint}"?`);
  });

  test("a conflict, a revision of another type and a second revision name the event", () => {
    const second = { ...right, id: "f", revises: "e" };
    expect(codesOf(run(loaded, [right, { ...right, points: 81 }]))).toEqual({ e: "conflict" });
    expect(
      codesOf(
        run(loaded, [
          right,
          { id: "f", type: "loss", at: "2024-03-05", subject: "a", revises: "e" },
        ]),
      ),
    ).toEqual({ f: "correction-type" });
    expect(codesOf(run(loaded, [right, second, { ...second, id: "g" }]))).toEqual({
      g: "correction-second",
    });
  });

  test("every code is met here", () => {
    const source = [
      ...["malformed", "id-missing", "type-missing", "type-unknown", "date-invalid"],
      ...["subject-missing", "subject-unknown", "attribute-missing", "attribute-type"],
      ...["attribute-value", "out-of-range", "value-repeated", "check-failed", "conflict"],
      ...[
        "correction-unknown",
        "correction-type",
        "correction-subject",
        "correction-cycle",
        "correction-second",
      ],
    ];
    expect([...rejectionCodes]).toEqual(source);
  });
});

describe("an event with several faults has the first in the documented order", () => {
  test("one fault after another is mended, and the next comes to light", () => {
    const mends: Record<string, unknown>[] = [
      { id: "e" },
      { type: "gain" },
      { at: "2024-03-05" },
      { subject: "a" },
      { helper: "b" },
      { points: "-5" },
      { count: "2" },
      { level: "province" },
      { points: "5" },
      { level: "city" },
      { revises: "" },
    ];
    let event: Record<string, unknown> = {
      ...{ at: "never", helper: "x", level: "vilage", count: "two", revises: "nobody" },
    };
    const codes = [rejection(event).code];
    for (const mend of mends.slice(0, -1)) {
      event = { ...event, ...mend };
      codes.push(rejection(event).code);
    }
    expect(codes).toEqual([
      "id-missing",
      "type-missing",
      "date-invalid",
      "subject-missing",
      "subject-unknown",
      "attribute-missing",
      "attribute-type",
      "attribute-value",
      "out-of-range",
      "check-failed",
      "correction-unknown",
    ]);
    expect(rejectionsOf({ ...event, ...mends.at(-1) })).toEqual([]);
  });

  test("the order in which attributes are declared decides nothing", () => {
    const faults = { helper: "x", level: "vilage", points: "-5", count: "two" };
    for (const [dropped, expected] of [
      [[], "subject-unknown"],
      [["helper"], "attribute-type"],
      [["helper", "count"], "attribute-value"],
      [["helper", "count", "level"], "out-of-range"],
    ] as const) {
      const left = Object.entries(faults).filter(
        ([key]) => !(dropped as readonly string[]).includes(key),
      );
      expect(codeWith(Object.fromEntries(left))).toBe(expected);
    }
  });

  test("a revision that names no id as text is only that when nothing comes before it", () => {
    expect(rejection({ ...without("points"), revises: 5 }).code).toBe("attribute-missing");
  });
});

describe("a blank is absent", () => {
  const blanks = ["", " ", "\t", "\u3000", "\u200b", null, undefined];

  test.each(blanks)("%j: optional stays absent, default is taken, required is missing", (blank) => {
    const event = { ...right, item: blank, helper: blank, due: blank, count: blank, urgent: blank };
    const result = run(loaded, [event]);
    expect(result.rejections).toEqual([]);
    expect(accountOf(result, "count")).toBe("1");
    expect([...result.ledger].some((entry) => "item" in entry)).toBe(false);
    expect(codeWith({ points: blank })).toBe("attribute-missing");
    expect(codeWith({ level: blank })).toBe("attribute-missing");
  });

  test.each(blanks)("%j is no subject, no type and no correction", (blank) => {
    expect(codeWith({ subject: blank })).toBe("subject-missing");
    expect(rejection({ ...right, type: blank }).code).toBe("type-missing");
    expect(codeWith({ revises: blank })).toBeUndefined();
  });

  test.each(blanks)("%j is nobody where anybody may be named", (blank) => {
    const letter = { id: "l", type: "letter", at: "2024-03-05", subject: blank };
    expect(rejection(letter).code).toBe("subject-missing");
  });
});

describe("values are read exactly or not at all", () => {
  test.each([
    ["80", "80"],
    [80, "80"],
    ["80.0", "80"],
    [4.5, "4.5"],
    ["4.5", "4.5"],
    [0.1, "0.1"],
    ["0.000000000001", "0.000000000001"],
    ["007", "7"],
    [-0, "0"],
    ["-0.00", "0"],
  ])("%j is %s", (points, value) => {
    expect(accountOf(run(loaded, [{ ...right, points }]), "points")).toBe(value);
  });

  test.each([
    [9007199254740991, "9007199254740991"],
    [123456789012.345, "123456789012.345"],
    ["123456789012345678901234", "123456789012345678901234"],
  ])("%j is %s where the range allows it", (points, value) => {
    expect(accountOf(run({}, [gain("e", "a", "2024-03-05", points)]), "points")).toBe(value);
  });

  test.each([
    0.1 + 0.2,
    1 / 3,
    2 ** 53,
    1e21,
    1e-7,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "1e3",
    "1,000",
    "+5",
    ".5",
    "5.",
    "0x10",
    "\uff18\uff10",
    " 80",
    "0.1234567890123",
    "1".repeat(25),
    true,
    [],
    {},
  ])("%j is no number", (points) => {
    expect(codeWith({ points })).toBe("attribute-type");
  });

  test("whole numbers, truth values, days and texts", () => {
    expect(codeWith({ count: "2.0" })).toBeUndefined();
    expect(codeWith({ count: 4.5 })).toBe("attribute-type");
    expect(codeWith({ count: 0 })).toBe("out-of-range");
    expect(codeWith({ urgent: true })).toBeUndefined();
    expect(codeWith({ urgent: "true" })).toBe("attribute-type");
    expect(codeWith({ due: "2024-02-29" })).toBeUndefined();
    expect(codeWith({ due: "2024-02-30" })).toBe("attribute-type");
    expect(codeWith({ item: 12 })).toBe("attribute-type");
  });

  test("a range holds both its ends", () => {
    for (const points of ["0", "100", "100.0"]) expect(codeWith({ points })).toBeUndefined();
    for (const points of ["100.000000000001", "-0.000000000001"])
      expect(codeWith({ points })).toBe("out-of-range");
  });

  test("a limit without a value limits nothing, a default is not tested against it", () => {
    const open = { ...office, parameters: { most: { clause: "M" } } };
    const result = run(open, [{ ...right, points: "100000" }]);
    expect(result.rejections).toEqual([]);
    expect(accountOf(result, "points")).toBe("100000");
  });
});

describe("what the ruleset does not declare is ignored and reported", () => {
  const unknowns = (...events: readonly unknown[]) =>
    run(loaded, events).warnings.map(({ field, count, hint }) => [field, count, hint?.en]);

  test("with how many events have it, and the declared name it is close to", () => {
    const one = { ...right, leval: "city", zzz: 1 };
    expect(unknowns(one, { ...one, id: "f" }, { ...right, id: "g", zzz: 2 })).toEqual([
      ["leval", 2, 'did you mean "level"?'],
      ["zzz", 3, undefined],
    ]);
  });

  test("a copy of an event is no further event", () => {
    const one = { ...right, zzz: 1 };
    expect(unknowns(one, one, { ...one, points: "80.0" })).toEqual([["zzz", 1, undefined]]);
  });

  test("for each event type by itself, and for an attribute of another type", () => {
    const loss = { id: "l", type: "loss", at: "2024-03-05", subject: "a", level: "city", zzz: 1 };
    const { warnings } = run(loaded, [loss, { ...right, zzz: 1 }]);
    expect(warnings.map(({ field, message }) => [field, message.en.split(" ")[0]])).toEqual([
      ["level", "loss"],
      ["zzz", "gain"],
      ["zzz", "loss"],
    ]);
  });

  test("blank ones are nothing", () => {
    expect(unknowns({ ...right, zzz: "" }, { ...right, id: "f", zzz: null })).toEqual([]);
    expect(unknowns({ ...right, zzz: " " })).toEqual([]);
  });

  test("also on a retraction", () => {
    const retraction = { id: "r", type: "retraction", at: "2024-03-05", retracts: "e", zzz: 1 };
    expect(unknowns(right, retraction)).toEqual([["zzz", 1, undefined]]);
  });

  test("a required attribute that is misspelt is missing, and its near name is said", () => {
    const { points, ...rest } = right;
    const result = run(loaded, [{ ...rest, point: points }]);
    expect(codesOf(result)).toEqual({ e: "attribute-missing" });
    expect(JSON.stringify([result.rejections, result.warnings])).toContain('\\"point\\"');
  });

  test.each([
    ["equal versions", { zzz: 1 }],
    ["versions in conflict", { zzz: 1, points: 7 }],
  ])("whichever of %s came first", (_name, change) => {
    const versions = [right, { ...right, ...change }];
    expect(difference(run(loaded, [...versions].reverse()), run(loaded, versions))).toBe("");
  });
});

describe("what cannot be written as JSON is one event's fault, not the run's", () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  test.each([
    ["a big integer", 10n],
    ["a circle", circle],
    ["a symbol", Symbol("s")],
    ["a function", () => 1],
  ])("%s", (_name, odd) => {
    expect(codeWith({ points: odd })).toBe("attribute-type");
    expect(codeWith({ level: odd })).toBe("attribute-type");
    expect(codeWith({ subject: odd })).toBe("subject-unknown");
    expect(codeWith({ at: odd })).toBe("date-invalid");
    expect(rejection({ ...right, type: odd }).code).toBe("type-unknown");
    expect(rejection({ ...right, id: odd }).code).toBe("id-missing");
  });

  test("an event without id that is a circle, and a big integer as event", () => {
    expect(rejection(circle).code).toBe("id-missing");
    expect(rejection(10n).code).toBe("malformed");
  });
});

describe("subjects of events", () => {
  test("an event names a subject of the kinds its type allows", () => {
    const letter = (id: string, subject: string) => ({
      id,
      type: "letter",
      at: "2024-03-05",
      subject,
    });
    const result = run(loaded, [letter("1", "zhang"), letter("2", "office"), letter("3", "zhang")]);
    expect(accountOf(result, "letters", "zhang")).toBe("2");
    expect(result.subjects.find(({ id }) => id === "zhang")).toMatchObject({ kind: "author" });
    expect(accountOf(result, "letters", "office")).toBe("1");
    expect(result.subjects.filter(({ id }) => id === "office")).toEqual([
      { kind: "office", id: "office", name: "office" },
    ]);
  });

  test("an event of a type without subjects needs none", () => {
    const result = run(loaded, [{ id: "n", type: "notice", at: "2024-03-05" }]);
    expect(result.rejections).toEqual([]);
    expect(result.counts.accepted).toBe(1);
  });

  test("without a roster whoever is named takes part, with a roster nobody else does", () => {
    const open = run(loaded, [right, { ...right, id: "f", subject: "z" }], { subjects: undefined });
    expect(open.subjects.map(({ id }) => id)).toEqual(["a", "z", "office"]);
    expect(open.warnings.map(({ code }) => code)).toEqual(["no-roster"]);
    expect(codesOf(run(loaded, [{ ...right, subject: "z" }]))).toEqual({ e: "subject-unknown" });
  });

  test("whom only a rejected, later, withdrawn or replaced event names takes no part", () => {
    const letter = (id: string, subject: string, more = {}) => ({
      ...{ id, type: "letter", at: "2024-03-05", subject },
      ...more,
    });
    const result = run(
      loaded,
      [
        letter("1", "rejected", { revises: "nothing" }),
        letter("2", "later", { at: "2024-07-01" }),
        letter("3", "withdrawn"),
        { id: "4", type: "retraction", at: "2024-03-06", retracts: "3" },
        letter("5", "replaced"),
        letter("6", "there", { revises: "5" }),
        letter("7", "conflict"),
        letter("7", "conflict", { at: "2024-03-06" }),
      ],
      { asOf: "2024-06-30" },
    );
    expect(result.subjects.filter(({ kind }) => kind === "author").map(({ id }) => id)).toEqual([
      "there",
    ]);
  });

  test("of several kinds that anybody may be of, the first is meant, whoever was named before", () => {
    const two: Short = {
      subjects: { writer: { who: "open" }, reader: { who: "open" } },
      events: {
        gain: { subjects: ["writer", "reader"], attributes: { points: { type: "number" } } },
        read: { subjects: ["reader"] },
      },
      accounts: { points: { of: ["writer", "reader"] } },
    };
    const events = [
      { id: "1", type: "read", at: "2024-03-05", subject: "x" },
      gain("2", "x", "2024-03-05"),
    ];
    const given = { subjects: undefined };
    expect(difference(run(two, [...events].reverse(), given), run(two, events, given))).toBe("");
  });
});

describe("only what an event, a roster or a ruleset has of its own is read", () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

  test.each(names)("%s as an id, a subject, an item and a type", (name) => {
    const events = [
      gain(name, name, "2024-03-05", 3, { item: name }),
      gain("2", "a", "2024-03-05"),
    ];
    const result = run({}, events, { subjects: [name, "a"] });
    expect(result.rejections).toEqual([]);
    expect(accountOf(result, "points", name)).toBe("3");
    expect(result.standings.map(({ subject }) => subject)).toEqual([name, "a"]);
    expect([...result.ledger].map(({ event, item }) => [event, item])).toContainEqual([name, name]);
    expect(codesOf(run({}, [{ ...events[0], type: name }], { subjects: [name] }))).toEqual({
      [name]: "type-unknown",
    });
    expect(codesOf(run({}, [gain("1", name, "2024-03-05")]))).toEqual({ 1: "subject-unknown" });
    expect(codesOf(run({}, [gain("1", "a", "2024-03-05", 1, { revises: name })]))).toEqual({
      1: "correction-unknown",
    });
  });

  test("an attribute key that every object inherits is not there", () => {
    const odd: Short = {
      events: {
        gain: {
          attributes: {
            constructor: { type: "number", optional: true },
            points: { type: "number" },
          },
        },
      },
      rules: [
        {
          ...{ id: "gain", on: "gain", to: "points" },
          amount: { "+": [{ var: ["event.constructor", "5"] }, { var: "event.points" }] },
        },
      ],
    };
    expect(accountOf(run(odd, [gain("1", "a", "2024-03-05")]), "points")).toBe("6");
    const own = gain("1", "a", "2024-03-05", 1, { constructor: 2 });
    expect(accountOf(run(odd, [own]), "points")).toBe("3");
  });

  test("what a prototype holds is not an event's", () => {
    const inherited = Object.create({ points: "7" }) as Record<string, unknown>;
    Object.assign(inherited, { id: "1", type: "gain", at: "2024-03-05", subject: "a" });
    expect(codesOf(run({}, [inherited]))).toEqual({ 1: "attribute-missing" });
  });

  test("a key __proto__ of parsed JSON is an unknown attribute and changes nothing", () => {
    const event: unknown = JSON.parse(
      '{"id":"1","type":"gain","at":"2024-03-05","subject":"a","__proto__":{"points":"9"}}',
    );
    expect(codesOf(run({}, [event]))).toEqual({ 1: "attribute-missing" });
    const full: unknown = JSON.parse(
      '{"id":"1","type":"gain","at":"2024-03-05","subject":"a","points":1,"__proto__":{"x":1}}',
    );
    expect(run({}, [full]).warnings.map(({ field }) => field)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});

describe("a result is the caller's events at the time of scoring", () => {
  test("changing events and roster afterwards changes nothing, the lazily written ledger included", () => {
    const make = () => ({
      events: [
        gain("1", "a", "2024-03-05", "2", { item: "i" }),
        gain("2", "b", "2024-03-06", 3, { zzz: 1 }),
        { id: "3", type: "unheard", at: "2024-03-06" },
      ] as Record<string, unknown>[],
      subjects: [{ id: "a", name: "A" }, { id: "b" }],
    });
    const { events, subjects } = make();
    const result = run({}, events, { subjects });
    for (const event of events) for (const key of Object.keys(event)) event[key] = "changed";
    for (const subject of subjects) Object.assign(subject, { id: "changed", name: "changed" });
    events.length = 0;
    const untouched = make();
    expect(difference(result, run({}, untouched.events, { subjects: untouched.subjects }))).toBe(
      "",
    );
    expect([...result.ledger].map(({ event, item, amount }) => [event, item, amount])).toEqual([
      ["1", "i", "2"],
      ["2", undefined, "3"],
    ]);
  });

  test("frozen events are scored, and events are left as they were", () => {
    const event = Object.freeze(gain("1", "a", "2024-03-05", "2"));
    const before = JSON.stringify(event);
    expect(accountOf(run({}, [event]), "points")).toBe("2");
    expect(JSON.stringify(event)).toBe(before);
  });

  test("an async source gives the same bytes", async () => {
    const events = [gain("1", "a", "2024-03-05"), gain("2", "b", "2024-03-05", 4)];
    async function* later() {
      for (const event of events) {
        await Promise.resolve();
        yield event;
      }
    }
    const subjects = [{ id: "a" }, { id: "b" }];
    const options = { subjects, period: "2024" };
    const result = await score(build(), later(), options);
    expect(difference(result, score(build(), events, options))).toBe("");
  });
});
