import type { Explanation, IdleEvent, UnavailablePart } from "../model/explanation.ts";
import type { Page } from "./page.ts";

/** The sections after the values: events that did not count, unavailable values, interpretations. */
export function tellSections(page: Page, explanation: Explanation): void {
  const { told } = page.words;
  const section = (name: keyof typeof told.headings, lines: readonly string[]): void => {
    if (lines.length > 0) page.add(0, told.headings[name]);
    for (const line of lines) page.add(1, line);
  };
  section(
    "rejected",
    explanation.rejected.map(({ event, message, hint, clauses }) => {
      const why = hint === undefined ? page.in(message) : `${page.in(message)} (${page.in(hint)})`;
      return `${told.is(page.ids([event]), why)}${page.cite(clauses)}`;
    }),
  );
  section(
    "corrected",
    explanation.corrected.map(({ event, day, type, how, by }) => {
      const plain = `${told.event(day, event, undefined)}${told.bracketed(page.in(type))}`;
      return told.is(plain, how === "revised" ? told.revised(by) : told.retracted(by));
    }),
  );
  section("idle", idleLines(page, explanation.idle));
  section("unavailable", unavailableLines(page, explanation.unavailable));
  section(
    "readings",
    explanation.readings.map(
      ({ question, label, clauses }) =>
        `${told.reading(page.in(question), page.in(label))}${page.cite(clauses)}`,
    ),
  );
}

/** Values with the same missing parameters are grouped. */
function unavailableLines(page: Page, nodes: readonly UnavailablePart[]): string[] {
  const byMissing = new Map<string, string[]>();
  for (const { label, missing } of nodes) {
    const why = page.words.told.missing(page.missing(missing));
    const labels = byMissing.get(why);
    if (labels === undefined) byMissing.set(why, [page.in(label)]);
    else labels.push(page.in(label));
  }
  return [...byMissing].map(([why, labels]) => page.words.told.at(page.words.list(labels), why));
}

/** Events by their type, in the order in which the types first come. */
function idleLines(page: Page, events: readonly IdleEvent[]): string[] {
  const byType = new Map<string, IdleEvent[]>();
  for (const event of events) {
    const type = page.in(event.type);
    const list = byType.get(type);
    if (list === undefined) byType.set(type, [event]);
    else list.push(event);
  }
  return [...byType].map(([type, list]) => {
    const texts = list.map(({ day, event, item }) => page.words.told.event(day, event, item));
    return page.words.told.is(type, page.list(texts));
  });
}
