import type { World } from "../../engine/world.ts";
import type { Operation } from "../../expression/tree.ts";
import { type Expression, type NodeName, partsOf } from "../../expression/tree.ts";
import { outcomeStates, type ValueType } from "../../expression/types.ts";
import type { ProgramKey } from "../../program/program.ts";
import {
  absent,
  isMissing,
  type KeyValue,
  List,
  type Missing,
  type Value,
} from "../../program/value.ts";
import type { Node } from "../../ruleset/resolved.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { alike, labelText } from "../../values/phrase.ts";
import { compareText, type Text } from "../../values/text.ts";
import type { Citation, Gap, MissingParameter, Shown, SubjectName } from "../model/shown.ts";
import { chinese } from "./chinese/words.ts";
import { english } from "./english/words.ts";
import type { ExpressionWords } from "./words.ts";

/** The same in both languages. */
export function both(write: (words: ExpressionWords, language: keyof Text) => string): Text {
  return { en: write(english, "en"), zh: write(chinese, "zh") };
}

const none = (): undefined => undefined;

/** Subjects of a run that have been named: many explanations name the same ones, so they are frozen. */
const namedSubjects = new WeakMap<World, Map<number, SubjectName>>();

function frozenText(text: Text): Text {
  return Object.freeze(labelText(text));
}

/** The names of everything in an explanation, in both languages. */
export class Names {
  private readonly nodes: ReadonlyMap<NodeName, Node>;
  private readonly units = new Map<NodeName, Text | undefined>();
  /** Every clause that was cited so far. */
  readonly cited = new Set<string>();

  constructor(readonly world: World) {
    this.nodes = new Map(world.program.resolved.nodes.map((node) => [node.name, node]));
  }

  node(name: NodeName): Node | undefined {
    return this.nodes.get(name);
  }

  label(name: NodeName): Text {
    return this.nodes.get(name)?.label ?? alike(name);
  }

  subject(owner: number): SubjectName {
    const known = namedSubjects.get(this.world) ?? new Map<number, SubjectName>();
    namedSubjects.set(this.world, known);
    const name = known.get(owner) ?? Object.freeze(this.nameOf(owner));
    known.set(owner, name);
    return name;
  }

  private nameOf(owner: number): SubjectName {
    const { subjects, program } = this.world;
    const kind = subjects.kinds[owner] ?? "";
    const declared = program.resolved.kinds.get(kind);
    const category = this.world.subjectValue("category", owner);
    const id = subjects.ids[owner] ?? "";
    const plain = {
      kind,
      kindLabel: frozenText(declared?.label ?? alike(kind)),
      id,
      name: subjects.names[owner] ?? id,
    };
    if (isMissing(category)) return plain;
    const label = frozenText(declared?.categories.get(String(category)) ?? alike(String(category)));
    return { ...plain, category: Object.freeze({ id: String(category), label }) };
  }

  kind(id: string): Text {
    return labelText(this.world.program.resolved.kinds.get(id)?.label ?? alike(id));
  }

  /** An attribute of a subject. */
  subjectShown(name: string, owner: number): Shown {
    const kind = this.world.subjects.kinds[owner] ?? "";
    const declared = this.world.program.resolved.kinds
      .get(kind)
      ?.attributes.find((attribute) => attribute.name === name);
    const type: ValueType =
      name === "category"
        ? { kind: "enum", name: `${kind}.category`, values: [] }
        : (declared?.type ?? { kind: "text" });
    return this.shown(type, this.world.subjectValue(name, owner));
  }

  /** The name of a subject in a text. */
  subjectText(owner: number): Text {
    const { subjects, program } = this.world;
    const kind = program.resolved.kinds.get(subjects.kinds[owner] ?? "");
    if (kind?.who === "single") return labelText(kind.label);
    return alike(subjects.names[owner] ?? subjects.ids[owner] ?? "");
  }

  cite(clauses: Iterable<string>): Citation[] {
    return [...new Set(clauses)].map((clause) => {
      this.cited.add(clause);
      return { clause, place: this.world.program.resolved.clauses.get(clause)?.place ?? "" };
    });
  }

  /** A value of a known type. */
  shown(type: ValueType, value: Value): Shown {
    if (value instanceof List && type.kind === "list") {
      const items = value.items.map((item) => this.shown(type.of, item));
      return {
        value: items.map((item) => item.value).join(", "),
        text: both((words, language) => words.list(items.map(({ text }) => text[language]))),
      };
    }
    if (isMissing(value)) return { value: value.state, text: both((w) => w.states[value.state]) };
    const text = this.world.partText(type, value);
    return { value: text, text: this.valueText(type, value, text) };
  }

  private valueText(type: ValueType, value: Exclude<Value, Missing>, id: string): Text {
    if (typeof value === "boolean") return both((words) => (value ? words.yes : words.no));
    const asWritten = (): Text => alike(id);
    const texts: ByKind<ValueType, [], Text> = {
      number: asWritten,
      text: asWritten,
      boolean: asWritten,
      day: asWritten,
      calendar: asWritten,
      enum: ({ name }) => this.enumText(name, id),
      subject: () => this.subjectText(value as number),
      list: asWritten,
      unknown: asWritten,
    };
    return dispatch(texts, type);
  }

  /** The label of one of the values of an enumeration. */
  enumText(name: string, value: string): Text {
    const { enums, events, rules, kinds } = this.world.program.resolved;
    const label = enums.get(name)?.get(value) ?? kinds.get(kindOf(name))?.categories.get(value);
    if (label !== undefined) return labelText(label);
    if (name === "event type") return labelText(events.get(value)?.label ?? alike(value));
    if (name === "rule") return rules.find(({ id }) => id === value)?.label ?? alike(value);
    const state = outcomeStates.find((one) => one === value);
    return state === undefined ? alike(value) : both((words) => words.outcomes[state]);
  }

