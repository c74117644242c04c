import { type FSWatcher, readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write a file in several steps: what they do within this many milliseconds is one change. */
const settled = 100;

/**
 * Watches files, whether they are there yet or not. It is their folders that are watched: a file that is replaced
 * rather than written to would be lost from observation.
 */
export class FileWatch {
  private readonly folders = new Map<string, FSWatcher>();
  private texts = new Map<string, string>();
  private noticed: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Watches these files, as they are now, and no others. */
  watch(files: readonly string[]): void {
    this.texts = new Map(files.map((file) => [file, textOf(file)]));
    const wanted = new Set(files.map((file) => dirname(file)));
    for (const [folder, watcher] of this.folders) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.folders.delete(folder);
    }
    for (const folder of wanted) this.open(folder);
  }

  /** Waits until the text of one of the files is another; false where the signal came first. */
  async change(stop: AbortSignal | undefined): Promise<boolean> {
    while (stop?.aborted !== true) {
      if (this.isChanged()) return true;
      await new Promise<void>((resolve) => {
        this.noticed = resolve;
        stop?.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    return false;
  }

  close(): void {
    clearTimeout(this.timer);
    for (const watcher of this.folders.values()) watcher.close();
    this.folders.clear();
  }

  private open(folder: string): void {
    if (this.folders.has(folder)) return;
    try {
      const watcher = watch(folder, (_event, name) => {
        const isOurs = [...this.texts.keys()].some(
          (file) => dirname(file) === folder && (name === null || basename(file) === name),
        );
        if (isOurs) this.notice();
      });
      watcher.on("error", () => undefined);
      this.folders.set(folder, watcher);
    } catch {
      // There is no such folder, or it may not be watched: what is in the others still is.
    }
  }

  private notice(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.noticed(), settled);
  }

  private isChanged(): boolean {
    return [...this.texts].some(([file, text]) => textOf(file) !== text);
  }
}

/** The text of a file; of one that cannot be read nothing. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
