import type { Json } from "../document/ruleset.ts";
import { citedClauses } from "../examples/citations.ts";
import { statedValues } from "../examples/coverage.ts";
import { isPart } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import { isNode } from "../ruleset/node-traits.ts";
import type { Attribute, ResolvedRuleset } from "../ruleset/resolved.ts";
import { pointerTo } from "../values/issue.ts";
import { named, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { type DiagnosticContext, expressionsIn, partsIn } from "./context.ts";
import { type Diagnostic, type DiagnosticSeverity, diagnostic } from "./diagnostic.ts";

/** Declarations that are not used under any variant. */
export function diagnoseNames(context: DiagnosticContext): Diagnostic[] {
  const all = context.variants.map(({ loaded }) => loaded.resolved);
  return [
    ...unusedParameters(context, all),
    ...unusedEvents(context, all),
    ...unreadAttributes(context, all),
    ...unreadNodes(context, all),
    ...unusedEnumValues(context, all),
    ...uncitedClauses(context),
    ...bareNumbers(context, all),
  ].filter(({ code }) => context.wants(code));
}

/** Several diagnostics go through the same parts. */
const scoringParts = new WeakMap<ResolvedRuleset, readonly Expression[]>();

/** The parts that score, not those that only declare. */
function scoring(resolved: ResolvedRuleset): readonly Expression[] {
  const { kinds, events, tables, rules, nodes } = resolved;
  const parts = scoringParts.get(resolved) ?? partsIn([kinds, events, tables, rules, nodes]);
  scoringParts.set(resolved, parts);
  return parts;
}

/** The values that stand under a key anywhere in a part. */
function* valuesUnder(part: unknown, key: string): Iterable<unknown> {
  if (typeof part !== "object" || part === null) return;
  for (const [name, value] of part instanceof Map ? part : Object.entries(part)) {
    if (name === key) yield value;
    yield* valuesUnder(value, key);
  }
}

function unusedParameters(
  context: DiagnosticContext,
  all: readonly ResolvedRuleset[],
): Diagnostic[] {
  const used = new Set(
    all.flatMap((one) =>
      scoring(one).flatMap((part) => (part.kind === "parameter" ? [part.name] : [])),
    ),
  );
  return [...(all[0]?.parameters.values() ?? [])]
    .filter(({ name }) => !used.has(name))
    .map(({ name, clauses }) =>
      diagnostic("unused-parameter", context.place("parameters", name), clauses, { name }),
    );
}

function unusedEvents(context: DiagnosticContext, all: readonly ResolvedRuleset[]): Diagnostic[] {
  const used = new Set(
    all.flatMap(({ rules, events }) => [
      ...rules.flatMap((rule) => rule.events),
      ...[...events.values()].flatMap(({ links }) => links.map(({ to }) => to)),
    ]),
  );
  return [...(all[0]?.events.values() ?? [])]
    .filter(({ id }) => !used.has(id))
    .map(({ id, checks }) =>
      diagnostic(
        "idle-event-type",
        context.place("events", id),
        checks.flatMap(({ clauses }) => clauses),
        { name: id },
      ),
    );
}

/** The attributes of events that are read: by their own types, and by the rules on them. */
function attributesRead(all: readonly ResolvedRuleset[]): ReadonlySet<string> {
  const read = new Set<string>();
  for (const { events, rules, nodes } of all) {
    const note = (types: readonly string[], part: unknown): void => {
      for (const one of partsIn(part)) {
        if (one.kind !== "field") continue;
        const of = one.link === undefined ? types : linked(events, types, one.link);
        for (const type of of) read.add(`${type} ${one.name}`);
      }
    };
    for (const type of events.values()) {
      note([type.id], type);
      for (const { to, same } of type.links)
        for (const name of same) for (const id of [to, type.id]) read.add(`${id} ${name}`);
    }
    for (const rule of rules) note(rule.events, rule);
    for (const node of nodes) {
      note([...events.keys()], node);
      if ([...valuesUnder(node, "kind")].includes("item"))
        for (const id of events.keys()) read.add(`${id} item`);
    }
  }
  return read;
}

function linked(
  events: ResolvedRuleset["events"],
  types: readonly string[],
  link: string,
): readonly string[] {
  return types.flatMap((type) =>
    (events.get(type)?.links ?? []).filter(({ name }) => name === link).map(({ to }) => to),
  );
}

function unreadAttributes(
  context: DiagnosticContext,
  all: readonly ResolvedRuleset[],
): Diagnostic[] {
  const [first] = all;
  if (first === undefined) return [];
  const read = attributesRead(all);
  const document = context.json as { readonly attributes?: { readonly [name: string]: Json } };
  const common = Object.keys(document.attributes ?? {});
  const types = [...first.events.values()];
  const found: Diagnostic[] = [];
  for (const name of common)
    if (!types.some(({ id }) => read.has(`${id} ${name}`)))
      found.push(diagnostic("unread-attribute", context.place("attributes", name), [], { name }));
  for (const { id, attributes } of types)
    for (const attribute of attributes) {
      const { name } = attribute;
      const pointer = context.place("events", id, "attributes", name);
      if (!isThere(context.json, pointer) || read.has(`${id} ${name}`)) continue;
      const severity = unreadSeverity(attribute);
      found.push(
        diagnostic("unread-attribute", pointer, [], { name: `${id}.${name}` }, undefined, severity),
      );
    }
  const subjectFields = new Set(
    all.flatMap((one) =>
      scoring(one).flatMap((part) => (part.kind === "subject-field" ? [part.name] : [])),
    ),
  );
  const within = new Set(
    all.flatMap(({ nodes }) =>
      [...valuesUnder(nodes, "within")].flatMap((value) => (Array.isArray(value) ? value : [])),
    ),
  );
  for (const kind of first.kinds.values())
    for (const attribute of kind.attributes) {
      const { name } = attribute;
      if (!subjectFields.has(name) && !within.has(name))
        found.push(
          diagnostic(
            "unread-attribute",
            context.place("subjects", kind.id, "attributes", name),
            [],
            { name: `${kind.id}.${name}` },
            undefined,
            unreadSeverity(attribute),
          ),
        );
    }
  return found;
}

/** A required attribute that nothing reads is wasted effort for whoever fills in the form. */
function unreadSeverity({ optional, default: usual }: Attribute): DiagnosticSeverity {
  return optional || usual !== undefined ? "information" : "warning";
}

function isThere(json: Json, pointer: string): boolean {
  let now: Json | undefined = json;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof now !== "object" || now === null || Array.isArray(now)) return false;
    const own: string = key.replace(/~1/g, "/").replace(/~0/g, "~");
    if (!Object.hasOwn(now, own)) return false;
    now = (now as { readonly [key: string]: Json })[own];
  }
  return true;
}

