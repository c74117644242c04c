import { compareText, nearest, quote, type Text } from "./text.ts";

/** What a message may need to know; each code takes what it names. */
export interface IssueDetails {
  readonly found?: unknown;
  readonly expected?: string | undefined;
  readonly name?: string | undefined;
  readonly hint?: string | undefined;
}

const found = (details: IssueDetails): string => quote(details.found);
const name = (details: IssueDetails): string => quote(details.name ?? "");
const expected = (details: IssueDetails): string => details.expected ?? "";

/** Every fault that a ruleset can have: its stable code and what is said about it. */
const catalogue = {
  "not-json-data": (d) =>
    both(`not plain JSON data: ${expected(d)}`, `不是纯 JSON 数据:${expected(d)}`),
  "too-deep": (d) => both(`nested deeper than ${expected(d)} levels`, `嵌套超过 ${expected(d)} 层`),
  "wrong-format": (d) =>
    both(`"format" must be 1, this is ${found(d)}`, `“format” 应为 1,现为 ${found(d)}`),
  "unknown-key": (d) => both(`unknown key "${name(d)}"`, `未知的键“${name(d)}”`),
  "missing-key": (d) => both(`"${name(d)}" is missing`, `缺少“${name(d)}”`),
  "wrong-type": (d) =>
    both(`expected ${expected(d)}, found ${found(d)}`, `应为 ${expected(d)},现为 ${found(d)}`),
  "bad-number": (d) =>
    both(
      `${found(d)} is not a decimal string ("0.5") or a whole number`,
      `${found(d)} 不是十进制字符串("0.5")或整数`,
    ),
  "bad-id": (d) =>
    both(
      `"${found(d)}" cannot be an id: use letters, digits, ".", "-" or "_", and begin with a letter`,
      `“${found(d)}”不能作标识:请用字母、数字、“.”、“-”或“_”,并以字母开头`,
    ),
  "bad-zone": (d) => both(`"${found(d)}" is not an IANA time zone`, `“${found(d)}”不是 IANA 时区`),
  "bad-date": (d) =>
    both(
      `"${found(d)}" is not a date such as 2019-03-11`,
      `“${found(d)}”不是 2019-03-11 这样的日期`,
    ),
  "bad-period": (d) =>
    both(
      `"${found(d)}" is not a period such as 2024, 2024-H1, 2024-Q3, 2024-03 or all`,
      `“${found(d)}”不是考核期,例如 2024、2024-H1、2024-Q3、2024-03 或 all`,
    ),
  "duplicate-id": (d) =>
    both(
      `the id "${name(d)}" is used twice; first at ${expected(d)}`,
      `标识“${name(d)}”重复;首次出现在 ${expected(d)}`,
    ),
  "unknown-clause": (d) =>
    both(`clause "${name(d)}" is not declared in "clauses"`, `条款“${name(d)}”未在“clauses”中声明`),
  "missing-clause": (d) =>
    both(`${expected(d)} must cite its clause`, `${expected(d)} 必须注明条款`),
  "unknown-name": (d) =>
    both(`there is no ${expected(d)} "${name(d)}"`, `没有名为“${name(d)}”的 ${expected(d)}`),
  "unknown-field": (d) =>
    both(`"${name(d)}" is not a field that can be read here`, `此处没有可读的字段“${name(d)}”`),
  "unknown-operator": (d) => both(`unknown operator "${name(d)}"`, `未知的运算“${name(d)}”`),
  "operator-keys": (d) =>
    both(
      `an expression has exactly one key, its operator; this one has ${expected(d)}`,
      `表达式只能有一个键,即运算名;此处有 ${expected(d)} 个`,
    ),
  "operator-count": (d) =>
    both(
      `"${name(d)}" takes ${expected(d)} operands, found ${found(d)}`,
      `“${name(d)}”需要 ${expected(d)} 个运算数,现有 ${found(d)} 个`,
    ),
  "type-mismatch": (d) =>
    both(`expected ${expected(d)}, this is ${found(d)}`, `应为 ${expected(d)},此处为 ${found(d)}`),
  "unlisted-value": (d) =>
    both(`"${name(d)}" is not one of ${expected(d)}`, `“${name(d)}”不在 ${expected(d)} 之中`),
  "optional-without-default": (d) =>
    both(
      `"${name(d)}" may be absent: give a default, or ask "has" first`,
      `“${name(d)}”可能不存在:请给出默认值,或先用 "has" 判断`,
    ),
  "fraction-not-rounded": (d) =>
    both(
      `${expected(d)} divides: round it ({ "round": [x, 2, "half-up"] }), or say "fraction": true`,
      `${expected(d)} 含除法:请注明取舍({ "round": [x, 2, "half-up"] }),或写明 "fraction": true`,
    ),
  cycle: (d) =>
    both(`these depend on one another in a circle: ${expected(d)}`, `相互依赖成环:${expected(d)}`),
  "step-form": (d) =>
    both(
      `a step does exactly one thing; this one has ${expected(d)}`,
      `每一步只做一件事;此处有 ${expected(d)}`,
    ),
  "step-order": (d) => both(`${expected(d)}`, `${expected(d)}`),
  "not-one-value": () =>
    both(
      `the steps must end in one value: add a reduction such as { "sum": {} }`,
      `各步骤最后应归为一个值:请加上归并,例如 { "sum": {} }`,
    ),
  "cell-missing": (d) => both(`the table has no cell for ${name(d)}`, `表中缺少 ${name(d)} 的格`),
  "option-missing": (d) =>
    both(
      `the reading "${name(d)}" does not say what "${expected(d)}" means here`,
      `解释“${name(d)}”此处未说明选项“${expected(d)}”`,
    ),
  "kind-mismatch": (d) =>
    both(
      `${name(d)} is of ${found(d)}, here it must be of ${expected(d)}`,
      `${name(d)} 属于 ${found(d)},此处应属于 ${expected(d)}`,
    ),
  "function-missing": (d) =>
    both(`the code of the function "${name(d)}" was not given`, `未提供函数“${name(d)}”的代码`),
  "range-empty": (d) =>
    both(
      `nothing lies between ${name(d)} and ${expected(d)}`,
      `${name(d)} 与 ${expected(d)} 之间没有值`,
    ),
  "not-in-base": (d) =>
    both(
      `${expected(d)} has no "${name(d)}": there is nothing to change or to remove`,
      `${expected(d)} 中没有“${name(d)}”,无从修改或删除`,
    ),
  "bad-value": (d) => both(`${name(d)}: ${expected(d)}`, `${name(d)}:${expected(d)}`),
} satisfies Record<string, (details: IssueDetails) => Text>;

