import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { layouts, type ResultColumnType, type ResultTable } from "../document/result-table.ts";
import { readDay } from "../values/day.ts";

const text = {
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  logical_type: { type: "STRING" },
} as const;

/** How the values of a column are stored; a list has the lines of a list around its values. */
const stored: Readonly<Record<Exclude<ResultColumnType, "names">, Omit<SchemaElement, "name">>> = {
  name: text,
  text,
  exact: text,
  day: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  whole: { type: "INT32" },
  number: { type: "DOUBLE" },
  flag: { type: "BOOLEAN" },
};

/** A part of a result as a Parquet file. Exact numbers are texts: a decimal of a stated scale might round one. */
export function parquetBytes({ part, length, columns }: ResultTable): Uint8Array {
  const layout = Object.entries(layouts[part]);
  const schema: SchemaElement[] = [{ name: "schema", num_children: layout.length }];
  for (const [name, type] of layout) schema.push(...elementsOf(name, type));
  const columnData = layout.map(([name, type]) => {
    const column = columns[name] ?? [];
    const at =
      "codes" in column
        ? (row: number) => column.values[column.codes[row] ?? -1]
        : (row: number) => column[row];
    const data = Array.from({ length }, (_, row) => {
      const value = at(row) ?? null;
      return type === "day" && value !== null ? readDay(String(value)) : value;
    });
    return { name, data };
  });
  return new Uint8Array(parquetWriteBuffer({ schema, columnData }));
}

function elementsOf(name: string, type: ResultColumnType): SchemaElement[] {
  const repetition_type = "OPTIONAL";
  if (type !== "names") return [{ name, repetition_type, ...stored[type] }];
  const list = { converted_type: "LIST", logical_type: { type: "LIST" } } as const;
  return [
    { name, repetition_type, num_children: 1, ...list },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type, ...text },
  ];
}
