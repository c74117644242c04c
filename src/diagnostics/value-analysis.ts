import type { Expression, NodeName } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { Account, Key, Node, Rule, Step } from "../ruleset/resolved.ts";
import { readPeriod, unitCount } from "../values/calendar.ts";
import { type Exact, readDecimal } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { textOf, type Variant } from "./context.ts";
import { type Known, rangeOf } from "./expressions.ts";
import { any, Ends, type Interval, interval, point, type Range, unlimited } from "./value-range.ts";

/** How many at most; undefined: no limit. */
type Count = number | undefined;

/** The elements of an account's steps. */
interface Elements {
  readonly each: Interval;
  readonly count: Count;
}

/** The possible values of a ruleset under one variant, for any events. */
export class Values {
  readonly ends: Ends;
  private readonly nodes = new Map<NodeName, Range>();
  private readonly byName: ReadonlyMap<NodeName, Node>;
  private readonly rules = new Map<string, Range>();

  constructor(private readonly variant: Variant) {
    this.ends = new Ends(variant.loaded.program.arithmetic);
    this.byName = new Map(variant.loaded.resolved.nodes.map((node) => [node.name, node]));
  }

  /** The possible values of an expression, given some of its parts. */
  of(expression: Expression, known?: (part: Expression) => Range | undefined): Range {
    return rangeOf(expression, this.known(known));
  }

  known(more?: (part: Expression) => Range | undefined): Known {
    return {
      arithmetic: this.ends.arithmetic,
      of: (part) => more?.(part) ?? dispatch(this.parts, part),
    };
  }

  /** Can a condition be true? */
  canHold(condition: Expression, known?: (part: Expression) => Range | undefined): boolean {
    const range = this.of(condition, known);
    return range.kind !== "truth" || range.yes;
  }

  node(name: NodeName): Range {
    const before = this.nodes.get(name);
    if (before !== undefined) return before;
    this.nodes.set(name, any);
    const node = this.byName.get(name);
    const range = node === undefined ? any : dispatch(this.ranges, node);
    this.nodes.set(name, range);
    return range;
  }

  /** The possible amounts of a rule. */
  amount(rule: Rule): Interval {
    const before = this.rules.get(rule.id);
    if (before?.kind === "interval") return before;
    this.rules.set(rule.id, unlimited);
    const sources = this.variant.loaded.resolved.rules.filter(({ id }) =>
      rule.entries?.includes(id),
    );
    const range = this.of(rule.amount, (part) =>
      part.kind === "entry" && part.name === "amount" && sources.length > 0
        ? this.ends.hull(sources.map((source) => this.amount(source)))
        : this.conditioned(rule, part),
    );
    const amount = range.kind === "interval" ? range : unlimited;
    this.rules.set(rule.id, amount);
    return amount;
  }

  number(text: string): Exact | undefined {
    const decimal = readDecimal(text);
    return decimal === undefined ? undefined : this.ends.arithmetic.read(decimal);
  }

  /** The elements of an account before a step, and what each step before it made of them. */
  before(account: Account, step: number): Elements | Interval {
    let now: Elements | Interval = this.elements(account);
    for (const one of account.steps.slice(0, step)) now = dispatch(this.after, one, now);
    return now;
  }

  /** What a rule's condition implies about an attribute that it compares with a name. */
  private conditioned(rule: Rule, part: Expression): Range | undefined {
    if (part.kind !== "field" || rule.when === undefined) return undefined;
    const conditions =
      rule.when.kind === "operation" && rule.when.operator === "and"
        ? rule.when.operands
        : [rule.when];
    for (const condition of conditions) {
      if (condition.kind !== "operation" || condition.operator !== "==") continue;
      const [a, b] = condition.operands as [Expression, Expression];
      if (b.kind === "literal" && textOf(a) === textOf(part)) return this.of(b);
    }
    return undefined;
  }

