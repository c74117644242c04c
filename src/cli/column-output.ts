import { layouts, type ResultTable, resultParts, tableOfLines } from "../document/result-table.ts";
import { CommandError, commandMessages } from "./messages.ts";
import type { ColumnFormat } from "./options.ts";

/** The chosen part of a result as a file of columns, with the types of its values. */
export async function columnBytes(
  chosen: Partial<Record<string, unknown>>,
  format: ColumnFormat,
): Promise<Uint8Array> {
  const table = onlyTable(chosen, format);
  if (format === "parquet") return (await import("./parquet-output.ts")).parquetBytes(table);
  const [{ tableToIPC }, { toArrow }] = await Promise.all([
    import("apache-arrow"),
    import("../arrow/to-arrow.ts"),
  ]);
  return tableToIPC(toArrow(table), "file");
}

/** A file of columns holds one table. Those without a place stand beside the standings, not in them. */
function onlyTable(chosen: Partial<Record<string, unknown>>, format: ColumnFormat): ResultTable {
  const parts = resultParts.filter((part) => part in chosen && part !== "notRanked");
  const [part] = parts;
  if (part === undefined || parts.length > 1 || Object.keys(chosen).some(isNoTable))
    throw new CommandError(commandMessages.oneTable(format));
  return tableOfLines(part, chosen[part] as Iterable<object>);
}

function isNoTable(name: string): boolean {
  return !Object.hasOwn(layouts, name);
}
