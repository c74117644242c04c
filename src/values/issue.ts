import { both, type Phrase, phraseIn, spaced } from "./phrase.ts";
import { compareText, type Language, nearest, quote, type Text } from "./text.ts";

/** Details for a message; each code uses some. Words are texts in both languages, data is the same in both. */
export interface IssueDetails {
  /** The value that was found, as it is written. */
  readonly found?: unknown;
  /** What was found, as words or a list. */
  readonly is?: Phrase | undefined;
  readonly expected?: Phrase | undefined;
  readonly name?: Phrase | undefined;
}

/** The details in one language. */
interface Said {
  readonly name: string;
  readonly expected: string;
  /** What was found: words, or the value with the quotes of a text. */
  readonly found: string;
  /** The value found without quotes of its own, for messages that set them. */
  readonly bare: string;
}

function saidIn(details: IssueDetails, language: Language): Said {
  const { found, is, expected, name } = details;
  return {
    name: typeof name === "object" ? name[language] : quote(name ?? ""),
    expected: typeof expected === "string" ? bounded(expected) : phraseIn(expected ?? "", language),
    found: is === undefined ? quoted(found) : phraseIn(is, language),
    bare: quote(found),
  };
}

/** The maximum length of a place or of data in a message, in characters. */
const longestData = 200;

function bounded(data: string): string {
  return data.length > longestData ? `${data.slice(0, longestData - 1)}…` : data;
}

/** A value as JSON writes it: a text has its quotes. */
function quoted(value: unknown): string {
  return quote(typeof value === "string" ? JSON.stringify(value) : value);
}

type Template = { readonly [In in Language]: (said: Said) => string };

