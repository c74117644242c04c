import { typeName, type ValueType } from "../expression/types.ts";
import type { CodeFunction, ResolvedRuleset } from "../ruleset/resolved.ts";
import type { CodeFunctionBody, CodeValue, Functions } from "../values/code.ts";
import { dayText, readDay } from "../values/day.ts";
import { type Arithmetic, readDecimal } from "../values/exact.ts";
import { didYouMean, type Issue, invariant, issue, pointerTo } from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, nouns, spaced } from "../values/phrase.ts";
import { rounded } from "../values/rounding.ts";
import { quote, type Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { isExact, isMissing, type Missing, outOfBounds, stronger, type Value } from "./value.ts";

/** Issues for declared functions without code, and for code of undeclared functions. */
export function functionIssues(resolved: ResolvedRuleset, given: Functions): Issue[] {
  const own = (name: string): unknown => (Object.hasOwn(given, name) ? given[name] : undefined);
  const missing = [...resolved.functions.keys()].flatMap((name): Issue[] => {
    const code = own(name);
    const pointer = pointerTo("/functions", name);
    if (typeof code === "function") return [];
    if (code !== undefined)
      return [issue("wrong-type", pointer, { expected: both("a function", "函数"), found: code })];
    const call = `loadRuleset(document, { functions: { "${name}": (…values) => value } })`;
    const hint = {
      en: `give it: \`${call}\`; on the command line: \`--functions file.mjs\``,
      zh: `请提供:\`${call}\`;命令行用 \`--functions file.mjs\``,
    };
    return [issue("function-missing", pointer, { name }, hint)];
  });
  const surplus = Object.keys(given)
    .filter((name) => !resolved.functions.has(name))
    .map((name) => {
      const hint = didYouMean(name, resolved.functions.keys());
      return issue("unknown-name", "/functions", { expected: nouns.function, name }, hint);
    });
  return [...missing, ...surplus];
}

type Run = (values: readonly CodeValue[]) => Value;

/** A function ready to call: called once for each list of operands. */
export type ReadyFunction = (operands: readonly Evaluate[]) => Evaluate;

/** Prepares the functions of a ruleset; their results are cached with the program, never beyond it. */
export function readyFunctions(
  resolved: ResolvedRuleset,
  given: Functions,
  arithmetic: Arithmetic,
): ReadonlyMap<string, ReadyFunction> {
  return new Map(
    [...resolved.functions].map(([name, declared]) => {
      const code = given[name];
      invariant(code !== undefined, `the code of "${name}" was asked for`);
      const run = ready(declared, code, arithmetic);
      return [name, (operands) => caller(declared, run, operands, arithmetic)] as const;
    }),
  );
}

function ready(declared: CodeFunction, code: CodeFunctionBody, arithmetic: Arithmetic): Run {
  const known = new Map<string, Value>();
  return (values) => {
    const key = JSON.stringify(values);
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = checked(declared, called(declared, code, values), values, arithmetic);
    known.set(key, value);
    return value;
  };
}

function called(
  { name }: CodeFunction,
  code: CodeFunctionBody,
  values: readonly CodeValue[],
): unknown {
  try {
    return code(...(values as never[]));
  } catch (error) {
    const why = messageOf(error);
    const call = `${name}(${values.join(", ")})`;
    throw new UsageError("function-failed", {
      en: `the function ${call} failed: ${quote(why)}`,
      zh: `函数 ${call} 出错:“${quote(why)}”`,
    });
  }
}

/** The message of a thrown value, which may be anything. */
function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return typeof error;
  }
}

/** A description of the returned value. */
function described(found: unknown): Text {
  if (typeof found === "string") return both(`"${quote(found)}"`, `“${quote(found)}”`);
  if (found === undefined || found === null) return both("nothing", "空值");
  if (isPromise(found)) return both("a promise: it must not be async", "Promise(函数不得为异步)");
  const text = typeof found === "number" ? String(found) : quote(found);
  return both(`the ${typeof found} ${text}`, `${nameOf[typeof found]}“${text}”`);
}

