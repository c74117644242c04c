import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadOptions } from "../program/load.ts";
import { CommandError, complaints } from "./words.ts";

export type Code = Pick<LoadOptions, "functions">;

/** The functions in a module of code: all that it exports by name. */
export async function codeIn(file: string | undefined): Promise<Code> {
  if (file === undefined) return {};
  const path = resolve(file);
  try {
    await access(path);
    const module = (await import(pathToFileURL(path).href)) as NonNullable<
      LoadOptions["functions"]
    >;
    const named = Object.entries(module).filter(([name]) => name !== "default");
    return { functions: Object.fromEntries(named) };
  } catch (error) {
    throw new CommandError(complaints.code(file, error instanceof Error ? error.message : ""));
  }
}
