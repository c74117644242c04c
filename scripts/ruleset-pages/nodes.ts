import {
  changes,
  keptWords,
  reducedWords,
  roundedTo,
  tieWords,
  untilOverWords,
  windowWords,
} from "../../src/explain/prose/terms.ts";
import type {
  Account,
  KeepStep,
  MapStep,
  Measure,
  Node,
  Outcome,
  Ranking,
  ResolvedRuleset,
  Running,
  Step,
  Window,
} from "../../src/ruleset/resolved.ts";
import type { PeriodUnit } from "../../src/values/calendar.ts";
import { alike } from "../../src/values/phrase.ts";
import { both, code, list, value } from "./markdown.ts";
import {
  calendarName,
  clausesRead,
  columnName,
  eventsInto,
  expressionsOfStep,
  keyName,
  kindNames,
  nodeOf,
} from "./names.ts";
import { condition, type Voice, words } from "./words.ts";

/** A part of what a line says: of these clauses alone, where it has any. */
export interface Part {
  readonly text: string;
  readonly clauses?: readonly string[];
}

/** How a node comes to its value, part by part. */
export function nodeParts(ruleset: ResolvedRuleset, node: Node): Part[] {
  const said = (texts: readonly string[]): Part[] => texts.map((text) => ({ text }));
  switch (node.kind) {
    case "account":
      return accountParts(ruleset, node);
    case "measure":
      return said(measureTexts(ruleset, node));
    case "running":
      return said(runningTexts(ruleset, node));
    case "ranking":
      return said(rankingTexts(ruleset, node));
    case "outcome":
      return said(outcomeTexts(ruleset, node));
  }
}

function keyWords(ruleset: ResolvedRuleset, node: Node): string[] {
  if (node.keys.length === 0) return [];
  const events = node.kind === "account" ? eventsInto(ruleset, node) : undefined;
  const known = events?.length === 0 ? undefined : events;
  return [`one value for each ${list(node.keys.map((key) => keyName(ruleset, key, known)))}`];
}

function seen(window: Window): string[] {
  if (window.kind === "period") return [];
  const words = windowWords(window);
  return [`${words.en.startsWith("from ") ? "" : "over "}${value(words)}`];
}

function accountParts(ruleset: ResolvedRuleset, account: Account): Part[] {
  const rules = ruleset.rules.filter(({ to }) => to.includes(account.id));
  const source =
    account.from === undefined
      ? `the entries of ${list(rules.map(({ id }) => code(id)))}`
      : `the values of ${both(nodeOf(ruleset, account.from).label)}`;
  const before = [
    source,
    ...keyWords(ruleset, account),
    ...seen(account.window),
    ...judgedWords(account.judged),
    ...waiting(account),
  ];
  const after = account.unit === undefined ? [] : [`in ${value(account.unit)}`];
  const voice: Voice = {
    ruleset,
    events: eventsInto(ruleset, account),
    element: "the value",
  };
  const steps = account.steps.map((step): Part => {
    const clauses = [...step.clauses, ...clausesRead(ruleset, expressionsOfStep(step))];
    const text = stepWords(step, voice);
    return clauses.length === 0 ? { text } : { text, clauses };
  });
  return [...before.map((text) => ({ text })), ...steps, ...after.map((text) => ({ text }))];
}

/** What a step does, and its label where that says more: not where the step leaves all as it is. */
function stepWords(step: Step, voice: Voice): string {
  const text = stepText(step, voice);
  const { label } = step;
  const idle = step.kind === "keep" && step.keep === "all";
  const isSaid = label === undefined || idle || text.startsWith(label.en);
  return isSaid ? text : `${text} (${value(label)})`;
}

function stepText(step: Step, voice: Voice): string {
  if (step.kind === "keep") return keepWords(step, voice);
  if (step.kind === "map") return mapWords(step, voice) + (condition(step.when, voice) ?? "");
  const keys = step.per?.map((key) => keyName(voice.ruleset, key, voice.events)) ?? [];
  const per = keys.length === 0 ? undefined : alike(list(keys));
  const none = step.none === undefined ? undefined : alike(words(step.none, voice));
  return reducedWords(step.reduction, per, none).en;
}

function mapWords({ name, value: is }: MapStep, voice: Voice): string {
  if (is.kind === "round" && name === "round") return roundedTo(is.places, is.mode);
  const limit = name === "cap" || name === "floor" ? is.operands[1] : undefined;
  return changes[limit === undefined || name === "round" ? "value" : name](
    alike(words(limit ?? is, voice)),
  ).en;
}

