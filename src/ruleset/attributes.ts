import type { AttributeDocument } from "../document/ruleset.ts";
import { emptyScope } from "../expression/scope.ts";
import { isPart } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import { numberType, type ValueType } from "../expression/types.ts";
import { pointerTo } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import type { Builder } from "./builder.ts";
import type { Attribute } from "./resolved.ts";

export function resolveAttributes(
  builder: Builder,
  documents: Readonly<Record<string, AttributeDocument>>,
  pointer: string,
): Attribute[] {
  return Object.entries(documents).map(([name, document]) => {
    const place = pointerTo(pointer, name);
    builder.pathName(name, place);
    const one = builder.type(document.type, pointerTo(place, "type"));
    const type: ValueType = document.list === true ? { kind: "list", of: one } : one;
    const bound = (json: unknown, key: string): Expression | undefined =>
      json === undefined
        ? undefined
        : builder.parser.parse(json, numberType, emptyScope, pointerTo(place, key));
    if (one.kind !== "number" && (document.min !== undefined || document.max !== undefined)) {
      builder.report("bad-value", place, {
        name,
        expected: both("only numbers have min and max", "只有数值才有“min”和“max”"),
      });
    }
    if (document.optional === true && document.default !== undefined) {
      builder.report("bad-value", place, {
        name,
        expected: both(
          'with a default it is never absent: omit "optional"',
          "有默认值就不会不存在:请去掉“optional”",
        ),
      });
    }
    if (document.list === true) checkList(builder, name, document, place);
    const fallback = document.default;
    const [least, most] = [
      bound(document.min === undefined && one.kind === "number" ? 0 : document.min, "min"),
      bound(document.max, "max"),
    ];
    checkRange(builder, least, most, place);
    return {
      name,
      label: document.label,
      type,
      whole: document.type === "integer",
      optional: document.optional === true,
      default:
        fallback === undefined || type.kind === "list"
          ? undefined
          : builder.parser.literal(fallback, type, pointerTo(place, "default")),
      min: least,
      max: most,
      labels: document.labels,
    };
  });
}

/** A list has no default; the item attribute must be a single text. */
function checkList(
  builder: Builder,
  name: string,
  document: AttributeDocument,
  pointer: string,
): void {
  if (document.default !== undefined) {
    const expected = both(
      'a list has no default: make it optional, and check it with "has"',
      "列表没有默认值:请设为可不填,并判断是否存在",
    );
    builder.report("bad-value", pointerTo(pointer, "default"), { name, expected });
  }
  if (name === "item")
    builder.report("bad-value", pointerTo(pointer, "list"), {
      name,
      expected: both("one text, no list", "应为单个文本,不能是列表"),
    });
}

/** If both bounds are known, a value must lie between them. */
function checkRange(
  builder: Builder,
  min: Expression | undefined,
  max: Expression | undefined,
  pointer: string,
): void {
  const [least, most] = [min, max].map((bound) =>
    isPart(bound, "constant") ? builder.constantValue(bound) : undefined,
  );
  // Bounds are short numbers: their order as numbers is their exact order.
  if (least === undefined || most === undefined || Number(least) <= Number(most)) return;
  builder.report("range-empty", pointer, { name: least, expected: most });
}
