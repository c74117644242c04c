import {
  Bool,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int32,
  Int64,
  LargeUtf8,
  List,
  makeData,
  Null,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  tableFromIPC,
  tableToIPC,
  Uint8,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../scripts/compare-builds/streams.ts";
import { fromArrow } from "../../src/arrow.ts";
import { type Column, loadRuleset, score, UsageError } from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { outcomeOf } from "../engine/tables.ts";
import { holds } from "../properties.ts";

function valuesOf(column: Column | undefined): unknown[] {
  if (column === undefined) return [];
  if (!("codes" in column)) return [...column];
  return Array.from(column.codes, (code) => column.values[code]);
}

/** What events hold of a vector, after a way through bytes as well. */
function read(vector: Vector): unknown[] {
  const table = new Table({ column: vector });
  const values = valuesOf(fromArrow(table).columns["column"]);
  const after = fromArrow(tableFromIPC(tableToIPC(table, "stream")));
  expect(valuesOf(after.columns["column"])).toEqual(values);
  return values;
}

/** A decimal of 128 bits by its words, the lowest first. */
function decimals(scale: number, ...units: readonly bigint[]): Vector {
  const data = new Uint32Array(units.length * 4);
  for (const [at, unit] of units.entries())
    for (let word = 0; word < 4; word += 1)
      data[at * 4 + word] = Number(BigInt.asUintN(32, unit >> BigInt(32 * word)));
  return new Vector([makeData({ type: new Decimal(scale, 38, 128), length: units.length, data })]);
}

describe("a column of an Arrow table", () => {
  test.each<[string, Vector, unknown[]]>([
    ["texts", vectorFromArray(["a", null, "甲", ""], new Utf8()), ["a", undefined, "甲", ""]],
    [
      "ASCII texts",
      vectorFromArray(["ab", "c", null, "def"], new Utf8()),
      ["ab", "c", undefined, "def"],
    ],
    ["large texts", vectorFromArray(["a", "b", "a"], new LargeUtf8()), ["a", "b", "a"]],
    [
      "a dictionary",
      vectorFromArray(["x", null, "y", "x"], new Dictionary(new Utf8(), new Int32())),
      ["x", undefined, "y", "x"],
    ],
    ["flags", vectorFromArray([true, null, false], new Bool()), [true, null, false]],
    ["small whole numbers", vectorFromArray([3, 255], new Uint8()), [3, 255]],
    ["whole numbers with nulls", vectorFromArray([-3, null], new Int32()), [-3, null]],
    [
      "long whole numbers",
      vectorFromArray([7n, null, 9_007_199_254_740_993n], new Int64()),
      [7, null, "9007199254740993"],
    ],
    ["doubles", vectorFromArray([0.1, null, 1e-7], new Float64()), [0.1, null, 1e-7]],
    ["singles", vectorFromArray([0.1, 2.5, 16_777_217], new Float32()), [0.1, 2.5, 16_777_216]],
    ["halves", vectorFromArray([1.5], new Float16()), [1.5]],
    ["nothing", vectorFromArray([null, null], new Null()), [null, null]],
    [
      "decimals",
      decimals(2, 1234n, -5n, 0n, 10n, -(10n ** 30n)),
      ["12.34", "-0.05", "0", "0.1", `-1${"0".repeat(28)}`],
    ],
    [
      "days",
      vectorFromArray([new Date("2024-02-29"), null, new Date("1969-12-31")], new DateDay()),
      ["2024-02-29", undefined, "1969-12-31"],
    ],
    [
      "days in milliseconds",
      vectorFromArray([new Date("2024-02-29")], new DateMillisecond()),
      ["2024-02-29"],
    ],
    [
      "instants",
      vectorFromArray([1_709_602_200_250, -1], new TimestampMillisecond("Asia/Shanghai")),
      ["2024-03-05T01:30:00.25Z", "1969-12-31T23:59:59.999Z"],
    ],
    [
      "instants of midnights, which stay instants",
      vectorFromArray([1_709_596_800_000], new TimestampSecond("UTC")),
      ["2024-03-05T00:00:00Z"],
    ],
    [
      "moments of a clock on the wall",
      vectorFromArray([1_709_631_000_000, null], new TimestampMicrosecond()),
      ["2024-03-05T09:30:00", undefined],
    ],
    [
      "midnights in no zone, which are days",
      vectorFromArray([1_709_596_800_000, null, 0], new TimestampNanosecond()),
      ["2024-03-05", undefined, "1970-01-01"],
    ],
    [
      "times of day",
      vectorFromArray([34_200_000_000n, 1n], new TimeMicrosecond()),
      ["09:30:00", "00:00:00.000001"],
    ],
    [
      "lists",
      vectorFromArray([["a", "b"], null, [], ["甲"]], new List(new Field("item", new Utf8()))),
      [["a", "b"], null, [], ["甲"]],
    ],
    [
      "lists of days",
      vectorFromArray([[new Date("2024-02-29")]], new List(new Field("item", new DateDay()))),
      [["2024-02-29"]],
    ],
    [
      "lists of one length",
      vectorFromArray(
        [
          [1, 2],
          [3, 4],
        ],
        new FixedSizeList(2, new Field("item", new Int32())),
      ),
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])("of %s holds what events hold", (_what, vector, expected) => {
    expect(read(vector)).toEqual(expected);
  });

  test("keeps a timestamp finer than a millisecond exact, so that the event is rejected, not moved", () => {
    const data = BigInt64Array.of(1_709_602_200_000_001_000n);
    const type = new TimestampNanosecond("UTC");
    expect(read(new Vector([makeData({ type, length: 1, data })]))).toEqual([
      "2024-03-05T01:30:00.000001Z",
    ]);
  });

  test("holds ids, if they are whole numbers of a column for ids", () => {
    const numbers = vectorFromArray([7n, null, 9_007_199_254_740_993n], new Int64());
    const { columns } = fromArrow(new Table({ id: numbers, subject: numbers, points: numbers }));
    expect(columns["id"]).toEqual(["7", null, "9007199254740993"]);
    expect(columns["subject"]).toEqual(columns["id"]);
    expect(columns["points"]).toEqual([7, null, "9007199254740993"]);
  });

  test("keeps the codes of its dictionary", () => {
    const vector = vectorFromArray(["x", "y", "x"], new Dictionary(new Utf8(), new Int32()));
    expect(fromArrow(new Table({ column: vector })).columns["column"]).toEqual({
      codes: Int32Array.of(0, 1, 0),
      values: ["x", "y"],
    });
  });

  test("of many chunks with dictionaries of their own is one list of values", () => {
    const type = new Dictionary(new Utf8(), new Int32());
    const [first, second] = [
      ["x", "y"],
      ["z", null, "y"],
    ].map((values) => vectorFromArray(values, type)) as [Vector, Vector];
    const both = first.concat(second);
    expect(fromArrow(new Table({ column: both })).columns["column"]).toEqual({
      codes: Int32Array.of(0, 1, 2, -1, 1),
      values: ["x", "y", "z"],
    });
  });

  test("that was cut out of a longer one holds its own rows", () => {
    const long = new Table({
      text: vectorFromArray(["a", null, "c", "d"], new Utf8()),
      flag: vectorFromArray([true, false, null, true], new Bool()),
      list: vectorFromArray(
        [["a"], ["b", "c"], [], ["d"]],
        new List(new Field("item", new Utf8())),
      ),
      code: vectorFromArray(["x", "y", null, "x"], new Dictionary(new Utf8(), new Int32())),
      number: vectorFromArray([1, 2, 3, 4], new Float64()),
    });
    const { columns, length } = fromArrow(long.slice(1, 4));
    expect(length).toBe(3);
    expect(Object.values(columns).map(valuesOf)).toEqual([
      [undefined, "c", "d"],
      [false, null, true],
      [["b", "c"], [], ["d"]],
      ["y", undefined, "x"],
      [2, 3, 4],
    ]);
  });
});

describe("what is no table of events", () => {
  const struct = new Struct([new Field("inner", new Utf8())]);
  test.each<[string, () => unknown, RegExp]>([
    ["bytes", () => new Uint8Array(8), /Table of apache-arrow.*tableFromIPC/],
    ["nothing", () => undefined, /Table of apache-arrow/],
    [
      "a column of structs",
      () => new Table({ part: vectorFromArray([{ inner: "a" }], struct) }),
      /column "part".*Struct.*table\.select/,
    ],
    [
      "a list of structs",
      () =>
        new Table({
          part: vectorFromArray([[{ inner: "a" }]], new List(new Field("item", struct))),
        }),
      /column "part".*List/,
    ],
    [
      "two columns of one name",
      () => {
        const fields = [0, 1].map(() => new Field("id", new Utf8(), true));
        const children = fields.map(() => vectorFromArray(["1"], new Utf8()).data[0]!);
        const data = makeData({ type: new Struct(fields), length: 1, nullCount: 0, children });
        return new Table(new Schema(fields), [new RecordBatch(new Schema(fields), data)]);
      },
      /column "id".*two columns/,
    ],
  ])("is refused: %s", (_what, make, message) => {
    const call = (): unknown => fromArrow(make() as Table);
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
  });
});

const loaded = Object.values(rulesets).map((document) => loadRuleset(document));

describe("events that come as an Arrow table", () => {
  test("score as they do as objects", () => {
    const streams = fc.record({
      seed: fc.nat(1_000_000),
      at: fc.nat(loaded.length - 1),
      dictionaries: fc.boolean(),
    });
    holds(
      fc.property(streams, ({ seed, at, dictionaries }) => {
        const ruleset = loaded[at]!;
        const { events, ...options } = randomStream(ruleset, seed);
        const [rows, table] = inArrow(events.filter(isObject), dictionaries);
        const [byRow, byColumn] = [rows, fromArrow(table)].map((given) =>
          outcomeOf(() => score(ruleset, given, options)),
        );
        expect(byColumn).toBe(byRow);
      }),
      4,
    );
  });
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Events with values of one kind in each column, and the same as an Arrow table. */
function inArrow(
  events: readonly Record<string, unknown>[],
  dictionaries: boolean,
): [rows: object[], table: Table] {
  const names = [...new Set(events.flatMap((event) => Object.keys(event)))];
  const rows = events.map((): Record<string, unknown> => ({}));
  const vectors = names.map((name): [string, Vector] => {
    const kind = kindOf(events.find((event) => name in event)?.[name]);
    const values = events.map((event) => (kindOf(event[name]) === kind ? event[name] : null));
    const cells = values.map((value) =>
      kind === "text" && value !== null ? String(value) : value,
    );
    for (const [at, cell] of cells.entries()) if (cell !== null) rows[at]![name] = cell;
    const text = dictionaries ? new Dictionary(new Utf8(), new Int32()) : new Utf8();
    const types = { text, flag: new Bool(), list: new List(new Field("item", new Utf8())) };
    const written =
      kind === "list" ? cells.map((cell) => cell && (cell as unknown[]).map(String)) : cells;
    if (kind === "list")
      for (const [at, cell] of written.entries()) if (cell !== null) rows[at]![name] = cell;
    return [name, vectorFromArray(written as string[], types[kind ?? "text"] as Utf8)];
  });
  return [rows, new Table(Object.fromEntries(vectors))];
}

function kindOf(value: unknown): "text" | "flag" | "list" | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return "flag";
  return Array.isArray(value) ? "list" : "text";
}
