import { pointerTo } from "../values/issue.ts";
import { both, listed, nouns, quotedList } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import { type Call, type Form, isObject, operandsOf, type Parser, placeholder } from "./parser.ts";
import { checkKinds, knowsNodes, unknownName } from "./reads.ts";
import type { NodeSignature, Scope } from "./scope.ts";
import { cohortReductions, type NodeKind, type NodeName, nodeName } from "./tree.ts";
import { booleanType, fits, numberType, type ValueType } from "./types.ts";

/** A node with keys, named by an operand: `{ "account": "monthly" }`; anything else is reported. */
function keyedNode(
  parser: Parser,
  call: Call,
  place: number,
): { readonly node: NodeName; readonly signature: NodeSignature } | undefined {
  const rawNode = operandsOf(call.argument)[place];
  const reads = isObject(rawNode) ? Object.entries(rawNode) : [];
  if (reads.length > 1) {
    const expected = quotedList(reads.map(([key]) => key));
    parser.report("operator-keys", pointerTo(call.pointer, place), { expected });
    return undefined;
  }
  const [kind, id] = reads[0] ?? [];
  const node =
    reads.length === 1 && typeof id === "string" ? nodeName(kind as NodeKind, id) : undefined;
  const signature = node === undefined ? undefined : parser.vocabulary.nodes.get(node);
  if (node === undefined || signature === undefined || signature.keys.size === 0) {
    const names = parser.vocabulary.nodes.keys();
    unknownName(parser, call, nouns.keyedNode, JSON.stringify(rawNode), names);
    return undefined;
  }
  checkKinds(parser, call, node, signature);
  return { node, signature };
}

/** The values of the subjects tied with the owner: known only while a ranking breaks the tie. */
const tiedForm: Form["read"] = (parser, call) => {
  const none = placeholder(numberType);
  if (call.scope.tied !== true) {
    const expected = both(
      `only a criterion of a ranking ("by") can use "tied"`,
      "只有排名所依据的值(“by”)才知道谁与谁相同",
    );
    parser.report("bad-value", call.pointer, { name: "tied", expected });
    return none;
  }
  const [rawReduction] = operandsOf(call.argument);
  const reduction = cohortReductions.find((one) => one === rawReduction);
  if (reduction === undefined) {
    const expected = listed(cohortReductions);
    const details = { name: asText(rawReduction), expected };
    parser.report("unlisted-value", pointerTo(call.pointer, 0), details);
  }
  const named = keyedNode(parser, call, 1);
  if (reduction === undefined || named === undefined) return none;
  const { node, signature } = named;
  const owner: ValueType = { kind: "subject", kinds: call.scope.owner ?? [] };
  const others = [...signature.keys].filter(
    ([, type]) => type.kind === "subject" && fits(type, owner),
  );
  const [key, second] = others.map(([name]) => name);
  if (key === undefined || second !== undefined || signature.type.kind !== "number") {
    const expected = both(
      "it must be a number for each of the other subjects: one key that is a subject",
      "应是对其他每个对象各有一个数值:恰有一个键是对象",
    );
    parser.report("bad-value", pointerTo(call.pointer, 1), { name: node, expected });
    return none;
  }
  const fraction = reduction === "mean" || (reduction !== "count" && signature.fraction);
  const common = { type: numberType, operands: [], optional: false, fraction };
  return { kind: "tied", reduction, node, key, ...common };
};

function quantifierForm(quantifier: "all" | "some" | "none"): Form["read"] {
  return (parser, call) => {
    if (!knowsNodes(parser, call)) return placeholder(booleanType);
    const [, rawCondition] = operandsOf(call.argument);
    const named = keyedNode(parser, call, 0);
    if (named === undefined) return placeholder(booleanType);
    const { node, signature } = named;
    const keys = new Map([...(call.scope.keys ?? []), ...signature.keys]);
    const scope: Scope = { ...call.scope, keys, value: signature.type };
    const condition = parser.parse(rawCondition, booleanType, scope, pointerTo(call.pointer, 1));
    return {
      kind: "quantifier",
      quantifier,
      node,
      type: booleanType,
      operands: [condition],
      optional: false,
      fraction: false,
    };
  };
}

/** Operators that go over the keys of a node. */
export const keyedForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["tied", { least: 2, most: 2, read: tiedForm }],
  ["all", { least: 2, most: 2, read: quantifierForm("all") }],
  ["some", { least: 2, most: 2, read: quantifierForm("some") }],
  ["none", { least: 2, most: 2, read: quantifierForm("none") }],
]);
