import type { ListOrder, OutcomeKind, UntilOver } from "../document/nodes.ts";
import type { ExampleDocument, NameDocument } from "../document/ruleset.ts";
import type { Expression, NodeName } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { CalendarUnit, Edge, PeriodUnit } from "../values/calendar.ts";
import type { Text } from "../values/text.ts";

/** A clause of the source. */
export interface Clause {
  readonly id: string;
  readonly place: string;
  readonly title: Text;
}

export interface Attribute {
  readonly name: string;
  readonly label: NameDocument;
  readonly type: ValueType;
  /** A number that must be whole. */
  readonly whole: boolean;
  readonly optional: boolean;
  readonly default: Expression | undefined;
  readonly min: Expression | undefined;
  readonly max: Expression | undefined;
  readonly labels: { readonly true: NameDocument; readonly false: NameDocument } | undefined;
}

export interface SubjectKind {
  readonly id: string;
  readonly label: NameDocument;
  readonly who: "roster" | "open" | "single";
  readonly categories: ReadonlyMap<string, NameDocument>;
  readonly attributes: readonly Attribute[];
}

export interface Derived {
  readonly name: string;
  readonly when: Expression | undefined;
  readonly value: Expression;
}

export interface Check {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly label: Text;
  /** The list for each of whose values it must hold. */
  readonly each: Expression | undefined;
  readonly require: Expression;
  readonly rejects: boolean;
  /** It reads linked events, so it is checked when all events are in. */
  readonly linked: boolean;
}

export interface Link {
  readonly name: string;
  readonly to: string;
  readonly same: readonly string[];
  readonly which: "first" | "last" | "count";
  readonly timing: "before" | "after" | "either";
  readonly when: Expression | undefined;
}

export interface EventType {
  readonly id: string;
  readonly label: NameDocument;
  readonly subjects: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly derived: readonly Derived[];
  readonly checks: readonly Check[];
  readonly links: readonly Link[];
}

export interface Parameter {
  readonly name: string;
  /** Canonical decimal; undefined: the user must supply it. */
  readonly value: string | undefined;
  readonly clauses: readonly string[];
  readonly label: Text | undefined;
}

export type Axis =
  | { readonly kind: "values"; readonly type: ValueType }
  | {
      readonly kind: "brackets";
      readonly includes: boolean;
      /** What the bounds are: numbers or days. */
      readonly type: ValueType;
      /** As written, in ascending order. */
      readonly bounds: readonly string[];
    };

export interface Cell {
  /** One key for each axis, as written; numbers that are looked up by themselves in their canonical form. */
  readonly keys: readonly string[];
  /** A literal or a parameter. */
  readonly value: Expression;
  readonly clauses: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly label: Text | undefined;
  readonly axes: readonly Axis[];
  readonly type: ValueType;
  readonly cells: readonly Cell[];
  readonly default: Cell | undefined;
}

/** A pure function whose code the caller passes. */
export interface CodeFunction {
  readonly name: string;
  readonly label: Text;
  readonly clauses: readonly string[];
  readonly takes: readonly ValueType[];
  /** Which of those it takes are numbers that must be whole. */
  readonly wholes: readonly boolean[];
  readonly gives: ValueType;
  /** Its result is a number that must be whole. */
  readonly whole: boolean;
}

export interface Rule {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly label: Text;
  /** The event types it fires on; for a rule on entries, those its entries may come from. */
  readonly events: readonly string[];
  /** The rules whose entries it fires on; undefined for a rule on events. */
  readonly entries: readonly string[] | undefined;
  /** The list for each of whose values it fires; undefined: it fires once. */
  readonly each: Expression | undefined;
  readonly when: Expression | undefined;
  readonly for: Expression | undefined;
  readonly dated: Expression | undefined;
  readonly to: readonly string[];
  readonly amount: Expression;
}

/** What elements are grouped by. */
export type Key =
  | {
      readonly kind: "calendar";
      readonly name: string;
      readonly type: ValueType;
      readonly unit: CalendarUnit;
    }
  | { readonly kind: "item" | "event" | "rule"; readonly name: string; readonly type: ValueType }
  | {
      readonly kind: "expression";
      readonly name: string;
      readonly type: ValueType;
      readonly expression: Expression;
    }
  /** A part of the key of the node that is read. */
  | { readonly kind: "own"; readonly name: string; readonly type: ValueType };

/** A span of days seen from the scored period. */
export type Window =
  | { readonly kind: "period" | "year" | "year-to-date" | "to-date" | "all" }
  | { readonly kind: "last"; readonly count: number; readonly unit: CalendarUnit };

export const reductions = ["sum", "count", "mean", "highest", "lowest", "first", "last"] as const;
export type Reduction = (typeof reductions)[number];

/** The ways of keeping that keep, or drop, a given number of a group. */
export const countedKeeps = ["best", "worst", "drop", "drop-best"] as const;

interface StepCommon {
  readonly clauses: readonly string[];
  readonly label: Text | undefined;
}

/** Keeps some elements of each group. */
export interface KeepStep extends StepCommon {
  readonly kind: "keep";
  readonly keep:
    | "all"
    | "none"
    | "first"
    | "last"
    | "highest"
    | "lowest"
    | (typeof countedKeeps)[number];
  readonly count: Expression | undefined;
  readonly per: readonly Key[];
  readonly of: readonly string[] | undefined;
  readonly when: Expression | undefined;
  readonly within: Window | undefined;
}

