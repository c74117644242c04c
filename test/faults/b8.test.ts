import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

const limit = (rank: unknown) => ({
  kind: "award",
  clause: "A1",
  label: label("award", "先进"),
  when: { "<=": [{ rank }, 3] },
});

/** A ranking that shows places in a way, and an award to places that are counted in perhaps another. */
const filesOf = (shown: string, rank: unknown) => ({
  rules: demo({
    rankings: {
      final: { label: label("ranking", "排名"), clause: "A1", by: "score", ties: shown },
    },
    outcomes: { award: limit(rank) },
  }),
  units: "编号\n第一镇\n第二镇\n第三镇\n第四镇\n第五镇\n",
  // 9, 6, 6, 3, 3 points. Places with gaps are 1, 2, 2, 4, 4; without 1, 2, 2, 3, 3; with the last of each group
  // 1, 3, 3, 5, 5; with the middle 1, 2.5, 2.5, 4.5, 4.5.
  events: `编号,时间,类型,单位\n${["一", "一", "一", "二", "二", "三", "三", "四", "五"]
    .map((name, at) => `${at + 1},2024-01-0${at + 1},信息,第${name}镇`)
    .join("\n")}\n`,
});

/** The lines on the award to a unit. */
async function award(
  command: "score" | "explain",
  shown: string,
  rank: unknown,
  unit: string,
  lang: "en" | "zh",
): Promise<string> {
  const more = command === "explain" ? ["--subject", unit] : [];
  const out = await told(command, filesOf(shown, rank), lang, more);
  const name = lang === "en" ? "award" : "先进";
  const found = out
    .split("\n")
    .find((one) => one.includes(name) && (command === "explain" || one.includes(unit)));
  return found ?? out;
}

describe("B8 a reason that names a place says how places are counted", () => {
  test.each([
    // Without gaps the fourth town is third, though it is shown as fourth.
    [
      "competition",
      ["final", "dense"],
      "第四镇",
      "place in the ranking, without gaps (shown as 4)",
      3,
    ],
    ["dense", "final", "第二镇", "place in the ranking, ties first", 2],
    ["last", "final", "第二镇", "place in the ranking, ties first (shown as 3)", 2],
    ["mean", "final", "第二镇", "place in the ranking, ties first (shown as 2.5)", 2],
    ["last", ["final", "last"], "第二镇", "place in the ranking, ties last", 3],
    ["competition", "final", "第二镇", "place in the ranking", 2],
  ])("shown by %s, read as %j", async (shown, rank, unit, name, place) => {
    expect(await award("score", shown, rank, unit, "en")).toContain(`${name} ${place} ≤ 3`);
    expect(await award("explain", shown, rank, unit, "en")).toContain(`${name}: ${place} ≤ 3`);
  });

  test("in Chinese", async () => {
    for (const command of ["score", "explain"] as const)
      expect(await award(command, "competition", ["final", "dense"], "第四镇", "zh")).toContain(
        "名次(不留空位,公布为第 4 名) 3,不超过 3",
      );
  });
});
