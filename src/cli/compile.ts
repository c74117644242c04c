import { type ModuleFormat, moduleFormats, moduleOf } from "../program/module.ts";
import { type Endings, formFor } from "./endings.ts";
import { OutputFiles } from "./files.ts";
import { CommandError, commandMessages } from "./messages.ts";
import { choicesOf } from "./options.ts";
import { describedNamed, type ExtendFlags } from "./rulesets.ts";
import type { Terminal } from "./terminal.ts";

/** The options of `jifen compile`, as the user wrote them. */
export interface CompileFlags extends ExtendFlags {
  readonly output?: string;
  readonly format?: string;
  readonly param?: readonly string[];
  readonly interpret?: readonly string[];
}

const endings: Endings<ModuleFormat> = { esm: [".js", ".mjs"], cjs: [".cjs", ".js"] };

/** `jifen compile`: a ruleset as a JavaScript module. */
export async function compileCommand(
  name: string,
  flags: CompileFlags,
  terminal: Terminal,
): Promise<void> {
  const { output } = flags;
  const stated = moduleFormats.find((one) => one === flags.format);
  if (flags.format !== undefined && stated === undefined)
    throw new CommandError(
      commandMessages.choice("--format", flags.format, moduleFormats.join(", ")),
    );
  const format = formFor(endings, { usual: "esm", stated, path: output });
  const outputs = new OutputFiles([name]);
  outputs.claim(output);
  const module = moduleOf(await describedNamed(name, flags, choicesOf(flags)), format);
  if (output === undefined) terminal.stdout.write(module);
  else outputs.write(new Map([[output, module]]));
}
