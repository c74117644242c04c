import { describe, expect, test } from "vitest";
import { decode, encodingOf } from "../../src/files/encoding.ts";
import { gb18030, readAll, rows, source, utf16 } from "./tools.ts";

const table = rows(
  "A1,采用,2024-03-05,第一镇,省级,1200",
  "A2,批示,2024-03-06 09:30,综合科,市级,",
  "007,录用,2024-3-7,001,市,80.5",
);

const expected = [
  {
    id: "A1",
    type: "adoption",
    at: "2024-03-05",
    subject: "001",
    level: "province",
    words: "1200",
  },
  { id: "A2", type: "annotation", at: "2024-03-06T09:30", subject: "002", leader: "mayor" },
  { id: "007", type: "adoption", at: "2024-03-07", subject: "001", level: "city", words: "80.5" },
];

const objects = table
  .split("\n")
  .slice(1)
  .map((line) => {
    const headers = table.split("\n", 1)[0]?.split(",") ?? [];
    return Object.fromEntries(line.split(",").map((cell, index) => [headers[index] ?? "", cell]));
  });

const forms: readonly (readonly [string, string | Uint8Array, string])[] = [
  ["UTF-8", table, ""],
  ["UTF-8 with its mark", `\ufeff${table}`, ""],
  ["GB18030", gb18030(table), "encoding"],
  ["UTF-16, little end first", utf16(table, "le"), ""],
  ["UTF-16, big end first", utf16(table, "be"), ""],
  ["CRLF", table.replaceAll("\n", "\r\n"), ""],
  ["CR alone", table.replaceAll("\n", "\r"), ""],
  ["mixed line ends", table.replace("\n", "\r\n"), ""],
  ["semicolons", table.replaceAll(",", ";"), "delimiter"],
  ["tabs", table.replaceAll(",", "\t"), "delimiter"],
  ["a line that names the delimiter", `sep=;\n${table.replaceAll(",", ";")}`, "delimiter"],
  ["NDJSON", objects.map((one) => JSON.stringify(one)).join("\n"), ""],
  ["a JSON array", JSON.stringify(objects, null, 2), "format"],
];

test.each(forms)("the same table as %s gives the same events", async (_, content, note) => {
  const { events, files, notes } = await readAll(source(content));
  expect(events).toEqual(expected);
  expect(files.rejected).toEqual([]);
  expect(notes).toEqual(note === "" ? [] : [note]);
});

test("English headers, labels and ids mean the same", async () => {
  const text = [
    "ID,Type,Date,Unit,LEVEL,words",
    "A1,adoption,2024-03-05,001,province,1200",
    "007,Adoption,2024-3-7,第一镇,city,80.5",
  ].join("\n");
  const { events } = await readAll(source(text));
  expect(events).toEqual([expected[0], expected[2]]);
});

test("a character cut by the edge of a piece is read whole", () => {
  for (const bytes of [new TextEncoder().encode(table), gb18030(table), utf16(table, "be")]) {
    const encoded = encodingOf({ name: "x", bytes });
    for (let size = 1; size <= 64; size += 1) {
      expect([...decode(encoded, size)].join("")).toBe(table);
    }
  }
});