export type IssueCode = keyof typeof catalogue;

/** All issue codes, for the documentation and its tests. */
export const issueCodes = Object.keys(catalogue) as readonly IssueCode[];

/** A fault of a ruleset (or of how it is asked to be read): the author's to mend. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: "error" | "warning";
  /** JSON Pointer into the document. */
  readonly pointer: string;
  /** The id of the document meant, where one extends another. */
  readonly document?: string;
  readonly message: Text;
  readonly hint?: Text;
}

function both(en: string, zh: string): Text {
  return { en, zh };
}

/** A hint that names the candidate nearest to a misspelt name. */
export function didYouMean(misspelt: string, candidates: Iterable<string>): Text | undefined {
  const candidate = nearest(misspelt, candidates);
  return candidate === undefined
    ? undefined
    : both(`did you mean "${candidate}"?`, `是否为“${candidate}”?`);
}

export function issue(
  code: IssueCode,
  pointer: string,
  details: IssueDetails = {},
  hint?: Text,
): Issue {
  const message = catalogue[code](details);
  return hint === undefined
    ? { code, severity: "error", pointer, message }
    : { code, severity: "error", pointer, message, hint };
}

export function pointerTo(parent: string, ...keys: readonly (string | number)[]): string {
  return (
    parent + keys.map((key) => `/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("")
  );
}

/** Places by their parts: the tenth rule comes after the second. */
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

/** Issues in the order of their place, each once. */
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

/** What a faulty ruleset is refused with: all its issues at once. */
export class RulesetError extends Error {
  override readonly name = "RulesetError";

  constructor(readonly issues: readonly Issue[]) {
    super(
      issues
        .map(
          (one) =>
            `${one.document === undefined ? "" : `${one.document} `}${one.pointer || "/"}: ${one.message.en}${one.hint ? ` (${one.hint.en})` : ""} [${one.code}]`,
        )
        .join("\n"),
    );
  }
}

/** What cannot happen did: a fault of jifen itself. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
