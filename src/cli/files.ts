import {
  accessSync,
  constants,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandError, commandMessages } from "./messages.ts";

/** Files to be written, none of which may be one that is read. */
export class OutputFiles {
  private readonly inputs: readonly string[];
  private readonly taken = new Set<string>();

  constructor(inputs: readonly string[]) {
    this.inputs = inputs.flatMap((path) => identityOf(path) ?? []);
  }

  /** Refuses a path that would be written over, or cannot be written; to be asked before any work is done. */
  claim(path: string | undefined): void {
    if (path === undefined) return;
    const identity = identityOf(path) ?? join(path);
    if (this.inputs.includes(identity))
      throw new CommandError(commandMessages.overwritesInput(path));
    if (this.taken.has(identity)) throw new CommandError(commandMessages.sameOutputs(path));
    const issue = whyNotWritable(path);
    if (issue !== undefined) throw new CommandError(commandMessages.cannotWrite(path, issue));
    this.taken.add(identity);
  }

  /** Writes beside the file and renames: a failure leaves what was there. */
  write(path: string, text: string): void {
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    try {
      writeFileSync(temporary, text);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      if (!(error instanceof Error && "code" in error)) throw error;
      throw new CommandError(commandMessages.cannotWrite(path, String(error.code)));
    }
  }
}

/** Why a file will not be written there, as far as can be told before. */
function whyNotWritable(path: string): string | undefined {
  const folder = statOf(dirname(path));
  if (folder === undefined) return "ENOENT";
  if (!folder.isDirectory()) return "ENOTDIR";
  if (statOf(path)?.isDirectory() === true) return "EISDIR";
  try {
    accessSync(dirname(path), constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "EACCES";
  }
}

/** What stands there; nothing where it cannot be reached either. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** What a path leads to, whatever it is called. */
function identityOf(path: string): string | undefined {
  const found = statOf(path);
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
