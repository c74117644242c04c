import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventRecord } from "../../src/document/event.ts";
import type { Result } from "../../src/document/result.ts";
import { holds } from "../properties.ts";
import {
  accountOf,
  build,
  bytes,
  difference,
  documentOf,
  gain,
  measureOf,
  ranksOf,
  run,
  type Short,
  valuesOf,
} from "./build.ts";
import { events, rich, roster, shuffled, stream } from "./streams.ts";

vi.setConfig({ testTimeout: 60_000 });

const loaded = build(rich);

/** Whole years, parts, all of it, with and without a day of reckoning. */
const given = fc.record(
  {
    period: fc.constantFrom("2024", "2024-H1", "2024-Q1", "2024-02", "all"),
    asOf: fc.constantFrom("2024-02-15", "2024-12-31", "2024-06-30"),
  },
  { requiredKeys: ["period"] },
);

const scoreOf = (list: Iterable<unknown>, options = {}) =>
  run(loaded, list, { subjects: roster, ...options });

/** A result without the number of rows that it was made from. */
function uncounted(result: Result): Result {
  return { ...result, counts: undefined as unknown as Result["counts"] };
}

function expectSame(one: Result, other: Result): void {
  expect(difference(uncounted(one), uncounted(other))).toBe("");
}

describe("order and repetition", () => {
  test("the order of arrival changes no byte", () => {
    holds(
      fc.property(shuffled(stream), given, ([list, other], options) => {
        expect(difference(scoreOf(other, options), scoreOf(list, options))).toBe("");
      }),
      2,
    );
  });

  test("nor does the order of the roster", () => {
    holds(
      fc.property(stream, (list) => {
        const reversed = run(loaded, list, { subjects: [...roster].reverse() });
        expect(difference(reversed, scoreOf(list))).toBe("");
      }),
    );
  });

  test("the same events once more change nothing but their count", () => {
    holds(
      fc.property(events, given, (list, options) => {
        const [once, twice] = [scoreOf(list, options), scoreOf([...list, ...list], options)];
        expectSame(twice, once);
        expect(twice.counts.accepted).toBe(once.counts.accepted);
      }),
    );
  });

  test("nor does reading a result, or reading it twice", () => {
    holds(
      fc.property(stream, (list) => {
        const result = scoreOf(list);
        const [first, second] = [bytes(result), bytes(result)];
        expect(second === first).toBe(true);
        expect([...result.ledger]).toEqual(result.ledger.toJSON());
        expect(result.ledger).toHaveLength([...result.ledger].length);
        const bare = scoreOf(list, { ledger: "none" });
        expect(bare.ledger).toHaveLength(0);
        expect(bare.standings).toEqual(result.standings);
      }),
    );
  });
});

describe("every row is accounted for", () => {
  test("rows in = accepted + rejected + ignored, and ignored is what it says", () => {
    holds(
      fc.property(stream, given, (list, options) => {
        const { counts, rejections, ledger } = scoreOf(list, options);
        expect(counts.events).toBe(list.length);
        expect(counts.accepted + counts.rejected + counts.ignored).toBe(list.length);
        expect(counts.rejected).toBe(rejections.length);
        expect(counts.ignored).toBe(
          counts.duplicates + counts.later + counts.revised + counts.retracted,
        );
        const { unscoredTypes, ...numbers } = counts;
        for (const count of [...Object.values(numbers), ...Object.values(unscoredTypes)])
          expect(count).toBeGreaterThanOrEqual(0);
        expect(new Set([...ledger].map(({ event }) => event)).size).toBeLessThanOrEqual(
          counts.accepted,
        );
      }),
      2,
    );
  });
});

