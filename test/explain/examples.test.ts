import { describe, expect, test, vi } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { explain } from "../../src/explain/explain.ts";
import type { Explanation } from "../../src/explain/model/explanation.ts";
import type { Citation } from "../../src/explain/model/shown.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import type { Language } from "../../src/values/text.ts";
import {
  accountsOf,
  bundled,
  derivationsOf,
  exampleResults,
  mentionsOf,
  rulesetIds,
  total,
} from "./cases.ts";

// Some thousand explanations are told in these tests.
vi.setConfig({ testTimeout: 120_000 });

interface Explained {
  readonly what: string;
  readonly result: Result;
  readonly subject: string;
  readonly kind: string;
  readonly explanation: Explanation;
}

const explained = new Map<string, readonly Explained[]>();

/** The explanation of every subject in every example of a ruleset. */
function allOf(id: string): readonly Explained[] {
  const all =
    explained.get(id) ??
    exampleResults(id).flatMap(({ it, result }) =>
      result.subjects.map(({ id: subject, kind }) => ({
        what: `${it}: ${kind} ${subject}`,
        result,
        subject,
        kind,
        explanation: explain(result, subject, { kind }),
      })),
    );
  explained.set(id, all);
  return all;
}

/** What stands out in some explanations, each with where it was found. */
function complaints(
  id: string,
  find: (one: Explained) => Iterable<string | undefined>,
): readonly string[] {
  return allOf(id).flatMap((one) =>
    [...find(one)].flatMap((text) => (text === undefined ? [] : [`${one.what}: ${text}`])),
  );
}

function unless(holds: boolean, text: string): string | undefined {
  return holds ? undefined : text;
}

function there(texts: readonly (string | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined);
}

/** Every citation in some plain data. */
function citationsIn(data: unknown, found: Citation[] = []): Citation[] {
  if (typeof data !== "object" || data === null) return found;
  if ("clause" in data && "place" in data) found.push(data as Citation);
  else for (const part of Object.values(data)) citationsIn(part, found);
  return found;
}

/** Where some data is more than JSON holds. */
function notPlain(data: unknown, path = "", found: string[] = []): string[] {
  if (typeof data === "string" || typeof data === "boolean") return found;
  if (typeof data === "number" && Number.isFinite(data)) return found;
  const prototype: unknown =
    typeof data === "object" && data !== null ? Object.getPrototypeOf(data) : undefined;
  if (prototype !== Object.prototype && prototype !== Array.prototype) found.push(path);
  else
    for (const [key, value] of Object.entries(data as object))
      notPlain(value, `${path}/${key}`, found);
  return found;
}

