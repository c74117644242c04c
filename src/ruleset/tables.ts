import type { TableDocument } from "../document/ruleset.ts";
import { operandsOf, placeholder } from "../expression/parser.ts";
import { emptyScope } from "../expression/scope.ts";
import { isType } from "../expression/traits.ts";
import { dayType, numberType, typeName, type ValueType } from "../expression/types.ts";
import { readDay } from "../values/day.ts";
import { Arithmetic, canonicalDecimal, type Exact, readDecimal } from "../values/exact.ts";
import { pointerTo } from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, listed } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import type { Builder } from "./builder.ts";
import type { Axis, Cell, Table } from "./resolved.ts";

export function resolveTables(builder: Builder): Map<string, Table> {
  const tables = new Map<string, Table>();
  for (const [name, document] of Object.entries(builder.document.tables ?? {})) {
    const pointer = pointerTo("/tables", name);
    const type =
      document.type === undefined
        ? numberType
        : builder.type(document.type, pointerTo(pointer, "type"));
    const written = readCells(builder, document, type, pointer);
    const axes = document.axes.map((axis, index) =>
      resolveAxis(builder, axis, index, written, pointer),
    );
    const cells = canonical(written, axes);
    const fallback = document.default;
    const table: Table = {
      name,
      label: document.label,
      axes,
      type,
      cells,
      default:
        fallback === undefined
          ? undefined
          : {
              keys: [],
              value: builder.parser.parse(
                fallback.value,
                type,
                emptyScope,
                pointerTo(pointer, "default", "value"),
              ),
              clauses: builder.clauses(fallback.clause, pointerTo(pointer, "default")),
            },
    };
    checkCells(builder, table, pointer);
    tables.set(name, table);
    builder.vocabulary.tables.set(name, {
      axes: axes.map((axis) => axis.type),
      type,
      partial: table.default === undefined && axes.some((axis) => listedValues(axis) === undefined),
      rated: isRated(table),
    });
  }
  return tables;
}

function readCells(
  builder: Builder,
  document: TableDocument,
  type: ValueType,
  pointer: string,
): Cell[] {
  const cells: Cell[] = [];
  const read = (json: unknown, keys: readonly string[], place: string): void => {
    if (typeof json !== "object" || json === null || Array.isArray(json)) {
      builder.report("wrong-type", place, { expected: both("cells", "单元格"), found: json });
      return;
    }
    const record = json as Readonly<Record<string, unknown>>;
    if (keys.length < document.axes.length) {
      for (const [key, part] of Object.entries(record))
        read(part, [...keys, key], pointerTo(place, key));
      return;
    }
    for (const key of Object.keys(record)) {
      if (key !== "value" && key !== "clause")
        builder.report("unknown-key", pointerTo(place, key), { name: key });
    }
    if (!Object.hasOwn(record, "value")) builder.report("missing-key", place, { name: "value" });
    if ((record["clause"] ?? null) === null)
      builder.report("missing-clause", place, { expected: both("a cell", "单元格") });
    const value = Object.hasOwn(record, "value")
      ? builder.parser.parse(record["value"], type, emptyScope, pointerTo(place, "value"))
      : placeholder(type);
    const cited = operandsOf(record["clause"] ?? []).map(asText);
    cells.push({ keys, value, clauses: builder.clauses(cited, place) });
  };
  read(document.cells, [], pointerTo(pointer, "cells"));
  return cells;
}

function resolveAxis(
  builder: Builder,
  axis: TableDocument["axes"][number],
  index: number,
  cells: readonly Cell[],
  pointer: string,
): Axis {
  if (typeof axis === "string") {
    const place = pointerTo(pointer, "axes", index);
    const type = builder.type(axis, place);
    if (!isType(type, "axis")) {
      const expected = both(
        'an enumeration, "text", "boolean", "number", "integer", "day" or { "brackets": … }',
        '枚举、"text"、"boolean"、"number"、"integer"、"day" 或 { "brackets": … }',
      );
      builder.report("type-mismatch", place, { expected, is: typeName(type) });
    }
    checkKeys(builder, { type, whole: axis === "integer" }, index, cells, pointer);
    return { kind: "values", type };
  }
  const type = axis.of === "day" ? dayType : numberType;
  const positions = checkKeys(builder, { type, whole: false }, index, cells, pointer);
  return {
    kind: "brackets",
    includes: axis.brackets === "from",
    type,
    bounds: [...positions].sort(([, a], [, b]) => arithmetic.compare(a, b)).map(([bound]) => bound),
  };
}

