import type { Text } from "./text.ts";

/** A part of a message: data (a name, a number, code) is a string and the same in both languages; words are a Text. */
export type Phrase = string | Text;

/** What the parts of a ruleset are called wherever one is spoken of. */
export const nouns = {
  account: { en: "account", zh: "分项" },
  attribute: { en: "attribute", zh: "属性" },
  clause: { en: "clause", zh: "条款" },
  eventType: { en: "event type", zh: "事件类型" },
  function: { en: "function", zh: "函数" },
  interpretation: { en: "interpretation", zh: "条款解释" },
  key: { en: "key", zh: "键" },
  keyedNode: { en: "node that has keys", zh: "带键的节点" },
  kindOfSubject: { en: "kind of subject", zh: "对象种类" },
  measure: { en: "measure", zh: "指标" },
  node: { en: "node", zh: "节点" },
  option: { en: "option", zh: "选项" },
  outcome: { en: "outcome", zh: "结果" },
  parameter: { en: "parameter", zh: "参数" },
  ranking: { en: "ranking", zh: "排名" },
  rule: { en: "rule", zh: "规则" },
  ruleset: { en: "ruleset to extend", zh: "可供扩展的规则集" },
  running: { en: "running", zh: "累计值" },
  singleSubject: { en: "single subject", zh: "单一对象" },
  state: { en: "state", zh: "状态" },
  step: { en: "step", zh: "步骤" },
  table: { en: "table", zh: "表" },
  type: { en: "type", zh: "类型" },
} as const satisfies Record<string, Text>;

export function both(en: string, zh: string): Text {
  return { en, zh };
}

/** What is the same in both languages: a name, a number, code. */
export function alike(text: string): Text {
  return { en: text, zh: text };
}

/** A label without the other spellings that data files may use. */
export function labelText({ en, zh }: Text): Text {
  return { en, zh };
}

/** A phrase in one language. */
export function phraseIn(phrase: Phrase, language: keyof Text): string {
  return typeof phrase === "string" ? phrase : phrase[language];
}

/** Names or values, one after the other. */
export function listed(values: Iterable<string>): Text {
  const all = [...values];
  return both(all.join(", "), all.map((value) => `“${value}”`).join("、"));
}

/** What leads from one to the next. */
export function chained(names: readonly string[]): Text {
  return both(names.join(" → "), names.map((name) => `“${name}”`).join(" → "));
}

/** A thing with its name: rule "x". */
export function named(noun: Text, name: string): Text {
  return both(`${noun.en} "${name}"`, `${noun.zh}“${name}”`);
}

/** Names or keys, each in quotes. */
export function quotedList(names: readonly string[]): Text {
  if (names.length === 0) return both("none", "一个也没有");
  return both(
    names.map((name) => `"${name}"`).join(", "),
    names.map((name) => `“${name}”`).join("、"),
  );
}

/**
 * Chinese with its parts: between Chinese and what begins or ends with a letter, a digit or a mark of code there is a
 * space, and otherwise none.
 */
export function spaced(literals: TemplateStringsArray, ...parts: readonly string[]): string {
  return literals.reduce((text, literal, index) =>
    join(join(text, parts[index - 1] ?? ""), literal),
  );
}

function join(before: string, after: string): string {
  const isApart =
    (/[\p{Script=Han}]$/u.test(before) && /^[\w"'{[(+-]/.test(after)) ||
    (/(?:[\w"'}\]]|(?<!\p{Script=Han})\))$/u.test(before) && /^[\p{Script=Han}]/u.test(after));
  return isApart ? `${before} ${after}` : before + after;
}
