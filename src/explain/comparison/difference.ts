import { numberText } from "../../engine/ledger.ts";
import { reduce } from "../../engine/reduce.ts";
import type { Expression, NodeName } from "../../expression/tree.ts";
import type { ProgramAccount, ProgramNode } from "../../program/program.ts";
import {
  absent,
  agrees,
  isMissing,
  type KeyValue,
  noKey,
  type Value,
} from "../../program/value.ts";
import type { Node } from "../../ruleset/resolved.ts";
import type { Exact } from "../../values/exact.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { both, labelText } from "../../values/phrase.ts";
import type { Context } from "../derivation/context.ts";
import { type Read, readsOf } from "../derivation/reads.ts";
import { type Reductions, reductionsOf } from "../derivation/reductions.ts";
import type { Difference } from "../model/comparison.ts";
import { chinese } from "../prose/chinese/words.ts";
import { english } from "../prose/english/words.ts";

/** The values of the two subjects. */
interface Pair {
  readonly a: Value;
  readonly b: Value;
}

/** A difference with its size, for sorting. */
interface Sized {
  readonly size: Exact;
  readonly difference: Difference;
}

/** Finds what makes the values of two subjects differ. */
export class Differences {
  constructor(
    private readonly context: Context,
    private readonly a: number,
    private readonly b: number,
    /** Also compares equal values, which may be made up differently. */
    private readonly deep: boolean,
  ) {}

  /** Two values and their difference. */
  pair({ a, b }: Pair): Pick<Difference, "a" | "b" | "gapA" | "gapB" | "difference"> {
    const { names } = this.context;
    const { arithmetic } = names.world.program;
    const isBoth = !isMissing(a) && !isMissing(b);
    return {
      ...(isMissing(a) ? { gapA: names.gap(a) } : { a: numberText(names.world, a) }),
      ...(isMissing(b) ? { gapB: names.gap(b) } : { b: numberText(names.world, b) }),
      ...(isBoth
        ? { difference: arithmetic.text(arithmetic.subtract(a as Exact, b as Exact)) }
        : {}),
    };
  }

  /** The value of an expression for both. */
  values(expression: Expression, key: KeyValue): Pair {
    const { view } = this.context;
    view.at(this.a, key);
    const a = view.evaluate(expression);
    view.at(this.b, key);
    return { a, b: view.evaluate(expression) };
  }

  /** The parts of an expression in which the two differ: the operands of a sum, else the values that it reads. */
  of(expression: Expression, key: KeyValue): Difference[] {
    const { world } = this.context.names;
    // An expression that is just another value has the parts of that value.
    if (expression.kind === "node" && !expression.ofOther && expression.operands.length === 0) {
      const index = world.program.slots.nodes.get(expression.node)?.index ?? -1;
      const node = world.program.nodes[index];
      return node === undefined ? [] : this.inside(node, key);
    }
    const terms = termsOf(expression);
    if (terms.length === 1) return this.reads(expression, key);
    return ordered(
      this.context,
      terms.flatMap((term) => this.term(term, key)),
    );
  }

  /** The keyed values of a node in which the two differ, of those that agree with a key. */
  list(name: NodeName, key: KeyValue): Difference[] {
    return ordered(this.context, this.keys(name, key));
  }

  private term({ expression, negative }: Term, key: KeyValue): Sized[] {
    if (expression.kind === "node" && !negative && !expression.ofOther)
      return this.readsSized(expression, key);
    const { names, formulas, view } = this.context;
    const { arithmetic } = names.world.program;
    const turn = (value: Value): Value =>
      negative && !isMissing(value) ? arithmetic.negate(value as Exact) : value;
    const plain = this.values(expression, key);
    const pair = { a: turn(plain.a), b: turn(plain.b) };
    const parts = this.isSame(pair) && !this.deep ? [] : this.reads(expression, key);
    if (this.isSame(pair) && parts.length === 0) return [];
    view.at(this.a, key);
    const a = formulas.of(expression);
    view.at(this.b, key);
    const b = formulas.of(expression);
    const unit = names.unitOf(expression);
    const difference: Difference = {
      kind: "term",
      id: a.words.en,
      label: a.words,
      clauses: names.cite(
        [...a.sources, ...b.sources].flatMap(({ clauses }) => clauses.map(({ clause }) => clause)),
      ),
      ...(unit === undefined ? {} : { unit }),
      ...this.pair(pair),
      formulas: { a, b },
      parts,
    };
    return [{ size: this.size(pair), difference }];
  }

  private reads(expression: Expression, key: KeyValue): Difference[] {
    return ordered(this.context, this.readsSized(expression, key));
  }

  /** The nodes that an expression reads for either, in which the two differ. */
  private readsSized(expression: Expression, key: KeyValue): Sized[] {
    const { view } = this.context;
    view.at(this.a, key);
    const readsA = readsOf(view, [expression]).filter(({ owner }) => owner === this.a);
    view.at(this.b, key);
    const readsB = readsOf(view, [expression]).filter(({ owner }) => owner === this.b);
    const reads = new Map<string, Read>();
    for (const read of [...readsA, ...readsB]) reads.set(`${read.node} ${read.key.text}`, read);
    return [...reads.values()].flatMap(({ node, key: at }) => this.node(node, at));
  }

