import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

const outcome = (kind: string, en: string, zh: string, more: object) => ({
  kind,
  clause: "A1",
  label: label(en, zh),
  ...more,
});
const points = { account: "notes" };

const files = {
  rules: demo({
    subjects: {
      unit: {
        label: label("unit", "单位"),
        who: "roster",
        categories: { town: label("town", "乡镇"), office: label("office", "科室") },
      },
    },
    outcomes: {
      fit: outcome("eligibility", "fit for merit", "评先资格", { when: { ">=": [points, 10] } }),
      praised: outcome("notice", "praised", "通报表扬", { when: { ">": [points, 6] } }),
      silent: outcome("warning", "silent", "未报信息", { when: { "==": [points, 0] } }),
      offices: outcome("award", "office of merit", "先进科室", {
        where: { "==": [{ var: "subject.category" }, "office"] },
        when: { ">": [points, 0] },
      }),
    },
  }),
  units: "编号,类别\n第一镇,乡镇\n",
  // 2 × 3 = 6 points
  events: "编号,时间,类型,单位\n1,2024-01-05,信息,第一镇\n2,2024-01-06,信息,第一镇\n",
};

describe("B23 an explanation says why an outcome is not given", () => {
  test.each([
    [
      "en",
      [
        "fit for merit: not given (points: 6 < 10)",
        "praised: not given (points: 6 ≤ 6)",
        "silent: not given (points: 6 ≠ 0)",
        "office of merit: does not apply (category: town)",
      ],
    ],
    [
      "zh",
      [
        "评先资格 不成立(分值 6,低于 10)",
        "通报表扬 不给予(分值 6,不超过 6)",
        "未报信息 不成立(分值 6,不等于 0)",
        "先进科室 不适用(类别 乡镇)",
      ],
    ],
  ] as const)("for each outcome of the subject's kind: %s", async (lang, lines) => {
    const out = await told("explain", files, lang, ["--subject", "第一镇"]);
    for (const line of lines) expect(out).toContain(line);
  });
});
