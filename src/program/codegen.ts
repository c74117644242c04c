import type { Expression } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Functions } from "../values/code.ts";
import { rounded } from "../values/rounding.ts";
import { UsageError } from "../values/usage.ts";
import { compile } from "./compile.ts";
import type { Evaluate } from "./frame.ts";
import type { Program } from "./program.ts";
import { compose, type Slots } from "./slots.ts";
import { SourceWriter } from "./source.ts";
import { absent, Missing, stronger } from "./value.ts";

/** What generated source refers to. */
interface Surroundings {
  readonly Missing: typeof Missing;
  readonly absent: Missing;
  readonly stronger: typeof stronger;
  readonly rounded: typeof rounded;
  readonly compose: typeof compose;
  readonly slots: Slots;
  readonly trees: readonly Expression[];
}

/**
 * Compiles a ruleset to a program whose expressions are generated JavaScript.
 * @throws {UsageError} where code may not be made of text.
 */
export function compileGenerated(resolved: ResolvedRuleset, functions?: Functions): Program {
  const roots = new Set<Expression>();
  const { slots } = compile(resolved, functions, () => (expression) => {
    roots.add(expression);
    return undefined;
  });
  const [trees, statements]: [Expression[], string[]] = [[], []];
  const writer = new SourceWriter(slots, {
    tree: (expression) => `trees[${trees.push(expression) - 1}]`,
    once: (source) => {
      const name = `o${statements.length}`;
      statements.push(`const ${name} = ${source};`);
      return name;
    },
  });
  const sources = [...roots].map((root) => writer.functionOf(root));
  const make = functionOf(`${statements.join("\n")}\nreturn [\n${sources.join(",\n")}\n];`);
  return compile(resolved, functions, (own) => {
    const made = make({ Missing, absent, stronger, rounded, compose, slots: own, trees });
    const generated = new Map([...roots].map((root, at) => [root, made[at]]));
    return (expression) => generated.get(expression);
  });
}

/** The one place that makes code of text, reached only when that is asked for. */
function functionOf(source: string): (surroundings: Surroundings) => readonly Evaluate[] {
  try {
    return new Function(
      "surroundings",
      `"use strict";
const { Missing, absent, stronger, rounded, compose, slots, trees } = surroundings;
const { arithmetic } = slots;
${source}`,
    ) as ReturnType<typeof functionOf>;
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    throw new UsageError("bad-option", {
      en: "codegen of loadRuleset: code may not be made of text here. Load the ruleset without codegen, or compile it ahead: jifen compile <ruleset> --output module.js",
      zh: "“loadRuleset”的“codegen”:此处禁止由文本生成代码。请不带“codegen”载入规则集,或事先编译:jifen compile <ruleset> --output module.js",
    });
  }
}