  /** A node at a key, where the two differ in it. */
  private node(index: number, key: KeyValue): Sized[] {
    const { names } = this.context;
    const { world } = names;
    const node = world.program.nodes[index];
    const pair = {
      a: world.read(index, this.a, key.text),
      b: world.read(index, this.b, key.text),
    };
    if (node === undefined || (this.isSame(pair) && !this.deep)) return [];
    const parts = this.inside(node, key);
    if (this.isSame(pair) && parts.length === 0) return [];
    const { id, name, kind, label, clauses } = node.node;
    const shown = names.key(node.keys, key);
    const unit = names.unit(name);
    const isText = typeof pair.a === "string" || typeof pair.b === "string";
    const difference: Difference = {
      kind,
      id,
      label: labelText(label),
      ...(shown === undefined ? {} : { key: shown }),
      clauses: names.cite(clauses),
      ...(unit === undefined ? {} : { unit }),
      ...(isText ? { a: String(pair.a), b: String(pair.b) } : this.pair(pair)),
      parts,
    };
    return [{ size: isText ? 0 : this.size(pair), difference }];
  }

  private inside(node: ProgramNode, key: KeyValue): Difference[] {
    const inside: ByKind<Node, [], Difference[]> = {
      account: () => ordered(this.context, this.account(node as ProgramAccount, key)),
      measure: ({ value }) => this.of(value, key),
      running: ({ over }) => ordered(this.context, this.walked(node, over, key)),
      // Places and outcomes are compared as a whole.
      ranking: () => [],
      outcome: () => [],
    };
    return dispatch<Node, [], Difference[]>(inside, node.node);
  }

  /** The differences by rules and steps; or by the values that were combined. */
  private account(account: ProgramAccount, key: KeyValue): Sized[] {
    const { node } = account;
    const counts = node.steps.some((step) => step.kind === "reduce" && step.reduction === "count");
    const [a, b] = [this.a, this.b].map((owner) =>
      reductionsOf(this.context, account, { owner, key }),
    );
    const isSum = a?.adds !== false && b?.adds !== false;
    const reduced = isSum ? [] : this.reduced(account, a, b);
    const elements =
      node.from === undefined
        ? this.rules(account, key, isSum ? (counts ? "counted" : "summed") : "named")
        : this.elements(account, node.from, key);
    const after = isSum ? -1 : lastReduction(a, b);
    const lines = counts && isSum ? [] : this.lines(account, key, after);
    return [...reduced, ...elements, ...lines];
  }

  /** The results of the last reduction for each, if it is not a sum. */
  private reduced(
    account: ProgramAccount,
    a: Reductions | undefined,
    b: Reductions | undefined,
  ): Sized[] {
    const { names } = this.context;
    const index = lastReduction(a, b);
    const step = account.node.steps[index];
    if (step?.kind !== "reduce") return [];
    const pair = { a: a?.totals.get(index) ?? absent, b: b?.totals.get(index) ?? absent };
    if (this.isSame(pair) && !this.deep) return [];
    const unit = names.unit(account.node.name);
    const name = both(
      english.told.step(step.reduction, undefined),
      chinese.told.step(step.reduction, undefined),
    );
    const difference: Difference = {
      kind: "step",
      id: String(index),
      label: step.label ?? name,
      clauses: names.cite(step.clauses),
      ...(unit === undefined ? {} : { unit }),
      ...this.pair(pair),
      parts: [],
    };
    return [{ size: this.size(pair), difference }];
  }

  /** The values of another node that an account was made of at a key. */
  private elements(account: ProgramAccount, from: NodeName, key: KeyValue): Sized[] {
    const { lookup, names } = this.context;
    const index = names.world.program.slots.nodes.get(from)?.index ?? -1;
    const keys = new Map<string, KeyValue>();
    for (const owner of [this.a, this.b])
      for (const element of lookup.elements(account, owner, key))
        if (element.key !== undefined) keys.set(element.key.text, element.key);
    return [...keys.values()].flatMap((one) => this.node(index, one));
  }

  /** The values that a running walked over up to a key; later ones have no effect. */
  private walked({ index, keys }: ProgramNode, over: NodeName, key: KeyValue): Sized[] {
    const { world } = this.context.names;
    const isKnown = [this.a, this.b].some((owner) =>
      [...world.all(index, owner)].some((one) => one.key.text === key.text),
    );
    const isReached = (one: KeyValue): boolean =>
      !isKnown || world.compareKeys(keys, one, key) <= 0;
    return this.keys(over, noKey, isReached);
  }

