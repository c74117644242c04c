import type { OutcomeDocument, RunningDocument } from "../document/nodes.ts";
import { isType } from "../expression/traits.ts";
import { type NodeKind, type NodeName, nodeName } from "../expression/tree.ts";
import { numberType, typeName, unknownType, type ValueType } from "../expression/types.ts";
import { pointerTo } from "../values/issue.ts";
import { both, chained } from "../values/phrase.ts";
import { type AccountSource, accountSource } from "./accounts.ts";
import type { Builder } from "./builder.ts";
import { keyTypes } from "./keys.ts";
import { computedKeys, outcomeType } from "./nodes.ts";
import type { Key } from "./resolved.ts";

/** What is known about nodes before their expressions are read. */
export interface DeclaredNodes {
  readonly accounts: ReadonlyMap<string, AccountSource>;
  readonly keys: ReadonlyMap<string, readonly Key[]>;
}

/** The part of a node's document that determines its signature. */
interface Signed {
  readonly of?: string | readonly string[] | undefined;
  readonly fraction?: boolean | undefined;
}

/** Gives every node its signature: kinds, keys and type. Keys depend on those of other nodes, so this comes first. */
export function declareNodes(
  builder: Builder,
  eventsOf: (rules: readonly string[]) => readonly string[],
): DeclaredNodes {
  const { document, vocabulary } = builder;
  const accounts = new Map<string, AccountSource>();
  const keys = new Map<string, readonly Key[]>();
  const sign = (
    kind: NodeKind,
    id: string,
    { of, fraction }: Signed,
    nodeKeys: ReadonlyMap<string, ValueType> = new Map(),
    type = numberType,
    states?: ReadonlyMap<string, ValueType>,
  ): void => {
    const kinds = of === undefined ? [builder.principal] : typeof of === "string" ? [of] : of;
    vocabulary.nodes.set(nodeName(kind, id), {
      kinds,
      keys: nodeKeys,
      type,
      fraction: fraction === true,
      ...(states === undefined ? {} : { states }),
    });
  };
  const derived: Waiting[] = [];
  for (const [id, account] of Object.entries(document.accounts ?? {})) {
    const declare = (): void => {
      const source = accountSource(builder, id, account, eventsOf, pointerTo("/accounts", id));
      accounts.set(id, source);
      sign("account", id, account, keyTypes(source.keys));
    };
    if (account.from === undefined) declare();
    else derived.push({ node: nodeName("account", id), on: referred(account.from), declare });
  }
  for (const kind of ["measure", "outcome", "ranking"] as const) {
    for (const [id, node] of Object.entries(document[`${kind}s`] ?? {})) {
      const own = computedKeys(builder, node.per, pointerTo("", `${kind}s`, id, "per"));
      keys.set(nodeName(kind, id), own);
      const type = kind === "outcome" ? outcomeType(builder, node as OutcomeDocument) : numberType;
      sign(
        kind,
        id,
        { of: node.of, fraction: "fraction" in node && node.fraction },
        keyTypes(own),
        type,
      );
    }
  }
  for (const [id, running] of Object.entries(document.runnings ?? {})) {
    const over = referred(running.over);
    const states = statesOf(builder, running, pointerTo("/runnings", id));
    const declare = (): void => {
      const source = over === undefined ? undefined : vocabulary.nodes.get(over);
      const signed = { of: running.of, fraction: source?.fraction };
      sign("running", id, signed, source?.keys, numberType, states);
    };
    derived.push({ node: nodeName("running", id), on: over, declare });
  }
  declareDerived(builder, derived);
  return { accounts, keys };
}

/** The types of a running's states: numbers by default. */
function statesOf(
  builder: Builder,
  { state }: RunningDocument,
  pointer: string,
): Map<string, ValueType> {
  const typed = Object.entries(state).map(([name, { type }]): [string, ValueType] => {
    builder.pathName(name, pointerTo(pointer, "state", name));
    const place = pointerTo(pointer, "state", name, "type");
    const found = type === undefined ? numberType : builder.type(type, place);
    if (isType(found, "kept")) return [name, found];
    const expected = both(
      '"number", "boolean", "day" or an enumeration',
      '"number"、"boolean"、"day" 或枚举',
    );
    builder.report("type-mismatch", place, { expected, is: typeName(found) });
    return [name, unknownType];
  });
  return new Map(typed);
}

/** The node that a reference names, known or not. */
function referred(reference: Readonly<Record<string, string | undefined>>): NodeName | undefined {
  const [kind, id] = Object.entries(reference)[0] ?? [];
  return id === undefined ? undefined : nodeName(kind as NodeKind, id);
}

/** A node over another node, which must be declared first. */
interface Waiting {
  readonly node: NodeName;
  readonly on: NodeName | undefined;
  readonly declare: () => void;
}

/** Declares nodes over other nodes as soon as those are known; any left over are in a cycle or refer to an unknown node. */
function declareDerived(builder: Builder, derived: readonly Waiting[]): void {
  let waiting = derived;
  for (;;) {
    const isKnown = (on: NodeName | undefined): boolean =>
      on !== undefined && builder.vocabulary.nodes.has(on);
    const ready = waiting.filter(({ on }) => isKnown(on));
    const rest = waiting.filter(({ on }) => !isKnown(on));
    if (ready.length === 0) {
      refuseCircles(builder, rest);
      for (const { declare } of rest) declare();
      return;
    }
    for (const { declare } of ready) declare();
    waiting = rest;
  }
}

function refuseCircles(builder: Builder, waiting: readonly Waiting[]): void {
  const next = new Map(waiting.map(({ node, on }) => [node, on]));
  for (const { node } of waiting) {
    const path = [node];
    for (let on = next.get(node); on !== undefined && next.has(on); on = next.get(on)) {
      if (on === node) {
        const [kind, id] = [node.slice(0, node.indexOf(":")), node.slice(node.indexOf(":") + 1)];
        builder.report("cycle", pointerTo("", `${kind}s`, id), {
          expected: chained([...path, node]),
        });
      }
      if (path.includes(on)) break;
      path.push(on);
    }
  }
}
