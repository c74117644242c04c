import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SubjectRecord } from "../../src/document/event.ts";
import type { Result } from "../../src/document/result.ts";
import { type ScoreOptions, score } from "../../src/engine/score.ts";
import { scoreExample } from "../../src/examples/examples.ts";
import type {
  AccountPart,
  Derivation,
  Explanation,
  Mention,
  Part,
} from "../../src/explain/model/explanation.ts";
import { type LoadedRuleset, rulesetLoader } from "../../src/program/load.ts";
import type { Choices } from "../../src/ruleset/resolve.ts";

const folder = join(import.meta.dirname, "../../rulesets");

export const rulesetIds = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\.json$/, ""));

const loaders = new Map<string, ReturnType<typeof rulesetLoader>>();

function loaderOf(id: string): ReturnType<typeof rulesetLoader> {
  const loader =
    loaders.get(id) ?? rulesetLoader(JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")));
  loaders.set(id, loader);
  return loader;
}

export function bundled(id: string, choices: Choices = {}): LoadedRuleset {
  return loaderOf(id)(choices);
}

export interface ExampleResult {
  readonly it: string;
  readonly result: Result;
}

/** The results of all examples of a bundled ruleset. */
export function exampleResults(id: string): ExampleResult[] {
  const load = loaderOf(id);
  return load({}).resolved.examples.map((example) => ({
    it: example.it,
    result: scoreExample(load, example),
  }));
}

type Event = Readonly<Record<string, unknown>>;

/** Scores events that may leave out their id (their number, from 1), their day and their subject. */
export function scored(
  ruleset: LoadedRuleset,
  events: readonly Event[],
  options: ScoreOptions & { readonly subjects: readonly SubjectRecord[] },
): Result {
  const first = options.subjects[0]?.id;
  const whole = events.map((event, index) => ({
    id: String(index + 1),
    at: `${(options.period ?? "2024").slice(0, 4)}-01-01`,
    ...(event["type"] === "retraction" ? {} : { subject: first }),
    ...event,
  }));
  return score(ruleset, whole, options);
}

/** So many events alike. */
export function times(count: number, event: Event): Event[] {
  return Array.from({ length: count }, () => event);
}

const parts = new WeakMap<Explanation, readonly Part[]>();

/** All parts of an explanation, those within others too. */
function partsOf(explanation: Explanation): readonly Part[] {
  const known = parts.get(explanation);
  if (known !== undefined) return known;
  const { standings, outcomes, others } = explanation;
  const all: Part[] = [];
  const see = (part: Part): void => {
    all.push(part);
    if (part.kind !== "mention") part.parts.forEach(see);
  };
  [...standings, ...outcomes, ...others].forEach(see);
  parts.set(explanation, all);
  return all;
}

export function derivationsOf(explanation: Explanation): Derivation[] {
  return partsOf(explanation).filter((part): part is Derivation => part.kind !== "mention");
}

export function mentionsOf(explanation: Explanation): Mention[] {
  return partsOf(explanation).filter((part): part is Mention => part.kind === "mention");
}

export function accountsOf(explanation: Explanation): AccountPart[] {
  return partsOf(explanation).filter((part): part is AccountPart => part.kind === "account");
}

export function accountOf(explanation: Explanation, ref: string): AccountPart {
  const found = accountsOf(explanation).find((part) => part.ref === ref);
  if (found === undefined) throw new Error(`no account ${ref}`);
  return found;
}

/** Adds decimals as a clerk would: digits below digits, without the library's own numbers. */
export function total(texts: Iterable<string>): string {
  const places = 12;
  let sum = 0n;
  for (const text of texts) {
    const [integer = "0", fraction = ""] = text.replace("-", "").split(".");
    const size = BigInt(integer + fraction.padEnd(places, "0"));
    sum += text.startsWith("-") ? -size : size;
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  const body = `${digits.slice(0, -places)}${fraction === "" ? "" : `.${fraction}`}`;
  return sum < 0n ? `-${body}` : body;
}
