import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

const kinds = ["p", "q", "r", "s", "t", "u"];

/** Notes of 3 points each, at most 4 points of the first kind and 5 of the others: cells of clauses of their own. */
const rules = demo({
  enums: { kinds: Object.fromEntries(kinds.map((kind) => [kind, label(`kind ${kind}`)])) },
  events: {
    note: {
      label: label("note", "信息"),
      attributes: { kind: { type: "kinds", label: label("kind", "种类") } },
    },
  },
  tables: {
    most: {
      axes: ["kinds"],
      cells: Object.fromEntries(
        kinds.map((kind, at) => [
          kind,
          at === 0 ? { value: "4", clause: "A3" } : { value: "5", clause: "A4" },
        ]),
      ),
    },
  },
  accounts: {
    notes: {
      label: label("points", "分值"),
      per: [{ kind: { var: "event.kind" } }],
      steps: [{ sum: {} }, { cap: { table: ["most", { var: "key.kind" }] }, clause: "A2" }],
    },
    total: { label: label("total", "合计"), from: { account: "notes" }, steps: [{ sum: {} }] },
  },
  measures: {
    score: { label: label("score", "得分"), clause: "A1", value: { account: "total" } },
  },
});

/** The explanation of two notes of each of so many kinds. */
const explained = (count: number, more: readonly string[] = []) =>
  told(
    "explain",
    {
      rules,
      units: "编号\n第一镇\n",
      events: `编号,时间,类型,单位,种类\n${kinds
        .slice(0, count)
        .flatMap((kind, at) => [
          `${2 * at + 1},2024-01-05,信息,第一镇,kind ${kind}`,
          `${2 * at + 2},2024-01-06,信息,第一镇,kind ${kind}`,
        ])
        .join("\n")}\n`,
    },
    "en",
    ["--subject", "第一镇", ...more],
  );

describe("B6 a limit cites the clause of its number, with and without --full", () => {
  test("key by key", async () => {
    const out = await explained(2);
    // 6 points of each: 2 too many of the first kind, 1 of the second.
    expect(out).toMatch(/-2 points \[A3 3; A2 2\]/);
    expect(out).toMatch(/-1 point \[A4 4; A2 2\]/);
  });

  test("in a list of keys", async () => {
    const short = await explained(6);
    expect(short).toContain("event 1");
    expect(short).toContain("and 9 more");
    expect(short).toContain("kind p: -2 points (kind p 4); kind q: -1 point (kind q 5)");
    for (const clause of ["A2", "A3", "A4"]) expect(short).toMatch(new RegExp(`\\[.*${clause}`));
    const full = await explained(6, ["--full"]);
    expect(full).toMatch(/-2 points \[A3 3; A2 2\]/);
  });
});