const nameOf: Readonly<Record<string, string>> = {
  number: "JavaScript 数值",
  boolean: "是非值",
  bigint: "大整数",
  function: "函数",
  symbol: "符号",
  object: "对象",
};

/** Detects a promise, which is rejected as a result; its own failure must not end the process. */
function isPromise(found: unknown): boolean {
  if (!(found instanceof Promise)) return false;
  found.catch(() => undefined);
  return true;
}

/** The returned value, checked against the declared type. */
function checked(
  declared: CodeFunction,
  found: unknown,
  values: readonly CodeValue[],
  arithmetic: Arithmetic,
): Value {
  const value = read(declared.gives, found, declared.whole, arithmetic);
  if (value !== undefined) return value;
  const call = `${declared.name}(${values.join(", ")})`;
  const text = described(found);
  const expected =
    declared.gives.kind === "number"
      ? declared.whole
        ? both('a whole number as text ("5")', "写成文本的整数(“5”)")
        : both('a decimal as text ("0.5")', "写成文本的十进制数(“0.5”)")
      : typeName(declared.gives);
  throw new UsageError("function-failed", {
    en: `the function ${call} gave ${text.en}; it declares ${expected.en}`,
    zh: spaced`函数 ${call} 返回了${text.zh};声明为${expected.zh}`,
  });
}

function read(
  type: ValueType,
  found: unknown,
  whole: boolean,
  arithmetic: Arithmetic,
): Value | undefined {
  if (typeof found === "boolean") return type.kind === "boolean" ? found : undefined;
  return typeof found === "string" ? dispatch(readers, type, found, whole, arithmetic) : undefined;
}

const asText = (_type: ValueType, found: string): string => found;

/** Reads a returned text as each kind of type; undefined if it is invalid. */
const readers: ByKind<
  ValueType,
  [found: string, whole: boolean, arithmetic: Arithmetic],
  Value | undefined
> = {
  number: (_type, found, whole, arithmetic) => {
    const decimal = readDecimal(found);
    if (decimal === undefined || (whole && decimal.fraction !== "")) return undefined;
    return arithmetic.read(decimal);
  },
  text: asText,
  boolean: () => undefined,
  day: (_type, found) => readDay(found),
  calendar: asText,
  enum: ({ values }, found) => (values.includes(found) ? found : undefined),
  subject: asText,
  list: asText,
  unknown: asText,
};

const asString = (value: Value): string => String(value);

/** What is passed to code for a value of each kind of type. */
const givers: {
  readonly [Kind in ValueType["kind"]]: (
    value: Value,
    frame: Frame,
    arithmetic: Arithmetic,
  ) => CodeValue;
} = {
  number: (value, _frame, arithmetic) => (isExact(value) ? arithmetic.text(value) : String(value)),
  text: asString,
  boolean: (value) => (typeof value === "boolean" ? value : String(value)),
  day: (value) => dayText(value as number),
  calendar: asString,
  enum: asString,
  subject: (value, { subjects }) => subjects.ids[value as number] ?? "",
  list: asString,
  unknown: asString,
};

function isWhole(value: Value, arithmetic: Arithmetic): boolean {
  return (
    isExact(value) && arithmetic.compare(value, rounded(arithmetic, value, 0, "half-up")) === 0
  );
}

/** Calls a function with the values of its operands; a missing operand makes the result missing, without a call. */
function caller(
  declared: CodeFunction,
  run: Run,
  operands: readonly Evaluate[],
  arithmetic: Arithmetic,
): Evaluate {
  return (frame) => {
    let missing: Missing | undefined;
    const values: CodeValue[] = [];
    for (const [at, operand] of operands.entries()) {
      const value = operand(frame);
      const { kind } = declared.takes[at] ?? { kind: "text" };
      const refused = declared.wholes[at] === true && !isWhole(value, arithmetic);
      const gap = isMissing(value) ? value : refused ? outOfBounds : undefined;
      if (gap !== undefined) missing = missing === undefined ? gap : stronger(missing, gap);
      else values.push(givers[kind](value, frame, arithmetic));
    }
    return missing ?? run(values);
  };
}
