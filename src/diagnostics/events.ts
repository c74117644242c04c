import type { SubjectRecord } from "../document/event.ts";
import { isPart } from "../expression/traits.ts";
import type { Expression } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { Attribute, EventType, SubjectKind } from "../ruleset/resolved.ts";
import { type Day, dayOf, dayText, readDay } from "../values/day.ts";
import type { Exact } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { partsIn, type Variant } from "./context.ts";
import { Values } from "./value-analysis.ts";

/** An event to try. */
export type Draft = Readonly<Record<string, unknown>>;

/** Deterministic pseudo-random numbers. */
export class Chance {
  constructor(private state: number) {}

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 4294967296) * limit);
  }

  of<Value>(list: readonly Value[]): Value | undefined {
    return list[this.below(list.length)];
  }
}

const mostVariants = 400;
const mostAsked = 3000;
const mostInList = 100;
const comparisons: readonly string[] = ["==", "!=", "<", "<=", ">", ">=", "in"];

/** The period in which everything is tried. */
export const triedPeriod = "2024";
const usualDays = [
  "2024-02-14",
  "2024-05-20",
  "2024-08-31",
  "2024-11-30",
  "2024-12-31",
  "2024-01-01",
];

/** Events and subjects from the declared vocabulary: every listed value, and numbers on both sides of every bound. */
export class EventSource {
  /** During construction, references of subjects name the first of each kind. */
  readonly roster: readonly SubjectRecord[] = [];
  private readonly parts: readonly Expression[];
  private readonly made = new Map<string, readonly Draft[]>();

  constructor(
    private readonly variant: Variant,
    private readonly values: Values,
  ) {
    const { resolved } = variant.loaded;
    this.parts = partsIn([resolved.events, resolved.rules, resolved.nodes]);
    this.roster = [...resolved.kinds.values()].flatMap((kind) => this.subjectsOf(kind));
  }

  types(): readonly EventType[] {
    return [...this.variant.loaded.resolved.events.values()];
  }

  /** The subjects of some kinds that an event or an attribute may name. */
  subjects(kinds: readonly string[]): readonly string[] {
    const { resolved } = this.variant.loaded;
    return kinds.flatMap((kind) => {
      const one = resolved.kinds.get(kind);
      if (one?.who === "single") return [kind];
      if (one?.who === "open" || this.roster.length === 0) return [`${kind}-1`, `${kind}-2`];
      return this.roster.filter((subject) => subject.kind === kind).map(({ id }) => id);
    });
  }

  /** A few of some kinds, of every category at least one. */
  private mixed(kinds: readonly string[]): readonly string[] {
    const all = this.subjects(kinds);
    const firsts = this.roster.filter(
      (one, index) =>
        this.roster.findIndex(
          (other) => other.kind === one.kind && other.category === one.category,
        ) === index,
    );
    const ids = new Set(firsts.map(({ id }) => id));
    const chosen = all.filter((id) => ids.has(id));
    return [...new Set([...chosen, ...all])].slice(0, Math.max(4, chosen.length));
  }

  /** Events of a type that differ in their attributes, each without id. */
  variants(type: EventType): readonly Draft[] {
    const before = this.made.get(type.id);
    if (before !== undefined) return before;
    const drafts = combined(this.axes(type), mostVariants);
    const made = drafts.map((draft) => ({ type: type.id, ...draft }));
    this.made.set(type.id, made);
    return made;
  }

  /** The same of every type, one type after the other. */
  allVariants(): readonly Draft[] {
    return this.types().flatMap((type) => this.variants(type));
  }

  /** Events of a type with the values that a condition names, for conditions that plain variants do not meet. */
  variantsFor(
    type: EventType,
    conditions: readonly Expression[],
    whom: "subject" | "others",
  ): readonly Draft[] {
    const asked = new Map<string, string>();
    for (const part of partsIn(conditions)) {
      if (part.kind !== "operation" || part.operator !== "==") continue;
      const [field, literal] = part.operands;
      if (literal?.kind !== "literal" || typeof literal.value !== "string") continue;
      if (isPart(field, "attribute")) asked.set(field.name, literal.value);
    }
    const categories = new Set(asked.values());
    const isAsked = (id: unknown): boolean =>
      this.roster.some((one) => one.id === id && categories.has(String(one.category)));
    const axes = this.axes(type).map(([name, values]): [string, readonly unknown[]] => {
      const fitting = values.filter((value) =>
        (name === "subject") === (whom === "subject") && isAsked(value)
          ? true
          : asked.has(name) && value === asked.get(name),
      );
      return [name, fitting.length === 0 ? values : fitting];
    });
    return combined(axes, mostAsked).map((draft) => ({ type: type.id, ...draft }));
  }