describe("corrections", () => {
  const one = events.filter((list) => list.length > 0);

  test("an event that is retracted never happened", () => {
    holds(
      fc.property(one, fc.nat(), given, (list, which, options) => {
        const at = which % list.length;
        const { id, at: day } = list[at] as EventRecord;
        const retraction = { id: "t", type: "retraction", at: day, retracts: id };
        const without = list.filter((_, index) => index !== at);
        fc.pre(without.length > 0);
        expectSame(scoreOf([...list, retraction], options), scoreOf(without, options));
      }),
      2,
    );
  });

  test("an event that is revised is as if only its revision had come", () => {
    holds(
      fc.property(one, fc.nat(), fc.nat(), given, (list, which, other, options) => {
        const old = list[which % list.length] as EventRecord;
        const { at } = list[other % list.length] as EventRecord;
        const later = [old.at, at].sort()[1] ?? "";
        const revised = {
          ...old,
          at: later,
          id: "r",
          ...(old.type === "gain" ? { points: 3 } : {}),
        };
        const replaced = list.map((event) => (event === old ? revised : event));
        fc.pre(options.asOf === undefined || revised.at <= options.asOf);
        expectSame(
          scoreOf([...list, { ...revised, revises: old.id }], options),
          scoreOf(replaced, options),
        );
      }),
      2,
    );
  });
});

describe("the ledger", () => {
  const document = documentOf(rich) as {
    rules: { id: string; to: string | string[] }[];
    clauses: object;
    accounts: object;
  };

  test("grounds each entry: its rule, its event, its accounts, its clauses, its day in the period", () => {
    holds(
      fc.property(stream, given, (list, options) => {
        const result = scoreOf(list, options);
        const refused = new Set(
          result.rejections.flatMap(({ event, anotherCounts }) =>
            anotherCounts === true ? [] : [event],
          ),
        );
        const known = new Map((list as EventRecord[]).map((event) => [event?.id, event]));
        for (const [index, entry] of [...result.ledger].entries()) {
          const rule = document.rules.find(({ id }) => id === entry.rule);
          expect(entry.number).toBe(index);
          expect(entry.accounts).toEqual([rule?.to].flat());
          expect(known.has(entry.event) && !refused.has(entry.event)).toBe(true);
          for (const clause of entry.clauses) expect(document.clauses).toHaveProperty(clause);
          expect(entry.clauses).not.toHaveLength(0);
          expect(entry.day >= result.period.first && entry.day <= result.period.last).toBe(true);
          if (options.asOf !== undefined) expect(entry.day <= options.asOf).toBe(true);
          expect(result.subjects).toContainEqual(
            expect.objectContaining({ kind: entry.kind, id: entry.subject }),
          );
        }
      }),
    );
  });

  test("is in the order of days", () => {
    holds(
      fc.property(stream, (list) => {
        const days = [...scoreOf(list, { period: "all" }).ledger].map(({ day }) => day);
        expect(days).toEqual([...days].sort());
      }),
    );
  });

  test("with the lines comes to every account that ends in a sum", () => {
    holds(
      fc.property(stream, given, (list, options) => {
        const result = scoreOf(list, options);
        const entries = [...result.ledger];
        const tenThousandths = (amounts: readonly string[]) =>
          amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 1e5), 0);
        for (const { id, subject, key, value, lines } of result.accounts) {
          if (id !== "points" && id !== "monthly") continue;
          const own = entries.filter(
            (entry) =>
              entry.subject === subject &&
              entry.accounts.includes(id) &&
              (key === undefined || entry.day.startsWith(key)),
          );
          const amounts = [...own, ...(lines ?? [])].map(({ amount }) => amount);
          expect(tenThousandths(amounts)).toBe(tenThousandths([value ?? ""]));
        }
      }),
    );
  });
});

