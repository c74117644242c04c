import type { ValueType } from "../expression/types.ts";
import type {
  Account,
  Attribute,
  Check,
  Criterion,
  EventType,
  KeepStep,
  Key,
  Link,
  MapStep,
  Measure,
  Outcome,
  Ranking,
  ReduceStep,
  ResolvedRuleset,
  Rule,
  Running,
} from "../ruleset/resolved.ts";
import type { CalendarUnit, Edge } from "../values/calendar.ts";
import type { Arithmetic } from "../values/exact.ts";
import type { Clock } from "../values/time.ts";
import type { AdmissionReads } from "./admission.ts";
import type { Evaluate } from "./frame.ts";
import type { LinkCondition } from "./link-condition.ts";
import type { Component, CreditSignature } from "./signature.ts";
import type { Slots } from "./slots.ts";
import type { Value } from "./value.ts";

export interface ProgramAttribute {
  readonly attribute: Attribute;
  readonly slot: number;
  readonly fallback: Evaluate | undefined;
}

export interface ProgramRule {
  readonly rule: Rule;
  readonly index: number;
  readonly each: Evaluate | undefined;
  readonly when: Evaluate | undefined;
  readonly for: Evaluate | undefined;
  readonly dated: Evaluate | undefined;
  readonly amount: Evaluate;
  /** Indices of the accounts among the nodes. */
  readonly to: readonly number[];
  /** For a rule on entries: the indices of the rules on whose entries it fires. */
  readonly sources: ReadonlySet<number>;
  /** A parameter that it needs has no value: it writes no entries. */
  readonly idle: boolean;
}

export interface ProgramCheck {
  readonly check: Check;
  readonly each: Evaluate | undefined;
  readonly require: Evaluate;
}

export interface ProgramEvent {
  readonly type: EventType;
  readonly index: number;
  readonly attributes: readonly ProgramAttribute[];
  /** The names of its attributes. */
  readonly fields: ReadonlySet<string>;
  readonly derived: readonly {
    readonly slot: number;
    readonly when: Evaluate | undefined;
    readonly value: Evaluate;
  }[];
  /** Checks on admission, and checks when all events are in. */
  readonly checks: readonly ProgramCheck[];
  readonly linkedChecks: readonly ProgramCheck[];
  readonly links: readonly {
    readonly slot: number;
    readonly link: Link;
    readonly condition: LinkCondition;
  }[];
  /** The rules that fire on it. */
  readonly rules: readonly ProgramRule[];
  /** The rules that fire on entries it may have earned. */
  readonly entryRules: readonly ProgramRule[];
  /** What its derived attributes and checks read, and what its rules read; undefined if that differs from event to event. */
  readonly admission: readonly Component[] | undefined;
  readonly credit: CreditSignature | undefined;
}

export interface ProgramKey {
  readonly key: Key;
  readonly read: Evaluate | undefined;
}

export type ProgramStep =
  | {
      readonly kind: "keep";
      readonly step: KeepStep;
      readonly count: Evaluate | undefined;
      readonly when: Evaluate | undefined;
      readonly per: readonly ProgramKey[];
      /** Indices of the rules whose entries it touches. */
      readonly of: ReadonlySet<number> | undefined;
    }
  | {
      readonly kind: "reduce";
      readonly step: ReduceStep;
      readonly per: readonly ProgramKey[] | undefined;
      readonly none: Evaluate | undefined;
    }
  | {
      readonly kind: "map";
      readonly step: MapStep;
      readonly when: Evaluate | undefined;
      readonly value: Evaluate;
    };

export interface ProgramEdge {
  readonly edge: Exclude<Edge, "clip">;
  readonly unit: CalendarUnit;
}

interface Common {
  readonly index: number;
  readonly keys: readonly ProgramKey[];
  /** How its window is rounded to whole calendar units; undefined if it is not rounded. */
  readonly edge: ProgramEdge | undefined;
  /** Parameters without a value that it needs: it is then unavailable. */
  readonly missing: ReadonlySet<string>;
  /** Indices of the nodes that it reads. */
  readonly reads: readonly number[];
}

export interface ProgramAccount extends Common {
  readonly node: Account;
  readonly from: number | undefined;
  readonly steps: readonly ProgramStep[];
  /**
   * The step that adds up or counts all that was credited, if all steps before it keep everything and there are no keys:
   * its value is known without looking at single entries.
   */
  readonly total: { readonly step: number; readonly counts: boolean } | undefined;
}
export interface ProgramMeasure extends Common {
  readonly node: Measure;
  readonly value: Evaluate;
}
export interface ProgramRunning extends Common {
  readonly node: Running;
  readonly over: number;
  /** Its value is just its only state, so results need not show that state. */
  readonly isState: boolean;
  readonly state: readonly {
    readonly name: string;
    readonly type: ValueType;
    readonly start: Evaluate;
    readonly next: Evaluate;
  }[];
  readonly value: Evaluate;
}
export type ProgramCriterion =
  | { readonly criterion: Extract<Criterion, { kind: "value" }>; readonly value: Evaluate }
  /** The index of the node whose values are listed. */
  | { readonly criterion: Extract<Criterion, { kind: "list" }>; readonly node: number };

export interface ProgramRanking extends Common {
  readonly node: Ranking;
  readonly by: readonly ProgramCriterion[];
  readonly among: Evaluate | undefined;
}
export interface ProgramOutcome extends Common {
  readonly node: Outcome;
  readonly where: Evaluate | undefined;
  readonly when: Evaluate;
  readonly value: Evaluate | undefined;
}

export type ProgramNode =
  | ProgramAccount
  | ProgramMeasure
  | ProgramRunning
  | ProgramRanking
  | ProgramOutcome;

/** A ruleset ready to run: the third stage. Names have become numbers, and expressions functions. */
export interface Program {
  readonly resolved: ResolvedRuleset;
  readonly arithmetic: Arithmetic;
  /** Reads moments in the zone; what it has read before it remembers. */
  readonly clock: Clock;
  readonly slots: Slots;
  readonly parameters: readonly Value[];
  readonly events: ReadonlyMap<string, ProgramEvent>;
  readonly attributeCount: number;
  readonly linkCount: number;
  readonly rules: readonly ProgramRule[];
  readonly nodes: readonly ProgramNode[];
  /** Attributes of subjects that something reads (`category` among them). */
  readonly subjectFieldsRead: ReadonlySet<string>;
  readonly readOnAdmission: AdmissionReads;
  /** Something reads the time of day of events. */
  readonly readsTime: boolean;
}
