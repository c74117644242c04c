/** Something of one of several kinds. */
interface Kinded {
  readonly kind: string;
}

/** The members of a union that are of a kind; a member may be of several kinds. */
export type OfKind<Union extends Kinded, Kind extends Union["kind"]> = Union extends Kinded
  ? Kind extends Union["kind"]
    ? Union
    : never
  : never;

/** A function for each kind; a table that omits a kind does not compile. */
export type ByKind<Union extends Kinded, Context extends readonly unknown[], Result> = {
  readonly [Kind in Union["kind"]]: (one: OfKind<Union, Kind>, ...context: Context) => Result;
};

/** Calls the table's function for the value's kind. */
export function dispatch<Union extends Kinded, Context extends readonly unknown[], Result>(
  table: ByKind<Union, Context, Result>,
  one: Union,
  ...context: Context
): Result {
  const act = table[one.kind as Union["kind"]] as (one: Union, ...context: Context) => Result;
  return act(one, ...context);
}

/** The traits of each kind. */
export type Traits<Union extends Kinded, Trait extends string> = {
  readonly [Kind in Union["kind"]]: readonly Trait[];
};

/** The members of a union that have a trait. */
export type Having<
  Union extends Kinded,
  Table extends Traits<Union, string>,
  Trait extends string,
> = {
  [Kind in Union["kind"]]: Trait extends Table[Kind][number] ? OfKind<Union, Kind> : never;
}[Union["kind"]];
