import type { NameDocument, RulesetDocument } from "../document/ruleset.ts";
import { type NodeKind, nodeName } from "../expression/tree.ts";
import { bareObject } from "../values/bare.ts";
import { readPeriod } from "../values/calendar.ts";
import { readDay } from "../values/day.ts";
import { type Issue, invariant, orderIssues, pointerTo } from "../values/issue.ts";
import { nouns } from "../values/phrase.ts";
import { isZone } from "../values/time.ts";
import { resolveAccount } from "./accounts.ts";
import { Builder } from "./builder.ts";
import { type DeclaredNodes, declareNodes } from "./declare.ts";
import { resolveFunctions } from "./functions.ts";
import { resolveMeasure, resolveOutcome, resolveRunning } from "./nodes.ts";
import { orderNodes } from "./order.ts";
import { eachReading, type Parsed, type Ruleset } from "./parse.ts";
import { resolveRanking } from "./rankings.ts";
import { originalPointer, type Readings } from "./readings.ts";
import type { Clause, Interpretation, Key, Node, ResolvedRuleset } from "./resolved.ts";
import { resolveRules, sourcesOf } from "./rules.ts";
import { Sharing } from "./sharing.ts";
import { resolveTables } from "./tables.ts";
import {
  orderedEnums,
  resolveEnums,
  resolveEvents,
  resolveKinds,
  resolveParameters,
} from "./vocabulary.ts";

/** The choices for a ruleset. */
export interface Choices {
  /** Values of parameters by name: decimal strings or whole numbers. */
  readonly parameters?: Readonly<Record<string, string | number>> | undefined;
  /** Options by interpretation; the others keep their default. */
  readonly interpretations?: Readonly<Record<string, string>> | undefined;
}

/**
 * The second stage: checks names, types and cycles, under every option of every interpretation
 * (`known`: only under the chosen ones, if the others have already been checked).
 */
export function resolveRuleset(
  ruleset: Ruleset,
  choices: Choices = {},
  known = false,
): Parsed<ResolvedRuleset> {
  const issues: Issue[] = [];
  const { interpretations = {}, parameters = {} } = bareObject(Object.entries(choices)) as Choices;
  const chosen = chooseOptions(ruleset, interpretations, issues);
  let resolved: ResolvedRuleset | undefined;
  const others = known ? [] : [...eachReading(ruleset.options, ruleset.defaults)];
  const sharing = new Sharing<Names>(others.length > 0);
  for (const readings of [chosen, ...others.filter((one) => !isSame(one, chosen))]) {
    const document = ruleset.under(readings);
    issues.push(...document.issues);
    if (document.value === undefined) continue;
    const builder = new Builder(document.value);
    const one = resolveUnder(builder, ruleset, readings, parameters, sharing);
    if (readings === chosen) resolved = one;
    for (const one of builder.parser.issues) {
      issues.push({ ...one, pointer: originalPointer(ruleset.json, readings, one.pointer) });
    }
  }
  const ordered = orderIssues(issues);
  if (resolved === undefined || ordered.some((one) => one.severity === "error"))
    return { issues: ordered };
  return { value: resolved, issues: ordered };
}

function isSame(one: Readings, other: Readings): boolean {
  return [...one].every(([id, option]) => other.get(id) === option);
}

function chooseOptions(
  ruleset: Ruleset,
  asked: Readonly<Record<string, string>>,
  issues: Issue[],
): Readings {
  const chosen = new Map(ruleset.defaults);
  // Only its reporting is needed: an empty document declares no names.
  const builder = new Builder({ subjects: {} } as unknown as RulesetDocument);
  for (const [id, option] of Object.entries(asked)) {
    const options = ruleset.options.get(id);
    const pointer = pointerTo("/interpretations", id);
    if (options === undefined)
      builder.knownName(nouns.interpretation, id, ruleset.options.keys(), "/interpretations");
    else if (builder.knownName(nouns.option, option, options, pointer)) chosen.set(id, option);
  }
  issues.push(...builder.parser.issues);
  return chosen;
}

