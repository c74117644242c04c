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
  /** It can be read as rates: it has one axis, of brackets, and at least one cell, all numbers. */
  readonly rated: boolean;
}

/** A node as seen by its readers. */
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

/** What an expression can read at its place. */
export interface Scope {
  /** The possible types of the event; undefined if there is no event. */
  readonly events?: readonly EventSignature[];
  /** The possible kinds of the owner. */
  readonly owner?: readonly string[];
  /** The possible kinds of the entry's owner. */
  readonly entry?: readonly string[];
  /** Every entry has a position, since its rules fire for each value of a list. */
  readonly positioned?: boolean;
  /** The element type of the list for each of whose values a rule fires. */
  readonly each?: ValueType;
  readonly keys?: ReadonlyMap<string, ValueType>;
  readonly value?: ValueType;
  readonly state?: ReadonlyMap<string, StateSignature>;
  /** Inside a cohort: the kinds of the reading subject. */
  readonly reader?: readonly string[];
  /** Nodes and the scored period may be read. */
  readonly nodes?: boolean;
  /** The subjects tied with the owner are known. */
  readonly tied?: boolean;
  /** What `has` and `given` have established, as canonical text. */
  readonly present: ReadonlySet<string>;
}

export const emptyScope: Scope = { present: new Set() };

export function withPresent(scope: Scope, facts: Iterable<string>): Scope {
  return { ...scope, present: new Set([...scope.present, ...facts]) };
}
