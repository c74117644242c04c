import type { RuleDocument } from "../document/ruleset.ts";
import { eachOf } from "../expression/lists.ts";
import { established } from "../expression/logic.ts";
import { type EventSignature, emptyScope, type Scope, withPresent } from "../expression/scope.ts";
import { booleanType, dayType, numberType, type ValueType } from "../expression/types.ts";
import { pointerTo } from "../values/issue.ts";
import { chained, listed, named, nouns } from "../values/phrase.ts";
import type { Builder } from "./builder.ts";
import type { Rule } from "./resolved.ts";
import type { Sharing } from "./sharing.ts";

/** The kinds that a rule's entries are credited to, and whether each entry has a position in a list. */
interface Credited {
  readonly kinds: readonly string[];
  readonly positioned: boolean;
}

/** What is known about a rule before its expressions are read: where its entries come from. */
interface RuleSource {
  readonly events: readonly string[];
  readonly entries: readonly string[] | undefined;
}

/** The event types that each rule's entries come from, through rules on entries. */
export function sourcesOf(builder: Builder): Map<string, RuleSource> {
  const documents = new Map<string, RuleDocument>();
  for (const [index, rule] of builder.document.rules.entries()) {
    const pointer = pointerTo("/rules", index);
    if (documents.has(rule.id)) {
      const first = builder.document.rules.findIndex((one) => one.id === rule.id);
      builder.report("duplicate-id", pointer, {
        name: rule.id,
        expected: pointerTo("/rules", first),
      });
    }
    documents.set(rule.id, rule);
  }
  builder.vocabulary.rules = [...documents.keys()];
  const sources = new Map<string, RuleSource>();
  const open: string[] = [];
  const sourceOf = (id: string, pointer: string): readonly string[] => {
    const known = sources.get(id);
    if (known !== undefined) return known.events;
    const rule = documents.get(id);
    if (rule === undefined) {
      builder.knownName(nouns.rule, id, documents.keys(), pointer);
      return [];
    }
    if (open.includes(id)) {
      builder.report("cycle", pointer, {
        expected: chained([...open.slice(open.indexOf(id)), id]),
      });
      return [];
    }
    open.push(id);
    const own = builder.document.rules.findIndex((one) => one.id === id);
    const source = readSource(builder, rule, pointerTo("/rules", own, "on"), sourceOf);
    open.pop();
    sources.set(id, source);
    return source.events;
  };
  for (const [index, rule] of builder.document.rules.entries())
    sourceOf(rule.id, pointerTo("/rules", index, "on"));
  return sources;
}

function readSource(
  builder: Builder,
  rule: RuleDocument,
  pointer: string,
  sourceOf: (id: string, pointer: string) => readonly string[],
): RuleSource {
  const { on } = rule;
  if (typeof on === "object" && !Array.isArray(on)) {
    const events = on.entries.flatMap((id, index) =>
      sourceOf(id, pointerTo(pointer, "entries", index)),
    );
    return { events: [...new Set(events)], entries: on.entries };
  }
  const types = typeof on === "string" ? [on] : on;
  for (const type of types)
    builder.knownName(nouns.eventType, type, builder.vocabulary.events.keys(), pointer);
  return {
    events: types.filter((type) => builder.vocabulary.events.has(type)),
    entries: undefined,
  };
}

export function signatures(builder: Builder, events: readonly string[]): EventSignature[] {
  return events.flatMap((id) => builder.vocabulary.events.get(id) ?? []);
}

