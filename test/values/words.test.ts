import { describe, expect, test } from "vitest";
import { commandMessages, parserMessages } from "../../src/cli/messages.ts";
import { sentences, words } from "../../src/cli/words.ts";
import { limitWords } from "../../src/explain/prose/terms.ts";
import type { Details } from "../../src/files/details.ts";
import {
  FileError,
  fileErrorCodes,
  note,
  noteCodes,
  rowRejectionCodes,
  UnplacedRejection,
} from "../../src/files/messages.ts";
import {
  rejectionCodes,
  rejectionMessage,
  warningCodes,
  warningMessage,
} from "../../src/values/notice.ts";
import { halfTranslated } from "../ruleset/words.ts";

/** Names and values as data has them: they are to stand in quotes. Words are texts in both languages. */
const text = { en: "some words", zh: "若干词" };
const data: Details = {
  name: "abcd",
  value: "efgh",
  expected: "ijkl",
  names: ["mnop", "qrst"],
  other: text,
  text,
  count: 2,
  row: 3,
};
const notice = { field: "abcd", position: 2 };
/** Where a message speaks of a number, a file or an encoding, that is what stands there. */
const odd: Readonly<Record<string, object>> = {
  "out-of-range": { value: 12 },
  encoding: { expected: "utf-8" },
  "row-length": { expected: "12" },
  character: { expected: "U+200B" },
  "header-character": { expected: "U+200B" },
  "nameless-column": { expected: "12" },
  count: { expected: "12" },
  expanded: { expected: "12" },
  "same-file": { expected: "a.csv" },
  "repeated-rows": { expected: "a.csv" },
};

function detailsOf(code: string): Details {
  return { ...data, ...odd[code] };
}

describe("messages are Chinese in Chinese, whatever stands in them", () => {
  test("of files", () => {
    const told = [
      ...fileErrorCodes.map((code) => ({
        code,
        message: new FileError(code, "a.csv", detailsOf(code)).text,
      })),
      ...rowRejectionCodes.map((code) => ({
        code,
        message: new UnplacedRejection(code, detailsOf(code)).message,
      })),
      ...noteCodes.map((code) => note(code, "a.csv", detailsOf(code))),
    ];
    expect(halfTranslated(told)).toEqual([]);
  });

  test("of events and results", () => {
    const details = [
      notice,
      { ...notice, expected: "≥ 5" },
      { ...notice, label: text, expected: text },
    ];
    const told = details.flatMap((one) => [
      ...rejectionCodes.map((code) => ({
        code,
        message: rejectionMessage(code, { value: "efgh", ...one, ...odd[code] }),
      })),
      ...warningCodes.map((code) => ({ code, message: warningMessage(code, one) })),
    ]);
    expect(halfTranslated(told)).toEqual([]);
  });

  test("of the command line", () => {
    const some = Array.from({ length: 5 }, () => "7");
    const made = { ...sentences, ...commandMessages, ...parserMessages } as Record<
      string,
      (...some: unknown[]) => typeof text
    >;
    // What takes more than texts is made with what it takes.
    const others = [
      ...["unscored", "ending", "unmissed", "missing", "duplicateRows"],
      ...["events", "facts", "compared", "needed"],
    ];
    const told = Object.entries(made)
      .filter(([code]) => !others.includes(code))
      .map(([code, make]) => ({ code, message: make(...some) }));
    told.push({ code: "unscored", message: sentences.unscored(7, [text]) });
    told.push({ code: "missing", message: sentences.missing("7", "7", ["7"]) });
    const place = { again: text, first: text };
    told.push({ code: "duplicateRows", message: sentences.duplicateRows([place], 7) });
    told.push({ code: "events", message: sentences.events(["7"], true) });
    told.push({ code: "facts", message: sentences.facts(["7", "7"]) });
    told.push({
      code: "compared",
      message: sentences.compared("7", "7", limitWords(">", "7"), false),
    });
    told.push({ code: "needed", message: sentences.needed("7", "7", limitWords(">=", "7")) });
    told.push({ code: "unmissed", message: sentences.unmissed("C1", text) });
    told.push({ code: "ending", message: commandMessages.ending("a.xlsx", ".xlsx", [".csv"]) });
    // The help of options names what is typed.
    const plain = Object.entries(words)
      .filter(([code]) => !code.startsWith("option"))
      .map(([code, message]) => ({ code, message }));
    const all = [...told, ...plain];
    expect(halfTranslated(all)).toEqual([]);
  });
});
