import { bareObject } from "../values/bare.ts";
import { didYouMean, pointerTo } from "../values/issue.ts";
import { both, listed, nouns, plural } from "../values/phrase.ts";
import { asText, type Text } from "../values/text.ts";
import { guard } from "./logic.ts";
import {
  anObject,
  type Call,
  type Form,
  isObject,
  manyOperands,
  operandsOf,
  type Parser,
  placeholder,
} from "./parser.ts";
import type { FieldSignature, NodeSignature, Scope } from "./scope.ts";
import {
  type Expression,
  type NodeKind,
  type NodeName,
  nodeName,
  type PlaceTies,
  placeTies,
} from "./tree.ts";
import { fits, numberType, unknownType, type ValueType } from "./types.ts";

const leaf = { operands: [], optional: false, fraction: false } as const;

const paramForm: Form["read"] = (parser, call) => {
  const name = asText(operandsOf(call.argument)[0]);
  if (!parser.vocabulary.parameters.has(name)) {
    return unknownName(parser, call, nouns.parameter, name, parser.vocabulary.parameters);
  }
  return {
    kind: "parameter",
    name,
    guarded: call.scope.present.has(guard(call.json)),
    type: numberType,
    ...leaf,
  };
};

const tableForm: Form["read"] = (parser, call) => {
  const [rawName, ...rawKeys] = operandsOf(call.argument);
  const name = asText(rawName);
  const table = parser.vocabulary.tables.get(name);
  if (table === undefined)
    return unknownName(parser, call, nouns.table, name, parser.vocabulary.tables.keys());
  if (rawKeys.length !== table.axes.length) {
    parser.report("operator-count", call.pointer, {
      name,
      expected: both(plural(table.axes.length, "key"), `${table.axes.length} 个键`),
      found: rawKeys.length,
    });
    return placeholder(table.type);
  }
  const operands = table.axes.map((axis, index) =>
    parser.parse(rawKeys[index], axis, call.scope, pointerTo(call.pointer, index + 1)),
  );
  const optional = table.partial && !call.scope.present.has(JSON.stringify(call.json));
  const guarded = call.scope.present.has(guard(call.json));
  return { kind: "table", name, guarded, type: table.type, operands, optional, fraction: false };
};

export function unknownName(
  parser: Parser,
  call: Call,
  what: Text,
  name: string,
  names: Iterable<string>,
): Expression {
  parser.report("unknown-name", call.pointer, { expected: what, name }, didYouMean(name, names));
  return placeholder(call.expected);
}

const singleForm: Form["read"] = (parser, call) => {
  const subject = asText(operandsOf(call.argument)[0]);
  const kind = parser.vocabulary.kinds.get(subject);
  if (kind?.who !== "single") {
    const singles = [...parser.vocabulary.kinds]
      .filter(([, one]) => one.who === "single")
      .map(([name]) => name);
    return unknownName(parser, call, nouns.singleSubject, subject, singles);
  }
  return { kind: "single", subject, type: { kind: "subject", kinds: [subject] }, ...leaf };
};

interface NodeOptions {
  readonly of?: unknown;
  readonly at?: unknown;
  readonly state?: unknown;
  readonly ties?: unknown;
}

/** Reads another node: `{ "account": "base" }` or `{ "account": ["base", { "of": …, "at": … }] }`. */
function nodeForm(kind: NodeKind): Form["read"] {
  return (parser, call) => {
    const [rawId, rawOptions] = operandsOf(call.argument);
    const id = asText(rawId);
    const node = nodeName(kind, id);
    const signature = parser.vocabulary.nodes.get(node);
    if (signature === undefined || call.scope.nodes !== true) {
      if (signature !== undefined)
        parser.report("unknown-field", call.pointer, { name: `${kind} ${id}` });
      return signature === undefined
        ? unknownName(parser, atFirst(call), nouns[kind], id, idsOf(parser, kind))
        : placeholder(call.expected ?? signature.type);
    }
    if (kind === "ranking" && !isObject(rawOptions)) {
      const ties = tiesOf(parser, rawOptions, pointerTo(call.pointer, 1));
      return readNode(parser, call, node, signature, noOptions, ties);
    }
    const options = optionsOf(parser, call, rawOptions, nodeOptions[kind]);
    const ties = tiesOf(parser, options.ties, pointerTo(call.pointer, 1, "ties"));
    return readNode(parser, call, node, signature, options, ties);
  };
}

