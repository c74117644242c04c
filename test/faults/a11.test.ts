import { describe, expect, test } from "vitest";
import { loadRuleset, type Result, score } from "../../src/index.ts";
import { reports } from "./reports.ts";

const ruleset = loadRuleset(reports);
const subjects = [{ id: "第一镇" }, { id: "综合科" }];
const event = { id: "e", type: "report", at: "2024-03-01", subject: "第一镇", points: 5 };
const retraction = (id: string, retracts: string, more: object = {}) => ({
  ...{ id, type: "retraction", at: "2024-03-02", retracts },
  ...more,
});

const run = (events: readonly unknown[]): Result => score(ruleset, events, { subjects });
const codes = ({ rejections }: Result) => rejections.map((one) => [one.event, one.code]);
const scoreOf = ({ standings }: Result) =>
  standings.find(({ subject }) => subject === "第一镇")?.score;

describe("A11 the subject of a retraction", () => {
  test("is part of its content: two versions that differ in it conflict, and the event still counts", () => {
    for (const other of [{ subject: "综合科" }, {}]) {
      const result = run([
        event,
        retraction("t", "e", { subject: "第一镇" }),
        retraction("t", "e", other),
      ]);
      expect(codes(result)).toEqual([
        ["t", "conflict"],
        ["t", "conflict"],
      ]);
      expect(scoreOf(result)).toBe("5");
    }
    const same = run([event, ...[1, 2].map(() => retraction("t", "e", { subject: "第一镇" }))]);
    expect(same.counts).toMatchObject({ rejected: 0, duplicates: 1, retracted: 1 });
  });

  test("must be known, and that of the event", () => {
    const unknown = run([event, retraction("t", "e", { subject: "第九镇" })]);
    expect(codes(unknown)).toEqual([["t", "subject-unknown"]]);
    const other = run([event, retraction("t", "e", { subject: "综合科" })]);
    expect(codes(other)).toEqual([["t", "correction-subject"]]);
    for (const result of [unknown, other]) expect(scoreOf(result)).toBe("5");
  });

  test("may be left out, and is right where it is that of the event", () => {
    for (const more of [{}, { subject: "" }, { subject: "第一镇" }]) {
      const result = run([event, retraction("t", "e", more)]);
      expect(codes(result)).toEqual([]);
      expect(scoreOf(result)).toBe("0");
    }
  });

  test("of a retraction of a retraction is that of the event at the end", () => {
    const back = (subject: string) =>
      run([event, retraction("t", "e"), retraction("u", "t", { subject })]);
    expect(codes(back("第一镇"))).toEqual([]);
    expect(scoreOf(back("第一镇"))).toBe("5");
    expect(codes(back("综合科"))).toEqual([["u", "correction-subject"]]);
  });

  test("is any text where everybody is taken in, and still that of the event", () => {
    const open = (subject: string) => score(ruleset, [event, retraction("t", "e", { subject })]);
    expect(codes(open("第一镇"))).toEqual([]);
    expect(codes(open("第九镇"))).toEqual([["t", "correction-subject"]]);
    expect(open("第九镇").subjects.map(({ id }) => id)).toEqual(["第一镇"]);
  });
});
