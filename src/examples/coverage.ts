import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { runOf } from "../engine/score.ts";
import { type NamedValue, readNamed } from "../explain/derivation/derive.ts";
import type { Read } from "../explain/derivation/reads.ts";
import { identityOf, Tree } from "../explain/derivation/tree.ts";
import type {
  AccountPart,
  Derivation,
  MeasurePart,
  OutcomePart,
  RunningPart,
  StandingPart,
} from "../explain/model/explanation.ts";
import type { Citation, Formula } from "../explain/model/shown.ts";
import { type Expression, nodeKinds, nodeName, partsOf } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { invariant } from "../values/issue.ts";
import { statesExpected } from "./expected.ts";

/** The clauses that affected something that an example expects, in its run. */
export function effects(result: Result, example: ExampleDocument): Set<string> {
  const run = runOf(result);
  invariant(run !== undefined, "effects are read off a result that has just been made");
  const found = new Effects();
  const reads = statedValues(example).flatMap((value) => readNamed(run, value) ?? []);
  const stated = new Set(reads.map((read) => identityOf(run, read)));
  const derived: { readonly read: Read; readonly part: Derivation }[] = [];
  const watch = (read: Read, part: Derivation) => derived.push({ read, part });
  const tree = new Tree(run, -1, new Set(), watch, false);
  for (const read of reads) tree.derive(read);
  for (const { read, part } of derived)
    found.see(tree, read, part, stated.has(identityOf(run, read)));
  if (found.isPeriodJudged)
    for (const { unit, clauses } of run.world.program.resolved.periods)
      if (unit === run.world.period.unit) found.add(clauses);
  found.seeNotices(result, example);
  return found.clauses;
}

/** The node values that an example has expectations about. */
export function statedValues({ expect }: Pick<ExampleDocument, "expect">): NamedValue[] {
  const keyed = (node: NamedValue["node"], values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).flatMap(([subject, value]): NamedValue[] =>
      typeof value === "object" && value !== null
        ? Object.keys(value).map((key) => ({ node, subject, key }))
        : [{ node, subject }],
    );
  const lists = {
    account: expect.accounts,
    measure: expect.measures,
    running: expect.runnings,
    ranking: expect.ranks,
    outcome: expect.outcomes,
  };
  const states = Object.entries(expect.states ?? {}).flatMap(([id, subjects]) =>
    Object.entries(subjects).flatMap(([subject, values]) =>
      statesExpected(values).map(({ key }) => ({ node: nodeName("running", id), subject, key })),
    ),
  );
  return [
    ...keyed("ranking:final", expect.scores ?? {}),
    ...states,
    ...nodeKinds.flatMap((kind) =>
      Object.entries(lists[kind] ?? {}).flatMap(([id, values]) =>
        keyed(nodeName(kind, id), values),
      ),
    ),
  ];
}

type See<Kind extends Derivation["kind"]> = (
  part: Extract<Derivation, { kind: Kind }>,
  tree: Tree,
  read: Read,
  isStated: boolean,
) => void;

/** Collects clauses from the parts of derivations: only those that determined each part. */
class Effects {
  readonly clauses = new Set<string>();
  /** A place or an outcome that is expected is about the scored period as a whole. */
  isPeriodJudged = false;

  private readonly kinds: { readonly [Kind in Derivation["kind"]]: See<Kind> } = {
    account: (part, tree, read) => this.seeAccount(part, tree, read),
    measure: (part, _tree, _read, isStated) => this.seeMeasure(part, isStated),
    running: (part, tree, read) => this.seeRunning(part, tree, read),
    ranking: (part, tree, read, isStated) => this.seeStanding(part, tree, read, isStated),
    outcome: (part, tree, read, isStated) => this.seeOutcome(part, tree, read, isStated),
  };

  add(clauses: Iterable<string>): void {
    for (const clause of clauses) this.clauses.add(clause);
  }

  see(tree: Tree, read: Read, part: Derivation, isStated: boolean): void {
    (this.kinds[part.kind] as See<Derivation["kind"]>)(part as never, tree, read, isStated);
    if (isStated && part.key === undefined && isJudgement(part)) this.isPeriodJudged = true;
  }

  /** Expected rejections and warnings, and parameters expected to be missing. */
  seeNotices(result: Result, { expect }: ExampleDocument): void {
    for (const { event, code, clauses } of result.rejections)
      if (event !== undefined && expect.rejections?.[event] === code) this.add(clauses ?? []);
    for (const { check, code, clauses } of result.warnings)
      if (expect.warnings?.includes(check ?? code) === true) this.add(clauses ?? []);
    for (const { id, missing } of result.unavailable)
      for (const { parameter, clauses } of missing)
        if (expect.unavailable?.[id]?.includes(parameter) === true) this.add(clauses);
  }

  private cited(citations: readonly Citation[]): void {
    this.add(citations.map(({ clause }) => clause));
  }

  private sources(formula: Pick<Formula, "sources"> | undefined): void {
    for (const { clauses } of formula?.sources ?? []) this.cited(clauses);
  }

  /** What an expression comes to where the view of the tree is. */
  private used({ formulas }: Tree, expression: Expression | undefined): void {
    if (expression !== undefined) this.sources({ sources: formulas.sources(expression) });
  }

