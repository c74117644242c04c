import type { SubjectRecord } from "../document/event.ts";
import { both, type Phrase, phraseIn, spaced } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";

/** Details for the message of a diagnostic. */
export interface DiagnosticDetails {
  /** The name in the document of the part concerned. */
  readonly name?: Phrase;
  /** Another part involved: another rule, a table, the bound … */
  readonly other?: Phrase;
  readonly value?: Phrase;
}

/** The details in one language. */
type Said = { readonly [Detail in keyof DiagnosticDetails]-?: string };

interface Entry {
  readonly severity: DiagnosticSeverity;
  readonly en: (said: Said) => string;
  readonly zh: (said: Said) => string;
  readonly hint: Text;
}

/** `warning`: probably a mistake; `information`: possibly intended, but worth knowing. */
export type DiagnosticSeverity = "warning" | "information";

/** Every diagnostic of a valid ruleset: its stable code, message and hint. */
const catalogue = {
  "dead-rule": {
    severity: "warning",
    en: ({ name, value }) =>
      `rule "${name}" never fires: ${value === "" ? "its condition can never be true" : `it fired on none of the ${value} events tried`}`,
    zh: ({ name, value }) =>
      `规则“${name}”从不触发:${value === "" ? "其条件不可能成立" : `试过的 ${value} 个事件均未触发`}`,
    hint: both(
      "compare its `when` with the possible values and the checks of its events",
      "请对照其 `when` 与事件可取的值及事件的检查",
    ),
  },
  "shadowed-rule": {
    severity: "warning",
    en: ({ name, other }) =>
      `every entry of rule "${name}" is dropped${other === "" ? "" : ` in favour of rule "${other}"`}`,
    zh: ({ name, other }) =>
      other === ""
        ? `规则“${name}”给出的每一笔都被舍弃`
        : `规则“${name}”给出的每一笔都被舍弃,计入的是规则“${other}”`,
    hint: both(
      "make the two conditions mutually exclusive, or keep both in the account",
      "请使两条规则的条件互斥,或在分项中同时保留",
    ),
  },
  "bracket-gap": {
    severity: "warning",
    en: ({ name, other }) => `table "${name}" has no cell for values ${other}`,
    zh: ({ name, other }) => `表“${name}”未规定值 ${other} 的情形`,
    hint: both(
      "add a bracket from the lowest value, or a `default` that cites its clause",
      "请从最低值起加一档,或写 `default` 并注明条款",
    ),
  },
  "condition-gap": {
    severity: "warning",
    en: ({ name, other, value }) => `the rules ${name} leave a gap where "${other}" is ${value}`,
    zh: ({ name, other, value }) => `规则${name}之间遗漏了“${other}”为 ${value} 的情形`,
    hint: both(
      "let the bounds meet: use `<` and `>=` with the same number",
      "请使前一界限与后一界限相接:同一数的 `<` 与 `>=`",
    ),
  },
  "condition-overlap": {
    severity: "warning",
    en: ({ name, other, value }) => `rules ${name} both count where "${other}" is ${value}`,
    zh: ({ name, other, value }) => `“${other}”为 ${value} 时,规则${name}重复计分`,
    hint: both(
      "narrow the wider condition, or keep only the highest entry in the account",
      "请限定较宽的条件,或在分项中只保留最高者",
    ),
  },
  "date-gap": {
    severity: "warning",
    en: ({ name, other, value }) => `the rules ${name} leave a gap where "${other}" is ${value}`,
    zh: ({ name, other, value }) => spaced`${name}未规定“${other}”为 ${value} 的情形`,
    hint: both(
      "let the next edition begin on the day on which the previous one ends",
      "请使后一版本自前一版本终止之日起施行",
    ),
  },
  "date-overlap": {
    severity: "warning",
    en: ({ name, other, value }) => `rules ${name} both count where "${other}" is ${value}`,
    zh: ({ name, other, value }) => `“${other}”为 ${value} 时,规则${name}同时适用`,
    hint: both(
      "let the previous edition end (`<`) on the day on which the next begins (`>=`)",
      "请使前一版本止于(`<`)后一版本施行之日(`>=`)",
    ),
  },
  "order-inverted": {
    severity: "warning",
    en: ({ name, other, value }) =>
      `${name} gives less for the higher "${value}" than for "${other}"`,
    zh: ({ name, other, value }) => `${name}中较高的“${value}”反而少于“${other}”`,
    hint: both(
      "enumerations ascend: swap the numbers, or the order of the values",
      "枚举按升序排列:请对调数值,或调整取值顺序",
    ),
  },
  "unreachable-limit": {
    severity: "warning",
    en: ({ name, other, value }) =>
      `${name}: the limit ${other} is never reached; the value is ${value}`,
    zh: ({ name, other, value }) => `${name}:限额 ${other} 永远达不到,其值为 ${value}`,
    hint: both(
      "check the number, and whether the limit is in the right account",
      "请核对数值,以及该限额是否写在正确的分项",
    ),
  },
  "unreachable-outcome": {
    severity: "warning",
    en: ({ name, value }) =>
      `outcome "${name}" can never be reached${value === "" ? "" : `: ${value}`}`,
    zh: ({ name, value }) => `结果“${name}”不可能达到${value === "" ? "" : `:${value}`}`,
    hint: both(
      "compare the threshold with the highest value that the steps allow",
      "请对照门槛与各步骤所允许的最高值",
    ),
  },
  "unused-parameter": {
    severity: "warning",
    en: ({ name }) => `nothing uses parameter "${name}"`,
    zh: ({ name }) => `参数“${name}”未被使用`,
    hint: both("use it in place of its number, or remove it", "请在相应之处引用,或删去"),
  },
  "bare-number": {
    severity: "warning",
    en: ({ name, other }) => `the number ${name} in ${other} has no clause of its own`,
    zh: ({ name, other }) => `${other}中的数 ${name} 没有自己的条款`,
    hint: both(
      "make it a parameter: a parameter cites its clause, has a name and can take other values",
      "请改为参数:参数注明条款、有名称、可另行取值",
    ),
  },
  "idle-interpretation": {
    severity: "warning",
    en: ({ name, other }) =>
      other === ""
        ? `nothing reads the interpretation "${name}"`
        : `no example shows that "${name}": "${other}" makes a difference`,
    zh: ({ name, other }) =>
      other === "" ? `解释“${name}”未被读取` : `没有示例表明“${name}”取“${other}”时有何不同`,
    hint: both(
      "read it where the clause is open, and add an example whose result depends on it",
      "请在条文不明之处读取它,并给出结果因之不同的示例",
    ),
  },
  "clause-without-example": {
    severity: "information",
    en: ({ name, other }) =>
      other === ""
        ? `no example covers clause ${name}`
        : `every example of clause ${name} still passes without ${other}`,
    zh: ({ name, other }) =>
      other === ""
        ? `没有示例体现条款“${name}”的作用`
        : `删去${other},条款“${name}”的示例仍全部通过`,
    hint: both(
      "add an example whose expectation would fail without the clause",
      "请加一个缺了该条款就不成立的示例",
    ),
  },
  "unknown-expectation": {
    severity: "warning",
    en: ({ name, other, value }) =>
      `example ${name} has an expectation about something that does not exist: ${other}${value === "" ? "" : ` (${value})`}`,
    zh: ({ name, other, value }) =>
      `示例 ${name} 对不存在的${other}有所预期${value === "" ? "" : `(${value})`}`,
    hint: both("correct the name, or declare it", "请更正名称,或声明所指的内容"),
  },
  "uncited-clause": {
    severity: "warning",
    en: ({ name }) => `nothing cites clause ${name}`,
    zh: ({ name }) => `条款“${name}”未被引用`,
    hint: both(
      "cite it where it applies, or add a `notes` entry that says why it is not scored",
      "请在适用之处引用,或在 `notes` 中说明为何不计分",
    ),
  },
  "unbounded-score": {
    severity: "information",
    en: ({ name, other }) =>
      `${name} has no ${other === "low" ? "lower" : "upper"} limit: every further event changes it`,
    zh: ({ name, other }) => `${name}没有${other === "low" ? "下" : "上"}限:每多一个事件都会改变它`,
    hint: both(
      "where the text states a limit, give the account a `cap` or `floor`",
      "条文如有限额,请在分项中写 `cap` 或 `floor`",
    ),
  },
  "depends-on-rivals": {
    severity: "information",
    en: ({ name }) => `${name} of one subject depends on the events of others`,
    zh: ({ name }) => `某一对象的${name}会因其他对象的事件而改变`,
    hint: both(
      "this is right for places and shares; otherwise read the subject's own values",
      "名次与份额本应如此;否则请读取对象自身的数值",
    ),
  },
  "idle-event-type": {
    severity: "warning",
    en: ({ name }) => `no rule fires on "${name}" events`,
    zh: ({ name }) => `没有规则针对“${name}”事件`,
    hint: both("write its rule, or remove the event type", "请为其写规则,或删去该事件类型"),
  },
  "unread-attribute": {
    severity: "information",
    en: ({ name }) => `nothing reads attribute "${name}"`,
    zh: ({ name }) => `属性“${name}”未被读取`,
    hint: both(
      "this is fine if it only describes; otherwise read it, or remove it",
      "仅作说明时无妨;否则请读取或删去",
    ),
  },
  "uncredited-account": {
    severity: "warning",
    en: ({ name }) => `nothing is credited to account "${name}"`,
    zh: ({ name }) => `没有规则计入分项“${name}”`,
    hint: both("name it in the `to` of a rule, or remove it", "请在规则的 `to` 中写出,或删去"),
  },
  "unread-value": {
    severity: "warning",
    en: ({ name }) => `nothing reads ${name}`,
    zh: ({ name }) => `${name}未被读取`,
    hint: both(
      "read it where the text does, or remove it; if it is only for display, expect it in an example",
      "请在条文所用之处读取,或删去;只供展示的,请在示例的 `expect` 中写出",
    ),
  },
  "unused-enum-value": {
    severity: "warning",
    en: ({ name, other }) => `no condition, cell or example names "${name}" of "${other}"`,
    zh: ({ name, other }) => `没有条件、表格或示例提到“${other}”的“${name}”`,
    hint: both("add a rule or cell for it, or remove it", "请为其写规则或表格,或删去"),
  },
} satisfies Record<string, Entry>;

