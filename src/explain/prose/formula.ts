import { isPart } from "../../expression/traits.ts";
import type {
  CodeCall,
  Expression,
  NodeRead,
  PlaceTies,
  RateRead,
  TableRead,
} from "../../expression/tree.ts";
import { partsOf } from "../../expression/tree.ts";
import { numberType } from "../../expression/types.ts";
import { sharesOf } from "../../program/rates.ts";
import { lookupOf, type Share } from "../../program/table.ts";
import { isMissing, type Value } from "../../program/value.ts";
import type { Axis, Ranking } from "../../ruleset/resolved.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { alike } from "../../values/phrase.ts";
import type { Text } from "../../values/text.ts";
import type { Formula, Shown, Source } from "../model/shown.ts";
import type { Viewpoint } from "../model/viewpoint.ts";
import { chinese } from "./chinese/words.ts";
import { english } from "./english/words.ts";
import { both, type Names } from "./names.ts";
import { FormulaWriter } from "./write.ts";

const plainness: { readonly [Kind in Expression["kind"]]?: NonNullable<Formula["plain"]> } = {
  node: "read",
  literal: "literal",
  parameter: "single",
  table: "single",
  field: "single",
  "subject-field": "single",
  entry: "single",
};

/** Where a bracket begins. */
function boundText(axis: Axis | undefined, bound: string): Text {
  const text = `${axis?.kind === "brackets" && !axis.includes ? ">" : "≥"} ${bound}`;
  return alike(text);
}

/** Does an expression use parameters or cells? */
function isSourced(expression: Expression): boolean {
  return isPart(expression, "sourced") || expression.operands.some(isSourced);
}

const none = (): readonly [] => [];

const wordless: Text = alike("");

/** Makes formulas of expressions, seen from a viewpoint. */
export class Formulas {
  private readonly writers;
  /** Reads of places, as the ranking shows them. */
  private readonly shownPlaces = new Map<NodeRead, NodeRead>();

  constructor(
    readonly names: Names,
    readonly view: Viewpoint,
    /** For callers that need only sources, nothing is written in words. */
    private readonly inWords = true,
  ) {
    const look = {
      names,
      view,
      node: (part: NodeRead) => this.nodeText(part),
      keys: (part: TableRead) => this.cellKeys(part),
      shares: (part: RateRead) =>
        this.shares(part).map(({ part: share, cell }) => ({
          part: names.shown(numberType, share).text,
          cell: names.shown(part.type, cell.value(view.frame)).text,
        })),
      isBracket: (part: TableRead, at: number) =>
        names.world.program.resolved.tables.get(part.name)?.axes[at]?.kind === "brackets",
    };
    this.writers = {
      en: new FormulaWriter(look, english, "en"),
      zh: new FormulaWriter(look, chinese, "zh"),
    };
  }

  /** An expression where the viewpoint is. @param element what the element's value is called. */
  of(expression: Expression, element?: Text): Formula {
    const plain = plainness[expression.kind];
    return {
      words: this.write(expression, false, element),
      filled: this.write(expression, true, element),
      sources: this.sources(expression),
      ...(plain === undefined ? {} : { plain }),
    };
  }

  /** An expression with labels only: it has no values at the viewpoint. */
  unfilled(expression: Expression, element?: Text): Formula {
    const words = this.write(expression, false, element);
    return { words, filled: words, sources: this.parameters(expression) };
  }

  /** The negation of a condition. */
  denied(condition: Expression): Text {
    if (!this.inWords) return wordless;
    return {
      en: this.writers.en.writeDenied(condition),
      zh: this.writers.zh.writeDenied(condition),
    };
  }

  /** An expression with its values. */
  filled(expression: Expression): Text {
    return this.write(expression, true, undefined);
  }

  private write(expression: Expression, filled: boolean, element: Text | undefined): Text {
    if (!this.inWords) return wordless;
    return {
      en: this.writers.en.write(expression, filled, element),
      zh: this.writers.zh.write(expression, filled, element),
    };
  }

  /** The value of an expression where the viewpoint is. */
  shown(expression: Expression): Shown {
    return this.names.shown(expression.type, this.view.evaluate(expression));
  }

  /** The parameters and cells that an expression used. */
  sources(expression: Expression): Source[] {
    const found = new Map<string, Source>();
    const add = (source: Source | undefined): void => {
      if (source !== undefined)
        found.set(`${source.kind} ${source.name} ${JSON.stringify(source.keys ?? [])}`, source);
    };
    const see = (part: Expression): void => {
      for (const source of dispatch<Expression, [], readonly (Source | undefined)[]>(
        this.ownSources,
        part,
      ))
        add(source);
      // Inside these, each member or key has its own values.
      if (isPart(part, "over-others")) {
        for (const inner of partsOf(part, "parameter")) see(inner);
      } else if (part.kind === "range") {
        for (const end of part.operands.slice(0, 2)) see(end);
        this.view.eachOf(part, (inner) => isSourced(inner), see);
      } else for (const operand of this.view.taken(part)) see(operand);
    };
    see(expression);
    return [...found.values()];
  }

  /** What an expression itself takes from the document, apart from its operands. */
  private readonly ownSources: ByKind<Expression, [], readonly (Source | undefined)[]> = {
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
    parameter: (part) => [this.parameter(part)],
    table: (part) => [this.cell(part)],
    rates: (part) => this.rated(part),
    call: (part) => [this.call(part)],
    node: none,
    cohort: none,
    quantifier: none,
    tied: none,
    round: none,
    root: none,
    shift: none,
    range: none,
    operation: none,
  };

