import type { Fact, Reason } from "../document/result.ts";
import { type Expression, type NodeRead, type Operation, partsOf } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { Evaluate, Frame } from "../program/frame.ts";
import type { ProgramAccount, ProgramOutcome } from "../program/program.ts";
import { compileExpression } from "../program/slots.ts";
import { isMissing, type Value } from "../program/value.ts";
import { compareNaturally } from "../values/text.ts";
import type { Conclusion } from "./conclude.ts";
import { Elements } from "./elements.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

/** A fact with its expression, and the nodes that it was read from. */
export interface DecidingFact extends Fact {
  readonly expression: Expression;
  readonly reads: readonly NodeRead[];
}

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Finds what decided outcomes: the comparisons in their conditions, with the current values. */
export class Reasons {
  private readonly ready = new Map<Expression, Evaluate>();
  private readonly formulas = new Map<Expression, string>();
  private readonly reads = new Map<Expression, readonly NodeRead[]>();
  private readonly frame: Frame;
  private readonly sorted = new Map<string, ReadonlyMap<string, number[]>>();

  constructor(private readonly world: World) {
    this.frame = world.frame();
  }

  /** Why an outcome is as it is. */
  of(outcome: ProgramOutcome, conclusion: Conclusion): Reason {
    const { facts, events } = this.found(outcome, conclusion);
    return { facts: facts.map(plain), events };
  }

  /** The facts that decided an outcome, and the events that it depends on directly. */
  found(
    outcome: ProgramOutcome,
    conclusion: Conclusion,
  ): { readonly facts: readonly DecidingFact[]; readonly events: readonly string[] } {
    const { frame } = this;
    frame.owner = conclusion.owner;
    frame.key = conclusion.key;
    const { when, where, value } = outcome.node;
    const isGiven = conclusion.state === "given" || conclusion.state === "met";
    const decided = conclusion.state === "not-applicable" ? where : when;
    const facts = decided === undefined ? [] : this.find(decided, isGiven);
    if (isGiven && value !== undefined) facts.push(...this.chosen(value));
    const events: string[] = [];
    for (const { reads } of facts)
      for (const read of reads) this.addEvents(read, conclusion, events);
    events.sort(compareNaturally);
    return { facts, events: events.filter((event, at) => event !== events[at - 1]) };
  }

  /** The comparisons that decided a condition. */
  private find(condition: Expression, wanted: boolean): DecidingFact[] {
    if (condition.kind === "operation") {
      const { operator, operands } = condition;
      if (operator === "and" || operator === "or") {
        const deciding = operator === "or" ? wanted : !wanted;
        const all = operands.flatMap((operand) =>
          deciding && this.evaluate(operand) !== wanted ? [] : this.find(operand, wanted),
        );
        return all;
      }
      const [first] = operands;
      if (operator === "!" && first !== undefined) return this.find(first, !wanted);
      if (comparisons.has(operator)) return this.compared(condition);
    }
    return this.stated(condition);
  }

  /** The comparisons that chose a value among several: those of the conditions up to the first that holds. */
  private chosen(value: Expression): DecidingFact[] {
    if (value.kind !== "operation" || value.operator !== "if") return [];
    const { operands } = value;
    const facts: DecidingFact[] = [];
    let at = 0;
    for (; at + 1 < operands.length; at += 2) {
      const condition = operands[at]!;
      const holds = this.evaluate(condition) === true;
      facts.push(...this.find(condition, holds));
      if (holds) return [...facts, ...this.chosen(operands[at + 1]!)];
    }
    const otherwise = operands[at];
    return otherwise === undefined ? facts : [...facts, ...this.chosen(otherwise)];
  }

  private stated(condition: Expression): DecidingFact[] {
    if (condition.kind === "quantifier") return [this.quantified(condition)];
    if (this.world.program.slots.means.isConstant(condition)) return [];
    const value = this.evaluate(condition);
    return [
      {
        of: this.formula(condition),
        value: this.text(condition.type, value),
        holds: value === true,
        expression: condition,
        reads: this.readsOf(condition),
      },
    ];
  }

  private compared(condition: Operation): DecidingFact[] {
    const [left, right] = condition.operands;
    if (
      left === undefined ||
      right === undefined ||
      (left.kind === "literal" && right.kind === "literal")
    )
      return [];
    return [
      {
        of: this.formula(left),
        value: this.text(left.type, this.evaluate(left)),
        comparison: condition.operator,
        against: this.text(right.type, this.evaluate(right)),
        holds: this.evaluate(condition) === true,
        expression: condition,
        reads: this.readsOf(condition),
      },
    ];
  }