/** All rules: rules on events first, then rules on entries, each after those on whose entries it fires. */
export function resolveRules(
  builder: Builder,
  sources: ReadonlyMap<string, RuleSource>,
  sharing: Pick<Sharing<unknown>, "part">,
): Rule[] {
  const owners = new Map<string, Credited>();
  const rules = new Map<string, Rule>();
  const indices = new Map(builder.document.rules.map((rule, index) => [rule.id, index]));
  const begun = new Set<string>();
  const resolve = (id: string): void => {
    if (begun.has(id)) return;
    begun.add(id);
    const index = indices.get(id);
    const source = sources.get(id);
    const document = index === undefined ? undefined : builder.document.rules[index];
    if (rules.has(id) || index === undefined || document === undefined || source === undefined)
      return;
    for (const before of source.entries ?? [])
      if (before !== id && !owners.has(before)) resolve(before);
    const pointer = pointerTo("/rules", index);
    const fired = source.entries?.map((one) => owners.get(one));
    const [rule, credited] = sharing.part(document, `${pointer} ${JSON.stringify(fired)}`, () =>
      resolveRule(builder, document, source, owners, pointer),
    );
    rules.set(id, rule);
    owners.set(id, credited);
  };
  const direct = builder.document.rules.filter(
    (rule) => sources.get(rule.id)?.entries === undefined,
  );
  for (const rule of [...direct, ...builder.document.rules]) resolve(rule.id);
  for (const [id, rule] of rules)
    checkOwners(builder, rule, owners.get(id)?.kinds ?? [], indices.get(id) ?? 0);
  return [...rules.values()];
}

function resolveRule(
  builder: Builder,
  document: RuleDocument,
  source: RuleSource,
  owners: ReadonlyMap<string, Credited>,
  pointer: string,
): [Rule, Credited] {
  const events = signatures(builder, source.events);
  const entryKinds = source.entries?.flatMap((id) => owners.get(id)?.kinds ?? []);
  const placed = source.entries?.every((id) => owners.get(id)?.positioned === true) === true;
  const around: Scope =
    entryKinds === undefined
      ? { ...emptyScope, events }
      : { ...emptyScope, events, entry: [...new Set(entryKinds)], positioned: placed };
  const { parser } = builder;
  const [each, base] = eachOf(builder.parser, document.each, around, pointerTo(pointer, "each"));
  const when = optional(document.when, (json) =>
    parser.parse(json, booleanType, base, pointerTo(pointer, "when")),
  );
  const inside = withPresent(base, established(document.when));
  const anyone: ValueType = { kind: "subject", kinds: [...builder.vocabulary.kinds.keys()] };
  const owner = optional(document.for, (json) =>
    parser.parse(json, anyone, inside, pointerTo(pointer, "for")),
  );
  const ownKinds =
    owner === undefined
      ? (entryKinds ?? events.flatMap((event) => event.subjects))
      : kindsOf(owner.type);
  const isOwnerless =
    entryKinds === undefined && events.some((event) => event.subjects.length === 0);
  if (owner === undefined && isOwnerless) {
    builder.report("missing-key", pointer, { name: "for" });
  }
  const kinds = [...new Set(ownKinds)];
  const owned: Scope = { ...inside, owner: kinds };
  const dated = optional(document.dated, (json) =>
    parser.parse(json, dayType, owned, pointerTo(pointer, "dated")),
  );
  const amount = parser.parse(document.amount, numberType, owned, pointerTo(pointer, "amount"));
  if (amount.fraction && document.fraction !== true) {
    builder.report("fraction-not-rounded", pointerTo(pointer, "amount"), {
      expected: named(nouns.rule, document.id),
    });
  }
  const rule: Rule = {
    id: document.id,
    clauses: builder.clauses(document.clause, pointer),
    label: document.label,
    events: source.events,
    entries: source.entries,
    each,
    when,
    for: owner,
    dated,
    to: typeof document.to === "string" ? [document.to] : document.to,
    amount,
  };
  return [rule, { kinds, positioned: each !== undefined || placed }];
}

/** A rule may credit only accounts that its owners have. */
function checkOwners(builder: Builder, rule: Rule, kinds: readonly string[], index: number): void {
  for (const id of rule.to) {
    const pointer = pointerTo("/rules", index, "to");
    const accounts = Object.keys(builder.document.accounts ?? {});
    if (!builder.knownName(nouns.account, id, accounts, pointer)) continue;
    const account = builder.vocabulary.nodes.get(`account:${id}`);
    const missing = kinds.filter((kind) => account !== undefined && !account.kinds.includes(kind));
    if (missing.length > 0) {
      builder.report("kind-mismatch", pointer, {
        name: named(nouns.account, id),
        is: listed(account?.kinds ?? []),
        expected: listed(kinds),
      });
    }
  }
}

function kindsOf(type: ValueType): readonly string[] {
  return type.kind === "subject" ? type.kinds : [];
}

export function optional<Value>(json: unknown, read: (json: unknown) => Value): Value | undefined {
  return json === undefined ? undefined : read(json);
}