/** The nodes that something reads, or that an example has expectations about: those are for display. */
function readNodes(all: readonly ResolvedRuleset[]): Set<string> {
  const read = new Set<string>();
  for (const { nodes, examples } of all) {
    for (const node of nodes) {
      if ("from" in node && node.from !== undefined) read.add(node.from);
      if ("over" in node) read.add(node.over);
      if (node.kind === "ranking")
        for (const one of node.by) if (one.kind === "list") read.add(one.node);
      for (const part of partsIn(node)) if ("node" in part) read.add(String(part.node));
    }
    for (const { expect } of examples)
      for (const { node } of statedValues({ expect })) read.add(node);
  }
  return read;
}

/** Accounts that nothing is credited to; accounts, measures, runnings and tables that nothing reads. */
function unreadNodes(context: DiagnosticContext, all: readonly ResolvedRuleset[]): Diagnostic[] {
  const [first] = all;
  if (first === undefined) return [];
  const credited = new Set(all.flatMap(({ rules }) => rules.flatMap(({ to }) => to)));
  const read = readNodes(all);
  const tables = new Set(
    all.flatMap((one) =>
      scoring(one).flatMap((part) => (isPart(part, "cells") ? [part.name] : [])),
    ),
  );
  const found: Diagnostic[] = [];
  for (const node of first.nodes) {
    const place = context.placeOfNode(node);
    const name = named(nouns[node.kind], node.id);
    if (node.kind === "account" && node.from === undefined && !credited.has(node.id))
      found.push(diagnostic("uncredited-account", place, node.clauses, { name: node.id }));
    if (isNode(node, "valued") && !read.has(node.name))
      found.push(diagnostic("unread-value", place, node.clauses, { name }));
  }
  for (const table of first.tables.values())
    if (!tables.has(table.name))
      found.push(
        diagnostic(
          "unread-value",
          context.place("tables", table.name),
          table.cells.flatMap(({ clauses }) => clauses),
          { name: named(nouns.table, table.name) },
        ),
      );
  return found;
}

/** The value of an enumeration that a part names. */
function namedBy(part: Expression): string[] {
  if (part.kind !== "literal" || typeof part.value !== "string") return [];
  return [`${part.type.kind === "enum" ? part.type.name : ""} ${part.value}`];
}

