import type {
  KeyDocument,
  MeasureDocument,
  OutcomeDocument,
  RunningDocument,
} from "../document/nodes.ts";
import { established } from "../expression/logic.ts";
import { emptyScope, type Scope, type StateSignature, withPresent } from "../expression/scope.ts";
import { type Expression, nodeName } from "../expression/tree.ts";
import {
  booleanType,
  fits,
  numberType,
  outcomeStates,
  typeName,
  type ValueType,
} from "../expression/types.ts";
import { calendarUnits } from "../values/calendar.ts";
import { pointerTo } from "../values/issue.ts";
import { both, named, nouns } from "../values/phrase.ts";
import { nodeReferred } from "./accounts.ts";
import type { Builder } from "./builder.ts";
import { edgeOf, keyTypes, nodeKeysOf, windowOf } from "./keys.ts";
import type { Key, Measure, Outcome, Running, State } from "./resolved.ts";
import { optional } from "./rules.ts";

/** The scope of a node: its own subject, key and period. */
export function nodeScope(kinds: readonly string[], keys: readonly Key[]): Scope {
  return { ...emptyScope, owner: kinds, keys: keyTypes(keys), nodes: true };
}

/** Keys of a computed node: calendar units, or parts of the keys of accounts, by their names. */
export function computedKeys(
  builder: Builder,
  documents: readonly KeyDocument[] | undefined,
  pointer: string,
): Key[] {
  const known = new Map<string, ValueType>();
  for (const signature of builder.vocabulary.nodes.values()) {
    for (const [name, type] of signature.keys) if (!known.has(name)) known.set(name, type);
  }
  return (documents ?? []).flatMap((document, index): Key[] => {
    const unit = calendarUnits.find((one) => one === document);
    if (unit !== undefined)
      return [{ kind: "calendar", name: unit, unit, type: { kind: "calendar", unit } }];
    return nodeKeysOf(builder, [document], known, emptyScope, pointerTo(pointer, index));
  });
}

export function resolveMeasure(
  builder: Builder,
  id: string,
  document: MeasureDocument,
  keys: readonly Key[],
): Measure {
  const pointer = pointerTo("/measures", id);
  const kinds = builder.kinds(document.of, pointerTo(pointer, "of"));
  const value = builder.parser.parse(
    document.value,
    numberType,
    nodeScope(kinds, keys),
    pointerTo(pointer, "value"),
  );
  if (value.fraction && document.fraction !== true) {
    builder.report("fraction-not-rounded", pointerTo(pointer, "value"), {
      expected: named(nouns.measure, id),
    });
  }
  return {
    kind: "measure",
    id,
    name: nodeName("measure", id),
    label: document.label,
    clauses: builder.clauses(document.clause, pointer),
    kinds,
    keys,
    window: windowOf(builder, document.window, pointerTo(pointer, "window")),
    edge: edgeOf(builder, document.edge, keyTypes(keys).values(), pointer),
    unit: document.unit,
    value,
    judged: document.judged,
    untilOver: document.untilOver ?? "open",
  };
}

export function resolveRunning(builder: Builder, id: string, document: RunningDocument): Running {
  const pointer = pointerTo("/runnings", id);
  const kinds = builder.kinds(document.of, pointerTo(pointer, "of"));
  const over =
    nodeReferred(builder, document.over, kinds, pointerTo(pointer, "over")) ??
    nodeName("running", id);
  const overKeys = builder.vocabulary.nodes.get(over)?.keys ?? new Map<string, ValueType>();
  const types = builder.vocabulary.nodes.get(nodeName("running", id))?.states;
  const states = new Map(
    Object.entries(document.state).map(([name, { label }]) => [
      name,
      { type: types?.get(name) ?? numberType, label },
    ]),
  );
  const scope: Scope = {
    ...emptyScope,
    owner: kinds,
    keys: overKeys,
    value: numberType,
    state: states,
    nodes: true,
  };
  for (const name of Object.keys(document.next)) {
    builder.knownName(nouns.state, name, states.keys(), pointerTo(pointer, "next", name));
  }
  const state = [...states].map(([name, signature]) =>
    resolveState(builder, document, name, signature, scope, pointer),
  );
  return {
    kind: "running",
    id,
    name: nodeName("running", id),
    label: document.label,
    clauses: builder.clauses(document.clause, pointer),
    kinds,
    keys: [...overKeys].map(([name, type]) => ({ kind: "own", name, type })),
    window: windowOf(builder, document.window, pointerTo(pointer, "window")),
    edge: edgeOf(builder, document.edge, overKeys.values(), pointer),
    unit: undefined,
    over,
    state,
    value: builder.parser.parse(document.value, numberType, scope, pointerTo(pointer, "value")),
    judged: document.judged,
    untilOver: document.untilOver,
  };
}

