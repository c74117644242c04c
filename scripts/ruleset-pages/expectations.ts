import type { Result } from "../../src/document/result.ts";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { nodeName } from "../../src/expression/tree.ts";
import { nodeOfCriterion } from "../../src/ruleset/order.ts";
import type { Node, ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import { both, code, figure, list, plain, table, value } from "./markdown.ts";
import { nodeOf, stateNames, valueName } from "./names.ts";

/** One result that an example states: what, for whom, how much. */
interface Stated {
  readonly what: string;
  readonly subject: string;
  readonly value: string;
}

type Values = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An example with what came of it. */
interface Scored {
  readonly example: ExampleDocument;
  readonly result: Result;
}

/** The results of an example: a row for each, a column for each subject. */
export function expectationRows(ruleset: ResolvedRuleset, run: Scored): readonly string[] {
  const { expect } = run.example;
  const stated = statedOf(ruleset, expect);
  const subjects = [...new Set(stated.map(({ subject }) => subject))];
  const rows = [...new Set(stated.map(({ what }) => what))].map((what) => [
    what,
    ...subjects.map(
      (subject) => stated.find((one) => one.what === what && one.subject === subject)?.value ?? "",
    ),
  ]);
  return [...table(["result 结果", ...subjects.map(code)], rows), ...noticeLines(ruleset, run)];
}

function statedOf(ruleset: ResolvedRuleset, expect: ExampleDocument["expect"]): Stated[] {
  const final = ruleset.nodes.find((node) => node.name === "ranking:final");
  const by = final?.kind === "ranking" ? nodeOfCriterion(final.by[0]) : undefined;
  const score = by === undefined ? "score 得分" : both(nodeOf(ruleset, by).label);
  const stated: Stated[] = Object.entries(expect.scores ?? {}).map(([subject, number]) => {
    return { what: score, subject, value: figure(number) };
  });
  for (const [id, places] of Object.entries(expect.ranks ?? {})) {
    const what = `place in ${both(nodeOf(ruleset, nodeName("ranking", id)).label)}`;
    for (const [subject, place] of Object.entries(places))
      stated.push({ what, subject, value: String(place) });
  }
  for (const kind of ["account", "measure", "running", "outcome"] as const) {
    const values = expect[`${kind}s`] as Values | undefined;
    for (const [id, byWhom] of Object.entries(values ?? {})) {
      const node = nodeOf(ruleset, nodeName(kind, id));
      for (const [subject, one] of Object.entries(byWhom))
        stated.push(...statedFor(ruleset, node, subject, one));
    }
  }
  return stated;
}

function statedFor(ruleset: ResolvedRuleset, node: Node, subject: string, is: unknown): Stated[] {
  if (typeof is !== "object" || is === null)
    return [{ what: nodeWords(node), subject, value: resultWords(ruleset, node, String(is)) }];
  return Object.entries(is).map(([key, one]) => ({
    what: `${nodeWords(node)}, ${keyWords(ruleset, node, key)}`,
    subject,
    value: resultWords(ruleset, node, String(one)),
  }));
}

/** A node as a row is called: with its unit, where it does not come in points. */
function nodeWords(node: Node): string {
  return node.unit === undefined ? both(node.label) : `${both(node.label)} (${value(node.unit)})`;
}

export function keyWords(ruleset: ResolvedRuleset, node: Node, key: string): string {
  const [only] = node.keys;
  if (only?.name === "event") return `no. ${code(key)}`;
  return only?.type.kind === "enum" && node.keys.length === 1
    ? valueName(ruleset, only.type, key)
    : plain(key);
}

/** A value or state of a node in words. */
export function resultWords(ruleset: ResolvedRuleset, node: Node, is: string): string {
  if (node.kind === "outcome") {
    const state = Object.entries(stateNames).find(([name]) => name === is)?.[1];
    if (state !== undefined) return value(state);
    if (node.value !== undefined) return valueName(ruleset, node.value.type, is);
  }
  const absences = {
    absent: { en: "none", zh: "无" },
    "no value": { en: "none", zh: "无" },
    pending: stateNames.pending,
    unavailable: { en: "not available", zh: "无法计算" },
  };
  const absence = Object.entries(absences).find(([name]) => name === is)?.[1];
  return absence === undefined ? figure(is) : value(absence);
}

function noticeLines(ruleset: ResolvedRuleset, { example, result }: Scored): string[] {
  const lines: string[] = [];
  const general = result.warnings.filter((one) => one.event === undefined);
  const warned = new Set(
    general.map(({ message, subject }) =>
      subject === undefined ? value(message) : `${code(subject)}: ${value(message)}`,
    ),
  );
  if (example.expect.warnings !== undefined && warned.size > 0)
    lines.push(`Warnings 提醒: ${[...warned].join("; ")}.`, "");
  for (const [id, missing] of Object.entries(example.expect.unavailable ?? {})) {
    const name = result.unavailable.find((one) => one.id === id)?.node;
    const node = ruleset.nodes.find((one) => one.name === name);
    const what = node === undefined ? code(id) : both(node.label);
    lines.push(`Unavailable 无法计算: ${what}, without ${list(missing.map(code))}.`, "");
  }
  return lines;
}
