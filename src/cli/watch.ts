import { type FSWatcher, readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write a file in several steps. Steps within this many milliseconds are one change. */
const settled = 100;

/**
 * Watches files, whether they exist yet or not. It watches their folders, because a watch on a file ends when the file
 * is replaced.
 */
export class FileWatch {
  private readonly folders = new Map<string, FSWatcher>();
  private texts = new Map<string, string>();
  private noticed: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Watches exactly these files, starting from their current content. */
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

  /** Waits until the text of one of the files changes; false if the signal comes first. */
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
      // The folder does not exist or may not be watched; the other folders still are.
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

/** The text of a file, or undefined if it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