  /** What the ruleset implies about each kind of part; undefined if nothing. */
  private readonly parts: ByKind<Expression, [], Range | undefined> = {
    parameter: ({ name }) => {
      const { value = "" } = this.variant.loaded.resolved.parameters.get(name) ?? {};
      const number = this.number(value);
      return number === undefined ? unlimited : point(number);
    },
    field: (part) => this.attribute(part),
    "subject-field": ({ name }) => (name === "category" ? this.categories() : undefined),
    table: (part) => this.look(part),
    node: ({ node }) => this.node(node),
    cohort: (part) => this.cohort(part),
    link: ({ type }) => (type.kind === "number" ? interval(0, undefined) : undefined),
    literal: untold,
    owner: untold,
    reader: untold,
    single: untold,
    entry: untold,
    each: untold,
    key: untold,
    value: untold,
    state: untold,
    period: untold,
    rates: untold,
    call: untold,
    quantifier: untold,
    tied: untold,
    round: untold,
    root: untold,
    shift: untold,
    range: untold,
    operation: untold,
  };

  private categories(): Range {
    const kinds = [...this.variant.loaded.resolved.kinds.values()];
    return { kind: "names", values: kinds.flatMap(({ categories }) => [...categories.keys()]) };
  }

  private look({ name, operands }: Extract<Expression, { kind: "table" }>): Range | undefined {
    const table = this.variant.loaded.resolved.tables.get(name);
    if (table === undefined) return undefined;
    const keys = operands.map((operand) => this.of(operand));
    const cells = table.cells.filter((cell) =>
      cell.keys.every((key, index) => {
        const range = keys[index];
        return range?.kind !== "names" || range.values.includes(key);
      }),
    );
    const values = [...cells, ...(table.default === undefined ? [] : [table.default])];
    return this.ends.hull(values.map(({ value }) => this.of(value)));
  }

  private attribute(part: Extract<Expression, { kind: "field" }>): Range | undefined {
    if (part.type.kind !== "number") return undefined;
    const declared = [...this.variant.loaded.resolved.events.values()].flatMap(({ attributes }) =>
      attributes.filter(({ name }) => name === part.name),
    );
    if (declared.length === 0) return undefined;
    return this.ends.hull(
      declared.map(({ min, max, default: usual }) => {
        const low = min === undefined ? undefined : this.of(min);
        const high = max === undefined ? undefined : this.of(max);
        const own = interval(
          low?.kind === "interval" ? low.low : undefined,
          high?.kind === "interval" ? high.high : undefined,
        );
        return usual === undefined ? own : this.ends.hull([own, this.of(usual)]);
      }),
    );
  }

  private cohort(part: Extract<Expression, { kind: "cohort" }>): Range {
    if (part.reduction === "count") return interval(0, undefined);
    const value = part.operands[1];
    const range = value === undefined ? any : this.of(value);
    if (part.reduction !== "sum" || range.kind !== "interval") return range;
    return this.summed({ each: range, count: undefined });
  }

  private readonly ranges: ByKind<Node, [], Range> = {
    account: (account) => {
      const now = this.before(account, account.steps.length);
      return "count" in now ? now.each : now;
    },
    measure: ({ value }) => this.of(value),
    ranking: () => interval(this.ends.arithmetic.integer(1), undefined),
    running: () => unlimited,
    outcome: () => any,
  };

  private elements(account: Account): Elements {
    if (account.from !== undefined) {
      const range = this.node(account.from);
      const keys = this.byName.get(account.from)?.keys ?? [];
      return { each: range.kind === "interval" ? range : unlimited, count: this.groups(keys) };
    }
    const rules = this.variant.loaded.resolved.rules.filter(({ to }) => to.includes(account.id));
    if (rules.length === 0) return { each: point(0), count: 0 };
    const each = this.ends.hull(rules.map((rule) => this.amount(rule)));
    return { each: each.kind === "interval" ? each : unlimited, count: undefined };
  }

  /** How many different keys there can be. */
  private groups(keys: readonly Key[]): Count {
    const rules = this.variant.loaded.resolved.rules.length;
    let groups: Count = 1;
    for (const key of keys) {
      const values = dispatch(choices, key, rules);
      groups = groups === undefined || values === undefined ? undefined : groups * values;
    }
    return groups;
  }

