import { canonicalDecimal, readDecimal } from "../values/exact.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { numeralCharacters, readNumeral } from "./numerals.ts";

/** A way to miswrite a number: what is wrong, and the number that was meant. */
interface NumberForm {
  readonly form: RegExp;
  readonly why: Text;
  /** The number in plain digits, from the match of the form. */
  readonly plain: (match: readonly string[]) => string | undefined;
}

const separated = both("write it without separators between the digits", "请去掉数字间的分隔符");
const numerals = new RegExp(`^(负?)([${numeralCharacters}]+)(?:点([${numeralCharacters}]+))?`, "u");

/** The first form that matches and yields a number gives the hint. */
const forms: readonly NumberForm[] = [
  {
    form: /^.*$/su,
    why: both("write digits and signs half-width", "数字和符号请用半角"),
    plain: ([text = ""]) => (text.startsWith("+") ? undefined : text),
  },
  {
    form: /^([-+]?)(\d{1,3}(?:[,'’\s]\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}|\d{1,4}(?:,\d{4})+)(\.\d+)?$/u,
    why: separated,
    plain: ([, sign = "", whole = "", fraction = ""]) => sign + whole.replace(/\D/g, "") + fraction,
  },
  {
    form: /^([-+]?)(\d+|\d{1,3}(?:\.\d{3})+),(\d+)$/u,
    why: both('write the decimal point as "."', "小数点请用“.”"),
    plain: ([, sign = "", whole = "", fraction = ""]) =>
      `${sign}${whole.replaceAll(".", "")}.${fraction}`,
  },
  {
    form: /^[\u2010-\u2015\u2212](\d.*)$/u,
    why: both('write the minus sign as "-"', "负号请用半角“-”"),
    plain: ([, rest = ""]) => `-${rest}`,
  },
  {
    form: /^(?:\((\d.*)\)|(\d.*)-)$/u,
    why: both("write the minus sign before a negative number", "负数请把负号写在前面"),
    plain: ([, inner, before]) => `-${inner ?? before ?? ""}`,
  },
  {
    form: /^[-+]?(?:\d+\.?\d*|\.\d+)$/u,
    why: both("write the plain number", "请只写数字本身"),
    plain: ([text = ""]) => text.replace(/^(-?)\./, "$10.").replace(/\.$/, ""),
  },
  {
    form: /^(-?\d+(?:\.\d+)?)[eE]\+?(-?\d{1,2})$/u,
    why: both("write all digits, without an exponent", "请写出全部数字,不用科学计数法"),
    plain: ([, text = "", exponent = ""]) => shifted(text, Number(exponent)),
  },
  {
    form: new RegExp(`${numerals.source}$`, "u"),
    why: both("write it in digits", "请用阿拉伯数字"),
    plain: inDigits,
  },
  {
    form: /^([-+]?\d+(?:\.\d+)?)\s*([百千万亿])\P{Nd}*$/u,
    why: both("write the number alone, in digits", "请只写数字"),
    plain: ([, text = "", unit = ""]) => shifted(text, powers[unit] ?? 0),
  },
  {
    form: /^(?:[¥$€£]\s*)?([-+]?\d[\d,]*(?:\.\d+)?)\s*[^\d%‰]*$/u,
    why: both("write the number alone, without its unit", "请只写数字,不带单位"),
    plain: ([, text = ""]) =>
      /,(?!\d{3}(?!\d))/.test(text) ? undefined : text.replaceAll(",", ""),
  },
  {
    form: new RegExp(`${numerals.source}\\p{L}+$`, "u"),
    why: both("write the number alone, in digits", "请只写阿拉伯数字"),
    plain: inDigits,
  },
];

const powers: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4, 亿: 8 };

function inDigits([, sign = "", whole = "", fraction]: readonly string[]): string | undefined {
  const number = readNumeral(whole);
  const rest = [...(fraction ?? "")].map(readNumeral);
  if (number === undefined || rest.some((one) => one === undefined || one > 9)) return undefined;
  return `${sign === "" ? "" : "-"}${number}${rest.length === 0 ? "" : `.${rest.join("")}`}`;
}

/** A decimal with its point moved to the right, or to the left. */
function shifted(text: string, places: number): string | undefined {
  const decimal = readDecimal(text.replace(/^\+/, ""));
  if (decimal === undefined) return undefined;
  const { negative, integer, fraction } = decimal;
  const digits = `${"0".repeat(Math.max(0, -places))}${integer}${fraction}${"0".repeat(Math.max(0, places))}`;
  const point = integer.length + Math.max(0, -places) + places;
  return `${negative ? "-" : ""}${digits.slice(0, point) || "0"}.${digits.slice(point)}`.replace(
    /\.$/,
    "",
  );
}

/** Hints for texts that suggest no number. */
const others: readonly (readonly [RegExp, Text])[] = [
  [
    /^#(?:n\/a|ref!|value!|div\/0!|name\?|num!|null!|#+)/iu,
    both("a formula of the spreadsheet failed: correct it there", "表格中的公式出错:请先更正公式"),
  ],
  [/^=/u, both("write the result of the formula", "请填写公式的结果")],
  [
    /^(?:[-—–/\\]+|无|暂无|没有|n\/?a|none|nil|null)$/iu,
    both("write a number, or leave the cell blank", "请填数字;没有的,请留空"),
  ],
  [
    /^[-+]?\d+(\.\d+)?$/u,
    both(
      "the number has too many digits (at most 24 before and 12 after the point)",
      "位数过多(整数至多24位,小数至多12位)",
    ),
  ],
];

const otherNumber = both(
  "write it in digits, with a decimal point",
  "请用阿拉伯数字填写,小数点用“.”",
);

const fractions: Readonly<Record<string, string>> = { "¼": ".25", "½": ".5", "¾": ".75" };

/** What to write instead of a text that is not a number. */
export function numberHint(cell: string): Text {
  const text = cell
    .replace(/[¼½¾]/gu, (one) => fractions[one] ?? one)
    .normalize("NFKC")
    .trim();
  const percent = /^(-?\d+(?:\.\d+)?)\s*([%‰])$/u.exec(text);
  if (percent !== null) return percentHint(percent[1] ?? "", percent[2] === "%" ? 2 : 3);
  for (const { form, why, plain } of forms) {
    const match = form.exec(text);
    const found = match === null ? undefined : plain(match);
    const decimal = readDecimal(found?.replace(/^\+/, ""));
    if (decimal === undefined) continue;
    const number = canonicalDecimal(decimal);
    return both(`${why.en}: ${number}`, `${why.zh}:${number}`);
  }
  return others.find(([form]) => form.test(text))?.[1] ?? otherNumber;
}

function percentHint(number: string, places: number): Text {
  const share = canonicalDecimal(
    readDecimal(shifted(number, -places)) ?? { negative: false, integer: "0", fraction: "" },
  );
  return both(
    `write ${number} or ${share}, as the ruleset counts it`,
    `请按规则集的单位填写:${number} 或 ${share}`,
  );
}
