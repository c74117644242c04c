import type { OperatorName } from "../../expression/operators.ts";
import { isPart, isType } from "../../expression/traits.ts";
import type {
  Cohort,
  Expression,
  Operation,
  Quantifier,
  Range,
  RateRead,
  TableRead,
} from "../../expression/tree.ts";
import type { ValueType } from "../../expression/types.ts";
import { isMissing } from "../../program/value.ts";
import type { Text } from "../../values/text.ts";
import {
  type Bond,
  bonds,
  infixes,
  joined,
  type Piece,
  piece,
  placed,
  wordInfixes,
} from "./binding.ts";
import type { ExpressionWords, KeyUnit } from "./words.ts";
import { NameWriter } from "./write-names.ts";

type Write<Kind extends Expression["kind"]> = (part: Extract<Expression, { kind: Kind }>) => Piece;

/** Writes expressions in one language. */
export class FormulaWriter extends NameWriter {
  /** @param filled with the values of the moment. @param element what the element's value is called. */
  write(expression: Expression, filled: boolean, element: Text | undefined): string {
    this.filled = filled;
    this.element = element;
    return this.piece(expression).text;
  }

  /** The negation of a condition, with current values. */
  writeDenied(condition: Expression): string {
    this.filled = true;
    this.element = undefined;
    return this.negation(condition, this.words.denied).text;
  }

  private piece(part: Expression): Piece {
    const write = this.writers[part.kind] as (part: Expression) => Piece;
    return write(part);
  }

  /** An operand in a place that asks for a bond. */
  private at(operand: Expression | undefined, least: Bond, isBehind = false): string {
    return operand === undefined ? "" : placed(this.piece(operand), least, isBehind);
  }

