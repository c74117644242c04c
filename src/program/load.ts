import { type Bases, wholeRuleset } from "../ruleset/extend.ts";
import type { Origin } from "../ruleset/origin.ts";
import { parseRuleset, type Ruleset } from "../ruleset/parse.ts";
import { type Choices, resolveRuleset } from "../ruleset/resolve.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { demandDocument, type OptionKinds, ownOptions } from "../values/arguments.ts";
import { bareObject } from "../values/bare.ts";
import type { Functions } from "../values/code.ts";
import { isFrozenData } from "../values/frozen.ts";
import { type Issue, orderIssues, RulesetError } from "../values/issue.ts";
import * as kinds from "../values/option-kinds.ts";
import { compareText } from "../values/text.ts";
import { bindParameters } from "./bind.ts";
import { functionIssues } from "./code.ts";
import { compileGenerated } from "./codegen.ts";
import { compile } from "./compile.ts";
import type { Program } from "./program.ts";

/** A ruleset after all three stages: parsed, resolved, compiled. */
export interface CompiledRuleset {
  /** Names, labels, clauses and parameters in force. */
  readonly resolved: ResolvedRuleset;
  readonly program: Program;
}

/** A ruleset ready to score. */
export interface LoadedRuleset extends CompiledRuleset {
  /**
   * The same ruleset under other choices; those not named stay as they are. Other values of parameters cost microseconds;
   * other readings are resolved once each and remembered.
   * @throws {RulesetError} for choices that the ruleset does not know or cannot take.
   * @throws {UsageError} for an invalid option.
   */
  with(choices: Choices): LoadedRuleset;
}

/** Options for loading a ruleset. */
export interface LoadOptions extends Choices {
  /** The documents that this one may extend, by the name in its `extends`. */
  readonly bases?: Bases | undefined;
  /** The code of the functions that the document declares, by name. */
  readonly functions?: Functions | undefined;
  /**
   * Generates JavaScript for the expressions of the ruleset, with the same results. This makes code of text, which a content
   * policy may forbid; nothing tries it unless it is asked for.
   */
  readonly codegen?: boolean | undefined;
}

const choiceOptions: OptionKinds<Choices> = {
  parameters: kinds.named,
  interpretations: kinds.named,
};

const loadOptions: OptionKinds<LoadOptions> = {
  parameters: kinds.named,
  interpretations: kinds.named,
  bases: kinds.named,
  functions: kinds.named,
  codegen: kinds.flag,
};

/**
 * Every issue of a document (parsed JSON, of any shape) under every option of its interpretations, and of the choices made
 * for it, in the order of its places; empty if it is valid. Throws if it is not a document.
 */
export function checkRuleset(document: unknown, options: LoadOptions = {}): readonly Issue[] {
  return parsedAndChecked(document, ownOptions("checkRuleset", options, loadOptions)).issues;
}

function parsedAndChecked(
  document: unknown,
  { bases, functions, ...choices }: LoadOptions,
): {
  readonly ruleset: Ruleset | undefined;
  readonly issues: readonly Issue[];
  readonly origin: Origin | undefined;
  /** The ruleset under the choices; undefined if there is an issue. */
  readonly resolved: ResolvedRuleset | undefined;
} {
  const whole = wholeRuleset(document, bases);
  if (whole.issues.length > 0) return { ...whole, ruleset: undefined, resolved: undefined };
  const { value: ruleset, issues } = parseRuleset(whole.document);
  const resolved = ruleset === undefined ? undefined : resolveRuleset(ruleset, choices);
  const code = codeIssues(ruleset, choices, functions);
  const placed = whole.placed(orderIssues([...issues, ...(resolved?.issues ?? []), ...code]));
  return { ruleset, issues: placed, origin: whole.origin, resolved: resolved?.value };
}

/**
 * Reads a ruleset document (parsed JSON) and makes it ready to score.
 * @param options values for parameters, options for interpretations, the code of functions, the documents that it
 * extends.
 * @throws {RulesetError} with every issue, if there is any.
 * @throws {UsageError} if the document is not JSON data, an option is invalid, or code is to be generated where that is
 * forbidden.
 */
export function loadRuleset(document: unknown, options: LoadOptions = {}): LoadedRuleset {
  demandDocument("document of loadRuleset", document);
  const own = ownOptions("loadRuleset", options, loadOptions);
  const { bases, functions, codegen, parameters, interpretations } = own;
  const load = rulesetLoader(document, bases, functions, codegen);
  return load({ parameters, interpretations });
}

/** Loads one document under any choices. Throws for invalid choices. */
export interface RulesetLoader {
  (choices: Choices): LoadedRuleset;
  /** The document itself, with all that it extends. */
  readonly ruleset: Ruleset;
  /** The code of the functions that it calls. */
  readonly functions: Functions | undefined;
  /** The origin of its parts; undefined for a document that extends none. */
  readonly origin: Origin | undefined;
}

