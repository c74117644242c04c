import { demandArgument, ownOptions } from "../../values/arguments.ts";
import * as kinds from "../../values/option-kinds.ts";
import type { Language } from "../../values/text.ts";
import type {
  AccountPart,
  Criterion,
  Derivation,
  Explanation,
  MeasurePart,
  OutcomePart,
  Part,
  RunningPart,
  StandingPart,
  StateShown,
} from "../model/explanation.ts";
import { Page, shortSeries, type TextOptions } from "./page.ts";
import {
  accountClauses,
  reducedText,
  reductionName,
  tellAccount,
  tellAccounts,
} from "./tell-account.ts";
import { isUnjudged, outcomeLine, tellKeyed, unjudgedLines } from "./tell-outcome.ts";
import { tellSections } from "./tell-sections.ts";

/** An explanation in sentences and indented lines, in English or Chinese. */
export function explanationText(
  explanation: Explanation,
  language: Language,
  options: TextOptions = {},
): string {
  demandArgument("language of explanationText", language, kinds.language);
  demandArgument("explanation of explanationText", explanation, kinds.named);
  const page = new Page(language, ownOptions("explanationText", options, { full: kinds.flag }));
  page.add(0, titleOf(page, explanation));
  for (const part of explanation.standings) tellStanding(page, explanation, part);
  if (explanation.outcomes.length > 0) {
    page.add(0, page.words.told.headings.outcomes);
    tellParts(
      page,
      1,
      explanation.outcomes.filter((part) => !isUnjudged(part)),
    );
    for (const line of unjudgedLines(page, explanation.outcomes.filter(isUnjudged)))
      page.add(1, line);
  }
  if (explanation.others.length > 0) {
    page.add(0, page.words.told.headings.others);
    tellParts(page, 1, explanation.others);
  }
  tellSections(page, explanation);
  return page.toString();
}

/** One derivation in sentences and indented lines. */
export function derivationText(part: Part, language: Language, options: TextOptions = {}): string {
  const page = new Page(language, options);
  tellParts(page, 1, [part]);
  return page.toString();
}

function titleOf(page: Page, { subject, ruleset, period, asOf }: Explanation): string {
  const { told } = page.words;
  const kinds = [
    subject.kindLabel,
    ...(subject.category === undefined ? [] : [subject.category.label]),
  ];
  const name = page.subject(subject);
  const labels = [...new Set(kinds.map((kind) => page.in(kind)))].filter((kind) => kind !== name);
  const title = told.title(name, labels, page.in(ruleset.title), period.name);
  return `${title}${asOf === undefined ? "" : told.asOf(asOf)}${period.over ? "" : told.provisional}`;
}

function tellStanding(page: Page, { subject }: Explanation, part: Part): void {
  if (part.kind !== "ranking") return;
  page.add(0, standingLine(page, part, page.subject(subject)));
  const isUnknown = part.notRanked?.reason === "unavailable";
  tellParts(page, 1, isUnknown ? part.parts.filter(hasEntries) : part.parts);
}

/** The line on a place: under the name of the one who has it, or, within a derivation, of the ranking. */
function standingLine(page: Page, standing: StandingPart, name?: string): string {
  const { told } = page.words;
  const { criteria, cohort, ranked, rank, ties, clauses } = standing;
  const ranking = page.heading(withoutOwner(standing));
  const cites = page.cite(clauses);
  if (rank === undefined) {
    const why = whyNot(page, standing);
    return `${name === undefined ? told.unplaced(ranking, why) : told.unranked(name, ranking, why)}${cites}`;
  }
  const [first, ...further] = criteria;
  const score = told.sentence([
    ...(first === undefined ? [] : [page.value(first)]),
    ...further
      .filter(({ unasked }) => unasked !== true)
      .map((criterion) => told.is(criterionLabel(page, criterion), page.value(criterion))),
  ]);
  const line = told.standing({
    name: name ?? ranking,
    ranking: name === undefined ? undefined : ranking,
    score: name === undefined ? undefined : score,
    rank,
    cohort: page.cohort(cohort),
    ranked,
    ties: ties.map((tied) => page.subject(tied)),
  });
  return `${line}${cites}`;
}

