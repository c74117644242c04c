import type { OperatorName } from "../../expression/operators.ts";
import { isPart, isType } from "../../expression/traits.ts";
import type {
  Cohort,
  Expression,
  Field,
  NodeRead,
  Operation,
  Quantifier,
  Range,
  RateRead,
  TableRead,
} from "../../expression/tree.ts";
import { isMissing } from "../../program/value.ts";
import type { Text } from "../../values/text.ts";
import type { Viewpoint } from "../model/viewpoint.ts";
import type { Names } from "./names.ts";
import type { ExpressionWords, KeyUnit } from "./words.ts";

/** What a writer asks of those that know the run. */
interface Look {
  readonly names: Names;
  readonly view: Viewpoint;
  readonly node: (part: NodeRead) => Text;
  readonly keys: (part: TableRead) => readonly Text[];
  readonly isBracket: (part: TableRead, at: number) => boolean;
  /** The cells that rates take, each with its part: what they come to is their sum. */
  readonly shares: (part: RateRead) => readonly { readonly part: Text; readonly cell: Text }[];
}

/** How tightly an operator binds. */
const bonds: { readonly [Name in OperatorName]?: number } = {
  or: 1,
  and: 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  sum: 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
};

const signs: { readonly [Name in OperatorName]?: string } = {
  "==": " = ",
  "!=": " ≠ ",
  "<": " < ",
  "<=": " ≤ ",
  ">": " > ",
  ">=": " ≥ ",
  "+": " + ",
  sum: " + ",
  "-": " - ",
  "*": " × ",
  "/": " ÷ ",
};

type Write<Kind extends Expression["kind"]> = (part: Extract<Expression, { kind: Kind }>) => string;

/** Writes expressions in one language. */
export class FormulaWriter {
  private filled = false;
  private element: Text | undefined;

  constructor(
    private readonly look: Look,
    private readonly words: ExpressionWords,
    private readonly language: keyof Text,
  ) {}

  /** @param filled with the values of the moment. @param element what the element's value is called. */
  write(expression: Expression, filled: boolean, element: Text | undefined): string {
    this.filled = filled;
    this.element = element;
    return this.text(expression);
  }

  private text(part: Expression): string {
    const write = this.writers[part.kind] as (part: Expression) => string;
    return write(part);
  }

  /** A label, with the value beside it where values are wanted. */
  private named(label: string, part: Expression): string {
    return this.filled ? `${label} ${this.value(part)}`.trim() : label;
  }

  private value(part: Expression): string {
    const { names, view } = this.look;
    return names.shown(part.type, view.evaluate(part)).text[this.language];
  }

  private readonly writers: { readonly [Kind in Expression["kind"]]: Write<Kind> } = {
    literal: (part) => this.value(part),
    field: (part) => this.field(part),
    link: (part) =>
      this.named(this.words.linked(this.look.names.link(part.link)[this.language]), part),
    "subject-field": (part) => {
      const label = this.look.names.subjectAttribute(part.name)[this.language];
      return this.named(label, part);
    },
    owner: (part) => (this.filled ? this.value(part) : this.words.owner),
    reader: () => this.words.reader,
    single: (part) => this.value(part),
    entry: (part) => this.entry(part),
    each: (part) => this.named(this.words.each[part.name], part),
    key: (part) => (this.filled ? this.value(part) : part.name),
    value: (part) => {
      const label = this.element?.[this.language] ?? this.words.value;
      return isMissing(this.look.view.evaluate(part)) ? label : this.named(label, part);
    },
    state: ({ label }) => label?.[this.language] ?? this.words.state,
    period: (part) => this.named(this.words.period[part.name], part),
    parameter: (part) => {
      const { parameters } = this.look.names.world.program.resolved;
      const label = parameters.get(part.name)?.label?.[this.language];
      return label === undefined && this.filled
        ? this.value(part)
        : this.named(label ?? part.name, part);
    },
    table: (part) => this.table(part),
    rates: (part) => this.rates(part),
    call: (part) => {
      const declared = this.look.names.world.program.resolved.functions.get(part.name);
      const operands = part.operands.map((operand) => this.text(operand));
      const label = declared?.label[this.language] ?? part.name;
      return this.named(this.words.inCode(label, this.words.list(operands)), part);
    },
    node: (part) => this.named(this.look.node(part)[this.language], part),
    cohort: (part) => this.cohort(part),
    quantifier: (part) => this.quantifier(part),
    tied: ({ reduction, node, ...part }) => {
      const label = this.words.tied(reduction, this.look.names.label(node)[this.language]);
      return this.named(label, { ...part, reduction, node });
    },
    round: (part) => {
      const [operand] = part.operands;
      const { places, mode } = part;
      return this.words.round(operand === undefined ? "" : this.text(operand), places, mode);
    },
    root: (part) => {
      const { degree, places, mode } = part;
      return this.words.round(this.words.root(this.first(part), degree), places, mode);
    },
    shift: (part) => {
      const [moved, count] = part.operands.map((operand) => this.text(operand));
      return this.words.shift(moved ?? "", count ?? "", part.unit);
    },
    range: (part) => this.range(part),
    operation: (part) => this.operation(part),
  };

