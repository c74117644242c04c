import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadOptions } from "../program/load.ts";
import { CommandError, commandMessages } from "./messages.ts";
import type { NamedRuleset } from "./rulesets.ts";

export type Code = Pick<LoadOptions, "functions">;

/** The functions in a module of code: all that it exports by name. */
export async function codeIn(file: string | undefined): Promise<Code> {
  if (file === undefined) return {};
  const path = resolve(file);
  try {
    const url = pathToFileURL(path);
    // A module is loaded once for each address: another text gets another one.
    url.searchParams.set("changed", String((await stat(path)).mtimeMs));
    const module = (await import(url.href)) as NonNullable<LoadOptions["functions"]>;
    const named = Object.entries(module).filter(([name]) => name !== "default");
    return { functions: Object.fromEntries(named) };
  } catch (error) {
    throw new CommandError(commandMessages.code(file, error instanceof Error ? error.message : ""));
  }
}

/**
 * Of the functions that are given for several rulesets, those for one: what it declares, and what none of them does – a
 * name that is wrong is told with each.
 */
export function codeFor(
  { functions }: Code,
  { document }: Pick<NamedRuleset, "document">,
  all: readonly Pick<NamedRuleset, "document">[],
): Code {
  if (functions === undefined) return {};
  const own = declaredIn(document);
  const others = new Set(all.flatMap((one) => [...declaredIn(one.document)]));
  const fitting = Object.entries(functions).filter(([name]) => own.has(name) || !others.has(name));
  return { functions: Object.fromEntries(fitting) };
}

/** The names of the functions that a document declares, sound or not. */
function declaredIn(document: unknown): Set<string> {
  const { functions } = (document ?? {}) as { readonly functions?: unknown };
  return new Set(typeof functions === "object" && functions !== null ? Object.keys(functions) : []);
}

/** The rulesets of those names that can be read. */
export async function readable(
  names: readonly string[],
  read: (name: string) => Promise<NamedRuleset>,
): Promise<NamedRuleset[]> {
  const found = await Promise.allSettled(names.map(read));
  return found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}