  private parameters(expression: Expression): Source[] {
    return partsOf(expression, "parameter").map((part) => this.parameter(part));
  }

  private parameter(part: Extract<Expression, { kind: "parameter" }>): Source {
    const declared = this.names.world.program.resolved.parameters.get(part.name);
    return {
      kind: "parameter",
      name: part.name,
      ...(declared?.label === undefined ? {} : { label: declared.label }),
      value: this.shown(part),
      clauses: this.names.cite(declared?.clauses ?? []),
    };
  }

  private shares(part: RateRead): readonly Share[] {
    const { arithmetic, slots } = this.names.world.program;
    const [operand] = part.operands;
    if (operand === undefined) return [];
    return sharesOf(part, slots.tables, arithmetic)(this.view.evaluate(operand));
  }

  /** The cells that rates took. */
  private rated(part: RateRead): Source[] {
    const table = this.names.world.program.resolved.tables.get(part.name);
    return this.shares(part).map(({ cell }) => ({
      kind: "cell",
      name: part.name,
      ...(table?.label === undefined ? {} : { label: table.label }),
      keys: [boundText(table?.axes[0], cell.keys[0] ?? "")],
      value: this.names.shown(part.type, cell.value(this.view.frame)),
      clauses: this.names.cite(cell.clauses),
    }));
  }

  private call(part: CodeCall): Source {
    const declared = this.names.world.program.resolved.functions.get(part.name);
    return {
      kind: "function",
      name: part.name,
      ...(declared === undefined ? {} : { label: declared.label }),
      keys: part.operands.map((operand) => this.shown(operand).text),
      value: this.shown(part),
      clauses: this.names.cite(declared?.clauses ?? []),
    };
  }

  private cell(part: TableRead): Source | undefined {
    const { program } = this.names.world;
    const table = program.slots.tables.get(part.name);
    const keys = part.operands.map((operand) => this.view.evaluate(operand));
    if (table === undefined || keys.some(isMissing)) return undefined;
    const cell = lookupOf(table, program.arithmetic)(keys);
    if (cell === undefined) return undefined;
    const label = program.resolved.tables.get(part.name)?.label;
    return {
      kind: "cell",
      name: part.name,
      ...(label === undefined ? {} : { label }),
      keys: this.cellKeys(part),
      value: this.names.shown(part.type, cell.value(this.view.frame)),
      clauses: this.names.cite(cell.clauses),
    };
  }

  /** The keys of the cell that a look-up finds: values by their labels, brackets by their bounds. */
  private cellKeys(part: TableRead): Text[] {
    const { program } = this.names.world;
    const table = program.slots.tables.get(part.name);
    const axes = program.resolved.tables.get(part.name)?.axes ?? [];
    const keys = part.operands.map((operand) => this.view.evaluate(operand));
    const cell =
      table === undefined || keys.some(isMissing)
        ? undefined
        : lookupOf(table, program.arithmetic)(keys);
    return part.operands.map((operand, at) =>
      this.cellKey(axes[at], operand, keys[at] ?? "", cell?.keys[at]),
    );
  }

  private cellKey(
    axis: Axis | undefined,
    operand: Expression,
    key: Value,
    bound: string | undefined,
  ): Text {
    if (axis?.kind !== "brackets" || bound === undefined)
      return this.names.shown(operand.type, key).text;
    return boundText(axis, bound);
  }

  /** What a value of another node is called: with its key, and whose it is. */
  nodeText(part: NodeRead): Text {
    const { names, view } = this;
    const node = names.node(part.node);
    const label = names.label(part.node);
    const [subject, ...stated] = part.ofOther ? part.operands : [undefined, ...part.operands];
    const keys = stated.map((operand) => this.shownKey(operand));
    const other = subject === undefined ? undefined : view.evaluate(subject);
    const owner =
      typeof other === "number" && other !== view.frame.owner
        ? names.subjectText(other)
        : undefined;
    const place = node?.kind === "ranking" ? this.placeShown(node, part) : undefined;
    return both((words, language) => {
      const own =
        place === undefined
          ? label[language]
          : words.place(label[language], place.counted, place.shown?.[language]);
      const keyed =
        keys.length === 0
          ? own
          : words.keyed(own, words.keyParts(keys.map((key) => key[language])));
      return owner === undefined ? keyed : words.of(keyed, owner[language]);
    });
  }

  /** How a place is counted when read, if the ranking counts it differently, and the place that the ranking shows. */
  private placeShown(
    ranking: Ranking,
    part: NodeRead,
  ): { readonly counted: PlaceTies | undefined; readonly shown: Text | undefined } {
    const ties = ranking.ties === "competition" ? "first" : ranking.ties;
    if (part.ties === ties)
      return { counted: ties === "first" ? undefined : ties, shown: undefined };
    const other = this.shownPlaces.get(part) ?? { ...part, ties };
    this.shownPlaces.set(part, other);
    const [read, shown] = [this.shown(part), this.shown(other)];
    const differs = read.value !== shown.value;
    return { counted: part.ties, shown: differs ? shown.text : undefined };
  }

  private shownKey(operand: Expression | undefined): Text {
    return operand === undefined ? { en: "", zh: "" } : this.shown(operand).text;
  }
}