  private first({ operands: [operand] }: Expression): string {
    return operand === undefined ? "" : this.text(operand);
  }

  private rates(part: RateRead): string {
    const { resolved } = this.look.names.world.program;
    const label = resolved.tables.get(part.name)?.label?.[this.language] ?? part.name;
    if (!this.filled) return this.words.keyed(label, this.first(part));
    const shares = this.look.shares(part).map(({ part: share, cell }) => {
      return `${share[this.language]} × ${cell[this.language]}`;
    });
    return this.words.rated(this.value(part), this.first(part), shares);
  }

  private range(part: Range): string {
    const [from, to, where, value] = part.operands;
    if (from === undefined || to === undefined) return "";
    const ends = { from: this.text(from), to: this.text(to) };
    // Each number or day has values of its own, so that only the outcome of all is written.
    const before = { filled: this.filled, element: this.element };
    const days = from.type.kind === "day";
    const name = this.words.element[days ? "day" : "number"];
    this.filled = false;
    this.element = { en: name, zh: name };
    const condition =
      where === undefined || where.kind === "literal" ? undefined : this.text(where);
    const inner = value === undefined ? "" : this.text(value);
    this.filled = before.filled;
    this.element = before.element;
    const { reduction } = part;
    return this.named(
      this.words.range({ reduction, value: inner, ...ends, condition, days }),
      part,
    );
  }

  private field(part: Field): string {
    const { names, view } = this.look;
    const builtIn: Readonly<Record<string, string>> = {
      id: this.words.eventId,
      type: this.words.eventType,
      at: this.words.eventDay,
      subject: this.words.eventSubject,
      ...(part.ofClock ? { time: this.words.eventTime } : {}),
    };
    const label =
      builtIn[part.name] ?? names.attribute(part.name, view.frame.row, part.link)[this.language];
    // A derived attribute has no label.
    if (this.filled && label === part.name) return this.value(part);
    if (part.link === undefined) return this.named(label, part);
    return this.named(this.words.of(label, names.link(part.link)[this.language]), part);
  }

  private entry(part: Extract<Expression, { kind: "entry" }>): string {
    const { world } = this.look.names;
    const rule = world.program.rules[world.entries.rules[this.look.view.frame.entry] ?? -1];
    const label =
      part.name === "amount" && rule !== undefined
        ? rule.rule.label[this.language]
        : this.words.entry[part.name];
    return this.named(label, part);
  }

  private table(part: TableRead): string {
    const { resolved } = this.look.names.world.program;
    const label = resolved.tables.get(part.name)?.label?.[this.language];
    const found = this.filled ? this.look.keys(part).map((key) => key[this.language]) : [];
    const isBracket = part.operands.some((_, at) => this.look.isBracket(part, at));
    const keys = part.operands.map((operand, at) => {
      const key = found[at];
      if (key === undefined) return this.text(operand);
      if (!this.look.isBracket(part, at)) return key;
      return key.startsWith("≥") || key.startsWith(">")
        ? this.words.keyed(this.text(operand), key)
        : this.text(operand);
    });
    const listed = this.words.list(keys);
    if (!this.filled) return this.words.keyed(label ?? part.name, listed);
    if (isBracket) return this.words.lookedUp(this.value(part), listed);
    return this.named(label === undefined ? listed : this.words.keyed(label, listed), part);
  }

  private cohort(part: Cohort): string {
    const [where, value] = part.operands;
    // Each member has values of its own, so that only the outcome of all is written.
    const { filled } = this;
    this.filled = false;
    const inner = value === undefined ? "" : this.text(value);
    const limited = where === undefined || where.kind === "literal" ? "" : this.text(where);
    this.filled = filled;
    const of = part.of === undefined ? undefined : this.look.names.kind(part.of)[this.language];
    const label = this.words.cohort(part.reduction, inner, part.within.length > 0, of);
    return this.named(limited === "" ? label : this.words.where(label, limited), part);
  }

  private quantifier(part: Quantifier): string {
    const { names } = this.look;
    const [condition] = part.operands;
    const before = { filled: this.filled, element: this.element };
    this.filled = false;
    this.element = names.label(part.node);
    const text = condition === undefined ? "" : this.limits(condition, before.filled);
    this.filled = before.filled;
    this.element = before.element;
    const key = names.node(part.node)?.keys[0];
    const unit: KeyUnit = key?.type.kind === "calendar" ? key.type.unit : "other";
    return this.words.over(part.quantifier, unit, text);
  }

