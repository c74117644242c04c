import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { holds } from "../properties.ts";
import { build, codesOf, difference, gain, run, type Short } from "./build.ts";
import { shuffled } from "./streams.ts";

vi.setConfig({ testTimeout: 60_000 });

const two: Short = {
  events: {
    gain: { attributes: { points: { type: "number" } } },
    loss: { attributes: { points: { type: "number" } } },
  },
  rules: [{ id: "any", on: ["gain", "loss"], to: "points", amount: { var: "event.points" } }],
};
const loaded = build(two);

/** The ids of the events that count. */
function counting(result: Result): string[] {
  return [...result.ledger].map(({ event }) => event).sort();
}

function retraction(id: string, retracts: string, at = "2024-03-10") {
  return { id, type: "retraction", at, retracts };
}

function revision(id: string, revises: string, points = 1, at = "2024-03-05") {
  return gain(id, "a", at, points, { revises });
}

describe("one id, several events", () => {
  const event = gain("1", "a", "2024-03-05", "80", { item: "i" });

  test.each([
    ["the very same", { ...event }],
    ["keys in another order", Object.fromEntries(Object.entries(event).reverse())],
    ["a number spelt otherwise", { ...event, points: 80 }],
    ["a number spelt otherwise", { ...event, points: "80.00" }],
    ["an attribute that is blank", { ...event, revises: "", author: " " }],
    ["the start of its day", { ...event, at: "2024-03-05T00:00" }],
    ["the same instant", { ...event, at: "2024-03-04T16:00:00Z" }],
    ["the same instant", { ...event, at: "2024-03-05T02:00:00.000+10:00" }],
    ["an attribute that nobody knows", { ...event, zzz: 1 }],
  ])("%s counts once", (_what, copy) => {
    const result = run(loaded, [event, copy, event]);
    expect(result.rejections).toEqual([]);
    expect(counting(result)).toEqual(["1"]);
    expect(result.counts).toMatchObject({ events: 3, accepted: 1, ignored: 2, duplicates: 2 });
  });

  test.each([
    ["points", { points: "80.01" }],
    ["subject", { subject: "b" }],
    ["time within the day", { at: "2024-03-05T00:00:01" }],
    ["type", { type: "loss" }],
    ["kind, a retraction,", { type: "retraction", retracts: "2" }],
    ["item", { item: "j" }],
    ["item left out", { item: undefined }],
    ["correction", { revises: "2" }],
  ])("another %s is a conflict, and no version counts", (_what, change) => {
    const other = { ...event, ...change };
    for (const list of [
      [event, other],
      [other, event],
      [event, event, other],
      [other, event, other],
    ]) {
      const result = run(loaded, [...list, gain("2", "a", "2024-03-05")]);
      expect(counting(result)).toEqual(["2"]);
      expect(result.rejections.map(({ code }) => code)).toEqual(list.map(() => "conflict"));
      expect(result.counts).toMatchObject({ rejected: list.length, duplicates: 0, accepted: 1 });
    }
  });

  test("a default that is written out is no conflict", () => {
    const short: Short = {
      events: {
        gain: {
          attributes: { points: { type: "number" }, count: { type: "integer", default: 1 } },
        },
      },
    };
    const result = run(short, [
      gain("1", "a", "2024-03-05"),
      gain("1", "a", "2024-03-05", 1, { count: 1 }),
    ]);
    expect(result.counts).toMatchObject({ accepted: 1, duplicates: 1, rejected: 0 });
  });

  test("fractions beyond the ruleset's decimals are compared exactly", () => {
    const fine = gain("1", "a", "2024-03-05", "0.123456789");
    expect(run(loaded, [fine, { ...fine, points: "0.1234567890" }]).counts.duplicates).toBe(1);
    expect(run(loaded, [fine, { ...fine, points: "0.123456788" }]).counts.rejected).toBe(2);
  });

  test("a correction of an id in conflict corrects nothing that is there", () => {
    const result = run(loaded, [
      event,
      { ...event, points: 1 },
      revision("2", "1"),
      retraction("3", "1"),
    ]);
    expect(codesOf(result)).toEqual({
      1: "conflict",
      2: "correction-unknown",
      3: "correction-unknown",
    });
  });

  test("a version that is rejected for itself is as if it never came", () => {
    const result = run(loaded, [event, { ...event, points: "many" }]);
    expect(counting(result)).toEqual(["1"]);
    expect(codesOf(result)).toEqual({ 1: "attribute-type" });
    expect(result.rejections).toMatchObject([{ event: "1", anotherCounts: true }]);
    expect(result.rejections[0]?.message.en).toMatch(/; another event of this id counts$/);
  });

  test("of an id of which nothing counts, no rejection says that another version does", () => {
    const result = run(loaded, [event, { ...event, points: "many" }, retraction("2", "1")]);
    expect(codesOf(result)).toEqual({ 1: "attribute-type" });
    expect(result.rejections[0]).not.toHaveProperty("anotherCounts");
  });
});