/** Every issue that a ruleset can have: its stable code and its message. */
const catalogue = {
  "not-json-data": {
    en: (d) => `not plain JSON data: ${d.expected}`,
    zh: (d) => spaced`不是纯 JSON 数据:${d.expected}`,
  },
  "too-deep": {
    en: (d) => `nested deeper than ${d.expected} levels`,
    zh: (d) => spaced`嵌套超过${d.expected}层`,
  },
  "wrong-format": {
    en: (d) => `"format" must be 1, found ${d.found}`,
    zh: (d) => spaced`“format” 应为 1,现为${d.found}`,
  },
  "unknown-key": {
    en: (d) => `unknown key "${d.name}"`,
    zh: (d) => spaced`未知的键“${d.name}”`,
  },
  "missing-key": {
    en: (d) => `"${d.name}" is missing`,
    zh: (d) => spaced`缺少“${d.name}”`,
  },
  "wrong-type": {
    en: (d) => `expected ${d.expected}, found ${d.found}`,
    zh: (d) => spaced`应为${d.expected},现为${d.found}`,
  },
  "bad-number": {
    en: (d) => `${d.found} is not a decimal string ("0.5") or a whole number`,
    zh: (d) => spaced`${d.found}不是十进制字符串("0.5")或整数`,
  },
  "bad-id": {
    en: (d) =>
      `"${d.bare}" cannot be an id: use letters, digits, ".", "-" or "_", and begin with a letter`,
    zh: (d) => spaced`“${d.bare}”不能作标识:请用字母、数字、“.”、“-”或“_”,并以字母开头`,
  },
  "bad-zone": {
    en: (d) => `"${d.bare}" is not an IANA time zone`,
    zh: (d) => spaced`“${d.bare}”不是 IANA 时区`,
  },
  "bad-date": {
    en: (d) => `"${d.bare}" is not a date such as 2019-03-11`,
    zh: (d) => spaced`“${d.bare}”不是 2019-03-11 这样的日期`,
  },
  "bad-period": {
    en: (d) => `"${d.bare}" is not a period such as 2024, 2024-H1, 2024-Q3, 2024-03 or all`,
    zh: (d) => spaced`“${d.bare}”不是考核期,例如 2024、2024-H1、2024-Q3、2024-03 或“all”`,
  },
  "duplicate-id": {
    en: (d) => `the id "${d.name}" is used twice; first at ${d.expected}`,
    zh: (d) => spaced`标识“${d.name}”重复;首次出现在${d.expected}`,
  },
  "unknown-clause": {
    en: (d) => `clause "${d.name}" is not declared in "clauses"`,
    zh: (d) => spaced`条款“${d.name}”未在“clauses”中声明`,
  },
  "missing-clause": {
    en: (d) => `${d.expected} must cite its clause`,
    zh: (d) => spaced`${d.expected}必须注明条款`,
  },
  "unknown-name": {
    en: (d) => `there is no ${d.expected} "${d.name}"`,
    zh: (d) => spaced`没有名为“${d.name}”的${d.expected}`,
  },
  "unknown-field": {
    en: (d) => `"${d.name}" is not a field that can be read here`,
    zh: (d) => spaced`此处没有可读的字段“${d.name}”`,
  },
  "unknown-operator": {
    en: (d) => `unknown operator "${d.name}"`,
    zh: (d) => spaced`未知的运算“${d.name}”`,
  },
  "operator-keys": {
    en: (d) => `an expression has exactly one key, its operator; this one has ${d.expected}`,
    zh: (d) => spaced`表达式只能有一个键,即运算名;此处为:${d.expected}`,
  },
  "operator-count": {
    en: (d) => `"${d.name}" takes ${d.expected}, found ${d.found}`,
    zh: (d) => spaced`“${d.name}”需要${d.expected},现有${d.found}个`,
  },
  "type-mismatch": {
    en: (d) => `expected ${d.expected}, found ${d.found}`,
    zh: (d) => spaced`应为${d.expected},此处为${d.found}`,
  },
  "unlisted-value": {
    en: (d) => `"${d.name}" is not one of ${d.expected}`,
    zh: (d) => spaced`“${d.name}”不在${d.expected}之中`,
  },
  "optional-without-default": {
    en: (d) => `"${d.name}" may be absent: give it a default, or check it with "has" first`,
    zh: (d) => spaced`“${d.name}”可能不存在:请给出默认值,或先用 "has" 判断`,
  },
  "fraction-not-rounded": {
    en: (d) =>
      `${d.expected} divides: round it ({ "round": [x, 2, "half-up"] }), or set "fraction": true`,
    zh: (d) =>
      spaced`${d.expected}含除法:请注明取舍({ "round": [x, 2, "half-up"] }),或写明 "fraction": true`,
  },
  cycle: {
    en: (d) => `circular dependency: ${d.expected}`,
    zh: (d) => spaced`相互依赖成环:${d.expected}`,
  },
  "step-form": {
    en: (d) => `a step does exactly one thing; this one has ${d.expected}`,
    zh: (d) => spaced`每一步只做一件事;此处为:${d.expected}`,
  },
  "step-order": {
    en: (d) => `${d.expected}`,
    zh: (d) => spaced`${d.expected}`,
  },
  "not-one-value": {
    en: () => `the steps must end with a single value: add a reduction such as { "sum": {} }`,
    zh: () => `各步骤最后应归为一个值:请加上归并,例如 { "sum": {} }`,
  },
  "cell-missing": {
    en: (d) => `the table has no cell for ${d.name}`,
    zh: (d) => `表中缺少“${d.name}”的格`,
  },
  "option-missing": {
    en: (d) => `this reading of "${d.name}" has no case for the option "${d.expected}"`,
    zh: (d) => spaced`解释“${d.name}”此处未说明选项“${d.expected}”`,
  },
  "kind-mismatch": {
    en: (d) => `${d.name} belongs to ${d.found}; here it must belong to ${d.expected}`,
    zh: (d) => spaced`${d.name}属于${d.found},此处应属于${d.expected}`,
  },
  "function-missing": {
    en: (d) => `no code was given for the function "${d.name}"`,
    zh: (d) => `未提供函数“${d.name}”的代码`,
  },
  "range-empty": {
    en: (d) => `no value lies between ${d.name} and ${d.expected}`,
    zh: (d) => spaced`${d.name}与${d.expected}之间没有值`,
  },
  "not-in-base": {
    en: (d) => `${d.expected} has no "${d.name}": there is nothing to change or remove`,
    zh: (d) => `“${d.expected}”中没有“${d.name}”,无从修改或删除`,
  },
  "bad-value": {
    en: (d) => `${d.name}: ${d.expected}`,
    zh: (d) => spaced`“${d.name}”:${d.expected}`,
  },
} satisfies Record<string, Template>;

