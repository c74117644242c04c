import { type Expression, type NodeName, partsOf } from "../expression/tree.ts";
import { pointerTo } from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { chained } from "../values/phrase.ts";
import type { Builder } from "./builder.ts";
import type { Criterion, Key, Node, Ranking, Step } from "./resolved.ts";

function keyExpressions(keys: readonly Key[]): Expression[] {
  return keys.flatMap((key) => (key.kind === "expression" ? [key.expression] : []));
}

const stepExpressions: ByKind<Step, [], (Expression | undefined)[]> = {
  keep: ({ count, when, per }) => [count, when, ...keyExpressions(per)],
  reduce: ({ none, per }) => [none, ...keyExpressions(per ?? [])],
  map: ({ when, value }) => [when, value],
};

const expressions: ByKind<Node, [], (Expression | undefined)[]> = {
  account: (node) => [
    ...keyExpressions(node.keys),
    ...node.steps.flatMap((step) => dispatch(stepExpressions, step)),
  ],
  measure: (node) => [node.value],
  running: (node) => [node.value, ...node.state.flatMap(({ start, next }) => [start, next])],
  ranking: (node) => [...keyExpressions(node.keys), node.among, ...valuesOf(node)],
  outcome: (node) => [node.where, node.when, node.value],
};

/** The values that a ranking compares. */
export function valuesOf({ by }: Ranking): Expression[] {
  return by.flatMap((criterion) => dispatch(comparedValues, criterion));
}

const comparedValues: ByKind<Criterion, [], Expression[]> = {
  value: ({ value }) => [value],
  list: () => [],
};

/** The nodes whose values a ranking compares one after the other. */
export function listsOf({ by }: Ranking): NodeName[] {
  return by.flatMap((criterion) => dispatch(comparedLists, criterion));
}

const comparedLists: ByKind<Criterion, [], NodeName[]> = {
  value: () => [],
  list: ({ node }) => [node],
};

/** The node whose value a criterion is, if it is just that. */
export function nodeOfCriterion(criterion: Criterion | undefined): NodeName | undefined {
  return criterion === undefined ? undefined : dispatch(wholeNodes, criterion);
}

const wholeNodes: ByKind<Criterion, [], NodeName | undefined> = {
  value: ({ value }) => (value.kind === "node" ? value.node : undefined),
  list: ({ node }) => node,
};

/** All expressions of a node. */
export function expressionsOf(node: Node): Expression[] {
  return dispatch(expressions, node).filter((expression) => expression !== undefined);
}

const readWhole: ByKind<Node, [], NodeName[]> = {
  account: ({ from }) => (from === undefined ? [] : [from]),
  measure: () => [],
  running: ({ over }) => [over],
  ranking: listsOf,
  outcome: () => [],
};

/** The nodes whose keyed values a node combines. */
export function wholeReads(node: Node): NodeName[] {
  return dispatch(readWhole, node);
}

/** The nodes that a node reads. */
export function readBy(node: Node): NodeName[] {
  const named = expressionsOf(node).flatMap((expression) =>
    [
      ...partsOf(expression, "node"),
      ...partsOf(expression, "quantifier"),
      ...partsOf(expression, "tied"),
    ].map((part) => part.node),
  );
  return [...new Set([...named, ...wholeReads(node)])];
}

/** The nodes, each after those it reads; a cycle is an issue. */
export function orderNodes(builder: Builder, nodes: readonly Node[]): Node[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ordered = new Set<Node>();
  const open: NodeName[] = [];
  const place = (node: Node): void => {
    if (ordered.has(node)) return;
    if (open.includes(node.name)) {
      const circle = chained([...open.slice(open.indexOf(node.name)), node.name]);
      builder.report("cycle", pointerTo("", `${node.kind}s`, node.id), { expected: circle });
      return;
    }
    open.push(node.name);
    for (const name of readBy(node)) {
      const read = byName.get(name);
      if (read !== undefined) place(read);
    }
    open.pop();
    ordered.add(node);
  };
  for (const node of nodes) place(node);
  return [...ordered];
}
