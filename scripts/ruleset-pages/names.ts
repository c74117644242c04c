import type { NameDocument } from "../../src/document/ruleset.ts";
import { unitNames } from "../../src/explain/prose/terms.ts";
import { type Expression, type NodeName, visit } from "../../src/expression/tree.ts";
import { outcomeStates, type ValueType } from "../../src/expression/types.ts";
import { usualColumns } from "../../src/files/columns.ts";
import { valuesOf } from "../../src/ruleset/order.ts";
import type {
  Account,
  Attribute,
  EventType,
  Key,
  Node,
  ResolvedRuleset,
  Step,
} from "../../src/ruleset/resolved.ts";
import type { PeriodUnit } from "../../src/values/calendar.ts";
import { invariant } from "../../src/values/issue.ts";
import { nouns } from "../../src/values/phrase.ts";
import type { Text } from "../../src/values/text.ts";
import { both, code, figure, list, plain, value } from "./markdown.ts";

export function calendarName(unit: PeriodUnit): string {
  return value(unitNames[unit]);
}

/** The states of outcomes in words. */
export const stateNames: Readonly<Record<(typeof outcomeStates)[number], Text>> = {
  given: { en: "given", zh: "是" },
  "not-given": { en: "not given", zh: "否" },
  met: { en: "met", zh: "完成" },
  missed: { en: "missed", zh: "未完成" },
  pending: { en: "pending", zh: "未到期" },
  "not-applicable": { en: "not concerned", zh: "不适用" },
};

export type ColumnName = keyof typeof usualColumns;

export function columnName(ruleset: ResolvedRuleset, column: ColumnName): NameDocument {
  const own = ruleset.columns[column];
  if (own !== undefined) return own;
  return column === "subject" ? ruleset.principal.label : usualColumns[column];
}

export function nodeOf(ruleset: ResolvedRuleset, name: NodeName): Node {
  const node = ruleset.nodes.find((one) => one.name === name);
  invariant(node !== undefined, `${ruleset.id} has ${name}`);
  return node;
}

export function kindNames(ruleset: ResolvedRuleset, kinds: readonly string[]): string {
  return list(
    kinds.map((kind) => both(ruleset.kinds.get(kind)?.label ?? { en: kind, zh: kind })),
    "or",
  );
}

export function eventName(ruleset: ResolvedRuleset, type: string): string {
  return both(eventType(ruleset, type).label);
}

export function eventType(ruleset: ResolvedRuleset, type: string): EventType {
  const found = ruleset.events.get(type);
  invariant(found !== undefined, `${ruleset.id} has the event type ${type}`);
  return found;
}

/** The attribute of that name at the first of the types that has it. */
export function attributeOf(
  ruleset: ResolvedRuleset,
  events: readonly string[],
  name: string,
): Attribute | undefined {
  for (const type of events) {
    const found = eventType(ruleset, type).attributes.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A value of some type as a reader knows it. */
export function valueName(
  ruleset: ResolvedRuleset,
  type: ValueType,
  raw: string | boolean,
  labels?: Attribute["labels"],
): string {
  if (typeof raw === "boolean") {
    const usual = raw ? { en: "yes", zh: "是" } : { en: "no", zh: "否" };
    return value(labels?.[raw ? "true" : "false"] ?? usual);
  }
  if (type.kind === "number") return figure(raw);
  if (type.kind !== "enum") return plain(raw);
  const state = outcomeStates.find((one) => one === raw);
  const own = ruleset.enums.get(type.name)?.get(raw);
  if (own !== undefined) return value(own);
  return state === undefined ? code(raw) : value(stateNames[state]);
}

export function keyName(
  ruleset: ResolvedRuleset,
  key: Key,
  events: readonly string[] = [...ruleset.events.keys()],
): string {
  if (key.kind === "calendar") return calendarName(key.unit);
  if (key.name === "event") return value({ en: "event", zh: "事项" });
  if (key.kind === "rule") return value(nouns.rule);
  const type = key.type.kind === "calendar" ? key.type.unit : undefined;
  if (type !== undefined) return calendarName(type);
  const attribute = key.kind === "expression" ? attributeRead(key.expression) : key.name;
  const found = attributeOf(ruleset, events, attribute ?? key.name);
  return found === undefined ? code(key.name) : both(found.label);
}

function attributeRead(expression: Expression): string | undefined {
  return expression.kind === "field" ? expression.name : undefined;
}

/** What is evaluated somewhere in the ruleset, with the event types in sight. */
export interface Placed {
  readonly expression: Expression;
  readonly events: readonly string[];
}

/** Every expression of a ruleset. */
export function expressionsOf(ruleset: ResolvedRuleset): Placed[] {
  const placed: Placed[] = [];
  const add = (events: readonly string[], ...parts: (Expression | undefined)[]): void => {
    for (const expression of parts) if (expression) placed.push({ expression, events });
  };
  for (const { id, attributes, derived, checks } of ruleset.events.values()) {
    for (const one of attributes) add([id], one.min, one.max);
    for (const one of derived) add([id], one.when, one.value);
    for (const one of checks) add([id], one.each, one.require);
  }
  for (const rule of ruleset.rules)
    add(rule.events, rule.each, rule.when, rule.for, rule.dated, rule.amount);
  for (const node of ruleset.nodes) add(eventsInto(ruleset, node), ...expressionsOfNode(node));
  return placed;
}

/** The event types whose entries an account has. */
export function eventsInto(ruleset: ResolvedRuleset, node: Node): readonly string[] {
  if (node.kind !== "account") return [];
  const rules = ruleset.rules.filter(({ to }) => to.includes(node.id));
  return [...new Set(rules.flatMap(({ events }) => events))];
}

export function expressionsOfNode(node: Node): (Expression | undefined)[] {
  switch (node.kind) {
    case "account":
      return node.steps.flatMap(expressionsOfStep);
    case "measure":
      return [node.value];
    case "running":
      return [node.value, ...node.state.flatMap(({ start, next }) => [start, next])];
    case "ranking":
      return [...valuesOf(node), node.among];
    case "outcome":
      return [node.where, node.when, node.value];
  }
}

export function expressionsOfStep(step: Step): (Expression | undefined)[] {
  if (step.kind === "keep") return [step.count, step.when];
  return step.kind === "reduce" ? [step.none] : [step.when, step.value];
}

/** The clauses of the numbers that an expression reads. */
export function clausesRead(
  ruleset: ResolvedRuleset,
  parts: readonly (Expression | undefined)[],
): string[] {
  const clauses = new Set<string>();
  const add = (more: readonly string[] = []): void => more.forEach((one) => void clauses.add(one));
  for (const expression of parts) {
    if (expression === undefined) continue;
    visit(expression, (part) => {
      if (part.kind === "parameter") add(ruleset.parameters.get(part.name)?.clauses);
      if (part.kind !== "table") return;
      const found = ruleset.tables.get(part.name);
      for (const cell of found?.cells ?? []) add(cell.clauses);
      add(found?.default?.clauses);
    });
  }
  return [...clauses];
}

/** All clauses of an account: its own and those of its steps. */
export function clausesOfAccount(account: Account): string[] {
  return [...account.clauses, ...account.steps.flatMap(({ clauses }) => clauses)];
}
