import { both, type Phrase, phraseIn } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

/** What the schema reports about a part that does not match it. */
export interface ShapeIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly errors?: readonly (readonly ShapeIssue[])[];
}

/** The schema's names of types, in words. */
const types: Readonly<Record<string, Text>> = {
  string: both("a text", "文本"),
  number: both("a number", "数值"),
  int: both("a whole number", "整数"),
  boolean: both("true or false", "true 或 false"),
  array: both("a list", "列表"),
  tuple: both("a list", "列表"),
  object: both("an object", "对象({ … })"),
  record: both("an object", "对象({ … })"),
};

/** Limits by what they limit: the length of a text or a list, or a number itself. */
const limits: Readonly<Record<string, (limit: number, isLeast: boolean) => Text>> = {
  string: () => both("a text that is not empty", "非空文本"),
  array: (limit, isLeast) =>
    isLeast
      ? both(`a list of at least ${limit}`, `至少有 ${limit} 项的列表`)
      : both(`a list of at most ${limit}`, `至多有 ${limit} 项的列表`),
  number: (limit, isLeast) =>
    isLeast
      ? both(`a number of at least ${limit}`, `不小于 ${limit} 的数`)
      : both(`a number of at most ${limit}`, `不大于 ${limit} 的数`),
};

const somethingElse = both("something else", "其他内容");

/** What the schema expects at a place. */
export function expectation(part: ShapeIssue): Phrase {
  if (part.errors !== undefined)
    return anyOf(
      part.errors.map(([first]) => (first === undefined ? somethingElse : expectation(first))),
    );
  if (part.values !== undefined) return anyOf(part.values.map((value) => JSON.stringify(value)));
  const limit = part.minimum ?? part.maximum;
  const limited = limits[part.origin ?? ""];
  if (limit !== undefined && limited !== undefined)
    return limited(limit, part.minimum !== undefined);
  return types[part.expected ?? ""] ?? somethingElse;
}

function anyOf(phrases: readonly Phrase[]): Text {
  // Forms that differ only inside look the same to the reader.
  const texts = [...new Map(phrases.map((one) => [phraseIn(one, "en"), one])).values()].map(
    (one) => (typeof one === "string" ? both(one, one) : one),
  );
  return both(texts.map(({ en }) => en).join(" or "), texts.map(({ zh }) => zh).join(" 或 "));
}

/** Describes a value that is not plain JSON data, by its JavaScript type. */
export function notPlain(input: unknown): Text {
  const kinds: Readonly<Record<string, Text>> = {
    bigint: both("a big integer", "大整数"),
    function: both("a function", "函数"),
    number: both("a number that is not finite", "非有限的数"),
    object: both("an instance of a class", "类的实例"),
    symbol: both("a symbol", "符号"),
    undefined: both("an undefined value", "未定义的值"),
  };
  const { en, zh } = kinds[typeof input] ?? somethingElse;
  return both(`${en} is not allowed`, `不能是${zh}`);
}
