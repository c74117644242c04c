import { type Arithmetic, type Exact, readDecimal } from "../values/exact.ts";
import type { Evaluate } from "./frame.ts";
import type { Value } from "./value.ts";

/** A cell made ready: what it holds and the clauses that say so. */
export interface CellSlots {
  readonly keys: readonly string[];
  readonly value: Evaluate;
  readonly clauses: readonly string[];
}

/** A table made ready. */
export interface TableSlots {
  readonly axes: readonly (
    | { readonly kind: "values" }
    | { readonly kind: "brackets"; readonly includes: boolean; readonly bounds: readonly string[] }
  )[];
  readonly cells: readonly CellSlots[];
  readonly default: CellSlots | undefined;
}

/** The cell for some keys; undefined where the table has none and no default. */
export function lookupOf(
  table: TableSlots,
  arithmetic: Arithmetic,
): (keys: readonly Value[]) => CellSlots | undefined {
  const cells = new Map(table.cells.map((cell) => [cell.keys.join("\u0001"), cell]));
  const axes = table.axes.map((axis): ((key: Value) => string | undefined) => {
    if (axis.kind === "values") return String;
    const bounds = axis.bounds
      .map((text): [Exact, string] => {
        const decimal = readDecimal(text);
        return [decimal === undefined ? 0 : arithmetic.read(decimal), text];
      })
      .reverse();
    const reaches = (order: number): boolean => (axis.includes ? order >= 0 : order > 0);
    return (key) => bounds.find(([bound]) => reaches(arithmetic.compare(key as Exact, bound)))?.[1];
  });
  const [only] = axes;
  if (axes.length === 1 && only !== undefined) {
    return ([key]) => {
      const name = key === undefined ? undefined : only(key);
      return (name === undefined ? undefined : cells.get(name)) ?? table.default;
    };
  }
  return (keys) => {
    const names = axes.map((axis, index) => axis(keys[index] ?? ""));
    return (
      (names.includes(undefined) ? undefined : cells.get(names.join("\u0001"))) ?? table.default
    );
  };
}