  private readonly after: ByKind<Step, [Elements | Interval], Elements | Interval> = {
    map: (step, now) => {
      if (!("count" in now)) return this.mapped(step, now);
      return { each: this.mapped(step, now.each), count: now.count };
    },
    keep: (step, now) => {
      const elements = several(now);
      const { keep, per, count, when, of } = step;
      if (keep === "all" || keep === "drop" || when !== undefined || of !== undefined)
        return elements;
      const groups = this.groups(per);
      const best = count === undefined ? point(this.ends.arithmetic.integer(1)) : this.of(count);
      const each =
        best.kind === "interval" && best.high !== undefined
          ? this.ends.arithmetic.toInteger(best.high)
          : undefined;
      const kept = groups === undefined || each === undefined ? undefined : groups * each;
      return { each: elements.each, count: lesser(elements.count, kept) };
    },
    reduce: ({ reduction, per, none }, now) => {
      const elements = several(now);
      const value = this.reduced(reduction, elements);
      if (per !== undefined)
        return { each: value, count: lesser(elements.count, this.groups(per)) };
      const all = this.ends.hull([value, ...(none === undefined ? [] : [this.of(none)])]);
      return all.kind === "interval" ? all : unlimited;
    },
  };

  private mapped(step: Extract<Step, { kind: "map" }>, each: Interval): Interval {
    const range = this.of(step.value, (part) => (part.kind === "value" ? each : undefined));
    const value = range.kind === "interval" ? range : unlimited;
    if (step.when === undefined) return value;
    const both = this.ends.hull([value, each]);
    return both.kind === "interval" ? both : unlimited;
  }

  private reduced(reduction: string, elements: Elements): Interval {
    if (reduction === "sum") return this.summed(elements);
    if (reduction === "count") {
      const { count } = elements;
      return interval(0, count === undefined ? undefined : this.ends.arithmetic.integer(count));
    }
    return elements.each;
  }

  /** A sum of any number of elements, including none. */
  private summed({ each: { low, high }, count }: Elements): Interval {
    const { arithmetic } = this.ends;
    const times = count === undefined ? undefined : arithmetic.integer(count);
    const end = (one: Exact | undefined, sign: number): Exact | undefined => {
      if (count === 0 || (one !== undefined && arithmetic.compare(one, 0) * sign <= 0)) return 0;
      return one === undefined || times === undefined ? undefined : arithmetic.multiply(one, times);
    };
    return interval(end(low, -1), end(high, 1));
  }
}

const untold = (): undefined => undefined;

function several(now: Elements | Interval): Elements {
  return "count" in now ? now : { each: now, count: 1 };
}

/** How many values a key can have, given the number of rules. */
const choices: ByKind<Key, [number], Count> = {
  calendar: ({ unit }) => unitCount(unit, readPeriod("2024") ?? { first: 0, last: 366 }),
  rule: (_key, rules) => rules,
  item: ({ type }) => dispatch(typeChoices, type),
  event: ({ type }) => dispatch(typeChoices, type),
  expression: ({ type }) => dispatch(typeChoices, type),
  own: ({ type }) => dispatch(typeChoices, type),
};

const typeChoices: ByKind<ValueType, [], Count> = {
  enum: ({ values }) => values.length,
  boolean: () => 2,
  number: untold,
  text: untold,
  day: untold,
  calendar: untold,
  subject: untold,
  list: untold,
  unknown: untold,
};

function lesser(a: Count, b: Count): Count {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

/** The possible values of a finite range; undefined if it is not finite. */
export function finiteValues(range: Range): readonly Range[] | undefined {
  if (range.kind === "names")
    return range.values.map((value): Range => ({ kind: "names", values: [value] }));
  if (range.kind === "truth")
    return [
      { kind: "truth", yes: true, no: false },
      { kind: "truth", yes: false, no: true },
    ];
  return undefined;
}