describe.each(rulesetIds)("the explanations of all examples of %s", (id) => {
  test("add up: entries and lines to the account, shares to the rule, entries to the sum", () => {
    let added = 0;
    const found = complaints(id, function* ({ explanation }) {
      for (const account of accountsOf(explanation)) {
        const { ref, rules, elements, steps, sum, count, adds, value } = account;
        const shares = rules.flatMap((rule) => rule.shares);
        const entries = shares.flatMap((share) => share.entries.map(({ amount }) => amount));
        const parts = there([...entries, ...elements.map((element) => element.value)]);
        if (sum !== undefined) yield unless(total(parts) === sum, `${ref}: the sum`);
        yield unless(entries.length + elements.length === count, `${ref}: the count`);
        for (const rule of rules) {
          const sums = rule.shares.map((share) => share.sum ?? "0");
          yield unless(total(sums) === rule.sum, `${ref} ${rule.rule}: the sum`);
          const counts = rule.shares.map((share) => String(share.count));
          yield unless(total(counts) === String(rule.count), `${ref} ${rule.rule}: the count`);
        }
        if (value === undefined) continue;
        const base = account.counted === true ? [String(count)] : parts;
        const last = steps.filter(({ reduced }) => reduced !== undefined).at(-1);
        const lines = steps.filter(({ step }) => adds || step > (last?.step ?? -1));
        const from = adds ? base : there([last?.reduced?.total]);
        const amounts = there(lines.map(({ amount }) => amount));
        // Fractions are added up by the property of test/faults/b2.test.ts.
        if ([...from, ...amounts].some((text) => text.includes("/"))) continue;
        yield unless(total([...from, ...amounts]) === value, `${ref}: the value`);
        added += 1;
      }
    });
    expect(found).toEqual([]);
    expect(added).toBeGreaterThan(0);
  });

  test("agree with the result in every value that both have", () => {
    const found = complaints(id, function* ({ result, subject, kind, explanation }) {
      const values = new Map(
        [...result.accounts, ...result.measures]
          .filter((one) => one.subject === subject && one.kind === kind)
          .map((one) => [`${one.id} ${one.key}`, one.value]),
      );
      const shared = sharedNames(explanation);
      for (const part of derivationsOf(explanation)) {
        if (part.of !== undefined || (part.kind !== "account" && part.kind !== "measure")) continue;
        const name = `${part.id} ${part.key?.value}`;
        // An account and a measure may share a name; a key that does not occur is not in the result.
        if (values.has(name) && !shared.has(part.id))
          yield unless(values.get(name) === part.value, part.ref);
      }
    });
    expect(found).toEqual([]);
  });

  test("cite for each entry the clauses that the ledger cites", () => {
    const found = complaints(id, function* ({ result, subject, kind, explanation }) {
      const ledger = new Map<string, string>();
      for (const entry of result.ledger) {
        if (entry.subject === subject && entry.kind === kind)
          ledger.set(`${entry.rule} ${entry.event} ${entry.amount}`, entry.clauses.join(","));
      }
      for (const { of, window, rules } of accountsOf(explanation)) {
        if (of !== undefined || window !== undefined) continue;
        for (const { rule, shares } of rules) {
          for (const { event, amount, clauses } of shares.flatMap((share) => share.entries)) {
            const name = `${rule} ${event} ${amount}`;
            const cited = clauses.map(({ clause }) => clause).join(",");
            if (amount !== undefined) yield unless(cited === ledger.get(name), name);
          }
        }
      }
    });
    expect(found).toEqual([]);
  });

  test("give the facts and events of every outcome that the result lists", () => {
    const found = complaints(id, function* ({ result, subject, kind, explanation }) {
      const told = new Map(
        derivationsOf(explanation).flatMap((part) =>
          part.kind === "outcome" && part.of === undefined
            ? [[`${part.id} ${part.key?.value}`, part]]
            : [],
        ),
      );
      for (const outcome of result.outcomes) {
        if (outcome.subject !== subject || outcome.subjectKind !== kind) continue;
        if (outcome.state === "pending") continue;
        const name = `${outcome.id} ${outcome.key}`;
        const part = told.get(name);
        const { facts, events } = outcome.reason;
        yield unless(part?.state === outcome.state, `${name}: the state`);
        yield unless(part?.events.join() === events.join(), `${name}: the events`);
        const [expected, stated] = [facts, part?.facts ?? []].map((list) => list.map(plainFact));
        yield unless(JSON.stringify(stated) === JSON.stringify(expected), `${name}: the facts`);
      }
    });
    expect(found).toEqual([]);
  });

  test("tell each value once, and refer back to what is told", () => {
    const found = complaints(id, function* ({ explanation }) {
      const refs = new Set<string>();
      for (const { ref } of derivationsOf(explanation)) {
        yield unless(!refs.has(ref), `${ref} is told twice`);
        refs.add(ref);
      }
      for (const { ref } of mentionsOf(explanation))
        yield unless(refs.has(ref), `${ref} is not told`);
    });
    expect(found).toEqual([]);
  });

  test("cite clauses with their place, and list each that they cite", () => {
    const { clauses } = bundled(id).resolved;
    const found = complaints(id, function* ({ explanation }) {
      const cited = citationsIn(explanation);
      for (const { clause, place } of cited)
        yield unless(place === clauses.get(clause)?.place, `${clause} at ${place}`);
      const names = [...new Set(cited.map(({ clause }) => clause))].sort();
      const listed = Object.keys(explanation.clauses).sort();
      yield unless(names.join() === listed.join(), `${names.join()}: listed are ${listed.join()}`);
    });
    expect(found).toEqual([]);
  });

  test("are plain data", () => {
    expect(complaints(id, ({ explanation }) => notPlain(explanation))).toEqual([]);
  });
});

/** A fact as the result states it. */
function plainFact(fact: {
  readonly of: string;
  readonly value: string | { readonly value: string };
  readonly comparison?: string;
  readonly against?: string | { readonly value: { readonly value: string } };
  readonly holds: boolean;
}) {
  const { of, value, comparison, against, holds } = fact;
  return {
    of,
    value: typeof value === "string" ? value : value.value,
    comparison,
    against: typeof against === "object" ? against.value.value : against,
    holds,
  };
}