/** Bounds are only compared, so the scale does not matter. */
const arithmetic = new Arithmetic(0);

/**
 * Checks the keys of numbers and days that cells have on an axis: each must be one, and none be written in two ways.
 * Gives their positions on the line.
 */
function checkKeys(
  builder: Builder,
  { type, whole }: { readonly type: ValueType; readonly whole: boolean },
  index: number,
  cells: readonly Cell[],
  pointer: string,
): Map<string, Exact> {
  const positions = new Map<string, Exact>();
  if (!isType(type, "linear")) return positions;
  const spellings = new Map<string, string>();
  const seen = new Set<string>();
  for (const { keys } of cells) {
    const key = keys[index] ?? "";
    const path = pointerTo(pointer, "cells", ...keys.slice(0, index + 1));
    if (seen.has(path)) continue;
    seen.add(path);
    const position = positionOf(key, type);
    if (position === undefined)
      builder.report(type.kind === "day" ? "bad-date" : "bad-number", path, { found: key });
    else if (whole && arithmetic.toInteger(position) === undefined)
      builder.report("wrong-type", path, { expected: both("a whole number", "整数"), found: key });
    else {
      const spelling = spellings.get(arithmetic.text(position)) ?? key;
      if (spelling !== key)
        builder.report("duplicate-id", path, { name: key, expected: listed([spelling]) });
      spellings.set(arithmetic.text(position), spelling);
      positions.set(key, position);
    }
  }
  return positions;
}

function positionOf(key: string, type: ValueType): Exact | undefined {
  if (type.kind === "day") return readDay(key);
  const decimal = readDecimal(key);
  return decimal === undefined ? undefined : arithmetic.read(decimal);
}

/** Cells with canonical keys: equal numbers have one form. */
function canonical(cells: readonly Cell[], axes: readonly Axis[]): Cell[] {
  const formOf = (key: string, axis: Axis | undefined): string => {
    const decimal =
      axis?.kind === "values" && axis.type.kind === "number" ? readDecimal(key) : undefined;
    return decimal === undefined ? key : canonicalDecimal(decimal);
  };
  return cells.map((cell) => ({
    ...cell,
    keys: cell.keys.map((key, index) => formOf(key, axes[index])),
  }));
}

/** Can the table be read as rates? */
function isRated({ axes, type, cells }: Table): boolean {
  return (
    axes.length === 1 && axes[0]?.kind === "brackets" && type.kind === "number" && cells.length > 0
  );
}

/** The listed values of each kind of type; undefined if any value may occur. */
const listedOf: ByKind<ValueType, [], readonly string[] | undefined> = {
  number: () => undefined,
  text: () => undefined,
  boolean: () => ["true", "false"],
  day: () => undefined,
  calendar: () => undefined,
  enum: ({ values }) => values,
  subject: () => undefined,
  list: () => undefined,
  unknown: () => undefined,
};

/** The values that an axis lists; undefined if any value may occur. */
function listedValues(axis: Axis): readonly string[] | undefined {
  return axis.kind === "brackets" ? undefined : dispatch(listedOf, axis.type);
}

/** Cells must have listed values as keys, and cover all of them unless there is a default. */
function checkCells(builder: Builder, table: Table, pointer: string): void {
  let wanted: string[][] = [[]];
  for (const [index, axis] of table.axes.entries()) {
    const values = listedValues(axis);
    if (values === undefined) {
      const seen = [...new Set(table.cells.map((cell) => cell.keys[index] ?? ""))];
      wanted = wanted.flatMap((keys) => seen.map((key) => [...keys, key]));
      continue;
    }
    const known = new Set(values);
    for (const cell of table.cells) {
      if (known.has(cell.keys[index] ?? "")) continue;
      builder.knownName(
        both(`value of axis ${index + 1}`, `第 ${index + 1} 轴的值`),
        cell.keys[index] ?? "",
        values,
        pointerTo(pointer, "cells", ...cell.keys),
      );
    }
    wanted = wanted.flatMap((keys) => values.map((key) => [...keys, key]));
  }
  if (table.default !== undefined) return;
  const there = new Set(table.cells.map((cell) => cell.keys.join("\n")));
  const open = table.axes.every((axis) => axis.kind === "values" && isType(axis.type, "open"));
  for (const keys of open ? [] : wanted) {
    if (!there.has(keys.join("\n")))
      builder.report("cell-missing", pointer, { name: keys.join(", ") });
  }
}
