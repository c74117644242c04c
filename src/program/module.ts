import type { Expression } from "../expression/tree.ts";
import type { ResolvedRuleset, Table } from "../ruleset/resolved.ts";
import { Ratio } from "../values/exact.ts";
import { listed } from "../values/phrase.ts";
import { UsageError } from "../values/usage.ts";
import { version } from "../values/version.ts";
import { compile } from "./compile.ts";
import type { Evaluate } from "./frame.ts";
import type { LinkCondition } from "./link-condition.ts";
import { LiteralWriter, quoted } from "./literal.ts";
import { MeansSource } from "./means-source.ts";
import type { Program } from "./program.ts";
import { CreditSignature } from "./signature.ts";
import { SourceWriter } from "./source.ts";
import type { TableSlots } from "./table.ts";
import { parameterMissing } from "./value.ts";

export const moduleFormats = ["esm", "cjs"] as const;
export type ModuleFormat = (typeof moduleFormats)[number];

/** How a module of each format imports what it needs, and exports the ruleset. */
const forms: Readonly<Record<ModuleFormat, { readonly start: string; readonly end: string }>> = {
  esm: { start: 'import * as jifen from "jifen/runtime";', end: "export default" },
  cjs: {
    start: '"use strict";\nconst jifen = require("jifen/runtime");',
    end: "module.exports =",
  },
};

/**
 * Writes a ruleset as a JavaScript module, whose default export `score` takes like a loaded ruleset. It is made of the checked
 * ruleset alone: expressions as source, everything else as literals.
 * @throws {UsageError} for a ruleset that calls functions in code.
 */
export function moduleOf(resolved: ResolvedRuleset, format: ModuleFormat): string {
  const names = [...resolved.functions.keys()];
  if (names.length > 0) {
    const list = listed(names.map((name) => `"${name}"`));
    throw new UsageError("bad-argument", {
      en: `the ruleset calls functions in code, which cannot be compiled ahead: ${list.en}. Load it with loadRuleset(document, { functions }).`,
      zh: `规则集调用了以代码给出的函数,无法事先编译:${list.zh}。请用“loadRuleset(document, { functions })”载入。`,
    });
  }
  const found = new Map<Evaluate, Expression>();
  // Functions are written as source, so what is found here only stands for an expression.
  const program = compile(resolved, {}, () => (expression) => {
    const evaluate: Evaluate = () => parameterMissing;
    found.set(evaluate, expression);
    return evaluate;
  });
  // Examples are for those who test a ruleset, and they are half of a document.
  const bare = { ...program, resolved: { ...resolved, examples: [] } };
  const counted = new ModuleWriter(bare, found).write();
  const {
    means,
    statements,
    program: name,
  } = new ModuleWriter(bare, found, counted.writer).write();
  const { start, end } = forms[format];
  return [
    `// ${quoted(resolved.id)}, compiled by jifen ${version}. Compile it again instead of editing it.`,
    start,
    `jifen.demandVersion(${quoted(version)}, ${quoted(resolved.id)});`,
    ...["Missing", "absent", "stronger", "rounded", "compose"].map(
      (one) => `const ${one} = jifen.${one};`,
    ),
    `const means = ${means};`,
    ...statements,
    '/** @type {import("jifen").LoadedRuleset} */',
    `${end} jifen.compiledRuleset(${name});`,
    "",
  ].join("\n");
}

interface Written {
  readonly writer: LiteralWriter;
  readonly statements: readonly string[];
  /** The source of what the expressions need. */
  readonly means: string;
  /** The source of the program. */
  readonly program: string;
}

class ModuleWriter {
  private readonly literals: LiteralWriter;
  private readonly source: SourceWriter;
  private readonly means = new MeansSource();
  /** Objects with a name in the module, and how other objects that are no plain data are written. */
  private readonly named = new Map<object, () => string>();

  constructor(
    private readonly program: Program,
    private readonly found: ReadonlyMap<Evaluate, Expression>,
    before?: LiteralWriter,
  ) {
    this.literals = new LiteralWriter((one) => this.special(one), before);
    this.source = new SourceWriter(program.slots, {
      tree: (expression) => {
        this.means.composes(expression);
        return this.literals.of(expression);
      },
      once: (source) => this.literals.once(source),
    });
  }

  write(): Written {
    const { literals, program, named } = this;
    const { arithmetic, slots, clock, resolved } = program;
    literals.statements.push(
      `const arithmetic = new jifen.Arithmetic(${arithmetic.places});`,
      `const clock = new jifen.Clock(${quoted(resolved.timeZone)});`,
      "const tables = new Map();",
    );
    named.set(arithmetic, () => "arithmetic");
    named.set(clock, () => "clock");
    named.set(slots.tables, () => "tables");
    named.set(slots.means, () => "means");
    named.set(parameterMissing, () => "jifen.parameterMissing");
    const { generated: _, ...own } = slots;
    literals.statements.push(`const slots = ${literals.of(own)};`);
    named.set(slots, () => "slots");
    for (const [name, table] of slots.tables) this.table(name, table, resolved.tables.get(name));
    for (const { links } of program.events.values())
      for (const { condition } of links) this.order(condition);
    const text = literals.of(program);
    this.means.results(resolved, slots);
    literals.statements.push(...this.means.statements((expression) => literals.of(expression)));
    const { statements } = literals;
    return { writer: literals, statements, means: this.means.source(slots), program: text };
  }

  /** Expressions that look up in a table need it, so tables come first. */
  private table(name: string, slots: TableSlots, table: Table | undefined): void {
    const { literals, named, source } = this;
    const cells = [...(table?.cells ?? []), ...(table?.default ? [table.default] : [])];
    const ready = [...slots.cells, ...(slots.default ? [slots.default] : [])];
    for (const [at, { value }] of cells.entries())
      named.set(ready[at]!.value, () => source.functionOf(value));
    literals.statements.push(`tables.set(${quoted(name)}, ${literals.of(slots)});`);
  }

  /** The functions of a link's condition that are no expressions. */
  private order({ order }: LinkCondition): void {
    const { literals, named } = this;
    if (order === undefined) return;
    named.set(order.compare, () => `jifen.comparerOf(${literals.of(order.type)}, arithmetic)`);
    for (const { own, distance } of order.bounds)
      if (distance !== undefined)
        named.set(own, () => `jifen.dayAround(${literals.of(distance)}, arithmetic)`);
  }

  private special(one: object): string | undefined {
    const expression = this.found.get(one as Evaluate);
    if (expression !== undefined) return this.source.functionOf(expression);
    if (one instanceof Ratio) return `new jifen.Ratio(${one.numerator}n, ${one.denominator}n)`;
    if (one instanceof CreditSignature) {
      const parts = [one.components, one.onEvents, one.onEntries];
      return `new jifen.CreditSignature(${parts.map((part) => this.literals.of(part)).join(", ")})`;
    }
    return this.named.get(one)?.();
  }
}