  private readonly writers: { readonly [Kind in Expression["kind"]]: Write<Kind> } = {
    literal: (part) => piece(this.value(part)),
    field: (part) => this.field(part),
    link: (part) =>
      this.named(this.words.linked(this.look.names.link(part.link)[this.language]), part),
    "subject-field": (part) => {
      const label = this.look.names.subjectAttribute(part.name)[this.language];
      return this.named(label, part);
    },
    owner: (part) => piece(this.filled ? this.value(part) : this.words.owner),
    reader: () => piece(this.words.reader),
    single: (part) => piece(this.value(part)),
    entry: (part) => this.entry(part),
    each: (part) => this.named(this.words.each[part.name], part),
    key: (part) => piece(this.filled ? this.value(part) : part.name),
    value: (part) => {
      const label = this.element?.[this.language] ?? this.words.value;
      return isMissing(this.look.view.evaluate(part)) ? piece(label) : this.named(label, part);
    },
    state: ({ label }) => piece(label?.[this.language] ?? this.words.state),
    period: (part) => this.named(this.words.period[part.name], part),
    parameter: (part) => {
      const { parameters } = this.look.names.world.program.resolved;
      const label = parameters.get(part.name)?.label?.[this.language];
      return label === undefined && this.filled
        ? piece(this.value(part))
        : this.named(label ?? part.name, part);
    },
    table: (part) => this.table(part),
    rates: (part) => this.rates(part),
    call: (part) => {
      const declared = this.look.names.world.program.resolved.functions.get(part.name);
      const operands = part.operands.map((operand) => this.at(operand, bonds.or));
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
    round: ({ operands: [operand], places, mode }) =>
      piece(this.words.round(this.at(operand, bonds.remark), places, mode), bonds.remark),
    root: ({ operands: [operand], degree, places, mode }) => {
      const root = this.words.root(this.at(operand, bonds.atom, true), degree);
      return piece(this.words.round(root, places, mode), bonds.remark);
    },
    shift: ({ operands: [moved, count], unit }) =>
      piece(
        this.words.shift(this.at(moved, bonds.atom), this.at(count, bonds.sum), unit),
        bonds.moved,
      ),
    range: (part) => this.range(part),
    operation: (part) => this.operation(part),
  };

  private rates(part: RateRead): Piece {
    const { resolved } = this.look.names.world.program;
    const label = resolved.tables.get(part.name)?.label?.[this.language] ?? part.name;
    const operand = this.at(part.operands[0], bonds.or);
    if (!this.filled) return piece(this.words.keyed(label, operand));
    const shares = this.look.shares(part).map(({ part: share, cell }) => {
      return `${share[this.language]} × ${placed(piece(cell[this.language]), bonds.atom, true)}`;
    });
    return piece(this.words.rated(this.value(part), operand, shares), bonds.choice);
  }

  private range(part: Range): Piece {
    const [from, to, where, value] = part.operands;
    if (from === undefined || to === undefined) return piece("");
    const ends = { from: this.at(from, bonds.phrase), to: this.at(to, bonds.phrase) };
    // Each number or day has its own values, so only the overall result is written.
    const before = { filled: this.filled, element: this.element };
    const days = from.type.kind === "day";
    const name = this.words.element[days ? "day" : "number"];
    this.filled = false;
    this.element = { en: name, zh: name };
    const condition =
      where === undefined || where.kind === "literal" ? undefined : this.at(where, bonds.or);
    const inner = this.at(value, bonds.phrase);
    this.filled = before.filled;
    this.element = before.element;
    const { reduction } = part;
    return this.named(
      this.words.range({ reduction, value: inner, ...ends, condition, days }),
      part,
    );
  }

  private table(part: TableRead): Piece {
    const { resolved } = this.look.names.world.program;
    const label = resolved.tables.get(part.name)?.label?.[this.language];
    const found = this.filled ? this.look.keys(part).map((key) => key[this.language]) : [];
    const isBracket = part.operands.some((_, at) => this.look.isBracket(part, at));
    const keys = part.operands.map((operand, at) => {
      const key = found[at];
      const text = this.at(operand, bonds.or);
      if (key === undefined) return text;
      if (!this.look.isBracket(part, at)) return key;
      return key.startsWith("≥") || key.startsWith(">") ? this.words.keyed(text, key) : text;
    });
    const listed = this.words.list(keys);
    if (!this.filled) return piece(this.words.keyed(label ?? part.name, listed));
    if (isBracket) return piece(this.words.lookedUp(this.value(part), listed), bonds.phrase);
    return this.named(label === undefined ? listed : this.words.keyed(label, listed), part);
  }

  private cohort(part: Cohort): Piece {
    const [where, value] = part.operands;
    // Each member has its own values, so only the overall result is written.
    const { filled } = this;
    this.filled = false;
    const inner = this.at(value, bonds.phrase);
    const limited = where?.kind === "literal" ? "" : this.at(where, bonds.or);
    this.filled = filled;
    const of = part.of === undefined ? undefined : this.look.names.kind(part.of)[this.language];
    const label = this.words.cohort(part.reduction, inner, part.within.length > 0, of);
    return this.named(limited === "" ? label : this.words.where(label, limited), part);
  }

  private quantifier(part: Quantifier): Piece {
    const { names } = this.look;
    const [condition] = part.operands;
    const before = { filled: this.filled, element: this.element };
    this.filled = false;
    this.element = names.label(part.node);
    const text =
      condition === undefined
        ? ""
        : placed(this.limits(condition, before.filled), bonds.comparison);
    this.filled = before.filled;
    this.element = before.element;
    const key = names.node(part.node)?.keys[0];
    const unit: KeyUnit = key?.type.kind === "calendar" ? key.type.unit : "other";
    return piece(this.words.over(part.quantifier, unit, text), bonds.comparison);
  }

  /** A condition on each key: only what does not rest on the key has one value. */
  private limits(condition: Expression, filled: boolean): Piece {
    const [left, right] = condition.operands;
    const infix = condition.kind === "operation" ? signed(condition.operator) : undefined;
    if (infix === undefined || left?.kind !== "value" || right === undefined)
      return this.piece(condition);
    const label = this.piece(left);
    this.filled = filled;
    return joined([label, this.piece(right)], infix);
  }

  private operation(part: Operation): Piece {
    const { operator, operands } = part;
    if (operands.length < 2) return this.call(part);
    const infix = signed(operator) ?? this.worded(operator);
    if (infix === undefined) return this.call(part);
    const fallback = operator === "/" || operator === "%" ? operands[2] : undefined;
    if (fallback !== undefined) return this.division(part, fallback, infix);
    return joined(
      operands.map((operand) => this.piece(operand)),
      infix,
    );
  }

  private worded(operator: OperatorName) {
    if (operator === "and" || operator === "or")
      return { sign: this.words[operator], ...wordInfixes[operator] };
    return operator === "%" ? { sign: this.words.modulo, ...wordInfixes["%"] } : undefined;
  }

  /** A division that says what it comes to where the divisor is zero. */
  private division(
    part: Operation,
    fallback: Expression,
    infix: Parameters<typeof joined>[1],
  ): Piece {
    const divided = () =>
      joined(
        part.operands.slice(0, 2).map((operand) => this.piece(operand)),
        infix,
      );
    if (!this.filled) {
      const text = this.words.undivided(placed(divided(), bonds.or), this.at(fallback, bonds.or));
      return piece(text, bonds.choice);
    }
    if (!this.look.view.isUndivided(part)) return divided();
    const { text, bond } = this.piece(fallback);
    return piece(this.words.taken(text, [this.words.byZero(placed(divided(), bonds.or))]), bond);
  }

  private call(part: Operation): Piece {
    const { operator, operands, type } = part;
    const { words } = this;
    const [first, second] = operands;
    const of = (write: (operand: string) => string): Piece =>
      piece(write(this.at(first, bonds.phrase)), bonds.phrase);
    const all = (write: (list: readonly string[]) => string, bond: Bond = bonds.list): Piece =>
      first !== undefined && operands.length === 1
        ? this.piece(first)
        : piece(write(operands.map((operand) => this.at(operand, bonds.or))), bond);
    const asked = (write: (what: string) => string): Piece =>
      piece(write(this.asked(first)), bonds.comparison);
    const calls: { readonly [Name in OperatorName]?: () => Piece } = {
      "-": () => piece(`-(${this.at(first, bonds.choice)})`, bonds.sum),
      "!": () => this.negation(first),
      has: () => asked(words.has),
      given: () => asked(words.given),
      in: () => this.oneOf(operands),
      if: () => this.choice(operands),
      else: () => this.fallback(operands),
      size: () => piece(words.size(this.asked(first))),
      min: () => this.limited(part, words.atMost) ?? all(earliest(type, words)),
      max: () => this.limited(part, words.atLeast) ?? all(latest(type, words)),
      abs: () => piece(words.absolute(this.at(first, bonds.atom, true)), bonds.phrase),
      later: () => all(words.later),
      earlier: () => all(words.earlier),
      days: () =>
        piece(
          words.days(this.at(first, bonds.phrase), this.at(second, bonds.phrase)),
          bonds.phrase,
        ),
      date: () =>
        piece(words.date(operands.map((operand) => this.at(operand, bonds.atom))), bonds.phrase),
      year: () => of(words.year),
      month: () => of(words.month),
      weekday: () => of(words.weekday),
      "first-day": () => of(words.firstDay),
      "last-day": () => of(words.lastDay),
      power: () => {
        const [base, exponent] = operands.map((operand) => this.at(operand, bonds.atom, true));
        return piece(words.power(base ?? "", exponent ?? ""), bonds.phrase);
      },
      calendar: () => of((day) => (type.kind === "calendar" ? words.unitOf(type.unit, day) : day)),
    };
    return calls[operator]?.() ?? all((list) => list.join(", "));
  }

  private oneOf([what, ...list]: readonly Expression[]): Piece {
    const text = this.at(what, bonds.moved);
    const items = list.map((item) => this.at(item, bonds.or));
    return items.length === 1
      ? piece(`${text}${infixes["=="].sign}${items[0]}`, bonds.comparison)
      : piece(this.words.in(text, items), bonds.list);
  }

  /** The smaller or the larger of a value and a fixed number is that value with a limit. */
  private limited(
    { type, operands }: Operation,
    write: (value: string, limit: string) => string,
  ): Piece | undefined {
    const [first, second] = operands;
    if (first === undefined || second === undefined || operands.length !== 2) return undefined;
    if (isType(type, "time") || isPart(first, "constant") === isPart(second, "constant"))
      return undefined;
    const [value, limit] = isPart(first, "constant") ? [second, first] : [first, second];
    return piece(write(this.at(value, bonds.remark), this.at(limit, bonds.signed)), bonds.remark);
  }

  private negation(operand: Expression | undefined, write = this.words.not): Piece {
    if (operand?.kind === "operation" && operand.operator === "has")
      return piece(this.words.missing(this.asked(operand.operands[0])), bonds.comparison);
    return piece(write(this.at(operand, bonds.choice)));
  }

  /** What is asked for may not be there: it is named, not valued. */
  private asked(operand: Expression | undefined): string {
    const { filled } = this;
    this.filled = false;
    const text = this.at(operand, bonds.phrase);
    this.filled = filled;
    return text;
  }

  private choice(operands: readonly Expression[]): Piece {
    if (!this.filled) {
      const texts = operands.map((operand) => this.at(operand, bonds.or));
      let text = texts.at(-1) ?? "";
      for (let at = texts.length - 3; at >= 0; at -= 2)
        text = this.words.if(texts[at] ?? "", texts[at + 1] ?? "", text);
      return piece(text, bonds.choice);
    }
    const { view } = this.look;
    const { conditions, branch } = view.chosen(operands);
    const told = conditions.map((condition) =>
      view.holds(condition)
        ? this.at(condition, bonds.or)
        : this.words.fails(this.at(condition, bonds.or)),
    );
    const { text, bond } = branch === undefined ? piece("") : this.piece(branch);
    return piece(this.words.taken(text, told), bond);
  }

  private fallback(operands: readonly Expression[]): Piece {
    const [first, second] = operands;
    if (first === undefined || second === undefined) return piece("");
    if (!this.filled) {
      const texts = [this.at(first, bonds.or), this.at(second, bonds.or)] as const;
      return piece(this.words.else(...texts), bonds.choice);
    }
    const value = this.look.view.evaluate(first);
    return this.piece(isMissing(value) && value.state !== "unavailable" ? second : first);
  }
}

function signed(operator: OperatorName) {
  return isSigned(operator) ? infixes[operator] : undefined;
}

function isSigned(operator: string): operator is keyof typeof infixes {
  return Object.hasOwn(infixes, operator);
}

function earliest(type: ValueType, words: ExpressionWords) {
  return isType(type, "time") ? words.earlier : words.least;
}

function latest(type: ValueType, words: ExpressionWords) {
  return isType(type, "time") ? words.later : words.most;
}