/**
 * The same for a document that is loaded under many choices: it is parsed once and checked once under every option.
 * @throws {RulesetError} with every issue, if there is any.
 */
export function rulesetLoader(
  document: unknown,
  bases?: Bases,
  functions?: Functions,
  codegen = false,
): RulesetLoader {
  const checked = bases === undefined ? checkedOf(document) : check(document, bases);
  const { ruleset, issues, origin } = checked;
  if (ruleset === undefined || issues.length > 0) throw new RulesetError(issues);
  // With other code the same document is another program.
  const loaded = functions === undefined ? checked.loaded : new Map<string, LoadedRuleset>();
  const load = (choices: Choices): LoadedRuleset => {
    const chosenKey = choicesKey(ruleset, choices);
    const key = codegen ? `generated ${chosenKey}` : chosenKey;
    const before = loaded.get(key);
    if (before !== undefined) return before;
    const usual = chosenKey === choicesKey(ruleset, {}) ? checked.resolved : undefined;
    const chosen =
      usual === undefined ? resolveRuleset(ruleset, choices, true) : { value: usual, issues: [] };
    if (chosen.value === undefined) throw new RulesetError(chosen.issues);
    const missing = functionIssues(chosen.value, functions ?? {});
    if (missing.length > 0) throw new RulesetError(missing);
    const program = (codegen ? compileGenerated : compile)(chosen.value, functions);
    const one = bindable({ resolved: chosen.value, program }, choices, load);
    if (loaded.size >= mostLoaded) loaded.clear();
    loaded.set(key, one);
    return one;
  };
  return Object.assign(load, { ruleset, functions, origin });
}

/** How many choices for a document are kept: each holds a whole program. */
const mostLoaded = 256;

/** A document that was parsed and checked under every option, and what it was loaded to under some choices. */
interface Checked extends ReturnType<typeof parsedAndChecked> {
  readonly loaded: Map<string, LoadedRuleset>;
}

/** Documents that cannot change any more. */
const checkedDocuments = new WeakMap<object, Checked>();

function check(document: unknown, bases: Bases | undefined): Checked {
  const checked = parsedAndChecked(document, bareObject([["bases", bases]]));
  return { ...checked, loaded: new Map() };
}

function checkedOf(document: unknown): Checked {
  if (typeof document !== "object" || document === null) return check(document, undefined);
  const before = checkedDocuments.get(document);
  if (before !== undefined) return before;
  const checked = check(document, undefined);
  if (isFrozenData(document)) checkedDocuments.set(document, checked);
  return checked;
}

/** A loaded ruleset that can be put under other choices. */
function bindable(
  bound: CompiledRuleset,
  choices: Choices,
  load: (choices: Choices) => LoadedRuleset,
): LoadedRuleset {
  return {
    ...bound,
    with(given) {
      const { parameters = {}, interpretations = {} } = ownOptions("with", given, choiceOptions);
      const whole = {
        parameters: { ...choices.parameters, ...parameters },
        interpretations: { ...choices.interpretations, ...interpretations },
      };
      const isSame = Object.entries(interpretations).every(
        ([id, option]) => bound.resolved.interpretations.get(id)?.chosen === option,
      );
      const fast = isSame ? bindParameters(bound, parameters) : undefined;
      return fast === undefined ? load(whole) : bindable(fast, whole, load);
    },
  };
}

/** A key that is equal for equivalent choices: a default option need not be named. */
function choicesKey(
  { defaults }: Ruleset,
  { parameters = {}, interpretations = {} }: Choices,
): string {
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
    compareText(a, b);
  const options = Object.entries(interpretations).filter(
    ([id, option]) => defaults.get(id) !== option,
  );
  return JSON.stringify([Object.entries(parameters).sort(byName), options.sort(byName)]);
}

/** If code is given: issues for missing and for surplus functions. */
function codeIssues(
  ruleset: Ruleset | undefined,
  choices: Choices,
  functions: Functions | undefined,
): readonly Issue[] {
  if (ruleset === undefined || functions === undefined) return [];
  const resolved = resolveRuleset(ruleset, choices, true).value;
  return resolved === undefined ? [] : functionIssues(resolved, functions);
}

/** Options for callers that only read a ruleset and run nothing: its functions then need no code. */
export function withoutCode(document: unknown, options: LoadOptions = {}): LoadOptions {
  const whole = wholeRuleset(document, options.bases).document;
  const own = typeof whole === "object" && whole !== null && Object.hasOwn(whole, "functions");
  const names = own ? Object.keys((whole as { functions: object | null }).functions ?? {}) : [];
  return {
    ...options,
    functions: Object.fromEntries(names.map((name) => [name, () => undefined])),
  };
}
