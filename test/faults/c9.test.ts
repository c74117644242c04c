import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/index.ts";
import { readSubjects } from "../../src/node.ts";
import { csv, document, readGains } from "./rows.ts";

const header = "编号,时间,单位,分值,备注";

describe("C9 rows with fewer or more cells than the header", () => {
  test("missing cells at the end are blank", async () => {
    const { events, rejected } = await readGains(
      csv(`${header}\n1,2024-01-05,第一镇,1\n2,2024-01-05,第一镇,1,一\n3,2024-01-05`),
    );
    expect(events).toMatchObject([{ id: "1", points: "1" }, { id: "2", note: "一" }, { id: "3" }]);
    expect(rejected).toEqual([]);
  });

  test("spare cells that are blank are nothing", async () => {
    const { events, rejected, notes } = await readGains(
      csv(`${header}\n1,2024-01-05,第一镇,1,一,,, \n`),
    );
    expect([events.length, rejected, notes]).toEqual([1, [], []]);
  });

  test("spare cells that hold something reject the row, and the advice names them", async () => {
    const { files, rejected } = await readGains(
      csv(`${header}\n1,2024-01-05,第一镇,1,看, 好\n2,2024-01-05,第一镇,1,一`),
    );
    expect(rejected).toEqual(["2 row-length"]);
    expect(files.rejected[0]).toMatchObject({
      message: { en: "the row has 6 cells, the header 5", zh: "本行有 6 格,表头有 5 格" },
      hint: {
        en: "好 beyond the last column: put a text or number that contains a comma in quotation marks; otherwise move the cell under a header, or delete it",
        zh: "最后一列之外还有“好”:含逗号的文字或数字须用引号括起;否则请移到有表头的列,或删去",
      },
    });
  });

  test("rosters likewise", async () => {
    const ruleset = loadRuleset(document);
    const roster = (text: string) => readSubjects(csv(text, "roster.csv"), ruleset);
    expect((await roster("编号,名称,电话\na,第一镇\nb,第二镇,,\n")).subjects).toHaveLength(2);
    await expect(roster("编号,名称\na,第一镇,x")).rejects.toMatchObject({
      rows: [{ row: 2, code: "row-length" }],
    });
  });

  test("property: blank cells at the end make no difference", async () => {
    const ends = fc.array(fc.constantFrom("", " ", "\u3000"), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(ends, async (end) => {
        const row = ["1", "2024-01-05", "第一镇", "1", ...end].join(",");
        const { events, rejected } = await readGains(csv(`${header}\n${row}`));
        expect([events, rejected]).toEqual([
          [{ id: "1", type: "gain", at: "2024-01-05", subject: "第一镇", points: "1" }],
          [],
        ]);
      }),
    );
  });
});