/** The enumerations whose values a part only compares by order. */
function orderedBy(part: Expression): string[] {
  if (part.kind !== "operation" || !isComparison(part.operator)) return [];
  return part.operands.flatMap(({ type }) => (type.kind === "enum" ? [type.name] : []));
}

function isComparison(operator: string): boolean {
  return ["<", "<=", ">", ">=", "min", "max"].includes(operator);
}

/** Values of enumerations that no condition, cell or example names. */
function unusedEnumValues(
  context: DiagnosticContext,
  all: readonly ResolvedRuleset[],
): Diagnostic[] {
  const [first] = all;
  if (first === undefined) return [];
  const named = new Set<string>();
  const ordered = new Set<string>();
  for (const one of all) {
    for (const part of scoring(one)) {
      for (const value of namedBy(part)) named.add(value);
      for (const id of orderedBy(part)) ordered.add(id);
    }
    for (const table of one.tables.values())
      for (const [index, axis] of table.axes.entries())
        if (axis.kind === "values" && axis.type.kind === "enum")
          for (const { keys } of table.cells) named.add(`${axis.type.name} ${keys[index] ?? ""}`);
  }
  const examples = new Set(stringsIn(first.examples as unknown as Json));
  const categories = new Set([...first.kinds.keys()].map((kind) => `${kind}.category`));
  return [...first.enums].flatMap(([id, values]) =>
    (categories.has(id) ? [] : [...values.keys()])
      .filter((value) => !ordered.has(id) && !named.has(`${id} ${value}`) && !examples.has(value))
      .map((value) =>
        diagnostic("unused-enum-value", context.place("enums", id, value), [], {
          name: value,
          other: id,
        }),
      ),
  );
}

function stringsIn(json: Json | undefined): string[] {
  if (typeof json === "string") return [json];
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, part]) => [key, ...stringsIn(part as Json)]);
}

/** Clauses that no `clause` cites. */
function uncitedClauses(context: DiagnosticContext): Diagnostic[] {
  const document = context.json as { readonly clauses?: object };
  const cited = citedClauses(context.json);
  return Object.keys(document.clauses ?? {})
    .filter((id) => !cited.has(id))
    .map((id) => diagnostic("uncited-clause", pointerTo("/clauses", id), [id], { name: id }));
}

/** Places of numbers that say how often or of what, not how much. */
const structural: readonly string[] = ["0", "1", "-1", "100"];
const calendar: readonly string[] = ["date", "year", "month", "weekday"];

/** Numbers of the regulation in formulas instead of parameters and tables. */
function bareNumbers(context: DiagnosticContext, all: readonly ResolvedRuleset[]): Diagnostic[] {
  const [first] = all;
  if (first === undefined) return [];
  type Place = [Text, string, readonly string[], unknown, string];
  const places: Place[] = [
    ...first.rules.map(
      (rule): Place => [
        named(nouns.rule, rule.id),
        context.placeOfRule(rule.id),
        rule.clauses,
        rule,
        rule.id,
      ],
    ),
    ...first.nodes.map(
      (node): Place => [
        named(nouns[node.kind], node.id),
        context.placeOfNode(node),
        node.clauses,
        node,
        node.id,
      ],
    ),
  ];
  // A number that differs between variants belongs to the variant.
  const everywhere = all.map(
    ({ rules, nodes }) =>
      new Set(
        [...rules, ...nodes].flatMap((one) =>
          expressionsIn(one)
            .flatMap(numbersIn)
            .map((number) => `${one.id} ${number}`),
        ),
      ),
  );
  return places.flatMap(([where, pointer, clauses, part, id]) =>
    [...new Set(expressionsIn(part).flatMap((one) => numbersIn(one)))]
      .filter((number) => everywhere.every((numbers) => numbers.has(`${id} ${number}`)))
      .map((number) => diagnostic("bare-number", pointer, clauses, { name: number, other: where })),
  );
}

function numbersIn(expression: Expression): string[] {
  if (expression.kind === "literal") {
    const isNumber = expression.type.kind === "number" && typeof expression.value === "string";
    return isNumber && !structural.includes(String(expression.value))
      ? [String(expression.value)]
      : [];
  }
  const isCalendar = (part: Expression): boolean =>
    part.kind === "operation" && calendar.includes(part.operator);
  // The month that a day lies in is compared with the number of a month.
  if (isCalendar(expression) || expression.operands.some(isCalendar)) return [];
  return expression.operands.flatMap(numbersIn);
}
