/** A schema as far as its parts can be walked. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly innerType?: unknown;
  readonly keyType?: unknown;
  readonly valueType?: unknown;
  readonly element?: unknown;
  readonly items?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly values?: readonly unknown[];
  /** What is asked of a whole besides its form, such as a least length. */
  readonly checks?: readonly unknown[];
}

/** The parts of a schema; whether it is optional does not matter here. */
export function definitionOf(schema: unknown): Definition {
  const { def } = schema as { readonly def: Definition };
  return def.type === "optional" ? definitionOf(def.innerType) : def;
}

/** The schema at a key of an object, a map or a list; undefined if there is none. */
export function schemaAt(schema: unknown, key: string | number): unknown {
  const { type, shape, valueType, element, items } = definitionOf(schema);
  if (type === "tuple") return items?.[Number(key)];
  if (shape === undefined) return valueType ?? element;
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** The form of a union that an object has: the one with fixed keys whose first key it has, else the map. */
export function formOf(schema: unknown, value: object): unknown {
  const { type, options = [] } = definitionOf(schema);
  if (type !== "union") return schema;
  const isFixed = (option: unknown): boolean => {
    const [first] = Object.keys(definitionOf(option).shape ?? {});
    return first !== undefined && Object.hasOwn(value, first);
  };
  return (
    options.find(isFixed) ??
    options.find((option) => definitionOf(option).type === "record") ??
    schema
  );
}