/** Reduces each group to one element; without `per`, everything to the value. */
export interface ReduceStep extends StepCommon {
  readonly kind: "reduce";
  readonly reduction: Reduction;
  readonly per: readonly Key[] | undefined;
  readonly none: Expression | undefined;
}

/** Changes each element: limits, rounding, look-ups. */
export interface MapStep extends StepCommon {
  readonly kind: "map";
  readonly name: "cap" | "floor" | "round" | "value";
  readonly when: Expression | undefined;
  readonly value: Expression;
}

export type Step = KeepStep | ReduceStep | MapStep;

interface NodeCommon {
  readonly id: string;
  readonly name: NodeName;
  readonly label: Text;
  readonly clauses: readonly string[];
  /** The kinds of subject that have it. */
  readonly kinds: readonly string[];
  readonly keys: readonly Key[];
  readonly window: Window;
  /** How calendar units that cross the window's edge count; undefined: as in the node that it reads. */
  readonly edge: Edge | undefined;
  readonly unit: Text | undefined;
}

export interface Account extends NodeCommon {
  readonly kind: "account";
  readonly from: NodeName | undefined;
  readonly steps: readonly Step[];
  readonly judged: readonly PeriodUnit[] | undefined;
  readonly untilOver: UntilOver;
}

export interface Measure extends NodeCommon {
  readonly kind: "measure";
  readonly value: Expression;
  readonly judged: readonly PeriodUnit[] | undefined;
  readonly untilOver: UntilOver;
}

export interface Running extends NodeCommon {
  readonly kind: "running";
  readonly over: NodeName;
  readonly state: readonly State[];
  readonly value: Expression;
  readonly judged: readonly PeriodUnit[] | undefined;
  /** Keys that are not over: `pending`, included once begun (`open`), or skipped. */
  readonly untilOver: UntilOver | undefined;
}

/** A value that a running carries from one key to the next. */
export interface State {
  readonly name: string;
  readonly label: Text | undefined;
  readonly type: ValueType;
  readonly start: Expression;
  readonly next: Expression;
}

interface CriterionCommon {
  /** The type of what is compared. */
  readonly type: ValueType;
  readonly descending: boolean;
  /** Those still tied in a smaller group restart from the first criterion that uses `tied`. */
  readonly again: boolean;
}

/** A criterion of a ranking: a value, or the values of a keyed node, compared one by one. */
export type Criterion =
  | (CriterionCommon & {
      readonly kind: "value";
      readonly value: Expression;
      /** It depends on who is tied. */
      readonly tied: boolean;
    })
  | (CriterionCommon & {
      readonly kind: "list";
      readonly node: NodeName;
      readonly sorted: ListOrder | undefined;
    });

export interface Ranking extends NodeCommon {
  readonly kind: "ranking";
  readonly by: readonly Criterion[];
  readonly within: readonly string[];
  readonly among: Expression | undefined;
  readonly ties: "competition" | "last" | "mean" | "dense";
  readonly published: boolean;
}

export interface Outcome extends NodeCommon {
  readonly kind: "outcome";
  readonly outcome: OutcomeKind;
  readonly where: Expression | undefined;
  readonly when: Expression;
  readonly value: Expression | undefined;
  readonly judged: readonly PeriodUnit[] | undefined;
  readonly untilOver: UntilOver;
}

export type Node = Account | Measure | Running | Ranking | Outcome;

/** A ruleset in which every name is declared, every type fits and nothing is circular: the second stage. */
export interface ResolvedRuleset {
  readonly id: string;
  readonly title: Text;
  readonly source: {
    readonly title: string;
    readonly issuer?: string | undefined;
    readonly number?: string | undefined;
    readonly date?: string | undefined;
  };
  readonly hash: string;
  readonly timeZone: string;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly periods: readonly {
    readonly unit: PeriodUnit;
    readonly clauses: readonly string[];
    readonly label: Text;
  }[];
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, NameDocument>>;
  /** Those declared as `ordered`: their values are levels, in ascending order. */
  readonly orderedEnums: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<string, SubjectKind>;
  /** The default kind. */
  readonly principal: SubjectKind;
  readonly columns: Readonly<Record<string, NameDocument>>;
  readonly events: ReadonlyMap<string, EventType>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Parameters whose values were looked at while resolving, for example as bounds of an attribute. */
  readonly consulted: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly functions: ReadonlyMap<string, CodeFunction>;
  readonly interpretations: ReadonlyMap<string, Interpretation>;
  /** Rules on events in the document's order, then rules on entries, each after those it depends on. */
  readonly rules: readonly Rule[];
  /** The rules in the document's order. */
  readonly ruleOrder: readonly string[];
  /** The nodes, each after those it reads. */
  readonly nodes: readonly Node[];
  /** The nodes in the document's order. */
  readonly nodeOrder: readonly NodeName[];
  readonly notes: readonly { readonly clauses: readonly string[]; readonly text: Text }[];
  readonly examples: readonly ExampleDocument[];
}

export interface Interpretation {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly question: Text;
  readonly default: string;
  readonly chosen: string;
  readonly options: ReadonlyMap<string, Text>;
}
