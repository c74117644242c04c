import { type Expression, type NodeName, visit } from "../expression/tree.ts";
import { expressionsOf } from "../ruleset/order.ts";
import type {
  Account,
  Attribute,
  Cell,
  Check,
  EventType,
  KeepStep,
  Key,
  Link,
  MapStep,
  Measure,
  Node,
  Outcome,
  Ranking,
  ReduceStep,
  ResolvedRuleset,
  Rule,
  Running,
} from "../ruleset/resolved.ts";
import { Arithmetic, readDecimal } from "../values/exact.ts";
import { compileExpression, type Slots } from "./compile.ts";
import type { Evaluate } from "./frame.ts";
import { findLacks, type Lacks } from "./lacks.ts";
import type { CellSlots, TableSlots } from "./table.ts";
import { lacking, type Value } from "./value.ts";

export interface ProgramAttribute {
  readonly attribute: Attribute;
  readonly slot: number;
  readonly fallback: Evaluate | undefined;
  readonly min: Evaluate | undefined;
  readonly max: Evaluate | undefined;
}

export interface ProgramRule {
  readonly rule: Rule;
  readonly index: number;
  readonly when: Evaluate | undefined;
  readonly for: Evaluate | undefined;
  readonly dated: Evaluate | undefined;
  readonly amount: Evaluate;
  /** Indices of the accounts among the nodes. */
  readonly to: readonly number[];
  /** A parameter that it needs has no value: it writes no entries. */
  readonly idle: boolean;
}

export interface ProgramEvent {
  readonly type: EventType;
  readonly index: number;
  readonly attributes: readonly ProgramAttribute[];
  readonly derived: readonly {
    readonly slot: number;
    readonly when: Evaluate | undefined;
    readonly value: Evaluate;
  }[];
  readonly checks: readonly { readonly check: Check; readonly require: Evaluate }[];
  readonly links: readonly {
    readonly slot: number;
    readonly link: Link;
    readonly when: Evaluate | undefined;
  }[];
  /** The rules that fire on it. */
  readonly rules: readonly ProgramRule[];
}

export interface ProgramKey {
  readonly key: Key;
  readonly read: Evaluate | undefined;
}

export type ProgramStep =
  | {
      readonly step: KeepStep;
      readonly count: Evaluate | undefined;
      readonly when: Evaluate | undefined;
      readonly per: readonly ProgramKey[];
      /** Indices of the rules whose entries it touches. */
      readonly of: ReadonlySet<number> | undefined;
    }
  | {
      readonly step: ReduceStep;
      readonly per: readonly ProgramKey[] | undefined;
      readonly none: Evaluate | undefined;
    }
  | { readonly step: MapStep; readonly when: Evaluate | undefined; readonly value: Evaluate };

interface Common {
  readonly index: number;
  readonly keys: readonly ProgramKey[];
  readonly lacks: Lacks;
}

export interface ProgramAccount extends Common {
  readonly node: Account;
  readonly from: number | undefined;
  readonly steps: readonly ProgramStep[];
}
export interface ProgramMeasure extends Common {
  readonly node: Measure;
  readonly value: Evaluate;
}
export interface ProgramRunning extends Common {
  readonly node: Running;
  readonly over: number;
  readonly state: readonly {
    readonly name: string;
    readonly start: Evaluate;
    readonly next: Evaluate;
  }[];
  readonly value: Evaluate;
}
export interface ProgramRanking extends Common {
  readonly node: Ranking;
  readonly by: readonly { readonly value: Evaluate; readonly descending: boolean }[];
  readonly among: Evaluate | undefined;
}
export interface ProgramOutcome extends Common {
  readonly node: Outcome;
  readonly where: Evaluate | undefined;
  readonly when: Evaluate;
  readonly value: Evaluate | undefined;
}

export type ProgramNode =
  | ProgramAccount
  | ProgramMeasure
  | ProgramRunning
  | ProgramRanking
  | ProgramOutcome;

/** A ruleset made ready to run: the third door. Names have become numbers, expressions functions. */
export interface Program {
  readonly resolved: ResolvedRuleset;
  readonly arithmetic: Arithmetic;
  readonly slots: Slots;
  readonly parameters: readonly Value[];
  readonly events: ReadonlyMap<string, ProgramEvent>;
  readonly attributeCount: number;
  readonly linkCount: number;
  /** Rules on entries, each behind those whose entries it fires on. */
  readonly entryRules: readonly ProgramRule[];
  readonly rules: readonly ProgramRule[];
  readonly nodes: readonly ProgramNode[];
  /** Attributes of subjects that something reads (`category` among them). */
  readonly subjectFieldsRead: ReadonlySet<string>;
}

