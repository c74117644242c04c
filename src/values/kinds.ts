/** Something of one of several kinds. */
interface Kinded {
  readonly kind: string;
}

/** What of a union is of a kind; one member may be of several. */
export type OfKind<Union extends Kinded, Kind extends Union["kind"]> = Union extends Kinded
  ? Kind extends Union["kind"]
    ? Union
    : never
  : never;

/** What is done with each kind: a kind that the table says nothing of does not compile. */
export type ByKind<Union extends Kinded, Context extends readonly unknown[], Result> = {
  readonly [Kind in Union["kind"]]: (one: OfKind<Union, Kind>, ...context: Context) => Result;
};

/** Does what a table says of the kind. */
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

/** What of a union has a trait. */
export type Having<
  Union extends Kinded,
  Table extends Traits<Union, string>,
  Trait extends string,
> = {
  [Kind in Union["kind"]]: Trait extends Table[Kind][number] ? OfKind<Union, Kind> : never;
}[Union["kind"]];