  private axes(type: EventType): [string, readonly unknown[]][] {
    const axes: [string, readonly unknown[]][] = type.attributes.map((attribute) => [
      attribute.name,
      attribute.name === "item" ? ["i"] : this.candidates(attribute),
    ]);
    const subjects = this.subjects(type.subjects);
    if (subjects.length > 0) axes.push(["subject", subjects]);
    axes.push(["at", this.days()]);
    return axes;
  }

  private subjectsOf(kind: SubjectKind): SubjectRecord[] {
    if (kind.who !== "roster") return [];
    const categories = kind.categories.size === 0 ? [undefined] : [...kind.categories.keys()];
    const axes = kind.attributes.map((attribute): [string, readonly unknown[]] => [
      attribute.name,
      this.candidates(attribute),
    ]);
    const variants = combined(axes, mostVariants).slice(0, 8);
    const records = categories.flatMap((category) =>
      Array.from({ length: Math.max(2, variants.length) }, (_, index) => ({
        ...(category === undefined ? {} : { category }),
        ...variants[index % variants.length],
      })),
    );
    return records.map((record, index) => ({
      id: `${kind.id}-${index + 1}`,
      kind: kind.id,
      ...record,
    }));
  }

  /** Values worth trying, the simplest first. */
  private candidates(attribute: Attribute): readonly unknown[] {
    const isList = attribute.type.kind === "list";
    const type = attribute.type.kind === "list" ? attribute.type.of : attribute.type;
    const texts = (): readonly unknown[] => [...this.texts(attribute.name), "x"];
    const candidates: ByKind<ValueType, [], readonly unknown[]> = {
      number: () => this.numbers(attribute),
      text: texts,
      boolean: () => [false, true],
      day: () => [...usualDays.slice(0, 3), ...this.daysNear(attribute.name)],
      calendar: () => [],
      enum: ({ values }) => values,
      subject: ({ kinds }) => this.mixed(kinds),
      list: texts,
      unknown: texts,
    };
    const values = dispatch(candidates, type);
    const whole = isList ? this.lists(attribute.name, values) : values;
    return attribute.optional || attribute.default !== undefined ? [...whole, undefined] : whole;
  }

  /** Each value by itself, some together, and lists of the sizes that conditions ask for. */
  private lists(name: string, values: readonly unknown[]): readonly (readonly unknown[])[] {
    const sizes: Exact[] = [];
    for (const part of this.comparedWith(name))
      if (part.kind === "operation" && part.operands.some(isSize))
        for (const operand of part.operands) this.addConstant(operand, sizes);
    const { arithmetic } = this.values.ends;
    const asked = sizes
      .map((size) => Number(arithmetic.text(size)))
      .filter((size) => Number.isInteger(size) && size > 0 && size <= mostInList);
    return [
      ...values.map((value) => [value]),
      ...(values.length > 1 ? [values.slice(0, 3)] : []),
      ...(values.length > 0 ? [...new Set(asked.flatMap((size) => [size, size + 1]))] : []).flatMap(
        (size) => [
          Array.from({ length: size }, (_, index) => values[index % values.length]),
          Array.from({ length: size }, () => values[0]),
        ],
      ),
    ];
  }

  /** The parts that a field is compared with, in all conditions that read it. */
  private comparedWith(field: string): Expression[] {
    return this.parts
      .filter((part) => part.kind === "operation" && comparisons.includes(part.operator))
      .filter((part) => partsIn([part]).some((one) => isNamed(one, field)))
      .flatMap((part) => partsIn([part]));
  }

  private tablesOf(field: string): { readonly name: string; readonly axis: number }[] {
    return this.parts.flatMap((part) =>
      !isPart(part, "cells")
        ? []
        : part.operands.flatMap((operand, axis) =>
            partsIn([operand]).some((one) => isNamed(one, field))
              ? [{ name: part.name, axis }]
              : [],
          ),
    );
  }

  private numbers(attribute: Attribute): readonly string[] {
    const { arithmetic } = this.values.ends;
    const bounds: Exact[] = [];
    const add = (text: string): void => {
      const number = this.values.number(text);
      if (number !== undefined) bounds.push(number);
    };
    for (const part of this.comparedWith(attribute.name)) this.addConstant(part, bounds);
    for (const part of partsIn([attribute.min, attribute.max])) this.addConstant(part, bounds);
    for (const { name, axis } of this.tablesOf(attribute.name)) {
      const one = this.variant.loaded.resolved.tables.get(name)?.axes[axis];
      if (one?.kind === "brackets") for (const bound of one.bounds) add(bound);
    }
    for (const text of ["1", "2", "5", "10"]) add(text);
    const step = arithmetic.integer(1);
    const near = bounds.flatMap((bound) => [
      bound,
      arithmetic.add(bound, step),
      arithmetic.subtract(bound, step),
    ]);
    const allowed = near.filter((one) => this.isAllowed(attribute, one));
    const texts = [...new Set(allowed.map((one) => arithmetic.text(one)))];
    const whole = attribute.whole ? texts.filter((text) => !/[./]/.test(text)) : texts;
    return whole.filter((text) => !text.includes("/")).slice(0, 16);
  }