/** Names get the numbers in which they first come. */
function numbered(names: Iterable<string>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}

/** Scaled integers hold the decimals that the ruleset itself writes, and at least two. */
function placesOf(resolved: ResolvedRuleset): number {
  let places = 2;
  const see = (text: unknown): void => {
    places = Math.max(places, readDecimal(text)?.fraction.length ?? 0);
  };
  for (const { value } of resolved.parameters.values()) see(value);
  for (const { cells } of resolved.tables.values()) {
    for (const { value } of cells)
      if (value.kind === "literal" && value.type.kind === "number") see(value.value);
  }
  return Math.min(places, 6);
}

function slotsOf(resolved: ResolvedRuleset): Slots {
  const types = [...resolved.events.values()];
  const arithmetic = new Arithmetic(placesOf(resolved));
  const subjectNames = [...resolved.kinds.values()].flatMap((kind) =>
    kind.attributes.map(({ name }) => name),
  );
  const tables = new Map<string, TableSlots>();
  const slots: Slots = {
    arithmetic,
    attributes: numbered(
      types.flatMap((type) => [...type.attributes, ...type.derived].map(({ name }) => name)),
    ),
    links: numbered(types.flatMap((type) => type.links.map(({ name }) => name))),
    subjectAttributes: numbered(["category", "name", ...subjectNames]),
    parameters: numbered(resolved.parameters.keys()),
    nodes: new Map(
      resolved.nodes.map((node, index) => [
        node.name,
        { index, keys: node.keys.map(({ name }) => name) },
      ]),
    ),
    rules: resolved.rules.map(({ id }) => id),
    eventTypes: types.map(({ id }) => id),
    tables,
  };
  const cellSlots = (cell: Cell): CellSlots => ({
    ...cell,
    value: compileExpression(cell.value, slots),
  });
  for (const [name, table] of resolved.tables) {
    const fallback = table.default === undefined ? undefined : cellSlots(table.default);
    tables.set(name, { axes: table.axes, cells: table.cells.map(cellSlots), default: fallback });
  }
  return slots;
}

/** The third door: compiles a resolved ruleset. */
export function compile(resolved: ResolvedRuleset): Program {
  const slots = slotsOf(resolved);
  const { arithmetic } = slots;
  const lacks = findLacks(resolved);
  const ready = (expression: Expression): Evaluate => compileExpression(expression, slots);
  const maybe = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : ready(expression);
  const rules = resolved.rules.map(
    (rule, index): ProgramRule => ({
      rule,
      index,
      when: maybe(rule.when),
      for: maybe(rule.for),
      dated: maybe(rule.dated),
      amount: ready(rule.amount),
      to: rule.to.map((id) => slots.nodes.get(`account:${id}`)?.index ?? -1),
      idle: (lacks.rules.get(rule.id)?.size ?? 0) > 0,
    }),
  );
  const events = [...resolved.events.values()].map((type, index) =>
    programEvent(type, index, slots, rules),
  );
  const parameters = [...resolved.parameters.values()].map(({ value }): Value => {
    const decimal = readDecimal(value);
    return decimal === undefined ? lacking : arithmetic.read(decimal);
  });
  return {
    resolved,
    arithmetic,
    slots,
    parameters,
    events: new Map(events.map((event) => [event.type.id, event])),
    attributeCount: slots.attributes.size,
    linkCount: slots.links.size,
    entryRules: rules.filter(({ rule }) => rule.entries !== undefined),
    rules,
    nodes: resolved.nodes.map((node, index) => programNode(node, index, slots, lacks.nodes)),
    subjectFieldsRead: subjectFieldsRead(resolved),
  };
}