/** The call at the place of its first operand, if that is in a list. */
function atFirst(call: Call): Call {
  return Array.isArray(call.argument) ? { ...call, pointer: pointerTo(call.pointer, 0) } : call;
}

function idsOf(parser: Parser, kind: NodeKind): string[] {
  const names = [...parser.vocabulary.nodes.keys()].filter((name) => name.startsWith(`${kind}:`));
  return names.map((name) => name.slice(kind.length + 1));
}

function tiesOf(parser: Parser, raw: unknown, pointer: string): PlaceTies {
  const ties = raw === undefined ? "first" : placeTies.find((one) => one === raw);
  if (ties === undefined) {
    const expected = listed(placeTies);
    parser.report("unlisted-value", pointer, { name: asText(raw), expected });
  }
  return ties ?? "first";
}

/** The options with which a node of each kind may be read. */
const nodeOptions: { readonly [Kind in NodeKind]: readonly string[] } = {
  account: ["of", "at"],
  measure: ["of", "at"],
  running: ["of", "at", "state"],
  ranking: ["of", "at", "ties"],
  outcome: ["of", "at"],
};

/** Without a prototype, so that a missing option is never read from one. */
const noOptions: NodeOptions = bareObject<never>([]);

function optionsOf(
  parser: Parser,
  call: Call,
  raw: unknown,
  names: readonly string[],
): NodeOptions {
  if (raw === undefined) return noOptions;
  if (!isObject(raw)) {
    parser.report("wrong-type", pointerTo(call.pointer, 1), { expected: anObject, found: raw });
    return noOptions;
  }
  for (const key of Object.keys(raw)) {
    if (names.includes(key)) continue;
    const pointer = pointerTo(call.pointer, 1, key);
    parser.report("unknown-key", pointer, { name: key }, didYouMean(key, names));
  }
  return raw;
}

/** A node is read for the owner, so it must exist for all of the owner's kinds. */
export function checkKinds(
  parser: Parser,
  call: Call,
  node: NodeName,
  signature: NodeSignature,
): void {
  const owner = call.scope.owner ?? [];
  if (owner.every((kind) => signature.kinds.includes(kind))) return;
  const expected =
    owner.length > 0 ? listed(owner) : both("a stated subject (of)", "指明的对象(“of”)");
  parser.report("kind-mismatch", call.pointer, {
    name: node,
    is: listed(signature.kinds),
    expected,
  });
}

function readNode(
  parser: Parser,
  call: Call,
  node: NodeName,
  signature: NodeSignature,
  options: NodeOptions,
  ties: PlaceTies,
): Expression {
  const { scope } = call;
  const at = isObject(options.at) ? options.at : bareObject<unknown>([]);
  if (options.at !== undefined && !isObject(options.at)) {
    const pointer = pointerTo(call.pointer, 1, "at");
    const expected = both("an object of keys", "由各键组成的对象");
    parser.report("wrong-type", pointer, { expected, found: options.at });
  }
  const mayBeLatest = isReadAtLast(signature, scope, options);
  const operands: Expression[] = [];
  let latest = false;
  if (options.of !== undefined) {
    const type: ValueType = { kind: "subject", kinds: signature.kinds };
    operands.push(parser.parse(options.of, type, scope, pointerTo(call.pointer, 1, "of")));
  } else checkKinds(parser, call, node, signature);
  for (const [name, type] of signature.keys) {
    if (Object.hasOwn(at, name)) {
      operands.push(parser.parse(at[name], type, scope, pointerTo(call.pointer, 1, "at", name)));
    } else if (!scope.keys?.has(name)) {
      if (mayBeLatest) latest = true;
      else
        parser.report("bad-value", call.pointer, {
          name: node,
          expected: both(
            `it has a value for each ${name}: give the key ("at"), or reduce the values in an account with "from"`,
            `每个“${name}”各有一值:请用“at”指明哪一个,或用“from”它的分项汇总`,
          ),
        });
    }
  }
  for (const name of Object.keys(at)) {
    if (!signature.keys.has(name)) {
      const hint = didYouMean(name, signature.keys.keys());
      parser.report(
        "unknown-name",
        pointerTo(call.pointer, 1, "at", name),
        { expected: nouns.key, name },
        hint,
      );
    }
  }
  const state = stateOf(parser, call, signature, options.state);
  return {
    kind: "node",
    node,
    ofOther: options.of !== undefined,
    at: [...signature.keys.keys()].filter((name) => Object.hasOwn(at, name)),
    ties,
    state: state?.name,
    latest,
    type: state?.type ?? signature.type,
    operands,
    optional: false,
    fraction: signature.fraction,
  };
}