describe("corrections", () => {
  const first = gain("1", "a", "2024-03-05", 1);

  test("a retraction after the as-of day has no effect, even if a retraction of it was retracted", () => {
    const events = [
      first,
      retraction("2", "1", "2024-09-01"),
      retraction("3", "2", "2024-03-11"),
      retraction("4", "3", "2024-03-12"),
    ];
    const result = run(loaded, events, { asOf: "2024-06-30" });
    expect(counting(result)).toEqual(["1"]);
    expect(result.counts).toMatchObject({ later: 1, retracted: 1 });
  });

  test.each<[string, readonly unknown[], readonly string[], Record<string, string>]>([
    ["a revision replaces", [revision("2", "1")], ["2"], {}],
    ["the last of a chain counts", [revision("2", "1"), revision("3", "2")], ["3"], {}],
    ["a retraction removes", [retraction("2", "1")], [], {}],
    ["two retractions remove once", [retraction("2", "1"), retraction("3", "1")], [], {}],
    [
      "a retracted retraction removes nothing",
      [retraction("2", "1"), retraction("3", "2")],
      ["1"],
      {},
    ],
    [
      "one of two retractions is retracted",
      [retraction("2", "1"), retraction("3", "2"), retraction("4", "1")],
      [],
      {},
    ],
    [
      "a retraction of a retraction of a retraction",
      [retraction("2", "1"), retraction("3", "2"), retraction("4", "3")],
      [],
      {},
    ],
    ["retracting a revision restores", [revision("2", "1"), retraction("3", "2")], ["1"], {}],
    [
      "retracting the last of a chain restores the one before",
      [revision("2", "1"), revision("3", "2"), retraction("4", "3")],
      ["2"],
      {},
    ],
    ["what is revised may be retracted", [revision("2", "1"), retraction("3", "1")], ["2"], {}],
    ["an unknown id", [revision("2", "x")], ["1"], { 2: "correction-unknown" }],
    ["a retraction of an unknown id", [retraction("2", "x")], ["1"], { 2: "correction-unknown" }],
    [
      "what corrects a refused correction is refused",
      [revision("2", "x"), revision("3", "2"), retraction("4", "3")],
      ["1"],
      { 2: "correction-unknown", 3: "correction-unknown", 4: "correction-unknown" },
    ],
    ["another type", [{ ...revision("2", "1"), type: "loss" }], ["1"], { 2: "correction-type" }],
    [
      "a revision of a retraction",
      [retraction("2", "1"), revision("3", "2")],
      [],
      { 3: "correction-type" },
    ],
    ["itself", [revision("2", "2")], ["1"], { 2: "correction-cycle" }],
    [
      "a circle of three, and what hangs on it",
      [revision("2", "4"), revision("3", "2"), revision("4", "3"), revision("5", "2")],
      ["1"],
      {
        2: "correction-cycle",
        3: "correction-cycle",
        4: "correction-cycle",
        5: "correction-unknown",
      },
    ],
    [
      "a circle of retractions",
      [retraction("2", "3"), retraction("3", "2")],
      ["1"],
      { 2: "correction-cycle", 3: "correction-cycle" },
    ],
    [
      "a second revision, in the order of events",
      [revision("3", "1", 3, "2024-03-06"), revision("2", "1", 2, "2024-03-07")],
      ["3"],
      { 2: "correction-second" },
    ],
    [
      "a second revision stands where the first is retracted",
      [revision("2", "1"), revision("3", "1"), retraction("4", "2")],
      ["3"],
      {},
    ],
    [
      "and falls again where that retraction is retracted",
      [revision("2", "1"), revision("3", "1"), retraction("4", "2"), retraction("5", "4")],
      ["2"],
      { 3: "correction-second" },
    ],
    [
      "what corrects a second revision corrects nothing",
      [revision("2", "1"), revision("3", "1"), revision("4", "3"), revision("5", "3")],
      ["2"],
      { 3: "correction-second", 4: "correction-unknown", 5: "correction-unknown" },
    ],
    [
      "what hangs on a revision of another type is unknown",
      [
        { ...revision("2", "1"), type: "loss" },
        { ...revision("3", "2"), type: "loss" },
      ],
      ["1"],
      { 2: "correction-type", 3: "correction-unknown" },
    ],
    [
      "an unknown id comes before another type",
      [revision("2", "x"), { ...revision("3", "2"), type: "loss" }],
      ["1"],
      { 2: "correction-unknown", 3: "correction-unknown" },
    ],
    [
      "two types that revise each other",
      [revision("2", "3"), { ...revision("3", "2"), type: "loss" }],
      ["1"],
      { 2: "correction-type", 3: "correction-type" },
    ],
  ])("%s", (_what, others, counted, codes) => {
    const list = [first, ...others];
    for (const order of [list, [...list].reverse(), [...list.slice(1), first]]) {
      const result = run(loaded, order);
      expect(codesOf(result)).toEqual(codes);
      expect(counting(result)).toEqual(counted);
    }
  });

  test("what is replaced or withdrawn is counted as ignored", () => {
    const { counts } = run(loaded, [
      first,
      revision("2", "1"),
      gain("3", "a", "2024-03-05"),
      retraction("4", "3"),
    ]);
    expect(counts).toEqual({
      ...{ events: 4, accepted: 2, rejected: 0, ignored: 2 },
      ...{ duplicates: 0, later: 0, revised: 1, retracted: 1 },
      ...{ scored: 1, outside: 0, unscored: 0, unscoredTypes: {}, retractions: 1 },
    });
  });

  test("a revision may move an event to another day and subject", () => {
    const moved = gain("2", "b", "2024-06-01", 5, { revises: "1" });
    expect([...run(loaded, [first, moved]).ledger]).toMatchObject([
      { subject: "b", day: "2024-06-01", amount: "5" },
    ]);
  });

  test.each([3000, 3001])("a chain of %i retractions ends as its parity says", (length) => {
    const chain = Array.from({ length }, (_, index) =>
      retraction(`t${index}`, index === 0 ? "1" : `t${index - 1}`),
    );
    for (const list of [chain, [...chain].reverse()]) {
      expect(counting(run(loaded, [...list, first]))).toEqual(length % 2 === 0 ? ["1"] : []);
    }
  });

  test("a long chain that hangs on nothing is refused in good time", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      revision(`r${index}`, `r${index - 1}`),
    );
    const result = run(loaded, [...chain.reverse(), first]);
    expect(result.counts.rejected).toBe(20_000);
    expect(counting(result)).toEqual(["1"]);
  }, 20_000);

  test("a long chain of second revisions is refused in good time", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      revision(`r${index}`, index < 2 ? "1" : `r${index - 2}`),
    );
    const result = run(loaded, [...chain.reverse(), first]);
    expect(result.counts).toMatchObject({ rejected: 10_000, revised: 10_000 });
    expect(counting(result)).toEqual(["r19998"]);
  }, 20_000);

  test("a retraction after the as-of day removes nothing, also where what retracts it is withdrawn", () => {
    const later = retraction("2", "1", "2024-06-01");
    const result = run(loaded, [first, later, retraction("3", "2"), retraction("4", "3")], {
      asOf: "2024-05-01",
    });
    expect(counting(result)).toEqual(["1"]);
  });

  test("of two revisions of an event in a cycle after the as-of day, the second is refused", () => {
    const later = [revision("2", "3", 1, "2024-06-01"), revision("3", "2", 1, "2024-06-01")];
    const result = run(loaded, [first, ...later, revision("4", "2"), revision("5", "2")], {
      asOf: "2024-05-01",
    });
    expect(codesOf(result)).toEqual({ 5: "correction-second" });
  });
});