function programEvent(
  type: EventType,
  index: number,
  slots: Slots,
  rules: readonly ProgramRule[],
): ProgramEvent {
  const ready = (expression: Expression): Evaluate => compileExpression(expression, slots);
  const maybe = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : ready(expression);
  return {
    type,
    index,
    attributes: type.attributes.map((attribute) => ({
      attribute,
      slot: slots.attributes.get(attribute.name) ?? -1,
      fallback: maybe(attribute.default),
      min: maybe(attribute.min),
      max: maybe(attribute.max),
    })),
    derived: type.derived.map(({ name, when, value }) => ({
      slot: slots.attributes.get(name) ?? -1,
      when: maybe(when),
      value: ready(value),
    })),
    checks: type.checks.map((check) => ({ check, require: ready(check.require) })),
    links: type.links.map((link) => ({
      slot: slots.links.get(link.name) ?? -1,
      link,
      when: maybe(link.when),
    })),
    rules: rules.filter(
      ({ rule, idle }) => !idle && rule.entries === undefined && rule.events.includes(type.id),
    ),
  };
}

type MakeNode<Kind extends Node["kind"]> = (
  node: Extract<Node, { kind: Kind }>,
  common: Common,
  slots: Slots,
) => ProgramNode;

const makers: { readonly [Kind in Node["kind"]]: MakeNode<Kind> } = {
  account: (node, common, slots) => ({
    node,
    ...common,
    from: node.from === undefined ? undefined : indexOf(node.from, slots),
    steps: node.steps.map((step) => programStep(step, slots)),
  }),
  measure: (node, common, slots) => ({
    node,
    ...common,
    value: compileExpression(node.value, slots),
  }),
  running: (node, common, slots) => ({
    node,
    ...common,
    over: indexOf(node.over, slots),
    state: node.state.map(({ name, start, next }) => ({
      name,
      start: compileExpression(start, slots),
      next: compileExpression(next, slots),
    })),
    value: compileExpression(node.value, slots),
  }),
  ranking: (node, common, slots) => ({
    node,
    ...common,
    by: node.by.map(({ value, descending }) => ({
      value: compileExpression(value, slots),
      descending,
    })),
    among: node.among === undefined ? undefined : compileExpression(node.among, slots),
  }),
  outcome: (node, common, slots) => ({
    node,
    ...common,
    where: node.where === undefined ? undefined : compileExpression(node.where, slots),
    when: compileExpression(node.when, slots),
    value: node.value === undefined ? undefined : compileExpression(node.value, slots),
  }),
};

function indexOf(name: NodeName, slots: Slots): number {
  return slots.nodes.get(name)?.index ?? -1;
}

function programNode(
  node: Node,
  index: number,
  slots: Slots,
  lacks: ReadonlyMap<NodeName, Lacks>,
): ProgramNode {
  const common: Common = {
    index,
    keys: programKeys(node.keys, slots),
    lacks: lacks.get(node.name) ?? new Set(),
  };
  const make = makers[node.kind] as MakeNode<Node["kind"]>;
  return make(node as never, common, slots);
}

function programKeys(keys: readonly Key[], slots: Slots): ProgramKey[] {
  return keys.map((key) => ({
    key,
    read: key.kind === "expression" ? compileExpression(key.expression, slots) : undefined,
  }));
}

function programStep(step: Account["steps"][number], slots: Slots): ProgramStep {
  const maybe = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : compileExpression(expression, slots);
  if (step.kind === "map")
    return { step, when: maybe(step.when), value: compileExpression(step.value, slots) };
  if (step.kind === "reduce") {
    return {
      step,
      per: step.per === undefined ? undefined : programKeys(step.per, slots),
      none: maybe(step.none),
    };
  }
  return {
    step,
    count: maybe(step.count),
    when: maybe(step.when),
    per: programKeys(step.per, slots),
    of: step.of === undefined ? undefined : new Set(step.of.map((id) => slots.rules.indexOf(id))),
  };
}

/** The attributes of subjects that rules and nodes read. */
function subjectFieldsRead(resolved: ResolvedRuleset): Set<string> {
  const read = new Set<string>();
  const see = (expression: Expression | undefined): void => {
    if (expression === undefined) return;
    visit(expression, (part) => {
      if (part.kind === "subject-field" && part.name !== "id" && part.name !== "name")
        read.add(part.name);
      if (part.kind === "cohort") for (const name of part.within) read.add(name);
    });
  };
  for (const rule of resolved.rules)
    for (const part of [rule.when, rule.for, rule.dated, rule.amount]) see(part);
  for (const type of resolved.events.values()) {
    for (const { when, value } of type.derived) [when, value].forEach(see);
    for (const { require } of type.checks) see(require);
  }
  for (const node of resolved.nodes) {
    expressionsOf(node).forEach(see);
    if (node.kind === "ranking") for (const name of node.within) read.add(name);
  }
  return read;
}