describe("subjects", () => {
  test("events of others change nothing of one's own", () => {
    holds(
      fc.property(events, events, (list, others) => {
        const own = list.map(({ helper, ...event }) => ({ ...event, subject: "a" }));
        const foreign = others.map(({ helper, ...event }) => ({
          ...{ ...event, subject: "b" },
          id: `b-${event.id}`,
        }));
        const ofA = (result: Result) =>
          [...result.accounts, ...result.runnings, ...result.measures]
            .filter(({ subject, id }) => subject === "a" && id !== "mean")
            .map(({ id, key, value, state }) => [id, key, value, state]);
        expect(ofA(scoreOf([...own, ...foreign]))).toEqual(ofA(scoreOf(own)));
      }),
    );
  });

  test("names are only names", () => {
    const names: Record<string, string> = {
      a: "z",
      b: "m",
      c: "constructor",
      zhang: "b",
      wang: "a",
    };
    const renamed = (id: string) => names[id] ?? id;
    holds(
      fc.property(events, (list) => {
        const plain = scoreOf(list);
        const other = run(
          loaded,
          list.map((event) => ({
            ...event,
            subject: renamed(event.subject),
            ...(event.helper === undefined ? {} : { helper: renamed(event.helper) }),
            ...(event.author === undefined ? {} : { author: renamed(event.author) }),
          })),
          { subjects: roster.map((one) => ({ ...one, id: renamed(one.id) })) },
        );
        for (const { kind, subject, id, key, value } of [...plain.accounts, ...plain.measures]) {
          if (id === "written") continue;
          const found = [...other.accounts, ...other.measures].find(
            (one) =>
              one.id === id &&
              one.subject === renamed(subject) &&
              one.key === key &&
              one.kind === kind,
          );
          expect(found?.value).toBe(value);
        }
        for (const ranking of ["final", "authors"]) {
          const ranks = ranksOf(other, ranking);
          for (const [id, rank] of Object.entries(ranksOf(plain, ranking)))
            expect(ranks[renamed(id)]).toBe(rank);
        }
      }),
    );
  });

  test("somebody without events changes no other's score", () => {
    holds(
      fc.property(events, (list) => {
        const joined = run(loaded, list, { subjects: [...roster, { id: "d", category: "town" }] });
        const plain = scoreOf(list);
        for (const { id } of roster)
          expect(measureOf(joined, "score", id)).toBe(measureOf(plain, "score", id));
        expect(accountOf(joined, "points", "d")).toBe("0");
      }),
    );
  });
});

describe("documents", () => {
  test("the order in which rules and nodes stand changes no value", () => {
    const reversed = (parts: object | undefined) =>
      Object.fromEntries(Object.entries(parts ?? {}).reverse());
    const other = build({
      ...rich,
      rules: [...(rich.rules ?? [])].reverse(),
      accounts: reversed(rich.accounts) as NonNullable<Short["accounts"]>,
      measures: reversed(rich.measures) as NonNullable<Short["measures"]>,
      outcomes: reversed(rich.outcomes) as NonNullable<Short["outcomes"]>,
      events: reversed(rich.events) as NonNullable<Short["events"]>,
    });
    const lines = (result: Result) =>
      [
        ...result.accounts,
        ...result.measures,
        ...result.runnings,
        ...result.standings,
        ...result.outcomes,
      ]
        .map((one) => JSON.stringify({ ...one, lines: undefined }))
        .sort();
    holds(
      fc.property(events, given, (list, options) => {
        const found = run(other, list, { subjects: roster, ...options });
        expect(lines(found)).toEqual(lines(scoreOf(list, options)));
      }),
    );
  });

  test("all points times a number: all scores times that number, the same places", () => {
    holds(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 9 }), (points) => {
        const list = (factor: number) =>
          points.map((one, index) =>
            gain(`e${index}`, "abc"[index % 3] ?? "", "2024-01-01", String(one * factor)),
          );
        const [plain, scaled] = [run({}, list(1)), run({}, list(2.5))];
        expect(ranksOf(scaled)).toEqual(ranksOf(plain));
        for (const [id, value] of Object.entries(valuesOf(plain.measures, "score")))
          expect(Number(measureOf(scaled, "score", id))).toBe(Number(value) * 2.5);
      }),
    );
  });
});

describe("nothing but the input counts", () => {
  beforeEach(() => {
    const poison = () => {
      throw new Error("not from the input");
    };
    vi.spyOn(Date, "now").mockImplementation(poison);
    vi.spyOn(Math, "random").mockImplementation(poison);
    vi.spyOn(String.prototype, "localeCompare").mockImplementation(poison);
    for (const name of [
      "getTimezoneOffset",
      "getHours",
      "getDate",
      "getMonth",
      "getFullYear",
    ] as const)
      vi.spyOn(Date.prototype, name).mockImplementation(poison);
    for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"] as const)
      vi.spyOn(Date.prototype, name).mockImplementation(poison);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("no clock, no chance, no host's zone, no locale", () => {
    const list = [
      gain("1", "a", "2024-01-01", "2.5", { item: "i", helper: "b", author: "zhang" }),
      gain("2", "b", "2024-03-31T16:00:00Z", 13),
      { id: "3", type: "loss", at: "2024-05-01T09:00", subject: "a", item: "i" },
      { id: "4", type: "none", at: "2024-05-01" },
    ];
    expect(bytes(scoreOf(list, { asOf: "2024-06-30" }))).toContain('"standings"');
  });
});