interface Plain {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly points?: number;
  readonly revises?: string | undefined;
  readonly retracts?: string | undefined;
}

/**
 * The rules of corrections, read off their text one by one: a correction that names an unknown id, an event of
 * another type, that is in a circle, or that is the second revision of one event, is as if it never came.
 */
class Reference {
  private readonly byId = new Map<string, Plain>();

  constructor(events: readonly Plain[]) {
    const contents = new Map<string, Set<string>>();
    for (const event of events) {
      const seen = contents.get(event.id) ?? new Set();
      contents.set(event.id, seen.add(JSON.stringify(event)));
      this.byId.set(event.id, event);
    }
    for (const [id, seen] of contents) if (seen.size > 1) this.byId.delete(id);
  }

  private targetOf(event: Plain): Plain | undefined {
    return this.byId.get(event.revises ?? event.retracts ?? "");
  }

  private corrects(event: Plain): boolean {
    return (event.revises ?? event.retracts) !== undefined;
  }

  /** Does following what it corrects lead back to an event that was passed? */
  private leadsToCircle(event: Plain): boolean {
    const passed = new Set<Plain>();
    for (let at: Plain | undefined = event; at !== undefined; at = this.targetOf(at)) {
      if (passed.has(at)) return true;
      passed.add(at);
    }
    return false;
  }