/** The code of a diagnostic: one of `diagnosticCodes`, each with its section in docs/codes.md. */
export type DiagnosticCode = keyof typeof catalogue;

/** All codes of diagnostics, in the order of the documentation. */
export const diagnosticCodes = Object.keys(catalogue) as readonly DiagnosticCode[];

/** An observation in a run, described so that it can be looked for again. */
export type Observation =
  /** The rule writes entries, and every one of them is dropped. */
  | { readonly kind: "dropped"; readonly rule: string }
  /** An event of the type is counted, and none of these rules fires on it. */
  | { readonly kind: "silent"; readonly type: string; readonly rules: readonly string[] }
  /** All these rules fire on one event. */
  | { readonly kind: "together"; readonly rules: readonly string[] }
  /** A look-up is made with a key for which the table has no cell. */
  | { readonly kind: "no-cell"; readonly table: string }
  /** The event of the first rule has the lesser level, and yet more points than that of the second. */
  | {
      readonly kind: "inverted";
      readonly rules: readonly [string, string];
      readonly field: string;
      readonly levels: readonly [string, string];
    }
  /** A node's value of a subject is beyond a limit. */
  | {
      readonly kind: "beyond";
      readonly node: string;
      readonly subject: string;
      readonly limit: string;
      readonly side: "low" | "high";
    }
  /** A node's value of a subject is not what it is without any event. */
  | { readonly kind: "moved"; readonly node: string; readonly subject: string };

