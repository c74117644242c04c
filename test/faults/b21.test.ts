import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

const files = {
  rules: demo({
    enums: { colours: { x: label("red, light", "浅红"), y: label("blue", "蓝") } },
    events: {
      note: {
        label: label("note", "信息"),
        attributes: { colour: { type: "colours", label: label("colour", "颜色") } },
      },
    },
    accounts: {
      notes: {
        label: label("points", "分值"),
        per: ["month", { colour: { var: "event.colour" } }],
        steps: [{ sum: {} }],
      },
      total: {
        label: label("total", "合计"),
        from: { account: "notes" },
        steps: [{ sum: {} }],
      },
    },
    measures: {
      score: { label: label("score", "得分"), clause: "A1", value: { account: "total" } },
    },
  }),
  units: "编号\n第一镇\n",
  events:
    "编号,时间,类型,单位,颜色\n1,2024-01-05,信息,第一镇,蓝\n2,2024-01-06,信息,第一镇,浅红\n3,2024-03-06,信息,第一镇,浅红\n",
};

describe("B21 the parts of a key and the items of a list have different separators", () => {
  test.each([
    ["en", "2024-01 / red, light", "2024-01 / blue"],
    ["zh", "2024-01 / 浅红", "2024-01 / 蓝"],
  ] as const)("%s", async (lang, first, second) => {
    const out = await told("explain", files, lang, ["--subject", "第一镇"]);
    expect(out).toContain(first);
    expect(out).toContain(second);
  });
});