  private isInCircle(event: Plain): boolean {
    let at = this.targetOf(event);
    for (let steps = 0; at !== undefined && steps <= this.byId.size; steps += 1) {
      if (at === event) return true;
      at = this.targetOf(at);
    }
    return false;
  }

  private hasOtherType(event: Plain): boolean {
    const target = this.targetOf(event);
    return event.revises !== undefined && target !== undefined && target.type !== event.type;
  }

  private withdrawn(event: Plain): boolean {
    return [...this.byId.values()].some((one) => one.retracts === event.id && !this.withdrawn(one));
  }

  /** The revisions of an event that are not withdrawn, in the order of events. */
  private revisions(event: Plain): Plain[] {
    return [...this.byId.values()]
      .filter((one) => one.revises === event.id && one.type === event.type && !this.withdrawn(one))
      .sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
  }

  isIn(event: Plain): boolean {
    if (!this.corrects(event)) return true;
    if (this.leadsToCircle(event) || this.hasOtherType(event)) return false;
    const target = this.targetOf(event);
    if (target === undefined || !this.isIn(target)) return false;
    const [, ...seconds] = event.revises === undefined ? [] : this.revisions(target);
    return !seconds.includes(event);
  }

  get ids(): string[] {
    return [...this.byId.keys()];
  }

  get counting(): string[] {
    const counts = (event: Plain): boolean =>
      event.type !== "retraction" &&
      this.isIn(event) &&
      !this.withdrawn(event) &&
      this.revisions(event).every((revision) => !this.isIn(revision));
    return [...this.byId.values()]
      .filter(counts)
      .map(({ id }) => id)
      .sort();
  }

