import type { AccountDocument, StepDocument } from "../document/nodes.ts";
import { established } from "../expression/logic.ts";
import { emptyScope, type Scope, withPresent } from "../expression/scope.ts";
import { isPart } from "../expression/traits.ts";
import { type Expression, type NodeName, nodeName } from "../expression/tree.ts";
import { booleanType, numberType, type ValueType } from "../expression/types.ts";
import { pointerTo } from "../values/issue.ts";
import { both, listed, named, nouns, quotedList } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import type { Builder } from "./builder.ts";
import { edgeOf, entryKeysOf, keyTypes, nodeKeysOf, windowOf } from "./keys.ts";
import type { Account, KeepStep, Key, MapStep, ReduceStep, Step } from "./resolved.ts";
import { countedKeeps, reductions } from "./resolved.ts";
import { optional, signatures } from "./rules.ts";
import { checkSteps } from "./step-order.ts";

/** Where an account's elements come from: entries of these rules, or the keyed values of a node. */
export interface AccountSource {
  readonly from: NodeName | undefined;
  readonly rules: readonly string[];
  readonly keys: Key[];
}

/** The source of an account, read before its steps so that its signature is known. */
export function accountSource(
  builder: Builder,
  id: string,
  document: AccountDocument,
  eventsOf: (rules: readonly string[]) => readonly string[],
  pointer: string,
): AccountSource {
  const place = pointerTo(pointer, "per");
  if (document.from !== undefined) {
    const from = nodeReferred(
      builder,
      document.from,
      builder.kinds(document.of, pointerTo(pointer, "of")),
      pointerTo(pointer, "from"),
    );
    const source = from === undefined ? undefined : builder.vocabulary.nodes.get(from);
    const known = source?.keys ?? new Map<string, ValueType>();
    const scope: Scope = { ...emptyScope, keys: known };
    return { from, rules: [], keys: nodeKeysOf(builder, document.per, known, scope, place) };
  }
  const rules = builder.document.rules.filter((rule) =>
    (typeof rule.to === "string" ? [rule.to] : rule.to).includes(id),
  );
  const ids = rules.map((rule) => rule.id);
  const scope: Scope = {
    ...emptyScope,
    events: signatures(builder, eventsOf(ids)),
    entry: builder.kinds(document.of, pointerTo(pointer, "of")),
  };
  return { from: undefined, rules: ids, keys: entryKeysOf(builder, document.per, scope, place) };
}

type ReferredKind = "account" | "measure" | "running" | "ranking";

/** A reference to one keyed node: `{ "account": "monthly" }`. */
export function nodeReferred(
  builder: Builder,
  reference: Readonly<Partial<Record<ReferredKind, string | undefined>>>,
  kinds: readonly string[],
  pointer: string,
): NodeName | undefined {
  const stated = Object.entries(reference);
  const [kind, id] = stated[0] ?? [];
  if (stated.length !== 1 || id === undefined) {
    builder.report("operator-keys", pointer, { expected: quotedList(stated.map(([key]) => key)) });
    return undefined;
  }
  const name = nodeName(kind as ReferredKind, id);
  const known = [...builder.vocabulary.nodes.keys()];
  if (!builder.knownName(nouns.node, name, known, pointer)) return undefined;
  const found = builder.vocabulary.nodes.get(name)?.kinds ?? [];
  const missing = kinds.filter((kind) => !found.includes(kind));
  if (missing.length > 0) {
    builder.report("kind-mismatch", pointer, {
      name,
      is: listed(found),
      expected: listed(kinds),
    });
  }
  return name;
}

interface StepContext {
  readonly builder: Builder;
  readonly source: AccountSource;
  readonly kinds: readonly string[];
  readonly eventsOf: (rules: readonly string[]) => readonly string[];
  /** An earlier step has reduced everything to one value: there is no event or entry any more. */
  readonly isSingle: boolean;
}

