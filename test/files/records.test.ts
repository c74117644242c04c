import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FileError } from "../../src/files/messages.ts";
import { Records } from "../../src/files/records.ts";
import { holds } from "../properties.ts";

/** The records of a text whose bytes come in pieces of some length; or the code and the row of the error. */
function cut(text: string, length: number, delimiter = ","): unknown {
  const bytes = Buffer.from(text);
  function* pieces(): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  }
  const found: string[][] = [];
  try {
    const records = new Records("events.csv", pieces(), delimiter.charCodeAt(0), 0);
    while (records.next()) found.push(records.texts());
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return [error.code, /row (\d+)/.exec(error.message)?.[1]];
  }
  return found;
}

/** The same of csv-parse. */
function parsed(text: string, delimiter = ","): unknown {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    const { code, records } = error as { code: string; records: number };
    const isLong = code === "CSV_MAX_RECORD_SIZE";
    return [isLong ? "csv-record-size" : "csv-quote", String(records + 1)];
  }
}

const parts = fc.constantFrom('"', '""', ",", ";", "\n", "\r\n", "\r", "a", "第", "😀", " ", "\0");
const texts = fc.array(
  fc.oneof({ weight: 3, arbitrary: parts }, fc.constantFrom('"a,\n""b"', "bc")),
);

describe("the records of a CSV text are those of csv-parse", () => {
  test("whatever stands in it, and wherever it is cut", () => {
    holds(
      fc.property(texts, fc.integer({ min: 1, max: 12 }), fc.constantFrom(",", ";"), (...given) => {
        const [pieces, length, delimiter] = given;
        const text = pieces.join("");
        expect(cut(text, length, delimiter)).toEqual(parsed(text, delimiter));
      }),
      40,
    );
  });

  test.each([
    ["nothing", ""],
    ["no line end at the end", "a,b\nc,d"],
    ["a delimiter at the end", "a,"],
    ["a blank line", "a\n\nb\n"],
    ["an empty cell in quotes at the end", 'a\n""'],
    ["a quote within a cell", 'a\nb,c"d\n'],
    ["a letter after a quote", 'a\n"b"c\n'],
    ["a quote that is not closed", 'a\n"b\nc\n'],
    ["a zero after a quote", 'a\n"b""c"\0d,e\n'],
    ["lines that end in all ways", "a\rb\nc\r\nd\n\re"],
  ])("%s", (_, text) => {
    for (const length of [1, 2, 3, 100]) expect(cut(text, length)).toEqual(parsed(text));
  });

  const million = 1_000_000;

  test.each([
    ["a cell of the greatest length", `a\n${"x".repeat(million + 1)}\nb\n`],
    ["one character more", `a\n${"x".repeat(million + 2)}\nb\n`],
    ["the same in quotes", `a\n"${"x".repeat(million + 2)}"\nb\n`],
    ["cells before count in characters", `a\n${"第".repeat(600_000)},${"x".repeat(400_001)}\n`],
    ["the last cell counts in bytes", `a\n${"x".repeat(600_000)},${"第".repeat(200_000)}\n`],
    ["characters of two halves", `a\n${"😀".repeat(500_000)},xx\n`],
    ["line ends in quotes count", `a\n"${"\n".repeat(million + 2)}"\n`],
    ["quotes in quotes count once", `a\n"${'""'.repeat(million)}"\n`],
    ["a quote that is not closed", `a\n"${"x".repeat(3 * million)}`],
    ["a stray quote behind the limit", `a\n${"x".repeat(million + 2)}"\n`],
    ["a stray quote before the limit", `a\nx"${"x".repeat(million + 2)}\n`],
    ["delimiters do not count", `a\n${",".repeat(million / 4)}\nb\n`],
  ])("at the limit of a record: %s", (_, text) => {
    expect(cut(text, 65_536)).toEqual(parsed(text));
  });
});