describe("a file that is no text, or whose encoding is unclear, is refused", () => {
  const zip = (part: string) => Buffer.from(`PK\u0003\u0004....${part}`, "latin1");
  test.each([
    ["a workbook named .csv", zip("xl/workbook.xml"), "file-kind", "Excel"],
    ["a ZIP archive", zip("data.txt"), "file-kind", "ZIP"],
    ["a gzip archive", new Uint8Array([0x1f, 0x8b, 8, 0]), "file-kind", "gzip"],
    ["an old workbook", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), "file-kind", ".xls"],
    ["a web page", "<html><table><tr><td>单位</td></tr></table></html>", "file-kind", "HTML"],
    ["a ruleset", '{"format":1,"rules":[]}', "file-purpose", "ruleset"],
    ["one object over several lines", '{\n"id": "A1"\n}', "json-shape", "NDJSON"],
    ["UTF-16 without its mark", utf16(table, "le").subarray(2), "encoding-utf16", "utf-16le"],
    [
      "rows in two encodings",
      Buffer.concat([Buffer.from(`${table}\n`), gb18030("A4,采用,2024-03-08,综合科,省级,")]),
      "encoding-mixed",
      "line 5",
    ],
    [
      "bytes that are also UTF-8",
      gb18030("id,type,at,unit\nA1,陆,2024-03-05,隆"),
      "encoding-ambiguous",
      "gb18030",
    ],
    ["Latin-1", Buffer.from("id,type\nMüller,x", "latin1"), "encoding", "line 2"],
    [
      "a character that is cut off",
      Buffer.from(table).subarray(0, -26),
      "encoding-mixed",
      "line 4",
    ],
    ["JSON that ends early", '[{"id": "A1", "type": ', "json-ended", "/0/type"],
    ["JSON with a key twice", '[{"id": "A1", "id": "A2"}]', "json-duplicate-key", "1:15"],
  ])("%s", async (_, content, code, words) => {
    await expect(readAll(source(content))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  test("a stated encoding settles what is unclear, and is checked", async () => {
    const bytes = gb18030("id,type,at,unit,级别\nA1,采用,2024-03-05,陆,市");
    expect((await readAll(source(bytes), { encoding: "gb18030" })).events).toHaveLength(1);
    await expect(readAll(source(bytes), { encoding: "utf-8" })).rejects.toMatchObject({
      code: "encoding",
    });
  });

  test("accented letters within words are UTF-8", async () => {
    const { events } = await readAll(
      source("id,type,at,unit,leader\nA1,annotation,2024-03-05,José,mayor"),
    );
    expect(events[0]?.["subject"]).toBe("José");
  });
});

test("a file that is missing, or a folder, says so", async () => {
  await expect(readAll("test/files/none.csv")).rejects.toMatchObject({ code: "file-missing" });
  await expect(readAll("test/files")).rejects.toMatchObject({ code: "file-folder" });
});

describe("NDJSON", () => {
  test("one bad line is one bad row; the last line needs no end", async () => {
    const good = JSON.stringify({
      id: "A1",
      type: "批示",
      at: "2024-03-05",
      unit: "001",
      级别: "市级",
    });
    const text = [
      good,
      '{"id": "A2"',
      `${good}${good}`,
      '{"id":"A3","id":"A4"}',
      "[1]",
      "",
      good,
    ].join("\n");
    const { events, files, rejected } = await readAll(source(text, "a.ndjson"));
    expect(rejected).toEqual([
      "2 - row-json",
      "3 - row-json",
      "4 - row-duplicate-key",
      "5 - row-object",
    ]);
    expect(events).toHaveLength(2);
    expect(files.counts).toEqual({ rows: 7, blank: 1, totals: 0, rejected: 4, events: 2 });
  });

  test("numbers that a double cannot hold keep their digits; whole ids are text", async () => {
    const text =
      '{"id":7,"type":"采用","at":"2024-03-05","unit":"001","级别":"市","words":9007199254740993}';
    const { events } = await readAll(source(text));
    expect(events[0]).toMatchObject({ id: "7", words: "9007199254740993" });
  });

  test("values that are no scalars go on to scoring, which rejects them", async () => {
    const text = '{"id":"A1","type":"采用","at":"2024-03-05","unit":"001","级别":["市"]}';
    const { events } = await readAll(source(text));
    expect(events[0]?.["level"]).toEqual(["市"]);
  });

  test("nesting beyond reason is one bad row", async () => {
    const { rejected } = await readAll(source(`{"id":"A1"}\n{"a":${"[".repeat(100_000)}`));
    expect(rejected).toContain("2 - row-json");
  });

  test("keys called like parts of every object are only keys", async () => {
    const text =
      '{"__proto__":{"x":1},"id":"A1","type":"批示","at":"2024-03-05","unit":"001","级别":"市级"}';
    const { events } = await readAll(source(text));
    expect(events).toHaveLength(1);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});