  private keys(
    name: NodeName,
    within: KeyValue = noKey,
    isMeant: (key: KeyValue) => boolean = () => true,
  ): Sized[] {
    const { world } = this.context.names;
    const index = world.program.slots.nodes.get(name)?.index ?? -1;
    const keys = new Map<string, KeyValue>();
    for (const owner of [this.a, this.b])
      for (const { key } of world.all(index, owner))
        if (agrees(within, key) && isMeant(key)) keys.set(key.text, key);
    return [...keys.values()].flatMap((key) => this.node(index, key));
  }

  /** @param how what entries came to: their number, their sum; or only how many there are of what a reduction takes. */
  private rules(
    account: ProgramAccount,
    key: KeyValue,
    how: "counted" | "summed" | "named",
  ): Sized[] {
    const { names } = this.context;
    const { program } = names.world;
    const [a, b] = [this.a, this.b].map((owner) => this.byRule(account, owner, key));
    const unit = names.unit(account.node.name);
    return program.rules.flatMap(({ rule, index }): Sized[] => {
      const [valuesA, valuesB] = [a?.get(index) ?? [], b?.get(index) ?? []];
      const total = (values: readonly Value[]): Value =>
        how === "counted"
          ? program.arithmetic.integer(values.length)
          : (reduce("sum", values, program.arithmetic) ?? 0);
      const pair = { a: total(valuesA), b: total(valuesB) };
      const isAlike = valuesA.length === valuesB.length || how !== "named";
      if (this.isSame(pair) && isAlike) return [];
      const difference: Difference = {
        kind: "rule",
        id: rule.id,
        label: rule.label,
        clauses: names.cite(rule.clauses),
        ...(unit === undefined ? {} : { unit }),
        ...(how === "named" ? {} : this.pair(pair)),
        counts: { a: valuesA.length, b: valuesB.length },
        parts: [],
      };
      return [{ size: this.size(pair), difference }];
    });
  }

  private byRule(account: ProgramAccount, owner: number, key: KeyValue): Map<number, Value[]> {
    const { lookup, names } = this.context;
    const found = new Map<number, Value[]>();
    for (const { entry, value } of lookup.elements(account, owner, key)) {
      const rule = names.world.entries.rules[entry] ?? -1;
      const values = found.get(rule);
      if (values === undefined) found.set(rule, [value]);
      else values.push(value);
    }
    return found;
  }

  /** What the steps after one changed. */
  private lines(account: ProgramAccount, key: KeyValue, after: number): Sized[] {
    const { names } = this.context;
    const unit = names.unit(account.node.name);
    const [a, b] = [this.a, this.b].map(
      (owner) => this.context.lookup.computed(account.index, owner, key)?.lines,
    );
    return account.node.steps.flatMap((step, index): Sized[] => {
      const pair = {
        a: a?.find((line) => line.step === index)?.amount ?? 0,
        b: b?.find((line) => line.step === index)?.amount ?? 0,
      };
      if (index <= after || this.isSame(pair)) return [];
      const difference: Difference = {
        kind: "step",
        id: String(index),
        label: step.label ?? account.node.label,
        clauses: names.cite(step.clauses),
        ...(unit === undefined ? {} : { unit }),
        ...this.pair(pair),
        parts: [],
      };
      return [{ size: this.size(pair), difference }];
    });
  }

  private isSame({ a, b }: Pair): boolean {
    if (isMissing(a) || isMissing(b)) return isMissing(a) && isMissing(b) && a.state === b.state;
    if (typeof a === "string" || typeof b === "string") return a === b;
    return this.context.names.world.program.arithmetic.compare(a as Exact, b as Exact) === 0;
  }

  private size({ a, b }: Pair): Exact {
    const { arithmetic } = this.context.names.world.program;
    const there = (value: Value): Exact => (isMissing(value) ? 0 : (value as Exact));
    const difference = arithmetic.subtract(there(a), there(b));
    return arithmetic.compare(difference, 0) < 0 ? arithmetic.negate(difference) : difference;
  }
}

/** The number of the last step that, for either, reduced values to something other than their sum. */
function lastReduction(...each: readonly (Reductions | undefined)[]): number {
  return Math.max(-1, ...each.flatMap((one) => [...(one?.totals.keys() ?? [])]));
}

/** The largest first; equal ones in the order of the document. */
function ordered({ names }: Context, differences: readonly Sized[]): Difference[] {
  const { arithmetic } = names.world.program;
  return [...differences]
    .sort((x, y) => arithmetic.compare(y.size, x.size))
    .map(({ difference }) => difference);
}

/** An operand of a sum; `negative` if it is subtracted. */
interface Term {
  readonly expression: Expression;
  readonly negative: boolean;
}

/** The operands of a sum; any other expression is its own single operand. */
function termsOf(expression: Expression, negative = false): Term[] {
  if (expression.kind !== "operation") return [{ expression, negative }];
  const { operator, operands } = expression;
  if (operator === "+" || operator === "sum")
    return operands.flatMap((operand) => termsOf(operand, negative));
  if (operator !== "-") return [{ expression, negative }];
  const [first, second] = operands;
  if (first === undefined) return [];
  if (second === undefined) return termsOf(first, !negative);
  return [...termsOf(first, negative), ...termsOf(second, !negative)];
}
