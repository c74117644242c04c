import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/index.ts";
import { type FileError, readSubjects } from "../../src/node.ts";
import { folderOf, jifen } from "../cli/tools.ts";
import { csv, document } from "./rows.ts";

const label = (en: string, zh: string) => ({ en, zh });

/** Units have a number of staff; offices have categories, where there are any. */
const rulesetWith = (categories?: object) =>
  loadRuleset({
    ...document,
    subjects: {
      unit: {
        ...document.subjects.unit,
        attributes: { staff: { type: "number", label: label("staff", "人数") } },
      },
      office: {
        label: label("office", "科室"),
        who: "open",
        ...(categories === undefined ? {} : { categories }),
      },
    },
  });

async function rowsOf(text: string, categories?: object) {
  const error = await readSubjects(csv(text, "roster.csv"), rulesetWith(categories)).then(
    () => undefined,
    (one: FileError) => one,
  );
  return error?.rows.map(({ code, message, hint }) => ({ code, message, hint }));
}

const categories = { big: label("big", "大"), small: label("small", "小") };

describe("B17 a value is missing because its column was not understood", () => {
  test("that column is named, and the column of kinds where there is none", async () => {
    expect(await rowsOf("编号,名称,对象类别\nz,综合科,科室")).toEqual([
      {
        code: "value-missing",
        message: { en: '"staff" is missing', zh: "缺少“人数”" },
        hint: {
          en: 'add a column "staff"; unknown columns: "对象类别"; if this is not a unit, add a column "kind"',
          zh: "请增加“人数”列;未能识别的列:“对象类别”;若不是单位,请增加“对象种类”列",
        },
      },
    ]);
  });

  test("so is a column of categories where there are none, and several columns", async () => {
    expect((await rowsOf("编号,名称,类别\nz,综合科,科室"))?.[0]?.hint?.zh).toContain(
      "未能识别的列:“类别”",
    );
    expect((await rowsOf("编号,名称,类别,电话\nz,综合科,科室,1"))?.[0]?.hint?.zh).toContain(
      "未能识别的列:“类别”、“电话”",
    );
    expect((await rowsOf("编号,名称\nz,综合科"))?.[0]?.hint?.zh).toBe(
      "请增加“人数”列;若不是单位,请增加“对象种类”列",
    );
  });

  test("the message on a category of a kind without categories shows no empty list", async () => {
    const rows = await rowsOf(
      "编号,名称,对象种类,类别,人数\nz,综合科,科室,大,\na,第一镇,单位,大,3",
      categories,
    );
    expect(rows).toMatchObject([
      { code: "category-none", message: { zh: "“大”:单位不分类别,请留空" } },
    ]);
    // 类别 is not needed and not wrong where no kind has categories: it is ignored.
    expect(await rowsOf("编号,名称,对象种类,类别\nz,综合科,科室,大")).toBeUndefined();
  });

  test("events likewise: a column that nothing knows is named where a value is missing", async () => {
    const path = folderOf({
      "r.json": JSON.stringify(document),
      "e.csv": "编号,时间,单位,分数\n1,2024-01-05,第一镇,3\n",
    });
    const { out } = await jifen(["score", path("r.json"), path("e.csv"), "--lang", "zh"]);
    expect(out).toContain("请增加“分值”列;未能识别的列:“分数”");
  });
});