/**
 * A running is read at its last key by a reader that has no keys, or has or states part of its key: a reader with other keys
 * would get the same value at each of them.
 */
function isReadAtLast({ states, keys }: NodeSignature, scope: Scope, { at }: NodeOptions): boolean {
  if (states === undefined) return false;
  const own = [...(scope.keys?.keys() ?? [])];
  return at !== undefined || own.length === 0 || own.some((name) => keys.has(name));
}

/** The state of a running that is read, if any. */
function stateOf(
  parser: Parser,
  call: Call,
  { states }: NodeSignature,
  raw: unknown,
): { readonly name: string; readonly type: ValueType } | undefined {
  if (raw === undefined || states === undefined) return undefined;
  const name = asText(raw);
  const type = states.get(name);
  if (type !== undefined) return { name, type };
  const pointer = pointerTo(call.pointer, 1, "state");
  const hint = didYouMean(name, states.keys());
  parser.report("unknown-name", pointer, { expected: nouns.state, name }, hint);
  return { name, type: unknownType };
}

/** Other subjects and nodes can be read only by nodes, not while rules still fire. */
export function knowsNodes(parser: Parser, call: Call): boolean {
  if (call.scope.nodes !== true)
    parser.report("unknown-field", call.pointer, { name: call.operator });
  return call.scope.nodes === true;
}

/** A field that each of the kinds has. */
export function subjectField(
  parser: Parser,
  kinds: readonly string[],
  name: string,
  pointer: string,
): FieldSignature | undefined {
  let found: FieldSignature | undefined;
  for (const kind of kinds) {
    const fields = parser.vocabulary.kinds.get(kind)?.fields;
    const field = fields?.get(name);
    if (field === undefined) {
      parser.report(
        "unknown-field",
        pointer,
        { name: `${kind}.${name}` },
        didYouMean(name, fields?.keys() ?? []),
      );
      return undefined;
    }
    if (found !== undefined && !fits(field.type, found.type)) {
      parser.report("unknown-field", pointer, { name: `${kinds.join(", ")}: ${name}` });
      return undefined;
    }
    found = { type: field.type, optional: field.optional || found?.optional === true };
  }
  return found;
}

/** Operators that read a value from outside the expression, except `var` and those over the keys of a node. */
export const readForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["param", { least: 1, most: 1, read: paramForm }],
  ["table", { least: 0, most: manyOperands, read: tableForm }],
  ["subject", { least: 1, most: 1, read: singleForm }],
  ["account", { least: 1, most: 2, read: nodeForm("account") }],
  ["measure", { least: 1, most: 2, read: nodeForm("measure") }],
  ["running", { least: 1, most: 2, read: nodeForm("running") }],
  ["rank", { least: 1, most: 2, read: nodeForm("ranking") }],
  ["outcome", { least: 1, most: 2, read: nodeForm("outcome") }],
]);
