import { both } from "./phrase.ts";
import { nearest, quote, type Text } from "./text.ts";
import { type UsageCode, UsageError } from "./usage.ts";

/** A kind of value that an option or argument accepts. */
export interface Kind {
  /** The expected value, for the message. */
  readonly expected: Text;
  readonly fits: (value: unknown) => boolean;
}

export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** What an object of options is called where it is expected. */
export const someObject = both("an object of values by their names", "以名称为键的对象");

/** The kind of each option of a function; the compiler requires all of them. */
export type OptionKinds<Options> = { readonly [Name in keyof Required<Options>]: Kind };

/**
 * The options that a caller passes: own properties only, each checked by its kind; `undefined` counts as omitted.
 * @throws {UsageError} for an option that is unknown or of the wrong kind.
 */
export function ownOptions<Options extends object>(
  called: string,
  given: Options,
  table: OptionKinds<Options>,
): Options {
  if (!isRecord(given)) throw unfit("bad-option", `options of ${called}`, given, someObject);
  const own = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(table, name)) throw unknownOption(called, name, Object.keys(table));
    const { expected, fits } = (table as Readonly<Record<string, Kind>>)[name]!;
    if (value === undefined) continue;
    if (!fits(value)) throw unfit("bad-option", `${name} of ${called}`, value, expected);
    own[name] = value;
  }
  return own as Options;
}

/** @throws {UsageError} if an argument is of the wrong kind. */
export function demandArgument(place: string, value: unknown, { expected, fits }: Kind): void {
  if (!fits(value)) throw unfit("bad-argument", place, value, expected);
}

/**
 * Checks that a value is a loaded ruleset, not, for example, a document.
 * @throws {UsageError}
 */
export function demandLoaded(called: string, ruleset: unknown): void {
  if (isLoaded(ruleset)) return;
  throw unfit("ruleset-not-loaded", `ruleset of ${called}`, ruleset, {
    en: "a ruleset returned by loadRuleset(document)",
    zh: "“loadRuleset(document)”的返回值",
  });
}

function isLoaded(ruleset: unknown): boolean {
  return isRecord(ruleset) && ["resolved", "program"].every((name) => Object.hasOwn(ruleset, name));
}

/**
 * Checks that a value may be a document: not `undefined`, a function, a promise or a loaded ruleset. Anything else is
 * checked as JSON data.
 * @throws {UsageError}
 */
export function demandDocument(place: string, document: unknown): void {
  const isPromise = document instanceof Promise;
  const isOther = document === undefined || typeof document === "function";
  if (!isPromise && !isOther && !isLoaded(document)) return;
  throw unfit("bad-argument", place, document, {
    en: isPromise ? "a ruleset document: await it" : "a ruleset document, as JSON.parse returns it",
    zh: isPromise ? "规则集文档:请先“await”" : "“JSON.parse”得到的规则集文档",
  });
}

/** The error for an argument or option of the wrong kind. */
export function unfit(code: UsageCode, place: string, value: unknown, expected: Text): UsageError {
  const found = described(value);
  return new UsageError(code, {
    en: `${place}: expected ${expected.en}, found ${found}`,
    zh: `“${place}”应为${expected.zh},现为 ${found}`,
  });
}

function described(value: unknown): string {
  if (typeof value === "string") return quote(JSON.stringify(value.slice(0, 80)));
  if (typeof value === "function") return "function";
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return isRecord(value) && tag !== "Object" ? tag : quote(value);
}

function unknownOption(called: string, name: string, known: readonly string[]): UsageError {
  const near = nearest(name, known);
  const [en, zh] =
    near === undefined
      ? [`it takes ${known.join(", ")}`, `可用:${known.join("、")}`]
      : [`did you mean "${near}"?`, `是否为“${near}”?`];
  return new UsageError("bad-option", {
    en: `${called} has no option "${quote(name)}": ${en}`,
    zh: `“${called}”没有选项“${quote(name)}”:${zh}`,
  });
}
