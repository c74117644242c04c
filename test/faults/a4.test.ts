import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/index.ts";
import { readSubjects } from "../../src/node.ts";
import { folderOf, jifen } from "../cli/tools.ts";
import { csv, document, readGains } from "./rows.ts";

const header = "编号,时间,单位,分值,备注";
// 第一镇: 10 + 5 = 15; 第二镇: 20. Every other row repeats these as a total.
const right = { 第一镇: 15, 第二镇: 20 };
const events = ["1,2024-01-05,第一镇,10,", "2,2024-01-06,第二镇,20,", "3,2024-02-05,第一镇,5,"];
const table = (...more: readonly string[]) => csv([header, ...events, ...more].join("\n"));

const put = (cells: readonly string[], column: number, word: string): string =>
  cells.map((cell, at) => (at === column ? word : cell)).join(",");

const words = [
  ...["合计", "小计", "小 计", "合　计", "总计", "共计", "累计", "平均", "平均分", "合计:"],
  ...["Total", "TOTAL", "Subtotal", "Sub-total", "Grand total", "Sum", "Average"],
];
const prefixed = ["本月合计", "第一组小计", "一季度 累计", "March total", "First group subtotal"];

describe("A4 rows of totals are ignored, counted as such, and noted", () => {
  test.each(words)("%s marks a total in any column", async (word) => {
    const cells = ["9", "2024-12-31", "第一镇", "35", ""];
    for (const column of [0, 1, 2, 4]) {
      const row = put(cells, column, word);
      const { sums, files, note } = await readGains(table(row));
      expect(sums, row).toEqual(right);
      expect(files.counts).toEqual({ rows: 4, blank: 0, totals: 1, rejected: 0, events: 3 });
      expect(note("total-rows")?.en).toContain("row 5");
    }
  });

  test.each(prefixed)("%s marks one in the columns of ids, dates and subjects", async (word) => {
    for (const row of [`${word},,,35,`, `,${word},,35,`, `9,2024-12-31,${word},35,`])
      expect((await readGains(table(row))).sums, row).toEqual(right);
  });

  test("a prefixed form in a remark is one only where the row lacks what an event has", async () => {
    expect((await readGains(table(",,,35,本年合计"))).sums).toEqual(right);
    const { sums } = await readGains(table("4,2024-03-01,第一镇,1,列入本年合计"));
    expect(sums).toEqual({ ...right, 第一镇: 16 });
  });

  test.each(["Summary", "合计表的报送", "统计", "A sum", "Total Recall", "平均主义"])(
    "%s is none",
    async (word) => {
      const { sums } = await readGains(table(`4,2024-03-01,${word},1,`));
      expect(sums).toEqual({ ...right, [word]: 1 });
    },
  );

  test("a unit of the roster may be called so", async () => {
    const subjects = [
      { id: "p", name: "平均" },
      { id: "q", name: "乙组合计" },
    ];
    const rows = ["4,2024-03-01,平均,1,", "5,2024-03-01,乙组合计,2,", "6,2024-03-01,合计,38,"];
    const { sums, files } = await readGains(table(...rows), { subjects });
    expect(sums).toEqual({ ...right, p: 1, q: 2 });
    expect(files.counts.totals).toBe(1);
  });

  test("so may a listed value", async () => {
    const { enums, events: types } = {
      enums: { way: { mean: { en: "mean", zh: "平均" }, best: { en: "best", zh: "最佳" } } },
      events: {
        gain: {
          ...document.events.gain,
          attributes: {
            ...document.events.gain.attributes,
            way: { type: "way", label: { en: "way", zh: "方式" } },
          },
        },
      },
    };
    const path = folderOf({
      "r.json": JSON.stringify({ ...document, enums, events: types }),
      "e.csv":
        "编号,时间,单位,分值,方式\n1,2024-01-05,第一镇,10,平均\n2,2024-01-05,第一镇,10,合计\n",
    });
    const { out } = await jifen(["score", path("r.json"), path("e.csv"), "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({ counts: { events: 1, accepted: 1 } });
  });

  test("the command line lists the rows, and adds them to those ignored", async () => {
    const path = folderOf({
      "r.json": JSON.stringify(document),
      "e.csv": table("合计,,,35,", ",,,,", "小计,,,1,").content,
    });
    const args = ["score", path("r.json"), path("e.csv"), "--period", "2024"];
    const zh = await jifen([...args, "--lang", "zh"]);
    expect(zh.out + zh.err).toContain("合计行(“合计”、“小计”)已忽略:第 5、7 行");
    expect(zh.out + zh.err).toMatch(/读入 6.*计入 3.*忽略 3.*空行 1.*合计行 2/);
    expect(zh.code).toBe(0);
  });

  test("rosters are read without them; a row with an id and all that a subject needs is a subject, and noted", async () => {
    const ruleset = loadRuleset(document);
    const roster = "编号,名称\na,第一镇\n,合计\n合计,2\n,第一组小计\np,平均\n";
    const { subjects, notes } = await readSubjects(csv(roster, "roster.csv"), ruleset);
    expect(subjects.map(({ id }) => id)).toEqual(["a", "p"]);
    expect(notes.find(({ code }) => code === "total-rows")?.message.en).toContain("rows 3, 4, 5");
    const named = notes.find(({ code }) => code === "total-names");
    expect(named?.message.zh).toBe("第 6 行:名称(“平均”)像是合计行,但填有编号,已作为考核对象");
    expect(named?.hint?.en).toContain("delete the row or its id");
  });

  test("property: rows of totals in any position change no event", async () => {
    const total = fc
      .tuple(fc.constantFrom(...words, ...prefixed), fc.nat(2))
      .map(([word, column]) => put(["", "", "", "35", ""], column, word));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), total)), async (totals) => {
        const lines = [...events];
        for (const [at, row] of totals) lines.splice(at, 0, row);
        const { sums, files } = await readGains(csv([header, ...lines].join("\n")));
        expect(sums).toEqual(right);
        expect(files.counts.totals).toBe(totals.length);
      }),
    );
  });
});
