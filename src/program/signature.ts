import { isType } from "../expression/traits.ts";
import type { Expression, Operation, SubjectField } from "../expression/tree.ts";
import type { EventType, Rule } from "../ruleset/resolved.ts";
import { type ByKind, dispatch, type OfKind } from "../values/kinds.ts";

/**
 * Something that expressions read of an event and that many events share: the value of an attribute, whether it is there,
 * attributes of the event's subject (or of one that an attribute names), whether two are one, whether a link is found, or
 * how many are.
 */
export type Component =
  | { readonly kind: "attribute"; readonly slot: number }
  | { readonly kind: "presence"; readonly slot: number }
  | { readonly kind: "found"; readonly slot: number }
  | { readonly kind: "count"; readonly slot: number }
  /** Whether two attributes name one subject; the slot -1 is the event's own. */
  | { readonly kind: "same"; readonly slot: number; readonly other: number }
  /** @property slot the attribute that names the subject; -1: the event's own. */
  | { readonly kind: "class"; readonly slot: number; readonly field: number };

/** Whose value `owner` is, or the subject of an entry: the event's own, or the one that an attribute names. */
export type Origin = "subject" | "single" | { readonly slot: number };

/** Where the parts of expressions are found. */
interface Places {
  readonly attributes: ReadonlyMap<string, number>;
  readonly links: ReadonlyMap<string, number>;
  readonly subjectAttributes: ReadonlyMap<string, number>;
}

/** What an expression may take for granted. */
interface Context extends Places {
  readonly type: EventType;
  readonly owner: Origin | undefined;
  readonly source: Origin | undefined;
  readonly see: (component: Component) => void;
}

/** Thrown inside this file alone: an expression reads what differs from event to event. */
class Unshared extends Error {}

function unshared(): never {
  throw new Unshared();
}

function operandsOf(expression: Expression, context: Context): void {
  for (const operand of expression.operands) read(operand, context);
}

const shared: ByKind<Expression, [Context], void> = {
  literal: () => undefined,
  field: ({ link, name, ofClock }, { type, attributes, see }) => {
    if (name === "type" && link === undefined) return;
    const slot = attributes.get(name);
    if (link !== undefined || ofClock === true || slot === undefined) unshared();
    const kind = typeOf(type, name);
    if (kind === "list" || kind === "subject") unshared();
    see({ kind: "attribute", slot });
  },
  link: ({ link, type }, { links, see }) =>
    see({ kind: type.kind === "number" ? "count" : "found", slot: links.get(link) ?? unshared() }),
  "subject-field": (expression, context) => classOf(expression, context),
  owner: unshared,
  reader: unshared,
  single: () => undefined,
  entry: ({ name }, { source }) => {
    if (source === undefined || name === "day" || name === "subject") unshared();
  },
  each: unshared,
  key: unshared,
  // Only inside a range: it is the number or day that the range is at.
  value: () => undefined,
  state: unshared,
  period: () => undefined,
  parameter: () => undefined,
  table: operandsOf,
  rates: operandsOf,
  // Code is called once for each event.
  call: unshared,
  node: unshared,
  cohort: unshared,
  quantifier: unshared,
  tied: unshared,
  round: operandsOf,
  root: operandsOf,
  shift: operandsOf,
  range: operandsOf,
  operation: (expression, context) => {
    const [only] = expression.operands;
    if (expression.operator === "has" && only?.kind === "field" && only.link === undefined) {
      const slot = context.attributes.get(only.name);
      if (slot !== undefined) return context.see({ kind: "presence", slot });
    }
    if (!namesSame(expression, context)) operandsOf(expression, context);
  },
};