/** The fewest events that show a diagnostic: without any one of them it disappears. */
export interface Witness {
  readonly subjects: readonly SubjectRecord[];
  readonly period: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly interpretations?: Readonly<Record<string, string>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly observation: Observation;
  readonly seen: Text;
}

/** A probable mistake in a valid ruleset. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: DiagnosticSeverity;
  /** JSON Pointer into the document. */
  readonly pointer: string;
  /** The id of the document that the pointer refers to, if one extends another. */
  readonly document?: string;
  /** The clauses concerned; all of them if several conflict. */
  readonly clauses: readonly string[];
  readonly message: Text;
  readonly hint: Text;
  readonly witness?: Witness;
}

export function diagnostic(
  code: DiagnosticCode,
  pointer: string,
  clauses: Iterable<string>,
  details: DiagnosticDetails = {},
  shown?: Witness,
  severity?: DiagnosticSeverity,
): Diagnostic {
  const entry: Entry = catalogue[code];
  const said = (language: Language): Said => {
    const { name = "", other = "", value = "" } = details;
    return {
      name: phraseIn(name, language),
      other: phraseIn(other, language),
      value: phraseIn(value, language),
    };
  };
  return {
    code,
    severity: severity ?? entry.severity,
    pointer,
    clauses: [...new Set(clauses)],
    message: both(entry.en(said("en")), entry.zh(said("zh"))),
    hint: entry.hint,
    ...(shown === undefined ? {} : { witness: shown }),
  };
}
