import { bareObject } from "../values/bare.ts";
import { didYouMean, pointerTo } from "../values/issue.ts";
import { both, listed, nouns } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import { established } from "./logic.ts";
import {
  anObject,
  type Call,
  type Form,
  isObject,
  operandsOf,
  type Parser,
  placeholder,
} from "./parser.ts";
import { knowsNodes, subjectField } from "./reads.ts";
import { type Scope, withPresent } from "./scope.ts";
import { cohortReductions, type Expression } from "./tree.ts";
import { booleanType, fits, numberType, typeName } from "./types.ts";

const cohortOptions = ["of", "within", "where", "value"];

/** `{ "cohort": ["mean", { "of": …, "within": …, "where": …, "value": … }] }`: an aggregate over subjects. */
const readCohort: Form["read"] = (parser, call) => {
  if (!knowsNodes(parser, call)) return placeholder(numberType);
  const [rawReduction, rawOptions = bareObject([])] = operandsOf(call.argument);
  const reduction = cohortReductions.find((one) => one === rawReduction);
  if (reduction === undefined) {
    const expected = listed(cohortReductions);
    parser.report("unlisted-value", call.pointer, { name: asText(rawReduction), expected });
  }
  const at = (...keys: string[]): string => pointerTo(call.pointer, 1, ...keys);
  const options = isObject(rawOptions) ? rawOptions : bareObject<unknown>([]);
  if (!isObject(rawOptions))
    parser.report("wrong-type", at(), { expected: anObject, found: rawOptions });
  for (const key of Object.keys(options)) {
    if (cohortOptions.includes(key)) continue;
    parser.report("unknown-key", at(key), { name: key }, didYouMean(key, cohortOptions));
  }
  const { within: rawWithin = [], where: condition = true, value: rawValue = 1 } = options;
  const of = kindOf(parser, options["of"], at("of"));
  const owner = call.scope.owner ?? [];
  const kinds = of === undefined ? owner : [of];
  if (!Array.isArray(rawWithin))
    parser.report("wrong-type", at("within"), {
      expected: both("a list", "列表"),
      found: rawWithin,
    });
  const within = Array.isArray(rawWithin) ? rawWithin.map(asText) : [];
  checkWithin(parser, within, owner, of, at("within"));
  const members = memberScope(call, kinds);
  const where = parser.parse(condition, booleanType, members, at("where"));
  const chosen = withPresent(members, established(condition));
  const value = parser.parse(rawValue, numberType, chosen, at("value"));
  const operands = [where, value];
  return {
    kind: "cohort",
    reduction: reduction ?? "count",
    of,
    readsReader: operands.some(readsReader),
    within,
    type: numberType,
    operands,
    optional: false,
    fraction: reduction === "mean" || value.fraction,
  };
};

/** Inside a cohort, `subject` is each member, so nothing known about the owner applies. */
function memberScope(call: Call, kinds: readonly string[]): Scope {
  const known = [...call.scope.present].filter((fact) => !/subject|reader/.test(fact));
  const { value: _value, state: _state, tied: _tied, ...scope } = call.scope;
  return { ...scope, owner: kinds, reader: call.scope.owner ?? [], present: new Set(known) };
}

function kindOf(parser: Parser, raw: unknown, pointer: string): string | undefined {
  if (raw === undefined) return undefined;
  const name = asText(raw);
  const { kinds } = parser.vocabulary;
  if (typeof raw === "string" && kinds.has(name)) return name;
  const hint = didYouMean(name, kinds.keys());
  parser.report("unknown-name", pointer, { expected: nouns.kindOfSubject, name }, hint);
  return undefined;
}

/** `within` names attributes of the reading subject, and also of the members if they are of another kind. */
function checkWithin(
  parser: Parser,
  within: readonly string[],
  owner: readonly string[],
  of: string | undefined,
  pointer: string,
): void {
  for (const name of within) {
    const own = subjectField(parser, owner, name, pointer);
    if (of === undefined || own === undefined) continue;
    const theirs = subjectField(parser, [of], name, pointer);
    if (theirs === undefined || fits(theirs.type, own.type)) continue;
    const [expected, is] = [typeName(own.type), typeName(theirs.type)];
    parser.report("type-mismatch", pointer, { expected, is });
  }
}

/** The operands that share the expression's own scope: those on the members of a cohort do not. */
function innerOf(part: Expression): readonly Expression[] {
  return part.kind === "cohort" ? [] : part.operands;
}

/** Does an expression depend on the reading subject? In a nested cohort, that is the member. */
function readsReader(part: Expression): boolean {
  return part.kind === "reader" || innerOf(part).some(readsReader);
}

export const cohortForm: Form = { least: 1, most: 2, read: readCohort };
