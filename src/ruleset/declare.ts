import { type NodeKind, type NodeName, nodeName } from "../expression/tree.ts";
import { numberType, type ValueType } from "../expression/types.ts";
import { pointerTo } from "../values/issue.ts";
import { type AccountSource, accountSource } from "./accounts.ts";
import type { Builder } from "./builder.ts";
import { keyTypes } from "./keys.ts";
import { computedKeys, outcomeType } from "./nodes.ts";
import type { Key } from "./resolved.ts";

/** What is known of nodes before their expressions are read. */
export interface DeclaredNodes {
  readonly accounts: ReadonlyMap<string, AccountSource>;
  readonly keys: ReadonlyMap<string, readonly Key[]>;
}

/** What a node's document says of its signature. */
interface Signed {
  readonly of?: string | readonly string[] | undefined;
  readonly fraction?: boolean | undefined;
}

/** Gives every node its signature: kinds, keys and type. Keys rest on those of other nodes, so these come first. */
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
  ): void => {
    const kinds = of === undefined ? [builder.principal] : typeof of === "string" ? [of] : of;
    vocabulary.nodes.set(nodeName(kind, id), {
      kinds,
      keys: nodeKeys,
      type,
      fraction: fraction === true,
    });
  };
  const derived: [NodeName | undefined, () => void][] = [];
  for (const [id, account] of Object.entries(document.accounts ?? {})) {
    const declare = (): void => {
      const source = accountSource(builder, id, account, eventsOf, pointerTo("/accounts", id));
      accounts.set(id, source);
      sign("account", id, account, keyTypes(source.keys));
    };
    if (account.from === undefined) declare();
    else derived.push([referred(account.from), declare]);
  }
  for (const kind of ["measure", "outcome"] as const) {
    for (const [id, node] of Object.entries(document[`${kind}s`] ?? {})) {
      const own = computedKeys(builder, node.per, pointerTo("", `${kind}s`, id, "per"));
      keys.set(nodeName(kind, id), own);
      const type = "kind" in node ? outcomeType(builder, node) : numberType;
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
    const declare = (): void => {
      const source = over === undefined ? undefined : vocabulary.nodes.get(over);
      sign("running", id, { of: running.of, fraction: source?.fraction }, source?.keys);
    };
    derived.push([over, declare]);
  }
  for (const [id, ranking] of Object.entries(document.rankings ?? {})) sign("ranking", id, ranking);
  declareDerived(builder, derived);
  return { accounts, keys };
}

/** The node that a reference names, known or not. */
function referred(reference: Readonly<Record<string, string | undefined>>): NodeName | undefined {
  const [kind, id] = Object.entries(reference)[0] ?? [];
  return id === undefined ? undefined : nodeName(kind as NodeKind, id);
}

/** Declares nodes over other nodes as soon as those are known; what is left over rests on nothing and says so. */
function declareDerived(
  builder: Builder,
  derived: readonly [NodeName | undefined, () => void][],
): void {
  let waiting = derived;
  for (;;) {
    const known = (on: NodeName | undefined): boolean =>
      on !== undefined && builder.vocabulary.nodes.has(on);
    const ready = waiting.filter(([on]) => known(on));
    const rest = waiting.filter(([on]) => !known(on));
    for (const [, declare] of ready.length > 0 ? ready : rest) declare();
    if (ready.length === 0) return;
    waiting = rest;
  }
}
