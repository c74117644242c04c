import type { Text } from "../values/text.ts";
import type { NodeName } from "./tree.ts";
import type { ValueType } from "./types.ts";

/** An attribute as an expression sees it. */
export interface FieldSignature {
  readonly type: ValueType;
  readonly optional: boolean;
}

/** An event type as an expression sees it. */
export interface EventSignature {
  readonly id: string;
  readonly subjects: readonly string[];
  readonly fields: ReadonlyMap<string, FieldSignature>;
  readonly links: ReadonlyMap<string, { readonly to: string; readonly counts: boolean }>;
}

/** A kind of subject as an expression sees it. */
export interface KindSignature {
  readonly who: "roster" | "open" | "single";
  readonly fields: ReadonlyMap<string, FieldSignature>;
}

export interface TableSignature {
  readonly axes: readonly ValueType[];
  readonly type: ValueType;
  /** A look-up may find nothing. */
  readonly partial: boolean;
  /** It can be read as rates: its one axis is of brackets, its cells are numbers, and there are some. */
  readonly rated: boolean;
}

/** A node as its readers see it. */
export interface NodeSignature {
  readonly kinds: readonly string[];
  readonly keys: ReadonlyMap<string, ValueType>;
  readonly type: ValueType;
  /** Its value may be a fraction that no decimal holds. */
  readonly fraction: boolean;
  /** The states of a running, by name. */
  readonly states?: ReadonlyMap<string, ValueType>;
}

/** A state of a running as the running itself sees it. */
export interface StateSignature {
  readonly type: ValueType;
  readonly label: Text | undefined;
}

/** A function in code as its callers see it. */
export interface FunctionSignature {
  readonly takes: readonly ValueType[];
  readonly gives: ValueType;
}

/** All declared names that an expression may use. */
export interface Vocabulary {
  readonly parameters: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, TableSignature>;
  readonly functions: ReadonlyMap<string, FunctionSignature>;
  readonly kinds: ReadonlyMap<string, KindSignature>;
  readonly events: ReadonlyMap<string, EventSignature>;
  readonly nodes: ReadonlyMap<NodeName, NodeSignature>;
  readonly rules: readonly string[];
}

/** What an expression can see from where it stands. */
export interface Scope {
  /** The types the event may be of; undefined where no event is in sight. */
  readonly events?: readonly EventSignature[];
  /** The kinds the owner may be of. */
  readonly owner?: readonly string[];
  /** The kinds the owner of the entry may be of. */
  readonly entry?: readonly string[];
  /** Every entry has a position: the rules it may be of fire for each value of a list. */
  readonly positioned?: boolean;
  /** The type of what a rule fires for each of. */
  readonly each?: ValueType;
  readonly keys?: ReadonlyMap<string, ValueType>;
  readonly value?: ValueType;
  readonly state?: ReadonlyMap<string, StateSignature>;
  /** Within a cohort: the kinds of the subject that asks. */
  readonly reader?: readonly string[];
  /** Nodes and the scored period may be read. */
  readonly nodes?: boolean;
  /** Those who are level with the owner are known. */
  readonly tied?: boolean;
  /** What `has` and `given` have established, as canonical text. */
  readonly present: ReadonlySet<string>;
}

export const emptyScope: Scope = { present: new Set() };

export function withPresent(scope: Scope, facts: Iterable<string>): Scope {
  return { ...scope, present: new Set([...scope.present, ...facts]) };
}
