import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

// Both enumerations have the value "x": the grade is of the second, the keys of the account are of the first.
const files = {
  rules: demo({
    enums: {
      colours: { x: label("red", "红"), y: label("blue", "蓝") },
      grades: { none: label("none", "未定"), x: label("excellent", "优秀") },
      others: { y: label("yellow", "黄") },
    },
    events: {
      note: {
        label: label("note", "信息"),
        attributes: {
          colour: { type: "colours", label: label("colour", "颜色") },
          other: { type: "others", label: label("other", "其他") },
        },
      },
    },
    rules: [
      {
        id: "note",
        clause: "A1",
        label: label("note", "信息"),
        on: "note",
        to: ["notes", "coloured"],
        amount: "3",
      },
    ],
    accounts: {
      notes: { label: label("points", "分值"), steps: [{ sum: {} }] },
      coloured: {
        label: label("points by colour", "各色分值"),
        per: [{ other: { var: "event.other" } }, { colour: { var: "event.colour" } }],
        steps: [{ sum: {} }],
      },
    },
    outcomes: {
      grade: {
        kind: "grade",
        type: "grades",
        clause: "A1",
        label: label("grade", "等次"),
        when: true,
        value: { if: [{ ">": [{ measure: "score" }, 0] }, "x", "none"] },
      },
    },
  }),
  units: "编号\n第一镇\n",
  events: "编号,时间,类型,单位,颜色,其他\n1,2024-01-05,信息,第一镇,蓝,黄\n",
};

describe("B5 a value has the label of its own enumeration", () => {
  test.each([
    ["en", "| grade | A1 1 | 第一镇 | excellent |", "yellow / blue"],
    ["zh", "| 等次 | A1 1 | 第一镇 | 优秀 |", "黄 / 蓝"],
  ] as const)("%s", async (lang, line, key) => {
    expect(await told("score", files, lang)).toContain(line);
    const accounts = await told("score", files, lang, ["--only", "coloured"]);
    expect(accounts).toContain(`| 第一镇 | ${key} | 3 |`);
  });
});
