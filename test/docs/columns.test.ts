import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { eventColumns, spellings, subjectColumns, usualColumns } from "../../src/files/columns.ts";

const root = join(import.meta.dirname, "..", "..");
const format = readFileSync(join(root, "docs/format.md"), "utf8");
const section = format.split("\n### Columns\n")[1]?.split("\n## ")[0] ?? "";
const rows = [...section.matchAll(/^\| `([a-z]+)` \| (.*?) \| (.*?) \|/gm)];

test("docs/format.md lists every built-in column with its default names, and where it is read", () => {
  const listed = rows.map(([, column = "", names = "", place]) => [
    column,
    names.split(", ").filter((name) => !name.startsWith("and ")),
    place,
  ]);
  const columns = [...new Set([...eventColumns, ...subjectColumns])];
  const expected = columns.map((column) => {
    const isOf = (list: readonly string[]) => list.includes(column);
    const place = isOf(eventColumns) ? (isOf(subjectColumns) ? "both" : "events") : "rosters";
    return [column, [...new Set(spellings("", usualColumns[column]).slice(1))].sort(), place];
  });
  const sorted = listed.map(([column, names, place]) => [
    column,
    [...(names as string[])].sort(),
    place,
  ]);
  expect(new Set(sorted.map((one) => JSON.stringify(one)))).toEqual(
    new Set(expected.map((one) => JSON.stringify(one))),
  );
});

test.each(["README.md", "README.zh-CN.md", "docs/guide.md", "docs/guide.zh-CN.md"])(
  "%s links to it",
  (path) => {
    expect(readFileSync(join(root, path), "utf8")).toContain("format.md#columns");
  },
);
