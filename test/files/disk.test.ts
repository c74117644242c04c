import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FileError, readEvents, type Source } from "../../src/node.ts";
import { gb18030, ruleset, subjects, utf16 } from "./tools.ts";

const folder = mkdtempSync(join(tmpdir(), "jifen-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** More than is held in memory. */
const length = 9 * 1024 * 1024;
const header = "编号,类型,时间,单位,级别,备注\n";

/** A table that is large by its remarks, in which characters are cut wherever the file is. */
function large(word: string): string {
  const lines: string[] = [];
  const remark = word.repeat(Math.ceil(20_000 / word.length));
  for (let size = 0; size < length; size += remark.length)
    lines.push(`E${lines.length},采用,2024-03-05,001,市级,${remark}`);
  return header + lines.join("\n");
}

function withStart(start: readonly number[], text: string): Uint8Array {
  return Buffer.concat([Uint8Array.from(start), Buffer.from(text)]);
}

async function outcome(source: Source): Promise<unknown> {
  const files = readEvents(source, ruleset, { subjects });
  let remarks = 0;
  try {
    for await (const event of files) remarks += String(event["note"]).length;
  } catch (error) {
    if (error instanceof FileError) return [error.code, error.message];
    throw error;
  }
  return { remarks, counts: files.counts, notes: files.notes, places: files.placesOf("E7") };
}

const chinese = large("第一镇a");

describe("a large file is read from the disk as it is from memory", () => {
  test.each<[string, Uint8Array | string]>([
    ["in UTF-8", chinese],
    ["in ASCII", large("abc")],
    ["with a byte order mark", `\ufeff${chinese}`],
    ["in GB18030", gb18030(large("一"))],
    ["in UTF-16", utf16(large("一"), "le")],
    ["with accents alone, which is ambiguous", large("é").replace(header, "id,type\n")],
    ["with a character that is cut off at the end", Buffer.from(chinese).subarray(0, -1)],
    ["with one byte that is not UTF-8", withStart([0xff], chinese)],
    ["with a zero at the start", withStart([0], chinese)],
    ["of another kind", withStart([0x1f, 0x8b], chinese)],
    ["of JSON lines", `{"编号":"E7","备注":"${"一".repeat(9000)}"}\n`.repeat(length / 9000)],
  ])("%s", { timeout: 60_000 }, async (_, content) => {
    const path = join(folder, "events.csv");
    writeFileSync(path, content);
    expect(statSync(path).size).toBeGreaterThan(8 * 1024 * 1024);
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    expect(await outcome(path)).toEqual(await outcome({ name: path, content: bytes }));
  });

  test("places are not taken from a file that has changed", async () => {
    const path = join(folder, "changed.csv");
    writeFileSync(path, chinese);
    const files = readEvents(path, ruleset, { subjects });
    for await (const _ of files);
    utimesSync(path, 0, 0);
    expect(() => files.placesOf("E7")).toThrow(expect.objectContaining({ code: "file-changed" }));
    rmSync(path);
    expect(() => files.placesOf("E7")).toThrow(expect.objectContaining({ code: "file-missing" }));
  });

  test("a file that is written to while it is read is refused", async () => {
    const path = join(folder, "written.csv");
    // The first events come before the last rows are read.
    const rows = `E1,采用,2024-03-05,001,市级,\n`.repeat(length / 24);
    writeFileSync(path, header + rows);
    const files = readEvents(path, ruleset, { subjects });
    const read = async () => {
      for await (const _ of files) if (statSync(path).mtimeMs !== 0) utimesSync(path, 0, 0);
    };
    await expect(read()).rejects.toThrow(expect.objectContaining({ code: "file-changed" }));
  });
});