/** The code of an issue: one of `issueCodes`, each with its section in docs/codes.md. */
export type IssueCode = keyof typeof catalogue;

/** All issue codes, for the documentation and its tests. */
export const issueCodes = Object.keys(catalogue) as readonly IssueCode[];

/** An error in a ruleset, or in the choices it is loaded with, for its author to correct. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: "error" | "warning";
  /** JSON Pointer into the document. */
  readonly pointer: string;
  /** The id of the document that the pointer refers to, if one extends another. */
  readonly document?: string;
  readonly message: Text;
  readonly hint?: Text;
}

/** A hint that names the candidate nearest to a misspelt name. */
export function didYouMean(misspelt: string, candidates: Iterable<string>): Text | undefined {
  const candidate = nearest(misspelt, candidates);
  return candidate === undefined ? undefined : suggestion(candidate);
}

/** A hint that names the likely intended candidate. */
export function suggestion(candidate: string): Text {
  return both(`did you mean "${quote(candidate)}"?`, `是否为“${quote(candidate)}”?`);
}

export function issue(
  code: IssueCode,
  pointer: string,
  details: IssueDetails = {},
  hint?: Text,
): Issue {
  const template: Template = catalogue[code];
  const message = both(template.en(saidIn(details, "en")), template.zh(saidIn(details, "zh")));
  return hint === undefined
    ? { code, severity: "error", pointer, message }
    : { code, severity: "error", pointer, message, hint };
}

export function pointerTo(parent: string, ...keys: readonly (string | number)[]): string {
  let pointer = parent;
  for (const key of keys) pointer += `/${typeof key === "string" ? escaped(key) : key}`;
  return pointer;
}

/** Few keys have anything to escape. */
function escaped(key: string): string {
  return /[~/]/.test(key) ? key.replace(/~/g, "~0").replace(/\//g, "~1") : key;
}

/** Compares JSON Pointers part by part: the tenth rule comes after the second. */
export function comparePointers(a: string, b: string): number {
  const [as, bs] = [a.split("/"), b.split("/")];
  for (let at = 0; at < Math.min(as.length, bs.length); at += 1) {
    const [x = "", y = ""] = [as[at], bs[at]];
    const areNumbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    const order = areNumbers ? Number(x) - Number(y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return as.length - bs.length;
}

/** Issues in the order of their places, without repetitions. */
export function orderIssues(issues: readonly Issue[]): Issue[] {
  const once = new Map(
    issues.map((one) => [
      `${one.document ?? ""}\n${one.pointer}\n${one.code}\n${one.message.en}`,
      one,
    ]),
  );
  return [...once.values()].sort(
    (a, b) => comparePointers(a.pointer, b.pointer) || compareText(a.code, b.code),
  );
}

/** Thrown for a ruleset with issues: it has all of them. */
export class RulesetError extends Error {
  override readonly name = "RulesetError";

  constructor(readonly issues: readonly Issue[]) {
    const more = issues.length - mostShown;
    const lines = issues.slice(0, mostShown).map(lineOf);
    super([...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n"));
  }
}

/** How many issues an error's message shows; the error itself has all of them. */
const mostShown = 100;

function lineOf({ code, document, pointer, message, hint }: Issue): string {
  const place = `${document === undefined ? "" : `${document} `}${bounded(pointer) || "/"}`;
  return `${place}: ${message.en}${hint ? ` (${hint.en})` : ""} [${code}]`;
}

/** A broken invariant: a bug in jifen itself. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