  /** A condition on each key: only what does not rest on the key has one value. */
  private limits(condition: Expression, filled: boolean): string {
    const [left, right] = condition.operands;
    const sign = condition.kind === "operation" ? signs[condition.operator] : undefined;
    if (sign === undefined || left?.kind !== "value" || right === undefined)
      return this.text(condition);
    const label = this.text(left);
    this.filled = filled;
    return `${label}${sign}${this.text(right)}`;
  }

  private operation(part: Operation): string {
    const { operator, operands } = part;
    const bond = bonds[operator];
    if (bond === undefined || operands.length < 2) return this.call(part);
    const sign =
      signs[operator] ??
      (operator === "and" ? this.words.and : operator === "or" ? this.words.or : this.words.modulo);
    return operands
      .slice(0, operator === "/" || operator === "%" ? 2 : operands.length)
      .map((operand, at) => this.bound(operand, bond, at > 0 && "-/%".includes(operator)))
      .join(sign);
  }

  /** An operand, in brackets where it binds less tightly than what is around it. */
  private bound(operand: Expression, bond: number, strict: boolean): string {
    const text = this.text(operand);
    if (operand.kind !== "operation" || operand.operands.length < 2) return text;
    const own = bonds[operand.operator] ?? (operand.operator === "if" ? 0 : 9);
    return own < bond || (strict && own === bond) ? `(${text})` : text;
  }

  private call(part: Operation): string {
    const { operator, operands } = part;
    const { words } = this;
    const { type } = part;
    if (operator === "if") return this.choice(operands);
    if (operator === "else") return this.fallback(operands);
    const [first = "", second = "", ...rest] = operands.map((operand) => this.text(operand));
    const all = operands.length < 2 ? [first] : [first, second, ...rest];
    const calls: { readonly [Name in OperatorName]?: () => string } = {
      "-": () => words.minus(first),
      "+": () => first,
      "*": () => first,
      sum: () => first,
      "!": () => this.negation(operands[0], first),
      has: () => words.has(this.asked(operands[0])),
      given: () => words.given(this.asked(operands[0])),
      in: () => words.in(first, [second, ...rest]),
      size: () => words.size(this.asked(operands[0])),
      min: () =>
        isType(type, "time")
          ? words.earlier(all)
          : (this.limited(operands, words.atMost) ?? words.least(all)),
      max: () =>
        isType(type, "time")
          ? words.later(all)
          : (this.limited(operands, words.atLeast) ?? words.most(all)),
      abs: () => words.absolute(first),
      later: () => words.later(all),
      earlier: () => words.earlier(all),
      days: () => words.days(first, second),
      date: () => words.date(all),
      year: () => words.year(first),
      month: () => words.month(first),
      weekday: () => words.weekday(first),
      "first-day": () => words.firstDay(first),
      "last-day": () => words.lastDay(first),
      power: () => words.power(first, second),
      calendar: () => (type.kind === "calendar" ? words.unitOf(type.unit, first) : first),
    };
    return calls[operator]?.() ?? all.join(", ");
  }

  /** The smaller or the larger of a value and a fixed number is that value with a limit. */
  private limited(
    operands: readonly Expression[],
    write: (value: string, limit: string) => string,
  ): string | undefined {
    const [first, second] = operands;
    if (first === undefined || second === undefined || operands.length !== 2) return undefined;
    const isFixed = (one: Expression): boolean => isPart(one, "constant");
    if (isFixed(first) === isFixed(second)) return undefined;
    const [value, limit] = isFixed(first) ? [second, first] : [first, second];
    return write(this.text(value), this.text(limit));
  }

  private negation(operand: Expression | undefined, text: string): string {
    if (operand?.kind === "operation" && operand.operator === "has")
      return this.words.missing(this.asked(operand.operands[0]));
    return this.words.not(text);
  }

  /** What is asked for may not be there: it is named, not valued. */
  private asked(operand: Expression | undefined): string {
    const { filled } = this;
    this.filled = false;
    const text = operand === undefined ? "" : this.text(operand);
    this.filled = filled;
    return text;
  }

  private choice(operands: readonly Expression[]): string {
    if (!this.filled) {
      const texts = operands.map((operand) => this.text(operand));
      let text = texts.at(-1) ?? "";
      for (let at = texts.length - 3; at >= 0; at -= 2)
        text = this.words.if(texts[at] ?? "", texts[at + 1] ?? "", text);
      return text;
    }
    const { view } = this.look;
    const { conditions, branch } = view.chosen(operands);
    const told = conditions.map((condition) =>
      view.holds(condition) ? this.text(condition) : this.words.fails(this.text(condition)),
    );
    return this.words.taken(branch === undefined ? "" : this.text(branch), told);
  }

  private fallback(operands: readonly Expression[]): string {
    const [first, second] = operands;
    if (first === undefined || second === undefined) return "";
    if (!this.filled) return this.words.else(this.text(first), this.text(second));
    const value = this.look.view.evaluate(first);
    return this.text(isMissing(value) && value.state !== "unavailable" ? second : first);
  }
}
