import { quote, type Text } from "./text.ts";

/** A part of a message: data (a name, a number, code) is a string and the same in both languages; words are a Text. */
export type Phrase = string | Text;

/** The names of the parts of a ruleset in messages. */
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

/** A text that is the same in both languages: a name, a number, code. */
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

/** The maximum length of a list in a message, in characters; the rest is given as a count. */
const longestList = 200;

/** The names that fit into a message, quoted, and the number of those omitted. */
function shown(names: Iterable<string>): { readonly first: string[]; readonly more: number } {
  const all = [...names];
  const first: string[] = [];
  let length = 0;
  for (const name of all) {
    const quoted = quote(name);
    length += quoted.length;
    if (length > longestList && first.length > 0) break;
    first.push(quoted);
  }
  return { first, more: all.length - first.length };
}

function andMore(list: Text, more: number): Text {
  return more === 0 ? list : both(`${list.en} … (${more} more)`, `${list.zh}…(另有 ${more} 个)`);
}

/** Names or values, one after the other; a long list is cut. */
export function listed(values: Iterable<string>): Text {
  const { first, more } = shown(values);
  return andMore(both(first.join(", "), first.map((value) => `“${value}”`).join("、")), more);
}

/** Names joined by arrows; a long chain is cut. */
export function chained(names: readonly string[]): Text {
  const { first, more } = shown(names);
  const text = both(first.join(" → "), first.map((name) => `“${name}”`).join(" → "));
  return andMore(text, more);
}

/** A thing with its name: rule "x". */
export function named(noun: Text, name: string): Text {
  return both(`${noun.en} "${name}"`, `${noun.zh}“${name}”`);
}

/** Names or keys, each in quotes; a long list is cut. */
export function quotedList(names: readonly string[]): Text {
  if (names.length === 0) return both("none", "一个也没有");
  const { first, more } = shown(names);
  return andMore(
    both(first.map((name) => `"${name}"`).join(", "), first.map((name) => `“${name}”`).join("、")),
    more,
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

/** A number of things in English: 1 row, 2 rows. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
