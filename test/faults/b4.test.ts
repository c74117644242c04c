import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

/** A ruleset with one notice, given on a condition. */
const rulesetOf = (when: unknown) =>
  demo({
    subjects: {
      unit: {
        label: label("unit", "单位"),
        who: "roster",
        attributes: {
          bonus: { type: "number", optional: true, label: label("bonus", "加分") },
          open: { type: "boolean", label: label("open", "公开") },
        },
      },
    },
    outcomes: {
      named: { kind: "notice", clause: "A1", label: label("named", "通报"), when },
    },
  });

/** The line of the circular on the notice of 第一镇, which has two events: 2 × 3 = 6 points. */
async function reason(when: unknown, lang: "en" | "zh", bonus = "4"): Promise<string> {
  const out = await told(
    "score",
    {
      rules: rulesetOf(when),
      units: `编号,加分,公开\n第一镇,${bonus},否\n`,
      events: "编号,时间,类型,单位\n1,2024-01-05,信息,第一镇\n2,2024-01-06,信息,第一镇\n",
    },
    lang,
  );
  const name = lang === "en" ? "| named" : "| 通报";
  return out.split("\n").find((one) => one.startsWith(name)) ?? out;
}

const points = { account: "notes" };

describe("B4 reasons use the words of explanations", () => {
  test.each([
    [{ has: "subject.bonus" }, "there is a value for bonus", "有加分"],
    [
      { ">=": [{ "*": [points, 100] }, 5] },
      "points 6 × 100 = 600 ≥ 5",
      "分值 6 × 100 = 600,达到 5",
    ],
    [{ "!": [{ "==": [points, 0] }] }, "points 6 ≠ 0", "分值 6,不等于 0"],
    [{ in: [points, [6, 7]] }, "points 6 is one of 6 and 7", "分值 6 属于6、7"],
    [
      { "!": [{ in: [points, [7, 8]] }] },
      "not (points 6 is one of 7 and 8)",
      "分值 6 属于7、8 不成立",
    ],
    [{ "!": [{ var: "subject.open" }] }, "open: no", "公开:否"],
  ])("%j", async (when, en, zh) => {
    expect(await reason(when, "en")).toContain(en);
    expect(await reason(when, "zh")).toContain(zh);
  });

  test("a missing value is reported as missing", async () => {
    const when = { "!": [{ has: "subject.bonus" }] };
    expect(await reason(when, "en", "")).toContain("there is no value for bonus");
    expect(await reason(when, "zh", "")).toContain("无加分");
  });
});