  /** Does a number lie within the attribute's own bounds? */
  private isAllowed({ min, max }: Attribute, value: Exact): boolean {
    const { arithmetic } = this.values.ends;
    const least = min === undefined ? undefined : this.values.of(min);
    const most = max === undefined ? undefined : this.values.of(max);
    const low = least?.kind === "interval" ? least.low : undefined;
    const high = most?.kind === "interval" ? most.high : undefined;
    return (
      (low === undefined || arithmetic.compare(value, low) >= 0) &&
      (high === undefined || arithmetic.compare(value, high) <= 0)
    );
  }

  private addConstant(part: Expression, bounds: Exact[]): void {
    if (part.type.kind !== "number" || !isPart(part, "constant")) return;
    const range = this.values.of(part);
    if (range.kind === "interval" && range.low !== undefined) bounds.push(range.low);
  }

  private texts(field: string): readonly string[] {
    const { tables } = this.variant.loaded.resolved;
    const literals = this.comparedWith(field).flatMap((part) =>
      part.kind === "literal" && typeof part.value === "string" ? [part.value] : [],
    );
    const keys = this.tablesOf(field).flatMap(({ name, axis }) =>
      (tables.get(name)?.cells ?? []).map((cell) => cell.keys[axis] ?? ""),
    );
    return [...new Set([...literals, ...keys])];
  }

  private days(): readonly string[] {
    return [...new Set([...this.daysNear("at"), ...usualDays])].slice(0, 14);
  }

  /** The days on both sides of every day that a field is compared with. */
  private daysNear(field: string): readonly string[] {
    const days = this.comparedWith(field).flatMap((part): Day[] => {
      if (part.kind !== "literal" || part.type.kind !== "day") return [];
      const day = readDay(String(part.value));
      return day === undefined ? [] : [day - 1, day, day + 1];
    });
    // Editions in a table begin on days too, and days before the first may be in a gap.
    const editions = this.tablesOf(field).flatMap(({ name, axis }): Day[] => {
      const one = this.variant.loaded.resolved.tables.get(name)?.axes[axis];
      const first = one?.kind === "brackets" ? readDay(one.bounds[0] ?? "") : undefined;
      return first === undefined ? [] : [first - 1, first];
    });
    return [...days, ...editions].filter((day) => day > dayOf(1902, 1, 1)).map(dayText);
  }
}

/** The events and subjects of a variant, made once. */
export function sourceOf(variant: Variant): EventSource {
  const known = sources.get(variant);
  if (known !== undefined) return known;
  const source = new EventSource(variant, new Values(variant));
  sources.set(variant, source);
  return source;
}
const sources = new WeakMap<Variant, EventSource>();

function isSize(part: Expression): boolean {
  return part.kind === "operation" && part.operator === "size";
}

function isNamed(part: Expression, field: string): boolean {
  return isPart(part, "attribute") && part.name === field;
}

/** All combinations, if there are not too many; else each value at least once, and some of the rest. */
function combined(axes: readonly (readonly [string, readonly unknown[]])[], most: number): Draft[] {
  const there = axes.filter(([, values]) => values.length > 0);
  const size = there.reduce((product, [, values]) => product * values.length, 1);
  const make = (pick: (values: readonly unknown[], axis: number) => unknown): Draft =>
    Object.fromEntries(
      there
        .map(([name, values], axis) => [name, pick(values, axis)] as const)
        .filter(([, value]) => value !== undefined),
    );
  if (size <= most)
    return Array.from({ length: size }, (_, number) => {
      let rest = number;
      return make((values) => {
        const index = rest % values.length;
        rest = Math.floor(rest / values.length);
        return values[index];
      });
    });
  const chance = new Chance(there.length);
  // Optional attributes are omitted half of the time, since few conditions need all of them at once.
  const usual = (values: readonly unknown[]): unknown =>
    values.includes(undefined) && chance.below(2) === 0 ? undefined : chance.of(values);
  const sweeps = there.flatMap(([, values], swept) =>
    values.map((value) => make((others, axis) => (axis === swept ? value : usual(others)))),
  );
  const more = Math.max(0, most - sweeps.length);
  return [...sweeps, ...Array.from({ length: more }, () => make(usual))];
}

/** Events written out: each with an id, and with the item it is about, by default one of its own. */
export function written(
  drafts: readonly Draft[],
  itemOf: (index: number) => string = (index) => `i${index + 1}`,
): Draft[] {
  return drafts.map((draft, index) => ({
    id: `e${index + 1}`,
    ...draft,
    ...("item" in draft ? { item: itemOf(index) } : {}),
  }));
}