  /** Why an event may be refused; empty: it is not. */
  reasons(id: string): string[] {
    const event = this.byId.get(id);
    if (event === undefined) return ["conflict"];
    if (this.isIn(event)) return [];
    const target = this.targetOf(event);
    return [
      ...(target === undefined || !this.isIn(target) ? ["correction-unknown"] : []),
      ...(this.hasOtherType(event) ? ["correction-type"] : []),
      ...(this.isInCircle(event) ? ["correction-cycle"] : []),
      ...(target !== undefined && this.revisions(target).indexOf(event) > 0
        ? ["correction-second"]
        : []),
    ];
  }
}

/** Few ids, so that corrections meet; some ids come twice, with the same or with another content. */
const graph = fc
  .integer({ min: 2, max: 9 })
  .chain((size) => {
    const id = fc.integer({ min: 0, max: size }).map(String);
    const event = fc.record({
      id,
      shape: fc.constantFrom("plain", "plain", "revises", "revises", "retracts"),
      target: id,
      type: fc.constantFrom("gain", "gain", "gain", "loss"),
      day: fc.constantFrom("2024-03-05", "2024-03-06"),
    });
    return fc.uniqueArray(event, {
      minLength: 2,
      maxLength: size + 1,
      selector: ({ id, target }) => (target === "0" && id === "1" ? `${id} again` : id),
    });
  })
  .map((list) =>
    list.map(({ id, shape, target, type, day }): Plain => {
      if (shape === "retracts") return { id, type: "retraction", at: day, retracts: target };
      const points = 1;
      return shape === "plain"
        ? { id, type, at: day, points }
        : { id, type, at: day, points, revises: target };
    }),
  );

const raw = (event: Plain) => (event.type === "retraction" ? event : { ...event, subject: "a" });

describe("corrections of every shape", () => {
  test("come to what the text says, in every order of arrival", () => {
    holds(
      fc.property(shuffled(graph), ([list, other]) => {
        const result = run(loaded, list.map(raw));
        const reference = new Reference(list);
        expect(counting(result)).toEqual(reference.counting);
        const codes = codesOf(result);
        for (const id of reference.ids) {
          const reasons = reference.reasons(id);
          if (reasons.length === 0) expect(codes[id]).toBeUndefined();
          else expect(reasons).toContain(codes[id]);
        }
        expect(difference(run(loaded, other.map(raw)), result)).toBe("");
      }),
      12,
    );
  });

  test("retracting everything leaves nothing", () => {
    holds(
      fc.property(graph, (list) => {
        const ids = new Set(list.map(({ id }) => id));
        const standing = new Reference(list).counting;
        const retractions = standing.map((id) => retraction(`t${id}`, id));
        const restored = counting(run(loaded, [...list.map(raw), ...retractions]));
        // What a withdrawn revision replaced is restored; nothing else is there.
        for (const id of standing) expect(restored).not.toContain(id);
        for (const id of restored) expect(ids.has(id)).toBe(true);
      }),
      4,
    );
  });
});

test("however many corrections one event has, each is looked at a few times", () => {
  const many = Array.from({ length: 30_000 }, (_, at) => String(at).padStart(5, "0"));
  const retracted = run(loaded, [
    gain("x", "a", "2024-03-01"),
    ...many.map((id) => retraction(`r${id}`, "x")),
  ]);
  expect(retracted.counts).toMatchObject({ retracted: 1, rejected: 0 });
  const revised = run(loaded, [
    gain("x", "a", "2024-03-01"),
    ...many.map((id) => gain(`s${id}`, "a", "2024-03-02", 1, { revises: "x" })),
  ]);
  expect(counting(revised)).toEqual(["s00000"]);
  expect(revised.counts).toMatchObject({ revised: 1, rejected: 29_999 });
}, 10_000);
