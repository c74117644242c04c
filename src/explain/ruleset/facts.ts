import { runOf, score } from "../../engine/score.ts";
import type { Expression } from "../../expression/tree.ts";
import type { LoadedRuleset } from "../../program/load.ts";
import type { Account, Criterion, Outcome, Ranking } from "../../ruleset/resolved.ts";
import type { Edge, PeriodUnit } from "../../values/calendar.ts";
import { invariant } from "../../values/issue.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { alike, both, labelText } from "../../values/phrase.ts";
import type { Text } from "../../values/text.ts";
import { Viewpoint } from "../model/viewpoint.ts";
import { chinese } from "../prose/chinese/words.ts";
import { english } from "../prose/english/words.ts";
import { Formulas } from "../prose/formula.ts";
import { Names } from "../prose/names.ts";
import { StepWords } from "../prose/step-words.ts";
import {
  edgeWords,
  outcomeKindNames,
  tieWords,
  untilOverWords,
  windowWords,
} from "../prose/terms.ts";

/** The kinds of part that a ruleset has. */
export type Topic =
  | "ruleset"
  | "clause"
  | "period"
  | "subject"
  | "enumeration"
  | "event"
  | "parameter"
  | "cell"
  | "interpretation"
  | "rule"
  | "account"
  | "measure"
  | "running"
  | "ranking"
  | "outcome"
  | "note";

/** One part of a ruleset with its properties in words. */
export interface Fact {
  readonly topic: Topic;
  readonly id: string;
  readonly label: Text;
  readonly clauses: readonly string[];
  readonly parts: ReadonlyMap<string, Text>;
}

/** All parts of a ruleset, under its default readings. */
export function factsOf(ruleset: LoadedRuleset): Fact[] {
  const { resolved } = ruleset;
  const writer = new Writer(ruleset);
  const fact = (topic: Topic, id: string, label: Text, of: object): Fact => {
    const clauses = "clauses" in of ? (of.clauses as readonly string[]) : [];
    return { topic, id, label: labelText(label), clauses, parts: writer.parts(of) };
  };
  const { title, source, timeZone, columns } = resolved;
  return [
    fact("ruleset", "", title, { title, source, timeZone, columns }),
    ...[...resolved.clauses.values()].map((one) =>
      fact("clause", one.id, one.title, { ...one, clauses: [one.id] }),
    ),
    ...resolved.periods.map((one) => fact("period", one.unit, one.label, one)),
    ...[...resolved.kinds.values()].map((one) => fact("subject", one.id, one.label, one)),
    ...[...resolved.enums].map(([id, values]) => fact("enumeration", id, alike(id), { values })),
    ...[...resolved.events.values()].map((one) => fact("event", one.id, one.label, one)),
    ...[...resolved.parameters.values()].map((one) =>
      fact("parameter", one.name, one.label ?? alike(one.name), one),
    ),
    ...[...resolved.tables.values()].flatMap((table) =>
      [...table.cells, ...(table.default === undefined ? [] : [table.default])].map((cell) => {
        const id = [table.name, ...cell.keys].join(" · ");
        const { value, clauses } = cell;
        return fact("cell", id, alike(id), { value, clauses });
      }),
    ),
    ...[...resolved.interpretations.values()].map(({ chosen: _, ...one }) =>
      fact("interpretation", one.id, one.question, one),
    ),
    ...resolved.rules.map((one) => fact("rule", one.id, one.label, one)),
    ...resolved.nodes.map((one) => fact(one.kind, one.id, one.label, one)),
    ...resolved.notes.map((one) => fact("note", one.text.en, one.text, one)),
  ];
}

/** The parts that have words of their own, by what they are called in nodes. */
type Own = Pick<Account, "steps" | "keys" | "window"> & { readonly edge: Edge } & Pick<
    Ranking,
    "ties" | "by"
  > &
  Pick<Outcome, "outcome" | "untilOver"> & { readonly judged: readonly PeriodUnit[] };

/** Keys that identify a part rather than describe it. */
const heads: ReadonlySet<string> = new Set(["id", "name", "kind"]);

