import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandError, complaints } from "./words.ts";

/** Files to be written, none of which may be one that is read. */
export class OutputFiles {
  private readonly inputs: readonly string[];
  private readonly taken = new Set<string>();

  constructor(inputs: readonly string[]) {
    this.inputs = inputs.flatMap((path) => identityOf(path) ?? []);
  }

  /** Refuses a path that would be written over; to be asked before any work is done. */
  claim(path: string | undefined): void {
    if (path === undefined) return;
    const identity = identityOf(path) ?? join(path);
    if (this.inputs.includes(identity)) throw new CommandError(complaints.overwritesInput(path));
    if (this.taken.has(identity)) throw new CommandError(complaints.sameOutputs(path));
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
      throw new CommandError(complaints.cannotWrite(path, String(error.code)));
    }
  }
}

/** What a path leads to, whatever it is called. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
