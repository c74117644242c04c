import {
  type LoadedRuleset,
  type LoadOptions,
  loadRuleset,
  withoutCode,
} from "../../program/load.ts";
import type { ResolvedRuleset } from "../../ruleset/resolved.ts";
import { demandDocument } from "../../values/arguments.ts";
import type { Text } from "../../values/text.ts";
import { type Fact, factsOf, type Topic } from "./facts.ts";

/** One part in which two rulesets differ. */
export interface RulesetChange {
  readonly change: "added" | "removed" | "changed";
  readonly topic: Topic;
  readonly id: string;
  readonly label: Text;
  /** The properties that differ, in words; for an added or removed part, all of them. */
  readonly parts: readonly {
    readonly part: string;
    readonly before?: Text;
    readonly after?: Text;
  }[];
}

/** The changes under one clause. */
export interface ClauseChanges {
  /** Empty for parts without a clause: subjects, events, some accounts. */
  readonly clause: string;
  readonly place: string;
  readonly title: Text;
  readonly changes: readonly RulesetChange[];
}

/** The differences between two rulesets, clause by clause. */
export interface RulesetDifference {
  readonly before: { readonly id: string; readonly title: Text; readonly hash: string };
  readonly after: { readonly id: string; readonly title: Text; readonly hash: string };
  /** Do both say the same, whatever they are called? Then only examples or readings not chosen can differ. */
  readonly same: boolean;
  readonly clauses: readonly ClauseChanges[];
}

/**
 * What changed from one ruleset to another, in words, under their default readings: by clause, in the order of the
 * later one.
 * @throws {RulesetError} if either has issues.
 */
export function diffRulesets(
  before: unknown,
  after: unknown,
  options: LoadOptions = {},
): RulesetDifference {
  demandDocument("before of diffRulesets", before);
  demandDocument("after of diffRulesets", after);
  const load = (document: unknown): LoadedRuleset =>
    loadRuleset(document, withoutCode(document, options));
  const [a, b] = [load(before), load(after)];
  const changes = changesBetween(factsOf(a), factsOf(b));
  const order = [...new Set([...b.resolved.clauses.keys(), ...a.resolved.clauses.keys(), ""])];
  const clauses = order.flatMap((clause) => {
    const found = changes.filter((one) => one.clause === clause).map(({ change }) => change);
    if (found.length === 0) return [];
    const declared = b.resolved.clauses.get(clause) ?? a.resolved.clauses.get(clause);
    const { place = "", title = { en: "", zh: "" } } = declared ?? {};
    return [{ clause, place, title, changes: found }];
  });
  return {
    before: headOf(a.resolved),
    after: headOf(b.resolved),
    same: changes.length === 0,
    clauses,
  };
}

function headOf({ id, title, hash }: ResolvedRuleset): RulesetDifference["before"] {
  return { id, title, hash };
}

interface Placed {
  readonly clause: string;
  readonly change: RulesetChange;
}

function changesBetween(before: readonly Fact[], after: readonly Fact[]): Placed[] {
  const nameOf = ({ topic, id }: Fact): string => `${topic}\n${id}`;
  const [was, is] = [before, after].map((facts) => new Map(facts.map((one) => [nameOf(one), one])));
  const removed = before.filter((one) => is?.has(nameOf(one)) === false);
  const pairs = [
    ...after.map((one) => [was?.get(nameOf(one)), one] as const),
    ...removed.map((one) => [one, undefined] as const),
  ];
  return pairs.flatMap(([a, b]) => {
    const one = b ?? a;
    if (one === undefined) return [];
    const parts = differingParts(a, b);
    if (a !== undefined && b !== undefined && parts.length === 0) return [];
    const change = a === undefined ? "added" : b === undefined ? "removed" : "changed";
    const { topic, id, label, clauses } = one;
    return [{ clause: clauses[0] ?? "", change: { change, topic, id, label, parts } }];
  });
}

function differingParts(a: Fact | undefined, b: Fact | undefined): RulesetChange["parts"] {
  const names = new Set([...(a?.parts.keys() ?? []), ...(b?.parts.keys() ?? [])]);
  return [...names].flatMap((part) => {
    const [before, after] = [a?.parts.get(part), b?.parts.get(part)];
    if (before?.en === after?.en && before?.zh === after?.zh) return [];
    return [
      {
        part,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ];
  });
}
