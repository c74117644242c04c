import { checkRuleset } from "../../src/index.ts";
import { isObject, type Json, type JsonObject, withFragment } from "./blocks.ts";

const label = { en: "what the expression gives", zh: "表达式的值" };
const states = ["absent", "pending", "unavailable"];

/** What an expression is expected to give, as the value of a measure. */
interface Trial {
  readonly value: Json;
  readonly expected: string;
}

/** A measure of a number, of a truth value, or of whether something equals a name or a day. */
function trials(expression: Json, expected: Json): Trial[] {
  const whether = (condition: Json): Json => ({ if: [condition, 1, 0] });
  const equals = (other: Json): Json => whether({ "==": [expression, other] });
  if (typeof expected === "boolean")
    return [{ value: whether(expression), expected: expected ? "1" : "0" }];
  if (typeof expected !== "string") throw new Error(`states its value as text: ${expected}`);
  if (states.includes(expected)) {
    const forms = [expression, whether(expression), equals("2024-01-01")];
    return forms.map((value) => ({ value, expected }));
  }
  if (/^-?\d+(\.\d+|\/\d+)?$/.test(expected)) return [{ value: expression, expected }];
  return [{ value: equals(expected), expected: "1" }];
}

function measure(value: Json): JsonObject {
  const clause = "A1";
  return { label, clause, fraction: true, value };
}

/**
 * The ruleset in which expressions are tried: each is a measure, and one example expects of the first subject what
 * the page says. Of several ways to ask it takes the first that the ruleset accepts.
 */
export function trialRuleset(ruleset: JsonObject, pairs: readonly Json[]): JsonObject {
  const [example] = (ruleset["examples"] ?? []) as readonly JsonObject[];
  const given = example?.["given"];
  const roster = isObject(given) ? given["subjects"] : undefined;
  const first = Array.isArray(roster) ? (roster[0] as JsonObject)["id"] : undefined;
  if (example === undefined || typeof first !== "string") throw new Error("no setting");
  const measures: Record<string, Json> = {};
  const expected: Record<string, Json> = {};
  for (const [index, pair] of pairs.entries()) {
    const [expression, gives] = pair as readonly [Json, Json];
    const name = `expression-${index + 1}`;
    const options = trials(expression, gives);
    const chosen =
      options.find(({ value }) => sound(ruleset, { [name]: measure(value) })) ?? options[0];
    measures[name] = measure(chosen?.value ?? null);
    expected[name] = { [first]: chosen?.expected ?? "" };
  }
  const it = "gives what the page says";
  const trial = {
    it,
    given: given ?? {},
    events: example["events"] ?? [],
    expect: { measures: expected },
  };
  const rejections = isObject(example["expect"]) ? example["expect"]["rejections"] : undefined;
  return withFragment(ruleset, {
    measures,
    examples: [
      rejections === undefined ? trial : { ...trial, expect: { measures: expected, rejections } },
    ],
  });
}

function sound(ruleset: JsonObject, measures: JsonObject): boolean {
  return checkRuleset(withFragment(ruleset, { measures })).length === 0;
}
