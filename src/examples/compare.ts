import type { Result } from "../document/result.ts";
import type { ExampleDocument } from "../document/ruleset.ts";
import { runOf } from "../engine/score.ts";
import { derive, type NamedValue } from "../explain/derivation/derive.ts";
import type { Part } from "../explain/model/explanation.ts";
import { type NodeName, nodeName } from "../expression/tree.ts";
import { invariant } from "../values/issue.ts";
import { alike, both, type Phrase, phraseIn } from "../values/phrase.ts";
import { compareText, type Text } from "../values/text.ts";
import { statesExpected, unknownIn } from "./expected.ts";
import { nodeValueOf, placeOf, runningOf, scoreOf, stateOf } from "./states.ts";

/** A difference between what an example expects and what the run gave. */
export interface Difference {
  /** Where in `expect`: `scores a`, `outcomes named a 2024-02` … */
  readonly what: string;
  /** As the example writes it. */
  readonly expected: Text;
  /** As an example would write it: data is the same in both languages, "no value" and the like are words. */
  readonly found: Text;
  /** Why nothing was found, and what was probably meant. */
  readonly hint?: Text;
  /** The derivation of what was found, if it is the value of a node. */
  readonly derivation?: Part;
}

/** The differences between an example and a result; `derives`: with derivations. */
export function compareExample(
  result: Result,
  { expect }: ExampleDocument,
  derives = true,
): Difference[] {
  const differences: Difference[] = [];
  const hints = hintsFor(result, expect);
  const check: Check = (what, expected, found, value) => {
    if (phraseIn(expected, "en") === phraseIn(found, "en")) return;
    const derivation = value === undefined || !derives ? undefined : derive(result, value);
    const hint = value === undefined ? undefined : hints.get(value.node);
    differences.push({
      what,
      expected: textOf(expected),
      found: textOf(found),
      ...(hint === undefined ? {} : { hint }),
      ...(derivation === undefined ? {} : { derivation }),
    });
  };
  for (const [subject, value] of Object.entries(expect.scores ?? {})) {
    const node = "ranking:final";
    check(`scores ${subject}`, String(value), scoreOf(result, subject), { node, subject });
  }
  for (const [id, ranks] of Object.entries(expect.ranks ?? {})) {
    const found: Find = (subject, key) => placeOf(result, id, subject, key);
    compareKeyed(ranks, found, `ranks ${id}`, nodeName("ranking", id), check);
  }
  for (const kind of ["account", "measure", "running"] as const) {
    for (const [id, values] of Object.entries(expect[`${kind}s`] ?? {})) {
      const found: Find = (subject, key) => nodeValueOf(result, kind, id, subject, key);
      compareKeyed(values, found, `${kind}s ${id}`, nodeName(kind, id), check);
    }
  }
  compareStates(result, expect, check);
  for (const [id, states] of Object.entries(expect.outcomes ?? {})) {
    const found: Find = (subject, key) => stateOf(result, id, subject, key);
    compareKeyed(states, found, `outcomes ${id}`, nodeName("outcome", id), check);
  }
  compareNotices(result, expect, check);
  return differences;
}

/** Differences for expectations about nodes that do not exist. */
function hintsFor(result: Result, expect: ExampleDocument["expect"]): ReadonlyMap<string, Text> {
  const run = runOf(result);
  invariant(run !== undefined, "an example is compared with a result that has just been made");
  const unknown = unknownIn(run.world.program.resolved, expect);
  return new Map(
    unknown.map(({ node, what, hint }) => [
      node,
      both(
        `there is no ${what.en}${hint === undefined ? "" : `; ${hint.en}`}`,
        `没有${what.zh}${hint === undefined ? "" : `;${hint.zh}`}`,
      ),
    ]),
  );
}

function compareStates(result: Result, { states = {} }: ExampleDocument["expect"], check: Check) {
  for (const [id, subjects] of Object.entries(states))
    for (const [subject, values] of Object.entries(subjects))
      for (const { key, name, value } of statesExpected(values)) {
        const what = ["states", id, subject, ...(key === undefined ? [] : [key]), name].join(" ");
        const found = runningOf(result, id, subject, key, name);
        check(what, String(value), found, { node: nodeName("running", id), subject, key });
      }
}

function compareNotices(result: Result, expect: ExampleDocument["expect"], check: Check): void {
  const rejected = result.rejections.map(({ event, code }) => `${event ?? "?"}: ${code}`);
  const expectedRejections = Object.entries(expect.rejections ?? {}).map(
    ([event, code]) => `${event}: ${code}`,
  );
  check("rejections", asSet(expectedRejections), asSet(rejected));
  if (expect.warnings !== undefined) {
    check(
      "warnings",
      asSet(expect.warnings),
      asSet(result.warnings.map(({ check: id, code }) => id ?? code)),
    );
  }
  for (const [id, missing] of Object.entries(expect.unavailable ?? {})) {
    const found = result.unavailable.find((one) => one.id === id);
    check(
      `unavailable ${id}`,
      asSet(missing),
      found === undefined
        ? both("available", "可计算")
        : asSet(found.missing.map(({ parameter }) => parameter)),
    );
  }
}

function asSet(texts: readonly string[]): Phrase {
  return texts.length === 0 ? both("none", "无") : [...new Set(texts)].sort(compareText).join(", ");
}

function textOf(phrase: Phrase): Text {
  return typeof phrase === "string" ? alike(phrase) : phrase;
}

/** Compares what is expected with what was found; `value`: of which node that is. */
type Check = (what: string, expected: Phrase, found: Phrase, value?: NamedValue) => void;
type Find = (subject: string, key: string | undefined) => Phrase;

/** Compares `{ subject: value }` or `{ subject: { key: value } }`. */
function compareKeyed(
  expected: Readonly<Record<string, unknown>>,
  found: Find,
  what: string,
  node: NodeName,
  check: Check,
): void {
  for (const [subject, value] of Object.entries(expected)) {
    if (typeof value !== "object" || value === null) {
      check(`${what} ${subject}`, String(value), found(subject, undefined), { node, subject });
      continue;
    }
    for (const [key, one] of Object.entries(value))
      check(`${what} ${subject} ${key}`, String(one), found(subject, key), { node, subject, key });
  }
}
