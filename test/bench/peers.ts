import type { Contender } from "./task.ts";

/** A package that is compared with, if it is installed. */
export interface Peer {
  readonly packageName: string;
  /** What it brings, given the package. */
  readonly contenders: (module: never) => readonly Contender[];
}

/** The contenders of the peers that are installed; tells which are not. */
export async function contendersOf(peers: readonly Peer[]): Promise<Contender[]> {
  const found: Contender[] = [];
  for (const { packageName, contenders } of peers) {
    const module: unknown = await import(packageName).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
      console.log(`${packageName}: not installed (npm install --prefix test/bench installs it)`);
    });
    if (module !== undefined) found.push(...contenders(module as never));
  }
  return found;
}