/** Sees whether two subjects are the same, if it is all that an operation asks. */
function namesSame({ operator, operands }: Operation, context: Context): boolean {
  if (operator !== "==" && operator !== "!=") return false;
  const slots = operands.flatMap((one) => {
    const origin = one.kind === "field" ? originOf(one, context) : undefined;
    if (origin === "subject") return [-1];
    return typeof origin === "object" ? [origin.slot] : [];
  });
  const [slot, other] = slots;
  if (slot === undefined || other === undefined) return false;
  context.see({ kind: "same", slot, other });
  for (const named of slots) if (named >= 0) context.see({ kind: "presence", slot: named });
  return true;
}

function read(expression: Expression, context: Context): void {
  dispatch(shared, expression, context);
}

/** An attribute of a subject, if it is known by its origin who that is. */
function classOf({ name, operands: [whose] }: SubjectField, context: Context): void {
  const field = context.subjectAttributes.get(name);
  if (name === "id" || name === "name" || field === undefined || whose === undefined) unshared();
  const origin = originOf(whose, context);
  if (origin === undefined) unshared();
  if (origin !== "single")
    context.see({ kind: "class", slot: origin === "subject" ? -1 : origin.slot, field });
}

type Originating = "single" | "owner" | "entry" | "field";

/** The kinds of expressions that name a subject whose origin is known. */
const origins: {
  readonly [Kind in Originating]: (
    expression: OfKind<Expression, Kind>,
    context: Omit<Context, "see">,
  ) => Origin | undefined;
} = {
  single: () => "single",
  owner: (_owner, { owner }) => owner,
  entry: ({ name }, { source }) => (name === "subject" ? source : undefined),
  field: ({ link, name }, { type, attributes }) => {
    if (link !== undefined) return undefined;
    const slot = attributes.get(name);
    if (slot === undefined) return name === "subject" ? "subject" : undefined;
    return typeOf(type, name) === "subject" ? { slot } : undefined;
  },
};

function originOf(expression: Expression, context: Omit<Context, "see">): Origin | undefined {
  const origin = (origins as Partial<ByKind<Expression, [typeof context], Origin | undefined>>)[
    expression.kind
  ];
  return origin?.(expression as never, context);
}

function typeOf({ attributes }: EventType, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.type.kind;
}

/** What expressions read, each thing once; undefined if one of them reads what differs from event to event. */
function componentsOf(
  expressions: readonly (Expression | undefined)[],
  context: Omit<Context, "see">,
): Component[] | undefined {
  const components = new Map<string, Component>();
  const see = (component: Component): void => {
    components.set(JSON.stringify(component), component);
  };
  try {
    for (const expression of expressions)
      if (expression !== undefined) read(expression, { ...context, see });
  } catch (error) {
    if (error instanceof Unshared) return undefined;
    throw error;
  }
  return [...components.values()];
}

/** Components with attributes of open types at the end: they may have many values. */
function fewFirst(
  components: readonly Component[],
  { attributes }: EventType,
  places: Places,
): Component[] {
  const open = new Set(
    attributes
      .filter(({ type }) => isType(type, "open"))
      .map(({ name }) => places.attributes.get(name)),
  );
  const isOpen = (one: Component): boolean => one.kind === "attribute" && open.has(one.slot);
  return [...components.filter((one) => !isOpen(one)), ...components.filter(isOpen)];
}

/** How far a rule's entry is the same for all events with the same components. */
export interface RuleSignature {
  /** What decides whether it fires; undefined: it differs from event to event. */
  readonly fires: readonly Component[] | undefined;
  /** What its entry depends on besides, apart from its owner; undefined: it differs from event to event. */
  readonly writes: readonly Component[] | undefined;
  /** Who gets the entry; undefined: it differs from event to event. */
  readonly owner: Origin | undefined;
}