class Writer {
  private readonly formulas: Formulas;
  private readonly steps: StepWords;

  constructor(ruleset: LoadedRuleset) {
    // Labels need no values: a run without events knows them all.
    const run = runOf(score(ruleset, [], { subjects: [], period: "2000" }));
    invariant(run !== undefined, "words are asked of a result that has just been made");
    this.formulas = new Formulas(new Names(run.world), new Viewpoint(run.world));
    this.steps = new StepWords(
      (expression, element) => this.formulas.unfilled(expression, element).words,
      ruleset.resolved.rules,
    );
  }

  parts(of: object): Map<string, Text> {
    const entries = Object.entries(of).filter(([key]) => !heads.has(key));
    return new Map(
      entries.flatMap(([key, value]) => {
        const text = this.part(key, value);
        return text === undefined ? [] : [[key, text] as const];
      }),
    );
  }

  /** A part by what it is called: some have words of their own. */
  private part(key: string, value: unknown): Text | undefined {
    if (value === undefined) return undefined;
    const own = Object.hasOwn(this.own, key) ? this.own[key as keyof Own] : undefined;
    return own === undefined ? this.text(value) : own(value as never);
  }

  private readonly own: { readonly [Part in keyof Own]: (value: Own[Part]) => Text | undefined } = {
    steps: (steps) => chained(steps.map((one) => this.steps.step(one))),
    keys: (keys) => this.steps.list(keys),
    window: windowWords,
    edge: edgeWords,
    judged: (units) => both(english.told.judgedFor(units), chinese.told.judgedFor(units)),
    untilOver: (until) => untilOverWords[until],
    by: (criteria) => chained(criteria.map((one) => this.criterion(one))),
    ties: (ties) => tieWords[ties],
    outcome: (kind) => outcomeKindNames[kind],
  };

  /** What a ranking compares, and which side is ahead. */
  private criterion(one: Criterion): Text {
    const text = dispatch<Criterion, [Formulas], Text>(criterionTexts, one, this.formulas);
    return one.descending
      ? both(`${text.en}, higher first`, `${text.zh}(高者在前)`)
      : both(`${text.en}, lower first`, `${text.zh}(低者在前)`);
  }

  /** Any property of a ruleset in words; undefined if it is empty. */
  private text(value: unknown): Text | undefined {
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "boolean")
      return value ? both(english.yes, chinese.yes) : both(english.no, chinese.no);
    if (typeof value !== "object") return alike(String(value));
    if (isExpression(value)) return this.formulas.unfilled(value).words;
    if (isLabel(value)) return labelText(value);
    if (Array.isArray(value)) return this.list(value.map((part) => ["", part]));
    return this.list(value instanceof Map ? [...value] : Object.entries(value));
  }

  private list(entries: readonly (readonly [unknown, unknown])[]): Text | undefined {
    const texts = entries.flatMap(([key, value]) => {
      const text = this.text(value);
      if (text === undefined || value === false) return [];
      const head = key === "" || key === "kind" || key === "name" || key === "id" ? "" : `${key}: `;
      return [{ en: `${head}${text.en}`, zh: `${head}${text.zh}` }];
    });
    if (texts.length === 0) return undefined;
    return { en: texts.map(({ en }) => en).join(", "), zh: texts.map(({ zh }) => zh).join("、") };
  }
}

const criterionTexts: ByKind<Criterion, [Formulas], Text> = {
  value: ({ value }, formulas) => formulas.unfilled(value).words,
  list: ({ node, sorted }, { names }) => {
    const label = names.label(node);
    return both(english.listed(label.en, sorted), chinese.listed(label.zh, sorted));
  },
};

/** What happens one after the other. */
function chained(texts: readonly Text[]): Text {
  return {
    en: texts.map(({ en }) => en).join("; then "),
    zh: texts.map(({ zh }) => zh).join(";再"),
  };
}

function isExpression(value: object): value is Expression {
  return "operands" in value && "type" in value && "kind" in value;
}

function isLabel(value: object): value is Text {
  return "en" in value && "zh" in value;
}
