import { existsSync, readFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/index.ts";
import { folderOf, jifen, sample } from "./tools.ts";

type Line = Readonly<Record<string, unknown>>;

const longyang = ["score", ...sample("longyang-2019")];

/** What a result holds as JSON. */
async function inJson(only: string): Promise<Result> {
  const { out } = await jifen([...longyang, "--only", only, "--format", "json"]);
  return JSON.parse(out) as Result;
}

async function inParquet(path: string): Promise<Line[]> {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  return parquetReadObjects({ file });
}

function inArrow(path: string): Line[] {
  const table = tableFromIPC(readFileSync(path));
  return table.toArray().map((row: { toJSON(): Line }) => row.toJSON());
}

/** A value as JSON writes it: a day by its text, a list of Arrow by its values. */
function plain(value: unknown, name: string): unknown {
  if (name === "day") return new Date(value as number | Date).toISOString().slice(0, 10);
  if (typeof value === "object" && value !== null && Symbol.iterator in value)
    return [...(value as Iterable<unknown>)];
  return value;
}

function linesOf(lines: readonly Line[], names: readonly string[]): Line[] {
  return lines.map((line) =>
    Object.fromEntries(
      names.flatMap((name) =>
        line[name] === null || line[name] === undefined ? [] : [[name, plain(line[name], name)]],
      ),
    ),
  );
}

describe("a result as a file of columns", () => {
  test.each<[part: keyof Result & string, names: readonly string[]]>([
    ["standings", ["ranking", "rank", "subject", "name", "score"]],
    ["measures", ["id", "subject", "value"]],
    ["accounts", ["id", "subject", "value"]],
    ["outcomes", ["id", "kind", "subject", "clauses", "state"]],
    ["ledger", ["number", "subject", "rule", "clauses", "accounts", "amount", "event", "day"]],
    ["runnings", ["id"]],
  ])("holds the %s as the JSON has them", async (part, names) => {
    const path = folderOf({});
    const expected = linesOf((await inJson(part))[part] as unknown as Line[], names);
    for (const [name, read] of [
      ["result.parquet", inParquet],
      ["result.arrow", inArrow],
    ] as const) {
      const { err } = await jifen([...longyang, "--only", part, "--output", path(name)]);
      expect(err).toContain(`Written: ${path(name)}`);
      expect(linesOf(await read(path(name)), names)).toEqual(expected);
    }
  });

  test("holds the standings if nothing is chosen, and says so", async () => {
    const path = folderOf({});
    const { err } = await jifen([...longyang, "--output", path("a.parquet")]);
    expect(err).toContain("the standings only: choose another table with --only");
    expect(await inParquet(path("a.parquet"))).toHaveLength(
      (await inJson("standings")).standings.length,
    );
  });

  test("holds the values of one measure if it is chosen by its name", async () => {
    const path = folderOf({});
    await jifen([...longyang, "--only", "measure:score", "--output", path("a.feather")]);
    expect(inArrow(path("a.feather")).map(({ id }) => id)).toContain("score");
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      "two tables",
      ["--only", "measures,ledger", "--output", "a.parquet"],
      /one table.*--only ledger/,
    ],
    ["what is no table", ["--only", "counts", "--output", "a.arrow"], /one table/],
    ["a terminal", ["--format", "parquet"], /--output result\.parquet/],
    [
      "a name that ends otherwise",
      ["--format", "arrow", "--output", "a.csv"],
      /\.arrow, \.feather/,
    ],
  ])("is not made for %s", async (_what, options, message) => {
    const path = folderOf({});
    const args = options.map((one) => (one.startsWith("a.") ? path(one) : one));
    const { code, err } = await jifen([...longyang, ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(path("a.parquet")) || existsSync(path("a.arrow"))).toBe(false);
  });

  test("is no form of what other commands write", async () => {
    const { code, err } = await jifen([
      "diff",
      "longyang-2019",
      "longyang-2019",
      "--format",
      "parquet",
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/table, json, csv, markdown/);
  });
});
