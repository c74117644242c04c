import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../properties.ts";
import { accountOf, build, run, type Short, valuesOf } from "./build.ts";

const ways = ["first", "last", "count"] as const;
const timings = ["before", "after", "either"] as const;
const links = ways.flatMap((which) => timings.map((timing) => ({ which, timing })));

/** An account for each way to link a gain to the gains of its item; the links ask for even marks where `even`. */
function linked(even: boolean): Short {
  const name = (which: string, timing: string) => `${which}-${timing}`;
  return {
    attributes: { item: { type: "text" }, mark: { type: "integer" } },
    events: {
      gain: {
        attributes: {},
        links: Object.fromEntries(
          links.map(({ which, timing }) => {
            const to = { to: "gain", same: ["item"], which, timing };
            const mark = { var: `link.${name(which, timing)}.mark` };
            const when = { "==": [{ "%": [mark, 2] }, 0] };
            return [name(which, timing), even ? { ...to, when } : to];
          }),
        ),
      },
    },
    rules: links.map(({ which, timing }) => {
      const found = name(which, timing);
      const isCount = which === "count";
      return {
        id: found,
        on: "gain",
        to: found,
        ...(isCount ? {} : { when: { has: `link.${found}` } }),
        amount: { var: isCount ? `link.${found}` : `link.${found}.mark` },
      };
    }),
    accounts: Object.fromEntries(
      links.map(({ which, timing }) => [
        name(which, timing),
        { per: [{ event: { var: "event.mark" } }] },
      ]),
    ),
    measures: { score: { value: 0 } },
  };
}

const built = { all: build(linked(false)), even: build(linked(true)) };
const someEvents = fc.array(
  fc.record({ item: fc.constantFrom("x", "y"), day: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 12 },
);

describe("links", () => {
  test("are what looking at every pair finds", () => {
    holds(
      fc.property(someEvents, fc.boolean(), (rows, even) => {
        const events = rows.map(({ item, day }, at) => ({
          id: String.fromCharCode(97 + at),
          type: "gain",
          subject: "a",
          at: `2024-01-0${day}`,
          item,
          mark: at,
        }));
        const result = run(even ? built.even : built.all, events);
        const ordered = [...events].sort((a, b) =>
          `${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1,
        );
        for (const { which, timing } of links) {
          const expected: Record<string, string> = {};
          for (const [place, event] of ordered.entries()) {
            const others = ordered
              .filter(
                (other, at) =>
                  other !== event &&
                  (timing !== "before" || at < place) &&
                  (timing !== "after" || at > place),
              )
              .filter((other) => other.item === event.item && (!even || other.mark % 2 === 0));
            const one = which === "first" ? others[0] : others.at(-1);
            const value = which === "count" ? others.length : one?.mark;
            if (value !== undefined) expected[`a ${event.mark}`] = String(value);
          }
          expect(valuesOf(result.accounts, `${which}-${timing}`)).toEqual(expected);
        }
      }),
    );
  });

  const other = (name: string) => ({ var: `link.other.${name}` });
  const own = (name: string) => ({ var: `event.${name}` });
  const conditions: readonly (readonly [string, unknown])[] = [
    ["of the linked event", { "==": [{ "%": [other("mark"), 2] }, 0] }],
    ["of the event itself", { ">": [own("mark"), 2] }],
    ["of both, equal", { "==": [own("kind"), other("kind")] }],
    ["of both, equal after a computation", { "==": [other("mark"), { "+": [own("mark"), 1] }] }],
    ["of both, below", { "<": [other("mark"), own("mark")] }],
    ["of both, at least, written the other way round", { "<=": [own("mark"), other("mark")] }],
    ["between two bounds", { "<": [{ "-": [own("mark"), 3] }, other("mark"), own("mark")] }],
    ["of enumerations in order", { ">=": [other("level"), own("level")] }],
    ["of days in order", { "<": [other("at"), own("at")] }],
    ["some days later", { "<=": [{ days: [own("at"), other("at")] }, 1] }],
    ["some days earlier", { ">": ["1.5", { days: [other("at"), own("at")] }] }],
    ["no half day later", { ">=": [{ days: [own("at"), other("at")] }, "0.5"] }],
    [
      "of several parts",
      {
        and: [
          { "==": [own("kind"), other("kind")] },
          { ">": [other("mark"), 1] },
          { "<": [other("mark"), own("mark")] },
          { "!=": [other("level"), own("level")] },
        ],
      },
    ],
    [
      "of two orders",
      { and: [{ "<=": [other("at"), own("at")] }, { ">": [other("mark"), own("mark")] }] },
    ],
    [
      "of an attribute that may be absent",
      { and: [{ has: "link.other.extra" }, { "<": [other("extra"), own("mark")] }] },
    ],
    [
      "with an absent attribute in an order",
      { ">": [{ else: [other("extra"), 2] }, { else: [own("extra"), 1] }] },
    ],
    ["that always holds", { "==": [1, 1] }],
  ];

  test.each(conditions)("with a condition %s are what trying every pair finds", (_what, when) => {
    // A condition in an alternative is not taken apart.
    const built = [
      when,
      { or: [when, { "<": [other("mark"), { "-": [own("mark"), 1000] }] }] },
    ].map((condition) =>
      build({
        ...linked(false),
        enums: { levels: ["low", "mid", "high"] },
        attributes: {
          item: { type: "text" },
          mark: { type: "integer" },
          kind: { type: "text" },
          level: { type: "levels" },
          extra: { type: "integer", optional: true },
        },
        events: {
          gain: {
            attributes: {},
            links: Object.fromEntries(
              links.map(({ which, timing }) => [
                `${which}-${timing}`,
                {
                  ...{ to: "gain", same: ["item"], which, timing },
                  when: JSON.parse(
                    JSON.stringify(condition).replaceAll("link.other", `link.${which}-${timing}`),
                  ),
                },
              ]),
            ),
          },
        },
      }),
    );
    const event = fc.record({
      item: fc.constantFrom("x", "x", "y"),
      day: fc.integer({ min: 1, max: 4 }),
      mark: fc.integer({ min: 0, max: 6 }),
      kind: fc.constantFrom("p", "q"),
      level: fc.constantFrom("low", "mid", "high"),
      extra: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    });
    holds(
      fc.property(fc.array(event, { maxLength: 14 }), (rows) => {
        const events = rows.map(({ day, ...rest }, at) => ({
          ...{ id: String(at), type: "gain", subject: "a", at: `2024-01-0${day}` },
          ...rest,
        }));
        const [fast, slow] = built.map((ruleset) => run(ruleset, events));
        expect(fast?.rejections).toEqual([]);
        expect(fast?.accounts).toEqual(slow?.accounts);
        expect([...(fast?.ledger ?? [])]).toEqual([...(slow?.ledger ?? [])]);
      }),
    );
  });

  test("of events that all share what is the same do not look at every pair", () => {
    const events = Array.from({ length: 40_000 }, (_, at) => ({
      id: String(at).padStart(5, "0"),
      type: "gain",
      subject: "a",
      at: "2024-01-01",
    }));
    const short: Short = {
      events: {
        gain: {
          attributes: {},
          links: { earlier: { to: "gain", same: ["subject"], which: "count", timing: "before" } },
          checks: [{ id: "once", require: { "<": [{ var: "link.earlier" }, 3] }, else: "reject" }],
        },
      },
      rules: [{ id: "gain", on: "gain", to: "points", amount: 1 }],
    };
    const result = run(short, events);
    expect(accountOf(result, "points")).toBe("3");
    expect(result.counts).toMatchObject({ rejected: 39_997 });
  });
});