  /** A statement about every key: names those keys that fall short, with their values. */
  private quantified(condition: Extract<Expression, { kind: "quantifier" }>): DecidingFact {
    const { frame, world } = this;
    const index = world.program.slots.nodes.get(condition.node)?.index ?? -1;
    const node = world.program.nodes[index]!;
    const test = condition.operands[0];
    const { key } = frame;
    const holds = this.evaluate(condition) === true;
    const telling = world.keysOf(index, frame.owner).filter((one) => {
      frame.key = one.key;
      frame.value = one.value;
      const met = test !== undefined && this.evaluate(test) === true;
      return one.over && (condition.quantifier === "all" ? !met : met);
    });
    frame.key = key;
    const type: ValueType = node.node.kind === "outcome" ? { kind: "text" } : { kind: "number" };
    const shown = telling.map(
      (one) => `${world.keyName(node.keys, one.key)}: ${this.text(type, one.value)}`,
    );
    const of = this.formula(condition);
    return { of, value: shown.join(", "), holds, expression: condition, reads: [] };
  }

  private evaluate(expression: Expression): Value {
    let ready = this.ready.get(expression);
    if (ready === undefined) {
      ready = compileExpression(expression, this.world.program.slots);
      this.ready.set(expression, ready);
    }
    return ready(this.frame);
  }

  private formula(expression: Expression): string {
    let known = this.formulas.get(expression);
    if (known === undefined) {
      known = this.world.program.slots.means.formula(expression);
      this.formulas.set(expression, known);
    }
    return known;
  }

  /** The nodes that an expression reads. */
  private readsOf(expression: Expression): readonly NodeRead[] {
    let known = this.reads.get(expression);
    if (known === undefined) {
      known = partsOf(expression, "node");
      this.reads.set(expression, known);
    }
    return known;
  }

  private text(type: ValueType, value: Value): string {
    if (isMissing(value)) return value.state;
    return this.world.partText(type, value);
  }

  /** Adds the events of an account that a condition reads directly. */
  private addEvents(read: NodeRead, conclusion: Conclusion, events: string[]): void {
    const { world } = this;
    const account = world.program.nodes[world.program.slots.nodes.get(read.node)?.index ?? -1];
    if (account?.node.kind !== "account" || read.ofOther || read.at.length > 0) return;
    if ((account as ProgramAccount).from !== undefined) return;
    const { rows } = world.entries;
    let last = -1;
    for (const entry of this.entriesOf(account as ProgramAccount, conclusion)) {
      const row = rows[entry]!;
      // The entries of an event follow one another.
      if (row !== last) events.push(world.store.ids.at(row)!);
      last = row;
    }
  }

  /** The entries of an account at the key of a conclusion, kept or not. */
  private entriesOf(account: ProgramAccount, { owner, key }: Conclusion): Iterable<number> {
    const { entries, windows } = this.world;
    if (account.keys.length > 0) {
      const parts = account.keys.map(({ key: { name } }) => key.parts.get(name) ?? "");
      const { text } = this.world.keyValue(account.keys, parts);
      return this.entriesByKey(account, owner).get(text) ?? [];
    }
    const span = windows.days(account);
    const { days } = entries;
    return entries.creditedTo(account.index, owner).filter((entry) => within(days[entry]!, span));
  }

  /** The entries that an account of an owner has at each of its keys, kept or not: sorted out once for all keys. */
  private entriesByKey(account: ProgramAccount, owner: number): ReadonlyMap<string, number[]> {
    const place = `${account.index} ${owner}`;
    const known = this.sorted.get(place);
    if (known !== undefined) return known;
    const byKey = new Map<string, number[]>();
    this.sorted.set(place, byKey);
    const frame = this.world.frame();
    frame.owner = owner;
    const elements = new Elements(this.world, account, frame);
    const days = this.world.windows.days(account);
    for (const element of elements.of(owner)) {
      if (!within(element.day, days)) continue;
      const { text } = elements.keyOf(element, account.keys);
      const entries = byKey.get(text);
      if (entries === undefined) byKey.set(text, [element.entry]);
      else entries.push(element.entry);
    }
    return byKey;
  }
}

/** A fact as results write it. */
function plain({ of, value, comparison, against, holds }: DecidingFact): Fact {
  if (comparison === undefined || against === undefined) return { of, value, holds };
  return { of, value, comparison, against, holds };
}