  private seeAccount(part: AccountPart, tree: Tree, read: Read): void {
    const isTouched = part.count > 0;
    if (isTouched) this.cited(part.clauses);
    for (const { does, clauses, amount, dropped, formula } of part.steps) {
      const isReduction = !/^keep-|^(cap|floor|round|value)$/.test(does);
      if (isReduction ? !isTouched : amount === undefined && dropped === undefined) continue;
      this.cited(clauses);
      this.sources(formula);
    }
    const { entries } = tree.run.world;
    const lines = tree.lookup.computed(read.node, read.owner, read.key)?.lines ?? [];
    const dropped = new Set(lines.flatMap((line) => line.entries ?? []));
    const account = tree.run.world.program.nodes[read.node];
    if (account?.node.kind !== "account" || account.node.from !== undefined) return;
    const elements = tree.lookup.elements(account as never, read.owner, read.key);
    for (const { entry } of elements)
      for (let one = entry; one >= 0; one = entries.sources[one] ?? -1)
        if (!dropped.has(one)) this.seeEntry(one, tree);
  }

  /** What gave an entry's amount, what its rule asked, and the rule's own clauses but for those that what it reads has. */
  private seeEntry(entry: number, tree: Tree): void {
    const { entries, program } = tree.run.world;
    const rule = program.rules[entries.rules[entry] ?? -1]?.rule;
    if (rule === undefined) return;
    tree.view.atEntry(entry);
    const parts = [rule.amount, rule.when, rule.for, rule.dated, rule.each];
    for (const part of parts) this.used(tree, part);
    this.seeDerived(entry, parts, tree);
    const readable = clausesOf(program.resolved, rule.amount);
    const given = tree.formulas.sources(rule.amount).some(({ clauses }) => clauses.length > 0);
    this.add(given ? rule.clauses.filter((clause) => !readable.has(clause)) : rule.clauses);
  }

  /** What the derived attributes that a rule reads came by. */
  private seeDerived(entry: number, parts: readonly (Expression | undefined)[], tree: Tree): void {
    const { world } = tree.run;
    const type = [...world.program.events.values()][
      world.store.types[world.entries.rows[entry] ?? -1] ?? -1
    ]?.type;
    const names = new Set(
      parts.flatMap((part) =>
        part === undefined ? [] : partsOf(part, "field").map(({ name }) => name),
      ),
    );
    for (const { name, value } of type?.derived ?? []) if (names.has(name)) this.used(tree, value);
  }

  private seeMeasure(part: MeasurePart, isStated: boolean): void {
    const isThere = part.value !== undefined && part.value !== "0";
    if (!isThere && !isStated) return;
    this.cited(part.clauses);
    this.sources(part.formula);
  }

  private seeRunning(part: RunningPart, tree: Tree, { node }: Read): void {
    if (part.walk.every(({ value, states }) => value === undefined && states === undefined)) return;
    this.cited(part.clauses);
    for (const { start } of part.next) this.sources(start);
    this.sources(part.formula);
    for (const { formula } of part.next) this.sources(formula);
    // Which cells it took from key to key is not kept: those of the tables that it reads.
    const running = tree.run.world.program.nodes[node]?.node;
    if (running?.kind !== "running") return;
    for (const expression of [running.value, ...running.state.map(({ next }) => next)])
      this.add(clausesOf(tree.run.world.program.resolved, expression));
  }

  private seeStanding(part: StandingPart, tree: Tree, read: Read, isStated: boolean): void {
    const { rank, notRanked, criteria } = part;
    if (rank === undefined && !isStated) return;
    this.cited(part.clauses);
    this.sources(notRanked?.condition);
    for (const { unasked, formula } of criteria) if (unasked !== true) this.sources(formula);
    const { node } = tree.run.world.program.nodes[read.node] ?? {};
    tree.view.at(read.owner, read.key);
    if (node?.kind === "ranking") this.used(tree, node.among);
  }

  private seeOutcome(part: OutcomePart, tree: Tree, read: Read, isStated: boolean): void {
    const isDecided = ["met", "missed", "given"].includes(part.state);
    if (!isDecided && !isStated) return;
    this.cited(part.clauses);
    for (const { formula, against } of part.facts) {
      this.sources(formula);
      this.sources(against?.formula);
    }
    const { node } = tree.run.world.program.nodes[read.node] ?? {};
    if (node?.kind !== "outcome" || part.state !== "given") return;
    tree.view.at(read.owner, read.key);
    this.used(tree, node.value);
  }
}

/** The clauses of every parameter and every cell that an expression may use. */
function clausesOf({ parameters, tables }: ResolvedRuleset, expression: Expression): Set<string> {
  const found = new Set<string>();
  const add = (clauses: readonly string[] | undefined): void => {
    for (const clause of clauses ?? []) found.add(clause);
  };
  for (const { name } of partsOf(expression, "parameter")) add(parameters.get(name)?.clauses);
  for (const kind of ["table", "rates"] as const)
    for (const { name } of partsOf(expression, kind)) {
      const table = tables.get(name);
      for (const { clauses } of table?.cells ?? []) add(clauses);
      add(table?.default?.clauses);
    }
  return found;
}

/** Is it what the scored period is judged by: a place, a decided outcome? */
function isJudgement(part: Derivation): boolean {
  if (part.kind === "ranking") return part.rank !== undefined;
  return part.kind === "outcome" && ["met", "missed", "given", "not-given"].includes(part.state);
}
