import type { OutcomeKind } from "../../src/document/ruleset.ts";
import type {
  Account,
  Measure,
  Node,
  Outcome,
  Ranking,
  ResolvedRuleset,
  Running,
  Step,
  Window,
} from "../../src/ruleset/resolved.ts";
import type { Text } from "../../src/values/text.ts";
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
import { condition, roundingWords, type Voice, words } from "./words.ts";

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

function windowWords(window: Window): string[] {
  switch (window.kind) {
    case "period":
      return [];
    case "year":
      return ["over the calendar year that the period lies in 全年"];
    case "year-to-date":
      return ["from 1 January to the end of the period 年初至期末"];
    case "to-date":
      return ["from the beginning to the end of the period 截至期末"];
    case "all":
      return ["over all time 不限时间"];
    case "last":
      return [
        `over the last ${window.count} × ${calendarName(window.unit)} to the end of the period`,
      ];
  }
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
    ...windowWords(account.window),
    ...judgedWords(account.judged),
    ...(account.untilOver === "pending" ? [untilOverWords.pending] : []),
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

const reductionWords = {
  sum: "summed up",
  count: "counted",
  mean: "their mean",
  highest: "the highest",
  lowest: "the lowest",
  first: "the first",
  last: "the last",
} as const;

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
  const per = keys.length === 0 ? "" : ` for each ${list(keys)}`;
  const none = step.none === undefined ? "" : `, ${words(step.none, voice)} where there are none`;
  return reductionWords[step.reduction] + per + none;
}

function mapWords({ name, value: is }: Extract<Step, { kind: "map" }>, voice: Voice): string {
  if (is.kind === "round" && name === "round") return roundingWords(is.places, is.mode);
  const limit = is.operands[1];
  if (name === "cap" && limit !== undefined) return `at most ${words(limit, voice)}`;
  if (name === "floor" && limit !== undefined) return `at least ${words(limit, voice)}`;
  return `becomes ${words(is, voice)}`;
}

function keepWords(step: Extract<Step, { kind: "keep" }>, voice: Voice): string {
  const of = step.of === undefined ? "" : `of those by ${list(step.of.map(code), "or")} `;
  const when = condition(step.when, voice) ?? "";
  if (step.keep === "all") return `${of}all count${when}`;
  const count = step.count === undefined ? "" : words(step.count, voice);
  const kept = {
    none: "none",
    first: "only the first",
    last: "only the last",
    highest: "only the highest",
    lowest: "only the lowest",
    best: `only the best ${count}`,
    worst: `only the worst ${count}`,
    drop: `all but the worst ${count}`,
    "drop-best": `all but the best ${count}`,
  }[step.keep];
  const keys = step.per.map((key) => keyName(voice.ruleset, key, voice.events));
  const per = keys.length === 0 ? "" : ` of each ${list(keys)}`;
  const within = step.within === undefined ? "" : ` ${windowWords(step.within).join("")}`;
  return `${of}${kept}${per} counts${within}${when}`;
}

function measureTexts(ruleset: ResolvedRuleset, measure: Measure): string[] {
  return [
    words(measure.value, { ruleset, events: [] }),
    ...keyWords(ruleset, measure),
    ...windowWords(measure.window),
    ...(measure.unit === undefined ? [] : [`in ${value(measure.unit)}`]),
    ...judgedWords(measure.judged),
    ...(measure.untilOver === "pending" ? [untilOverWords.pending] : []),
  ];
}

function judgedWords(judged: readonly string[] | undefined): string[] {
  if (judged === undefined) return [];
  return [`only when a ${list(judged.map(calendarName), "or")} is scored`];
}

function runningTexts(ruleset: ResolvedRuleset, running: Running): string[] {
  const over = nodeOf(ruleset, running.over);
  const voice: Voice = { ruleset, events: [], element: both(over.label) };
  const keys = list(running.keys.map((key) => keyName(ruleset, key)));
  return [
    `goes through ${both(over.label)}, one ${keys} after the other`,
    ...windowWords(running.window),
    ...running.state.flatMap(({ name, start, next }) => [
      `${code(name)} begins at ${words(start, voice)}`,
      `at each ${keys} it becomes ${words(next, voice)}`,
    ]),
    `its value is ${words(running.value, voice)}`,
    ...judgedWords(running.judged),
    ...(running.untilOver === undefined ? [] : [untilOverWords[running.untilOver]]),
  ];
}