/** A criterion, with the tied group if it depends on ties. */
function criterionLabel(page: Page, { label, among }: Criterion): string {
  if (among === undefined) return page.in(label);
  return page.words.told.among(
    page.in(label),
    among.map((one) => page.subject(one)),
  );
}

function withoutOwner({ of: _of, ...standing }: StandingPart): StandingPart {
  return standing;
}

/** Why a subject is not ranked. */
function whyNot(
  page: Page,
  { notRanked, criteria }: Pick<StandingPart, "notRanked" | "criteria">,
): string {
  const { told, states } = page.words;
  if (notRanked?.reason === "excluded" && notRanked.condition !== undefined)
    return told.excluded(page.in(notRanked.condition.filled));
  const [first] = criteria;
  const why = notRanked?.gap === undefined ? states.absent : page.gap(notRanked.gap);
  return told.noValue(first === undefined ? "" : page.in(first.label), why);
}

/** Parts of one node at several keys, each with its place among them. */
type Series = readonly { readonly part: Derivation; readonly position: number }[];

/** Writes parts one below another; those of one node at several keys together. */
function tellParts(page: Page, depth: number, parts: readonly Part[]): void {
  const groups = new Map<string, Derivation[]>();
  for (const part of parts) {
    if (part.kind === "mention") continue;
    const name = `${part.kind} ${part.id} ${part.of?.kind ?? ""} ${part.of?.id ?? ""}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [part]);
    else group.push(part);
  }
  for (const group of groups.values()) {
    const series = group
      .map((part, position) => ({ part, position }))
      .filter(({ part }) => depth === 1 || !isEmpty(page, part));
    const isShort = page.full || series.length <= shortSeries;
    const isOne = group.length === 1 || (isShort && group[0]?.kind !== "outcome");
    if (isOne) for (const { part } of series) tellPart(page, depth, part);
    else if (series.length > 0) tellSeries(page, depth, series);
  }
}

function hasEntries(part: Part): boolean {
  if (part.kind === "account" && part.count > 0) return true;
  return part.kind !== "mention" && part.parts.some(hasEntries);
}

/** An empty account: the part that reads it already shows that. */
function isEmpty(page: Page, part: Derivation): boolean {
  if (page.full || part.kind !== "account" || part.gap !== undefined) return false;
  return (
    part.count === 0 &&
    part.parts.length === 0 &&
    part.steps.every(({ amount }) => amount === undefined)
  );
}

type Tell<Kind extends Derivation["kind"]> = (
  page: Page,
  depth: number,
  part: Extract<Derivation, { kind: Kind }>,
) => void;

const tellers: { readonly [Kind in Derivation["kind"]]: Tell<Kind> } = {
  measure: tellMeasure,
  account: (page, depth, account) => {
    page.open(depth, accountLine(page, account));
    tellAccount(page, depth + 1, account);
    tellParts(page, depth + 1, account.parts);
  },
  running: tellRunning,
  ranking: (page, depth, standing) => {
    page.add(depth, standingLine(page, standing));
    tellParts(page, depth + 1, standing.parts);
  },
  outcome: (page, depth, outcome) => {
    page.add(depth, outcomeLine(page, outcome));
    tellEvents(page, depth + 1, outcome);
    tellParts(page, depth + 1, outcome.parts);
  },
};

function tellPart(page: Page, depth: number, part: Derivation): void {
  (tellers[part.kind] as Tell<Derivation["kind"]>)(page, depth, part as never);
}

function accountLine(page: Page, account: AccountPart): string {
  const { told } = page.words;
  const window =
    account.window === undefined
      ? ""
      : told.bracketed(told.window(account.window.first, account.window.last));
  const value = `${page.value(account)}${reducedText(page, account)}${window}`;
  return `${told.is(page.heading(account), value)}${page.cite(accountClauses(account))}`;
}

/** A measure; one that is just another value is merged with it. */
function tellMeasure(page: Page, depth: number, measure: MeasurePart): void {
  const [only] = measure.parts;
  const same =
    measure.formula.plain === "read" && only?.kind === "account" && only.of === undefined
      ? only
      : undefined;
  const cites = page.cite(
    measure.clauses,
    measure.formula.sources.flatMap(({ clauses }) => clauses),
    same === undefined ? [] : accountClauses(same),
  );
  const label = page.heading(measure);
  const value = page.value(measure);
  const line = measureLine(page, measure, label, value);
  const reduced = same === undefined ? "" : reducedText(page, same);
  page.open(depth, `${line}${reduced}${cites}`);
  if (same === undefined) tellParts(page, depth + 1, measure.parts);
  else {
    tellAccount(page, depth + 1, same);
    tellParts(page, depth + 1, same.parts);
  }
}

function measureLine(page: Page, measure: MeasurePart, label: string, value: string): string {
  const { told } = page.words;
  const { formula } = measure;
  if (formula.plain === "read" || measure.value === undefined) return told.is(label, value);
  const filled = page.in(formula.filled);
  if (filled === measure.value) return told.is(label, value);
  // The chosen value comes first, then the reason.
  const chosen = filled.startsWith(measure.value) ? filled.slice(measure.value.length) : "";
  return /^( ?\(| for )/.test(chosen)
    ? told.is(label, `${value}${chosen}`)
    : told.equals(label, value, filled);
}

function tellRunning(page: Page, depth: number, running: RunningPart): void {
  const items = running.walk.map(({ key, value, gap, states }, position) => {
    const text = page.value({
      ...(value === undefined ? {} : { value }),
      ...(gap === undefined ? {} : { gap }),
    });
    return { key, position, text: states === undefined ? text : withStates(page, text, states) };
  });
  const line = page.words.told.is(page.heading(running), page.runs(items, page.valueAt));
  page.add(depth, `${line}${page.cite(running.clauses)}`);
  tellParts(page, depth + 1, running.parts);
}

/** A value at a key with the states after it. */
function withStates(page: Page, value: string, states: readonly StateShown[]): string {
  const { told } = page.words;
  const shown = states.map(({ name, label, text }) =>
    told.at(label === undefined ? name : page.in(label), page.in(text)),
  );
  return told.after(value, shown);
}

/** One node at several keys, in a few lines. */
function tellSeries(page: Page, depth: number, series: Series): void {
  const parts = series.map(({ part }) => part);
  const outcomes = parts.filter((part): part is OutcomePart => part.kind === "outcome");
  if (outcomes.length > 0) tellKeyed(page, depth, outcomes);
  else {
    page.open(depth, seriesLine(page, series));
    const accounts = parts.filter((part): part is AccountPart => part.kind === "account");
    tellAccounts(page, depth + 1, accounts);
  }
  tellParts(
    page,
    depth + 1,
    parts.flatMap((part) => part.parts),
  );
}

function seriesLine(page: Page, series: Series): string {
  const { told } = page.words;
  const group = series.map(({ part }) => part);
  const [first] = group;
  const items = series.map(({ part, position }) => ({
    key: part.key,
    text:
      part.kind === "ranking" && part.rank !== undefined
        ? told.placed(part.rank)
        : page.value(part),
    position,
  }));
  const accounts = group.filter((part): part is AccountPart => part.kind === "account");
  const measures = group.filter((part): part is MeasurePart => part.kind === "measure");
  const cites = page.cite(
    group.flatMap(({ clauses }) => clauses),
    accounts.flatMap(accountClauses),
    accounts.flatMap(({ steps }) =>
      steps.filter(({ amount }) => amount !== undefined).flatMap(({ clauses }) => clauses),
    ),
    measures.flatMap(({ formula }) => formula.sources.flatMap(({ clauses }) => clauses)),
  );
  const reductions = new Set(accounts.map((account) => reductionName(page, account)));
  const reduced = [...reductions].filter((name) => name !== "");
  const label = first === undefined ? "" : page.heading(withoutKey(first));
  return `${told.is(label, page.runs(items, page.valueAt))}${reduced.map((name) => told.bracketed(name)).join("")}${cites}`;
}

function withoutKey({ key: _key, ...part }: Derivation): Derivation {
  return part as Derivation;
}

/** The events of an outcome, where no account below shows them. */
function tellEvents(page: Page, depth: number, outcome: OutcomePart): void {
  const isShown = outcome.parts.some(({ kind }) => kind === "account");
  if (outcome.state === "not-given" || outcome.state === "met") return;
  if (outcome.events.length > 0 && !isShown) page.add(depth, page.ids(outcome.events));
}
