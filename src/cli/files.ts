import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { systemCodeOf } from "../files/system.ts";
import { CommandError, commandMessages } from "./messages.ts";

/** The files that a command writes: all or none. A command never writes a file that it reads. */
export class OutputFiles {
  private readonly inputs: readonly string[];
  private readonly claimed = new Set<string>();

  constructor(inputs: readonly string[]) {
    this.inputs = inputs.flatMap((path) => identityOf(path) ?? []);
  }

  /** Refuses a path that the command reads, has already claimed, or cannot write. Call it before any work is done. */
  claim(path: string | undefined): void {
    if (path === undefined) return;
    const target = attempt(path, () => targetOf(path));
    // A pipe or a device may be named several times.
    if (target.found?.isFile() === false) return;
    const identity = identityOf(path) ?? target.path;
    if (this.inputs.includes(identity))
      throw new CommandError(commandMessages.overwritesInput(path));
    if (this.claimed.has(identity)) throw new CommandError(commandMessages.sameOutputs(path));
    this.claimed.add(identity);
  }

  /** Writes these texts, or bytes, by their paths: either all of them, or the previous files stay unchanged. */
  write(texts: ReadonlyMap<string, string | Uint8Array>): void {
    const replacements: Replacement[] = [];
    try {
      const direct: (() => void)[] = [];
      for (const [path, text] of texts) {
        const target = attempt(path, () => targetOf(path));
        if (target.found?.isFile() === false) {
          direct.push(() => attempt(path, () => writeFileSync(path, text)));
        } else replacements.push(attempt(path, () => new Replacement(path, target, text)));
      }
      // Text written to a pipe cannot be taken back, but at this point no file has been replaced.
      for (const write of direct) write();
      // One file is replaced atomically. With several, some may have to be restored.
      const keepsOld = replacements.length > 1;
      for (const one of replacements) attempt(one.path, () => one.replace(keepsOld));
    } catch (error) {
      for (const one of replacements.reverse()) one.undo();
      throw error;
    }
    for (const one of replacements) one.finish();
  }
}

/** The target of a path, through links, and the file already there. */
interface Target {
  readonly path: string;
  readonly found: Stats | undefined;
}

/** A text that is first written beside its file, and then replaces it. */
class Replacement {
  private readonly temporary: string;
  private readonly backup: string;
  private hasBackup = false;
  private isReplaced = false;

  constructor(
    readonly path: string,
    private readonly target: Target,
    text: string | Uint8Array,
  ) {
    const beside = join(dirname(target.path), `.jifen-${randomUUID()}`);
    this.temporary = `${beside}.new`;
    this.backup = `${beside}.old`;
    try {
      // Until then, only those who may read the file itself may read it.
      const mode = target.found === undefined ? undefined : target.found.mode & 0o777;
      writeFileSync(
        this.temporary,
        text,
        mode === undefined ? { flag: "wx" } : { flag: "wx", mode },
      );
      if (target.found !== undefined) copyRights(target.found, this.temporary);
    } catch (error) {
      rmSync(this.temporary, { force: true });
      throw error;
    }
  }

  replace(keepsOld: boolean): void {
    if (keepsOld && this.target.found !== undefined) {
      keepCopy(this.target.path, this.backup);
      this.hasBackup = true;
    }
    renameSync(this.temporary, this.target.path);
    this.isReplaced = true;
  }

  /** Restores the previous file. */
  undo(): void {
    rmSync(this.temporary, { force: true });
    if (this.isReplaced && this.hasBackup) renameSync(this.backup, this.target.path);
    else if (this.isReplaced) rmSync(this.target.path, { force: true });
    else if (this.hasBackup) rmSync(this.backup, { force: true });
  }

  finish(): void {
    if (this.hasBackup) rmSync(this.backup, { force: true });
  }
}

/** Gives a file the mode of another and, where the system permits it, its owner. */
function copyRights({ mode, uid, gid }: Stats, path: string): void {
  const own = statSync(path);
  try {
    if (own.uid !== uid || own.gid !== gid) chownSync(path, uid, gid);
  } catch {
    // Only an administrator may give files away, so the new file keeps the current user as its owner.
  }
  chmodSync(path, mode & 0o7777);
}

/** Keeps a file under another name: as a hard link, or as a copy if the disk has no hard links. */
function keepCopy(path: string, copy: string): void {
  try {
    linkSync(path, copy);
  } catch {
    copyFileSync(path, copy);
  }
}

/** Runs an action on a path. A system error becomes a message that the path cannot be written, and why. */
function attempt<Value>(path: string, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw new CommandError(commandMessages.cannotWrite(path, code));
  }
}

/** Where a path leads. Throws a system error if nothing can be written there. */
function targetOf(path: string): Target {
  const found = existing(path);
  if (found?.isDirectory() === true) throw systemError("EISDIR");
  if (found !== undefined) accessSync(path, constants.W_OK);
  if (found?.isFile() === false) return { path, found };
  const target = found === undefined ? missingTarget(path) : realpathSync(path);
  const folder = existing(dirname(target));
  if (folder === undefined) throw systemError("ENOENT");
  if (!folder.isDirectory()) throw systemError("ENOTDIR");
  accessSync(dirname(target), constants.W_OK);
  return { path: target, found };
}

/** The place of a file that does not exist yet; a link may lead to it. */
function missingTarget(path: string): string {
  const folder = realpathSync(dirname(resolve(path)));
  const place = join(folder, basename(path));
  // The system has already followed these links, so they form no cycle.
  const isLink = lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? missingTarget(resolve(folder, readlinkSync(place))) : place;
}

/** The file at a path, or undefined; throws if the system cannot tell. */
function existing(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: "open" });
}

/** The file at a path; also undefined if it cannot be reached. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Identifies the file that a path leads to, whatever its name. */
function identityOf(path: string): string | undefined {
  const found = statOf(path);
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
