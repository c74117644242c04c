import { type Expression, type NodeName, partsOf } from "../expression/tree.ts";
import { expressionsOf, readBy, wholeReads } from "../ruleset/order.ts";
import type {
  Account,
  Cell,
  Criterion,
  EventType,
  Key,
  Node,
  ResolvedRuleset,
  Step,
} from "../ruleset/resolved.ts";
import type { CalendarUnit } from "../values/calendar.ts";
import type { Functions } from "../values/code.ts";
import { Arithmetic, readDecimal } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { Clock } from "../values/time.ts";
import { admissionReads } from "./admission.ts";
import { readyFunctions } from "./code.ts";
import type { Evaluate } from "./frame.ts";
import { linkCondition } from "./link-condition.ts";
import { everything } from "./means.ts";
import { findMissing, isUndecided, type MissingParameters } from "./missing.ts";
import type {
  Program,
  ProgramAccount,
  ProgramCriterion,
  ProgramEdge,
  ProgramEvent,
  ProgramKey,
  ProgramNode,
  ProgramRule,
  ProgramStep,
} from "./program.ts";
import { admissionSignature, creditSignature } from "./signature.ts";
import { compileExpression, type GeneratedFunctions, type Slots } from "./slots.ts";
import type { CellSlots, TableSlots } from "./table.ts";
import { parameterMissing, type Value } from "./value.ts";

/** Numbers names in the order in which they first occur. */
function numbered(names: Iterable<string>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}

/** The scale: as many decimal places as the ruleset uses, and at least two. */
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

