import { describe, expect, test } from "vitest";
import { score } from "../../src/index.ts";
import { readSubjects } from "../../src/node.ts";
import { build } from "../engine/build.ts";

const label = (en: string, zh: string) => ({ en, zh });

/** Drivers are of teams, and may have mates. */
const ruleset = build({
  subjects: {
    driver: {
      who: "roster",
      label: label("driver", "车手"),
      attributes: {
        team: { type: "team", label: label("team", "车队") },
        mates: { type: "driver", list: true, optional: true, label: label("mates", "队友") },
      },
    },
    team: { who: "roster", label: label("team", "车队") },
  },
  rules: [],
  measures: { score: { value: 0 } },
});

const read = (text: string) =>
  readSubjects({ name: "roster.csv", content: new TextEncoder().encode(text) }, ruleset);

describe("a roster whose subjects refer to others", () => {
  test("by id or by name, as events do, whichever row comes first", async () => {
    const { subjects } = await read(
      "编号,名称,对象种类,车队,队友\nd1,甲,车手,红队,乙\nd2,乙,车手,t1,甲;d3\nd3,丙,车手,蓝队,\nt1,红队,车队,,\nt2,蓝队,车队,,\n",
    );
    expect(subjects.map(({ id, team, mates }) => [id, team, mates])).toEqual([
      ["d1", "t1", ["d2"]],
      ["d2", "t1", ["d1", "d3"]],
      ["d3", "t2", undefined],
      ["t1", undefined, undefined],
      ["t2", undefined, undefined],
    ]);
  });

  test("a name of several is refused, with its row and column", async () => {
    const text = "编号,名称,对象种类,车队\nd1,甲,车手,红队\nt1,红队,车队,\nt2,红队,车队,\n";
    await expect(read(text)).rejects.toMatchObject({
      code: "roster-rows",
      rows: [
        {
          row: 2,
          column: "车队",
          code: "name-ambiguous",
          message: { zh: "名单中有多个“红队”(“t1”、“t2”):请填写编号" },
        },
      ],
    });
  });

  test("whoever is on no roster is told with a likely one", () => {
    const subjects = [
      { id: "d1", kind: "driver", team: "t11" },
      { id: "t1", kind: "team" },
    ];
    expect(() => score(ruleset, [], { subjects, period: "2024" })).toThrow(
      'd1: team names "t11", whose id is not on the roster; did you mean "t1"?',
    );
  });
});
