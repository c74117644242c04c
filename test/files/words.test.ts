import { describe, expect, test } from "vitest";
import { score } from "../../src/index.ts";
import { readAll, rows, ruleset, source, subjects } from "./tools.ts";

const roster = [
  ...subjects,
  ...["二", "三", "四", "五"].map((at) => ({ id: `t${at}`, name: `第${at}镇`, category: "town" })),
  { id: "fg", name: "发展和改革局", category: "office" },
];

/** What is said of the rows of a file that scoring rejects. */
async function said(content: string, columns?: string) {
  const text = columns === undefined ? rows(content) : `${columns}\n${content}`;
  const { events, files } = await readAll(source(text), { subjects: roster });
  const { rejections } = score(ruleset, events as never, { subjects: roster, period: "2024" });
  return files.allRejected(rejections).map(({ row, column, message, hint }) => ({
    at: `${row} ${column}`,
    en: message.en,
    zh: message.zh,
    hint: hint?.en,
    wayOut: hint?.zh,
  }));
}

describe("a name that is not on the roster", () => {
  test.each([
    ["spaces within it", "第 一 镇", ["第一镇"]],
    ["full-width letters of an id", "ｆｇ", ["fg"]],
    ["a letter that differs", "综和科", ["综合科"]],
    ["more than the name", "第一镇人民政府", ["第一镇"]],
    ["a short form", "发改局", ["发展和改革局"]],
  ])("%s: who may be meant", async (_, name, meant) => {
    const [rejection] = await said(`A1,采用,2024-03-05,${name},省级,`);
    expect(rejection).toMatchObject({
      at: "2 单位",
      zh: `单位“${name}”不在名单中`,
      hint: `did you mean ${meant.map((one) => `"${one}"`).join(" or ")}?`,
      wayOut: `是否为${meant.map((one) => `“${one}”`).join("或")}?`,
    });
  });

  test.each(["第九镇", "城建处", "丙科"])(
    "%s: like many or none, nobody is named",
    async (name) => {
      const [rejection] = await said(`A1,采用,2024-03-05,${name},省级,`);
      expect(rejection).toMatchObject({
        hint: "correct the name, or add it to the roster",
        wayOut: "请更正名称,或补入名单",
      });
    },
  );
});

describe("what scoring rejects, in the words of the file", () => {
  test("numbers: labels, not the names of the ruleset", async () => {
    expect(await said("A1,采用,2024-03-05,001,省级,-5")).toMatchObject([
      { at: "2 字数(字)", zh: "字数(字)为 -5,允许 ≥ 0" },
    ]);
    expect(await said("A1,编发,2024-03-05,001,1.5", "编号,类型,时间,单位,数量")).toMatchObject([
      { at: "2 数量", en: 'count is "1.5", expected a whole number', zh: "数量为“1.5”,应为整数" },
    ]);
  });

  test("what is missing: what may be filled in", async () => {
    expect(await said("A1,采用,2024-03-05,001,,")).toMatchObject([
      { at: "2 级别", zh: "缺少级别", hint: "allowed: city, province", wayOut: "可填:市级、省级" },
    ]);
    expect(await said("A1,,2024-03-05,001,,")).toMatchObject([
      { at: "2 类型", zh: "事件没有类型", wayOut: "可填:采用、批示、编发" },
    ]);
  });

  test("two rows of one id: keep one, or correct it", async () => {
    const found = await said("A1,采用,2024-03-05,001,省级,\nA1,采用,2024-03-06,001,省级,");
    expect(found.map(({ at }) => at)).toEqual(["2 编号", "3 编号"]);
    expect(found[1]).toMatchObject({
      hint: 'keep one of them; to correct an event, give the new row its own id and "A1" in the column "revises"',
      wayOut: "请只保留一行;如系更正,请为新的一行另编编号,并在“更正”列填写“A1”",
    });
  });
});

describe("what scoring says of plain events", () => {
  const base = { id: "1", type: "adoption", at: "2024-03-05", subject: "001", level: "city" };

  test.each([
    [{ words: "-5" }, "字数(字)为 -5,允许 ≥ 0"],
    [{ words: "many" }, "字数(字)为“many”,应为十进制数,例如“80”“4.5”"],
    [{ long: "yes" }, "长稿为“yes”,应为 true 或 false"],
    [{ subject: "zz" }, "考核对象“zz”不在名单中"],
    [{ revises: 5 }, "更正为“5”,应为事件的编号"],
  ])("%j: Chinese in Chinese messages", (more, zh) => {
    const { rejections } = score(ruleset, [{ ...base, ...more } as never], { subjects });
    expect(rejections.map(({ message }) => message.zh)).toEqual([zh]);
  });

  test("the type of an unknown attribute by its label", () => {
    const { warnings } = score(ruleset, [{ ...base, wrods: "5" } as never], { subjects });
    expect(warnings.map(({ message }) => message.zh)).toEqual([
      "采用事件有规则集未声明的属性“wrods”,已忽略",
    ]);
  });

  test("whom a ranking without a roster is about", () => {
    const { warnings } = score(ruleset, [base as never]);
    expect(warnings[0]?.message.zh).toBe("未提供名单:只对事件中出现的对象排名(单位)");
  });
});