  /** The key of a node's value; undefined for a node without keys. */
  key(keys: readonly ProgramKey[], key: KeyValue): Shown | undefined {
    if (keys.length === 0) return undefined;
    const parts = keys.map(({ key: part }) => {
      const { text } = this.shown(part.type, key.parts.get(part.name) ?? absent);
      const { name } = part;
      if (name !== "event" && name !== "item") return text;
      return both((words, language) => words.keys[name](text[language]));
    });
    return {
      value: this.world.keyName(keys, key),
      text: both((words, language) => words.keyParts(parts.map((text) => text[language]))),
    };
  }

  /** The label of an attribute of an event; of a derived one, which has none, its name. */
  attribute(name: string, row: number, link: string | undefined): Text {
    const { events, slots } = this.world.program;
    const type = slots.eventTypes[this.world.store.types[row] ?? -1];
    const from = type === undefined ? undefined : events.get(type)?.type;
    const target = from?.links.find((one) => one.name === link)?.to;
    const candidates = [
      ...(target === undefined ? [from] : [events.get(target)?.type]),
      ...[...events.values()].map((event) => event.type),
    ];
    for (const candidate of candidates) {
      const found = candidate?.attributes.find((attribute) => attribute.name === name);
      if (found !== undefined) return labelText(found.label);
    }
    return alike(name);
  }

  /** What an event is linked to. */
  link(name: string): Text {
    const { events } = this.world.program.resolved;
    for (const event of events.values()) {
      const target = events.get(event.links.find((link) => link.name === name)?.to ?? "");
      if (target !== undefined) return labelText(target.label);
    }
    return alike(name);
  }

  subjectAttribute(name: string): Text {
    if (name === "category") return both((words) => words.category);
    if (name === "id" || name === "name") return both((words) => words.name);
    for (const kind of this.world.program.resolved.kinds.values()) {
      const found = kind.attributes.find((attribute) => attribute.name === name);
      if (found !== undefined) return labelText(found.label);
    }
    return alike(name);
  }

  eventType(row: number): Text {
    const type = this.world.program.slots.eventTypes[this.world.store.types[row] ?? -1];
    const label = type === undefined ? undefined : this.world.program.events.get(type)?.type.label;
    return label === undefined ? alike(type ?? "") : labelText(label);
  }

  /** The name of what has no value. */
  missing(names: Iterable<string>): MissingParameter[] {
    const { parameters } = this.world.program.resolved;
    return [...new Set(names)].sort(compareText).map((parameter): MissingParameter => {
      const declared = parameters.get(parameter);
      const clauses = this.cite(declared?.clauses ?? []);
      return {
        parameter,
        ...(declared?.label === undefined ? {} : { label: declared.label }),
        clauses,
      };
    });
  }

  /** Why a value is missing. */
  gap({ state, cause }: Missing, parameters: ReadonlySet<string> = new Set()): Gap {
    if (parameters.size > 0)
      return { state, cause: "parameters", missing: this.missing(parameters) };
    return cause === undefined || cause === "parameter" ? { state } : { state, cause };
  }

  /** The unit of a node's values: its own, or the one in which it is added up; undefined: none is known. */
  unit(name: NodeName): Text | undefined {
    if (!this.units.has(name)) {
      this.units.set(name, undefined);
      this.units.set(name, this.findUnit(this.nodes.get(name)));
    }
    return this.units.get(name);
  }

  private findUnit(node: Node | undefined): Text | undefined {
    if (node?.unit !== undefined) return labelText(node.unit);
    if (node === undefined) return undefined;
    const units: ByKind<Node, [], Text | undefined> = {
      account: () => both((words) => words.points),
      measure: ({ value }) => this.unitOf(value),
      running: () => undefined,
      ranking: () => undefined,
      outcome: () => undefined,
    };
    return dispatch(units, node);
  }

  /** Only what is added, compared or limited keeps its unit; points may be weighted. */
  unitOf(expression: Expression): Text | undefined {
    return dispatch<Expression, [], Text | undefined>(this.partUnits, expression);
  }

  private readonly partUnits: ByKind<Expression, [], Text | undefined> = {
    literal: none,
    field: none,
    link: none,
    "subject-field": none,
    owner: none,
    reader: none,
    single: none,
    entry: none,
    each: none,
    key: none,
    value: none,
    state: none,
    period: none,
    parameter: none,
    table: none,
    rates: none,
    call: none,
    node: ({ node }) => this.unit(node),
    cohort: none,
    quantifier: none,
    tied: ({ reduction, node }) => (reduction === "count" ? undefined : this.unit(node)),
    round: ({ operands }) => this.firstUnit(operands),
    root: none,
    shift: none,
    range: none,
    operation: (part) => this.unitOfOperation(part),
  };

  private unitOfOperation(expression: Operation): Text | undefined {
    const { operator, operands } = expression;
    if (["+", "-", "sum", "min", "max", "abs", "else"].includes(operator))
      return this.firstUnit(operands);
    if (operator === "if")
      return this.firstUnit(operands.filter((_, at) => at % 2 === 1 || at === operands.length - 1));
    const points = english.points;
    const weighted = operator === "*" ? this.firstUnit(operands) : undefined;
    return weighted?.en === points && partsOf(expression, "node").length === 1
      ? weighted
      : undefined;
  }

  private firstUnit(operands: readonly Expression[]): Text | undefined {
    for (const operand of operands) {
      const unit = this.unitOf(operand);
      if (unit !== undefined) return unit;
    }
    return undefined;
  }
}

function kindOf(enumeration: string): string {
  return enumeration.replace(/\.category$/, "");
}