function resolveUnder(
  builder: Builder,
  ruleset: Ruleset,
  readings: Readings,
  parameters: Readonly<Record<string, string | number>>,
  sharing: Sharing<Names>,
): ResolvedRuleset {
  const { document } = builder;
  const names = sharing.names(builder, () => resolveNames(builder, parameters));
  const sources = sourcesOf(builder);
  const eventsOf = (rules: readonly string[]): readonly string[] => [
    ...new Set(rules.flatMap((id) => sources.get(id)?.events ?? [])),
  ];
  const declared = declareNodes(builder, eventsOf);
  sharing.surround(builder, sources);
  const rules = resolveRules(builder, sources, sharing);
  const documentOrder = resolveNodes(builder, declared, eventsOf, sharing);
  const nodes = orderNodes(builder, documentOrder);
  const principal = names.kinds.get(builder.principal);
  if (principal === undefined)
    builder.report("missing-key", "/subjects", { name: nouns.kindOfSubject });
  checkExamples(builder);
  return {
    id: document.id,
    title: document.title,
    source: document.source,
    hash: ruleset.hash,
    timeZone: document.timeZone,
    clauses: clausesOf(document),
    periods: document.periods.map((period, index) => ({
      unit: period.unit,
      clauses: builder.clauses(period.clause, pointerTo("/periods", index)),
      label: period.label,
    })),
    ...names,
    principal: principal ?? {
      id: "",
      label: { en: "", zh: "" },
      who: "roster",
      categories: new Map(),
      attributes: [],
    },
    columns: (document.columns ?? {}) as Readonly<Record<string, NameDocument>>,
    consulted: builder.consulted,
    interpretations: interpretationsOf(builder, readings),
    rules,
    ruleOrder: document.rules.map(({ id }) => id),
    nodes,
    nodeOrder: documentOrder.map(({ name }) => name),
    notes: (document.notes ?? []).map((note, index) => ({
      clauses: builder.clauses(note.clause, pointerTo("/notes", index)),
      text: note.text,
    })),
    examples: document.examples ?? [],
  };
}

type Names = ReturnType<typeof resolveNames>;

/** All that is declared before rules and nodes. */
function resolveNames(builder: Builder, parameters: Readonly<Record<string, string | number>>) {
  const { timeZone } = builder.document;
  if (!isZone(timeZone)) builder.report("bad-zone", "/timeZone", { found: timeZone });
  // Each in turn may use the names of those before.
  const enums = resolveEnums(builder);
  const given = resolveParameters(builder, parameters);
  const kinds = resolveKinds(builder);
  const tables = resolveTables(builder);
  const functions = resolveFunctions(builder);
  const events = resolveEvents(builder);
  const levels = orderedEnums(builder);
  return { enums, orderedEnums: levels, kinds, events, parameters: given, tables, functions };
}

function clausesOf({ clauses }: RulesetDocument): Map<string, Clause> {
  return new Map(Object.entries(clauses).map(([id, clause]) => [id, { id, ...clause }]));
}

/** Reports examples whose choices cannot be met. */
function checkExamples(builder: Builder): void {
  for (const [index, { given }] of (builder.document.examples ?? []).entries()) {
    const { period, asOf } = given ?? {};
    const pointer = pointerTo("/examples", index, "given");
    if (period !== undefined && readPeriod(period) === undefined) {
      builder.report("bad-period", pointerTo(pointer, "period"), { found: period });
    }
    if (asOf !== undefined && readDay(asOf) === undefined) {
      builder.report("bad-date", pointerTo(pointer, "asOf"), { found: asOf });
    }
  }
}

function interpretationsOf(builder: Builder, readings: Readings): Map<string, Interpretation> {
  return new Map(
    Object.entries(builder.document.interpretations ?? {}).map(
      ([id, document]): [string, Interpretation] => [
        id,
        {
          id,
          clauses: builder.clauses(document.clause, pointerTo("/interpretations", id)),
          question: document.question,
          default: document.default,
          chosen: readings.get(id) ?? document.default,
          options: new Map(Object.entries(document.options)),
        },
      ],
    ),
  );
}

function resolveNodes(
  builder: Builder,
  declared: DeclaredNodes,
  eventsOf: (rules: readonly string[]) => readonly string[],
  sharing: Sharing<Names>,
): Node[] {
  const { document } = builder;
  const keysOf = (name: string): readonly Key[] => declared.keys.get(name) ?? [];
  const each = <One extends object>(
    kind: NodeKind,
    documents: Readonly<Record<string, One>> | undefined,
    resolve: (id: string, one: One) => Node,
  ): Node[] =>
    Object.entries(documents ?? {}).map(([id, one]) =>
      sharing.part(one, nodeName(kind, id), () => resolve(id, one)),
    );
  return [
    ...each("account", document.accounts, (id, account) => {
      const source = declared.accounts.get(id);
      invariant(source !== undefined, `account "${id}" was declared`);
      return resolveAccount(builder, id, account, source, eventsOf);
    }),
    ...each("measure", document.measures, (id, one) =>
      resolveMeasure(builder, id, one, keysOf(`measure:${id}`)),
    ),
    ...each("running", document.runnings, (id, one) => resolveRunning(builder, id, one)),
    ...each("ranking", document.rankings, (id, one) =>
      resolveRanking(builder, id, one, keysOf(`ranking:${id}`)),
    ),
    ...each("outcome", document.outcomes, (id, one) =>
      resolveOutcome(builder, id, one, keysOf(`outcome:${id}`)),
    ),
  ];
}
