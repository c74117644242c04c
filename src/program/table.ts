import { isType } from "../expression/traits.ts";
import type { ValueType } from "../expression/types.ts";
import { readDay } from "../values/day.ts";
import { type Arithmetic, type Exact, Ratio, readDecimal } from "../values/exact.ts";
import { invariant } from "../values/issue.ts";
import type { Evaluate } from "./frame.ts";
import type { Value } from "./value.ts";

/** A compiled cell: its value and clauses. */
export interface CellSlots {
  readonly keys: readonly string[];
  readonly value: Evaluate;
  readonly clauses: readonly string[];
}

/** A compiled table. */
export interface TableSlots {
  readonly axes: readonly (
    | { readonly kind: "values"; readonly type: ValueType }
    | {
        readonly kind: "brackets";
        readonly includes: boolean;
        readonly type: ValueType;
        readonly bounds: readonly string[];
      }
  )[];
  readonly cells: readonly CellSlots[];
  readonly default: CellSlots | undefined;
}

type Axis = TableSlots["axes"][number];

/** The run-time form of a number or day key. */
function keyOf(text: string, type: ValueType, arithmetic: Arithmetic): Exact {
  const decimal = type.kind === "day" ? undefined : readDecimal(text);
  const key = decimal === undefined ? readDay(text) : arithmetic.read(decimal);
  invariant(key !== undefined, `the key of a cell was checked: ${text}`);
  return key;
}

/** One form for equal numbers, for use as a map key. */
function formOf(key: Value): number | string {
  return key instanceof Ratio ? `${key.numerator}/${key.denominator}` : (key as number | string);
}

/** Finds the key of an axis to which a value belongs. */
function finderOf(
  axis: Axis,
  at: number,
  { cells }: TableSlots,
  arithmetic: Arithmetic,
): (key: Value) => string | undefined {
  const { type } = axis;
  if (axis.kind === "values") {
    if (!isType(type, "linear")) return String;
    const texts = new Map(
      cells.map(({ keys: { [at]: text = "" } }) => [formOf(keyOf(text, type, arithmetic)), text]),
    );
    return (key) => texts.get(formOf(key));
  }
  const bounds = axis.bounds.map((text) => keyOf(text, type, arithmetic));
  const reaches = (order: number): boolean => (axis.includes ? order >= 0 : order > 0);
  return (key) => {
    const reached = partition(bounds, (bound) => reaches(arithmetic.compare(key as Exact, bound)));
    return axis.bounds[reached - 1];
  };
}

/** How many of some values meet a condition that none meets after the first that does not. */
function partition<T>(values: readonly T[], meets: (value: T) => boolean): number {
  let from = 0;
  for (let to = values.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (meets(values[middle]!)) from = middle + 1;
    else to = middle;
  }
  return from;
}

type Lookup = (keys: readonly Value[]) => CellSlots | undefined;

/** A program has one arithmetic, so a table is prepared once for all that read it. */
const lookups = new WeakMap<TableSlots, Lookup>();

/** The cell for some keys; undefined if the table has neither a cell nor a default. */
export function lookupOf(table: TableSlots, arithmetic: Arithmetic): Lookup {
  const lookup = lookups.get(table) ?? newLookup(table, arithmetic);
  lookups.set(table, lookup);
  return lookup;
}

function newLookup(table: TableSlots, arithmetic: Arithmetic): Lookup {
  const cells = new Map(table.cells.map((cell) => [cell.keys.join("\u0001"), cell]));
  const axes = table.axes.map((axis, at) => finderOf(axis, at, table, arithmetic));
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

/** A cell with the share of a number: its part inside the bracket, or the cell's weight. */
export interface Share {
  readonly cell: CellSlots;
  readonly part: Exact;
}

/** The brackets of a table that is read as rates, in ascending order. */
function bracketsOf(
  table: TableSlots,
  arithmetic: Arithmetic,
): { readonly bound: Exact; readonly cell: CellSlots }[] {
  const [axis] = table.axes;
  const cells = new Map(table.cells.map((cell) => [cell.keys[0], cell]));
  if (axis?.kind !== "brackets") return [];
  return axis.bounds.flatMap((text) => {
    const cell = cells.get(text);
    return cell === undefined ? [] : [{ bound: keyOf(text, axis.type, arithmetic), cell }];
  });
}

/** The parts of a number inside each bracket; the part below the first bracket is in none. */
export function graduated(table: TableSlots, arithmetic: Arithmetic): (x: Exact) => Share[] {
  const brackets = bracketsOf(table, arithmetic);
  return (x) => {
    const shares: Share[] = [];
    for (const [at, { bound, cell }] of brackets.entries()) {
      if (arithmetic.compare(x, bound) <= 0) break;
      const next = brackets[at + 1]?.bound;
      const end = next === undefined || arithmetic.compare(x, next) < 0 ? x : next;
      shares.push({ cell, part: arithmetic.subtract(end, bound) });
    }
    return shares;
  };
}

/** The weights of the two cells around a number; beyond the ends, and at a bound, of one cell. */
export function interpolated(table: TableSlots, arithmetic: Arithmetic): (x: Exact) => Share[] {
  const brackets = bracketsOf(table, arithmetic);
  const one = arithmetic.integer(1);
  return (x) => {
    const above = partition(brackets, ({ bound }) => arithmetic.compare(x, bound) > 0);
    const upper = brackets[above] ?? brackets.at(-1);
    const lower = above < brackets.length ? brackets[above - 1] : undefined;
    if (upper === undefined) return [];
    if (lower === undefined || arithmetic.compare(x, upper.bound) === 0)
      return [{ cell: upper.cell, part: one }];
    const [whole, reached] = [upper.bound, x].map((end) => arithmetic.subtract(end, lower.bound));
    const weight = arithmetic.divide(reached ?? 0, whole ?? 0) ?? one;
    return [
      { cell: lower.cell, part: arithmetic.subtract(one, weight) },
      { cell: upper.cell, part: weight },
    ];
  };
}
