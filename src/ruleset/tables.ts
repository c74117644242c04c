import type { TableDocument } from "../document/ruleset.ts";
import { operandsOf } from "../expression/parser.ts";
import { emptyScope } from "../expression/scope.ts";
import { numberType, typeName, type ValueType } from "../expression/types.ts";
import { canonicalDecimal, readDecimal } from "../values/exact.ts";
import { pointerTo } from "../values/issue.ts";
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
    const cells = readCells(builder, document, type, pointer);
    const axes = document.axes.map((axis, index) =>
      resolveAxis(builder, axis, index, cells, pointer),
    );
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
      axes: axes.map((axis) => (axis.kind === "values" ? axis.type : numberType)),
      type,
      partial: table.default === undefined && axes.some((axis) => listedValues(axis) === undefined),
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
      builder.report("wrong-type", place, { expected: "cells", found: json });
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
      builder.report("missing-clause", place, { expected: "a cell" });
    const value = builder.parser.parse(
      record["value"],
      type,
      emptyScope,
      pointerTo(place, "value"),
    );
    const cited = operandsOf(record["clause"] ?? []).map(String);
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
    if (!axisKinds.includes(type.kind)) {
      const expected = 'an enumeration, text, boolean or { "brackets": … }';
      builder.report("type-mismatch", place, { expected, found: typeName(type) });
    }
    return { kind: "values", type };
  }
  const bounds = new Map<string, number>();
  for (const { keys } of cells) {
    const bound = keys[index] ?? "";
    const decimal = readDecimal(bound);
    if (decimal === undefined)
      builder.report("bad-number", pointerTo(pointer, "cells", bound), { found: bound });
    else {
      // Bounds are short numbers: their order as numbers is their exact order.
      const value = Number(canonicalDecimal(decimal));
      const twin = [...bounds].find(([text, other]) => other === value && text !== bound);
      if (twin !== undefined) {
        builder.report("duplicate-id", pointerTo(pointer, "cells", bound), {
          name: bound,
          expected: twin[0],
        });
      }
      bounds.set(bound, value);
    }
  }
  return {
    kind: "brackets",
    includes: axis.brackets === "from",
    bounds: [...bounds].sort(([, a], [, b]) => a - b).map(([bound]) => bound),
  };
}

/** What a cell can be found by as it is written; numbers are found by brackets. */
const axisKinds: readonly string[] = ["enum", "text", "boolean", "unknown"];

/** The values that an axis lists; undefined where any may come. */
function listedValues(axis: Axis): readonly string[] | undefined {
  if (axis.kind === "brackets") return undefined;
  if (axis.type.kind === "boolean") return ["true", "false"];
  return axis.type.kind === "enum" ? axis.type.values : undefined;
}

/** Cells must be of listed values, and all of them unless there is a default. */
function checkCells(builder: Builder, table: Table, pointer: string): void {
  let wanted: string[][] = [[]];
  for (const [index, axis] of table.axes.entries()) {
    const values = listedValues(axis);
    if (values === undefined) {
      const seen = [...new Set(table.cells.map((cell) => cell.keys[index] ?? ""))];
      wanted = wanted.flatMap((keys) => seen.map((key) => [...keys, key]));
      continue;
    }
    for (const cell of table.cells) {
      builder.knownName(
        `value of axis ${index + 1}`,
        cell.keys[index] ?? "",
        values,
        pointerTo(pointer, "cells", ...cell.keys),
      );
    }
    wanted = wanted.flatMap((keys) => values.map((key) => [...keys, key]));
  }
  if (table.default !== undefined) return;
  const there = new Set(table.cells.map((cell) => cell.keys.join("\n")));
  const open = table.axes.every((axis) => axis.kind === "values" && axis.type.kind === "text");
  for (const keys of open ? [] : wanted) {
    if (!there.has(keys.join("\n")))
      builder.report("cell-missing", pointer, { name: keys.join(", ") });
  }
}
