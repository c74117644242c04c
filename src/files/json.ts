import {
  findNodeAtLocation,
  getLocation,
  type Node,
  parseTree,
  printParseErrorCode,
  visit,
} from "jsonc-parser";
import { pointerTo } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import type { Details } from "./details.ts";
import { FileError, type FileErrorCode } from "./messages.ts";

/** Deepest nesting that is read. */
const depthLimit = 200;
const strict = { disallowComments: true, allowTrailingComma: false };

/** A place in a text, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(start)].length + 1 };
}

/** Finds the place of the value that a JSON Pointer names; for a missing value, that of its parent. */
export function pointerPlaces(text: string): (pointer: string) => Place {
  const root = parseTree(text, [], strict);
  return (pointer) => {
    const path = pointer
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    let node = root;
    for (const part of path) {
      const next: Node | undefined =
        node === undefined
          ? undefined
          : findNodeAtLocation(node, [node.type === "array" ? Number(part) : part]);
      if (next === undefined) break;
      node = next;
    }
    // An entry of an object begins with its key.
    const start = node?.parent?.type === "property" ? node.parent : node;
    return placeAt(text, start?.offset ?? 0);
  };
}

/**
 * The value of a JSON text. Unlike `JSON.parse`, it rejects duplicate keys, and keeps numbers that a double cannot
 * hold as text. Every error has its line and column.
 */
export function readJson(text: string, file: string): unknown {
  const errors = jsonErrors(text, file);
  if (errors[0] !== undefined) throw errors[0];
  return JSON.parse(exactNumbers(text));
}

/** All errors of a JSON text: syntax errors, or duplicate keys. */
export function jsonErrors(text: string, file: string): FileError[] {
  const error = (code: FileErrorCode, offset: number, details: Details): FileError =>
    new FileError(code, file, details, placeAt(text, offset));
  if (text.trim() === "") return [new FileError("file-empty", file)];
  const deep = tooDeep(text);
  if (deep !== undefined) return [error("json-depth", deep, { count: depthLimit })];
  try {
    return hasDuplicateKeys(text, JSON.parse(text)) ? duplicateKeys(text, error) : [];
  } catch {
    return syntaxErrors(text, error);
  }
}

type MakeError = (code: FileErrorCode, offset: number, details: Details) => FileError;

/** Messages for common errors, by the parser's code. */
const slips: Readonly<Record<string, Text>> = {
  InvalidSymbol: both("put texts in double quotes", "文字须用双引号括起"),
  InvalidNumberFormat: both("expected a number such as 0 or -1.5", "应为 0、-1.5 这样的数字"),
  PropertyNameExpected: both(
    "expected a key in double quotes; there is no comma after the last one",
    "应为双引号括起的键;最后一项之后没有逗号",
  ),
  ValueExpected: both(
    "expected a value; there is no comma after the last one",
    "应有值;最后一项之后没有逗号",
  ),
  ColonExpected: both("expected a colon", "缺少冒号"),
  CommaExpected: both("expected a comma", "缺少逗号"),
  EndOfFileExpected: both("expected the end of the file before this", "此前内容应已结束"),
  InvalidCommentToken: both("JSON has no comments", "JSON 不能有注释"),
  UnexpectedEndOfString: both("the text is not closed on its line", "文字在本行内没有结束引号"),
};

const fullWidth = both(
  "this character is full-width; write the ASCII one",
  "这是全角符号,请改用半角符号",
);

function syntaxErrors(text: string, error: MakeError): FileError[] {
  const errors: { error: number; offset: number; length: number }[] = [];
  parseTree(text, errors, strict);
  const first = errors[0];
  // What only JSON.parse refuses, such as a bare control character, has no place here.
  if (first === undefined) return [error("json-syntax", 0, { value: text.slice(0, 20) })];
  const code = printParseErrorCode(first.error);
  const open = code === "UnexpectedEndOfString" ? first.offset + first.length : first.offset;
  if (text.slice(open).trim() === "") {
    const path = getLocation(text, first.offset).path.filter((part) => part !== "");
    return [error("json-ended", first.offset, { expected: pointerTo("", ...path) || "/" })];
  }
  const value = text.slice(first.offset, first.offset + 20);
  const slip = /^[：，“”‘’｛｝［］]/u.test(value) ? fullWidth : slips[code];
  return [error("json-syntax", first.offset, { value, text: slip })];
}

function duplicateKeys(text: string, error: MakeError): FileError[] {
  const found: FileError[] = [];
  const open: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Map());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, offset) => {
      const first = open.at(-1)?.get(key);
      if (first === undefined) open.at(-1)?.set(key, offset);
      else {
        const { line, column } = placeAt(text, first);
        found.push(
          error("json-duplicate-key", offset, { name: key, expected: `${line}:${column}` }),
        );
      }
    },
  });
  return found;
}

const stringOrBracket = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g;

/** Where a JSON text is nested too deep to be read. */
export function tooDeep(text: string): number | undefined {
  if (text.length <= depthLimit) return undefined;
  let depth = 0;
  for (const match of text.matchAll(stringOrBracket)) {
    if (match[0] === "{" || match[0] === "[") depth += 1;
    else if (match[0] === "}" || match[0] === "]") depth -= 1;
    if (depth > depthLimit) return match.index;
  }
  return undefined;
}

/** Does an object of a JSON text have a duplicate key? `JSON.parse` silently keeps the last. */
export function hasDuplicateKeys(text: string, value: unknown): boolean {
  return (text.match(/"[^"\\]*(?:\\.[^"\\]*)*"\s*:/g)?.length ?? 0) !== countKeys(value);
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const parts: unknown[] = Object.values(value);
  return parts.reduce<number>(
    (sum, part) => sum + countKeys(part),
    Array.isArray(value) ? 0 : parts.length,
  );
}

const longNumber = /\d[\d.]{15}|\d[eE]/;
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** A JSON text in which numbers that a double may not hold exactly are strings of the same digits. */
export function exactNumbers(text: string): string {
  if (!longNumber.test(text)) return text;
  return text.replace(stringOrNumber, (token) =>
    !token.startsWith('"') && (token.length > 15 || /e/i.test(token)) ? `"${token}"` : token,
  );
}
