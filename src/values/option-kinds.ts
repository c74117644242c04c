import { isIterable, isRecord, type Kind, someObject } from "./arguments.ts";
import { both } from "./phrase.ts";

// The kinds of value that the library's functions accept: imported together, and bundlers keep those that are used.

export const text: Kind = {
  expected: both("a text", "文本"),
  fits: (value) => typeof value === "string",
};

export const flag: Kind = {
  expected: both("true or false", "true 或 false"),
  fits: (value) => typeof value === "boolean",
};

export const count: Kind = {
  expected: both("a whole number, 0 or more", "不小于 0 的整数"),
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
};

export const texts: Kind = {
  expected: both("a list of texts", "文本列表"),
  fits: (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
};

export const list: Kind = { expected: both("a list", "列表"), fits: isIterable };

export const named: Kind = {
  expected: someObject,
  fits: isRecord,
};

export const source: Kind = {
  expected: both(
    "a path, or an object with name and content",
    "文件路径,或含有“name”与“content”的对象",
  ),
  fits: isSource,
};

export const sources: Kind = {
  expected: both("a path or a source, or a list of them", "文件路径或数据来源,或其列表"),
  fits: (value) => isSource(value) || (Array.isArray(value) && value.every(isSource)),
};

export const ledger: Kind = {
  expected: both('"full" or "none"', "“full”或“none”"),
  fits: (value) => value === "full" || value === "none",
};

export const language: Kind = {
  expected: both('"en" or "zh"', "“en”或“zh”"),
  fits: (value) => value === "en" || value === "zh",
};

function isSource(value: unknown): boolean {
  return typeof value === "string" || (isRecord(value) && "name" in value && "content" in value);
}