/** A state's start and its next value at a key; a state without `next` keeps its value. */
function resolveState(
  builder: Builder,
  document: RunningDocument,
  name: string,
  { type, label }: StateSignature,
  scope: Scope,
  pointer: string,
): State {
  const stated = Object.hasOwn(document.next, name) ? document.next[name] : undefined;
  const next = stated ?? { var: `state.${name}` };
  const begins: Scope = { ...emptyScope, owner: scope.owner ?? [] };
  const { parser } = builder;
  return {
    name,
    label,
    type,
    start: parser.parse(
      document.state[name]?.start,
      type,
      begins,
      pointerTo(pointer, "state", name, "start"),
    ),
    next: parser.parse(next, type, scope, pointerTo(pointer, "next", name)),
  };
}

/** The type of an outcome when read: its states, and for a grade its names. */
export function outcomeType(builder: Builder, document: OutcomeDocument): ValueType {
  const names = document.type === undefined ? [] : (builder.enums.get(document.type) ?? []);
  const name = document.type === undefined ? "outcome state" : document.type;
  return { kind: "enum", name, values: [...outcomeStates, ...names] };
}

const defaultUntilOver: Record<OutcomeDocument["kind"], Outcome["untilOver"]> = {
  target: "pending",
  award: "provisional",
  grade: "provisional",
  cash: "provisional",
  notice: "open",
  eligibility: "open",
  warning: "open",
};

export function resolveOutcome(
  builder: Builder,
  id: string,
  document: OutcomeDocument,
  keys: readonly Key[],
): Outcome {
  const pointer = pointerTo("/outcomes", id);
  const kinds = builder.kinds(document.of, pointerTo(pointer, "of"));
  const base = nodeScope(kinds, keys);
  const { parser } = builder;
  const where = optional(document.where, (json) =>
    parser.parse(json, booleanType, base, pointerTo(pointer, "where")),
  );
  const concerned = withPresent(base, established(document.where));
  const when = parser.parse(document.when, booleanType, concerned, pointerTo(pointer, "when"));
  const inside = withPresent(concerned, established(document.when));
  const value = readValue(builder, document, inside, pointer);
  return {
    kind: "outcome",
    id,
    name: nodeName("outcome", id),
    label: document.label,
    clauses: builder.clauses(document.clause, pointer),
    kinds,
    keys,
    window: windowOf(builder, document.window, pointerTo(pointer, "window")),
    edge: edgeOf(builder, document.edge, keyTypes(keys).values(), pointer),
    unit: document.unit,
    outcome: document.kind,
    where,
    when,
    value,
    judged: document.judged,
    untilOver: document.untilOver ?? defaultUntilOver[document.kind],
  };
}

/** An enumeration, or a type for which an issue has been reported. */
function isEnumeration(type: ValueType): boolean {
  return type.kind === "enum" || fits(type, { kind: "enum", name: "", values: [] });
}

/** A grade's name, or an amount; the other kinds have none. */
function readValue(
  builder: Builder,
  document: OutcomeDocument,
  scope: Scope,
  pointer: string,
): Expression | undefined {
  const place = pointerTo(pointer, "value");
  const isGrade = document.kind === "grade";
  if (isGrade !== (document.type !== undefined)) {
    const name = "type";
    if (isGrade) builder.report("missing-key", pointer, { name });
    else builder.report("unknown-key", pointerTo(pointer, name), { name });
  }
  if (document.value === undefined) {
    if (isGrade || document.kind === "cash")
      builder.report("missing-key", pointer, { name: "value" });
    return undefined;
  }
  const type = isGrade
    ? builder.type(document.type ?? "text", pointerTo(pointer, "type"))
    : numberType;
  if (isGrade && !isEnumeration(type)) {
    builder.report("type-mismatch", pointerTo(pointer, "type"), {
      expected: both("an enumeration", "枚举"),
      is: typeName(type),
    });
  }
  return builder.parser.parse(document.value, type, scope, place);
}
