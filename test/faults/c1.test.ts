import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/index.ts";
import { readEvents } from "../../src/node.ts";
import { folderOf, jifen } from "../cli/tools.ts";
import { document } from "./rows.ts";

const ruleset = loadRuleset(document);

async function read(content: string, name = "a.ndjson") {
  const files = readEvents({ name, content }, ruleset);
  const events: unknown[] = [];
  for await (const event of files) events.push(event);
  return { events, rejected: files.rejected.map(({ row, code }) => `${row} ${code}`) };
}

const event = { id: "1", at: "2024-01-05", unit: "第一镇", points: "3" };

describe("C1 lines of NDJSON of any content and any length", () => {
  test("one line that is not JSON is a rejected row", async () => {
    expect(await read("{bad")).toEqual({ events: [], rejected: ["1 row-json"] });
    expect(await read("{bad\n")).toEqual({ events: [], rejected: ["1 row-json"] });
  });

  test("the command line rejects the row, and ends as with any rejected row", async () => {
    const path = folderOf({ "r.json": JSON.stringify(document), "a.ndjson": "{bad" });
    const { code, err, out } = await jifen(["score", path("r.json"), path("a.ndjson")]);
    expect([code, err + out]).toEqual([1, expect.stringContaining("row-json")]);
  });

  // A piece of a file has 65,536 bytes.
  test.each([65_535, 65_536, 65_537, 200_000])(
    "one line with a text of %d letters",
    async (size) => {
      const line = JSON.stringify({ ...event, note: "x".repeat(size) });
      expect(await read(line)).toMatchObject({ events: [{ id: "1" }], rejected: [] });
      expect(await read(`\n${line}\n{"a":`)).toMatchObject({ rejected: ["3 row-json"] });
    },
  );

  test("property: a text that begins with a brace is read, row by row, or refused as a file", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const found = await read(`{${text}`).catch((error: Error) => error);
        expect(found).toSatisfy(
          (one: { name?: string; rejected?: unknown }) =>
            one.name === "FileError" || one.rejected !== undefined,
        );
      }),
    );
  });
});