function keepWords(step: KeepStep, voice: Voice): string {
  const of = step.of === undefined ? "" : `of the entries by ${list(step.of.map(code), "or")} `;
  const count = step.count === undefined ? "" : words(step.count, voice);
  const keys = step.per.map((key) => keyName(voice.ruleset, key, voice.events));
  const per = keys.length === 0 ? undefined : alike(list(keys));
  const within = step.within === undefined ? "" : ` ${seen(step.within).join("")}`;
  const when = condition(step.when, voice) ?? "";
  return `${of}${keptWords(step.keep, alike(count), per).en}${within}${when}`;
}

function measureTexts(ruleset: ResolvedRuleset, measure: Measure): string[] {
  return [
    words(measure.value, { ruleset, events: [] }),
    ...keyWords(ruleset, measure),
    ...seen(measure.window),
    ...(measure.unit === undefined ? [] : [`in ${value(measure.unit)}`]),
    ...judgedWords(measure.judged),
    ...waiting(measure),
  ];
}

function judgedWords(judged: readonly PeriodUnit[] | undefined): string[] {
  if (judged === undefined) return [];
  return [`only when a ${list(judged.map(calendarName), "or")} is scored`];
}

/** What it is until its time is over, where it does not simply follow what there is. */
function waiting({ untilOver = "open" }: Pick<Running, "untilOver">): string[] {
  return untilOver === "open" ? [] : [value(untilOverWords[untilOver])];
}

function runningTexts(ruleset: ResolvedRuleset, running: Running): string[] {
  const over = nodeOf(ruleset, running.over);
  const voice: Voice = { ruleset, events: [], element: both(over.label) };
  const keys = list(running.keys.map((key) => keyName(ruleset, key)));
  return [
    `goes through ${both(over.label)}, one ${keys} after the other`,
    ...seen(running.window),
    ...running.state.flatMap(({ name, start, next }) => [
      `${code(name)} begins at ${words(start, voice)}`,
      `at each ${keys} it becomes ${words(next, voice)}`,
    ]),
    `its value is ${words(running.value, voice)}`,
    ...judgedWords(running.judged),
    ...waiting(running),
  ];
}

function rankingTexts(ruleset: ResolvedRuleset, ranking: Ranking): string[] {
  const voice: Voice = { ruleset, events: [] };
  const by = ranking.by.map((criterion) => {
    const first = `the ${criterion.descending ? "highest" : "lowest"} first`;
    const again = criterion.again ? " (those still tied start again 仍并列者重新比较)" : "";
    if (criterion.kind === "value") return `${words(criterion.value, voice)}, ${first}${again}`;
    const listed = both(nodeOf(ruleset, criterion.node).label);
    const sorted = criterion.sorted === undefined ? "" : ` (${criterion.sorted})`;
    return `${listed} one by one 逐项${sorted}, ${first}${again}`;
  });
  const per = ranking.keys.map((key) => `, for every ${keyName(ruleset, key)}`).join("");
  const within = ranking.within.map((name) =>
    name === "category" ? both(columnName(ruleset, "category")) : code(name),
  );
  return [
    `${everyOne(ruleset, ranking.kinds)} by ${by.join(", then by ")}${per}`,
    within.length === 0 ? "in one list 统一排名" : `separately for each ${list(within)} 分类排名`,
    ...(ranking.among === undefined ? [] : [`only those for whom ${words(ranking.among, voice)}`]),
    value(tieWords[ranking.ties]),
    ...(ranking.published ? [] : ["used internally, not published 不公布"]),
  ];
}

/** `every unit`; where there is but one, its name. */
function everyOne(ruleset: ResolvedRuleset, kinds: readonly string[]): string {
  const single = kinds.every((kind) => ruleset.kinds.get(kind)?.who === "single");
  return `${single ? "" : "every "}${kindNames(ruleset, kinds)}`;
}

function outcomeTexts(ruleset: ResolvedRuleset, outcome: Outcome): string[] {
  const voice: Voice = { ruleset, events: [] };
  const per = outcome.keys.map((key) => ` and every ${keyName(ruleset, key)}`).join("");
  const where = condition(outcome.where, voice);
  const verb = outcome.outcome === "target" ? "met" : "given";
  const when = condition(outcome.when, voice);
  const what = outcome.outcome === "grade" ? "grade" : "amount";
  return [
    `for ${everyOne(ruleset, outcome.kinds)}${per}${where ?? " (none)"}`,
    ...seen(outcome.window),
    when === undefined ? `never ${verb}` : `${when === "" ? "always " : ""}${verb}${when}`,
    ...(outcome.value === undefined ? [] : [`the ${what} is ${words(outcome.value, voice)}`]),
    ...(outcome.unit === undefined ? [] : [`in ${value(outcome.unit)}`]),
    ...judgedWords(outcome.judged),
    ...waiting(outcome),
  ];
}
