import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tablesOf } from "../../src/document/table.ts";
import { eventsOf } from "../../src/engine/table-reader.ts";
import { score } from "../../src/index.ts";
import { readEvents, type Source } from "../../src/node.ts";
import { runs, seed } from "../properties.ts";
import { ruleset, source, subjects } from "./tools.ts";

const columns = ["编号", "类型", "时间", "单位", "级别", "字数(字)", "长稿", "备注"] as const;

/** Usual cells of each column, and some that need a second look. */
const usual: Readonly<Record<(typeof columns)[number], readonly string[]>> = {
  编号: ["E1", "E2", "E3", "第一-7", "sum-4", "2024-001"],
  类型: ["采用", "adoption", "批示"],
  时间: ["2024-03-05", "2024/3/6", "2024年3月7日 9:30"],
  单位: ["001", "第一镇", "002"],
  级别: ["市级", "省级", "mayor"],
  "字数(字)": ["", "800", "1200.5"],
  长稿: ["", "是", "no"],
  备注: ["", "第一次", "a b"],
};
const strange = [
  "",
  " ",
  "　",
  "合计",
  "小 计",
  "本月合计",
  "subtotal",
  "'=1+1",
  "'x",
  "1E+05",
  "12,5",
  "a\u200bb",
  "e\u0301",
  '说"引"',
  "第一行\n第二行",
  "撤销",
  "Ａ１",
  // Too long for a code.
  "n".repeat(300),
  `${"长".repeat(100)}\u200b`,
  `${" ".repeat(300)}总计`,
  " ".repeat(300),
];

type Lines = readonly (readonly string[])[];

const row = fc
  .tuple(
    fc.tuple(...columns.map((column) => fc.constantFrom(...usual[column]))),
    fc.array(fc.tuple(fc.nat(columns.length - 1), fc.constantFrom(...strange)), { maxLength: 2 }),
    fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, -1, -8),
  )
  .map(([cells, changes, length]): readonly string[] => {
    const changed: string[] = [...cells];
    // Half of the rows stay as they are.
    for (const [index, text] of changes.slice(1)) changed[index] = text;
    return length < 0 ? changed.slice(0, length) : [...changed, ...strange.slice(0, length)];
  });

function quoted(cell: string): string {
  return /["\n,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function csv(headers: readonly string[], lines: Lines): string {
  return [headers, ...lines].map((cells) => cells.map(quoted).join(",")).join("\n");
}

/** All that reading files comes to. A blank spare column makes the reader look at each row by itself. */
async function outcome(sources: readonly Source[]) {
  const files = readEvents(sources, ruleset, { subjects, period: "2024" });
  const events: unknown[] = [];
  for await (const event of files) events.push(event);
  const again = readEvents(sources, ruleset, { subjects, period: "2024" });
  const result = await score(ruleset, again, { subjects, period: "2024" });
  const all = {
    events,
    counts: files.counts,
    notes: files.notes,
    rejected: files.rejected,
    result,
    all: again.allRejected(result.rejections),
    duplicates: again
      .duplicates(result.rejections)
      .map(({ file, row, first }) => [file, row, first.file, first.row]),
    places: ["E1", "E2", "第一-7", "one.csv:2"].map((id) => again.placesOf(id)),
  };
  return JSON.parse(JSON.stringify(all)) as unknown;
}

describe("rows that are read together come to what each by itself comes to", () => {
  const spare = "退回:多余格 1";

  test("whatever the cells are, in one file and in two", async () => {
    const lists = fc.array(row, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(lists, lists, fc.shuffledSubarray([...columns]), async (one, two, order) => {
        const headers = [...columns].sort((a, b) => order.indexOf(a) - order.indexOf(b));
        const arranged = (lines: Lines): Lines =>
          lines.map((cells) =>
            cells.length === columns.length
              ? headers.map((header) => cells[columns.indexOf(header)]!)
              : cells,
          );
        const both = [arranged(one), arranged(two)];
        const names = ["one.csv", "two.csv"];
        const together = both.map((lines, at) => source(csv(headers, lines), names[at]));
        const padded = both.map((lines) =>
          lines.map((cells) => (cells.length === columns.length ? [...cells, ""] : cells)),
        );
        const alone = padded.map((lines, at) => source(csv([...headers, spare], lines), names[at]));
        const [fast, slow] = [await outcome(together), await outcome(alone)];
        expect(fast).toEqual(slow);
        expect(JSON.stringify(fast)).toBe(JSON.stringify(slow));
      }),
      { seed, numRuns: runs },
    );
  });

  test("the columns of a table hold codes, and are named like the keys of events", async () => {
    const lines = Array.from({ length: 10 }, (_, at) => [
      `E${at}`,
      "采用",
      "2024/3/5",
      "第一镇",
      "市级",
      "",
      "",
      "",
    ]);
    const files = readEvents(source(csv(columns, lines)), ruleset, { subjects });
    const tables = [];
    for await (const table of files[tablesOf]().tables) tables.push(table);
    expect(tables).toHaveLength(1);
    expect(Object.keys(tables[0]!.columns)).toEqual(["id", "type", "at", "subject", "level"]);
    expect(tables[0]!.columns["level"]).toEqual({
      codes: new Int32Array(10),
      values: ["city"],
    });
    expect([...eventsOf(tables[0]!)][9]).toEqual({
      id: "E9",
      type: "adoption",
      at: "2024-03-05",
      subject: "001",
      level: "city",
    });
  });
});
