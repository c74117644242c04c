import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset, type Result, score } from "../../src/index.ts";
import { reports } from "./reports.ts";

const ruleset = loadRuleset(reports);
const subjects = [{ id: "第一镇" }, { id: "综合科" }];

const report = (id: string, at: string, points: number, more: object = {}) => ({
  ...{ id, type: "report", at, subject: "第一镇", points },
  ...more,
});

function on(asOf: string | undefined, events: readonly unknown[]): Result {
  const options = { subjects, period: "2024" };
  return score(ruleset, events, asOf === undefined ? options : { ...options, asOf });
}

const scoreOf = ({ standings }: Result) =>
  standings.find(({ subject }) => subject === "第一镇")?.score;
const codes = ({ rejections }: Result) => rejections.map(({ event, code }) => [event, code]);

describe("A10 an event after the as-of day is known by its id", () => {
  test("its revision counts: 7 points, and 2 of another event", () => {
    const result = on("2024-06-30", [
      report("e", "2024-09-01", 5),
      report("r", "2024-03-01", 7, { revises: "e" }),
      report("x", "2024-03-01", 2),
    ]);
    expect(codes(result)).toEqual([]);
    expect(scoreOf(result)).toBe("9");
    expect(result.counts).toMatchObject({ events: 3, accepted: 2, rejected: 0, later: 1 });
  });

  test("its retraction is no fault, and removes it before it counts", () => {
    const list = [
      report("e", "2024-09-01", 5),
      { id: "t", type: "retraction", at: "2024-03-01", retracts: "e" },
      report("x", "2024-03-01", 2),
    ];
    for (const day of ["2024-06-30", undefined]) {
      expect(codes(on(day, list))).toEqual([]);
      expect(scoreOf(on(day, list))).toBe("2");
    }
  });

  test("its type is held against a revision, its content against another version", () => {
    const typed = on("2024-06-30", [
      { id: "e", type: "visit", at: "2024-09-01", subject: "第一镇" },
      report("r", "2024-03-01", 7, { revises: "e" }),
    ]);
    expect(codes(typed)).toEqual([["r", "correction-type"]]);
    const torn = on("2024-06-30", [report("e", "2024-03-01", 5), report("e", "2024-09-01", 5)]);
    expect(codes(torn)).toEqual([
      ["e", "conflict"],
      ["e", "conflict"],
    ]);
    expect(torn.counts).toMatchObject({ accepted: 0, rejected: 2, later: 0 });
  });

  test("its own corrections wait for their day, and its defects are not reported", () => {
    const result = on("2024-06-30", [
      report("e", "2024-03-01", 5),
      report("r", "2024-09-01", 7, { revises: "e" }),
      report("s", "2024-09-01", 7, { revises: "nowhere" }),
      report("u", "2024-09-01", 7, { subject: "nobody", points: "many" }),
    ]);
    expect(codes(result)).toEqual([]);
    expect(scoreOf(result)).toBe("5");
    expect(result.counts).toMatchObject({ accepted: 1, later: 3 });
  });

  test("every row is accounted for, on every day and in every order", () => {
    const id = fc.constantFrom("1", "2", "3", "4", "5");
    const event = fc
      .record({
        ...{ id, at: fc.constantFrom("2024-03-01", "2024-05-01", "2024-09-01") },
        ...{ points: fc.integer({ min: 1, max: 2 }), target: id },
        shape: fc.constantFrom("plain", "plain", "revises", "retracts"),
      })
      .map(({ id, at, points, target, shape }) => {
        if (shape === "plain") return report(id, at, points);
        if (shape === "revises") return report(id, at, points, { revises: target });
        return { id, type: "retraction", at, retracts: target };
      });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 8 }),
        fc.constantFrom("2024-04-01", "2024-06-30", undefined),
        (list, day) => {
          const [one, other] = [on(day, list), on(day, [...list].reverse())];
          const { counts, rejections } = one;
          expect(JSON.stringify(other)).toBe(JSON.stringify(one));
          expect(counts.accepted + counts.rejected + counts.ignored).toBe(list.length);
          expect(counts.rejected).toBe(rejections.length);
          const { ignored, duplicates, later, revised, retracted } = counts;
          expect(duplicates + later + revised + retracted).toBe(ignored);
        },
      ),
    );
  });
});