function slotsOf(resolved: ResolvedRuleset, functions: Functions): Slots {
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
    functions: readyFunctions(resolved, functions, arithmetic),
    means: everything,
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

/**
 * The third stage: compiles a resolved ruleset.
 * @param generate gives the functions to use for whole expressions; the others are composed of functions.
 */
export function compile(
  resolved: ResolvedRuleset,
  functions: Functions = {},
  generate?: (slots: Slots) => GeneratedFunctions,
): Program {
  const composed = slotsOf(resolved, functions);
  const slots = generate === undefined ? composed : { ...composed, generated: generate(composed) };
  const { arithmetic } = slots;
  const missing = findMissing(resolved);
  const ready = (expression: Expression): Evaluate => compileExpression(expression, slots);
  const maybe = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : ready(expression);
  const rules = resolved.rules.map(
    (rule, index): ProgramRule => ({
      rule,
      index,
      each: maybe(rule.each),
      when: maybe(rule.when),
      for: maybe(rule.for),
      dated: maybe(rule.dated),
      amount: ready(rule.amount),
      to: rule.to.map((id) => slots.nodes.get(`account:${id}`)?.index ?? -1),
      sources: new Set(rule.entries?.map((id) => slots.rules.indexOf(id))),
      idle: (missing.rules.get(rule.id)?.size ?? 0) > 0,
    }),
  );
  const events = [...resolved.events.values()].map((type, index) =>
    programEvent(type, index, slots, rules, resolved),
  );
  const parameters = [...resolved.parameters.values()].map(({ value }): Value => {
    const decimal = readDecimal(value);
    return decimal === undefined ? parameterMissing : arithmetic.read(decimal);
  });
  const expressions = allExpressions(resolved);
  return {
    resolved,
    arithmetic,
    clock: new Clock(resolved.timeZone),
    slots,
    parameters,
    events: new Map(events.map((event) => [event.type.id, event])),
    attributeCount: slots.attributes.size,
    linkCount: slots.links.size,
    rules,
    nodes: programNodes(resolved, slots, missing.nodes),
    subjectFieldsRead: subjectFieldsRead(resolved, expressions),
    readOnAdmission: admissionReads(resolved, slots.parameters),
    readsTime: expressions.some((one) => partsOf(one, "field").some(({ ofClock }) => ofClock)),
  };
}

function programEvent(
  type: EventType,
  index: number,
  slots: Slots,
  rules: readonly ProgramRule[],
  resolved: ResolvedRuleset,
): ProgramEvent {
  const ready = (expression: Expression): Evaluate => compileExpression(expression, slots);
  const maybe = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : ready(expression);
  const own = rules.filter(({ rule, idle }) => !idle && rule.events.includes(type.id));
  const decided = type.checks.filter((check) => !isUndecided(check, resolved, type.id));
  const checks = decided.map((check) => ({
    check,
    each: maybe(check.each),
    require: ready(check.require),
  }));
  return {
    type,
    index,
    attributes: type.attributes.map((attribute) => ({
      attribute,
      slot: slots.attributes.get(attribute.name) ?? -1,
      fallback: maybe(attribute.default),
    })),
    fields: new Set(type.attributes.map(({ name }) => name)),
    derived: type.derived.map(({ name, when, value }) => ({
      slot: slots.attributes.get(name) ?? -1,
      when: maybe(when),
      value: ready(value),
    })),
    checks: checks.filter(({ check }) => !check.linked),
    linkedChecks: checks.filter(({ check }) => check.linked),
    links: type.links.map((link) => ({
      slot: slots.links.get(link.name) ?? -1,
      link,
      condition: linkCondition(link, slots),
    })),
    rules: own.filter(({ rule }) => rule.entries === undefined),
    entryRules: own.filter(({ rule }) => rule.entries !== undefined),
    admission: admissionSignature(type, slots),
    credit: creditSignature(
      type,
      rules.map(({ rule }) => rule),
      slots,
    ),
  };
}

type MakeNode<Kind extends Node["kind"]> = (
  node: Extract<Node, { kind: Kind }>,
  common: Pick<ProgramNode, "index" | "keys" | "edge" | "missing" | "reads">,
  slots: Slots,
) => ProgramNode;

const makers: { readonly [Kind in Node["kind"]]: MakeNode<Kind> } = {
  account: (node, common, slots) => ({
    node,
    ...common,
    from: node.from === undefined ? undefined : indexOf(node.from, slots),
    steps: node.steps.map((step) => dispatch(programSteps, step, slots)),
    total: totalOf(node),
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
    isState: node.state.length === 1 && node.value.kind === "state",
    state: node.state.map(({ name, type, start, next }) => ({
      name,
      type,
      start: compileExpression(start, slots),
      next: compileExpression(next, slots),
    })),
    value: compileExpression(node.value, slots),
  }),
  ranking: (node, common, slots) => ({
    node,
    ...common,
    by: node.by.map((criterion) => dispatch(criteria, criterion, slots)),
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

/** Where an account has one number for all that was credited to a subject. */
function totalOf({ from, keys, steps }: Account): ProgramAccount["total"] {
  const step = steps.findIndex((one) => one.kind !== "keep" || one.keep !== "all");
  const first = steps[step];
  if (first?.kind !== "reduce" || from !== undefined || keys.length > 0) return undefined;
  const { reduction, per, none } = first;
  if (per !== undefined || none !== undefined) return undefined;
  return reduction === "sum" || reduction === "count"
    ? { step, counts: reduction === "count" }
    : undefined;
}

const criteria: ByKind<Criterion, [Slots], ProgramCriterion> = {
  value: (criterion, slots) => ({ criterion, value: compileExpression(criterion.value, slots) }),
  list: (criterion, slots) => ({ criterion, node: indexOf(criterion.node, slots) }),
};

function indexOf(name: NodeName, slots: Slots): number {
  return slots.nodes.get(name)?.index ?? -1;
}

function programNodes(
  { nodes }: ResolvedRuleset,
  slots: Slots,
  missing: ReadonlyMap<NodeName, MissingParameters>,
): ProgramNode[] {
  const ready: ProgramNode[] = [];
  for (const [index, node] of nodes.entries()) {
    const reads = readBy(node).map((name) => indexOf(name, slots));
    const common = {
      index,
      keys: programKeys(node.keys, slots),
      edge: edgeOf(
        node,
        reads.flatMap((read) => ready[read] ?? []),
      ),
      missing: missing.get(node.name) ?? new Set<string>(),
      reads,
    };
    const make = makers[node.kind] as MakeNode<Node["kind"]>;
    ready.push(make(node as never, common, slots));
  }
  return ready;
}

/**
 * How the window of a node is rounded: as it says, by its first unit of the calendar or that of the keys which it
 * brings together. One that says nothing follows what it reads, where that agrees.
 */
function edgeOf(node: Node, reads: readonly ProgramNode[]): ProgramEdge | undefined {
  const units = unitsOf(node.keys);
  const whole = wholeReads(node);
  const brought = reads.filter(({ node: { name } }) => whole.includes(name));
  const [unit] = units.length > 0 ? units : brought.flatMap((read) => unitsOf(read.node.keys));
  if (node.edge !== undefined)
    return node.edge === "clip" || unit === undefined ? undefined : { edge: node.edge, unit };
  const followed = reads.filter(
    (read) => brought.includes(read) || unitsOf(read.node.keys).some((one) => units.includes(one)),
  );
  const [first, ...others] = followed.map(({ edge }) => edge);
  const agree = others.every((other) => other?.edge === first?.edge && other?.unit === first?.unit);
  return agree ? first : undefined;
}

function unitsOf(keys: readonly Key[]): CalendarUnit[] {
  return keys.flatMap(({ type }) => (type.kind === "calendar" ? [type.unit] : []));
}

function programKeys(keys: readonly Key[], slots: Slots): ProgramKey[] {
  return keys.map((key) => ({
    key,
    read: key.kind === "expression" ? compileExpression(key.expression, slots) : undefined,
  }));
}

function maybe(expression: Expression | undefined, slots: Slots): Evaluate | undefined {
  return expression === undefined ? undefined : compileExpression(expression, slots);
}

const programSteps: ByKind<Step, [slots: Slots], ProgramStep> = {
  keep: (step, slots) => ({
    kind: "keep",
    step,
    count: maybe(step.count, slots),
    when: maybe(step.when, slots),
    per: programKeys(step.per, slots),
    of: step.of === undefined ? undefined : new Set(step.of.map((id) => slots.rules.indexOf(id))),
  }),
  reduce: (step, slots) => ({
    kind: "reduce",
    step,
    per: step.per === undefined ? undefined : programKeys(step.per, slots),
    none: maybe(step.none, slots),
  }),
  map: (step, slots) => ({
    kind: "map",
    step,
    when: maybe(step.when, slots),
    value: compileExpression(step.value, slots),
  }),
};

/** All expressions of a ruleset's events, rules and nodes. */
function allExpressions(resolved: ResolvedRuleset): Expression[] {
  const stated = [
    ...resolved.rules.flatMap((rule) => [rule.each, rule.when, rule.for, rule.dated, rule.amount]),
    ...[...resolved.events.values()].flatMap(({ derived, checks, links }) => [
      ...derived.flatMap(({ when, value }) => [when, value]),
      ...checks.flatMap(({ each, require }) => [each, require]),
      ...links.map(({ when }) => when),
    ]),
    ...resolved.nodes.flatMap(expressionsOf),
  ];
  return stated.filter((expression) => expression !== undefined);
}

/** The attributes of subjects that are read. */
function subjectFieldsRead(resolved: ResolvedRuleset, all: readonly Expression[]): Set<string> {
  const read = new Set<string>();
  for (const expression of all) {
    for (const { name } of partsOf(expression, "subject-field"))
      if (name !== "id" && name !== "name") read.add(name);
    for (const { within } of partsOf(expression, "cohort"))
      for (const name of within) read.add(name);
  }
  for (const node of resolved.nodes) {
    if (node.kind === "ranking") for (const name of node.within) read.add(name);
  }
  return read;
}
