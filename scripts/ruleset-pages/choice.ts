import type { Result } from "../../src/document/result.ts";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { partsOf } from "../../src/expression/tree.ts";
import type { Clause, Node, ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import { readPeriod } from "../../src/values/calendar.ts";
import { clausesOfAccount } from "./names.ts";
import type { ExampleRun } from "./runs.ts";

type Expected = ExampleDocument["expect"];

/** How much a thing is about the clause: nothing, or its part among all the clauses that it cites. */
type Part = (thing: { readonly clauses?: readonly string[] }) => number;

/** The example that shows most of a clause in the fewest rows, rather under the default readings. */
export function workedCase(
  ruleset: ResolvedRuleset,
  runs: readonly ExampleRun[],
  clause: Clause,
): ExampleRun | undefined {
  const graded = runs
    .filter(({ clauses }) => clauses.has(clause.id))
    .map((run) => ({ run, grade: shown(ruleset, run, clause) - effort(ruleset, run, clause) }));
  return graded.sort((a, b) => b.grade - a.grade || a.run.number - b.run.number)[0]?.run;
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}

/** How much of a clause an example shows: what the clause made, and what `expect` says of it. */
function shown(ruleset: ResolvedRuleset, { example, result }: ExampleRun, clause: Clause): number {
  const part: Part = ({ clauses = [] }) => (clauses.includes(clause.id) ? 1 / clauses.length : 0);
  const { expect } = example;
  const notices = 4 * most([...result.rejections, ...result.warnings].map(part));
  const lines = 3 * most(result.accounts.flatMap(({ lines: steps = [] }) => steps.map(part)));
  const lacking = most(result.unavailable.flatMap(({ missing }) => missing.map(part)));
  const unit = readPeriod(result.period.name)?.unit;
  const units = ruleset.periods.flatMap((one) => (part(one) > 0 ? [one.unit] : []));
  const isPeriod = units.some((one) => one === unit);
  const circular = (expect.scores ? 1 : 0) + (expect.ranks ? 1 : 0);
  const period = isPeriod ? circular : units.length === 0 ? 0 : -3;
  const about = [
    clause.title,
    ...ruleset.notes.filter((note) => part(note) > 0).map(({ text }) => text),
  ];
  const said = commonWords(about.map(({ en }) => en).join(" "), example.it);
  return (
    shownEntries(result, part) +
    shownOutcomes(expect, result, part) +
    shownTargets(ruleset, expect, part) +
    most(ruleset.nodes.map((node) => shownOf(node, part, expect, result))) +
    0.8 * Math.min(said, 4) +
    [notices, lines, expect.unavailable === undefined ? 0 : lacking, period].reduce(
      (sum, one) => sum + one,
      0,
    )
  );
}

/** How many of the longer words two sentences have in common, whatever their endings. */
function commonWords(a: string, b: string): number {
  const stems = (text: string): Set<string> =>
    new Set((text.toLowerCase().match(/[a-z]{4,}/g) ?? []).map((word) => word.slice(0, 5)));
  const others = stems(b);
  return [...stems(a)].filter((stem) => others.has(stem)).length;
}

/** An event that stands for several has ids such as `1/2`. */
function row(event: string): string {
  return event.replace(/\/\d+$/, "");
}

function shownEntries(result: Result, part: Part): number {
  const entries = [...result.ledger].filter((entry) => part(entry) > 0);
  if (entries.length === 0) return 0;
  const rows = new Set(entries.map(({ event }) => row(event))).size;
  const rules = new Set(entries.map(({ rule }) => rule)).size;
  return (4 + 0.7 * (Math.min(rows, 3) - 1) + Math.min(rules, 3) - 1) * most(entries.map(part));
}

function shownOutcomes(expect: Expected, result: Result, part: Part): number {
  const stated = result.outcomes.filter(
    (one) => part(one) > 0 && one.state !== "pending" && expect.outcomes?.[one.id] !== undefined,
  );
  if (stated.length === 0) return 0;
  const given = stated.filter(({ state }) => state === "given").length;
  return (3 + (given === 0 ? 0 : 1 + 0.8 * Math.min(given, 3))) * most(stated.map(part));
}

/** Accounts that the rules of the clause write to, where `expect` names their value. */
function shownTargets({ rules }: ResolvedRuleset, expect: Expected, part: Part): number {
  const naming = rules.filter(({ to }) => to.some((id) => expect.accounts?.[id] !== undefined));
  return 2 * most(naming.map(part));
}

function shownOf(node: Node, part: Part, expect: Expected, result: Result): number {
  if (node.kind === "outcome") return 0;
  if (node.kind === "ranking") return expect.ranks?.[node.id] === undefined ? 0 : 2 * part(node);
  const weight = part(node.kind === "account" ? { clauses: clausesOfAccount(node) } : node);
  const isZero = (one: unknown): boolean =>
    one === "0" || (typeof one === "object" && one !== null && Object.values(one).every(isZero));
  const stated = Object.values(expect[`${node.kind}s`]?.[node.id] ?? {});
  const asserted = stated.some((one) => !isZero(one)) ? 2 : 0;
  if (node.kind === "measure" && (asserted > 0 || expect.scores !== undefined)) {
    const parts = new Set(partsOf(node.value, "node").map(({ node: name }) => name));
    const filled = [...result.accounts, ...result.measures].filter(
      ({ id, value }) => value !== undefined && value !== "0" && isOneOf(parts, id),
    );
    const count = new Set(filled.map(({ id }) => id)).size;
    return weight * (asserted + Math.min(Math.max(count - 1, 0), 3));
  }
  if (node.kind !== "account" || node.from !== undefined) return weight * asserted;
  const entries = [...result.ledger].filter(({ accounts }) => accounts.includes(node.id));
  return weight * (asserted + Math.min(new Set(entries.map(({ event }) => row(event))).size, 3));
}

function isOneOf(names: ReadonlySet<string>, id: string): boolean {
  return names.has(`account:${id}`) || names.has(`measure:${id}`);
}

/** What an example asks of its reader: rows, and all that has nothing to do with the clause. */
function effort(ruleset: ResolvedRuleset, { example, result }: ExampleRun, clause: Clause): number {
  const { given = {}, events, expect } = example;
  const stated = Object.values(expect).flatMap((one) => Object.values(one ?? {})).length;
  const rows = events.length + (given.subjects?.length ?? 0) + stated / 2;
  const ids = events.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const corrected =
    new Set(ids).size < ids.length ||
    events.some(({ revises, retracts }) => (revises ?? retracts) !== undefined);
  const others = result.rejections.some(({ clauses }) => !clauses?.includes(clause.id));
  const stray = result.warnings.some(({ code }) => code === "unknown-attribute");
  const strange = ruleset.nodes.filter(
    ({ kind, id, clauses }) =>
      kind === "outcome" && expect.outcomes?.[id] !== undefined && !clauses.includes(clause.id),
  );
  const readings = Object.keys(given.interpretations ?? {}).length;
  return (
    1.2 * Math.sqrt(rows) +
    0.5 * strange.length +
    5 * readings +
    1.5 * denied(expect) +
    (corrected ? 3 : 0) +
    (others ? 2 : 0) +
    (stray ? 3 : 0) +
    (given.asOf === undefined ? 0 : 1)
  );
}

/** Outcomes that nobody gets. */
function denied({ outcomes = {} }: Expected): number {
  const isDenied = (one: unknown): boolean =>
    typeof one === "object" && one !== null
      ? Object.values(one).every(isDenied)
      : ["not-given", "not-applicable", "pending"].includes(String(one));
  return Object.values(outcomes).filter(isDenied).length;
}
