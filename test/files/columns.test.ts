import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { score } from "../../src/index.ts";
import { FileError, readEvents, readSubjects } from "../../src/node.ts";
import { build } from "../engine/build.ts";

const ruleset = build({
  timeZone: "Asia/Shanghai",
  subjects: { unit: { who: "roster" } },
  events: {
    gain: {
      attributes: {
        points: { type: "number", min: "-100", optional: true },
        due: { type: "day", optional: true },
        sent: { type: "day", optional: true },
        isLate: { type: "boolean", optional: true },
        share: { type: "number", optional: true },
        helpers: { type: "unit", list: true, optional: true },
        note: { type: "text", optional: true },
      },
    },
  },
  rules: [
    {
      ...{ id: "gain", on: "gain", to: "points", when: { has: "event.points" } },
      amount: { var: "event.points" },
    },
  ],
  accounts: {
    points: { per: ["day"], steps: [{ sum: {} }] },
    all: { from: { account: "points" }, steps: [{ sum: {} }] },
  },
  measures: { score: { value: { account: "all" } } },
});
const subjects = [{ id: "a" }, { id: "b" }];

const head = { type: "gain" } as const;
const expected = [
  {
    ...{ ...head, id: "101", at: "2024-03-04T16:30:00Z", subject: "a", points: "0.1" },
    ...{ due: "2024-02-29", sent: "2024-03-05", isLate: true, share: 0.5 },
    ...{ helpers: ["a", "b"], note: "甲,乙" },
  },
  {
    ...{ ...head, id: "102", at: "2024-03-31T15:59:59.25Z", subject: "b", points: "-12.25" },
    ...{ isLate: false, share: 0.1, helpers: [], note: "plain" },
  },
  { ...head, id: "103", at: "2024-03-04T16:30:00Z", points: "1", sent: "2024-03-06" },
  {
    ...{ ...head, id: "104", at: "2024-03-31T15:59:59.25Z", subject: "a", due: "2024-12-31" },
    ...{ isLate: true, share: 0.25, helpers: ["b"] },
  },
];

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${import.meta.dirname}/columns/${name}`));
}

async function eventsIn(name: string, content: Uint8Array): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of readEvents({ name, content }, ruleset, { subjects }))
    events.push(event);
  return events;
}

async function errorOf(name: string, content: Uint8Array): Promise<FileError> {
  try {
    await eventsIn(name, content);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a file of columns that Python wrote", () => {
  test.each([
    ...["events.arrow", "events.arrows", "lz4.arrow", "zstd.arrow", "pages-v2.parquet"],
    ...["none", "snappy", "zstd", "gzip", "brotli", "lz4"].map((codec) => `${codec}.parquet`),
  ])("%s holds the events, with exact decimals, days and instants", async (name) => {
    expect(await eventsIn(name, fixture(name))).toEqual(expected);
  });

  test("holds the same if it is read from the disk, as a part of a larger buffer", async () => {
    for (const name of ["zstd.parquet", "events.arrow"]) {
      const events: unknown[] = [];
      const path = `${import.meta.dirname}/columns/${name}`;
      for await (const event of readEvents(path, ruleset, { subjects })) events.push(event);
      expect(events, name).toEqual(expected);
    }
  });

  test("without dictionaries, and with decimals as whole numbers, holds the same", async () => {
    expect(await eventsIn("plain.parquet", fixture("plain.parquet"))).toEqual(
      expected.map((event) => ({ ...event, helpers: undefined })),
    );
  });

  test("scores as the same rows of NDJSON do, by the days of the ruleset's zone", async () => {
    const lines = expected.map((event) => JSON.stringify(event)).join("\n");
    const [byLine, byColumn] = await Promise.all(
      [
        { name: "events.ndjson", content: lines },
        { name: "zstd.parquet", content: fixture("zstd.parquet") },
      ].map((source) => score(ruleset, readEvents(source, ruleset, { subjects }), { subjects })),
    );
    expect(JSON.stringify(byColumn)).toBe(JSON.stringify(byLine));
    const days =
      byColumn?.accounts.filter(({ key, value }) => key !== undefined && value !== "0") ?? [];
    expect(days.map(({ subject, key, value }) => [subject, key, value])).toEqual([
      ["a", "2024-03-05", "0.1"],
      ["b", "2024-03-31", "-12.25"],
    ]);
  });

  test("names the row, from 1, and the column of what it rejects", async () => {
    const files = readEvents({ name: "x.parquet", content: fixture("snappy.parquet") }, ruleset);
    const result = await score(ruleset, files, { subjects });
    expect(files.allRejected(result.rejections)).toMatchObject([
      { file: "x.parquet", row: 3, column: "subject", code: "subject-missing" },
    ]);
    expect(files.notes).toMatchObject([{ code: "unknown-column" }]);
  });

  test("may be a roster", async () => {
    const { subjects: read } = await readSubjects(
      { name: "roster.parquet", content: fixture("roster.parquet") },
      ruleset,
    );
    expect(read).toMatchObject([
      { id: "7", name: "第一镇" },
      { id: "8", name: "综合科" },
    ]);
  });
});

describe("a file of columns that cannot be read", () => {
  test.each<[string, string, Uint8Array, string, RegExp]>([
    [
      "a column of structs that is needed",
      "nested.parquet",
      fixture("nested.parquet"),
      "columns-type",
      /"points".*STRUCT.*leave it out/,
    ],
    [
      "moments that do not say of which zone",
      "old-moments.parquet",
      fixture("old-moments.parquet"),
      "columns-type",
      /"at".*INT96/,
    ],
    [
      "an encrypted one",
      "x.parquet",
      new TextEncoder().encode("PARE1234PARE"),
      "columns-damaged",
      /encrypted/,
    ],
    [
      "the beginning of one",
      "x.parquet",
      fixture("snappy.parquet").subarray(0, 900),
      "columns-damaged",
      /Write it anew|CSV/,
    ],
    ["four bytes", "x.parquet", fixture("snappy.parquet").subarray(0, 4), "columns-damaged", /CSV/],
    [
      "the beginning of Arrow",
      "x.arrow",
      fixture("events.arrow").subarray(0, 40),
      "columns-damaged",
      /CSV/,
    ],
    [
      "the mark of Arrow alone",
      "x.arrow",
      fixture("events.arrow").subarray(0, 8),
      "columns-damaged",
      /CSV/,
    ],
  ])("is told: %s", async (_what, name, content, code, message) => {
    const error = await errorOf(name, content);
    expect(error.code).toBe(code);
    expect(error.text.en).toMatch(message);
    expect(error.text.zh).toMatch(/请/);
  });

  test("by its compression, if that is unknown", async () => {
    const content = fixture("snappy.parquet");
    expect((await errorOf("x.parquet", withCodec(content, 3))).text.en).toMatch(/LZO.*Snappy/);
  });

  test("never ends in anything but a file error, whatever byte of it is wrong", async () => {
    for (const name of ["snappy.parquet", "plain.parquet"]) {
      const whole = fixture(name);
      for (let at = 0; at < whole.length; at += 37) {
        const content = whole.slice();
        content[at]! ^= 0xff;
        await eventsIn(name, content).catch((error: unknown) => {
          expect(error, `${name} with byte ${at} changed`).toBeInstanceOf(FileError);
        });
      }
    }
  });
});

/** The same file with another number of a compression in the metadata of all columns: field 4 of each, as a zigzag. */
function withCodec(bytes: Uint8Array, codec: number): Uint8Array {
  const changed = bytes.slice();
  const text = new TextDecoder("latin1").decode(bytes);
  // After the path of a column come the codec's field (0x15) and its value: 2 is Snappy.
  const mark = "\u0015\u0002\u0016";
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
    changed[at + 1] = codec * 2;
  return changed;
}
