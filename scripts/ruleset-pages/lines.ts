import { outcomeKindNames } from "../../src/explain/prose/terms.ts";
import { type Expression, partsOf } from "../../src/expression/tree.ts";
import type {
  Attribute,
  EventType,
  Node,
  ResolvedRuleset,
  Rule,
} from "../../src/ruleset/resolved.ts";
import { nouns } from "../../src/values/phrase.ts";
import type { Text } from "../../src/values/text.ts";
import { both, capital, code, list, value } from "./markdown.ts";
import {
  calendarName,
  clausesOfAccount,
  clausesRead,
  eventName,
  eventType,
  expressionsOfNode,
  nodeOf,
} from "./names.ts";
import { nodeParts, type Part } from "./nodes.ts";
import { condition, type Voice, words } from "./words.ts";

/** One thing of a ruleset in words: a rule, a check, an account … */
export interface Line {
  /** The same thing has the same key under every reading. */
  readonly key: string;
  readonly clauses: ReadonlySet<string>;
  readonly head: string;
  /** What it says, part by part. */
  readonly parts: readonly Part[];
  /** Keys of the lines that explain words in it. */
  readonly explainedBy: readonly string[];
}

/** Everything in a ruleset that can be cited, in words and in the order of the document. */
export function linesOf(ruleset: ResolvedRuleset): Line[] {
  return [
    ...ruleset.periods.map(({ unit, clauses, label }) =>
      lineOf(`period:${unit}`, clauses, `**Period 考核期** ${calendarName(unit)}`, [value(label)]),
    ),
    ...[...ruleset.events.values()].flatMap((type) => [
      ...derivedLines(ruleset, type),
      ...rangeLines(ruleset, type),
      ...checkLines(ruleset, type),
    ]),
    ...ruleset.rules.map((rule) => lineOfRule(ruleset, rule)),
    ...ruleset.nodeOrder.map((name) => lineOfNode(ruleset, nodeOf(ruleset, name))),
  ];
}

function lineOf(
  key: string,
  clauses: Iterable<string>,
  title: string,
  texts: readonly string[],
  explainedBy: readonly string[] = [],
): Line {
  const parts = texts.map((text) => ({ text }));
  return { key, clauses: new Set(clauses), head: title, parts, explainedBy };
}

function head(what: Text, id: string, label?: Text): string {
  const tail = label === undefined ? "" : ` ${both(label)}`;
  return `**${capital(value(what))}** ${code(id)}${tail}`;
}

/** The lines that explain derived attributes which an expression reads. */
function explanations(
  ruleset: ResolvedRuleset,
  events: readonly string[],
  parts: readonly (Expression | undefined)[],
): string[] {
  const names = parts
    .flatMap((part) => (part === undefined ? [] : partsOf(part, "field")))
    .map(({ name }) => name);
  return events.flatMap((type) =>
    eventType(ruleset, type)
      .derived.filter(({ name }) => names.includes(name))
      .map(({ name }) => derivedKey(type, name)),
  );
}

const derivedPrefix = "derived:";

function derivedKey(type: string, name: string): string {
  return `${derivedPrefix}${type}:${name}`;
}

/** Does it explain a word rather than state a rule? */
export function explains({ key }: Line): boolean {
  return key.startsWith(derivedPrefix);
}

function derivedLines(ruleset: ResolvedRuleset, { id, derived }: EventType): Line[] {
  const voice: Voice = { ruleset, events: [id] };
  return derived.map(({ name, when, value: is }) => {
    const known = when === undefined ? [] : [`known where ${words(when, voice)}`];
    return lineOf(
      derivedKey(id, name),
      clausesRead(ruleset, [when, is]),
      `${code(name)} in ${eventName(ruleset, id)}`,
      [words(is, voice), ...known],
      explanations(ruleset, [id], [when, is]),
    );
  });
}

function rangeLines(ruleset: ResolvedRuleset, { id, attributes }: EventType): Line[] {
  return attributes.flatMap((attribute): Line[] => {
    const clauses = clausesRead(ruleset, [attribute.min, attribute.max]);
    if (clauses.length === 0) return [];
    const title = `**Range 范围** ${both(attribute.label)} of ${eventName(ruleset, id)}`;
    const range = rangeWords(attribute, { ruleset, events: [id] });
    const texts = [range, "an event outside it is rejected 不计入"];
    return [lineOf(`range:${id}:${attribute.name}`, clauses, title, texts)];
  });
}

/** `0 or more`, `from 50 to 200`. */
export function rangeWords({ min, max }: Attribute, voice: Voice): string {
  if (max === undefined) return min === undefined ? "any" : `${words(min, voice)} or more`;
  return min === undefined
    ? `at most ${words(max, voice)}`
    : `from ${words(min, voice)} to ${words(max, voice)}`;
}

function checkLines(ruleset: ResolvedRuleset, { id, checks }: EventType): Line[] {
  const voice: Voice = { ruleset, events: [id] };
  return checks.map((check) => {
    const then = check.rejects ? "rejected 不计入" : "scored, with a warning 计入并提醒";
    return lineOf(
      `check:${id}:${check.id}`,
      check.clauses,
      `${head({ en: "Check", zh: "核对" }, check.id)} of ${eventName(ruleset, id)}`,
      [
        value(check.label),
        ...(check.each === undefined
          ? []
          : [`checked for each value of ${words(check.each, voice)}`]),
        `it passes if ${words(check.require, voice)}`,
        `otherwise the event is ${then}`,
      ],
      explanations(ruleset, [id], [check.each, check.require]),
    );
  });
}

function lineOfRule(ruleset: ResolvedRuleset, rule: Rule): Line {
  const voice: Voice = { ruleset, events: rule.events };
  const expressions = [rule.each, rule.when, rule.for, rule.dated, rule.amount];
  return lineOf(
    `rule:${rule.id}`,
    [...rule.clauses, ...clausesRead(ruleset, expressions)],
    head({ en: "Rule", zh: "规则" }, rule.id, rule.label),
    ruleTexts(rule, voice),
    explanations(ruleset, rule.events, expressions),
  );
}

function ruleTexts(rule: Rule, voice: Voice): string[] {
  const { ruleset } = voice;
  const when = condition(rule.when, voice);
  if (when === undefined) return ["it does not apply 不适用"];
  const source =
    rule.entries === undefined
      ? `each ${list(
          rule.events.map((type) => eventName(ruleset, type)),
          "or",
        )}`
      : `each entry of ${list(rule.entries.map(code), "or")}`;
  const to = list(rule.to.map((id) => both(nodeOf(ruleset, `account:${id}`).label)));
  const texts = [`${source}${when} adds ${words(rule.amount, voice)} to ${to}`];
  if (rule.for !== undefined) texts.push(`it is credited to ${ownerWords(rule.for, voice)}`);
  if (rule.dated !== undefined) texts.push(`it counts on ${words(rule.dated, voice)}`);
  return texts;
}

function ownerWords(owner: Expression, voice: Voice): string {
  const text = words(owner, voice);
  const named = owner.kind === "field" && owner.name !== "subject";
  return named ? `the ${text} that the event names` : text;
}

function lineOfNode(ruleset: ResolvedRuleset, node: Node): Line {
  const own = node.kind === "account" ? clausesOfAccount(node) : node.clauses;
  const title = node.kind === "outcome" ? outcomeKindNames[node.outcome] : nouns[node.kind];
  return {
    key: node.name,
    clauses: new Set([...own, ...clausesRead(ruleset, expressionsOfNode(node))]),
    head: head(title, node.id, node.label),
    parts: nodeParts(ruleset, node),
    explainedBy: [],
  };
}
