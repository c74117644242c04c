import { describe, expect, test } from "vitest";
import { diffRulesets, extendRuleset } from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { folderOf, jifen } from "../cli/tools.ts";

const base = rulesets["longyang-2019"];
const over = (parts: object): unknown =>
  extendRuleset(base, { format: 1, id: "ours", examples: [], ...parts });

/** The changes as short lines. */
function changes(parts: object): string[] {
  return diffRulesets(base, over(parts)).clauses.flatMap(({ clause, changes: found }) =>
    found.flatMap(({ change, topic, id, parts: differing }) =>
      differing.map(
        ({ part, before, after }) =>
          `${clause} ${change} ${topic} ${id} ${part}: ${before?.en ?? "-"} → ${after?.en ?? "-"}`,
      ),
    ),
  );
}

describe("what changed", () => {
  test("nothing: said so", () => {
    expect(diffRulesets(base, base)).toMatchObject({ same: true, clauses: [] });
    expect(diffRulesets(base, over({}))).toMatchObject({ same: true, clauses: [] });
  });

  test.each<[string, object, string[]]>([
    [
      "a parameter",
      { parameters: { "L1.max": { value: "70" } } },
      ["L1 changed parameter L1.max value: 60 → 70"],
    ],
    [
      "a cell",
      { tables: { adoption: { cells: { province: { value: "25" } } } } },
      ["L5 changed cell adoption · province value: 20 → 25"],
    ],
    [
      "the default of a reading",
      { interpretations: { repeatedly: { default: "2" } } },
      ["L11 changed interpretation repeatedly default: 3 → 2"],
    ],
    [
      "a clause's place",
      { clauses: { L1: { place: "七" } } },
      ["L1 changed clause L1 place: 六(一)1 → 七"],
    ],
    [
      "a period",
      { periods: [{ unit: "month", clause: "L10", label: { en: "month", zh: "月" } }] },
      [
        "L10 added period month unit: - → month",
        "L10 added period month clauses: - → L10",
        "L10 added period month label: - → month",
        "L10 removed period year unit: year → -",
        "L10 removed period year clauses: L10 → -",
        "L10 removed period year label: year → -",
      ],
    ],
  ])("%s", (_, parts, expected) => {
    const found = changes(parts);
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  test("a rule: the part, with labels", () => {
    const [first] = (base as { rules: { id: string }[] }).rules;
    const found = changes({
      rules: [{ id: first?.id, amount: { "*": [{ param: "L1.points" }, 2] } }],
    });
    expect(found).toEqual([
      `L1 changed rule ${first?.id} amount: points per submission → points per submission × 2`,
    ]);
  });

  test("the steps of an account, its keys and its window: in words", () => {
    const of = { en: "x", zh: "某" };
    const extra = {
      label: of,
      per: ["month"],
      window: "year-to-date",
      steps: [
        { keep: { best: 3 }, per: ["item"], of: ["submitted"], clause: "L5" },
        { sum: {}, per: ["item"] },
        { round: [0, "half-up"], clause: "L6", label: { en: "whole points", zh: "取整" } },
        { cap: { param: "L1.max" }, clause: "L1" },
        { floor: 0, clause: "L1" },
        { value: { "*": [{ var: "value" }, 2] }, clause: "L2" },
        { highest: { none: 0 } },
      ],
    };
    const rules = [{ id: "submitted", to: ["base", "extra"] }];
    const { clauses } = diffRulesets(base, over({ accounts: { extra }, rules }));
    const change = clauses.flatMap(({ changes: all }) => all).find(({ id }) => id === "extra");
    const parts = new Map(change?.parts.map(({ part, after }) => [part, after]));
    expect(parts.get("keys")).toEqual({ en: "month", zh: "月" });
    expect(parts.get("window")).toEqual({
      en: "from 1 January to the end of the period",
      zh: "年初至期末",
    });
    expect(parts.get("steps")).toEqual({
      en: "of item sent in only the best 3 of each item count [L5]; then added up for each item; then the value, rounded half up to a whole number (whole points) [L6]; then at most most base points [L1]; then at least 0 [L1]; then becomes the value × 2 [L2]; then the highest, 0 if there are none",
      zh: "报送信息中按信息只计最好的 3 项 [L5];再按信息合计;再该值,四舍五入取整(取整) [L6];再不超过基础分上限 [L1];再不低于 0 [L1];再折算为该值 × 2 [L2];再取最高,没有时为 0",
    });
  });

  test("when a value is judged, what ties get and what kind an outcome is: in words", () => {
    const of = { label: { en: "x", zh: "某" }, clause: "L1" };
    const { clauses } = diffRulesets(
      base,
      over({
        measures: {
          late: {
            ...of,
            window: { last: 2, unit: "month" },
            judged: ["quarter", "year"],
            untilOver: "pending",
            value: 1,
          },
        },
        rankings: {
          other: { ...of, by: [{ value: { measure: "late" } }], ties: "dense", published: false },
        },
        outcomes: { told: { ...of, kind: "notice", untilOver: "provisional", when: true } },
      }),
    );
    const parts = (name: string): Readonly<Record<string, unknown>> => {
      const change = clauses.flatMap(({ changes: all }) => all).find(({ id }) => id === name);
      return Object.fromEntries(change?.parts.map(({ part, after }) => [part, after]) ?? []);
    };
    expect(parts("late")).toMatchObject({
      window: { en: "the last 2 months to the end of the period", zh: "截至期末的最近 2 个月" },
      judged: { en: "judged for a quarter or year", zh: "按季度、年评定" },
      untilOver: { en: "pending until its time is over", zh: "所涉时间届满前未定" },
    });
    expect(parts("other")).toMatchObject({
      ties: {
        en: "ties share a place, without gaps (1, 1, 2)",
        zh: "并列者同名次,不留空位(1、1、2)",
      },
      published: { en: "no", zh: "否" },
    });
    expect(parts("told")).toMatchObject({
      outcome: { en: "notice", zh: "通知" },
      untilOver: {
        en: "until the period is over, it follows the provisional standings",
        zh: "考核期届满前按目前名次暂定",
      },
    });
  });

  test("a window of years: counted without a measure word", () => {
    const of = { label: { en: "x", zh: "某" }, clause: "L1", value: 1 };
    const window = { last: 1, unit: "year" };
    const { clauses } = diffRulesets(base, over({ measures: { late: { ...of, window } } }));
    const [change] = clauses.flatMap(({ changes: all }) => all).filter(({ id }) => id === "late");
    expect(change?.parts.find(({ part }) => part === "window")?.after).toEqual({
      en: "the last year to the end of the period",
      zh: "截至期末的最近 1 年",
    });
  });

  test("what is added and what is taken away are each other's mirror", () => {
    const fewer = extendRuleset(base, { format: 1, id: "x", outcomes: { criticism: null } });
    const flat = (a: unknown, b: unknown) =>
      diffRulesets(a, b)
        .clauses.flatMap(({ changes: found }) => found)
        .map(({ change, topic, id }) => `${change} ${topic} ${id}`);
    expect(flat(base, fewer)).toEqual(["removed outcome criticism"]);
    expect(flat(fewer, base)).toEqual(["added outcome criticism"]);
  });

  test("compares any two bundled rulesets", () => {
    expect(diffRulesets(rulesets["yicheng-2004-staff"], rulesets["yicheng-2004-units"]).same).toBe(
      false,
    );
  });
});

describe("jifen diff", () => {
  test("tells it by clause, in either language and as data", async () => {
    const path = folderOf({
      "ours.yaml":
        "format: 1\nextends: longyang-2019\nid: ours\nparameters: { L1.max: { value: 70 } }\nexamples: []\n",
    });
    const args = ["diff", "longyang-2019", path("ours.yaml")];
    const table = await jifen([...args, "--lang", "zh"]);
    expect(table.code).toBe(1);
    expect(table.out).toMatch(/L1 六\(一\)1 报送信息的基础分及上限/);
    expect(table.out).toMatch(/参数 修改 +│ 基础分上限 \(L1\.max\) │ 值 +│ 60 +│ 70/);
    const markdown = await jifen([...args, "--format", "markdown"]);
    expect(markdown.out).toContain(
      "| parameter changed | most base points (L1.max) | value | 60 | 70 |",
    );
    const json = await jifen([...args, "--format", "json"]);
    expect(JSON.parse(json.out)).toMatchObject({ same: false, clauses: [{ clause: "L1" }] });
  });

  test("of the same: 0, and says so", async () => {
    const { code, out } = await jifen(["diff", "longyang-2019", "longyang-2019"]);
    expect([code, out]).toEqual([0, expect.stringContaining("Nothing changed.")]);
  });
});
