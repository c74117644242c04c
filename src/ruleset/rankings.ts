import type { CriterionDocument, RankingDocument } from "../document/nodes.ts";
import type { Json } from "../document/ruleset.ts";
import { established } from "../expression/logic.ts";
import { isObject } from "../expression/parser.ts";
import { subjectField } from "../expression/reads.ts";
import { type Scope, withPresent } from "../expression/scope.ts";
import { isType } from "../expression/traits.ts";
import { type Expression, nodeName, partsOf } from "../expression/tree.ts";
import { booleanType, numberType, typeName, type ValueType } from "../expression/types.ts";
import { pointerTo } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import { nodeReferred } from "./accounts.ts";
import type { Builder } from "./builder.ts";
import { edgeOf, keyTypes, windowOf } from "./keys.ts";
import { nodeScope } from "./nodes.ts";
import type { Criterion, Key, Ranking } from "./resolved.ts";
import { optional } from "./rules.ts";

export function resolveRanking(
  builder: Builder,
  id: string,
  document: RankingDocument,
  keys: readonly Key[],
): Ranking {
  const pointer = pointerTo("/rankings", id);
  const kinds = builder.kinds(document.of, pointerTo(pointer, "of"));
  const scope = nodeScope(kinds, keys);
  const within = document.within ?? [];
  const ranked = withPresent(scope, established(document.among));
  for (const [index, name] of within.entries()) {
    subjectField(builder.parser, kinds, name, pointerTo(pointer, "within", index));
  }
  return {
    kind: "ranking",
    id,
    name: nodeName("ranking", id),
    label: document.label,
    clauses: builder.clauses(document.clause, pointer),
    kinds,
    keys,
    window: windowOf(builder, document.window, pointerTo(pointer, "window")),
    edge: edgeOf(builder, document.edge, keyTypes(keys).values(), pointer),
    unit: undefined,
    by: criteriaOf(builder, document, ranked, pointerTo(pointer, "by")),
    within,
    among: optional(document.among, (json) =>
      builder.parser.parse(json, booleanType, scope, pointerTo(pointer, "among")),
    ),
    ties: document.ties ?? "competition",
    published: document.published ?? true,
  };
}

/** The criteria of a ranking: one measure by name, or a chain of criteria. */
function criteriaOf(
  builder: Builder,
  document: RankingDocument,
  scope: Scope,
  pointer: string,
): Criterion[] {
  if (typeof document.by === "string") {
    const value = builder.parser.parseAs("measure", document.by, scope, pointer);
    return [valueCriterion(value, {}, document)];
  }
  const criteria: Criterion[] = [];
  for (const [index, one] of document.by.entries()) {
    const place = pointerTo(pointer, index);
    const criterion = criterionOf(builder, one, document, { ...scope, tied: true }, place);
    if (criterion !== undefined) criteria.push(criterion);
    if (one.again === true && !criteria.some(usesTied)) {
      const expected = both(
        'neither it nor an earlier criterion uses "tied", so there is no criterion to restart from',
        "此前各项及本项都未用“tied”:没有可重新开始之处",
      );
      builder.report("bad-value", pointerTo(place, "again"), { name: "again", expected });
    }
  }
  return criteria;
}

function usesTied(criterion: Criterion): boolean {
  return criterion.kind === "value" && criterion.tied;
}

function criterionOf(
  builder: Builder,
  one: CriterionDocument,
  document: RankingDocument,
  scope: Scope,
  pointer: string,
): Criterion | undefined {
  if (one.value !== undefined && one.list !== undefined) {
    const expected = both(
      'a criterion has a "value" or a "list", not both',
      "排名依据写“value”或“list”,不能同时写",
    );
    builder.report("bad-value", pointer, { name: "list", expected });
  }
  if (one.list !== undefined) return listCriterion(builder, one, document, scope, pointer);
  if (one.sorted !== undefined) {
    builder.report("unknown-key", pointerTo(pointer, "sorted"), { name: "sorted" });
  }
  if (one.value === undefined) {
    builder.report("missing-key", pointer, { name: "value" });
    return undefined;
  }
  const value = orderedValue(builder, one.value, scope, pointerTo(pointer, "value"));
  return valueCriterion(value, one, document);
}

/** A value of any ordered type; a number if its type is undetermined. */
function orderedValue(builder: Builder, json: Json, scope: Scope, pointer: string): Expression {
  const { parser } = builder;
  if (!isObject(json)) return parser.parse(json, numberType, scope, pointer);
  const before = parser.issues.length;
  const inferred = parser.infer(json, scope, pointer);
  if (parser.issues.length === before && isType(inferred.type, "ordered")) return inferred;
  // A choice between quoted numbers would be text, unless a number is expected.
  const told = parser.issues.splice(before);
  const number = parser.parse(json, numberType, scope, pointer);
  if (parser.issues.length === before || told.length > 0) return number;
  parser.issues.splice(before);
  const expected = both("a value that has an order", "有大小次序的值");
  parser.report("type-mismatch", pointer, { expected, is: typeName(inferred.type) });
  return number;
}

function valueCriterion(
  value: Expression,
  one: Pick<CriterionDocument, "order" | "again">,
  document: RankingDocument,
): Criterion {
  return {
    kind: "value",
    value,
    type: value.type,
    tied: partsOf(value, "tied").length > 0,
    descending: isDescending(one.order, document, value.type),
    again: one.again === true,
  };
}

/** By default the earlier day is ahead, and otherwise the greater value. */
function isDescending(
  own: CriterionDocument["order"],
  document: RankingDocument,
  type: ValueType,
): boolean {
  const isTime = isType(type, "time");
  return (own ?? (isTime ? "ascending" : (document.order ?? "descending"))) === "descending";
}

function listCriterion(
  builder: Builder,
  { list = {}, sorted, order, again }: CriterionDocument,
  document: RankingDocument,
  scope: Scope,
  pointer: string,
): Criterion | undefined {
  const place = pointerTo(pointer, "list");
  const node = nodeReferred(builder, list, scope.owner ?? [], place);
  const signature = node === undefined ? undefined : builder.vocabulary.nodes.get(node);
  if (node === undefined || signature === undefined) return undefined;
  if (signature.keys.size === 0) {
    const expected = both(
      "it has a single value: a list needs a node with keys",
      "它只有一个值:“list”需要带键的节点",
    );
    builder.report("bad-value", place, { name: node, expected });
  }
  // The first value of a sorted list is the better one.
  const stated = order ?? (sorted === "last-first" ? undefined : sorted);
  return {
    kind: "list",
    node,
    sorted,
    type: signature.type,
    descending: isDescending(stated, document, signature.type),
    again: again === true,
  };
}