/** The scope of a step's expressions and keys; `of` narrows the events to those of some rules. */
function stepScope(context: StepContext, of: readonly string[] | undefined): Scope {
  const { builder, source, kinds } = context;
  const base: Scope = { ...emptyScope, owner: kinds, value: numberType };
  if (context.isSingle) return { ...base, keys: keyTypes(source.keys) };
  if (source.from !== undefined) {
    return { ...base, keys: builder.vocabulary.nodes.get(source.from)?.keys ?? new Map() };
  }
  return {
    ...base,
    keys: keyTypes(source.keys),
    events: signatures(builder, context.eventsOf(of ?? source.rules)),
    entry: kinds,
  };
}

export function resolveAccount(
  builder: Builder,
  id: string,
  document: AccountDocument,
  source: AccountSource,
  eventsOf: StepContext["eventsOf"],
): Account {
  const pointer = pointerTo("/accounts", id);
  const kinds = builder.kinds(document.of, pointerTo(pointer, "of"));
  const steps = document.steps.flatMap((step, index) => {
    const before = document.steps.slice(0, index);
    const isSingle = before.some(
      (one) => one.per === undefined && reductions.some((name) => one[name] !== undefined),
    );
    const context: StepContext = { builder, source, kinds, eventsOf, isSingle };
    const resolved = resolveStep(context, step, pointerTo(pointer, "steps", index));
    return resolved === undefined ? [] : [resolved];
  });
  const given = source.from === undefined ? undefined : builder.vocabulary.nodes.get(source.from);
  checkSteps(builder, steps, document, given?.fraction === true, pointer);
  return {
    kind: "account",
    id,
    name: nodeName("account", id),
    label: document.label,
    clauses: builder.clauses(document.clause, pointer),
    kinds,
    keys: source.keys,
    window: windowOf(builder, document.window, pointerTo(pointer, "window")),
    edge: edgeOf(
      builder,
      document.edge,
      [...source.keys.map(({ type }) => type), ...(given?.keys.values() ?? [])],
      pointer,
    ),
    unit: document.unit,
    from: source.from,
    steps,
    judged: document.judged,
    untilOver: document.untilOver ?? "open",
  };
}

const mapNames = ["cap", "floor", "round", "value"] as const;

function resolveStep(
  context: StepContext,
  document: StepDocument,
  pointer: string,
): Step | undefined {
  const { builder } = context;
  const reduction = reductions.filter((name) => document[name] !== undefined);
  const map = mapNames.filter((name) => document[name] !== undefined);
  const done = [...(document.keep === undefined ? [] : ["keep"]), ...reduction, ...map];
  if (done.length !== 1) {
    builder.report("step-form", pointer, {
      expected: quotedList(done),
    });
    return undefined;
  }
  const common = { clauses: builder.clauses(document.clause, pointer), label: document.label };
  const needsClause = reduction.length === 0 && document.keep !== "all";
  if (needsClause && common.clauses.length === 0)
    builder.report("missing-clause", pointer, { expected: named(nouns.step, done[0] ?? "") });
  if (document.of !== undefined) {
    for (const rule of document.of)
      builder.knownName(
        both("rule of this account", "本分项的规则"),
        rule,
        context.source.rules,
        pointerTo(pointer, "of"),
      );
  }
  const [reduceBy] = reduction;
  const [mapBy] = map;
  if (reduceBy !== undefined)
    return { ...common, ...reduceStep(context, document, reduceBy, pointer) };
  if (mapBy !== undefined) return { ...common, ...mapStep(context, document, mapBy, pointer) };
  return { ...common, ...keepStep(context, document, pointer) };
}

function stepKeys(
  context: StepContext,
  document: StepDocument,
  scope: Scope,
  pointer: string,
): Key[] {
  const place = pointerTo(pointer, "per");
  if (context.source.from === undefined)
    return entryKeysOf(context.builder, document.per, scope, place);
  return nodeKeysOf(context.builder, document.per, scope.keys ?? new Map(), scope, place);
}

