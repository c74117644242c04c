import type { RateKind, RateRead } from "../expression/tree.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { invariant } from "../values/issue.ts";
import { type Evaluate, nothing } from "./frame.ts";
import { graduated, interpolated, type Share, type TableSlots } from "./table.ts";
import { isMissing, type Value } from "./value.ts";

const sharers: {
  readonly [Rate in RateKind]: (table: TableSlots, arithmetic: Arithmetic) => (x: Exact) => Share[];
} = { graduated, interpolated };

/** The cells that a number uses, each with its share. */
export function sharesOf(
  { rate, name }: RateRead,
  tables: ReadonlyMap<string, TableSlots>,
  arithmetic: Arithmetic,
): (x: Value) => readonly Share[] {
  const table = tables.get(name);
  invariant(table !== undefined, `table "${name}" was checked`);
  const shares = sharers[rate](table, arithmetic);
  return (x) => (isMissing(x) ? [] : shares(x as Exact));
}

/** Compiles rates: the sum of the cells, each times its share. */
export function rateReader(
  expression: RateRead,
  [operand = nothing]: readonly Evaluate[],
  tables: ReadonlyMap<string, TableSlots>,
  arithmetic: Arithmetic,
): Evaluate {
  const shares = sharesOf(expression, tables, arithmetic);
  return (frame) => {
    const x = operand(frame);
    if (isMissing(x)) return x;
    let total: Exact = 0;
    for (const { cell, part } of shares(x)) {
      const value = cell.value(frame);
      if (isMissing(value)) return value;
      total = arithmetic.add(total, arithmetic.multiply(value as Exact, part));
    }
    return total;
  };
}
