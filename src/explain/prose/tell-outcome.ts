import type { FactPart, OutcomePart, Part } from "../model/explanation.ts";
import type { Page, RunItem } from "./page.ts";
import { isSame, limitWords } from "./terms.ts";

/** The state of an outcome in words, with its grade or amount. */
function outcomeText(page: Page, outcome: OutcomePart): string {
  const { told } = page.words;
  const result =
    outcome.result === undefined
      ? undefined
      : page.amount(page.in(outcome.result.text), outcome.unit);
  const text = told.outcome(outcome.outcome, outcome.state, result);
  const judged = outcome.judged === undefined ? "" : told.bracketed(told.judgedFor(outcome.judged));
  const gap = outcome.gap === undefined ? "" : told.bracketed(page.gap(outcome.gap));
  return `${text}${judged}${gap}${outcome.provisional === true ? told.provisional : ""}`;
}

/** A fact in words: a failed comparison is written as the opposite one. */
function factText(page: Page, fact: FactPart): string {
  const { told, fails } = page.words;
  const { formula, keys, comparison, against } = fact;
  const value = page.in(fact.value.text);
  if (keys !== undefined) {
    const stated = fact.holds ? page.in(formula.filled) : fails(page.in(formula.filled));
    const items = keys.map(({ key, value: text, position }) => ({
      key: { value: key, text: { en: key, zh: key } },
      text,
      position,
    }));
    return items.length === 0 ? stated : told.at(stated, page.runs(items, page.valueAt));
  }
  if (comparison === undefined || against === undefined) {
    if (fact.denied !== undefined) return page.in(fact.denied);
    return formula.plain === undefined && fact.holds
      ? page.in(formula.filled)
      : told.is(page.in(formula.words), value);
  }
  const left =
    formula.plain === undefined
      ? told.makes(page.in(formula.filled), value)
      : told.is(page.in(formula.words), value);
  const isEquality = comparison === "==" || comparison === "!=";
  if (isEquality && !/^-?\d/.test(fact.value.value)) return left;
  const right = againstText(page, against);
  if (right === value && formula.plain !== undefined && isSame(comparison, fact.holds))
    return told.equal(page.in(formula.words), value);
  return told.compares(left, page.in(limitWords(comparison, right, fact.holds)));
}

function againstText(page: Page, { formula, value }: NonNullable<FactPart["against"]>): string {
  const limit = page.in(value.text);
  if (formula.plain === "literal") return limit;
  const filled = page.in(formula.filled);
  // A single named number, such as a target, already shows its value.
  const isOne = !/[-+×÷]\s|[(〔[]/.test(filled) && filled.endsWith(` ${limit}`);
  if (formula.plain !== undefined || isOne) return filled;
  return page.words.told.makes(filled, limit);
}

function factsText(page: Page, outcome: OutcomePart): string {
  if (outcome.facts.length === 0) return "";
  const facts = page.words.told.sentence(outcome.facts.map((fact) => factText(page, fact)));
  return page.words.told.bracketed(facts);
}

/** The line on an outcome without keys. */
export function outcomeLine(page: Page, outcome: OutcomePart): string {
  const { told } = page.words;
  const text = `${outcomeText(page, outcome)}${factsText(page, outcome)}`;
  return `${told.is(page.heading(outcome), text)}${page.cite(outcome.clauses, factClauses([outcome]))}`;
}

/** Is it an outcome that is judged for other kinds of period only? */
export function isUnjudged(part: Part): part is OutcomePart {
  return part.kind === "outcome" && part.state === "not-judged";
}

/** The lines on outcomes that are judged for other kinds of period only: one for those judged alike. */
export function unjudgedLines(page: Page, outcomes: readonly OutcomePart[]): string[] {
  const byText = new Map<string, string[]>();
  for (const outcome of outcomes) {
    const text = outcomeText(page, outcome);
    const name = `${page.heading(outcome)}${page.cite(outcome.clauses)}`;
    const names = byText.get(text);
    if (names === undefined) byText.set(text, [name]);
    else names.push(name);
  }
  return [...byText].map(([text, names]) => page.words.told.at(text, page.words.list(names)));
}

/** The lines on an outcome that has several keys: one for each state. */
export function tellKeyed(page: Page, depth: number, outcomes: readonly OutcomePart[]): void {
  const [first] = outcomes;
  if (first === undefined) return;
  const { told } = page.words;
  page.add(
    depth,
    `${page.in(first.label)}${page.cite(first.clauses, factClauses(outcomes))}${told.made}`,
  );
  const byText = new Map<string, RunItem[]>();
  for (const [position, outcome] of outcomes.entries()) {
    const text = outcomeText(page, outcome);
    const item = { key: outcome.key, text: factsText(page, outcome), position };
    const list = byText.get(text);
    if (list === undefined) byText.set(text, [item]);
    else list.push(item);
  }
  for (const [text, items] of byText) {
    page.add(
      depth + 1,
      told.is(
        text,
        page.runs(items, (key, text) => `${key}${text}`),
      ),
    );
  }
}

function factClauses(outcomes: readonly OutcomePart[]) {
  return outcomes.flatMap(({ facts }) =>
    facts.flatMap(({ formula, against }) =>
      [...formula.sources, ...(against?.formula.sources ?? [])].flatMap(({ clauses }) => clauses),
    ),
  );
}