/** The names that both an account and a measure have. */
function sharedNames(explanation: Explanation): ReadonlySet<string> {
  const refs = new Set(derivationsOf(explanation).map(({ ref }) => ref.replace(/@.*/, "")));
  const ids = [...refs].map((ref) => ref.replace(/^account:/, ""));
  return new Set(ids.filter((id) => refs.has(`account:${id}`) && refs.has(`measure:${id}`)));
}

/** The citations in a text: what stands in its brackets for clauses. */
function citationsOf(text: string, language: Language): string[] {
  const brackets = language === "zh" ? /〔([^〕]*)〕/g : /\[([^\]]*)\]/g;
  return [...text.matchAll(brackets)].flatMap(([, inner = ""]) =>
    inner.split(language === "zh" ? ";" : "; "),
  );
}

/** Every character that GBK has: what a Chinese console, and Excel, can show. */
function charactersOfGbk(): Set<string> {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  const ascii = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));
  return new Set([...ascii, ...new TextDecoder("gbk").decode(new Uint8Array(bytes))]);
}

interface Told {
  readonly language: Language;
  readonly full: boolean;
  readonly text: string;
}

describe.each(rulesetIds)("the texts on all examples of %s", (id) => {
  const known = new Map<Explanation, readonly Told[]>();
  const texts = (explanation: Explanation): readonly Told[] => {
    const told =
      known.get(explanation) ??
      (["en", "zh"] as const).flatMap((language) =>
        [false, true].map((full) => ({
          language,
          full,
          text: explanationText(explanation, language, { full }),
        })),
      );
    known.set(explanation, told);
    return told;
  };

  test("hold nothing that is no word, and no empty brackets", () => {
    const wrong = /undefined|NaN|\bnull\b|\[object|Infinity|\btrue\b|\bfalse\b/;
    const untidy = /\(\)|〔〕|\[\]|\S {2,}| $/m;
    const found = complaints(id, function* ({ explanation }) {
      for (const { text } of texts(explanation))
        for (const line of text.split("\n"))
          yield unless(!wrong.test(line) && !untidy.test(line), line);
    });
    expect(found).toEqual([]);
  });

  test("announce what stands below, and nothing where nothing does", () => {
    const depthOf = (line: string | undefined) => /^ */.exec(line ?? "")?.[0].length ?? 0;
    const found = complaints(id, function* ({ explanation }) {
      for (const { text } of texts(explanation)) {
        const lines = text.split("\n");
        for (const [at, line] of lines.entries())
          if (line.endsWith(":")) yield unless(depthOf(lines[at + 1]) > depthOf(line), line);
      }
    });
    expect(found).toEqual([]);
  });

  test("give for each clause its place in the source", () => {
    const { clauses } = bundled(id).resolved;
    let cited = 0;
    const found = complaints(id, function* ({ explanation }) {
      for (const { text, language } of texts(explanation)) {
        for (const citation of citationsOf(text, language)) {
          const [clause = ""] = citation.split(" ");
          yield unless(citation === `${clause} ${clauses.get(clause)?.place}`, citation);
          cited += 1;
        }
      }
    });
    expect(found).toEqual([]);
    expect(cited).toBeGreaterThan(0);
  });

  test("name, in full, every event of every account", () => {
    const found = complaints(id, function* ({ explanation }) {
      for (const { text, full, language } of texts(explanation)) {
        const event = language === "zh" ? "事件" : "event";
        const entries = accountsOf(explanation).flatMap(({ rules }) =>
          rules.flatMap(({ shares }) => shares.flatMap((share) => share.entries)),
        );
        for (const { event: name, day } of full ? entries : [])
          yield unless(text.includes(`${day} ${event} ${name}`), `${day} ${name}`);
      }
    });
    expect(found).toEqual([]);
  });

  test("can be written in GBK where they are Chinese", () => {
    const characters = charactersOfGbk();
    const found = complaints(id, function* ({ explanation }) {
      for (const { text, language } of texts(explanation))
        if (language === "zh")
          for (const character of new Set(text)) yield unless(characters.has(character), character);
    });
    expect(found).toEqual([]);
  });
});
