import type { Choices } from "../ruleset/resolve.ts";
import { type OptionKinds, ownOptions } from "../values/arguments.ts";
import * as kinds from "../values/option-kinds.ts";
import { listed } from "../values/phrase.ts";
import { quote } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { version } from "../values/version.ts";
import { bindParameters } from "./bind.ts";
import type { LoadedRuleset } from "./load.ts";
import type { Program } from "./program.ts";

/**
 * A module that was compiled ahead holds the parts of a program, which may differ in every version.
 * @throws {UsageError} if another version compiled it.
 */
export function demandVersion(compiledBy: string, id: string): void {
  if (compiledBy === version) return;
  throw new UsageError("ruleset-not-loaded", {
    en: `the ruleset "${quote(id)}" was compiled by jifen ${quote(compiledBy)}, and this is jifen ${version}: compile it again`,
    zh: `规则集“${quote(id)}”由 jifen ${quote(compiledBy)} 编译,当前版本为 ${version}:请重新编译`,
  });
}

const choiceOptions: OptionKinds<Choices> = {
  parameters: kinds.named,
  interpretations: kinds.named,
};

/** The ruleset of a program that was compiled ahead. */
export function compiledRuleset(program: Program): LoadedRuleset {
  const { resolved } = program;
  return {
    resolved,
    program,
    with(given) {
      const { parameters = {}, interpretations = {} } = ownOptions("with", given, choiceOptions);
      const bound = bindParameters({ resolved, program }, parameters);
      const others = Object.entries(interpretations)
        .filter(([id, option]) => resolved.interpretations.get(id)?.chosen !== option)
        .map(([id]) => id);
      if (bound !== undefined && others.length === 0) return compiledRuleset(bound.program);
      const refused = Object.entries(parameters)
        .filter(([name, value]) => !bindParameters({ resolved, program }, { [name]: value }))
        .map(([name]) => name);
      const names = listed([...refused, ...others].map((name) => `"${quote(name)}"`));
      throw new UsageError("bad-option", {
        en: `with: a compiled ruleset takes only numbers for parameters that have one; compile it again with ${names.en}, or load its document`,
        zh: `“with”:已编译的规则集只接受已有数值的参数;请以${names.zh}重新编译,或载入其文档`,
      });
    },
  };
}
