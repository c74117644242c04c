/** The part of JSON Schema that is used here. */
export interface SchemaPart {
  $ref?: string;
  description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaPart | boolean;
  readonly items?: SchemaPart | boolean;
  readonly prefixItems?: readonly SchemaPart[];
  readonly anyOf?: readonly SchemaPart[];
}

export type Definitions = Readonly<Record<string, SchemaPart>>;

const prefix = "#/$defs/";

export function referenceTo(name: string): string {
  return prefix + name;
}

/** The name of the definition that a reference leads to. */
export function nameOf($ref: string): string {
  return $ref.slice(prefix.length);
}

/** Is a definition recursive? Only that of expressions is. */
export function isRecursive(definitions: Definitions, name: string): boolean {
  const seen = new Set<string>();
  const follow = (from: string): boolean =>
    [...JSON.stringify(definitions[from] ?? {}).matchAll(/"#\/\$defs\/([^"]+)"/g)].some(
      ([, to = ""]) => {
        if (to === name) return true;
        if (seen.has(to)) return false;
        seen.add(to);
        return follow(to);
      },
    );
  return follow(name);
}