/** @param source whose entry it fires on; undefined for a rule on events. */
function ruleSignature(
  rule: Rule,
  type: EventType,
  source: Origin | undefined,
  places: Places,
): RuleSignature {
  const context = { ...places, type, source, owner: undefined };
  const none = { fires: undefined, writes: undefined, owner: undefined };
  if (rule.each !== undefined) return none;
  const owner = rule.for === undefined ? (source ?? "subject") : originOf(rule.for, context);
  const fires = componentsOf([rule.when], context);
  const differs = owner === undefined || rule.dated !== undefined;
  const amount = differs ? undefined : componentsOf([rule.amount], { ...context, owner });
  if (amount === undefined) return { fires, writes: undefined, owner };
  const named: Component[] =
    typeof owner === "object" ? [{ kind: "presence", slot: owner.slot }] : [];
  return { fires, writes: [...amount, ...named], owner };
}

/** What all derived attributes and checks of a type read; undefined if that differs from event to event. */
export function admissionSignature(type: EventType, places: Places): Component[] | undefined {
  const context = { ...places, type, source: undefined, owner: undefined };
  const derived = new Set(type.derived.map(({ name }) => places.attributes.get(name)));
  const checks = type.checks.filter(({ linked }) => !linked);
  if (checks.some(({ each }) => each !== undefined)) return undefined;
  const all = componentsOf(
    [
      ...type.derived.flatMap(({ when, value }) => [when, value]),
      ...checks.map(({ require }) => require),
    ],
    context,
  );
  // What is derived depends on what else is read.
  const read = all?.filter(
    (one) => one.kind === "class" || one.kind === "same" || !derived.has(one.slot),
  );
  return read && fewFirst(read, type, places);
}

/** How far the entries of an event of one type are the same for all events with the same components. */
export class CreditSignature {
  constructor(
    readonly components: readonly Component[],
    /** By rule. */
    readonly onEvents: ReadonlyMap<number, RuleSignature>,
    /** By rule and the rule on whose entries it fires. */
    readonly onEntries: ReadonlyMap<string, RuleSignature>,
  ) {}

  /** For a rule on events. */
  ofRule(rule: number): RuleSignature | undefined {
    return this.onEvents.get(rule);
  }

  /** For a rule on entries, fired by an entry of another rule. */
  ofEntryRule(rule: number, source: number): RuleSignature | undefined {
    return this.onEntries.get(`${rule} ${source}`);
  }
}

/**
 * @param rules all rules of the ruleset.
 * @returns undefined if what fires on the type differs from event to event.
 */
export function creditSignature(
  type: EventType,
  rules: readonly Rule[],
  places: Places,
): CreditSignature | undefined {
  const own = [...rules.entries()].filter(([, { events }]) => events.includes(type.id));
  const onEvents = new Map<number, RuleSignature>();
  const onEntries = new Map<string, RuleSignature>();
  // Whose entries a rule writes; a rule on entries may write for several.
  const owners = new Map<number, Set<string>>();
  for (const [index, rule] of own) {
    if (rule.entries !== undefined) continue;
    const signature = ruleSignature(rule, type, undefined, places);
    if (signature.fires === undefined) return undefined;
    onEvents.set(index, signature);
    owners.set(index, new Set([JSON.stringify(signature.owner ?? null)]));
  }
  // Each rule on entries comes after those on whose entries it fires.
  for (const [index, rule] of own) {
    for (const id of rule.entries ?? []) {
      const source = rules.findIndex((one) => one.id === id);
      const [whose, ...others] = owners.get(source) ?? [];
      const origin = whose === undefined ? undefined : (JSON.parse(whose) as Origin | null);
      if (others.length > 0 || origin === undefined || origin === null) continue;
      const signature = ruleSignature(rule, type, origin, places);
      onEntries.set(`${index} ${source}`, signature);
      const written = owners.get(index) ?? new Set<string>();
      owners.set(index, written.add(JSON.stringify(signature.owner ?? null)));
    }
  }
  const all = [...onEvents.values(), ...onEntries.values()].flatMap(({ fires, writes }) => [
    ...(fires ?? []),
    ...(writes ?? []),
  ]);
  const components = new Map(all.map((one) => [JSON.stringify(one), one]));
  return new CreditSignature(fewFirst([...components.values()], type, places), onEvents, onEntries);
}