const tieWords = {
  competition: "equals share a place 并列 (1, 1, 3)",
  last: "equals take the last of their places (2, 2, 3)",
  mean: "equals take the mean of their places (1.5, 1.5, 3)",
  dense: "equals share a place without a gap (1, 1, 2)",
} as const;

function rankingTexts(ruleset: ResolvedRuleset, ranking: Ranking): string[] {
  const voice: Voice = { ruleset, events: [] };
  const by = ranking.by.map((criterion) => {
    const first = `the ${criterion.descending ? "highest" : "lowest"} first`;
    const again = criterion.again ? " (those still level start again 仍并列者重新比较)" : "";
    if (criterion.kind === "value") return `${words(criterion.value, voice)}, ${first}${again}`;
    const listed = both(nodeOf(ruleset, criterion.node).label);
    const sorted = criterion.sorted === undefined ? "" : ` (${criterion.sorted})`;
    return `${listed} one after the other 逐项${sorted}, ${first}${again}`;
  });
  const per = ranking.keys.map((key) => `, for every ${keyName(ruleset, key)}`).join("");
  const within = ranking.within.map((name) =>
    name === "category" ? both(columnName(ruleset, "category")) : code(name),
  );
  return [
    `${everyOne(ruleset, ranking.kinds)} by ${by.join(", then by ")}${per}`,
    within.length === 0 ? "in one list 统一排名" : `apart for each ${list(within)} 分类排名`,
    ...(ranking.among === undefined ? [] : [`only those for whom ${words(ranking.among, voice)}`]),
    tieWords[ranking.ties],
    ...(ranking.published ? [] : ["used for what follows, not published 不公布"]),
  ];
}

/** `every unit`; where there is but one, its name. */
function everyOne(ruleset: ResolvedRuleset, kinds: readonly string[]): string {
  const single = kinds.every((kind) => ruleset.kinds.get(kind)?.who === "single");
  return `${single ? "" : "every "}${kindNames(ruleset, kinds)}`;
}

/** What the kinds of outcome are called. */
export const outcomeKindNames: Readonly<Record<OutcomeKind, Text>> = {
  target: { en: "Target", zh: "任务" },
  award: { en: "Award", zh: "评先" },
  notice: { en: "Notice", zh: "通知" },
  eligibility: { en: "Eligibility", zh: "资格" },
  grade: { en: "Grade", zh: "等次" },
  cash: { en: "Cash", zh: "奖金" },
  warning: { en: "Warning", zh: "提醒" },
};

const untilOverWords = {
  pending: "pending until the time it is about is over",
  provisional: "until the period is over it follows the standings so far",
  open: "",
} as const;

function outcomeTexts(ruleset: ResolvedRuleset, outcome: Outcome): string[] {
  const voice: Voice = { ruleset, events: [] };
  const per = outcome.keys.map((key) => ` and every ${keyName(ruleset, key)}`).join("");
  const where = condition(outcome.where, voice);
  const verb = outcome.outcome === "target" ? "met" : "given";
  const when = condition(outcome.when, voice);
  const what = outcome.outcome === "grade" ? "grade" : "amount";
  const until = untilOverWords[outcome.untilOver];
  return [
    `for ${everyOne(ruleset, outcome.kinds)}${per}${where ?? " – of whom there are none"}`,
    ...windowWords(outcome.window),
    when === undefined ? `never ${verb}` : `${when === "" ? "always " : ""}${verb}${when}`,
    ...(outcome.value === undefined ? [] : [`the ${what} is ${words(outcome.value, voice)}`]),
    ...(outcome.unit === undefined ? [] : [`in ${value(outcome.unit)}`]),
    ...judgedWords(outcome.judged),
    ...(until === "" ? [] : [until]),
  ];
}
