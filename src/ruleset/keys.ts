import type { KeyDocument, WindowDocument } from "../document/nodes.ts";
import type { Scope } from "../expression/scope.ts";
import { textType, typeName, type ValueType } from "../expression/types.ts";
import { calendarUnits, type Edge } from "../values/calendar.ts";
import { pointerTo } from "../values/issue.ts";
import { both, nouns } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import type { Builder } from "./builder.ts";
import type { Key, Window } from "./resolved.ts";

/** What entries can be grouped by without an expression. */
const entryKeys = [...calendarUnits, "item", "event", "rule"];

/** The keys of an account of entries, or of a step on them: expressions see the event. */
export function entryKeysOf(
  builder: Builder,
  documents: readonly KeyDocument[] | undefined,
  scope: Scope,
  pointer: string,
): Key[] {
  return (documents ?? []).flatMap((document, index): Key[] => {
    const place = pointerTo(pointer, index);
    if (typeof document !== "string") return expressionKeys(builder, document, scope, place);
    const unit = calendarUnits.find((one) => one === document);
    if (unit !== undefined)
      return [{ kind: "calendar", name: unit, unit, type: { kind: "calendar", unit } }];
    if (document === "item") return [{ kind: document, name: document, type: textType }];
    if (document === "event" || document === "rule")
      return [{ kind: document, name: document, type: { kind: "text", names: document } }];
    builder.knownName(nouns.key, document, entryKeys, place);
    return [];
  });
}

/** The keys of what is computed from other nodes: parts of their keys, by name. */
export function nodeKeysOf(
  builder: Builder,
  documents: readonly KeyDocument[] | undefined,
  known: ReadonlyMap<string, ValueType>,
  scope: Scope,
  pointer: string,
): Key[] {
  return (documents ?? []).flatMap((document, index): Key[] => {
    const place = pointerTo(pointer, index);
    if (typeof document !== "string") return expressionKeys(builder, document, scope, place);
    const type = known.get(document);
    if (type !== undefined) return [{ kind: "own", name: document, type }];
    builder.knownName(nouns.key, document, known.keys(), place);
    return [];
  });
}

function expressionKeys(
  builder: Builder,
  document: Readonly<Record<string, unknown>>,
  scope: Scope,
  place: string,
): Key[] {
  return Object.entries(document).map(([name, json]) => {
    builder.pathName(name, pointerTo(place, name));
    const expression = builder.parser.infer(json, scope, pointerTo(place, name));
    if (expression.type.kind === "list") {
      const is = typeName(expression.type);
      builder.report("type-mismatch", pointerTo(place, name), {
        expected: both("one value", "单个值"),
        is,
      });
    }
    return { kind: "expression", name, type: expression.type, expression };
  });
}

export function windowOf(
  builder: Builder,
  document: WindowDocument | undefined,
  pointer: string,
): Window {
  if (document === undefined) return { kind: "period" };
  if (typeof document === "string") return { kind: document };
  const count = /^[1-9]\d{0,5}$/.test(asText(document.last)) ? Number(document.last) : 0;
  if (count < 1) builder.report("bad-number", pointerTo(pointer, "last"), { found: document.last });
  return { kind: "last", count, unit: document.unit };
}

/** How calendar units at the window's edge count; there must be keys of such a unit. */
export function edgeOf(
  builder: Builder,
  edge: Edge | undefined,
  keys: Iterable<ValueType>,
  pointer: string,
): Edge | undefined {
  if (edge !== undefined && ![...keys].some(({ kind }) => kind === "calendar")) {
    builder.report("type-mismatch", pointerTo(pointer, "edge"), {
      expected: both("a calendar key (week, month …)", "按周、月等日历单位分组"),
      is: both("none", "无此分组"),
    });
  }
  return edge;
}

export function keyTypes(keys: readonly Key[]): Map<string, ValueType> {
  return new Map(keys.map(({ name, type }) => [name, type]));
}
