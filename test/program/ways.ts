import { compileGenerated } from "../../src/program/codegen.ts";
import { compiledRuleset } from "../../src/program/compiled.ts";
import type { LoadedRuleset } from "../../src/program/load.ts";
import { moduleOf } from "../../src/program/module.ts";
import * as runtime from "../../src/runtime.ts";
import { UsageError } from "../../src/values/usage.ts";

/** The ruleset of a module that was compiled ahead. */
export function rulesetIn(module: string): LoadedRuleset {
  const exported: { exports?: LoadedRuleset } = {};
  const required: string[] = [];
  const require = (name: string): unknown => {
    required.push(name);
    return runtime;
  };
  new Function("require", "module", module)(require, exported);
  if (required.join() !== "jifen/runtime") throw new Error(`it requires ${required.join()}`);
  return exported.exports!;
}

/** A loaded ruleset as a module holds it. */
export function compiledAhead({ resolved }: LoadedRuleset): LoadedRuleset {
  return rulesetIn(moduleOf(resolved, "cjs"));
}

/** A loaded ruleset with generated code. */
export function withCode({ resolved }: LoadedRuleset): LoadedRuleset {
  return compiledRuleset(compileGenerated(resolved));
}

/** A ruleset by each way; what was made before is made once. */
const known = new WeakMap<object, readonly LoadedRuleset[]>();

function waysOf(ruleset: LoadedRuleset): readonly LoadedRuleset[] {
  const ways = known.get(ruleset) ?? [ruleset, withCode(ruleset), compiledAhead(ruleset)];
  known.set(ruleset, ways);
  return ways;
}

/** What some work gives by each way: functions, generated code, compiled ahead. */
export function byAllWays(
  ruleset: LoadedRuleset,
  work: (way: LoadedRuleset) => unknown,
): [string, string, string] {
  return waysOf(ruleset).map((way) => {
    try {
      return JSON.stringify(work(way));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return error.message;
    }
  }) as [string, string, string];
}
