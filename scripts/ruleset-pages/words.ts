import { type Bond, bonds, type Piece, piece, placed } from "../../src/explain/prose/binding.ts";
import { roundedTo } from "../../src/explain/prose/terms.ts";
import type { Expression, Operation } from "../../src/expression/tree.ts";
import { outcomeStates } from "../../src/expression/types.ts";
import type { ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import { both, code, figure, list } from "./markdown.ts";
import {
  attributeOf,
  calendarName,
  columnName,
  eventName,
  eventsInto,
  eventType,
  keyName,
  kindNames,
  nodeOf,
  valueName,
} from "./names.ts";
import { simplify } from "./simplify.ts";

/** What is in sight where an expression stands. */
export interface Voice {
  readonly ruleset: ResolvedRuleset;
  readonly events: readonly string[];
  /** What the value at hand is: in steps, folds and statements about every key. */
  readonly element?: string;
}

/** Pages bracket by the same precedence as explanations. */
const { atom, product, sum, comparison, phrase: call, and: conjunction } = bonds;
const { or: disjunction, choice: sentence } = bonds;

type Writer<Part> = (part: Part, voice: Voice) => Piece;
type Kind = Expression["kind"];

/** An expression in words. */
export function words(part: Expression, voice: Voice): string {
  return write(simplify(part), voice).text;
}

/** ` where …`; empty for what always holds, undefined for what never does. */
export function condition(part: Expression | undefined, voice: Voice): string | undefined {
  if (part === undefined) return "";
  const simple = simplify(part);
  if (simple.kind === "literal" && typeof simple.value === "boolean")
    return simple.value ? "" : undefined;
  return ` where ${write(simple, voice).text}`;
}

function write(part: Expression, voice: Voice): Piece {
  const writer = writers[part.kind] as Writer<Expression>;
  return writer(part, voice);
}

function inside(part: Expression | undefined, voice: Voice, least: Bond): string {
  if (part === undefined) return "";
  return placed(write(part, voice), least);
}

const writers: { readonly [Each in Kind]: Writer<Extract<Expression, { kind: Each }>> } = {
  literal: (part, { ruleset }) => piece(valueName(ruleset, part.type, part.value)),
  field: (part, voice) => fieldPhrase(part, voice, false),
  link: (part, voice) => piece(`the number of ${linked(part.link, voice)}`),
  "subject-field": subjectField,
  owner: () => piece("the subject itself"),
  reader: () => piece("the subject concerned"),
  single: (part, { ruleset }) => piece(kindNames(ruleset, [part.subject])),
  entry: ({ name }) => piece(name === "subject" ? "the entry's owner" : `the entry's ${name}`),
  each: ({ name }) =>
    piece(
      {
        value: "the value of the list",
        position: "its place in the list",
        count: "the number of values in the list",
      }[name],
    ),
  key: (part) => {
    const { type } = part;
    if (type.kind === "calendar") return piece(`the ${calendarName(type.unit)}`);
    return piece(type.kind === "day" ? `the ${calendarName("day")}` : code(part.name));
  },
  value: (_part, { element }) => piece(element ?? "the value"),
  state: ({ name }) => piece(code(name)),
  period: ({ name }) => piece(name === "year" ? "the year scored" : `the period's ${name} day`),
  parameter: ({ name }, { ruleset }) => piece(parameterWords(ruleset, name)),
  table: (part, voice) => {
    const keys = part.operands.map((operand) => inside(operand, voice, comparison));
    return piece(`what table ${code(part.name)} gives for ${list(keys)}`, comparison);
  },
  rates: (part, voice) => {
    const what = inside(part.operands[0], voice, comparison);
    const how = part.rate === "graduated" ? "by the rates of" : "between the values of";
    return piece(`what ${what} comes to ${how} table ${code(part.name)}`, comparison);
  },
  call: (part, voice) => {
    const given = list(part.operands.map((operand) => inside(operand, voice, comparison)));
    return piece(
      `the result of the function ${code(part.name)} (in code) for ${given}`,
      comparison,
    );
  },
  node: nodePhrase,
  cohort: cohortPhrase,
  quantifier: quantifierPhrase,
  tied: ({ reduction, node }, { ruleset }) =>
    piece(`the ${reduction} of ${both(nodeOf(ruleset, node).label)} among those tied 并列者之间`),
  round: (part, voice) =>
    piece(
      `${inside(part.operands[0], voice, comparison)}, ${roundedTo(part.places, part.mode)}`,
      sentence,
    ),
  root: ({ degree, places, mode, operands }, voice) => {
    const name = degree === 2 ? "the square root" : `the root of degree ${degree}`;
    const text = `${name} of ${inside(operands[0], voice, atom)}, ${roundedTo(places, mode)}`;
    return piece(text, sentence);
  },
  shift: ({ unit, operands }, voice) => {
    const [moved, count] = operands.map((one) => inside(one, voice, atom));
    return piece(`${moved} moved by ${count} × ${calendarName(unit)}`, comparison);
  },
  range: rangePhrase,
  operation: (part, voice) => operations[part.operator](part, voice),
};

/** A parameter's value with its name; where it has none, the name alone. */
export function parameterWords(ruleset: ResolvedRuleset, name: string): string {
  const known = ruleset.parameters.get(name)?.value;
  return known === undefined ? code(name) : `${figure(known)} (${code(name)})`;
}

function fieldPhrase(
  { name, link, type, ofClock }: Extract<Expression, { kind: "field" }>,
  voice: Voice,
  negated: boolean,
): Piece {
  const { ruleset } = voice;
  const target = link === undefined ? undefined : linkOf(link, voice)?.to;
  const events = target === undefined ? voice.events : [target];
  const of = target === undefined ? "" : ` of the ${eventName(ruleset, target)}`;
  const its = target === undefined ? "its" : "the";
  if (name === "at") return piece(`${its} day${of}`);
  if (ofClock) return piece(`${its} minutes since midnight${of}`);
  if (name === "type") return piece(`${its} type${of}`);
  if (name === "id") return piece(`${its} id${of}`);
  if (name === "subject" && type.kind === "subject")
    return piece(`the ${kindNames(ruleset, type.kinds)} concerned${of}`);
  const attribute = attributeOf(ruleset, events, name);
  if (type.kind !== "boolean")
    return piece((attribute === undefined ? code(name) : both(attribute.label)) + of);
  if (attribute === undefined)
    return piece(`${code(name)} ${negated ? "does not hold" : "holds"}${of}`, comparison);
  const is = valueName(ruleset, type, !negated, attribute.labels);
  return piece(`${both(attribute.label)}${of} is ${is}`, comparison);
}

function linkOf(name: string, { ruleset, events }: Voice) {
  for (const type of events) {
    const found = eventType(ruleset, type).links.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The event that a link leads to: `reversal of the same unit and item`. */
export function linked(name: string, voice: Voice): string {
  const found = linkOf(name, voice);
  if (found === undefined) return code(name);
  const { ruleset, events } = voice;
  const same = found.same.map((one) => {
    const attribute = attributeOf(ruleset, events, one);
    if (attribute !== undefined) return both(attribute.label);
    return kindNames(ruleset, eventType(ruleset, events[0] ?? "").subjects);
  });
  const timing = found.timing === "either" ? "" : ` ${found.timing} it`;
  const when = found.when === undefined ? "" : ` where ${words(found.when, voice)}`;
  return `${eventName(ruleset, found.to)} of the same ${list(same)}${timing}${when}`;
}

function subjectField(part: Extract<Expression, { kind: "subject-field" }>, voice: Voice): Piece {
  const { ruleset } = voice;
  const [of] = part.operands;
  const kinds = of?.type.kind === "subject" ? of.type.kinds : [];
  const attribute = kinds
    .flatMap((kind) => ruleset.kinds.get(kind)?.attributes ?? [])
    .find(({ name }) => name === part.name);
  const builtIn = part.name === "category" || part.name === "name" ? part.name : "id";
  const name = both(attribute?.label ?? columnName(ruleset, builtIn));
  return piece(of?.kind === "owner" ? `its ${name}` : `the ${name} of ${inside(of, voice, atom)}`);
}

const placeWords = {
  first: "",
  last: " (tied subjects all at the last of their places)",
  mean: " (tied subjects at the mean of their places)",
  dense: " (places without gaps)",
} as const;

function nodePhrase(part: Extract<Expression, { kind: "node" }>, voice: Voice): Piece {
  const node = nodeOf(voice.ruleset, part.node);
  const [first] = part.operands;
  const keys = part.ofOther ? part.operands.slice(1) : part.operands;
  const of = part.ofOther && first?.kind !== "owner" ? ` of ${inside(first, voice, atom)}` : "";
  const at =
    keys.length === 0 ? "" : ` (${keys.map((one) => inside(one, voice, atom)).join(", ")})`;
  if (node.kind === "ranking")
    return piece(`the place in ${both(node.label)}${placeWords[part.ties]}`);
  const state = part.state === undefined ? "" : `${code(part.state)} in `;
  return piece(`${state}${both(node.label)}${at}${of}`);
}

function cohortPhrase(part: Extract<Expression, { kind: "cohort" }>, voice: Voice): Piece {
  const [where, value] = part.operands;
  const same = part.within.map((name) =>
    name === "category" ? both(columnName(voice.ruleset, "category")) : code(name),
  );
  const kind = part.of === undefined ? "subjects" : kindNames(voice.ruleset, [part.of]);
  const among = same.length === 0 ? `all ${kind}` : `all ${kind} of the same ${list(same)}`;
  const limited = where === undefined || where.kind === "literal";
  const condition = limited ? "" : ` where ${inside(where, voice, disjunction)}`;
  if (part.reduction === "count") return piece(`the number of ${among}${condition}`, call);
  const of = part.reduction === "sum" || part.reduction === "mean" ? " of" : "";
  const what = inside(value, voice, comparison);
  return piece(`the ${part.reduction}${of} ${what} over ${among}${condition}`, comparison);
}

function rangePhrase(part: Extract<Expression, { kind: "range" }>, voice: Voice): Piece {
  const [from, to, where, value] = part.operands;
  const isDay = from?.type.kind === "day";
  const inner: Voice = { ...voice, element: isDay ? "the day" : "the number" };
  const ends = `from ${inside(from, voice, atom)} to ${inside(to, voice, atom)}`;
  const limited = where?.kind === "literal" ? "" : ` where ${inside(where, inner, disjunction)}`;
  const each = `${isDay ? "days" : "numbers"} ${ends}${limited}`;
  if (part.reduction === "count") return piece(`the number of ${each}`, comparison);
  const what = inside(value, inner, comparison);
  return piece(`the ${part.reduction} of ${what} over the ${each}`, comparison);
}

const quantifierWords = {
  all: "for every",
  some: "for at least one",
  none: "for no",
} as const;

function quantifierPhrase(part: Extract<Expression, { kind: "quantifier" }>, voice: Voice): Piece {
  const node = nodeOf(voice.ruleset, part.node);
  const keys = node.keys.map((key) => keyName(voice.ruleset, key, eventsInto(voice.ruleset, node)));
  const inner: Voice = { ...voice, element: both(node.label) };
  const condition = inside(part.operands[0], inner, disjunction);
  return piece(`${quantifierWords[part.quantifier]} ${list(keys)}: ${condition}`, disjunction);
}

function joined(separator: string, bond: Bond, within = bond): Writer<Operation> {
  return (part, voice) =>
    piece(
      part.operands.map((one) => inside(one, voice, within)).join(separator),
      part.operands.length === 1 ? within : bond,
    );
}

function ordered(sign: string): Writer<Operation> {
  return joined(` ${sign} `, comparison, call);
}

function equality(negated: boolean): Writer<Operation> {
  return (part, voice) => {
    const [left, right] = part.operands;
    const text = (one: Expression | undefined): string => inside(one, voice, call);
    if (left?.type.kind === "number")
      return piece(`${text(left)} ${negated ? "≠" : "="} ${text(right)}`, comparison);
    const state = right?.kind === "literal" && outcomeStates.some((one) => one === right.value);
    const is = state && left?.kind === "node" ? String(right.value).replace("-", " ") : text(right);
    return piece(`${text(left)} is ${negated ? "not " : ""}${is}`, comparison);
  };
}

function extreme(of: "larger" | "smaller", all: "largest" | "smallest"): Writer<Operation> {
  return (part, voice) => {
    const isZero = (one: Expression): boolean => one.kind === "literal" && one.value === "0";
    const others = part.operands.filter((one) => !isZero(one));
    const [only] = others;
    if (of === "larger" && part.operands.length === 2 && others.length === 1)
      return piece(`${inside(only, voice, sum)}, or 0 if that is below 0`, sentence);
    const operands = part.operands.map((one) => inside(one, voice, sum));
    return piece(`the ${operands.length === 2 ? of : all} of ${list(operands)}`, comparison);
  };
}

/** Is it there? In the words that fit what is asked for. */
function presence(part: Expression | undefined, voice: Voice, negated: boolean): Piece {
  if (part === undefined) return piece("");
  const not = negated ? " not" : "";
  if (part.kind === "link")
    return piece(`there is ${negated ? "no" : "a"} ${linked(part.link, voice)}`, comparison);
  if (part.kind === "table") {
    const keys = part.operands.map((one) => inside(one, voice, sum));
    const lists = negated ? "does not list" : "lists";
    return piece(`table ${code(part.name)} ${lists} ${list(keys)}`, comparison);
  }
  const text = inside(part, voice, sum);
  if (part.kind === "field") {
    const stated = attributeOf(voice.ruleset, voice.events, part.name) !== undefined;
    return piece(`${text} is${not} ${stated ? "stated" : "known"}`, comparison);
  }
  if (part.kind === "subject-field") return piece(`${text} is${not} set`, comparison);
  return piece(`${text} has ${negated ? "no" : "a"} value`, comparison);
}

function negation(part: Expression | undefined, voice: Voice): Piece {
  if (part?.kind === "field") return fieldPhrase(part, voice, true);
  if (part?.kind === "operation") {
    if (part.operator === "has" || part.operator === "given")
      return presence(part.operands[0], voice, true);
    if (part.operator === "in") return membership(part, voice, true);
  }
  return piece(`not (${inside(part, voice, sentence)})`, comparison);
}

function membership(part: Operation, voice: Voice, negated: boolean): Piece {
  const [searched, ...values] = part.operands;
  const texts = values.map((one) => inside(one, voice, sum));
  const is = negated ? "is neither" : "is";
  const word = negated ? "nor" : "or";
  return piece(`${inside(searched, voice, sum)} ${is} ${list(texts, word)}`, comparison);
}

function choice(part: Operation, voice: Voice): Piece {
  const { operands } = part;
  const cases: string[] = [];
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const when = inside(operands[at], voice, disjunction);
    cases.push(`${inside(operands[at + 1], voice, comparison)} if ${when}`);
  }
  return piece(
    `${cases.join("; ")}; otherwise ${inside(operands.at(-1), voice, comparison)}`,
    sentence,
  );
}

function called(before: string): Writer<Operation> {
  return (part, voice) =>
    piece(`${before} ${list(part.operands.map((one) => inside(one, voice, atom)))}`, call);
}

const operations: Readonly<Record<Operation["operator"], Writer<Operation>>> = {
  "+": joined(" + ", sum),
  "-": (part, voice) => {
    const [left, right] = part.operands;
    if (right === undefined) return piece(`−${inside(left, voice, atom)}`, product);
    return piece(`${inside(left, voice, sum)} − ${inside(right, voice, product)}`, sum);
  },
  "*": joined(" × ", product),
  "/": (part, voice) => {
    const [left, right, none] = part.operands;
    const text = `${inside(left, voice, product)} ÷ ${inside(right, voice, atom)}`;
    if (none === undefined) return piece(text, product);
    return piece(`${text} (${inside(none, voice, sum)} if that divides by 0)`, product);
  },
  "%": (part, voice) => {
    const [left, right] = part.operands;
    const text = `the remainder of ${inside(left, voice, product)} ÷ ${inside(right, voice, atom)}`;
    return piece(text, comparison);
  },
  min: extreme("smaller", "smallest"),
  max: extreme("larger", "largest"),
  abs: called("the absolute value of"),
  sum: (part, voice) =>
    piece(`${joined(" + ", sum)(part, voice).text} (without pending values)`, comparison),
  "==": equality(false),
  "!=": equality(true),
  "<": ordered("<"),
  "<=": ordered("≤"),
  ">": ordered(">"),
  ">=": ordered("≥"),
  "!": (part, voice) => negation(part.operands[0], voice),
  and: joined(" and ", conjunction),
  or: joined(" or ", disjunction, comparison),
  later: called("the later of"),
  earlier: called("the earlier of"),
  days: (part, voice) => {
    const [from, to] = part.operands.map((one) => inside(one, voice, atom));
    return piece(`the days from ${from} to ${to}`, comparison);
  },
  date: (part, voice) => {
    const [year, month, day] = part.operands.map((one) => inside(one, voice, atom));
    return piece(`the day ${year}-${month}-${day}`);
  },
  year: called("the year of"),
  month: called("the month of"),
  weekday: (part, voice) =>
    piece(`the weekday of ${inside(part.operands[0], voice, atom)} (1 Monday to 7 Sunday)`),
  "first-day": called("the first day of"),
  "last-day": called("the last day of"),
  power: joined(" to the power ", product, atom),
  calendar: (part, voice) => {
    const unit = part.type.kind === "calendar" ? calendarName(part.type.unit) : "";
    return piece(`the ${unit} of ${inside(part.operands[0], voice, atom)}`, call);
  },
  if: choice,
  in: (part, voice) => membership(part, voice, false),
  size: called("the number of values in"),
  has: (part, voice) => presence(part.operands[0], voice, false),
  given: (part, voice) => presence(part.operands[0], voice, false),
  else: (part, voice) => {
    const [wanted, fallback] = part.operands;
    const first = inside(wanted, voice, sum);
    if (wanted?.kind === "field" && fallback?.kind === "literal") {
      const stated = attributeOf(voice.ruleset, voice.events, wanted.name) !== undefined;
      const lacking = stated ? "not stated" : "not known";
      return piece(`${first} (${inside(fallback, voice, atom)} if ${lacking})`);
    }
    return piece(`${first}, or else ${inside(fallback, voice, sum)}`, sentence);
  },
};