function keepStep(
  context: StepContext,
  document: StepDocument,
  pointer: string,
): Omit<KeepStep, "clauses" | "label"> {
  const { builder } = context;
  const { keep } = document;
  if (document.within !== undefined && context.source.from !== undefined) {
    const expected = both(
      '"within" needs days, but the values of a node have none',
      "“within”看的是日期:节点的值没有日期",
    );
    builder.report("step-order", pointerTo(pointer, "within"), { expected });
  }
  const base = stepScope(context, document.of);
  const when = optional(document.when, (json) =>
    builder.parser.parse(json, booleanType, base, pointerTo(pointer, "when")),
  );
  const scope = withPresent(base, established(document.when));
  const counts = new Map(Object.entries(typeof keep === "object" ? keep : {}));
  const counting = countedKeeps.find((name) => counts.has(name));
  const countJson = counting === undefined ? undefined : counts.get(counting);
  return {
    kind: "keep",
    keep: counting ?? (typeof keep === "string" ? keep : "all"),
    count: optional(countJson, (json) =>
      wholeNumber(context, json, pointerTo(pointer, "keep", counting ?? "")),
    ),
    per: stepKeys(context, document, scope, pointer),
    of: document.of,
    when,
    within:
      document.within === undefined
        ? undefined
        : windowOf(builder, document.within, pointerTo(pointer, "within")),
  };
}

/** The number kept: a whole number, even if it is a parameter. */
function wholeNumber({ builder, kinds }: StepContext, json: unknown, pointer: string): Expression {
  const count = builder.parser.parse(json, numberType, { ...emptyScope, owner: kinds }, pointer);
  const stated = isPart(count, "constant") ? builder.constantValue(count) : "0";
  if (stated !== undefined && !/^\d+$/.test(asText(stated)))
    builder.report("bad-number", pointer, { found: stated });
  return count;
}

function reduceStep(
  context: StepContext,
  document: StepDocument,
  reduction: ReduceStep["reduction"],
  pointer: string,
): Omit<ReduceStep, "clauses" | "label"> {
  const { builder } = context;
  for (const key of ["when", "of", "within"] as const) {
    if (document[key] !== undefined) {
      builder.report("step-order", pointerTo(pointer, key), {
        expected: both(
          `"${key}" belongs to a "keep" step: put one before "${reduction}"`,
          `“${key}”属于取舍步骤:请在“${reduction}”之前加上“keep”`,
        ),
      });
    }
  }
  return {
    kind: "reduce",
    reduction,
    per:
      document.per === undefined
        ? undefined
        : stepKeys(context, document, stepScope(context, undefined), pointer),
    none: optional(document[reduction]?.none, (json) =>
      builder.parser.parse(
        json,
        numberType,
        { ...emptyScope, owner: context.kinds },
        pointerTo(pointer, reduction, "none"),
      ),
    ),
  };
}

function mapStep(
  context: StepContext,
  document: StepDocument,
  name: MapStep["name"],
  pointer: string,
): Omit<MapStep, "clauses" | "label"> {
  const { builder } = context;
  for (const key of ["per", "of", "within"] as const) {
    if (document[key] === undefined) continue;
    const expected = both(
      `"${key}" belongs to a step that keeps or reduces, not to "${name}"`,
      `“${key}”属于取舍或归并步骤,不属于“${name}”`,
    );
    builder.report("step-order", pointerTo(pointer, key), { expected });
  }
  const base = stepScope(context, undefined);
  const scope = withPresent(base, established(document.when));
  const place = pointerTo(pointer, name);
  const element: Expression = {
    kind: "value",
    type: numberType,
    operands: [],
    optional: false,
    fraction: false,
  };
  const combine = (operator: "min" | "max", json: unknown): Expression => {
    const operand = builder.parser.parse(json, numberType, scope, place);
    return {
      kind: "operation",
      operator,
      type: numberType,
      operands: [element, operand],
      optional: false,
      fraction: operand.fraction,
    };
  };
  const values: Record<MapStep["name"], () => Expression> = {
    cap: () => combine("min", document.cap),
    floor: () => combine("max", document.floor),
    round: () => {
      const [places, mode] = document.round ?? [0, "half-up" as const];
      return {
        kind: "round",
        places,
        mode,
        type: numberType,
        operands: [element],
        optional: false,
        fraction: false,
      };
    },
    value: () => builder.parser.parse(document.value, numberType, scope, place),
  };
  const when = optional(document.when, (json) =>
    builder.parser.parse(json, booleanType, base, pointerTo(pointer, "when")),
  );
  return { kind: "map", name, when, value: values[name]() };
}
